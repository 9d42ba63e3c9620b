//! How wide the terminal draws what it is given: the only one who knows is asked.
//!
//! Invariant: the line that was written on is clean afterwards, and what the user typed meanwhile is not waited for.

use super::write_out;
use ratatui::crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// How long a terminal may take to answer: a slow line and back.
const PATIENCE: Duration = Duration::from_millis(800);
/// A “ at the line's begin, and the question where the cursor is now.
const ASK: &[u8] = "\r“\x1b[6n".as_bytes();
/// Takes the “ away again.
const CLEAN: &[u8] = b"\r\x1b[K";

/// How many columns the terminal moves for a “; `None` when there is no terminal, or it does not answer.
#[must_use]
pub fn quote_columns() -> Option<u16> {
    let dumb = std::env::var("TERM").map_or(true, |term| term.is_empty() || term == "dumb");
    if dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return None;
    }
    enable_raw_mode().ok()?;
    let answer = write_out(ASK).ok().and_then(|()| listen());
    let _ = write_out(CLEAN);
    let _ = disable_raw_mode();
    column(&answer?)?.checked_sub(1)
}

/// What the terminal sends until the answer is whole.
fn listen() -> Option<Vec<u8>> {
    let begun = Instant::now();
    let mut heard = Vec::new();
    while let Some(left) = PATIENCE.checked_sub(begun.elapsed()) {
        let input = rustix::stdio::stdin();
        let mut fds = [PollFd::new(&input, PollFlags::IN)];
        let limit = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(left.subsec_nanos()),
        };
        if !matches!(poll(&mut fds, Some(&limit)), Ok(count) if count > 0) {
            return None;
        }
        let mut bytes = [0; 64];
        let count = rustix::io::read(input, &mut bytes).ok()?;
        heard.extend_from_slice(&bytes[..count]);
        if count == 0 || column(&heard).is_some() {
            break;
        }
    }
    Some(heard)
}

/// The column of a cursor position report (`ESC [ row ; column R`), wherever it stands among other keys.
fn column(heard: &[u8]) -> Option<u16> {
    let text = String::from_utf8_lossy(heard);
    let mut reports = text.split("\x1b[").skip(1);
    reports.find_map(|report| {
        let (row, rest) = report.split_once(';')?;
        row.parse::<u16>().ok()?;
        rest.split_once('R')?.0.parse().ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_found_among_keys() {
        for (heard, expected) in [
            ("\x1b[12;3R", Some(3)),
            ("科\x1b[A\x1b[1;2Rx", Some(2)),
            ("\x1b[12;3", None),
            ("12;3R", None),
            ("\x1b[;3R", None),
        ] {
            assert_eq!(column(heard.as_bytes()), expected, "{heard:?}");
        }
    }
}
