//! Versions of drafts as commits, made by the user's git program.
//!
//! Invariants: a version holds one draft's folder and nothing else; the user's index, other files and staged work stay
//! as they are; a revision from a person is resolved to a commit before anything else is done with it, so that it is
//! never an option or a path. Signing is git's own (`commit.gpgsign`).

use crate::app::failure::{Failure, GitFailure};
use crate::app::version::{Version, Versions};
use crate::domain::draft::{Draft, DraftId};
use crate::format::draft_json;
use crate::store::content;
use crate::store::git::{self, drivers, turn::Turn};
use crate::store::paths::Paths;
use crate::store::workspace;

/// The versions in the repository of a workspace.
#[derive(Debug)]
pub struct GitVersions {
    paths: Paths,
}

/// What `git log` prints of a version: unit separators between, a NUL after each.
const FORMAT: &str = "--format=%H%x1f%an%x1f%aI%x1f%s";
/// What every workspace has beside its drafts; the first version takes them along.
const SETTINGS: [&str; 2] = [".gitattributes", ".gitignore"];

impl GitVersions {
    /// The versions of the drafts under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self { paths }
    }

    fn git(&self, args: &[&str]) -> Result<String, Failure> {
        git::run(&self.paths.workspace, args)
    }

    fn has_versions(&self) -> bool {
        self.git(&["rev-parse", "--quiet", "--verify", "HEAD^{commit}"])
            .is_ok()
    }

    /// Git needs to know who keeps a version; a missing name is asked for in the user's words, not in git's.
    fn needs_author(&self) -> Result<(), Failure> {
        let named = |key| self.git(&["config", "--get", key]);
        if named("user.name").is_ok() && named("user.email").is_ok() {
            Ok(())
        } else {
            Err(Failure::Git(GitFailure::NoAuthor))
        }
    }
}

fn folder(id: &DraftId) -> String {
    format!("drafts/{}", id.as_str())
}

impl Versions for GitVersions {
    fn save(&self, id: &DraftId, message: &str) -> Result<Option<Version>, Failure> {
        workspace::ensure(&self.paths)?;
        let root = &self.paths.workspace;
        let _turn = Turn::take(root)?;
        drivers::install(root)?;
        let folder = folder(id);
        if self
            .git(&["status", "--porcelain", "-z", "--", &folder])?
            .is_empty()
        {
            return Ok(None);
        }
        self.needs_author()?;
        let mut kept = vec![folder.as_str()];
        if !self.has_versions() {
            kept.extend(SETTINGS);
        }
        let add: Vec<&str> = ["add", "--"]
            .into_iter()
            .chain(kept.iter().copied())
            .collect();
        self.git(&add)?;
        let message = format!("--message={message}");
        let mut commit = vec!["commit", "--quiet", &message, "--only", "--"];
        commit.extend(kept);
        git::run_with_hooks(root, &commit)?;
        Ok(self.log(id, 1)?.into_iter().next())
    }

    fn log(&self, id: &DraftId, most: usize) -> Result<Vec<Version>, Failure> {
        // Asking git itself tells a missing program from a repository without versions.
        self.git(&["rev-parse", "--git-dir"])?;
        if !self.has_versions() {
            return Ok(Vec::new());
        }
        let most = format!("--max-count={most}");
        let told = self.git(&[
            "log",
            "-z",
            "--no-show-signature",
            &most,
            FORMAT,
            "--",
            &folder(id),
        ])?;
        Ok(told.split('\0').filter_map(version).collect())
    }

    fn at(&self, id: &DraftId, rev: &str) -> Result<Draft, Failure> {
        let unknown = || Failure::Git(GitFailure::NoVersion(rev.to_owned()));
        let commit = format!("{rev}^{{commit}}");
        let resolved = [
            "rev-parse",
            "--quiet",
            "--verify",
            "--end-of-options",
            &commit,
        ];
        let commit = self.git(&resolved).map_err(|failure| match failure {
            Failure::Git(GitFailure::Refused { .. }) => unknown(),
            other => other,
        })?;
        let path = format!("{}/draft.json", folder(id));
        let place = format!("{}:{path}", commit.trim());
        let text = self
            .git(&["cat-file", "blob", &place])
            .map_err(|_| unknown())?;
        let read = draft_json::read(text.as_bytes());
        read.map(|read| read.draft)
            .map_err(|fault| content::failure(&path, fault))
    }
}

fn version(line: &str) -> Option<Version> {
    let mut parts = line.split('\u{1f}').map(str::to_owned);
    Some(Version {
        rev: parts.next().filter(|rev| !rev.is_empty())?,
        author: parts.next()?,
        time: parts.next()?,
        message: parts.next()?,
    })
}
