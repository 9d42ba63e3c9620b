use super::*;
use crate::domain::call::CallId;
use crate::domain::draft::{Origin, Row};
use crate::domain::field::RowId;
use crate::domain::project::ProjectCode;
use crate::domain::review::acceptance::Left;
use crate::domain::review::annotation::annotations;
use crate::domain::review::entry::{Entry, Judged, Kind, Remark, Target};
use crate::domain::review::proposal::{NotApplicable, Proposal};
use crate::domain::review::rubric::Criterion;
use crate::domain::state::{State, Step};
use proptest::prelude::*;
use std::collections::BTreeMap;

const PLAN: &str = "一、邀请专家三名。二、开展宣讲。三、邀请专家三名总结e\u{301}。";

fn path(text: &str) -> FieldPath {
    FieldPath::parse(text).expect("a path")
}

fn draft(fields: &[(&str, &str)], rows: &[&str]) -> Draft {
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-a").expect("an id"),
        call: CallId::parse("yinchuan-2022").expect("an id"),
        project: ProjectCode::parse("2022KCZG001").expect("a code"),
        project_digest: String::new(),
        created: String::new(),
    };
    let fields = fields.iter().map(|(at, text)| (path(at), (*text).into()));
    let rows = rows.iter().map(|id| row(id));
    let tables = BTreeMap::from([("budget".to_owned(), rows.collect())]);
    Draft::new(origin, fields.collect(), tables)
}

fn row(id: &str) -> Row {
    let mut row = Row::new(RowId::parse(id).expect("an id"));
    row.cells.insert("item".into(), id.into());
    row
}

/// The remarks of reviewers, in order: who, on what, with what proposal.
fn remarks(all: Vec<(&str, Pinned, Proposal)>) -> Vec<Annotation> {
    let entries = (1..).zip(all).map(|(turn, (by, on, proposal))| Entry {
        id: id(turn),
        by: by.to_owned(),
        time: String::new(),
        turn,
        judged: Judged::default(),
        act: Act::Annotate(Box::new(Remark {
            on: Target::Place(on),
            kind: Kind::Suggestion,
            body: String::new(),
            proposal: Some(proposal),
        })),
    });
    let notebooks = entries.map(|entry| Notebook::new(entry.by.clone(), vec![entry], false));
    annotations(&notebooks.collect::<Vec<_>>())
}

fn id(turn: u64) -> EntryId {
    EntryId::parse(&format!("{turn:012x}")).expect("an id")
}

fn words(text: &str) -> Proposal {
    Proposal::Words(text.to_owned())
}

#[test]
fn a_quote_names_one_place_or_is_refused() {
    let draft = draft(&[("plan", PLAN)], &[]);
    let found = |quote: &str, nth| {
        let pinned = quoted(&draft, &path("plan"), quote, nth)?;
        Ok(pinned.anchor.quote.map(|quote| quote.start..quote.end))
    };
    let failed = |failure| Err(Failure::Review(failure));
    let none = |quote: &str| failed(ReviewFailure::NoQuote(quote.to_owned()));
    assert_eq!(found("开展宣讲", None), Ok(Some(11..15)));
    assert_eq!(found("专家", None), failed(ReviewFailure::ManyQuotes(2)));
    assert_eq!(found("专家", Some(2)), Ok(Some(20..22)));
    assert_eq!(found("专家", Some(3)), none("专家"));
    assert_eq!(found("专家", Some(0)), none("专家"));
    assert_eq!(found("评审", None), none("评审"));
    assert_eq!(found("", None), none(""));
    assert_eq!(found("e", None), none("e"), "half of what is read as one");
    assert_eq!(found("e\u{301}", None), Ok(Some(26..28)));
}

#[test]
fn proposals_that_meet_are_left_to_a_person() {
    let draft = draft(&[("plan", PLAN), ("basis", "依据")], &["r1", "r2"]);
    let on = |quote: &str, nth| quoted(&draft, &path("plan"), quote, nth).expect("a place");
    let whole = |at: &str| pinned(&draft, &path(at), None);
    let all = remarks(vec![
        ("甲", on("三名", Some(1)), words("五名")),
        ("乙", on("专家三名", Some(1)), words("专家若干")),
        ("丙", on("开展", None), words("组织")),
        ("丁", on("开展", None), words("组织")),
        ("甲", whole("basis"), words("依据")),
        ("甲", whole("budget/r1"), Proposal::RowOut),
        (
            "乙",
            whole("budget/r1"),
            Proposal::Cells([("unit".to_owned(), "次".to_owned())].into()),
        ),
        ("甲", whole("budget/r2"), Proposal::Row(row("r3"))),
        ("乙", whole("budget/r2"), Proposal::Row(row("r4"))),
        ("丙", whole("budget/r9"), Proposal::RowOut),
    ]);
    let acceptance = acceptance(&all, &draft, Over::Untouched);
    let mut after = draft.clone();
    after.apply(&acceptance.edit).expect("it fits");
    assert_eq!(
        after.text(&path("plan")),
        PLAN.replacen("开展", "组织", 1),
        "what two want otherwise stays as it was"
    );
    let rows: Vec<&str> = after
        .rows("budget")
        .iter()
        .map(|row| row.id.as_str())
        .collect();
    assert_eq!(rows, ["r1", "r2", "r3", "r4"]);
    let mut taken = acceptance.taken;
    taken.sort();
    assert_eq!(taken, [3, 4, 5, 8, 9].map(id), "and what is so already");
    let meets = |one, other| (id(one), Left::Meets(id(other)));
    assert_eq!(
        acceptance.left,
        [
            (id(10), Left::NotApplicable(NotApplicable::NoRow)),
            meets(1, 2),
            meets(2, 1),
            meets(6, 7),
            meets(7, 6),
        ]
    );
}

