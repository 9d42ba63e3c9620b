//! The comparison of two versions tells their money line by line, as `diff` does.

use crate::support::frame::Screens;
use crate::support::world::project;
use shenbao::app::ports::Access;
use shenbao::app::version::Comparison;
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::format::draft_json;
use shenbao::messages::Lang;
use shenbao::tui::msg::{Msg, Outcome};

/// What the comparison shows after an address was set to something else.
fn compared(lang: Lang, at: &str, text: &str) -> String {
    let file = project().join("tests/fixtures/applications/full.json");
    let before = draft_json::read(&std::fs::read(file).unwrap())
        .unwrap()
        .draft;
    let mut after = before.clone();
    let edit = Edit::Set {
        at: FieldPath::parse(at).unwrap(),
        text: text.into(),
    };
    after.apply(&edit).unwrap();
    let mut screens = Screens::new(80, 24, lang);
    let opened = screens.opened(after.clone(), Access::Write, false);
    screens.let_in(Msg::Came(opened));
    let form = &screens.model.session.as_ref().unwrap().call().form;
    let compared = Comparison::between(form, &before, &after);
    screens.let_in(Msg::Came(Outcome::Compared(Box::new(compared))));
    screens.frame()
}

#[test]
fn money_is_told_line_by_line_with_the_sums() {
    let frame = compared(Lang::Zh, "budget/b0000001x/unit_price", "1000");
    for told in [
        "政策解读专家讲课酬金  6,400.00 → 8,000.00（+1,600.00）",
        "→ ",
        "+1,600.00",
    ] {
        assert!(frame.contains(told), "{told}\n{frame}");
    }
    let frame = compared(Lang::En, "budget/b0000001x/quantity", "0");
    assert!(frame.contains("6,400.00 → 0.00 (-6,400.00)"), "{frame}");
    let frame = compared(Lang::Zh, "plan", "只改了方案");
    assert!(!frame.contains("金额"), "{frame}");
}
