//! The version that the program tells: with the commit it was built from, where it is built from a clone of its own.
//!
//! Debug builds leave the commit out, so that a commit does not make everything be built again.

use std::env;
use std::io::Write;
use std::path::Path;
use std::process::Command;

fn main() {
    let set = |name: &str| env::var(name).unwrap_or_default();
    let version = set("CARGO_PKG_VERSION");
    let mut lines = vec![
        "rerun-if-changed=build.rs".to_owned(),
        "rerun-if-env-changed=SHENBAO_COMMIT".to_owned(),
    ];
    let given = Some(set("SHENBAO_COMMIT")).filter(|commit| !commit.is_empty());
    let commit = given.or_else(|| {
        let root = set("CARGO_MANIFEST_DIR");
        let is_release = set("PROFILE") == "release";
        is_release.then(|| of_clone(&root, &mut lines)).flatten()
    });
    lines.push(match commit {
        Some(commit) => format!("rustc-env=SHENBAO_VERSION={version} ({commit})"),
        None => format!("rustc-env=SHENBAO_VERSION={version}"),
    });
    let text: String = lines.iter().map(|line| format!("cargo:{line}\n")).collect();
    // Cargo reads it; where it does not, there is nobody to tell.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// The commit of the clone that the source lies in; `None` for a tarball, also one that was unpacked in another clone.
fn of_clone(root: &str, lines: &mut Vec<String>) -> Option<String> {
    let top = git(root, &["rev-parse", "--show-toplevel"])?;
    if Path::new(&top).canonicalize().ok()? != Path::new(root).canonicalize().ok()? {
        return None;
    }
    let log = git(root, &["rev-parse", "--git-path", "logs/HEAD"])?;
    let log = Path::new(root).join(log);
    lines.push(format!("rerun-if-changed={}", log.display()));
    git(root, &["rev-parse", "--short=10", "HEAD"])
}

fn git(root: &str, args: &[&str]) -> Option<String> {
    let output = Command::new("git")
        .args(args)
        .current_dir(root)
        .output()
        .ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_owned())
}
