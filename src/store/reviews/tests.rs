use super::*;
use crate::domain::call::CallId;
use crate::domain::draft::Origin;
use crate::domain::field::FieldPath;
use crate::domain::project::ProjectCode;
use std::os::unix::fs::PermissionsExt;

fn world() -> (tempfile::TempDir, FolderReviews, Draft) {
    let top = tempfile::tempdir().expect("a folder");
    let paths = Paths {
        workspace: top.path().to_path_buf(),
        config: None,
        state: None,
    };
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-a").expect("an id"),
        call: CallId::parse("yinchuan-2022").expect("an id"),
        project: ProjectCode::parse("2022KCZG001").expect("a code"),
        project_digest: String::new(),
        created: String::new(),
    };
    let draft = Draft::new(origin, BTreeMap::new(), BTreeMap::new());
    (top, FolderReviews::new(paths), draft)
}

fn written<'a>(by: &'a str, acts: Vec<Act>) -> Written<'a> {
    Written {
        by,
        time: "2026-11-24T08:00:00Z",
        version: None,
        acts,
    }
}

fn declare(text: &str) -> Act {
    Act::Declare(text.to_owned())
}

#[test]
fn no_name_leads_out_of_its_folder_and_none_meets_another() {
    let (top, reviews, draft) = world();
    let names = [
        "评审甲",
        "Wang",
        "wang",
        "../../x",
        "/etc/passwd",
        "a/b",
        "..",
        ".",
        ".git",
        "con",
        "LPT1",
        "-rf",
        "a b",
        " lead",
        "评审\u{202e}甲",
        "C:\\x",
        "x.json",
        "a\u{0}b",
        "a\nb",
        "",
        &"长".repeat(120),
        &"长".repeat(121),
        "王芳 ",
        "$(touch x)",
        "%s%n",
    ];
    let mut taken = Vec::new();
    for name in names {
        match reviews.write(&draft, written(name, vec![declare(name)])) {
            Ok(_) => taken.push(name.to_owned()),
            Err(failure) => assert_eq!(failure, bad_name(name)),
        }
    }
    assert_eq!(taken.len(), 19, "{taken:?}");
    let (notebooks, failed) = reviews.notebooks(&draft.origin.id).expect("reads");
    let mut found: Vec<String> = notebooks.into_iter().map(|notebook| notebook.by).collect();
    found.sort();
    taken.sort();
    assert_eq!((found, failed), (taken.clone(), Vec::new()));
    let folder = top.path().join("drafts/2022KCZG001-a/reviews");
    let files: Vec<_> = fs::read_dir(&folder).expect("a folder").flatten().collect();
    assert_eq!(files.len(), taken.len());
    assert!(
        files
            .iter()
            .all(|file| file.metadata().expect("a file").permissions().mode() & 0o077 == 0)
    );
    assert_eq!(
        fs::read_dir(top.path()).expect("a folder").count(),
        2,
        "drafts, and the locks"
    );
}

#[test]
fn two_terminals_of_one_reviewer_lose_nothing() {
    let (_top, reviews, draft) = world();
    let others = reviews.clone();
    std::thread::scope(|scope| {
        for (reviews, name) in [(&reviews, "一"), (&others, "二")] {
            let draft = draft.clone();
            scope.spawn(move || {
                for round in 0..20 {
                    let act = declare(&format!("{name}{round}"));
                    reviews
                        .write(&draft, written("评审甲", vec![act]))
                        .expect("writes");
                }
            });
        }
    });
    let (notebooks, _) = reviews.notebooks(&draft.origin.id).expect("reads");
    let turns: Vec<u64> = notebooks[0]
        .entries()
        .iter()
        .map(|entry| entry.turn)
        .collect();
    assert_eq!(turns, (1..=40).collect::<Vec<u64>>());
}

#[test]
fn judgements_and_answers_lie_apart_and_broken_files_hide_no_others() {
    let (top, reviews, draft) = world();
    let id = reviews
        .write(&draft, written("甲", vec![declare("无"), declare("有")]))
        .expect("writes")
        .remove(0);
    let answer = Act::Reply {
        annotation: id,
        body: "答".into(),
    };
    reviews
        .write(&draft, written("申报人", vec![answer]))
        .expect("writes");
    let folder = top.path().join("drafts/2022KCZG001-a");
    assert!(
        folder.join("replies/申报人.json").is_file()
            && !folder.join("reviews/申报人.json").exists()
    );
    fs::write(
        folder.join("reviews/乙.json"),
        "{\"format\": \"shenbao-review/1\", ",
    )
    .expect("a file");
    std::os::unix::fs::symlink("/etc/hostname", folder.join("reviews/丙.json")).expect("a link");
    let (notebooks, failed) = reviews.notebooks(&draft.origin.id).expect("reads");
    assert_eq!(
        notebooks
            .iter()
            .map(|notebook| notebook.by.as_str())
            .collect::<Vec<_>>(),
        ["甲", "申报人"]
    );
    assert_eq!(failed.len(), 2);
    assert!(
        reviews
            .write(&draft, written("乙", vec![declare("x")]))
            .is_err(),
        "what cannot be read is not written over"
    );
}

#[test]
fn seen_marks_are_changed_not_replaced() {
    let (_top, reviews, draft) = world();
    let id = &draft.origin.id;
    let at = |name: &str| FieldPath::parse(name).expect("a path");
    for name in ["plan", "aim"] {
        reviews
            .see(id, "甲", &mut |seen| {
                seen.see(&draft, &at(name), "2026-11-24T08:00:00Z")
            })
            .expect("writes");
    }
    let seen = reviews.seen(id, "甲").expect("reads");
    assert!(seen.has(&draft, &at("plan")) && seen.has(&draft, &at("aim")));
    assert!(reviews.seen(id, "乙").expect("reads").is_empty());
}
