//! Names and paths that want to lead elsewhere, in every argument that names something, and links on the way of every
//! write (R15). `SHENBAO_NAMES=all` puts every name into every argument; else each argument gets some of them.

use crate::support::hostile_names::NAMES;
use crate::support::verbs::{Given, verbs};
use crate::support::world::World;
use std::collections::BTreeMap;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// Arguments that say where something goes, or what is run: the user's own word, followed as it is.
const OWN_WORD: &[&str] = &[
    "init",
    "demo",
    "merge-file",
    "sync",
    "completions",
    "help",
    "edit",
    "fill",
    "review",
    "complete",
    "man",
];

/// Every file below a folder with its bytes, links with where they lead; not what the program keeps for itself.
fn tree(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![top.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().unwrap());
            if [".shenbao", "shenbao", ".git"]
                .contains(&entry.file_name().to_str().unwrap_or_default())
            {
                continue;
            }
            let bytes = match kind {
                kind if kind.is_symlink() => std::fs::read_link(&path)
                    .unwrap()
                    .into_os_string()
                    .into_encoded_bytes(),
                kind if kind.is_dir() => Vec::new(),
                _ => std::fs::read(&path).unwrap(),
            };
            found.insert(path.clone(), bytes);
            folders.extend(kind.is_dir().then_some(path));
        }
    }
    found
}

fn given(world: &World, id: &str) -> Given {
    let text = |name: &str, text: &str| {
        std::fs::write(world.path(name), text).unwrap();
        name.to_owned()
    };
    Given {
        id: id.to_owned(),
        code: "2022KCZG001".to_owned(),
        file: world.draft_file(id).to_str().unwrap().to_owned(),
        annex: text("annex.txt", "一"),
        lines: text("lines.json", "[]"),
        call: crate::support::world::project()
            .join("forms/yinchuan-2022")
            .to_str()
            .unwrap()
            .to_owned(),
        workspace: world.workspace().to_str().unwrap().to_owned(),
        remote: "remote".to_owned(),
        note: "x".to_owned(),
        text: "文字".to_owned(),
    }
}

#[test]
fn no_name_in_any_argument_leads_anywhere() {
    let world = World::new();
    let id = world.new_draft();
    let given = given(&world, &id);
    let before = tree(world.home.path());
    let long = [
        "长".repeat(300),
        "a".repeat(65),
        "é".repeat(200),
        "../".repeat(200),
    ];
    let names: Vec<&str> = NAMES
        .iter()
        .copied()
        .chain(long.iter().map(String::as_str))
        .collect();
    let every = std::env::var("SHENBAO_NAMES").as_deref() == Ok("all");
    let step = if every { 1 } else { 9 };
    let mut turn = 0;
    for verb in verbs()
        .iter()
        .filter(|verb| !OWN_WORD.contains(&&*verb.name()))
    {
        for at in (0..verb.positional.len())
            .filter(|at| !["VALUE", "TEXT"].contains(&verb.positional[*at].as_str()))
        {
            turn += 1;
            for name in names.iter().skip(turn % step).step_by(step) {
                let mut line = verb.line(&given);
                line[verb.words.len() + at] = (*name).to_owned();
                line.insert(verb.words.len(), "--".to_owned());
                let line: Vec<&str> = line.iter().map(String::as_str).collect();
                let code = world.run(&line).status.code();
                assert!(code.is_some_and(|code| code <= 2), "{line:?}: {code:?}");
                assert_eq!(tree(world.home.path()), before, "{line:?}");
            }
        }
    }
    assert!(turn > 15, "{turn} arguments");
}

/// Places where a link could stand that leads a write elsewhere: in a workspace that came from somebody.
fn places(world: &World, id: &str) -> Vec<PathBuf> {
    let (workspace, folder) = (
        world.workspace(),
        world.draft_file(id).parent().unwrap().to_path_buf(),
    );
    let own = workspace.join(".shenbao");
    vec![
        workspace.join("drafts"),
        folder.clone(),
        folder.join("draft.json"),
        folder.join("steps"),
        folder.join("reviews"),
        folder.join("replies"),
        folder.join("seen"),
        own.clone(),
        own.join("locks"),
        own.join("journals"),
        own.join(format!("locks/{id}.lock")),
        own.join("locks/.replacing"),
        own.join("git.lock"),
        own.join("git-running"),
        workspace.join(".gitattributes"),
        workspace.join(".gitignore"),
        world.path("out.json"),
        world.path("out"),
    ]
}

/// Puts a link in a place; what was there goes where it leads.
fn divert(place: &Path, outside: &Path) {
    let there = outside.join("there");
    if std::fs::rename(place, &there).is_err() {
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    }
    symlink(&there, place).unwrap();
}

#[test]
fn no_link_leads_a_write_out_of_the_workspace() {
    let lines: &[&[&str]] = &[
        &["set", "ID", "plan", "新的"],
        &["budget", "add", "ID", "--item", "印刷"],
        &["new", "2022KCZG001"],
        &[
            "save",
            "ID",
            "--author-name",
            "王",
            "--author-email",
            "w@example.cn",
        ],
        &["submit", "ID"],
        &["import", "in.json"],
        &["export", "ID", "--force", "-o", "out.json"],
        &["catalog", "import", "annex.txt", "-o", "out"],
        &["doctor"],
        &["board"],
    ];
    let probe = World::new();
    let count = places(&probe, "x").len();
    for at in 0..count {
        let world = World::new();
        let full = crate::support::world::project().join("tests/fixtures/applications/full.json");
        std::fs::copy(&full, world.path("in.json")).unwrap();
        let id = world.new_draft();
        std::fs::write(world.path("annex.txt"), "一").unwrap();
        world.ok(&["set", &id, "lead/name", "王五"]);
        let outside = world.path("elsewhere");
        std::fs::create_dir(&outside).unwrap();
        let place = places(&world, &id).swap_remove(at);
        divert(&place, &outside);
        let before = tree(&outside);
        for line in lines {
            let line: Vec<String> = line.iter().map(|word| word.replace("ID", &id)).collect();
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            let output = world.run(&line);
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.code().is_some_and(|code| code <= 2) && !said.contains("panicked"),
                "{line:?}: {said}"
            );
            assert_eq!(
                tree(&outside),
                before,
                "{line:?} went through {}",
                place.display()
            );
        }
    }
}
