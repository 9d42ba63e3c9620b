//! Asking long work to stop: said once, by a key or a signal, and looked at by whoever works.
//!
//! Invariant: what was asked stays asked. Absent: clocks (whoever works looks at one where there is a limit).

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Whether work shall stop; copies are about the same work.
#[derive(Clone, Default, Debug)]
pub struct Stop {
    asked: Arc<AtomicBool>,
    limit: Option<Duration>,
}

impl Stop {
    /// Asks for it.
    pub fn ask(&self) {
        self.asked.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// The same, where each piece of the work may also take no longer than this.
    #[must_use]
    pub fn within(&self, limit: Duration) -> Self {
        Self {
            asked: Arc::clone(&self.asked),
            limit: Some(limit),
        }
    }

    /// How long each piece of the work may take.
    #[must_use]
    pub fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// The flag itself, for a signal that asks for it.
    #[must_use]
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.asked)
    }
}
