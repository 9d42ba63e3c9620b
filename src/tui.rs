//! The screens. One loop: key → [`msg::Msg`] → [`update::update`] → effects → the world → messages → frame.
//!
//! Invariants: views are functions of the model; only [`runtime`] and [`terminal`] touch the world.
//! Absent: files, formats, and any judgement (the session has that).

pub mod keymap;
pub mod model;
pub mod msg;
pub mod update;

pub mod editor;
pub mod page;
pub mod screens;
pub mod side;
pub mod spread;

pub mod batch;
pub mod canvas;
pub mod layout;
pub mod theme;
pub mod views;
pub mod widgets;

pub mod runtime;
pub mod terminal;
