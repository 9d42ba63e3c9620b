//! Walks a JSON text once, from left to right.
//!
//! Invariant: `at` is always on a character border, because it only ever steps over ASCII or over whole stretches
//! between ASCII characters. Absent: recursion deeper than [`MAX_DEPTH`].

use super::{MAX_BYTES, MAX_DEPTH, MAX_MEMBERS};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::text::json_fault::JsonFault;
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};
use std::borrow::Cow;

/// Editors on Windows put it at the beginning; it says nothing.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// So many bytes of a string are looked at together.
const BLOCK: usize = 16;

/// A place in a JSON text that is being read.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    members: usize,
}

impl<'a> Scanner<'a> {
    /// Begins at the first byte.
    ///
    /// # Errors
    /// When the text is too long or is no UTF-8.
    pub fn new(bytes: &'a [u8]) -> Result<Self, DataFault> {
        Self::within(bytes, MAX_BYTES)
    }

    /// As [`Scanner::new`], for a text of up to so many bytes.
    ///
    /// # Errors
    /// As [`Scanner::new`].
    pub fn within(bytes: &'a [u8], limit: usize) -> Result<Self, DataFault> {
        if bytes.len() > limit {
            return Err(fault("", DataFaultKind::TooLarge(limit)));
        }
        let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            fault(&before, DataFaultKind::NotUtf8)
        })?;
        Ok(Self {
            text,
            at: 0,
            depth: 0,
            members: 0,
        })
    }

    /// Makes sure that nothing but white space follows.
    ///
    /// # Errors
    /// Names the first character that follows.
    pub fn end(&mut self) -> Result<(), DataFault> {
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected()),
        }
    }

    /// Reads the next value, whole.
    ///
    /// # Errors
    /// The first fault in it.
    pub fn value(&mut self) -> Result<Value, DataFault> {
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"') => Ok(Value::String(self.string()?.into_owned())),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.literal(),
        }
    }

    /// Steps into an object.
    ///
    /// # Errors
    /// When there is none here, or it lies too deep.
    pub fn open_object(&mut self) -> Result<(), DataFault> {
        self.open(b'{')
    }

    /// Steps to the value of the next member of an object and returns its name; out of the object after the last.
    /// `read` is how many members were read before.
    ///
    /// # Errors
    /// When no member stands here, or there are too many.
    pub fn next_key(&mut self, read: usize) -> Result<Option<Cow<'a, str>>, DataFault> {
        if self.closes(b'}', read)? {
            return Ok(None);
        }
        let key = self.string()?;
        self.skip_space();
        self.expect(b':')?;
        Ok(Some(key))
    }

    fn object(&mut self) -> Result<Value, DataFault> {
        self.open_object()?;
        let mut members = Map::new();
        loop {
            let before = self.at;
            let Some(key) = self.next_key(members.len())? else {
                return Ok(Value::Object(members));
            };
            match members.entry(key) {
                Entry::Vacant(place) => {
                    place.insert(self.value()?);
                }
                Entry::Occupied(there) => {
                    let name = there.key().clone();
                    self.at = before + self.text[before..].find('"').unwrap_or(0);
                    return Err(self.fault(DataFaultKind::Duplicate(name)));
                }
            }
        }
    }

    fn array(&mut self) -> Result<Value, DataFault> {
        self.open(b'[')?;
        let mut elements = Vec::new();
        while !self.closes(b']', elements.len())? {
            elements.push(self.value()?);
        }
        Ok(Value::Array(elements))
    }

    fn open(&mut self, bracket: u8) -> Result<(), DataFault> {
        self.skip_space();
        if self.depth == MAX_DEPTH && self.peek() == Some(bracket) {
            return Err(self.fault(DataFaultKind::TooDeep));
        }
        self.expect(bracket)?;
        self.depth += 1;
        Ok(())
    }

    /// Steps over the closing bracket, or over the comma before the next element.
    fn closes(&mut self, bracket: u8, read: usize) -> Result<bool, DataFault> {
        self.skip_space();
        if self.take(bracket) {
            self.depth = self.depth.saturating_sub(1);
            return Ok(true);
        }
        if read > 0 {
            self.expect(b',')?;
            self.skip_space();
        }
        self.members += 1;
        if self.members > MAX_MEMBERS {
            return Err(self.fault(DataFaultKind::TooMany(MAX_MEMBERS)));
        }
        Ok(false)
    }

    /// Reads a string.
    ///
    /// # Errors
    /// The first fault in it.
    pub fn string(&mut self) -> Result<Cow<'a, str>, DataFault> {
        self.expect(b'"')?;
        let plain = self.plain_stretch();
        if self.take(b'"') {
            return Ok(Cow::Borrowed(plain));
        }
        let mut whole = plain.to_owned();
        loop {
            match self.peek() {
                None => return Err(self.not_json(JsonFault::EndsEarly)),
                Some(b'"') => break,
                Some(b'\\') => whole.push(self.escape()?),
                Some(0..0x20) => return Err(self.not_json(JsonFault::ControlInString)),
                Some(_) => whole.push_str(self.plain_stretch()),
            }
        }
        self.at += 1;
        Ok(Cow::Owned(whole))
    }

    fn plain_stretch(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        // Without a branch, so that a block of bytes is looked at as one.
        let special = |byte: &u8| (*byte == b'"') | (*byte == b'\\') | (*byte < 0x20);
        let any = |block: &&[u8; BLOCK]| block.iter().fold(false, |any, byte| any | special(byte));
        let (blocks, _) = rest.as_bytes().as_chunks::<BLOCK>();
        let from = blocks.iter().take_while(|block| !any(block)).count() * BLOCK;
        let len = rest.as_bytes()[from..].iter().position(special);
        let plain = &rest[..len.map_or(rest.len(), |len| from + len)];
        self.at += plain.len();
        plain
    }

    fn escape(&mut self) -> Result<char, DataFault> {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let plain = match rest.first() {
            None => return Err(self.not_json(JsonFault::EndsEarly)),
            Some(b'u') => return self.unicode_escape(),
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(_) => return Err(self.not_json(JsonFault::BadEscape)),
        };
        self.at += 2;
        Ok(plain)
    }

    fn unicode_escape(&mut self) -> Result<char, DataFault> {
        let units = [self.unit(self.at), self.unit(self.at + 6)];
        let Some(first) = units[0] else {
            return Err(self.not_json(JsonFault::BadEscape));
        };
        let both = units.into_iter().flatten();
        match char::decode_utf16(both).next() {
            Some(Ok(decoded)) => {
                self.at += 6 * decoded.len_utf16();
                Ok(decoded)
            }
            _ => {
                debug_assert!((0xd800..0xe000).contains(&first));
                Err(self.not_json(JsonFault::LoneSurrogate))
            }
        }
    }

    /// The code unit of `\uXXXX` at a place.
    fn unit(&self, at: usize) -> Option<u16> {
        let digits = self.text.as_bytes().get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |unit: u16, digit| {
            let value = char::from(*digit).to_digit(16)?;
            Some(unit << 4 | u16::try_from(value).ok()?)
        })
    }

    fn number(&mut self) -> Result<Value, DataFault> {
        let len = number_len(&self.text.as_bytes()[self.at..]);
        let digits = len.map(|len| &self.text[self.at..self.at + len]);
        let read = digits.and_then(|digits| {
            let bounded = digits.parse::<f64>().is_ok_and(f64::is_finite);
            let number = digits.parse::<Number>().ok().filter(|_| bounded)?;
            Some((digits.len(), number))
        });
        let Some((len, number)) = read else {
            return Err(self.not_json(JsonFault::BadNumber));
        };
        self.at += len;
        Ok(Value::Number(number))
    }

    fn literal(&mut self) -> Result<Value, DataFault> {
        let words = [
            ("true", Value::Bool(true)),
            ("false", Value::Bool(false)),
            ("null", Value::Null),
        ];
        for (word, value) in words {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.unexpected())
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8) -> Result<(), DataFault> {
        if self.take(byte) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    fn unexpected(&self) -> DataFault {
        let found = self.text[self.at..].chars().next();
        self.not_json(found.map_or(JsonFault::EndsEarly, JsonFault::Unexpected))
    }

    fn not_json(&self, what: JsonFault) -> DataFault {
        self.fault(DataFaultKind::NotJson(what))
    }

    fn fault(&self, what: DataFaultKind) -> DataFault {
        fault(&self.text[..self.at], what)
    }
}

fn fault(before: &str, what: DataFaultKind) -> DataFault {
    let line = before.matches('\n').count() + 1;
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before[line_start..].chars().count() + 1;
    DataFault::at(format!("{line}:{column}"), what)
}

/// How many bytes a number takes; `None` when it is written wrongly.
fn number_len(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let run = bytes[from..].iter().take_while(|b| b.is_ascii_digit());
        run.count()
    };
    let mut at = usize::from(bytes.first() == Some(&b'-'));
    at += match bytes.get(at)? {
        b'0' => 1,
        _ => Some(digits(at)).filter(|count| *count > 0)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at += 1 + Some(digits(at + 1)).filter(|count| *count > 0)?;
    }
    if matches!(bytes.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(bytes.get(at + 1), Some(b'+' | b'-')));
        at += Some(digits(at)).filter(|count| *count > 0)?;
    }
    Some(at)
}
