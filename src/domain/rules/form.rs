//! Rules about a field by itself: is it there, is it what its kind asks for, is it as long as it may be.

use crate::domain::call::Catalog;
use crate::domain::conflict::Conflict;
use crate::domain::draft::Draft;
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::form::{Choice, Field, FieldKind, Prefill};
use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::outline::{Asks, Entry, Outline};
use crate::domain::project::Project;
use crate::domain::reissue::heirs;
use crate::text::look_alike::{LookAlike, look_alikes, ordinary};
use crate::text::visible::{cleaned, hidden};
use crate::text::wordcount::count_chars;

mod kinds;
pub use kinds::{credit_code_fault, parse_date, parse_span};

rule_family! {
    /// Rules about a field by itself.
    FormRule {
        /// A required field is empty.
        Required = "F001",
        /// More characters than the form allows.
        TooLong = "F002",
        /// Fewer characters than the form asks for.
        TooShort = "F003",
        /// A text that is not of the field's kind.
        WrongKind = "F004",
        /// A unified social credit code whose check digit is wrong (GB 32100-2015).
        CreditCode = "F005",
        /// A table with fewer rows than the form asks for.
        TooFewRows = "F006",
        /// Characters that cannot be seen or that turn the reading order.
        Hidden = "F007",
        /// A value at an address that the form does not have.
        Stray = "F008",
        /// Two people changed it differently, and nobody has settled it.
        Conflict = "F009",
        /// Characters that look like others.
        LookAlike = "F010",
        /// The call does not have the project any more.
        Dropped = "F011",
    }
}

/// What a rule about a field found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FormProblem {
    /// The field is empty.
    Required,
    /// It has `chars` characters where `max` are allowed.
    TooLong {
        /// How many it has.
        chars: usize,
        /// How many it may have.
        max: usize,
    },
    /// It has `chars` characters where `min` are asked for.
    TooShort {
        /// How many it has.
        chars: usize,
        /// How many it should have.
        min: usize,
    },
    /// Its text is no date, number, amount … as `wanted` asks.
    WrongKind {
        /// The kind that was asked for.
        wanted: WantedKind,
    },
    /// The credit code is wrong in this way.
    CreditCode(CreditCodeFault),
    /// The table has `rows` rows where `min` are asked for.
    TooFewRows {
        /// How many it has.
        rows: usize,
        /// How many it should have.
        min: usize,
    },
    /// An invisible or order-turning character.
    Hidden {
        /// Where it stands, in characters from 0.
        offset: usize,
        /// Its code point.
        code_point: u32,
        /// How many there are in the field.
        count: usize,
    },
    /// A character that looks like another.
    LookAlike {
        /// The first of them.
        first: LookAlike,
        /// How many there are in the field.
        count: usize,
    },
    /// The form has no such address.
    Stray,
    /// The call does not have the project any more; these of its projects may be the same one under another code.
    Dropped {
        /// Their codes.
        heirs: Vec<String>,
    },
    /// What people made of it, the shortest first; an empty text took it out.
    Conflict {
        /// What it was before; `None` when it was not there.
        base: Option<String>,
        /// The sides.
        sides: Vec<String>,
        /// Which of them stands in the field, from 0; `None` when none does.
        shown: Option<usize>,
    },
}

/// The kinds of text that [`FormRule::WrongKind`] can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WantedKind {
    /// One line.
    Line,
    /// A day.
    Date,
    /// Two days, the first not after the second.
    DateSpan,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// One of the offered answers.
    Choice,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A bank account number.
    BankAccount,
}

/// What is wrong with a unified social credit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CreditCodeFault {
    /// It has not 18 characters; it has this many.
    Length(usize),
    /// It holds a character that such codes do not use (they have no I, O, S, V, Z).
    Character(char),
    /// The last character should be this one.
    CheckDigit(char),
}

impl FormProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> FormRule {
        match self {
            Self::Required => FormRule::Required,
            Self::TooLong { .. } => FormRule::TooLong,
            Self::TooShort { .. } => FormRule::TooShort,
            Self::WrongKind { .. } => FormRule::WrongKind,
            Self::CreditCode(_) => FormRule::CreditCode,
            Self::TooFewRows { .. } => FormRule::TooFewRows,
            Self::Hidden { .. } => FormRule::Hidden,
            Self::LookAlike { .. } => FormRule::LookAlike,
            Self::Stray => FormRule::Stray,
            Self::Dropped { .. } => FormRule::Dropped,
            Self::Conflict { .. } => FormRule::Conflict,
        }
    }
}

