//! Reading what a budget line is spent on, from its words.
//!
//! In Chinese the head of a noun phrase is its end: 专家讲课费 is a fee for lectures, 讲义印刷 is printing, 会议室装修 is
//! building. So the last phrase that means something decides, and what stands before it only describes. Invariants:
//! spans cut the line's own words; words that are not known at the end make the reading uncertain, never a guess.

use super::{KindId, Meaning, Steer, Taxonomy};
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

/// A phrase of a line, or a run of unknown characters.
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
        for token in &tokens {
            if let Some(Meaning::Barred(index)) = token.meaning {
                reading
                    .barred
                    .push(self.barred_head(index, token.span.clone()));
            }
        }
        let rent = tokens
            .iter()
            .rev()
            .find(|token| token.meaning == Some(Meaning::Rent));
        let telling =
            |token: &&Token| !matches!(token.meaning, Some(Meaning::Neutral | Meaning::Rent));
        let head = match (tokens.iter().rev().find(telling), rent) {
            (Some(last), _) => self.telling_head(chars, last, rent.is_some()),
            (None, Some(rent)) => Some(self.rent_head(rent)),
            // 现场, 活动, 人员: words that describe and name nothing.
            (None, None) => return,
        };
        let Some(head) = head else {
            reading.vague = true;
            return;
        };
        let head = self.narrowed(head, &tokens);
        let words: String = chars[part].iter().collect();
        reading.heads.push(self.steered(head, &words, chars));
    }

    /// The head that the last telling phrase makes; `None` when it says that it says too little.
    fn telling_head(&self, chars: &[char], last: &Token, rented: bool) -> Option<Head> {
        let span = last.span.clone();
        match last.meaning {
            Some(Meaning::Kind(index)) => Some(Head {
                kind: Some(self.data.kinds[index].id.clone()),
                span,
            }),
            Some(Meaning::Barred(index)) => Some(self.barred_head(index, span)),
            Some(Meaning::Vague) => None,
            _ => {
                let by_ending = self.by_ending(&chars[span.clone()]);
                let hired = self.data.hired.clone().filter(|_| rented);
                Some(Head {
                    kind: by_ending.or(hired),
                    span,
                })
            }
        }
    }

    /// 租赁费 and nothing else.
    fn rent_head(&self, rent: &Token) -> Head {
        Head {
            kind: KindId::parse("rental").filter(|id| self.kind(id).is_some()),
            span: rent.span.clone(),
        }
    }

    /// The kind that the end of unknown words tells (接驳车): the longest ending decides.
    fn by_ending(&self, words: &[char]) -> Option<KindId> {
        let text: String = words.iter().collect();
        let endings = self
            .data
            .kinds
            .iter()
            .flat_map(|kind| kind.endings.iter().map(move |ending| (ending, &kind.id)));
        endings
            .filter(|(ending, _)| text.ends_with(ending.as_str()) && text != **ending)
            .max_by_key(|(ending, _)| ending.chars().count())
            .map(|(_, id)| id.clone())
    }

    /// What stands beside a head may make it another kind: bought sound equipment is no hire.
    fn steered(&self, head: Head, part: &str, chars: &[char]) -> Head {
        let Some(kind) = &head.kind else { return head };
        let text: String = chars[head.span.clone()].iter().collect();
        let turns = |steer: &&Steer| {
            let ends = || {
                steer.endings.is_empty()
                    || steer.endings.iter().any(|end| text.ends_with(end.as_str()))
            };
            steer.from.contains(kind)
                && ends()
                && steer.words.iter().any(|word| part.contains(word.as_str()))
        };
        let turned = self.data.steers.iter().find(turns);
        let kind = turned.map_or_else(|| kind.clone(), |steer| steer.kind.clone());
        Head {
            kind: Some(kind),
            span: head.span,
        }
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

    fn barred_head(&self, index: usize, span: Range<usize>) -> Head {
        Head {
            kind: Some(self.data.barred[index].id.clone()),
            span,
        }
    }

    /// Words that bar a line wherever they stand.
    fn find_anywhere(&self, chars: &[char], reading: &mut Reading) {
        let mut found: Vec<_> = self.learned().anywhere.all_in(chars).collect();
        // Each word once, where it stands first; in the order of the data.
        found.sort_by_key(|(span, word)| (**word, span.start));
        found.dedup_by_key(|(_, word)| *word);
        let heads = found.into_iter();
        reading
            .barred
            .extend(heads.map(|(span, (index, _))| self.barred_head(*index, span)));
    }

    /// The phrases of a part; runs of unknown characters are tokens without a meaning, spaces and digits are none.
    ///
    /// The longest phrase is taken from the right, because the head stands there: 春节|慰问金, never 春节慰问|金.
    fn tokens(&self, chars: &[char], part: Range<usize>) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut end = part.end;
        while end > part.start {
            if let Some((length, meaning)) = self.learned().phrases.longest(&chars[part.start..end])
            {
                tokens.push(Token {
                    span: end - length..end,
                    meaning: Some(*meaning),
                });
                end -= length;
                continue;
            }
            end -= 1;
            if is_word(chars[end]) {
                join_unknown(&mut tokens, end);
            }
        }
        tokens.reverse();
        tokens
    }
}

/// Adds an unknown character before the run of unknown characters that follows it, or begins one.
fn join_unknown(tokens: &mut Vec<Token>, at: usize) {
    let run = tokens
        .last_mut()
        .filter(|token| token.meaning.is_none() && token.span.start == at + 1);
    match run {
        Some(token) => token.span.start = at,
        None => tokens.push(Token {
            span: at..at + 1,
            meaning: None,
        }),
    }
}

fn is_word(c: char) -> bool {
    !c.is_numeric() && !c.is_whitespace() && c.is_alphanumeric() && !is_count(c)
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
