//! `form.json`: the form of a call, as data that an admin edits.
//!
//! Invariant: a form that is read has unique addresses, and tables whose columns are unique.
//! What each member means is told in `docs/formats/form.md` and by `shenbao schema form`.

use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::domain::form::{
    Choice, Field, FieldKind, Form, Prefill, Section, Table, TableRole, Weight, Words,
};
use crate::domain::money::Money;
use crate::domain::review::rubric::{Criterion, Rubric};
use crate::domain::rules::Rule;
use crate::format::fault::{DataFault, DataFaultKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The form of a call.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct FormFile {
    /// Always `shenbao-form/1`.
    pub format: String,
    /// The form's id and version.
    pub id: String,
    /// The most that may be applied for, in yuan; null when the call sets no cap.
    #[serde(default)]
    pub cap: Option<String>,
    /// What rules weigh in this call, by code: `off`, `advice`, `warning` or `error`; a rule that is not named here weighs
    /// what the rule book says.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rules: BTreeMap<String, WeightFile>,
    /// What reviewers score; the built-in rubric when it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<RubricFile>,
    /// The sections, in the order they are filled.
    pub sections: Vec<SectionFile>,
}

/// What reviewers score.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct RubricFile {
    /// Whether reviewers see nothing of each other before they have given their verdict.
    #[serde(default)]
    pub blind: bool,
    /// What is scored, in order.
    pub criteria: Vec<CriterionFile>,
}

/// One thing that is scored.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct CriterionFile {
    /// Its id, unique in the rubric: letters, digits, `-` and `_`.
    pub id: String,
    /// Its title.
    pub title: WordsFile,
    /// What the points are for.
    #[serde(default)]
    pub help: WordsFile,
    /// What it weighs beside the others, from 1 to 1,000.
    pub weight: u32,
    /// The most points, from 1 to 1,000; the least is 0.
    pub most: u32,
}

/// What a rule weighs in a call.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum WeightFile {
    /// It says nothing.
    Off,
    /// Worth knowing.
    Advice,
    /// A person has to look.
    Warning,
    /// The application cannot go out like this.
    Error,
}

/// Words in both languages.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug, Default)]
pub struct WordsFile {
    /// Chinese.
    #[serde(default)]
    pub zh: String,
    /// English.
    #[serde(default)]
    pub en: String,
    /// Whatever else stands there. With it only an object is read, where else a list would do as well.
    #[serde(flatten, skip_serializing)]
    #[schemars(skip)]
    _others: Others,
}

/// Members that are passed over.
type Others = BTreeMap<String, serde::de::IgnoredAny>;

/// A section of the form.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct SectionFile {
    /// Its id, unique in the form.
    pub id: String,
    /// Its title.
    pub title: WordsFile,
    /// What it is for.
    #[serde(default)]
    pub help: WordsFile,
    /// Its fields.
    pub fields: Vec<FieldFile>,
}

/// A field, or a column of a table.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct FieldFile {
    /// Its address in a draft (`applicant/name`); for a column, the column's id.
    pub id: String,
    /// Its label.
    pub label: WordsFile,
    /// What belongs in it.
    #[serde(default)]
    pub help: WordsFile,
    /// What kind of text it takes.
    pub kind: KindFile,
    /// The answers of a `choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ChoiceFile>,
    /// What the rows of a `table` are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<RoleFile>,
    /// The columns of a `table`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<FieldFile>,
    /// The fewest rows of a `table`.
    #[serde(default)]
    pub min_rows: usize,
    /// Whether an application is incomplete without it.
    #[serde(default)]
    pub required: bool,
    /// The fewest characters it should have, white space not counted.
    #[serde(default)]
    pub min_chars: Option<usize>,
    /// The most characters it may have, white space not counted.
    #[serde(default)]
    pub max_chars: Option<usize>,
    /// Whether its text tells who the applicant is; a blind review leaves it out.
    #[serde(default)]
    pub identifies: bool,
    /// What a new draft has in it: `project.name`, `project.code`, `project.category`, `project.content`,
    /// `project.due`, or a text of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefill: Option<String>,
}

