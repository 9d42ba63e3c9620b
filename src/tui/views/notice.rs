//! What the status line says about the last thing that happened.

use super::{Canvas, Frame, Line, Rect, Role};
use crate::app::failure::{Failure, GitFailure};
use crate::messages::{
    Lang, board, commands, facing, failures, import, reissue, settings, shell, versions,
};
use crate::text::visible::visible;
use crate::tui::model::Notice;

/// The sentence.
pub(super) fn words(lang: Lang, notice: &Notice) -> String {
    let plain = |told: &str| told.to_owned();
    match notice {
        Notice::NotNow(why) => shell::not_now(lang, commands::not_now(lang, *why)),
        Notice::Failed(failure) => {
            let (message, hint) = (
                failures::message(lang, failure),
                failures::hint(lang, failure),
            );
            let message = message.trim_end();
            // After a Chinese full stop there is no blank.
            let between = if message.ends_with('。') { "" } else { " " };
            format!("{message}{between}{hint}")
        }
        Notice::KeptNowhere(failure) => {
            shell::kept_nowhere(lang, &failures::message(lang, failure))
        }
        Notice::Kept(None) => plain(versions::nothing_new(lang)),
        Notice::Kept(Some(version)) => {
            versions::saved(lang, version.short(), &visible(&version.message))
        }
        Notice::Copied(chars) => shell::copied(lang, *chars),
        Notice::Exported(path) => shell::exported(lang, path),
        Notice::Recovered(edits) => shell::recovered(lang, *edits),
        Notice::SetAside(id) => shell::set_aside(lang, id),
        Notice::Created(id) => shell::created(lang, id),
        Notice::Progress { done, all } => board::progress(lang, *done, *all),
        Notice::ExportedMany(files) => board::exported_many(lang, *files),
        Notice::NoAuthor => plain(versions::no_author(lang)),
        Notice::Stopping => plain(versions::stopping(lang)),
        Notice::Shared(shared) => versions::shared_briefly(lang, shared),
        Notice::Stepped(drafts, state) => board::stepped(lang, *drafts, board::state(lang, *state)),
        Notice::Refreshed => plain(shell::refreshed(lang)),
        Notice::Yours(who) => shell::yours(lang, &visible(who)),
        Notice::Joined(0) => plain(versions::joined(lang)),
        Notice::Joined(dropped) => versions::joined_but(lang, *dropped),
        Notice::NotTaken(why) => plain(import::not_taken(lang, *why)),
        Notice::Reissued(parts) => reissue::changed(lang, *parts),
        Notice::Dropped(code) => reissue::gone(lang, code.as_str()),
        Notice::MovedOn(code) => reissue::moved_on(lang, code.as_str()),
        Notice::CallKept(folder) => import::kept(lang, &visible(folder)),
        Notice::Settings(count, first) => {
            settings::notice(lang, *count, &settings::fault(lang, first))
        }
        Notice::Mended => plain(shell::mended(lang)),
        Notice::WentRound { forward: true } => plain(facing::wrapped_forward(lang)),
        Notice::WentRound { forward: false } => plain(facing::wrapped_back(lang)),
        Notice::OpenRemarks(count) => facing::remarks_wait(lang, *count),
        Notice::Arrived(count) => facing::arrived(lang, *count),
        Notice::Hidden(reviewers) => facing::hidden(lang, *reviewers),
        Notice::Wrote => plain(facing::wrote(lang)),
        Notice::Seen(true) => plain(facing::marked_seen(lang)),
        Notice::Seen(false) => plain(facing::marked_unseen(lang)),
        Notice::Unsent(count) => facing::unsent(lang, *count),
        Notice::PutAside => plain(facing::put_aside(lang)),
        Notice::Accepted { taken, left: 0 } => facing::took(lang, *taken),
        Notice::Accepted { taken, left } => facing::took_some(lang, *taken, *left),
        Notice::Reopened(count) => facing::reopened(lang, *count),
        Notice::NotFound(words) => facing::not_found(lang, &visible(words)),
        Notice::Unchanged => plain(shell::unchanged(lang)),
    }
}

/// How much it wants to be looked at.
pub(super) fn role(notice: &Notice) -> Role {
    match notice {
        Notice::Failed(Failure::Git(GitFailure::Stopped)) => Role::Warning,
        Notice::Failed(_) | Notice::KeptNowhere(_) | Notice::NotTaken(_) => Role::Error,
        Notice::Shared(shared) if !shared.conflicts.is_empty() => Role::Warning,
        Notice::NotNow(_)
        | Notice::Recovered(_)
        | Notice::SetAside(_)
        | Notice::Progress { .. }
        | Notice::NoAuthor
        | Notice::Stopping
        | Notice::Joined(_)
        | Notice::Reissued(_)
        | Notice::Dropped(_)
        | Notice::Settings(..)
        | Notice::WentRound { .. }
        | Notice::OpenRemarks(_)
        | Notice::Hidden(_)
        | Notice::Unsent(_)
        | Notice::PutAside
        | Notice::Accepted { left: 1.., .. }
        | Notice::NotFound(_) => Role::Warning,
        Notice::Kept(None) | Notice::Refreshed | Notice::Unchanged => Role::Dim,
        Notice::Kept(Some(_))
        | Notice::Copied(_)
        | Notice::Exported(_)
        | Notice::Created(_)
        | Notice::ExportedMany(_)
        | Notice::Shared(_)
        | Notice::Stepped(..)
        | Notice::Yours(_)
        | Notice::MovedOn(_)
        | Notice::CallKept(_)
        | Notice::Mended
        | Notice::Arrived(_)
        | Notice::Wrote
        | Notice::Seen(_)
        | Notice::Accepted { left: 0, .. }
        | Notice::Reopened(_) => Role::Good,
    }
}

/// What does not fit into the status line stands above it, over the work, until the next key.
pub(super) fn draw_long(canvas: &mut Canvas<'_>, frame: Frame, told: &Line) {
    let lines = told.wrapped(
        usize::from(frame.body.width.saturating_sub(2)),
        canvas.ambiguous,
    );
    let height = u16::try_from(lines.len())
        .unwrap_or(u16::MAX)
        .min(frame.body.height);
    let area = Rect {
        y: frame.body.bottom() - height,
        height,
        ..frame.body
    };
    canvas.clear(area);
    canvas.lines(
        Rect {
            x: 1,
            width: area.width.saturating_sub(1),
            ..area
        },
        &lines,
    );
}
