//! What goes out: an application, with where it is on its way, in one of several formats.
//!
//! Invariant: what has errors goes out only when that is asked for, and says so itself. Absent: the formats' bytes.

use crate::domain::draft::Draft;
use crate::domain::state::Step;

/// What an application can be written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    /// For other programs; becomes the same draft again.
    #[default]
    Json,
    /// To print, to sign and to seal.
    Docx,
    /// To reckon with.
    Xlsx,
    /// To read and to compare.
    Markdown,
}

impl Format {
    /// All, in the order that they are offered.
    pub const ALL: [Self; 4] = [Self::Json, Self::Docx, Self::Xlsx, Self::Markdown];

    /// Its name on the command line, and how the names of its files end.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Markdown => "md",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn with_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The one after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|format| *format == self);
        at.and_then(|at| Self::ALL.get(at + 1).copied())
            .unwrap_or_default()
    }

    /// The format that a file's name tells by its ending.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::with_name(&ending.to_lowercase())
    }

    /// The one before it, round and round.
    #[must_use]
    pub fn before(self) -> Self {
        let before = Self::ALL.into_iter().find(|format| format.next() == self);
        before.unwrap_or_default()
    }

    /// Whether it is text that can be shown.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Json | Self::Markdown)
    }
}

/// How an application goes out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Manner {
    /// As what.
    pub format: Format,
    /// Although there are errors.
    pub force: bool,
    /// Whether what a person reads in it is in English; Chinese otherwise.
    pub english: bool,
}

/// An application that goes out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Outgoing<'a> {
    /// The application.
    pub draft: &'a Draft,
    /// The steps it has gone.
    pub steps: &'a [Step],
    /// How.
    pub manner: Manner,
}
