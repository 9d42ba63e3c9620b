//! The user's git program: how it is called, whose repository it works on, whose turn it is.
//!
//! Invariant: a repository from a stranger runs nothing. Absent: what versions mean.

pub(super) mod drivers;
pub(super) mod program;
pub(super) mod trust;
pub(super) mod turn;
mod which;
