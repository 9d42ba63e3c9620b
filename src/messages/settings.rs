//! Words of the settings: what each is for, where a value came from, what is wrong with what was written.
//!
//! Invariant: texts from outside are shown harmless.

use crate::app::command::COMMANDS;
use crate::domain::settings::{Fault, SETTINGS, Setting, Source, Wrong};
use crate::messages::{Lang, commands};
use crate::text::visible::visible;

messages! {
    from_default { "默认", "default" }
    from_file(line: usize) { "设置文件第 {line} 行", "line {line} of the settings" }
    from_environment(name: &str) { "环境变量 {name}", "{name} of the environment" }
    from_flag(name: &str) { "选项 {name}", "option {name}" }
    empty { "（未设）", "(not set)" }
    file_there(path: &str) { "设置文件：{path}", "settings: {path}" }
    file_missing(path: &str) { "没有设置文件；shenbao config --init 写一份带说明的到 {path}", "no settings file; shenbao config --init writes one with explanations to {path}" }
    no_folder { "找不到放设置的文件夹（HOME 没有设）", "there is no folder for settings (HOME is not set)" }
    keys { "按键：", "Keys:" }
    faults { "有问题的设置，没有采用：", "Settings that were not taken:" }
    written(path: &str) { "已写入 {path}，去掉行首的 # 即生效。", "Written to {path}; take the # from a line to use it." }
    notice(count: usize, first: &str) { "设置有 {count} 处问题：{first}（shenbao config 看全部）", "{count} setting{count:?} not taken: {first} (shenbao config shows all)" }
    unreadable { "设置文件读不了", "the settings file cannot be read" }
    not_toml { "写法不对，这一行没有读", "it is not written as settings are; the line was not read" }
    unknown(name: &str) { "没有设置“{name}”", "there is no setting “{name}”" }
    kind(name: &str) { "“{name}”的值类型不对，要文字或数字", "“{name}” wants a text or a number" }
    not_one_of(key: &str, given: &str, choices: &str) { "{key} 不能是“{given}”，可选 {choices}", "{key} cannot be “{given}”; it may be {choices}" }
    no_command(id: &str) { "没有命令“{id}”", "there is no command “{id}”" }
    no_chord(written: &str) { "读不懂的按键“{written}”，要写成 Ctrl-S、Alt-Up、F5 这样", "a key “{written}” that is not understood; write it as Ctrl-S, Alt-Up, F5" }
    bare(written: &str) { "“{written}”是要打的字，不能作命令的按键；加上 Ctrl 或 Alt", "“{written}” is typed as text and cannot be a command's key; hold Ctrl or Alt with it" }
    doubled(chord: &str, line: usize) { "{chord} 在第 {line} 行已给了别的命令，以那一行为准", "{chord} was given to another command in line {line}, which holds" }
    taken(chord: &str, from: &str) { "{chord} 原是“{from}”内置的按键，已改归这里", "{chord} was the built-in key of “{from}” and is now taken from it" }
    no_place(place: &str) { "没有写“{place}”的标准", "no norms are written for “{place}”" }
    no_amount(given: &str) { "读不出的金额“{given}”", "an amount that cannot be read: “{given}”" }
    template_head {
        "shenbao 的设置。去掉行首的 # 即生效；写错了只是不采用，shenbao config 会指出第几行。",
        "Settings of shenbao. Take the # from a line to use it; what is wrong is only left out, and shenbao config tells the line."
    }
    template_keys { "按键：左边是命令，右边换成自己的，可以写多个；内置的就不再用（列表里的单字母键不变）。", "Keys: commands at the left, your own keys at the right, one or several; those built in are then no longer used (but for the bare letters of lists)." }
    template_norms { "各地的讲课费标准（元/学时，税后），选用哪一地写在 norms.place。", "Norms for lecture fees by place (yuan an hour, after tax); norms.place says which holds." }
    template_place { "某地", "a place" }
    template_document { "当地的文件名和文号", "name and number of the local document" }
}

