//! The import of an annex as a screen: doubts first, each settled or corrected beside the words it was read from.

use crate::support::frame::Screens;
use crate::support::world::{check_file, project};
use shenbao::app::annex::Annex;
use shenbao::app::effect::Effect;
use shenbao::domain::call::CallId;
use shenbao::domain::doubt::Column;
use shenbao::domain::spending::KindId;
use shenbao::format::{annex, docx};
use shenbao::messages::Lang;
use shenbao::tui::msg::{Msg, Outcome};
use shenbao::tui::screens::Screen;

fn annex_of(name: &str) -> Annex {
    let path = project().join(format!("tests/fixtures/annex/{name}.docx"));
    let bytes = std::fs::read(path).unwrap();
    let kind = KindId::parse("any").unwrap();
    let id = CallId::parse("next-2023").unwrap();
    let document = docx::read::read(&bytes).unwrap();
    Annex {
        reading: annex::read(&document, &id, &|_, _| vec![kind.clone()]),
        name: format!("{name}.docx"),
        bytes,
    }
}

fn screens(width: u16, height: u16, lang: Lang) -> Screens {
    let mut screens = Screens::new(width, height, lang);
    screens.let_in(Msg::Came(Outcome::AnnexRead(Box::new(annex_of(
        "sections",
    )))));
    screens
}

#[test]
fn the_import_in_both_sizes_and_languages() {
    for (width, height) in [(80, 24), (120, 40)] {
        for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
            let mut screens = screens(width, height, lang);
            screens.press("<down><down>");
            let file = format!("tests/snapshots/import-{width}x{height}-{name}.txt");
            check_file(&file, &screens.frame());
        }
    }
}

#[test]
fn a_value_is_corrected_in_place_beside_its_print() {
    let mut screens = screens(80, 24, Lang::Zh);
    screens.press("<down><down><down><down><enter>");
    check_file("tests/snapshots/import-edit-80x24-zh.txt", &screens.frame());
    screens.press("、印刷费<enter>");
    let Some(Screen::Import(import)) = screens.model.top() else {
        panic!("the import stays");
    };
    let project = import.annex.reading.catalog.project("SZ2304").unwrap();
    assert_eq!(project.scope.text, "同上，另可列支交通费、印刷费");
    assert!(project.scope.items.iter().any(|item| item.name == "印刷费"));
    assert!(import.settled.contains(&4), "what was corrected is settled");
}

#[test]
fn a_wrong_correction_stays_to_be_mended() {
    let mut screens = screens(80, 24, Lang::Zh);
    let Some(Screen::Import(import)) = screens.model.screens.last_mut() else {
        panic!("the import");
    };
    let doubts = import.annex.reading.doubts.len();
    import.chosen = doubts + 3;
    screens.press("<enter>/5<enter>");
    let Some(Screen::Import(import)) = screens.model.top() else {
        panic!("the import stays");
    };
    assert_eq!(import.editing.as_ref().unwrap().text, "2023-10-31/5");
    assert_eq!(import.editing.as_ref().unwrap().column, Column::Due);
    screens.press("<esc>");
    let Some(Screen::Import(import)) = screens.model.top() else {
        panic!("the import stays");
    };
    assert!(import.editing.is_none());
}

#[test]
fn a_settled_import_is_kept_under_the_id_that_is_given() {
    let mut screens = screens(80, 24, Lang::Zh);
    let Some(Screen::Import(import)) = screens.model.top() else {
        panic!("the import");
    };
    let doubts = import.annex.reading.doubts.len();
    screens.press(&"<tab>".repeat(doubts)).press("<c-s>");
    check_file("tests/snapshots/import-keep-80x24-zh.txt", &screens.frame());
    screens.press("b<enter>");
    let kept = screens.effects.iter().find_map(|effect| match effect {
        Effect::KeepCall(annex) => Some(annex.reading.catalog.call.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(kept.as_deref(), Some("next-2023b"));
}
