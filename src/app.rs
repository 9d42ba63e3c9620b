//! What the program can do, whoever asks.

pub mod failure;
pub mod ports;
