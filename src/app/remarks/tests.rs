use super::*;
use crate::domain::anchor::Anchor;
use crate::domain::call::CallId;
use crate::domain::draft::{DraftId, Origin};
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use crate::domain::review::entry::{Act, Entry, Judged, Kind, Pinned, Remark};
use std::collections::BTreeMap;
use std::rc::Rc;

const PLAN: &str = "邀请专家三名，开展宣讲一次。";

fn plan() -> FieldPath {
    FieldPath::parse("plan").expect("a path")
}

fn draft(text: &str) -> Draft {
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-a").expect("an id"),
        call: CallId::parse("yinchuan-2022").expect("an id"),
        project: ProjectCode::parse("2022KCZG001").expect("a code"),
        project_digest: String::new(),
        created: String::new(),
    };
    let values = BTreeMap::from([(plan(), text.to_owned())]);
    Draft::new(
        origin,
        values,
        BTreeMap::from([("budget".to_owned(), Vec::new())]),
    )
}

/// A remark on the words 专家三名 of the plan.
fn remarks(draft: &Draft) -> Remarks {
    let anchor = Anchor::on(plan(), PLAN, 2..6);
    let remark = Remark {
        on: Target::Place(Pinned {
            anchor,
            text: Some(Rc::from(PLAN)),
        }),
        kind: Kind::Question,
        body: "哪三名？".to_owned(),
        proposal: None,
    };
    let entry = Entry {
        id: EntryId::parse("00000000000a").expect("an id"),
        by: "甲".to_owned(),
        time: String::new(),
        turn: 1,
        judged: Judged::default(),
        act: Act::Annotate(Box::new(remark)),
    };
    let read = Read {
        notebooks: vec![Notebook::new("甲".to_owned(), vec![entry], false)],
        hidden: 0,
        failed: Vec::new(),
    };
    Remarks::new("乙".to_owned(), read, Seen::default(), draft)
}

fn splice(start: usize, removed: usize, inserted: &str) -> Edit {
    Edit::Splice {
        at: plan(),
        start,
        removed,
        inserted: inserted.to_owned(),
    }
}

#[test]
fn words_are_carried_through_every_key_and_through_undo() {
    let mut now = draft(PLAN);
    let mut remarks = remarks(&now);
    let mut undo = Vec::new();
    let steps = [
        (splice(0, 0, "拟"), "专家三名", "移位"),
        (splice(5, 1, "五"), "专家五名", "已改"),
        (splice(3, 4, ""), "", "失落"),
    ];
    let told = |placement: &Placement| match placement {
        Placement::Exact { .. } => "原位",
        Placement::Shifted { .. } => "移位",
        Placement::Edited { .. } => "已改",
        Placement::Orphaned { .. } => "失落",
        _ => "不明",
    };
    for (edit, words, state) in steps {
        let before = now.clone();
        undo.push(now.apply(&edit).expect("fits"));
        remarks.carry(&edit, &before, &now);
        let (_, placement) = remarks.placed().next().expect("the remark");
        let range = placement.pinned().cloned().unwrap_or(0..0);
        let stands: String = now
            .text(&plan())
            .chars()
            .skip(range.start)
            .take(range.len())
            .collect();
        assert_eq!(
            (stands.as_str(), told(placement)),
            (words, state),
            "{edit:?}"
        );
    }
    for edit in undo.iter().rev() {
        let before = now.clone();
        now.apply(edit).expect("fits");
        remarks.carry(edit, &before, &now);
    }
    assert_eq!(now, draft(PLAN));
    let (_, placement) = remarks.placed().next().expect("the remark");
    assert_eq!(
        told(placement),
        "原位",
        "undoing brings the words back to their remark"
    );
}

#[test]
fn an_edit_elsewhere_leaves_words_alone() {
    let mut now = draft(PLAN);
    let mut remarks = remarks(&now);
    let edit = Edit::Set {
        at: FieldPath::parse("aim").expect("a path"),
        text: "目标".to_owned(),
    };
    let before = now.clone();
    now.apply(&edit).expect("fits");
    remarks.carry(&edit, &before, &now);
    assert_eq!(
        remarks
            .placed()
            .next()
            .map(|(_, placement)| placement.clone()),
        Some(Placement::Exact { range: 2..6 })
    );
    assert_eq!((remarks.open(), remarks.people()), (1, vec!["甲"]));
}
