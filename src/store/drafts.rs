//! The drafts of a workspace: `drafts/ID/draft.json`, with a journal and a lock beside the workspace.
//!
//! Invariants: only the process that holds a draft's lock writes it; what the journal has is never dropped before the
//! draft's file has it.

mod recover;

use crate::app::failure::Failure;
use crate::app::ports::{Access, Drafts, Listed, Opened};
use crate::app::row_ids::RowIds;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use crate::format::draft_json::{self, ReadDraft};
use crate::format::json_text::MAX_BYTES;
use crate::store::clock::chance;
use crate::store::content;
use crate::store::fs::{make_folder, read_limited, refuse_link, unreadable, write_whole};
use crate::store::journal::{self, JournalFile};
use crate::store::lock::{self, Lock, Taken};
use crate::store::paths::Paths;
use crate::store::workspace;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

/// The drafts in the folders of a workspace.
#[derive(Debug)]
pub struct FolderDrafts {
    paths: Paths,
    open: BTreeMap<DraftId, Open>,
}

/// A draft that this process has open for writing.
#[derive(Debug)]
struct Open {
    journal: JournalFile,
    /// Held until the draft is given back.
    _lock: Lock,
}

impl FolderDrafts {
    /// The drafts under these folders.
    #[must_use]
    pub fn new(paths: Paths) -> Self {
        Self {
            paths,
            open: BTreeMap::new(),
        }
    }

    fn folder(&self, id: &DraftId) -> PathBuf {
        self.paths.workspace.join("drafts").join(id.as_str())
    }

    fn file(&self, id: &DraftId) -> PathBuf {
        self.folder(id).join("draft.json")
    }

    fn journal(&self, id: &DraftId) -> PathBuf {
        self.paths.journals.join(format!("{}.journal", id.as_str()))
    }

    /// A draft's file as text, and what it says.
    fn load(&self, id: &DraftId) -> Result<(String, ReadDraft), Failure> {
        let path = self.file(id);
        if !path.exists() {
            return Err(Failure::NoDraft(id.as_str().to_owned()));
        }
        let bytes = read_limited(&path, MAX_BYTES)?;
        let read = draft_json::read(&bytes)
            .map_err(|fault| content::failure(path.display().to_string(), fault))?;
        // The reader has found it to be UTF-8.
        Ok((String::from_utf8(bytes).unwrap_or_default(), read))
    }

    fn listed(&self, id: &DraftId) -> Result<Listed, Failure> {
        let path = self.file(id);
        let modified = fs::metadata(&path)
            .and_then(|meta| meta.modified())
            .map_err(|e| unreadable(&path, &e))?;
        let (_, read) = self.load(id)?;
        let applicant =
            FieldPath::parse("applicant/name").map(|at| read.draft.text(&at).to_owned());
        Ok(Listed {
            id: id.clone(),
            project: read.draft.origin.project.clone(),
            call: read.draft.origin.call.clone(),
            applicant: applicant.unwrap_or_default(),
            modified: modified
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_secs()),
        })
    }

    fn write(&self, draft: &Draft) -> Result<String, Failure> {
        let text = draft_json::write(draft);
        refuse_link(&self.folder(&draft.origin.id))?;
        write_whole(&self.file(&draft.origin.id), text.as_bytes())?;
        Ok(text)
    }

    /// Takes the lock of a draft where journals can be kept at all; without such a folder nobody else has one either.
    fn lock(&self, id: &DraftId) -> Result<Taken, Failure> {
        make_folder(&self.paths.journals)?;
        lock::take(&self.paths.journals.join(format!("{}.lock", id.as_str())))
    }
}

