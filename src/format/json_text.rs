//! JSON text that may come from anyone, and the one way that this program prints JSON files.
//!
//! Invariant: reading is bounded in size, depth and number of members, refuses what two readers could understand
//! differently (duplicate members, lone surrogates, numbers beyond all bounds), and tells line and column of a fault.
//! Absent: what the members mean.

mod scanner;

pub(super) use scanner::Scanner;

use crate::domain::fault::JsonFault;
use serde_json::Value;

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 16 << 20;
/// The deepest nesting of brackets that is read.
pub const MAX_DEPTH: usize = 64;
/// The most members and elements that are read: what keeps a hostile file of many tiny members within 100 MB.
pub const MAX_MEMBERS: usize = 200_000;

/// Reads a JSON text.
///
/// # Errors
/// [`JsonFault`] with line and column of the first thing that is wrong.
pub fn parse(bytes: &[u8]) -> Result<Value, JsonFault> {
    let mut scanner = Scanner::new(bytes)?;
    let value = scanner.value()?;
    scanner.end()?;
    Ok(value)
}

/// Prints a value over lines, indented by two spaces, members in the order they have, with a final line break.
#[must_use]
pub fn print(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

/// A JSON pointer with one more segment.
#[must_use]
pub fn pointer(parent: &str, segment: &str) -> String {
    format!("{parent}/{}", segment.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fault::{JsonFaultKind as Kind, JsonPlace};

    fn check(cases: &[(&[u8], usize, usize, Kind)]) {
        for (bytes, line, column, what) in cases {
            let fault = parse(bytes).expect_err("a fault");
            let place = JsonPlace::Text {
                line: *line,
                column: *column,
            };
            let given = String::from_utf8_lossy(bytes);
            assert_eq!(
                (&fault.place, &fault.what),
                (&place, what),
                "reading {given}"
            );
        }
    }

    #[test]
    fn a_fault_tells_its_line_and_column_in_characters() {
        check(&[
            (b"", 1, 1, Kind::EndsEarly),
            (b"{", 1, 2, Kind::EndsEarly),
            (b"[1,]", 1, 4, Kind::Unexpected(']')),
            (b"{\"a\":1,}", 1, 8, Kind::Unexpected('}')),
            (b"{,}", 1, 2, Kind::Unexpected(',')),
            (b"[1 2]", 1, 4, Kind::Unexpected('2')),
            (b"{} x", 1, 4, Kind::Unexpected('x')),
            (b"nul", 1, 1, Kind::Unexpected('n')),
            (b"'a'", 1, 1, Kind::Unexpected('\'')),
            (b"\xef\xbb\xbf{}", 1, 1, Kind::ByteOrderMark),
            (b"[\n\"a\xff\"]", 2, 3, Kind::NotUtf8),
            ("{\n \"名称\": 甲".as_bytes(), 2, 8, Kind::Unexpected('甲')),
        ]);
    }

    #[test]
    fn strings_and_numbers_that_readers_could_take_differently_are_refused() {
        check(&[
            (br#"["\ud800"]"#, 1, 3, Kind::LoneSurrogate),
            (br#"["\ud800\u0041"]"#, 1, 3, Kind::LoneSurrogate),
            (br#"["\udc00"]"#, 1, 3, Kind::LoneSurrogate),
            (br#"["\x41"]"#, 1, 3, Kind::BadEscape),
            (br#"["\u00g1"]"#, 1, 3, Kind::BadEscape),
            (b"[\"a\nb\"]", 1, 4, Kind::ControlInString),
            (b"[1e999]", 1, 2, Kind::BadNumber),
            (b"[01]", 1, 3, Kind::Unexpected('1')),
            (b"[-]", 1, 2, Kind::BadNumber),
            (b"[1.]", 1, 2, Kind::BadNumber),
            (b"[1e+]", 1, 2, Kind::BadNumber),
            (
                br#"{"a":1,"\u0061":2}"#,
                1,
                8,
                Kind::DuplicateMember("a".to_owned()),
            ),
        ]);
    }

    #[test]
    fn size_depth_and_number_of_members_are_bounded() {
        let deep = "[".repeat(65);
        let many = format!("[{}0]", "0,".repeat(MAX_MEMBERS));
        let large = vec![b' '; MAX_BYTES + 1];
        let cases = [
            (deep.as_bytes(), Kind::TooDeep(MAX_DEPTH)),
            (many.as_bytes(), Kind::TooMany(MAX_MEMBERS)),
            (&large, Kind::TooLarge(MAX_BYTES)),
        ];
        for (bytes, what) in cases {
            assert_eq!(parse(bytes).expect_err("a fault").what, what);
        }
        let allowed = format!("{}{}", "[".repeat(64), "]".repeat(64));
        assert!(parse(allowed.as_bytes()).is_ok());
    }

    #[test]
    fn sound_text_reads_as_any_json_reader_has_it() {
        for text in [
            r#"{"b":[1,-0.5e3,true,false,null],"a":{"":"\u4e2d\ud83d\ude00\"\\\/\b\f\n\r\t"}}"#,
            " [ ] ",
            "\r\n{ }\t",
            "12345678901234567890.10",
            r#""甲乙""#,
        ] {
            let other: Value = serde_json::from_str(text).expect("sound JSON");
            assert_eq!(parse(text.as_bytes()), Ok(other), "reading {text}");
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = "[\n  1.00,\n  10000000000000000000000000000001\n]\n";
        let value = parse(text.as_bytes()).expect("sound JSON");
        assert_eq!(print(&value), text.as_bytes());
    }
}
