//! The loop: what comes in goes through `update`, what comes out is done in the world, then the screen is shown.
//!
//! Invariants: everything that waits is let in before one frame is drawn; an edit is in the journal before that frame
//! shows it as kept, and settled a moment later, before anything that may take longer is begun. This and `terminal` are the only parts of the screens that touch the world.

mod beside;
mod drafts;
mod export;
mod parts;
mod perform;
mod reviews;

use crate::app::base::{Base, Start};
use crate::app::board::Board;
use crate::app::effect::Effect;
use crate::app::export::{BoardFormat, Outgoing};
use crate::app::failure::Failure;
use crate::app::ports::{
    Annexes, BoardIndex, Calls, Clock, Drafts, Files, Notes, Presence, Reviews,
};
use crate::app::version::{Milestone, Sharing, Version, Versions};
use crate::domain::draft::{Draft, DraftId};
use crate::domain::state::State;
use crate::tui::model::Model;
use crate::tui::msg::{Msg, Outcome};
use crate::tui::runtime::beside::Beside;
use crate::tui::runtime::parts::Parts;
use crate::tui::terminal::Terminal;
use crate::tui::terminal::input::{Incoming, Input};
use crate::tui::update::update;
use crate::tui::views::draw_on;
use ratatui::buffer::Buffer;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long nobody has to type before the draft's file is written; the journal has every edit at once.
const IDLE: Duration = Duration::from_secs(3);

/// How long what was typed may wait to be surely on the disk. The journal has it at once, which only a power cut undoes; to
/// wait for the disk with every key would cost more than drawing.
const SETTLE: Duration = Duration::from_millis(250);

/// How often what is done in parts is shown.
const PACE: Duration = Duration::from_millis(120);

/// How many versions can be picked to read a draft against.
const BASES: usize = 100;

/// Keeps a draft as a version, with what the user says about it.
type Keep<'a> = dyn Fn(&Draft, Option<String>) -> Result<Option<Version>, Failure> + 'a;

/// Reads what a draft is read against, and says what that turned out to be.
type ReadBase<'a> = dyn Fn(&Draft, Base) -> Result<(Base, Draft), Failure> + 'a;

/// Takes a step with a draft, and keeps it as a version, with what is said about it.
type TakeStep<'a> = dyn Fn(&mut dyn Drafts, &DraftId, State, &str) -> Result<(), Failure> + 'a;

/// The world as the screens need it.
pub struct World<'a> {
    /// The drafts.
    pub drafts: &'a mut dyn Drafts,
    /// The calls.
    pub calls: &'a dyn Calls,
    /// Annexes that become calls.
    pub annexes: &'a dyn Annexes,
    /// What is known of the drafts from the last time.
    pub index: &'a dyn BoardIndex,
    /// Files that the user names.
    pub files: &'a dyn Files,
    /// Time and chance.
    pub clock: &'a dyn Clock,
    /// Writes the finished application; gives the path it was written to.
    pub export: &'a dyn Fn(&Outgoing<'_>, &str) -> Result<String, Failure>,
    /// The board in a format, in English or not.
    pub board: &'a dyn Fn(&Board, BoardFormat, bool) -> Vec<u8>,
    /// Keeps a draft, as its file has it, as a version; `None` when the last one says the same.
    pub keep: &'a Keep<'a>,
    /// Takes a step with a draft.
    pub step: &'a TakeStep<'a>,
    /// Remembers who keeps the versions of this workspace.
    pub sign_as: &'a dyn Fn(&str, &str) -> Result<(), Failure>,
    /// A draft as a version has it.
    pub version: &'a dyn Fn(&DraftId, &str) -> Result<Draft, Failure>,
    /// The versions of a draft, the last first.
    pub history: &'a dyn Fn(&Draft) -> Result<Vec<Milestone>, Failure>,
    /// Who else is at the open draft.
    pub presence: &'a mut dyn Presence,
    /// Shares versions with others, in a thread of its own.
    pub sharing: Arc<dyn Sharing>,
    /// What people write about drafts.
    pub reviews: &'a dyn Reviews,
    /// What is typed about drafts and not written yet.
    pub notes: &'a mut dyn Notes,
    /// Who reviews here, as was said or as git knows it.
    pub reviewer: &'a dyn Fn() -> Result<String, Failure>,
    /// What a draft is read against in a review.
    pub base: &'a ReadBase<'a>,
    /// The versions of drafts.
    pub versions: &'a dyn Versions,
    /// Opens a text in the user's editor; `None` when it changed nothing.
    pub edit: &'a dyn Fn(&str) -> Result<Option<String>, Failure>,
}

