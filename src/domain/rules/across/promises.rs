//! Promises beside the budget, the schedule, the proofs and each other.

use super::{AcrossProblem, Whole, finding};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Cite, Finding, Severity};
use crate::domain::form::TableRole;
use crate::domain::indicator::Indicator;
use crate::domain::measure::{Measure, Target};
use crate::domain::number::Number;
use crate::domain::outline::Asks;
use crate::domain::rules::promise::read_promise;
use crate::domain::spending::Need;
use std::collections::HashMap;
use std::ops::Range;

/// A printed word calls for a kind of spending (讲座: a lecture fee), and no line of the budget has it, whoever pays.
pub(super) fn unfunded(whole: &Whole<'_>) -> Vec<Finding> {
    if whole.lines.is_empty() {
        return Vec::new();
    }
    let needs = whole.taxonomy.data().needs.iter().enumerate();
    let unpaid: Vec<usize> = needs
        .filter(|(_, need)| !whole.pays_for(need))
        .map(|(index, _)| index)
        .collect();
    if unpaid.is_empty() {
        return Vec::new();
    }
    let called = called_for(whole);
    unpaid
        .iter()
        .filter_map(|need| called.get(need))
        .filter_map(|call| unfunded_at(whole, call))
        .collect()
}

impl Whole<'_> {
    fn pays_for(&self, need: &Need) -> bool {
        let kinds = self
            .rulings
            .iter()
            .filter_map(|ruling| ruling.kind.as_ref());
        // 劳务费 alone may pay for it, and so may a line that says too little to tell.
        let mut kinds = kinds.flat_map(|kind| need.kinds.iter().map(move |need| (kind, need)));
        kinds.any(|(kind, need)| kind.is_under(need) || need.is_under(kind))
    }
}

/// An indicator that calls for a kind of spending: where it is promised, its text, the word and where that stands.
type CalledFor<'a> = (&'a FieldPath, &'a str, Range<usize>);

/// For each need, by its number, the first place that calls for it, and there the word that stands first in the need.
fn called_for<'a>(whole: &Whole<'a>) -> HashMap<usize, CalledFor<'a>> {
    let mut called: HashMap<usize, (usize, usize, CalledFor<'a>)> = HashMap::new();
    let mut before: Option<&Indicator> = None;
    for (place, entry) in whole.outline.entries().enumerate() {
        // The places of an indicator stand together, and the first of them is told.
        let Some(indicator) = indicator_of(&entry.asks) else {
            continue;
        };
        if before.is_some_and(|before| std::ptr::eq(before, indicator)) {
            continue;
        }
        before = Some(indicator);
        for (need, word, span) in whole.taxonomy.needed_by(&indicator.text) {
            let found = (place, word, (&entry.at, indicator.text.as_str(), span));
            let first = called.entry(need).or_insert_with(|| found.clone());
            if (found.0, found.1) < (first.0, first.1) {
                *first = found;
            }
        }
    }
    called
        .into_iter()
        .map(|(need, (_, _, call))| (need, call))
        .collect()
}

fn unfunded_at(whole: &Whole<'_>, (at, text, span): &CalledFor<'_>) -> Option<Finding> {
    let word = text.chars().skip(span.start).take(span.len()).collect();
    let mut told = finding(
        Severity::Warning,
        (*at).clone(),
        AcrossProblem::Unfunded { word },
    );
    let key = at.segments().nth(1)?;
    let source = format!("{}/indicators/{key}", whole.outline.project.code.as_str());
    told.cites = Cite::cut(source, text, span.clone()).into_iter().collect();
    Some(told)
}

fn indicator_of<'a>(asks: &Asks<'a>) -> Option<&'a Indicator> {
    match asks {
        Asks::Promise(indicator, _) | Asks::Proof(indicator) | Asks::Answer(indicator) => {
            Some(indicator)
        }
        Asks::Field(_) | Asks::Cell(_) => None,
    }
}

/// The promises of a draft that can be read, with their measures.
fn promised<'a>(whole: &Whole<'a>) -> Vec<(FieldPath, &'a Measure, Number)> {
    let places = whole.outline.places.iter();
    let read = places.filter_map(|(entry, text)| match entry.asks {
        Asks::Promise(_, measure) => Some((entry.at.clone(), measure, read_promise(text)?)),
        _ => None,
    });
    read.collect()
}

