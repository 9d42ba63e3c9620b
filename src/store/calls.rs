//! The calls: built into the program, in the workspace's `calls/`, in the user's configuration folder.
//!
//! Invariant: of two calls with one id the workspace's wins, then the user's, then the built-in one.

use crate::app::failure::Failure;
use crate::app::ports::Calls;
use crate::domain::call::{Call, CallId};
use crate::domain::draft::Origin;
use crate::domain::later::Later;
use crate::domain::project::Project;
use crate::domain::reissue::moved::Reissue;
use crate::domain::spending::LocalNorms;
use crate::format::call_files::{self, CallFiles};
use crate::format::digest::sha256;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text::MAX_BYTES;
use crate::format::{catalog_json, digest};
use crate::store::annexes::EARLIER;
use crate::store::content;
use crate::store::fs::read_plain;
use crate::store::paths::Paths;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// How many catalogs that were replaced are looked through.
const EARLIER_MAX: usize = 200;

/// The calls of a workspace and its user.
#[derive(Clone, Debug)]
pub struct FolderCalls {
    folders: Vec<PathBuf>,
    /// The call that the program brings, read once.
    built_in: OnceCell<Option<Rc<Call>>>,
    /// The norms of the user's place, which hold in every call.
    norms: Option<LocalNorms>,
}

impl FolderCalls {
    /// The calls under these folders, and the built-in one.
    #[must_use]
    pub fn new(paths: &Paths) -> Self {
        let config = paths.config.iter().map(|config| config.join("calls"));
        Self {
            folders: [paths.workspace.join("calls")]
                .into_iter()
                .chain(config)
                .collect(),
            built_in: OnceCell::new(),
            norms: None,
        }
    }

    /// These calls, judged by the norms of a place.
    #[must_use]
    pub fn with_norms(self, norms: Option<LocalNorms>) -> Self {
        Self { norms, ..self }
    }

    /// A call as it is judged here. What was worked out under other norms does not hold for it.
    fn here(&self, mut call: Call) -> Rc<Call> {
        if let Some(norms) = &self.norms {
            let (read, own) = (call.taxonomy, norms.clone());
            call.taxonomy = Later::new(move || {
                let mut taxonomy = (*read).clone();
                taxonomy.adopt(&own);
                taxonomy
            });
            let (whole, norms) = (call.whole_digest, format!("{norms:?}"));
            call.whole_digest = Later::new(move || sha256(format!("{}{norms}", *whole).as_bytes()));
        }
        Rc::new(call)
    }

    /// The call that the program brings. Its files are checked by a test, so they read.
    fn built_in(&self) -> Option<Rc<Call>> {
        let read = || call_files::read(&call_files::built_in()).ok();
        let read = || read().map(|call| self.here(call));
        self.built_in.get_or_init(read).clone()
    }

    /// The folders of calls, those that win first.
    fn found(&self) -> Vec<(CallId, PathBuf)> {
        let mut found: Vec<(CallId, PathBuf)> = Vec::new();
        for folder in &self.folders {
            let Ok(entries) = std::fs::read_dir(folder) else {
                continue;
            };
            let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
            let mut ids: Vec<CallId> = names.filter_map(|name| CallId::parse(&name)).collect();
            ids.sort_by(|a, b| b.cmp(a));
            for id in ids {
                let path = folder.join(id.as_str());
                if path.join("catalog.json").exists()
                    && !found.iter().any(|(other, _)| *other == id)
                {
                    found.push((id, path));
                }
            }
        }
        found
    }
}

impl Calls for FolderCalls {
    fn all(&self) -> (Vec<Rc<Call>>, Vec<Failure>) {
        let (mut calls, mut failed) = (Vec::new(), Vec::new());
        let found = self.found();
        for (_, folder) in &found {
            match load_folder(folder) {
                Ok(call) => calls.push(self.here(call)),
                Err(failure) => failed.push(failure),
            }
        }
        let own = self.built_in();
        calls.extend(own.filter(|call| !found.iter().any(|(id, _)| *id == call.id)));
        (calls, failed)
    }

