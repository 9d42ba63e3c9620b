//! Rules about promises: what the applicant commits to, against what the call printed.

use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Cite, Finding, Problem, Severity};
use crate::domain::indicator::Indicator;
use crate::domain::measure::{Measure, Standing, Target};
use crate::domain::number::Number;
use crate::domain::outline::{Asks, Entry, Outline};
use crate::domain::project::Project;

rule_family! {
    /// Rules about promises.
    PromiseRule {
        /// A promise misses what was printed.
        Missed = "P001",
        /// Nothing is promised for a printed measure.
        Missing = "P002",
        /// A promise that is no number.
        NotANumber = "P003",
        /// A promise misses what was printed with 原则上 (as a rule).
        SoftMissed = "P004",
        /// A promise goes beyond a bare count.
        Exceeds = "P005",
        /// No promise of an either/or group keeps what was printed.
        NoAlternative = "P006",
    }
}

/// What a rule about promises found. Targets and units are as printed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PromiseProblem {
    /// `promised` misses `target`.
    Missed(Compared),
    /// Nothing is promised.
    Missing {
        /// The printed target.
        target: Target,
        /// The printed unit.
        unit: String,
    },
    /// The promise is no number.
    NotANumber,
    /// `promised` misses a target printed as a rule.
    SoftMissed(Compared),
    /// `promised` is more than the bare count.
    Exceeds(Compared),
    /// None of the group keeps what was printed.
    NoAlternative,
}

/// A promise beside the printed target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Compared {
    /// What the applicant commits to.
    pub promised: Number,
    /// What was printed.
    pub target: Target,
    /// The printed unit.
    pub unit: String,
}

impl PromiseProblem {
    /// The rule that says so.
    #[must_use]
    pub fn rule(&self) -> PromiseRule {
        match self {
            Self::Missed(_) => PromiseRule::Missed,
            Self::Missing { .. } => PromiseRule::Missing,
            Self::NotANumber => PromiseRule::NotANumber,
            Self::SoftMissed(_) => PromiseRule::SoftMissed,
            Self::Exceeds(_) => PromiseRule::Exceeds,
            Self::NoAlternative => PromiseRule::NoAlternative,
        }
    }
}

/// Checks every promise of a draft.
#[must_use]
pub fn check(outline: &Outline<'_>) -> Vec<Finding> {
    let project = outline.project;
    let mut findings = Vec::new();
    for (entry, text) in &outline.places {
        if let Asks::Promise(indicator, measure) = entry.asks
            && measure.alternative.is_none()
        {
            findings.extend(check_promise(project, &entry.at, indicator, measure, text));
        }
    }
    findings.extend(check_alternatives(outline));
    findings
}

/// Checks one promise against its measure.
#[must_use]
pub fn check_promise(
    project: &Project,
    at: &FieldPath,
    indicator: &Indicator,
    measure: &Measure,
    text: &str,
) -> Option<Finding> {
    let say = |severity, problem, remedies| {
        Some(Finding {
            severity,
            at: at.clone(),
            problem: Problem::Promise(problem),
            cites: cite(project, at, indicator, measure).into_iter().collect(),
            remedies,
        })
    };
    let printed = || {
        vec![Edit::Set {
            at: at.clone(),
            text: measure.target.start().to_string(),
        }]
    };
    if text.trim().is_empty() {
        let problem = PromiseProblem::Missing {
            target: measure.target,
            unit: measure.unit.clone(),
        };
        return say(Severity::Error, problem, printed());
    }
    let Some(promised) = read_promise(text) else {
        return say(Severity::Error, PromiseProblem::NotANumber, printed());
    };
    let compared = Compared {
        promised,
        target: measure.target,
        unit: measure.unit.clone(),
    };
    match measure.target.judge(promised) {
        Standing::Kept => None,
        Standing::Exceeds => say(
            Severity::Advice,
            PromiseProblem::Exceeds(compared),
            Vec::new(),
        ),
        Standing::Missed if measure.advisory => say(
            Severity::Advice,
            PromiseProblem::SoftMissed(compared),
            Vec::new(),
        ),
        Standing::Missed => say(Severity::Error, PromiseProblem::Missed(compared), printed()),
    }
}

/// Reads a promise: a number, with a per-cent sign or not.
#[must_use]
pub fn read_promise(text: &str) -> Option<Number> {
    Number::parse(text.trim().trim_end_matches(['%', '％']))
}

/// A measure of an either/or group, with its place.
type Member<'a> = (&'a Entry<'a>, &'a Indicator, &'a Measure);

/// Of the measures that an either/or group holds, one has to be kept.
fn check_alternatives(outline: &Outline<'_>) -> Vec<Finding> {
    let (project, draft) = (outline.project, outline.draft);
    let mut groups: Vec<(&FieldPath, &str, Vec<Member<'_>>)> = Vec::new();
    for entry in outline.entries() {
        let Asks::Promise(indicator, measure) = entry.asks else {
            continue;
        };
        let Some(name) = measure.alternative.as_deref() else {
            continue;
        };
        let member = (entry, indicator, measure);
        // A group's name is only unique within its indicator.
        let same = |first: &FieldPath| first.segments().nth(1) == entry.at.segments().nth(1);
        match groups
            .iter_mut()
            .find(|(first, group, _)| *group == name && same(first))
        {
            Some((_, _, members)) => members.push(member),
            None => groups.push((&entry.at, name, vec![member])),
        }
    }
    let kept = |(entry, _, measure): &Member<'_>| {
        let promised = read_promise(draft.text(&entry.at));
        promised.is_some_and(|promised| measure.target.judge(promised) != Standing::Missed)
    };
    let missed = groups
        .iter()
        .filter(|(_, _, members)| !members.iter().any(kept));
    missed
        .map(|(at, _, members)| Finding {
            severity: Severity::Error,
            at: (*at).clone(),
            problem: Problem::Promise(PromiseProblem::NoAlternative),
            cites: members
                .iter()
                .filter_map(|(entry, i, m)| cite(project, &entry.at, i, m))
                .collect(),
            remedies: Vec::new(),
        })
        .collect()
}

/// The printed words of a measure, as `CODE/indicators/KEY`.
fn cite(
    project: &Project,
    at: &FieldPath,
    indicator: &Indicator,
    measure: &Measure,
) -> Option<Cite> {
    let key = at.segments().nth(1).unwrap_or(&indicator.label);
    let source = format!("{}/indicators/{key}", project.code.as_str());
    Cite::cut(source, &indicator.text, measure.span.clone())
}
