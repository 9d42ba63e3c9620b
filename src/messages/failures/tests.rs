use super::*;
use crate::domain::draft::DraftId;
use crate::domain::fault::{JsonFault, JsonFaultKind, JsonKind, JsonPlace};
use crate::domain::field::{FieldPath, RowId};
use std::collections::BTreeSet;

const NAMES: [Named; 7] = [
    Named::Draft,
    Named::Call,
    Named::Project,
    Named::Field,
    Named::Revision,
    Named::Rule,
    Named::Annotation,
];

fn samples() -> Vec<Failure> {
    let id = || DraftId::parse("d-1").expect("an id");
    let path = || "some/file".to_owned();
    let given = path;
    let mut all = vec![
        Failure::BadJson {
            path: path(),
            fault: JsonFault::at_member("/tables", JsonFaultKind::Wanted(JsonKind::Object)),
        },
        Failure::TooLarge {
            path: path(),
            limit: 16 << 20,
        },
        Failure::NewerFormat {
            draft: id(),
            version: 2,
        },
        Failure::Held {
            draft: id(),
            holder: Holder::default(),
        },
        Failure::ChangedMeanwhile(id()),
        Failure::NotOpen(id()),
        Failure::Exists(path()),
        Failure::NotPlain(path()),
        Failure::EditRefused(EditError::NoTable("t".to_owned())),
        Failure::EditRefused(EditError::NoRow(FieldPath::parse("a/b").expect("a path"))),
        Failure::EditRefused(EditError::RowExists(RowId::parse("r").expect("an id"))),
        Failure::EditRefused(EditError::OutOfRange { asked: 2, len: 1 }),
        Failure::NotAWorkspace(path()),
        Failure::ForeignWorkspace(path()),
        Failure::NoHome,
        Failure::Git(GitFailure::Missing),
        Failure::Git(GitFailure::Refused {
            deed: "init".to_owned(),
            said: "fatal".to_owned(),
        }),
    ];
    all.extend(NAMES.map(|of| Failure::BadName { of, given: given() }));
    all.extend(NAMES.map(|of| Failure::Unknown { of, given: given() }));
    all.extend(
        [Cause::NotThere, Cause::Full, Cause::Other(5)].map(|cause| Failure::Disk {
            deed: Deed::Write,
            path: path(),
            cause,
        }),
    );
    all
}

#[test]
fn every_failure_has_words_and_a_way_out_in_both_languages() {
    for failure in samples() {
        for lang in [Lang::Zh, Lang::En] {
            let (message, hint) = (message(lang, &failure), hint(lang, &failure));
            let chinese = |text: &str| text.chars().any(|c| ('一'..='鿿').contains(&c));
            assert_eq!(chinese(&message), lang == Lang::Zh, "{message}");
            assert_eq!(chinese(hint), lang == Lang::Zh, "{hint}");
            assert!(
                !message.contains(['{', '}']) || message.contains("{…}"),
                "{message}"
            );
        }
    }
}

#[test]
fn codes_are_words_joined_by_hyphens() {
    let codes: BTreeSet<&str> = samples().iter().map(Failure::code).collect();
    assert!(codes.len() > 15);
    for code in codes {
        assert!(
            code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'),
            "{code}"
        );
    }
}

#[test]
fn a_fault_in_json_is_told_with_its_place() {
    let fault = JsonFault {
        place: JsonPlace::Text { line: 3, column: 7 },
        what: JsonFaultKind::Unexpected('x'),
    };
    assert_eq!(
        json_fault(Lang::Zh, &fault),
        "第 3 行第 7 个字符：此处不应出现“x”"
    );
    let fault = JsonFault::at_member("/a", JsonFaultKind::Wanted(JsonKind::Object));
    assert_eq!(
        json_fault(Lang::En, &fault),
        "at /a: an object {…} should stand here"
    );
}

#[test]
fn long_texts_from_outside_are_cut() {
    let failure = Failure::Exists("长".repeat(4000));
    assert!(message(Lang::Zh, &failure).chars().count() < 200);
}