#[test]
fn an_annotation_is_named_by_a_beginning_that_no_other_has() {
    let draft = draft(&[("plan", PLAN)], &[]);
    let on = || pinned(&draft, &path("plan"), None);
    let all = remarks(vec![("甲", on(), words("一")), ("乙", on(), words("二"))]);
    assert_eq!(named(&all, "000000000002").map(|one| &one.id), Ok(&id(2)));
    for given in ["", "0000", "1", "000000000002x"] {
        let none = Failure::Review(ReviewFailure::NoAnnotation(given.to_owned()));
        assert_eq!(named(&all, given), Err(none));
    }
}

#[test]
fn points_are_whole_numbers_within_reach_or_an_abstention() {
    let rubric = Rubric {
        criteria: vec![Criterion {
            id: "plan".into(),
            title: Default::default(),
            help: Default::default(),
            weight: 1,
            most: 10,
        }],
        blind: false,
    };
    let points = |given: &str| match score(&rubric, "plan", given) {
        Ok(Act::Score { points, .. }) => Some(points),
        _ => None,
    };
    assert_eq!(points("10"), Some(Some(10)));
    assert_eq!(points("-"), Some(None));
    for bad in ["11", "-1", "7.5", "", "八"] {
        assert_eq!(points(bad), None, "{bad}");
    }
    assert!(score(&rubric, "budget", "1").is_err());
}

#[test]
fn in_a_blind_review_nobody_sees_others_before_their_own_verdict() {
    let book = |by: &str, acts: Vec<Act>| {
        let entries = (1..).zip(acts).map(|(turn, act)| Entry {
            id: id(turn),
            by: by.to_owned(),
            time: String::new(),
            turn,
            judged: Judged::default(),
            act,
        });
        Notebook::new(by.to_owned(), entries.collect(), false)
    };
    let scored = || Act::Score {
        criterion: "plan".into(),
        points: Some(3),
    };
    let verdict = || Act::Verdict {
        verdict: crate::domain::review::entry::Verdict::Revise,
        note: String::new(),
    };
    let notebooks = vec![
        book("甲", vec![scored()]),
        book("乙", vec![scored(), verdict()]),
        book("申报人", vec![Act::Resolve(id(1))]),
    ];
    let step = |time: &str, state| Step {
        time: time.to_owned(),
        state,
        by: "申报人".into(),
        digest: String::new(),
        note: String::new(),
    };
    let submitted = vec![step("1", State::Submitted)];
    let returned = vec![step("1", State::Submitted), step("2", State::Returned)];
    let hidden = |blind, name, reviews, steps: &[Step]| {
        let rubric = Rubric {
            blind,
            ..Rubric::default()
        };
        let reader = Reader { name, reviews };
        shown_to(reader, notebooks.clone(), &rubric, steps).hidden
    };
    assert_eq!(hidden(false, "甲", true, &submitted), 0, "not blind");
    assert_eq!(hidden(true, "甲", true, &submitted), 1, "not 乙's");
    assert_eq!(
        hidden(true, "甲", false, &returned),
        1,
        "a reviewer all the same"
    );
    assert_eq!(hidden(true, "乙", true, &submitted), 0, "gave a verdict");
    assert_eq!(hidden(true, "丙", true, &returned), 2, "a new reviewer");
    assert_eq!(hidden(true, "申报人", false, &submitted), 2, "not yet");
    assert_eq!(hidden(true, "申报人", false, &returned), 0);
}

/// A text, and pieces of it that a reviewer writes otherwise: where each begins behind the one before, how long it is,
/// and what stands there instead.
fn rewritten() -> impl Strategy<Value = (String, Vec<(usize, usize, String)>)> {
    let change = (0usize..6, 1usize..6, "[改写为五名，a。]{0,5}");
    (
        "[邀请专家三名。，开展]{0,40}",
        prop::collection::vec(change, 0..6),
    )
}

proptest! {
    #[test]
    fn taking_all_comes_to_the_reviewers_own_text(fields in prop::collection::vec(rewritten(), 1..4)) {
        let names = ["plan", "basis", "results"];
        let texts: Vec<(&str, &str)> = names.iter().copied().zip(fields.iter().map(|(text, _)| text.as_str())).collect();
        let draft = draft(&texts, &[]);
        let (mut all, mut wanted) = (Vec::new(), Vec::new());
        for (name, (text, changes)) in names.iter().zip(&fields) {
            let chars: Vec<char> = text.chars().collect();
            let (mut own, mut at) = (String::new(), 0);
            for (skip, len, new) in changes {
                let (from, to) = (at + skip, at + skip + len);
                if to > chars.len() {
                    break;
                }
                own.extend(&chars[at..from]);
                own.push_str(new);
                let place = pinned(&draft, &path(name), Some(from..to));
                all.push(("甲", place, words(new)));
                at = to;
            }
            own.extend(&chars[at..]);
            wanted.push((path(name), own));
        }
        let count = all.len();
        let acceptance = acceptance(&remarks(all), &draft, Over::Untouched);
        prop_assert_eq!(&acceptance.left, &vec![]);
        prop_assert_eq!(acceptance.taken.len(), count);
        let mut after = draft.clone();
        prop_assert!(after.apply(&acceptance.edit).is_ok());
        for (at, own) in wanted {
            prop_assert_eq!(after.text(&at), own);
        }
    }
}
