//! People who share drafts with the real git: a bare repository and clones of it.

use super::filled::filled;
use super::world::World;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// People who share drafts through one bare repository.
pub struct Shared {
    pub world: World,
}

impl Shared {
    pub fn new() -> Self {
        let shared = Self {
            world: World::new(),
        };
        let made = shared.git(
            shared.world.home.path(),
            &["init", "-q", "--bare", "-b", "main", "server.git"],
        );
        assert!(made.status.success());
        shared
    }

    pub fn server(&self) -> PathBuf {
        self.world.path("server.git")
    }

    pub fn git(&self, folder: &Path, args: &[&str]) -> Output {
        let mut git = Command::new("git");
        git.args(args).current_dir(folder).env_clear();
        git.envs(self.world.environment()).output().unwrap()
    }

    /// A workspace of a person, who has not shared anything yet.
    pub fn person(&self, name: &str) -> PathBuf {
        let place = self.world.path(name);
        let ok = self.run(&place, &["init"]);
        assert!(ok.status.success());
        self.git(&place, &["config", "user.name", name]);
        self.git(&place, &["config", "user.email", "a@example.cn"]);
        let server = self.server();
        let server = server.to_str().unwrap();
        self.git(&place, &["remote", "add", "origin", server]);
        place
    }

    /// A person with an address of their own.
    pub fn applicant(&self, name: &str, address: &str) -> PathBuf {
        let place = self.person(name);
        self.git(&place, &["config", "user.email", address]);
        place
    }

    /// A draft of a person with everything that is required.
    pub fn filled(&self, place: &Path, project: &str) -> String {
        let id = self.ok(place, &["new", project]);
        let file = place.join("drafts").join(&id).join("draft.json");
        filled(&file, &id, &|args| self.ok(place, args));
        id
    }

    /// What git prints, of a call that ends well.
    pub fn git_ok(&self, folder: &Path, args: &[&str]) -> String {
        let output = self.git(folder, args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {args:?}: {said}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub fn command(&self, place: &Path, args: &[&str]) -> Command {
        let mut all = vec!["--workspace", place.to_str().unwrap()];
        all.extend(args);
        self.world.command(&all)
    }

    pub fn run(&self, place: &Path, args: &[&str]) -> Output {
        self.command(place, args).output().unwrap()
    }

    pub fn ok(&self, place: &Path, args: &[&str]) -> String {
        let output = self.run(place, args);
        let said =
            [&output.stdout, &output.stderr].map(|one| String::from_utf8_lossy(one).into_owned());
        let said = said.concat();
        assert!(output.status.success(), "{args:?}: {said}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    pub fn json(&self, place: &Path, args: &[&str]) -> serde_json::Value {
        let output = self.run(place, &[&["--json"], args].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// From now on the way to the server is one that never answers.
    pub fn hang(&self, place: &Path) {
        let mark = self.world.path("hanging");
        let command = format!("touch {} && exec sleep 600 #", mark.display());
        self.git(place, &["config", "core.sshCommand", &command]);
        self.git(place, &["remote", "set-url", "origin", "ssh://nowhere/x"]);
    }

    /// Waits until somebody waits for the server.
    pub fn wait_for_hanging(&self) {
        let begun = std::time::Instant::now();
        while !self.world.path("hanging").exists() {
            assert!(begun.elapsed().as_secs() < 20, "nobody asks the server");
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// The way to the server is as it was before [`Shared::hang`].
    pub fn work_again(&self, place: &Path) {
        self.git(place, &["config", "--unset", "core.sshCommand"]);
        let server = self.server();
        let server = server.to_str().unwrap();
        self.git(place, &["remote", "set-url", "origin", server]);
    }
}
