//! Keys: which chord asks for which command, in which context.
//!
//! Footer, help and the key reference are made from this table. Invariants (`tests/suite/laws/keymap.rs`): no chord
//! means two things in one context, every command has a chord, and every command has one that is no bare letter, for
//! with a Chinese input method switched on bare letters never arrive.

pub mod own;

use crate::app::command::Command;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::fmt;

/// A key with its modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// Ctrl and Alt; Shift only on keys that are no characters.
    pub modifiers: KeyModifiers,
}

/// Where the keys go.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Context {
    /// Everywhere.
    Everywhere,
    /// A list that one goes through and types nothing into.
    List,
    /// The catalog and the list of drafts.
    Home,
    /// The board.
    Board,
    /// The versions of a draft.
    History,
    /// The import of an annex.
    Import,
    /// A print that changed under a draft.
    Reissue,
    /// The form; characters go into the field.
    Form,
    /// The review of a draft.
    Review,
    /// Words typed about a draft.
    Note,
}

impl Context {
    /// Every context.
    pub const ALL: &'static [Self] = &[
        Self::Everywhere,
        Self::List,
        Self::Home,
        Self::Board,
        Self::History,
        Self::Import,
        Self::Reissue,
        Self::Form,
        Self::Review,
        Self::Note,
    ];
}

/// A move of the cursor or the list; no command, for it says the same everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// One to the left.
    Left,
    /// One to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// To the start of the row, then of the line.
    Home,
    /// To the end of the row, then of the line.
    End,
    /// To the very start.
    First,
    /// To the very end.
    Last,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
}

/// What takes characters out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erase {
    /// The character before the cursor.
    Left,
    /// The character after it.
    Right,
    /// The word before it.
    WordLeft,
}

/// What a chord means where the keys go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// A command of the table.
    Do(Command),
    /// A move; with Shift held it selects.
    Go(Move, bool),
    /// Takes characters out.
    Erase(Erase),
    /// Enter: takes what is pointed at, or breaks the line.
    Enter,
    /// A character to type.
    Type(char),
}

/// A row of the key table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Binding {
    /// Where it holds.
    pub context: Context,
    /// The chord.
    pub chord: Chord,
    /// The command.
    pub command: Command,
}

const CTRL: KeyModifiers = KeyModifiers::CONTROL;
const ALT: KeyModifiers = KeyModifiers::ALT;
const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;

const fn key(
    context: Context,
    code: KeyCode,
    modifiers: KeyModifiers,
    command: Command,
) -> Binding {
    Binding {
        context,
        chord: Chord { code, modifiers },
        command,
    }
}

const fn ctrl(context: Context, letter: char, command: Command) -> Binding {
    key(context, KeyCode::Char(letter), CTRL, command)
}

const fn f(context: Context, number: u8, command: Command) -> Binding {
    key(context, KeyCode::F(number), NONE, command)
}

const fn bare(context: Context, letter: char, command: Command) -> Binding {
    key(context, KeyCode::Char(letter), NONE, command)
}

