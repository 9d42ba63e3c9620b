//! Source notes: what was odd in an annex's print.
//!
//! Invariant: a note changes nothing; what was printed stays as it was printed.
//! A catalog is data in the language of its annex and keeps its notes in it: the words here are Chinese for that reason.

use std::fmt;

/// Something odd in the print of one project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SourceNote {
    /// The numbering of the indicators leaves this number out.
    MissingLabel(String),
    /// This number is printed twice.
    RepeatedLabel(String),
    /// The indicators are numbered in several styles, of which these are examples (`1、`, `1.`).
    MixedLabels(Vec<String>),
    /// The item with this label follows the one before without a separator.
    RunTogether(String),
    /// The indicators bear no numbers; they were told apart by their separators.
    NoLabels,
    /// Words before the first number, which belong to no item.
    Preamble(String),
    /// A number of the item with this label that could not be read.
    UnreadNumber {
        /// The item's label.
        label: String,
        /// The words.
        words: String,
    },
    /// A bookmark of a word processor stood among the words and was taken out.
    Bookmark(String),
    /// Spaces where none belong, in the column with this heading.
    StraySpaces(String),
    /// Words that point to another project (`同上`) stood in place of that project's own words, which were taken.
    Reference {
        /// The heading of the column.
        heading: String,
        /// What is printed.
        printed: String,
        /// The other project, by its code or its name.
        from: String,
    },
    /// No code was printed, or none that can be used; this one was given instead of the printed one.
    CodeGiven {
        /// What was printed.
        printed: String,
        /// The code that is used.
        given: String,
    },
}

impl fmt::Display for SourceNote {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingLabel(label) => write!(out, "指标编号缺“{label}”"),
            Self::RepeatedLabel(label) => write!(out, "指标编号“{label}”重复"),
            Self::MixedLabels(examples) => {
                write!(out, "指标编号样式不一：{}", examples.join(" 与 "))
            }
            Self::RunTogether(label) => write!(out, "指标{label}与前一项之间没有分隔符"),
            Self::NoLabels => out.write_str("指标没有编号，按标点分项"),
            Self::Preamble(words) => write!(out, "指标编号之前另有文字：{words}"),
            Self::UnreadNumber { label, words } => {
                write!(out, "指标{label}中的数字未能识别：{words}")
            }
            Self::Bookmark(mark) => write!(out, "原文夹有书签标记{mark}，已略去"),
            Self::StraySpaces(heading) => write!(out, "“{heading}”栏夹有多余空格"),
            Self::Reference {
                heading,
                printed,
                from,
            } => write!(out, "“{heading}”栏印作“{printed}”，按“{from}”的文字录入"),
            Self::CodeGiven { printed, given } if printed.is_empty() => {
                write!(out, "未印项目编号，暂用“{given}”")
            }
            Self::CodeGiven { printed, given } => {
                write!(out, "项目编号“{printed}”不能直接使用，暂用“{given}”")
            }
        }
    }
}
