//! The words that are typed to the program: going about, taking back, mending, leaving.

use super::heard::Heard;
use super::place::{Place, cells, stops};
use super::question::explained;
use super::spoken;
use super::{Step, Talk};
use crate::app::sections::{is_wanting, parts};
use crate::cli::versions;
use crate::domain::field::FieldPath;
use crate::messages::failures;
use crate::messages::fill::{self as says, Deed, WORDS};

impl Talk<'_, '_> {
    /// Does what a word asks for; `at` is the field that was asked about.
    pub(super) fn word(&mut self, word: Heard, at: Option<&FieldPath>) -> Step {
        let lang = self.world.lang;
        match word {
            Heard::Back => return Step::Back,
            Heard::Keep => return Step::Forward,
            Heard::Do(deed, number) => return self.deed(deed, number, at),
            Heard::Help => {
                let told = at.map(|at| explained(lang, &self.session, at));
                self.say(&told.unwrap_or_default());
            }
            Heard::Unknown(word) => self.say(&says::unknown_word(lang, &word)),
            Heard::Answer(_) => {}
        }
        Step::Stay
    }

    fn deed(&mut self, deed: Deed, number: Option<usize>, at: Option<&FieldPath>) -> Step {
        let lang = self.world.lang;
        match deed {
            Deed::Leave => return Step::Leave,
            Deed::Words => {
                let lines = WORDS.iter().map(|(deed, [short, chinese])| {
                    says::word_line(lang, short, chinese, says::does(lang, *deed))
                });
                let lines: Vec<String> = [says::signs(lang).to_owned()]
                    .into_iter()
                    .chain(lines)
                    .collect();
                self.say(&lines.join("\n"));
            }
            Deed::Sections => match number.and_then(|number| self.section_start(number)) {
                Some(first) => return Step::To(first),
                None => self.say(&spoken::sections(lang, &self.session)),
            },
            Deed::Findings => match number.and_then(|number| self.place_of_finding(number)) {
                Some(place) => return Step::To(place),
                None => self.say(&spoken::findings_told(lang, &self.session)),
            },
            Deed::NextEmpty => match self.next_empty() {
                Some(next) => return Step::To(next),
                None => self.say(says::nothing_empty(lang)),
            },
            Deed::Clear => {
                if let Some(at) = at.filter(|at| self.asks_text(at)) {
                    self.put(at, String::new());
                }
            }
            Deed::Undo => return self.undo(),
            Deed::Mend => return self.mend(number.unwrap_or(1), at),
            Deed::Editor => return self.outside(at),
            Deed::Version => self.version(),
        }
        Step::Stay
    }

    fn section_start(&self, number: usize) -> Option<FieldPath> {
        let parts = parts(&self.session);
        let part = parts.get(number - 1)?;
        part.entries.first().map(|entry| entry.at.clone())
    }

    /// Where a finding can be mended: its field, or what comes nearest to it.
    fn place_of_finding(&self, number: usize) -> Option<FieldPath> {
        let at = &self.session.findings().get(number - 1)?.at;
        if self.session.asked_at(at).is_some() {
            return Some(at.clone());
        }
        let within = |stop: &FieldPath| stop.is_within(at.as_str()) || at.is_within(stop.as_str());
        stops(&self.session).into_iter().find(within)
    }

    /// The next required thing that is empty, from here round to here.
    fn next_empty(&self) -> Option<FieldPath> {
        let all: Vec<FieldPath> = stops(&self.session)
            .into_iter()
            .flat_map(|stop| {
                let rows = self.session.draft().rows(stop.as_str());
                let below = rows
                    .iter()
                    .flat_map(|row| cells(&self.session, stop.as_str(), &row.id));
                let below: Vec<FieldPath> = below.collect();
                [stop].into_iter().chain(below)
            })
            .collect();
        let here = match &self.place {
            Place::At(at) => all
                .iter()
                .position(|stop| stop == at)
                .map_or(0, |here| here + 1),
            Place::End => 0,
        };
        let round = all[here..].iter().chain(&all[..here]);
        let mut wanting = round.filter(|at| is_wanting(&self.session, at));
        wanting.next().cloned()
    }

    fn asks_text(&self, at: &FieldPath) -> bool {
        let asks = self.session.asked_at(at);
        asks.is_some_and(|asks| asks.table().is_none())
    }

    fn undo(&mut self) -> Step {
        let lang = self.world.lang;
        let Some((place, effects)) = self.session.undo() else {
            self.say(says::nothing_to_undo(lang));
            return Step::Stay;
        };
        self.follow(effects);
        self.say(says::undone(lang));
        let back = place.filter(|at| self.session.asked_at(at).is_some());
        back.map_or(Step::Stay, Step::To)
    }

    fn mend(&mut self, way: usize, at: Option<&FieldPath>) -> Step {
        let lang = self.world.lang;
        let remedy = at.and_then(|at| {
            // At a table, what was found in its rows is meant too.
            let mut found = self.session.findings().iter();
            let found =
                found.find(|one| one.at.is_within(at.as_str()) && one.remedies.len() >= way)?;
            found.remedies.get(way - 1).cloned()
        });
        match (remedy, at) {
            (Some(remedy), Some(at)) => {
                self.edit(remedy);
                self.answered += 1;
                self.say(says::mended(lang));
                self.judge(at);
            }
            _ => self.say(says::nothing_to_mend(lang)),
        }
        Step::Stay
    }

    fn outside(&mut self, at: Option<&FieldPath>) -> Step {
        let lang = self.world.lang;
        let Some(at) = at.filter(|at| self.asks_text(at)) else {
            return Step::Stay;
        };
        let text = self.session.draft().text(at).to_owned();
        let several = self
            .session
            .asked_at(at)
            .is_some_and(|asks| asks.is_paragraph());
        match self.world.lines.edit(&text) {
            Ok(Some(text)) if !several && text.contains('\n') => {
                self.say(says::one_line_only(lang));
                Step::Stay
            }
            Ok(Some(text)) => self.put(at, text),
            Ok(None) => {
                self.say(says::kept(lang));
                Step::Stay
            }
            Err(failure) => {
                self.refused(&failure);
                Step::Stay
            }
        }
    }

    fn version(&mut self) {
        let lang = self.world.lang;
        let kept = self.keep().and_then(|()| {
            let session = &self.session;
            let (call, project) = (session.call(), session.project());
            versions::keep_version(
                self.world.versions,
                self.world.reviews,
                call,
                project,
                session.draft(),
                None,
                lang,
            )
        });
        match kept {
            Ok(Some(_)) => self.say(says::version_kept(lang)),
            Ok(None) => self.say(says::version_same(lang)),
            Err(failure) => self.refused(&failure),
        }
    }

    fn refused(&mut self, failure: &crate::app::failure::Failure) {
        let lang = self.world.lang;
        let told = format!(
            "{}\n{}",
            failures::message(lang, failure),
            failures::hint(lang, failure)
        );
        self.say(&told);
    }
}
