//! Every reader against spoilt files (R12), and every screen against any keys: no panic, no hang, and what was read is
//! sound. `SHENBAO_FUZZ` is how many inputs each reader gets; `SHENBAO_SEED` where they begin.

use super::payloads::few;
use crate::support::frame::{Screens, call};
use crate::support::keys::chord_bytes;
use crate::support::spoil::{Chance, spoilt};
use crate::support::world::{World, project};
use ratatui::layout::Size;
use shenbao::app::check::check;
use shenbao::app::ports::Access;
use shenbao::cli::export;
use shenbao::domain::call::{Call, CallId};
use shenbao::domain::diff::{diff, text::Grain};
use shenbao::domain::draft::{Draft, DraftId};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::domain::merge::merge;
use shenbao::domain::review::Notebook;
use shenbao::domain::review::entry::{Act, Judged};
use shenbao::domain::review::seen::{Seen, Sight};
use shenbao::domain::spending::KindId;
use shenbao::format::review_json::{self, NewEntry};
use shenbao::format::{annex_text, call_files, catalog_json, draft_json, edit_json, form_json};
use shenbao::format::{
    board_index, journal, json_text, kept_versions, seen_json, spending_json, step_json,
};
use shenbao::messages::Lang;
use shenbao::tui::keymap::BINDINGS;
use shenbao::tui::msg::Msg;
use shenbao::tui::terminal::keys::{Came, Keys};
use shenbao::tui::terminal::writer::{Abilities, Writer};
use shenbao::tui::views::draw;
use std::time::{Duration, Instant};

/// Far beyond what any input may take; only something that does not end gets here.
const HANGS: Duration = Duration::from_secs(20);

/// How many inputs a reader gets: so many unless it was asked for more.
fn rounds(short: u64) -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("SHENBAO_SEED").unwrap_or(0);
    first..first + number("SHENBAO_FUZZ").unwrap_or(short)
}

/// Puts spoilt versions of some sound files before a reader.
fn fuzz(short: u64, sound: &[Vec<u8>], read: impl Fn(&[u8])) {
    for seed in rounds(short) {
        let mut chance = Chance::new(seed);
        let bytes = spoilt(&mut chance, sound);
        let begun = Instant::now();
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(&bytes)));
        assert!(
            done.is_ok(),
            "seed {seed} makes the reader panic: {:?}",
            String::from_utf8_lossy(&bytes)
        );
        assert!(begun.elapsed() < HANGS, "seed {seed} takes without end");
    }
}

fn sound_draft() -> Vec<u8> {
    std::fs::read(project().join("tests/fixtures/applications/full.json")).unwrap()
}

fn read_draft(bytes: &[u8]) -> Option<Draft> {
    draft_json::read(bytes).ok().map(|read| read.draft)
}

/// What is done with every draft that can be read: written and read again, judged, compared, merged.
fn use_draft(call: &Call, sound: &Draft, draft: &Draft) {
    let again = read_draft(draft_json::write(draft).as_bytes());
    assert_eq!(
        again.as_ref(),
        Some(draft),
        "what is written reads as the same"
    );
    let project = call.catalog.project(draft.origin.project.as_str());
    let checked = check(call, project.unwrap_or(&call.catalog.projects[0]), draft);
    for finding in &checked.findings {
        for lang in [Lang::Zh, Lang::En] {
            assert!(!shenbao::messages::findings::sentence(lang, finding).is_empty());
        }
        for remedy in &finding.remedies {
            let mut mended = draft.clone();
            let _ = mended.apply(remedy);
        }
    }
    assert_eq!(
        diff(sound, draft, Grain::Words).is_empty(),
        same_content(sound, draft)
    );
    let (one, other) = (merge(sound, sound, draft), merge(sound, draft, sound));
    assert_eq!(one, other, "merging does not depend on the side");
}

/// Whether two drafts say the same, whoever they belong to.
fn same_content(one: &Draft, other: &Draft) -> bool {
    let rows = |draft: &Draft| -> Vec<_> {
        let filled = draft
            .table_names()
            .filter(|name| !draft.rows(name).is_empty());
        filled
            .map(|name| (name.to_owned(), draft.rows(name).to_vec()))
            .collect()
    };
    one.values().eq(other.values()) && rows(one) == rows(other)
}

#[test]
fn spoilt_drafts() {
    let (call, bytes) = (call(), sound_draft());
    let sound = read_draft(&bytes).unwrap();
    fuzz(400, &[bytes], |bytes| {
        if let Some(draft) = read_draft(bytes) {
            use_draft(&call, &sound, &draft);
        }
    });
}

