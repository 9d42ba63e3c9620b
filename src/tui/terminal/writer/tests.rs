//! The bytes of the writer, shown by a terminal emulator.

use super::*;
use crate::text::wrap::wrap;
use proptest::prelude::*;
use proptest::test_runner::Config;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

const ABLE: Abilities = Abilities {
    shifts: true,
    widths_known: true,
};
const COLUMNS: u16 = 40;
const ROWS: u16 = 9;

/// How many series of screens are tried: `SHENBAO_ROUNDS`, or a short run.
fn rounds() -> Config {
    let given = std::env::var("SHENBAO_ROUNDS").ok();
    let rounds = given.and_then(|rounds| rounds.parse().ok());
    Config::with_cases(rounds.unwrap_or(300))
}

/// Puts words into a buffer as views do: whole characters, the covered column emptied.
fn put(buffer: &mut Buffer, (x, y): (u16, u16), words: &str, style: Style, ambiguous: Ambiguous) {
    let mut x = x;
    for grapheme in words.graphemes(true) {
        let columns = u16::try_from(grapheme_width(grapheme, ambiguous)).expect("small");
        if columns == 0 || x + columns > COLUMNS {
            break;
        }
        buffer[(x, y)].set_symbol(grapheme).set_style(style);
        if columns == 2 {
            buffer[(x + 1, y)].reset();
            buffer[(x + 1, y)].set_style(style);
        }
        x += columns;
    }
}

fn empty() -> Buffer {
    Buffer::empty(Rect {
        x: 0,
        y: 0,
        width: COLUMNS,
        height: ROWS,
    })
}

fn style(look: u8) -> Style {
    match look % 4 {
        0 => Style::new(),
        1 => Style::new().fg(Color::Red),
        2 => Style::new().add_modifier(Modifier::REVERSED),
        _ => Style::new()
            .add_modifier(Modifier::BOLD)
            .fg(Color::LightBlue),
    }
}

/// Words at places, one over the other.
fn scattered(words: &[(u16, u16, String, u8)], ambiguous: Ambiguous) -> Buffer {
    let mut buffer = empty();
    for (x, y, text, look) in words {
        put(
            &mut buffer,
            (x % COLUMNS, y % ROWS),
            text,
            style(*look),
            ambiguous,
        );
    }
    buffer
}

/// A text as a page shows it, scrolled, perhaps with words beside it that stay, and a line below that changes.
fn page(text: &str, scroll: usize, beside: bool, ambiguous: Ambiguous) -> Buffer {
    let mut buffer = empty();
    let columns = if beside { 24 } else { 36 };
    let rows = wrap(text, columns, ambiguous);
    for (y, row) in (0..ROWS - 1).zip(rows.iter().skip(scroll)) {
        put(
            &mut buffer,
            (2, y),
            &text[row.start..row.end],
            Style::new(),
            ambiguous,
        );
    }
    for y in 0..ROWS - 1 {
        if beside {
            put(
                &mut buffer,
                (29, y),
                "│ 原文x",
                style(y.to_le_bytes()[0]),
                ambiguous,
            );
        }
    }
    let count = format!("{} 字", text.chars().count());
    put(&mut buffer, (3, ROWS - 1), &count, style(1), ambiguous);
    buffer
}

/// Wide characters that stand for ambiguous ones where a terminal draws those wide; the emulator draws them narrow.
fn widened(text: &str, ambiguous: Ambiguous) -> String {
    let stands_for = |c| match (ambiguous, c) {
        (Ambiguous::Wide, '“') => '〝',
        (Ambiguous::Wide, '…') => '〟',
        (Ambiguous::Wide, '│') => '丨',
        (_, c) => c,
    };
    text.chars().map(stands_for).collect()
}

struct Terminal {
    writer: Writer,
    emulator: vt100::Parser,
    bytes: usize,
}

impl Terminal {
    fn new(ambiguous: Ambiguous, abilities: Abilities) -> Self {
        Self {
            writer: Writer::new(ambiguous, abilities),
            emulator: vt100::Parser::new(
                ROWS.try_into().expect("rows"),
                COLUMNS.try_into().expect("columns"),
                0,
            ),
            bytes: 0,
        }
    }

