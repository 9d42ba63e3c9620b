//! What reviewers said, in the text: comments on words, and changes that can be taken or refused one by one.
//!
//! Invariants: without the changes the text is the draft's, with all of them it is what the reviewers propose; changes
//! never overlap. Absent: which words a remark is on, which the paper says.

use super::frame::moment;
use super::xml::Xml;
use crate::domain::field::FieldPath;
use crate::domain::paper::{Cell, Change, Paper, Remark, Spot};

/// The remarks of a paper.
pub(super) struct Marks<'a> {
    remarks: &'a [Remark],
}

/// What becomes of words when a change is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// They stay.
    Kept,
    /// They go; by the remark with this number.
    Deleted(usize),
    /// They come.
    Inserted(usize),
}

/// The parts that a text is written in.
enum Token {
    /// A comment begins.
    Start(usize),
    /// A comment ends.
    End(usize),
    Words(String, Fate),
    /// A paragraph ends.
    Break(Fate),
}

impl<'a> Marks<'a> {
    pub(super) fn of(paper: &'a Paper) -> Self {
        Self {
            remarks: &paper.remarks,
        }
    }

    /// The text at an address as paragraphs; `how` writes how each of them looks.
    pub(super) fn paragraphs(
        &self,
        xml: &mut Xml,
        at: Option<&FieldPath>,
        text: &str,
        row: Fate,
        how: impl Fn(&mut Xml),
    ) {
        let here = |spot: &Spot| matches!((spot, at), (Spot::Text(on), Some(at)) if on == at);
        let mut tokens = self.tokens(text, here);
        // What stands in a row that comes or goes does so with it.
        for token in &mut tokens {
            if let Token::Words(_, fate @ Fate::Kept) = token {
                *fate = row;
            }
        }
        self.write(xml, tokens, how);
    }

