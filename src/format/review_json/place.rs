//! Where a remark stands, and the texts that remarks were made on.

use crate::domain::anchor::{Anchor, Apart, Quote};
use crate::domain::field::FieldPath;
use crate::domain::review::entry::Pinned;
use crate::format::digest::sha256;
use crate::format::fault::DataFaultKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A place in a draft.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PlaceFile {
    /// The address of a field, a cell or a row.
    pub path: String,
    /// The words; without them, the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<QuoteFile>,
    /// The digest of the text that was judged, which is among `texts`; not for a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Words of a text, as W3C's text quote and text position selectors have them.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct QuoteFile {
    /// The words.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood behind them.
    pub suffix: String,
    /// Where they began, in characters from 0.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
    /// How many characters before and behind them told them from the same words elsewhere in the text; null when that is
    /// not known.
    pub apart: Option<[usize; 2]>,
}

/// A text: a string, or its lines.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(untagged)]
pub enum TextFile {
    /// On one line.
    Line(String),
    /// On several.
    Lines(Vec<String>),
}

impl TextFile {
    pub(super) fn of(text: &str) -> Self {
        if text.contains('\n') {
            Self::Lines(text.split('\n').map(str::to_owned).collect())
        } else {
            Self::Line(text.to_owned())
        }
    }

    pub(super) fn text(self) -> String {
        match self {
            Self::Line(text) => text,
            Self::Lines(lines) => lines.join("\n"),
        }
    }
}

/// The texts that remarks were made on, by digest.
#[derive(Default)]
pub(super) struct Texts(BTreeMap<String, Rc<str>>);

impl Texts {
    fn keep(&mut self, text: &Rc<str>) -> String {
        let digest = sha256(text.as_bytes());
        self.0.entry(digest.clone()).or_insert_with(|| text.clone());
        digest
    }

    pub(super) fn to_value(&self) -> Value {
        let texts = self.0.iter().map(|(digest, text)| {
            let text = serde_json::to_value(TextFile::of(text)).unwrap_or_default();
            (digest.clone(), text)
        });
        Value::Object(texts.collect())
    }
}

/// The same, as a file has them.
pub(super) type Given<'a> = &'a BTreeMap<String, Rc<str>>;

impl PlaceFile {
    pub(super) fn of(pinned: &Pinned, texts: &mut Texts) -> Self {
        Self {
            path: pinned.anchor.at.as_str().to_owned(),
            quote: pinned.anchor.quote.as_ref().map(QuoteFile::of),
            text: pinned.text.as_ref().map(|text| texts.keep(text)),
        }
    }

    pub(super) fn pinned(self, texts: Given<'_>) -> Result<Pinned, DataFaultKind> {
        let at = FieldPath::parse(&self.path).map_err(|_| DataFaultKind::BadId(self.path))?;
        let text = self.text.map(|digest| {
            let text = texts.get(&digest).cloned();
            text.ok_or(DataFaultKind::UnknownWord(digest))
        });
        Ok(Pinned {
            anchor: Anchor {
                at,
                quote: self.quote.map(QuoteFile::quote),
            },
            text: text.transpose()?,
        })
    }
}

impl QuoteFile {
    fn of(quote: &Quote) -> Self {
        let Apart { before, after } = quote.apart;
        Self {
            exact: quote.exact.clone(),
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
            start: quote.start,
            end: quote.end,
            apart: (quote.apart != Apart::UNKNOWN).then_some([before, after]),
        }
    }

    fn quote(self) -> Quote {
        let apart = |[before, after]: [usize; 2]| Apart { before, after };
        Quote {
            exact: self.exact,
            prefix: self.prefix,
            suffix: self.suffix,
            start: self.start,
            end: self.end,
            apart: self.apart.map_or(Apart::UNKNOWN, apart),
        }
    }
}
