//! What commands print: text for people, or one JSON document for scripts; and how they end.
//!
//! Invariant: nothing that came from a file is printed to a terminal before it was made harmless.

use crate::app::failure::Failure;
use crate::domain::finding::{Cite, Finding, Severity};
use crate::messages::{self, Lang};
use crate::text::visible::visible_lines;
use crate::text::width::{Ambiguous, width};
use serde_json::{Value, json};

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// Done, and nothing wrong.
    Well,
    /// Done, and there is something to say: errors in a draft, differences.
    Something,
    /// Not done.
    Failed,
}

impl Exit {
    /// The number that the system gets.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Something => 1,
            Self::Failed => 2,
        }
    }
}

/// What a command has to print, and how it ended.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// For people.
    pub text: String,
    /// For scripts.
    pub json: Value,
    /// How it ended.
    pub exit: Exit,
    /// Whether the text is a file's content, printed as it is.
    pub raw: bool,
}

impl Answer {
    /// An answer of a command that was done.
    #[must_use]
    pub fn new(text: impl Into<String>, json: Value) -> Self {
        Self {
            text: text.into(),
            json,
            exit: Exit::Well,
            raw: false,
        }
    }

    /// This answer, ended in another way.
    #[must_use]
    pub fn ending(self, exit: Exit) -> Self {
        Self { exit, ..self }
    }

    /// The answer to a command that failed.
    #[must_use]
    pub fn failed(lang: Lang, failure: &Failure) -> Self {
        let message = messages::failures::message(lang, failure);
        let hint = messages::failures::hint(lang, failure);
        let json = json!({"error": {"code": failure.code(), "message": message, "hint": hint}});
        Self {
            text: format!("{message}\n{hint}"),
            json,
            exit: Exit::Failed,
            raw: false,
        }
    }

    /// What is written to standard output (or, of a failure without `--json`, to standard error).
    #[must_use]
    pub fn printed(&self, as_json: bool) -> String {
        let text = if as_json {
            json_text(&self.json)
        } else if self.raw {
            self.text.clone()
        } else {
            visible_lines(&self.text).into_owned()
        };
        if text.ends_with('\n') || text.is_empty() {
            text
        } else {
            text + "\n"
        }
    }
}

/// JSON as it is printed: harmless on a terminal, and it reads back as the same.
#[must_use]
pub fn json_text(value: &Value) -> String {
    // Control characters are escaped by JSON itself; what turns the reading order is escaped here.
    escape_hidden(&serde_json::to_string_pretty(value).unwrap_or_default())
}

/// JSON with every invisible character written as `\uXXXX`; it reads back as the same.
fn escape_hidden(json: &str) -> String {
    if crate::text::visible::hidden(json).is_empty() {
        return json.to_owned();
    }
    let places: std::collections::BTreeSet<usize> = crate::text::visible::hidden(json)
        .into_iter()
        .map(|hidden| hidden.offset)
        .collect();
    let mut out = String::with_capacity(json.len() + 16);
    for (offset, c) in json.chars().enumerate() {
        if places.contains(&offset) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Rows as a table: columns as wide as their widest cell.
#[must_use]
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| columns_of(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    let mut told = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths);
        let line: Vec<String> = cells.map(|(cell, width)| pad(cell, *width)).collect();
        told.push_str(line.join("  ").trim_end());
        told.push('\n');
    }
    told
}

/// The columns that a text takes in most terminals.
#[must_use]
pub fn columns_of(text: &str) -> usize {
    width(text, Ambiguous::Narrow)
}

/// A text with spaces behind it, so many columns wide.
#[must_use]
pub fn pad(text: &str, wide: usize) -> String {
    let spaces = wide.saturating_sub(columns_of(text));
    format!("{text}{}", " ".repeat(spaces))
}

/// A finding as JSON.
#[must_use]
pub fn finding_json(lang: Lang, finding: &Finding) -> Value {
    json!({
        "rule": finding.rule().code(),
        "severity": severity_word(finding.severity),
        "path": finding.at.as_str(),
        "message": messages::findings::sentence(lang, finding),
        "cites": finding.cites.iter().map(cite_json).collect::<Vec<_>>(),
    })
}

/// A cite as JSON.
#[must_use]
pub fn cite_json(cite: &Cite) -> Value {
    json!({"source": cite.source, "text": cite.text, "start": cite.span.start, "end": cite.span.end})
}

/// A finding as lines of text.
#[must_use]
pub fn finding_text(lang: Lang, finding: &Finding, place: &str) -> String {
    let mark = match finding.severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Advice => "i",
    };
    let said = messages::findings::sentence(lang, finding);
    let mut text = format!(
        "{mark} {} {place} [{}]\n    {said}\n",
        finding.rule().code(),
        finding.at
    );
    for cite in &finding.cites {
        text.push_str(&format!(
            "    “{}” — {} {}–{}\n",
            cite.text,
            messages::form::source(lang, &cite.source),
            cite.span.start,
            cite.span.end
        ));
    }
    text
}

/// The stable word of a severity.
#[must_use]
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}
