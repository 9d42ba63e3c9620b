//! A repository from a stranger runs nothing, whatever is asked of it (R16): every verb of the command line, and the keys
//! that go through the screens.

use crate::support::pty::Pty;
use crate::support::verbs::{Given, verbs};
use crate::support::world::World;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every hook that git knows of on this side of a connection.
const HOOKS: &[&str] = &[
    "applypatch-msg",
    "commit-msg",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-rewrite",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "prepare-commit-msg",
    "reference-transaction",
    "sendemail-validate",
];

/// Settings of git that name a program.
const PROGRAMS: &[&str] = &[
    "core.alternateRefsCommand",
    "core.askPass",
    "core.editor",
    "core.fsmonitor",
    "core.gitProxy",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.external",
    "diff.shenbao.command",
    "diff.shenbao.textconv",
    "filter.evil.clean",
    "filter.evil.process",
    "filter.evil.smudge",
    "gpg.program",
    "gpg.ssh.defaultKeyCommand",
    "gpg.ssh.program",
    "merge.shenbao.driver",
    "pager.log",
    "remote.origin.receivepack",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
    "sequence.editor",
    "trailer.evil.cmd",
    "trailer.evil.command",
];

/// A workspace that somebody else made, every spot of which that can name a program names one that leaves a trace.
struct Foreign {
    world: World,
    id: String,
    canary: PathBuf,
}

impl Foreign {
    fn new() -> Self {
        let world = World::new();
        let (id, canary) = (world.new_draft(), world.path("canary"));
        let foreign = Self { world, id, canary };
        foreign.git(&["config", "user.name", "王工"]);
        foreign.git(&["config", "user.email", "w@example.cn"]);
        foreign.world.ok(&["save", &foreign.id]);
        foreign
            .world
            .ok(&["set", &foreign.id, "plan", "新的实施方案。"]);
        foreign.lay_traps();
        // The folder is carried elsewhere: to somebody who has never vouched for it.
        fs::remove_dir_all(foreign.world.path(".local/state")).unwrap();
        let _ = fs::remove_file(&foreign.canary);
        foreign
    }

    fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        git.args(args).current_dir(self.world.workspace());
        git.env_clear().envs(self.world.environment());
        assert!(git.status().unwrap().success(), "{args:?}");
    }

    fn lay_traps(&self) {
        let workspace = self.world.workspace();
        // It passes on what it reads, as a filter would, and does not wait for a far end that waits for it.
        let touch = format!(
            "#!/bin/sh\necho \"$0 $*\" >> '{}'\ntimeout 1 cat\n",
            self.canary.display()
        );
        let program = self.world.path("evil");
        executable(&program, &touch);
        let program = program.to_str().unwrap();
        let hooks = workspace.join(".git/hooks");
        for hook in HOOKS {
            executable(&hooks.join(hook), &touch);
        }
        for key in PROGRAMS {
            self.git(&["config", key, program]);
        }
        let upstream = format!("ext::{program}");
        for (key, value) in [
            ("commit.gpgSign", "true"),
            ("core.hooksPath", hooks.to_str().unwrap()),
            ("gpg.format", "ssh"),
            ("log.showSignature", "true"),
            ("protocol.allow", "always"),
            ("protocol.ext.allow", "always"),
            ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
            ("remote.origin.url", &upstream),
            // A missing object is fetched when it is looked at.
            ("core.repositoryFormatVersion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.promisor", "true"),
            ("submodule.recurse", "true"),
        ] {
            self.git(&["config", key, value]);
        }
        let attributes = "drafts/**/*.json merge=shenbao diff=shenbao filter=evil\n";
        fs::write(workspace.join(".gitattributes"), attributes).unwrap();
        let info = workspace.join(".git/info");
        fs::create_dir_all(&info).unwrap();
        fs::write(info.join("attributes"), attributes).unwrap();
        let modules = format!("[submodule \"calls\"]\n\tpath = calls\n\turl = {upstream}\n");
        fs::write(workspace.join(".gitmodules"), modules).unwrap();
        let settings = format!(
            "{{\"format\": \"shenbao-workspace/1\", \"branches\": \"each\", \"remote\": \"{upstream}\"}}"
        );
        fs::write(workspace.join("shenbao.json"), settings).unwrap();
    }

    /// The trace of whatever ran.
    fn ran(&self) -> String {
        fs::read_to_string(&self.canary).unwrap_or_default()
    }

    /// Arguments that are there, for every verb.
    fn given(&self) -> Given {
        let path = |name: &str| self.world.path(name).to_str().unwrap().to_owned();
        fs::copy(
            self.world.draft_file(&self.id),
            self.world.path("draft.json"),
        )
        .unwrap();
        fs::write(self.world.path("annex.txt"), "附件1\n").unwrap();
        fs::write(self.world.path("lines.json"), "[]").unwrap();
        Given {
            id: self.id.clone(),
            code: "2022KCZG001".to_owned(),
            file: path("draft.json"),
            annex: path("annex.txt"),
            lines: path("lines.json"),
            call: path("work/calls/none"),
            workspace: path("work"),
            remote: "origin".to_owned(),
            note: "a1".to_owned(),
            text: "文字".to_owned(),
        }
    }
}

