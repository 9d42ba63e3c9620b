//! What goes out: an application, with where it is on its way, in one of several formats.
//!
//! Invariant: what has errors goes out only when that is asked for, and says so itself. Absent: the formats' bytes.

use crate::domain::draft::Draft;
use crate::domain::review::Notebook;
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
    pub const ALL: [Self; 4] = [Self::Docx, Self::Xlsx, Self::Markdown, Self::Json];

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

    /// The format that a file's name tells by its ending.
    #[must_use]
    pub fn of_file(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::with_name(&ending.to_lowercase())
    }

    /// Whether it is text that can be shown.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Json | Self::Markdown)
    }
}

/// What a board can be written as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BoardFormat {
    /// With sums and a chart.
    Xlsx,
    /// For other programs.
    Csv,
}

impl BoardFormat {
    /// Its name on the command line, and how the names of its files end.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }
}

/// Something that is offered to be written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Offer {
    /// An application.
    Application(Format),
    /// An application in Word, with what reviewers wrote.
    Reviewed,
    /// The board itself.
    Board(BoardFormat),
}

impl Offer {
    /// What is offered for one application: first what is printed and sealed.
    #[must_use]
    pub fn of_draft() -> Vec<Self> {
        let mut offers: Vec<Self> = Format::ALL.map(Self::Application).to_vec();
        offers.insert(1, Self::Reviewed);
        offers
    }

    /// What is offered on the board: each of the drafts, or all of them in one table.
    #[must_use]
    pub fn of_board() -> Vec<Self> {
        let mut offers: Vec<Self> = Format::ALL.map(Self::Application).to_vec();
        offers.extend([BoardFormat::Xlsx, BoardFormat::Csv].map(Self::Board));
        offers
    }

    /// This offer, unless a file's name tells another format by its ending.
    #[must_use]
    pub fn for_file(self, name: &str) -> Self {
        match (Format::of_file(name), self) {
            (Some(Format::Docx), Self::Reviewed) | (None, _) => self,
            (Some(format), _) => Self::Application(format),
        }
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
    /// With what reviewers wrote.
    pub reviewed: bool,
    /// In place of a file that is there.
    pub replace: bool,
}

/// An application that goes out.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Outgoing<'a> {
    /// The application.
    pub draft: &'a Draft,
    /// The steps it has gone.
    pub steps: &'a [Step],
    /// What reviewers wrote, where it goes out too.
    pub notebooks: &'a [Notebook],
    /// How many reviewers are not shown to whoever asks.
    pub hidden: usize,
    /// How.
    pub manner: Manner,
}
