//! How the people of a workspace share it (共用方式): one branch for all, or a branch an applicant.
//!
//! Invariant: what a branch is called is made of letters, digits and `-` only, whatever a person is called. Absent: git.

/// Whose versions go where.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Branches {
    /// All on one branch: everybody has every draft.
    #[default]
    One,
    /// A branch an applicant, who has their own drafts only; admins have all.
    Each,
}

impl Branches {
    /// Both.
    pub const ALL: [Self; 2] = [Self::One, Self::Each];

    /// Its name in files and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Each => "each",
        }
    }

    /// The way of sharing with this name.
    #[must_use]
    pub fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// The branch that all have in common: the call, the settings, and with a branch an applicant no draft.
pub const COMMON: &str = "main";
/// The branch with everything, where each applicant has one.
pub const ADMINS: &str = "admin";
/// Before the names of the applicants' branches.
pub const APPLICANTS: &str = "applicants/";
/// So much of a person's name goes into their branch's.
const NAME_MAX: usize = 24;

/// The branch of an applicant: their name, so that a person finds it, and a few letters of the digest of their address,
/// so that no two people share one and one person has the same on every machine.
#[must_use]
pub fn applicant(name: &str, digest: &str) -> String {
    let (named, own) = (plain(name), own(digest));
    if named.is_empty() {
        return format!("{APPLICANTS}{own}");
    }
    format!("{APPLICANTS}{named}-{own}")
}

/// Whether a branch is called after a person of this name, so that what they write under it is their own.
#[must_use]
pub fn is_called(branch: &str, name: &str) -> bool {
    let named = branch.strip_prefix(APPLICANTS).unwrap_or_default();
    let named = named.rsplit_once('-').map_or("", |(named, _)| named);
    named == plain(name)
}

/// A person's name as far as it goes into their branch's.
fn plain(name: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let named: String = name.to_lowercase().chars().map(safe).collect();
    let words: Vec<&str> = named.split('-').filter(|word| !word.is_empty()).collect();
    let named: String = words.join("-").chars().take(NAME_MAX).collect();
    named.trim_end_matches('-').to_owned()
}

/// Whether a branch is that of an applicant with an address of this digest, whatever they were called then.
#[must_use]
pub fn is_of(branch: &str, digest: &str) -> bool {
    let named = branch.strip_prefix(APPLICANTS).unwrap_or_default();
    named.rsplit('-').next() == Some(own(digest).as_str())
}

/// The letters of a digest that a branch's name ends with.
fn own(digest: &str) -> String {
    let digits = digest.chars().filter(char::is_ascii_hexdigit);
    let digits: Vec<char> = digits.collect();
    digits.iter().rev().take(8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_person_is_called_their_branch_has_a_plain_name_of_its_own() {
        for (name, expected) in [
            ("王 工", "applicants/王-工-87654321"),
            ("../../HEAD.lock", "applicants/head-lock-87654321"),
            ("-x @{u}~1^:refs", "applicants/x-u-1-refs-87654321"),
            ("\u{202e}\u{7}", "applicants/87654321"),
            (
                &"长".repeat(40),
                "applicants/长长长长长长长长长长长长长长长长长长长长长长长长-87654321",
            ),
        ] {
            assert_eq!(applicant(name, "sha256:0012345678"), expected, "{name}");
        }
        assert_ne!(applicant("王", "sha256:01"), applicant("王", "sha256:02"));
        for (name, branch, expected) in [
            ("王 工", "applicants/王-工-87654321", true),
            ("王-工", "applicants/王-工-87654321", true),
            ("王", "applicants/王-工-87654321", false),
            ("王 工", "applicants/李-87654321", false),
            ("王 工", "admin", false),
            ("\u{202e}", "applicants/87654321", true),
        ] {
            assert_eq!(is_called(branch, name), expected, "{name}: {branch}");
        }
        for (branch, expected) in [
            ("applicants/王-工-87654321", true),
            ("applicants/87654321", true),
            ("applicants/王-工-87654320", false),
            ("main-87654321", false),
        ] {
            assert_eq!(is_of(branch, "sha256:0012345678"), expected, "{branch}");
        }
    }
}
