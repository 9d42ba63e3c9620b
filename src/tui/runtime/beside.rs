//! Work beside the loop: what may take as long as a network likes. Each piece has a thread of its own, which tells what
//! comes of it through a channel and then rings the bell that the loop waits at.
//!
//! Invariants: the loop never waits for a thread, but for a moment when the program ends; one sharing at a time; a thread
//! knows nothing of the model. Absent: what sharing is.

use crate::app::failure::Failure;
use crate::app::stop::Stop;
use crate::app::version::{Newer, Sharing, Step, Synced};
use crate::domain::draft::DraftId;
use crate::tui::msg::Outcome;
use crate::tui::terminal::input::Bell;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::Duration;

/// How long the end of the program waits for a thread to put its work down.
const FAREWELL: Duration = Duration::from_millis(400);

/// What a thread tells.
enum News {
    Step(Step),
    Shared(Result<Synced, Failure>),
    Newer(DraftId, Option<Newer>),
    Touched,
}

/// The threads, and what they tell.
pub(super) struct Beside {
    bell: Bell,
    tell: Sender<News>,
    told: Receiver<News>,
    /// What asks the sharing to stop that is going on.
    sharing: Option<Stop>,
    /// What asks the looking up to stop that is going on.
    looking: Option<Stop>,
}

impl Beside {
    pub(super) fn new(bell: Bell) -> Self {
        let (tell, told) = channel();
        Self {
            bell,
            tell,
            told,
            sharing: None,
            looking: None,
        }
    }

    /// Tells from any thread that something happened at the open draft.
    pub(super) fn touched(&self) -> Box<dyn Fn() + Send> {
        let (tell, bell) = (self.tell.clone(), self.bell.clone());
        Box::new(move || {
            let _ = tell.send(News::Touched);
            bell.ring();
        })
    }

    /// Begins to ask whether there are newer versions of a draft, unless somebody talks to the other repository anyhow. No
    /// answer is as good as none newer.
    pub(super) fn look_up(&mut self, sharing: &Arc<dyn Sharing>, id: DraftId) {
        if self.sharing.is_some() || self.looking.is_some() {
            return;
        }
        let stop = Stop::default();
        self.looking = Some(stop.clone());
        let (sharing, bell, tell) = (Arc::clone(sharing), self.bell.clone(), self.tell.clone());
        let begun = Builder::new().spawn(move || {
            let newer = sharing.newer(&id, &stop).unwrap_or_default();
            let _ = tell.send(News::Newer(id, newer));
            bell.ring();
        });
        if begun.is_err() {
            self.looking = None;
        }
    }

    /// Begins to share, unless that is going on already.
    pub(super) fn share(&mut self, sharing: &Arc<dyn Sharing>, remote: Option<String>) {
        if self.sharing.is_some() {
            return;
        }
        if let Some(looking) = &self.looking {
            looking.ask();
        }
        let stop = Stop::default();
        self.sharing = Some(stop.clone());
        let (sharing, bell, tell) = (Arc::clone(sharing), self.bell.clone(), self.tell.clone());
        let begun = Builder::new().spawn(move || {
            let say = |news| {
                // Nobody listens any more when the program ends.
                let _ = tell.send(news);
                bell.ring();
            };
            let done = sharing.sync(remote.as_deref(), &stop, &mut |step| say(News::Step(step)));
            say(News::Shared(done));
        });
        if let Err(error) = begun {
            let said = error.to_string();
            let refused = crate::app::failure::GitFailure::Refused {
                deed: "sync".to_owned(),
                said,
            };
            let _ = self.tell.send(News::Shared(Err(Failure::Git(refused))));
            self.bell.ring();
        }
    }

    /// Asks the sharing that is going on to stop.
    pub(super) fn stop(&self) {
        if let Some(stop) = &self.sharing {
            stop.ask();
        }
    }

    /// The next thing that was told.
    pub(super) fn next(&mut self) -> Option<Outcome> {
        Some(match self.told.try_recv().ok()? {
            News::Step(step) => Outcome::Sharing(step),
            News::Touched => Outcome::Touched,
            News::Newer(id, newer) => {
                self.looking = None;
                Outcome::Newer(id, newer)
            }
            News::Shared(done) => {
                self.sharing = None;
                match done {
                    Ok(synced) => Outcome::Shared(Box::new(synced)),
                    Err(failure) => Outcome::NotShared(failure),
                }
            }
        })
    }

    /// Asks what is going on to stop, and gives it a moment to put its work down.
    pub(super) fn leave(&mut self) {
        self.stop();
        if let Some(looking) = &self.looking {
            looking.ask();
        }
        while self.sharing.is_some() || self.looking.is_some() {
            match self.told.recv_timeout(FAREWELL) {
                Ok(News::Step(_) | News::Touched) => {}
                Ok(News::Newer(..)) => self.looking = None,
                Ok(News::Shared(_)) => self.sharing = None,
                Err(_) => return,
            }
        }
    }
}
