//! Edits that carry every character's identity along.

use super::letters::{Dice, FRESH, Letter, OVER, filled, meets, paragraphs_of, sentences, words};
use super::truth::whole_sentences;
use std::ops::Range;

/// One history: the text as it was judged, the words remarked on, and the text with its identities as it is now.
pub(super) struct History {
    pub(super) then: Vec<Letter>,
    pub(super) marked: Range<usize>,
    /// The sentence around the marked words, as it was judged.
    pub(super) sentence: Range<usize>,
    pub(super) now: Vec<Letter>,
    pub(super) next: usize,
    /// A verbatim twin of the sentence was moved or copied.
    pub(super) twin_touched: bool,
    /// The sentence or a twin of it was moved or copied.
    pub(super) shuffled: bool,
    /// Some sentence or paragraph was moved or copied.
    pub(super) carried: bool,
    pub(super) kinds: Vec<&'static str>,
}

/// How many characters two sentences share, whatever their order, in hundredths of both.
pub(super) fn likeness(a: &str, b: &str) -> usize {
    let mut left: Vec<char> = a.chars().collect();
    let all = left.len() + b.chars().count();
    let shared = b.chars().filter(|c| {
        let at = left.iter().position(|one| one == c);
        at.map(|at| left.swap_remove(at)).is_some()
    });
    shared.count() * 200 / all.max(1)
}

pub(super) const KINDS: [&str; 15] = [
    "insert before",
    "insert after",
    "delete a sentence",
    "delete the sentence",
    "change a number",
    "change its number",
    "move a sentence",
    "move the sentence",
    "move a paragraph",
    "split a paragraph",
    "merge two",
    "duplicate the sentence",
    "duplicate a sentence",
    "retype",
    "edit both ends",
];

impl History {
    pub(super) fn new(text: &str, marked: Range<usize>) -> Self {
        let letter = |(id, c)| Letter { c, id, of: id };
        let then: Vec<Letter> = text.chars().enumerate().map(letter).collect();
        let around = |at: usize| sentences(&then).into_iter().find(|one| one.contains(&at));
        let first = around(marked.start).unwrap_or(marked.clone());
        let last = around(marked.end - 1).unwrap_or(marked.clone());
        Self {
            now: then.clone(),
            next: then.len(),
            sentence: first.start.min(marked.start)..last.end.max(marked.end),
            then,
            marked,
            twin_touched: false,
            shuffled: false,
            carried: false,
            kinds: Vec::new(),
        }
    }

    pub(super) fn fresh(&mut self, text: &str) -> Vec<Letter> {
        let letters = text.chars().map(|c| {
            self.next += 1;
            let id = self.next;
            Letter { c, id, of: id }
        });
        letters.collect()
    }

    /// Where what is left of a range of the judged text stands, from its first character to its last.
    pub(super) fn place(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let left = self.now.iter().enumerate();
        let mut left = left.filter(|(_, letter)| range.contains(&letter.id));
        let first = left.next()?.0;
        Some(first..left.next_back().map_or(first, |(at, _)| at) + 1)
    }

    /// What stands where the marked sentence stood, widened to whole sentences.
    pub(super) fn the_sentence(&self) -> Option<Range<usize>> {
        whole_sentences(&self.now, &self.place(&self.sentence)?)
    }

    /// Whether another sentence was as like the marked one, in hundredths of their characters.
    pub(super) fn has_twin(&self, alike: usize) -> bool {
        let mine = words(&self.then[self.sentence.clone()]);
        let others = sentences(&self.then)
            .into_iter()
            .filter(|one| !meets(one, &self.sentence));
        let mut others = others.map(|one| words(&self.then[one]));
        let part = |other: &String| mine.contains(other) && other.chars().count() >= 4;
        others.any(|other| part(&other) || likeness(&mine, &other) >= alike)
    }

    pub(super) fn touch(&mut self, range: &Range<usize>) {
        self.carried = true;
        let sentence = words(&self.then[self.sentence.clone()]);
        let is_it = self.now[range.clone()]
            .iter()
            .any(|letter| self.sentence.contains(&letter.id));
        if !is_it && words(&self.now[range.clone()]).contains(&sentence) {
            self.twin_touched = true;
        }
        self.shuffled |= is_it || self.twin_touched;
    }

