//! The form, as it looks and as it is filled.

use crate::support::frame::Screens;
use crate::support::world::check_file;
use shenbao::app::effect::Effect;
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::messages::Lang;
use shenbao::tui::msg::Msg;
use shenbao::tui::screens::Screen;
use shenbao::tui::screens::form::FormScreen;

fn form(width: u16, height: u16, lang: Lang) -> Screens {
    let mut screens = Screens::new(width, height, lang);
    screens.press("kjzc<enter>");
    screens
}

/// A form with two budget lines, of which one is not payable.
fn budget(width: u16, height: u16, lang: Lang) -> Screens {
    let mut screens = form(width, height, lang);
    screens.press("<f3>budget<enter>");
    if lang == Lang::Zh {
        screens.press("<esc><f3>预算<enter>");
    }
    screens.press("<enter><enter><enter><tab>专家宣讲课酬<tab>4<tab>学时<tab>800");
    screens.press("<c-t><enter>zl<enter><tab>笔记本电脑<tab>1<tab>台<tab>5400");
    screens
}

fn text(screens: &Screens, at: &str) -> String {
    let session = screens.model.session.as_ref().unwrap();
    session
        .draft()
        .text(&FieldPath::parse(at).unwrap())
        .to_owned()
}

#[test]
fn the_form_in_both_sizes_and_languages() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        for (width, height) in [(80, 24), (120, 40)] {
            let mut cover = form(width, height, lang);
            check_file(
                &format!("tests/snapshots/form-{width}x{height}-{name}.txt"),
                &cover.frame(),
            );
            cover.press("<f8><f8><f8><f8><f8><f8>");
            check_file(
                &format!("tests/snapshots/indicators-{width}x{height}-{name}.txt"),
                &cover.frame(),
            );
            let lines = budget(width, height, lang);
            check_file(
                &format!("tests/snapshots/budget-{width}x{height}-{name}.txt"),
                &lines.frame(),
            );
        }
    }
}

#[test]
fn the_schedule_is_drawn_as_bars_in_time() {
    let mut screens = form(80, 24, Lang::Zh);
    screens
        .press("<f8><f8><f8><f8><f8>讲三场。<tab><enter>宣讲<tab>2022-03-01<tab>2022-06-30<tab>");
    screens.press("<c-t>总结<tab>2022-07-01<tab>2022-11-30<tab>");
    check_file("tests/snapshots/schedule-80x24-zh.txt", &screens.frame());
    screens.press("<f5>");
    assert!(screens.frame().contains("S001"), "{}", screens.frame());
}

#[test]
fn a_line_that_is_not_payable_says_so_with_the_printed_words() {
    let screens = budget(120, 40, Lang::Zh);
    let frame = screens.frame();
    assert!(
        frame.contains("不在支出范围内") && frame.contains("日常办公经费"),
        "{frame}"
    );
    let session = screens.model.session.as_ref().unwrap();
    let rules: Vec<&str> = session
        .findings()
        .iter()
        .map(|finding| finding.rule().code())
        .collect();
    assert!(
        rules.contains(&"B001") && rules.contains(&"B004"),
        "{rules:?}"
    );
}

#[test]
fn every_key_is_recorded_before_the_frame_and_undone_in_stretches() {
    let mut screens = form(80, 24, Lang::Zh);
    screens.effects.clear();
    screens.press("<f8>银川市<left><right>学会");
    let recorded: Vec<&Edit> = screens
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Record { edit, .. } => Some(edit),
            _ => None,
        })
        .collect();
    assert_eq!(recorded.len(), 5);
    assert_eq!(text(&screens, "applicant/name"), "银川市学会");
    screens.press("<c-z>");
    assert_eq!(text(&screens, "applicant/name"), "银川市");
    screens.press("<c-z>");
    assert_eq!(text(&screens, "applicant/name"), "");
    screens.press("<c-y><c-y>");
    assert_eq!(text(&screens, "applicant/name"), "银川市学会");
}

