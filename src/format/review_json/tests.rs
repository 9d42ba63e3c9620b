use super::*;
use crate::domain::anchor::Anchor;
use crate::domain::draft::Row;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::review::entry::{Kind, Pinned, Remark, Target, Verdict};
use crate::domain::review::proposal::Proposal;

fn path(text: &str) -> FieldPath {
    FieldPath::parse(text).expect("a path")
}

fn acts() -> Vec<Act> {
    let text = "第一段：邀请专家。\n第二段：开展宣讲。";
    let words = Pinned {
        anchor: Anchor::on(path("plan"), text, 4..8),
        text: Some(Rc::from(text)),
    };
    let row = Pinned {
        anchor: Anchor::whole(path("budget/r1")),
        text: None,
    };
    let id = EntryId::parse("0123456789ab").expect("an id");
    let cells = BTreeMap::from([("item".to_owned(), "课酬\n两行".to_owned())]);
    let remark = |on, kind, proposal| {
        Act::Annotate(Box::new(Remark {
            on,
            kind,
            body: "一\n二".into(),
            proposal,
        }))
    };
    let row_id = RowId::parse("r9").expect("an id");
    vec![
        remark(Target::Draft, Kind::Praise, None),
        remark(Target::Section("basis".into()), Kind::Question, None),
        remark(
            Target::Place(words.clone()),
            Kind::Required,
            Some(Proposal::Words("请专家".into())),
        ),
        remark(
            Target::Place(row.clone()),
            Kind::Suggestion,
            Some(Proposal::Cells(cells.clone())),
        ),
        remark(
            Target::Place(row.clone()),
            Kind::Suggestion,
            Some(Proposal::Row(Row { id: row_id, cells })),
        ),
        remark(Target::Place(row), Kind::Suggestion, Some(Proposal::RowOut)),
        Act::Amend {
            annotation: id.clone(),
            body: "改".into(),
        },
        Act::Withdraw(id.clone()),
        Act::Pin {
            annotation: id.clone(),
            on: words,
        },
        Act::Reply {
            annotation: id.clone(),
            body: "答\n复".into(),
        },
        Act::Resolve(id.clone()),
        Act::Reopen(id.clone()),
        Act::Accept(id.clone()),
        Act::Refuse(id),
        Act::Score {
            criterion: "plan".into(),
            points: Some(7),
        },
        Act::Score {
            criterion: "budget".into(),
            points: None,
        },
        Act::Verdict {
            verdict: Verdict::Revise,
            note: "\u{1b}[31m".into(),
        },
        Act::Declare("同一单位".into()),
    ]
}

fn notebook() -> Notebook {
    let entries = acts().into_iter().zip(1..).map(|(act, turn)| {
        let judged = Judged {
            version: (turn % 2 == 0).then(|| "a".repeat(40)),
            digest: "sha256:00".into(),
        };
        NewEntry {
            by: "评审甲".into(),
            time: "2026-11-24T08:00:00Z".into(),
            turn,
            judged,
            act,
        }
        .entry()
    });
    Notebook::new("评审甲".into(), entries.collect(), false)
}

fn draft() -> DraftId {
    DraftId::parse("2022KCZG001-a").expect("an id")
}

#[test]
fn a_notebook_comes_back_whole_with_each_judged_text_once() {
    let text = write(&draft(), &notebook());
    let read = read(text.as_bytes()).expect("reads");
    assert_eq!(
        read,
        ReadNotebook {
            draft: draft(),
            notebook: notebook()
        }
    );
    assert_eq!(text.matches("\"第二段：开展宣讲。\"").count(), 1, "{text}");
}

#[test]
fn a_changed_entry_is_found_out_and_the_order_of_members_does_not_count() {
    let value = to_value(&draft(), &notebook());
    let mut turned = value.clone();
    for entry in turned["entries"].as_array_mut().expect("entries") {
        let members = entry.as_object().expect("an object").clone();
        *entry = Value::Object(members.into_iter().rev().collect());
    }
    assert_eq!(from_value(&turned), from_value(&value));
    for (pointer, place) in [
        ("/entries/2/act/annotate/body", "/entries/2"),
        ("/entries/14/act/score/points", "/entries/14"),
        ("/entries/0/time", "/entries/0"),
        ("/entries/0/by", "/entries/0"),
    ] {
        let mut changed = value.clone();
        *changed.pointer_mut(pointer).expect("there") = "9".into();
        let fault = from_value(&changed).expect_err("a changed entry");
        assert_eq!(
            (fault.place.as_str(), fault.what),
            (place, DataFaultKind::Digest),
            "{pointer}"
        );
    }
    let mut changed = value;
    let texts = changed["texts"].as_object_mut().expect("texts");
    texts.values_mut().for_each(|text| *text = "别的".into());
    assert_eq!(
        from_value(&changed).map_err(|fault| fault.what),
        Err(DataFaultKind::Digest)
    );
}

#[test]
fn what_a_later_version_writes_is_kept_and_only_read() {
    let mut value = to_value(&draft(), &notebook());
    value["format"] = "shenbao-review/2".into();
    let mut new = value["entries"][0].clone();
    new["act"] = serde_json::json!({"telepathy": {"strength": 7}});
    new["id"] = id_of(&new).as_str().into();
    value["entries"]
        .as_array_mut()
        .expect("entries")
        .push(new.clone());
    let read = from_value(&value).expect("reads").notebook;
    assert!(read.later);
    let written = to_value(&draft(), &read);
    assert!(
        written["entries"]
            .as_array()
            .expect("entries")
            .contains(&new)
    );
}
