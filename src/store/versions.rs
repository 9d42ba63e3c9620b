//! Versions of drafts as commits, made by the user's git program.
//!
//! Invariants: a version holds one draft's folder and nothing else; the user's index, other files and staged work stay
//! as they are; a revision from a person is resolved to a commit before anything else is done with it, so that it is
//! never an option or a path. Signing and hooks are git's own, and only in the user's own workspace.

mod kept;
mod log;
mod objects;
mod sync;

use crate::app::failure::{Failure, GitFailure};
use crate::app::stop::Stop;
use crate::app::version::{Newer, Step, SyncWords, Synced, Version, Versions};
use crate::domain::branches::is_called;
use crate::domain::draft::{Draft, DraftId};
use crate::format::draft_json;
use crate::store::content;
use crate::store::fs::shown;
use crate::store::git::program::Git;
use crate::store::git::turn::{About, Turn};
use crate::store::git::{drivers, trust};
use crate::store::lock::login_name;
use crate::store::owners;
use crate::store::paths::Paths;
use crate::store::workspace;
use std::collections::BTreeSet;

/// The versions in the repository of a workspace.
#[derive(Debug)]
pub struct GitVersions {
    paths: Paths,
    /// Whether programs that reach other repositories may ask for a passphrase on the terminal.
    asks: bool,
    /// Who keeps versions, and when, where a story tells it.
    told: Option<Signature>,
}

/// Who keeps a version, and when: RFC 3339.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signature {
    /// The name.
    pub name: String,
    /// The moment.
    pub time: String,
}

/// What `git log` prints of a version: unit separators between, a NUL after each.
const FORMAT: &str = "--format=%H%x1f%an%x1f%aI%x1f%G?%x1f%s";
/// How the hash of a version ends after which git notes what touches what: of every sixteen about one.
const NOTED: char = '0';
/// How many versions are read by one call of git: each may be as large as a draft can be.
const AT_ONCE: usize = 10;
/// What every workspace has beside its drafts; the first version takes them along.
const SETTINGS: [&str; 2] = [".gitattributes", ".gitignore"];
/// Programs that check signatures, and the list of known keys: in a stranger's repository the user's own or git's own,
/// never the repository's.
const CHECKERS: [(&str, &str); 5] = [
    ("gpg.program", "gpg"),
    ("gpg.openpgp.program", "gpg"),
    ("gpg.x509.program", "gpgsm"),
    ("gpg.ssh.program", "ssh-keygen"),
    ("gpg.ssh.revocationFile", ""),
];
const KNOWN_KEYS: &str = "gpg.ssh.allowedSignersFile";

