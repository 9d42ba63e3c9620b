//! The card that a stranger sees first: what this is, and what to do, with the keys as they are set.

use crate::app::command::Command;
use crate::messages::welcome as words;
use crate::text::width::width;
use crate::tui::canvas::Line;
use crate::tui::model::Prefs;
use crate::tui::theme::Role;

/// The card's text, to be broken into rows of so many columns; in a demo it says so.
pub(super) fn card(prefs: Prefs, is_demo: bool, columns: usize) -> Vec<Line> {
    let mut lines = about(prefs, is_demo, columns);
    lines.push(Line::default());
    lines.push(Line::new(words::begin(prefs.lang), Role::Good));
    lines
}

/// The same without what is said only once.
pub(super) fn about(prefs: Prefs, is_demo: bool, columns: usize) -> Vec<Line> {
    let lang = prefs.lang;
    let key = |command| prefs.keys.chord_of(command).map(|chord| chord.to_string());
    let key = |command| key(command).unwrap_or_default();
    let list = key(Command::SwitchList);
    let write = words::write_how(
        lang,
        &key(Command::NextEmpty),
        &key(Command::NextFinding),
        &key(Command::CallWords),
        &key(Command::Export),
    );
    let review = words::review_how(
        lang,
        &list,
        &key(Command::Review),
        &key(Command::Annotate),
        &key(Command::Score),
    );
    let admin = words::admin_how(lang, &key(Command::Board), &key(Command::ImportAnnex));
    let (look, looking) = match is_demo {
        true => (words::demo(lang), words::demo_how(lang)),
        false => (words::look(lang), words::look_how(lang)),
    };
    let mut lines = Line::new(words::what(lang), Role::Text).wrapped(columns, prefs.ambiguous);
    lines.push(Line::default());
    let entries = [
        (words::write(lang), write.as_str()),
        (words::go_on(lang), &words::go_on_how(lang, &list)),
        (words::review(lang), &review),
        (words::admin(lang), &admin),
        (look, looking),
    ];
    let names = entries.iter().map(|(name, _)| width(name, prefs.ambiguous));
    let column = names.max().unwrap_or(0) + 2;
    for (name, how) in entries {
        lines.extend(entry(prefs, name, how, [column, columns]));
    }
    lines.push(Line::default());
    let keys = words::help(
        lang,
        &key(Command::Help),
        &key(Command::Palette),
        &key(Command::SwitchLanguage),
        &key(Command::Quit),
    );
    lines.extend(Line::new(keys, Role::Dim).wrapped(columns, prefs.ambiguous));
    lines
}

/// What somebody wants to do, and how beside it, from a column on.
fn entry(prefs: Prefs, name: &str, how: &str, [column, columns]: [usize; 2]) -> Vec<Line> {
    let ambiguous = prefs.ambiguous;
    let rows = Line::new(how, Role::Text).wrapped(columns.saturating_sub(column).max(2), ambiguous);
    let names = std::iter::once(name).chain(std::iter::repeat(""));
    let rows = rows.into_iter().zip(names).map(|(row, name)| {
        let mut line = Line::new(name, Role::Label).to_column(column, ambiguous);
        line.spans.extend(row.spans);
        line
    });
    rows.collect()
}
