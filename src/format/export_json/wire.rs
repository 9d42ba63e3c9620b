//! The shape of an exported application.

use super::FORMAT;
use crate::format::catalog_json::{self, ProjectFile};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::form_json::WordsFile;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A finished application with the printed words it answers.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct ExportFile {
    /// Always `shenbao-export/1`.
    pub format: String,
    /// What wrote it.
    pub program: ProgramFile,
    /// When it was written: RFC 3339, UTC.
    pub exported: String,
    /// Whether it was written although there were errors.
    pub forced: bool,
    /// The call it answers.
    pub call: CallFile,
    /// The project it applies for, as printed.
    pub project: ProjectFile,
    /// The digest of the project's entry.
    pub project_digest: String,
    /// The draft, whole.
    pub draft: Value,
    /// Every field with its label.
    pub fields: Vec<AnswerFile>,
    /// Every promise beside what was printed.
    pub commitments: Vec<CommitmentFile>,
    /// The budget with its rulings.
    pub budget: BudgetFile,
    /// The findings.
    pub findings: Vec<FindingFile>,
    /// The digest of each part by itself: SHA-256 over its JSON with members sorted by name and without white space.
    #[serde(default)]
    pub parts: BTreeMap<String, String>,
    /// The digest of everything else.
    pub sha256: String,
}

/// What wrote an export.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct ProgramFile {
    /// The program's name.
    pub name: String,
    /// The program's version.
    pub version: String,
}

/// The call of an export.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct CallFile {
    /// The call's id.
    pub id: String,
    /// The call's title.
    pub title: String,
    /// Who issues it.
    #[serde(default)]
    pub issuer: String,
    /// The digest of the call's catalog.
    pub digest: String,
}

/// A field with its label.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct AnswerFile {
    /// Its address.
    pub path: String,
    /// Its label.
    pub label: WordsFile,
    /// Its text.
    pub value: String,
}

/// A promise beside what was printed.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct CommitmentFile {
    /// Its address.
    pub path: String,
    /// The label of the indicator.
    pub indicator: String,
    /// The printed words of the measure.
    pub printed: String,
    /// What is counted.
    #[serde(default)]
    pub subject: String,
    /// The unit, as printed.
    #[serde(default)]
    pub unit: String,
    /// What is promised.
    pub commitment: String,
}

/// The budget of an export.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct BudgetFile {
    /// The lines with their rulings.
    pub lines: Vec<LineFile>,
    /// The sums.
    pub totals: TotalsFile,
}

/// A budget line with its ruling.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct LineFile {
    /// The ruling.
    pub verdict: VerdictWord,
    /// The amount, in yuan; null where it cannot be read.
    #[serde(default)]
    pub amount: Option<String>,
    /// The printed words that the ruling rests on.
    #[serde(default)]
    pub cites: Vec<CiteFile>,
}

/// A ruling.
#[derive(Deserialize, JsonSchema, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictWord {
    /// An item of the list names it.
    Named,
    /// The open clause may admit it.
    Open,
    /// Nothing admits it.
    Outside,
    /// It cannot be told what it is.
    Unclear,
}

/// The sums of a budget.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct TotalsFile {
    /// Everything, in yuan.
    pub all: String,
    /// By scope item, in yuan.
    #[serde(default)]
    pub by_category: BTreeMap<String, String>,
    /// By source of funding, in yuan.
    #[serde(default)]
    pub by_source: BTreeMap<String, String>,
    /// How many lines have no amount that can be read.
    #[serde(default)]
    pub unread: u32,
    /// Whatever else stands there. With it only an object is read, where else a list would do as well.
    #[serde(flatten)]
    #[schemars(skip)]
    _others: BTreeMap<String, serde::de::IgnoredAny>,
}

/// A finding.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct FindingFile {
    /// The rule's code.
    pub rule: String,
    /// How much it weighs.
    pub severity: SeverityWord,
    /// The address it is about.
    pub path: String,
    /// What it says.
    pub message: String,
    /// The printed words it rests on.
    pub cites: Vec<CiteFile>,
}

/// How much a finding weighs.
#[derive(Deserialize, JsonSchema, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum SeverityWord {
    /// The application cannot go out like this.
    Error,
    /// A person has to look.
    Warning,
    /// Worth knowing.
    Advice,
}

/// Printed words.
#[derive(Deserialize, JsonSchema, Clone, Debug)]
pub struct CiteFile {
    /// Where the words stand.
    pub source: String,
    /// The words, verbatim.
    pub text: String,
    /// Where they begin in the source, in characters.
    pub start: u32,
    /// After their last character.
    pub end: u32,
}

/// Reads the shape; the draft inside is read by its own reader.
pub(super) fn read(value: &Value) -> Result<ExportFile, DataFault> {
    let file: ExportFile = serde_json::from_value(value.clone())
        .map_err(|error| DataFault::at("", DataFaultKind::Shape(error.to_string())))?;
    if file.format != FORMAT {
        return Err(DataFault::at("/format", DataFaultKind::Format(file.format)));
    }
    let bad =
        |place: String, text: &str| DataFault::at(place, DataFaultKind::BadId(text.to_owned()));
    if !is_digest(&file.sha256) {
        return Err(bad("/sha256".to_owned(), &file.sha256));
    }
    let mut findings = file.findings.iter().enumerate();
    if let Some((index, finding)) = findings.find(|(_, finding)| !is_rule(&finding.rule)) {
        return Err(bad(format!("/findings/{index}/rule"), &finding.rule));
    }
    let project = catalog_json::read_project(&file.project, "/project");
    match project.map_err(|faults| faults.into_iter().next()) {
        Err(Some(fault)) => Err(fault),
        _ => Ok(file),
    }
}

fn is_digest(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").unwrap_or_default();
    digits.len() == 64
        && digits
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a text has the form of a rule's code; the rule itself may be of another version.
fn is_rule(text: &str) -> bool {
    match text.as_bytes() {
        [letter, digits @ ..] => {
            letter.is_ascii_uppercase()
                && digits.len() == 3
                && digits.iter().all(u8::is_ascii_digit)
        }
        [] => false,
    }
}
