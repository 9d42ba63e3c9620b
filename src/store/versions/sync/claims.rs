//! What an admin takes from an applicant's branch: the applicant's own drafts. Another's that was changed there too is left as
//! it is here, and told.
//!
//! Invariants: a draft belongs to the branch of whoever kept its first version; what was left out once is not let in later.
//! Absent: what else may not be in a branch (`files`).

use super::super::GitVersions;
use super::giving::{DRAFTS, Tree, make_tree, tree};
use super::way::Theirs;
use crate::app::failure::Failure;
use crate::domain::branches::is_of;
use crate::domain::draft::DraftId;
use crate::store::owners::{Creator, creator};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The branches of all applicants, as they were fetched.
pub(super) struct Claims<'a> {
    all: Vec<&'a Theirs>,
    /// Which of them have a draft, by its id; looked up once.
    have: OnceCell<BTreeMap<String, Vec<&'a Theirs>>>,
}

impl<'a> Claims<'a> {
    /// The claims of those among what came that are applicants' branches.
    pub(super) fn of(came: &'a [Theirs]) -> Self {
        let all = came.iter().filter(|one| one.applicant.is_some());
        Self {
            all: all.collect(),
            have: OnceCell::new(),
        }
    }

    /// Whether a draft that is here belongs to a branch.
    pub(super) fn is_owner(
        &self,
        versions: &GitVersions,
        ours: &str,
        one: &Theirs,
        id: &DraftId,
    ) -> Result<bool, Failure> {
        match creator(&versions.paths.workspace, ours, id)? {
            Some(creator) => self.made(versions, one, &creator),
            None => self.is_first(versions, one, id),
        }
    }

    /// Whether the branch is that of a draft's creator. Where none is, the draft was made before there were such branches, or
    /// under another address: then it is who has that first version.
    fn made(
        &self,
        versions: &GitVersions,
        one: &Theirs,
        creator: &Creator,
    ) -> Result<bool, Failure> {
        let is = |one: &Theirs| {
            one.applicant
                .as_ref()
                .is_some_and(|branch| is_of(branch, &creator.digest))
        };
        if self.all.iter().any(|one| is(one)) {
            return Ok(is(one));
        }
        versions.is_in(&creator.commit, &one.commit)
    }

    /// Whether a branch brings a draft that is new here, and nobody else does with more right: on their own branch, or earlier.
    fn is_first(
        &self,
        versions: &GitVersions,
        one: &Theirs,
        id: &DraftId,
    ) -> Result<bool, Failure> {
        let mut claims = Vec::new();
        for other in self.with(versions, id)? {
            if let Some(creator) = creator(&versions.paths.workspace, &other.commit, id)? {
                let own = other
                    .applicant
                    .as_ref()
                    .is_some_and(|branch| is_of(branch, &creator.digest));
                claims.push((!own, creator.time, &other.commit));
            }
        }
        let first = claims.into_iter().min();
        Ok(first.is_none_or(|(_, _, commit)| *commit == one.commit))
    }

    /// The branches that have a draft.
    fn with(&self, versions: &GitVersions, id: &DraftId) -> Result<&[&'a Theirs], Failure> {
        let have = match self.have.get() {
            Some(have) => have,
            None => {
                let mut have = BTreeMap::<String, Vec<&'a Theirs>>::new();
                for one in &self.all {
                    for (name, _) in tree(versions, &one.commit, DRAFTS)? {
                        have.entry(name).or_default().push(one);
                    }
                }
                self.have.get_or_init(|| have)
            }
        };
        Ok(have.get(id.as_str()).map_or(&[], Vec::as_slice))
    }

    /// A branch's last version without what it changes in others' drafts, and those drafts; `None` where there are none.
    pub(super) fn without_others(
        &self,
        versions: &GitVersions,
        ours: &str,
        one: &Theirs,
        message: &str,
    ) -> Result<Option<(String, Vec<DraftId>)>, Failure> {
        let base = base(versions, ours, &one.commit)?;
        let before = match &base {
            Some(base) => tree(versions, base, DRAFTS)?,
            None => Tree::new(),
        };
        let mut drafts = tree(versions, &one.commit, DRAFTS)?;
        let names: Vec<String> = before.keys().chain(drafts.keys()).cloned().collect();
        let mut others = Vec::new();
        for name in names {
            let Some(id) = DraftId::parse(&name) else {
                continue;
            };
            let same = before.get(&name) == drafts.get(&name);
            if same || others.contains(&id) || self.is_owner(versions, ours, one, &id)? {
                continue;
            }
            match before.get(&name) {
                Some(entry) => drafts.insert(name, entry.clone()),
                None => drafts.remove(&name),
            };
            others.push(id);
        }
        if others.is_empty() {
            return Ok(None);
        }
        let mut root = tree(versions, &one.commit, "")?;
        if drafts.is_empty() {
            root.remove(DRAFTS);
        } else {
            let made = make_tree(versions, &drafts)?;
            root.insert(DRAFTS.to_owned(), format!("040000 tree {made}"));
        }
        let made = make_tree(versions, &root)?;
        let commit = versions.commit_tree(&made, &[&one.commit], message)?;
        Ok(Some((commit, others)))
    }
}

/// The version that two have in common.
fn base(versions: &GitVersions, ours: &str, theirs: &str) -> Result<Option<String>, Failure> {
    let ended = versions.reading().end(&["merge-base", ours, theirs])?;
    let told = String::from_utf8_lossy(&ended.out).trim().to_owned();
    Ok((ended.code == Some(0)).then_some(told))
}
