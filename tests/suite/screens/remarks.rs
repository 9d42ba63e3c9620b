//! Writing about a draft: on the review, and the applicant's side in the form.

use super::review::{before, place, remark, remarked, set};
use crate::support::frame::Screens;
use crate::support::world::check_file;
use ratatui::style::Modifier;
use shenbao::app::effect::Effect;
use shenbao::app::ports::Access;
use shenbao::app::remarks::Remarks;
use shenbao::app::review::Read;
use shenbao::domain::field::FieldPath;
use shenbao::domain::review::Notebook;
use shenbao::domain::review::entry::{Act, EntryId, Kind, Target, Verdict};
use shenbao::domain::review::note::{Note, NoteWhat};
use shenbao::domain::review::proposal::Proposal;
use shenbao::domain::review::seen::Seen;
use shenbao::messages::Lang;
use shenbao::tui::msg::{Msg, Outcome, Wrote};
use shenbao::tui::screens::Screen;

/// What was written last.
fn written(screens: &Screens) -> Vec<Act> {
    let written = screens
        .effects
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::WriteRemarks { acts, .. } => Some(acts.clone()),
            _ => None,
        });
    written.unwrap_or_default()
}

/// The words that the remark written last is on, its kind, its own words and what it proposes.
fn remarked_on(screens: &Screens) -> (Option<String>, Kind, String, Option<Proposal>) {
    let [Act::Annotate(remark)] = &written(screens)[..] else {
        panic!("{:?}", written(screens));
    };
    let quote = match &remark.on {
        Target::Place(pinned) => pinned
            .anchor
            .quote
            .as_ref()
            .map(|quote| quote.exact.clone()),
        _ => None,
    };
    (
        quote,
        remark.kind,
        remark.body.clone(),
        remark.proposal.clone(),
    )
}

fn text(screens: &Screens, at: &str) -> String {
    let session = screens.model.session.as_ref().unwrap();
    session
        .draft()
        .text(&FieldPath::parse(at).unwrap())
        .to_owned()
}

#[test]
fn selected_words_are_remarked_on_and_another_text_is_proposed() {
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("/权威专家<enter>a");
    check_file("tests/snapshots/remark-kind-80x24-zh.txt", &screens.frame());
    screens.press("<enter>哪些专家？<a-enter>请列名单。");
    check_file("tests/snapshots/remark-note-80x24-zh.txt", &screens.frame());
    screens.press("<enter>");
    let words = |text: &str| Some(text.to_owned());
    let body = "哪些专家？\n请列名单。".to_owned();
    assert_eq!(
        remarked_on(&screens),
        (words("权威专家"), Kind::Question, body, None)
    );
    assert!(
        screens.frame().contains("已写下") && screens.frame().contains("请列名单"),
        "{}",
        screens.frame()
    );
    screens.press("/面向科技型企业<enter>s<enter><bs><bs>中小企业<enter>更准确<enter>");
    let proposal = Some(Proposal::Words("面向科技型中小企业".into()));
    assert_eq!(
        remarked_on(&screens),
        (
            words("面向科技型企业"),
            Kind::Suggestion,
            "更准确".into(),
            proposal
        )
    );
}

#[test]
fn rows_sections_and_the_draft_are_remarked_on_too() {
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("/笔记本<enter>s<enter>数量<enter><bs>2<enter><enter>");
    let cells = [("quantity".to_owned(), "2".to_owned())].into();
    assert_eq!(remarked_on(&screens).3, Some(Proposal::Cells(cells)));
    screens.press("/笔记本<enter>s<down><enter>删去<enter>不在范围内<enter>");
    assert_eq!(
        remarked_on(&screens),
        (
            None,
            Kind::Required,
            "不在范围内".into(),
            Some(Proposal::RowOut)
        )
    );
    screens.press("ga<enter>总的问题<enter>");
    let [Act::Annotate(remark)] = &written(&screens)[..] else {
        panic!()
    };
    assert_eq!(remark.on, Target::Draft);
    screens.press("gs");
    assert!(
        screens.frame().contains("提不出改法"),
        "{}",
        screens.frame()
    );
}

