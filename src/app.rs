//! What the program can do, whoever asks: the screens or the command line.
//!
//! Invariant: nothing here touches the world; what has to be done there is returned as [`effect::Effect`] or asked
//! through the traits of [`ports`]. Absent: words (see `messages`) and bytes (see `format`).

pub mod annex;
pub mod base;
pub mod batch;
pub mod board;
pub mod check;
pub mod command;
pub mod doctor;
pub mod effect;
pub mod export;
pub mod failure;
pub mod many;
pub mod moving;
pub mod new_draft;
pub mod ports;
pub mod remarks;
pub mod review;
pub mod row_ids;
pub mod sections;
pub mod session;
pub mod stop;
pub mod verify;
pub mod version;
