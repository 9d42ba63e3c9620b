//! What the work of a key and of a command costs, counted in a way that does not depend on the machine: pieces of memory
//! that are asked for, and bytes of them. A binary of its own, because everything in it is counted.
//!
//! Whoever makes one of these dearer says so by raising its limit; they stand a fifth above what is needed now.

#![allow(missing_docs)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

// The suite uses all of these two, this binary a part.
#[allow(dead_code)]
#[path = "../suite/support/frame.rs"]
mod frame;
#[allow(dead_code)]
#[path = "../suite/support/keys.rs"]
mod keys;

use allocation_counter::measure;
use frame::{Screens, call};
use ratatui::buffer::Buffer;
use shenbao::app::check::check;
use shenbao::app::ports::Access;
use shenbao::cli::args;
use shenbao::domain::diff::diff;
use shenbao::domain::diff::text::Grain;
use shenbao::domain::draft::{Draft, DraftId, Origin};
use shenbao::domain::field::FieldPath;
use shenbao::domain::outline::prefilled;
use shenbao::format::{call_files, draft_json};
use shenbao::messages::Lang;
use shenbao::text::width::Ambiguous;
use shenbao::tui::msg::{Msg, Outcome};
use shenbao::tui::terminal::writer::{Abilities, Writer};
use shenbao::tui::views::draw_on;
use std::hint::black_box;

/// At most so many pieces of memory, and so many bytes of them.
#[track_caller]
fn within(what: &str, (pieces, bytes): (u64, u64), work: impl FnOnce()) {
    let counted = measure(work);
    let (asked, sum) = (counted.count_total, counted.bytes_total);
    println!("{what}: {asked} pieces of memory, {sum} bytes; at most {pieces}, {bytes}");
    assert!(asked <= pieces && sum <= bytes, "{what}");
    let loose = asked * 2 < pieces || sum * 2 < bytes;
    assert!(
        !loose,
        "{what}: a limit of twice what is needed holds nothing"
    );
}

/// A draft whose plan has so many paragraphs of 400 printed characters, each with a word put in for another `turn`.
fn draft(paragraphs: usize, turn: usize) -> Draft {
    let call = call();
    let project = &call.catalog.projects[0];
    let printed = call.catalog.projects.iter();
    let printed: String = printed.map(|one| one.content.as_str()).collect();
    let chars: Vec<char> = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let words = ["专家", "三十家", "知识产权", "120"];
    let paragraph = |index: usize| -> String {
        let place = |at: usize| chars[(index * 367 + at) % chars.len()];
        let head = (0..200).map(place);
        let word = words[(index + turn) % words.len()].chars();
        head.chain(word).chain((200..400).map(place)).collect()
    };
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-count1").unwrap(),
        call: call.id.clone(),
        project: project.code.clone(),
        project_digest: String::new(),
        created: "2022-02-18T01:02:03Z".into(),
    };
    let mut draft = prefilled(origin, &call.form, project);
    let plan = (0..paragraphs).map(paragraph).collect::<Vec<_>>();
    let edit = shenbao::domain::edit::Edit::Set {
        at: place("plan"),
        text: plan.join("\n"),
    };
    draft.apply(&edit).unwrap();
    draft
}

fn place(at: &str) -> FieldPath {
    FieldPath::parse(at).unwrap()
}

/// The screens at a draft's plan, and the terminal that they are written to.
struct Desk {
    screens: Screens,
    writer: Writer,
    spare: Buffer,
}

impl Desk {
    fn at_plan(draft: Draft) -> Self {
        let mut screens = Screens::new(80, 24, Lang::Zh);
        let mut opened = screens.opened(draft, Access::Write, false);
        if let Outcome::Opened(opened) = &mut opened {
            opened.at = Some(place("plan"));
        }
        screens.let_in(Msg::Came(opened));
        let abilities = Abilities {
            shifts: true,
            widths_known: true,
        };
        Self {
            screens,
            writer: Writer::new(Ambiguous::Narrow, abilities),
            spare: Buffer::default(),
        }
    }

    /// Presses keys, with all that follows up to the bytes for the terminal.
    fn press(&mut self, keys: &str) {
        self.screens.press(keys);
        let drawn = draw_on(&self.screens.model, std::mem::take(&mut self.spare));
        let mut out = Vec::new();
        self.spare = self.writer.write(drawn.buffer, drawn.cursor, &mut out);
        black_box(out);
    }
}

#[test]
fn a_key_in_a_text_of_10_kb() {
    let mut desk = Desk::at_plan(draft(8, 0));
    for (where_to, limit) in [("<c-end>", (780, 77_000)), ("<c-home>", (780, 79_000))] {
        desk.press(where_to);
        "科技政".chars().for_each(|c| desk.press(&c.to_string()));
        within(&format!("a key, {where_to}"), limit, || desk.press("策"));
    }
}

#[test]
fn the_next_change_in_a_review() {
    let mut desk = Desk::at_plan(draft(80, 0));
    desk.press("<a-v>");
    desk.press("<f8>");
    within("the next change", (815, 415_000), || desk.press("<f8>"));
}

#[test]
fn a_command_line_and_the_call_it_does_not_ask() {
    let words = ["shenbao", "diff", "a.json", "b.json"].map(str::to_owned);
    within("a command line", (570, 350_000), || {
        black_box(args::read(Lang::Zh, &words).unwrap());
    });
    within("a call that nobody asks", (18, 1_400), || {
        black_box(call_files::read(&call_files::built_in()).unwrap());
    });
}

#[test]
fn a_check_of_one_draft() {
    let (call, draft) = (call(), draft(8, 0));
    let project = &call.catalog.projects[0];
    // What is learned at the first question is not counted.
    black_box(check(&call, project, &draft));
    within("a check", (310, 64_000), || {
        black_box(check(&call, project, &draft));
    });
}

#[test]
fn a_comparison_of_10_kb() {
    let [a, b] = [0, 1].map(|turn| draft_json::write(&draft(8, turn)).into_bytes());
    let read = |bytes: &[u8]| draft_json::read(bytes).unwrap().draft;
    black_box(diff(&read(&a), &read(&b), Grain::Words));
    within("reading two drafts", (266, 73_000), || {
        black_box((read(&a), read(&b)));
    });
    let (a, b) = (read(&a), read(&b));
    within("comparing them", (512, 180_000), || {
        black_box(diff(&a, &b, Grain::Words));
    });
}
