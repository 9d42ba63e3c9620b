//! A person's own keys: chords for commands by their ids, in place of the built-in ones.
//!
//! Invariants: a chord still means one thing where it holds; of two wishes the one that comes first in the file holds,
//! and a wish wins over what is built in; whatever is refused or taken away is told.

use super::{ALT, BINDINGS, Binding, CTRL, Chord, Context, NONE, SHIFT};
use crate::app::command::{COMMANDS, Command};
use crate::domain::settings::{Fault, Line, Source, Wrong};
use ratatui::crossterm::event::{KeyCode, KeyModifiers};

/// Contexts whose keys hold at the same time, beside those that hold everywhere.
pub const TOGETHER: &[&[Context]] = &[
    &[Context::Everywhere, Context::Home, Context::List],
    &[Context::Everywhere, Context::Board],
    &[Context::Everywhere, Context::History, Context::List],
    &[Context::Everywhere, Context::Import, Context::List],
    &[Context::Everywhere, Context::Reissue, Context::List],
    &[Context::Everywhere, Context::Form],
    &[Context::Everywhere, Context::Review, Context::List],
    &[Context::Everywhere, Context::Note],
];

/// The key table with a person's wishes in it, and what could not be granted, or at whose cost.
#[must_use]
pub fn with(wishes: &[Line<(String, Vec<String>)>]) -> (Vec<Binding>, Vec<Fault>) {
    let mut faults = Vec::new();
    let (own, commands) = granted(wishes, &mut faults);
    let mut all: Vec<Binding> = own.iter().map(|(binding, _)| *binding).collect();
    // Bare letters hold in lists only, where nobody misses them for anything else.
    let stays =
        |built_in: &&Binding| built_in.chord.is_bare() || !commands.contains(&built_in.command);
    for built_in in BINDINGS.iter().filter(stays) {
        let taker = own.iter().find(|(binding, _)| clash(binding, built_in));
        match taker {
            Some((_, line)) => faults.push(Fault {
                at: Source::File(*line),
                what: Wrong::Taken {
                    chord: built_in.chord.to_string(),
                    from: built_in.command.entry().map_or("", |entry| entry.id),
                },
            }),
            None => all.push(*built_in),
        }
    }
    (all, faults)
}

type Granted = (Vec<(Binding, usize)>, Vec<Command>);

/// The wishes that can be granted, with their lines, and the commands that have such a one.
fn granted(wishes: &[Line<(String, Vec<String>)>], faults: &mut Vec<Fault>) -> Granted {
    let (mut own, mut commands): Granted = (Vec::new(), Vec::new());
    for Line {
        line,
        is: (id, chords),
    } in wishes
    {
        let mut fault = |what| {
            let at = Source::File(*line);
            faults.push(Fault { at, what });
        };
        let Some(entry) = COMMANDS.iter().find(|entry| entry.id == id) else {
            fault(Wrong::NoCommand(id.clone()));
            continue;
        };
        for written in chords {
            let Some(chord) = Chord::parse(written) else {
                fault(Wrong::NoChord(written.clone()));
                continue;
            };
            if chord.is_bare() {
                fault(Wrong::Bare(written.clone()));
                continue;
            }
            for context in contexts_of(entry.command, chord) {
                let binding = Binding {
                    context,
                    chord,
                    command: entry.command,
                };
                match own.iter().find(|(other, _)| clash(other, &binding)) {
                    Some((_, first)) => fault(Wrong::Doubled {
                        chord: chord.to_string(),
                        line: *first,
                    }),
                    None => {
                        own.push((binding, *line));
                        commands.push(entry.command);
                    }
                }
            }
        }
    }
    (own, commands)
}

/// Where a wished chord holds: where it is built in for the command, else wherever the command has keys; lists without
/// typing have those of their screens too.
fn contexts_of(command: Command, chord: Chord) -> Vec<Context> {
    let bound = || BINDINGS.iter().filter(|binding| binding.command == command);
    let is_built_in = bound().any(|binding| binding.chord == chord);
    let bound = bound().filter(|binding| !is_built_in || binding.chord == chord);
    let mut contexts: Vec<Context> = bound.map(|binding| binding.context).collect();
    contexts.dedup();
    if contexts.len() > 1 {
        contexts.retain(|context| *context != Context::List);
    }
    contexts
}

/// Whether one chord would mean two commands somewhere.
fn clash(one: &Binding, other: &Binding) -> bool {
    let together = TOGETHER
        .iter()
        .any(|held| held.contains(&one.context) && held.contains(&other.context));
    together && one.chord == other.chord && one.command != other.command
}

