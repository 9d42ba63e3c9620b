//! Comparing, merging and finding remarks again: `cargo bench --bench texts`.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use shenbao::domain::anchor::{Anchor, Search};
use shenbao::domain::call::Call;
use shenbao::domain::diff::text::{Grain, compare};
use shenbao::domain::draft::{Draft, DraftId, Origin};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::domain::merge::merge;
use shenbao::domain::outline::prefilled;
use shenbao::format::call_files;
use std::hint::black_box;

fn call() -> Call {
    call_files::read(&call_files::built_in()).expect("the built-in call is whole")
}

/// Paragraphs of 400 printed characters, to so many bytes.
fn paragraphs(call: &Call, bytes: usize) -> Vec<String> {
    let projects = call.catalog.projects.iter();
    let printed = projects.flat_map(|project| project.indicators.iter());
    let printed: Vec<char> = printed.flat_map(|one| one.text.chars()).collect();
    let paragraph = |index: usize| {
        let from = index * 367;
        (from..from + 400)
            .map(|at| printed[at % printed.len()])
            .collect()
    };
    (0..bytes / 1_200).map(paragraph).collect()
}

/// The same with a word put into each paragraph, and the last one moved to the front.
fn edited(paragraphs: &[String]) -> Vec<String> {
    let words = ["专家", "三十家", "知识产权", "120"];
    let edited = paragraphs.iter().enumerate().map(|(index, text)| {
        let at = text
            .char_indices()
            .nth(index * 31 % 390)
            .map_or(0, |(at, _)| at);
        format!(
            "{}{}{}",
            &text[..at],
            words[index % words.len()],
            &text[at..]
        )
    });
    let mut edited: Vec<String> = edited.collect();
    let last = edited.pop().unwrap_or_default();
    edited.insert(0, last);
    edited
}

fn comparing(criterion: &mut Criterion) {
    let call = call();
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(20);
    for bytes in [10_000, 200_000, 1_000_000] {
        let old = paragraphs(&call, bytes);
        let (old, new) = (old.join("\n"), edited(&old).join("\n"));
        for grain in [Grain::Words, Grain::Chars] {
            let id = BenchmarkId::new(format!("{grain:?}"), bytes);
            group.bench_function(id, |bencher| {
                bencher.iter(|| black_box(compare(&old, &new, grain)));
            });
        }
    }
}

fn finding(criterion: &mut Criterion) {
    let call = call();
    let old = paragraphs(&call, 10_000);
    let (old, new) = (old.join("\n"), edited(&old).join("\n"));
    let at = FieldPath::parse("plan").expect("a path");
    let remark = |index: usize| Anchor::on(at.clone(), &old, index * 60..index * 60 + 12);
    let remarks: Vec<Anchor> = (0..50).map(remark).collect();
    criterion.bench_function("find 50 remarks in 10 KB again", |bencher| {
        bencher.iter(|| {
            let search = Search::new(Some(&old), &new);
            remarks
                .iter()
                .for_each(|one| drop(black_box(search.find(one))));
        });
    });
}

fn draft(call: &Call, plan: &str) -> Draft {
    let project = call.catalog.projects.first().expect("it has projects");
    let origin = Origin {
        id: DraftId::parse("2022KCZG001-bench0").expect("an id"),
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: String::new(),
        created: "2022-02-18T01:02:03Z".into(),
    };
    let mut draft = prefilled(origin, &call.form, project);
    let at = FieldPath::parse("plan").expect("a path");
    let text = plan.to_owned();
    draft.apply(&Edit::Set { at, text }).expect("it fits");
    draft
}

fn merging(criterion: &mut Criterion) {
    let call = call();
    let paragraphs = paragraphs(&call, 10_000);
    let (mut ours, mut theirs) = (paragraphs.clone(), paragraphs.clone());
    ours[1] = edited(&paragraphs)[2].clone();
    theirs.remove(5);
    let sides = [&paragraphs, &ours, &theirs].map(|side| draft(&call, &side.join("\n")));
    let [base, ours, theirs] = &sides;
    criterion.bench_function("merge two drafts of 10 KB", |bencher| {
        bencher.iter(|| black_box(merge(base, ours, theirs)));
    });
}

criterion_group!(benches, comparing, finding, merging);
criterion_main!(benches);
