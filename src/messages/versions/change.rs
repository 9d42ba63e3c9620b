//! Differences between two drafts as text: each place with its words, then what the budget's lines came to and come to.
//!
//! Invariant: what stands in a draft is shown harmless.

use super::{money, money_title, moved_row, shifted};
use crate::domain::budget::{Shift, Shifts};
use crate::domain::diff::text::{Op, Segment};
use crate::domain::diff::{Change, ChangeKind};
use crate::domain::form::Form;
use crate::domain::money::Money;
use crate::messages::Lang;
use crate::text::look_alike::named;
use crate::text::visible::{visible, visible_lines};

/// A change as text: `[-taken out-]{+put in+}`, moved paragraphs as `[<…<]{>…>}`, long equal stretches shortened; a promise as
/// then → now, a row by the names of its columns.
#[must_use]
pub fn change(lang: Lang, form: &Form, change: &Change, label: &str) -> String {
    let sign = match change.kind {
        ChangeKind::Added => "+",
        ChangeKind::Removed => "-",
        ChangeKind::Changed => "~",
        ChangeKind::Moved => ">",
    };
    let side = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        visible_lines(&columns(lang, form, change, text)).into_owned()
    };
    let (a, b) = (side(&change.a), side(&change.b));
    let body = match change.kind {
        ChangeKind::Moved => moved_row(lang, &a, &b),
        ChangeKind::Added => format!("{{+{b}+}}"),
        ChangeKind::Removed => format!("[-{a}-]"),
        ChangeKind::Changed if change.at.as_str().ends_with("/commitment") => {
            format!("[-{a}-] → {{+{b}+}}")
        }
        ChangeKind::Changed => change.segments.iter().map(segment).collect(),
    };
    let body: Vec<String> = body.lines().map(|line| format!("    {line}\n")).collect();
    format!(
        "{sign} {label} [{}]\n{}",
        visible(change.at.as_str()),
        body.concat()
    )
}

/// The text of a whole row with the names of its columns instead of their ids; any other text as it is.
fn columns(lang: Lang, form: &Form, change: &Change, text: &str) -> String {
    let table = form.table(change.at.head());
    let Some(table) = table.filter(|_| change.at.segments().count() == 2) else {
        return text.to_owned();
    };
    let lines = text.split('\n').map(|line| {
        let column = line.split_once(": ").and_then(|(id, rest)| {
            let column = table
                .columns
                .iter()
                .find(|column| column.at.as_str() == id)?;
            Some(lang.labelled(lang.words(&column.label), rest))
        });
        column.unwrap_or_else(|| line.to_owned())
    });
    let lines: Vec<String> = lines.collect();
    lines.join("\n")
}

/// What the lines of two budgets came to and come to, and the sums; empty when every line comes to the same.
#[must_use]
pub fn amounts(lang: Lang, shifts: &Shifts) -> String {
    if shifts.lines.is_empty() {
        return String::new();
    }
    let (then, now) = (shifts.before, shifts.after);
    let total = money(lang, &then.to_string(), &now.to_string());
    let more = Money::difference(Some(then), Some(now));
    let lines = shifts.lines.iter().map(|line| amount(lang, line));
    let mut told: String = lines.collect();
    told.push_str(&format!("    {total}  {more}\n"));
    format!("{}\n{told}", money_title(lang))
}

fn amount(lang: Lang, line: &Shift) -> String {
    let told = |sum: Option<Money>| sum.map_or_else(|| "—".to_owned(), |sum| sum.to_string());
    let more = Money::difference(line.before, line.after);
    let sums = match (line.before, line.after) {
        (Some(_), Some(_)) => shifted(lang, &told(line.before), &told(line.after), &more),
        _ => more,
    };
    format!("    {}  {sums}\n", visible(&line.item))
}

/// How many characters of an equal stretch are shown at each end.
const AROUND: usize = 24;

fn segment(segment: &Segment) -> String {
    let text = named(&segment.text);
    match (segment.op, segment.moved) {
        (Op::Equal, _) => shortened(&visible_lines(&segment.text)),
        (Op::Delete, false) => format!("[-{text}-]"),
        (Op::Delete, true) => format!("[<{text}<]"),
        (Op::Insert, false) => format!("{{+{text}+}}"),
        (Op::Insert, true) => format!("{{>{text}>}}"),
    }
}

fn shortened(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() <= 2 * AROUND + 8 {
        return text.to_owned();
    }
    let (head, tail) = (&chars[..AROUND], &chars[chars.len() - AROUND..]);
    head.iter().chain(['…'].iter()).chain(tail).collect()
}