#[test]
fn spoilt_exports() {
    let world = World::new();
    let full = project().join("tests/fixtures/applications/full.json");
    world.ok(&["import", full.to_str().unwrap()]);
    world.ok(&["export", "2022KCZG001-full01", "--force", "-o", "out.json"]);
    let written = std::fs::read(world.path("out.json")).unwrap();
    fuzz(200, &[written, sound_draft()], |bytes| {
        let _ = export::read_draft(bytes);
    });
}

#[test]
fn spoilt_calls() {
    let own = call_files::built_in();
    fuzz(10, &[own.catalog.to_vec()], |bytes| {
        drop(catalog_json::read(bytes))
    });
    fuzz(60, &[own.form.to_vec()], |bytes| {
        drop(form_json::read(bytes))
    });
    fuzz(60, &[own.spending.to_vec()], |bytes| {
        drop(spending_json::read(bytes))
    });
}

#[test]
fn spoilt_annexes() {
    let folder = project().join("tests/fixtures/annex");
    let names = ["codes-first.txt", "no-categories.txt", "one-row-a-line.txt"];
    let texts: Vec<Vec<u8>> = names
        .iter()
        .map(|name| std::fs::read(folder.join(name)).unwrap())
        .collect();
    let (id, kind) = (CallId::parse("x").unwrap(), KindId::parse("any").unwrap());
    fuzz(60, &texts, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let read = annex_text::read(&text, &id, &|_, _| vec![kind.clone()]);
        for doubt in &read.doubts {
            assert!(!shenbao::messages::doubts::sentence(Lang::En, &doubt.what).is_empty());
        }
        let written = catalog_json::write(&read.catalog);
        let _ = catalog_json::read(written.as_bytes());
    });
}

#[test]
fn spoilt_journals() {
    let base = String::from_utf8(sound_draft()).unwrap();
    let at = FieldPath::parse("plan").unwrap();
    let typed = "邀请专家宣讲"
        .chars()
        .enumerate()
        .map(|(start, c)| Edit::Splice {
            at: at.clone(),
            start,
            removed: 0,
            inserted: c.to_string(),
        });
    let edits: Vec<Edit> = typed.collect();
    let entries: String = edits.iter().map(journal::entry).collect();
    let whole = journal::head(&base) + &entries;
    let json: Vec<Vec<u8>> = edits
        .iter()
        .map(|edit| edit_json::to_value(edit).to_string().into_bytes())
        .collect();
    let sound = read_draft(base.as_bytes()).unwrap();
    fuzz(400, &[whole.into_bytes()], |bytes| {
        if let Some(read) = journal::read(bytes) {
            assert!(
                edits.starts_with(&read.edits)
                    || !bytes.starts_with(journal::head(&base).as_bytes())
            );
        }
    });
    // An edit that somebody forged is applied whole or refused.
    fuzz(2_000, &json, |bytes| {
        let value = json_text::read(bytes).ok();
        if let Some(edit) = value.as_ref().and_then(edit_json::from_value) {
            let mut draft = sound.clone();
            match draft.apply(&edit) {
                Ok(inverse) => {
                    draft.apply(&inverse).unwrap();
                    assert_eq!(draft, sound);
                }
                Err(_) => assert_eq!(draft, sound),
            }
        }
    });
}

fn notebooks() -> Vec<Vec<u8>> {
    let acts = [Act::Declare("与申报人同单位".into()), Act::Declare(few())];
    let entries = (1..).zip(acts).map(|(turn, act)| {
        let new = NewEntry {
            by: "甲".into(),
            time: "2026-11-24T08:00:00Z".into(),
            turn,
            judged: Judged::default(),
            act,
        };
        new.entry()
    });
    let id = DraftId::parse("2022KCZG001-a").unwrap();
    let notebook = Notebook::new("甲".into(), entries.collect(), false);
    let mut seen = Seen::default();
    let sight = Sight {
        time: "2026-11-24T08:00:00Z".into(),
        what: "一".into(),
    };
    seen.fields.insert(FieldPath::parse("plan").unwrap(), sight);
    vec![
        review_json::write(&id, &notebook).into_bytes(),
        seen_json::write("甲", &seen).into_bytes(),
    ]
}

