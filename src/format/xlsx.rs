//! Workbooks (Excel): numbers that can be reckoned with, sums as formulas.
//!
//! Invariants: a text is written as a string, never as a formula, whatever it begins with; the same content gives the
//! same bytes. Absent: reading workbooks.

pub mod application;
pub mod board;
mod sheet;
