//! Rules about dates: the schedule against itself and against the day the project is due.

use super::form::{parse_date, parse_span};
use crate::domain::draft::Draft;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::form::{FieldKind, Form, Table, TableRole};
use crate::domain::project::Project;
use jiff::civil::Date;

rule_family! {
    /// Rules about dates and the schedule.
    ScheduleRule {
        /// Something ends after the day the project is due.
        AfterDue = "S001",
        /// A task ends before it begins.
        Reversed = "S002",
        /// A task lies outside the period that the application names.
        OutsidePeriod = "S003",
    }
}

/// What a rule about dates found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ScheduleProblem {
    /// `end` lies after `due`.
    AfterDue {
        /// The day written.
        end: Date,
        /// The day the project is due.
        due: Date,
    },
    /// `end` lies before `start`.
    Reversed {
        /// The first day written.
        start: Date,
        /// The last day written.
        end: Date,
    },
    /// `day` lies outside `from` to `to`.
    OutsidePeriod {
        /// The day written.
        day: Date,
        /// The first day of the period.
        from: Date,
        /// The last day of the period.
        to: Date,
    },
}

impl ScheduleProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> ScheduleRule {
        match self {
            Self::AfterDue { .. } => ScheduleRule::AfterDue,
            Self::Reversed { .. } => ScheduleRule::Reversed,
            Self::OutsidePeriod { .. } => ScheduleRule::OutsidePeriod,
        }
    }
}

/// Checks every row of the schedule, and every span of dates of the form.
#[must_use]
pub fn check(form: &Form, project: &Project, draft: &Draft) -> Vec<Finding> {
    let mut findings = Vec::new();
    let period = period(form, draft);
    for (name, table) in form
        .tables()
        .filter(|(_, table)| table.role == TableRole::Schedule)
    {
        findings.extend(draft.rows(name).iter().flat_map(|row| {
            let at = |column: &str| FieldPath::cell(name, &row.id, column);
            let days = date_columns(table)
                .map(|column| (at(column), parse_date(row.cell(column))))
                .collect::<Vec<_>>();
            let outside = period.and_then(|period| check_period(&days, period));
            let mut found = check_days(&days, project.due);
            found.extend(outside);
            found
        }));
    }
    for field in form
        .fields()
        .filter(|field| field.kind == FieldKind::DateSpan)
    {
        if let Some((start, end)) = parse_span(draft.text(&field.at)) {
            let days = [
                (field.at.clone(), Some(start)),
                (field.at.clone(), Some(end)),
            ];
            findings.extend(check_days(&days, project.due));
        }
    }
    findings
}

/// The period that the application names: its first span of dates, where it is written the right way round.
fn period(form: &Form, draft: &Draft) -> Option<(Date, Date)> {
    let field = form
        .fields()
        .find(|field| field.kind == FieldKind::DateSpan)?;
    parse_span(draft.text(&field.at)).filter(|(from, to)| from <= to)
}

/// One finding a row, at the first day that lies outside.
fn check_period(days: &[(FieldPath, Option<Date>)], (from, to): (Date, Date)) -> Option<Finding> {
    let mut written = days.iter().filter_map(|(at, day)| Some((at, (*day)?)));
    let (at, day) = written.find(|(_, day)| *day < from || *day > to)?;
    Some(Finding {
        severity: Severity::Warning,
        at: at.clone(),
        problem: Problem::Schedule(ScheduleProblem::OutsidePeriod { day, from, to }),
        cites: Vec::new(),
        remedies: Vec::new(),
    })
}

fn date_columns(table: &Table) -> impl Iterator<Item = &str> {
    table
        .columns
        .iter()
        .filter(|column| column.kind == FieldKind::Date)
        .map(|column| column.at.as_str())
}

/// The first day is where it begins, the last where it ends.
fn check_days(days: &[(FieldPath, Option<Date>)], due: Option<Date>) -> Vec<Finding> {
    let say = |at: &FieldPath, problem| Finding {
        severity: Severity::Error,
        at: at.clone(),
        problem: Problem::Schedule(problem),
        cites: Vec::new(),
        remedies: Vec::new(),
    };
    let mut findings = Vec::new();
    if let [(_, Some(start)), .., (at, Some(end))] = days
        && end < start
    {
        findings.push(say(
            at,
            ScheduleProblem::Reversed {
                start: *start,
                end: *end,
            },
        ));
    }
    let latest = days
        .iter()
        .filter_map(|(at, day)| Some((at, (*day)?)))
        .max_by_key(|(_, day)| *day);
    if let (Some((at, end)), Some(due)) = (latest, due)
        && end > due
    {
        findings.push(say(at, ScheduleProblem::AfterDue { end, due }));
    }
    findings
}