    /// What becomes of the row that holds the texts at these addresses.
    pub(super) fn fate_of<'c>(&self, mut cells: impl Iterator<Item = &'c FieldPath>) -> Fate {
        let Some(row) = cells.next().map(row_of) else {
            return Fate::Kept;
        };
        let goes = self.remarks.iter().position(|one| match &one.on {
            Spot::Text(at) => one.change == Some(Change::RowOut) && row_of(at) == row,
            _ => false,
        });
        goes.map_or(Fate::Kept, Fate::Deleted)
    }

    /// The rows that are proposed for a table before the one at this place.
    pub(super) fn new_rows(&self, table: &str, index: usize) -> Vec<(Fate, &'a [Cell])> {
        let rows = self.remarks.iter().enumerate();
        let rows = rows.filter_map(|(id, one)| match &one.change {
            Some(Change::Row {
                table: into,
                index: before,
                cells,
            }) if into == table && *before == index => Some((Fate::Inserted(id), cells.as_slice())),
            _ => None,
        });
        rows.collect()
    }

    /// A heading, with the remarks that are on a whole section or on everything.
    pub(super) fn heading(&self, xml: &mut Xml, spot: &Spot, text: &str, how: impl Fn(&mut Xml)) {
        self.write(xml, self.tokens(text, |on| on == spot), how);
    }

    fn tokens(&self, text: &str, here: impl Fn(&Spot) -> bool) -> Vec<Token> {
        let chars: Vec<char> = text.chars().collect();
        let remarks: Vec<(usize, &Remark)> = self
            .remarks
            .iter()
            .enumerate()
            .filter(|(_, one)| here(&one.on))
            .collect();
        let bounds = |remark: &Remark| {
            let end = remark.range.end.min(chars.len());
            (remark.range.start.min(end), end)
        };
        let mut cuts: Vec<usize> = remarks
            .iter()
            .flat_map(|(_, one)| <[usize; 2]>::from(bounds(one)))
            .collect();
        cuts.extend([0, chars.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut tokens = Vec::new();
        for (place, cut) in cuts.iter().enumerate() {
            for (id, remark) in remarks.iter().filter(|(_, one)| bounds(one).0 == *cut) {
                tokens.push(Token::Start(*id));
                if bounds(remark).1 == *cut {
                    self.end(&mut tokens, *id, remark);
                }
            }
            let Some(next) = cuts.get(place + 1) else {
                break;
            };
            let covers = |one: &Remark| {
                matches!(one.change, Some(Change::Words(_)))
                    && bounds(one).0 <= *cut
                    && *next <= bounds(one).1
            };
            let deleted = remarks.iter().find(|(_, one)| covers(one));
            let fate = deleted.map_or(Fate::Kept, |(id, _)| Fate::Deleted(*id));
            let words: String = chars.get(*cut..*next).unwrap_or_default().iter().collect();
            push(&mut tokens, &words, fate);
            for (id, remark) in &remarks {
                if bounds(remark).1 == *next && bounds(remark).0 < *next {
                    self.end(&mut tokens, *id, remark);
                }
            }
        }
        tokens
    }

    fn end(&self, tokens: &mut Vec<Token>, id: usize, remark: &Remark) {
        if let Some(Change::Words(words)) = &remark.change {
            push(tokens, words, Fate::Inserted(id));
        }
        tokens.push(Token::End(id));
    }

    fn write(&self, xml: &mut Xml, tokens: Vec<Token>, how: impl Fn(&mut Xml)) {
        let mut rest = tokens.as_slice();
        loop {
            let end = rest
                .iter()
                .position(|token| matches!(token, Token::Break(_)));
            let (line, fate) = match end.and_then(|end| Some((rest.get(..end)?, rest.get(end)?))) {
                Some((line, Token::Break(fate))) => (line, *fate),
                _ => (rest, Fate::Kept),
            };
            xml.element("w:p", &[], |xml| {
                xml.element("w:pPr", &[], |xml| {
                    how(xml);
                    if fate != Fate::Kept {
                        xml.element("w:rPr", &[], |xml| self.changed(xml, fate, |_| {}));
                    }
                });
                line.iter().for_each(|token| self.token(xml, token));
            });
            match end.and_then(|end| rest.get(end + 1..)) {
                Some(after) => rest = after,
                None => return,
            }
        }
    }

    fn token(&self, xml: &mut Xml, token: &Token) {
        match token {
            Token::Start(id) => xml.empty("w:commentRangeStart", &[("w:id", &id.to_string())]),
            Token::End(id) => {
                let id = id.to_string();
                xml.empty("w:commentRangeEnd", &[("w:id", &id)]);
                xml.element("w:r", &[], |xml| {
                    xml.empty("w:commentReference", &[("w:id", &id)])
                });
            }
            Token::Words(words, Fate::Kept) => words_run(xml, "w:t", words),
            Token::Words(words, fate) => {
                let name = if matches!(fate, Fate::Deleted(_)) {
                    "w:delText"
                } else {
                    "w:t"
                };
                self.changed(xml, *fate, |xml| words_run(xml, name, words));
            }
            Token::Break(_) => {}
        }
    }

    /// The element of a change, with who proposes it and when.
    pub(super) fn changed(&self, xml: &mut Xml, fate: Fate, inside: impl FnOnce(&mut Xml)) {
        let (name, id) = match fate {
            Fate::Kept => return inside(xml),
            Fate::Deleted(id) => ("w:del", id),
            Fate::Inserted(id) => ("w:ins", id),
        };
        let number = xml.number().to_string();
        let (by, time) = self
            .remarks
            .get(id)
            .map_or(("", String::new()), |one| (&one.by, moment(&one.time)));
        let by = crate::text::visible::visible(by);
        xml.element(
            name,
            &[("w:id", &number), ("w:author", &by), ("w:date", &time)],
            inside,
        );
    }

    /// The part with what the comments say.
    pub(super) fn comments(&self) -> String {
        let names = [
            (
                "xmlns:w",
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            ),
            (
                "xmlns:w14",
                "http://schemas.microsoft.com/office/word/2010/wordml",
            ),
            IGNORABLE,
            ("mc:Ignorable", "w14"),
        ];
        let mut xml = Xml::new();
        xml.element("w:comments", &names, |xml| {
            for (id, remark) in self.remarks.iter().enumerate() {
                let by = crate::text::visible::visible(&remark.by);
                let initials: String = by.chars().take(1).collect();
                let about = [
                    ("w:id", id.to_string()),
                    ("w:author", by.clone().into_owned()),
                    ("w:date", moment(&remark.time)),
                    ("w:initials", initials),
                ];
                let about: Vec<(&str, &str)> = about
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .collect();
                xml.element("w:comment", &about, |xml| {
                    let last = remark.body.split('\n').count().saturating_sub(1);
                    let name = name_of(id);
                    for (at, line) in remark.body.split('\n').enumerate() {
                        // The last paragraph is what an answer refers to.
                        let named = [("w14:paraId", name.as_str())];
                        let about: &[_] = if at == last { &named } else { &[] };
                        xml.element("w:p", about, |xml| words_run(xml, "w:t", line));
                    }
                });
            }
        });
        xml.done()
    }

    /// The part that says which comment answers which.
    pub(super) fn threads(&self) -> String {
        let names = [
            (
                "xmlns:w15",
                "http://schemas.microsoft.com/office/word/2012/wordml",
            ),
            IGNORABLE,
            ("mc:Ignorable", "w15"),
        ];
        let mut xml = Xml::new();
        xml.element("w15:commentsEx", &names, |xml| {
            for (id, remark) in self.remarks.iter().enumerate() {
                let (own, parent) = (name_of(id), remark.answers.map(name_of));
                let mut about = vec![("w15:paraId", own.as_str())];
                about.extend(parent.as_deref().map(|name| ("w15:paraIdParent", name)));
                about.push(("w15:done", "0"));
                xml.empty("w15:commentEx", &about);
            }
        });
        xml.done()
    }
}

/// The namespace in which a part says what older programs may pass over.
const IGNORABLE: (&str, &str) = (
    "xmlns:mc",
    "http://schemas.openxmlformats.org/markup-compatibility/2006",
);

/// The name of the paragraph that ends a comment: eight digits, never none, below what the format allows.
fn name_of(id: usize) -> String {
    format!("{:08X}", (id + 1) % 0x8000_0000)
}

/// The table and the row that an address of a cell begins with.
fn row_of(at: &FieldPath) -> (&str, Option<&str>) {
    (at.head(), at.segments().nth(1))
}

fn push(tokens: &mut Vec<Token>, words: &str, fate: Fate) {
    for (index, line) in words.split('\n').enumerate() {
        if index > 0 {
            tokens.push(Token::Break(fate));
        }
        if !line.is_empty() {
            tokens.push(Token::Words(line.to_owned(), fate));
        }
    }
}

fn words_run(xml: &mut Xml, name: &str, words: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element(name, &[("xml:space", "preserve")], |xml| xml.text(words));
    });
}
