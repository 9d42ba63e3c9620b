//! What the user wants, from options, environment and file: gathered once, before anything else.

use shenbao::app::command::COMMANDS;
use shenbao::cli::config::Shown;
use shenbao::domain::settings::{Asked, Fault, Setting, Settings, Source};
use shenbao::messages::Lang;
use shenbao::store::{paths, settings};
use shenbao::text::width::Ambiguous;
use shenbao::tui::keymap::{Keymap, own};
use shenbao::tui::model::Prefs;
use shenbao::tui::theme::Theme;
use std::path::PathBuf;

/// What the user wants.
pub struct Wishes {
    /// The settings that hold.
    pub settings: Settings,
    /// What is wrong with what was written, the keys included.
    pub faults: Vec<Fault>,
    /// The keys.
    pub keys: Keymap,
}

impl Wishes {
    /// Looks at options, environment and file.
    pub fn of(words: &[String]) -> Self {
        let file = paths::settings_file();
        let written = file.map(|path| settings::load(&path)).unwrap_or_default();
        let flags = flags(words);
        let asked = Asked {
            environment: &|name| std::env::var(name).ok(),
            flags: &flags,
        };
        let settings = Settings::of(written, &asked);
        let mut faults = settings.faults.clone();
        let keys = if settings.keys.is_empty() {
            Keymap::default()
        } else {
            let (bindings, wrong) = own::with(&settings.keys);
            faults.extend(wrong);
            // Once in a run, and needed to its end.
            Keymap(Box::leak(bindings.into_boxed_slice()))
        };
        Self {
            settings,
            faults,
            keys,
        }
    }

    /// The language of screens and commands.
    pub fn lang(&self) -> Lang {
        let tag = self.settings.text(Setting::Language);
        tag.and_then(Lang::with_tag).unwrap_or(Lang::En)
    }

    /// The language of what goes out on paper: Chinese, unless `--lang` asks otherwise.
    pub fn papers(&self) -> Lang {
        let language = self.settings.value(Setting::Language);
        let asked = matches!(language.source, Source::Flag(_));
        let tag = Some(language.text.as_str()).filter(|_| asked);
        tag.and_then(Lang::with_tag).unwrap_or(Lang::Zh)
    }

    /// How wide ambiguous characters are, where the user says it.
    pub fn ambiguous(&self) -> Option<Ambiguous> {
        match self.settings.text(Setting::Ambiguous) {
            Some("wide") => Some(Ambiguous::Wide),
            Some("narrow") => Some(Ambiguous::Narrow),
            _ => None,
        }
    }

    /// How the screens are shown.
    pub fn prefs(&self) -> Prefs {
        let theme = self.settings.text(Setting::Theme);
        Prefs {
            lang: self.lang(),
            papers: self.papers(),
            theme: theme.and_then(Theme::named).unwrap_or_default(),
            ambiguous: self.ambiguous().unwrap_or_default(),
            asks_widths: self.ambiguous().is_none(),
            keys: self.keys,
        }
    }

    /// The editor, with its options.
    pub fn editor(&self) -> &str {
        self.settings.text(Setting::Editor).unwrap_or("vi")
    }

    /// The folder of journals, where the user named one.
    pub fn journal(&self) -> Option<PathBuf> {
        self.settings.text(Setting::Journal).map(PathBuf::from)
    }

    /// All of it, to be shown.
    pub fn shown(&self) -> Shown<'_> {
        let file = paths::settings_file();
        let keys = COMMANDS.iter().map(|entry| {
            let bound = self.keys.of(entry.command);
            // Bare letters of lists are nobody's to set.
            let bound = bound.filter(|binding| !binding.chord.is_bare());
            let mut chords: Vec<String> = bound.map(|binding| binding.chord.to_string()).collect();
            chords.dedup();
            (entry.id, chords)
        });
        Shown {
            settings: &self.settings,
            faults: self.faults.clone(),
            keys: keys.collect(),
            is_there: file.as_ref().is_some_and(|path| path.exists()),
            file: file.map(|path| path.display().to_string()),
        }
    }
}

/// What the options say, read before the parser, which speaks in the language that they choose.
fn flags(words: &[String]) -> Vec<(Setting, &'static str, String)> {
    let value = |name: &str| {
        let joined = words
            .iter()
            .find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        let apart = words.windows(2).find(|pair| pair[0] == name);
        joined.or(apart.map(|pair| pair[1].as_str()))
    };
    let lang = value("--lang").map(|lang| (Setting::Language, "--lang", lang.to_owned()));
    let color = value("--color").filter(|color| *color == "never");
    let theme = color.map(|_| (Setting::Theme, "--color", "none".to_owned()));
    lang.into_iter().chain(theme).collect()
}
