//! The first ten minutes of people who have never seen the program, in both languages, with what README and the card say
//! and nothing else: an applicant, an admin with an annex and a deadline, and somebody at a terminal that can do nothing.

use crate::support::pty::Pty;
use crate::support::world::{World, project};

/// The program as somebody starts it who types its name, in a language that the environment tells.
fn start(world: &World, locale: &str, size: (u16, u16), args: &[&str]) -> Pty {
    let mut environment = world.environment();
    environment.retain(|(name, _)| name != "LANG");
    environment.push(("LANG".to_owned(), locale.to_owned()));
    let args: Vec<String> = args.iter().map(|arg| (*arg).to_owned()).collect();
    Pty::start_with(&environment, world.home.path(), size.0, size.1, &args)
}

fn walk(pty: &mut Pty, steps: &[(&str, &str)]) {
    for (keys, shows) in steps {
        pty.keys(keys);
        pty.wait(shows);
    }
}

#[test]
fn an_applicant_begins_goes_away_comes_back_and_prints() {
    for (locale, size, said) in [
        (
            "zh_CN.UTF-8",
            (80, 24),
            [
                "按任意键开始",
                "1 个项目",
                "已新建草稿",
                "[Word 文档]",
                "已导出到",
                "F1 帮助",
            ],
        ),
        (
            "en_US.UTF-8",
            (120, 40),
            [
                "Any key begins",
                "1 project",
                "pre-filled",
                "[Word]",
                "Exported to",
                "F1 Help",
            ],
        ),
    ] {
        let [card, one, created, word, exported, help] = said;
        let world = World::of_a_stranger();
        let mut pty = start(&world, locale, size, &[]);
        pty.wait(card);
        walk(
            &mut pty,
            &[
                ("<enter>", "16"),
                ("kjzc", one),
                ("<enter>", created),
                ("2022-03-01 ~ 2022-10-30", help),
                ("<f6>Yinchuan Science Society", "Yinchuan Science Society"),
                ("<f6>", "F001"),
                ("<c-q>", ""),
            ],
        );
        assert_eq!(pty.end(), 0);
        // The next day: the draft is in the other list, and what was written is there.
        let mut pty = start(&world, locale, size, &[]);
        walk(
            &mut pty,
            &[
                ("", "16"),
                ("<tab>", "Yinchuan Science"),
                ("<enter>", "2/10"),
                ("<f10>", word),
                ("<enter>", exported),
                // The same once more: the file is there, and nothing is replaced unasked.
                ("<f10><enter>", ".docx"),
                ("<enter>", exported),
                ("<c-q>", ""),
            ],
        );
        assert_eq!(pty.end(), 0);
        let files = std::fs::read_dir(world.home.path()).unwrap().flatten();
        let mut papers =
            files.filter(|file| file.path().extension().is_some_and(|end| end == "docx"));
        let paper = std::fs::read(papers.next().unwrap().path()).unwrap();
        assert!(paper.starts_with(b"PK") && papers.next().is_none());
    }
}

#[test]
fn an_admin_makes_a_call_of_an_annex_and_looks_at_all() {
    for (locale, lang, size, said) in [
        (
            "zh_CN.UTF-8",
            "zh-CN",
            (80, 24),
            [
                "文件在哪里",
                "5 处待核对",
                "批次编号",
                "可以申报了",
                "已新建草稿",
                "共 1 份",
            ],
        ),
        (
            "en_US.UTF-8",
            "en",
            (120, 40),
            [
                "Where is the file",
                "5",
                "The call's id",
                "it can be applied for",
                "pre-filled",
                "1 draft",
            ],
        ),
    ] {
        let [file, doubts, id, kept, created, board] = said;
        let world = World::new();
        let annex = project().join("tests/fixtures/annex/sections.docx");
        std::fs::copy(annex, world.path("annex.docx")).unwrap();
        let mut pty = start(&world, locale, size, &[]);
        walk(
            &mut pty,
            &[
                ("", "16"),
                ("<f9>", file),
                ("annex.docx<enter>", doubts),
                ("<tab><tab>", "SZ2301"),
                ("<c-s>", id),
                ("<c-a>next-2023<enter>", kept),
                ("SZ2303", "SZ2303"),
                ("<enter>", created),
                ("<esc>", "SZ2303"),
                ("<c-b>", board),
                ("<c-q>", ""),
            ],
        );
        assert_eq!(pty.end(), 0);
        // What a pipeline asks: the calls are sound; a draft that is not ready ends with 1.
        let run = |args: &[&str]| {
            let all = [&["--lang", lang], args].concat();
            world.command(&all).output().unwrap().status.code()
        };
        assert_eq!(run(&["catalog", "check"]), Some(0));
        assert_eq!(run(&["check", "--all", "--json"]), Some(1));
        assert_ne!(run(&["doctor", "--dry-run"]), Some(2));
    }
}

#[test]
fn at_a_terminal_that_can_do_nothing_the_form_is_filled_line_by_line() {
    for (locale, said) in [
        (
            "zh_CN.UTF-8",
            ["shenbao fill", "单位名称", "统一社会信用代码", "已存好"],
        ),
        (
            "en_US.UTF-8",
            [
                "shenbao fill",
                "Name",
                "Unified social credit code",
                "All is kept",
            ],
        ),
    ] {
        let [hint, name, next, left] = said;
        let world = World::of_a_stranger();
        let mut command = world.command(&[]);
        command.env("TERM", "dumb").env("LANG", locale);
        let refused = command.output().unwrap();
        let told = String::from_utf8(refused.stderr).unwrap();
        assert!(told.contains(hint), "{told}");
        let mut new = world.command(&["new", "2022KCZG001"]);
        let id = String::from_utf8(new.output().unwrap().stdout).unwrap();
        let id = id.trim();
        let mut pty = start(
            &world,
            locale,
            (80, 24),
            &["fill", id, "--at", "applicant/name"],
        );
        walk(
            &mut pty,
            &[
                ("", name),
                ("Yinchuan Science Society\r", next),
                (":q\r", left),
            ],
        );
        let mut get = world.command(&["get", id, "applicant/name"]);
        let kept = String::from_utf8(get.output().unwrap().stdout).unwrap();
        assert_eq!(kept.trim(), "Yinchuan Science Society");
    }
}
