use super::*;
use crate::app::doctor::{Broken, Left, Lock};
use crate::app::ports::Holder;

fn codes(signs: &[Sign]) -> Vec<&'static str> {
    signs.iter().map(Sign::code).collect()
}

fn id(text: &str) -> DraftId {
    DraftId::parse(text).expect("an id")
}

#[test]
fn a_terminal_is_judged_by_what_the_screens_need() {
    let good = TerminalFacts {
        is_there: true,
        name: "xterm".into(),
        size: Some((80, 24)),
        no_colour: false,
        quote_columns: Some(1),
        quote_taken_for: 1,
    };
    let with = |change: fn(&mut TerminalFacts)| {
        let mut facts = good.clone();
        change(&mut facts);
        codes(&terminal(&facts))
    };
    assert_eq!(with(|_| {}), ["terminal", "colours", "width"]);
    assert_eq!(with(|facts| facts.is_there = false), ["no-terminal"]);
    assert_eq!(with(|facts| facts.name = "dumb".into()), ["dumb-terminal"]);
    assert_eq!(with(|facts| facts.name.clear()), ["dumb-terminal"]);
    assert_eq!(
        with(|facts| facts.size = Some((59, 40)))[0],
        "small-terminal"
    );
    assert_eq!(with(|facts| facts.size = Some((60, 16)))[0], "terminal");
    assert_eq!(with(|facts| facts.size = None)[0], "no-size");
    assert_eq!(with(|facts| facts.name = "vt220".into())[1], "no-colours");
    assert_eq!(
        with(|facts| facts.quote_columns = Some(2))[2],
        "other-width"
    );
    assert_eq!(with(|facts| facts.quote_columns = None)[2], "width-unknown");
}

#[test]
fn locales_and_gits_are_known_by_their_names() {
    for (locale, expected) in [
        ("zh_CN.UTF-8", true),
        ("C.utf8", true),
        ("en_US.utf-8@euro", true),
        ("zh_CN.GB18030", false),
        ("C", false),
        ("", false),
    ] {
        assert_eq!(is_utf8(locale), expected, "{locale}");
    }
    for (told, expected) in [
        ("git version 2.39.5\n", "git"),
        ("git version 2.38.1.windows.1", "git"),
        ("git version 2.37.0", "git-old"),
        ("git version 1.8.3.1", "git-old"),
        ("git version 3.0.0", "git"),
        ("something else", "git"),
    ] {
        let facts = Facts {
            settings: Vec::new(),
            terminal: TerminalFacts::default(),
            locale: String::new(),
            git: Some(told.into()),
            author: true,
            workspace: Err(Failure::NoHome),
        };
        assert_eq!(codes(&git(&facts)), [expected, "author"], "{told}");
    }
}

#[test]
fn only_old_locks_of_no_living_git_are_taken_away() {
    let with = |age, is_git_at_work| WorkspaceFacts {
        is_there: true,
        is_ours: true,
        locks: vec![Lock {
            path: "index.lock".into(),
            age,
            is_git_at_work,
        }],
        ..WorkspaceFacts::default()
    };
    for (age, at_work, expected) in [
        (STALE, false, "stale-lock"),
        (STALE - 1, false, "git-busy"),
        (STALE * 9, true, "git-busy"),
    ] {
        let signs = workspace_signs(&with(age, at_work), false);
        assert!(codes(&signs).contains(&expected), "{age} {at_work}");
    }
}

#[test]
fn the_journal_of_an_open_or_broken_draft_is_no_sign_of_its_own() {
    let left = |draft: &str, edits, has_draft| Left {
        path: format!("{draft}.journal"),
        draft: id(draft),
        edits,
        has_draft,
    };
    let facts = WorkspaceFacts {
        held: vec![(id("held-a"), Holder::default())],
        broken: vec![
            Broken {
                draft: id("broken-a"),
                failure: Failure::NoHome,
                has_copy: true,
            },
            Broken {
                draft: id("lost-a"),
                failure: Failure::NoHome,
                has_copy: false,
            },
        ],
        journals: vec![
            left("held-a", Some(3), true),
            left("broken-a", Some(3), true),
            left("waits-a", Some(3), true),
            left("empty-a", Some(0), true),
            left("gone-a", Some(0), false),
            left("torn-a", None, true),
        ],
        ..WorkspaceFacts::default()
    };
    assert_eq!(
        codes(&drafts(&facts)),
        [
            "broken-draft",
            "lost-draft",
            "held",
            "journal",
            "orphan-journal",
            "unclear-journal"
        ]
    );
}
