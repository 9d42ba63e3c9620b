//! What counts as a date, a telephone number, a credit code: the shapes of short texts.

use super::CreditCodeFault;
use crate::domain::number::fold_digits;
use jiff::civil::Date;

/// Reads a day as people write it: `2022-10-30`, `2022/10/30`, `2022.10.30`, `2022年10月30日`.
#[must_use]
pub fn parse_date(given: &str) -> Option<Date> {
    let folded = fold_digits(given.trim());
    let plain = folded
        .trim_end_matches('日')
        .replace(['/', '.', '年', '月'], "-");
    let mut parts = plain.split('-').map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let short = month.len() <= 2 && day.len() <= 2;
    if year.len() != 4 || !short || parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Reads two days: `2022-03-01 ~ 2022-10-30`, also with `～`, `至`, `到` or `—` between them.
#[must_use]
pub fn parse_span(given: &str) -> Option<(Date, Date)> {
    let (from, to) = given.split_once(['~', '～', '至', '到', '—'])?;
    Some((parse_date(from)?, parse_date(to.trim_start_matches('—'))?))
}

/// A mobile number (11 digits from 13 to 19), or a landline with or without area code and extension.
pub(super) fn is_phone(given: &str) -> bool {
    let folded = fold_digits(given.trim());
    let plain = folded.strip_prefix("+86").unwrap_or(&folded);
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let spelled = plain
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')' | '（' | '）' | '转'));
    let mobile = digits.len() == 11
        && digits.starts_with('1')
        && !matches!(digits.as_bytes()[1], b'0'..=b'2');
    let landline = (7..=16).contains(&digits.len()) && !digits.starts_with('1');
    spelled && (mobile || landline)
}

/// `name@host.tld`, without spaces; no more is asked, mail servers decide the rest.
pub(super) fn is_email(given: &str) -> bool {
    let text = given.trim();
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let spelled = text.chars().all(|c| c.is_ascii_graphic());
    let dotted = host.split('.').count() >= 2 && host.split('.').all(|label| !label.is_empty());
    spelled && !name.is_empty() && dotted && !host.contains('@')
}

/// 8 to 30 digits, in groups or not.
pub(super) fn is_bank_account(given: &str) -> bool {
    let plain: String = fold_digits(given)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    (8..=30).contains(&plain.len()) && plain.bytes().all(|b| b.is_ascii_digit())
}

/// The characters of a unified social credit code, in the order of their values (GB 32100-2015, table 2).
const CODE_CHARACTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^i mod 31: the weights of the first 17 places (GB 32100-2015, 5.5).
const CODE_WEIGHTS: [usize; 17] = [
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28,
];

/// What is wrong with a unified social credit code; `None` when it holds.
#[must_use]
pub fn credit_code_fault(given: &str) -> Option<CreditCodeFault> {
    let code: Vec<char> = fold_digits(given.trim())
        .to_ascii_uppercase()
        .chars()
        .collect();
    if code.len() != 18 {
        return Some(CreditCodeFault::Length(code.len()));
    }
    let mut values = Vec::with_capacity(18);
    for character in &code {
        match CODE_CHARACTERS.find(*character) {
            Some(value) => values.push(value),
            None => return Some(CreditCodeFault::Character(*character)),
        }
    }
    let sum: usize = values
        .iter()
        .zip(CODE_WEIGHTS)
        .map(|(value, weight)| value * weight)
        .sum();
    let check = (31 - sum % 31) % 31;
    let wanted = CODE_CHARACTERS.chars().nth(check)?;
    (wanted != code[17]).then_some(CreditCodeFault::CheckDigit(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_the_ways_people_write_them() {
        let day = jiff::civil::date(2022, 10, 30);
        for given in [
            "2022-10-30",
            "2022/10/30",
            "2022.10.30",
            "２０２２年１０月３０日",
            " 2022-10-30 ",
        ] {
            assert_eq!(parse_date(given), Some(day), "{given}");
        }
        for given in [
            "2022-13-01",
            "2022-02-30",
            "22-10-30",
            "2022-10",
            "2022-10-30-1",
            "明天",
        ] {
            assert_eq!(parse_date(given), None, "{given}");
        }
        assert_eq!(
            parse_span("2022-03-01至2022-10-30"),
            Some((jiff::civil::date(2022, 3, 1), day))
        );
    }

    #[test]
    fn credit_codes_are_checked_to_the_last_character() {
        // The worked example of GB 32100-2015.
        assert_eq!(credit_code_fault("91350100M000100Y43"), None);
        assert_eq!(
            credit_code_fault("91350100M000100Y44"),
            Some(CreditCodeFault::CheckDigit('3'))
        );
        assert_eq!(
            credit_code_fault("9135010"),
            Some(CreditCodeFault::Length(7))
        );
        assert_eq!(
            credit_code_fault("9135O100M000100Y43"),
            Some(CreditCodeFault::Character('O'))
        );
    }

    #[test]
    fn phones_mails_and_accounts_are_told_from_other_texts() {
        for (given, fits) in [
            ("13895001234", true),
            ("0951-6888888", true),
            ("（0951）6888888转8", true),
            ("+86 138 9500 1234", true),
            ("1234", false),
            ("12345678901", false),
            ("电话", false),
        ] {
            assert_eq!(is_phone(given), fits, "{given}");
        }
        assert!(
            is_email("kx@yinchuan.org.cn") && !is_email("kx@yinchuan") && !is_email("a b@c.cn")
        );
        assert!(is_bank_account("6222 0212 3456 7890 123") && !is_bank_account("账号123"));
    }
}
