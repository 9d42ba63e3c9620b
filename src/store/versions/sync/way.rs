//! Which branches are fetched, taken in and sent to: all of one, or one an applicant.
//!
//! Invariants: with a branch an applicant, applicants get their own branch and what all have in common, and send to their
//! own only; from an applicant's branch only drafts are taken. Absent: merging and sending themselves.

use super::super::GitVersions;
use super::claims::Claims;
use super::giving;
use super::{Asked, fetch};
use crate::app::failure::Failure;
use crate::app::stop::Stop;
use crate::domain::branches::{ADMINS, APPLICANTS, Branches, COMMON, applicant};
use crate::format::digest::sha256;
use crate::store::branches::{FILE, FILE_MAX, agreed, current, read, stand_on};
use crate::store::git::turn::{About, Turn};

/// How this workspace is shared.
pub(super) enum Way {
    /// All on this branch.
    All(String),
    /// This applicant's own branch, and the common one.
    Applicant(String),
    /// Everything.
    Admin,
}

/// A branch to be taken in.
pub(super) struct Theirs {
    /// Its last version.
    pub(super) commit: String,
    /// Whose it is, where only drafts are taken from it.
    pub(super) applicant: Option<String>,
}

/// Versions to be sent: the last of them, and the branch it goes to.
pub(super) type Outgoing = Vec<(String, String)>;

impl Way {
    /// Fetches, and finds out how the workspace is shared: as it says itself, else as the other repository says.
    pub(super) fn fetched(
        versions: &GitVersions,
        remote: &str,
        asked: &Asked<'_>,
    ) -> Result<Self, Failure> {
        let here = agreed(&versions.paths)?;
        let mut way = Self::of(versions, here.unwrap_or_default())?;
        way.fetch(versions, remote, asked.stop)?;
        if here.is_none() && agreed_there(versions, remote)? == Some(Branches::Each) {
            way = Self::of(versions, Branches::Each)?;
            way.fetch(versions, remote, asked.stop)?;
        }
        Ok(way)
    }

    /// The way as it is known here, without going over to another branch; `None` where that is still to be done.
    pub(super) fn known(versions: &GitVersions) -> Result<Option<Self>, Failure> {
        let branch = current(&versions.paths.workspace)?;
        Ok(Self::on(
            branch,
            agreed(&versions.paths)?.unwrap_or_default(),
        ))
    }

    /// The way of who stands on this branch.
    fn on(branch: String, branches: Branches) -> Option<Self> {
        match branches {
            Branches::One => Some(Self::All(branch)),
            Branches::Each if branch == ADMINS => Some(Self::Admin),
            Branches::Each if branch.starts_with(APPLICANTS) => Some(Self::Applicant(branch)),
            Branches::Each => None,
        }
    }

    /// Brings what is known of the branches that matter up to date.
    pub(super) fn fetch(
        &self,
        versions: &GitVersions,
        remote: &str,
        stop: &Stop,
    ) -> Result<(), Failure> {
        fetch(versions, remote, &self.wanted(), stop)
    }

    /// The way as it is known here, without asking anybody. Goes over to the applicant's own branch where it is time.
    fn of(versions: &GitVersions, branches: Branches) -> Result<Self, Failure> {
        let root = &versions.paths.workspace;
        match Self::on(current(root)?, branches) {
            Some(way) => Ok(way),
            None => {
                let (name, address) = versions.ident()?;
                let own = applicant(&name, &sha256(address.to_lowercase().as_bytes()));
                let turn = Turn::take(root, About::Versions)?;
                stand_on(root, &turn, &own)?;
                Ok(Self::Applicant(own))
            }
        }
    }

    /// What the branch is called that one's own versions go to.
    pub(super) fn own(&self) -> &str {
        match self {
            Self::All(branch) | Self::Applicant(branch) => branch,
            Self::Admin => ADMINS,
        }
    }