#[test]
fn threads_are_answered_settled_changed_and_taken_back() {
    let mut screens = remarked(80, 40, Lang::Zh);
    let id = |turn: u64| EntryId::parse(&format!("{turn:012x}")).unwrap();
    screens.press("g<f6><f6>r已经问过<enter>");
    assert_eq!(
        written(&screens),
        [Act::Reply {
            annotation: id(2),
            body: "已经问过".into()
        }]
    );
    screens.press("x");
    assert_eq!(written(&screens), [Act::Resolve(id(2))]);
    screens.press("x");
    assert_eq!(written(&screens), [Act::Reopen(id(2))]);
    screens.press("e再加一句<enter>");
    assert!(
        matches!(&written(&screens)[..], [Act::Amend { annotation, body }] if *annotation == id(2) && body.ends_with("请写明。再加一句"))
    );
    screens.press("d");
    assert_eq!(written(&screens), [Act::Withdraw(id(2))]);
    let count = screens.effects.len();
    screens.press("g<f6><f6><f6>d");
    assert!(
        screens.frame().contains("只有本人能改或撤回"),
        "{}",
        screens.frame()
    );
    assert_eq!(
        screens.effects.len(),
        count,
        "what others wrote is left alone"
    );
}

#[test]
fn a_note_that_is_left_comes_back() {
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("/权威专家<enter>a<enter>写了一半<esc>");
    assert!(
        screens.frame().contains("写的字留着"),
        "{}",
        screens.frame()
    );
    assert!(written(&screens).is_empty());
    screens.press("a<enter>");
    assert!(screens.frame().contains("写了一半"), "{}", screens.frame());
    screens.let_in(Msg::Paste("，贴来的\r\n两行".into()));
    screens.press("<enter>");
    assert_eq!(remarked_on(&screens).2, "写了一半，贴来的\n两行");
    screens.press("a<enter>");
    assert!(
        !screens.frame().contains("写了一半"),
        "once written it is gone"
    );
    screens.press("<enter>");
    assert!(screens.frame().contains("还没有写什么"));
}

#[test]
fn an_uncertain_remark_is_put_where_a_person_says() {
    let mut screens = remarked(80, 24, Lang::Zh);
    let session = screens.model.session.as_ref().unwrap();
    let mut draft = session.draft().clone();
    set(
        &mut draft,
        "plan",
        "会后发放资料汇编给企业。\n会后发放资料汇编给学会。",
    );
    let base = draft.clone();
    let Outcome::Opened(opened) = screens.opened(draft, Access::Review, false) else {
        panic!()
    };
    let base_name = shenbao::app::base::Base::Prefill;
    screens.let_in(Msg::Came(Outcome::Review {
        opened,
        base: base_name,
        before: Box::new(base),
    }));
    screens.press("g<f6><f6>");
    let before = screens.effects.len();
    assert!(
        screens.frame().contains("位置不明")
            || screens.frame().contains("失落")
            || screens.frame().contains("搬动"),
        "{}",
        screens.frame()
    );
    screens.press("t<enter>");
    let [Act::Pin { on, .. }] = &written(&screens)[..] else {
        panic!("{:?}", screens.effects.get(before..))
    };
    let quote = on.anchor.quote.as_ref().unwrap();
    assert_eq!(quote.exact, "会后发放资料汇编");
}

#[test]
fn what_was_seen_is_marked_with_a_key() {
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("/宣传工作<enter>m");
    let seen = |screens: &Screens| {
        screens
            .effects
            .iter()
            .rev()
            .find_map(|effect| match effect {
                Effect::See { at, .. } => Some(
                    at.iter()
                        .map(|at| at.as_str().to_owned())
                        .collect::<Vec<_>>(),
                ),
                _ => None,
            })
    };
    assert_eq!(seen(&screens), Some(vec!["plan".to_owned()]));
    assert!(
        screens.frame().contains("已改  ✓已看"),
        "{}",
        screens.frame()
    );
    screens.press("gm");
    assert_eq!(
        seen(&screens),
        Some(Vec::new()),
        "on the draft as a whole: everything"
    );
    screens.press("/宣传工作<enter>M");
    let taken = |effect: &Effect| matches!(effect, Effect::See { seen: false, .. });
    assert!(screens.effects.iter().any(taken));
    let frame = screens.frame();
    assert!(
        !frame.contains("✓已看") && frame.contains("已取消已看"),
        "{frame}"
    );
}