/// The key table. The first chord of a command is the one that footer and palette show.
pub const BINDINGS: &[Binding] = &[
    f(Context::Everywhere, 1, Command::Help),
    ctrl(Context::Everywhere, 'p', Command::Palette),
    key(Context::Everywhere, KeyCode::Esc, NONE, Command::Back),
    ctrl(Context::Everywhere, 'q', Command::Quit),
    ctrl(Context::Everywhere, 'l', Command::Redraw),
    f(Context::Everywhere, 12, Command::SwitchLanguage),
    ctrl(Context::Everywhere, 'u', Command::Sync),
    key(
        Context::Everywhere,
        KeyCode::Char('u'),
        ALT,
        Command::Received,
    ),
    bare(Context::List, '?', Command::Help),
    bare(Context::List, ':', Command::Palette),
    bare(Context::List, 'q', Command::Back),
    ctrl(Context::Home, 'f', Command::Find),
    bare(Context::Home, '/', Command::Find),
    key(Context::Home, KeyCode::Tab, NONE, Command::SwitchList),
    ctrl(Context::Home, 'n', Command::NewDraft),
    ctrl(Context::Home, 'o', Command::OpenDraft),
    f(Context::Home, 2, Command::ShowProject),
    key(Context::Home, KeyCode::Right, NONE, Command::ShowProject),
    ctrl(Context::Home, 'b', Command::Board),
    f(Context::Home, 5, Command::Board),
    f(Context::Home, 9, Command::ImportAnnex),
    key(Context::Import, KeyCode::Tab, NONE, Command::Settle),
    ctrl(Context::Import, 's', Command::KeepCall),
    f(Context::Import, 10, Command::KeepCall),
    key(Context::Board, KeyCode::Tab, NONE, Command::Mark),
    ctrl(Context::Board, 'a', Command::MarkAll),
    ctrl(Context::Board, 't', Command::SortBy),
    f(Context::Board, 7, Command::SortBy),
    ctrl(Context::Board, 'g', Command::GroupBy),
    f(Context::Board, 8, Command::GroupBy),
    ctrl(Context::Board, 'o', Command::OpenDraft),
    ctrl(Context::Board, 'k', Command::CheckMarked),
    f(Context::Board, 6, Command::CheckMarked),
    ctrl(Context::Board, 'e', Command::ExportMarked),
    f(Context::Board, 10, Command::ExportMarked),
    ctrl(Context::Board, 'd', Command::StepMarked),
    f(Context::Board, 9, Command::StepMarked),
    key(Context::Form, KeyCode::Tab, NONE, Command::NextField),
    key(
        Context::Form,
        KeyCode::BackTab,
        NONE,
        Command::PreviousField,
    ),
    f(Context::Form, 8, Command::NextSection),
    key(Context::Form, KeyCode::PageDown, CTRL, Command::NextSection),
    f(Context::Form, 7, Command::PreviousSection),
    key(
        Context::Form,
        KeyCode::PageUp,
        CTRL,
        Command::PreviousSection,
    ),
    f(Context::Form, 3, Command::Sections),
    ctrl(Context::Form, 'g', Command::Sections),
    f(Context::Form, 6, Command::NextEmpty),
    ctrl(Context::Form, 'n', Command::NextEmpty),
    f(Context::Form, 4, Command::NextFinding),
    f(Context::Form, 5, Command::Findings),
    f(Context::Form, 2, Command::CallWords),
    ctrl(Context::Form, 'k', Command::Checklist),
    f(Context::Form, 11, Command::History),
    ctrl(Context::Form, 'b', Command::History),
    key(Context::History, KeyCode::Tab, NONE, Command::Mark),
    ctrl(Context::History, 'r', Command::Restore),
    key(Context::Form, KeyCode::Char('p'), ALT, Command::Reissue),
    ctrl(Context::Reissue, 't', Command::MoveOver),
    f(Context::Reissue, 10, Command::MoveOver),
    f(Context::Form, 9, Command::EditOutside),
    ctrl(Context::Form, 'o', Command::Choose),
    ctrl(Context::Form, 'r', Command::Mend),
    key(Context::Form, KeyCode::Char('r'), ALT, Command::MendOther),
    ctrl(Context::Form, 's', Command::Save),
    key(
        Context::Form,
        KeyCode::Char('s'),
        ALT,
        Command::SaveWithWords,
    ),
    ctrl(Context::Form, 'z', Command::Undo),
    ctrl(Context::Form, 'y', Command::Redo),
    ctrl(Context::Form, 'c', Command::Copy),
    ctrl(Context::Form, 'x', Command::Cut),
    ctrl(Context::Form, 'a', Command::SelectAll),
    ctrl(Context::Form, 't', Command::AddRow),
    key(Context::Form, KeyCode::Insert, NONE, Command::AddRow),
    ctrl(Context::Form, 'd', Command::RemoveRow),
    key(Context::Form, KeyCode::Up, ALT, Command::RaiseRow),
    key(Context::Form, KeyCode::Down, ALT, Command::LowerRow),
    f(Context::Form, 10, Command::Export),
    ctrl(Context::Form, 'e', Command::Export),
    key(Context::Home, KeyCode::Char('v'), ALT, Command::Review),
    key(Context::Board, KeyCode::Char('v'), ALT, Command::Review),
    key(Context::Form, KeyCode::Char('v'), ALT, Command::Review),
    f(Context::Review, 8, Command::NextChange),
    ctrl(Context::Review, 'n', Command::NextChange),
    bare(Context::Review, 'n', Command::NextChange),
    f(Context::Review, 7, Command::PreviousChange),
    bare(Context::Review, 'N', Command::PreviousChange),
    f(Context::Review, 2, Command::Unfold),
    bare(Context::Review, 'u', Command::Unfold),
    f(Context::Review, 9, Command::SwitchView),
    bare(Context::Review, 'v', Command::SwitchView),
    ctrl(Context::Review, 'b', Command::PickBase),
    bare(Context::Review, 'b', Command::PickBase),
    ctrl(Context::Review, 'f', Command::Find),
    bare(Context::Review, '/', Command::Find),
    f(Context::Review, 3, Command::FindNext),
    f(Context::Review, 6, Command::NextRemark),
    bare(Context::Review, ']', Command::NextRemark),
    f(Context::Review, 5, Command::PreviousRemark),
    bare(Context::Review, '[', Command::PreviousRemark),
    f(Context::Review, 4, Command::NextOpen),
    bare(Context::Review, 'o', Command::NextOpen),
    ctrl(Context::Review, 'g', Command::FilterRemarks),
    bare(Context::Review, 'f', Command::FilterRemarks),
    key(Context::Form, KeyCode::Char('n'), ALT, Command::NextOpen),
    ctrl(Context::Review, 't', Command::Annotate),
    bare(Context::Review, 'a', Command::Annotate),
    ctrl(Context::Review, 'e', Command::Suggest),
    bare(Context::Review, 's', Command::Suggest),
    key(Context::Review, KeyCode::Char('y'), ALT, Command::Reply),
    bare(Context::Review, 'r', Command::Reply),
    key(Context::Form, KeyCode::Char('y'), ALT, Command::Reply),
    key(Context::Review, KeyCode::Char('d'), ALT, Command::Resolve),
    bare(Context::Review, 'x', Command::Resolve),
    key(Context::Form, KeyCode::Char('d'), ALT, Command::Resolve),
    ctrl(Context::Review, 'o', Command::Amend),
    bare(Context::Review, 'e', Command::Amend),
    key(Context::Review, KeyCode::Delete, NONE, Command::Withdraw),
    bare(Context::Review, 'd', Command::Withdraw),
    ctrl(Context::Review, 'z', Command::Undo),
    ctrl(Context::Review, 'y', Command::Redo),
    ctrl(Context::Review, 'r', Command::PinRemark),
    bare(Context::Review, 't', Command::PinRemark),
    ctrl(Context::Review, 'k', Command::MarkSeen),
    bare(Context::Review, 'm', Command::MarkSeen),
    key(
        Context::Review,
        KeyCode::Char('k'),
        ALT,
        Command::MarkUnseen,
    ),
    bare(Context::Review, 'M', Command::MarkUnseen),
    key(Context::Review, KeyCode::Char('a'), ALT, Command::Accept),
    bare(Context::Review, 'y', Command::Accept),
    key(Context::Form, KeyCode::Char('a'), ALT, Command::Accept),
    key(Context::Review, KeyCode::Char('l'), ALT, Command::AcceptAll),
    bare(Context::Review, 'Y', Command::AcceptAll),
    key(Context::Form, KeyCode::Char('l'), ALT, Command::AcceptAll),
    key(Context::Review, KeyCode::Char('x'), ALT, Command::Refuse),
    key(Context::Form, KeyCode::Char('x'), ALT, Command::Refuse),
    f(Context::Review, 10, Command::Score),
    bare(Context::Review, 'c', Command::Score),
    f(Context::Review, 11, Command::Summary),
    bare(Context::Review, 'i', Command::Summary),
    key(Context::Review, KeyCode::Char('w'), ALT, Command::TakeUp),
    bare(Context::Review, 'w', Command::TakeUp),
    key(Context::Form, KeyCode::Char('w'), ALT, Command::TakeUp),
    key(Context::Note, KeyCode::Enter, ALT, Command::BreakLine),
    ctrl(Context::Note, 'n', Command::BreakLine),
];

