//! A draft on a reviewer's desk: with words to remark on, and commands to do it.

use super::world::World;
use serde_json::Value;
use std::process::Command;

/// A workspace with git's name for the applicant, and a draft with a plan and two budget lines.
pub struct Desk {
    pub world: World,
    pub id: String,
}

pub const PLAN: &str = "一、邀请专家三名。\n二、开展宣讲。\n三、邀请专家三名总结。";

impl Desk {
    pub fn new() -> Self {
        Self::of(World::new(), "2022KCZG001")
    }

    /// The same for a project of a world's own.
    pub fn of(world: World, code: &str) -> Self {
        let id = world.ok(&["new", code]).trim().to_owned();
        let desk = Self { world, id };
        for (key, value) in [("user.name", "申报人"), ("user.email", "a@example.cn")] {
            desk.git(&["config", key, value]);
        }
        desk.ok(&["set", &desk.id, "plan", PLAN]);
        for item in ["讲课费", "资料印刷"] {
            let add = ["budget", "add", &desk.id, "--item", item, "--quantity", "2"];
            desk.ok(&[&add[..], &["--unit-price", "500"]].concat());
        }
        desk
    }

    pub fn git(&self, args: &[&str]) -> String {
        let mut git = Command::new("git");
        git.args(args)
            .current_dir(self.world.workspace())
            .env_clear();
        let output = git.envs(self.world.environment()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn ok(&self, args: &[&str]) -> String {
        self.world.ok(args).trim_end().to_owned()
    }

    pub fn json(&self, args: &[&str]) -> Value {
        self.world.json(args).0
    }

    pub fn error(&self, args: &[&str]) -> String {
        let (json, exit) = self.world.json(args);
        assert_eq!(exit, Some(2), "{args:?}: {json}");
        json["error"]["code"].as_str().unwrap().to_owned()
    }

    /// A remark of a reviewer on the plan; gives its id.
    pub fn remark(&self, who: &str, rest: &[&str]) -> String {
        let args = ["annotate", &self.id, "--as", who, "--path", "plan"];
        self.ok(&[&args[..], rest].concat())
    }

    pub fn list(&self, rest: &[&str]) -> Vec<Value> {
        let json = self.json(&[&["annotations", &self.id][..], rest].concat());
        json.as_array().unwrap().clone()
    }

    pub fn plan(&self) -> String {
        self.ok(&["get", &self.id, "plan"])
    }
}
