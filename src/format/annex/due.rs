//! Completion dates as annexes print them: `（2022年10月30日前完成）`, `2023.11.30`, `二〇二三年十月底前`.
//!
//! Invariant: a date is a whole day that was printed, or the last day of a month printed with 底 or 末; else it is unread.

use jiff::civil::Date;

/// What a text says about a completion date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Due {
    /// The day.
    Day(Date),
    /// Words that name a time which is no day.
    Unread(String),
}

/// Reads the last date of a text; `None` when it names no time. A date without a year takes `year`.
pub(super) fn read(text: &str, year: Option<i16>) -> Option<Due> {
    let plain = in_digits(text);
    let mut year = year;
    let mut last = None;
    let mut at = 0;
    while at < plain.len() {
        match stamp(&plain, at) {
            Some(stamp) => {
                year = stamp.year.or(year);
                at = stamp.end;
                last = Some(stamp.due(year, text));
            }
            None => at += 1,
        }
    }
    let named = ["年", "月", "季度", "长期"]
        .iter()
        .any(|word| text.contains(word));
    last.or_else(|| named.then(|| Due::Unread(text.trim().to_owned())))
}

/// The last day of the month or quarter that some words name last; `None` where they name neither, or no year is known.
pub(super) fn last_day(text: &str, year: Option<i16>) -> Option<Date> {
    let plain = in_digits(text);
    let stamps = (0..plain.len()).filter_map(|at| stamp(&plain, at));
    let mut year = year;
    let mut month = None;
    for stamp in stamps {
        year = stamp.year.or(year);
        month = stamp.month.or(month);
    }
    let quarter = text.split("季度").next().filter(|front| *front != text);
    let quarter = quarter.and_then(|front| match front.chars().next_back()? {
        '一' | '1' => Some(3),
        '二' | '2' => Some(6),
        '三' | '3' => Some(9),
        '四' | '4' => Some(12),
        _ => None,
    });
    let first = Date::new(year?, quarter.or(month)?, 1).ok()?;
    Some(first.last_of_month())
}

/// The name or category without the brackets that hold its date, and the date.
pub(super) fn split(words: &str, year: Option<i16>) -> (String, Option<Due>) {
    let trimmed = words.trim();
    let open = trimmed.rfind(['（', '(', '【', '[']);
    let inside = open.and_then(|open| {
        let bracket = trimmed.get(open..)?;
        let inner = bracket.trim_end_matches(['）', ')', '】', ']']);
        (inner.len() < bracket.len()).then_some((open, inner))
    });
    let (open, inner) = match inside.or_else(|| behind_mark(trimmed)) {
        Some(found) => found,
        None => return (trimmed.to_owned(), None),
    };
    let timed = [
        "前", "底", "完成", "截止", "截至", "期限", "时限", "结题", "结项", "内", "日",
    ];
    let due = read(inner, year).filter(|_| timed.iter().any(|word| inner.contains(word)));
    match due {
        Some(due) => (
            trimmed.get(..open).unwrap_or(trimmed).trim().to_owned(),
            Some(due),
        ),
        None => (trimmed.to_owned(), None),
    }
}

/// The words behind the first comma or colon that lead to a date: `科普类，2023年10月底前完成`.
fn behind_mark(words: &str) -> Option<(usize, &str)> {
    let marks = words.match_indices(['，', ',', '：', ':', '；', '—']);
    let mut tails = marks.map(|(at, mark)| (at, words.get(at + mark.len()..).unwrap_or("")));
    tails.find(|(_, tail)| tail.starts_with(|c: char| c.is_numeric() || "于须应请在完".contains(c)))
}

/// The year that a title speaks of.
pub(super) fn year_of(title: &str) -> Option<i16> {
    let plain = in_digits(title);
    (0..plain.len()).find_map(|at| stamp(&plain, at)?.year)
}

/// A date at a place of a text, as far as it is printed.
struct Stamp {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    /// 底 or 末: the last day.
    last_day: bool,
    end: usize,
}

impl Stamp {
    fn due(&self, year: Option<i16>, text: &str) -> Due {
        let unread = || Due::Unread(text.trim().to_owned());
        let month = self.month.or(self.last_day.then_some(12));
        let first = year
            .zip(month)
            .and_then(|(year, month)| Date::new(year, month, 1).ok());
        let Some(first) = first else {
            return unread();
        };
        match self.day {
            Some(day) => {
                Date::new(first.year(), first.month(), day).map_or_else(|_| unread(), Due::Day)
            }
            None if self.last_day => Due::Day(first.last_of_month()),
            None => unread(),
        }
    }
}