impl Chord {
    /// The chord of a key event. Letters come in lower case when Ctrl or Alt is held.
    #[must_use]
    pub fn of(event: &KeyEvent) -> Self {
        let held = event.modifiers & (CTRL | ALT | SHIFT);
        match event.code {
            KeyCode::Char(c) if held.intersects(CTRL | ALT) => Self {
                code: KeyCode::Char(c.to_ascii_lowercase()),
                modifiers: held - SHIFT,
            },
            KeyCode::Char(_) | KeyCode::BackTab => Self {
                code: event.code,
                modifiers: held - SHIFT,
            },
            KeyCode::Tab if held.contains(SHIFT) => Self {
                code: KeyCode::BackTab,
                modifiers: held - SHIFT,
            },
            code => Self {
                code,
                modifiers: held,
            },
        }
    }
}

/// The keys that hold: those built in, or with a person's own in their place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keymap(pub &'static [Binding]);

impl Default for Keymap {
    fn default() -> Self {
        Self(BINDINGS)
    }
}

impl Keymap {
    /// What a key event means where the keys go. A context also has the bindings that hold everywhere; `is_text` says
    /// which characters are text there.
    #[must_use]
    pub fn meaning(
        self,
        contexts: &[Context],
        is_text: impl Fn(char) -> bool,
        event: &KeyEvent,
    ) -> Option<Meaning> {
        let chord = Chord::of(event);
        if let KeyCode::Char(c) = chord.code
            && chord.modifiers.is_empty()
            && is_text(c)
        {
            return Some(Meaning::Type(c));
        }
        let holds = |binding: &&Binding| {
            binding.chord == chord
                && (binding.context == Context::Everywhere || contexts.contains(&binding.context))
        };
        let bound = self.0.iter().find(holds);
        bound
            .map(|binding| Meaning::Do(binding.command))
            .or_else(|| stroke(chord))
            .or_else(|| letter_move(chord))
    }

