//! One test binary, in reading order: laws that always hold, what the screens look like, each command, whole stories.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod support {
    pub mod desk;
    pub mod filled;
    pub mod frame;
    pub mod hostile_names;
    pub mod keys;
    pub mod pty;
    pub mod shared;
    pub mod sources;
    pub mod spoil;
    pub mod strace;
    pub mod verbs;
    pub mod world;
}
mod laws {
    mod anchor;
    mod diff;
    mod docs_fresh;
    mod english;
    mod keymap;
    mod layers;
    mod merge;
    mod plurals;
    mod properties;
    mod schema;
    mod theme;
}
mod across;
mod annexes;
mod catalog;
mod guides;
mod hostile_files;
mod judgement;
mod pictures;
mod store;
mod screens {
    mod board;
    mod flood;
    mod form;
    mod history;
    mod home;
    mod import;
    mod remarks;
    mod review;
}
mod cli {
    mod bad_input;
    mod board;
    mod branch_reviews;
    mod branches;
    mod budget;
    mod checklist;
    mod complete;
    mod config;
    mod demo;
    mod doctor;
    mod drafts;
    mod export;
    mod fill;
    mod import;
    mod log;
    mod merge_file;
    mod paper;
    mod paper_review;
    mod review;
    mod review_files;
    mod review_hostile;
    mod review_packet;
    mod sync;
    mod verify;
    mod versions;
    mod web_annotation;
}
mod hostile {
    mod bombs;
    mod commands;
    mod foreign;
    mod mutations;
    mod names;
    mod payloads;
    mod place;
    mod screens;
    mod submission;
}
mod failing {
    mod faults;
    mod kills;
    mod screen;
    mod terminals;
    mod torn;
}
mod stories {
    mod board_of_many;
    mod bytes_a_key;
    mod crash_and_recover;
    mod draft_over_a_terminal;
    mod first_time;
    mod half_typed;
    mod keys_in_pieces;
    mod killed_anywhere;
    mod live_remarks;
    mod sync_from_a_screen;
    mod ten_minutes;
    mod two_editors;
    mod two_reviewers;
    mod walks;
}