    fn load(&self, id: &CallId) -> Result<Rc<Call>, Failure> {
        if let Some((_, folder)) = self.found().iter().find(|(found, _)| found == id) {
            return load_folder(folder).map(|call| self.here(call));
        }
        let call = self.built_in().filter(|call| call.id == *id);
        call.ok_or_else(|| Failure::NoCall(id.as_str().to_owned()))
    }

    fn entry_digest(&self, project: &Project) -> String {
        catalog_json::project_digest(project)
    }

    fn reissued(&self, origin: &Origin, call: &Call) -> Option<Reissue> {
        let now = call.catalog.project(origin.project.as_str())?;
        let (made, digest) = (&origin.project_digest, self.entry_digest(now));
        // Drafts of the first versions are bound to the whole catalog.
        if made.is_empty() || *made == digest || *made == *call.digest {
            return None;
        }
        let old = self
            .printed(origin)
            .find(|entry| self.is_print_of(entry, made));
        let old = old.map(|entry| entry.project);
        (old.as_ref() != Some(now)).then_some(Reissue { old, digest })
    }

    fn earlier(&self, origin: &Origin) -> Option<Project> {
        let mut near = None;
        for entry in self.printed(origin) {
            if self.is_print_of(&entry, &origin.project_digest) {
                return Some(entry.project);
            }
            near = near.or(Some(entry.project));
        }
        near
    }
}

/// An entry of a catalog that was replaced.
struct Printed {
    project: Project,
    /// The digest of the catalog that it stood in.
    catalog: String,
}

impl FolderCalls {
    /// Whether an entry is the one with this digest, of its own or, for drafts of the first versions, of its catalog.
    fn is_print_of(&self, entry: &Printed, digest: &str) -> bool {
        self.entry_digest(&entry.project) == *digest || entry.catalog == digest
    }

    /// The entries of a draft's project in catalogs that were replaced, and in the built-in one.
    fn printed(&self, origin: &Origin) -> impl Iterator<Item = Printed> {
        let found = self.found();
        let folder = found.iter().find(|(id, _)| *id == origin.call);
        let kept = folder.map(|(_, folder)| folder.join(EARLIER));
        let entries = kept.and_then(|kept| std::fs::read_dir(kept).ok());
        let mut paths: Vec<PathBuf> = entries
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .take(EARLIER_MAX)
            .collect();
        paths.sort();
        let kept = paths
            .into_iter()
            .filter_map(|path| read_plain(&path, MAX_BYTES).ok().map(Cow::Owned));
        let own = std::iter::once(call_files::built_in().catalog);
        let (call, code) = (origin.call.clone(), origin.project.clone());
        kept.chain(own).filter_map(move |bytes| {
            let catalog = catalog_json::read(&bytes).ok()?;
            let project = catalog.project(code.as_str())?.clone();
            (catalog.call == call).then(|| Printed {
                project,
                catalog: digest::sha256(&bytes),
            })
        })
    }
}

/// Reads a call's folder; a form or a taxonomy that it does not have is the built-in one.
///
/// # Errors
/// When a file of it cannot be read, or its content is wrong: the first fault.
pub fn load_folder(folder: &Path) -> Result<Call, Failure> {
    let files = read_folder(folder)?;
    call_files::read(&files).map_err(|(file, faults)| {
        let path = folder.join(file).display().to_string();
        // A reader that refuses a file has found at least one fault.
        let first = faults
            .into_iter()
            .next()
            .unwrap_or_else(|| DataFault::at("", DataFaultKind::Empty));
        content::failure(path, first)
    })
}

/// Reads the files of a call's folder.
///
/// # Errors
/// When one that is there cannot be read, or there is no catalog.
pub fn read_folder(folder: &Path) -> Result<CallFiles, Failure> {
    let optional = |name: &str| {
        let path = folder.join(name);
        if path.exists() {
            read_plain(&path, MAX_BYTES).map(|bytes| Some(Cow::Owned(bytes)))
        } else {
            Ok(None)
        }
    };
    let own = call_files::built_in();
    Ok(CallFiles {
        catalog: read_plain(&folder.join("catalog.json"), MAX_BYTES)?.into(),
        form: optional("form.json")?.unwrap_or(own.form),
        spending: optional("spending.json")?.unwrap_or(own.spending),
    })
}
