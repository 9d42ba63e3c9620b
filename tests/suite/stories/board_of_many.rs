//! The admin at the board: many drafts decided on at once.

use crate::support::filled::filled;
use crate::support::pty::Pty;
use crate::support::world::World;
use std::process::Command;

#[test]
fn many_are_given_back_after_a_question_and_what_refuses_is_told() {
    let world = World::new();
    world.ok(&["init"]);
    for (name, value) in [("user.name", "管理员"), ("user.email", "a@example.cn")] {
        let mut git = Command::new("git");
        git.args(["config", name, value])
            .current_dir(world.workspace());
        git.env_clear().envs(world.environment());
        assert!(git.status().unwrap().success());
    }
    let handed_in: Vec<String> = ["2022KCZG001", "2022KCZG001"]
        .map(|project| {
            let id = world.ok(&["new", project]).trim().to_owned();
            filled(&world.draft_file(&id), &id, &|args| world.ok(args));
            world.ok(&["submit", &id]);
            id
        })
        .to_vec();
    let open = world.ok(&["new", "2022KCZG002"]).trim().to_owned();
    let workspace = world.workspace();
    let args = ["--workspace", workspace.to_str().unwrap()];
    let mut pty = Pty::start(&world, 100, 30, &args);
    pty.wait("项目目录");
    pty.keys("<c-b>");
    pty.wait("共 3 份");
    pty.keys("<c-a><c-d>");
    pty.wait("提交、退回、决定");
    pty.keys("已退回<enter>");
    pty.wait("3 份草稿定为：已退回");
    pty.keys("<esc>");
    pty.wait_gone("3 份草稿定为");
    let state = |id: &str| {
        let (board, _) = world.json(&["board"]);
        let mut lines = board["drafts"].as_array().unwrap().iter();
        let line = lines.find(|line| line["draft"] == id).unwrap();
        line["state"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        state(&handed_in[0]),
        "submitted",
        "nothing without an answer"
    );
    pty.keys("<c-d>已退回<enter>请补充<enter>");
    pty.wait("成批结果");
    pty.wait("没有提交");
    pty.keys("<esc>");
    pty.wait_gone("成批结果");
    for id in &handed_in {
        assert_eq!(state(id), "returned");
    }
    assert_eq!(state(&open), "drafting");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
}
