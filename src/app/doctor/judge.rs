//! From facts to signs, in the order in which a person would look: terminal, language, git, workspace, drafts.

use super::{Facts, Repository, Sign, TerminalFacts, WorkspaceFacts};
use crate::app::failure::Failure;
use crate::domain::draft::DraftId;

/// The oldest git that versions are shared with: `merge-tree --write-tree` came with it.
const OLDEST_GIT: (u32, u32) = (2, 38);
/// Columns and rows that the screens need.
const SMALLEST: (u16, u16) = (60, 16);
/// How old a lock of git's is before it counts as left behind, in seconds: longer than any of git's own work takes.
const STALE: u64 = 600;
/// How old half a file is before it counts as left behind, in seconds.
const HALF: u64 = 3600;

/// What there is to say about the surroundings.
#[must_use]
pub fn judge(facts: &Facts) -> Vec<Sign> {
    let mut signs = terminal(&facts.terminal);
    signs.push(match is_utf8(&facts.locale) {
        true => Sign::Locale(facts.locale.clone()),
        false => Sign::NotUtf8(facts.locale.clone()),
    });
    signs.extend(facts.settings.iter().cloned().map(Sign::Setting));
    signs.extend(git(facts));
    match &facts.workspace {
        Ok(workspace) => signs.extend(workspace_signs(workspace, facts.git.is_some())),
        Err(Failure::ForeignWorkspace(path)) => signs.push(Sign::Theirs(path.clone())),
        Err(failure) => signs.push(Sign::WorkspaceFailed(failure.clone())),
    }
    signs
}

fn terminal(facts: &TerminalFacts) -> Vec<Sign> {
    if !facts.is_there {
        return vec![Sign::NoTerminal];
    }
    if facts.name.is_empty() || facts.name == "dumb" {
        return vec![Sign::Dumb(facts.name.clone())];
    }
    let size = match facts.size {
        None => Sign::NoSize,
        Some((width, height)) if width < SMALLEST.0 || height < SMALLEST.1 => {
            Sign::Small(width, height)
        }
        Some(size) => Sign::Terminal {
            name: facts.name.clone(),
            size,
        },
    };
    let colours = match facts.no_colour || facts.name.starts_with("vt") {
        true => Sign::NoColours,
        false => Sign::Colours,
    };
    let width = match facts.quote_columns {
        None => Sign::WidthUnknown,
        Some(columns) if columns == facts.quote_taken_for => Sign::Width(columns),
        Some(columns) => Sign::OtherWidth(columns),
    };
    vec![size, colours, width]
}

fn is_utf8(locale: &str) -> bool {
    let plain: String = locale
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    plain.contains("utf8")
}

fn git(facts: &Facts) -> Vec<Sign> {
    let Some(told) = &facts.git else {
        return vec![Sign::NoGit];
    };
    let name = told.trim().trim_start_matches("git version ").to_owned();
    let mut numbers = name.split('.').map(|part| part.parse::<u32>().ok());
    let version = (numbers.next().flatten(), numbers.next().flatten());
    let is_old = matches!(version, (Some(first), Some(second)) if (first, second) < OLDEST_GIT);
    let version = match is_old {
        true => Sign::OldGit(name),
        false => Sign::Git(name),
    };
    let author = match facts.author {
        true => Sign::Author,
        false => Sign::NoAuthor,
    };
    vec![version, author]
}

fn workspace_signs(facts: &WorkspaceFacts, has_git: bool) -> Vec<Sign> {
    if !facts.is_there {
        return vec![Sign::NoWorkspace(facts.path.clone())];
    }
    let mut signs = vec![match facts.is_ours {
        true => Sign::Workspace(facts.path.clone(), facts.drafts),
        false => Sign::Theirs(facts.path.clone()),
    }];
    if has_git {
        signs.push(repository(facts));
    }
    if !facts.settings.is_empty() {
        signs.push(Sign::NoSettings(facts.settings.clone()));
    }
    signs.extend(rights(facts));
    signs.extend(
        facts
            .locks
            .iter()
            .map(|lock| match lock.is_git_at_work || lock.age < STALE {
                true => Sign::Locked(lock.path.clone()),
                false => Sign::StaleLock(lock.path.clone()),
            }),
    );
    signs.extend(drafts(facts));
    let halves = facts.halves.iter().filter(|(_, age)| *age >= HALF);
    signs.extend(halves.map(|(path, _)| Sign::Half(path.clone())));
    signs
}

fn repository(facts: &WorkspaceFacts) -> Sign {
    match &facts.repository {
        Repository::None => Sign::NoRepository,
        Repository::Refused(said) => Sign::Unread(said.clone()),
        // Setting the drivers would be the first thing that this program leaves there; the user's word comes before.
        Repository::Foreign(runs) => Sign::Foreign(runs.clone()),
        Repository::Own if facts.drivers.is_empty() => Sign::Drivers,
        Repository::Own => Sign::NoDrivers(facts.drivers.clone()),
    }
}

fn rights(facts: &WorkspaceFacts) -> Vec<Sign> {
    let open = facts.open.iter();
    let open = open.map(|(path, mode)| Sign::Open(path.clone(), *mode));
    let mut signs: Vec<Sign> = open
        .chain(facts.closed.iter().cloned().map(Sign::Closed))
        .collect();
    if signs.is_empty() {
        signs.push(Sign::Private);
    }
    signs
}

fn drafts(facts: &WorkspaceFacts) -> Vec<Sign> {
    let broken = facts.broken.iter().map(|broken| {
        let (draft, failure) = (broken.draft.clone(), broken.failure.clone());
        match broken.has_copy {
            true => Sign::Broken(draft, failure),
            false => Sign::Lost(draft, failure),
        }
    });
    let held = facts.held.iter();
    let held = held.map(|(draft, holder)| Sign::Held(draft.clone(), holder.clone()));
    let is_held = |draft: &DraftId| facts.held.iter().any(|(held, _)| held == draft);
    let is_broken = |draft: &DraftId| facts.broken.iter().any(|broken| broken.draft == *draft);
    let journals = facts.journals.iter().filter_map(|left| {
        let draft = left.draft.clone();
        match left.edits {
            // A journal of an open draft is at work; one of a broken draft is its copy; an empty one says nothing.
            _ if is_held(&draft) || is_broken(&draft) => None,
            None => Some(Sign::Unclear(left.path.clone())),
            Some(_) if !left.has_draft => Some(Sign::Orphan(draft, left.path.clone())),
            Some(0) => None,
            Some(edits) => Some(Sign::Waiting(draft, edits)),
        }
    });
    broken.chain(held).chain(journals).collect()
}

#[cfg(test)]
mod tests;