impl Drafts for FolderDrafts {
    fn list(&self) -> Result<(Vec<Listed>, Vec<Failure>), Failure> {
        let folder = self.paths.workspace.join("drafts");
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok((Vec::new(), Vec::new()));
            }
            Err(error) => return Err(unreadable(&folder, &error)),
        };
        let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let mut ids: Vec<DraftId> = names.filter_map(|name| DraftId::parse(&name)).collect();
        ids.retain(|id| self.file(id).exists());
        let (mut listed, mut failed) = (Vec::with_capacity(ids.len()), Vec::new());
        for id in &ids {
            match self.listed(id) {
                Ok(draft) => listed.push(draft),
                Err(failure) => failed.push(failure),
            }
        }
        listed.sort_by(|a, b| b.modified.cmp(&a.modified).then_with(|| a.id.cmp(&b.id)));
        Ok((listed, failed))
    }

    fn read(&self, id: &DraftId) -> Result<Draft, Failure> {
        let (text, read) = self.load(id)?;
        let journal = journal::read(&self.journal(id))?;
        Ok(match journal {
            Some(journal) => recover::recover(&text, read.draft, &journal).draft,
            None => read.draft,
        })
    }

    fn fresh_id(&self, project: &ProjectCode) -> DraftId {
        let mut ids = RowIds::new(chance());
        loop {
            let suffix: String = ids.next_id().as_str().chars().skip(1).take(6).collect();
            // A code and six letters always make an id.
            if let Some(id) = DraftId::parse(&format!("{}-{suffix}", project.as_str())) {
                if !self.folder(&id).exists() {
                    return id;
                }
            }
        }
    }

    fn create(&mut self, draft: &Draft) -> Result<(), Failure> {
        workspace::ensure(&self.paths)?;
        let folder = self.folder(&draft.origin.id);
        if folder.exists() {
            return Err(Failure::DraftExists(draft.origin.id.as_str().to_owned()));
        }
        make_folder(&folder)?;
        self.write(draft).map(|_| ())
    }

    fn open(&mut self, id: &DraftId) -> Result<Opened, Failure> {
        let (text, read) = self.load(id)?;
        if read.version > draft_json::VERSION {
            let access = Access::Newer(read.version);
            return Ok(Opened {
                draft: read.draft,
                access,
                recovered: 0,
                set_aside: None,
            });
        }
        let held = match self.lock(id)? {
            Taken::Ours(held) => held,
            Taken::Theirs(holder) => {
                let draft = self.read(id)?;
                return Ok(Opened {
                    draft,
                    access: Access::Held(holder),
                    recovered: 0,
                    set_aside: None,
                });
            }
        };
        let path = self.journal(id);
        let mut opened = Opened {
            draft: read.draft,
            access: Access::Write,
            recovered: 0,
            set_aside: None,
        };
        let mut journal = JournalFile::new(path.clone(), text.clone());
        if let Some(found) = journal::read(&path)? {
            let recovered = recover::recover(&text, opened.draft, &found);
            opened.recovered = recovered.edits;
            if let Some(mut aside) = recovered.aside {
                aside.origin.id = self.fresh_id(&aside.origin.project);
                self.create(&aside)?;
                opened.set_aside = Some(aside.origin.id.clone());
            }
            opened.draft = recovered.draft;
            let text = if opened.recovered > 0 {
                self.write(&opened.draft)?
            } else {
                text
            };
            journal.restart(text);
        }
        self.open.insert(
            id.clone(),
            Open {
                journal,
                _lock: held,
            },
        );
        Ok(opened)
    }

    fn record(&mut self, id: &DraftId, edit: &Edit) -> Result<(), Failure> {
        match self.open.get_mut(id) {
            Some(open) => open.journal.add(edit),
            None => Err(Failure::ReadOnly {
                holder: "?".to_owned(),
            }),
        }
    }

    fn save(&mut self, draft: &Draft) -> Result<(), Failure> {
        let id = &draft.origin.id;
        if !self.open.contains_key(id) {
            return Err(Failure::ReadOnly {
                holder: "?".to_owned(),
            });
        }
        let text = self.write(draft)?;
        if let Some(open) = self.open.get_mut(id) {
            open.journal.restart(text);
        }
        Ok(())
    }

    fn close(&mut self, id: &DraftId) {
        self.open.remove(id);
    }
}
