//! The doctor's hands: looks at terminal, locale, git and workspace, and carries cures out.
//!
//! Invariants: looking changes nothing; a cure keeps aside whatever a person may have written. Absent: what the facts
//! mean (`app::doctor`); how wide the terminal draws, which only the terminal can tell and is given.

mod cures;
mod look;

use crate::app::doctor::{Clinic, Cure, Facts, TerminalFacts};
use crate::app::failure::Failure;
use crate::domain::settings::Fault;
use crate::store::git::program::Git;
use crate::store::paths::Paths;
use std::env;
use std::path::{Path, PathBuf};

/// How wide the terminal draws a “.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuoteWidth {
    /// The columns that it was seen to take; `None` where that could not be seen.
    pub seen: Option<u16>,
    /// The columns that the program takes it for.
    pub taken_for: u16,
}

/// The surroundings of this process.
#[derive(Debug)]
pub struct Surroundings {
    paths: Result<Paths, Failure>,
    quote: QuoteWidth,
    settings: Vec<Fault>,
}

impl Surroundings {
    /// The surroundings with the folders in use, or what stands in their way, and what is wrong with the settings.
    #[must_use]
    pub fn new(paths: Result<Paths, Failure>, quote: QuoteWidth, settings: Vec<Fault>) -> Self {
        Self {
            paths,
            quote,
            settings,
        }
    }
}

impl Clinic for Surroundings {
    fn facts(&mut self) -> Facts {
        let root = self.paths.as_ref().ok().map(|paths| &paths.workspace);
        // Asked from the top of the file system where there is no workspace: no repository around takes part.
        let folder = root.filter(|root| root.is_dir());
        let folder = folder.map_or_else(|| PathBuf::from("/"), Clone::clone);
        let told = Git::reading(&folder).text(&["--version"]).ok();
        Facts {
            terminal: terminal(self.quote),
            locale: locale(),
            settings: self.settings.clone(),
            author: told.is_some() && has_author(&folder),
            git: told,
            workspace: self.paths.clone().map(|paths| look::workspace(&paths)),
        }
    }

    fn mend(&mut self, cure: &Cure) -> Result<(), Failure> {
        cures::carry_out(&self.paths.clone()?, cure)
    }
}

fn terminal(quote: QuoteWidth) -> TerminalFacts {
    let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout()).ok();
    let size = size.map(|size| (size.ws_col, size.ws_row));
    TerminalFacts {
        is_there: rustix::termios::isatty(rustix::stdio::stdout()),
        name: set("TERM").unwrap_or_default(),
        size: size.filter(|(width, height)| *width > 0 && *height > 0),
        no_colour: set("NO_COLOR").is_some(),
        quote_columns: quote.seen,
        quote_taken_for: quote.taken_for,
    }
}

/// The locale for characters: the first of the variables that says something, in the order of POSIX.
fn locale() -> String {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"];
    let mut said = names.iter().filter_map(|name| env::var(name).ok());
    said.find(|value| !value.is_empty()).unwrap_or_default()
}

fn has_author(folder: &Path) -> bool {
    let asked = Git::own(folder).settings(&["user.useConfigOnly=true"]);
    let ended = asked.end(&["var", "GIT_AUTHOR_IDENT"]);
    ended.is_ok_and(|ended| ended.code == Some(0))
}
