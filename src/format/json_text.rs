//! JSON from files that may be broken or hostile, and JSON as this program writes it.
//!
//! Invariants: what is read is UTF-8, bounded in size, depth and number of members, and holds nothing that two readers
//! could understand differently (a member twice, half a surrogate pair, a number beyond all bounds); what is written is
//! indented by two spaces, in a stable order, with a line break at its end. Absent: what the members mean.

mod scanner;

pub(super) use scanner::Scanner;

use crate::format::fault::DataFault;
use serde_json::Value;

/// The largest file that is read.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// How deep arrays and objects may be nested.
pub const MAX_DEPTH: usize = 64;
/// How many members and elements there may be: what keeps a hostile file of many tiny members within 100 MB.
pub const MAX_MEMBERS: usize = 200_000;

/// Reads JSON text.
///
/// # Errors
/// The first fault, with its line and column.
pub fn read(bytes: &[u8]) -> Result<Value, DataFault> {
    read_up_to(bytes, MAX_BYTES)
}

/// Reads JSON text that may be longer than a file of ours: up to so many bytes.
///
/// # Errors
/// The first fault, with its line and column.
pub fn read_up_to(bytes: &[u8], limit: usize) -> Result<Value, DataFault> {
    let mut scanner = Scanner::within(bytes, limit)?;
    let value = scanner.value()?;
    scanner.end()?;
    Ok(value)
}

/// The member `format` of a file's top level; `None` when it has none or is no JSON.
#[must_use]
pub fn format_of(bytes: &[u8]) -> Option<String> {
    let value = read(bytes).ok()?;
    value.get("format")?.as_str().map(str::to_owned)
}

/// Writes JSON as this program's files have it.
#[must_use]
pub fn write(value: &Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::fault::DataFaultKind as Kind;
    use crate::text::json_fault::JsonFault;

    fn check(cases: &[(&[u8], &str, Kind)]) {
        for (bytes, place, what) in cases {
            let given = String::from_utf8_lossy(bytes);
            let expected = DataFault::at(*place, what.clone());
            assert_eq!(read(bytes), Err(expected), "reading {given}");
        }
    }

    #[test]
    fn a_fault_tells_its_line_and_column_in_characters() {
        let ends_early = Kind::NotJson(JsonFault::EndsEarly);
        let unexpected = |found| Kind::NotJson(JsonFault::Unexpected(found));
        check(&[
            (b"", "1:1", ends_early.clone()),
            (b"{", "1:2", ends_early),
            (b"[1,]", "1:4", unexpected(']')),
            (b"{\"a\":1,}", "1:8", unexpected('}')),
            (b"{,}", "1:2", unexpected(',')),
            (b"[1 2]", "1:4", unexpected('2')),
            (b"{} x", "1:4", unexpected('x')),
            (b"nul", "1:1", unexpected('n')),
            (b"'a'", "1:1", unexpected('\'')),
            (b"[\n\"a\xff\"]", "2:3", Kind::NotUtf8),
            ("{\n \"名称\": 甲".as_bytes(), "2:8", unexpected('甲')),
        ]);
    }

    #[test]
    fn what_two_readers_could_take_differently_is_refused() {
        let lone = Kind::NotJson(JsonFault::LoneSurrogate);
        let escape = Kind::NotJson(JsonFault::BadEscape);
        let number = Kind::NotJson(JsonFault::BadNumber);
        check(&[
            (br#"["\ud800"]"#, "1:3", lone.clone()),
            (br#"["\ud800\u0041"]"#, "1:3", lone.clone()),
            (br#"["\udc00"]"#, "1:3", lone),
            (br#"["\x41"]"#, "1:3", escape.clone()),
            (br#"["\u00g1"]"#, "1:3", escape),
            (
                b"[\"a\nb\"]",
                "1:4",
                Kind::NotJson(JsonFault::ControlInString),
            ),
            (b"[1e999]", "1:2", number.clone()),
            (b"[-]", "1:2", number.clone()),
            (b"[1.]", "1:2", number.clone()),
            (b"[1e+]", "1:2", number),
            (b"[01]", "1:3", Kind::NotJson(JsonFault::Unexpected('1'))),
            (
                br#"{"a":1,"\u0061":2}"#,
                "1:8",
                Kind::Duplicate("a".to_owned()),
            ),
        ]);
    }

    #[test]
    fn size_depth_and_number_of_members_are_bounded() {
        let deep = "[".repeat(65);
        let many = format!("[{}0]", "0,".repeat(MAX_MEMBERS));
        let large = vec![b' '; MAX_BYTES + 1];
        for (bytes, what) in [
            (deep.as_bytes(), Kind::TooDeep),
            (many.as_bytes(), Kind::TooMany(MAX_MEMBERS)),
            (&large, Kind::TooLarge(MAX_BYTES)),
        ] {
            assert_eq!(read(bytes).expect_err("a fault").what, what);
        }
        let allowed = format!("{}{}", "[".repeat(64), "]".repeat(64));
        assert!(read(allowed.as_bytes()).is_ok());
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
            assert_eq!(read(text.as_bytes()), Ok(other), "reading {text}");
        }
        assert_eq!(
            read(b"\xef\xbb\xbf[]"),
            read(b"[]"),
            "a byte order mark is no fault"
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = "[\n  1.00,\n  10000000000000000000000000000001\n]\n";
        let value = read(text.as_bytes()).expect("sound JSON");
        assert_eq!(write(&value), text);
    }
}
