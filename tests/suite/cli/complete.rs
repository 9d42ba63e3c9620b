//! Completions as a shell asks for them, and the manual.

use crate::support::world::World;
use shenbao::cli::man::pages;
use shenbao::messages::Lang;
use std::process::Command;

/// What bash itself would offer at the end of a line.
fn bash(world: &World, line: &[&str]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_shenbao");
    let script = world.path("completions.bash");
    std::fs::write(&script, world.ok(&["completions", "bash"])).unwrap();
    let words: Vec<String> = [program]
        .iter()
        .chain(line)
        .map(|word| format!("'{word}'"))
        .collect();
    let asked = format!(
        "source '{}'; COMP_WORDS=({}); COMP_CWORD={}; _shenbao; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        words.join(" "),
        line.len()
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", &asked])
        .current_dir(world.home.path());
    bash.env_clear().envs(world.environment());
    let output = bash.output().unwrap();
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let told = String::from_utf8(output.stdout).unwrap();
    told.lines()
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn bash_completes_verbs_options_drafts_projects_fields_and_files() {
    let world = World::new();
    let id = world.new_draft();
    let workspace = world.workspace();
    let at = workspace.to_str().unwrap();
    std::fs::write(world.path("预算.json"), "[]").unwrap();
    for (line, expected) in [
        (&["ch"][..], &["check", "checklist"][..]),
        (&["catalog", "sh"], &["show"]),
        (
            &["new", "2022KCZG00"],
            &[
                "2022KCZG001",
                "2022KCZG002",
                "2022KCZG003",
                "2022KCZG004",
                "2022KCZG005",
                "2022KCZG006",
            ],
        ),
        (&["--workspace", at, "show", "2022"], &[&id]),
        (&["--workspace", at, "check", &id, ""], &[&id]),
        (
            &["--workspace", at, "get", &id, "lead/"],
            &[
                "lead/name",
                "lead/title",
                "lead/phone",
                "lead/email",
                "lead/experience",
            ],
        ),
        (&["--workspace", at, "edit", &id, "--at", "aim"], &["aim"]),
        (&["export", "x", "--form"], &["--format"]),
        (&["board", "--state", "sub"], &["submitted"]),
        (&["--lang", ""], &["zh-CN", "en"]),
        (
            &["explain", "B00"],
            &[
                "B001", "B002", "B003", "B004", "B005", "B006", "B007", "B008", "B009",
            ],
        ),
        (&["import", "预"], &["预算.json"]),
        (&["list", ""], &[]),
        (&["nonsense", ""], &[]),
        (&["comple"], &["completions"]),
    ] {
        assert_eq!(bash(&world, line), expected, "{line:?}");
    }
}

#[test]
fn every_shell_has_a_script_that_asks_the_program() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        let script = world.ok(&["completions", shell]);
        assert!(
            script.contains(" complete ") && script.contains(":files"),
            "{shell}"
        );
    }
    assert_eq!(world.run(&["completions", "tcsh"]).status.code(), Some(2));
}

#[test]
fn the_manual_has_a_page_for_every_verb_and_nothing_of_it_is_a_request() {
    for lang in [Lang::Zh, Lang::En] {
        let pages = pages(lang);
        let names: Vec<&str> = pages.iter().map(|page| page.0.as_str()).collect();
        for wanted in [
            "shenbao",
            "shenbao-check",
            "shenbao-catalog-show",
            "shenbao-budget-add",
        ] {
            assert!(names.contains(&wanted), "{wanted}");
        }
        assert!(!names.contains(&"shenbao-complete"));
        for (name, page) in &pages {
            for line in page.lines() {
                let request = line.split(' ').next().unwrap();
                let is_known = [".TH", ".SH", ".TP", ".B", ".PP", ".ad"].contains(&request);
                assert!(is_known || !line.starts_with(['.', '\'']), "{name}: {line}");
            }
        }
    }
}

#[test]
fn pages_are_printed_and_written() {
    let world = World::new();
    assert!(world.ok(&["man", "budget", "add"]).contains(".SH 选项"));
    assert!(
        world
            .ok(&["--lang", "en", "man"])
            .contains(".SH EXIT STATUS")
    );
    assert_eq!(world.run(&["man", "nonsense"]).status.code(), Some(2));
    let folder = world.path("man");
    world.ok(&["man", "-o", folder.to_str().unwrap()]);
    let page = std::fs::read_to_string(folder.join("shenbao-check.1")).unwrap();
    assert!(page.starts_with(".TH \"SHENBAO\\-CHECK\" 1"));
}

#[test]
fn a_misspelt_word_is_told_with_the_nearest() {
    let world = World::new();
    for (line, wanted) in [
        (&["chek"][..], "没有命令 chek；是不是 check？"),
        (&["board", "--sorts", "total"], "是不是 --sort？"),
        (&["board", "--sort", "totl"], "是不是 total？"),
        (&["schema", "x"], "可以是 draft export"),
    ] {
        let output = world.run(line);
        assert_eq!(output.status.code(), Some(2), "{line:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains(wanted), "{line:?}: {told}");
    }
}
