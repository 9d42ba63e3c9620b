//! Promises beside the budget, the schedule, the proofs and each other.

use super::{AcrossProblem, Whole, finding};
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Cite, Finding, Severity};
use crate::domain::form::TableRole;
use crate::domain::indicator::Indicator;
use crate::domain::measure::{Measure, Target};
use crate::domain::number::Number;
use crate::domain::outline::{Asks, Entry};
use crate::domain::rules::promise::read_promise;
use crate::domain::spending::Need;

/// A printed word calls for a kind of spending (讲座: a lecture fee), and no line of the budget has it, whoever pays.
pub(super) fn unfunded(whole: &Whole<'_>) -> Vec<Finding> {
    if whole.lines.is_empty() {
        return Vec::new();
    }
    let entries = whole.entries();
    let needs = whole.taxonomy.data().needs.iter();
    needs
        .filter(|need| !whole.pays_for(need))
        .filter_map(|need| calls_for(whole, &entries, need))
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

fn calls_for(whole: &Whole<'_>, entries: &[Entry<'_>], need: &Need) -> Option<Finding> {
    let (entry, indicator, word) = entries.iter().find_map(|entry| {
        let indicator = indicator_of(&entry.asks)?;
        let said = |word: &&String| indicator.text.contains(word.as_str());
        Some((entry, indicator, need.words.iter().find(said)?))
    })?;
    let problem = AcrossProblem::Unfunded { word: word.clone() };
    let mut told = finding(Severity::Warning, entry.at.clone(), problem);
    let byte = indicator.text.find(word.as_str())?;
    let start = indicator.text[..byte].chars().count();
    let key = entry.at.segments().nth(1)?;
    let source = format!("{}/indicators/{key}", whole.project.code.as_str());
    let span = start..start + word.chars().count();
    told.cites = Cite::cut(source, &indicator.text, span)
        .into_iter()
        .collect();
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
fn promised<'a>(whole: &Whole<'_>, entries: &[Entry<'a>]) -> Vec<(FieldPath, &'a Measure, Number)> {
    let read = entries.iter().filter_map(|entry| match entry.asks {
        Asks::Promise(_, measure) => {
            let number = read_promise(whole.draft.text(&entry.at))?;
            Some((entry.at.clone(), measure, number))
        }
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
    let (name, table) = whole.form.table_of(TableRole::Schedule)?;
    table.column("count")?;
    let counts = whole.draft.rows(name).iter();
    let counts: Vec<Number> = counts
        .filter_map(|row| read_promise(row.cell("count")))
        .collect();
    let planned = counts
        .iter()
        .try_fold(Number::ZERO, |sum, count| sum.plus(*count))
        .filter(|_| !counts.is_empty())?;
    let entries = whole.entries();
    let sessions = promised(whole, &entries)
        .into_iter()
        .filter(|(_, measure, _)| {
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
    let entries = whole.entries();
    let mut findings = Vec::new();
    for entry in &entries {
        let Asks::Proof(indicator) = entry.asks else {
            continue;
        };
        let proof = whole.draft.text(&entry.at);
        // An empty field is told by F001.
        let missing = indicator.evidence.iter();
        let missing = missing.filter(|paper| !proof.trim().is_empty() && !proof.contains(*paper));
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
    let entries = whole.entries();
    let all = promised(whole, &entries);
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
