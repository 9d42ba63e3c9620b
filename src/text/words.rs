//! Words of a text: what a Chinese reader would call words, from ICU's dictionary.
//!
//! Invariant: words tile the text. Numbers stay whole with their points and commas; each mark of punctuation is a word
//! of its own.

use icu_provider::{DataError, DataErrorKind, DataMarker, DataProvider, DataRequest, DataResponse};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakOptions;
use icu_segmenter::provider::{
    Baked, SegmenterBreakGraphemeClusterV1, SegmenterBreakWordOverrideV1, SegmenterBreakWordV1,
    SegmenterDictionaryAutoV2, SegmenterDictionaryExtendedV2,
};
use std::ops::Range;

thread_local! {
    // The data is part of the program, so reading it does not fail.
    static SEGMENTER: Option<WordSegmenter> =
        WordSegmenter::try_new_dictionary_unstable(&Chinese, WordBreakOptions::default()).ok();
}

/// The words of a text, white space and punctuation included.
#[must_use]
pub fn words(text: &str) -> Vec<Range<usize>> {
    SEGMENTER.with(|segmenter| {
        let borders = segmenter.as_ref().map(|segmenter| {
            let borders = segmenter.as_borrowed();
            borders.segment_str(text).collect::<Vec<usize>>()
        });
        let borders = borders.unwrap_or_default();
        borders.windows(2).map(|pair| pair[0]..pair[1]).collect()
    })
}

/// ICU's data without the dictionaries of Thai, Lao, Khmer and Burmese: a megabyte that no application needs.
struct Chinese;

impl DataProvider<SegmenterDictionaryExtendedV2> for Chinese {
    fn load(
        &self,
        request: DataRequest<'_>,
    ) -> Result<DataResponse<SegmenterDictionaryExtendedV2>, DataError> {
        let missing = DataErrorKind::IdentifierNotFound;
        Err(missing.with_req(SegmenterDictionaryExtendedV2::INFO, request))
    }
}

/// What is taken as ICU has it.
trait AsItIs: DataMarker {}

impl AsItIs for SegmenterBreakGraphemeClusterV1 {}
impl AsItIs for SegmenterBreakWordOverrideV1 {}
impl AsItIs for SegmenterBreakWordV1 {}
impl AsItIs for SegmenterDictionaryAutoV2 {}

impl<M: AsItIs> DataProvider<M> for Chinese
where
    Baked: DataProvider<M>,
{
    fn load(&self, request: DataRequest<'_>) -> Result<DataResponse<M>, DataError> {
        Baked.load(request)
    }
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
