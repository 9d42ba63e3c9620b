//! Sharing by a key, while one goes on writing.

use crate::support::pty::Pty;
use crate::support::shared::Shared;
use std::path::Path;

fn edit(shared: &Shared, place: &Path, id: &str) -> Pty {
    let place = place.to_str().unwrap();
    let args = ["--workspace", place, "edit", id, "--at", "plan"];
    Pty::start(&shared.world, 80, 24, &args)
}

#[test]
fn what_others_sent_and_what_is_being_typed_are_one_afterwards() {
    let shared = Shared::new();
    let (li, wang) = (shared.person("李"), shared.person("王"));
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    shared.ok(&li, &["sync"]);
    shared.ok(&wang, &["sync"]);
    shared.ok(&li, &["set", &id, "applicant/name", "银川市某协会"]);
    shared.ok(&li, &["sync"]);

    let mut form = edit(&shared, &wang, &id);
    form.wait("实施方案");
    form.keys("分三步走。<c-u>");
    form.wait("收到李的 1 个版本");
    form.keys("再总结。<a-u>");
    form.wait("上次同步");
    form.keys("<esc><c-q>");
    assert_eq!(form.end(), 0);
    let told = |path: &str| shared.ok(&wang, &["get", &id, path]);
    assert_eq!(told("applicant/name"), "银川市某协会");
    assert_eq!(told("plan"), "分三步走。再总结。");
    let at_the_server = shared.git(
        &shared.server(),
        &["show", &format!("main:drafts/{id}/draft.json")],
    );
    let at_the_server = String::from_utf8(at_the_server.stdout).unwrap();
    assert!(at_the_server.contains("分三步走。") && at_the_server.contains("银川市某协会"));
}

#[test]
fn a_server_that_does_not_answer_holds_nobody_up_and_esc_stops() {
    let shared = Shared::new();
    let wang = shared.person("王");
    let id = shared.ok(&wang, &["new", "2022KCZG001"]);
    shared.hang(&wang);
    let mut form = edit(&shared, &wang, &id);
    form.wait("实施方案");
    form.keys("<c-u>");
    form.wait("正在取回别人的版本");
    shared.wait_for_hanging();
    form.keys("等待时写的。");
    form.wait("等待时写的。");
    form.keys("<esc>");
    form.wait("已停下，什么也没有丢");
    form.keys("<c-u>");
    form.wait("正在取回别人的版本");
    form.keys("<c-q>");
    assert_eq!(form.end(), 0);
    assert_eq!(shared.ok(&wang, &["get", &id, "plan"]), "等待时写的。");
    shared.work_again(&wang);
    shared.ok(&wang, &["sync"]);
}

#[test]
fn the_address_is_asked_for_where_there_is_none() {
    let shared = Shared::new();
    let (li, wang) = (shared.person("李"), shared.person("王"));
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    shared.ok(&li, &["sync"]);
    shared.git(&wang, &["remote", "remove", "origin"]);
    let args = ["--workspace", wang.to_str().unwrap()];
    let mut home = Pty::start(&shared.world, 120, 40, &args);
    home.wait("项目目录");
    home.keys("<c-u>");
    home.wait("地址问管理员");
    let server = shared.server();
    home.keys(&format!("{}<enter>", server.display()));
    home.wait("收到李的 1 个版本");
    home.keys("<tab>");
    home.wait(&id);
    home.keys("<c-q>");
    assert_eq!(home.end(), 0);
}

#[test]
fn a_newer_version_at_the_server_is_told_when_the_draft_is_opened() {
    let shared = Shared::new();
    let (li, wang) = (shared.person("李"), shared.person("王"));
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    let other = shared.ok(&li, &["new", "2022KCZG002"]);
    shared.ok(&li, &["sync"]);
    shared.ok(&wang, &["sync"]);
    shared.ok(&li, &["set", &id, "applicant/name", "银川市某协会"]);
    shared.ok(&li, &["sync"]);
    let before = shared.git_ok(&wang, &["rev-parse", "HEAD"]);
    let untouched = edit(&shared, &wang, &other);
    untouched.wait("实施方案");
    let mut form = edit(&shared, &wang, &id);
    form.wait("远端有李的 1 个新版本");
    assert!(!untouched.screen().contains("新版本"));
    assert_eq!(shared.git_ok(&wang, &["rev-parse", "HEAD"]), before);
    form.keys("<c-u>");
    form.wait("收到李的 1 个版本");
    assert!(!form.screen().contains("远端有李的"));
    for mut one in [form, untouched] {
        one.keys("<c-q>");
        assert_eq!(one.end(), 0);
    }
    assert_eq!(
        shared.ok(&wang, &["get", &id, "applicant/name"]),
        "银川市某协会"
    );
}
