//! The terminal: taken over on start, given back whole however the program ends.
//!
//! Invariants: what is written are the cells that changed and nothing else; nobody waits but in [`input`], and there
//! without waking up while nothing happens.

pub mod clipboard;
pub mod input;
pub mod keys;
pub mod ruler;
pub mod writer;

use crate::app::failure::Failure;
use crate::text::width::Ambiguous;
use crate::tui::model::Prefs;
use crate::tui::views::Drawn;
use keys::ASKED_ROW;
use ratatui::buffer::Buffer;
use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode, size};
use ratatui::layout::Size;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use writer::{Abilities, Writer};

/// Alternate screen, bracketed paste, no line wrap by the terminal itself.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?7l\x1b[m";
/// The screen empty. Whatever a question left on it goes, too.
const CLEAR: &[u8] = b"\x1b[2J";
/// Whether the terminal can show a frame at once.
const ASK_SYNCHRONIZED: &[u8] = b"\x1b[?2026$p";
/// The reverse, the cursor shown again.
const LEAVE: &[u8] = b"\x1b[m\x1b[?7h\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Frames larger than this are shown at once by terminals that can.
const LARGE: usize = 512;

/// Whether the terminal is ours now; a panic looks here to know what to give back.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, while it is ours.
#[derive(Debug)]
pub struct Terminal {
    writer: Writer,
    waiting: Vec<u8>,
    synchronizes: bool,
}

impl Terminal {
    /// Takes the terminal over. Nothing is written before the first frame. What the terminal can do is asked together
    /// with it, and nobody waits for the answers; one that never comes leaves the careful way.
    ///
    /// # Errors
    /// When standard input or output is no terminal, or `TERM` says that it cannot place a cursor.
    pub fn take(prefs: &Prefs) -> Result<Self, Failure> {
        let dumb = std::env::var("TERM").is_ok_and(|term| term == "dumb");
        if dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            return Err(Failure::NoTerminal);
        }
        enable_raw_mode().map_err(|_| Failure::NoTerminal)?;
        TAKEN.store(true, Ordering::SeqCst);
        let abilities = Abilities {
            shifts: shifts(),
            widths_known: !prefs.asks_widths,
        };
        let mut waiting = ENTER.to_vec();
        if prefs.asks_widths {
            // Drawn and gone again before the screen is shown.
            waiting.extend(format!("\x1b[{ASKED_ROW}H“\x1b[6n").into_bytes());
        }
        waiting.extend_from_slice(ASK_SYNCHRONIZED);
        waiting.extend_from_slice(CLEAR);
        Ok(Self {
            writer: Writer::new(prefs.ambiguous, abilities),
            waiting,
            synchronizes: false,
        })
    }

    /// The terminal's size; 80×24 where it does not tell.
    #[must_use]
    pub fn size() -> Size {
        match size() {
            Ok((width, height)) if width > 0 && height > 0 => Size { width, height },
            _ => Size {
                width: 80,
                height: 24,
            },
        }
    }

    /// Shows a screen; gives back the one that was shown before.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn show(&mut self, drawn: Drawn) -> io::Result<Buffer> {
        let mut out = std::mem::take(&mut self.waiting);
        let from = out.len();
        let before = self.writer.write(drawn.buffer, drawn.cursor, &mut out);
        if self.synchronizes && out.len() - from > LARGE {
            out.splice(from..from, *b"\x1b[?2026h");
            out.extend_from_slice(b"\x1b[?2026l");
        }
        if out.is_empty() {
            return Ok(before);
        }
        write_out(&out).map(|()| before)
    }

    /// Draws everything anew with the next frame.
    pub fn forget(&mut self) {
        self.writer.forget();
        self.waiting.extend_from_slice(b"\x1b[m");
        self.waiting.extend_from_slice(CLEAR);
    }

    /// Notes how wide the terminal draws ambiguous characters.
    pub fn learn_widths(&mut self, ambiguous: Ambiguous) {
        if self.writer.learn(ambiguous) {
            self.forget();
        }
    }

    /// Notes whether the terminal shows a frame at once where it is told to.
    pub fn learn_synchronizes(&mut self, does: bool) {
        self.synchronizes = does;
    }

    /// Writes something that moves no cursor: a clipboard text.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        write_out(bytes)
    }

    /// Gives the terminal to another program, and takes it back afterwards.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> T {
        give_back();
        let result = run();
        // Had it been no terminal, it would not have been taken in the first place.
        let _ = enable_raw_mode();
        TAKEN.store(true, Ordering::SeqCst);
        self.writer.forget();
        self.waiting.extend_from_slice(ENTER);
        self.waiting.extend_from_slice(CLEAR);
        result
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        give_back();
    }
}

/// Gives the terminal back, if it is ours; any number of times, from anywhere.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // A terminal that is gone needs nothing back.
        let _ = write_out(LEAVE);
        let _ = disable_raw_mode();
    }
}

/// Whether the terminal scrolls parts of the screen and pushes the rest of a row aside, by its name. What is not known
/// by its name is asked for nothing but characters in their places.
fn shifts() -> bool {
    const FAMILIES: [&str; 14] = [
        "xterm",
        "screen",
        "tmux",
        "linux",
        "rxvt",
        "alacritty",
        "kitty",
        "foot",
        "vte",
        "konsole",
        "wezterm",
        "ghostty",
        "st-",
        "putty",
    ];
    let term = std::env::var("TERM").unwrap_or_default();
    FAMILIES.iter().any(|family| term.starts_with(family))
}

fn write_out(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}
