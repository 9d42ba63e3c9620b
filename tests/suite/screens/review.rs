//! The review, as it looks and as one goes about in it.

use crate::support::frame::Screens;
use crate::support::world::check_file;
use shenbao::app::base::Base;
use shenbao::app::effect::Effect;
use shenbao::app::ports::Access;
use shenbao::app::review::{pinned, quoted};
use shenbao::domain::draft::{Draft, Row};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::{FieldPath, RowId};
use shenbao::domain::review::entry::{Act, EntryId, Kind, Remark, Target};
use shenbao::domain::review::proposal::Proposal;
use shenbao::messages::Lang;
use shenbao::tui::msg::{Msg, Outcome};
use shenbao::tui::screens::Screen;
use shenbao::tui::theme::Theme;

const BEFORE: &str = "邀请3名知识产权和税务方面的权威专家，面向科技型企业集中宣讲一次，参与企业不少于50家。\n\
    会后发放资料汇编。\n由学会秘书处组织。\n园区协助通知企业。\n收集满意度调查表六十份。\n\
    宣传工作由学会网站和公众号承担。";
const AFTER: &str = "宣传工作由学会网站和公众号承担。\n\
    邀请5名知识产权和税务方面的权威专家，面向科技型企业集中宣讲两次，参与企业不少于60家。\n\
    会后发放资料汇编。\n由学会秘书处组织。\n园区协助通知企业。\n收集满意度调查表六十份。\n另请两名志愿者签到。";

pub fn set(draft: &mut Draft, at: &str, text: &str) {
    let at = FieldPath::parse(at).unwrap();
    let text = text.to_owned();
    draft.apply(&Edit::Set { at, text }).unwrap();
}

pub fn line(draft: &mut Draft, id: &str, cells: &[(&str, &str)]) {
    let mut row = Row::new(RowId::parse(id).unwrap());
    let cells = cells
        .iter()
        .map(|(column, text)| ((*column).to_owned(), (*text).to_owned()));
    row.cells.extend(cells);
    let (table, index) = ("budget".to_owned(), draft.rows("budget").len());
    draft.apply(&Edit::InsertRow { table, index, row }).unwrap();
}

/// A draft as it was first handed in.
pub fn before(screens: &Screens) -> Draft {
    let mut draft = screens.model.session.as_ref().unwrap().draft().clone();
    set(&mut draft, "plan", BEFORE);
    set(&mut draft, "applicant/type", "society");
    line(
        &mut draft,
        "fees",
        &[
            ("category", "讲师劳务费"),
            ("item", "专家宣讲课酬"),
            ("quantity", "4"),
            ("unit", "学时"),
            ("unit_price", "800"),
        ],
    );
    line(
        &mut draft,
        "hall",
        &[
            ("category", "场地费"),
            ("item", "会议室租用"),
            ("quantity", "1"),
            ("unit", "天"),
            ("unit_price", "1500"),
        ],
    );
    line(
        &mut draft,
        "book",
        &[
            ("category", "资料费"),
            ("item", "宣讲资料汇编印刷"),
            ("quantity", "200"),
            ("unit", "册"),
            ("unit_price", "25"),
        ],
    );
    draft
}

/// The same draft improved, with a line that may not be paid.
pub fn after(before: &Draft) -> Draft {
    let mut draft = before.clone();
    set(&mut draft, "plan", AFTER);
    set(&mut draft, "applicant/type", "company");
    set(&mut draft, "indicators/1/1/commitment", "5");
    set(&mut draft, "budget/fees/quantity", "8");
    let row = RowId::parse("hall").unwrap();
    let table = "budget".to_owned();
    draft.apply(&Edit::RemoveRow { table, row }).unwrap();
    line(
        &mut draft,
        "note",
        &[
            ("category", "资料费"),
            ("item", "笔记本电脑"),
            ("quantity", "1"),
            ("unit", "台"),
            ("unit_price", "5400"),
        ],
    );
    draft
}

/// The review of the improved draft against the one that was handed in.
fn review(width: u16, height: u16, lang: Lang) -> Screens {
    let mut screens = Screens::new(width, height, lang);
    screens.press("kjzc<enter>");
    let before = before(&screens);
    let outcome = screens.opened(after(&before), Access::Write, false);
    screens.let_in(Msg::Came(outcome));
    screens.press("<a-v>");
    let asked = |effect: &Effect| {
        matches!(
            effect,
            Effect::ReadBase {
                base: Base::Seen,
                ..
            }
        )
    };
    assert!(screens.effects.iter().any(asked));
    screens.let_in(Msg::Came(Outcome::Base {
        base: Base::Version("b2c3b2c3b2c3".into()),
        before: Box::new(before),
    }));
    screens
}

