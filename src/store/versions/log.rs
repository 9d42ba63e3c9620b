//! The versions of one draft, by one or two calls of git where none of them is signed.
//!
//! Git checks a signature by starting a program for each, so it is asked only about versions that have one.
//! Invariant: what is told of a version is what its commit says; a line that is no commit tells nothing.

use super::kept::{self, WALK};
use super::{GitVersions, folder};
use crate::app::failure::Failure;
use crate::app::version::{Signed, Version};
use crate::domain::draft::DraftId;
use jiff::Timestamp;
use jiff::tz::Offset;
use std::collections::HashMap;

pub(super) fn log(
    versions: &GitVersions,
    id: &DraftId,
    most: usize,
) -> Result<Vec<Version>, Failure> {
    let told = match most {
        // Git need not go far for the last one.
        1 => versions
            .reading()
            .run(&[&WALK[..], &["--max-count=1", "HEAD", "--", &folder(id)]].concat()),
        most => kept::told(versions, id, most),
    };
    let told = match told {
        Ok(told) => told,
        // Asking for the folder tells a missing program or repository from one without versions.
        Err(failure) => {
            versions.reading().run(&["rev-parse", "--git-dir"])?;
            return match versions.head()? {
                None => Ok(Vec::new()),
                Some(_) => Err(failure),
            };
        }
    };
    let told = String::from_utf8_lossy(&told);
    let read: Vec<(Version, bool)> = told.split('\0').filter_map(commit).collect();
    let signed = read.iter().filter(|(_, signed)| *signed);
    let signed: Vec<&str> = signed.map(|(version, _)| version.rev.as_str()).collect();
    let worth = worth(versions, &signed)?;
    let told = read.into_iter().map(|(version, _)| Version {
        signed: worth.get(&version.rev).copied().unwrap_or(version.signed),
        ..version
    });
    Ok(told.collect())
}

/// What the signatures of these commits are worth.
fn worth(versions: &GitVersions, revs: &[&str]) -> Result<HashMap<String, Signed>, Failure> {
    if revs.is_empty() {
        return Ok(HashMap::new());
    }
    let git = versions.reading().settings(&versions.checkers()?);
    let ask = ["log", "--no-walk=unsorted", "--format=%H %G?"];
    let told = git.run(&[&ask[..], revs].concat())?;
    let told = String::from_utf8_lossy(&told);
    let pairs = told.lines().filter_map(|line| line.split_once(' '));
    Ok(pairs
        .map(|(rev, letter)| (rev.to_owned(), signed(letter)))
        .collect())
}

/// What git's letter for a signature means.
pub(super) fn signed(letter: &str) -> Signed {
    match letter {
        "G" => Signed::Verified,
        "B" | "R" => Signed::Bad,
        "N" | "" => Signed::Unsigned,
        _ => Signed::Unknown,
    }
}

/// A commit as git stores it, and whether it is signed.
fn commit(raw: &str) -> Option<(Version, bool)> {
    let (head, body) = raw.split_once("\n\n").unwrap_or((raw, ""));
    let member = |name: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
    };
    let rev = head.lines().next().filter(|rev| is_name(rev))?;
    let (author, time) = author(member("author")?)?;
    let mut lines = body
        .lines()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).trim_end());
    // The first two paragraphs, each on one line.
    let mut paragraph = || {
        let first = lines.find(|line| !line.trim().is_empty());
        let rest = lines.by_ref().take_while(|line| !line.trim().is_empty());
        let all: Vec<&str> = first.into_iter().chain(rest).collect();
        all.join(" ")
    };
    let version = Version {
        rev: rev.to_owned(),
        author,
        time,
        message: paragraph(),
        more: paragraph(),
        signed: Signed::Unsigned,
    };
    let is_signed = ["gpgsig", "gpgsig-sha256"]
        .iter()
        .any(|name| member(name).is_some());
    Some((version, is_signed))
}

/// Whether a line is the whole name of a commit.
pub(super) fn is_name(line: &str) -> bool {
    line.len() >= 40 && line.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `Name <address> 1700000000 +0800`: the name, and the time with the author's offset.
fn author(line: &str) -> Option<(String, String)> {
    let (name, rest) = line.rsplit_once('>')?;
    let (name, _) = name.split_once('<').unwrap_or((name, ""));
    let mut parts = rest.split_whitespace();
    let seconds = parts.next()?.parse().ok()?;
    let zone: i32 = parts.next()?.parse().ok()?;
    let offset = Offset::from_seconds((zone / 100 * 60 + zone % 100) * 60).ok()?;
    let local = offset.to_datetime(Timestamp::from_second(seconds).ok()?);
    let (sign, off) = (if zone < 0 { '-' } else { '+' }, zone.unsigned_abs());
    // Git writes no offset as Z.
    let zone = match off {
        0 => "Z".to_owned(),
        off => format!("{sign}{:02}:{:02}", off / 100, off % 100),
    };
    let time = format!("{}{zone}", local.strftime("%Y-%m-%dT%H:%M:%S"));
    Some((name.trim().to_owned(), time))
}

#[cfg(test)]
mod tests {
    use super::*;

    const REV: &str = "0a1b4cb27e4ec77ac1713b1349c45804bd53cb38";

    fn raw(author: &str, more: &str, body: &str) -> String {
        format!("{REV}\ntree 22\nauthor {author}\ncommitter x <x> 1 +0000{more}\n\n{body}")
    }

    #[test]
    fn a_commit_is_read_as_git_prints_it() {
        for (author, name, time) in [
            (
                "王工 <w@example.cn> 1645117323 +0800",
                "王工",
                "2022-02-18T01:02:03+08:00",
            ),
            ("a b <> 1645117323 +0000", "a b", "2022-02-17T17:02:03Z"),
            (
                "x> <y <z@q> 1645117323 -0330",
                "x>",
                "2022-02-17T13:32:03-03:30",
            ),
        ] {
            let (version, signed) =
                commit(&raw(author, "", "    一\n    二 \n    \n    三\n")).expect("a commit");
            assert_eq!(
                (version.author.as_str(), version.message.as_str()),
                (name, "一 二")
            );
            assert_eq!(version.more, "三");
            assert_eq!(
                (version.time.as_str(), version.rev.as_str(), signed),
                (time, REV, false)
            );
        }
    }

    #[test]
    fn a_signature_is_noticed_and_what_is_no_commit_is_left_out() {
        let sign = "\ngpgsig -----BEGIN SSH SIGNATURE-----\n U1NI\n -----END";
        assert!(commit(&raw("x <x> 1 +0000", sign, "    m\n")).is_some_and(|(_, signed)| signed));
        for broken in [
            String::new(),
            REV.to_owned(),
            format!("{REV}\n\n    author x <x> 1 +0000"),
            format!("{REV}\nauthor x 1 +0000\n\n"),
            raw("x <x> 1 +0000", "", "m\n").replacen('0', "g", 1),
        ] {
            assert_eq!(
                commit(&broken).map(|(version, _)| version.rev),
                None,
                "{broken:?}"
            );
        }
    }
}
