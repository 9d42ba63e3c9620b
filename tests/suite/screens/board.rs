//! The board, as it looks and as it answers to keys.

use crate::support::frame::{Screens, call};
use crate::support::world::{check_file, project};
use shenbao::app::batch::Task;
use shenbao::app::board::{Board, Line};
use shenbao::app::check::check as checked;
use shenbao::app::effect::Effect;
use shenbao::app::export::{Format, Manner};
use shenbao::app::failure::Failure;
use shenbao::app::ports::Listed;
use shenbao::domain::call::CallId;
use shenbao::domain::draft::DraftId;
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::domain::money::Money;
use shenbao::domain::project::ProjectCode;
use shenbao::domain::review::summary::Tally;
use shenbao::domain::state::State;
use shenbao::format::draft_json;
use shenbao::messages::Lang;
use shenbao::tui::batch::{Done, Found};
use shenbao::tui::msg::{Msg, Outcome};
use shenbao::tui::screens::Screen;

type Given = (
    &'static str,
    &'static str,
    &'static str,
    State,
    f64,
    usize,
    i64,
);

/// Code and letters of the id, name, applicant, state, completeness, errors, sum in yuan.
const DRAFTS: [Given; 5] = [
    (
        "2022KCZG001-aaaaaa",
        "2022年科技政策宣讲和解读",
        "银川市计算机学会",
        State::Submitted,
        1.0,
        0,
        20_000,
    ),
    (
        "2022KCZG001-bbbbbb",
        "2022年科技政策宣讲和解读",
        "宁夏农学会",
        State::Drafting,
        0.459,
        18,
        0,
    ),
    (
        "2022XHGZ002-cccccc",
        "学会科普活动项目",
        "西夏区科协",
        State::Returned,
        0.96,
        1,
        35_000,
    ),
    (
        "2022XHJL001-dddddd",
        "全国学术交流活动",
        "银川市\u{1b}[31m学会",
        State::Approved,
        1.0,
        0,
        80_000,
    ),
    (
        "2022XHJL001-eeeeee",
        "全国学术交流活动",
        "",
        State::Drafting,
        0.2,
        120,
        12_345_678,
    ),
];

fn line((id, name, applicant, state, complete, errors, yuan): Given) -> Line {
    let code = id.split('-').next().unwrap();
    Line {
        listed: Listed {
            id: DraftId::parse(id).unwrap(),
            project: ProjectCode::parse(code).unwrap(),
            call: CallId::parse("yinchuan-2022").unwrap(),
            applicant: applicant.into(),
            modified: 1_645_000_000 - u64::from(id.as_bytes()[id.len() - 1]) * 86_400,
        },
        project: name.into(),
        dropped: false,
        category: if code.contains("KCZG") {
            "“科创中国”科技经济融合发展项目"
        } else {
            "重点学会工作项目"
        }
        .into(),
        state,
        complete,
        errors,
        warnings: errors / 9,
        total: Money::from_fen(yuan * 100),
        reviews: usize::from(state == State::Approved) * 3,
        tally: Tally {
            mean: (state == State::Approved).then_some(7_900),
            ..Tally::default()
        },
    }
}

fn board(width: u16, height: u16, lang: Lang) -> Screens {
    let mut screens = Screens::new(width, height, lang);
    screens.press("<c-b>");
    assert!(
        matches!(screens.effects[..], [Effect::ReadBoard]),
        "it is read when it is opened"
    );
    let (first, rest) = DRAFTS.split_at(2);
    for (part, waiting, is_first) in [(first, 3, true), (rest, 0, false)] {
        let part = Board {
            lines: part.iter().copied().map(line).collect(),
            failed: Vec::new(),
        };
        screens.let_in(Msg::Came(Outcome::Board {
            part,
            waiting,
            first: is_first,
        }));
    }
    screens
}

fn ids(screens: &Screens) -> Vec<String> {
    let Some(Screen::Board(board)) = screens.model.top() else {
        panic!("the board has the keys");
    };
    let last =
        |line: &Line| line.listed.id.as_str().split('-').next_back().unwrap()[..1].to_owned();
    board.shown().map(last).collect()
}

#[test]
fn the_board_in_both_sizes_and_languages() {
    for (name, lang, width, height, keys) in [
        ("board-80x24-zh", Lang::Zh, 80, 24, "<tab>"),
        ("board-120x40-zh", Lang::Zh, 120, 40, "<c-g>"),
        ("board-80x24-en", Lang::En, 80, 24, "<c-g><c-g><c-g>"),
        ("board-120x40-en", Lang::En, 120, 40, ""),
    ] {
        let mut screens = board(width, height, lang);
        screens.press(keys);
        check_file(&format!("tests/snapshots/{name}.txt"), &screens.frame());
    }
}

#[test]
fn typing_narrows_and_keys_sort_and_group() {
    let mut screens = board(80, 24, Lang::Zh);
    for (keys, expected) in [
        ("", "abcde"),
        ("<c-t>", "abcde"),
        ("<c-t>", "ebcda"),
        ("<c-t>", "beacd"),
        ("<c-t>", "edcab"),
        ("<c-t>", "ebcad"),
        ("<c-t>", "adcbe"),
        ("<c-t>", "abcde"),
        ("yc", "ad"),
        (" yitijiao", "a"),
        ("<esc>", "abcde"),
        ("xhgz", "cde"),
        ("<esc><c-g><c-g><c-g>", "beacd"),
    ] {
        screens.press(keys);
        assert_eq!(ids(&screens).concat(), expected, "after {keys}");
    }
}