    /// The beginnings of the names of all branches that matter.
    fn wanted(&self) -> Vec<&str> {
        match self {
            Self::All(branch) => vec![branch],
            Self::Applicant(branch) => vec![COMMON, branch],
            Self::Admin => vec![COMMON, ADMINS, APPLICANTS],
        }
    }

    /// What is to be taken in, as it was fetched.
    pub(super) fn theirs(
        &self,
        versions: &GitVersions,
        remote: &str,
    ) -> Result<Vec<Theirs>, Failure> {
        let names = match self {
            Self::All(branch) => vec![branch.as_str()],
            Self::Applicant(branch) => vec![branch.as_str(), COMMON],
            Self::Admin => vec![ADMINS, COMMON],
        };
        let mut all = Vec::new();
        for name in names {
            let Some(commit) = there(versions, remote, name)? else {
                continue;
            };
            // What this workspace gave itself, without the drafts, brings nothing.
            let gave = matches!(self, Self::Admin) && name == COMMON;
            if gave && giving::is_given(versions, &commit)? {
                continue;
            }
            all.push(Theirs {
                commit,
                applicant: None,
            });
        }
        if matches!(self, Self::Admin) {
            all.extend(applicants(versions, remote)?);
        }
        Ok(all)
    }

    /// What is to be sent.
    pub(super) fn outgoing(
        &self,
        versions: &GitVersions,
        remote: &str,
        asked: &Asked<'_>,
    ) -> Result<Outgoing, Failure> {
        let Some(ours) = versions.head()? else {
            return Ok(Vec::new());
        };
        let own = there(versions, remote, self.own())?;
        let mut all = Vec::new();
        // An applicant who has nothing yet needs no branch.
        let begun = match (self, &own) {
            (Self::Applicant(_), None) => match there(versions, remote, COMMON)? {
                Some(common) => !versions.is_in(&ours, &common)?,
                None => true,
            },
            _ => true,
        };
        if begun && own.as_ref() != Some(&ours) {
            all.push((ours.clone(), self.own().to_owned()));
        }
        if matches!(self, Self::Admin) {
            let common = there(versions, remote, COMMON)?;
            all.extend(giving::common(versions, &ours, common.as_deref(), asked)?);
            let applicants = applicants(versions, remote)?;
            let claims = Claims::of(&applicants);
            for one in &applicants {
                all.extend(giving::back(versions, &ours, one, &claims, asked)?);
            }
        }
        Ok(all)
    }
}

/// The last version of a branch there, as it was fetched.
pub(super) fn there(
    versions: &GitVersions,
    remote: &str,
    branch: &str,
) -> Result<Option<String>, Failure> {
    versions.commit(&format!("refs/remotes/{remote}/{branch}"))
}

fn applicants(versions: &GitVersions, remote: &str) -> Result<Vec<Theirs>, Failure> {
    let below = format!("refs/remotes/{remote}/{APPLICANTS}");
    let list = ["for-each-ref", "--format=%(objectname) %(refname)", &below];
    let told = versions.reading().text(&list)?;
    let branches = told.lines().filter_map(|line| {
        let (commit, name) = line.split_once(' ')?;
        Some(Theirs {
            commit: commit.to_owned(),
            applicant: Some(format!("{APPLICANTS}{}", name.strip_prefix(&below)?)),
        })
    });
    Ok(branches.collect())
}

/// What the other repository says about its branches.
fn agreed_there(versions: &GitVersions, remote: &str) -> Result<Option<Branches>, Failure> {
    let Some(common) = there(versions, remote, COMMON)? else {
        return Ok(None);
    };
    let place = format!("{common}:{FILE}");
    let size = versions.reading().end(&["cat-file", "-s", &place])?;
    let size = String::from_utf8_lossy(&size.out).trim().parse::<usize>();
    match size {
        Ok(size) if size <= FILE_MAX => {
            let text = versions.reading().run(&["cat-file", "blob", &place])?;
            read(&text).map(Some)
        }
        _ => Ok(None),
    }
}
