//! Every word that a person reads, in Chinese and English side by side.
//!
//! Invariant: a phrase without one of the languages, or with a misspelt parameter, does not compile.
//! Absent: deciding anything. Callers bring data; this module brings sentences.

use std::fmt;

/// The language of the screens and of what commands print.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Simplified Chinese, as in mainland China.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// All, in the order that they are switched through.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Its name in settings and on the command line.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.pick("zh-CN", "en")
    }

    /// The language of this name.
    #[must_use]
    pub fn with_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.tag() == tag)
    }

    /// The one that comes after it, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let mut round = Self::ALL.into_iter().cycle();
        round.find(|lang| *lang == self);
        round.next().unwrap_or(self)
    }

    /// The one of two phrases that is in this language.
    #[must_use]
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// A name and what is said of it.
    #[must_use]
    pub fn labelled(self, name: &str, said: &str) -> String {
        format!("{name}{}{said}", self.pick("：", ": "))
    }

    /// Something said aside, in brackets, to stand behind a word.
    #[must_use]
    pub fn aside(self, said: &str) -> String {
        let (open, close) = self.pick(("（", "）"), (" (", ")"));
        format!("{open}{said}{close}")
    }

    /// Several things, one after the other.
    #[must_use]
    pub fn listed(self, all: &[impl AsRef<str>]) -> String {
        let all: Vec<&str> = all.iter().map(AsRef::as_ref).collect();
        all.join(self.pick("、", ", "))
    }

    /// The phrase of a call's data that is in this language; the other one where it is empty.
    #[must_use]
    pub fn words(self, words: &crate::domain::form::Words) -> &str {
        let (first, second) = self.pick((&words.zh, &words.en), (&words.en, &words.zh));
        if first.is_empty() { second } else { first }
    }
}

/// A count in an English phrase: `{count} row{count:?}` has the s of the plural, `{count} entr{count:e}` its y or ies.
#[derive(Clone, Copy)]
pub(crate) struct Count(usize);

impl fmt::Display for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl fmt::Debug for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0 == 1 { "" } else { "s" })
    }
}

impl fmt::LowerExp for Count {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0 == 1 { "y" } else { "ies" })
    }
}

/// What an English phrase is made with: counts as [`Count`], everything else as it is.
pub(crate) trait InEnglish {
    /// How it is told.
    type Told;
    /// Turns it into that.
    fn in_english(self) -> Self::Told;
}

impl InEnglish for usize {
    type Told = Count;
    fn in_english(self) -> Count {
        Count(self)
    }
}

/// Everything that is told as it is.
macro_rules! as_it_is {
    ($($kind:ty),+) => {
        $(impl InEnglish for $kind {
            type Told = Self;
            fn in_english(self) -> Self {
                self
            }
        })+
    };
}
as_it_is!(&str, char, u8, u16, u32, u64, i32, i64);

/// Declares phrases: `name { "中文", "English" }` or, with parameters, `name(count: usize) { "{count} 项", "{count} item{count:?}" }`.
macro_rules! messages {
    () => {};
    ($(#[$doc:meta])* $name:ident { $zh:literal, $en:literal } $($rest:tt)*) => {
        $(#[$doc])*
        #[doc = concat!("“", $zh, "” / “", $en, "”")]
        #[must_use]
        pub fn $name(lang: $crate::messages::Lang) -> &'static str {
            lang.pick($zh, $en)
        }
        $crate::messages::messages!($($rest)*);
    };
    ($(#[$doc:meta])* $name:ident($($arg:ident: $kind:ty),+ $(,)?) { $zh:literal, $en:literal } $($rest:tt)*) => {
        $(#[$doc])*
        #[doc = concat!("“", $zh, "” / “", $en, "”")]
        #[must_use]
        pub fn $name(lang: $crate::messages::Lang, $($arg: $kind),+) -> String {
            match lang {
                $crate::messages::Lang::Zh => format!($zh),
                $crate::messages::Lang::En => {
                    $(let $arg = $crate::messages::InEnglish::in_english($arg);)+
                    format!($en)
                }
            }
        }
        $crate::messages::messages!($($rest)*);
    };
}
pub(crate) use messages;

pub mod board;
pub mod checklist;
pub mod cli;
pub mod commands;
pub mod demo;
pub mod doctor;
pub mod doubts;
pub mod facing;
pub mod failures;
pub mod fill;
pub mod findings;
pub mod form;
pub mod import;
pub mod note;
pub mod paper;
pub mod reissue;
pub mod review;
pub mod schema;
pub mod settings;
pub mod shell;
pub mod verify;
pub mod versions;
pub mod welcome;
