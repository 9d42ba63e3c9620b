//! A draft goes out and comes back the same.

use super::*;
use crate::domain::edit::Edit;
use serde_json::json;

const SAMPLE: &str = r#"{
  "format": "shenbao-draft/1",
  "id": "2022KCZG001-7k3f9q",
  "call": "yinchuan-2022",
  "project": "2022KCZG001",
  "project_digest": "sha256:00",
  "created": "2022-02-18T01:02:03Z",
  "fields": {
    "applicant/name": "银川市某学会",
    "plan": [
      "一、宣讲",
      "二、总结"
    ],
    "later": {
      "kept": 1.10
    }
  },
  "tables": {
    "budget": [
      {
        "id": "r7k2mfqa",
        "item": "讲课费",
        "stars": 5
      }
    ]
  },
  "x-office": [
    1,
    2
  ]
}
"#;

#[test]
fn a_draft_comes_back_as_it_was_with_what_is_unknown() {
    let read = read(SAMPLE.as_bytes()).expect("a draft");
    assert_eq!(read.version, 1);
    assert_eq!(
        read.draft.text(&FieldPath::parse("plan").expect("a path")),
        "一、宣讲\n二、总结"
    );
    assert_eq!(
        read.draft
            .text(&FieldPath::parse("budget/r7k2mfqa/item").expect("a path")),
        "讲课费"
    );
    assert_eq!(write(&read.draft), SAMPLE);
}

#[test]
fn faults_are_told_with_their_place() {
    for (from, to, place) in [
        ("shenbao-draft/1", "other/1", "/format"),
        ("\"id\": \"2022KCZG001-7k3f9q\"", "\"id\": \"../x\"", "/id"),
        ("\"id\": \"r7k2mfqa\"", "\"id\": 7", "/tables/budget/0/id"),
        ("\"call\": \"yinchuan-2022\",", "", "/call"),
        ("\"fields\": {", "\"fields\": [], \"f\": {", "/fields"),
    ] {
        let broken = SAMPLE.replacen(from, to, 1);
        assert_eq!(read(broken.as_bytes()).expect_err("a fault").place, place);
    }
}

#[test]
fn a_later_format_is_told() {
    let later = SAMPLE.replace("shenbao-draft/1", "shenbao-draft/7");
    assert_eq!(read(later.as_bytes()).expect("a draft").version, 7);
}

#[test]
fn texts_come_back_whatever_their_line_breaks() {
    for given in ["\n", "a\n", "\na", "a\r\nb", "a\u{2028}b", "\r", " "] {
        let mut draft = read(SAMPLE.as_bytes()).expect("a draft").draft;
        let at = FieldPath::parse("plan").expect("a path");
        let set = Edit::Set {
            at,
            text: given.to_owned(),
        };
        draft.apply(&set).expect("an edit");
        assert_eq!(
            read(write(&draft).as_bytes()).expect("a draft").draft,
            draft,
            "{given:?}"
        );
    }
}

#[test]
fn what_is_unknown_of_a_row_goes_with_it_and_comes_back_with_it() {
    let mut draft = read(SAMPLE.as_bytes()).expect("a draft").draft;
    let row = draft.rows("budget")[0].id.clone();
    let undo = draft
        .apply(&Edit::RemoveRow {
            table: "budget".to_owned(),
            row,
        })
        .expect("a row");
    assert!(!write(&draft).contains("stars"));
    draft.apply(&undo).expect("an inverse");
    assert_eq!(write(&draft), SAMPLE);
}

#[test]
fn the_beginning_of_a_draft_is_read_without_the_rest() {
    let found = head(SAMPLE.as_bytes()).expect("a head");
    assert_eq!(
        (found.call.as_str(), found.project.as_str()),
        ("yinchuan-2022", "2022KCZG001")
    );
    assert_eq!(found.applicant, "银川市某学会");
    let upto = SAMPLE.find("\"plan\"").expect("a plan");
    assert_eq!(head(&SAMPLE.as_bytes()[..upto]), Ok(found.clone()));
    let mut other: Value = serde_json::from_str(SAMPLE).expect("sound JSON");
    let members = other.as_object_mut().expect("an object");
    let (name, project) = members.shift_remove_entry("project").expect("a member");
    members.insert(name, project);
    assert_eq!(
        head(other.to_string().as_bytes()),
        Ok(found),
        "in another order"
    );
    assert!(head(b"<<<<<<< ours").is_err());
    assert!(head(b"{}").is_err());
}

/// The sample with one member, named by its pointer, put in place of another.
fn with(pointer: &str, value: &Value) -> String {
    let mut file: Value = serde_json::from_str(SAMPLE).expect("sound JSON");
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    match (file.pointer_mut(parent), name.parse::<usize>()) {
        (Some(Value::Array(elements)), Ok(index)) => elements[index] = value.clone(),
        (Some(Value::Object(members)), _) => {
            members.insert(name.to_owned(), value.clone());
        }
        _ => unreachable!("only objects and arrays have members"),
    }
    file.to_string()
}

fn check_with_schema(sound: bool, cases: &[(&str, Value)]) {
    let schema = crate::format::schema::of("draft").expect("a schema");
    let schema = jsonschema::validator_for(&schema).expect("a sound schema");
    for (place, value) in cases {
        let file = with(place, value);
        assert_eq!(
            read(file.as_bytes()).is_ok(),
            sound,
            "reading {place}: {value}"
        );
        let file = serde_json::from_str(&file).expect("sound JSON");
        assert_eq!(
            schema.is_valid(&file),
            sound,
            "the schema about {place}: {value}"
        );
    }
}

#[test]
fn reader_and_schema_refuse_the_same_files() {
    check_with_schema(
        false,
        &[
            ("/format", json!("other/1")),
            ("/format", json!("shenbao-draft/0")),
            ("/format", json!("shenbao-draft/+1")),
            ("/format", json!(1)),
            ("/id", json!("../x")),
            ("/id", json!("-x")),
            ("/id", json!("a b")),
            ("/id", json!("a".repeat(65))),
            ("/id", json!("")),
            ("/call", json!(".git")),
            ("/project", json!("a\u{202e}b")),
            ("/project_digest", json!(null)),
            ("/created", json!([])),
            ("/fields", json!([])),
            ("/tables", json!("x")),
            ("/tables/budget", json!({})),
            ("/tables/budget/0", json!(7)),
            ("/tables/budget/0/id", json!("12")),
            ("/tables/budget/0/id", json!("R1")),
        ],
    );
}

#[test]
fn reader_and_schema_accept_the_same_files() {
    check_with_schema(
        true,
        &[
            ("/format", json!("shenbao-draft/12")),
            ("/id", json!("银川_2022-甲")),
            ("/created", json!("not yet a time")),
            ("/fields/plan", json!(7)),
            ("/fields/..", json!("x")),
            ("/tables/..", json!([])),
            (
                "/tables/人员",
                json!([{"id": "a1", "姓名": ["甲", "乙"], "note": {}}]),
            ),
            ("/tables/budget/0/id", json!("-")),
            ("/extra", json!(null)),
        ],
    );
}
