//! The core: what a call asks, what a draft says, and what may be said about it.
//!
//! Everything here is pure. Text and data come in, values and findings go out.
//! Absent on purpose: files, clock, randomness, terminal, serialisation. Times and ids arrive as arguments.

pub mod branches;
pub mod field;
pub mod money;
pub mod number;

pub mod annex;
pub mod call;
pub mod doubt;
pub mod indicator;
pub mod later;
pub mod measure;
pub mod project;
pub mod reissue;
pub mod scope;

pub mod form;
pub mod outline;
pub mod paper;

pub mod anchor;
pub mod conflict;
pub mod diff;
pub mod draft;
pub mod edit;
pub mod history;
pub mod merge;

pub mod board_index;
pub mod budget;
pub mod ruling;
pub mod settings;
pub mod spending;
pub mod state;
pub mod story;

pub mod review;

pub mod checklist;
pub mod finding;
pub mod rules;
