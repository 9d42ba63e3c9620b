//! Numerals as word processors print them before paragraphs: `一`, `①`, `Ⅰ`, `１`, `a`.
//!
//! Invariant: a kind that is not known prints digits, as word processors do. Absent: the marks around the numeral.

/// The numeral of a kind (`w:numFmt`) for a number; `None` for a kind that prints none.
pub(super) fn numeral(kind: &str, number: u32) -> Option<String> {
    let printed = match kind {
        "none" | "bullet" => return None,
        "decimalZero" if number < 10 => format!("0{number}"),
        "decimalFullWidth" | "decimalFullWidth2" => full_width(number),
        "upperLetter" => letter(number, 'A'),
        "lowerLetter" => letter(number, 'a'),
        "upperRoman" => roman(number, 'Ⅰ'),
        "lowerRoman" => roman(number, 'ⅰ'),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => run(number, '①', 20),
        "decimalEnclosedFullstop" => run(number, '⒈', 20),
        "decimalEnclosedParen" => run(number, '⑴', 20),
        "ideographEnclosedCircle" => run(number, '㊀', 10),
        "ideographTraditional" => one_of(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of(number, "子丑寅卯辰巳午未申酉戌亥"),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "japaneseDigitalTenThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => counted(number, "〇一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            counted(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        _ => number.to_string(),
    };
    Some(printed)
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

/// A numeral of a row of `count` characters that begins with `first`; digits beyond it.
fn run(number: u32, first: char, count: u32) -> String {
    let at = number.checked_sub(1).filter(|&at| at < count);
    let sign = at.and_then(|at| char::from_u32(first as u32 + at));
    sign.map_or_else(|| number.to_string(), String::from)
}

fn one_of(number: u32, signs: &str) -> String {
    let at = usize::try_from(number)
        .ok()
        .and_then(|at| at.checked_sub(1));
    let sign = at.and_then(|at| signs.chars().nth(at));
    sign.map_or_else(|| number.to_string(), String::from)
}

/// `a` … `z`, `aa`, `bb` …, as word processors go on.
fn letter(number: u32, first: char) -> String {
    let Some(at) = number.checked_sub(1).filter(|&at| at < 26 * 20) else {
        return number.to_string();
    };
    let sign = char::from_u32(first as u32 + at % 26).unwrap_or(first);
    std::iter::repeat_n(sign, usize::try_from(at / 26 + 1).unwrap_or(1)).collect()
}

/// The sign of its own up to twelve, letters beyond it.
fn roman(number: u32, first: char) -> String {
    if (1..=12).contains(&number) {
        return run(number, first, 12);
    }
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let (mut left, mut out) = (number, String::new());
    for (value, letters) in PARTS {
        while left >= value {
            out.push_str(letters);
            left -= value;
        }
    }
    if first == 'ⅰ' {
        out.to_lowercase()
    } else {
        out
    }
}

/// `十二`, `二十`, `一百〇三`; digits from ten thousand on.
fn counted(number: u32, digits: &str, units: &str) -> String {
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let digit = |value: u32| digits.chars().nth(usize::try_from(value).unwrap_or(0));
    let unit = |place: u32| {
        let at = usize::try_from(place).ok()?.checked_sub(1)?;
        units.chars().nth(at)
    };
    let (mut out, mut gap) = (String::new(), false);
    for place in (0..4).rev() {
        let value = number / 10_u32.pow(place) % 10;
        if value == 0 {
            gap = gap || !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.extend(digit(0));
        }
        // 十二 rather than 一十二.
        if !(place == 1 && value == 1 && out.is_empty()) {
            out.extend(digit(value));
        }
        out.extend(unit(place));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals_are_printed_as_word_processors_print_them() {
        for (kind, number, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("decimalZero", 12, "12"),
            ("decimalFullWidth", 12, "１２"),
            ("upperRoman", 4, "Ⅳ"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 2, "ⅱ"),
            ("upperLetter", 28, "BB"),
            ("decimalEnclosedCircle", 3, "③"),
            ("decimalEnclosedCircle", 23, "23"),
            ("ideographTraditional", 2, "乙"),
            ("ideographZodiac", 12, "亥"),
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 12, "十二"),
            ("chineseCountingThousand", 20, "二十"),
            ("chineseCountingThousand", 103, "一百〇三"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseLegalSimplified", 21, "贰拾壹"),
            ("somethingNew", 5, "5"),
        ] {
            assert_eq!(numeral(kind, number).as_deref(), Some(expected), "{kind}");
        }
        assert_eq!(numeral("bullet", 1), None);
    }
}
