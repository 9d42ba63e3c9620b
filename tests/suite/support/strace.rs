//! The program under `strace`: what it asks of the system, and what it does when one of these calls fails.

use super::world::World;
use std::process::{Command, Output, Stdio};

/// A call that touched the test's own folder: its process's count of that call, its name, and the whole line.
#[derive(Clone, Debug)]
pub struct Call {
    pub name: String,
    pub count: usize,
    pub line: String,
}

/// Calls that change something, or that open a file.
const CALLS: &str = "openat,write,pwrite64,writev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,mkdir,mkdirat";

/// Whether there is a `strace` that may trace. `SHENBAO_NEEDS_STRACE` makes its absence a failure; else it is told.
pub fn is_there() -> bool {
    let traced = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .status();
    let there = traced.is_ok_and(|status| status.success());
    assert!(
        there || std::env::var_os("SHENBAO_NEEDS_STRACE").is_none(),
        "there is no strace that may trace"
    );
    if !there {
        println!("passed over: there is no strace that may trace");
    }
    there
}

/// The words that start the program under `strace`, with a fault (`write:error=ENOSPC:when=3`) or without.
pub fn words(world: &World, fault: Option<&str>) -> Vec<String> {
    let log = world.path("strace.log").to_str().unwrap().to_owned();
    let mut words: Vec<String> = ["strace", "-qq", "-y", "-s", "60", "-o", &log]
        .map(str::to_owned)
        .to_vec();
    let filter = fault.map_or_else(
        || format!("trace={CALLS}"),
        |fault| format!("inject={fault}"),
    );
    words.extend([
        "-e".to_owned(),
        filter,
        env!("CARGO_BIN_EXE_shenbao").to_owned(),
    ]);
    words
}

/// Runs a command of the program under `strace`.
pub fn run(world: &World, args: &[&str], fault: Option<&str>) -> Output {
    let words = words(world, fault);
    let mut command = Command::new(&words[0]);
    command
        .args(&words[1..])
        .args(["--workspace", world.workspace().to_str().unwrap()])
        .args(args);
    command
        .current_dir(world.home.path())
        .env_clear()
        .envs(world.environment());
    command.stdin(Stdio::null()).output().unwrap()
}

/// The calls of the last run that touched the test's folder, in order.
pub fn calls(world: &World) -> Vec<Call> {
    let log = std::fs::read_to_string(world.path("strace.log")).unwrap();
    let home = world.home.path().to_str().unwrap();
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    let mut found = Vec::new();
    for line in log.lines() {
        let Some((name, _)) = line.split_once('(') else {
            continue;
        };
        let count = counts.entry(name).or_default();
        *count += 1;
        if line.contains(home) {
            found.push(Call {
                name: name.to_owned(),
                count: *count,
                line: line.to_owned(),
            });
        }
    }
    found
}
