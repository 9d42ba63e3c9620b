//! How many columns a text takes in a terminal.
//!
//! Invariant: a grapheme cluster takes 0, 1 or 2 columns, and a cut never falls inside one.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How wide a terminal draws characters whose width East Asian practice leaves open (“ ” — … ① ■ and box lines).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Ambiguous {
    /// One column.
    #[default]
    Narrow,
    /// Two columns.
    Wide,
}

/// Columns of one grapheme cluster.
#[must_use]
pub fn grapheme_width(grapheme: &str, ambiguous: Ambiguous) -> usize {
    if let [byte] = grapheme.as_bytes() {
        return usize::from(!byte.is_ascii_control());
    }
    let columns = match ambiguous {
        Ambiguous::Narrow => grapheme.width(),
        Ambiguous::Wide => grapheme.width_cjk(),
    };
    columns.min(2)
}

/// Columns of a character that never joins its neighbours; `None` for all others.
fn plain_width(c: char, ambiguous: Ambiguous) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{4e00}'..='\u{9fff}'
        | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{ff01}'..='\u{ff60}' => Some(2),
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '─' => {
            Some(if ambiguous == Ambiguous::Wide { 2 } else { 1 })
        }
        _ => None,
    }
}

/// The grapheme clusters of a text, with the columns of each.
pub fn clusters(text: &str, ambiguous: Ambiguous) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut chars = rest.chars();
        let plain = plain_width(chars.next()?, ambiguous);
        let behind = chars.as_str();
        let length = rest.len() - behind.len();
        let alone = |c| plain_width(c, ambiguous).is_some();
        let alone = behind.chars().next().is_none_or(alone);
        let (cluster, columns) = match plain.filter(|_| alone) {
            Some(columns) => (&rest[..length], columns),
            None => {
                let cluster = rest.graphemes(true).next()?;
                (cluster, grapheme_width(cluster, ambiguous))
            }
        };
        rest = &rest[cluster.len()..];
        Some((cluster, columns))
    })
}

/// Columns of a text.
#[must_use]
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    // Han text and ASCII stand each character by itself; only other text has to be cut into clusters first.
    if let Some(columns) = text
        .chars()
        .try_fold(0, |sum, c| Some(sum + plain_width(c, ambiguous)?))
    {
        return columns;
    }
    text.graphemes(true)
        .map(|grapheme| grapheme_width(grapheme, ambiguous))
        .sum()
}

/// The longest beginning of a text that fits, and how many columns it takes.
#[must_use]
pub fn truncate(text: &str, columns: usize, ambiguous: Ambiguous) -> (&str, usize) {
    let mut used = 0;
    for (byte, grapheme) in text.grapheme_indices(true) {
        let next = used + grapheme_width(grapheme, ambiguous);
        if next > columns {
            return (&text[..byte], used);
        }
        used = next;
    }
    (text, used)
}

/// A text that fits: cut with … where it is too long.
#[must_use]
pub fn ellipsis(text: &str, columns: usize, ambiguous: Ambiguous) -> String {
    if width(text, ambiguous) <= columns {
        return text.to_owned();
    }
    let mark = "…";
    let room = columns.saturating_sub(width(mark, ambiguous));
    if room == 0 {
        return truncate(text, columns, ambiguous).0.to_owned();
    }
    format!("{}{mark}", truncate(text, room, ambiguous).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_are_those_of_terminals() {
        for (text, narrow, wide) in [
            ("abc", 3, 3),
            ("科技", 4, 4),
            ("“科”", 4, 6),
            ("…", 1, 2),
            ("👩‍🔬", 2, 2),
            ("e\u{301}", 1, 1),
            ("\u{1b}", 0, 0),
            ("ｶﾞ", 2, 2),
        ] {
            assert_eq!(width(text, Ambiguous::Narrow), narrow, "{text}");
            assert_eq!(width(text, Ambiguous::Wide), wide, "{text}");
        }
    }

    #[test]
    fn the_short_way_gives_the_same_columns() {
        for c in ('\u{20}'..='\u{ffff}').filter(|c| plain_width(*c, Ambiguous::Narrow).is_some()) {
            for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                let columns = grapheme_width(c.encode_utf8(&mut [0; 4]), ambiguous);
                assert_eq!(plain_width(c, ambiguous), Some(columns), "{c}");
            }
        }
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_unicode(text in "[a科，“\u{301}\u{200d}👩🔬🇨🇳\u{fe0f}\n]{0,20}") {
            for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                let plainly = text.graphemes(true).map(|cluster| (cluster, grapheme_width(cluster, ambiguous)));
                prop_assert!(plainly.eq(clusters(&text, ambiguous)));
            }
        }
    }

    #[test]
    fn cuts_never_split_a_character() {
        assert_eq!(truncate("科技政策", 5, Ambiguous::Narrow), ("科技", 4));
        assert_eq!(ellipsis("科技政策宣讲", 7, Ambiguous::Narrow), "科技政…");
        assert_eq!(ellipsis("科技", 4, Ambiguous::Narrow), "科技");
        assert_eq!(ellipsis("科技", 1, Ambiguous::Narrow), "");
    }
}