    /// Shows a screen, and compares each cell and the cursor.
    fn show(&mut self, wanted: &Buffer, cursor: (u16, u16)) {
        let mut out = Vec::new();
        self.writer.write(wanted.clone(), Some(cursor), &mut out);
        self.bytes = out.len();
        let ambiguous = self.writer.ambiguous;
        let out = widened(std::str::from_utf8(&out).expect("UTF-8"), ambiguous);
        self.emulator.process(out.as_bytes());
        let screen = self.emulator.screen();
        assert_eq!(screen.cursor_position(), (cursor.1, cursor.0));
        for y in 0..ROWS {
            let mut x = 0;
            while x < COLUMNS {
                let cell = &wanted[(x, y)];
                let shown = screen.cell(y, x).expect("a cell");
                let contents = if shown.contents().is_empty() {
                    " "
                } else {
                    shown.contents()
                };
                let symbol = widened(cell.symbol(), ambiguous);
                // What several characters make one of, the emulator shows one by one.
                let same = contents == symbol
                    || symbol.chars().nth(1).is_some()
                        && contents.chars().next() == symbol.chars().next();
                assert!(same, "{contents:?} for {symbol:?} at {x},{y}: {out:?}");
                assert_eq!(
                    shown.inverse(),
                    cell.modifier.contains(Modifier::REVERSED),
                    "at {x},{y}: {out:?}"
                );
                assert_eq!(
                    shown.bold(),
                    cell.modifier.contains(Modifier::BOLD),
                    "at {x},{y}: {out:?}"
                );
                let red = shown.fgcolor() == vt100::Color::Idx(1);
                assert_eq!(red, cell.fg == Color::Red, "at {x},{y}: {out:?}");
                x += u16::try_from(grapheme_width(cell.symbol(), ambiguous))
                    .expect("small")
                    .max(1);
            }
        }
    }
}

impl Terminal {
    /// Shows a screen on a terminal that draws ambiguous characters otherwise than is supposed: all others stand in their
    /// places.
    fn show_otherwise(&mut self, wanted: &Buffer, cursor: (u16, u16), truly: Ambiguous) {
        let mut out = Vec::new();
        self.writer.write(wanted.clone(), Some(cursor), &mut out);
        let out = widened(std::str::from_utf8(&out).expect("UTF-8"), truly);
        self.emulator.process(out.as_bytes());
        let screen = self.emulator.screen();
        assert_eq!(screen.cursor_position(), (cursor.1, cursor.0), "{out:?}");
        let supposed = self.writer.ambiguous;
        for y in 0..ROWS {
            let mut x = 0;
            while x < COLUMNS {
                let symbol = wanted[(x, y)].symbol();
                let columns = u16::try_from(grapheme_width(symbol, supposed))
                    .expect("small")
                    .max(1);
                let is_open = grapheme_width(symbol, truly) != usize::from(columns);
                let shown = screen.cell(y, x).expect("a cell").contents();
                let blank = symbol == " " && shown.is_empty();
                assert!(
                    is_open || blank || shown == symbol,
                    "{shown:?} for {symbol:?} at {x},{y}: {out:?}"
                );
                if is_open && columns == 2 {
                    let left = screen.cell(y, x + 1).expect("a cell").contents();
                    assert!(
                        matches!(left, "" | " "),
                        "{left:?} is left at {},{y}: {out:?}",
                        x + 1
                    );
                }
                x += columns;
            }
        }
    }
}

fn terminals() -> impl Strategy<Value = (Ambiguous, Abilities)> {
    let ambiguous = prop_oneof![Just(Ambiguous::Narrow), Just(Ambiguous::Wide)];
    (ambiguous, any::<bool>(), any::<bool>()).prop_map(|(ambiguous, shifts, widths_known)| {
        let abilities = Abilities {
            shifts,
            widths_known,
        };
        (ambiguous, abilities)
    })
}

/// A change to a text: where, how many characters go, what comes.
type Change = (usize, usize, String);

fn changed(text: &str, (at, gone, new): &Change) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = at % (chars.len() + 1);
    let rest = chars.iter().skip(at + gone);
    chars[..at]
        .iter()
        .copied()
        .chain(new.chars())
        .chain(rest.copied())
        .collect()
}

