//! What holds for every draft and every edit.

use crate::support::frame::{Screens, call};
use proptest::prelude::*;
use shenbao::app::check::check;
use shenbao::app::ports::Access;
use shenbao::app::row_ids::RowIds;
use shenbao::app::session::Session;
use shenbao::domain::draft::{Draft, DraftId, Origin, Row};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::{FieldPath, RowId};
use shenbao::domain::finding::Severity;
use shenbao::domain::form::Weight;
use shenbao::domain::history::History;
use shenbao::domain::outline::{addresses, asked_at, prefilled};
use shenbao::format::{draft_json, edit_json, journal};
use shenbao::messages::Lang;
use std::rc::Rc;

fn draft() -> Draft {
    let call = call();
    let project = &call.catalog.projects[0];
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-law001").unwrap(),
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: call.digest.to_string(),
        created: "2022-02-18T01:02:03Z".into(),
    };
    prefilled(origin, &call.form, project)
}

fn places() -> impl Strategy<Value = FieldPath> {
    prop::sample::select(vec![
        "plan",
        "basis",
        "applicant/name",
        "budget/ra/item",
        "budget/rb/unit",
        "schedule/ra/task",
    ])
    .prop_map(|place| FieldPath::parse(place).unwrap())
}

fn rows() -> impl Strategy<Value = RowId> {
    prop::sample::select(vec!["ra", "rb", "rc"]).prop_map(|id| RowId::parse(id).unwrap())
}

fn edits() -> impl Strategy<Value = Edit> {
    let text = "[科技政策a\n\u{301}👩‍🔬]{0,6}";
    let leaf = prop_oneof![
        (places(), text).prop_map(|(at, text)| Edit::Set { at, text }),
        (places(), 0usize..8, 0usize..4, text).prop_map(|(at, start, removed, inserted)| {
            Edit::Splice {
                at,
                start,
                removed,
                inserted,
            }
        }),
        (rows(), 0usize..3, text).prop_map(|(id, index, text)| {
            let mut row = Row::new(id);
            if !text.is_empty() {
                row.cells.insert("item".into(), text);
            }
            Edit::InsertRow {
                table: "budget".into(),
                index,
                row,
            }
        }),
        rows().prop_map(|row| Edit::RemoveRow {
            table: "budget".into(),
            row
        }),
        (rows(), 0usize..3).prop_map(|(row, index)| Edit::MoveRow {
            table: "budget".into(),
            row,
            index
        }),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| {
        prop::collection::vec(inner, 0..4).prop_map(Edit::All)
    })
}

proptest! {
    #[test]
    fn an_edit_and_its_inverse_change_nothing(script in prop::collection::vec(edits(), 0..12)) {
        let mut draft = draft();
        for edit in &script {
            let before = draft.clone();
            match draft.apply(edit) {
                Ok(inverse) => {
                    let after = draft.clone();
                    let again = draft.apply(&inverse).expect("an inverse fits");
                    prop_assert_eq!(&draft, &before);
                    draft.apply(&again).expect("an inverse of an inverse fits");
                    prop_assert_eq!(&draft, &after);
                }
                Err(_) => prop_assert_eq!(&draft, &before),
            }
        }
    }

    #[test]
    fn undoing_everything_gives_the_first_draft(script in prop::collection::vec(edits(), 0..12)) {
        let first = draft();
        let (mut draft, mut history) = (first.clone(), History::default());
        script.iter().for_each(|edit| { let _ = history.apply(&mut draft, edit); });
        let last = draft.clone();
        while history.undo(&mut draft).is_some() {}
        prop_assert_eq!(&draft, &first);
        while history.redo(&mut draft).is_some() {}
        prop_assert_eq!(&draft, &last);
    }

    #[test]
    fn drafts_and_edits_come_back_from_their_files(script in prop::collection::vec(edits(), 0..12)) {
        let mut draft = draft();
        let mut lines = journal::head(&draft_json::write(&draft));
        let mut kept = Vec::new();
        for edit in &script {
            let read = edit_json::from_value(&edit_json::to_value(edit));
            prop_assert_eq!(read.as_ref(), Some(edit));
            if draft.apply(edit).is_ok() {
                lines.push_str(&journal::entry(edit));
                kept.push(edit.clone());
            }
        }
        let read = draft_json::read(draft_json::write(&draft).as_bytes()).expect("a draft").draft;
        prop_assert_eq!(&read, &draft);
        prop_assert_eq!(journal::read(lines.as_bytes()).expect("a journal").edits, kept);
    }

    #[test]
    fn positions_follow_the_text_around_them(
        text in "[甲乙丙丁]{1,12}", start in 0usize..12, removed in 0usize..4, inserted in "[子丑]{0,4}", at in 0usize..12,
    ) {
        let path = FieldPath::parse("plan").expect("a path");
        let mut draft = draft();
        draft.apply(&Edit::Set { at: path.clone(), text: text.clone() }).expect("fits");
        let edit = Edit::Splice { at: path.clone(), start, removed, inserted };
        prop_assume!(at < text.chars().count() && draft.apply(&edit).is_ok());
        let mapped = edit.map_offset(&path, at).expect("a place");
        if at < start || at >= start + removed {
            let after = draft.text(&path).chars().nth(mapped);
            prop_assert_eq!(after, text.chars().nth(at));
        }
    }

    #[test]
    fn no_sequence_of_keys_breaks_the_screens(
        script in prop::collection::vec(prop::sample::select(vec![
            "<tab>", "<s-tab>", "<enter>", "<esc>", "<up>", "<down>", "<left>", "<right>", "<home>", "<end>", "<bs>",
            "<f1>", "<f2>", "<f3>", "<f4>", "<f5>", "<f6>", "<f7>", "<f8>", "<f10>", "<c-p>", "<c-t>", "<c-d>", "<c-z>",
            "<c-y>", "<c-a>", "<c-x>", "<c-o>", "<c-r>", "<c-f>", "科", "，", "a", "1", "👩‍🔬",
        ]), 0..60),
        width in 20u16..130, height in 6u16..45,
    ) {
        let mut screens = Screens::new(width, height, Lang::Zh);
        for key in script {
            if key.starts_with('<') { screens.press(key); } else {
                screens.let_in(shenbao::tui::msg::Msg::Paste(key.to_owned()));
            }
            let frame = screens.frame();
            prop_assert!(frame.lines().all(|line| shenbao::text::width::width(line, Default::default()) <= usize::from(width.max(20))));
        }
    }
}

