//! What comes from the terminal and the system: keys, pastes, sizes, hang-ups.
//!
//! Invariants: waiting costs nothing (one `poll` on the terminal and on the pipes of signals and of work beside it, no
//! timer); a terminal that went away ends the program and never spins it. Nothing is read while another program has the
//! terminal.

mod patience;

use crate::text::width::Ambiguous;
use crate::tui::terminal::Terminal;
use crate::tui::terminal::keys::{Came, Keys};
use patience::Patience;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGWINCH};
use signal_hook::low_level::pipe;
use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

/// Something that came.
#[derive(Clone, PartialEq, Debug)]
pub enum Incoming {
    /// A key.
    Key(KeyEvent),
    /// A paste.
    Paste(String),
    /// The terminal has this size, or was away for a while.
    Resize(Size),
    /// The terminal draws ambiguous characters this wide.
    Widths(Ambiguous),
    /// Whether the terminal shows a frame at once where it is told to.
    Synchronizes(bool),
    /// The terminal is gone, or the system asks the program to end.
    Leave,
    /// Work beside the loop has something to tell.
    Rung,
}

/// Wakes whoever waits for input, from any thread.
#[derive(Clone, Debug)]
pub struct Bell(Arc<UnixStream>);

impl Bell {
    /// Rings; twice before anybody listens is as good as once.
    pub fn ring(&self) {
        // A full pipe has rung already.
        let _ = (&*self.0).write(&[1]);
    }
}

/// Where things come from.
#[derive(Debug)]
pub struct Input {
    /// Bytes come here when the program shall end.
    leaving: UnixStream,
    /// Bytes come here when the terminal changed its size or the program was resumed.
    changing: UnixStream,
    /// Bytes come here when work beside the loop has something to tell.
    ringing: UnixStream,
    bell: Bell,
    waiting: VecDeque<Incoming>,
    keys: Keys,
    patience: Patience,
}

impl Input {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the system has no pipes or signals to give.
    pub fn new() -> io::Result<Self> {
        let (leaving, leave) = UnixStream::pair()?;
        let (changing, change) = UnixStream::pair()?;
        let (ringing, bell) = UnixStream::pair()?;
        for pipe in [&ringing, &bell] {
            pipe.set_nonblocking(true)?;
        }
        leaving.set_nonblocking(true)?;
        changing.set_nonblocking(true)?;
        for signal in [SIGTERM, SIGHUP] {
            pipe::register(signal, leave.try_clone()?)?;
        }
        for signal in [SIGWINCH, SIGCONT] {
            pipe::register(signal, change.try_clone()?)?;
        }
        Ok(Self {
            leaving,
            changing,
            ringing,
            bell: Bell(Arc::new(bell)),
            waiting: VecDeque::new(),
            keys: Keys::default(),
            patience: Patience::new(std::env::var_os("SSH_CONNECTION").is_some()),
        })
    }

    /// What wakes this from another thread.
    #[must_use]
    pub fn bell(&self) -> Bell {
        self.bell.clone()
    }

    /// Waits for the next thing, at most this long; `None` when nobody did anything for that time.
    pub fn next(&mut self, at_most: Option<Duration>) -> Option<Incoming> {
        loop {
            if let Some(came) = self.pending() {
                return Some(came);
            }
            let rest = self.keys.begun().map(|begun| self.patience.left(begun));
            let limit = at_most.into_iter().chain(rest).min();
            match self.wait(limit) {
                Waited::Gone => return Some(Incoming::Leave),
                // Half a key, of which the rest does not come: that is looked at again.
                Waited::TimeOver if rest.is_some() && rest == limit => {}
                Waited::TimeOver => return None,
                // Perhaps only half a key, of which the rest is on its way.
                Waited::Something => {}
            }
        }
    }

    fn wait(&self, at_most: Option<Duration>) -> Waited {
        let input = io::stdin();
        let mut fds = [
            PollFd::new(&input, PollFlags::IN),
            PollFd::new(&self.leaving, PollFlags::IN),
            PollFd::new(&self.changing, PollFlags::IN),
            PollFd::new(&self.ringing, PollFlags::IN),
        ];
        let limit = at_most.map(|time| Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(time.subsec_nanos()),
        });
        let polled = poll(&mut fds, limit.as_ref());
        if fds[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
        {
            return Waited::Gone;
        }
        match polled {
            Ok(0) => Waited::TimeOver,
            // A signal may end the wait before its byte is there.
            Ok(_) | Err(_) => Waited::Something,
        }
    }

    /// The next thing that is there already.
    pub fn pending(&mut self) -> Option<Incoming> {
        if drained(&mut self.leaving) {
            return Some(Incoming::Leave);
        }
        if drained(&mut self.changing) {
            return Some(Incoming::Resize(Terminal::size()));
        }
        if drained(&mut self.ringing) {
            return Some(Incoming::Rung);
        }
        if self.waiting.is_empty() {
            match self.read() {
                Ok(true) => {}
                Ok(false) | Err(()) => return Some(Incoming::Leave),
            }
        }
        self.waiting.pop_front()
    }

    /// Takes what the terminal has sent; says whether the terminal is still there.
    fn read(&mut self) -> Result<bool, ()> {
        while is_readable() {
            let mut bytes = [0; 4096];
            match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
                Ok(0) => return Ok(false),
                Ok(count) => {
                    self.keys.feed(&bytes[..count]);
                    self.patience.begin();
                }
                Err(rustix::io::Errno::INTR | rustix::io::Errno::AGAIN) => {}
                Err(_) => return Err(()),
            }
        }
        let waits = |begun| self.patience.left(begun) > Duration::ZERO;
        if !self.keys.begun().is_some_and(waits) {
            self.keys.settle();
        }
        while let Some(came) = self.keys.next() {
            if matches!(came, Came::Column(_) | Came::Synchronizes(_)) {
                self.patience.answered();
            }
            self.waiting.extend(match came {
                Came::Key(key) => Some(Incoming::Key(key)),
                Came::Paste(text) => Some(Incoming::Paste(text)),
                // The column after one ambiguous character.
                Came::Column(2) => Some(Incoming::Widths(Ambiguous::Narrow)),
                Came::Column(3) => Some(Incoming::Widths(Ambiguous::Wide)),
                Came::Column(_) => None,
                Came::Synchronizes(does) => Some(Incoming::Synchronizes(does)),
            });
        }
        Ok(true)
    }
}

fn is_readable() -> bool {
    let input = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&input, PollFlags::IN)];
    let limit = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    matches!(poll(&mut fds, Some(&limit)), Ok(count) if count > 0)
        && fds[0].revents().contains(PollFlags::IN)
}

/// What a wait came to.
enum Waited {
    Something,
    TimeOver,
    Gone,
}

/// Whether anything was in a pipe; it is empty afterwards.
fn drained(pipe: &mut UnixStream) -> bool {
    let mut bytes = [0; 64];
    let mut any = false;
    while matches!(pipe.read(&mut bytes), Ok(count) if count > 0) {
        any = true;
    }
    any
}