/// Checks every field of a draft by itself.
#[must_use]
pub fn check(outline: &Outline<'_>) -> Vec<Finding> {
    let draft = outline.draft;
    let mut findings: Vec<Finding> = outline
        .entries()
        .filter_map(|entry| {
            let table = entry.asks.table()?;
            let (rows, min) = (draft.rows(entry.at.as_str()).len(), table.min_rows);
            let problem = FormProblem::TooFewRows { rows, min };
            (rows < min).then(|| finding(Severity::Error, &entry.at, problem))
        })
        .collect();
    for (entry, text) in &outline.places {
        findings.extend(check_field(&entry.asks, &entry.at, text, outline.project));
    }
    let strays = strays(outline);
    findings.extend(strays.map(|at| finding(Severity::Advice, &at, FormProblem::Stray)));
    let conflicts = draft.conflicts.iter();
    findings.extend(conflicts.map(|(at, one)| conflict(draft, at, one)));
    findings
}

/// That the call does not have the draft's project any more: told where the project is named.
#[must_use]
pub fn dropped(outline: &Outline<'_>, catalog: &Catalog) -> Option<Finding> {
    let project = outline.project;
    if catalog.project(project.code.as_str()).is_some() {
        return None;
    }
    let names = |entry: &&Entry<'_>| match entry.asks {
        Asks::Field(field) => field.prefill == Some(Prefill::ProjectName),
        _ => false,
    };
    let named = outline.entries().find(names);
    let at = &named.or_else(|| outline.entries().next())?.at;
    let heirs = heirs(project, catalog).into_iter();
    let heirs = heirs.map(|heir| heir.code.as_str().to_owned()).collect();
    let problem = FormProblem::Dropped { heirs };
    Some(finding(Severity::Warning, at, problem))
}

/// The addresses of what is written where the form asks for nothing.
fn strays<'a>(outline: &'a Outline<'_>) -> impl Iterator<Item = FieldPath> + 'a {
    // Cells stand in tables, which are looked through below.
    let fields = outline
        .entries()
        .filter(|entry| entry.asks.table().is_none());
    let mut known: Vec<&FieldPath> = fields.map(|entry| &entry.at).collect();
    known.sort_unstable();
    let values = outline.draft.values().map(|(at, _)| at);
    let values = values.filter(move |at| known.binary_search(at).is_err());
    let values = values.cloned();
    let tables = outline.draft.table_names();
    values.chain(tables.flat_map(|name| {
        let asked = outline.form.table(name);
        outline.draft.rows(name).iter().flat_map(move |row| {
            let columns = row.cells.keys().map(String::as_str);
            let strays = columns
                .filter(move |column| asked.is_none_or(|table| table.column(column).is_none()));
            strays.map(move |column| FieldPath::cell(name, &row.id, column))
        })
    }))
}

/// Checks one field's text against what is asked there.
#[must_use]
pub fn check_field(asks: &Asks<'_>, at: &FieldPath, text: &str, project: &Project) -> Vec<Finding> {
    let mut findings = Vec::new();
    if text.trim().is_empty() {
        // An empty promise is told by the promise rules, with the printed words.
        if asks.is_required() && !matches!(asks, Asks::Promise(..)) {
            findings.push(finding(Severity::Error, at, FormProblem::Required));
        }
        return findings;
    }
    if let Asks::Field(field) | Asks::Cell(field) = asks {
        findings.extend(
            kind_problem(field, text, project)
                .map(|(severity, problem)| finding(severity, at, problem)),
        );
        findings.extend(
            length_problem(field, text).map(|(severity, problem)| finding(severity, at, problem)),
        );
    }
    findings.extend(deceptive(at, text));
    findings
}

/// What cannot be seen in a text, and what looks like something else; the text without it is the remedy.
fn deceptive(at: &FieldPath, text: &str) -> Vec<Finding> {
    let with_remedy = |problem, mended| Finding {
        remedies: vec![Edit::Set {
            at: at.clone(),
            text: mended,
        }],
        ..finding(Severity::Warning, at, problem)
    };
    let hidden = hidden(text);
    let unseen = hidden.first().map(|first| {
        let problem = FormProblem::Hidden {
            offset: first.offset,
            code_point: first.character as u32,
            count: hidden.len(),
        };
        with_remedy(problem, cleaned(text))
    });
    let alike = look_alikes(text);
    let mistaken = alike.first().map(|first| {
        let problem = FormProblem::LookAlike {
            first: *first,
            count: alike.len(),
        };
        with_remedy(problem, ordinary(text))
    });
    unseen.into_iter().chain(mistaken).collect()
}

