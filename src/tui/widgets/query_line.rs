//! One line of input: what is searched for, where to export to.
//!
//! The state is the text-area package's; keys come as the same meanings as everywhere, never through its own key map.

use crate::tui::keymap::{Erase, Move};
use tui_textarea::{CursorMove, TextArea};

/// A line of input with a cursor.
#[derive(Clone, Debug, Default)]
pub struct QueryLine {
    area: TextArea<'static>,
}

impl QueryLine {
    /// A line that already has a text, the cursor at its end.
    #[must_use]
    pub fn with(text: &str) -> Self {
        let mut line = Self::default();
        line.insert(text);
        line
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// The text before the cursor.
    #[must_use]
    pub fn before_cursor(&self) -> &str {
        let text = self.text();
        let chars = self.area.cursor().1;
        text.char_indices()
            .nth(chars)
            .map_or(text, |(byte, _)| &text[..byte])
    }

    /// Types or pastes; line breaks and other control characters become spaces.
    pub fn insert(&mut self, text: &str) {
        let line: String = text
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        self.area.insert_str(line);
    }

    /// Empties the line.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes characters out; says whether there were any.
    pub fn erase(&mut self, what: Erase) -> bool {
        match what {
            Erase::Left => self.area.delete_char(),
            Erase::Right => self.area.delete_next_char(),
            Erase::WordLeft => self.area.delete_word(),
        }
    }

    /// Moves the cursor; moves up and down are not for one line.
    pub fn go(&mut self, to: Move) {
        let to = match to {
            Move::Left => CursorMove::Back,
            Move::Right => CursorMove::Forward,
            Move::WordLeft => CursorMove::WordBack,
            Move::WordRight => CursorMove::WordForward,
            Move::Home | Move::First => CursorMove::Head,
            Move::End | Move::Last => CursorMove::End,
            Move::Up | Move::Down | Move::PageUp | Move::PageDown => return,
        };
        self.area.move_cursor(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_never_breaks_and_knows_its_cursor() {
        let mut line = QueryLine::with("科技\n政策\u{1b}");
        assert_eq!(line.text(), "科技 政策 ");
        line.go(Move::Home);
        line.go(Move::Right);
        assert_eq!(line.before_cursor(), "科");
        line.insert("普");
        assert!(line.erase(Erase::Right));
        assert_eq!(line.text(), "科普 政策 ");
    }
}