/// What a setting is for, and what may stand there.
#[must_use]
pub fn about(lang: Lang, setting: Setting) -> &'static str {
    let (zh, en) = match setting {
        Setting::Language => ("语言。auto：跟随系统", "language; auto follows the locale"),
        Setting::Theme => (
            "颜色。16：终端自己的 16 色，深浅底都行；light、dark：真彩色，分别用于浅底和深底；none：不用颜色",
            "colours; 16: the terminal's own sixteen, right on any ground; light, dark: true colours for light and dark grounds; none",
        ),
        Setting::Ambiguous => (
            "“”—…这类字符的宽度。auto：启动时问终端；narrow：一列；wide：两列",
            "how wide “ ” — … are drawn; auto asks the terminal, narrow: one column, wide: two",
        ),
        Setting::Editor => (
            "外部编辑用的编辑器，可以带选项。不设则用 VISUAL、EDITOR，再没有则 vi",
            "the editor for a field, with options if need be; VISUAL, EDITOR or vi when not set",
        ),
        Setting::Journal => (
            "日志（还没写入草稿文件的改动）放在哪个文件夹。不设则用 ~/.local/state/shenbao/journals",
            "the folder of journals (changes that are not in drafts' files yet); ~/.local/state/shenbao/journals when not set",
        ),
        Setting::Norms => (
            "按哪一地的讲课费标准提醒（规则 B009）。不设则按财行〔2016〕540号",
            "whose norms for lecture fees are warned about (rule B009); the national ones when not set",
        ),
    };
    lang.pick(zh, en)
}

/// Where a value came from.
#[must_use]
pub fn source(lang: Lang, source: Source) -> String {
    match source {
        Source::Default => from_default(lang).to_owned(),
        Source::File(line) => from_file(lang, line),
        Source::Environment(name) => from_environment(lang, name),
        Source::Flag(name) => from_flag(lang, name),
    }
}

/// What is wrong, and where.
#[must_use]
pub fn fault(lang: Lang, fault: &Fault) -> String {
    format!(
        "{}{}{}",
        source(lang, fault.at),
        lang.pick("：", ": "),
        wrong(lang, &fault.what)
    )
}

fn wrong(lang: Lang, wrong: &Wrong) -> String {
    let safe = |text: &str| visible(text).into_owned();
    match wrong {
        Wrong::Unreadable => unreadable(lang).to_owned(),
        Wrong::NotToml => not_toml(lang).to_owned(),
        Wrong::Unknown(name) => unknown(lang, &safe(name)),
        Wrong::Kind(name) => kind(lang, &safe(name)),
        Wrong::NotOneOf(choices, given) => {
            let all = lang.listed(choices.choices);
            not_one_of(lang, choices.key, &safe(given), &all)
        }
        Wrong::NoCommand(id) => no_command(lang, &safe(id)),
        Wrong::NoChord(written) => no_chord(lang, &safe(written)),
        Wrong::Bare(written) => bare(lang, &safe(written)),
        Wrong::Doubled { chord, line } => doubled(lang, chord, *line),
        Wrong::Taken { chord, from } => {
            let command = COMMANDS.iter().find(|entry| entry.id == *from);
            let label = command.map_or(*from, |entry| commands::label(lang, entry.command));
            taken(lang, chord, label)
        }
        Wrong::NoPlace(place) => no_place(lang, &safe(place)),
        Wrong::NoAmount(given) => no_amount(lang, &safe(given)),
    }
}

/// A settings file in which everything is explained and nothing is set. `keys` are the chords of each command's id.
#[must_use]
pub fn template(lang: Lang, keys: &[(&str, Vec<String>)]) -> String {
    let mut text = format!("# {}\n", template_head(lang));
    let plain = SETTINGS.iter().filter(|entry| !entry.key.contains('.'));
    for entry in plain {
        text.push_str(&format!("\n# {}\n", about(lang, entry.setting)));
        let choice = entry.choices.first().copied().unwrap_or(entry.default);
        text.push_str(&format!("#{} = \"{choice}\"\n", entry.key));
        if !entry.choices.is_empty() {
            text.push_str(&format!("# {}\n", entry.choices.join(" · ")));
        }
    }
    text.push_str(&format!("\n# {}\n[keys]\n", template_keys(lang)));
    for (id, chords) in keys {
        let command = COMMANDS.iter().find(|entry| entry.id == *id);
        let label = command.map_or("", |entry| commands::label(lang, entry.command));
        let quoted: Vec<String> = chords.iter().map(|chord| format!("\"{chord}\"")).collect();
        text.push_str(&format!("#\"{id}\" = [{}]  # {label}\n", quoted.join(", ")));
    }
    let (place, document) = (template_place(lang), template_document(lang));
    text.push_str(&format!(
        "\n# {}\n# {}\n[norms]\n#place = \"{place}\"\n#[norms.\"{place}\"]\n#document = \"{document}\"\n#lecture = {{ \"院士\" = 1500, \"正高级\" = 1000, \"副高级\" = 500 }}\n",
        about(lang, Setting::Norms),
        template_norms(lang)
    ));
    text
}