#[test]
fn spoilt_reviews_steps_and_indexes() {
    fuzz(1_000, &notebooks(), |bytes| {
        if let Ok(read) = review_json::read(bytes) {
            let written = review_json::write(&read.draft, &read.notebook);
            assert!(read.notebook.later || review_json::read(written.as_bytes()).is_ok());
        }
        let _ = seen_json::read(bytes);
    });
    let step = br#"{"format":"shenbao-step/1","state":"submitted","time":"t","by":"b","digest":"d","note":"n"}"#;
    fuzz(1_000, &[step.to_vec()], |bytes| {
        drop(step_json::read(bytes))
    });
    let index = b"{\"format\":\"shenbao-board-index/1\",\"program\":\"p\",\"calls\":{},\"digest\":\"\"}\n[\"a\",[],\"c\"]\n";
    fuzz(1_000, &[index.to_vec()], |bytes| {
        drop(board_index::read(bytes, "p"))
    });
    let id = DraftId::parse("2022KCZG001-a").unwrap();
    let list = b"{\"format\":\"shenbao-versions/1\",\"draft\":\"2022KCZG001-a\",\"tip\":\"\",\"whole\":true,\"digest\":\"\"}\n0a\n\n\0";
    fuzz(1_000, &[list.to_vec()], |bytes| {
        drop(kept_versions::read(bytes, &id))
    });
}

const ABILITIES: [Abilities; 2] = [
    Abilities {
        shifts: false,
        widths_known: false,
    },
    Abilities {
        shifts: true,
        widths_known: true,
    },
];

/// What a terminal sends: keys, pastes, answers, halves of all of them.
fn typed() -> Vec<Vec<u8>> {
    let keys: Vec<u8> = BINDINGS
        .iter()
        .flat_map(|binding| chord_bytes(&binding.chord))
        .collect();
    let paste = format!("\x1b[200~一\n{}\x1b[201~", few()).into_bytes();
    let answers =
        b"\x1b[12;3R\x1b[?62;22c\x1b]10;rgb:00/00/00\x1b\\\x1b[?2026;2$y\x1bP1$r\x1b\\".to_vec();
    vec![
        keys,
        paste,
        answers,
        "科技，“政策”👩\u{200d}🔬e\u{301}".as_bytes().to_vec(),
    ]
}

#[test]
fn keys_in_any_pieces() {
    fuzz(2_000, &typed(), |bytes| {
        let read = |pieces: &[&[u8]]| {
            let (mut keys, mut came) = (Keys::default(), Vec::new());
            for piece in pieces {
                keys.feed(piece);
                came.extend(std::iter::from_fn(|| keys.next()));
            }
            keys.settle();
            came.extend(std::iter::from_fn(|| keys.next()));
            came
        };
        let whole = read(&[bytes]);
        for cut in 0..bytes.len() {
            assert_eq!(read(&[&bytes[..cut], &bytes[cut..]]), whole, "cut at {cut}");
        }
    });
}

/// Any keys, on spoilt drafts too, in any size of terminal: every frame is drawn and written.
#[test]
fn any_keys_on_any_draft() {
    let (keys, draft) = (typed(), sound_draft());
    fuzz(60, &[draft], |bytes| {
        let mut chance = Chance::new(bytes.iter().map(|byte| u64::from(*byte)).sum());
        let mut screens = Screens::new(80, 24, *chance.pick(&[Lang::Zh, Lang::En]));
        let draft = read_draft(bytes).filter(|draft| {
            call()
                .catalog
                .project(draft.origin.project.as_str())
                .is_some()
        });
        if let Some(draft) = draft {
            let opened = screens.opened(draft, Access::Write, false);
            screens.let_in(Msg::Came(opened));
        }
        let mut writer = Writer::new(Default::default(), *chance.pick(&ABILITIES));
        for _ in 0..12 {
            for came in pressed(&mut chance, &keys) {
                screens.let_in(came);
            }
            let drawn = draw(&screens.model);
            writer.write(drawn.buffer, drawn.cursor, &mut Vec::new());
        }
    });
}

/// A few keys, pastes or a change of size.
fn pressed(chance: &mut Chance, keys: &[Vec<u8>]) -> Vec<Msg> {
    if chance.below(6) == 0 {
        let (width, height) = (chance.below(200) as u16, chance.below(60) as u16);
        return vec![Msg::Resize(Size { width, height })];
    }
    let mut reader = Keys::default();
    let chord = chord_bytes(&chance.pick(BINDINGS).chord);
    reader.feed(&if chance.below(3) > 0 {
        chord
    } else {
        spoilt(chance, keys)
    });
    reader.settle();
    let came = std::iter::from_fn(|| reader.next());
    came.filter_map(|came| match came {
        Came::Key(event) => Some(Msg::Key(event)),
        Came::Paste(text) => Some(Msg::Paste(text)),
        // Answers of the terminal are the writer's.
        _ => None,
    })
    .collect()
}
