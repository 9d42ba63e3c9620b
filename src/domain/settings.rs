//! Settings: how a person wants the program, where each value came from, and what is wrong with what was written.
//!
//! Invariants: every setting has a value that works; what cannot be used is a fault, told with its place, and the next
//! best value holds. Absent: reading the file (`format::settings_toml`), the environment (given), what chords mean
//! (`tui::keymap`).

use crate::domain::money::Money;
use crate::domain::spending::LocalNorms;

/// Something that can be set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Setting {
    /// The language of screens and commands.
    Language,
    /// The colours.
    Theme,
    /// How wide “ ” — … are drawn.
    Ambiguous,
    /// The editor that a field is opened in.
    Editor,
    /// The folder of journals.
    Journal,
    /// The place whose norms hold.
    Norms,
}

/// A row of the table of settings.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The setting.
    pub setting: Setting,
    /// Its name in the file.
    pub key: &'static str,
    /// The variable of the environment that wins over the file.
    pub variable: &'static str,
    /// What may stand there; anything where this is empty.
    pub choices: &'static [&'static str],
    /// What holds when nobody says anything.
    pub default: &'static str,
}

const fn entry(setting: Setting, key: &'static str, variable: &'static str) -> Entry {
    Entry {
        setting,
        key,
        variable,
        choices: &[],
        default: "",
    }
}

/// The word that leaves a setting to the customs of the system.
pub const AUTO: &str = "auto";

/// Every setting, in the order of the file.
pub const SETTINGS: [Entry; 6] = [
    Entry {
        choices: &[AUTO, "zh-CN", "en"],
        default: "en",
        ..entry(Setting::Language, "language", "SHENBAO_LANG")
    },
    Entry {
        choices: &[AUTO, "16", "light", "dark", "none"],
        default: "16",
        ..entry(Setting::Theme, "theme", "SHENBAO_THEME")
    },
    Entry {
        choices: &[AUTO, "narrow", "wide"],
        default: AUTO,
        ..entry(Setting::Ambiguous, "ambiguous", "SHENBAO_AMBIGUOUS")
    },
    Entry {
        default: "vi",
        ..entry(Setting::Editor, "editor", "SHENBAO_EDITOR")
    },
    entry(Setting::Journal, "journal", "SHENBAO_JOURNAL"),
    entry(Setting::Norms, "norms.place", "SHENBAO_NORMS"),
];

/// What the file says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Written {
    /// The settings, as they are written.
    pub values: Vec<Line<(String, String)>>,
    /// Chords for commands, by the command's id.
    pub keys: Vec<Line<(String, Vec<String>)>>,
    /// Norms of places.
    pub norms: Vec<Line<WrittenNorms>>,
    /// What could not be read.
    pub faults: Vec<Fault>,
}

/// The norms of a place, as they are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WrittenNorms {
    /// The place.
    pub place: String,
    /// The document that sets them.
    pub document: String,
    /// The most for each title, as it is written.
    pub most: Vec<(String, String)>,
}

/// Something with the line of the file that it stands in, from 1.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line<T> {
    /// The line.
    pub line: usize,
    /// What stands there.
    pub is: T,
}

/// Where a value came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Source {
    /// Nobody said anything.
    Default,
    /// A line of the file.
    File(usize),
    /// A variable of the environment.
    Environment(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

/// A value that holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Value {
    /// The value.
    pub text: String,
    /// Where it came from.
    pub source: Source,
}

/// Something that is wrong with the settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where it stands.
    pub at: Source,
    /// What is wrong.
    pub what: Wrong,
}

/// What can be wrong with settings.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// The file cannot be read.
    Unreadable,
    /// It is no TOML from here on.
    NotToml,
    /// A name that is not known.
    Unknown(String),
    /// A value of the wrong kind.
    Kind(String),
    /// A value that is none of those that may stand there.
    NotOneOf(Choices, String),
    /// A command that there is not.
    NoCommand(String),
    /// A chord that cannot be read.
    NoChord(String),
    /// A bare letter: it would never be typed again.
    Bare(String),
    /// Two lines give one chord to two commands; this one holds.
    Doubled {
        /// The chord.
        chord: String,
        /// The line that came first and holds.
        line: usize,
    },
    /// A chord was another command's; it is taken from it.
    Taken {
        /// The chord.
        chord: String,
        /// The id of the command that had it.
        from: &'static str,
    },
    /// No norms are written for the place.
    NoPlace(String),
    /// An amount that cannot be read.
    NoAmount(String),
}

