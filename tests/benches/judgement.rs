//! Judging budget lines: `cargo bench --bench judgement`.

use criterion::{Criterion, criterion_group, criterion_main};
use shenbao::domain::budget::BudgetLine;
use shenbao::domain::rules::spending::{Budget, check_budget};
use shenbao::format::call_files;
use std::hint::black_box;

/// A thousand lines from the labelled ones, with numbers.
fn lines() -> Vec<BudgetLine> {
    let text = include_str!("../fixtures/spending/look.tsv");
    let labelled = text.lines().filter(|line| !line.starts_with('#'));
    let labelled: Vec<Vec<&str>> = labelled.map(|line| line.split('\t').collect()).collect();
    (0..1_000)
        .map(|index| {
            let cells = &labelled[index % labelled.len()];
            BudgetLine {
                category: cells[1].into(),
                item: format!("{}{index}", cells[2]),
                quantity: "4".into(),
                unit: cells[3].into(),
                unit_price: format!("{}", 100 + index),
                ..BudgetLine::default()
            }
        })
        .collect()
}

fn judge(criterion: &mut Criterion) {
    let call = call_files::read(&call_files::built_in()).expect("the built-in call is whole");
    let project = call.catalog.projects.first().expect("it has projects");
    let (lines, ids): (Vec<BudgetLine>, Vec<String>) =
        (lines(), (0..1_000).map(|index| index.to_string()).collect());
    criterion.bench_function("judge 1,000 budget lines", |bencher| {
        bencher.iter(|| {
            let budget = Budget {
                table: "budget",
                rows: ids.iter().map(String::as_str).zip(&lines).collect(),
                project,
                taxonomy: &call.taxonomy,
                cap_fen: None,
            };
            black_box(check_budget(&budget))
        });
    });
    criterion.bench_function("read the built-in call", |bencher| {
        bencher.iter(|| {
            let call = call_files::read(&call_files::built_in()).expect("it is whole");
            // All of it, as a command may ask for each part.
            black_box((&*call.catalog, &*call.form, &*call.taxonomy));
            call
        });
    });
}

criterion_group!(benches, judge);
criterion_main!(benches);