/// An unsettled conflict; each side is a remedy, the one that is shown first.
fn conflict(draft: &Draft, at: &FieldPath, one: &Conflict) -> Finding {
    let problem = FormProblem::Conflict {
        base: one.base.clone(),
        sides: one.sides().to_vec(),
        shown: one.sides().iter().position(|side| side == draft.text(at)),
    };
    let mut told = finding(Severity::Error, at, problem);
    let settle = Edit::Settle {
        at: at.clone(),
        conflict: None,
    };
    // What is in the field now comes first: perhaps the two texts were already joined there by hand.
    told.remedies.push(settle.clone());
    if let Some(out) = taken_out(draft, at, one) {
        told.remedies.push(Edit::All(vec![out, settle.clone()]));
    }
    let is_field = draft.is_cell(at) || !draft.table_names().any(|table| table == at.head());
    let others = one
        .sides()
        .iter()
        .filter(|side| is_field && *side != draft.text(at));
    told.remedies.extend(others.map(|side| {
        let take = Edit::Set {
            at: at.clone(),
            text: side.clone(),
        };
        Edit::All(vec![take, settle.clone()])
    }));
    told
}

/// The other side of a row that one took out and another changed.
fn taken_out(draft: &Draft, at: &FieldPath, one: &Conflict) -> Option<Edit> {
    let mut segments = at.segments();
    let (table, id) = (segments.next()?, RowId::parse(segments.next()?)?);
    let is_row = segments.next().is_none() && draft.row(table, &id).is_some();
    (is_row && one.sides().iter().any(String::is_empty)).then(|| Edit::RemoveRow {
        table: table.to_owned(),
        row: id,
    })
}

fn finding(severity: Severity, at: &FieldPath, problem: FormProblem) -> Finding {
    Finding {
        severity,
        at: at.clone(),
        problem: Problem::Form(problem),
        cites: Vec::new(),
        remedies: Vec::new(),
    }
}

fn length_problem(field: &Field, text: &str) -> Option<(Severity, FormProblem)> {
    let chars = count_chars(text);
    let too_long = field
        .max_chars
        .filter(|max| chars > *max)
        .map(|max| FormProblem::TooLong { chars, max });
    let too_short = field
        .min_chars
        .filter(|min| chars < *min)
        .map(|min| FormProblem::TooShort { chars, min });
    too_long
        .map(|problem| (Severity::Error, problem))
        .or(too_short.map(|problem| (Severity::Warning, problem)))
}

fn kind_problem(field: &Field, text: &str, project: &Project) -> Option<(Severity, FormProblem)> {
    let wrong = |fits: bool, wanted| {
        (!fits).then_some((Severity::Error, FormProblem::WrongKind { wanted }))
    };
    let doubtful = |fits: bool, wanted| {
        (!fits).then_some((Severity::Warning, FormProblem::WrongKind { wanted }))
    };
    match &field.kind {
        FieldKind::Line => wrong(!text.contains('\n'), WantedKind::Line),
        FieldKind::Date => wrong(parse_date(text).is_some(), WantedKind::Date),
        FieldKind::DateSpan => wrong(
            parse_span(text).is_some_and(|(a, b)| a <= b),
            WantedKind::DateSpan,
        ),
        FieldKind::Number => wrong(Number::parse(text).is_some(), WantedKind::Number),
        FieldKind::Money => wrong(Money::parse(text).is_some(), WantedKind::Money),
        FieldKind::Choice(choices) => wrong(is_choice(choices, text), WantedKind::Choice),
        FieldKind::Phone => wrong(kinds::is_phone(text), WantedKind::Phone),
        FieldKind::Email => wrong(kinds::is_email(text), WantedKind::Email),
        FieldKind::BankAccount => doubtful(kinds::is_bank_account(text), WantedKind::BankAccount),
        FieldKind::CreditCode => {
            credit_code_fault(text).map(|fault| (Severity::Warning, FormProblem::CreditCode(fault)))
        }
        FieldKind::IndicatorLabel => {
            let known = project
                .keyed_indicators()
                .iter()
                .any(|(key, _)| key == text.trim());
            wrong(known, WantedKind::Choice)
        }
        FieldKind::Paragraph
        | FieldKind::ScopeItem
        | FieldKind::Table(_)
        | FieldKind::Indicators => None,
    }
}

fn is_choice(choices: &[Choice], text: &str) -> bool {
    choices.iter().any(|choice| choice.id == text.trim())
}
