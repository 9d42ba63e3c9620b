//! `form.json`: the form of a call, as data that an admin edits.
//!
//! Invariant: a form that is read has unique addresses, and tables whose columns are unique.
//! What each member means is told in `docs/formats/form.md` and by `shenbao schema form`.

mod wire;

pub use wire::{FormFile, WordsFile};

use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::domain::form::{
    Choice, Field, FieldKind, Form, Prefill, Section, Table, TableRole, Weight, Words,
};
use crate::domain::money::Money;
use crate::domain::review::rubric::{Criterion, Rubric};
use crate::domain::rules::Rule;
use crate::format::fault::{DataFault, DataFaultKind};
use std::collections::{BTreeMap, BTreeSet};
use wire::{FieldFile, KindFile, RoleFile, RubricFile, SectionFile, WeightFile};

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