fn stamp(plain: &[char], at: usize) -> Option<Stamp> {
    if at
        .checked_sub(1)
        .and_then(|at| plain.get(at))
        .is_some_and(char::is_ascii_digit)
    {
        return None;
    }
    let (digits, first, end) = number(plain, at)?;
    let mark = plain.get(end).copied();
    let mut stamp = Stamp {
        year: None,
        month: None,
        day: None,
        last_day: false,
        end: end + 1,
    };
    let dotted = |mark: Option<char>| matches!(mark, Some('.' | '-' | '/' | '．' | '－' | '／'));
    match (digits, mark) {
        (4, Some('年')) => {
            stamp.year = i16::try_from(first).ok();
            month_and_day(plain, &mut stamp);
        }
        (4, mark) if dotted(mark) => {
            stamp.year = i16::try_from(first).ok();
            let (_, month, end) = number(plain, end + 1)?;
            (stamp.month, stamp.end) = (i8::try_from(month).ok(), end);
            if dotted(plain.get(end).copied()) {
                let (_, day, end) = number(plain, end + 1)?;
                (stamp.day, stamp.end) = (i8::try_from(day).ok(), end);
            }
        }
        (1 | 2, Some('月')) => {
            stamp.month = i8::try_from(first).ok();
            day(plain, &mut stamp);
        }
        _ => return None,
    }
    stamp.last_day = matches!(plain.get(stamp.end), Some('底' | '末'));
    Some(stamp)
}

fn month_and_day(plain: &[char], stamp: &mut Stamp) {
    let month = number(plain, stamp.end).filter(|(_, _, end)| plain.get(*end) == Some(&'月'));
    if let Some((1 | 2, month, end)) = month {
        (stamp.month, stamp.end) = (i8::try_from(month).ok(), end + 1);
        day(plain, stamp);
    }
}

fn day(plain: &[char], stamp: &mut Stamp) {
    let named = |end: usize| matches!(plain.get(end), Some('日' | '号'));
    let day = number(plain, stamp.end).filter(|(_, _, end)| named(*end));
    if let Some((1 | 2, day, end)) = day {
        (stamp.day, stamp.end) = (i8::try_from(day).ok(), end + 1);
    }
}

/// The digits at `at`: how many, their value, their end.
fn number(plain: &[char], at: usize) -> Option<(usize, u32, usize)> {
    let digits: String = plain
        .iter()
        .skip(at)
        .take_while(|c| c.is_ascii_digit())
        .take(5)
        .collect();
    let value = digits.parse().ok()?;
    Some((digits.len(), value, at + digits.len()))
}

/// The text with the numerals of Chinese dates (`二〇二三年十月三十日`) and full-width digits as digits, without spaces.
fn in_digits(text: &str) -> Vec<char> {
    let mut plain: Vec<char> = Vec::new();
    let mut run: Vec<char> = Vec::new();
    for c in crate::domain::number::fold_digits(text)
        .chars()
        .chain(['\n'])
    {
        if c == ' ' || c == '\u{3000}' {
            continue;
        }
        if "〇零○一二三四五六七八九十".contains(c) {
            run.push(c);
            continue;
        }
        match c {
            '年' if run.len() == 4 => plain.extend(run.drain(..).filter_map(year_digit)),
            '月' | '日' | '号' if !run.is_empty() => {
                plain.extend(small(&run).to_string().chars())
            }
            _ => plain.append(&mut run),
        }
        run.clear();
        plain.push(c);
    }
    plain
}

fn year_digit(c: char) -> Option<char> {
    let value = match c {
        '〇' | '零' | '○' => 0,
        c => "一二三四五六七八九".chars().position(|digit| digit == c)? + 1,
    };
    char::from_digit(u32::try_from(value).ok()?, 10)
}

/// 一 to 三十一.
fn small(run: &[char]) -> u32 {
    run.iter().fold(0, |value, &c| {
        match (c, year_digit(c).and_then(|d| d.to_digit(10))) {
            ('十', _) => value.max(1) * 10,
            (_, digit) => value + digit.unwrap_or(0),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Due, read, split};

    fn show(due: Option<Due>) -> String {
        match due {
            Some(Due::Day(day)) => day.to_string(),
            Some(Due::Unread(words)) => format!("? {words}"),
            None => String::new(),
        }
    }

    #[test]
    fn dates_are_read_as_printed() {
        for (given, expected) in [
            ("2022年10月30日前完成", "2022-10-30"),
            ("２０２３年 6 月 30 日", "2023-06-30"),
            ("2023.11.30", "2023-11-30"),
            ("2023/9/1", "2023-09-01"),
            ("10月30日前", "2024-10-30"),
            ("2023年2月底前", "2023-02-28"),
            ("二〇二三年十月三十一日", "2023-10-31"),
            ("2023年3月1日至11月15日", "2023-11-15"),
            ("年底前", "? 年底前"),
            ("2023年底", "2023-12-31"),
            ("2023年11月", "? 2023年11月"),
            ("2023年2月30日", "? 2023年2月30日"),
            ("第三季度", "? 第三季度"),
            ("—", ""),
        ] {
            assert_eq!(show(read(given, Some(2024))), expected, "{given}");
        }
    }

    #[test]
    fn dates_in_brackets_are_split_off_and_other_brackets_stay() {
        for (given, words, due) in [
            (
                "学术项目（2022年10月30日前完成）   ",
                "学术项目",
                "2022-10-30",
            ),
            ("企业（园区科协组织建设）", "企业（园区科协组织建设）", ""),
            ("2022年科技宣讲", "2022年科技宣讲", ""),
            ("科普项目(6月底前)", "科普项目", "2024-06-30"),
            ("科普类，2023年10月底前完成", "科普类", "2023-10-31"),
            ("科普类：讲座、展览", "科普类：讲座、展览", ""),
        ] {
            let (kept, found) = split(given, Some(2024));
            assert_eq!(
                (kept.as_str(), show(found).as_str()),
                (words, due),
                "{given}"
            );
        }
    }
}
