//! Word documents (WordprocessingML in a zip archive): applications go out as such.

pub mod write;

pub use write::write;
