//! The taxonomy of spending: kinds, the phrases that name them, and what public money never pays. Data, not code.
//!
//! Invariants: kind ids are dotted by kinship (`labour.lecture` is under `labour`); a phrase has one meaning.
//! Where the data comes from is told in `forms/spending.json` and `docs/judgement.md`.

pub mod classify;
mod lexicon;

use crate::domain::form::Words;
use crate::domain::money::Money;
use crate::text::fold::fold;
use lexicon::Lexicon;
use std::ops::Range;
use std::sync::OnceLock;

/// The id of a kind of spending (`labour.lecture`).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KindId(String);

impl KindId {
    /// Reads an id; `None` unless it is dotted words of ASCII lower-case letters, digits and `-`.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        given
            .split('.')
            .all(|word| !word.is_empty() && word.chars().all(letter))
            .then(|| Self(given.to_owned()))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this kind is `other` or lies under it.
    #[must_use]
    pub fn is_under(&self, other: &Self) -> bool {
        self == other
            || self
                .0
                .strip_prefix(other.as_str())
                .is_some_and(|rest| rest.starts_with('.'))
    }
}

/// A kind of spending.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Kind {
    /// Its id.
    pub id: KindId,
    /// Its code in the national classification of expenditure by economic nature.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What it covers, in plain words.
    pub covers: Words,
    /// What it is spent for: `activity`, `research`, `capital` or `admin`; 等 admits only what is of a listed family.
    pub family: String,
    /// Phrases that name it.
    pub phrases: Vec<String>,
    /// Units that tell it when the words do not.
    pub units: Vec<String>,
    /// Ends of words that tell it when the words are not known (接驳车 by 车).
    pub endings: Vec<String>,
    /// Covers many things at once (会议费): payable where an item names it, and to be split where none does.
    pub mixed: bool,
}

/// Words that turn a kind into another where they stand beside it: what is hired is not bought (音响采购, 投影仪租赁).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steer {
    /// The words that turn it.
    pub words: Vec<String>,
    /// The kinds that are turned.
    pub from: Vec<KindId>,
    /// Only where the head ends with one of these; empty for any head.
    pub endings: Vec<String>,
    /// What they become.
    pub kind: KindId,
}

/// Spending that public project money never pays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Barred {
    /// Its id.
    pub id: KindId,
    /// Its name.
    pub name: Words,
    /// Phrases that name it.
    pub phrases: Vec<String>,
    /// Words that bar a line wherever they stand in it.
    pub anywhere: Vec<String>,
    /// The document that bars it.
    pub document: String,
    /// What the document's list calls it.
    pub quote: String,
}

/// Words of scopes, with the kinds that they permit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScopeWords {
    /// The words.
    pub words: String,
    /// The kinds.
    pub kinds: Vec<KindId>,
}

/// What a printed word of an indicator needs in the budget (讲座 needs a lecture fee).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Need {
    /// The printed words.
    pub words: Vec<String>,
    /// Kinds of which one has to be there.
    pub kinds: Vec<KindId>,
}

/// The most that a lecture may cost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LectureNorm {
    /// Titles it holds for.
    pub titles: Vec<String>,
    /// The most for each unit, after tax.
    pub most: Money,
    /// The units.
    pub per: Vec<String>,
}

/// The norms for lecture fees of a place, in the stead of the national ones.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalNorms {
    /// The document that sets them.
    pub document: String,
    /// The most for each title, after tax.
    pub most: Vec<(String, Money)>,
}

/// What is known about spending, as data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SpendingData {
    /// The kinds.
    pub kinds: Vec<Kind>,
    /// What is barred.
    pub barred: Vec<Barred>,
    /// Words of scopes.
    pub scope_words: Vec<ScopeWords>,
    /// Words beside a kind that make it another.
    pub steers: Vec<Steer>,
    /// What hiring something unknown is.
    pub hired: Option<KindId>,
    /// Words that name no kind and do no harm.
    pub neutral: Vec<String>,
    /// Words that say too little.
    pub vague: Vec<String>,
    /// Words for hiring something.
    pub rent: Vec<String>,
    /// Kinds in which a barred word is only what is talked about (投资知识讲座).
    pub talked_about: Vec<KindId>,
    /// What printed words of indicators need in the budget.
    pub needs: Vec<Need>,
    /// The document of the lecture norms.
    pub norm_document: String,
    /// The lecture norms, the highest first.
    pub lecture_norms: Vec<LectureNorm>,
}

/// What a phrase means. Numbers are indexes into the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Meaning {
    /// A kind.
    Kind(usize),
    /// Something barred.
    Barred(usize),
    /// Nothing in particular.
    Neutral,
    /// Too little.
    Vague,
    /// Hiring.
    Rent,
}

/// The data, with its phrases ready to be looked up as soon as somebody looks.
#[derive(Clone, Debug, Default)]
pub struct Taxonomy {
    data: SpendingData,
    learned: OnceLock<Learned>,
}

