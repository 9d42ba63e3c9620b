//! The screens without a terminal: keys in, a frame of text out. The world is memory.

use super::keys::events;
use ratatui::layout::Size;
use shenbao::app::effect::Effect;
use shenbao::app::ports::{Access, Listed};
use shenbao::app::row_ids::RowIds;
use shenbao::domain::call::Call;
use shenbao::domain::draft::{Draft, DraftId, Origin};
use shenbao::domain::outline::prefilled;
use shenbao::format::call_files;
use shenbao::messages::Lang;
use shenbao::tui::model::{Model, Prefs, Shelf};
use shenbao::tui::msg::{Msg, OpenedDraft, Outcome};
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

    fn answer(&self, effect: Effect) -> Option<Outcome> {
        match effect {
            Effect::CreateDraft { project, .. } => {
                let project = self.call.catalog.project(project.as_str()).unwrap();
                let origin = Origin {
                    id: DraftId::parse(&format!("{}-test01", project.code.as_str())).unwrap(),
                    call: self.call.catalog.call.clone(),
                    project: project.code.clone(),
                    project_digest: self.call.digest.clone(),
                    created: "2022-02-18T01:02:03Z".into(),
                };
                let draft = prefilled(origin, &self.call.form, project);
                Some(self.opened(draft, Access::Write, true))
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