impl GitVersions {
    /// The versions of the drafts under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self {
            paths,
            asks: true,
            told: None,
        }
    }

    /// The same, where versions are somebody's of a story, kept at a time that it tells.
    #[must_use]
    pub fn signed(self, told: Signature) -> Self {
        Self {
            told: Some(told),
            ..self
        }
    }

    /// The same where the terminal is taken: nobody asks for anything on it.
    #[must_use]
    pub fn silent(paths: Paths) -> Self {
        Self {
            asks: false,
            ..Self::new(paths)
        }
    }

    fn reading(&self) -> Git {
        Git::reading(&self.paths.workspace)
    }

    fn own(&self) -> Git {
        let git = Git::own(&self.paths.workspace);
        match &self.told {
            Some(told) => git.signed(&told.name, &told.time),
            None => git,
        }
    }

    /// Git needs to know who keeps a version; a missing name is asked for in the user's words, not in git's.
    fn needs_author(&self) -> Result<String, Failure> {
        self.ident().map(|(name, _)| name)
    }

    /// Name and address of who keeps versions.
    fn ident(&self) -> Result<(String, String), Failure> {
        let asked = self.own().settings(&["user.useConfigOnly=true"]);
        let ended = asked.end(&["var", "GIT_AUTHOR_IDENT"])?;
        let told = String::from_utf8_lossy(&ended.out);
        let parts = told.rsplit_once(" <").and_then(|(name, rest)| {
            let (address, _) = rest.split_once('>')?;
            Some((name.to_owned(), address.to_owned()))
        });
        parts
            .filter(|_| ended.code == Some(0))
            .ok_or(Failure::Git(GitFailure::NoAuthor))
    }

    /// Lets git note which version touches which draft, so that it finds the versions of one without looking through
    /// all. Nothing is lost where it does not.
    fn note_paths(&self, turn: &Turn) {
        let write = [
            "commit-graph",
            "write",
            "--reachable",
            "--changed-paths",
            "--split",
        ];
        let _ = self.own().holding(turn).end(&write);
    }

    /// What git says about a version; where it refuses, there is no such version.
    fn about(&self, rev: &str, args: &[&str]) -> Result<Vec<u8>, Failure> {
        match self.reading().run(args) {
            Err(Failure::Git(GitFailure::Refused { .. })) => {
                Err(Failure::Git(GitFailure::NoVersion(rev.to_owned())))
            }
            answered => answered,
        }
    }

    /// The turn at the user's own repository, with the drivers in place.
    fn turn(&self) -> Result<Turn, Failure> {
        trust::require_own(&self.paths)?;
        let turn = Turn::take(&self.paths.workspace, About::Versions)?;
        drivers::install(&self.paths.workspace, &turn)?;
        Ok(turn)
    }

    /// Settings under which signatures are checked. Where no keys are known git would call a signed version unsigned; an
    /// empty list makes it say that it does not know the key.
    fn checkers(&self) -> Result<Vec<String>, Failure> {
        let own = trust::is_own(&self.paths)?;
        let scope: &[&str] = if own { &[] } else { &["--global"] };
        let asked = |name: &str| -> Result<Option<String>, Failure> {
            let args = [&["config"], scope, &["--type=path", "--get", name]].concat();
            let ended = self.reading().end(&args)?;
            let said = String::from_utf8_lossy(&ended.out);
            Ok((ended.code == Some(0)).then(|| said.trim_end().to_owned()))
        };
        let keys = asked(KNOWN_KEYS)?.unwrap_or_else(|| "/dev/null".to_owned());
        let mut settings = vec![format!("{KNOWN_KEYS}={keys}")];
        for (name, usual) in CHECKERS.iter().filter(|_| !own) {
            let value = asked(name)?.unwrap_or_else(|| (*usual).to_owned());
            settings.push(format!("{name}={value}"));
        }
        Ok(settings)
    }
}

fn folder(id: &DraftId) -> String {
    format!("drafts/{}", id.as_str())
}

impl Versions for GitVersions {
    fn save(&self, id: &DraftId, message: &str) -> Result<Option<Version>, Failure> {
        workspace::ensure(&self.paths)?;
        let turn = self.turn()?;
        let folder = folder(id);
        let status = ["status", "--porcelain", "-z", "--", &folder];
        if self.own().holding(&turn).run(&status)?.is_empty() {
            return Ok(None);
        }
        if let Some(owner) = owners::other(&self.paths, id) {
            return Err(Failure::OthersDraft(owner));
        }
        self.needs_author()?;
        let mut kept = vec![folder.as_str()];
        if self.head()?.is_none() {
            kept.extend(SETTINGS);
        }
        let add = [&["add", "--all", "--"], &kept[..]].concat();
        self.own().holding(&turn).run(&add)?;
        let message = format!("--message={message}");
        let commit = ["commit", "--quiet", "--cleanup=whitespace", &message];
        let commit = [&commit, &["--only", "--"][..], &kept].concat();
        self.own().holding(&turn).run(&commit)?;
        let kept = self.log(id, 1)?.into_iter().next();
        if kept.as_ref().is_some_and(|kept| kept.rev.ends_with(NOTED)) {
            self.note_paths(&turn);
        }
        Ok(kept)
    }

    fn author(&self) -> Result<String, Failure> {
        if let Some(told) = &self.told {
            return Ok(told.name.clone());
        }
        match (self.needs_author(), login_name()) {
            // Without git people have a name all the same, to write remarks and take steps by.
            (Err(Failure::Git(GitFailure::Missing)), name) if !name.is_empty() => Ok(name),
            (known, _) => known,
        }
    }

    fn decides(&self) -> bool {
        !owners::is_applicant(&self.paths)
    }

    fn writes_as(&self, name: &str) -> bool {
        owners::own_branch(&self.paths).is_none_or(|branch| is_called(&branch, name))
    }

    fn sign_as(&self, name: &str, email: &str) -> Result<(), Failure> {
        workspace::ensure(&self.paths)?;
        let turn = self.turn()?;
        for (key, value) in [("user.name", name), ("user.email", email)] {
            let set = ["config", "--local", "--replace-all", key, value];
            self.own().holding(&turn).run(&set)?;
        }
        self.needs_author().map(|_| ())
    }

