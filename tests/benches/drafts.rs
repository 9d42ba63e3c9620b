//! Loading, judging, listing and handing out drafts: `cargo bench --bench drafts`.

use criterion::{Criterion, criterion_group, criterion_main};
use shenbao::app::board::Board;
use shenbao::app::check::check;
use shenbao::app::export::Format;
use shenbao::app::ports::{BoardIndex, Drafts};
use shenbao::cli::export::{Application, bytes};
use shenbao::domain::board_index::Index;
use shenbao::domain::call::Call;
use shenbao::domain::draft::{Draft, DraftId, Origin};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::domain::outline::{addresses, prefilled};
use shenbao::domain::project::Project;
use shenbao::format::{call_files, draft_json};
use shenbao::messages::Lang;
use shenbao::store::calls::FolderCalls;
use shenbao::store::drafts::FolderDrafts;
use shenbao::store::paths;
use shenbao::store::reviews::FolderReviews;
use std::hint::black_box;

fn call() -> Call {
    call_files::read(&call_files::built_in()).expect("the built-in call is whole")
}

/// A draft with printed words in every field that takes many.
fn draft(call: &Call, project: &Project, id: &str) -> Draft {
    let origin = Origin {
        id: DraftId::parse(id).expect("an id"),
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: String::new(),
        created: "2022-02-18T01:02:03Z".into(),
    };
    let mut draft = prefilled(origin, &call.form, project);
    let places = addresses(&call.form, project, &draft);
    let long = places.into_iter().filter(|entry| entry.asks.is_paragraph());
    let long: Vec<FieldPath> = long.map(|entry| entry.at).collect();
    for at in long {
        let text = project.content.repeat(4);
        draft.apply(&Edit::Set { at, text }).expect("it fits");
    }
    draft
}

fn one(criterion: &mut Criterion) {
    let call = call();
    let project = call.catalog.projects.first().expect("it has projects");
    let draft = draft(&call, project, "2022KCZG001-bench0");
    let text = draft_json::write(&draft);
    criterion.bench_function("load a draft", |bencher| {
        bencher.iter(|| black_box(draft_json::read(text.as_bytes())));
    });
    criterion.bench_function("judge a draft", |bencher| {
        bencher.iter(|| black_box(check(&call, project, &draft)));
    });
    let application = Application {
        call: &call,
        project,
        draft: &draft,
        steps: &[],
        now: "2022-02-18T01:02:03Z",
        notebooks: &[],
        hidden: 0,
        lang: Lang::Zh,
    };
    for format in [Format::Json, Format::Docx, Format::Xlsx] {
        criterion.bench_function(&format!("export a draft as {}", format.name()), |bencher| {
            bencher.iter(|| black_box(bytes(&application, format, true)));
        });
    }
}

/// Knows nothing from before.
struct Nothing;

impl BoardIndex for Nothing {
    fn load(&self) -> Index {
        Index::default()
    }

    fn keep(&self, _: &Index) {}
}

fn many(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = paths::find(Some(folder.path()), folder.path()).expect("its paths");
    let mut drafts = FolderDrafts::new(paths.clone());
    let (calls, reviews) = (FolderCalls::new(&paths), FolderReviews::new(paths));
    let call = call();
    for (index, project) in call.catalog.projects.iter().cycle().take(200).enumerate() {
        let id = format!("{}-b{index:05}", project.code.as_str());
        drafts
            .create(&draft(&call, project, &id))
            .expect("it can be made");
    }
    let mut group = criterion.benchmark_group("board");
    group.sample_size(20);
    group.bench_function("200 drafts, no index", |bencher| {
        bencher.iter(|| black_box(Board::read(&drafts, &calls, &reviews, &Nothing)));
    });
}

criterion_group!(benches, one, many);
criterion_main!(benches);