    /// The bindings of a command; the first is the one that footer and palette show.
    pub fn of(self, command: Command) -> impl Iterator<Item = &'static Binding> {
        let all = self.0.iter();
        all.filter(move |binding| binding.command == command)
    }

    /// Whether some chord asks for a command in one of these contexts, or everywhere.
    #[must_use]
    pub fn is_in(self, command: Command, contexts: &[Context]) -> bool {
        let there = |context| context == Context::Everywhere || contexts.contains(&context);
        self.of(command).any(|binding| there(binding.context))
    }

    /// Whether a command is of these contexts themselves, and not one that is had everywhere or in every list.
    #[must_use]
    pub fn is_of(self, command: Command, contexts: &[Context]) -> bool {
        let everywhere = |context| matches!(context, Context::Everywhere | Context::List);
        self.of(command)
            .any(|binding| contexts.contains(&binding.context) && !everywhere(binding.context))
    }

    /// The chord that footer and palette show for a command.
    #[must_use]
    pub fn chord_of(self, command: Command) -> Option<Chord> {
        self.of(command).next().map(|binding| binding.chord)
    }
}

/// What keys mean everywhere: moves, Enter, erasing.
fn stroke(chord: Chord) -> Option<Meaning> {
    let selects = chord.modifiers.contains(SHIFT);
    let held = chord.modifiers - SHIFT;
    let go = |to| Some(Meaning::Go(to, selects));
    match (chord.code, held) {
        (KeyCode::Up, NONE) => go(Move::Up),
        (KeyCode::Down, NONE) => go(Move::Down),
        (KeyCode::Left, NONE) => go(Move::Left),
        (KeyCode::Right, NONE) => go(Move::Right),
        (KeyCode::Left, CTRL | ALT) => go(Move::WordLeft),
        (KeyCode::Right, CTRL | ALT) => go(Move::WordRight),
        (KeyCode::Home, NONE) => go(Move::Home),
        (KeyCode::End, NONE) => go(Move::End),
        (KeyCode::Home, CTRL) => go(Move::First),
        (KeyCode::End, CTRL) => go(Move::Last),
        (KeyCode::PageUp, NONE) => go(Move::PageUp),
        (KeyCode::PageDown, NONE) => go(Move::PageDown),
        (KeyCode::Enter, _) => Some(Meaning::Enter),
        (KeyCode::Char('m' | 'j'), CTRL) => Some(Meaning::Enter),
        (KeyCode::Backspace, NONE) => Some(Meaning::Erase(Erase::Left)),
        (KeyCode::Char('h'), CTRL) => Some(Meaning::Erase(Erase::Left)),
        (KeyCode::Backspace, CTRL | ALT) => Some(Meaning::Erase(Erase::WordLeft)),
        (KeyCode::Char('w'), CTRL) => Some(Meaning::Erase(Erase::WordLeft)),
        (KeyCode::Delete, NONE) => Some(Meaning::Erase(Erase::Right)),
        _ => None,
    }
}

/// j, k, g, G for those who know them; only where nothing is typed.
fn letter_move(chord: Chord) -> Option<Meaning> {
    let go = |to| Some(Meaning::Go(to, false));
    match (chord.code, chord.modifiers) {
        (KeyCode::Char('j'), NONE) => go(Move::Down),
        (KeyCode::Char('k'), NONE) => go(Move::Up),
        (KeyCode::Char('g'), NONE) => go(Move::First),
        (KeyCode::Char('G'), NONE) => go(Move::Last),
        (KeyCode::Char(' '), NONE) => go(Move::PageDown),
        _ => None,
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(CTRL, "Ctrl-"), (ALT, "Alt-"), (SHIFT, "Shift-")] {
            if self.modifiers.contains(held) {
                out.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(c) if self.modifiers.intersects(CTRL | ALT) => {
                write!(out, "{}", c.to_ascii_uppercase())
            }
            KeyCode::Char(' ') => out.write_str("Space"),
            KeyCode::Char(c) => write!(out, "{c}"),
            KeyCode::F(number) => write!(out, "F{number}"),
            KeyCode::BackTab => out.write_str("Shift-Tab"),
            KeyCode::Up => out.write_str("↑"),
            KeyCode::Down => out.write_str("↓"),
            KeyCode::Left => out.write_str("←"),
            KeyCode::Right => out.write_str("→"),
            KeyCode::PageUp => out.write_str("PgUp"),
            KeyCode::PageDown => out.write_str("PgDn"),
            KeyCode::Insert => out.write_str("Ins"),
            other => write!(out, "{other:?}"),
        }
    }
}
