//! A flood of marks on one character (R11), in a form: what a frame costs on the line, and where the cursor stands.

use crate::support::frame::Screens;
use shenbao::messages::Lang;
use shenbao::tui::msg::Msg;
use shenbao::tui::terminal::writer::Writer;
use shenbao::tui::views::draw;

#[test]
fn a_hundred_thousand_marks_on_a_character_are_a_few_bytes_on_the_line() {
    let mut screens = Screens::new(80, 24, Lang::Zh);
    screens.press("kjzc<enter><f3>实施方案<enter>");
    screens.let_in(Msg::Paste(format!("前e{}后", "\u{301}".repeat(100_000))));
    let mut writer = Writer::new(Default::default(), Default::default());
    let drawn = draw(&screens.model);
    // 前, e with all its marks, 后: five columns behind the indentation of three.
    let page = drawn.cursor.map(|(x, _)| x);
    screens.press("<home>");
    let begin = draw(&screens.model).cursor.map(|(x, _)| x);
    assert_eq!(page.zip(begin).map(|(end, begin)| end - begin), Some(5));
    let mut first = Vec::new();
    writer.write(drawn.buffer, drawn.cursor, &mut first);
    assert!(
        first.len() < 8_000,
        "{} bytes for the first frame",
        first.len()
    );
    screens.press("字");
    let (next, mut key) = (draw(&screens.model), Vec::new());
    writer.write(next.buffer, next.cursor, &mut key);
    assert!(key.len() < 200, "{} bytes for a key", key.len());
}
