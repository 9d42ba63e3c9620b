//! Doing the same many times, on as many processors as there are.
//!
//! Invariant: everything is done when it returns, also where no thread can be made. Absent: any order.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{Builder, available_parallelism, scope};

/// More threads than this only wait for the disk and for memory.
const MOST: usize = 8;
/// How much work makes a thread worth its while.
const WORTH: usize = 8;

/// Does it for each number below `count`.
pub(super) fn each(count: usize, act: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return;
            }
            act(index);
        }
    };
    let processors = available_parallelism().map_or(1, NonZero::get).min(MOST);
    scope(|scope| {
        for _ in 1..processors.min(count / WORTH) {
            // This thread does what no other takes, so it does not matter whether one more can be had.
            let _ = Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
}