#[test]
fn words_of_several_paragraphs_are_selected_remarked_on_and_proposed_anew() {
    for (width, height) in [(80, 40), (140, 40)] {
        let mut screens = remarked(width, height, Lang::Zh);
        let quote = |screens: &mut Screens| {
            screens.press("a<enter>这几段<enter>");
            remarked_on(screens).0.unwrap()
        };
        screens.press("u/会后发放<enter><s-down>");
        let selected = quote(&mut screens);
        assert!(
            selected.starts_with("。\n由学会")
                || selected.starts_with("资料汇编。\n由学会")
                || selected.starts_with("会后发放资料汇编。\n由学会"),
            "{selected:?}"
        );
        screens.press("/会后发放<enter><s-down><s-down><s-up><s-up>");
        assert_eq!(quote(&mut screens), "会后发放");
        // From behind, and over the border by characters.
        screens.press("/由学会秘<enter><left><s-left><s-left><s-left><s-left><s-left><s-left>");
        assert_eq!(quote(&mut screens), "编。\n由学会");
        screens.press("/会后发放<enter><s-down>s<enter>一句话。<enter><enter>");
        let proposal = remarked_on(&screens).3;
        assert!(matches!(proposal, Some(Proposal::Words(words)) if words.ends_with("一句话。")));
        // A selection ends with its field, and any other key lets go of it.
        screens.press("/另请两名<enter><s-down><s-down>");
        assert_eq!(quote(&mut screens), "另请两名");
        screens.press("/会后发放<enter><s-down><esc>a<enter>这一段<enter>");
        let whole = remarked_on(&screens).0.unwrap();
        assert!(!whole.contains('\n'), "{whole:?}");
    }
}

/// What a reviewer is asked, in English too: kinds, a note, a row by its columns, the score sheet, the summary.
#[test]
fn what_a_reviewer_is_asked_is_english_as_well() {
    for (name, keys) in [
        ("remark-kind", "/权威专家<enter>a"),
        (
            "remark-note",
            "/权威专家<enter>a<enter>Which?<a-enter>Name them.",
        ),
        ("remark-row", "/笔记本<enter>s<enter>add a row<enter>"),
        ("review-sheet", "<f10>"),
        ("review-summary", "<f10><enter>8<enter><esc><f11>"),
    ] {
        let mut screens = remarked(80, 24, Lang::En);
        screens.press(keys);
        check_file(
            &format!("tests/snapshots/{name}-80x24-en.txt"),
            &screens.frame(),
        );
    }
}

#[test]
fn another_row_is_proposed_below_one_or_at_the_end_of_a_table() {
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("/笔记本<enter>s<enter>添一行<enter>");
    check_file("tests/snapshots/remark-row-80x24-zh.txt", &screens.frame());
    screens.press("资料费<down>活动资料印刷<down>3<down><up><enter>宜早印<enter>");
    let (_, kind, body, proposal) = remarked_on(&screens);
    let Some(Proposal::Row(row)) = proposal else {
        panic!("{proposal:?}")
    };
    assert_eq!((kind, body.as_str()), (Kind::Suggestion, "宜早印"));
    let cells: Vec<String> = row.cells.iter().map(|(a, b)| format!("{a}={b}")).collect();
    assert_eq!(
        cells,
        ["category=资料费", "item=活动资料印刷", "quantity=3"]
    );
    assert!(
        screens.frame().contains("活动资料印刷"),
        "{}",
        screens.frame()
    );
    screens.press("/笔记本<enter>s<enter>添一行<enter><home>乱写");
    screens.press("<enter>");
    assert!(
        screens.frame().contains("以列名和冒号开头"),
        "{}",
        screens.frame()
    );
}

