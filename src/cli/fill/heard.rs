//! What a typed line means: an answer, or a word to the program.
//!
//! Invariants: whatever begins with a backslash is an answer; the signs are understood as a Chinese input method types
//! them too. Absent: what is asked.

use crate::messages::fill::{Deed, WORDS};

/// What a line means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Heard {
    /// An answer.
    Answer(String),
    /// Nothing is changed; the next question.
    Keep,
    /// The question before.
    Back,
    /// What is asked here, at length.
    Help,
    /// A word to the program, with a number where one was given.
    Do(Deed, Option<usize>),
    /// A word that the program does not know.
    Unknown(String),
}

/// What is done with a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RowDeed {
    /// Adds a row.
    Add,
    /// Goes through the row with this number, from 1.
    Go(usize),
    /// Takes it out.
    Remove(usize),
}

/// What a line means where a question was asked.
pub(super) fn heard(line: &str) -> Heard {
    let word = line.trim();
    if let Some(answer) = word.strip_prefix('\\') {
        return Heard::Answer(answer.to_owned());
    }
    match word {
        "" | "." | "。" => return Heard::Keep,
        "<" | "＜" | "《" | "〈" => return Heard::Back,
        "?" | "？" => return Heard::Help,
        _ => {}
    }
    let Some(said) = word.strip_prefix([':', '：']) else {
        return Heard::Answer(line.to_owned());
    };
    let mut parts = said.split_whitespace();
    let name = parts.next().unwrap_or_default().to_lowercase();
    let number = parts.next().and_then(number);
    let known = |words: &&(Deed, [&str; 2])| words.1.contains(&name.as_str());
    match WORDS.iter().find(known) {
        Some((deed, _)) => Heard::Do(*deed, number),
        None => Heard::Unknown(word.to_owned()),
    }
}

/// What an answer means where rows were asked for; `None` when it says nothing about rows.
pub(super) fn row_deed(answer: &str) -> Option<RowDeed> {
    let answer = answer.trim();
    if matches!(answer, "+" | "＋") {
        return Some(RowDeed::Add);
    }
    match answer.strip_prefix(['-', '－']) {
        Some(row) => number(row).map(RowDeed::Remove),
        None => number(answer).map(RowDeed::Go),
    }
}

/// A number from 1, full-width digits included.
pub(super) fn number(text: &str) -> Option<usize> {
    let text: String = text
        .trim()
        .chars()
        .map(crate::text::fold::fold_char)
        .collect();
    text.parse().ok().filter(|number| *number > 0)
}

/// Whether a line ends a text of several lines.
pub(super) fn ends_text(line: &str) -> bool {
    matches!(line.trim(), "." | "。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_words_are_told_from_answers() {
        for (line, expected) in [
            ("", Heard::Keep),
            (" 。", Heard::Keep),
            ("？", Heard::Help),
            ("《", Heard::Back),
            (":q", Heard::Do(Deed::Leave, None)),
            ("：退出", Heard::Do(Deed::Leave, None)),
            (":S ３", Heard::Do(Deed::Sections, Some(3))),
            (":s x", Heard::Do(Deed::Sections, None)),
            (":nonsense", Heard::Unknown(":nonsense".into())),
            ("\\.", Heard::Answer(".".into())),
            ("\\:q", Heard::Answer(":q".into())),
            ("张三 ", Heard::Answer("张三 ".into())),
        ] {
            assert_eq!(heard(line), expected, "{line:?}");
        }
    }

    #[test]
    fn rows_are_added_gone_through_and_taken_out() {
        for (answer, expected) in [
            ("+", Some(RowDeed::Add)),
            ("＋", Some(RowDeed::Add)),
            ("2", Some(RowDeed::Go(2))),
            ("-２", Some(RowDeed::Remove(2))),
            ("0", None),
            ("讲课费", None),
        ] {
            assert_eq!(row_deed(answer), expected, "{answer}");
        }
    }
}
