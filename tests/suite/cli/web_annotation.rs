//! Reviews as W3C Web Annotations: what <https://www.w3.org/TR/annotation-model/> says that there must be.

use crate::support::desk::{Desk, PLAN};
use serde_json::{Value, json};

/// What the Recommendation demands of the classes that are used, as a schema. Members that the model does not have must
/// be IRIs, or a reader would drop them in silence.
fn model() -> Value {
    let iri =
        json!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:[^\\s<>\"{}|\\\\^`]+$"});
    let time = json!({"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$"});
    let closed = |properties: Value, required: Value| {
        json!({
            "type": "object", "properties": properties, "required": required,
            "patternProperties": {"^urn:[a-z-]+:.+#": true}, "additionalProperties": false,
        })
    };
    let motivation = json!({"enum": [
        "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
        "identifying", "linking", "moderating", "questioning", "replying", "tagging",
    ]});
    let body = json!({
        "type": {"const": "TextualBody"}, "value": {"type": "string"}, "format": {"const": "text/plain"},
        "purpose": motivation,
    });
    let quote = json!({
        "type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1},
        "prefix": {"type": "string"}, "suffix": {"type": "string"},
    });
    let count = json!({"type": "integer", "minimum": 0});
    let position = json!({"type": {"const": "TextPositionSelector"}, "start": count, "end": count});
    let refined = json!({"oneOf": [
        closed(quote, json!(["type", "exact"])), closed(position, json!(["type", "start", "end"])),
    ]});
    let selector = json!({
        "type": {"const": "FragmentSelector"}, "value": {"type": "string", "pattern": "^/"},
        "conformsTo": {"const": "http://tools.ietf.org/rfc/rfc6901"},
        "refinedBy": {"type": "array", "minItems": 2, "items": refined},
    });
    let state = json!({"type": {"const": "TimeState"}, "sourceDate": time, "cached": iri});
    let resource = json!({
        "type": {"const": "SpecificResource"}, "source": iri,
        "selector": closed(selector, json!(["type", "value"])),
        "state": closed(state, json!(["type", "sourceDate"])),
    });
    let creator = json!({"type": {"const": "Person"}, "name": {"type": "string"}});
    let one_body = closed(body, json!(["value"]));
    let annotation = json!({
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "id": iri,
        "type": {"const": "Annotation"}, "motivation": motivation, "creator": closed(creator, json!(["name"])),
        "created": time, "modified": time,
        "body": {"oneOf": [one_body, {"type": "array", "minItems": 1, "items": one_body}]},
        "target": {"oneOf": [iri, closed(resource, json!(["type", "source"]))]},
    });
    closed(annotation, json!(["@context", "id", "type", "target"]))
}

fn valid(annotation: &Value) -> bool {
    jsonschema::validator_for(&model())
        .unwrap()
        .is_valid(annotation)
}

/// A review with everything that there is to say.
fn annotations() -> (Desk, Vec<Value>) {
    let desk = Desk::new();
    let id = desk.id.clone();
    desk.ok(&["save", &id]);
    let suggestion = [
        "--quote",
        "开展宣讲",
        "--replace",
        "组织宣讲",
        "--body",
        "改一个词",
    ];
    let note = desk.remark("评审甲", &suggestion);
    desk.remark("评审甲", &["--body", "写得好", "--kind", "praise"]);
    desk.ok(&[
        "annotate",
        &id,
        "--path",
        "budget/1/item",
        "--body",
        "几本？",
        "--kind",
        "question",
    ]);
    desk.ok(&["annotate", &id, "--body", "请补充", "--kind", "required"]);
    desk.ok(&["annotate", &id, "--section", "budget", "--body", "偏高"]);
    desk.ok(&["amend", &id, &note, "--body", "换一个词", "--as", "评审甲"]);
    desk.ok(&["reply", &id, &note, "--body", "好"]);
    desk.ok(&["score", &id, "plan", "3", "--as", "评审甲"]);
    desk.ok(&["score", &id, "plan", "8", "--as", "评审甲"]);
    desk.ok(&[
        "verdict",
        &id,
        "revise",
        "--note",
        "补职称",
        "--as",
        "评审甲",
    ]);
    let told = desk.ok(&["annotations", &id, "--w3c"]);
    let all: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(all, desk.json(&["annotations", &id, "--w3c"]));
    let all = all.as_array().unwrap().clone();
    (desk, all)
}

#[test]
fn every_annotation_is_one_of_the_model() {
    let (_, all) = annotations();
    let motives: Vec<&str> = all
        .iter()
        .map(|one| one["motivation"].as_str().unwrap())
        .collect();
    let wanted = [
        "editing",
        "replying",
        "commenting",
        "questioning",
        "editing",
        "editing",
        "assessing",
        "assessing",
    ];
    assert_eq!(motives, wanted);
    for one in &all {
        assert!(valid(one), "{one:#}");
    }
    let broken = |pointer: &str, value: Value| {
        let mut one = all[0].clone();
        *one.pointer_mut(pointer).unwrap() = value;
        one
    };
    for one in [
        broken("/motivation", "suggesting".into()),
        broken("/created", "yesterday".into()),
        broken("/id", "no iri".into()),
        broken(
            "/target/selector/refinedBy/0",
            json!({"type": "TextQuoteSelector"}),
        ),
        broken("/target/selector/value", "plan".into()),
        broken("/body", json!([])),
        broken("/creator", json!({"type": "Person", "nick": "甲"})),
    ] {
        assert!(!valid(&one), "the model does not allow it: {one:#}");
    }
}

#[test]
fn pointer_quote_and_position_lead_to_the_words() {
    let (desk, all) = annotations();
    let draft = desk.json(&["show", &desk.id]);
    let selector = &all[0]["target"]["selector"];
    let lines = draft.pointer(selector["value"].as_str().unwrap()).unwrap();
    let lines: Vec<&str> = lines
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect();
    assert_eq!(lines.join("\n"), PLAN);
    let [quote, position] = [0, 1].map(|index| &selector["refinedBy"][index]);
    let at = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
    let chars: Vec<char> = PLAN.chars().collect();
    let words: String = chars[at("start")..at("end")].iter().collect();
    assert_eq!(quote["exact"], words);
    assert_eq!(words, "开展宣讲");
    let cell = all[3]["target"]["selector"]["value"].as_str().unwrap();
    assert_eq!(
        (cell, draft.pointer(cell)),
        ("/tables/budget/1/item", Some(&"资料印刷".into()))
    );
}

#[test]
fn states_answers_and_judgements_are_there_under_names_of_our_own() {
    let (desk, all) = annotations();
    let own = |one: &Value, name: &str| one[format!("urn:x-shenbao:ns#{name}")].clone();
    assert_eq!(own(&all[0], "state"), "exact");
    assert_eq!(own(&all[0], "resolved"), false);
    assert_eq!(all[0]["body"][0]["value"], "换一个词");
    assert!(all[0]["modified"].is_string());
    assert_eq!(
        all[1]["target"], all[0]["id"],
        "an answer is about its annotation"
    );
    let state = &all[0]["target"]["state"];
    let head = desk.json(&["log", &desk.id])[0]["rev"].clone();
    assert_eq!(own(state, "version"), head);
    assert!(
        own(state, "digest")
            .as_str()
            .unwrap()
            .starts_with("sha256:")
    );
    assert_eq!(own(&all[6], "verdict"), "revise");
    assert_eq!(
        (own(&all[7], "criterion"), own(&all[7], "points")),
        ("plan".into(), 8.into())
    );
}
