//! What a person sees when the disk refuses while they type, and when the program itself fails (R3, R19).

use crate::support::pty::Pty;
use crate::support::strace;
use crate::support::world::World;

fn arguments(world: &World, id: &str) -> Vec<String> {
    let workspace = world.workspace().to_str().unwrap().to_owned();
    let args = ["--workspace", &workspace, "edit", id, "--at", "plan"];
    args.map(str::to_owned).to_vec()
}

fn under_strace(world: &World, id: &str, fault: &str) -> Pty {
    let words = strace::words(world, Some(fault));
    let all = [&words[1..], &arguments(world, id)].concat();
    Pty::start_program(
        &words[0],
        &world.environment(),
        world.home.path(),
        80,
        24,
        &all,
    )
}

#[test]
fn what_is_typed_while_the_disk_is_full_stays_on_the_screen_and_is_kept_when_it_is_not() {
    if !strace::is_there() {
        return;
    }
    for (error, told) in [
        ("ENOSPC", "磁盘已满"),
        ("EIO", "存储设备出错"),
        ("EDQUOT", "磁盘已满"),
        ("EROFS", "文件系统只读"),
    ] {
        let world = World::new();
        let id = world.new_draft();
        let mut pty = under_strace(&world, &id, &format!("fdatasync:error={error}:when=1..2"));
        pty.wait("实施方案");
        pty.keys("甲");
        pty.wait("已记下");
        // The system takes these at once; that the disk does not is told a moment later, without a further key.
        pty.keys("乙丙");
        pty.wait(told);
        pty.wait("甲乙丙");
        pty.keys("丁戊");
        pty.wait("甲乙丙丁戊");
        // With the next key, or when the draft's file was written meanwhile.
        pty.wait("✓ 已");
        // What failed is written into a new file, never again into the old one.
        let log = std::fs::read_to_string(world.path("strace.log")).unwrap();
        assert!(log.contains(error), "{log}");
        assert_eq!(
            world.ok(&["get", &id, "plan"]).trim(),
            "甲乙丙丁戊",
            "read from the journal, while it is typed"
        );
        pty.keys("<c-q>");
        assert_eq!(pty.end(), 0);
        assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "甲乙丙丁戊");
    }
}

#[test]
fn a_disk_that_stays_full_is_told_and_leaving_says_that_the_text_is_not_kept() {
    if !strace::is_there() {
        return;
    }
    let world = World::new();
    let id = world.new_draft();
    let mut pty = under_strace(&world, &id, "fsync,fdatasync:error=ENOSPC:when=1+");
    pty.wait("实施方案");
    pty.keys("没有地方放的话");
    pty.wait("磁盘已满");
    pty.wait("没有地方放的话");
    pty.keys("<c-s>");
    pty.wait("磁盘已满");
    pty.keys("<c-q>");
    pty.rest();
    assert!(
        pty.child.try_wait().unwrap().is_none(),
        "it does not leave with what is nowhere kept"
    );
    pty.wait("没有地方放的话");
}
