//! The world: folders, files, journals, locks, the clock. Answers the traits of `app::ports`.
//!
//! Invariants: a file is written whole or not at all; no id or code leads out of its folder; links are not followed
//! when writing; new files are the user's alone. Absent: words, screens, judgement.

pub mod annexes;
pub mod board_index;
mod branches;
pub mod calls;
pub mod clock;
mod content;
pub mod demo;
pub mod doctor;
pub mod drafts;
pub mod editor;
pub mod files;
pub mod first_time;
mod fs;
mod git;
mod journal;
pub mod lines;
mod lock;
pub mod notes;
mod owners;
pub mod paths;
pub mod presence;
pub mod reviews;
pub mod settings;
mod steps;
pub mod versions;
pub mod workspace;
