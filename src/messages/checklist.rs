//! Words of the evidence checklist: a page to print and tick off.

use crate::domain::checklist::ChecklistEntry;
use crate::domain::measure::Measure;
use crate::domain::project::Project;
use crate::messages::{Lang, form};
use crate::text::visible::visible;

messages! {
    title { "结项材料清单", "Evidence checklist" }
    intro { "结项时逐项核对，备齐一件勾一件。", "Tick off each paper when the project closes." }
    nothing_promised { "未承诺", "nothing promised" }
    no_paper { "没有指定材料：写明怎样证明", "no paper is named: say how it is proven" }
}

/// The whole list as plain text, every paper with a box before it.
#[must_use]
pub fn page(lang: Lang, project: &Project, list: &[ChecklistEntry<'_>]) -> String {
    let mut out = format!(
        "{}  {} {}\n{}\n",
        title(lang),
        project.code.as_str(),
        visible(&project.name),
        intro(lang)
    );
    for entry in list {
        out.push('\n');
        for line in lines(lang, entry) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// One indicator: its words, what is promised, and its papers.
#[must_use]
pub fn lines(lang: Lang, entry: &ChecklistEntry<'_>) -> Vec<String> {
    let indicator = entry.indicator;
    let mut lines = vec![format!(
        "{}. {}",
        visible(&indicator.label),
        visible(&indicator.text)
    )];
    let promises = entry.promises.iter();
    lines.extend(promises.map(|(measure, promised)| promise(lang, measure, promised)));
    let papers = entry.papers.iter();
    lines.extend(papers.map(|paper| format!("   □ {}", visible(paper))));
    if entry.papers.is_empty() {
        lines.push(format!("   □ {}", lang.aside(no_paper(lang)).trim_start()));
    }
    lines
}

fn promise(lang: Lang, measure: &Measure, promised: &str) -> String {
    let per = measure.per.as_deref().unwrap_or_default();
    let printed = form::target(lang, measure.target, &measure.unit);
    let space = if per.is_empty() {
        ""
    } else {
        lang.pick("", " ")
    };
    let printed = format!("{}{space}{printed}", visible(per));
    let promised = if promised.is_empty() {
        nothing_promised(lang).to_owned()
    } else {
        format!("{} {}", visible(promised), visible(&measure.unit))
    };
    let subject = visible(&measure.subject);
    format!("   {subject} {promised}{}", lang.aside(&printed))
}