#[test]
fn the_help_begins_with_the_screen_that_it_was_asked_on() {
    let mut screens = Screens::new(80, 24, Lang::En);
    let form = screens.press("kjzc<enter><f1>").frame();
    assert!(
        form.contains("Type into the fields") && form.contains("Next field"),
        "{form}"
    );
    let review = screens.press("<esc><a-v><f1>").frame();
    assert!(review.contains("The base beside the draft"), "{review}");
    let first = |frame: &str, label: &str| frame.lines().position(|line| line.contains(label));
    assert!(first(&review, "Next change").is_some(), "{review}");
    assert_eq!(
        first(&review, "Commands"),
        None,
        "the keys had everywhere come last: {review}"
    );
}

#[test]
fn a_paste_of_50_kb_is_taken_whole_and_its_end_is_in_sight() {
    let mut screens = form(80, 24, Lang::Zh);
    screens.press("<f8><f8><f8><f8><f8>");
    let paste =
        "围绕银川市经济社会发展的重点、难点、热点问题，组织企业与科研院所交流研讨。\n".repeat(460);
    assert!(paste.len() > 50_000);
    screens.let_in(Msg::Paste(paste.clone()));
    assert_eq!(text(&screens, "plan"), paste);
    let frame = screens.frame();
    assert!(
        frame.contains("超过上限") && frame.contains("[cursor"),
        "{frame}"
    );
}

#[test]
fn a_field_is_left_at_its_ends_and_nothing_traps() {
    let mut screens = form(80, 24, Lang::Zh);
    screens.press("不是日期<down>");
    assert_ne!(text(&screens, "cover/period"), "");
    let at = |screens: &Screens| match screens.model.top() {
        Some(shenbao::tui::screens::Screen::Form(form)) => form.at.as_str().to_owned(),
        _ => String::new(),
    };
    assert_eq!(at(&screens), "cover/filled_on");
    screens.press("<up><f4>");
    assert_eq!(at(&screens), "cover/period");
    screens.press("<esc>");
    assert!(screens.frame().contains("项目目录"));
    assert!(
        screens
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::SaveDraft(_)))
    );
    assert!(
        screens
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::CloseDraft(_)))
    );
}

#[test]
fn a_contradicted_item_is_mended_with_one_key_and_undone_with_another() {
    let mut screens = form(120, 40, Lang::Zh);
    screens.press(
        "<f3>预算<enter><enter><enter>jiaotong<enter><tab>专家讲课费<tab>4<tab>学时<tab>800",
    );
    let row = screens
        .model
        .session
        .as_ref()
        .unwrap()
        .draft()
        .rows("budget")[0]
        .id
        .as_str()
        .to_owned();
    assert_eq!(text(&screens, &format!("budget/{row}/category")), "交通费");
    screens.press("<c-r>");
    assert_eq!(
        text(&screens, &format!("budget/{row}/category")),
        "讲师劳务费"
    );
    screens.press("<c-z>");
    assert_eq!(text(&screens, &format!("budget/{row}/category")), "交通费");
}

#[test]
fn a_draft_that_somebody_else_holds_is_shown_and_not_changed() {
    use shenbao::app::ports::{Access, Holder};
    let mut screens = form(80, 24, Lang::Zh);
    let draft = screens.model.session.as_ref().unwrap().draft().clone();
    let holder = Holder {
        who: "乙@办公室".into(),
        pid: 7,
        moment: false,
    };
    let outcome = screens.opened(draft, Access::Held(holder), false);
    screens.let_in(Msg::Came(outcome));
    screens.press("改不了");
    assert!(screens.frame().contains("乙@办公室"));
    assert_eq!(text(&screens, "cover/period"), "");
}

#[test]
fn another_applicants_draft_says_whose_it_is_and_why_it_is_not_kept() {
    let mut screens = form(80, 24, Lang::Zh);
    let draft = screens.model.session.as_ref().unwrap().draft().clone();
    let owner = "李\u{202e}工".to_owned();
    let outcome = screens.opened(draft, shenbao::app::ports::Access::Others(owner), false);
    screens.let_in(Msg::Came(outcome));
    assert!(
        screens.frame().contains("只读：李<U+202E>工的草稿"),
        "{}",
        screens.frame()
    );
    screens.press("<c-s>");
    assert!(
        screens.frame().contains("现在不能：草稿只读打开"),
        "{}",
        screens.frame()
    );
}

