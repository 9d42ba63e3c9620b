//! `shenbao` (申报): draft, judge, version and review grant applications in a terminal.
//!
//! Read the modules in this order; each may name only those above it (`tests/suite/laws/layers.rs` checks):
//!
//! ```text
//! text      widths, line breaking, word borders, pinyin matching, escaping   (names nothing of ours)
//! domain    call, project, draft, edit, ruling, finding                     (names text)
//! format    bytes <-> domain, in memory: JSON, annex text                   (names domain, text)
//! app       what the program can do, whoever asks: commands, session        (names domain, text)
//! messages  every word a person reads, zh-CN and en side by side            (names domain, app, text)
//! store     files, journal, locks, git                                      (names app's ports, domain, format)
//! tui       the screens          cli  the commands                          (never name store)
//! main.rs   where they meet
//! ```

pub mod text;

pub mod domain;

pub mod format;

pub mod app;

pub mod messages;

pub mod store;

pub mod cli;

pub mod tui;
