//! Nothing from data reaches the terminal through a screen (R9): every key of the key table, where it holds.
//!
//! The keys are those of the table itself; a context that is new does not compile here until it is said how one gets there.

use super::payloads::{few, got_through};
use super::place::Place;
use crate::support::keys::chord_bytes;
use crate::support::pty::Pty;
use shenbao::tui::keymap::{BINDINGS, Binding, Context};
use std::collections::BTreeSet;

/// Ways to the places where a context's keys hold: an argument of `edit` (nothing for the catalog), and keys.
fn ways(context: Context) -> &'static [(&'static str, &'static str)] {
    match context {
        Context::Everywhere => &[("", ""), ("plan", ""), ("", "<c-b>")],
        Context::List => &[("", "<f2>")],
        Context::Home => &[("", ""), ("", "<tab>")],
        Context::Board => &[("", "<c-b>")],
        Context::History => &[("plan", "<c-b>")],
        Context::Review => &[("plan", "<a-v>"), ("plan", "<a-v><f2>")],
        Context::Note => &[("plan", "<a-v>a<enter>")],
        Context::Import => &[("", "<f9>annex.txt<enter>")],
        Context::Reissue => &[("plan", "<a-p>")],
        Context::Form => &[("plan", ""), ("budget/r1/item", ""), ("applicant/name", "")],
    }
}

/// What is pressed after a key: windows are gone through, and what is pointed at is taken.
const ON: &str = "<down><end><up><enter><down><enter>";

/// A key to press: how one gets to where it holds, and the key.
type Walk = ((&'static str, &'static str), &'static Binding);

/// Every key of the table, from every place where it holds.
fn walks() -> Vec<Walk> {
    let mut known = BTreeSet::new();
    let mut walks = Vec::new();
    for context in Context::ALL {
        for binding in BINDINGS
            .iter()
            .filter(|binding| binding.context == *context)
        {
            for way in ways(*context) {
                if known.insert((way, binding.command)) {
                    walks.push((*way, binding));
                }
            }
        }
    }
    walks
}

/// Presses the key and what follows; gives whether the hostile text of the data was on the screen, harmless.
fn walk(place: &Place, ((at, keys), binding): Walk, turn: usize) -> bool {
    let (lang, title) = [("zh-CN", "申报"), ("en", "Shenbao")][turn % 2];
    let (columns, rows) = [(80, 24), (140, 40)][turn / 2 % 2];
    let mut line: Vec<&str> = vec!["--lang", lang];
    if !at.is_empty() {
        line.extend(["edit", &place.id, "--at", at]);
    }
    let (home, line) = (place.world.home.path(), place.line(&line));
    let mut pty = Pty::start_with(&place.environment(), home, columns, rows, &line);
    pty.wait(title);
    pty.keys(keys);
    pty.rest();
    pty.send(&chord_bytes(&binding.chord));
    pty.rest();
    if pty.child.try_wait().unwrap().is_none() {
        pty.keys(ON);
        pty.rest();
        pty.send(format!("\x1b[200~{}\x1b[201~", few()).as_bytes());
        pty.rest();
        pty.keys("<c-q>");
    }
    pty.end();
    let output = pty.everything();
    let found = got_through(&output);
    assert!(
        found.is_empty(),
        "{at} {keys} {}: {found:#?}",
        binding.chord
    );
    let text = String::from_utf8_lossy(&output);
    assert!(!text.contains("panicked"), "{at} {keys} {}", binding.chord);
    text.contains('␛')
}

#[test]
fn no_screen_lets_anything_through() {
    let walks = walks();
    let hands = 3;
    let shown: usize = std::thread::scope(|scope| {
        let started: Vec<_> = (0..hands)
            .map(|hand| {
                let walks = &walks;
                scope.spawn(move || {
                    let place = Place::new();
                    let mine = walks.iter().enumerate().skip(hand).step_by(hands);
                    mine.filter(|(turn, one)| walk(&place, **one, *turn))
                        .count()
                })
            })
            .collect();
        started.into_iter().map(|hand| hand.join().unwrap()).sum()
    });
    // Hostile text was there to be seen nearly everywhere, so that its silence means something.
    assert!(shown * 10 >= walks.len() * 9, "{shown} of {}", walks.len());
}
