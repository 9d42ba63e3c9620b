//! The built-in catalog is what the program's own reader makes of the printed annex.

use crate::support::frame::call;
use crate::support::world::{World, check_file, project};
use shenbao::domain::measure::Target;
use std::fmt::Write;

#[test]
fn importing_the_annex_gives_the_committed_catalog_byte_for_byte() {
    let world = World::new();
    let annex = project().join("forms/yinchuan-2022/annex.txt");
    let out = world.path("call");
    let args = [
        "catalog",
        "import",
        annex.to_str().unwrap(),
        "--call",
        "yinchuan-2022",
        "-o",
        out.to_str().unwrap(),
    ];
    world.ok(&args);
    let made = std::fs::read_to_string(out.join("catalog.json")).unwrap();
    check_file("forms/yinchuan-2022/catalog.json", &made);
}

#[test]
fn the_catalog_has_what_was_printed() {
    let catalog = &call().catalog;
    assert_eq!(catalog.projects.len(), 16);
    let mut categories: Vec<&str> = catalog
        .projects
        .iter()
        .map(|project| project.category.as_str())
        .collect();
    categories.dedup();
    assert_eq!(categories.len(), 4);
    let late = jiff::civil::date(2022, 6, 30);
    let mental = catalog
        .projects
        .iter()
        .filter(|project| project.due == Some(late))
        .count();
    assert_eq!(mental, 4);
    assert!(
        catalog
            .projects
            .iter()
            .all(|p| p.due == Some(late) || p.due == Some(jiff::civil::date(2022, 10, 30)))
    );
    assert_eq!(
        catalog
            .projects
            .iter()
            .map(|project| project.indicators.len())
            .sum::<usize>(),
        105
    );
    let annex = std::fs::read_to_string(project().join("forms/yinchuan-2022/annex.txt")).unwrap();
    for project in &catalog.projects {
        for text in [&project.content, &project.scope.text] {
            assert!(annex.contains(text.as_str()), "{text}");
        }
        assert!(
            project
                .indicators
                .iter()
                .all(|indicator| annex.contains(&indicator.text))
        );
    }
}

/// Every indicator with its measures, checked against the print line by line when the file was made.
#[test]
fn every_measure_of_the_annex_is_as_it_was_checked() {
    let mut out = String::from("# 指标与量化要求：已逐条与附件核对\n");
    for project in &call().catalog.projects {
        writeln!(out, "\n{} {}", project.code.as_str(), project.name).unwrap();
        for indicator in &project.indicators {
            writeln!(out, "{} {}", indicator.label, indicator.text).unwrap();
            for m in &indicator.measures {
                let words: String = indicator
                    .text
                    .chars()
                    .skip(m.span.start)
                    .take(m.span.len())
                    .collect();
                let target = match m.target {
                    Target::AtLeast(n) => format!(">= {n}"),
                    Target::AtMost(n) => format!("<= {n}"),
                    Target::Exactly(n) => format!("== {n}"),
                    Target::Between(low, high) => format!("{low}..{high}"),
                    Target::MoreThan(n) => format!("> {n}"),
                    Target::LessThan(n) => format!("< {n}"),
                    Target::About(n) => format!("~ {n}"),
                };
                let per = m.per.as_deref().unwrap_or("");
                let of = m
                    .relative_to
                    .as_deref()
                    .map(|of| format!("（{of}）"))
                    .unwrap_or_default();
                let soft = if m.advisory { " 原则上" } else { "" };
                let either = if m.alternative.is_some() {
                    " 任一"
                } else {
                    ""
                };
                writeln!(
                    out,
                    "    {per}[{}] {target} {}{of}{soft}{either}  “{words}”",
                    m.subject, m.unit
                )
                .unwrap();
            }
            if indicator.measures.is_empty() {
                writeln!(
                    out,
                    "    无数量（{:?}） {}",
                    indicator.kind,
                    indicator.evidence.join("、")
                )
                .unwrap();
            }
        }
    }
    check_file("tests/snapshots/measures.txt", &out);
}

#[test]
fn broken_data_is_refused_with_its_file_and_place() {
    let world = World::new();
    let folder = world.path("call");
    std::fs::create_dir_all(&folder).unwrap();
    let good = std::fs::read_to_string(project().join("forms/yinchuan-2022/catalog.json")).unwrap();
    for (from, to, place) in [
        (
            "\"code\": \"2022KCZG002\"",
            "\"code\": \"2022KCZG001\"",
            "/projects/1/code",
        ),
        (
            "\"due\": \"2022-10-30\"",
            "\"due\": \"2022-13-30\"",
            "/projects/0/due",
        ),
        ("\"seq\": 1,", "\"seq\": \"one\",", "/projects/0"),
        (
            "\"op\": \">=\"",
            "\"op\": \"=>\"",
            "/projects/0/indicators/1/measures/0",
        ),
        (
            "\"name\": \"讲师劳务费\"",
            "\"name\": \"不在原文\"",
            "/projects/0/scope/items/0",
        ),
        ("{", "{,", "1:"),
    ] {
        std::fs::write(folder.join("catalog.json"), good.replacen(from, to, 1)).unwrap();
        let (json, code) = world.json(&["catalog", "check", folder.to_str().unwrap()]);
        assert_eq!(code, Some(2), "{from}");
        let fault = &json["faults"][0];
        assert!(fault["file"].as_str().unwrap().ends_with("catalog.json"));
        assert!(
            fault["place"].as_str().unwrap().starts_with(place),
            "{fault}"
        );
    }
    std::fs::write(folder.join("catalog.json"), &good).unwrap();
    assert_eq!(
        world
            .json(&["catalog", "check", folder.to_str().unwrap()])
            .1,
        Some(0)
    );
}

#[test]
fn a_call_in_the_workspace_and_one_of_the_user_are_found() {
    let world = World::new();
    let good = std::fs::read_to_string(project().join("forms/yinchuan-2022/catalog.json")).unwrap();
    for (folder, id) in [
        (world.workspace().join("calls/next-2023"), "next-2023"),
        (world.path(".config/shenbao/calls/mine"), "mine"),
    ] {
        std::fs::create_dir_all(&folder).unwrap();
        let named = good
            .replace(
                "\"call\": \"yinchuan-2022\"",
                &format!("\"call\": \"{id}\""),
            )
            .replace("2022", "2023");
        std::fs::write(folder.join("catalog.json"), named).unwrap();
    }
    let (json, _) = world.json(&["catalog", "list"]);
    assert_eq!(json.as_array().unwrap().len(), 48);
    assert!(
        world
            .ok(&["new", "2023KCZG001"])
            .starts_with("2023KCZG001-")
    );
}