/// The phrases of the data, ready to be looked up.
#[derive(Clone, Debug, Default)]
struct Learned {
    phrases: Lexicon<Meaning>,
    /// What bars a line wherever it stands: the barred spending, and which of its words.
    anywhere: Lexicon<(usize, usize)>,
    /// The words of indicators that need something: the need, and which of its words.
    needs: Lexicon<(usize, usize)>,
}

impl Learned {
    /// Of two meanings of a phrase the first holds.
    fn of(data: &SpendingData) -> Self {
        let mut learned = Self::default();
        for (index, kind) in data.kinds.iter().enumerate() {
            learned.learn(&kind.phrases, Meaning::Kind(index));
        }
        for (index, bar) in data.barred.iter().enumerate() {
            learned.learn(&bar.phrases, Meaning::Barred(index));
            learn_words(&mut learned.anywhere, index, &bar.anywhere);
        }
        learned.learn(&data.vague, Meaning::Vague);
        learned.learn(&data.rent, Meaning::Rent);
        learned.learn(&data.neutral, Meaning::Neutral);
        for (index, need) in data.needs.iter().enumerate() {
            learn_words(&mut learned.needs, index, &need.words);
        }
        learned
    }

    fn learn(&mut self, phrases: &[String], meaning: Meaning) {
        for phrase in phrases {
            self.phrases.learn(&fold(phrase), meaning);
        }
    }
}

/// Words as they stand, with whose they are and which.
fn learn_words(lexicon: &mut Lexicon<(usize, usize)>, whose: usize, words: &[String]) {
    for (index, word) in words.iter().enumerate() {
        let word: Vec<char> = word.chars().collect();
        lexicon.learn(&word, (whose, index));
    }
}

impl Taxonomy {
    /// Takes the data.
    #[must_use]
    pub fn new(data: SpendingData) -> Self {
        Self {
            data,
            learned: OnceLock::new(),
        }
    }

    fn learned(&self) -> &Learned {
        self.learned.get_or_init(|| Learned::of(&self.data))
    }

    /// The needs that a printed text speaks of, as it is printed: which, by which of its words, and where.
    pub(crate) fn needed_by(&self, text: &str) -> Vec<(usize, usize, Range<usize>)> {
        let chars: Vec<char> = text.chars().collect();
        let found = self.learned().needs.all_in(&chars);
        found
            .map(|(span, (need, word))| (*need, *word, span))
            .collect()
    }

    /// The kind with this id.
    #[must_use]
    pub fn kind(&self, id: &KindId) -> Option<&Kind> {
        self.data.kinds.iter().find(|kind| kind.id == *id)
    }

    /// The barred spending with this id.
    #[must_use]
    pub fn barred(&self, id: &KindId) -> Option<&Barred> {
        self.data.barred.iter().find(|bar| bar.id == *id)
    }

    /// Takes the norms of a place over. A title brings those along that the data holds to be the same.
    pub fn adopt(&mut self, norms: &LocalNorms) {
        let before = std::mem::take(&mut self.data.lecture_norms);
        let units: Vec<String> = before.iter().flat_map(|norm| norm.per.clone()).collect();
        let rows = norms.most.iter().map(|(title, most)| {
            let same = before.iter().find(|norm| norm.titles.contains(title));
            LectureNorm {
                titles: same.map_or_else(|| vec![title.clone()], |norm| norm.titles.clone()),
                most: *most,
                per: units.clone(),
            }
        });
        self.data.lecture_norms = rows.collect();
        self.data.norm_document.clone_from(&norms.document);
    }

    /// The data.
    #[must_use]
    pub fn data(&self) -> &SpendingData {
        &self.data
    }

    /// The kinds that a scope item's words permit. Compound words (食宿交通费) permit the
    /// kinds of each part.
    #[must_use]
    pub fn kinds_of_item(&self, name: &str) -> Vec<KindId> {
        let mut rest: String = fold(name).into_iter().collect();
        let mut kinds: Vec<KindId> = Vec::new();
        // The longest scope words first, and no part twice: 宣传资料费 is not 宣传费 and 资料费 besides.
        let mut words: Vec<&ScopeWords> = self.data.scope_words.iter().collect();
        words.sort_by_key(|words| std::cmp::Reverse(words.words.chars().count()));
        for entry in words {
            if rest.contains(entry.words.as_str()) {
                rest = rest.replacen(entry.words.as_str(), " ", 1);
                let new: Vec<KindId> = entry
                    .kinds
                    .iter()
                    .filter(|kind| !kinds.contains(kind))
                    .cloned()
                    .collect();
                kinds.extend(new);
            }
        }
        if kinds.is_empty() {
            let read = self.classify(name);
            kinds.extend(read.heads.iter().filter_map(|head| head.kind.clone()));
        }
        kinds
    }
}
