//! What comes from the terminal and the system: keys, pastes, sizes, hang-ups.
//!
//! Invariants: waiting costs nothing (one `poll` on the terminal and on the signals' pipes, no timer, no thread); a
//! terminal that went away ends the program and never spins it. Nothing is read while another program has the terminal.

use crate::tui::terminal::Terminal;
use ratatui::crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTERM, SIGWINCH};
use signal_hook::low_level::pipe;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
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
    /// The terminal is gone, or the system asks the program to end.
    Leave,
}

/// Where things come from.
#[derive(Debug)]
pub struct Input {
    /// Bytes come here when the program shall end.
    leaving: UnixStream,
    /// Bytes come here when the terminal changed its size or the program was resumed.
    changing: UnixStream,
    waiting: VecDeque<Incoming>,
}

impl Input {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the system has no pipes or signals to give.
    pub fn new() -> io::Result<Self> {
        let (leaving, leave) = UnixStream::pair()?;
        let (changing, change) = UnixStream::pair()?;
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
            waiting: VecDeque::new(),
        })
    }

    /// Waits for the next thing, at most this long; `None` when the time is over.
    pub fn next(&mut self, at_most: Option<Duration>) -> Option<Incoming> {
        if let Some(came) = self.pending() {
            return Some(came);
        }
        let input = io::stdin();
        let mut fds = [
            PollFd::new(&input, PollFlags::IN),
            PollFd::new(&self.leaving, PollFlags::IN),
            PollFd::new(&self.changing, PollFlags::IN),
        ];
        let limit = at_most.map(|time| Timespec {
            tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
            tv_nsec: i64::from(time.subsec_nanos()),
        });
        let polled = poll(&mut fds, limit.as_ref());
        let gone = fds[0]
            .revents()
            .intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        if gone {
            return Some(Incoming::Leave);
        }
        match polled {
            Ok(0) => None,
            // A signal may end the wait before its byte is there.
            Ok(_) | Err(_) => self.pending(),
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
        while self.waiting.is_empty() {
            match event::poll(Duration::ZERO) {
                Ok(true) => match event::read() {
                    Ok(event) => self.waiting.extend(incoming(event)),
                    Err(_) => return Some(Incoming::Leave),
                },
                Ok(false) => return None,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return None,
                Err(_) => return Some(Incoming::Leave),
            }
        }
        self.waiting.pop_front()
    }
}

fn incoming(event: Event) -> Option<Incoming> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Incoming::Key(key)),
        Event::Paste(text) => Some(Incoming::Paste(text)),
        Event::Resize(width, height) => Some(Incoming::Resize(Size { width, height })),
        _ => None,
    }
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
