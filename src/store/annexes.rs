//! Annexes on the disk, and the folders of the calls that are made of them.
//!
//! Invariant: a catalog is replaced only by one that can be read, and the replaced one stays under `earlier/`, named by its
//! digest, so that a draft made from it can still show what was printed. A form that is there is never replaced.

use crate::app::annex::Annex;
use crate::app::failure::{Content, ContentFault, Failure};
use crate::app::ports::{Annexes, Files};
use crate::domain::call::CallId;
use crate::format::call_files::{self, CallFiles};
use crate::format::document::Document;
use crate::format::docx::read as word;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::{annex, annex_text, catalog_json, digest, import_json, spending_json};
use crate::store::calls;
use crate::store::content;
use crate::store::files::UserFiles;
use crate::store::fs::{Existing, make_folder, write_whole};
use crate::store::paths::Paths;
use std::path::{Path, PathBuf};

/// The folder, in a call's, of the catalogs that were replaced.
pub const EARLIER: &str = "earlier";

/// The longest annex in text form, in bytes.
const TEXT_MAX: usize = 8 * 1024 * 1024;

/// Annexes named by the user, and the workspace's calls.
#[derive(Clone, Debug)]
pub struct FolderAnnexes {
    calls: PathBuf,
}

impl FolderAnnexes {
    /// For the calls of a workspace.
    #[must_use]
    pub fn new(paths: &Paths) -> Self {
        Self {
            calls: paths.workspace.join("calls"),
        }
    }
}

impl Annexes for FolderAnnexes {
    fn read(&self, path: &str, id: &CallId) -> Result<Annex, Failure> {
        let bytes = UserFiles.read(path, word::FILE_MAX)?;
        let document = document(path, &bytes)?;
        let own = call_files::built_in().spending;
        let taxonomy = spending_json::read(&own).unwrap_or_default();
        let reading = annex::read(&document, id, &|name, _| taxonomy.kinds_of_item(name));
        let name = Path::new(path).file_name().unwrap_or_default();
        Ok(Annex {
            reading,
            name: name.to_string_lossy().into_owned(),
            bytes,
        })
    }

    fn folder(&self, id: &CallId) -> String {
        self.calls.join(id.as_str()).display().to_string()
    }

    fn keep(&self, folder: &str, annex: &Annex) -> Result<(), Failure> {
        let folder = Path::new(folder);
        let catalog = catalog_json::write(&annex.reading.catalog);
        let own = call_files::built_in();
        let files = CallFiles {
            catalog: catalog.clone().into_bytes().into(),
            ..own.clone()
        };
        call_files::read(&files).map_err(|(name, faults)| {
            // A reader that refuses a file has found at least one fault.
            let first = faults.into_iter().next();
            let first = first.unwrap_or_else(|| DataFault::at("", DataFaultKind::Empty));
            content::failure(folder.join(name).display().to_string(), first)
        })?;
        if !folder.is_dir() {
            make_folder(folder)?;
        }
        keep_earlier(folder, catalog.as_bytes())?;
        let write = |name: &str, bytes: &[u8], existing: Existing| {
            write_whole(&folder.join(name), bytes, existing)
        };
        let source = if word::is_word(&annex.bytes) {
            "annex.docx"
        } else {
            "annex.txt"
        };
        let record = import_json::write(&annex.reading, &annex.name, &digest::sha256(&annex.bytes));
        write(source, &annex.bytes, Existing::Replace)?;
        write("import.json", record.as_bytes(), Existing::Replace)?;
        if !folder.join("form.json").exists() {
            write("form.json", &own.form, Existing::Replace)?;
        }
        write("catalog.json", catalog.as_bytes(), Existing::Replace)
    }
}

/// The blocks of a file, whatever it is.
fn document(path: &str, bytes: &[u8]) -> Result<Document, Failure> {
    let fault = |what: ContentFault| {
        Failure::BadContent(Content {
            path: path.to_owned(),
            place: "1:1".to_owned(),
            what,
        })
    };
    let text = std::str::from_utf8(bytes);
    // What calls itself a Word document and is no text either is told as a broken one.
    let named = path.to_lowercase().ends_with(".docx");
    if word::is_word(bytes) || (named && text.is_err()) {
        return word::read(bytes).map_err(|found| fault(ContentFault::Document(found)));
    }
    if bytes.len() > TEXT_MAX {
        return Err(fault(ContentFault::TooLarge(TEXT_MAX)));
    }
    let text = text.map_err(|_| fault(ContentFault::NotUtf8))?;
    Ok(annex_text::blocks(text))
}

/// Keeps the catalog that is about to be replaced, unless it says the same.
fn keep_earlier(folder: &Path, new: &[u8]) -> Result<(), Failure> {
    if !folder.join("catalog.json").exists() {
        return Ok(());
    }
    let old = calls::read_folder(folder)?.catalog;
    if old == new {
        return Ok(());
    }
    let earlier = folder.join(EARLIER);
    if !earlier.is_dir() {
        make_folder(&earlier)?;
    }
    let name: String = digest::sha256(&old)
        .chars()
        .skip("sha256:".len())
        .take(16)
        .collect();
    write_whole(
        &earlier.join(format!("{name}.json")),
        &old,
        Existing::Replace,
    )
}