#[test]
fn no_control_character_of_a_draft_reaches_a_frame() {
    let hostile = "讲\u{1b}]52;c;eA==\u{7}师\u{202e}费\u{9b}31m\u{200b}";
    let mut screens = form(120, 40, Lang::Zh);
    let mut draft = screens.model.session.as_ref().unwrap().draft().clone();
    for at in ["applicant/name", "plan", "cover/period", "applicant/type"] {
        draft
            .apply(&Edit::Set {
                at: FieldPath::parse(at).unwrap(),
                text: hostile.into(),
            })
            .unwrap();
    }
    let outcome = screens.opened(draft, shenbao::app::ports::Access::Write, false);
    screens.let_in(Msg::Came(outcome));
    for script in [
        "<f8>",
        "<f8><f8>",
        "<f8><f8>",
        "<f5>",
        "<esc><f2>",
        "<esc><esc><tab>",
    ] {
        screens.press(script);
        let frame = screens.frame();
        assert!(
            !frame.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}', '\u{200b}']),
            "{frame}"
        );
    }
}

/// Versions of the open draft: the last asks for more than the first.
fn versions() -> Vec<shenbao::app::version::Milestone> {
    use shenbao::app::version::{Milestone, Signed, Version};
    let one = |rev: &str, time: &str, message: &str, complete, yuan: i64| Milestone {
        version: Version {
            rev: rev.repeat(10),
            author: "王\u{1b}工".into(),
            time: time.into(),
            message: message.into(),
            more: String::new(),
            signed: Signed::Unsigned,
        },
        complete,
        total: shenbao::domain::money::Money::from_fen(yuan * 100),
    };
    vec![
        one(
            "c3d4",
            "2022-02-20T09:30:00+08:00",
            "改 2 处：经费预算；合计 3,200.00 → 8,000.00 元",
            Some(0.9),
            8_000,
        ),
        one(
            "b2c3",
            "2022-02-19T09:30:00+08:00",
            "改 1 处：经费预算",
            None,
            0,
        ),
        one(
            "a1b2",
            "2022-02-18T09:30:00+08:00",
            "新建：2022年科技政策宣讲和解读",
            Some(0.45),
            3_200,
        ),
    ]
}

#[test]
fn versions_are_compared_and_brought_back() {
    use shenbao::app::effect::{Effect, Point};
    use shenbao::tui::msg::{Msg, Outcome};
    let mut screens = Screens::new(80, 24, Lang::Zh);
    screens.press("<enter>");
    let before = screens.model.session.as_ref().unwrap().draft().clone();
    screens.let_in(Msg::Came(Outcome::History(versions())));
    screens.press("<tab><down><down>");
    check_file("tests/snapshots/history-80x24-zh.txt", &screens.frame());
    let point = |screens: &Screens| match screens.effects.last().cloned() {
        Some(Effect::Compare { older, newer, .. }) => [older, newer].map(|point| match point {
            Point::Version(rev) => rev[..4].to_owned(),
            Point::Given(draft) if *draft == before => "now".to_owned(),
            Point::Given(_) => "other".to_owned(),
        }),
        other => panic!("{other:?}"),
    };
    screens.press("<enter>");
    assert_eq!(
        point(&screens),
        ["a1b2", "c3d4"],
        "the marked one with this one"
    );
    screens.press("<up><up><tab><enter>");
    assert_eq!(
        point(&screens),
        ["b2c3", "c3d4"],
        "without a mark, with the one before"
    );
    screens.press("<up><enter>");
    assert_eq!(
        point(&screens),
        ["c3d4", "now"],
        "what stands in the form with the last version"
    );
    // The first one is compared with what the call pre-filled, which this draft still is.
    screens.press("<end><enter>");
    assert_eq!(point(&screens), ["now", "a1b2"]);

    let plan = shenbao::domain::field::FieldPath::parse("plan").unwrap();
    let mut old = before.clone();
    let edit = shenbao::domain::edit::Edit::Set {
        at: plan.clone(),
        text: "旧的方案".into(),
    };
    old.apply(&edit).unwrap();
    let form = &screens.model.session.as_ref().unwrap().call().form;
    let compared = shenbao::app::version::Comparison::between(form, &before, &old);
    screens.let_in(Msg::Came(Outcome::Compared(Box::new(compared))));
    assert!(
        screens.frame().contains("改动：预填内容 → a1b2a1b2a1"),
        "{}",
        screens.frame()
    );
    assert!(
        screens.frame().contains("{+旧的方案+}"),
        "{}",
        screens.frame()
    );
    screens.press("<esc><c-r>");
    let asked = &screens.effects[screens.effects.len() - 2..];
    assert!(
        matches!(asked, [Effect::KeepVersion { message: None, .. }, Effect::ReadVersion { rev, .. }] if rev.starts_with("a1b2")),
        "what stands there is kept first: {asked:?}"
    );
    let outcome = Outcome::Version {
        rev: "a1b2a1b2a1b2".into(),
        draft: Box::new(old),
    };
    screens.let_in(Msg::Came(outcome));
    assert!(matches!(
        screens.effects.last(),
        Some(Effect::KeepVersion { message: Some(said), .. }) if said.contains("a1b2a1b2a1")
    ));
    let text = |screens: &Screens| {
        screens
            .model
            .session
            .as_ref()
            .unwrap()
            .draft()
            .text(&plan)
            .to_owned()
    };
    assert_eq!(text(&screens), "旧的方案");
    screens.press("<c-z>");
    assert_eq!(
        text(&screens),
        before.text(&plan),
        "bringing back is undone like any change"
    );
}