#[test]
fn words_in_the_cell_of_a_table_are_underlined_where_they_stand() {
    let mut screens = remarked(120, 40, Lang::Zh);
    let draft = screens.model.session.as_ref().unwrap().draft().clone();
    for (at, words) in [
        ("budget/note/item", "笔记本"),
        ("budget/book/item", "资料汇编"),
    ] {
        screens.write(vec![remark(
            place(&draft, at, Some(words)),
            Kind::Question,
            "为什么要？",
            None,
        )]);
    }
    screens.let_in(Msg::Came(Outcome::Touched));
    screens.press("u/资料汇编印刷<enter>");
    let drawn = shenbao::tui::views::draw(&screens.model);
    let underlined = drawn.buffer.content().iter();
    let underlined = underlined.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
    let underlined: String = underlined.map(|cell| cell.symbol()).collect();
    let underlined = underlined.replace(' ', "");
    assert!(
        underlined.contains("资料汇编") && underlined.contains("笔记本"),
        "{underlined}"
    );
    assert!(!underlined.contains("印刷"), "{underlined}");
}

#[test]
fn what_looks_like_something_else_is_pointed_out_in_remarks_and_names() {
    let mut screens = remarked(140, 40, Lang::Zh);
    let draft = screens.model.session.as_ref().unwrap().draft().clone();
    screens.me = "p\u{430}ul";
    let words = Some(Proposal::Words("⼯作".to_owned()));
    screens.write(vec![remark(
        place(&draft, "plan", Some("宣传工作")),
        Kind::Suggestion,
        "用p\u{430}y付\u{200b}款",
        words,
    )]);
    screens.let_in(Msg::Came(Outcome::Touched));
    screens.press("u/宣传工作<enter>");
    let frame = screens.frame();
    for shown in [
        "p\u{430}<U+0430>ul",
        "p\u{430}<U+0430>y付<U+200B>款",
        "⼯<U+2F2F>",
    ] {
        assert!(frame.contains(shown), "{shown} in {frame}");
    }
}

/// The applicant's form, with the remarks of two reviewers.
fn form(width: u16, height: u16) -> Screens {
    let mut screens = Screens::new(width, height, Lang::Zh);
    screens.press("kjzc<enter>");
    let draft = before(&screens);
    let words = |new: &str| Some(Proposal::Words(new.to_owned()));
    screens.me = "评审甲";
    screens.write(vec![
        remark(
            place(&draft, "plan", Some("邀请3名")),
            Kind::Suggestion,
            "人数偏少",
            words("邀请5名"),
        ),
        remark(
            place(&draft, "plan", Some("一次")),
            Kind::Required,
            "至少两次",
            words("两次"),
        ),
    ]);
    screens.me = "评审乙";
    screens.write(vec![remark(
        place(&draft, "plan", Some("园区协助")),
        Kind::Question,
        "哪个园区？",
        None,
    )]);
    screens.me = "申报人";
    let outcome = screens.opened(draft, Access::Write, false);
    screens.let_in(Msg::Came(outcome));
    screens
}

#[test]
fn the_applicant_sees_remarks_at_the_words_and_accepts_with_a_key() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut screens = form(width, height);
        screens.press("<a-n>");
        check_file(
            &format!("tests/snapshots/form-remarks-{width}x{height}-zh.txt"),
            &screens.frame(),
        );
    }
    let mut screens = form(120, 40);
    screens.press("<a-n><a-a>");
    assert!(
        text(&screens, "plan").starts_with("邀请5名知识产权"),
        "{}",
        text(&screens, "plan")
    );
    assert!(
        screens.frame().contains("已采纳 1 处"),
        "{}",
        screens.frame()
    );
    assert!(matches!(&written(&screens)[..], [Act::Accept(_)]));
    let recorded = screens
        .effects
        .iter()
        .any(|effect| matches!(effect, Effect::Record { .. }));
    assert!(recorded, "an edit like any other");
    screens.press("<c-z>");
    assert!(text(&screens, "plan").starts_with("邀请3名"), "undone");
    assert!(matches!(&written(&screens)[..], [Act::Reopen(_)]));
    assert!(
        screens.frame().contains("1 条重新待处理"),
        "{}",
        screens.frame()
    );
    screens.press("<c-y>");
    assert!(text(&screens, "plan").starts_with("邀请5名"), "done again");
    assert!(matches!(&written(&screens)[..], [Act::Accept(_)]));
    // What is typed after taking it back ends the way forward, and with it what belongs to that.
    screens.press("<c-z>又<c-z>");
    let entries = screens.effects.len();
    screens.press("<c-z><c-z>");
    let later = &screens.effects[entries..];
    let writes = |effect: &Effect| matches!(effect, Effect::WriteRemarks { .. });
    assert!(!later.iter().any(writes), "{later:?}");
}

