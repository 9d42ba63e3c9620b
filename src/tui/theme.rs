//! What each part of a screen looks like: one table from role to style, for every kind of terminal.
//!
//! Invariant: colour is never the only sign; every role that says something also has a mark or words.

use ratatui::style::{Color, Modifier, Style};

/// What a stretch of text is, on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Role {
    /// Text.
    #[default]
    Text,
    /// Where one is: the title line.
    Title,
    /// Names of things.
    Label,
    /// The name of the thing one is at.
    Focus,
    /// Printed words of the call.
    Print,
    /// Less important.
    Dim,
    /// The row one is at, in a list.
    Chosen,
    /// Selected text.
    Selected,
    /// Letters that matched what was searched.
    Match,
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// Advice.
    Advice,
    /// All is well.
    Good,
    /// The status line.
    Status,
    /// A key in the footer.
    Key,
    /// Lines around panels.
    Border,
    /// Words that only the draft has.
    Added,
    /// Words that only the base has.
    Removed,
    /// Words that somebody remarks on.
    Pinned,
    /// Words that only the draft has, and that somebody remarks on.
    PinnedAdded,
    /// A person who remarks, by the letter they have.
    Person(u8),
}

/// How many colours may be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// The terminal's own sixteen colours: right on light and dark grounds, for only their foregrounds are used.
    #[default]
    Sixteen,
    /// None: weight and reverse only (`NO_COLOR`, monochrome terminals).
    Plain,
}

impl Theme {
    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let style = weight(role);
        match (self, colour(role)) {
            (Self::Sixteen, Some(colour)) => style.fg(colour),
            _ => style,
        }
    }
}

/// The colours of people, in the order of their letters.
const PEOPLE: [Color; 5] = [
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Yellow,
    Color::Green,
];

fn weight(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Title | Role::Chosen | Role::Selected | Role::Status => {
            style.add_modifier(Modifier::REVERSED)
        }
        Role::Focus | Role::Key | Role::Error | Role::Added => style.add_modifier(Modifier::BOLD),
        Role::Removed => style.add_modifier(Modifier::CROSSED_OUT),
        Role::Person(_) => style.add_modifier(Modifier::BOLD),
        Role::PinnedAdded => style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Match | Role::Pinned => style.add_modifier(Modifier::UNDERLINED),
        Role::Dim | Role::Border => style.add_modifier(Modifier::DIM),
        _ => style,
    }
}

fn colour(role: Role) -> Option<Color> {
    match role {
        Role::Error | Role::Removed => Some(Color::Red),
        Role::Warning => Some(Color::Magenta),
        Role::Advice | Role::Print => Some(Color::Cyan),
        Role::Good | Role::Added | Role::PinnedAdded => Some(Color::Green),
        Role::Person(letter) => PEOPLE.get(usize::from(letter)).copied(),
        Role::Focus | Role::Key => Some(Color::Blue),
        _ => None,
    }
}
