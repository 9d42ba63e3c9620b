//! The shape of `catalog.json`.

use super::scope::ScopeFile;
use crate::domain::call::Catalog;
use crate::domain::indicator::{Indicator, IndicatorKind};
use crate::domain::measure::{Measure, Target};
use crate::domain::number::Number;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::rules::form::parse_date;
use crate::format::fault::{DataFault, DataFaultKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The projects of a call.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct CatalogFile {
    /// Always `shenbao-catalog/1`.
    pub format: String,
    /// The call's id: the name of its folder.
    pub call: String,
    /// The call's title, as printed.
    pub title: String,
    /// Who issues it.
    #[serde(default)]
    pub issuer: String,
    /// The projects, in printed order.
    pub projects: Vec<ProjectFile>,
}

/// A project.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ProjectFile {
    /// Its code.
    pub code: String,
    /// Its place in the annex, from 1.
    pub seq: u32,
    /// Its name, without the date in brackets and without padding.
    pub name: String,
    /// Its category, likewise.
    pub category: String,
    /// The day by which it must be completed, `2022-10-30`; null when none is printed.
    pub due: Option<String>,
    /// What it is to do, verbatim.
    pub content: String,
    /// What it must deliver.
    pub indicators: Vec<IndicatorFile>,
    /// What its money may be spent on.
    pub scope: ScopeFile,
    /// What was odd in print.
    #[serde(default)]
    pub source_notes: Vec<String>,
}

/// A printed, numbered item.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct IndicatorFile {
    /// The number as printed.
    pub label: String,
    /// The words, verbatim.
    pub text: String,
    /// `quantity`, `deliverable`, `qualification` or `qualitative`.
    pub kind: KindWord,
    /// The papers that prove it.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// The quantities in it.
    #[serde(default)]
    pub measures: Vec<MeasureFile>,
}

/// What sort of promise an indicator asks for.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum KindWord {
    /// A number to reach or keep.
    Quantity,
    /// Papers to hand in.
    Deliverable,
    /// Who may do the work.
    Qualification,
    /// Something no number can hold.
    Qualitative,
}

/// A quantity asked for.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct MeasureFile {
    /// What is counted.
    #[serde(default)]
    pub subject: String,
    /// `>=`, `<=`, `==`, `range`, `>`, `<` or `~`.
    pub op: String,
    /// A number; `[lo, hi]` for a range.
    pub value: Value,
    /// The unit, as printed.
    #[serde(default)]
    pub unit: String,
    /// For each of what.
    #[serde(default)]
    pub per: Option<String>,
    /// What a percentage is of.
    #[serde(default)]
    pub relative_to: Option<String>,
    /// Printed with 原则上.
    #[serde(default)]
    pub advisory: bool,
    /// The either/or group.
    #[serde(default)]
    pub alternative: Option<String>,
    /// Where the words stand in the indicator's text, in characters.
    #[serde(default)]
    pub start: usize,
    /// After their last character.
    #[serde(default)]
    pub end: usize,
}

impl CatalogFile {
    /// The file of a catalog.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        Self {
            format: super::FORMAT.to_owned(),
            call: catalog.call.as_str().to_owned(),
            title: catalog.title.clone(),
            issuer: catalog.issuer.clone(),
            projects: catalog.projects.iter().map(ProjectFile::of).collect(),
        }
    }
}

impl ProjectFile {
    /// The entry of a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self {
            code: project.code.as_str().to_owned(),
            seq: project.seq,
            name: project.name.clone(),
            category: project.category.clone(),
            due: project.due.map(|day| day.to_string()),
            content: project.content.clone(),
            indicators: project.indicators.iter().map(IndicatorFile::of).collect(),
            scope: ScopeFile::of(&project.scope),
            source_notes: project.source_notes.clone(),
        }
    }

    /// The project of an entry; faults are added with their place.
    pub(super) fn read(&self, place: &str, faults: &mut Vec<DataFault>) -> Option<Project> {
        let from = faults.len();
        let code = ProjectCode::parse(&self.code);
        if code.is_none() {
            faults.push(DataFault::at(
                format!("{place}/code"),
                DataFaultKind::BadId(self.code.clone()),
            ));
        }
        // An annex may print no content and no scope; a project without a name cannot be chosen.
        if self.name.trim().is_empty() {
            faults.push(DataFault::at(format!("{place}/name"), DataFaultKind::Empty));
        }
        let due = self.due.as_deref().map(parse_date);
        if due == Some(None) {
            let word = self.due.clone().unwrap_or_default();
            faults.push(DataFault::at(
                format!("{place}/due"),
                DataFaultKind::UnknownWord(word),
            ));
        }
        let numbered = self.indicators.iter().enumerate();
        let indicators = numbered
            .map(|(index, file)| file.read(&format!("{place}/indicators/{index}"), faults))
            .collect();
        let scope = self.scope.read(&format!("{place}/scope"), faults);
        let project = Project {
            code: code?,
            seq: self.seq,
            name: self.name.clone(),
            category: self.category.clone(),
            due: due.flatten(),
            content: self.content.clone(),
            indicators,
            scope,
            source_notes: self.source_notes.clone(),
        };
        (faults.len() == from).then_some(project)
    }
}

