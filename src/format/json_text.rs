//! JSON from files that may be broken or hostile, and JSON as this program writes it.
//!
//! Invariants: what is read is UTF-8, at most [`MAX_BYTES`] long and [`MAX_DEPTH`] deep, and has no member twice; what
//! is written is indented by two spaces, in a stable order, with a line break at its end.

use crate::format::fault::{DataFault, DataFaultKind};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// The largest file that is read.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// How deep arrays and objects may be nested.
pub const MAX_DEPTH: usize = 64;

/// Reads JSON text.
///
/// # Errors
/// The first fault, with its line and column.
pub fn read(bytes: &[u8]) -> Result<Value, DataFault> {
    if bytes.len() > MAX_BYTES {
        return Err(DataFault::at("1:1", DataFaultKind::TooLarge(MAX_BYTES)));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = place(&bytes[..error.valid_up_to()]);
        DataFault::at(format!("{line}:{column}"), DataFaultKind::NotUtf8)
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Careful { depth: 0 }.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    value.map_err(|error| {
        let said = error.to_string();
        let kind = match said.split_once(" at line ").map_or(said.as_str(), |(said, _)| said) {
            TOO_DEEP => DataFaultKind::TooDeep,
            said if said.starts_with("recursion limit") => DataFaultKind::TooDeep,
            said => match said.strip_prefix(TWICE) {
                Some(name) => DataFaultKind::Duplicate(name.to_owned()),
                None => DataFaultKind::NotJson(said.to_owned()),
            },
        };
        DataFault::at(format!("{}:{}", error.line(), error.column()), kind)
    })
}

/// Writes JSON as this program's files have it.
#[must_use]
pub fn write(value: &Value) -> String {
    // A value made of strings, numbers, arrays and objects always has a text.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

const TOO_DEEP: &str = "nested too deep";
const TWICE: &str = "twice: ";

fn place(before: &[u8]) -> (usize, usize) {
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    (line, column)
}

/// Builds a value, and refuses what is too deep or there twice.
struct Careful {
    depth: usize,
}

impl<'de> DeserializeSeed<'de> for Careful {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Careful {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = deeper::<A::Error>(self.depth)?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Self { depth })? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let depth = deeper::<A::Error>(self.depth)?;
        let mut members = Map::new();
        while let Some(name) = access.next_key::<String>()? {
            // With exact numbers, serde_json hands a number over as a map of one reserved name.
            if name == NUMBER {
                let digits: String = access.next_value()?;
                return serde_json::from_str(&digits).map_err(A::Error::custom);
            }
            let value = access.next_value_seed(Self { depth })?;
            if members.contains_key(&name) {
                return Err(A::Error::custom(format!("{TWICE}{name}")));
            }
            members.insert(name, value);
        }
        Ok(Value::Object(members))
    }
}

const NUMBER: &str = "$serde_json::private::Number";

fn deeper<E: Error>(depth: usize) -> Result<usize, E> {
    if depth >= MAX_DEPTH { Err(E::custom(TOO_DEEP)) } else { Ok(depth + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &[u8], wanted: Result<&str, DataFault>) {
        assert_eq!(read(text).map(|value| value.to_string()), wanted.map(str::to_owned));
    }

    #[test]
    fn good_json_is_read_to_the_digit() {
        check(b"{\"a\":[1.10,1e+999,null,true,\"\xe7\xa7\x91\"]}", Ok("{\"a\":[1.10,1e+999,null,true,\"科\"]}"));
        check(b"\xef\xbb\xbf{}", Ok("{}"));
    }

    #[test]
    fn bad_json_is_refused_with_its_place() {
        check(b"{\"a\":1,\n\"a\":2}", Err(DataFault::at("2:6", DataFaultKind::Duplicate("a".into()))));
        check(b"{\n\xff}", Err(DataFault::at("2:1", DataFaultKind::NotUtf8)));
        let deep = "[".repeat(100);
        assert!(matches!(read(deep.as_bytes()), Err(DataFault { what: DataFaultKind::TooDeep, .. })));
        assert!(matches!(read(b"{\"a\":\"\\ud800\"}"), Err(DataFault { what: DataFaultKind::NotJson(_), .. })));
        assert!(matches!(read(b"{} x"), Err(DataFault { what: DataFaultKind::NotJson(_), .. })));
    }
}