fn at(screens: &Screens) -> (usize, usize) {
    match screens.model.top() {
        Some(Screen::Review(review)) => (review.change(), review.sheet.changes.len()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_review_in_both_sizes_and_languages() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        for (width, height) in [(80, 24), (140, 40)] {
            let mut screens = review(width, height, lang);
            screens.press("<f8>");
            check_file(
                &format!("tests/snapshots/review-{width}x{height}-{name}.txt"),
                &screens.frame(),
            );
            if width == 80 {
                screens.press("<f8><f8>");
                check_file(
                    &format!("tests/snapshots/review-money-80x24-{name}.txt"),
                    &screens.frame(),
                );
            }
        }
    }
}

#[test]
fn keys_go_from_change_to_change_and_round() {
    let mut screens = review(80, 24, Lang::Zh);
    let (first, all) = at(&screens);
    assert_eq!((first, all), (1, 7));
    for expected in [2, 3, 4, 5, 6, 7] {
        screens.press("n");
        assert_eq!(at(&screens).0, expected);
        assert!(screens.model.notice.is_none());
    }
    screens.press("<c-n>");
    assert_eq!(at(&screens).0, 1);
    assert!(screens.frame().contains("从头来"));
    screens.press("<f7>");
    assert_eq!(at(&screens).0, 7);
    assert!(screens.frame().contains("从末尾来"));
    screens.press("<esc>");
    assert!(
        matches!(screens.model.top(), Some(Screen::Form(_))),
        "back in the form"
    );
}

#[test]
fn what_is_unchanged_is_folded_counted_and_unfolded() {
    let mut screens = review(80, 40, Lang::Zh);
    screens.press("<f8>");
    let folded = screens.frame();
    assert!(folded.contains("2 段未变（18 字）"), "{folded}");
    assert!(!folded.contains("园区协助"), "{folded}");
    assert!(
        folded.contains("会后发放") && folded.contains("收集满意度"),
        "neighbours are read with a change: {folded}"
    );
    screens.press("<down><down><down><down><enter>");
    let open = screens.frame();
    assert!(
        open.contains("园区协助") && !open.contains("段未变"),
        "{open}"
    );
    screens.press("<f2>");
    let all = screens.frame();
    assert!(!all.contains("未变"), "{all}");
    screens.press("u");
    assert!(screens.frame().contains("2 段未变"));
}

#[test]
fn searching_finds_both_sides_and_what_is_folded_and_goes_round() {
    let mut screens = review(80, 24, Lang::Zh);
    screens.press("/园区协助<enter>");
    assert!(
        screens.frame().contains("园区协助通知企业"),
        "{}",
        screens.frame()
    );
    let Some(Screen::Review(review)) = screens.model.top() else {
        panic!()
    };
    assert_eq!(review.place.cursor.selected(), 0.."园区协助".len());
    screens.press("<f3>");
    assert!(screens.frame().contains("从头来"), "the only one");
    screens.press("<c-f>会议室<enter>");
    assert!(
        screens.frame().contains("▸-"),
        "a row that is gone: {}",
        screens.frame()
    );
    screens.press("/没有这话<enter>");
    assert!(screens.frame().contains("没有找到“没有这话”"));
}

#[test]
fn the_base_stands_beside_below_or_nowhere() {
    let mut screens = review(140, 40, Lang::Zh);
    screens.press("<f8>");
    let shown = |screens: &Screens| {
        let frame = screens.frame();
        let lines: Vec<String> = frame.lines().map(str::to_owned).collect();
        let old = lines.iter().position(|line| line.contains("邀请3名"));
        let new = lines.iter().position(|line| line.contains("邀请5名"));
        (old, new)
    };
    let (old, new) = shown(&screens);
    assert!(old.is_some() && old == new, "beside");
    screens.press("<f9>");
    let (old, new) = shown(&screens);
    assert!(old > new && new.is_some(), "below");
    screens.press("v");
    assert!(matches!(shown(&screens), (None, Some(_))), "alone");
    screens.press("v");
    assert_eq!(shown(&screens).0, shown(&screens).1);
}

#[test]
fn without_colours_signs_stand_around_what_changed() {
    let mut screens = review(80, 24, Lang::Zh);
    screens.model.prefs.theme = Theme::Plain;
    screens.press("<f8>");
    let frame = screens.frame();
    assert!(
        frame.contains("邀请{+5+}名") && frame.contains("邀请[-3-]名"),
        "{frame}"
    );
    assert!(frame.contains("自第 6 段移来"), "{frame}");
}

#[test]
fn words_are_selected_across_signs_and_rows() {
    let mut screens = review(80, 24, Lang::Zh);
    screens.model.prefs.theme = Theme::Plain;
    screens.press("/权威专家<enter>");
    let Some(Screen::Review(review)) = screens.model.top() else {
        panic!()
    };
    let side = review.sheet.blocks[review.block()];
    let text = review
        .sheet
        .pair(&side)
        .unwrap()
        .right
        .as_ref()
        .unwrap()
        .text();
    assert_eq!(&text[review.place.cursor.selected()], "权威专家");
    assert!(
        !screens.frame().contains("[no cursor]"),
        "{}",
        screens.frame()
    );
    screens.press("<esc><home><down><up>");
    let Some(Screen::Review(review)) = screens.model.top() else {
        panic!("a selection is let go first")
    };
    assert_eq!(review.place.cursor.at, 0);
}

#[test]
fn hostile_text_is_shown_as_what_it_is_on_both_sides() {
    let hostile = "讲\u{1b}]52;c;eA==\u{7}师\u{202e}费\u{9b}31m\u{200b}\r完";
    for (width, height) in [(80, 24), (140, 40)] {
        let mut screens = review(width, height, Lang::Zh);
        let mut draft = screens.model.session.as_ref().unwrap().draft().clone();
        let mut base = draft.clone();
        set(&mut draft, "plan", &format!("甲{hostile}"));
        set(&mut base, "plan", &format!("乙{hostile}丙"));
        set(&mut draft, "budget/fees/item", hostile);
        set(&mut draft, "indicators/1/1/commitment", hostile);
        set(&mut draft, "strange/field", hostile);
        let opened = screens.opened(draft, Access::Review, false);
        let Outcome::Opened(opened) = opened else {
            panic!()
        };
        let base_name = Base::File(format!("/{hostile}"));
        screens.let_in(Msg::Came(Outcome::Review {
            opened,
            base: base_name,
            before: Box::new(base),
        }));
        for keys in [
            "",
            "n",
            "n",
            "n",
            "n",
            "<f2>",
            "<f9>",
            "<f9>",
            "/师<enter>",
            "<f3>",
        ] {
            screens.press(keys);
            let frame = screens.frame();
            assert!(
                !frame.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}', '\u{200b}', '\r']),
                "{frame}"
            );
        }
        screens.press("<esc><esc>");
        assert!(
            screens.frame().contains("项目目录"),
            "a review of a list goes back to the list"
        );
    }
}

