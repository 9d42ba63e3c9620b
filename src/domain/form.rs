//! The form: which sections and fields an application has. Data, read from a call's `form.json`.
//!
//! Invariant: field addresses are unique within a form. Absent: what was written in the fields (the draft), and the
//! project's own fields, which [`crate::domain::outline`] unfolds where the form has an `indicators` field.

use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::domain::review::rubric::Rubric;
use std::collections::BTreeMap;

/// Words in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The form of a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// The form's id and version (`association-2022/1`).
    pub id: String,
    /// The sections, in the order they are filled.
    pub sections: Vec<Section>,
    /// The most that may be applied for, in fen, if the call says.
    pub cap_fen: Option<i64>,
    /// The rules to which this call gives a weight of its own, by code; the others weigh what they always do.
    pub weights: BTreeMap<String, Weight>,
    /// What reviewers score.
    pub rubric: Rubric,
}

/// What a rule weighs in a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// It says nothing.
    Off,
    /// All it says weighs this much.
    As(Severity),
}

/// A part of the form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Its id, unique in the form.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// What it is for.
    pub help: Words,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// A field of the form, or a column of one of its tables.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its address in a draft; for a column, the column's id alone.
    pub at: FieldPath,
    /// Its label.
    pub label: Words,
    /// What belongs in it.
    pub help: Words,
    /// What kind of text it takes.
    pub kind: FieldKind,
    /// Whether an application is incomplete without it.
    pub required: bool,
    /// The fewest characters it should have, white space not counted.
    pub min_chars: Option<usize>,
    /// The most characters it may have, white space not counted.
    pub max_chars: Option<usize>,
    /// Whether its text tells who the applicant is.
    pub identifies: bool,
    /// What a new draft has in it.
    pub prefill: Option<Prefill>,
}

/// What kind of text a field takes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FieldKind {
    /// One line.
    Line,
    /// Any number of paragraphs.
    Paragraph,
    /// A day: `2022-10-30`.
    Date,
    /// Two days: `2022-03-01 ~ 2022-10-30`.
    DateSpan,
    /// A decimal number.
    Number,
    /// An amount in yuan.
    Money,
    /// One of several answers; the draft holds the answer's id.
    Choice(Vec<Choice>),
    /// A telephone number, mobile or landline.
    Phone,
    /// An e-mail address.
    Email,
    /// A unified social credit code (统一社会信用代码, GB 32100).
    CreditCode,
    /// A bank account number.
    BankAccount,
    /// One of the project's scope items, or its open clause, as printed.
    ScopeItem,
    /// The label of one of the project's indicators.
    IndicatorLabel,
    /// Rows of columns.
    Table(Table),
    /// The project's indicators with a promise for each measure.
    Indicators,
}

/// One answer of a choice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What the draft holds.
    pub id: String,
    /// What a person reads.
    pub label: Words,
}

/// A table of the form. Its name in field paths is the field's own address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// What the rows are.
    pub role: TableRole,
    /// The columns, in order.
    pub columns: Vec<Field>,
    /// The fewest rows an application should have.
    pub min_rows: usize,
}

/// What the rows of a table are, as far as the program judges them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TableRole {
    /// Budget lines: judged against the scope.
    Budget,
    /// Tasks in time: judged against the due date.
    Schedule,
    /// Anything else: only the columns' own kinds are checked.
    Plain,
}

/// What a new draft has in a field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Prefill {
    /// The project's name.
    ProjectName,
    /// The project's code.
    ProjectCode,
    /// The project's category.
    ProjectCategory,
    /// The project's content, verbatim.
    ProjectContent,
    /// The project's due date.
    ProjectDue,
    /// A fixed text.
    Text(String),
}

impl FieldKind {
    /// Whether it is a table.
    #[must_use]
    pub fn is_table(&self) -> bool {
        matches!(self, Self::Table(_))
    }

    /// Whether it is answered by choosing from what the form or the call offers.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        matches!(
            self,
            Self::Choice(_) | Self::ScopeItem | Self::IndicatorLabel
        )
    }
}

impl Form {
    /// Every field of every section, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The tables with the names they have in field paths.
    pub fn tables(&self) -> impl Iterator<Item = (&str, &Table)> {
        self.fields().filter_map(|field| match &field.kind {
            FieldKind::Table(table) => Some((field.at.as_str(), table)),
            _ => None,
        })
    }

    /// The table with this name.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<&Table> {
        let found = self.tables().find(|(table, _)| *table == name);
        found.map(|(_, table)| table)
    }

    /// The first table with this role, and its name.
    #[must_use]
    pub fn table_of(&self, role: TableRole) -> Option<(&str, &Table)> {
        self.tables().find(|(_, table)| table.role == role)
    }
}

impl Table {
    /// The column with this id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<&Field> {
        self.columns.iter().find(|column| column.at.as_str() == id)
    }
}