#[test]
fn accepting_all_comes_to_the_reviewers_own_text_and_typing_carries_remarks() {
    let mut screens = form(120, 40);
    // Typed before the words: they are carried along.
    screens.press("<a-n><home>本会拟<a-l>");
    let plan = text(&screens, "plan");
    assert!(
        plan.starts_with("本会拟邀请5名") && plan.contains("集中宣讲两次"),
        "{plan}"
    );
    assert!(matches!(
        &written(&screens)[..],
        [Act::Accept(_), Act::Accept(_)]
    ));
    screens.press("<a-n>");
    assert!(
        screens.frame().contains("哪个园区"),
        "the question is left: {}",
        screens.frame()
    );
    screens.press("<a-y>金凤区科技园<enter>");
    assert!(matches!(&written(&screens)[..], [Act::Reply { .. }]));
    screens.press("<a-d><a-n>");
    assert!(
        screens.frame().contains("批注都处理了"),
        "{}",
        screens.frame()
    );
}

#[test]
fn words_that_were_changed_since_are_only_written_over_when_a_person_says_so() {
    let mut screens = form(120, 40);
    screens.press("<a-n><right><right><right>十<a-a>");
    assert!(
        matches!(screens.model.top(), Some(Screen::Pick(_))),
        "{}",
        screens.frame()
    );
    assert!(
        text(&screens, "plan").starts_with("邀请3十名"),
        "{}",
        text(&screens, "plan")
    );
    screens.press("<enter>");
    assert!(
        text(&screens, "plan").starts_with("邀请3十名"),
        "left as it is"
    );
    screens.press("<a-a><down><enter>");
    assert!(
        text(&screens, "plan").starts_with("邀请5名"),
        "{}",
        text(&screens, "plan")
    );
    screens.press("<c-z><a-x>");
    assert!(matches!(&written(&screens)[..], [Act::Refuse(_)]));
}

#[test]
fn who_only_reads_cannot_accept() {
    let mut screens = remarked(80, 24, Lang::Zh);
    let before = text(&screens, "plan");
    screens.press("g<f6>y");
    assert_eq!(text(&screens, "plan"), before);
    assert!(screens.frame().contains("只读"), "{}", screens.frame());
}

#[test]
fn the_score_sheet_the_verdict_and_the_summary() {
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("<f10>");
    check_file(
        "tests/snapshots/review-sheet-80x24-zh.txt",
        &screens.frame(),
    );
    screens.press("<enter>8<enter>");
    let rubric = &screens.model.session.as_ref().unwrap().call().form.rubric;
    let first = rubric.criteria[0].id.clone();
    assert_eq!(
        written(&screens),
        [Act::Score {
            criterion: first.clone(),
            points: Some(8)
        }]
    );
    assert!(
        screens.frame().contains("8/"),
        "the sheet is there again: {}",
        screens.frame()
    );
    screens.press("<down><enter>-<enter><enter>999<enter>");
    assert!(screens.frame().contains("不是 0 到"), "{}", screens.frame());
    screens.press("结论：修改<enter>改后再看<enter>");
    assert_eq!(
        written(&screens),
        [Act::Verdict {
            verdict: Verdict::Revise,
            note: "改后再看".into()
        }]
    );
    screens.press("<f10>声明<enter>与申报单位同属一个协会<enter>");
    assert!(matches!(&written(&screens)[..], [Act::Declare(why)] if why.starts_with("与申报单位")));
    screens.press("<f11>");
    check_file(
        "tests/snapshots/review-summary-80x24-zh.txt",
        &screens.frame(),
    );
    assert!(
        screens.frame().contains("修改后再审") && screens.frame().contains("请附报价"),
        "{}",
        screens.frame()
    );
}

#[test]
fn after_accepting_on_the_review_both_drafts_stand_beside_each_other_anew() {
    let mut screens = form(140, 40);
    screens.press("<a-v>g<f6><a-a>");
    let Some(Screen::Review(review)) = screens.model.top() else {
        panic!("{}", screens.frame())
    };
    assert!(!review.shown.is_empty());
    assert!(
        screens.frame().contains("邀请5名知识产权"),
        "{}",
        screens.frame()
    );
}