    fn log(&self, id: &DraftId, most: usize) -> Result<Vec<Version>, Failure> {
        log::log(self, id, most)
    }

    fn named(&self, rev: &str) -> Result<String, Failure> {
        let commit = format!("{rev}^{{commit}}");
        let resolve = ["rev-parse", "--quiet", "--verify", "--end-of-options"];
        let named = self.about(rev, &[&resolve[..], &[&commit]].concat())?;
        Ok(String::from_utf8_lossy(&named).trim().to_owned())
    }

    fn at(&self, id: &DraftId, rev: &str) -> Result<Draft, Failure> {
        let path = format!("{}/draft.json", folder(id));
        let place = format!("{}:{path}", self.named(rev)?);
        let text = self.about(rev, &["cat-file", "blob", &place])?;
        read_draft(&path, &text)
    }

    fn each_at(&self, id: &DraftId, revs: &[&str]) -> Vec<Result<Draft, Failure>> {
        let path = format!("{}/draft.json", folder(id));
        let places: Vec<String> = revs.iter().map(|rev| format!("{rev}:{path}")).collect();
        let mut all = Vec::with_capacity(revs.len());
        for (places, revs) in places.chunks(AT_ONCE).zip(revs.chunks(AT_ONCE)) {
            match objects::contents(self, places) {
                Ok(texts) => all.extend(texts.into_iter().zip(revs).map(|(text, rev)| {
                    let none = || Failure::Git(GitFailure::NoVersion((*rev).to_owned()));
                    read_draft(&path, &text.ok_or_else(none)?)
                })),
                // One that is far too large takes none of the others with it.
                Err(_) => all.extend(revs.iter().map(|rev| self.at(id, rev))),
            }
        }
        all
    }

    fn unkept(&self) -> Result<Vec<DraftId>, Failure> {
        if !self.paths.workspace.join(".git").exists() {
            if !self.paths.drafts().exists() {
                return Ok(Vec::new());
            }
            workspace::ensure(&self.paths)?;
        }
        let turn = self.turn()?;
        let status = [
            "status",
            "--porcelain",
            "-z",
            "--no-renames",
            "-uall",
            "--",
            "drafts",
        ];
        let told = self.own().holding(&turn).run(&status)?;
        let told = String::from_utf8_lossy(&told);
        let ids: BTreeSet<DraftId> = told.split('\0').filter_map(draft_of).collect();
        Ok(ids.into_iter().collect())
    }

    fn sync(
        &self,
        remote: Option<&str>,
        words: &SyncWords<'_>,
        stop: &Stop,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Synced, Failure> {
        let is_made = remote.is_some() && !self.paths.workspace.join(".git").exists();
        if is_made {
            workspace::make(&self.paths)?;
        } else if !self.paths.workspace.exists() {
            return Err(Failure::Git(GitFailure::NoRemote));
        }
        let asked = sync::Asked {
            remote,
            words,
            stop,
        };
        let synced = sync::sync(self, &asked, progress)?;
        let made = is_made.then(|| shown(&self.paths.workspace));
        Ok(Synced { made, ..synced })
    }

    fn newer(&self, id: &DraftId, stop: &Stop) -> Result<Option<Newer>, Failure> {
        sync::newer(self, id, stop)
    }
}

fn read_draft(path: &str, text: &[u8]) -> Result<Draft, Failure> {
    let read = draft_json::read(text);
    read.map(|read| read.draft)
        .map_err(|fault| content::failure(path, fault))
}

/// The draft that a line of `git status` is about.
fn draft_of(line: &str) -> Option<DraftId> {
    draft_of_path(line.get(3..)?)
}

/// The draft that a path in the repository belongs to.
fn draft_of_path(path: &str) -> Option<DraftId> {
    DraftId::parse(path.strip_prefix("drafts/")?.split('/').next()?)
}

fn version(line: &str) -> Option<Version> {
    let mut parts = line.splitn(5, '\u{1f}').map(str::to_owned);
    Some(Version {
        rev: parts.next().filter(|rev| !rev.is_empty())?,
        author: parts.next()?,
        time: parts.next()?,
        signed: log::signed(&parts.next()?),
        message: parts.next()?,
        more: String::new(),
    })
}