proptest! {
    #![proptest_config(rounds())]

    #[test]
    fn a_terminal_shows_what_was_drawn(
        (ambiguous, abilities) in terminals(),
        screens in prop::collection::vec(
            prop::collection::vec((0u16..60, 0u16..9, "(科|技|，|a|b| |“|1|│|…|e\u{301}|👩‍🔬|❤\u{fe0f}|ｶﾞ){0,14}", 0u8..4), 0..6), 1..5),
        cursor in (0u16..COLUMNS, 0u16..ROWS),
    ) {
        let mut terminal = Terminal::new(ambiguous, abilities);
        for words in &screens {
            terminal.show(&scattered(words, ambiguous), cursor);
        }
    }

    #[test]
    fn what_is_of_unknown_width_moves_nothing_else(
        supposed in prop_oneof![Just(Ambiguous::Narrow), Just(Ambiguous::Wide)],
        shifts in any::<bool>(),
        screens in prop::collection::vec(
            prop::collection::vec((0u16..COLUMNS - 30, 0u16..9, "(科|技|，|a|b| |“|1|│|…){0,14}", 0u8..4), 0..6), 1..5),
        cursor in (0u16..COLUMNS, 0u16..ROWS),
    ) {
        let abilities = Abilities { shifts, widths_known: false };
        let mut terminal = Terminal::new(supposed, abilities);
        let truly = match supposed {
            Ambiguous::Narrow => Ambiguous::Wide,
            Ambiguous::Wide => Ambiguous::Narrow,
        };
        for words in &screens {
            terminal.show_otherwise(&scattered(words, supposed), cursor, truly);
        }
    }

    #[test]
    fn a_terminal_shows_a_text_that_is_written(
        (ambiguous, abilities) in terminals(),
        text in "[科技政策宣讲，。（）“…ab1 \n]{0,400}",
        changes in prop::collection::vec(((0usize..400, 0usize..4, "[科技，a1\n]{0,4}"), -3isize..4, any::<bool>()), 1..8),
        cursor in (0u16..COLUMNS, 0u16..ROWS),
    ) {
        let mut terminal = Terminal::new(ambiguous, abilities);
        let (mut text, mut scroll) = (text, 0_usize);
        for (change, by, often) in &changes {
            text = changed(&text, change);
            scroll = scroll.saturating_add_signed(*by);
            terminal.show(&page(&text, scroll, *often, ambiguous), cursor);
        }
    }
}

#[test]
fn a_character_at_the_end_of_a_paragraph_costs_its_own_bytes() {
    let mut terminal = Terminal::new(Ambiguous::Narrow, ABLE);
    let shown = |text: &str| scattered(&[(0, 0, text.into(), 0)], Ambiguous::Narrow);
    terminal.show(&shown("围绕银川"), (8, 0));
    terminal.show(&shown("围绕银川市"), (10, 0));
    assert_eq!(terminal.bytes, "市".len());
    terminal.show(&shown("围绕银川市"), (10, 0));
    assert_eq!(terminal.bytes, 0);
}

#[test]
fn what_moved_is_not_sent_again() {
    let text = "围绕银川市经济社会发展开展科技政策宣讲解读".repeat(8);
    let first = page(&text, 0, false, Ambiguous::Narrow);
    let mut terminal = Terminal::new(Ambiguous::Narrow, ABLE);
    terminal.show(&first, (0, 0));
    let whole = terminal.bytes;
    // One row further: a row of text, and a few bytes to scroll.
    terminal.show(&page(&text, 1, false, Ambiguous::Narrow), (0, 0));
    assert!(terminal.bytes < whole / 4, "{} of {whole}", terminal.bytes);
    terminal.show(&first, (0, 0));
    assert!(terminal.bytes < whole / 4, "{} of {whole}", terminal.bytes);
    // A character before all others pushes each row on by one.
    terminal.show(
        &page(&format!("甲{text}"), 0, false, Ambiguous::Narrow),
        (4, 0),
    );
    assert!(terminal.bytes < whole / 2, "{} of {whole}", terminal.bytes);
    terminal.show(&first, (2, 0));
    assert!(terminal.bytes < whole / 2, "{} of {whole}", terminal.bytes);
}

#[test]
fn no_control_character_of_a_cell_gets_through() {
    let mut buffer = empty();
    buffer[(0, 0)].set_symbol("\u{1b}]0;x\u{7}");
    buffer[(1, 0)].set_symbol("\u{202e}");
    buffer[(2, 0)].set_symbol("\u{9b}");
    let mut out = Vec::new();
    Writer::new(Ambiguous::Narrow, ABLE).write(buffer, None, &mut out);
    assert_eq!(String::from_utf8_lossy(&out).matches('?').count(), 4);
    assert!(!out.windows(3).any(|bytes| bytes == "\u{202e}".as_bytes()));
}
