//! What an admin takes from an applicant's branch: the applicant's own drafts, and of what is written about them only what is
//! the applicant's own. Everything else is left as it is here, and told.
//!
//! Invariants: a draft belongs to the branch of whoever kept its first version; what was left out once is not let in later.
//! Absent: what else may not be in a branch (`files`).

use super::super::{GitVersions, draft_of_path};
use super::giving::{DRAFTS, PutBack, Tree, entry_at, make_tree, tree, with_put_back};
use super::notebooks;
use super::way::Theirs;
use crate::app::failure::Failure;
use crate::domain::branches::is_of;
use crate::domain::draft::DraftId;
use crate::store::owners::{Creator, creator};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

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

    /// A branch's last version with the applicant's own work only; `None` where there is nothing else in it.
    pub(super) fn only_own(
        &self,
        versions: &GitVersions,
        ours: &str,
        (branch, one): (&str, &Theirs),
        message: &str,
    ) -> Result<Option<OnlyOwn>, Failure> {
        let base = base(versions, ours, &one.commit)?;
        let before = match &base {
            Some(base) => tree(versions, base, DRAFTS)?,
            None => Tree::new(),
        };
        let drafts = tree(versions, &one.commit, DRAFTS)?;
        let (mut others, mut put_back) = (BTreeSet::new(), PutBack::new());
        for name in before.keys().chain(drafts.keys()) {
            let Some(id) = DraftId::parse(name) else {
                continue;
            };
            let same = before.get(name) == drafts.get(name);
            if same || others.contains(&id) || self.is_owner(versions, ours, one, &id)? {
                continue;
            }
            put_back.insert(
                vec![DRAFTS.to_owned(), name.clone()],
                before.get(name).cloned(),
            );
            others.insert(id);
        }
        let mut forged = BTreeSet::new();
        for path in notebooks::forged(versions, ours, base.as_deref(), (branch, &one.commit))? {
            let Some(id) = draft_of_path(&path).filter(|id| !others.contains(id)) else {
                continue;
            };
            let before = match &base {
                Some(base) => entry_at(versions, base, &path)?,
                None => None,
            };
            put_back.insert(path.split('/').map(str::to_owned).collect(), before);
            forged.insert(id);
        }
        if put_back.is_empty() {
            return Ok(None);
        }
        let made = with_put_back(versions, &one.commit, "", &put_back)?;
        let made = make_tree(versions, &made)?;
        Ok(Some(OnlyOwn {
            commit: versions.commit_tree(&made, &[&one.commit], message)?,
            others: others.into_iter().collect(),
            forged: forged.into_iter().collect(),
        }))
    }
}

/// What is left of a branch when everything that is not the applicant's to change is as it was before.
pub(super) struct OnlyOwn {
    /// The version of it, after the branch's last one.
    pub(super) commit: String,
    /// Others' drafts that it changes.
    pub(super) others: Vec<DraftId>,
    /// Drafts about which it says something in another's name.
    pub(super) forged: Vec<DraftId>,
}

/// The version that two have in common.
fn base(versions: &GitVersions, ours: &str, theirs: &str) -> Result<Option<String>, Failure> {
    let ended = versions.reading().end(&["merge-base", ours, theirs])?;
    let told = String::from_utf8_lossy(&ended.out).trim().to_owned();
    Ok((ended.code == Some(0)).then_some(told))
}
