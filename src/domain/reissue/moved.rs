//! A draft that moves over to a call as it is issued now: old print, new print and one's own text, part by part.
//!
//! Invariant: moving loses nothing: what one changed oneself stays; where the print changed the same text, both are kept as a
//! conflict to settle. Absent: finding out what was printed before, which the world does.

use super::{Difference, between};
use crate::domain::doubt::Column;
use crate::domain::draft::{Draft, Origin};
use crate::domain::form::{Form, Prefill, TableRole};
use crate::domain::indicator::Indicator;
use crate::domain::merge::merge;
use crate::domain::outline::{Asks, outline, prefilled};
use crate::domain::project::Project;

/// A part of a project whose print changed, beside what the draft says there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// Which part.
    pub column: Column,
    /// The indicator's label, where it is about one.
    pub label: String,
    /// What was printed.
    pub old: String,
    /// What is printed now.
    pub new: String,
    /// What the draft says.
    pub mine: String,
}

/// A print that is no longer the one a draft was made from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reissue {
    /// What was printed when the draft was made; `None` where it was not kept.
    pub old: Option<Project>,
    /// The digest of what is printed now.
    pub digest: String,
}

/// The draft as it stands after moving over from one print to another.
#[must_use]
pub fn moved(draft: &Draft, form: &Form, reissue: &Reissue, new: &Project) -> Draft {
    let origin = Origin {
        project_digest: reissue.digest.clone(),
        ..draft.origin.clone()
    };
    let print = |project| Print { form, project };
    match &reissue.old {
        Some(old) => moved_to(draft, print(old), print(new), origin),
        // Nobody can tell what was printed and what was written, so all of it stays.
        None => Draft {
            origin,
            ..draft.clone()
        },
    }
}

/// A project beside the form of its call.
#[derive(Clone, Copy, Debug)]
pub struct Print<'a> {
    /// The form.
    pub form: &'a Form,
    /// The project.
    pub project: &'a Project,
}

/// The draft as it stands after moving over to another project, to which `origin` binds it.
#[must_use]
pub fn moved_to(draft: &Draft, old: Print<'_>, new: Print<'_>, origin: Origin) -> Draft {
    let filled = |print: Print<'_>| prefilled(draft.origin.clone(), print.form, print.project);
    let moved = merge(&filled(old), draft, &filled(new));
    Draft { origin, ..moved }
}

/// The parts whose print changed. An indicator that changed is told by itself.
#[must_use]
pub fn parts(draft: &Draft, form: &Form, old: &Project, new: &Project) -> Vec<Part> {
    let mut parts = Vec::new();
    for difference in between(old, new) {
        let column = match difference {
            Difference::Changed { column, .. } => column,
            Difference::Renamed { .. } | Difference::Reused { .. } => Column::Name,
            _ => continue,
        };
        match column {
            Column::Indicators => parts.extend(indicators(draft, form, old, new)),
            column => parts.push(Part {
                column,
                label: String::new(),
                old: words(old, column),
                new: words(new, column),
                mine: mine(draft, form, column),
            }),
        }
    }
    parts
}

fn words(project: &Project, column: Column) -> String {
    match column {
        Column::Name => project.name.clone(),
        Column::Category => project.category.clone(),
        Column::Content => project.content.clone(),
        Column::Scope => project.scope.text.clone(),
        Column::Due => project.due.map(|day| day.to_string()).unwrap_or_default(),
        Column::Code => project.code.as_str().to_owned(),
        Column::Seq | Column::Indicators => String::new(),
    }
}

/// What the draft says where the form takes this part over; for the scope, what it wants to spend on.
fn mine(draft: &Draft, form: &Form, column: Column) -> String {
    if column == Column::Scope {
        let budget = form
            .table_of(TableRole::Budget)
            .map_or("", |(name, _)| name);
        let lines = draft.rows(budget).iter();
        let lines = lines.map(|row| format!("{} {}", row.cell("category"), row.cell("item")));
        return lines.collect::<Vec<String>>().join("\n");
    }
    let takes = |prefill: &Prefill| {
        matches!(
            (column, prefill),
            (Column::Name, Prefill::ProjectName)
                | (Column::Category, Prefill::ProjectCategory)
                | (Column::Content, Prefill::ProjectContent)
                | (Column::Due, Prefill::ProjectDue)
        )
    };
    let fields = form.sections.iter().flat_map(|section| &section.fields);
    let own = fields.filter(|field| field.prefill.as_ref().is_some_and(takes));
    let texts: Vec<&str> = own.map(|field| draft.text(&field.at)).collect();
    texts.join("\n")
}

/// The indicators that were printed, or are, under a label whose words changed.
fn indicators(draft: &Draft, form: &Form, old: &Project, new: &Project) -> Vec<Part> {
    let (before, after) = (old.keyed_indicators(), new.keyed_indicators());
    let text = |keyed: &[(String, &Indicator)], key: &str| {
        let found = keyed.iter().find(|(own, _)| own == key);
        found.map(|(_, one)| one.text.clone()).unwrap_or_default()
    };
    let mut keys: Vec<&String> = after.iter().map(|(key, _)| key).collect();
    keys.extend(before.iter().map(|(key, _)| key));
    let mut parts: Vec<Part> = Vec::new();
    for key in keys {
        let (was, is) = (text(&before, key), text(&after, key));
        if was == is || parts.iter().any(|part| part.label == *key) {
            continue;
        }
        let mut said = answers(draft, form, old, key);
        said.extend(answers(draft, form, new, key));
        said.dedup();
        parts.push(Part {
            column: Column::Indicators,
            label: key.clone(),
            old: was,
            new: is,
            mine: said.join("\n"),
        });
    }
    parts
}

/// What the draft says about an indicator.
fn answers(draft: &Draft, form: &Form, project: &Project, key: &str) -> Vec<String> {
    let parts = outline(form, project);
    let entries = parts.iter().flat_map(|part| &part.entries);
    let about = entries.filter(|entry| {
        let asked = matches!(
            entry.asks,
            Asks::Promise(..) | Asks::Proof(_) | Asks::Answer(_)
        );
        asked && entry.at.segments().nth(1) == Some(key)
    });
    about
        .map(|entry| draft.text(&entry.at).to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}
