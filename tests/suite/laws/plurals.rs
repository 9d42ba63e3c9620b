//! A count in an English phrase has the plural that belongs to it.

use crate::support::sources::sources;
use shenbao::messages::Lang::En;
use shenbao::messages::{board, facing, review};
use std::fs;

#[test]
fn one_thing_is_told_in_the_singular_and_none_and_two_in_the_plural() {
    let told = [0, 1, 2].map(|n| {
        [
            facing::changes(En, n),
            facing::folded_fields(En, n, n),
            facing::annotations(En, n, n),
            facing::remarks_wait(En, n),
            review::packet::came(En, "A", n),
            review::since::replies(En, n),
            board::exported_many(En, n),
        ]
    });
    for (n, [changes, fields, remarks, wait, entries, replies, files]) in told.iter().enumerate() {
        let (s, y) = if n == 1 { ("", "y") } else { ("s", "ies") };
        assert_eq!(*changes, format!("{n} change{s}"));
        assert_eq!(*fields, format!("{n} field{s} unchanged ({n} char{s})"));
        assert_eq!(*remarks, format!("{n} remark{s} ({n} open)"));
        assert_eq!(*wait, format!("{n} open remark{s}; Alt-N goes there"));
        assert_eq!(*entries, format!("  A: {n} entr{y}"));
        assert_eq!(*replies, format!("{n} repl{y}"));
        assert_eq!(*files, format!("{n} file{s} written"));
    }
}

/// The counts of a phrase, and its English.
fn phrase(line: &str) -> Option<(Vec<&str>, &str)> {
    let (_, rest) = line.split_once('(')?;
    let (parameters, rest) = rest.split_once(") { \"")?;
    let english = rest.rsplit_once("\" }")?.0.rsplit_once("\", \"")?.1;
    let counts = parameters.split(", ");
    let counts = counts.filter_map(|one| one.strip_suffix(": usize"));
    Some((counts.collect(), english))
}

/// Whether one of the two words after a count is a plural that is always one.
fn is_always_plural(english: &str, count: &str) -> bool {
    let mut rest = english;
    while let Some((before, after)) = rest.split_once(&format!("{{{count}}} ")) {
        let limit = ["than ", "at least ", "at most ", "/"];
        let limit = limit
            .iter()
            .any(|words| before.to_lowercase().ends_with(words));
        let words = after.split(' ').take(2);
        let plain =
            words.map(|word| word.trim_end_matches(|c: char| !c.is_alphabetic() && c != '}'));
        let mut plural = plain.filter(|word| {
            let other = [
                "is", "was", "this", "has", "unless", "shows", "takes", "goes",
            ];
            word.len() > 2 && word.ends_with('s') && !other.contains(word)
        });
        if !limit && plural.next().is_some() {
            return true;
        }
        rest = after;
    }
    false
}

#[test]
fn no_phrase_has_a_plural_that_one_would_have_too() {
    let files = sources("src/messages");
    let (mut seen, mut wrong) = (0, Vec::new());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for (counts, english) in text.lines().filter_map(phrase) {
            seen += counts.len();
            let bad = counts.iter().any(|count| is_always_plural(english, count));
            if bad {
                wrong.push(english.to_owned());
            }
        }
    }
    assert!(seen > 60, "{seen}");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(is_always_plural("{n} open remarks", "n"));
}
