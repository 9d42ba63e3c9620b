//! The system's clock and chance.

use crate::app::ports::Clock;
use crate::app::row_ids::RowIds;
use jiff::Timestamp;

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> String {
        Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn row_ids(&self) -> RowIds {
        RowIds::new(chance())
    }
}

/// A random number of the system.
#[must_use]
pub fn chance() -> u64 {
    // Where the system has no randomness, the time and the process number still differ from everybody else's.
    let fallback =
        || Timestamp::now().as_nanosecond() as u64 ^ u64::from(std::process::id()).rotate_left(40);
    getrandom::u64().unwrap_or_else(|_| fallback())
}
