//! The application as Markdown: readable by people, and line by line by git.
//!
//! Invariant: a person's text never becomes markup: what Markdown or HTML would read is escaped.

use crate::domain::budget::{BudgetLine, totals};
use crate::domain::call::Call;
use crate::domain::draft::{Draft, Row};
use crate::domain::field::FieldPath;
use crate::domain::form::{Choice, Field, FieldKind, Table, TableRole};
use crate::domain::outline::{Asks, Entry, outline};
use crate::domain::project::Project;
use crate::text::visible::visible_lines;

/// Writes an application.
#[must_use]
pub fn write(call: &Call, project: &Project, draft: &Draft) -> String {
    let mut out = format!(
        "# {}\n\n{} · {}\n",
        escape(&project.name),
        draft.origin.project.as_str(),
        escape(&call.catalog.title)
    );
    for part in outline(&call.form, project) {
        out.push_str(&format!("\n## {}\n", escape(&part.section.title.zh)));
        let mut indicator = None;
        for entry in &part.entries {
            out.push_str(&entry_text(draft, entry, &mut indicator));
        }
    }
    out
}

fn entry_text(draft: &Draft, entry: &Entry<'_>, indicator: &mut Option<String>) -> String {
    let text = draft.text(&entry.at);
    match entry.asks {
        Asks::Field(field) => match &field.kind {
            FieldKind::Table(table) => format!(
                "\n### {}\n\n{}",
                escape(&field.label.zh),
                rows(draft, &entry.at, table)
            ),
            FieldKind::Paragraph => format!(
                "\n### {}\n\n{}\n",
                escape(&field.label.zh),
                paragraphs(text)
            ),
            _ => format!(
                "\n**{}**：{}\n",
                escape(&field.label.zh),
                escape(&shown(field, text))
            ),
        },
        Asks::Cell(_) => String::new(),
        Asks::Promise(printed, measure) => {
            let head = heading(entry, &printed.label, &printed.text, indicator);
            format!(
                "{head}- {}：**{}** {}\n",
                escape(&measure.subject),
                escape(text),
                escape(&measure.unit)
            )
        }
        Asks::Proof(printed) | Asks::Answer(printed) => {
            let head = heading(entry, &printed.label, &printed.text, indicator);
            if text.is_empty() {
                head
            } else {
                format!("{head}- {}\n", escape(&text.replace('\n', " ")))
            }
        }
    }
}

/// The printed words of an indicator, before the first of its entries.
fn heading(entry: &Entry<'_>, label: &str, text: &str, last: &mut Option<String>) -> String {
    let key = entry.at.segments().nth(1).map(str::to_owned);
    if *last == key {
        return String::new();
    }
    *last = key;
    format!("\n### {} {}\n\n", escape(label), escape(text))
}

fn rows(draft: &Draft, at: &FieldPath, table: &Table) -> String {
    let cell = |text: &str| escape(&text.replace('\n', " ")).replace('|', "\\|");
    let mut heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| cell(&column.label.zh))
        .collect();
    let budget = table.role == TableRole::Budget;
    if budget {
        heads.push("金额".to_owned());
    }
    let mut out = format!(
        "| {} |\n|{}\n",
        heads.join(" | "),
        " --- |".repeat(heads.len())
    );
    let rows = draft.rows(at.as_str());
    for row in rows {
        let mut cells: Vec<String> = table
            .columns
            .iter()
            .map(|column| cell(&shown(column, row.cell(column.at.as_str()))))
            .collect();
        if budget {
            cells.push(amount(row));
        }
        out.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    if budget {
        let lines: Vec<BudgetLine> = rows.iter().map(BudgetLine::from_row).collect();
        out.push_str(&format!("\n合计：{} 元\n", totals(&lines).all));
    }
    out
}

fn amount(row: &Row) -> String {
    BudgetLine::from_row(row)
        .amount()
        .map(|amount| amount.to_string())
        .unwrap_or_default()
}

fn shown(field: &Field, text: &str) -> String {
    let label = |choices: &[Choice]| {
        choices
            .iter()
            .find(|choice| choice.id == text)
            .map(|choice| choice.label.zh.clone())
    };
    match &field.kind {
        FieldKind::Choice(choices) => label(choices).unwrap_or_else(|| text.to_owned()),
        _ => text.to_owned(),
    }
}

/// Paragraphs apart, as Markdown wants them.
fn paragraphs(text: &str) -> String {
    text.split('\n')
        .map(escape)
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in visible_lines(text).char_indices() {
        let starts = at == 0 && matches!(c, '#' | '-' | '+' | '>');
        if starts || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
