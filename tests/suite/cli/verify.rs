//! `verify`, and `import` of everything that was ever written.

use crate::support::world::{World, project};
use serde_json::{Value, json};
use shenbao::format::{export_json, json_text};

fn exported(world: &World) -> (String, Vec<u8>) {
    let file = project().join("tests/fixtures/applications/full.json");
    world.ok(&["import", file.to_str().unwrap()]);
    let out = world.path("out.json");
    world.ok(&["export", "2022KCZG001-full01", "-o", out.to_str().unwrap()]);
    (
        out.to_str().unwrap().to_owned(),
        std::fs::read(out).unwrap(),
    )
}

/// The parts and places that do not hold.
fn wrong(told: &Value) -> Vec<(String, String)> {
    let wrong = told["wrong"].as_array().unwrap_or_else(|| panic!("{told}"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    wrong
        .iter()
        .map(|one| (text(&one["part"]), text(&one["place"])))
        .collect()
}

#[test]
fn an_export_as_it_was_written_holds_and_tells_its_digest() {
    let world = World::new();
    let (file, _) = exported(&world);
    let (told, exit) = world.json(&["verify", &file]);
    assert_eq!(
        (exit, told["good"].as_bool()),
        (Some(0), Some(true)),
        "{told}"
    );
    assert_eq!(told["checked"].as_array().unwrap().len(), 8);
    let draft = std::fs::read(world.draft_file("2022KCZG001-full01")).unwrap();
    assert_eq!(
        told["draft_digest"],
        shenbao::format::digest::sha256(&draft)
    );
    // Also where the findings are told in the other language, there are errors, and another home.
    let other = World::new();
    let id = other.new_draft();
    let out = other.path("en.json");
    other.ok(&[
        "--lang",
        "en",
        "export",
        &id,
        "--force",
        "-o",
        out.to_str().unwrap(),
    ]);
    let (told, exit) = world.json(&["verify", out.to_str().unwrap()]);
    assert_eq!(
        (exit, told["forced"].as_bool()),
        (Some(0), Some(true)),
        "{told}"
    );
}

#[test]
fn every_flipped_byte_is_found_and_its_part_is_named() {
    let world = World::new();
    let id = world.ok(&["new", "2022KCZG005"]).trim().to_owned();
    let bytes = world.ok(&["export", &id, "--force"]).into_bytes();
    let whole = json_text::read(&bytes).unwrap();
    let mut part = String::new();
    let (mut line, mut harmless) = (0, 0);
    for at in 0..bytes.len() {
        if bytes[at] == b'\n' {
            line = at + 1;
        }
        // A member of the whole begins a line with two spaces and its name.
        if at == line && bytes[at..].starts_with(b"  \"") {
            let name = bytes[at + 3..].split(|byte| *byte == b'"').next().unwrap();
            part = format!("/{}", String::from_utf8_lossy(name));
        }
        let mut flipped = bytes.clone();
        flipped[at] ^= if at % 2 == 0 { 1 } else { 0x20 };
        // What is no JSON any more is refused with its line and column.
        let Ok(value) = json_text::read(&flipped) else {
            continue;
        };
        let broken = export_json::broken(&value);
        if broken.is_empty() {
            assert_eq!(value, whole, "byte {at} of {part}");
            harmless += 1;
        } else {
            let named = value.get(&part[1..]).is_none() || broken == [part.clone()];
            assert!(named, "byte {at} of {part}: {broken:?}");
        }
    }
    assert!(
        harmless * 100 < bytes.len(),
        "{harmless} of {}",
        bytes.len()
    );
}

#[test]
fn what_was_changed_is_named_also_when_the_digests_were_made_to_fit() {
    let world = World::new();
    let (file, bytes) = exported(&world);
    let good: Value = serde_json::from_slice(&bytes).unwrap();
    let told = |value: &Value| {
        std::fs::write(&file, value.to_string()).unwrap();
        let (told, exit) = world.json(&["verify", &file]);
        assert_eq!(exit, Some(1), "{told}");
        wrong(&told)
    };
    let with = |place: &str, new: Value| {
        let mut changed = good.clone();
        *changed.pointer_mut(place).unwrap() = new;
        changed
    };
    // Whoever forges the digests too is found out by working everything out again.
    let forged = |place: &str, new: Value| {
        let mut changed = with(place, new);
        changed.as_object_mut().unwrap().remove("parts");
        changed["sha256"] = export_json::digest(&changed).into();
        changed
    };
    let at = |part: &str, place: &str| (part.to_owned(), place.to_owned());
    let changed = told(&with("/draft/fields/aim", json!("别的")));
    assert_eq!(changed[0], at("digest", "/draft"));
    assert_eq!(changed[1].0, "fields", "{changed:?}");
    assert_eq!(
        told(&with("/exported", json!("2020-01-01T00:00:00Z"))),
        [at("digest", "/exported")]
    );
    for (place, new, part) in [
        ("/draft/fields/aim", json!("别的"), "fields"),
        ("/draft/tables/budget/0/quantity", json!("9"), "fields"),
        ("/fields/3/value", json!("别的"), "fields"),
        ("/commitments/0/commitment", json!("9"), "commitments"),
        ("/budget/totals/all", json!("1.00"), "budget"),
        ("/budget/lines/0/verdict", json!("open"), "budget"),
        (
            "/findings",
            json!([{"rule": "F001", "severity": "error", "path": "plan", "message": "", "cites": []}]),
            "findings",
        ),
        ("/forced", json!(true), "findings"),
        ("/project/name", json!("别的项目"), "project"),
        ("/project_digest", json!("sha256:00"), "project"),
        ("/call/digest", json!("sha256:00"), "catalog"),
    ] {
        let wrong = told(&forged(place, new));
        assert!(
            wrong.iter().any(|(named, _)| named == part),
            "{place}: {wrong:?}"
        );
        assert!(
            wrong.iter().all(|(named, _)| named != "digest"),
            "{place}: {wrong:?}"
        );
    }
    assert_eq!(
        told(&forged("/draft/call", json!("other-2023"))),
        [at("catalog", "/call/id")]
    );
    assert_eq!(told(&forged("/fields/0/label", json!(7)))[0].0, "shape");
    // What is no export at all cannot be verified.
    std::fs::write(&file, good["draft"].to_string()).unwrap();
    assert_eq!(
        world.json(&["verify", &file]).0["error"]["code"],
        "bad-content"
    );
}

#[test]
fn everything_that_was_ever_written_is_read() {
    let folder = project().join("tests/fixtures/wire");
    let mut read = 0;
    for version in std::fs::read_dir(folder).unwrap() {
        for file in std::fs::read_dir(version.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let world = World::new();
            let name = path.to_str().unwrap();
            let id = world.json(&["import", name]).0["draft"]
                .as_str()
                .expect(name)
                .to_owned();
            let before: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let before = before.get("draft").unwrap_or(&before);
            let after = world.json(&["show", &id]).0;
            for member in ["id", "call", "project", "fields", "tables", "conflicts"] {
                assert_eq!(after[member], before[member], "{name} {member}");
            }
            read += 1;
        }
    }
    assert!(read >= 4, "{read}");
}