#[test]
fn what_waits_and_who_is_hidden_is_told_when_a_draft_is_opened() {
    let told = |screens: &mut Screens, notebooks: Vec<Notebook>, hidden: usize| {
        let draft = screens.model.session.as_ref().unwrap().draft().clone();
        let read = Read {
            notebooks,
            hidden,
            failed: Vec::new(),
        };
        let remarks = Remarks::new("评审丙".into(), read, Seen::default(), &draft);
        screens.let_in(Msg::Came(Outcome::Remarks {
            remarks: Box::new(remarks),
            failed: Vec::new(),
            wrote: Wrote::Nothing,
        }));
    };
    let mut screens = form(120, 40);
    screens.press("<f8>");
    let notebooks = screens.notebooks.clone();
    told(&mut screens, notebooks, 0);
    assert!(
        screens.frame().contains("有 3 条批注待处理"),
        "{}",
        screens.frame()
    );
    let mut screens = remarked(80, 24, Lang::Zh);
    screens.press("g");
    told(&mut screens, Vec::new(), 2);
    assert!(
        screens.frame().contains("另有 2 位评审人"),
        "{}",
        screens.frame()
    );
    screens.press("<f11>");
    assert!(
        screens.frame().contains("另有 2 位评审人"),
        "{}",
        screens.frame()
    );
}

/// What of notes is to be kept, and what is to be forgotten, in the order in which it was asked for.
fn kept(screens: &Screens) -> Vec<String> {
    let asked = screens.effects.iter().filter_map(|effect| match effect {
        Effect::KeepNote { by, note, .. } => Some(format!("{by} {}", note.text)),
        Effect::ForgetNote { .. } => Some("forget".to_owned()),
        _ => None,
    });
    asked.collect()
}

#[test]
fn every_key_in_a_note_is_kept_until_the_note_is_written_or_thrown_away() {
    let mut screens = remarked(80, 24, Lang::Zh);
    let me = screens.model.session.as_ref().unwrap().remarks().me.clone();
    screens.press("a<enter>请<bs>查");
    assert_eq!(
        kept(&screens),
        ["请", "", "查"].map(|text| format!("{me} {text}"))
    );
    screens.press("<esc>");
    assert_eq!(kept(&screens).len(), 3, "put aside, not forgotten");
    screens.press("w证<enter>");
    let told = &kept(&screens)[3..];
    assert_eq!(told, [format!("{me} 查证"), "forget".to_owned()]);
    screens.press("a<enter>不要<bs><bs><esc>");
    assert_eq!(kept(&screens).last().unwrap(), "forget");
    screens.press("w");
    assert!(
        screens.frame().contains("没有写了一半的话"),
        "{}",
        screens.frame()
    );
    // A change that is typed is kept while its reason is asked for.
    screens.press("/面向科技型企业<enter>s<enter>和<enter><esc>");
    assert_eq!(
        kept(&screens)[kept(&screens).len() - 2..],
        [format!("{me} "), "forget".to_owned()]
    );
    screens.press("w<enter>");
    let proposal = Some(Proposal::Words("面向科技型企业和".into()));
    assert_eq!(remarked_on(&screens).3, proposal);
}

#[test]
fn what_an_earlier_program_left_is_told_and_taken_up() {
    let mut screens = remarked(80, 24, Lang::Zh);
    let note = |kind, text: &str| {
        let on = Target::Draft;
        let proposal = None;
        let what = NoteWhat::Remark { on, kind, proposal };
        let begun = String::new();
        let text = text.to_owned();
        Note { what, begun, text }
    };
    let left = vec![
        note(Kind::Question, "为什么\u{202e}"),
        note(Kind::Required, "必须"),
    ];
    screens.let_in(Msg::Came(Outcome::Notes(left)));
    assert!(
        screens.frame().contains("写了一半的还在：2 条"),
        "{}",
        screens.frame()
    );
    screens.press("w");
    let frame = screens.frame();
    assert!(
        frame.contains("为什么") && frame.contains("必须") && !frame.contains('\u{202e}'),
        "{frame}"
    );
    screens.press("<down><enter>改<enter>");
    assert_eq!(remarked_on(&screens).2, "必须改");
    screens.press("w");
    assert!(
        screens.frame().contains("为什么"),
        "the other is still there"
    );
}
