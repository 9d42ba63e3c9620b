//! What a key costs on the line, counted in a real terminal on a walk that is always the same. No time is measured.

use crate::support::pty::Pty;
use crate::support::world::World;
use std::fmt::Write as _;

const COLUMNS: u16 = 80;
const ROWS: u16 = 24;

/// Paragraphs of 600 characters as they are printed in the call, more than the field may have, so that a count and a
/// finding change with every key.
fn long_text() -> String {
    let call = crate::support::frame::call();
    let projects = call.catalog.projects.iter();
    let printed: String = projects
        .flat_map(|project| {
            let indicators = project
                .indicators
                .iter()
                .map(|indicator| indicator.text.clone());
            indicators
                .chain([project.content.clone()])
                .collect::<Vec<_>>()
        })
        .collect();
    let chars = printed.chars().filter(|c| !c.is_whitespace()).cycle();
    let chars: Vec<char> = chars.take(3_600).collect();
    let mut text = String::new();
    for paragraph in chars.chunks(600) {
        let paragraph: String = paragraph.iter().collect();
        let _ = writeln!(text, "{paragraph}");
    }
    text
}

/// Goes to a place of the text and types; gives what each character cost, the least first.
fn costs(place: &[u8], answers: bool) -> Vec<usize> {
    let world = World::new();
    let id = world.new_draft();
    world.run_with(&["set", &id, "plan", "-"], &long_text());
    let args = ["edit", &id, "--at", "plan"];
    let mut pty = Pty::on(&world, (COLUMNS, ROWS), &args);
    pty.wait("实施方案");
    if answers {
        // The terminal says that it draws a “ in one column.
        pty.send(b"\x1b[2;2R");
    }
    pty.send(place);
    pty.rest();
    pty.wait("超过上限");
    let mut costs = Vec::new();
    for (count, c) in "科技政策宣讲解读基层科普行动科技政策宣讲解读基层科普行动"
        .chars()
        .enumerate()
    {
        let before = pty.output.lock().unwrap().len();
        pty.keys(&c.to_string());
        // What is typed is on the screen when so many characters are.
        let typed: String = "科技政策宣讲解读基层科普行动科技政策宣讲解读基层科普行动"
            .chars()
            .take(count + 1)
            .collect();
        pty.wait(&typed);
        pty.rest();
        costs.push(pty.output.lock().unwrap().len() - before);
    }
    costs.sort_unstable();
    costs
}

#[test]
fn a_character_at_the_end_of_a_paragraph_takes_few_bytes() {
    let costs = costs(b"\x1b[1;5F", true);
    let (middle, most) = (costs[costs.len() / 2], costs[costs.len() - 1]);
    println!("at the end: {middle} bytes a key, {most} at most");
    assert!(middle <= 25, "{costs:?}");
    assert!(most <= 600, "{costs:?}");
}

#[test]
fn a_character_at_the_head_of_a_long_paragraph_pushes_the_rest_on() {
    for (answers, allowed) in [(true, 300), (false, 1_836)] {
        let costs = costs(b"\x1b[1;5H", answers);
        let middle = costs[costs.len() / 2];
        println!("at the head: {middle} bytes a key, answered: {answers}");
        assert!(middle <= allowed, "{costs:?}");
    }
}
