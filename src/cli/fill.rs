//! `fill`: the whole form by questions and answers on plain lines, for screen readers, serial lines and pipes.
//!
//! Invariants: nothing but text and line ends is printed; every answer is in the journal before the next question, so
//! that a line that drops loses none of them; the end of the input is a farewell, not a failure. Absent: colours, the
//! terminal's size.

mod heard;
mod place;
mod question;
mod rows;
mod spoken;
mod words;

use super::output::{Answer, Exit};
use super::{World, draft, draft_id, draft_path, optional, text};
use crate::app::effect::Effect;
use crate::app::failure::Failure;
use crate::app::ports::Line;
use crate::app::sections::{answers, part_of};
use crate::app::session::Session;
use crate::domain::draft::DraftId;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::messages::{failures, fill as says};
use crate::text::find::find;
use crate::text::visible::visible_lines;
use clap::ArgMatches;
use heard::{Heard, ends_text, heard, number};
use place::Place;
use serde_json::json;

/// Asks through a draft, until the user leaves or the input ends.
pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let draft = world.drafts.read(&id)?;
    let at = optional(args, "at").map(|given| draft_path(&draft, given));
    let at = at.transpose()?;
    let (session, came_back) = open(world, &id)?;
    let mut talk = Talk {
        place: Place::first(&session, at.as_ref()),
        session,
        world,
        section: None,
        answered: 0,
    };
    if at.is_some_and(|at| talk.session.asked_at(&at).is_none()) {
        talk.world.drafts.close(&id);
        return Err(Failure::BadPath(text(args, "at").to_owned()));
    }
    talk.say(&came_back);
    talk.begin();
    while talk.turn() {}
    talk.go(Place::End);
    let kept = talk.keep();
    let answer = talk.farewell();
    talk.world.drafts.close(&id);
    kept.map(|()| answer)
}

fn open(world: &mut World<'_>, id: &DraftId) -> Result<(Session, String), Failure> {
    let opened = world.drafts.open(id)?;
    let told = draft::came_back(world.lang, &opened);
    let session = world
        .calls
        .of_draft(&opened.draft)
        .and_then(|(call, project)| {
            let ids = world.clock.row_ids();
            let session = Session::new(call, project, opened.draft, opened.access, ids);
            draft::writable(&session).map(|()| session)
        });
    if session.is_err() {
        world.drafts.close(id);
    }
    session.map(|session| (session, told))
}

/// What follows a turn.
enum Step {
    /// The same question again.
    Stay,
    /// The next one.
    Forward,
    /// The one before.
    Back,
    /// That one.
    To(FieldPath),
    /// Nothing more.
    Leave,
}

/// The conversation about one draft.
struct Talk<'a, 'w> {
    world: &'a mut World<'w>,
    session: Session,
    place: Place,
    /// The section that was told last.
    section: Option<usize>,
    answered: usize,
}

impl Talk<'_, '_> {
    fn say(&mut self, text: &str) {
        if !text.is_empty() {
            self.world.lines.say(&visible_lines(text));
        }
    }

    fn hear(&mut self, prompt: &str) -> Option<String> {
        loop {
            match self.world.lines.hear(prompt) {
                Line::Said(line) => return Some(line),
                Line::Cut(line) => {
                    self.say(says::cut(self.world.lang));
                    return Some(line);
                }
                Line::Garbled => self.say(says::not_text(self.world.lang)),
                Line::Over => return None,
            }
        }
    }

    fn begin(&mut self) {
        let lang = self.world.lang;
        let draft = self.session.draft().origin.id.as_str().to_owned();
        let name = self.session.project().name.clone();
        self.say(&format!("{draft} {name}"));
        self.say(says::intro(lang));
        self.say(&spoken::standing(lang, &self.session));
    }

    /// One question and its answer; false when that was the last.
    fn turn(&mut self) -> bool {
        let step = match self.place.clone() {
            Place::End => self.at_end(),
            Place::At(at) => {
                self.tell_section(&at);
                match self
                    .session
                    .asked_at(&at)
                    .map(|asks| asks.table().is_some())
                {
                    Some(true) => self.rows(&at),
                    Some(false) => self.field(&at),
                    None => Step::Forward,
                }
            }
        };
        match step {
            Step::Stay => {}
            Step::Forward => self.go(self.place.after(&self.session)),
            Step::Back => self.go(self.place.before(&self.session)),
            Step::To(at) => self.go(Place::At(at)),
            Step::Leave => return false,
        }
        true
    }

    /// Goes to a place; a row that is left is judged whole, or taken out when nothing was written in it.
    fn go(&mut self, place: Place) {
        let (left, next) = (self.place.row(&self.session), place.row(&self.session));
        if let Some((table, row)) = left.filter(|left| next.as_ref() != Some(left)) {
            self.leave_row(&table, &row);
        }
        self.place = place;
    }

    fn tell_section(&mut self, at: &FieldPath) {
        let here = part_of(&self.session, at);
        if self.section == Some(here) {
            return;
        }
        self.section = Some(here);
        // A section that was left is a good time for the draft's file; what stands in its way is told when leaving.
        let _ = self.keep();
        let told = spoken::section(self.world.lang, &self.session, here);
        self.say(&told);
    }

    fn at_end(&mut self) -> Step {
        let lang = self.world.lang;
        let told = spoken::standing(lang, &self.session);
        self.say(&told);
        self.say(says::end(lang));
        match self.hear(says::prompt(lang)).as_deref().map(heard) {
            None | Some(Heard::Keep) => Step::Leave,
            Some(Heard::Answer(_) | Heard::Help) => Step::Stay,
            Some(word) => self.word(word, None),
        }
    }

