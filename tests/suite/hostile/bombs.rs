//! Files made to exhaust or to confuse a reader (R12): every reader refuses them with a place or a cap, within memory that
//! the system enforces; never a panic, never half a read.
//!
//! The readers are those of `src/format`; one that is new and unknown here fails the test.

use crate::support::spoil::keep_aside;
use crate::support::world::{World, project};
use serde_json::json;
use shenbao::format::digest::sha256;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// How much memory a command may take for itself (heap and private maps), in KiB: the system refuses more, and the program
/// then ends in another way than by a message.
const MEMORY: usize = 100 * 1024;

/// Makes of bytes a file that a reader takes for its own, as a forger could.
type Wrap = Box<dyn Fn(&[u8]) -> Vec<u8>>;

/// A reader: its module, where its file lies, how the bytes get there, and the command that reads it.
struct Reader {
    module: &'static str,
    file: PathBuf,
    wrap: Wrap,
    args: Vec<String>,
    /// Whether a file that cannot be read is passed over, because something else takes its place.
    is_spare: bool,
}

fn plain(bytes: &[u8]) -> Vec<u8> {
    bytes.to_vec()
}

/// A journal whose checksum holds: a forger can count too.
fn journal(bytes: &[u8]) -> Vec<u8> {
    let line = |json: &[u8]| {
        let sum = sha256(json);
        let sum = sum
            .trim_start_matches("sha256:")
            .get(..16)
            .unwrap()
            .to_owned();
        [format!("{} {sum} ", json.len()).as_bytes(), json, b"\n"].concat()
    };
    let head = json!({"journal": 1, "base": "{}"}).to_string();
    [line(head.as_bytes()), line(bytes)].concat()
}

/// An index whose head fits any program's.
fn index(bytes: &[u8]) -> Vec<u8> {
    let head = json!({"format": "shenbao-board-index/1", "program": "x", "calls": {}, "digest": sha256(bytes)});
    [head.to_string().as_bytes(), b"\n", bytes].concat()
}

/// A list of a draft's versions that says to be of the version that the workspace is at.
fn versions(bytes: &[u8], id: &str, tip: &str) -> Vec<u8> {
    let digest = sha256(&[format!("{tip} true\n").as_bytes(), bytes].concat());
    let head = json!({
        "format": "shenbao-versions/1", "draft": id, "tip": tip, "whole": true, "digest": digest,
    });
    [head.to_string().as_bytes(), b"\n", bytes].concat()
}

