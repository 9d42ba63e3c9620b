//! A line that parts the bytes of one key (R17): ↓ comes as an escape, a bracket and a letter, each on its own.

use crate::support::pty::Pty;
use crate::support::world::World;
use std::time::Duration;

#[test]
fn a_key_whose_bytes_come_apart_is_that_key_and_nothing_is_typed() {
    let world = World::new();
    let id = world.new_draft();
    world.run_with(&["set", &id, "plan", "-"], "第一段\n第二段");
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    // Home, ↑ in pieces, further apart than any key's bytes on this machine; then a character.
    pty.send(b"\x1b[H");
    for piece in [&b"\x1b["[..], b"A"] {
        pty.send(piece);
        std::thread::sleep(Duration::from_millis(120));
    }
    pty.keys("新");
    pty.wait("新第一段");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
    let told = world.ok(&["get", &id, "plan"]);
    assert_eq!(told.trim_end(), "新第一段\n第二段");
}