/// One answer of a choice.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
pub struct ChoiceFile {
    /// What the draft holds.
    pub id: String,
    /// What a person reads.
    pub label: WordsFile,
}

/// The kinds of text a field takes.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum KindFile {
    /// One line.
    Line,
    /// Any number of paragraphs.
    Paragraph,
    /// A day.
    Date,
    /// Two days.
    DateSpan,
    /// A decimal number.
    Number,
    /// An amount in yuan.
    Money,
    /// One of `choices`.
    Choice,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A unified social credit code.
    CreditCode,
    /// A bank account number.
    BankAccount,
    /// One of the project's scope items or its open clause.
    ScopeItem,
    /// The label of one of the project's indicators.
    IndicatorLabel,
    /// Rows of `columns`.
    Table,
    /// The project's indicators with a promise for each measure.
    Indicators,
}

/// What the rows of a table are.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum RoleFile {
    /// Budget lines, with the columns `category`, `item`, `quantity`, `unit`, `unit_price` and, if wanted, `amount`,
    /// `justification`, `indicator`, `source`.
    Budget,
    /// Tasks in time; the first column of kind `date` is where one begins, the last where it ends.
    Schedule,
    /// Anything else.
    Plain,
}

/// The format that this version reads and writes.
pub const FORMAT: &str = "shenbao-form/1";

/// Reads a form.
///
/// # Errors
/// Every fault found, with its place.
pub fn read(bytes: &[u8]) -> Result<Form, Vec<DataFault>> {
    let file: FormFile = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column());
        vec![DataFault::at(
            place,
            DataFaultKind::Shape(error.to_string()),
        )]
    })?;
    let mut reader = Reader::default();
    let form = reader.form(&file);
    if reader.faults.is_empty() {
        Ok(form)
    } else {
        Err(reader.faults)
    }
}

#[derive(Default)]
struct Reader {
    faults: Vec<DataFault>,
    seen: BTreeSet<String>,
}

impl Reader {
    fn form(&mut self, file: &FormFile) -> Form {
        if file.format != FORMAT {
            self.fault("/format", DataFaultKind::Format(file.format.clone()));
        }
        let cap = file.cap.as_deref().map(|text| (text, Money::parse(text)));
        if let Some((text, None)) = cap {
            self.fault("/cap", DataFaultKind::UnknownWord(text.to_owned()));
        }
        let weights = self.weights(&file.rules);
        let rubric = match &file.review {
            Some(rubric) => self.rubric(rubric),
            None => built_in_rubric(),
        };
        let mut sections = Vec::with_capacity(file.sections.len());
        for (index, section) in file.sections.iter().enumerate() {
            sections.push(self.section(section, &format!("/sections/{index}")));
        }
        if sections.is_empty() {
            self.fault("/sections", DataFaultKind::Empty);
        }
        Form {
            id: file.id.clone(),
            sections,
            cap_fen: cap.and_then(|(_, cap)| cap).map(Money::fen),
            weights,
            rubric,
        }
    }

    fn weights(&mut self, rules: &BTreeMap<String, WeightFile>) -> BTreeMap<String, Weight> {
        let mut weights = BTreeMap::new();
        for (code, weight) in rules {
            let Some(rule) = Rule::with_code(code) else {
                self.fault(
                    format!("/rules/{code}"),
                    DataFaultKind::UnknownWord(code.clone()),
                );
                continue;
            };
            let weight = match weight {
                WeightFile::Off => Weight::Off,
                WeightFile::Advice => Weight::As(Severity::Advice),
                WeightFile::Warning => Weight::As(Severity::Warning),
                WeightFile::Error => Weight::As(Severity::Error),
            };
            weights.insert(rule.code().to_owned(), weight);
        }
        weights
    }