impl Chord {
    /// Reads a chord as people write it: `Ctrl-S`, `alt+up`, `F5`, `Shift-Tab`; `None` for anything else.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let mut modifiers = NONE;
        let mut rest = written.trim();
        while let Some((held, after)) = modifier(rest) {
            modifiers |= held;
            rest = after;
        }
        let code = key_named(rest)?;
        match code {
            KeyCode::Tab if modifiers == SHIFT => Some(Self {
                code: KeyCode::BackTab,
                modifiers: NONE,
            }),
            KeyCode::Char(c) if modifiers.intersects(CTRL | ALT) => Some(Self {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                modifiers: modifiers - SHIFT,
            }),
            KeyCode::Char(_) if modifiers.contains(SHIFT) => None,
            code => Some(Self { code, modifiers }),
        }
    }

    /// Whether it is a character without Ctrl or Alt, which a person types.
    #[must_use]
    pub fn is_bare(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.modifiers.intersects(CTRL | ALT)
    }
}

fn modifier(written: &str) -> Option<(KeyModifiers, &str)> {
    let names = [("ctrl", CTRL), ("alt", ALT), ("shift", SHIFT)];
    names.into_iter().find_map(|(name, held)| {
        let head = written.get(..name.len())?;
        let rest = written.get(name.len()..)?.strip_prefix(['-', '+'])?;
        (head.eq_ignore_ascii_case(name) && !rest.is_empty()).then_some((held, rest))
    })
}

fn key_named(name: &str) -> Option<KeyCode> {
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.clone().next()) {
        let arrow = match c {
            '↑' => KeyCode::Up,
            '↓' => KeyCode::Down,
            '←' => KeyCode::Left,
            '→' => KeyCode::Right,
            c if c.is_ascii_graphic() => KeyCode::Char(c),
            _ => return None,
        };
        return Some(arrow);
    }
    let lower = name.to_ascii_lowercase();
    if let Some(number) = lower.strip_prefix('f') {
        let number = number
            .parse()
            .ok()
            .filter(|number| (1..=12).contains(number));
        return number.map(KeyCode::F);
    }
    Some(match lower.as_str() {
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "tab" => KeyCode::Tab,
        "enter" | "return" => KeyCode::Enter,
        "esc" | "escape" => KeyCode::Esc,
        "insert" | "ins" => KeyCode::Insert,
        "delete" | "del" => KeyCode::Delete,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" | "pgup" => KeyCode::PageUp,
        "pagedown" | "pgdn" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(line: usize, id: &str, chords: &[&str]) -> Line<(String, Vec<String>)> {
        let chords = chords.iter().map(|chord| (*chord).to_owned()).collect();
        Line {
            line,
            is: (id.to_owned(), chords),
        }
    }

    fn chords(all: &[Binding], command: Command) -> Vec<String> {
        let bound = all.iter().filter(|binding| binding.command == command);
        bound.map(|binding| binding.chord.to_string()).collect()
    }

    #[test]
    fn every_built_in_chord_is_read_back_as_it_is_shown() {
        for binding in BINDINGS {
            let shown = binding.chord.to_string();
            assert_eq!(Chord::parse(&shown), Some(binding.chord), "{shown}");
        }
        for wrong in [
            "",
            "Ctrl-",
            "Hyper-X",
            "F13",
            "科",
            "Shift-a",
            "Ctrl-Enter-X",
        ] {
            assert_eq!(Chord::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn wishes_stand_in_place_of_what_is_built_in() {
        let (all, faults) = with(&[wish(3, "draft.save", &["ctrl+w", "Alt-j"])]);
        assert_eq!(chords(&all, Command::Save), ["Ctrl-W", "Alt-J"]);
        assert_eq!(faults, []);
        let (all, faults) = with(&[wish(3, "write.mend", &["Ctrl-S"])]);
        assert_eq!(chords(&all, Command::Mend), ["Ctrl-S"]);
        assert_eq!(chords(&all, Command::Save), Vec::<String>::new());
        let what = Wrong::Taken {
            chord: "Ctrl-S".into(),
            from: "draft.save",
        };
        let at = Source::File(3);
        assert_eq!(faults, [Fault { at, what }]);
    }

    #[test]
    fn two_wishes_for_one_chord_are_told_with_both_lines() {
        let wishes = [
            wish(3, "draft.save", &["F2"]),
            wish(5, "draft.export", &["F2"]),
        ];
        let (all, faults) = with(&wishes);
        assert_eq!(chords(&all, Command::Save), ["F2"]);
        let doubled = |fault: &&Fault| matches!(fault.what, Wrong::Doubled { line: 3, .. });
        assert_eq!(faults.iter().filter(doubled).count(), 1);
        assert!(faults.iter().any(|fault| fault.at == Source::File(5)));
        // What it would have replaced stays.
        assert_eq!(chords(&all, Command::Export), ["F10", "Ctrl-E"]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (id, chord, code) in [
            ("no.such", "F2", "command"),
            ("draft.save", "x", "bare"),
            ("draft.save", "Hyper-S", "chord"),
        ] {
            let (all, faults) = with(&[wish(1, id, &[chord])]);
            let found = match &faults[0].what {
                Wrong::NoCommand(_) => "command",
                Wrong::Bare(_) => "bare",
                Wrong::NoChord(_) => "chord",
                _ => "",
            };
            assert_eq!((found, all.len()), (code, BINDINGS.len()), "{id} {chord}");
        }
    }
}
