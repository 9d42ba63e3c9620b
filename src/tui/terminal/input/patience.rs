//! How long the rest of a key is waited for.
//!
//! A terminal sends a key such as ↑ as several bytes that begin with an escape, and a slow line may part them. Invariants:
//! who presses Esc waits no longer than the line is slow; what can be no key by itself is waited for much longer.

use crate::tui::terminal::keys::Begun;
use std::time::{Duration, Instant};

/// For a lone escape, on this machine.
const NEAR: Duration = Duration::from_millis(25);
/// The same where the program is used from another machine, until the line is known.
const FAR: Duration = Duration::from_millis(100);
/// The most that anybody waits who presses Esc.
const MOST: Duration = Duration::from_millis(300);
/// For the rest of a sequence.
const SEQUENCE: Duration = Duration::from_secs(2);

/// How long the rest of a key may take on this line.
#[derive(Debug)]
pub(super) struct Patience {
    /// When the terminal was asked something; nothing once it has answered.
    asked: Option<Instant>,
    escape: Duration,
    /// When bytes came last.
    since: Instant,
}

impl Patience {
    /// The terminal is asked something now. `far` says that it stands at another machine.
    pub fn new(far: bool) -> Self {
        let now = Instant::now();
        Self {
            asked: Some(now),
            escape: if far { FAR } else { NEAR },
            since: now,
        }
    }

    /// Bytes have come.
    pub fn begin(&mut self) {
        self.since = Instant::now();
    }

    /// The terminal has answered: bytes of one key lie no further apart than a question and its answer.
    pub fn answered(&mut self) {
        if let Some(asked) = self.asked.take() {
            self.escape = self.escape.max(asked.elapsed().min(MOST));
        }
    }

    /// How long the rest may still take.
    pub fn left(&self, begun: Begun) -> Duration {
        let whole = match begun {
            Begun::Escape => self.escape,
            Begun::Sequence => SEQUENCE,
        };
        whole.saturating_sub(self.since.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slower_the_line_the_longer_an_escape_is_waited_for() {
        let long_ago = Instant::now().checked_sub(Duration::from_millis(140));
        let mut slow = Patience::new(false);
        slow.asked = Some(long_ago.expect("a clock that runs"));
        assert!(slow.left(Begun::Escape) <= NEAR);
        slow.answered();
        slow.begin();
        assert!(slow.escape >= Duration::from_millis(140) && slow.escape <= MOST);
        let before = slow.escape;
        // Later answers, to later questions, tell nothing.
        slow.answered();
        assert_eq!(slow.escape, before);
        assert!(Patience::new(true).escape > NEAR);
    }

    #[test]
    fn what_can_be_no_key_is_waited_for_longer() {
        let mut patience = Patience::new(false);
        patience.since = Instant::now().checked_sub(MOST).expect("a clock that runs");
        assert_eq!(patience.left(Begun::Escape), Duration::ZERO);
        assert!(patience.left(Begun::Sequence) > Duration::ZERO);
    }
}
