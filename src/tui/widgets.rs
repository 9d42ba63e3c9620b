//! Pieces that several screens use. The text-area package is named here and nowhere else.

pub mod query_line;
