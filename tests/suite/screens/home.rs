//! The catalog, as it looks.

use crate::support::frame::Screens;
use crate::support::world::check_file;
use shenbao::messages::Lang;

fn check(name: &str, lang: Lang, width: u16, height: u16, script: &str) {
    let mut screens = Screens::new(width, height, lang);
    screens.press(script);
    check_file(&format!("tests/snapshots/{name}.txt"), &screens.frame());
}

#[test]
fn the_catalog_in_both_sizes_and_languages() {
    check("catalog-80x24-zh", Lang::Zh, 80, 24, "");
    check("catalog-120x40-zh", Lang::Zh, 120, 40, "<down><down>");
    check("catalog-80x24-en", Lang::En, 80, 24, "");
    check("catalog-120x40-en", Lang::En, 120, 40, "");
}

#[test]
fn finding_by_pinyin_initials_and_words() {
    check("catalog-find-80x24-zh", Lang::Zh, 80, 24, "kjsl");
    let mut screens = Screens::new(80, 24, Lang::Zh);
    screens.press("心理 ld");
    let frame = screens.frame();
    assert!(
        frame.contains("领导干部") && !frame.contains("未成年人"),
        "{frame}"
    );
    screens.press("<esc>");
    assert!(screens.frame().contains("科技政策宣讲"));
}

#[test]
fn windows_over_the_catalog() {
    check("help-80x24-zh", Lang::Zh, 80, 24, "?");
    check("palette-80x24-en", Lang::En, 80, 24, "<c-p>draft");
    check("project-80x24-zh", Lang::Zh, 80, 24, "<f2>");
}

#[test]
fn the_palette_begins_with_what_the_screen_has() {
    let mut screens = Screens::new(80, 40, Lang::Zh);
    let frame = screens.press("<c-p>").frame();
    let row = |label: &str| {
        let found = frame.lines().position(|line| line.contains(label));
        found.unwrap_or_else(|| panic!("{label} is not in\n{frame}"))
    };
    assert!(row("新建申报") < row("选取"), "{frame}");
    assert!(row("新建申报") < row("退出"), "{frame}");
    let told = |label: &str| frame.lines().nth(row(label)).unwrap();
    assert!(told("选取").contains("在别的界面用"), "{frame}");
    assert!(!told("新建申报").contains("在别的界面用"), "{frame}");
}

#[test]
fn a_terminal_too_small_is_told_in_one_sentence() {
    let mut screens = Screens::new(59, 15, Lang::Zh);
    assert!(screens.frame().contains("60×16"));
    screens.let_in(shenbao::tui::msg::Msg::Resize(ratatui::layout::Size {
        width: 60,
        height: 16,
    }));
    assert!(screens.frame().contains("项目目录"));
}

#[test]
fn a_failure_is_told_whole_however_long_it_is() {
    use shenbao::app::failure::{Content, ContentFault, Failure};
    let mut screens = Screens::new(80, 24, Lang::Zh);
    let path =
        "/home/某人/.local/share/shenbao/workspace/drafts/2022KCZG001-7k3f9q/draft.json".to_owned();
    let what = ContentFault::TooDeep;
    let failure = Failure::BadContent(Content {
        path,
        place: "12:7".into(),
        what,
    });
    screens.let_in(shenbao::tui::msg::Msg::Came(
        shenbao::tui::msg::Outcome::Failed(failure),
    ));
    let frame: String = screens.frame().split_whitespace().collect();
    assert!(
        frame.contains("12:7") && frame.contains("从git历史或备份中找回"),
        "{frame}"
    );
}
