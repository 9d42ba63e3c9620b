//! Word documents (WordprocessingML in a zip archive): applications go out as such, annexes come in.

pub mod read;
pub mod write;

pub use write::write;