/// The form at a plan that people made these of.
fn in_conflict(sides: &[&str]) -> (Screens, FieldPath) {
    use shenbao::app::ports::Access;
    use shenbao::domain::conflict::Conflict;
    use shenbao::tui::msg::Outcome;
    let plan = FieldPath::parse("plan").unwrap();
    let mut screens = Screens::new(240, 40, Lang::Zh);
    screens.press("<enter>");
    let mut draft = screens.model.session.as_ref().unwrap().draft().clone();
    let sides = sides.iter().map(|side| (*side).to_owned()).collect();
    let conflict = Conflict::new(Some("原方案".into()), sides);
    let text = conflict.as_ref().unwrap().shown().to_owned();
    let at = plan.clone();
    draft.apply(&Edit::Set { at, text }).unwrap();
    let at = plan.clone();
    draft.apply(&Edit::Settle { at, conflict }).unwrap();
    let Outcome::Opened(mut opened) = screens.opened(draft, Access::Write, false) else {
        unreachable!("it opens")
    };
    opened.at = Some(plan.clone());
    screens.let_in(Msg::Came(Outcome::Opened(opened)));
    (screens, plan)
}

#[test]
fn a_conflict_shows_both_texts_and_the_base_and_a_key_takes_either() {
    for (key, expected) in [("<c-r>", "乙写的较长方案"), ("<a-r>", "甲的方案")] {
        let (mut screens, plan) = in_conflict(&["甲的方案", "乙写的较长方案"]);
        let frame = screens.frame();
        for said in ["甲的方案", "乙写的较长方案", "原方案", "F009"] {
            assert!(frame.contains(said), "{said}: {frame}");
        }
        screens.press(key);
        let session = screens.model.session.as_ref().unwrap();
        assert_eq!(session.draft().text(&plan), expected);
        assert!(session.draft().conflicts.is_empty(), "settled by {key}");
        screens.press("<c-z>");
        let session = screens.model.session.as_ref().unwrap();
        assert_eq!(session.draft().conflicts.len(), 1, "undone");
    }
}

#[test]
fn spaces_are_typed_in_a_line_and_in_a_cell() {
    let mut screens = Screens::new(80, 24, Lang::En);
    screens.press("<enter>");
    for (at, typed) in [
        ("applicant/name", "Yinchuan Society of  Science "),
        ("cover/period", "2022-03-01 ~ 2022-10-30"),
    ] {
        let at = FieldPath::parse(at).unwrap();
        let session = screens.model.session.as_ref().unwrap();
        let form = FormScreen::at(session, Some(&at)).unwrap();
        screens.model.screens.push(Screen::Form(form));
        screens.press(typed);
        let session = screens.model.session.as_ref().unwrap();
        assert_eq!(session.draft().text(&at), typed);
    }
}

