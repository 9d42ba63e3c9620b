//! Nothing from data reaches a terminal through a command (R9): every verb, every argument, both languages, text and JSON.
//!
//! The verbs and arguments are those of the command line itself; one that is new and unknown here fails the test.

use super::payloads::{few, got_through};
use super::place::{CODE, Place};
use crate::support::pty::Pty;
use crate::support::verbs::{Given, verbs};

/// What a command prints into a terminal, whatever came of it.
fn printed(place: &Place, args: &[String]) -> (Vec<u8>, u32) {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let mut pty = Pty::start_with(
        &place.environment(),
        place.world.home.path(),
        120,
        40,
        &place.line(&args),
    );
    // A verb that asks questions gets no answer.
    pty.send(b"\x04");
    let code = pty.end();
    (pty.everything(), code)
}

fn check(place: &Place, args: &[String]) -> u32 {
    let (output, code) = printed(place, args);
    let found = got_through(&output);
    assert!(
        found.is_empty(),
        "{args:?}: {found:#?}\n{}",
        String::from_utf8_lossy(&output).escape_debug()
    );
    assert!(
        !String::from_utf8_lossy(&output).contains("panicked"),
        "{args:?}"
    );
    code
}

/// The verbs that open the screens.
const SCREENS: &[&str] = &["edit", "review"];

/// The verbs that this place refuses: there is nothing to sync with, the draft has errors or is not handed in, the remark
/// proposes nothing, a file is no packet.
const REFUSED: &[&str] = &[
    "sync",
    "submit",
    "return",
    "export",
    "merge-file",
    "decide",
    "accept",
    "refuse",
    "pin",
    "score",
    "reopen",
    "amend",
    "withdraw",
    "verify",
    "review unpack",
    "renew",
    "complete",
    "review pack",
];

#[test]
fn no_command_lets_anything_through() {
    let place = Place::new();
    let lines = serde_json::json!([{"item": few(), "category": few(), "unit_price": few()}]);
    std::fs::write(place.world.path("lines.json"), lines.to_string()).unwrap();
    let given = Given {
        id: place.id.clone(),
        code: CODE.to_owned(),
        file: place.file.to_str().unwrap().to_owned(),
        annex: "annex.txt".to_owned(),
        lines: "lines.json".to_owned(),
        call: place.call.to_str().unwrap().to_owned(),
        workspace: place.workspace.to_str().unwrap().to_owned(),
        remote: format!("./远端{}", few()),
        note: place.note.clone(),
        text: few(),
    };
    for verb in verbs() {
        let (name, good) = (verb.name(), verb.line(&given));
        if name == "demo" {
            // Wherever it is told to, it shows the screens, unless JSON is asked for.
            check(&place, &[&["--json".into()], &good[..]].concat());
            continue;
        }
        if !SCREENS.contains(&name.as_str()) {
            for lang in ["zh-CN", "en"] {
                let told = check(
                    &place,
                    &[&["--lang".into(), lang.into()], &good[..]].concat(),
                );
                // What was taken out or settled is not there any more the second time.
                let well = told < 2 || lang == "en" || REFUSED.contains(&name.as_str());
                assert!(well, "{good:?} was refused");
            }
            check(&place, &[&["--json".into()], &good[..]].concat());
        }
        // The screens have a test of their own.
        let printing = |(option, _): &&(String, bool)| option != "screen";
        for (option, takes) in verb.options.iter().filter(printing) {
            let mut more = vec![format!("--{option}")];
            more.extend(takes.then(few));
            check(&place, &[&good[..], &more].concat());
        }
        // Every argument hostile: it is named in what the command says about it.
        let bad = vec![few(); verb.positional.len()];
        check(&place, &[&verb.words[..], &["--".into()], &bad].concat());
        check(
            &place,
            &[&verb.words[..], &[few()], &good[verb.words.len()..]].concat(),
        );
    }
    check(&place, &[few()]);
    check(&place, &[format!("--{}", few())]);
    check(&place, &["--lang".into(), few()]);
}
