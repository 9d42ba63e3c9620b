//! An indicator (指标): one printed, numbered item that a project must deliver.
//!
//! Invariant: `text` is verbatim; the numbering label and the separator to the next item are split off.

mod evidence;
mod label;

use crate::domain::measure::printed::Printed;
use crate::domain::measure::{self, Measure};
use crate::domain::project::note::SourceNote;

/// A printed item of a project's indicators.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Indicator {
    /// The number as printed (`2`, `（1）`); the item's ordinal when nothing was printed.
    pub label: String,
    /// The item's words, verbatim.
    pub text: String,
    /// What sort of promise the item asks for.
    pub kind: IndicatorKind,
    /// The papers that prove the promise, as printed (`签到册`, `满意度调查表`).
    pub evidence: Vec<String>,
    /// The quantities in the item, in printed order.
    pub measures: Vec<Measure>,
}

/// What sort of promise an indicator asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IndicatorKind {
    /// A number to reach or keep.
    Quantity,
    /// Papers to hand in, with or without a count.
    Deliverable,
    /// Who may do the work (`国家二级以上心理咨询师`).
    Qualification,
    /// Something no number can hold; the form asks a question instead.
    Qualitative,
}

/// Reads the indicators of an annex's cell, in printed order, and tells what was odd in print.
///
/// `context` is what else the project prints about who applies (its name and content).
#[must_use]
pub fn read(cell: &str, context: &str) -> (Vec<Indicator>, Vec<SourceNote>) {
    let printed = Printed::new(cell);
    let (items, mut notes) = label::split(&printed);
    let mut indicators = Vec::with_capacity(items.len());
    for item in items {
        let text = printed.cut(item.span);
        let unread = measure::unread(&text).into_iter();
        notes.extend(unread.map(|words| SourceNote::UnreadNumber {
            label: item.label.clone(),
            words,
        }));
        indicators.push(read_item(item.label, text, context));
    }
    (indicators, notes)
}

/// The longest item that is read, in characters; a longer one is kept as text, which bounds the work.
const ITEM_MAX: usize = 4_000;

fn read_item(label: String, text: String, context: &str) -> Indicator {
    if text.chars().nth(ITEM_MAX).is_some() {
        return unread_item(label, text);
    }
    let measures = measure::read(&text, context);
    let printed = Printed::new(&text);
    let evidence = evidence::read(&printed, &measures);
    Indicator {
        kind: kind(&printed, &measures, &evidence),
        evidence: evidence.papers,
        label,
        text,
        measures,
    }
}

fn unread_item(label: String, text: String) -> Indicator {
    Indicator {
        label,
        text,
        kind: IndicatorKind::Qualitative,
        evidence: Vec::new(),
        measures: Vec::new(),
    }
}

/// A measure of an activity makes a quantity; a credential that someone must hold a qualification; papers and nothing
/// else, or papers that are counted, a deliverable. What is left no number can hold.
fn kind(printed: &Printed, measures: &[Measure], evidence: &evidence::Evidence) -> IndicatorKind {
    let credential = asks_for_credential(printed);
    let seniority = |m: &Measure| matches!(m.unit.as_str(), "年" | "岁" | "周岁");
    let activity = |m: &Measure| !(evidence::counts_papers(m) || credential && seniority(m));
    if measures.iter().any(activity) {
        IndicatorKind::Quantity
    } else if credential {
        IndicatorKind::Qualification
    } else if evidence.papers_only || measures.iter().any(evidence::counts_papers) {
        IndicatorKind::Deliverable
    } else {
        IndicatorKind::Qualitative
    }
}

/// Words for what a person holds.
const CREDENTIALS: &[&str] = &[
    "级以上",
    "级及以上",
    "职称",
    "资格",
    "资质",
    "学历",
    "学位",
    "证书",
    "执业",
    "称号",
    "副高",
    "正高",
    "高级工程师",
    "博士",
    "硕士",
    "本科以上",
    "持证",
    "从业",
];
/// Words that demand it of someone.
const DEMANDS: &[&str] = &[
    "须", "应", "需", "必须", "要求", "具有", "具备", "持有", "为", "由",
];
/// Words for those it is demanded of.
const PERSONS: &[&str] = &[
    "嘉宾",
    "专家",
    "讲师",
    "主讲",
    "人员",
    "负责人",
    "教师",
    "老师",
    "师资",
    "主持人",
    "授课",
    "咨询师",
    "评委",
    "团队",
    "申报人",
];

fn asks_for_credential(printed: &Printed) -> bool {
    let says = |words: &[&str]| (0..printed.len()).any(|at| printed.longest(at, words).is_some());
    says(CREDENTIALS) && says(DEMANDS) && says(PERSONS)
}
