//! `log` tells what git itself tells, however much of it was kept from the last time.

use crate::support::world::World;
use shenbao::domain::draft::DraftId;
use shenbao::format::kept_versions;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A workspace with some drafts, and the user's git in it.
struct History {
    world: World,
    id: String,
    other: String,
}

impl History {
    fn new() -> Self {
        let world = World::new();
        let (id, other) = (world.new_draft(), world.new_draft());
        let history = Self { world, id, other };
        history.git(&["config", "user.name", "王工"]);
        history.git(&["config", "user.email", "wang@example.cn"]);
        history.keep(&history.id, "第一稿");
        history
    }

    fn git_in(&self, folder: &Path, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(args).current_dir(folder).env_clear();
        let output = git.envs(self.world.environment()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {args:?}: {said}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn git(&self, args: &[&str]) -> String {
        self.git_in(&self.world.workspace(), args)
    }

    fn keep(&self, id: &str, plan: &str) {
        self.world.ok(&["set", id, "plan", plan]);
        self.world.ok(&["save", id, "-m", plan]);
    }

    /// The versions as the program tells them.
    fn told(&self) -> Vec<String> {
        let (log, code) = self.world.json(&["log", &self.id]);
        assert_eq!(code, Some(0), "{log}");
        let all = log.as_array().unwrap().iter();
        all.map(|one| one["rev"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Twice: what was kept the first time is what the second one begins with.
    fn check(&self, when: &str) {
        let folder = format!("drafts/{}", self.id);
        let wanted = self.git(&["log", "--format=%H", "--", &folder]);
        let wanted: Vec<&str> = wanted.lines().collect();
        for _ in 0..2 {
            assert_eq!(self.told(), wanted, "{when}");
        }
    }

    fn list(&self) -> Option<PathBuf> {
        self.world.find(&format!("{}.list", self.id))
    }

    /// Marks the list that is kept, so that it is seen whether it was used.
    fn mark(&self) {
        let (place, id) = (self.list().unwrap(), DraftId::parse(&self.id).unwrap());
        let mut kept = kept_versions::read(&std::fs::read(&place).unwrap(), &id).unwrap();
        let told = String::from_utf8(kept.told).unwrap();
        kept.told = told.replace("author 王工", "author 记号").into_bytes();
        std::fs::write(&place, kept_versions::write(&id, &kept)).unwrap();
    }

    fn is_marked(&self) -> bool {
        self.world.ok(&["log", &self.id]).contains("记号")
    }
}

#[test]
fn what_was_kept_never_differs_from_what_git_tells() {
    let history = History::new();
    history.check("the first time");
    history.keep(&history.id, "第二稿");
    history.check("one more");
    history.keep(&history.other, "别的草稿");
    history.check("another draft's");
    history.git(&["checkout", "-q", "-b", "side", "HEAD~2"]);
    history.check("gone back");
    history.world.ok(&["set", &history.id, "basis", "旁边写的"]);
    history.world.ok(&["save", &history.id]);
    history.check("on another branch");
    history.git(&["checkout", "-q", "main"]);
    history.git(&["merge", "-q", "--no-ff", "-X", "ours", "-m", "合并", "side"]);
    history.check("merged");
    history.keep(&history.id, "合并之后");
    history.check("after the merge");
    history.git(&["commit", "-q", "--amend", "-m", "改写过"]);
    history.check("written anew");
    history.git(&["reset", "-q", "--hard", "HEAD~1"]);
    history.check("taken back");
    history.git(&["checkout", "-q", "--orphan", "new"]);
    history.git(&["commit", "-q", "-m", "从头来"]);
    history.check("a history of its own");
    history.git(&["checkout", "-q", "-f", "main"]);
    history.check("back again");
}

#[test]
fn the_list_is_used_along_one_line_and_no_further() {
    let history = History::new();
    assert!(!history.is_marked());
    history.mark();
    assert!(history.is_marked(), "nothing is new");
    history.keep(&history.other, "别的草稿");
    assert!(history.is_marked(), "another draft");
    history.keep(&history.id, "第二稿");
    assert!(history.is_marked(), "one more version");
    assert_eq!(history.told().len(), 2);
    assert_eq!(
        history
            .world
            .ok(&["log", &history.id, "--most", "1"])
            .lines()
            .count(),
        1
    );
    history.git(&["checkout", "-q", "-b", "side", "HEAD~1"]);
    assert!(!history.is_marked(), "gone back");
}

#[test]
fn a_list_that_is_not_whole_is_made_anew() {
    let history = History::new();
    history.check("the first time");
    let place = history.list().unwrap();
    for spoilt in [&b""[..], b"{}\n", b"\xff\0", &[b'['; 100_000]] {
        std::fs::write(&place, spoilt).unwrap();
        history.check("spoilt");
    }
    std::fs::remove_file(&place).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", &place).unwrap();
    history.check("a link");
}

#[test]
fn where_history_is_not_as_its_commits_say_nothing_is_kept() {
    let history = History::new();
    history.keep(&history.id, "第二稿");
    history.keep(&history.id, "第三稿");
    let hide = |history: &History| {
        history.check("something kept");
        history.mark();
    };
    hide(&history);
    history.git(&["replace", "--graft", "HEAD", "HEAD~2"]);
    history.check("replaced");
    assert!(!history.is_marked());
    history.git(&["replace", "-d", "HEAD"]);
    history.check("as it was");
    hide(&history);
    let grafts = history.world.workspace().join(".git/info/grafts");
    std::fs::create_dir_all(grafts.parent().unwrap()).unwrap();
    let commits = [
        history.git(&["rev-parse", "HEAD"]),
        history.git(&["rev-parse", "HEAD~2"]),
    ];
    std::fs::write(&grafts, commits.join(" ")).unwrap();
    history.check("grafted");
    assert!(!history.is_marked());
    std::fs::remove_file(&grafts).unwrap();
    hide(&history);
    std::fs::write(history.world.workspace().join(".git/shallow"), &commits[0]).unwrap();
    history.check("shallow");
    assert!(!history.is_marked());
}

#[test]
fn a_draft_whose_file_is_gone_still_tells_its_versions() {
    let history = History::new();
    std::fs::remove_file(history.world.draft_file(&history.id)).unwrap();
    history.check("without its file");
    let refused = history.world.run(&["log", "2022KCZG001-zzzzzz"]);
    assert_eq!(refused.status.code(), Some(2));
}
