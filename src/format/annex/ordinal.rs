//! Numbers of rows and headings: `1`, `01`, `１．`, `（3）`, `②`, `Ⅳ`, `一、`, `（二）`, `第三类`.
//!
//! Invariant: a number is told only where a mark, or the end of the text, ends it; `2022年` is none.

use crate::domain::number::fold_digits;
use crate::text::counting;

/// The style of a heading's number; headings of one depth share it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Style {
    /// `第一类`, `第二章`
    Named,
    /// `一、`
    Chinese,
    /// `（一）`
    ChineseBracketed,
    /// `Ⅰ、`
    Roman,
    /// `1.`, `1、`
    Plain,
    /// `1.2`
    Dotted,
    /// `（1）`, `1)`
    Bracketed,
    /// `①`
    Circled,
    /// `A.`
    Letter,
}

/// A number at the front of some words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Ordinal {
    pub value: u32,
    pub style: Style,
    /// How many bytes of the words it takes, its mark and spaces included.
    pub length: usize,
}

/// The number at the front of some words.
pub(super) fn front(words: &str) -> Option<Ordinal> {
    let lead = words.len() - words.trim_start().len();
    let text = words.get(lead..)?;
    let first = text.chars().next()?;
    let found = if let Some(value) = sign(first) {
        let style = match first {
            'Ⅰ'..='ⅿ' => Style::Roman,
            '㈠'..='㈩' => Style::ChineseBracketed,
            _ => Style::Circled,
        };
        let length = first.len_utf8();
        let mark = marks(text.get(length..)?);
        if style == Style::Roman && mark == 0 {
            return None;
        }
        (value, style, length + mark)
    } else if matches!(first, '（' | '(' | '〔') {
        bracketed(text, first.len_utf8())?
    } else if let Some(inner) = ["项目", "课题", "任务"]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
    {
        of_project(text, inner)?
    } else if first == '第' {
        named(text)?
    } else {
        plain(text)?
    };
    let (value, style, length) = found;
    let rest = text.get(length..)?;
    let spaces = rest.len() - rest.trim_start().len();
    Some(Ordinal {
        value,
        style,
        length: lead + length + spaces,
    })
}

/// Words without the number at their front.
pub(super) fn without(words: &str) -> &str {
    let rest = front(words).and_then(|ordinal| words.get(ordinal.length..));
    rest.filter(|rest| !rest.trim().is_empty())
        .unwrap_or(words)
        .trim()
}

/// The number that some words are as a whole.
pub(super) fn whole(words: &str) -> Option<u32> {
    let trimmed = words.trim();
    if trimmed.is_empty() || trimmed.chars().count() > 8 {
        return None;
    }
    if let Some(ordinal) = front(trimmed).filter(|found| found.length == trimmed.len()) {
        return Some(ordinal.value);
    }
    let bare = trimmed
        .trim_start_matches('第')
        .trim_end_matches(['项', '号', '.', '．', '、']);
    let digits = fold_digits(bare);
    if !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.parse().ok();
    }
    let (value, length) = chinese(bare)?;
    (length == bare.len()).then_some(value)
}

/// Where the first item of a list begins in some words, in bytes.
pub(super) fn first_item(words: &str) -> Option<usize> {
    let mut begins = true;
    for (at, c) in words.char_indices() {
        let number = words.get(at..).filter(|_| begins && !c.is_whitespace());
        if number.and_then(front).is_some_and(|found| found.value == 1) {
            return Some(at);
        }
        begins = matches!(c, '。' | '；' | '：' | ':' | '\n') || (begins && c.is_whitespace());
    }
    None
}

/// Whether some words are a Chinese or Roman number as a whole, as sections have.
pub(super) fn is_section_number(words: &str) -> bool {
    let trimmed = words.trim();
    let arabic = trimmed
        .chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || ('①'..='⒛').contains(&c));
    !arabic && whole(trimmed).is_some()
}

fn bracketed(text: &str, open: usize) -> Option<(u32, Style, usize)> {
    let inner = text.get(open..)?;
    let close = inner.find(['）', ')', '〕'])?;
    let number = inner.get(..close)?.trim();
    let end = open + close + inner.get(close..)?.chars().next()?.len_utf8();
    let end = end + marks(text.get(end..)?);
    if let Some((value, length)) = chinese(number)
        && length == number.len()
    {
        return Some((value, Style::ChineseBracketed, end));
    }
    let value = digits(number).filter(|(_, length)| *length == number.len())?;
    Some((value.0, Style::Bracketed, end))
}

/// `项目一：科普讲堂`
fn of_project(text: &str, inner: &str) -> Option<(u32, Style, usize)> {
    let (value, length) = chinese(inner).or_else(|| digits(inner))?;
    let mark = marks(inner.get(length..)?);
    let end = text.len() - inner.len() + length + mark;
    (mark > 0).then_some((value, Style::Named, end))
}

