//! The guides are walked: every command line in them is run as it stands.

use crate::support::pty::Pty;
use crate::support::world::{World, project};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The guides whose command lines a reader tries one by one.
const GUIDES: [&str; 5] = [
    "README.md",
    "docs/applying.md",
    "docs/reviewing.md",
    "docs/administering.md",
    "forms/README.md",
];
/// A draft of the demo that was given back: it can be written in, has open remarks, and nothing wrong.
const ID: &str = "2022KCZG003-c6x2pv";
const PLAN: &str = "四月召开成立大会，邀请专家三名；五月至八月每月一次技术需求对接和宣讲；六月开展科技创新类活动一场，参与不少于30人次；十月前汇编资料。";

/// The lines of a guide that begin with the program, without the words beside them.
fn lines(guide: &str) -> Vec<String> {
    let text = fs::read_to_string(project().join(guide)).unwrap();
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```sh";
        } else if inside && line.starts_with("shenbao") {
            let said = line.split(" #").next().unwrap_or_default();
            found.push(said.trim().to_owned());
        }
    }
    found
}

/// Everything that the guides' lines speak of: the demo, a packet, an export, an annex, another repository.
struct Place {
    world: World,
    note: String,
}

impl Place {
    fn new() -> Self {
        let mut place = Self {
            world: World::new(),
            note: String::new(),
        };
        let made = place.world.command(&["demo", "whole"]).output().unwrap();
        assert!(made.status.success());
        let whole = place.folder("whole");
        fs::write(whole.join("方案.txt"), PLAN).unwrap();
        fs::write(whole.join("预算.json"), r#"[{"item": "讲课费"}]"#).unwrap();
        let annex = project().join("forms/yinchuan-2022/annex.txt");
        fs::copy(annex, whole.join("annex.txt")).unwrap();
        for prepared in [
            format!("shenbao set {ID} plan - < 方案.txt"),
            format!("shenbao export {ID} -o 申报书.json"),
            format!("shenbao review pack {ID} -o 评审包.json"),
            "shenbao catalog import annex.txt --call next-2023 -o calls/next-2023".to_owned(),
            "git init -q --bare ../remote.git".to_owned(),
        ] {
            let output = place.run("whole", &prepared);
            assert!(output.status.code() < Some(2), "{prepared}: {output:?}");
        }
        let said = format!("shenbao annotate {ID} --path plan --quote 成立大会 --replace 成立仪式");
        let output = place.run("whole", &said);
        let told = String::from_utf8(output.stdout).unwrap();
        place.note = told.split_whitespace().last().unwrap().to_owned();
        place
    }

    fn folder(&self, name: &str) -> PathBuf {
        self.world.path(name)
    }

    /// Runs a line in a folder as a shell does.
    fn run(&self, folder: &str, line: &str) -> Output {
        let mut shell = Command::new("bash");
        shell
            .args(["--norc", "-c", line])
            .current_dir(self.folder(folder))
            .stdin(std::process::Stdio::null())
            .env_clear()
            .envs(self.world.environment());
        let bin = Path::new(env!("CARGO_BIN_EXE_shenbao")).parent().unwrap();
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        shell.env("PATH", path).output().unwrap()
    }

    /// A line with what its words stand for here.
    fn here(&self, line: &str) -> String {
        let words = line.split(' ').map(|word| match word {
            "编号" | "ID" | "2022KCZG001-7k3f9q" => ID.to_owned(),
            "批注" | "NOTE" => self.note.clone(),
            "WORDS" => "专家三名".to_owned(),
            "附件.docx" | "附件1.docx" => "annex.txt".to_owned(),
            word => word
                .replace("2022KCZG001-7k3f9q@", &format!("{ID}@"))
                .replace("工作区/", "")
                .replace("ssh://服务器/申报.git", "../remote.git"),
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn every_command_line_of_the_guides_can_be_run_as_it_stands() {
    let place = Place::new();
    let mut walked = 0;
    for line in GUIDES.iter().flat_map(|guide| lines(guide)) {
        let (shown, line) = (line.clone(), place.here(&line));
        // What one line does is not there for the next.
        let copied = Command::new("cp")
            .args(["-r", "whole", "here"])
            .current_dir(place.world.home.path())
            .status();
        assert!(copied.unwrap().success());
        let screens = line.starts_with(&format!("shenbao review {ID}"));
        if screens || line.starts_with("shenbao demo") {
            let args: Vec<String> = line.split(' ').skip(1).map(str::to_owned).collect();
            let environment = place.world.environment();
            let mut pty = Pty::start_with(&environment, &place.folder("here"), 80, 24, &args);
            pty.wait(if screens { "评审 ·" } else { "16 个项目" });
            pty.keys("<c-q>");
            assert_eq!(pty.end(), 0, "{shown}");
        } else {
            let output = place.run("here", &line);
            let said = String::from_utf8_lossy(&output.stderr);
            let well = output.status.code().is_some_and(|code| code < 2);
            assert!(well, "{shown}\n{line}\n{said}");
        }
        fs::remove_dir_all(place.folder("here")).unwrap();
        walked += 1;
    }
    assert!(walked > 50, "only {walked} lines");
}
