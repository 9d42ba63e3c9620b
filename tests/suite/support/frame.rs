//! The screens without a terminal: keys in, a frame of text out. The world is memory.

use super::keys::events;
use ratatui::layout::Size;
use shenbao::app::effect::Effect;
use shenbao::app::ports::{Access, Listed};
use shenbao::app::remarks::Remarks;
use shenbao::app::review::Read;
use shenbao::app::row_ids::RowIds;
use shenbao::domain::call::Call;
use shenbao::domain::draft::{Draft, DraftId, Origin};
use shenbao::domain::outline::prefilled;
use shenbao::domain::review::entry::{Act, Entry, EntryId, Judged};
use shenbao::domain::review::reader::{Reader, shown_to};
use shenbao::domain::review::seen::Seen;
use shenbao::domain::review::{Notebook, next_turn};
use shenbao::format::call_files;
use shenbao::messages::Lang;
use shenbao::tui::model::{Model, Prefs, Shelf};
use shenbao::tui::msg::{Msg, OpenedDraft, Outcome, Wrote};
use shenbao::tui::update::update;
use shenbao::tui::views::draw;
use std::rc::Rc;

/// The built-in call, read once a thread.
pub fn call() -> Rc<Call> {
    thread_local! {
        static CALL: Rc<Call> = Rc::new(call_files::read(&call_files::built_in()).unwrap());
    }
    CALL.with(Rc::clone)
}

/// The screens of a user, with a memory in place of the world.
pub struct Screens {
    pub model: Model,
    pub effects: Vec<Effect>,
    /// What people wrote about the draft.
    pub notebooks: Vec<Notebook>,
    /// Who reviews.
    pub me: &'static str,
    seen: Seen,
    call: Rc<Call>,
}

impl Screens {
    pub fn new(width: u16, height: u16, lang: Lang) -> Self {
        let call = call();
        let prefs = Prefs {
            lang,
            ..Prefs::default()
        };
        let shelf = Shelf {
            calls: vec![call.clone()],
            drafts: Vec::new(),
        };
        Self {
            model: Model::new(Size { width, height }, prefs, shelf),
            effects: Vec::new(),
            notebooks: Vec::new(),
            me: "评审甲",
            seen: Seen::default(),
            call,
        }
    }

    pub fn press(&mut self, script: &str) -> &mut Self {
        for event in events(script) {
            self.let_in(Msg::Key(event));
        }
        self
    }

    pub fn let_in(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        for effect in effects {
            self.effects.push(effect.clone());
            if let Some(outcome) = self.answer(effect) {
                self.let_in(Msg::Came(outcome));
            }
        }
    }

    /// Writes into the notebook of whoever reviews.
    pub fn write(&mut self, acts: Vec<Act>) {
        let turn = next_turn(&self.notebooks);
        let by = self.me.to_owned();
        let entries = (turn..).zip(acts).map(|(turn, act)| Entry {
            id: EntryId::parse(&format!("{turn:012x}")).unwrap(),
            by: by.clone(),
            time: format!("2022-02-20T08:{:02}:00Z", turn % 60),
            turn,
            judged: Judged::default(),
            act,
        });
        let new = Notebook::new(by.clone(), entries.collect(), false);
        let place = self.notebooks.iter().position(|notebook| notebook.by == by);
        match place {
            Some(place) => self.notebooks[place] = self.notebooks[place].clone().join(new),
            None => self.notebooks.push(new),
        }
    }

    fn remarks(&self, draft: &Draft, reviews: bool, wrote: Wrote) -> Outcome {
        let reader = Reader {
            name: self.me,
            reviews,
        };
        let shown = shown_to(reader, self.notebooks.clone(), &self.call.form.rubric, &[]);
        let read = Read {
            notebooks: shown.notebooks,
            hidden: shown.hidden,
            failed: Vec::new(),
        };
        let remarks = Remarks::new(self.me.to_owned(), read, self.seen.clone(), draft);
        Outcome::Remarks {
            remarks: Box::new(remarks),
            failed: Vec::new(),
            wrote,
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Outcome> {
        match effect {
            Effect::ReadRemarks { draft, reviews } => {
                let any = reviews || !self.notebooks.is_empty();
                any.then(|| self.remarks(&draft, reviews, Wrote::Nothing))
            }
            Effect::LookForRemarks { draft, reviews } => {
                Some(self.remarks(&draft, reviews, Wrote::Nothing))
            }
            Effect::WriteRemarks {
                draft,
                acts,
                reviews,
            } => {
                self.write(acts);
                Some(self.remarks(&draft, reviews, Wrote::Entries))
            }
            Effect::See { draft, at, seen } => {
                at.iter().for_each(|at| match seen {
                    true => self.seen.see(&draft, at, "2022-02-20T08:00:00Z"),
                    false => self.seen.forget(&draft, at),
                });
                let wrote = if seen { Wrote::Marks } else { Wrote::NoMarks };
                Some(self.remarks(&draft, true, wrote))
            }
            Effect::CreateDraft { project, .. } => {
                let project = self.call.catalog.project(project.as_str()).unwrap();
                let origin = Origin {
                    id: DraftId::parse(&format!("{}-test01", project.code.as_str())).unwrap(),
                    call: self.call.catalog.call.clone(),
                    project: project.code.clone(),
                    project_digest: self.call.digest.to_string(),
                    created: "2022-02-18T01:02:03Z".into(),
                };
                let draft = prefilled(origin, &self.call.form, project);
                Some(self.opened(draft, Access::Write, true))
            }
            Effect::ReadBase { draft, base } => {
                let project = self.call.catalog.project(draft.origin.project.as_str());
                let before = prefilled(draft.origin, &self.call.form, project.unwrap());
                Some(Outcome::Base {
                    base,
                    before: Box::new(before),
                })
            }
            Effect::Record { .. } => Some(Outcome::Recorded),
            Effect::SaveDraft(_) => Some(Outcome::Saved),
            Effect::ListDrafts => Some(Outcome::Drafts {
                listed: Vec::<Listed>::new(),
                broken: None,
            }),
            _ => None,
        }
    }

    pub fn opened(&self, draft: Draft, access: Access, created: bool) -> Outcome {
        let project = self
            .call
            .catalog
            .project(draft.origin.project.as_str())
            .unwrap()
            .clone();
        Outcome::Opened(Box::new(OpenedDraft {
            call: self.call.clone(),
            project: Rc::new(project),
            draft,
            access,
            recovered: 0,
            set_aside: None,
            reissue: None,
            created,
            row_ids: RowIds::new(1),
            at: None,
        }))
    }

    /// The frame as text, with the cursor told below.
    pub fn frame(&self) -> String {
        let drawn = draw(&self.model);
        let area = drawn.buffer.area;
        let mut out = String::new();
        for y in 0..area.height {
            let mut row = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = drawn.buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(shenbao::text::width::width(symbol, Default::default()))
                    .unwrap()
                    .max(1);
            }
            out.push_str(row.trim_end());
            out.push('\n');
        }
        match drawn.cursor {
            Some((x, y)) => out.push_str(&format!("[cursor {x},{y}]\n")),
            None => out.push_str("[no cursor]\n"),
        }
        out
    }
}
