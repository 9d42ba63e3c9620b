use super::annotation::{Annotation, Decision, annotations};
use super::blind::{COVER, How, leaks, masked};
use super::entry::{Act, Entry, EntryId, Judged, Kind, Pinned, Remark, Target, Verdict};
use super::placed::place;
use super::proposal::{NotApplicable, Over, Proposal};
use super::rubric::{Criterion, Rubric};
use super::seen::Seen;
use super::sheet::Sheet;
use super::summary::Summary;
use super::*;
use crate::domain::anchor::{Anchor, Placement};
use crate::domain::call::CallId;
use crate::domain::draft::{Draft, DraftId, Origin, Row};
use crate::domain::edit::Edit;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::form::{Field, FieldKind, Form, Section, Words};
use crate::domain::project::ProjectCode;
use std::collections::BTreeMap;
use std::rc::Rc;

fn path(text: &str) -> FieldPath {
    FieldPath::parse(text).expect("a path")
}

fn id(number: u64) -> EntryId {
    EntryId::parse(&format!("{number:012x}")).expect("an id")
}

fn entry(turn: u64, by: &str, act: Act) -> Entry {
    Entry {
        id: id(turn),
        by: by.to_owned(),
        time: format!("2026-11-24T08:00:{:02}Z", turn % 60),
        turn,
        judged: Judged::default(),
        act,
    }
}

fn notebook(by: &str, acts: Vec<(u64, Act)>) -> Notebook {
    let entries = acts
        .into_iter()
        .map(|(turn, act)| entry(turn, by, act))
        .collect();
    Notebook::new(by.to_owned(), entries, false)
}

fn remark(
    at: &str,
    text: &str,
    quote: Option<&str>,
    kind: Kind,
    proposal: Option<Proposal>,
) -> Act {
    let anchor = match quote {
        Some(quote) => {
            let start = text[..text.find(quote).expect("the quote")].chars().count();
            Anchor::on(path(at), text, start..start + quote.chars().count())
        }
        None => Anchor::whole(path(at)),
    };
    let pinned = Pinned {
        anchor,
        text: Some(Rc::from(text)),
    };
    Act::Annotate(Box::new(Remark {
        on: Target::Place(pinned),
        kind,
        body: "请写明".to_owned(),
        proposal,
    }))
}

fn draft(fields: &[(&str, &str)], rows: &[(&str, &[(&str, &str)])]) -> Draft {
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-a").expect("an id"),
        call: CallId::parse("yinchuan-2022").expect("an id"),
        project: ProjectCode::parse("2022KCZG001").expect("a code"),
        project_digest: String::new(),
        created: String::new(),
    };
    let rows = rows.iter().map(|(id, cells)| Row {
        id: RowId::parse(id).expect("an id"),
        cells: cells
            .iter()
            .map(|(column, text)| ((*column).to_owned(), (*text).to_owned()))
            .collect(),
    });
    let values = fields
        .iter()
        .map(|(at, text)| (path(at), (*text).to_owned()));
    Draft::new(
        origin,
        values.collect(),
        BTreeMap::from([("budget".to_owned(), rows.collect())]),
    )
}

