//! Numbers that count the items of a list: `①`, `Ⅳ`, `十二`.
//!
//! Absent: what quantities are written with; `domain::measure` reads those.

/// What a sign in a circle, in brackets or with its full stop counts: `①`, `⑴`, `⒈`, `❶`, `㈠`.
#[must_use]
pub fn circled(c: char) -> Option<u32> {
    match c {
        '①'..='⑳' => from('①', c),
        '⑴'..='⒇' => from('⑴', c),
        '⒈'..='⒛' => from('⒈', c),
        '❶'..='❿' => from('❶', c),
        '㈠'..='㈩' => from('㈠', c),
        _ => None,
    }
}

/// What a Roman number that is one sign counts.
#[must_use]
pub fn roman(c: char) -> Option<u32> {
    match c {
        'Ⅰ'..='Ⅻ' => from('Ⅰ', c),
        'ⅰ'..='ⅻ' => from('ⅰ', c),
        _ => None,
    }
}

fn from(first: char, c: char) -> Option<u32> {
    u32::from(c).checked_sub(u32::from(first)).map(|at| at + 1)
}

/// 一 to 九十九 at the front of some characters: its value, and how many characters it takes.
#[must_use]
pub fn chinese(chars: impl Iterator<Item = char>) -> Option<(u32, usize)> {
    let (mut value, mut taken) = (0_u32, 0);
    for c in chars.take(3) {
        let digit = "一二三四五六七八九".chars().position(|digit| digit == c);
        value = match (c, digit) {
            ('十', _) => value.max(1) * 10,
            (_, Some(digit)) => value + u32::try_from(digit).ok()? + 1,
            _ => break,
        };
        taken += 1;
    }
    (taken > 0 && value < 100).then_some((value, taken))
}

#[cfg(test)]
mod tests {
    use super::{chinese, circled, roman};

    #[test]
    fn signs_and_words_count() {
        for (sign, value) in [
            ('①', 1),
            ('⑳', 20),
            ('⑵', 2),
            ('⒊', 3),
            ('❹', 4),
            ('㈩', 10),
        ] {
            assert_eq!(circled(sign), Some(value), "{sign}");
        }
        assert_eq!(
            (roman('Ⅻ'), roman('ⅳ'), roman('X')),
            (Some(12), Some(4), None)
        );
        for (given, found) in [
            ("一、", Some((1, 1))),
            ("十二条", Some((12, 2))),
            ("九十九", Some((99, 3))),
            ("两", None),
            ("", None),
        ] {
            assert_eq!(chinese(given.chars()), found, "{given}");
        }
    }
}
