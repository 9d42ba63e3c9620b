//! Cells that point to another project instead of saying it again: `同上`, `见第3项`, `同2023KC001`.
//!
//! Invariant: only a cell that is nothing but a pointer is followed, and only where it leads to one project; the doubt
//! stays with the entry, and the words taken keep the place where they are printed.

use super::entry::{Entry, Piece};
use super::ordinal;
use super::words::unspaced;
use crate::domain::doubt::{Column, DoubtKind};
use crate::domain::project::ProjectCode;
use crate::domain::project::note::SourceNote;

/// Longer cells say something themselves, in characters.
const POINTER_MAX: usize = 24;
/// Columns that may point elsewhere.
const COLUMNS: [Column; 4] = [
    Column::Content,
    Column::Indicators,
    Column::Scope,
    Column::Due,
];

/// What a cell points to.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Target {
    Above,
    Number(u32),
    Code(String),
}

/// Follows the pointers of all entries, from the first on; gives the notes of each entry.
pub(super) fn follow(entries: &mut [Entry]) -> Vec<Vec<SourceNote>> {
    let mut notes = vec![Vec::new(); entries.len()];
    for at in 0..entries.len() {
        for column in COLUMNS {
            let Some(printed) = entries.get(at).map(|entry| entry.words(column)) else {
                continue;
            };
            let found = target(&printed).and_then(|target| words_of(entries, at, column, &target));
            let heads = leads(&printed);
            let above = words_of(entries, at, column, &Target::Above);
            let above = above.map(|(pieces, _)| pieces.into_iter().map(|piece| piece.words));
            // What only points says nothing that could be taken.
            let above = above.into_iter().flatten();
            let above: Vec<String> = above.filter(|words| target(words).is_none()).collect();
            let Some(entry) = entries.get_mut(at) else {
                continue;
            };
            match found {
                Some((pieces, from)) => {
                    let heading = entry.headings.get(&column).cloned().unwrap_or_default();
                    entry.replace(column, pieces);
                    let note = SourceNote::Reference {
                        heading,
                        printed,
                        from,
                    };
                    notes
                        .iter_mut()
                        .skip(at)
                        .take(1)
                        .for_each(|own| own.push(note.clone()));
                }
                None if heads => {
                    entry.doubt(column, DoubtKind::ReferenceUnread(printed), above);
                }
                None => {}
            }
        }
    }
    notes
}

/// What a cell that only points points to.
fn target(printed: &str) -> Option<Target> {
    let plain = unspaced(printed);
    let plain = plain.trim_matches(['。', '；', '，', '（', '）', '(', ')']);
    if plain.chars().count() > POINTER_MAX {
        return None;
    }
    if matches!(plain, "〃" | "″" | "\"" | "”" | "同上" | "同前") {
        return Some(Target::Above);
    }
    let rest = [
        "详见", "参见", "参照", "参考", "按照", "同", "见", "与", "按",
    ]
    .iter()
    .find_map(|lead| plain.strip_prefix(lead))?;
    let ends = [
        "相同",
        "一致",
        "执行",
        "支出范围",
        "经费",
        "指标",
        "要求",
        "内容",
        "规定",
        "的",
        "项目",
        "项",
        "号",
        "条",
        "行",
        "款",
        "栏",
    ];
    let mut rest = rest;
    while let Some(shorter) = ends.iter().find_map(|end| rest.strip_suffix(end)) {
        rest = shorter;
    }
    if matches!(rest, "上" | "上一" | "前" | "前一") {
        return Some(Target::Above);
    }
    let bare = ["第", "序号", "项目", "编号"]
        .iter()
        .fold(rest, |rest, lead| rest.strip_prefix(lead).unwrap_or(rest));
    if bare.is_empty() {
        return None;
    }
    match ordinal::whole(bare) {
        Some(number) => Some(Target::Number(number)),
        None => ProjectCode::parse(bare).map(|code| Target::Code(code.as_str().to_owned())),
    }
}

/// Whether a cell begins with a pointer, whatever follows.
fn leads(printed: &str) -> bool {
    let plain = unspaced(printed);
    let pointers = ["同上", "同前", "同第", "见第", "参照第", "同序号", "详见"];
    pointers.iter().any(|lead| plain.starts_with(lead))
}

/// The words that a pointer leads to, and the name of the project they belong to.
fn words_of(
    entries: &[Entry],
    at: usize,
    column: Column,
    target: &Target,
) -> Option<(Vec<Piece>, String)> {
    let same = |entry: &&Entry| match target {
        Target::Above => false,
        Target::Number(number) => ordinal::whole(&entry.words(Column::Seq)) == Some(*number),
        Target::Code(code) => {
            let own = [Column::Code, Column::Name].map(|column| unspaced(&entry.words(column)));
            own.contains(code)
        }
    };
    let found = match target {
        Target::Above => entries.get(at.checked_sub(1)?)?,
        _ => {
            let mut all = entries.iter().filter(same);
            let first = all.next()?;
            all.next().is_none().then_some(first)?
        }
    };
    let words = found.words(column);
    if words.trim().is_empty() || self::target(&words).is_some() {
        return None;
    }
    let code = found.words(Column::Code);
    let named = if code.is_empty() {
        found.words(Column::Name)
    } else {
        code
    };
    Some((found.pieces(column).to_vec(), named))
}

#[cfg(test)]
mod tests {
    use super::{Target, target};

    #[test]
    fn pointers_are_told_from_words() {
        for (given, expected) in [
            ("同上", Some(Target::Above)),
            ("同 上。", Some(Target::Above)),
            ("〃", Some(Target::Above)),
            ("同上一项", Some(Target::Above)),
            ("见第3项", Some(Target::Number(3))),
            ("同序号2", Some(Target::Number(2))),
            ("与第１项相同", Some(Target::Number(1))),
            ("参照第二项执行", Some(Target::Number(2))),
            ("同2023KC001", Some(Target::Code("2023KC001".to_owned()))),
            ("同上，另可列支交通费", None),
            ("讲课费、交通费", None),
        ] {
            assert_eq!(target(given), expected, "{given}");
        }
    }
}
