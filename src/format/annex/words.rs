//! Words of cells and lines: on one line, without padding, and what sort of line they make.
//!
//! Invariant: nothing is taken from the middle of printed words but a word processor's bookmarks.

use crate::domain::project::note::SourceNote;

/// The words of a cell on one line.
pub(super) fn one_line(cell: &str) -> String {
    let words: Vec<&str> = cell.lines().map(str::trim).collect();
    words.concat()
}

/// Without any white space: `合 计`, `项 目 指 标`.
pub(super) fn unspaced(words: &str) -> String {
    words.split_whitespace().collect()
}

/// A remark below or in a table.
pub(super) fn is_note(words: &str) -> bool {
    let words = unspaced(words);
    let lead = ["注", "备注", "说明", "填表说明", "注意事项", "注意"];
    lead.iter().any(|lead| {
        let rest = words.strip_prefix(lead);
        rest.is_some_and(|rest| rest.starts_with(['：', ':', '１', '1', '①']))
    })
}

/// A row of sums.
pub(super) fn is_totals(words: &str) -> bool {
    let words = unspaced(words);
    let sums = ["合计", "总计", "小计", "共计", "累计", "总和"];
    words.chars().count() <= 20
        && sums.iter().any(|sum| {
            words.starts_with(sum) || words.ends_with(sum) || words.contains(&format!("{sum}："))
        })
}

/// A line that only names a table or goes with one: `续表`, `表1`, `（接上页）`, `单位：万元`.
pub(super) fn is_caption(words: &str) -> bool {
    let words = unspaced(words);
    let bare = words.trim_matches(['（', '）', '(', ')', '【', '】']);
    let goes_on = [
        "续表",
        "接上页",
        "接上表",
        "续上表",
        "转下页",
        "接下页",
        "（续",
    ];
    let numbered = bare.strip_prefix('表').is_some_and(|rest| {
        rest.chars().count() <= 6
            && rest.starts_with(|c: char| c.is_numeric() || "一二三四五".contains(c))
    });
    let page = bare.starts_with('第') && bare.ends_with('页')
        || bare.starts_with('—') && bare.ends_with('—');
    bare.chars().count() <= 16
        && (goes_on.iter().any(|word| words.contains(word))
            || numbered
            || page
            || bare.starts_with("单位："))
}

/// A cell without bookmarks and padding; notes what was there.
pub(super) fn tidy(cell: &str, heading: &str, notes: &mut Vec<SourceNote>) -> String {
    let mut words = cell.to_owned();
    while let Some((mark, without)) = cut_bookmark(&words) {
        notes.push(SourceNote::Bookmark(mark));
        words = without;
    }
    if has_stray_space(&words) {
        notes.push(SourceNote::StraySpaces(heading.to_owned()));
    }
    let lines: Vec<&str> = words
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

/// `[bookmark: _GoBack]`, which some programs leave in the text they save.
fn cut_bookmark(words: &str) -> Option<(String, String)> {
    let start = words.find("[bookmark:")?;
    let tail = words.get(start..)?;
    let end = start + tail.find(']')? + 1;
    let mark = words.get(start..end)?.to_owned();
    let without = format!("{}{}", words.get(..start)?, words.get(end..)?);
    Some((mark, without))
}

/// Whether a space stands where Chinese print has none: at an end, or beside a character that is not Latin.
fn has_stray_space(words: &str) -> bool {
    let chars: Vec<char> = words.chars().collect();
    let latin = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_alphanumeric)
    };
    let space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\t');
    chars
        .iter()
        .enumerate()
        .any(|(at, &c)| space(c) && !(latin(at.checked_sub(1)) && latin(Some(at + 1))))
}
