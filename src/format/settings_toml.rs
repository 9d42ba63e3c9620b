//! The settings file, TOML: what it says, with the lines that it says it in.
//!
//! Invariants: whatever the bytes are, what can be read of them is read and the rest is told; nothing is judged here but
//! kinds of values. TOML, because a person writes it: it has comments and names its lines.

use crate::domain::settings::{Fault, Line, Source, Written, WrittenNorms, Wrong};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// More than any settings that a person writes, in bytes.
pub const MAX_BYTES: usize = 1 << 18;

type Table<'a> = DeTable<'a>;

/// Reads the settings.
#[must_use]
pub fn read(bytes: &[u8]) -> Written {
    let text = String::from_utf8_lossy(bytes);
    let (table, errors) = Table::parse_recoverable(&text);
    let mut reading = Reading {
        text: &text,
        written: Written::default(),
    };
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        reading.fault(at, Wrong::NotToml);
    }
    reading.top(table.get_ref());
    // The order of the file, so that of two lines the first one counts as the first.
    reading.written.keys.sort_by_key(|line| line.line);
    reading.written.faults.sort_by_key(|fault| match fault.at {
        Source::File(line) => line,
        _ => 0,
    });
    reading.written
}

struct Reading<'a> {
    text: &'a str,
    written: Written,
}

impl Reading<'_> {
    /// The line of a byte, from 1.
    fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().iter().take(at);
        1 + before.filter(|byte| **byte == b'\n').count()
    }

    fn fault(&mut self, at: usize, what: Wrong) {
        let at = Source::File(self.line(at));
        self.written.faults.push(Fault { at, what });
    }

    fn top(&mut self, table: &Table<'_>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match (name, value.get_ref()) {
                ("keys", DeValue::Table(keys)) => self.keys(keys),
                ("norms", DeValue::Table(norms)) => self.norms(norms),
                _ => self.value(name, key.span().start, value),
            }
        }
    }

    fn value(&mut self, name: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        match text_of(value.get_ref()) {
            Some(text) => self.written.values.push(Line {
                line: self.line(at),
                is: (name.to_owned(), text),
            }),
            None => self.fault(at, Wrong::Kind(name.to_owned())),
        }
    }

    /// `"draft.save" = "Ctrl-S"`, or a list of chords.
    fn keys(&mut self, table: &Table<'_>) {
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let chords = match value.get_ref() {
                DeValue::Array(all) => all.iter().map(|one| text_of(one.get_ref())).collect(),
                one => text_of(one).map(|chord| vec![chord]),
            };
            match chords {
                Some(chords) => self.written.keys.push(Line {
                    line: self.line(key.span().start),
                    is: (name, chords),
                }),
                None => self.fault(key.span().start, Wrong::Kind(format!("keys.{name}"))),
            }
        }
    }

    fn norms(&mut self, table: &Table<'_>) {
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            match value.get_ref() {
                DeValue::Table(place) => self.place(name, key.span().start, place),
                _ if name == "place" => self.value("norms.place", key.span().start, value),
                _ => self.fault(key.span().start, Wrong::Unknown(format!("norms.{name}"))),
            }
        }
    }

    fn place(&mut self, name: &str, at: usize, table: &Table<'_>) {
        let mut norms = WrittenNorms {
            place: name.to_owned(),
            ..WrittenNorms::default()
        };
        for (key, value) in table {
            let part = key.get_ref().as_ref();
            match (part, value.get_ref()) {
                ("lecture", DeValue::Table(titles)) => {
                    for (title, most) in titles {
                        match text_of(most.get_ref()) {
                            Some(most) => norms.most.push((title.get_ref().to_string(), most)),
                            None => self.fault(
                                title.span().start,
                                Wrong::Kind(title.get_ref().to_string()),
                            ),
                        }
                    }
                }
                ("document", value) => match text_of(value) {
                    Some(document) => norms.document = document,
                    None => self.fault(key.span().start, Wrong::Kind(part.to_owned())),
                },
                _ => {
                    let whole = format!("norms.{name}.{part}");
                    self.fault(key.span().start, Wrong::Unknown(whole));
                }
            }
        }
        self.written.norms.push(Line {
            line: self.line(at),
            is: norms,
        });
    }
}

/// A text or a number as text; nothing else is one.
fn text_of(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keys_and_norms_are_read_with_their_lines() {
        let text = "# 设置\nlanguage = \"en\"\ntheme = 16\n[keys]\n\"draft.save\" = [\"F2\", \"Ctrl-W\"]\n[norms]\nplace = \"甲\"\n[norms.\"甲\"]\ndocument = \"乙\"\nlecture = { \"教授\" = 900.5 }\n";
        let read = read(text.as_bytes());
        assert_eq!(read.faults, []);
        let line = |line, key: &str, text: &str| Line {
            line,
            is: (key.to_owned(), text.to_owned()),
        };
        assert!(read.values.contains(&line(2, "language", "en")));
        assert!(read.values.contains(&line(3, "theme", "16")));
        assert!(read.values.contains(&line(7, "norms.place", "甲")));
        assert_eq!(read.keys[0].line, 5);
        assert_eq!(read.keys[0].is.1, ["F2", "Ctrl-W"]);
        assert_eq!(read.norms[0].is.document, "乙");
        assert_eq!(
            read.norms[0].is.most,
            [("教授".to_owned(), "900.5".to_owned())]
        );
    }

    #[test]
    fn faults_name_their_lines_and_spare_the_rest() {
        for (text, line) in [
            ("language = \"en\"\ntheme = = 1\n", 2),
            ("language = \"en\"\neditor = [1]\n", 2),
            ("language = \"en\"\n[keys]\nx = { y = 1 }\n", 3),
            ("language = \"en\"\n[norms]\nz = 1\n", 3),
            ("language = \"en\"\n\"unclosed\n", 2),
        ] {
            let read = read(text.as_bytes());
            let places: Vec<Source> = read.faults.iter().map(|fault| fault.at).collect();
            assert!(places.contains(&Source::File(line)), "{text} {places:?}");
            assert_eq!(
                read.values.first().map(|line| line.is.1.as_str()),
                Some("en")
            );
        }
    }

    #[test]
    fn any_bytes_are_read() {
        for bytes in [
            &b"\xff\xfe\x00"[..],
            b"a=\"\x1b[31m\"",
            b"",
            b"[[[[[",
            &[b'['; 5000],
        ] {
            let _ = read(bytes);
        }
        assert!(!read(b"\xff").faults.is_empty());
    }
}
