//! What each part of a screen looks like: one table from role to style, for every kind of terminal.
//!
//! Invariants: colour is never the only sign; every role that says something also has a mark or words. True colours are
//! readable on the usual grounds of their kind (contrast of 4.5 and more, WCAG 2: `tests/suite/laws/theme.rs`).

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

impl Role {
    /// Every role.
    pub const ALL: [Self; 16] = [
        Self::Text,
        Self::Title,
        Self::Label,
        Self::Focus,
        Self::Print,
        Self::Dim,
        Self::Chosen,
        Self::Selected,
        Self::Match,
        Self::Error,
        Self::Warning,
        Self::Advice,
        Self::Good,
        Self::Status,
        Self::Key,
        Self::Border,
    ];
}

/// Which colours may be used, and for what ground.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// The terminal's own sixteen colours: right on light and dark grounds, for only their foregrounds are used.
    #[default]
    Sixteen,
    /// True colours for light grounds.
    Light,
    /// True colours for dark grounds.
    Dark,
    /// None: weight and reverse only (`NO_COLOR`, monochrome terminals).
    Plain,
}

impl Theme {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Sixteen, Self::Light, Self::Dark, Self::Plain];

    /// The theme that settings call by this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "16" => Some(Self::Sixteen),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            "none" => Some(Self::Plain),
            _ => None,
        }
    }

    /// The style of a role.
    #[must_use]
    pub fn style(self, role: Role) -> Style {
        let style = weight(role);
        let colour = match self {
            Self::Plain => None,
            Self::Sixteen => colour(role),
            Self::Light => light(role),
            Self::Dark => dark(role),
        };
        match (self, colour) {
            (_, None) => style,
            (Self::Sixteen, Some(colour)) => style.fg(colour),
            // Dimming would take from the contrast that the colour was chosen for.
            (_, Some(colour)) => style.remove_modifier(Modifier::DIM).fg(colour),
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

fn light(role: Role) -> Option<Color> {
    match role {
        Role::Error => Some(Color::Rgb(0xb0, 0x00, 0x20)),
        Role::Warning => Some(Color::Rgb(0x7a, 0x3e, 0x00)),
        Role::Advice | Role::Print => Some(Color::Rgb(0x00, 0x54, 0x66)),
        Role::Good => Some(Color::Rgb(0x1b, 0x5e, 0x20)),
        Role::Focus | Role::Key => Some(Color::Rgb(0x0b, 0x3d, 0x91)),
        Role::Dim => Some(Color::Rgb(0x4d, 0x4d, 0x4d)),
        Role::Border => Some(Color::Rgb(0x5c, 0x5c, 0x5c)),
        _ => None,
    }
}

fn dark(role: Role) -> Option<Color> {
    match role {
        Role::Error => Some(Color::Rgb(0xff, 0x8a, 0x80)),
        Role::Warning => Some(Color::Rgb(0xff, 0xcc, 0x80)),
        Role::Advice | Role::Print => Some(Color::Rgb(0x80, 0xde, 0xea)),
        Role::Good => Some(Color::Rgb(0xa5, 0xd6, 0xa7)),
        Role::Focus | Role::Key => Some(Color::Rgb(0x90, 0xca, 0xf9)),
        Role::Dim => Some(Color::Rgb(0xb0, 0xbe, 0xc5)),
        Role::Border => Some(Color::Rgb(0x90, 0xa4, 0xae)),
        _ => None,
    }
}
