use super::*;
use crate::domain::edit::Edit;
use crate::domain::fault::{JsonFault, JsonFaultKind as Kind, JsonKind};
use crate::domain::field::FieldPath;
use serde_json::{Value, json};

const WHOLE: &str = r#"{
  "format": "shenbao-draft/1",
  "id": "2022KCZG001-7k3f9q",
  "call": "yinchuan-2022",
  "project": "2022KCZG001",
  "project_digest": "sha256:00",
  "created": "2022-03-01T00:00:00Z",
  "fields": {
    "applicant/name": "银川市科协",
    "plan": [
      "第一段。",
      "",
      "第二段。"
    ],
    "from/later": {
      "a": 1.00
    }
  },
  "tables": {
    "budget": [
      {
        "id": "r7k2",
        "item": "讲师劳务费",
        "quantity": "4",
        "checked": true
      }
    ],
    "schedule": []
  },
  "seal": [
    1,
    {
      "b": 2,
      "a": null
    }
  ]
}
"#;

fn at(path: &str) -> FieldPath {
    FieldPath::parse(path).expect("a path")
}

/// The sound file with one member, named by its pointer, put in place of another.
fn with(pointer: &str, value: Value) -> Vec<u8> {
    let mut file: Value = serde_json::from_str(WHOLE).expect("sound JSON");
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match file.pointer_mut(parent).expect("a member") {
        Value::Object(members) => {
            members.insert(name.to_owned(), value);
        }
        Value::Array(elements) => {
            let index: usize = name.parse().expect("an index");
            elements.truncate(index);
            elements.push(value);
        }
        _ => unreachable!("only objects and arrays have members"),
    }
    file.to_string().into_bytes()
}

#[test]
fn a_file_is_written_back_to_the_byte_unknown_members_included() {
    let file = read(WHOLE.as_bytes()).expect("a draft");
    assert_eq!(file.version, Version::Current);
    assert_eq!(file.draft.text(&at("plan")), "第一段。\n\n第二段。");
    assert_eq!(file.draft.text(&at("budget/r7k2/item")), "讲师劳务费");
    assert_eq!(String::from_utf8(write(&file.draft)).as_deref(), Ok(WHOLE));
}

#[test]
fn unknown_members_of_a_row_go_when_it_goes_and_come_back_when_it_is_undone() {
    let mut draft = read(WHOLE.as_bytes()).expect("a draft").draft;
    let remove = Edit::RemoveRow {
        table: "budget".to_owned(),
        row: draft.rows("budget")[0].id.clone(),
    };
    let undo = draft.apply(&remove).expect("a row to remove");
    let without: Value = serde_json::from_slice(&write(&draft)).expect("sound JSON");
    assert_eq!(without.pointer("/tables/budget"), Some(&json!([])));
    draft.apply(&undo).expect("an inverse");
    assert_eq!(write(&draft), WHOLE.as_bytes());
}

#[test]
fn texts_come_back_whatever_their_line_breaks() {
    for text in ["\n", "a\n", "\na", "a\r\nb", "a\u{2028}b", "\r", " "] {
        let mut draft = read(WHOLE.as_bytes()).expect("a draft").draft;
        let set = Edit::Set {
            at: at("plan"),
            text: text.to_owned(),
        };
        draft.apply(&set).expect("an edit");
        let again = read(&write(&draft)).expect("a draft").draft;
        assert_eq!(again, draft, "writing {text:?}");
    }
}

