//! Amounts in Chinese capital numerals (大写金额), as contracts and receipts write them so that no stroke can be added.
//!
//! The rules are those of 《正确填写票据和结算凭证的基本规定》 (附一 of 中国人民银行《支付结算办法》, 银发〔1997〕393号): 整 after
//! 元, none after 分. Where it leaves a choice, the form is taken that leaves no gap: 整 also after 角, and 零 once wherever
//! zeros stand between two written digits. Absent: reading such amounts.

use super::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

const WAN: u64 = 10_000;
const YI: u64 = 100_000_000;

impl Money {
    /// The amount in capital numerals: `壹万捌仟陆佰元整`.
    #[must_use]
    pub fn in_capitals(self) -> String {
        let fen = self.0.unsigned_abs();
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut out = String::from(if self.0 < 0 { "负" } else { "" });
        if yuan > 0 || (jiao, fen) == (0, 0) {
            out.push_str(&whole(yuan));
            out.push('元');
        }
        let gap = yuan > 0 && (jiao == 0 || yuan.is_multiple_of(10));
        if gap && (jiao, fen) != (0, 0) {
            out.push('零');
        }
        if jiao > 0 {
            out.push(digit(jiao));
            out.push('角');
        }
        if fen > 0 {
            out.push(digit(fen));
            out.push('分');
        } else {
            out.push('整');
        }
        out
    }
}

/// A whole number: what stands before 亿 or 万, that word, and the rest.
fn whole(number: u64) -> String {
    let (base, word) = match number {
        YI.. => (YI, "亿"),
        WAN..YI => (WAN, "万"),
        _ => return below_wan(number),
    };
    let (high, low) = (number / base, number % base);
    let gap = low > 0 && (low < base / 10 || high.is_multiple_of(10));
    let low = if low == 0 { String::new() } else { whole(low) };
    format!("{}{word}{}{low}", whole(high), if gap { "零" } else { "" })
}

/// Up to four digits with 仟, 佰 and 拾.
fn below_wan(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, word) in [(1000, "仟"), (100, "佰"), (10, "拾"), (1, "")] {
        let value = number / place % 10;
        if value == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
        }
        gap = false;
        out.push(digit(value));
        out.push_str(word);
    }
    out
}

fn digit(value: u64) -> char {
    usize::try_from(value)
        .ok()
        .and_then(|at| DIGITS.get(at).copied())
        .unwrap_or('零')
}

#[cfg(test)]
mod tests {
    use super::Money;

    #[test]
    fn capitals_follow_the_rules_for_receipts() {
        for (fen, written) in [
            (1_860_000, "壹万捌仟陆佰元整"),
            (0, "零元整"),
            (1, "壹分"),
            (50, "伍角整"),
            (32, "叁角贰分"),
            (100, "壹元整"),
            (1_000, "壹拾元整"),
            (1_100, "壹拾壹元整"),
            (10_005, "壹佰元零伍分"),
            (10_050, "壹佰元零伍角整"),
            // The examples that the rules print.
            (140_950, "壹仟肆佰零玖元伍角整"),
            (600_714, "陆仟零柒元壹角肆分"),
            (168_032, "壹仟陆佰捌拾元零叁角贰分"),
            (10_700_053, "壹拾万零柒仟元零伍角叁分"),
            (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
            (32_504, "叁佰贰拾伍元零肆分"),
            (20_050_000, "贰拾万零伍佰元整"),
            (100_050_000, "壹佰万零伍佰元整"),
            (100_000_000_000, "壹拾亿元整"),
            (100_000_000_100, "壹拾亿零壹元整"),
            (10_000_050_000_000, "壹仟亿零伍拾万元整"),
            (
                12_345_678_912,
                "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分",
            ),
            (-9_990, "负玖拾玖元玖角整"),
            (
                i64::MAX,
                "玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分",
            ),
        ] {
            assert_eq!(Money::from_fen(fen).in_capitals(), written, "{fen}");
        }
    }

    #[test]
    fn every_amount_reads_back_as_itself() {
        // Steps that meet every pattern of zeros among the first nine digits.
        let steps = (0..20_000)
            .map(|n: i64| n * 7_001)
            .chain((0..2_000).map(|n| n * 100_100));
        for fen in steps.chain(0..12_000) {
            let written = Money::from_fen(fen).in_capitals();
            assert_eq!(read(&written), Some(fen), "{fen} {written}");
            assert!(
                !written.contains("零零") && (fen == 0 || !written.contains("零元")),
                "{written}"
            );
        }
    }

    /// The fen that an amount in capitals says.
    fn read(written: &str) -> Option<i64> {
        let (mut all, mut section, mut digit) = (0, 0, 0);
        for c in written.chars() {
            match c {
                '整' | '零' => {}
                '拾' => (section, digit) = (section + digit * 10, 0),
                '佰' => (section, digit) = (section + digit * 100, 0),
                '仟' => (section, digit) = (section + digit * 1000, 0),
                '万' => (all, section, digit) = (all + (section + digit) * 10_000, 0, 0),
                '亿' => (all, section, digit) = ((all + section + digit) * 100_000_000, 0, 0),
                '元' => (all, section, digit) = ((all + section + digit) * 100, 0, 0),
                '角' => (all, digit) = (all + digit * 10, 0),
                '分' => (all, digit) = (all + digit, 0),
                _ => digit = i64::try_from(super::DIGITS.iter().position(|d| *d == c)?).ok()?,
            }
        }
        Some(all)
    }
}
