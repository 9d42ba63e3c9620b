//! The application as Markdown: readable by people, and line by line by git.
//!
//! Invariant: a person's text never becomes markup: what Markdown or HTML would read is escaped.

use crate::domain::paper::{Block, Fact, Paper, Part, Place, Standing, Table};
use crate::text::visible::visible_lines;

/// Writes an application.
#[must_use]
pub fn write(paper: &Paper) -> String {
    let standing = match &paper.standing {
        Standing::Draft(word) | Standing::Sealed(word) => word,
    };
    let mut out = format!(
        "# {} {}\n\n{}\n",
        escape(&paper.call),
        escape(&paper.kind),
        escape(standing)
    );
    for note in &paper.notes {
        out.push_str(&format!("\n> {}\n", escape(note)));
    }
    out.push_str(&facts(&paper.cover));
    for part in &paper.parts {
        out.push_str(&section(part));
    }
    out
}

fn section(part: &Part) -> String {
    let mut out = format!("\n## {}\n", escape(&part.title));
    for block in &part.blocks {
        out.push_str(&match block {
            Block::Facts(all) => facts(all),
            Block::Text(text) => format!("{}\n{}\n", heading(&text.label), paragraphs(&text.text)),
            Block::Table(table) => format!("{}\n{}", heading(&table.label), rows(table)),
            Block::Signing(places) => signing(places),
        });
    }
    out
}

fn facts(facts: &[Fact]) -> String {
    let lines = facts
        .iter()
        .map(|fact| format!("- **{}**：{}\n", escape(&fact.label), line(&fact.text)));
    format!("\n{}", lines.collect::<String>())
}

fn heading(label: &str) -> String {
    if label.is_empty() {
        String::new()
    } else {
        format!("\n### {}\n", escape(label))
    }
}

/// A line a row, so that a changed row is a changed line.
fn rows(table: &Table) -> String {
    let heads: Vec<String> = table
        .columns
        .iter()
        .map(|column| cell(&column.label))
        .collect();
    let mut out = format!(
        "| {} |\n|{}\n",
        heads.join(" | "),
        " --- |".repeat(heads.len())
    );
    for places in table.grid() {
        let cells = places.iter().map(told);
        out.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
    }
    if let Some(sum) = &table.sum {
        let note = sum
            .note
            .as_ref()
            .map(|note| format!("（{}）", escape(note)));
        out.push_str(&format!(
            "\n{}：{}{}\n\n{}：{}\n",
            escape(&sum.label),
            sum.all,
            note.unwrap_or_default(),
            escape(&sum.words_label),
            sum.words
        ));
    }
    out
}

/// A place with as many bars as it takes columns.
fn told(place: &Place<'_>) -> String {
    let text = place
        .cell
        .map(|cell| self::cell(&cell.value.text()))
        .unwrap_or_default();
    format!("{text}{}", " | ".repeat(place.columns - 1))
}

fn signing(places: &[Vec<String>]) -> String {
    let places = places
        .iter()
        .map(|lines| format!("\n{}\n", escape(&lines.join("　　"))));
    places.collect()
}

fn cell(text: &str) -> String {
    line(text).replace('|', "\\|")
}

fn line(text: &str) -> String {
    escape(&text.replace('\n', " "))
}

/// Paragraphs apart, as Markdown wants them.
fn paragraphs(text: &str) -> String {
    text.split('\n')
        .map(escape)
        .collect::<Vec<_>>()
        .join("\n\n")
}

fn escape(text: &str) -> String {
    let text = visible_lines(text);
    let words = text.trim_start_matches(' ');
    // Four spaces would make code of it.
    let mut out = "&nbsp;".repeat(text.len() - words.len());
    // A number with a full stop and a space would begin a list.
    let after = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let listed = matches!(after.as_bytes(), [b'.' | b')'] | [b'.' | b')', b' ', ..]);
    let stop = if listed { words.len() - after.len() } else { 0 };
    for (at, c) in words.char_indices() {
        let starts = at == 0 && matches!(c, '#' | '-' | '+' | '=') || at > 0 && at == stop;
        if starts
            || matches!(
                c,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~'
            )
        {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
