//! Who may name whom. The source is read as tokens, so comments and strings do not count, and macros do.

use crate::support::world::project;
use proc_macro2::{TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each layer with the layers it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("domain", &["text"]),
    ("format", &["domain", "text"]),
    ("app", &["domain", "text"]),
    ("messages", &["domain", "app", "text"]),
    ("store", &["app", "domain", "format"]),
    ("tui", &["app", "domain", "text", "messages"]),
    ("cli", &["app", "domain", "format", "messages", "text"]),
];

/// Names of other people, with the places that may use them.
const FENCED: &[(&str, &[&str])] = &[
    ("ratatui", &["src/tui"]),
    ("crossterm", &["src/tui"]),
    ("tui_textarea", &["src/tui/widgets"]),
    ("serde", &["src/format"]),
    ("schemars", &["src/format"]),
    ("directories", &["src/store/paths.rs"]),
    ("similar", &["src/domain/diff"]),
    ("clap", &["src/cli"]),
    ("tempfile", &["src/store"]),
    ("toml", &["src/format/settings_toml.rs"]),
    ("signal_hook", &["src/tui/terminal"]),
];

/// What the pure layers never touch.
const IMPURE: &[&str] = &[
    "fs",
    "env",
    "process",
    "net",
    "thread",
    "SystemTime",
    "Instant",
    "stdin",
    "stdout",
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Every path that a token stream names, groups unfolded: `crate::{a, b::c}` is `crate::a` and `crate::b::c`.
fn paths(stream: TokenStream, prefix: &[String], out: &mut BTreeSet<Vec<String>>) {
    let mut path: Vec<String> = prefix.to_vec();
    let mut joined = true;
    let mut colons = 0;
    for token in stream {
        match token {
            TokenTree::Ident(ident) => {
                if !joined {
                    path = prefix.to_vec();
                }
                path.push(ident.to_string());
                out.insert(path.clone());
                joined = false;
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                colons += 1;
                joined = colons == 2;
            }
            TokenTree::Group(group) => {
                let inner = if joined && colons == 2 {
                    path.clone()
                } else {
                    prefix.to_vec()
                };
                paths(group.stream(), &inner, out);
                if !(joined && colons == 2) {
                    paths(group.stream(), &[], out);
                }
                path = prefix.to_vec();
                (joined, colons) = (true, 0);
            }
            TokenTree::Punct(punct) => {
                path = prefix.to_vec();
                (joined, colons) = (punct.as_char() != '\'', 0);
            }
            TokenTree::Literal(_) => (path, joined, colons) = (prefix.to_vec(), true, 0),
        }
    }
}

fn named(source: &str) -> BTreeSet<Vec<String>> {
    let mut out = BTreeSet::new();
    paths(source.parse().unwrap(), &[], &mut out);
    out
}

/// The breaches in a file that lies at `path` below the project.
fn breaches(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let layer = path
        .trim_start_matches("src/")
        .split(['/', '.'])
        .next()
        .unwrap();
    let allowed = MAY_NAME
        .iter()
        .find(|(name, _)| *name == layer)
        .map(|(_, allowed)| *allowed);
    for name in named(source) {
        if let ("crate", Some(other), Some(allowed)) = (name[0].as_str(), name.get(1), allowed) {
            let is_layer = MAY_NAME.iter().any(|(name, _)| name == other);
            if is_layer && other != layer && !allowed.contains(&other.as_str()) {
                found.push(format!("{path} names {}", name.join("::")));
            }
        }
        for (fenced, places) in FENCED {
            let names_it = name[0] == *fenced
                || (name.len() > 1 && name[1] == *fenced && name[0] == "ratatui");
            if names_it
                && path != "src/main.rs"
                && !places.iter().any(|place| path.starts_with(place))
            {
                found.push(format!("{path} names {fenced}"));
            }
        }
        let pure = matches!(layer, "text" | "domain" | "format" | "app" | "messages");
        if pure && name[0] == "std" && name.iter().any(|part| IMPURE.contains(&part.as_str())) {
            found.push(format!("{path} names {}", name.join("::")));
        }
    }
    found
}

#[test]
fn every_layer_names_only_those_below_it() {
    let mut all = Vec::new();
    files(&project().join("src"), &mut all);
    let mut found: Vec<String> = all
        .iter()
        .flat_map(|file| {
            let path = file
                .strip_prefix(project())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            breaches(&path, &std::fs::read_to_string(file).unwrap())
        })
        .collect();
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_breach_is_found_however_it_is_written() {
    for source in [
        "use crate::tui::model::Model;",
        "use crate::{text, tui::model};",
        "fn f() { let x = crate::store::fs::read(); }",
        "fn f() { assert_eq!(1, crate::cli::run()); }",
        "use std::{collections::BTreeMap, fs};",
        "use serde::Serialize;",
    ] {
        assert!(
            !breaches("src/domain/draft.rs", source).is_empty(),
            "{source}"
        );
    }
    assert!(
        breaches(
            "src/domain/draft.rs",
            "// crate::tui\nconst X: &str = \"crate::store\"; use crate::text::fold;"
        )
        .is_empty()
    );
}
