//! What the members of the data files mean: the Chinese beside the English that stands in the schemas.
//!
//! Invariant: the sentences are a line each, English, tab, Chinese; a law finds a schema whose sentence has no Chinese.

/// Every sentence of the schemas.
const SENTENCES: &str = include_str!("schema/sentences.tsv");

/// A sentence in both languages; `None` where its Chinese is missing.
#[must_use]
pub fn both(english: &str) -> Option<String> {
    let mut sentences = SENTENCES.lines().filter_map(|line| line.split_once('\t'));
    let (_, chinese) = sentences.find(|(known, _)| *known == english)?;
    Some(format!("{chinese} {english}"))
}