/// What git prints in the workspace of a call that ends well.
fn git(world: &World, args: &[&str]) -> String {
    let mut git = Command::new("git");
    git.args(args).current_dir(world.workspace());
    let output = git.env_clear().envs(world.environment()).output().unwrap();
    assert!(output.status.success(), "git {args:?}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn readers(world: &World, id: &str, tip: &str) -> Vec<Reader> {
    let reader = |module, file: PathBuf, args: &[&str]| Reader {
        module,
        file,
        wrap: Box::new(plain),
        args: args.iter().map(|arg| (*arg).to_owned()).collect(),
        is_spare: false,
    };
    let folder = world.draft_file(id).parent().unwrap().to_path_buf();
    let call = world.path("call");
    let call_args = ["catalog", "check", call.to_str().unwrap()];
    let given = world.path("given.json");
    let at = given.to_str().unwrap();
    let other = world.path("other.json");
    let merged = ["merge-file", "base.json", at, other.to_str().unwrap()];
    let state = world
        .path(".local/state/shenbao/journals")
        .read_dir()
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    vec![
        reader("draft_json", world.draft_file(id), &["get", id, "plan"]),
        reader(
            "draft_json",
            world.draft_file(id),
            &["set", id, "plan", "新"],
        ),
        reader("export_json", given.clone(), &["import", at]),
        reader("review_json", given.clone(), &merged),
        reader("seen_json", given.clone(), &merged),
        reader("catalog_json", call.join("catalog.json"), &call_args),
        reader("form_json", call.join("form.json"), &call_args),
        reader("spending_json", call.join("spending.json"), &call_args),
        reader(
            "step_json",
            folder.join("steps/1.json"),
            &["set", id, "plan", "新"],
        ),
        reader("json_text", given.clone(), &["set", id, "--batch", at]),
        reader(
            "json_text",
            given.clone(),
            &["budget", "check", "2022KCZG001", at],
        ),
        reader("packet_json", given.clone(), &["review", "unpack", at]),
        Reader {
            is_spare: true,
            ..reader(
                "settings_toml",
                world.path(".config/shenbao/settings.toml"),
                &["config"],
            )
        },
        reader(
            "workspace_json",
            world.workspace().join("shenbao.json"),
            &["sync", world.path("remote").to_str().unwrap()],
        ),
        Reader {
            wrap: Box::new(journal),
            is_spare: true,
            ..reader(
                "journal",
                state.join(format!("{id}.journal")),
                &["get", id, "plan"],
            )
        },
        Reader {
            wrap: Box::new(index),
            is_spare: true,
            ..reader("board_index", state.join("board-index"), &["board"])
        },
        Reader {
            wrap: {
                let (id, tip) = (id.to_owned(), tip.to_owned());
                Box::new(move |bytes| versions(bytes, &id, &tip))
            },
            is_spare: true,
            ..reader(
                "kept_versions",
                state.join(format!("versions/{id}.list")),
                &["log", id],
            )
        },
    ]
}

/// A string of 100 MB.
const ENDLESS: &str = "100 MB of a string";

/// What is put before readers.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let many = 1_000_000;
    let members: String = (0..many).map(|n| format!("\"k{n}\":0,")).collect();
    let digits = "9".repeat(many);
    vec![
        ("arrays in arrays", "[".repeat(many).into_bytes()),
        ("objects in objects", "{\"a\":".repeat(many).into_bytes()),
        (
            "a million members",
            format!("{{{members}\"z\":0}}").into_bytes(),
        ),
        (
            "a million elements",
            format!("[{}0]", "0,".repeat(many)).into_bytes(),
        ),
        (ENDLESS, b"{\"plan\":\"".to_vec()),
        (
            "a string without end",
            format!("{{\"plan\":\"{}", "文".repeat(many)).into_bytes(),
        ),
        (
            "a member twice",
            b"{\"format\":\"shenbao-draft/1\",\"format\":\"shenbao-draft/1\"}".to_vec(),
        ),
        (
            "a member twice, once escaped",
            br#"{"format":1,"\u0066ormat":2}"#.to_vec(),
        ),
        ("a number beyond all bounds", b"{\"plan\":1e999}".to_vec()),
        (
            "a number of a million digits and a letter",
            format!("{{\"plan\":{digits}x}}").into_bytes(),
        ),
        ("half a surrogate pair", br#"{"plan":"\ud800"}"#.to_vec()),
        ("the other half", br#"{"plan":"\udc00\ud800"}"#.to_vec()),
        (
            "an escape of a million",
            format!("{{\"plan\":\"{}\"", "\\u0000".repeat(many)).into_bytes(),
        ),
        (
            "UTF-16",
            "\u{feff}{\"a\":1}"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        ),
        ("no UTF-8", b"{\"plan\":\"\xff\xfe\xc0\x80\"}".to_vec()),
        ("NULs", vec![0; many]),
        ("nothing", Vec::new()),
    ]
}

/// Runs a command that may take so much memory and no more.
fn bounded(world: &World, args: &[String]) -> Output {
    let program = env!("CARGO_BIN_EXE_shenbao");
    let script = format!("ulimit -d {MEMORY}; exec \"$@\"");
    let workspace = world.workspace();
    let mut shell = Command::new("bash");
    shell.args([
        "-c",
        &script,
        "bash",
        program,
        "--lang",
        "en",
        "--workspace",
        workspace.to_str().unwrap(),
    ]);
    shell.args(args).current_dir(world.home.path());
    shell
        .env_clear()
        .envs(world.environment())
        .stdin(Stdio::null());
    shell.output().unwrap()
}

fn check(world: &World, reader: &Reader, bomb: &str, bytes: &[u8]) {
    let told = format!("{} reading {bomb} by {:?}", reader.module, reader.args);
    std::fs::create_dir_all(reader.file.parent().unwrap()).unwrap();
    let kept = std::fs::read(&reader.file).ok();
    let bytes = (reader.wrap)(bytes);
    std::fs::write(&reader.file, &bytes).unwrap();
    if bomb == ENDLESS {
        // A hole takes no room on the disk, and reads as 100 MB.
        let file = std::fs::OpenOptions::new().write(true).open(&reader.file);
        file.unwrap().set_len(100 << 20).unwrap();
    }
    let output = bounded(world, &reader.args);
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!said.contains("panicked"), "{told}: {said}");
    if reader.is_spare {
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{told}: {:?} {said}",
            output.status
        );
    } else {
        assert_eq!(
            output.status.code(),
            Some(2),
            "{told}: {:?} {said}",
            output.status
        );
        assert!(says_where(&said), "{told}: {said}");
        let now = std::fs::read(&reader.file).unwrap();
        assert!(now.starts_with(&bytes), "{told}: the file was changed");
    }
    match kept {
        Some(kept) => std::fs::write(&reader.file, kept).unwrap(),
        None => std::fs::remove_file(&reader.file).unwrap(),
    }
}

