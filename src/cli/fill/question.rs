//! Questions: what is asked at a place, what stands there now, what can be answered; and the long explanation.

use super::spoken;
use crate::app::sections::answers;
use crate::app::session::Session;
use crate::domain::field::FieldPath;
use crate::domain::form::{TableRole, Words};
use crate::domain::outline::Asks;
use crate::messages::{Lang, fill as says, form};
use crate::text::wordcount::count_chars;

/// The question at a field: its name, what it should come to, what stands there.
pub(super) fn question(lang: Lang, session: &Session, at: &FieldPath) -> String {
    let mut lines = vec![form::address(lang, session, at)];
    let asks = session.asked_at(at);
    if let Some(Asks::Promise(_, measure)) = asks {
        lines.push(form::measure(lang, measure));
    }
    let held = session.draft().text(at);
    let offered = answers(session, at);
    lines.push(match asks.is_some_and(|asks| asks.is_required()) {
        _ if held.contains('\n') => {
            format!("{}\n{held}", says::holds_lines(lang, count_chars(held)))
        }
        _ if !held.is_empty() => says::holds(lang, &words_of(lang, &offered, held)),
        true => says::empty_required(lang).to_owned(),
        false => says::empty(lang).to_owned(),
    });
    if session.draft().conflicts.contains_key(at) {
        lines.push(spoken::judged(lang, session, at));
    }
    if !offered.is_empty() {
        let all: Vec<usize> = (0..offered.len()).collect();
        lines.push(says::choose(lang).to_owned());
        lines.push(answer_lines(lang, &offered, &all));
    } else if asks.is_some_and(|asks| asks.is_paragraph()) {
        lines.push(says::several_lines(lang).to_owned());
    }
    lines.join("\n")
}

/// What a person reads for what the draft holds.
pub(super) fn words_of(lang: Lang, offered: &[(String, Words)], held: &str) -> String {
    let meant = offered.iter().find(|(id, _)| id == held);
    meant
        .map_or(held, |(_, words)| lang.words(words))
        .to_owned()
}

/// Some of the answers, each with its number.
pub(super) fn answer_lines(lang: Lang, offered: &[(String, Words)], some: &[usize]) -> String {
    let some = some
        .iter()
        .filter_map(|index| Some((index, offered.get(*index)?)));
    let lines = some.map(|(index, (_, words))| {
        let (number, words) = (index + 1, lang.words(words));
        // An indicator brings its own number along.
        let own = words.strip_prefix(&format!("{number} "));
        says::answer_line(lang, number, own.map_or(words, str::trim_start))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// What belongs at a place, and what the call prints about it.
pub(super) fn explained(lang: Lang, session: &Session, at: &FieldPath) -> String {
    let mut lines = Vec::new();
    let project = session.project();
    match session.asked_at(at) {
        Some(Asks::Field(field) | Asks::Cell(field)) => {
            lines.push(lang.words(&field.help).to_owned());
            let sizes = [field.min_chars, field.max_chars];
            if let [_, Some(most)] = sizes {
                lines.push(form::chars_of(
                    lang,
                    count_chars(session.draft().text(at)),
                    most,
                ));
            }
            let budget = session.call().form.table_of(TableRole::Budget);
            if budget.is_some_and(|(name, _)| name == at.head()) {
                lines.push(lang.labelled(form::scope_title(lang), &project.scope.text));
            }
        }
        Some(Asks::Promise(indicator, _) | Asks::Proof(indicator) | Asks::Answer(indicator)) => {
            lines.push(says::from_call(lang, &indicator.text));
        }
        None => {}
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
