//! Review files under git: two copies of one person's file join by entry, and nothing that cannot be read is written over.

use crate::support::world::World;
use shenbao::domain::draft::DraftId;
use shenbao::domain::review::Notebook;
use shenbao::domain::review::entry::{Act, Judged};
use shenbao::domain::review::seen::{Seen, Sight};
use shenbao::format::review_json::{self, NewEntry};
use shenbao::format::seen_json;

fn write(world: &World, name: &str, text: &str) {
    std::fs::write(world.path(name), text).unwrap();
}

fn text(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.path(name)).unwrap()
}

fn entry(by: &str, turn: u64, text: &str) -> shenbao::domain::review::entry::Entry {
    let new = NewEntry {
        by: by.to_owned(),
        time: "2026-11-24T08:00:00Z".to_owned(),
        turn,
        judged: Judged::default(),
        act: Act::Declare(text.to_owned()),
    };
    new.entry()
}

fn file(by: &str, turns: &[u64]) -> String {
    let id = DraftId::parse("2022KCZG001-a").unwrap();
    let entries = turns.iter().map(|turn| entry(by, *turn, &turn.to_string()));
    review_json::write(&id, &Notebook::new(by.to_owned(), entries.collect(), false))
}

#[test]
fn two_copies_of_a_review_join_by_entry_whichever_side_is_ours() {
    let world = World::new();
    for (ours, theirs) in [("a", "b"), ("b", "a")] {
        write(&world, "base", "");
        write(&world, "a", &file("甲", &[1, 2]));
        write(&world, "b", &file("甲", &[1, 3]));
        world.ok(&["merge-file", "base", ours, theirs]);
        assert_eq!(text(&world, ours), file("甲", &[1, 2, 3]));
    }
}

#[test]
fn files_of_two_people_and_of_a_later_format_are_left_as_they_are() {
    let world = World::new();
    let later = file("甲", &[1]).replace("shenbao-review/1", "shenbao-review/2");
    for theirs in [
        file("乙", &[2]),
        later,
        "{\"format\": \"shenbao-review/1\"}".to_owned(),
    ] {
        write(&world, "base", "");
        write(&world, "ours", &file("甲", &[1]));
        write(&world, "theirs", &theirs);
        let done = world.run(&["merge-file", "base", "ours", "theirs"]);
        assert_eq!(done.status.code(), Some(2), "{theirs}");
        assert_eq!(text(&world, "ours"), file("甲", &[1]));
    }
}

#[test]
fn of_two_sights_of_a_field_the_later_counts() {
    let world = World::new();
    let seen = |time: &str, text: &str| {
        let mut seen = Seen::default();
        let at = shenbao::domain::field::FieldPath::parse("plan").unwrap();
        seen.fields.insert(
            at,
            Sight {
                time: time.to_owned(),
                what: text.to_owned(),
            },
        );
        seen_json::write("甲", &seen)
    };
    let (early, late) = (
        seen("2026-11-24T08:00:00Z", "一"),
        seen("2026-11-24T09:00:00Z", "二"),
    );
    for (ours, theirs) in [(&early, &late), (&late, &early)] {
        write(&world, "base", "");
        write(&world, "ours", ours);
        write(&world, "theirs", theirs);
        world.ok(&["merge-file", "base", "ours", "theirs"]);
        assert_eq!(text(&world, "ours"), late);
    }
}
