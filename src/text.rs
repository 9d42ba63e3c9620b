//! Text.
pub mod visible;
pub mod wordcount;