    pub(super) fn replace(&mut self, range: Range<usize>, text: &str) {
        let fresh = self.fresh(text);
        self.now.splice(range, fresh);
    }

    /// Moves a block to the border before a sentence that lies outside it.
    pub(super) fn carry(
        &mut self,
        block: Range<usize>,
        borders: &[usize],
        dice: &mut Dice,
    ) -> bool {
        let away = |at: &&usize| **at < block.start || **at > block.end;
        let borders: Vec<usize> = borders.iter().filter(away).copied().collect();
        if borders.is_empty() {
            return false;
        }
        self.touch(&block);
        let to = dice.pick(&borders);
        let moved: Vec<Letter> = self.now.drain(block.clone()).collect();
        let to = if to > block.start {
            to - moved.len()
        } else {
            to
        };
        self.now.splice(to..to, moved);
        true
    }

    pub(super) fn copy(&mut self, block: Range<usize>, dice: &mut Dice) -> bool {
        self.touch(&block);
        let all = sentences(&self.now);
        let beside = dice.below(2) == 0;
        let to = if beside {
            block.end
        } else {
            dice.pick(&all).start
        };
        if block.start < to && to < block.end {
            return false;
        }
        let list = self.is_list();
        let mut copied = self.now[block].to_vec();
        for letter in &mut copied {
            self.next += 1;
            letter.id = self.next;
        }
        if list {
            let line = self.fresh("\n");
            let at = if beside { 0 } else { copied.len() };
            copied.splice(at..at, line);
        }
        self.now.splice(to..to, copied);
        true
    }

    /// Whether sentences are lines of a list.
    pub(super) fn is_list(&self) -> bool {
        !self.then.iter().any(|letter| letter.c == '。')
    }

    pub(super) fn new_sentence(&self, dice: &mut Dice) -> String {
        let made = filled(FRESH[dice.below(FRESH.len())], dice);
        if self.is_list() {
            format!("{}\n", made.trim_end_matches(['。', '！']))
        } else {
            made
        }
    }

    /// Changes one number inside a range, leaving the digits that both have at its ends.
    pub(super) fn renumber(&mut self, range: Range<usize>, dice: &mut Dice) -> bool {
        let digit = |at: usize| self.now.get(at).is_some_and(|one| one.c.is_ascii_digit());
        let starts: Vec<usize> = range
            .filter(|at| digit(*at) && (*at == 0 || !digit(at - 1)))
            .collect();
        if starts.is_empty() {
            return false;
        }
        let start = dice.pick(&starts);
        let end = (start..).find(|at| !digit(*at)).unwrap();
        let old: Vec<char> = self.now[start..end].iter().map(|one| one.c).collect();
        let new: Vec<char> = (2 + dice.below(300)).to_string().chars().collect();
        // Digits that stay in their order are the same digits.
        if let Some(at) = new.windows(old.len()).position(|part| part == old) {
            let (before, behind): (String, String) = (
                new[..at].iter().collect(),
                new[at + old.len()..].iter().collect(),
            );
            self.replace(end..end, &behind);
            self.replace(start..start, &before);
            return old != new;
        }
        let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - head;
        let tail = old.iter().rev().zip(new.iter().rev());
        let tail = tail.take(most).take_while(|(a, b)| a == b).count();
        if old == new {
            return false;
        }
        let put: String = new[head..new.len() - tail].iter().collect();
        self.replace(start + head..end - tail, &put);
        true
    }

    /// Types other words over most of a range.
    pub(super) fn retype(&mut self, range: Range<usize>, dice: &mut Dice) {
        let mut at = range.end;
        while at > range.start {
            let from = at.saturating_sub(2 + dice.below(3)).max(range.start);
            if dice.below(100) < 75 {
                let over = dice.pick(&OVER);
                self.replace(from..at, over);
            }
            at = from;
        }
    }

    pub(super) fn both_ends(&mut self, dice: &mut Dice) -> bool {
        let Some(place) = self.place(&self.marked) else {
            return false;
        };
        let place = if place.len() < 8 {
            self.the_sentence().unwrap_or(place)
        } else {
            place
        };
        if place.len() < 8 {
            return false;
        }
        let (head, tail) = (1 + dice.below(2), 1 + dice.below(2));
        let over = dice.pick(&OVER);
        self.replace(place.end - 1 - tail..place.end - 1, over);
        let over = dice.pick(&OVER);
        self.replace(place.start..place.start + head, over);
        true
    }