impl IndicatorFile {
    fn of(indicator: &Indicator) -> Self {
        Self {
            label: indicator.label.clone(),
            text: indicator.text.clone(),
            kind: match indicator.kind {
                IndicatorKind::Quantity => KindWord::Quantity,
                IndicatorKind::Deliverable => KindWord::Deliverable,
                IndicatorKind::Qualification => KindWord::Qualification,
                IndicatorKind::Qualitative => KindWord::Qualitative,
            },
            evidence: indicator.evidence.clone(),
            measures: indicator.measures.iter().map(MeasureFile::of).collect(),
        }
    }

    fn read(&self, place: &str, faults: &mut Vec<DataFault>) -> Indicator {
        if self.text.trim().is_empty() {
            faults.push(DataFault::at(format!("{place}/text"), DataFaultKind::Empty));
        }
        if crate::domain::field::FieldPath::parse(&format!("indicators/{}", self.label)).is_err() {
            faults.push(DataFault::at(
                format!("{place}/label"),
                DataFaultKind::BadId(self.label.clone()),
            ));
        }
        let length = self.text.chars().count();
        let numbered = self.measures.iter().enumerate();
        Indicator {
            label: self.label.clone(),
            text: self.text.clone(),
            kind: match self.kind {
                KindWord::Quantity => IndicatorKind::Quantity,
                KindWord::Deliverable => IndicatorKind::Deliverable,
                KindWord::Qualification => IndicatorKind::Qualification,
                KindWord::Qualitative => IndicatorKind::Qualitative,
            },
            evidence: self.evidence.clone(),
            measures: numbered
                .filter_map(|(index, file)| {
                    file.read(length, &format!("{place}/measures/{index}"), faults)
                })
                .collect(),
        }
    }
}

impl MeasureFile {
    fn of(measure: &Measure) -> Self {
        let number = |n: Number| serde_json::from_str::<Value>(&n.to_string()).unwrap_or_default();
        let (op, value) = match measure.target {
            Target::AtLeast(n) => (">=", number(n)),
            Target::AtMost(n) => ("<=", number(n)),
            Target::Exactly(n) => ("==", number(n)),
            Target::Between(low, high) => ("range", Value::Array(vec![number(low), number(high)])),
            Target::MoreThan(n) => (">", number(n)),
            Target::LessThan(n) => ("<", number(n)),
            Target::About(n) => ("~", number(n)),
        };
        Self {
            subject: measure.subject.clone(),
            op: op.to_owned(),
            value,
            unit: measure.unit.clone(),
            per: measure.per.clone(),
            relative_to: measure.relative_to.clone(),
            advisory: measure.advisory,
            alternative: measure.alternative.clone(),
            start: measure.span.start,
            end: measure.span.end,
        }
    }

    fn read(&self, length: usize, place: &str, faults: &mut Vec<DataFault>) -> Option<Measure> {
        let number = |value: &Value| Number::parse(&value.to_string());
        let one = number(&self.value);
        let target = match self.op.as_str() {
            ">=" => one.map(Target::AtLeast),
            "<=" => one.map(Target::AtMost),
            "==" => one.map(Target::Exactly),
            ">" => one.map(Target::MoreThan),
            "<" => one.map(Target::LessThan),
            "~" => one.map(Target::About),
            "range" => match self.value.as_array().map(Vec::as_slice) {
                Some([low, high]) => number(low)
                    .zip(number(high))
                    .map(|(low, high)| Target::Between(low, high)),
                _ => None,
            },
            _ => None,
        };
        if target.is_none() {
            let said = format!("{} {}", self.op, self.value);
            faults.push(DataFault::at(place, DataFaultKind::UnknownWord(said)));
        }
        if self.start > self.end || self.end > length {
            faults.push(DataFault::at(
                format!("{place}/end"),
                DataFaultKind::UnknownWord(self.end.to_string()),
            ));
        }
        Some(Measure {
            span: self.start..self.end,
            subject: self.subject.clone(),
            target: target?,
            unit: self.unit.clone(),
            per: self.per.clone(),
            relative_to: self.relative_to.clone(),
            advisory: self.advisory,
            alternative: self.alternative.clone(),
        })
    }
}