/// Units in which sessions are counted.
fn counts_sessions(unit: &str) -> bool {
    ["场", "次", "期"].iter().any(|word| unit.contains(word)) && !unit.contains('人')
}

/// The sessions that the schedule counts against those that are promised.
pub(super) fn fewer_planned(whole: &Whole<'_>) -> Option<Finding> {
    let (name, table) = whole.outline.form.table_of(TableRole::Schedule)?;
    table.column("count")?;
    let counts = whole.outline.draft.rows(name).iter();
    let counts: Vec<Number> = counts
        .filter_map(|row| read_promise(row.cell("count")))
        .collect();
    let planned = counts
        .iter()
        .try_fold(Number::ZERO, |sum, count| sum.plus(*count))
        .filter(|_| !counts.is_empty())?;
    let sessions = promised(whole).into_iter().filter(|(_, measure, _)| {
        let floor = !matches!(measure.target, Target::AtMost(_) | Target::LessThan(_));
        measure.per.is_none() && floor && counts_sessions(&measure.unit)
    });
    let (at, measure, promised) = sessions.max_by_key(|(_, _, number)| *number)?;
    let problem = AcrossProblem::FewerPlanned {
        planned,
        promised,
        unit: measure.unit.clone(),
    };
    (planned < promised).then(|| finding(Severity::Warning, at, problem))
}

/// Papers that the call prints and that the applicant's proofs do not name; one key puts them back.
pub(super) fn papers(whole: &Whole<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (entry, proof) in &whole.outline.places {
        let Asks::Proof(indicator) = entry.asks else {
            continue;
        };
        // An empty field is told by F001.
        let missing = indicator.evidence.iter();
        let missing =
            missing.filter(|paper| !proof.trim().is_empty() && !proof.contains(paper.as_str()));
        findings.extend(missing.map(|paper| {
            let problem = AcrossProblem::PaperMissing {
                paper: paper.clone(),
            };
            let mut told = finding(Severity::Warning, entry.at.clone(), problem);
            told.remedies = vec![Edit::Set {
                at: entry.at.clone(),
                text: format!("{}、{paper}", proof.trim_end()),
            }];
            told
        }));
    }
    findings
}

/// 24场次（每县市区4场次): the total promised against what is promised for each, by the number that the print implies.
pub(super) fn disagree(whole: &Whole<'_>) -> Vec<Finding> {
    let all = promised(whole);
    let mut findings = Vec::new();
    for (index, (_, each, each_promised)) in all.iter().enumerate() {
        let total = all[..index].iter().rev().find(|(at, total, _)| {
            let indicator = |path: &FieldPath| path.segments().nth(1).map(str::to_owned);
            indicator(at) == indicator(&all[index].0) && goes_with(total, each)
        });
        let Some((at, total, total_promised)) = total else {
            continue;
        };
        let Some(count) = implied(total, each) else {
            continue;
        };
        let Some(least) = Number::whole(count).and_then(|count| each_promised.times(count)) else {
            continue;
        };
        if *total_promised >= least {
            continue;
        }
        let problem = AcrossProblem::Disagree {
            total: *total_promised,
            each: *each_promised,
            per: each.per.clone().unwrap_or_default(),
            count,
        };
        let mut told = finding(Severity::Warning, at.clone(), problem);
        told.remedies = vec![Edit::Set {
            at: at.clone(),
            text: least.to_string(),
        }];
        findings.push(told);
    }
    findings
}

/// Whether the second measure splits the first: the same unit, for each of something that the first is not for each of.
fn goes_with(total: &Measure, each: &Measure) -> bool {
    total.per.is_none() && each.per.is_some() && total.unit == each.unit
}

/// How many of what `each` is for: the printed total divided by the printed share, where it comes out whole.
fn implied(total: &Measure, each: &Measure) -> Option<i64> {
    let all = total.target.start().ten_thousandths();
    let one = each.target.start().ten_thousandths();
    let whole = one > 0 && all > one && all % one == 0;
    whole.then(|| all / one)
}
