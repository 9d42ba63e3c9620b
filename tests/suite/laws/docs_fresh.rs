//! References that are made from the program are what the program says.

use crate::support::world::check_file;
use shenbao::app::command::COMMANDS;
use shenbao::cli::args::command;
use shenbao::domain::rules::Rule;
use shenbao::messages::{self, Lang, commands, findings};
use shenbao::tui::keymap::{BINDINGS, Keymap};

fn keys(lang: Lang) -> String {
    let mut out = format!("# {}\n", lang.pick("按键", "Keys"));
    let mut group = None;
    for entry in COMMANDS {
        if group != Some(entry.group) {
            group = Some(entry.group);
            let heads = lang.pick(
                "| 按键 | 命令 | 说明 | 命令行 |",
                "| keys | command | what it does | command line |",
            );
            out.push_str(&format!(
                "\n## {}\n\n{heads}\n| --- | --- | --- | --- |\n",
                commands::group(lang, entry.group)
            ));
        }
        let bound = BINDINGS
            .iter()
            .filter(|binding| binding.command == entry.command);
        let chords: Vec<String> = bound
            .map(|binding| format!("`{}`", binding.chord))
            .collect();
        let verb = entry
            .verb
            .map(|verb| format!("`{verb}`"))
            .unwrap_or_default();
        let (label, told) = (
            commands::label(lang, entry.command),
            commands::tooltip(lang, entry.command),
        );
        out.push_str(&format!(
            "| {} | {label} | {told} | {verb} |\n",
            chords.join(" ")
        ));
    }
    out
}

#[test]
fn the_key_references_are_fresh() {
    check_file("docs/keys.zh-CN.md", &keys(Lang::Zh));
    check_file("docs/keys.en.md", &keys(Lang::En));
}

#[test]
fn the_settings_references_are_fresh() {
    let keys: Vec<(&str, Vec<String>)> = COMMANDS
        .iter()
        .map(|entry| {
            let bound = Keymap::default().of(entry.command);
            let bound = bound.filter(|binding| !binding.chord.is_bare());
            let mut chords: Vec<String> = bound.map(|binding| binding.chord.to_string()).collect();
            chords.dedup();
            (entry.id, chords)
        })
        .collect();
    for (lang, path, title, told) in [
        (
            Lang::Zh,
            "docs/settings.zh-CN.md",
            "设置",
            "`~/.config/shenbao/settings.toml`。`shenbao config --init` 写出下面这份。命令行选项和环境变量 `SHENBAO_…`（`SHENBAO_THEME` 等）优先于文件，文件优先于系统的习惯（`LANG`、`NO_COLOR`、`EDITOR`）。",
        ),
        (
            Lang::En,
            "docs/settings.en.md",
            "Settings",
            "`~/.config/shenbao/settings.toml`. `shenbao config --init` writes what stands below. Options and variables `SHENBAO_…` (`SHENBAO_THEME` and so on) win over the file, the file over the customs of the system (`LANG`, `NO_COLOR`, `EDITOR`).",
        ),
    ] {
        let template = messages::settings::template(lang, &keys);
        check_file(
            path,
            &format!("# {title}\n\n{told}\n\n```toml\n{template}```\n"),
        );
    }
}

fn verbs(command: &clap::Command, name: &str, out: &mut String) {
    let mut command = command.clone().bin_name(name);
    let help = command.render_long_help().to_string();
    out.push_str(&format!(
        "\n## {name}\n\n```text\n{}\n```\n",
        help.trim_end()
    ));
    let shown = command.get_subcommands().filter(|verb| !verb.is_hide_set());
    let below: Vec<clap::Command> = shown.cloned().collect();
    for verb in &below {
        verbs(verb, &format!("{name} {}", verb.get_name()), out);
    }
}

#[test]
fn the_command_reference_is_fresh() {
    for (lang, path, title) in [
        (Lang::Zh, "docs/cli.zh-CN.md", "命令"),
        (Lang::En, "docs/cli.en.md", "Commands"),
    ] {
        let mut out = format!("# {title}\n");
        verbs(&command(lang), "shenbao", &mut out);
        check_file(path, &out);
    }
}

#[test]
fn the_rule_book_is_fresh() {
    let mut out = String::from(
        "# 规则 · Rules\n\n规则编号不会改变；`shenbao explain 编号` 显示同样的内容。\nCodes never change; `shenbao explain CODE` shows the same.\n",
    );
    for rule in Rule::all() {
        out.push_str(&format!(
            "\n## {} {}\n",
            rule.code(),
            findings::words(Lang::Zh, rule).title
        ));
        for lang in [Lang::Zh, Lang::En] {
            if lang == Lang::En {
                out.push_str(&format!("\n**{}**\n", findings::words(lang, rule).title));
            }
            out.push_str(&format!("\n{}\n", findings::words(lang, rule).explanation));
            let example = lang.pick("例", "Example");
            out.push_str(&format!(
                "\n> {example}: {}\n",
                findings::words(lang, rule).example
            ));
        }
    }
    check_file("docs/rules.md", &out);
}

#[test]
fn rule_codes_are_unique() {
    let mut codes: Vec<&str> = Rule::all().map(Rule::code).collect();
    let all = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

#[test]
fn every_argument_says_what_it_is() {
    fn silent(command: &clap::Command, at: &str, found: &mut Vec<String>) {
        let at = format!("{at} {}", command.get_name());
        let dumb = command
            .get_arguments()
            .filter(|arg| arg.get_help().is_none());
        found.extend(dumb.map(|arg| format!("{at} {}", arg.get_id())));
        for below in command.get_subcommands() {
            silent(below, &at, found);
        }
    }
    for lang in [Lang::Zh, Lang::En] {
        let mut found = Vec::new();
        silent(&command(lang), "", &mut found);
        assert_eq!(found, Vec::<String>::new());
    }
}
