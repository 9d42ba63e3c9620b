use super::*;
use crate::domain::call::CallId;
use crate::domain::draft::{DraftId, Origin, Row};
use crate::domain::project::ProjectCode;
use std::collections::BTreeMap;

fn draft() -> Draft {
    let origin = Origin {
        id: DraftId::parse("d").expect("an id"),
        call: CallId::parse("c").expect("an id"),
        project: ProjectCode::parse("p").expect("a code"),
        project_digest: String::new(),
        created: String::new(),
    };
    Draft::new(
        origin,
        BTreeMap::new(),
        [("budget".to_owned(), Vec::new())].into(),
    )
}

fn at(path: &str) -> FieldPath {
    FieldPath::parse(path).expect("a path")
}

fn set(path: &str, text: &str) -> Edit {
    Edit::Set {
        at: at(path),
        text: text.to_owned(),
    }
}

fn typed(path: &str, start: usize, inserted: &str) -> Edit {
    Edit::Splice {
        at: at(path),
        start,
        removed: 0,
        inserted: inserted.to_owned(),
    }
}

fn row(index: usize, id: &str, item: &str) -> Edit {
    let cells = [("item".to_owned(), item.to_owned())];
    let id = RowId::parse(id).expect("an id");
    Edit::InsertRow {
        table: "budget".to_owned(),
        index,
        row: Row {
            id,
            cells: cells.into(),
        },
    }
}

fn without(id: &str) -> Edit {
    Edit::RemoveRow {
        table: "budget".to_owned(),
        row: RowId::parse(id).expect("an id"),
    }
}

/// What a draft says: the plan, the basis, the items of its budget.
fn said(draft: &Draft) -> String {
    let items: Vec<&str> = draft
        .rows("budget")
        .iter()
        .map(|row| row.cell("item"))
        .collect();
    let [plan, basis] = ["plan", "basis"].map(|path| draft.text(&at(path)));
    format!("{plan}|{basis}|{}", items.join(","))
}

#[test]
fn what_others_wrote_is_never_taken_back_and_the_rest_is() {
    let cell = "budget/r1/item";
    for (mine, theirs, dropped, expected) in [
        // Elsewhere: everything is taken back.
        (
            vec![typed("plan", 0, "一"), typed("plan", 1, "二")],
            vec![set("basis", "乙")],
            0,
            "|乙|x",
        ),
        // In the same field: none of it is, and the steps elsewhere are.
        (
            vec![set("basis", "甲"), typed("plan", 0, "一"), set(cell, "y")],
            vec![set("plan", "别人的")],
            1,
            "别人的||x",
        ),
        // A step in two places goes whole, and with it the earlier ones in either.
        (
            vec![
                set("basis", "甲"),
                Edit::All(vec![set("basis", "甲甲"), set("plan", "一")]),
                set(cell, "y"),
            ],
            vec![set("plan", "别人的")],
            2,
            "别人的|甲甲|x",
        ),
        // A row that others added stays where rows of mine go and come.
        (vec![row(1, "r2", "m")], vec![row(0, "r9", "n")], 0, "||n,x"),
        (
            vec![row(1, "r2", "m"), without("r2")],
            vec![without("r1")],
            0,
            "||",
        ),
        // A row of mine that others changed is theirs as well.
        (
            vec![row(1, "r2", "m")],
            vec![set("budget/r2/item", "n")],
            1,
            "||x,n",
        ),
        (
            vec![set("budget/r1/note", "z"), without("r1")],
            vec![],
            0,
            "||x",
        ),
    ] {
        let (mut now, mut history) = (draft(), History::default());
        now.apply(&row(0, "r1", "x")).expect("it fits");
        for edit in &mine {
            history.apply(&mut now, edit).expect("it fits");
            history.seal();
        }
        let before = now.clone();
        for edit in &theirs {
            now.apply(edit).expect("it fits");
        }
        let (mut history, depths) = history.carried(&before, &now);
        assert_eq!(depths.len() + dropped, mine.len(), "{mine:?}");
        let joined = said(&now);
        while history.undo(&mut now).is_some() {}
        assert_eq!(said(&now), expected, "{mine:?}");
        while history.redo(&mut now).is_some() {}
        assert_eq!(said(&now), joined, "{mine:?}");
    }
}

#[test]
fn steps_that_stay_are_told_by_their_depths_taken_back_or_not() {
    let (mut now, mut history) = (draft(), History::default());
    for edit in ["plan", "basis", "plan", "results"].map(|path| set(path, "我的")) {
        history.apply(&mut now, &edit).expect("it fits");
    }
    let _ = history.undo(&mut now);
    let _ = history.undo(&mut now);
    let before = now.clone();
    now.apply(&set("basis", "别人的")).expect("it fits");
    let (left, depths) = history.carried(&before, &now);
    assert_eq!((depths, left.depth()), (vec![1, 3, 4], 1));
}
