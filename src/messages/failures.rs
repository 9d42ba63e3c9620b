//! The sentences of failures: what could not be done and where, and what to do about it.
//!
//! Invariant: every name, path and quoted text is made visible, so that nothing in it reaches the terminal as a command.

mod json;
mod words;

pub use json::json_fault;

use crate::app::failure::{Cause, Deed, Failure, GitFailure, Holder, Named};
use crate::domain::edit::EditError;
use crate::messages::Lang;
use crate::text::visible::visible;
use std::borrow::Cow;
use words::*;

/// The most characters of a quoted text that are shown.
const QUOTE_MAX: usize = 120;

/// What could not be done, and why.
#[must_use]
pub fn message(lang: Lang, failure: &Failure) -> String {
    match failure {
        Failure::Disk { deed, path, cause } => disk(lang, *deed, path, *cause),
        Failure::BadJson { path, fault } => bad_json(lang, &quote(path), &json_fault(lang, fault)),
        Failure::TooLarge { path, limit } => too_large(lang, &quote(path), limit >> 20),
        Failure::NewerFormat { draft, version } => {
            newer_format(lang, &quote(draft.as_str()), *version)
        }
        Failure::Held { draft, holder } => {
            held(lang, &quote(draft.as_str()), &holder_words(lang, holder))
        }
        Failure::ChangedMeanwhile(draft) => changed_meanwhile(lang, &quote(draft.as_str())),
        Failure::NotOpen(draft) => not_open(lang, &quote(draft.as_str())),
        Failure::BadName { of, given } => bad_name(lang, named(lang, *of), &quote(given)),
        Failure::Unknown { of, given } => unknown(lang, named(lang, *of), &quote(given)),
        Failure::Exists(path) => exists(lang, &quote(path)),
        Failure::NotPlain(path) => not_plain(lang, &quote(path)),
        Failure::EditRefused(error) => edit_refused(lang, error),
        Failure::NotAWorkspace(path) => not_a_workspace(lang, &quote(path)),
        Failure::ForeignWorkspace(path) => foreign_workspace(lang, &quote(path)),
        Failure::NoHome => no_home(lang).to_owned(),
        Failure::Git(GitFailure::Missing) => git_missing(lang).to_owned(),
        Failure::Git(GitFailure::Refused { deed, said }) => {
            git_refused(lang, &quote(deed), &quote(said.trim()))
        }
    }
}

/// What a person can do about it.
#[must_use]
pub fn hint(lang: Lang, failure: &Failure) -> &'static str {
    match failure {
        Failure::Disk { deed, cause, .. } => disk_hint(lang, *deed, *cause),
        Failure::BadJson { .. } => mend_json(lang),
        Failure::TooLarge { .. } => split_file(lang),
        Failure::NewerFormat { .. } => update_program(lang),
        Failure::Held { .. } => wait_for_holder(lang),
        Failure::ChangedMeanwhile(_) => reopen(lang),
        Failure::NotOpen(_) => open_for_writing(lang),
        Failure::BadName { of, .. } => name_hint(lang, *of),
        Failure::Unknown { of, .. } => unknown_hint(lang, *of),
        Failure::Exists(_) => other_name(lang),
        Failure::NotPlain(_) => plain_file(lang),
        Failure::EditRefused(_) => look_again(lang),
        Failure::NotAWorkspace(_) => give_folder(lang),
        Failure::ForeignWorkspace(_) => say_workspace(lang),
        Failure::NoHome => say_workspace_or_home(lang),
        Failure::Git(GitFailure::Missing) => install_git(lang),
        Failure::Git(GitFailure::Refused { .. }) => try_git(lang),
    }
}

/// Who holds a draft, as far as is known.
#[must_use]
pub fn holder_words(lang: Lang, holder: &Holder) -> String {
    if holder.pid.is_empty() {
        return someone(lang).to_owned();
    }
    let known = [&holder.who, &holder.host, &holder.pid, &holder.since].map(|text| quote(text));
    let [who, host, pid, since] = known.each_ref().map(AsRef::as_ref);
    someone_known(lang, who, host, pid, since)
}

/// A text from outside, made visible and cut where it gets long.
fn quote(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(QUOTE_MAX) {
        None => visible(text),
        Some((end, _)) => Cow::Owned(format!("{}…", visible(&text[..end]))),
    }
}

fn disk(lang: Lang, deed: Deed, path: &str, cause: Cause) -> String {
    let (path, cause) = (quote(path), cause_words(lang, cause));
    match deed {
        Deed::Read => not_readable(lang, &path, &cause),
        Deed::Write => not_writable(lang, &path, &cause),
    }
}

fn cause_words(lang: Lang, cause: Cause) -> Cow<'static, str> {
    let words = match cause {
        Cause::NotThere => ("不存在", "it is not there"),
        Cause::NotAllowed => ("没有权限", "permission denied"),
        Cause::ReadOnly => ("所在磁盘只读", "the file system is read-only"),
        Cause::Full => ("磁盘已满", "the disk is full"),
        Cause::Quota => ("磁盘配额已用完", "the disk quota is used up"),
        Cause::FileLimit => ("超过系统允许的文件大小", "the file size limit is reached"),
        Cause::NameTooLong => ("名称过长", "the name is too long"),
        Cause::WrongKind => (
            "类型不符（文件与文件夹混淆）",
            "a file stands where a folder should, or the other way round",
        ),
        Cause::Device => ("存储设备出错", "the device failed"),
        Cause::Other(number) => return Cow::Owned(system_error(lang, number)),
    };
    Cow::Borrowed(lang.pick(words.0, words.1))
}

fn disk_hint(lang: Lang, deed: Deed, cause: Cause) -> &'static str {
    match (cause, deed) {
        (Cause::NotThere, _) => check_path(lang),
        (Cause::Full | Cause::Quota | Cause::FileLimit, _) => make_room(lang),
        (Cause::Device, _) => copy_away(lang),
        (Cause::NameTooLong | Cause::WrongKind, _) => other_path(lang),
        (_, Deed::Read) => check_rights(lang),
        (_, Deed::Write) => check_write_rights(lang),
    }
}

fn edit_refused(lang: Lang, error: &EditError) -> String {
    match error {
        EditError::NoTable(table) => no_table(lang, &quote(table)),
        EditError::NoRow(at) => no_row(lang, &quote(at.as_str())),
        EditError::RowExists(row) => row_exists(lang, &quote(row.as_str())),
        EditError::OutOfRange { asked, len } => out_of_range(lang, *asked, *len),
    }
}

fn named(lang: Lang, of: Named) -> &'static str {
    let (zh, en) = match of {
        Named::Draft => ("申报书编号", "draft id"),
        Named::Call => ("申报批次编号", "call id"),
        Named::Project => ("项目编号", "project code"),
        Named::Field => ("字段路径", "field path"),
        Named::Revision => ("版本", "version"),
        Named::Rule => ("规则编号", "rule"),
        Named::Annotation => ("批注编号", "annotation id"),
    };
    lang.pick(zh, en)
}

fn name_hint(lang: Lang, of: Named) -> &'static str {
    match of {
        Named::Field => field_hint(lang),
        _ => id_hint(lang),
    }
}

fn unknown_hint(lang: Lang, of: Named) -> &'static str {
    match of {
        Named::Draft => list_drafts(lang),
        Named::Call | Named::Project => list_projects(lang),
        Named::Field => list_paths(lang),
        Named::Revision => list_versions(lang),
        Named::Rule => list_rules(lang),
        Named::Annotation => list_annotations(lang),
    }
}

#[cfg(test)]
mod tests;