/// Runs the screens until the user leaves. `start` is done before the first frame: opening a draft.
///
/// # Errors
/// When the terminal cannot be taken over.
pub fn run(mut model: Model, start: Start, world: World<'_>) -> Result<(), Failure> {
    let mut terminal = Terminal::take(&model.prefs)?;
    let mut input = Input::new().map_err(|_| Failure::NoTerminal)?;
    let mut runner = Runner {
        world,
        terminal: &mut terminal,
        parts: None,
        beside: Beside::new(input.bell()),
        stamp: None,
        unsettled: None,
        quit: false,
    };
    let opened = match start {
        Start::Lists => None,
        Start::Import(annex) => Some(Outcome::AnnexRead(annex)),
        Start::Form(id, at) => Some(runner.open(&id, at, false)),
        Start::Review { draft, base, .. } => Some(runner.open_review(&draft, base)),
    };
    if let Some(opened) = opened {
        runner.let_in(&mut model, Msg::Came(opened));
    }
    let mut shown: Option<Instant> = None;
    let mut spare = Buffer::default();
    while !runner.quit {
        let works = runner.parts.is_some() && works_now(&model);
        if !works || shown.is_none_or(|shown| shown.elapsed() >= PACE) {
            let drawn = draw_on(&model, std::mem::take(&mut spare));
            let Ok(before) = runner.terminal.show(drawn) else {
                runner.let_in(&mut model, Msg::Leave);
                break;
            };
            spare = before;
            shown = Some(Instant::now());
        }
        if works {
            match input.pending() {
                Some(came) => {
                    runner.take(&mut model, came);
                    shown = None;
                }
                None => runner.go_on(&mut model),
            }
            continue;
        }
        let mut came = runner.next(&mut model, &mut input);
        while let Some(one) = came {
            runner.take(&mut model, one);
            came = input.pending().filter(|_| !runner.quit);
        }
    }
    // What could not be kept has been told; the draft's file has what was saved.
    let _ = runner.settle();
    runner.beside.leave();
    Ok(())
}

/// Whether what is done in parts goes on now: not while somebody types into a form.
fn works_now(model: &Model) -> bool {
    model.session.is_none()
}

struct Runner<'a, 'w> {
    parts: Option<Parts>,
    beside: Beside,
    world: World<'w>,
    terminal: &'a mut Terminal,
    /// What the remarks on the screen were read from.
    stamp: Option<(DraftId, String)>,
    /// Since when something that was typed is not surely on the disk.
    unsettled: Option<Instant>,
    quit: bool,
}

impl Runner<'_, '_> {
    /// The next thing that comes. What was typed settles meanwhile, and is saved when nobody types; `None` when there is
    /// something new to show of that.
    fn next(&mut self, model: &mut Model, input: &mut Input) -> Option<Incoming> {
        while let Some(since) = self.unsettled {
            let rest = SETTLE.saturating_sub(since.elapsed());
            let came = (!rest.is_zero()).then(|| input.next(Some(rest))).flatten();
            if came.is_some() {
                return came;
            }
            if let Some(refused) = self.settle() {
                self.let_in(model, Msg::Came(refused));
                return None;
            }
        }
        let came = input.next(model.needs_saving().then_some(IDLE));
        if came.is_none() {
            self.let_in(model, Msg::Idle);
        }
        came
    }

    /// Has what was typed put on the disk for sure; gives what came of it where that is refused.
    fn settle(&mut self) -> Option<Outcome> {
        self.unsettled.take()?;
        let drafts = self.world.drafts.settle().map_err(Outcome::NotRecorded);
        let notes = self.world.notes.settle().map_err(Outcome::Failed);
        drafts.and(notes).err()
    }

    /// Lets in what came.
    fn take(&mut self, model: &mut Model, came: Incoming) {
        let msg = match came {
            Incoming::Key(key) => Msg::Key(key),
            Incoming::Paste(text) => Msg::Paste(text),
            Incoming::Resize(size) => Msg::Resize(size),
            Incoming::Leave => Msg::Leave,
            Incoming::Rung => {
                while let Some(outcome) = self.beside.next() {
                    self.let_in(model, Msg::Came(outcome));
                }
                return;
            }
            Incoming::Widths(ambiguous) => {
                self.terminal.learn_widths(ambiguous);
                Msg::Measured(ambiguous)
            }
            Incoming::Synchronizes(does) => return self.terminal.learn_synchronizes(does),
        };
        self.let_in(model, msg);
    }

    /// Lets a message in, and does what comes out of it, and so on.
    fn let_in(&mut self, model: &mut Model, msg: Msg) {
        let mut waiting = vec![msg];
        while let Some(msg) = waiting.pop() {
            for effect in update(model, msg) {
                if !effect.is_typing() {
                    waiting.extend(self.settle().map(Msg::Came));
                }
                if let Some(outcome) = self.perform(effect) {
                    waiting.extend(
                        update(model, Msg::Came(outcome))
                            .into_iter()
                            .filter_map(|e| self.follow(e)),
                    );
                }
            }
        }
    }

    /// What an outcome asks for in turn; outcomes ask for little, and what comes back of it is let in as well.
    fn follow(&mut self, effect: Effect) -> Option<Msg> {
        self.perform(effect).map(Msg::Came)
    }

    /// Does the next part of what is done in parts.
    fn go_on(&mut self, model: &mut Model) {
        let Some(parts) = &mut self.parts else { return };
        let outcome = parts.go_on(&mut self.world);
        if parts.is_done() {
            self.parts = None;
        }
        self.let_in(model, Msg::Came(outcome));
    }
}