pub fn place(draft: &Draft, at: &str, quote: Option<&str>) -> Target {
    let at = FieldPath::parse(at).unwrap();
    Target::Place(match quote {
        Some(quote) => quoted(draft, &at, quote, Some(1)).unwrap(),
        None => pinned(draft, &at, None),
    })
}

pub fn remark(on: Target, kind: Kind, body: &str, proposal: Option<Proposal>) -> Act {
    let body = body.to_owned();
    Act::Annotate(Box::new(Remark {
        on,
        kind,
        body,
        proposal,
    }))
}

/// The review with remarks of two people, made on the draft as it was first handed in.
pub fn remarked(width: u16, height: u16, lang: Lang) -> Screens {
    let mut screens = Screens::new(width, height, lang);
    screens.press("kjzc<enter>");
    let before = before(&screens);
    screens.me = "评审甲";
    let words = |new: &str| Some(Proposal::Words(new.to_owned()));
    screens.write(vec![
        remark(
            place(&before, "plan", Some("邀请3名知识产权")),
            Kind::Suggestion,
            "人数偏少",
            words("邀请5名知识产权"),
        ),
        remark(
            place(&before, "plan", Some("会后发放资料汇编")),
            Kind::Question,
            "发放多少册？\n请写明。",
            None,
        ),
        remark(
            place(&before, "budget/book", None),
            Kind::Required,
            "请附报价",
            None,
        ),
    ]);
    screens.me = "评审乙";
    screens.write(vec![
        remark(Target::Draft, Kind::Praise, "整体思路清楚", None),
        remark(
            place(&before, "plan", Some("园区协助通知企业")),
            Kind::Required,
            "写明园区名称",
            None,
        ),
        Act::Reply {
            annotation: EntryId::parse("000000000002").unwrap(),
            body: "同问".into(),
        },
    ]);
    screens.me = "申报人";
    screens.write(vec![Act::Resolve(EntryId::parse("000000000005").unwrap())]);
    screens.me = "评审甲";
    let outcome = screens.opened(after(&before), Access::Review, false);
    let Outcome::Opened(opened) = outcome else {
        panic!()
    };
    let base = Base::Version("b2c3b2c3b2c3".into());
    screens.let_in(Msg::Came(Outcome::Review {
        opened,
        base,
        before: Box::new(before),
    }));
    screens
}

