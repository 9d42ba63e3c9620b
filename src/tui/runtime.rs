//! The loop: what comes in goes through `update`, what comes out is done in the world, then the screen is shown.
//!
//! Invariants: everything that waits is let in before one frame is drawn; an edit is in the journal before that frame
//! shows it as kept. This and `terminal` are the only parts of the screens that touch the world.

mod beside;
mod parts;
mod reviews;

use crate::app::annex::Annex;
use crate::app::base::{Base, Start};
use crate::app::board::Reading;
use crate::app::effect::{Effect, Point};
use crate::app::export::{Manner, Outgoing};
use crate::app::failure::Failure;
use crate::app::new_draft::create_draft;
use crate::app::ports::{Annexes, BoardIndex, Calls, Clock, Drafts, Files, Presence, Reviews};
use crate::app::version::{Milestone, Sharing, Version, Versions};
use crate::domain::call::{Call, CallId};
use crate::domain::diff::text::Grain;
use crate::domain::diff::{Change, diff};
use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::FieldPath;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::state::State;
use crate::tui::model::Model;
use crate::tui::msg::{Msg, OpenedDraft, Outcome, Wrote};
use crate::tui::runtime::beside::Beside;
use crate::tui::runtime::parts::Parts;
use crate::tui::terminal::input::{Incoming, Input};
use crate::tui::terminal::{Terminal, clipboard};
use crate::tui::update::update;
use crate::tui::views::draw;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long nobody has to type before the draft's file is written; the journal has every edit at once.
const IDLE: Duration = Duration::from_secs(3);

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
    while !runner.quit {
        let works = runner.parts.is_some() && works_now(&model);
        if !works || shown.is_none_or(|shown| shown.elapsed() >= PACE) {
            if runner.terminal.show(&draw(&model)).is_err() {
                runner.let_in(&mut model, Msg::Leave);
                break;
            }
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
        let limit = model.needs_saving().then_some(IDLE);
        let Some(came) = input.next(limit) else {
            runner.let_in(&mut model, Msg::Idle);
            continue;
        };
        runner.take(&mut model, came);
        while let Some(came) = input.pending().filter(|_| !runner.quit) {
            runner.take(&mut model, came);
        }
    }
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
    quit: bool,
}

impl Runner<'_, '_> {
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