    fn field(&mut self, at: &FieldPath) -> Step {
        let lang = self.world.lang;
        let asked = question::question(lang, &self.session, at);
        self.say(&asked);
        let Some(line) = self.hear(says::prompt(lang)) else {
            return Step::Leave;
        };
        match heard(&line) {
            Heard::Answer(answer) => self.answer(at, answer),
            Heard::Keep => Step::Forward,
            word => self.word(word, Some(at)),
        }
    }

    fn answer(&mut self, at: &FieldPath, answer: String) -> Step {
        let Some(asks) = self.session.asked_at(at) else {
            return Step::Forward;
        };
        if !answers(&self.session, at).is_empty() {
            return match self.chosen(at, &answer) {
                Some(id) => self.put(at, id),
                None => Step::Stay,
            };
        }
        if asks.is_paragraph() {
            return self.several_lines(at, answer);
        }
        self.put(at, answer.trim().to_owned())
    }

    /// The answer that was meant: by its number, or by words that only one has.
    fn chosen(&mut self, at: &FieldPath, answer: &str) -> Option<String> {
        let lang = self.world.lang;
        let offered = answers(&self.session, at);
        let exact = offered
            .iter()
            .find(|(id, words)| id == answer.trim() || lang.words(words) == answer.trim());
        if let Some((id, _)) = exact {
            return Some(id.clone());
        }
        if let Some((id, _)) = number(answer).and_then(|number| offered.get(number - 1)) {
            return Some(id.clone());
        }
        let fits = |words: &str| find(answer, words).is_some();
        let found: Vec<usize> = (0..offered.len())
            .filter(|index| fits(lang.words(&offered[*index].1)))
            .collect();
        match found[..] {
            [] => self.say(says::no_answer(lang)),
            [one] => return Some(offered[one].0.clone()),
            _ => {
                let told = question::answer_lines(lang, &offered, &found);
                self.say(&format!("{}\n{told}", says::which(lang)));
            }
        }
        None
    }

    /// Takes lines until one that ends them. Until then both the old text and the new one are in the journal.
    fn several_lines(&mut self, at: &FieldPath, first: String) -> Step {
        let lang = self.world.lang;
        let before = self.session.draft().text(at).to_owned();
        let mut lines = vec![first];
        let ended = loop {
            let typed = lines.join("\n");
            let both = match before.is_empty() {
                true => typed,
                false => format!("{before}\n{typed}"),
            };
            let set = Edit::Set {
                at: at.clone(),
                text: both,
            };
            self.record(&set);
            match self.hear(says::more(lang)) {
                None => {
                    self.edit(set);
                    break false;
                }
                Some(line) if ends_text(&line) => break true,
                Some(line) => lines.push(line.strip_prefix('\\').unwrap_or(&line).to_owned()),
            }
        };
        match ended {
            true => self.put(at, lines.join("\n")),
            false => Step::Leave,
        }
    }

    /// Puts a text into a field, and says what there is to say about it. An error keeps one there.
    fn put(&mut self, at: &FieldPath, text: String) -> Step {
        let settled = self.session.draft().conflicts.contains_key(at);
        let set = Edit::Set {
            at: at.clone(),
            text,
        };
        let settle = settled.then(|| Edit::Settle {
            at: at.clone(),
            conflict: None,
        });
        self.edit(Edit::All(
            [Some(set), settle].into_iter().flatten().collect(),
        ));
        self.answered += 1;
        self.judge(at)
    }

    fn judge(&mut self, at: &FieldPath) -> Step {
        let lang = self.world.lang;
        let told = spoken::judged(lang, &self.session, at);
        self.say(&told);
        let wrong = self
            .session
            .findings_at(at)
            .any(|finding| finding.severity == Severity::Error && !finding.is_wanting());
        if wrong { Step::Stay } else { Step::Forward }
    }

    /// Changes the draft, the journal first told.
    fn edit(&mut self, edit: Edit) {
        let effects = self.session.edit(edit).unwrap_or_default();
        self.follow(effects);
    }

    fn follow(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Record { edit, .. } = effect {
                self.record(&edit);
            }
        }
    }

    fn record(&mut self, edit: &Edit) {
        let id = self.session.draft().origin.id.clone();
        let drafts = &mut self.world.drafts;
        // Whole answers come at the pace of a person.
        let kept = drafts.record(&id, edit).and_then(|()| drafts.settle());
        if let Err(failure) = kept {
            let lang = self.world.lang;
            self.say(&says::not_kept(lang, &failures::message(lang, &failure)));
        }
    }

    /// Writes the draft's file; where it changed underneath, both are joined.
    fn keep(&mut self) -> Result<(), Failure> {
        let id = self.session.draft().origin.id.clone();
        match self.world.drafts.save(self.session.draft()) {
            Err(Failure::ChangedMeanwhile(_)) => {
                let (session, told) = open(self.world, &id)?;
                self.session = session;
                self.say(&told);
                self.world.drafts.save(self.session.draft())
            }
            saved => saved,
        }
    }

    fn farewell(&mut self) -> Answer {
        let lang = self.world.lang;
        let checked = self.session.checked();
        let id = self.session.draft().origin.id.as_str();
        let text = format!(
            "{}\n{}",
            spoken::standing(lang, &self.session),
            says::left(lang, id)
        );
        let json = json!({
            "draft": id, "answered": self.answered, "complete": checked.complete,
            "errors": checked.count(Severity::Error), "warnings": checked.count(Severity::Warning),
        });
        Answer::new(text, json).ending(match checked.count(Severity::Error) {
            0 => Exit::Well,
            _ => Exit::Something,
        })
    }
}
