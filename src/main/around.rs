//! Verbs that look at the surroundings, and need no workspace to be there: `init`, `config`, `doctor`.

use crate::wishes::Wishes;
use shenbao::app::failure::Failure;
use shenbao::cli;
use shenbao::cli::output::Answer;
use shenbao::domain::branches::Branches;
use shenbao::messages::{self, Lang};
use shenbao::store::doctor::QuoteWidth;
use shenbao::store::{paths, settings, workspace};
use shenbao::text::width::Ambiguous;
use shenbao::tui::terminal::ruler;
use std::path::Path;

/// How wide the terminal draws a “, and how wide the screens take it for.
pub fn quote_width(taken_for: Option<Ambiguous>) -> QuoteWidth {
    let seen = ruler::quote_columns();
    QuoteWidth {
        seen,
        taken_for: match taken_for {
            Some(Ambiguous::Narrow) => 1,
            Some(Ambiguous::Wide) => 2,
            // The screens ask as well.
            None => seen.unwrap_or(1),
        },
    }
}

/// `config`: shows the settings, or writes a file to begin with.
pub fn config(init: bool, wishes: &Wishes) -> Result<Answer, Failure> {
    let (lang, shown) = (wishes.lang(), wishes.shown());
    if !init {
        return Ok(cli::config::show(lang, &shown));
    }
    let path = paths::settings_file().ok_or(Failure::NoHome)?;
    let text = messages::settings::template(lang, &shown.keys);
    settings::create(&path, &text)?;
    Ok(cli::config::made(lang, &path.to_string_lossy()))
}

/// `init`: makes a workspace in a folder.
pub fn init(lang: Lang, folder: &Path, branches: Option<Branches>) -> Result<Answer, Failure> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let paths = paths::find(Some(&folder), &folder)?;
    let runs = workspace::init(&paths, branches)?;
    Ok(cli::made_workspace(lang, &folder.to_string_lossy(), &runs))
}