    /// Makes one edit of a kind; false when the text has no place for it.
    pub(super) fn edit(&mut self, kind: &'static str, dice: &mut Dice) -> bool {
        let all = sentences(&self.now);
        if all.len() < 2 {
            return false;
        }
        let marked = self.the_sentence();
        let starts: Vec<usize> = all.iter().map(|one| one.start).collect();
        let other = {
            let is_other = |one: &&Range<usize>| {
                marked
                    .as_ref()
                    .is_none_or(|it| one.end <= it.start || it.end <= one.start)
            };
            let others: Vec<_> = all.iter().filter(is_other).cloned().collect();
            (!others.is_empty()).then(|| dice.pick(&others))
        };
        let done = match kind {
            "insert before" | "insert after" => {
                let at = marked.map_or(0, |it| it.start);
                let side: Vec<usize> = starts
                    .into_iter()
                    .filter(|start| (*start <= at) == (kind == "insert before"))
                    .collect();
                let text = self.new_sentence(dice);
                !side.is_empty() && {
                    let at = dice.pick(&side);
                    self.replace(at..at, &text);
                    true
                }
            }
            "delete a sentence" => other.is_some_and(|it| self.delete(it)),
            "delete the sentence" => marked.is_some_and(|it| self.delete(it)),
            "change a number" => self.renumber(0..self.now.len(), dice),
            "change its number" => marked.is_some_and(|it| self.renumber(it, dice)),
            "move a sentence" => other.is_some_and(|it| self.carry_sentence(it, &starts, dice)),
            "move the sentence" => marked.is_some_and(|it| self.carry_sentence(it, &starts, dice)),
            "move a paragraph" => self.carry_paragraph(dice),
            "split a paragraph" => {
                let free = |at: &&usize| **at > 0 && self.now[**at - 1].c != '\n';
                let free: Vec<usize> = starts.iter().filter(free).copied().collect();
                !free.is_empty() && {
                    let at = dice.pick(&free);
                    self.replace(at..at, "\n");
                    true
                }
            }
            "merge two" => self.join(dice),
            "duplicate the sentence" => marked.is_some_and(|it| self.copy(it, dice)),
            "duplicate a sentence" => other.is_some_and(|it| self.copy(it, dice)),
            "retype" => marked.is_some_and(|it| {
                self.retype(it.start..it.end - 1, dice);
                true
            }),
            _ => self.both_ends(dice),
        };
        if done {
            self.kinds.push(kind);
        }
        done
    }

    pub(super) fn delete(&mut self, range: Range<usize>) -> bool {
        // An item of a list goes with its line.
        let line = self.now.get(range.end).is_some_and(|one| one.c == '\n') && self.is_list();
        self.now.drain(range.start..range.end + usize::from(line));
        true
    }

    pub(super) fn carry_sentence(
        &mut self,
        range: Range<usize>,
        starts: &[usize],
        dice: &mut Dice,
    ) -> bool {
        let line = self.now.get(range.end).is_some_and(|one| one.c == '\n') && self.is_list();
        self.carry(range.start..range.end + usize::from(line), starts, dice)
    }

    pub(super) fn carry_paragraph(&mut self, dice: &mut Dice) -> bool {
        let all = paragraphs_of(&self.now);
        let block = dice.pick(&all);
        let end = (block.end + 1).min(self.now.len());
        let starts: Vec<usize> = all.iter().map(|one| one.start).collect();
        self.carry(block.start..end, &starts, dice)
    }

    pub(super) fn join(&mut self, dice: &mut Dice) -> bool {
        let breaks = self.now.iter().enumerate().filter(|(_, one)| one.c == '\n');
        let breaks: Vec<usize> = breaks.map(|(at, _)| at).collect();
        if breaks.is_empty() {
            return false;
        }
        let at = dice.pick(&breaks);
        let between = if self.is_list() { "；" } else { "" };
        self.replace(at..at + 1, between);
        true
    }
}
