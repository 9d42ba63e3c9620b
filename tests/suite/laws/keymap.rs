//! The command table and the key table: total, without collisions, usable with an input method switched on.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use shenbao::app::command::COMMANDS;
use shenbao::messages::{Lang, commands};
use shenbao::tui::keymap::own::TOGETHER;
use shenbao::tui::keymap::{BINDINGS, Binding};
use std::collections::BTreeSet;

fn collisions(bindings: &[Binding]) -> Vec<String> {
    let mut found = Vec::new();
    for contexts in TOGETHER {
        let held: Vec<&Binding> = bindings
            .iter()
            .filter(|binding| contexts.contains(&binding.context))
            .collect();
        for (index, one) in held.iter().enumerate() {
            for other in &held[index + 1..] {
                if one.chord == other.chord {
                    found.push(format!(
                        "{} means {:?} and {:?}",
                        one.chord, one.command, other.command
                    ));
                }
            }
        }
    }
    found
}

#[test]
fn no_chord_means_two_things() {
    assert_eq!(collisions(BINDINGS), Vec::<String>::new());
}

#[test]
fn a_deliberate_duplicate_is_found() {
    let mut doubled = BINDINGS.to_vec();
    let mut copy = BINDINGS[0];
    copy.command = shenbao::app::command::Command::Quit;
    doubled.push(copy);
    assert_eq!(collisions(&doubled).len(), TOGETHER.len());
}

#[test]
fn every_command_has_a_chord_that_an_input_method_lets_through() {
    for entry in COMMANDS {
        let bare = |binding: &&Binding| {
            matches!(binding.chord.code, KeyCode::Char(_))
                && binding.chord.modifiers == KeyModifiers::NONE
        };
        let bound: Vec<&Binding> = BINDINGS
            .iter()
            .filter(|binding| binding.command == entry.command)
            .collect();
        assert!(!bound.is_empty(), "{} has no key", entry.id);
        assert!(
            !bound.iter().all(bare),
            "{} has only bare letters",
            entry.id
        );
    }
}

#[test]
fn every_command_that_changes_a_draft_has_a_verb_that_exists() {
    let whole = shenbao::cli::args::command(Lang::En);
    for entry in COMMANDS {
        assert!(
            !entry.changes || entry.verb.is_some(),
            "{} has no verb",
            entry.id
        );
        let Some(verb) = entry.verb else {
            continue;
        };
        let mut at = &whole;
        for word in verb.split(' ') {
            at = at
                .find_subcommand(word)
                .unwrap_or_else(|| panic!("{}: no verb {verb}", entry.id));
        }
    }
}

#[test]
fn ids_are_unique_and_words_are_there_in_both_languages() {
    let ids: BTreeSet<&str> = COMMANDS.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), COMMANDS.len());
    for entry in COMMANDS {
        for lang in [Lang::Zh, Lang::En] {
            assert!(!commands::label(lang, entry.command).is_empty());
            assert!(!commands::tooltip(lang, entry.command).is_empty());
        }
        let chinese = commands::tooltip(Lang::Zh, entry.command);
        assert!(
            chinese
                .chars()
                .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)),
            "{chinese}"
        );
        assert!(commands::tooltip(Lang::En, entry.command).is_ascii());
    }
}
