//! Phrases ready to be looked up in a text, however many there are.
//!
//! The phrases are kept from their ends, because a Chinese noun phrase is read from its head, which stands last.
//! Invariant: looking takes time by the length of the text and of the phrases, never by their number. Absent: folding.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Phrases with what each stands for.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon<V> {
    /// From a place and the character before it to the place where the longer phrase begins. Place 0 is where every
    /// phrase ends.
    before: HashMap<(u32, char), u32, BuildHasherDefault<Scattered>>,
    /// For each place, what the phrase that begins there stands for, the first learned first.
    values: Vec<Vec<V>>,
}

/// A number scattered: enough for a table that an admin's file fills.
#[derive(Default)]
struct Scattered(u64);

impl Hasher for Scattered {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32((*byte).into()));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0.rotate_left(29) ^ u64::from(number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl<V> Default for Lexicon<V> {
    fn default() -> Self {
        Self {
            before: HashMap::default(),
            values: vec![Vec::new()],
        }
    }
}

impl<V> Lexicon<V> {
    /// Adds a phrase; an empty one is none.
    pub fn learn(&mut self, phrase: &[char], value: V) {
        let mut at = 0;
        for c in phrase.iter().rev() {
            at = match self.before.entry((at, *c)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    // More places than that would not fit into memory.
                    let Ok(next) = u32::try_from(self.values.len()) else {
                        return;
                    };
                    self.values.push(Vec::new());
                    *new.insert(next)
                }
            };
        }
        if at != 0 {
            self.values[at as usize].push(value);
        }
    }

    /// Each phrase that ends where the text ends, the shortest first: its length and what it stands for.
    fn ending<'a, 't>(
        &'a self,
        text: &'t [char],
    ) -> impl Iterator<Item = (usize, &'a [V])> + use<'a, 't, V> {
        let mut at = 0;
        let walk = text.iter().rev().map_while(move |c| {
            at = *self.before.get(&(at, *c))?;
            Some(self.values[at as usize].as_slice())
        });
        walk.enumerate()
            .map(|(index, values)| (index + 1, values))
            .filter(|(_, values)| !values.is_empty())
    }

    /// The longest phrase that ends where the text ends: its length and what it stood for first.
    pub fn longest(&self, text: &[char]) -> Option<(usize, &V)> {
        let (length, values) = self.ending(text).last()?;
        Some((length, values.first()?))
    }

    /// Every phrase wherever it stands in a text, by where it ends.
    pub fn all_in<'a, 't>(
        &'a self,
        text: &'t [char],
    ) -> impl Iterator<Item = (Range<usize>, &'a V)> + use<'a, 't, V> {
        (1..=text.len()).flat_map(move |end| {
            let here = self.ending(&text[..end]);
            here.flat_map(move |(length, values)| {
                values.iter().map(move |value| (end - length..end, value))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// As good as trying each phrase by itself.
        #[test]
        fn finds_what_a_plain_search_finds(phrases in prop::collection::vec("[甲乙丙]{0,3}", 0..12), text in "[甲乙丙丁]{0,12}") {
            let text: Vec<char> = text.chars().collect();
            let mut lexicon = Lexicon::default();
            for (index, phrase) in phrases.iter().enumerate() {
                lexicon.learn(&phrase.chars().collect::<Vec<_>>(), index);
            }
            let plain = phrases.iter().map(|phrase| phrase.chars().collect::<Vec<_>>()).enumerate();
            let plain: Vec<(usize, Vec<char>)> = plain.filter(|(_, phrase)| !phrase.is_empty()).collect();
            let longest = plain.iter().filter(|(_, phrase)| text.ends_with(phrase));
            let longest = longest.map(|(index, phrase)| (phrase.len(), index)).max_by_key(|(len, index)| (*len, usize::MAX - **index));
            prop_assert_eq!(lexicon.longest(&text), longest);
            let mut all: Vec<(usize, usize, usize)> = Vec::new();
            for (index, phrase) in &plain {
                let at = text.windows(phrase.len()).enumerate().filter(|(_, window)| *window == phrase.as_slice());
                all.extend(at.map(|(start, _)| (start, start + phrase.len(), *index)));
            }
            let mut found: Vec<(usize, usize, usize)> = lexicon.all_in(&text).map(|(span, index)| (span.start, span.end, *index)).collect();
            all.sort_unstable();
            found.sort_unstable();
            prop_assert_eq!(found, all);
        }
    }
}