#[test]
fn what_is_asked_at_an_address_is_what_the_outline_says() {
    let call = call();
    let mut draft = draft();
    let row = Edit::InsertRow {
        table: "budget".into(),
        index: 0,
        row: Row::new(RowId::parse("ra").unwrap()),
    };
    draft.apply(&row).unwrap();
    for project in &call.catalog.projects {
        let all = addresses(&call.form, project, &draft);
        assert!(
            all.iter()
                .any(|entry| entry.at.as_str() == "budget/ra/item")
        );
        for entry in all {
            let asks = asked_at(&call.form, project, &draft, &entry.at);
            assert_eq!(asks, Some(entry.asks), "{}", entry.at);
            let below = asked_at(&call.form, project, &draft, &entry.at.join("x"));
            assert_eq!(below, None, "below {}", entry.at);
        }
    }
}

/// Edits of one draft, as typing makes them, with now and then another.
fn strokes() -> impl Strategy<Value = Edit> {
    let texts = "[科技政策宣讲a\u{301}\u{200b}Ａ\n ]{0,3}";
    let typed = (places(), 0usize..6, 0usize..2, texts);
    let typed = typed.prop_map(|(at, start, removed, inserted)| Edit::Splice {
        at,
        start,
        removed,
        inserted,
    });
    prop_oneof![5 => typed, 1 => edits()]
}

proptest! {
    /// What is said after each edit is what a look at the whole draft says.
    #[test]
    fn judging_only_what_an_edit_changed_is_judging_the_whole(
        edits in prop::collection::vec(strokes(), 1..30), back in 0usize..8, weight in 0usize..3,
    ) {
        let mut call = (*call()).clone();
        let weights = [None, Some(Weight::Off), Some(Weight::As(Severity::Advice))];
        let mut form = (*call.form).clone();
        if let Some(weight) = weights[weight] {
            form.weights.insert("F007".to_owned(), weight);
        }
        for field in form.sections.iter_mut().flat_map(|section| &mut section.fields) {
            // Limits that a few characters reach and leave again.
            field.max_chars = field.max_chars.map(|_| 6);
        }
        call.form = form.into();
        let project = Rc::new(call.catalog.projects[0].clone());
        let call = Rc::new(call);
        let ids = RowIds::new(1);
        let mut session = Session::new(Rc::clone(&call), Rc::clone(&project), draft(), Access::Write, ids);
        let same = |session: &Session| check(&call, &project, session.draft()) == *session.checked();
        for edit in edits {
            // An edit that does not fit changes nothing.
            let _ = session.edit(edit.clone());
            prop_assert!(same(&session), "after {edit:?}");
        }
        for _ in 0..back {
            session.undo();
            prop_assert!(same(&session), "after undoing");
        }
        for _ in 0..back / 2 {
            session.redo();
            prop_assert!(same(&session), "after doing again");
        }
    }
}