/// The name of a setting and what may stand there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choices {
    /// Its name.
    pub key: &'static str,
    /// What may stand there.
    pub choices: &'static [&'static str],
}

/// The settings that hold.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    values: Vec<Value>,
    /// Chords that the user wants for commands, by the command's id.
    pub keys: Vec<Line<(String, Vec<String>)>>,
    /// The norms of the place that was chosen.
    pub norms: Option<LocalNorms>,
    /// What is wrong with what was written.
    pub faults: Vec<Fault>,
}

/// What is asked beside the file.
pub struct Asked<'a> {
    /// The variables of the environment.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// What options of the command line say, with the option.
    pub flags: &'a [(Setting, &'static str, String)],
}

impl Settings {
    /// Finds what holds: an option, then the program's own variable, then the file, then the customs of the system.
    #[must_use]
    pub fn of(written: Written, asked: &Asked<'_>) -> Self {
        let mut faults = written.faults;
        for line in &written.values {
            if !SETTINGS.iter().any(|entry| entry.key == line.is.0) {
                let what = Wrong::Unknown(line.is.0.clone());
                faults.push(at_line(line.line, what));
            }
        }
        let values = SETTINGS.iter();
        let values = values.map(|entry| value(entry, &written.values, asked, &mut faults));
        let mut settings = Self {
            values: values.collect(),
            keys: written.keys,
            norms: None,
            faults: Vec::new(),
        };
        settings.norms = settings.local_norms(&written.norms, &mut faults);
        settings.faults = faults;
        settings
    }

    /// The value of a setting.
    #[must_use]
    pub fn value(&self, setting: Setting) -> &Value {
        // Values stand in the order of the table, and the table in the order of the names.
        &self.values[setting as usize]
    }

    /// The text of a setting; `None` when it is empty.
    #[must_use]
    pub fn text(&self, setting: Setting) -> Option<&str> {
        Some(self.value(setting).text.as_str()).filter(|text| !text.is_empty())
    }

    fn local_norms(
        &self,
        all: &[Line<WrittenNorms>],
        faults: &mut Vec<Fault>,
    ) -> Option<LocalNorms> {
        let wanted = self.value(Setting::Norms);
        if wanted.text.is_empty() {
            return None;
        }
        let Some(norms) = all.iter().find(|norms| norms.is.place == wanted.text) else {
            faults.push(Fault {
                at: wanted.source,
                what: Wrong::NoPlace(wanted.text.clone()),
            });
            return None;
        };
        let mut most = Vec::new();
        for (title, amount) in &norms.is.most {
            match Money::parse(amount) {
                Some(amount) => most.push((title.clone(), amount)),
                None => faults.push(at_line(norms.line, Wrong::NoAmount(amount.clone()))),
            }
        }
        Some(LocalNorms {
            document: norms.is.document.clone(),
            most,
        })
    }
}

fn at_line(line: usize, what: Wrong) -> Fault {
    Fault {
        at: Source::File(line),
        what,
    }
}

fn value(
    entry: &Entry,
    written: &[Line<(String, String)>],
    asked: &Asked<'_>,
    faults: &mut Vec<Fault>,
) -> Value {
    let flags = asked.flags.iter().filter(|flag| flag.0 == entry.setting);
    let flags = flags.map(|(_, name, text)| (text.clone(), Source::Flag(name)));
    let own = (asked.environment)(entry.variable).filter(|text| !text.is_empty());
    let own = own.map(|text| (text, Source::Environment(entry.variable)));
    let lines = written.iter().filter(|line| line.is.0 == entry.key);
    let lines = lines.map(|line| (line.is.1.clone(), Source::File(line.line)));
    for (text, source) in flags.chain(own).chain(lines) {
        if text == AUTO || text.is_empty() {
            continue;
        }
        let text = spelt(entry.setting, text);
        if entry.choices.is_empty() || entry.choices.contains(&text.as_str()) {
            return Value { text, source };
        }
        let key = Choices {
            key: entry.key,
            choices: entry.choices,
        };
        faults.push(Fault {
            at: source,
            what: Wrong::NotOneOf(key, text),
        });
    }
    custom(entry.setting, asked.environment).unwrap_or_else(|| Value {
        text: entry.default.to_owned(),
        source: Source::Default,
    })
}

