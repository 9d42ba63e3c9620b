//! `catalog.json`: the projects of a call, as an admin reads and corrects them.
//!
//! Invariants: member order is that of `docs/formats/catalog.md`; spans cut exactly the words beside them; reading
//! what was written gives the same catalog. Members that this version does not know are passed over.

mod scope;
mod wire;

pub use scope::ScopeFile;
pub use wire::{CatalogFile, IndicatorFile, MeasureFile, ProjectFile};

use crate::domain::call::{CallId, Catalog};
use crate::domain::project::{Project, ProjectCode};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// The format that this version reads and writes.
pub const FORMAT: &str = "shenbao-catalog/1";

/// Writes a catalog.
#[must_use]
pub fn write(catalog: &Catalog) -> String {
    // The wire structs hold strings, numbers and lists only.
    let value = serde_json::to_value(CatalogFile::of(catalog)).unwrap_or_default();
    json_text::write(&value)
}

/// The JSON of one project, as `catalog show` prints it.
#[must_use]
pub fn project_value(project: &Project) -> Value {
    serde_json::to_value(ProjectFile::of(project)).unwrap_or_default()
}

/// Reads the entry of one project, as a catalog and an export have it.
///
/// # Errors
/// Every fault, with its place below `place`.
pub fn read_project(file: &ProjectFile, place: &str) -> Result<Project, Vec<DataFault>> {
    let mut faults = Vec::new();
    let project = file.read(place, &mut faults);
    project.ok_or(faults)
}

/// The digest of a project's entry: over its JSON without white space.
#[must_use]
pub fn project_digest(project: &Project) -> String {
    crate::format::digest::sha256(project_value(project).to_string().as_bytes())
}

/// Reads a catalog.
///
/// # Errors
/// Every fault, with its place.
pub fn read(bytes: &[u8]) -> Result<Catalog, Vec<DataFault>> {
    let value = json_text::read(bytes).map_err(|fault| vec![fault])?;
    let file: CatalogFile = shaped(&value).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    if file.format != FORMAT {
        faults.push(DataFault::at(
            "/format",
            DataFaultKind::Format(file.format.clone()),
        ));
    }
    let call = CallId::parse(&file.call);
    if call.is_none() {
        faults.push(DataFault::at(
            "/call",
            DataFaultKind::BadId(file.call.clone()),
        ));
    }
    let mut codes = BTreeSet::new();
    let mut projects = Vec::with_capacity(file.projects.len());
    for (index, project) in file.projects.iter().enumerate() {
        let place = format!("/projects/{index}");
        if !codes.insert(project.code.clone()) {
            faults.push(DataFault::at(
                format!("{place}/code"),
                DataFaultKind::Duplicate(project.code.clone()),
            ));
        }
        projects.extend(project.read(&place, &mut faults));
    }
    match call {
        Some(call) if faults.is_empty() => Ok(Catalog {
            call,
            title: file.title,
            issuer: file.issuer,
            projects,
        }),
        _ => Err(faults),
    }
}

/// Reads the wire structs; of a fault inside a project, which project it is.
fn shaped(value: &Value) -> Result<CatalogFile, DataFault> {
    let whole = CatalogFile::deserialize(value);
    whole.map_err(|error| {
        let projects = value.get("projects").and_then(Value::as_array);
        let mut projects = projects.into_iter().flatten().enumerate();
        let broken = projects.find_map(|(index, project)| {
            let error = ProjectFile::deserialize(project).err()?;
            Some((format!("/projects/{index}"), error))
        });
        let (place, error) = broken.unwrap_or((String::new(), error));
        DataFault::at(place, DataFaultKind::Shape(error.to_string()))
    })
}

/// The code of a project that some text is, for importers.
#[must_use]
pub fn code_of(text: &str) -> Option<ProjectCode> {
    ProjectCode::parse(text.trim())
}