    fn rubric(&mut self, file: &RubricFile) -> Rubric {
        let mut seen = BTreeSet::new();
        for (index, criterion) in file.criteria.iter().enumerate() {
            let place = format!("/review/criteria/{index}");
            let allowed = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            if criterion.id.is_empty() || !criterion.id.chars().all(allowed) {
                let id = criterion.id.clone();
                self.fault(format!("{place}/id"), DataFaultKind::BadId(id));
            }
            if !seen.insert(&criterion.id) {
                let id = criterion.id.clone();
                self.fault(format!("{place}/id"), DataFaultKind::Duplicate(id));
            }
            if criterion.title.zh.is_empty() && criterion.title.en.is_empty() {
                self.fault(format!("{place}/title"), DataFaultKind::Empty);
            }
            for (name, number) in [("weight", criterion.weight), ("most", criterion.most)] {
                if !(1..=1000).contains(&number) {
                    let number = number.to_string();
                    self.fault(
                        format!("{place}/{name}"),
                        DataFaultKind::UnknownWord(number),
                    );
                }
            }
        }
        if file.criteria.is_empty() {
            self.fault("/review/criteria", DataFaultKind::Empty);
        }
        let criteria = file.criteria.iter().map(|criterion| Criterion {
            id: criterion.id.clone(),
            title: words(&criterion.title),
            help: words(&criterion.help),
            weight: criterion.weight,
            most: criterion.most,
        });
        Rubric {
            criteria: criteria.collect(),
            blind: file.blind,
        }
    }

    fn section(&mut self, file: &SectionFile, place: &str) -> Section {
        if !self.seen.insert(format!("section:{}", file.id)) {
            self.fault(
                format!("{place}/id"),
                DataFaultKind::Duplicate(file.id.clone()),
            );
        }
        let mut fields = Vec::with_capacity(file.fields.len());
        for (index, field) in file.fields.iter().enumerate() {
            let place = format!("{place}/fields/{index}");
            if !self.seen.insert(field.id.clone()) {
                self.fault(
                    format!("{place}/id"),
                    DataFaultKind::Duplicate(field.id.clone()),
                );
            }
            fields.extend(self.field(field, &place));
        }
        Section {
            id: file.id.clone(),
            title: words(&file.title),
            help: words(&file.help),
            fields,
        }
    }

    fn field(&mut self, file: &FieldFile, place: &str) -> Option<Field> {
        if file.label.zh.is_empty() && file.label.en.is_empty() {
            self.fault(format!("{place}/label"), DataFaultKind::Empty);
        }
        let kind = self.kind(file, place);
        let Ok(at) = FieldPath::parse(&file.id) else {
            self.fault(format!("{place}/id"), DataFaultKind::BadId(file.id.clone()));
            return None;
        };
        Some(Field {
            at,
            label: words(&file.label),
            help: words(&file.help),
            kind,
            required: file.required,
            min_chars: file.min_chars,
            max_chars: file.max_chars,
            identifies: file.identifies,
            prefill: file.prefill.as_deref().map(prefill),
        })
    }

    fn kind(&mut self, file: &FieldFile, place: &str) -> FieldKind {
        match file.kind {
            KindFile::Line => FieldKind::Line,
            KindFile::Paragraph => FieldKind::Paragraph,
            KindFile::Date => FieldKind::Date,
            KindFile::DateSpan => FieldKind::DateSpan,
            KindFile::Number => FieldKind::Number,
            KindFile::Money => FieldKind::Money,
            KindFile::Phone => FieldKind::Phone,
            KindFile::Email => FieldKind::Email,
            KindFile::CreditCode => FieldKind::CreditCode,
            KindFile::BankAccount => FieldKind::BankAccount,
            KindFile::ScopeItem => FieldKind::ScopeItem,
            KindFile::IndicatorLabel => FieldKind::IndicatorLabel,
            KindFile::Indicators => FieldKind::Indicators,
            KindFile::Choice => self.choice(file, place),
            KindFile::Table => self.table(file, place),
        }
    }