#[test]
fn remarks_stand_beside_or_below_what_they_are_about() {
    for (name, lang) in [("zh", Lang::Zh), ("en", Lang::En)] {
        for (width, height) in [(80, 24), (140, 40)] {
            let mut screens = remarked(width, height, lang);
            screens.press("<f6>");
            screens.press("]");
            check_file(
                &format!("tests/snapshots/remarks-{width}x{height}-{name}.txt"),
                &screens.frame(),
            );
        }
    }
}

#[test]
fn keys_go_from_remark_to_remark_and_to_those_that_are_open() {
    let mut screens = remarked(80, 40, Lang::Zh);
    let bodies = |screens: &mut Screens, key: &str, count: usize| -> Vec<String> {
        let mut said = Vec::new();
        for _ in 0..count {
            screens.press(key);
            let Some(Screen::Review(review)) = screens.model.top() else {
                panic!()
            };
            let session = screens.model.session.as_ref().unwrap();
            let id = review.focus(session).expect("one is at a remark");
            let (annotation, _) = session.remarks().one(id).unwrap();
            said.push(annotation.body.chars().take(4).collect());
        }
        said
    };
    screens.press("g");
    assert_eq!(
        bodies(&mut screens, "<f6>", 6),
        [
            "人数偏少",
            "发放多少",
            "写明园区",
            "请附报价",
            "整体思路",
            "人数偏少"
        ],
        "in the order of the form, then round"
    );
    assert_eq!(bodies(&mut screens, "[", 2), ["整体思路", "请附报价"]);
    assert_eq!(
        bodies(&mut screens, "<f4>", 3),
        ["人数偏少", "发放多少", "请附报价"],
        "what is dealt with and what is praise is passed over"
    );
    screens.press("f待处理<enter>");
    assert!(screens.frame().contains("已筛选"), "{}", screens.frame());
    assert_eq!(bodies(&mut screens, "]", 2), ["人数偏少", "发放多少"]);
    screens.press("f评审乙<enter>");
    assert_eq!(bodies(&mut screens, "]", 2), ["写明园区", "整体思路"]);
}

#[test]
fn where_words_are_now_is_always_said_and_the_original_can_be_read() {
    let mut screens = remarked(140, 40, Lang::Zh);
    screens.press("g<f6>");
    let frame = screens.frame();
    assert!(frame.contains("原文已改（"), "{frame}");
    screens.press("<f6>");
    let frame = screens.frame();
    assert!(
        frame.contains("移位") && frame.contains("↳ 评审乙") || frame.contains("↳ B 评审乙"),
        "{frame}"
    );
    let session = screens.model.session.as_ref().unwrap();
    let mut draft = session.draft().clone();
    set(&mut draft, "plan", "全部重写了一遍，什么都没有留下");
    let base = draft.clone();
    let Outcome::Opened(opened) = screens.opened(draft, Access::Review, false) else {
        panic!()
    };
    screens.let_in(Msg::Came(Outcome::Review {
        opened,
        base: Base::Prefill,
        before: Box::new(base),
    }));
    screens.press("g<f6><f6>");
    let frame = screens.frame();
    assert!(
        frame.contains("失落") && frame.contains("会后发放资料汇编"),
        "the words as they were judged: {frame}"
    );
}

#[test]
fn hostile_remarks_are_shown_as_what_they_are() {
    let hostile = "讲\u{1b}]52;c;eA==\u{7}师\u{202e}费\u{9b}31m\u{200b}\r完";
    let mut screens = remarked(140, 40, Lang::Zh);
    screens.me = "恶意";
    let session = screens.model.session.as_ref().unwrap();
    let draft = session.draft().clone();
    let cells = [(hostile.to_owned(), hostile.to_owned())].into();
    screens.write(vec![
        remark(
            place(&draft, "plan", Some("学会")),
            Kind::Question,
            hostile,
            Some(Proposal::Words(hostile.into())),
        ),
        remark(
            place(&draft, "budget/fees", None),
            Kind::Question,
            hostile,
            Some(Proposal::Cells(cells)),
        ),
        Act::Reply {
            annotation: EntryId::parse("000000000001").unwrap(),
            body: hostile.into(),
        },
    ]);
    let Outcome::Opened(opened) = screens.opened(draft.clone(), Access::Review, false) else {
        panic!()
    };
    screens.let_in(Msg::Came(Outcome::Review {
        opened,
        base: Base::Prefill,
        before: Box::new(draft),
    }));
    for _ in 0..8 {
        screens.press("<f6>");
        let frame = screens.frame();
        assert!(
            !frame.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}', '\u{200b}', '\r']),
            "{frame}"
        );
    }
}
