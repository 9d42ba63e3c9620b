//! Words of a text: what a Chinese reader would call words, from ICU's dictionary.
//!
//! Invariant: words tile the text. Numbers stay whole with their points and commas; each mark of punctuation is a word
//! of its own.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use std::ops::Range;
use std::sync::OnceLock;

/// The words of a text, white space and punctuation included.
#[must_use]
pub fn words(text: &str) -> Vec<Range<usize>> {
    static SEGMENTER: OnceLock<WordSegmenterBorrowed<'static>> = OnceLock::new();
    let segmenter = SEGMENTER
        .get_or_init(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));
    let borders: Vec<usize> = segmenter.segment_str(text).collect();
    borders.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::words;
    use proptest::prelude::*;

    #[test]
    fn words_are_what_a_reader_calls_words() {
        let text = "邀请科技政策专家，参与企业不少于1,200家";
        let shown: Vec<&str> = words(text).into_iter().map(|word| &text[word]).collect();
        assert!(
            shown.contains(&"科技") && shown.contains(&"1,200") && shown.contains(&"，"),
            "{shown:?}"
        );
    }

    proptest! {
        #[test]
        fn words_tile_the_text(text in "\\PC{0,40}") {
            let joined: String = words(&text).into_iter().map(|word| text[word].to_owned()).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
