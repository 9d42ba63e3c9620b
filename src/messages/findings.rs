//! The sentences of findings, by family, and what each rule is about.

pub mod spending;