#[test]
fn what_was_found_in_many_says_in_words_where() {
    let (call, mut screens) = (call(), board(80, 24, Lang::Zh));
    let full = project().join("tests/fixtures/applications/full.json");
    let mut draft = draft_json::read(&std::fs::read(full).unwrap())
        .unwrap()
        .draft;
    let row = draft.rows("budget")[0].id.clone();
    let at = FieldPath::cell("budget", &row, "item");
    let text = String::new();
    draft.apply(&Edit::Set { at, text }).unwrap();
    let project = call.catalog.project(draft.origin.project.as_str()).unwrap();
    let found = checked(&call, project, &draft).findings.into_iter();
    let found: Vec<Found> = found
        .map(|finding| Found::new(finding, &call, project, &draft))
        .collect();
    let id = draft.origin.id.clone();
    let came = Ok(found);
    screens.let_in(Msg::Came(Outcome::Batch(
        Task::Check,
        vec![Done { id, came }],
    )));
    let frame = screens.frame();
    assert!(frame.contains("预算明细第 1 行·内容："), "{frame}");
    assert!(!frame.contains("budget/"), "{frame}");
    let english = screens.press("<f12>").frame();
    assert!(english.contains("Budget lines row 1·Item: "), "{english}");
}

#[test]
fn what_is_picked_is_checked_and_exported_and_can_be_stopped() {
    let mut screens = board(80, 24, Lang::Zh);
    screens.press("<tab><tab><c-k>");
    let Some(Effect::Batch { task, drafts }) = screens.effects.last().cloned() else {
        panic!("{:?}", screens.effects);
    };
    assert_eq!((task, drafts.len()), (Task::Check, 2));
    screens.let_in(Msg::Came(Outcome::Progress { done: 1, all: 2 }));
    assert!(screens.frame().contains("1/2"));
    screens.press("<esc>");
    assert!(matches!(screens.effects.last(), Some(Effect::Stop)));
    // What is filtered out is not meant, though it stays picked.
    screens.press("ningxia<c-e>out<enter>");
    let Some(Effect::Batch { task, drafts }) = screens.effects.last().cloned() else {
        panic!("{:?}", screens.effects);
    };
    let manner = Manner {
        format: Format::Docx,
        ..Manner::default()
    };
    let folder = "out".to_owned();
    assert_eq!(task, Task::Export { folder, manner });
    assert_eq!(drafts.len(), 1);
    let refused = Done {
        id: drafts[0].clone(),
        came: Err(Failure::NotReady(18)),
    };
    screens.let_in(Msg::Came(Outcome::Batch(task, vec![refused])));
    let frame = screens.frame();
    assert!(frame.contains("bbbbbb") && frame.contains("18"), "{frame}");
    screens.press("<esc><esc><esc><esc>");
    assert!(screens.frame().contains("项目目录"));
}

#[test]
fn files_that_are_there_are_replaced_all_together_after_one_question() {
    use shenbao::app::failure::{Cause, Place};
    for lang in [Lang::Zh, Lang::En] {
        let mut screens = board(80, 24, lang);
        screens.press("<c-a><c-e>out<enter>");
        let Some(Effect::Batch { task, drafts }) = screens.effects.last().cloned() else {
            panic!("{:?}", screens.effects);
        };
        let there = |id: &DraftId| {
            Failure::Unwritable(Place {
                path: format!("out/{}.docx", id.as_str()),
                cause: Cause::Exists,
            })
        };
        // The first was written, the second is not ready, all others are there already.
        let done = drafts.iter().enumerate().map(|(index, id)| Done {
            id: id.clone(),
            came: match index {
                0 => Ok(Vec::new()),
                1 => Err(Failure::NotReady(18)),
                _ => Err(there(id)),
            },
        });
        screens.let_in(Msg::Came(Outcome::Batch(task.clone(), done.collect())));
        let frame = screens.frame();
        let asked = format!("{}", drafts.len() - 2);
        assert!(
            frame.contains(&asked) && frame.contains(drafts[2].as_str()),
            "{frame}"
        );
        screens.press("<enter>");
        let Some(Effect::Batch {
            task,
            drafts: again,
        }) = screens.effects.last().cloned()
        else {
            panic!("{:?}", screens.effects);
        };
        let Task::Export { manner, folder } = task else {
            panic!("{task:?}");
        };
        assert!(manner.replace && folder == "out");
        assert_eq!(again, drafts[2..]);
        // What is not ready is still told below.
        assert!(screens.frame().contains("18"), "{}", screens.frame());
        // Who says no replaces nothing.
        let task = Task::Export {
            manner: Manner::default(),
            folder,
        };
        let id = drafts[0].clone();
        let came = Err(there(&id));
        screens.let_in(Msg::Came(Outcome::Batch(task, vec![Done { id, came }])));
        screens.effects.clear();
        screens.press("<esc>");
        assert!(
            !screens
                .effects
                .iter()
                .any(|one| matches!(one, Effect::Batch { .. }))
        );
    }
}

#[test]
fn the_board_itself_goes_out_as_it_is_shown() {
    use shenbao::app::export::BoardFormat;
    for (keys, format) in [
        ("<up><enter>", BoardFormat::Csv),
        ("<up><up>x.xlsx<enter>", BoardFormat::Xlsx),
    ] {
        let mut screens = board(80, 24, Lang::Zh);
        screens.press("xhgz<c-t><c-e>");
        assert!(screens.frame().contains("总览 CSV"), "{}", screens.frame());
        screens.press(keys);
        let shown = ids(&screens);
        let Some(Effect::ExportBoard {
            board, format: to, ..
        }) = screens.effects.last()
        else {
            panic!("{:?}", screens.effects.last());
        };
        let written = board.lines.iter().map(|line| line.listed.id.as_str());
        let written: Vec<&str> = written.map(|id| &id[id.len() - 1..]).collect();
        assert_eq!((written.concat(), *to), (shown.concat(), format));
    }
}