fn executable(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

/// The verbs that open the screens, through which the other test goes; and the one with which a user vouches for a
/// repository.
const NOT_HERE: &[&str] = &["edit", "review", "init"];

#[test]
fn no_command_runs_anything_of_a_foreign_repository() {
    let foreign = Foreign::new();
    let given = foreign.given();
    let id = foreign.id.clone();
    let mut lines: Vec<Vec<String>> = Vec::new();
    for verb in verbs() {
        if NOT_HERE.contains(&verb.name().as_str()) {
            continue;
        }
        let line = verb.line(&given);
        for (option, takes) in verb.options.iter().filter(|(option, _)| option != "screen") {
            let option = [format!("--{option}")];
            let value = takes.then(|| "HEAD".to_owned());
            lines.push(line.iter().cloned().chain(option).chain(value).collect());
        }
        lines.push(line);
    }
    let more = [
        vec![
            "diff".to_owned(),
            format!("{id}@HEAD"),
            format!("{id}@prefill"),
        ],
        vec!["diff".to_owned(), format!("{id}@--output=x")],
        vec!["diff".to_owned(), format!("{id}@origin/main")],
        vec!["sync".to_owned()],
    ];
    for line in lines.into_iter().chain(more) {
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        foreign.world.run(&line);
        assert_eq!(foreign.ran(), "", "{line:?}");
    }
    let (refused, code) = foreign.world.json(&["save", &id]);
    assert_eq!(
        (refused["error"]["code"].as_str(), code),
        (Some("foreign-repository"), Some(2))
    );
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(
        message.contains("core.hookspath") && message.contains("hooks/pre-commit"),
        "{message}"
    );
    the_traps_are_set(&foreign);
}

#[test]
fn no_screen_runs_anything_of_a_foreign_repository() {
    let foreign = Foreign::new();
    let workspace = foreign.world.workspace();
    let opened = ["--workspace", workspace.to_str().unwrap()];
    let at_plan = ["edit", &foreign.id, "--at", "plan"];
    let review = ["review", &foreign.id, "--as", "评审甲"];
    for (verb, keys) in [
        // The board, what is picked checked and handed in; sharing.
        (&[][..], "<c-b><c-a><c-k><esc><c-u><c-d><down><enter><esc>"),
        // Versions: what one changed, two compared, one brought back.
        (
            &at_plan,
            "字<c-s><esc><a-s>话<enter><esc><c-b><enter><esc><tab><down><enter><esc><c-r>",
        ),
        // Sharing from the form, what came in, who is there.
        (&at_plan, "<c-u><a-u><esc>"),
        // A review against a version, a remark, a verdict.
        (
            &review,
            "<c-b><down><enter><f8><c-t>话<c-s><esc><f10><esc><f11><esc><c-u>",
        ),
    ] {
        let line: Vec<&str> = opened.iter().chain(verb).copied().collect();
        let mut pty = Pty::start(&foreign.world, 100, 30, &line);
        pty.wait(if verb.first() == Some(&"review") {
            "评审"
        } else {
            "申报"
        });
        pty.keys(keys);
        pty.rest();
        pty.keys("<c-q>");
        pty.rest();
        pty.close();
        pty.end();
        assert_eq!(foreign.ran(), "", "{verb:?} {keys}");
    }
    the_traps_are_set(&foreign);
}

/// Git itself would have run what lies there, so that the silence means something.
fn the_traps_are_set(foreign: &Foreign) {
    for args in [&["status"][..], &["diff"], &["fetch", "origin"]] {
        let _ = fs::remove_file(&foreign.canary);
        let mut plain = Command::new("git");
        plain.args(args).current_dir(foreign.world.workspace());
        plain.env_clear().envs(foreign.world.environment());
        plain.output().unwrap();
        assert!(!foreign.ran().is_empty(), "git {args:?} ran nothing");
    }
}

#[test]
fn a_git_in_the_workspace_is_not_the_users_git_though_path_names_where_one_is() {
    let foreign = Foreign::new();
    let own = foreign.world.workspace().join("git");
    let trap = format!("#!/bin/sh\ntouch {}\n", foreign.canary.display());
    fs::write(&own, trap).unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
    let usual = std::env::var("PATH").unwrap();
    for path in [format!(".:{usual}"), format!(":{usual}"), ".".to_owned()] {
        let mut log = foreign.world.command(&["log", &foreign.id]);
        log.current_dir(foreign.world.workspace())
            .env("PATH", &path);
        let told = log.output().unwrap();
        assert_eq!(
            told.status.code(),
            Some(if path == "." { 2 } else { 0 }),
            "{path}"
        );
        assert!(!foreign.canary.exists(), "{path}");
    }
}