fn named(text: &str) -> Option<(u32, Style, usize)> {
    let inner = text.strip_prefix('第')?;
    let (value, length) = chinese(inner).or_else(|| digits(inner))?;
    let unit = inner.get(length..)?.chars().next()?;
    if !matches!(unit, '类' | '章' | '部' | '节' | '项' | '条' | '批') {
        return None;
    }
    let unit = if unit == '部' && inner.get(length..)?.starts_with("部分") {
        "部分".len()
    } else {
        unit.len_utf8()
    };
    let end = '第'.len_utf8() + length + unit;
    Some((value, Style::Named, end + marks(text.get(end..)?)))
}

fn plain(text: &str) -> Option<(u32, Style, usize)> {
    if let Some((value, length)) = chinese(text) {
        let mark = marks(text.get(length..)?);
        return (mark > 0).then_some((value, Style::Chinese, length + mark));
    }
    let first = text.chars().next()?;
    if first.is_ascii_alphabetic() {
        let mark = marks(text.get(1..)?);
        let value = u32::from(first.to_ascii_lowercase()).checked_sub(u32::from('a'))? + 1;
        return (mark > 0).then_some((value, Style::Letter, 1 + mark));
    }
    let (value, length) = digits(text)?;
    let rest = text.get(length..)?;
    // 1.2 and 1.2.3: the last number counts.
    let mut end = length;
    let mut last = (value, Style::Plain);
    while let Some(inner) = text.get(end..)?.strip_prefix(['.', '．'])
        && let Some((value, length)) = digits(inner)
    {
        end = text.len() - inner.len() + length;
        last = (value, Style::Dotted);
    }
    if last.1 == Style::Dotted {
        let mark = marks(text.get(end..)?);
        let spaced = text.get(end..)?.starts_with([' ', '\t', '\u{3000}']);
        return (mark > 0 || spaced).then_some((last.0, last.1, end + mark));
    }
    let mark = marks(rest);
    let closed = rest.starts_with([')', '）']);
    let tabbed = rest.starts_with('\t');
    let style = if closed {
        Style::Bracketed
    } else {
        Style::Plain
    };
    (mark > 0 || tabbed).then_some((value, style, length + mark))
}

/// How many bytes of marks that end a number stand at the front.
fn marks(text: &str) -> usize {
    let first = text.chars().next();
    let ends = first.filter(|c| matches!(c, '、' | '.' | '．' | ')' | '）' | '，' | ':' | '：'));
    ends.map_or(0, char::len_utf8)
}

/// Up to four digits: their value, their bytes.
fn digits(text: &str) -> Option<(u32, usize)> {
    let wide = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let run: String = text.chars().take_while(|&c| wide(c)).collect();
    let value = fold_digits(&run).parse().ok()?;
    (run.chars().count() <= 3).then_some((value, run.len()))
}

/// 一 to 九十九: its value, its bytes.
fn chinese(text: &str) -> Option<(u32, usize)> {
    let (value, length) = counting::chinese(text.chars())?;
    let bytes = text.chars().take(length).map(char::len_utf8).sum();
    Some((value, bytes))
}

/// A number that is one sign.
fn sign(c: char) -> Option<u32> {
    counting::circled(c).or_else(|| counting::roman(c))
}

#[cfg(test)]
mod tests {
    use super::{Style, front, is_section_number, whole, without};

    #[test]
    fn numbers_at_the_front_are_told_with_their_style() {
        for (given, value, style, rest) in [
            ("一、学术项目", 1, Style::Chinese, "学术项目"),
            ("（二）学术项目", 2, Style::ChineseBracketed, "学术项目"),
            ("十二、甲", 12, Style::Chinese, "甲"),
            ("1．甲", 1, Style::Plain, "甲"),
            ("１、甲", 1, Style::Plain, "甲"),
            ("3)甲", 3, Style::Bracketed, "甲"),
            ("（３）甲", 3, Style::Bracketed, "甲"),
            ("②甲", 2, Style::Circled, "甲"),
            ("Ⅳ、甲", 4, Style::Roman, "甲"),
            ("第三类 甲", 3, Style::Named, "甲"),
            ("第二部分：甲", 2, Style::Named, "甲"),
            ("项目三：甲", 3, Style::Named, "甲"),
            ("2.1 甲", 1, Style::Dotted, "甲"),
            ("A. 甲", 1, Style::Letter, "甲"),
        ] {
            let found = front(given).map(|found| (found.value, found.style));
            assert_eq!(found, Some((value, style)), "{given}");
            assert_eq!(without(given), rest, "{given}");
        }
        for given in [
            "2022年科普",
            "一次活动",
            "企业（园区）",
            "50家",
            "（园区）",
            "1.5万元",
            "第一届论坛",
        ] {
            assert_eq!(front(given), None, "{given}");
        }
    }

    #[test]
    fn numbers_of_rows_are_read_in_every_style() {
        for (given, value) in [
            ("1", Some(1)),
            ("07", Some(7)),
            ("１２．", Some(12)),
            ("（3）", Some(3)),
            ("④", Some(4)),
            ("Ⅱ、", Some(2)),
            ("十一", Some(11)),
            ("第5项", Some(5)),
            ("KC01", None),
            ("", None),
        ] {
            assert_eq!(whole(given), value, "{given}");
        }
        assert!(is_section_number("一") && is_section_number("（二）"));
        assert!(!is_section_number("1") && !is_section_number("③"));
    }
}
