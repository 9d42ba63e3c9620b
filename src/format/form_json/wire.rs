//! The shape of `form.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