#[test]
fn the_export_window_offers_the_formats_and_a_file_name_tells_its_own() {
    use shenbao::app::export::{Format, Manner};
    for (lang, english, names) in [
        (
            Lang::Zh,
            false,
            [
                "[Word 文档]",
                " Word 带评审意见 ",
                " Excel 表格 ",
                " Markdown ",
                " JSON ",
            ],
        ),
        (
            Lang::En,
            true,
            [
                "[Word]",
                " Word with reviews ",
                " Excel ",
                " Markdown ",
                " JSON ",
            ],
        ),
    ] {
        for (keys, format, name) in [
            ("<f10><enter>", Format::Docx, ""),
            ("<f10><up><enter>", Format::Json, ""),
            ("<f10><up><up>x<enter>", Format::Markdown, "x"),
            ("<f10>a.XLSX<enter>", Format::Xlsx, "a.XLSX"),
            ("<f10><down>a.docx<enter>", Format::Docx, "a.docx"),
            // What was taken the last time is offered first.
            ("<f10><down><down><enter><f10><enter>", Format::Xlsx, ""),
        ] {
            let mut screens = Screens::new(80, 24, lang);
            screens.model.prefs.papers = lang;
            screens.press("<enter><f10>");
            let frame = screens.frame();
            assert!(names.iter().all(|name| frame.contains(name)), "{frame}");
            screens.press("<esc>");
            screens.press(keys);
            let Some(Effect::Export { path, manner, .. }) = screens.effects.last() else {
                panic!("{:?}", screens.effects.last());
            };
            // A new draft has errors: that it goes out all the same was said in the window.
            let wanted = Manner {
                format,
                force: true,
                english,
                reviewed: keys.contains("<f10><down>a"),
                replace: false,
            };
            assert_eq!((path.as_str(), *manner), (name, wanted), "{keys}");
        }
    }
}

#[test]
fn a_file_in_the_way_is_replaced_only_after_a_question() {
    use shenbao::tui::msg::Outcome;
    let mut screens = Screens::new(80, 24, Lang::Zh);
    // English screens do not make English paper of a Chinese call; the arrow keys do.
    screens.press("<enter><f10><right><enter>");
    let Some(Effect::Export { manner, .. }) = screens.effects.last().cloned() else {
        panic!("{:?}", screens.effects.last());
    };
    assert!(manner.english && !manner.replace);
    for (keys, goes) in [("<esc>", false), ("<enter>", true)] {
        let then = screens.effects.last().cloned().unwrap();
        screens.effects.clear();
        let in_the_way = Outcome::InTheWay("甲.docx".into(), Box::new(then.clone()));
        screens.let_in(Msg::Came(in_the_way));
        assert!(
            screens.frame().contains("甲.docx 已经有了"),
            "{}",
            screens.frame()
        );
        screens.press(keys);
        assert_eq!(screens.effects.last() == Some(&then), goes, "{keys}");
        screens.effects.push(then);
    }
}

#[test]
fn of_three_sides_each_is_looked_at_before_one_is_settled_on() {
    let (mut screens, plan) = in_conflict(&["甲", "乙乙", "丙丙丙"]);
    let text = |screens: &Screens| {
        let session = screens.model.session.as_ref().unwrap();
        session.draft().text(&plan).to_owned()
    };
    let mut seen = Vec::new();
    for number in [3, 1, 2] {
        let frame = screens.frame();
        let told = format!("现在是第 {number} 份，共 3 份");
        assert!(frame.contains(&told) && frame.contains("原方案"), "{frame}");
        seen.push(text(&screens));
        screens.press("<a-r>");
    }
    assert_eq!(seen, ["丙丙丙", "甲", "乙乙"]);
    assert_eq!(text(&screens), "丙丙丙", "and round again");
    screens.press("丁");
    assert!(!screens.frame().contains("现在是第"), "one's own words");
    screens.press("<c-r>");
    let session = screens.model.session.as_ref().unwrap();
    assert!(session.draft().conflicts.is_empty(), "settled");
    assert_eq!(text(&screens), "丙丙丙丁");
}
