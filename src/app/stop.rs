//! Asking long work to stop: said once, by a key or a signal, and looked at by whoever works.
//!
//! Invariant: what was asked stays asked. Absent: how long it takes until somebody looks.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether work shall stop; copies are about the same work.
#[derive(Clone, Default, Debug)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks for it.
    pub fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked for.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// The flag itself, for a signal that asks for it.
    #[must_use]
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.0)
    }
}
