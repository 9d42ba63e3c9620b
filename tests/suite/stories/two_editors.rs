//! A draft that is open in one place is only read in another.

use crate::support::pty::Pty;
use crate::support::world::World;

#[test]
fn the_second_editor_is_told_who_holds_the_draft_and_may_read() {
    let world = World::new();
    let id = world.new_draft();
    let workspace = world.workspace();
    let args = [
        "--workspace",
        workspace.to_str().unwrap(),
        "edit",
        &id,
        "--at",
        "applicant/name",
    ];
    let mut first = Pty::start(&world, 80, 24, &args);
    first.wait("单位名称");
    let mut second = Pty::start(&world, 80, 24, &args);
    second.wait("只读：甲@");
    second.keys("改");
    second.wait("现在不能");
    let refused = world.run(&["set", &id, "applicant/name", "抢先"]);
    assert_eq!(refused.status.code(), Some(2));
    first.keys("银川市科普学会<c-q>");
    assert_eq!(first.end(), 0);
    second.keys("<c-q>");
    assert_eq!(second.end(), 0);
    assert_eq!(
        world.ok(&["get", &id, "applicant/name"]).trim(),
        "银川市科普学会"
    );
}
