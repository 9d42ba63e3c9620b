//! A home of one's own for each test, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

pub struct World {
    pub home: tempfile::TempDir,
}

impl World {
    /// The home of somebody who has seen the card of the first time.
    pub fn new() -> Self {
        let world = Self::of_a_stranger();
        let state = world.path(".local/state/shenbao");
        std::fs::create_dir_all(&state).unwrap();
        std::fs::write(state.join("welcomed"), "").unwrap();
        world
    }

    /// The home of somebody who has never run the program.
    pub fn of_a_stranger() -> Self {
        Self {
            home: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn workspace(&self) -> PathBuf {
        self.path("work")
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
        command.args(args).current_dir(self.home.path()).env_clear();
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command
    }

    /// The environment of a Chinese user whose folders all lie in the test's home.
    pub fn environment(&self) -> Vec<(String, String)> {
        let home = self.home.path().to_str().unwrap().to_owned();
        let path = std::env::var("PATH").unwrap();
        [
            ("HOME", home.as_str()),
            ("PATH", &path),
            ("LANG", "zh_CN.UTF-8"),
            ("TERM", "xterm-256color"),
            ("USER", "甲"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec()
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: &str) -> Output {
        use std::io::Write;
        let workspace = self.workspace();
        let mut all = vec!["--workspace", workspace.to_str().unwrap()];
        all.extend(args);
        let mut child = self
            .command(&all)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that does not want its input may close it first.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Standard output of a command that ends well.
    pub fn ok(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    /// The JSON of a command, and how it ended.
    pub fn json(&self, args: &[&str]) -> (serde_json::Value, Option<i32>) {
        let mut all = vec!["--json"];
        all.extend(args);
        let output = self.run(&all);
        (
            serde_json::from_slice(&output.stdout).unwrap(),
            output.status.code(),
        )
    }

    pub fn new_draft(&self) -> String {
        self.ok(&["new", "2022KCZG001"]).trim().to_owned()
    }

    /// A file of this name anywhere under the user's home.
    pub fn find(&self, name: &str) -> Option<PathBuf> {
        let mut folders = vec![self.home.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                if entry.file_name() == name {
                    return Some(entry.path());
                }
                folders.extend(entry.path().is_dir().then(|| entry.path()));
            }
        }
        None
    }

    pub fn draft_file(&self, id: &str) -> PathBuf {
        self.workspace().join("drafts").join(id).join("draft.json")
    }
}

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a text with a committed file; with `SHENBAO_BLESS=1` the file is written instead.
pub fn check_file(path: &str, text: &str) {
    let file = project().join(path);
    if std::env::var_os("SHENBAO_BLESS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        return;
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == text,
        "{path} is stale; look at the change and run with SHENBAO_BLESS=1\n{}",
        first_difference(&there, text)
    );
}

fn first_difference(there: &str, text: &str) -> String {
    let pairs = there.lines().zip(text.lines()).enumerate();
    let different = pairs.into_iter().find(|(_, (a, b))| a != b);
    different.map_or_else(
        || "one is longer".to_owned(),
        |(line, (a, b))| format!("line {}:\n- {a}\n+ {b}", line + 1),
    )
}