    fn begin_board(&mut self) -> Outcome {
        let world = &self.world;
        match Reading::begin(&*world.drafts, world.calls, world.index) {
            Ok(mut reading) => {
                let part = reading.news();
                let waiting = reading.waiting();
                self.parts = (waiting > 0).then(|| Parts::Board(Box::new(reading)));
                Outcome::Board {
                    part,
                    waiting,
                    first: true,
                }
            }
            Err(failure) => Outcome::Failed(failure),
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Outcome> {
        match effect {
            Effect::ListDrafts => Some(match self.world.drafts.list() {
                Ok((listed, broken)) => Outcome::Drafts {
                    listed,
                    broken: broken.into_iter().next(),
                },
                Err(failure) => Outcome::Failed(failure),
            }),
            Effect::CreateDraft { call, project } => Some(self.create(&call, &project)),
            Effect::OpenDraft(id) => Some(self.open(&id, None, false)),
            Effect::Record { draft, edit } => Some(match self.world.drafts.record(&draft, &edit) {
                Ok(()) => Outcome::Recorded,
                Err(failure) => Outcome::NotRecorded(failure),
            }),
            Effect::SaveDraft(draft) => Some(self.save(&draft)),
            Effect::KeepVersion { draft, message } => Some(self.keep(&draft, message)),
            Effect::SignAs { name, email, then } => match (self.world.sign_as)(&name, &email) {
                Ok(()) => self.perform(*then),
                Err(failure) => Some(match *then {
                    Effect::KeepVersion { message, .. } => Outcome::NotKept(failure, message),
                    _ => Outcome::NotShared(failure),
                }),
            },
            Effect::Compare {
                draft,
                older,
                newer,
            } => Some(match self.compare(&draft, older, newer) {
                Ok(changes) => Outcome::Compared(changes),
                Err(failure) => Outcome::Failed(failure),
            }),
            Effect::ReadVersion { draft, rev } => Some(match (self.world.version)(&draft, &rev) {
                Ok(draft) => Outcome::Version {
                    rev,
                    draft: Box::new(draft),
                },
                Err(failure) => Outcome::Failed(failure),
            }),
            Effect::OpenReview { draft, base } => Some(self.open_review(&draft, base)),
            Effect::ReadBase { draft, base } => Some(match (self.world.base)(&draft, base) {
                Ok((base, before)) => Outcome::Base {
                    base,
                    before: Box::new(before),
                },
                Err(failure) => Outcome::Failed(failure),
            }),
            Effect::ReadRemarks { draft, reviews } => self.remarks(&draft, reviews, Wrote::Nothing),
            Effect::WriteRemarks {
                draft,
                acts,
                reviews,
            } => match self.write(&draft, acts) {
                Ok(()) => self.remarks(&draft, reviews, Wrote::Entries),
                Err(failure) => Some(Outcome::Failed(failure)),
            },
            Effect::See { draft, at } => match self.see(&draft, &at) {
                Ok(()) => self.remarks(&draft, true, Wrote::Marks),
                Err(failure) => Some(Outcome::Failed(failure)),
            },
            Effect::ListBases(id) => Some(match self.world.versions.log(&id, BASES) {
                Ok(versions) => Outcome::Bases {
                    versions,
                    failed: None,
                },
                Err(failure) => Outcome::Bases {
                    versions: Vec::new(),
                    failed: Some(failure),
                },
            }),
            Effect::ReadHistory(draft) => Some(match (self.world.history)(&draft) {
                Ok(history) => Outcome::History(history),
                Err(failure) => Outcome::Failed(failure),
            }),
            Effect::ReadBoard => Some(self.begin_board()),
            Effect::Batch { task, drafts } => {
                self.parts = Some(Parts::batch(task, drafts));
                None
            }
            Effect::Stop => {
                self.parts = None;
                None
            }
            Effect::Share { remote } => {
                self.beside.share(&self.world.sharing, remote);
                None
            }
            Effect::StopSharing => {
                self.beside.stop();
                None
            }
            Effect::LookAround(id) => Some(Outcome::Around {
                others: self.world.presence.others(),
                standing: self.world.drafts.standing(&id),
            }),
            Effect::LookUp(id) => {
                self.beside.look_up(&self.world.sharing, id);
                None
            }
            Effect::ReadAnnex { path, id } => Some(self.read_annex(&path, &id)),
            Effect::KeepCall(annex) => Some(self.keep_call(&annex)),
            Effect::CloseDraft(id) => {
                self.world.presence.leave();
                self.world.drafts.close(&id);
                None
            }
            Effect::Export {
                draft,
                path,
                manner,
            } => Some(match self.export(&draft, &path, manner) {
                Ok(path) => Outcome::Exported(path),
                Err(failure) => Outcome::Failed(failure),
            }),
            Effect::Copy(text) => {
                let bytes = clipboard::copy(&text)?;
                self.terminal.send(&bytes).ok()?;
                Some(Outcome::Copied(text.chars().count()))
            }
            Effect::EditOutside(text) => {
                let edit = self.world.edit;
                Some(match self.terminal.lend(|| edit(&text)) {
                    Ok(text) => Outcome::EditedOutside(text),
                    Err(failure) => Outcome::Failed(failure),
                })
            }
            Effect::Redraw => {
                self.terminal.forget();
                None
            }
            Effect::Quit => {
                self.quit = true;
                None
            }
        }
    }

    fn export(&self, draft: &Draft, path: &str, manner: Manner) -> Result<String, Failure> {
        let steps = &self.world.drafts.steps(&draft.origin.id)?;
        let outgoing = Outgoing {
            draft,
            steps,
            manner,
        };
        (self.world.export)(&outgoing, path)
    }

    /// Reads an annex; where there is a call of its name already, what differs from that is told.
    fn read_annex(&self, path: &str, id: &CallId) -> Outcome {
        match self.world.annexes.read(path, id) {
            Ok(mut annex) => {
                if let Ok(earlier) = self.world.calls.load(id) {
                    annex.against(&earlier);
                }
                Outcome::AnnexRead(Box::new(annex))
            }
            Err(failure) => Outcome::Failed(failure),
        }
    }

    fn keep_call(&self, annex: &Annex) -> Outcome {
        let folder = self.world.annexes.folder(&annex.reading.catalog.call);
        match self.world.annexes.keep(&folder, annex) {
            Ok(()) => Outcome::CallKept {
                folder,
                calls: self.world.calls.all().0,
            },
            Err(failure) => Outcome::Failed(failure),
        }
    }

    fn save(&mut self, draft: &Draft) -> Outcome {
        match self.world.drafts.save(draft) {
            Ok(()) => Outcome::Saved,
            // Opening it again joins what was typed with what changed underneath.
            Err(Failure::ChangedMeanwhile(_)) => self.open(&draft.origin.id, None, false),
            Err(failure) => Outcome::Failed(failure),
        }
    }

    /// A version of what is in the file; where that could not be written, nothing is kept.
    fn keep(&mut self, draft: &Draft, message: Option<String>) -> Outcome {
        match self.save(draft) {
            Outcome::Saved => match (self.world.keep)(draft, message.clone()) {
                Ok(version) => Outcome::Kept(version),
                Err(failure) => Outcome::NotKept(failure, message),
            },
            other => other,
        }
    }

    fn compare(&self, id: &DraftId, older: Point, newer: Point) -> Result<Vec<Change>, Failure> {
        let draft = |point| match point {
            Point::Given(draft) => Ok(*draft),
            Point::Version(rev) => (self.world.version)(id, &rev),
        };
        Ok(diff(&draft(older)?, &draft(newer)?, Grain::Words))
    }

    fn create(&mut self, call: &CallId, code: &ProjectCode) -> Outcome {
        let made = self.world.calls.load(call).and_then(|call| {
            let missing = || Failure::NoProject(code.as_str().to_owned());
            let project = call.catalog.project(code.as_str()).ok_or_else(missing)?;
            let world = &mut self.world;
            create_draft(&mut *world.drafts, world.clock, world.calls, &call, project)
        });
        match made {
            Ok(draft) => self.open(&draft.origin.id, None, true),
            Err(failure) => Outcome::Failed(failure),
        }
    }

    fn open(&mut self, id: &DraftId, at: Option<FieldPath>, created: bool) -> Outcome {
        let opened = match self.world.drafts.open(id) {
            Ok(opened) => opened,
            Err(failure) => return Outcome::Failed(failure),
        };
        let (call, project) = match self.project_of(&opened.draft) {
            Ok(found) => found,
            Err(failure) => return self.give_up(id, failure),
        };
        let touched = self.beside.touched();
        self.world.presence.stay(id, &opened.access, touched);
        let reissue = self.world.calls.reissued(&opened.draft.origin, &call);
        Outcome::Opened(Box::new(OpenedDraft {
            reissue,
            call,
            project,
            draft: opened.draft,
            access: opened.access,
            recovered: opened.recovered,
            set_aside: opened.set_aside.map(|id| id.as_str().to_owned()),
            created,
            row_ids: self.world.clock.row_ids(),
            at,
        }))
    }

    /// The call and the project that a draft is for.
    fn project_of(&self, draft: &Draft) -> Result<(Rc<Call>, Rc<Project>), Failure> {
        let call = self.world.calls.load(&draft.origin.call)?;
        let code = draft.origin.project.as_str();
        let unknown = || Failure::NoProject(code.to_owned());
        let project = call.catalog.project(code).cloned().ok_or_else(unknown)?;
        Ok((call, Rc::new(project)))
    }

    fn give_up(&mut self, id: &DraftId, failure: Failure) -> Outcome {
        self.world.drafts.close(id);
        Outcome::Failed(failure)
    }
}
