//! Reading what a budget line is spent on, from its words.
//!
//! In Chinese the head of a noun phrase is its end: 专家讲课费 is a fee for lectures, 讲义印刷 is printing, 会议室装修 is
//! building. So the last phrase that means something decides, and what stands before it only describes. Invariants:
//! spans cut the line's own words; words that are not known at the end make the reading uncertain, never a guess.

use super::{KindId, Meaning, Taxonomy};
use crate::text::fold::{fold, fold_char};
use std::ops::Range;

/// What some words are spent on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// What each part of the words names; several where parts are joined by 及, 和 or 、.
    pub heads: Vec<Head>,
    /// Every barred phrase in the words, heads or not.
    pub barred: Vec<Head>,
    /// The words say too little (其他, 杂费), or nothing.
    pub vague: bool,
}

/// A phrase that names a kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The kind; `None` when the words at the end of the part are not known.
    pub kind: Option<KindId>,
    /// Where the phrase stands, in characters.
    pub span: Range<usize>,
}

/// A phrase, as found from the left, the longest first.
struct Token {
    span: Range<usize>,
    meaning: Option<Meaning>,
}

impl Taxonomy {
    /// Reads what some words are spent on.
    #[must_use]
    pub fn classify(&self, words: &str) -> Reading {
        let chars = fold(words);
        let mut reading = Reading::default();
        for part in parts(&chars) {
            self.read_part(&chars, part, &mut reading);
        }
        self.find_anywhere(&chars, &mut reading);
        reading.vague |= reading.heads.is_empty();
        reading
    }

    fn read_part(&self, chars: &[char], part: Range<usize>, reading: &mut Reading) {
        let tokens = self.tokens(chars, part.clone());
        let rented = tokens
            .iter()
            .any(|token| token.meaning == Some(Meaning::Rent));
        for token in &tokens {
            if let Some(Meaning::Barred(index)) = token.meaning {
                reading
                    .barred
                    .push(self.barred_head(index, token.span.clone()));
            }
        }
        let telling =
            |token: &&Token| !matches!(token.meaning, Some(Meaning::Neutral | Meaning::Rent));
        let Some(last) = tokens.iter().rev().find(telling) else {
            // 现场, 活动, 人员: words that describe and name nothing.
            reading.vague |= !tokens.is_empty();
            return;
        };
        let head = match last.meaning {
            Some(Meaning::Kind(index)) => self.kind_head(index, last.span.clone(), rented),
            Some(Meaning::Barred(index)) if rented && self.is_thing(index) => Head {
                kind: KindId::parse("rental"),
                span: last.span.clone(),
            },
            Some(Meaning::Barred(index)) => self.barred_head(index, last.span.clone()),
            Some(Meaning::Vague) => {
                reading.vague = true;
                return;
            }
            _ => Head {
                kind: None,
                span: last.span.clone(),
            },
        };
        reading.heads.push(self.narrowed(head, &tokens));
    }

    /// 心理咨询师劳务: 劳务 alone says little, and what stands before it says which.
    fn narrowed(&self, head: Head, tokens: &[Token]) -> Head {
        let Some(broad) = &head.kind else { return head };
        let kinds = tokens.iter().rev().filter_map(|token| match token.meaning {
            Some(Meaning::Kind(index)) => Some((&self.data.kinds[index].id, &token.span)),
            _ => None,
        });
        let narrower = kinds
            .into_iter()
            .find(|(kind, _)| *kind != broad && kind.is_under(broad));
        match narrower {
            Some((kind, span)) => Head {
                kind: Some(kind.clone()),
                span: span.start..head.span.end,
            },
            None => head,
        }
    }

    fn kind_head(&self, index: usize, span: Range<usize>, rented: bool) -> Head {
        let kind = &self.data.kinds[index];
        // What is hired is not bought: equipment and furniture become hire, rooms and vehicles stay what they are.
        let bought = matches!(
            kind.id.as_str(),
            "equipment.special" | "furniture" | "material" | "software"
        );
        let id = if rented && bought {
            KindId::parse("rental")
        } else {
            Some(kind.id.clone())
        };
        Head { kind: id, span }
    }

    fn barred_head(&self, index: usize, span: Range<usize>) -> Head {
        Head {
            kind: Some(self.data.barred[index].id.clone()),
            span,
        }
    }

    /// Whether a barred kind is a thing that can as well be hired.
    fn is_thing(&self, index: usize) -> bool {
        self.data.barred[index].id.as_str() == "barred.office-equipment"
    }

    /// Words that bar a line wherever they stand.
    fn find_anywhere(&self, chars: &[char], reading: &mut Reading) {
        let text: String = chars.iter().collect();
        for (index, bar) in self.data.barred.iter().enumerate() {
            for word in &bar.anywhere {
                if let Some(byte) = text.find(word.as_str()) {
                    let start = text[..byte].chars().count();
                    reading
                        .barred
                        .push(self.barred_head(index, start..start + word.chars().count()));
                }
            }
        }
    }

    /// The phrases of a part; runs of unknown characters are tokens without a meaning, spaces and digits are none.
    fn tokens(&self, chars: &[char], part: Range<usize>) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut at = part.start;
        while at < part.end {
            let longest = self.longest.min(part.end - at);
            let found = (1..=longest).rev().find_map(|length| {
                self.phrases
                    .get(&chars[at..at + length])
                    .map(|meaning| (length, *meaning))
            });
            if let Some((length, meaning)) = found {
                tokens.push(Token {
                    span: at..at + length,
                    meaning: Some(meaning),
                });
                at += length;
                continue;
            }
            let c = chars[at];
            if !c.is_numeric() && !c.is_whitespace() && c.is_alphanumeric() && !is_count(c) {
                match tokens
                    .last_mut()
                    .filter(|last| last.meaning.is_none() && last.span.end == at)
                {
                    Some(last) => last.span.end += 1,
                    None => tokens.push(Token {
                        span: at..at + 1,
                        meaning: None,
                    }),
                }
            }
            at += 1;
        }
        tokens
    }
}

fn is_count(c: char) -> bool {
    "一二两三四五六七八九十百千万第".contains(c)
}

/// The parts of some words that name spending of their own, without what stands in brackets (it explains) and without
/// what is said not to be in it (不含餐费).
fn parts(chars: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, c) in chars.iter().enumerate() {
        let opens = matches!(c, '(' | '[' | '【' | '〔');
        let closes = matches!(c, ')' | ']' | '】' | '〕');
        let splits = depth == 0
            && matches!(
                c,
                '、' | ',' | ';' | '，' | '；' | '及' | '和' | '与' | '+' | '/' | '\n' | '。'
            );
        if opens || splits {
            parts.push(start..at);
        }
        if opens {
            depth += 1;
        }
        if closes {
            depth = depth.saturating_sub(1);
        }
        if opens || splits || (closes && depth == 0) {
            start = at + 1;
        }
    }
    if depth == 0 {
        parts.push(start..chars.len());
    } else if start <= 1 {
        // A bracket that never closes hides nothing.
        parts.push(start..chars.len());
    }
    let negated = |part: &Range<usize>| {
        let words: String = chars[part.clone()].iter().collect();
        ["不含", "不包括", "不包含", "除外"]
            .iter()
            .any(|word| words.contains(word))
    };
    parts.retain(|part| !part.is_empty() && !negated(part));
    parts
}

/// Whether two units are the same word, however they are written.
#[must_use]
pub fn same_unit(a: &str, b: &str) -> bool {
    let plain = |text: &str| text.trim().chars().map(fold_char).collect::<String>();
    plain(a) == plain(b)
}