/// Whether a message names a line and a column, a member, or the cap that was passed.
fn says_where(said: &str) -> bool {
    let place = said.split_once("(at ").map(|(_, rest)| rest);
    let place = place
        .and_then(|rest| rest.split_once("):"))
        .map(|(place, _)| place);
    let numbered = place.is_some_and(|place| {
        let parts = place.split_once(':');
        parts.is_some_and(|(line, column)| {
            line.parse::<u64>().is_ok() && column.parse::<u64>().is_ok()
        })
    });
    numbered || place.is_some_and(|place| place.starts_with('/')) || said.contains("larger than")
}

#[test]
fn bombs_are_refused_with_their_place_within_100_mb() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["board"]);
    std::fs::create_dir_all(world.path("call")).unwrap();
    let own = project().join("forms/yinchuan-2022");
    std::fs::copy(own.join("catalog.json"), world.path("call/catalog.json")).unwrap();
    std::fs::copy(world.draft_file(&id), world.path("other.json")).unwrap();
    std::fs::copy(world.draft_file(&id), world.path("base.json")).unwrap();
    git(&world, &["config", "user.name", "王工"]);
    git(&world, &["config", "user.email", "w@example.cn"]);
    git(&world, &["init", "-q", "--bare", "../remote"]);
    world.ok(&["save", &id]);
    let tip = git(&world, &["rev-parse", "HEAD"]);
    for (bomb, bytes) in bombs() {
        keep_aside(&format!("{bomb}.json"), &bytes);
        for reader in readers(&world, &id, &tip) {
            check(&world, &reader, bomb, &bytes);
        }
    }
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "");
    world.ok(&["set", &id, "plan", "还能写"]);
}

#[test]
fn every_reader_is_put_to_the_test() {
    let world = World::new();
    let id = world.new_draft();
    world.ok(&["board"]);
    let known: BTreeSet<&str> = readers(&world, &id, "")
        .iter()
        .map(|reader| reader.module)
        .collect();
    for entry in std::fs::read_dir(project().join("src/format")).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        if text.contains("pub fn read(bytes: &[u8]") || text.contains("pub fn read_draft(") {
            let module = path.file_stem().unwrap().to_str().unwrap().to_owned();
            assert!(
                known.contains(module.as_str()),
                "{module} reads bytes, and no bomb was put before it"
            );
        }
    }
}

#[test]
fn the_limit_on_memory_is_one() {
    let world = World::new();
    let id = world.new_draft();
    let script = "ulimit -d 256; exec \"$@\"";
    let mut shell = Command::new("bash");
    shell.args([
        "-c",
        script,
        "bash",
        env!("CARGO_BIN_EXE_shenbao"),
        "--workspace",
        world.workspace().to_str().unwrap(),
    ]);
    shell.args(["import", world.draft_file(&id).to_str().unwrap()]);
    let output = shell
        .env_clear()
        .envs(world.environment())
        .output()
        .unwrap();
    assert!(
        output.status.code().is_none_or(|code| code > 2),
        "{output:?}"
    );
}