    fn choice(&mut self, file: &FieldFile, place: &str) -> FieldKind {
        if file.choices.is_empty() {
            self.fault(format!("{place}/choices"), DataFaultKind::Empty);
        }
        let choices = file.choices.iter();
        FieldKind::Choice(
            choices
                .map(|c| Choice {
                    id: c.id.clone(),
                    label: words(&c.label),
                })
                .collect(),
        )
    }

    fn table(&mut self, file: &FieldFile, place: &str) -> FieldKind {
        if file.id.contains('/') {
            self.fault(format!("{place}/id"), DataFaultKind::BadId(file.id.clone()));
        }
        let mut columns = Vec::with_capacity(file.columns.len());
        let mut seen = BTreeSet::new();
        for (index, column) in file.columns.iter().enumerate() {
            let place = format!("{place}/columns/{index}");
            if !seen.insert(&column.id) {
                self.fault(
                    format!("{place}/id"),
                    DataFaultKind::Duplicate(column.id.clone()),
                );
            }
            if column.id.contains('/')
                || matches!(column.kind, KindFile::Table | KindFile::Indicators)
            {
                self.fault(
                    format!("{place}/id"),
                    DataFaultKind::BadId(column.id.clone()),
                );
            }
            columns.extend(self.field(column, &place));
        }
        if columns.is_empty() {
            self.fault(format!("{place}/columns"), DataFaultKind::Empty);
        }
        let role = match file.role {
            Some(RoleFile::Budget) => TableRole::Budget,
            Some(RoleFile::Schedule) => TableRole::Schedule,
            Some(RoleFile::Plain) | None => TableRole::Plain,
        };
        FieldKind::Table(Table {
            role,
            columns,
            min_rows: file.min_rows,
        })
    }

    fn fault(&mut self, place: impl Into<String>, what: DataFaultKind) {
        self.faults.push(DataFault::at(place, what));
    }
}

/// The rubric of calls whose form has none.
fn built_in_rubric() -> Rubric {
    let bytes = include_bytes!("../../forms/rubric.json");
    let file: Option<RubricFile> = serde_json::from_slice(bytes).ok();
    // A test reads it; were it broken, nothing could be scored, and all else would go on.
    file.map(|file| Reader::default().rubric(&file))
        .unwrap_or_default()
}

fn words(file: &WordsFile) -> Words {
    Words {
        zh: file.zh.clone(),
        en: file.en.clone(),
    }
}

fn prefill(given: &str) -> Prefill {
    match given {
        "project.name" => Prefill::ProjectName,
        "project.code" => Prefill::ProjectCode,
        "project.category" => Prefill::ProjectCategory,
        "project.content" => Prefill::ProjectContent,
        "project.due" => Prefill::ProjectDue,
        text => Prefill::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_rubric_is_whole_and_a_form_may_bring_its_own() {
        let rubric = built_in_rubric();
        assert_eq!(
            rubric.criteria.iter().map(|one| one.weight).sum::<u32>(),
            100
        );
        assert!(
            rubric
                .criteria
                .iter()
                .all(|one| !one.title.zh.is_empty() && !one.help.en.is_empty())
        );
        let own = r#"{"format":"shenbao-form/1","id":"x/1","review":{"blind":true,"criteria":[
            {"id":"a","title":{"zh":"甲"},"weight":1,"most":5},{"id":"a","title":{"en":"A"},"weight":0,"most":5}]},
            "sections":[{"id":"s","title":{"zh":"节"},"fields":[]}]}"#;
        let faults = read(own.as_bytes()).map_err(|faults| {
            faults
                .into_iter()
                .map(|fault| fault.place)
                .collect::<Vec<_>>()
        });
        assert_eq!(
            faults.err(),
            Some(vec![
                "/review/criteria/1/id".to_owned(),
                "/review/criteria/1/weight".to_owned()
            ])
        );
    }
}