fn only(notebooks: &[Notebook]) -> Annotation {
    let mut all = annotations(notebooks);
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn the_last_word_on_a_remark_counts_in_whatever_order_notebooks_come() {
    let reviewer = notebook(
        "甲",
        vec![
            (
                1,
                remark(
                    "plan",
                    "邀请专家三名",
                    None,
                    Kind::Required,
                    Some(Proposal::Words("邀请专家五名".into())),
                ),
            ),
            (
                5,
                Act::Amend {
                    annotation: id(1),
                    body: "请写明职称".into(),
                },
            ),
            (6, Act::Reopen(id(1))),
        ],
    );
    let applicant = notebook(
        "申报人",
        vec![
            (
                2,
                Act::Reply {
                    annotation: id(1),
                    body: "已写".into(),
                },
            ),
            (3, Act::Resolve(id(1))),
            (
                4,
                Act::Amend {
                    annotation: id(1),
                    body: "不是本人写的".into(),
                },
            ),
            (7, Act::Refuse(id(1))),
        ],
    );
    let one = only(&[reviewer.clone(), applicant.clone()]);
    assert_eq!(one, only(&[applicant, reviewer]));
    assert_eq!((one.body.as_str(), one.replies.len()), ("请写明职称", 1));
    assert_eq!(
        one.decision.as_ref().map(|(what, _)| *what),
        Some(Decision::Refused)
    );
    assert!(
        one.is_open(),
        "a required change that was refused is still open"
    );
}

#[test]
fn a_remark_that_was_taken_back_stays_only_while_it_is_answered() {
    let own = vec![
        (1, remark("plan", "文字", None, Kind::Question, None)),
        (3, Act::Withdraw(id(1))),
    ];
    let alone = notebook("甲", own);
    assert!(annotations(std::slice::from_ref(&alone)).is_empty());
    let answered = notebook(
        "乙",
        vec![(
            2,
            Act::Reply {
                annotation: id(1),
                body: "答".into(),
            },
        )],
    );
    let one = only(&[alone, answered]);
    assert!(one.withdrawn && !one.is_open());
    let other = notebook("乙", vec![(2, Act::Withdraw(id(1)))]);
    let kept = notebook(
        "甲",
        vec![(1, remark("plan", "文字", None, Kind::Question, None))],
    );
    assert!(!only(&[kept, other]).withdrawn, "nobody else takes it back");
}

#[test]
fn two_copies_of_a_notebook_join_by_entry() {
    let first = notebook(
        "甲",
        vec![(1, Act::Declare("同单位".into())), (2, Act::Resolve(id(9)))],
    );
    let second = notebook(
        "甲",
        vec![(1, Act::Declare("同单位".into())), (3, Act::Reopen(id(9)))],
    );
    let joined = first.clone().join(second.clone());
    assert_eq!(joined.entries().len(), 3);
    assert_eq!(joined, second.clone().join(first.clone()));
    assert_eq!(joined, joined.clone().join(first));
    assert_eq!(next_turn(&[joined]), 4);
}

#[test]
fn a_proposal_becomes_an_edit_only_where_its_words_stand_untouched() {
    let text = "邀请专家三名，开展宣讲一次。";
    let notebooks = [notebook(
        "甲",
        vec![(
            1,
            remark(
                "plan",
                text,
                Some("邀请专家三名"),
                Kind::Suggestion,
                Some(Proposal::Words("邀请专家五名".into())),
            ),
        )],
    )];
    let one = only(&notebooks);
    let try_on = |now: &str, over| {
        let mut draft = draft(&[("plan", now)], &[]);
        let annotations = [one.clone()];
        let placed = place(&annotations, &draft);
        let edit = one.proposal.as_ref().expect("a proposal").edit(
            &one.on,
            &placed[0].placement,
            &draft,
            over,
        )?;
        draft.apply(&edit).expect("fits");
        Ok(draft.text(&path("plan")).to_owned())
    };
    assert_eq!(
        try_on(text, Over::Untouched),
        Ok("邀请专家五名，开展宣讲一次。".to_owned())
    );
    let before = format!("本项目将{text}");
    assert_eq!(
        try_on(&before, Over::Untouched),
        Ok("本项目将邀请专家五名，开展宣讲一次。".to_owned())
    );
    let done = "邀请专家五名，开展宣讲一次。";
    assert_eq!(try_on(done, Over::Untouched), Err(NotApplicable::Done));
    let changed = "邀请专家四名，开展宣讲一次。";
    assert_eq!(
        try_on(changed, Over::Untouched),
        Err(NotApplicable::Changed)
    );
    assert_eq!(try_on(changed, Over::Changed), Ok(done.to_owned()));
    assert_eq!(
        try_on("全部重写，与原来没有关系的文字", Over::Changed),
        Err(NotApplicable::NotPinned)
    );
}

#[test]
fn rows_are_changed_added_and_taken_out_by_proposals() {
    let there = draft(
        &[],
        &[
            ("r1", &[("item", "笔记本电脑"), ("quantity", "1")]),
            ("r2", &[("item", "课酬")]),
        ],
    );
    let on = Target::Place(Pinned {
        anchor: Anchor::whole(path("budget/r1")),
        text: None,
    });
    let placement = Placement::Exact { range: 0..0 };
    let after = |proposal: Proposal| {
        let mut draft = there.clone();
        let edit = proposal.edit(&on, &placement, &draft, Over::Untouched)?;
        draft.apply(&edit).expect("fits");
        Ok::<Vec<String>, NotApplicable>(
            draft
                .rows("budget")
                .iter()
                .map(|row| format!("{}:{}", row.id.as_str(), row.cell("item")))
                .collect::<Vec<_>>(),
        )
    };
    let cells = BTreeMap::from([
        ("item".to_owned(), "折页印刷".to_owned()),
        ("quantity".to_owned(), String::new()),
    ]);
    assert_eq!(
        after(Proposal::Cells(cells)),
        Ok(vec!["r1:折页印刷".to_owned(), "r2:课酬".to_owned()])
    );
    let row = Row {
        id: RowId::parse("r9").expect("an id"),
        cells: BTreeMap::from([("item".to_owned(), "场地".to_owned())]),
    };
    assert_eq!(
        after(Proposal::Row(row)),
        Ok(vec![
            "r1:笔记本电脑".to_owned(),
            "r9:场地".to_owned(),
            "r2:课酬".to_owned()
        ])
    );
    assert_eq!(after(Proposal::RowOut), Ok(vec!["r2:课酬".to_owned()]));
    let gone = Target::Place(Pinned {
        anchor: Anchor::whole(path("budget/r7")),
        text: None,
    });
    assert_eq!(
        Proposal::RowOut.edit(&gone, &placement, &there, Over::Untouched),
        Err(NotApplicable::NoRow)
    );
}

#[test]
fn words_that_were_carried_to_another_field_are_told_and_offered() {
    let text = "参与企业不少于50家。";
    let on = remark(
        "plan",
        text,
        Some("参与企业不少于50家"),
        Kind::Question,
        None,
    );
    let all = annotations(&[notebook("甲", vec![(1, on)])]);
    let state = |fields: &[(&str, &str)]| {
        let now = draft(fields, &[]);
        let placed = place(&all, &now);
        let offers = placed[0].placement.offers().iter();
        let at: Vec<String> = offers.map(|one| one.at.as_str().to_owned()).collect();
        (placed[0].placement.name(), at.join(" "))
    };
    let told = |name, at: &str| (name, at.to_owned());
    assert_eq!(state(&[("aim", text)]), told("moved", "aim"));
    assert_eq!(
        state(&[("aim", text), ("plan", "另写")]),
        told("moved", "aim")
    );
    assert_eq!(
        state(&[("aim", text), ("basis", text)]),
        told("orphaned", "aim basis"),
        "of two places none is it"
    );
    assert_eq!(state(&[("aim", text), ("plan", text)]), told("exact", ""));
}

#[test]
fn what_is_not_surely_found_is_offered() {
    let text = "参与企业不少于50家。";
    let notebooks = [notebook(
        "甲",
        vec![
            (1, remark("plan", text, Some("50家"), Kind::Question, None)),
            (
                2,
                remark(
                    "budget/r1/item",
                    "笔记本电脑",
                    Some("电脑"),
                    Kind::Question,
                    None,
                ),
            ),
            (3, remark("budget/r8", "", None, Kind::Question, None)),
        ],
    )];
    let all = annotations(&notebooks);
    let now = draft(&[("aim", text)], &[("r1", &[("item", "新笔记本电脑")])]);
    let placed = place(&all, &now);
    let nearest = placed[0].placement.offers();
    assert!(matches!(placed[0].placement, Placement::Orphaned { .. }));
    assert_eq!(
        nearest[0].at,
        path("aim"),
        "the same words of another field are only offered"
    );
    assert_eq!(placed[1].placement, Placement::Shifted { range: 4..6 });
    assert!(matches!(&placed[2].placement, Placement::Orphaned { nearest } if nearest.is_empty()));
}

fn rubric() -> Rubric {
    let criterion = |id: &str, weight, most| Criterion {
        id: id.to_owned(),
        title: Words::default(),
        help: Words::default(),
        weight,
        most,
    };
    Rubric {
        criteria: vec![criterion("plan", 60, 10), criterion("budget", 40, 3)],
        blind: false,
    }
}

fn score(criterion: &str, points: Option<u32>) -> Act {
    Act::Score {
        criterion: criterion.to_owned(),
        points,
    }
}

#[test]
fn a_sheet_is_worth_what_its_weights_say() {
    for (plan, budget, wanted) in [
        (Some(Some(10)), Some(Some(3)), Some(10_000)),
        (Some(Some(7)), Some(Some(1)), Some(5_533)), // 42 + 13.333
        (Some(Some(7)), Some(None), Some(7_000)),
        (Some(None), Some(None), None),
        (Some(Some(7)), None, None),
        (Some(Some(0)), Some(Some(0)), Some(0)),
        (Some(Some(99)), Some(Some(3)), Some(10_000)), // more than can be had counts as that
    ] {
        let acts = [("plan", plan), ("budget", budget)]
            .into_iter()
            .filter_map(|(name, given)| Some(score(name, given?)));
        let sheet = Sheet::of(&notebook("甲", (1..).zip(acts).collect())).expect("a sheet");
        assert_eq!(sheet.figure(&rubric()), wanted, "{plan:?} {budget:?}");
    }
}

#[test]
fn who_has_a_conflict_of_interest_counts_in_no_figure() {
    let verdict = |verdict| Act::Verdict {
        verdict,
        note: String::new(),
    };
    let first = notebook(
        "甲",
        vec![
            (1, score("plan", Some(8))),
            (2, score("budget", Some(3))),
            (3, verdict(Verdict::Revise)),
            (4, verdict(Verdict::Approve)),
        ],
    );
    let second = notebook(
        "乙",
        vec![
            (5, score("plan", Some(5))),
            (6, score("budget", None)),
            (7, remark("plan", "x", None, Kind::Required, None)),
        ],
    );
    let third = notebook(
        "丙",
        vec![
            (8, score("plan", Some(0))),
            (9, Act::Declare("同一单位".into())),
            (10, verdict(Verdict::Reject)),
        ],
    );
    let silent = notebook(
        "申报人",
        vec![(
            11,
            Act::Reply {
                annotation: id(7),
                body: "好".into(),
            },
        )],
    );
    let summary = Summary::of(&[first, second, third, silent], &rubric());
    assert_eq!(summary.sheets.len(), 3);
    let plan = &summary.criteria[0];
    assert_eq!(
        (plan.count, plan.least, plan.most, plan.mean),
        (2, Some(5), Some(8), Some(650))
    );
    let budget = &summary.criteria[1];
    assert_eq!(
        (budget.count, budget.abstained, budget.mean),
        (1, 1, Some(300))
    );
    assert_eq!(summary.verdicts, BTreeMap::from([(Verdict::Approve, 1)]));
    assert_eq!(
        (
            summary.figures.count,
            summary.figures.least,
            summary.figures.most
        ),
        (2, Some(5_000), Some(8_800))
    );
    assert_eq!((summary.open_required.len(), summary.open_others), (1, 0));
}

#[test]
fn a_mark_falls_when_and_only_when_its_field_changes() {
    let prefilled = draft(&[("content", "解读政策"), ("plan", "")], &[]);
    let mut now = draft(
        &[("content", "解读政策"), ("plan", "第一稿"), ("aim", "目标")],
        &[("r1", &[("item", "课酬")]), ("r2", &[("item", "场地")])],
    );
    let mut seen = Seen::default();
    assert_eq!(seen.base(&prefilled), prefilled);
    seen.see_all(&now, "2026-11-24T08:00:00Z");
    let places = ["content", "plan", "aim", "budget/r1", "budget/r2"].map(path);
    assert!(places.iter().all(|at| seen.has(&now, at)));
    assert_eq!(seen.base(&prefilled), now);
    let before = now.clone();
    now.apply(&Edit::Set {
        at: path("plan"),
        text: "第二稿".into(),
    })
    .expect("fits");
    now.apply(&Edit::RemoveRow {
        table: "budget".into(),
        row: RowId::parse("r2").expect("an id"),
    })
    .expect("fits");
    let kept: Vec<bool> = places.iter().map(|at| seen.has(&now, at)).collect();
    assert_eq!(kept, [true, false, true, true, false]);
    assert_eq!(
        seen.base(&prefilled),
        before,
        "what was seen can still be shown"
    );
    seen.see_all(&now, "2026-11-25T08:00:00Z");
    assert_eq!(
        seen.base(&prefilled),
        now,
        "that a row is gone was seen too"
    );
    let mut other = Seen::default();
    other.see(&before, &path("plan"), "2026-11-24T09:00:00Z");
    assert_eq!(other.clone().join(seen.clone()), seen.clone().join(other));
    seen.forget(&now, &path("aim"));
    assert!(!seen.has(&now, &path("aim")));
}

fn form() -> Form {
    let field = |at: &str, identifies| Field {
        at: path(at),
        label: Words::default(),
        help: Words::default(),
        kind: FieldKind::Line,
        required: false,
        min_chars: None,
        max_chars: None,
        identifies,
        prefill: None,
    };
    let fields = vec![
        field("applicant/name", true),
        field("applicant/contact", true),
        field("applicant/phone", true),
        field("plan", false),
    ];
    let section = Section {
        id: "all".into(),
        title: Words::default(),
        help: Words::default(),
        fields,
    };
    Form {
        id: "x/1".into(),
        sections: vec![section],
        cap_fen: None,
        weights: BTreeMap::new(),
        rubric: Rubric::default(),
    }
}

#[test]
fn what_names_the_applicant_is_covered_and_places_keep_their_offset() {
    let told = [
        ("applicant/name", "银川市 金凤区科技志愿者协会"),
        ("applicant/contact", "王芳"),
        ("applicant/phone", "0951-5012345"),
    ];
    let plan = "由银川市金凤区科技志愿者协会王 芳（１３９０９５１２３４５、wf@kx.org.cn、0951-5012345）负责，2022-03-01至2022-10-30，服务1200家企业；金凤区科技志愿服务队参加。见 www.kx.org.cn";
    let draft = draft(&[told[0], told[1], told[2], ("plan", plan)], &[]);
    let found = leaks(&form(), &draft);
    let hidden = masked(
        &form(),
        &draft,
        &found
            .iter()
            .filter(|leak| leak.how.is_certain())
            .cloned()
            .collect::<Vec<_>>(),
    );
    let text = hidden.text(&path("plan"));
    assert_eq!(text.chars().count(), plan.chars().count());
    for (at, name) in told {
        assert_eq!(hidden.text(&path(at)), "");
        let squeezed = |text: &str| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .collect::<String>()
        };
        assert!(!squeezed(text).contains(&squeezed(name)), "{text}");
    }
    assert!(!text.contains("org.cn") && !text.contains('９'), "{text}");
    assert!(
        text.contains("2022-03-01至2022-10-30") && text.contains("1200家"),
        "{text}"
    );
    assert!(
        text.contains(COVER) && text.contains("金凤区科技志愿服务队"),
        "a part of a name is left: {text}"
    );
    let parts: Vec<String> = found
        .iter()
        .filter(|leak| matches!(leak.how, How::Part(_)))
        .map(|leak| {
            plan.chars()
                .skip(leak.start)
                .take(leak.end - leak.start)
                .collect()
        })
        .collect();
    assert_eq!(parts, ["金凤区科技志愿"], "and told");
}