#[test]
fn reader_and_schema_refuse_the_same_files() {
    let schema = jsonschema::validator_for(&schema()).expect("a sound schema");
    let long = "a".repeat(65);
    let wanted = Kind::Wanted;
    let bad = |id: &str| Kind::BadId(id.to_owned());
    let cases = [
        (
            "/format",
            json!("other/1"),
            Kind::UnknownFormat("other/1".to_owned()),
        ),
        (
            "/format",
            json!("shenbao-draft/0"),
            Kind::UnknownFormat("shenbao-draft/0".to_owned()),
        ),
        (
            "/format",
            json!("shenbao-draft/+1"),
            Kind::UnknownFormat("shenbao-draft/+1".to_owned()),
        ),
        ("/format", json!(1), wanted(JsonKind::String)),
        ("/id", json!("../x"), bad("../x")),
        ("/id", json!("-x"), bad("-x")),
        ("/id", json!(long), bad(&long)),
        ("/id", json!(""), bad("")),
        ("/call", json!(".git"), bad(".git")),
        ("/project", json!("a b"), bad("a b")),
        ("/project_digest", json!(null), wanted(JsonKind::String)),
        ("/created", json!([]), wanted(JsonKind::String)),
        ("/fields", json!([]), wanted(JsonKind::Object)),
        ("/tables", json!("x"), wanted(JsonKind::Object)),
        ("/tables/budget", json!({}), wanted(JsonKind::Array)),
        ("/tables/..", json!([]), bad("..")),
        ("/tables/budget/0", json!(7), wanted(JsonKind::Object)),
        ("/tables/budget/0/id", json!("12"), bad("12")),
        ("/tables/budget/0/id", json!("R1"), bad("R1")),
        ("/tables/budget/0/id", json!({}), wanted(JsonKind::String)),
    ];
    for (place, value, what) in cases {
        let file = with(place, value.clone());
        let expected = JsonFault::at_member(place, what);
        assert_eq!(
            read(&file).expect_err("a fault"),
            expected,
            "{place}: {value}"
        );
        let file = serde_json::from_slice(&file).expect("sound JSON");
        assert!(
            !schema.is_valid(&file),
            "the schema allows {place}: {value}"
        );
    }
}

#[test]
fn reader_and_schema_accept_the_same_files() {
    let schema = jsonschema::validator_for(&schema()).expect("a sound schema");
    for (place, value) in [
        ("/id", json!("银川_2022-甲")),
        ("/created", json!("not yet a time")),
        ("/fields/plan", json!(7)),
        ("/fields/plan", json!(["a", 7])),
        ("/fields/..", json!("x")),
        (
            "/tables/人员",
            json!([{"id": "a1", "姓名": ["甲", "乙"], "note": {}}]),
        ),
        ("/tables/budget/0/id", json!("-")),
        ("/extra", json!(null)),
    ] {
        let file = with(place, value.clone());
        let draft = read(&file).expect("a draft").draft;
        assert_eq!(read(&write(&draft)).expect("a draft").draft, draft);
        let file = serde_json::from_slice(&file).expect("sound JSON");
        assert!(
            schema.is_valid(&file),
            "the schema refuses {place}: {value}"
        );
    }
}

#[test]
fn a_missing_member_and_a_row_id_used_twice_are_told_with_their_place() {
    let row = json!([{"id": "a"}, {"id": "a"}]);
    let twice = read(&with("/tables/budget", row)).expect_err("a fault");
    let expected = Kind::DuplicateRow("a".to_owned());
    assert_eq!(twice, JsonFault::at_member("/tables/budget/1/id", expected));
    let bare = read(br#"{"format": "shenbao-draft/1"}"#).expect_err("a fault");
    assert_eq!(bare, JsonFault::at_member("", Kind::Missing("id")));
}

#[test]
fn a_later_version_is_read_as_far_as_it_is_understood() {
    for (place, value) in [
        ("/fields", json!([1, 2])),
        ("/tables", json!("elsewhere")),
        ("/tables/budget", json!({"r1": {}})),
        ("/tables/budget/0", json!("r1")),
    ] {
        let file = with(place, value);
        let later = String::from_utf8_lossy(&file).replace("draft/1", "draft/2");
        let file = read(later.as_bytes()).expect("a draft");
        assert_eq!(file.version, Version::Newer(2));
        assert_eq!(file.draft.origin.project.as_str(), "2022KCZG001");
    }
}

#[test]
fn the_head_of_a_draft_is_read_without_the_rest() {
    let found = head(WHOLE.as_bytes()).expect("a head");
    assert_eq!(found.call, "yinchuan-2022");
    assert_eq!(found.project, "2022KCZG001");
    assert_eq!(found.applicant, "银川市科协");
    let upto = WHOLE.find("\"plan\"").expect("a plan");
    assert_eq!(head(&WHOLE.as_bytes()[..upto]), Ok(found));
    let reordered = r#"{"fields": {"x": "y"}, "project": "P"}"#;
    assert_eq!(head(reordered.as_bytes()).expect("a head").project, "P");
    assert!(head(b"<<<<<<< ours").is_err());
    assert!(head(b"{}").is_err());
}
