//! What is worked out when somebody first asks for it: most questions need little of a call.
//!
//! Invariant: worked out once, whoever asks first, in whatever thread. Absent: working out that can fail.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// How a value is worked out.
type Make<T> = Box<dyn FnOnce() -> T + Send>;

/// A value that is there when it is looked at; copies share it.
pub struct Later<T>(Arc<LazyLock<T, Make<T>>>);

impl<T> Later<T> {
    /// A value that is worked out when it is first looked at.
    #[must_use]
    pub fn new(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(Arc::new(LazyLock::new(Box::new(make))))
    }
}

impl<T: Send + 'static> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self::new(move || value)
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn it_is_worked_out_once_and_only_if_somebody_looks() {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let later = Later::new(|| MADE.fetch_add(1, Ordering::SeqCst));
        let copy = later.clone();
        assert_eq!(MADE.load(Ordering::SeqCst), 0);
        assert_eq!((*later, *copy), (0, 0));
        assert_eq!(MADE.load(Ordering::SeqCst), 1);
    }
}
