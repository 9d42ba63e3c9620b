//! A home full of hostile text: in drafts, rows, catalogs, forms, reviews, versions, branches, names of files and variables.

use super::payloads::{all_in_one, few};
use crate::support::world::World;
use serde_json::{Value, json};
use shenbao::domain::draft::DraftId;
use shenbao::domain::review::Notebook;
use shenbao::domain::review::entry::{Act, Judged};
use shenbao::format::call_files;
use shenbao::format::review_json::{self, NewEntry};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What a person who opens somebody's workspace meets.
pub struct Place {
    pub world: World,
    /// The workspace, in a folder with a hostile name.
    pub workspace: PathBuf,
    /// A draft that can be read.
    pub id: String,
    /// An export of it, under a hostile name.
    pub file: PathBuf,
    /// A remark on it.
    pub note: String,
    /// The folder of a hostile call.
    pub call: PathBuf,
}

/// A project of the hostile call.
pub const CODE: &str = "2022EVIL001";

impl Place {
    pub fn new() -> Self {
        let world = World::new();
        let workspace = world.path(&format!("工作区{}", few()));
        let call = workspace.join("calls/evil-2022");
        let mut place = Self {
            file: world.path(&format!("导出{}.json", few())),
            world,
            workspace,
            id: String::new(),
            note: String::new(),
            call,
        };
        place.ok(&["init"]);
        place.write_call();
        place.id = place.ok(&["new", CODE]).trim().to_owned();
        place.spoil_draft();
        place.keep_versions();
        place.write_reviews();
        let said = ["--path", "plan", "--body", &few(), "--as", "评审甲"];
        let told = place.ok(&[&["--json", "annotate", &place.id], &said[..]].concat());
        let told: Value = serde_json::from_str(&told).unwrap();
        place.note = told["id"].as_str().unwrap_or("x").to_owned();
        place.write_broken();
        place.write_annex();
        std::fs::copy(place.draft_file(), &place.file).unwrap();
        place
    }

    /// The user's environment, hostile where a user could be given one.
    pub fn environment(&self) -> Vec<(String, String)> {
        let mut all = self.world.environment();
        all.retain(|(name, _)| name != "USER");
        let given = [
            ("USER", few()),
            ("EDITOR", "true".to_owned()),
            ("LOGNAME", few()),
        ];
        all.extend(given.map(|(name, value)| (name.to_owned(), value)));
        all
    }

    /// A command line of the program in this workspace.
    pub fn line(&self, args: &[&str]) -> Vec<String> {
        let workspace = self.workspace.to_str().unwrap();
        let all = ["--workspace", workspace]
            .into_iter()
            .chain(args.iter().copied());
        all.map(str::to_owned).collect()
    }

    pub fn run(&self, args: &[&str]) -> Output {
        let line = self.line(args);
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        self.world
            .command(&line)
            .envs(self.environment())
            .output()
            .unwrap()
    }

    fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{args:?}: {said}"
        );
        String::from_utf8(output.stdout).unwrap()
    }

    fn draft_file(&self) -> PathBuf {
        self.workspace
            .join("drafts")
            .join(&self.id)
            .join("draft.json")
    }

    /// The built-in call with hostile names, titles, labels and helps.
    fn write_call(&self) {
        let own = call_files::built_in();
        let mut catalog: Value = serde_json::from_slice(&own.catalog).unwrap();
        catalog["call"] = "evil-2022".into();
        catalog["title"] = format!("目录{}", few()).into();
        catalog["issuer"] = format!("科协{}", few()).into();
        let projects = catalog["projects"].as_array_mut().unwrap();
        projects.truncate(3);
        projects[0]["code"] = CODE.into();
        for project in projects {
            for name in ["name", "content", "category"] {
                project[name] = format!("{}{}", project[name].as_str().unwrap(), few()).into();
            }
            // Behind the words that measures and scope items point at.
            spoil(&mut project["indicators"], &["text"]);
            let scope = format!("{}{}", project["scope"]["text"].as_str().unwrap(), few());
            project["scope"]["text"] = scope.into();
        }
        let mut form: Value = serde_json::from_slice(&own.form).unwrap();
        spoil(&mut form, &["zh", "en"]);
        std::fs::create_dir_all(&self.call).unwrap();
        write_json(&self.call.join("catalog.json"), &catalog);
        write_json(&self.call.join("form.json"), &form);
    }

    /// Puts every payload into every kind of place of the draft.
    fn spoil_draft(&self) {
        let file = self.draft_file();
        let mut draft: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        let hostile = all_in_one();
        draft["created"] = few().into();
        draft["project_digest"] = few().into();
        let paths = self.ok(&["--json", "paths", &self.id]);
        let paths: Value = serde_json::from_str(&paths).unwrap();
        for entry in paths["paths"].as_array().unwrap() {
            let path = entry["path"].as_str().unwrap();
            draft["fields"][path] = hostile.as_str().into();
        }
        draft["fields"]["坏\u{202e}\u{200b}项"] = hostile.as_str().into();
        draft["tables"]["budget"] = json!([
            {"id": "r1", "category": hostile, "item": hostile, "quantity": hostile, "unit": few(), "unit_price": few(),
             "justification": hostile, "indicator": few(), "source": few(), "坏\u{202e}": hostile},
            {"id": "r2", "category": "讲\u{200b}师劳务费", "item": "笔记本\u{202e}电脑", "quantity": "1", "unit_price": "1"},
        ]);
        draft["conflicts"] = json!({"plan": {"base": hostile, "sides": [hostile, few()]}});
        draft["x-office"] = few().into();
        write_json(&file, &draft);
    }

    /// Versions by a hostile author with hostile messages, on a hostile branch.
    fn keep_versions(&self) {
        let branch = "坏\u{202e}\u{200b}支";
        self.git(&["checkout", "-q", "-b", branch]);
        self.git(&["config", "user.name", "王\u{202e}\u{200b}工"]);
        self.git(&["config", "user.email", "w\u{202e}@example.cn"]);
        self.ok(&["save", &self.id, "-m", &few()]);
        self.ok(&["set", &self.id, "lead/title", &few()]);
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", &few()]);
        self.git(&["tag", "标\u{202e}签"]);
    }

    /// A notebook of a hostile reviewer, under a hostile file name, and one that is broken.
    fn write_reviews(&self) {
        let by = "评\u{202e}\u{200b}审";
        let new = NewEntry {
            by: by.to_owned(),
            time: few(),
            turn: 1,
            judged: Judged {
                version: Some(few()),
                digest: few(),
            },
            act: Act::Declare(all_in_one()),
        };
        let id = DraftId::parse(&self.id).unwrap();
        let notebook = Notebook::new(by.to_owned(), vec![new.entry()], false);
        let folder = self.draft_file().with_file_name("reviews");
        std::fs::create_dir_all(&folder).unwrap();
        let name = format!("评审{}.json", few());
        std::fs::write(folder.join(name), review_json::write(&id, &notebook)).unwrap();
        std::fs::write(folder.join(format!("坏{}.json", few())), few()).unwrap();
    }

    /// An annex whose every cell is hostile, where commands and screens look for one.
    fn write_annex(&self) {
        let heads = ["序号", "项目名称", "项目编号", "项目指标", "支出范围"];
        let cells = heads.map(|head| format!("\t{head}{}", few()));
        let text = format!(
            "标题{}\n\n\t{}\n\n{}\n",
            few(),
            heads.join("\n\t"),
            cells.join("\n")
        );
        std::fs::write(self.world.path("annex.txt"), text).unwrap();
    }

    /// A draft, a call and a step that cannot be read, whose faults name hostile things.
    fn write_broken(&self) {
        let drafts = self.workspace.join("drafts");
        std::fs::create_dir_all(drafts.join("broken")).unwrap();
        let text = format!(
            "{{\"format\": \"shenbao-draft/1\", \"{}\": 1, \u{9b} }}",
            "坏\u{202e}"
        );
        std::fs::write(drafts.join("broken/draft.json"), text).unwrap();
        let call = self.workspace.join("calls/broken-2022");
        std::fs::create_dir_all(&call).unwrap();
        let catalog = json!({"format": few(), "坏\u{202e}": [few()]});
        write_json(&call.join("catalog.json"), &catalog);
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.args(args).current_dir(&self.workspace);
        git.env_clear().envs(self.environment());
        assert!(git.status().unwrap().success(), "{args:?}");
    }
}

/// Adds payloads to every text that a member of these names has, however deep.
fn spoil(value: &mut Value, names: &[&str]) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if names.contains(&name.as_str()) => text.push_str(&few()),
                    value => spoil(value, names),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| spoil(value, names)),
        _ => {}
    }
}

fn write_json(path: &Path, value: &Value) {
    std::fs::write(path, serde_json::to_string_pretty(value).unwrap()).unwrap();
}