/// Other ways to say the same.
fn spelt(setting: Setting, text: String) -> String {
    match (setting, text.as_str()) {
        (Setting::Ambiguous, "2") => "wide".to_owned(),
        (Setting::Ambiguous, "1") => "narrow".to_owned(),
        (Setting::Language, "zh" | "zh_CN") => "zh-CN".to_owned(),
        _ => text,
    }
}

/// What the customs of the system say: the locale, `NO_COLOR`, `EDITOR`.
fn custom(setting: Setting, environment: &dyn Fn(&str) -> Option<String>) -> Option<Value> {
    let first = |names: &[&'static str]| {
        let mut set = names.iter().filter_map(|name| {
            let text = environment(name)?;
            (!text.trim().is_empty()).then_some((*name, text))
        });
        set.next()
    };
    let (name, text) = match setting {
        Setting::Language => {
            let (name, locale) = first(&["LC_ALL", "LC_MESSAGES", "LANG"])?;
            let is_chinese = locale.starts_with("zh");
            (name, if is_chinese { "zh-CN" } else { "en" }.to_owned())
        }
        Setting::Theme => match first(&["NO_COLOR"]) {
            Some((name, _)) => (name, "none".to_owned()),
            None => {
                let (name, term) = first(&["TERM"])?;
                (name, term.starts_with("vt").then(|| "none".to_owned())?)
            }
        },
        Setting::Editor => first(&["VISUAL", "EDITOR"])?,
        Setting::Ambiguous | Setting::Journal | Setting::Norms => return None,
    };
    Some(Value {
        text,
        source: Source::Environment(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(line: usize, key: &str, text: &str) -> Line<(String, String)> {
        Line {
            line,
            is: (key.to_owned(), text.to_owned()),
        }
    }

    fn settings(
        values: Vec<Line<(String, String)>>,
        environment: &[(&str, &str)],
        flags: &[(Setting, &'static str, String)],
    ) -> Settings {
        let environment = |name: &str| {
            let mut set = environment.iter().filter(|set| set.0 == name);
            set.next().map(|set| set.1.to_owned())
        };
        let written = Written {
            values,
            ..Written::default()
        };
        let asked = Asked {
            environment: &environment,
            flags,
        };
        Settings::of(written, &asked)
    }

    #[test]
    fn the_nearest_word_holds_and_says_where_it_came_from() {
        let file = || vec![line(3, "language", "en")];
        let locale = ("LANG", "zh_CN.UTF-8");
        let flag = [(Setting::Language, "--lang", "en".to_owned())];
        let own = ("SHENBAO_LANG", "zh-CN");
        for (found, text, source) in [
            (settings(vec![], &[], &[]), "en", Source::Default),
            (
                settings(vec![], &[locale], &[]),
                "zh-CN",
                Source::Environment("LANG"),
            ),
            (settings(file(), &[locale], &[]), "en", Source::File(3)),
            (
                settings(file(), &[locale, own], &[]),
                "zh-CN",
                Source::Environment("SHENBAO_LANG"),
            ),
            (
                settings(file(), &[locale, own], &flag),
                "en",
                Source::Flag("--lang"),
            ),
            (
                settings(vec![line(3, "language", "auto")], &[locale], &[]),
                "zh-CN",
                Source::Environment("LANG"),
            ),
        ] {
            let value = found.value(Setting::Language);
            assert_eq!((value.text.as_str(), value.source), (text, source));
        }
    }

    #[test]
    fn what_cannot_be_used_is_told_and_the_next_best_holds() {
        let found = settings(
            vec![line(2, "theme", "blue"), line(4, "colour", "x")],
            &[("NO_COLOR", "1"), ("SHENBAO_AMBIGUOUS", "3")],
            &[],
        );
        assert_eq!(found.value(Setting::Theme).text, "none");
        assert_eq!(found.value(Setting::Ambiguous).text, AUTO);
        let places: Vec<Source> = found.faults.iter().map(|fault| fault.at).collect();
        assert_eq!(
            places,
            [
                Source::File(4),
                Source::File(2),
                Source::Environment("SHENBAO_AMBIGUOUS")
            ]
        );
    }

    #[test]
    fn the_table_is_in_the_order_of_the_names() {
        for (index, entry) in SETTINGS.iter().enumerate() {
            assert_eq!(entry.setting as usize, index, "{}", entry.key);
        }
    }
}
