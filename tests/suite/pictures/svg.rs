//! A terminal's screen as an SVG.
//!
//! Every character stands in its cell whatever font the reader has; lines of boxes and bars are drawn, not set.

use std::fmt::Write;

const CELL: u16 = 9;
const ROW: u16 = 20;
const FONT: u16 = 16;
const EDGE: u16 = 10;
const GROUND: &str = "#1a1b26";
const TEXT: &str = "#d5d9e6";
const FONTS: &str = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC',Menlo,Consolas,'DejaVu Sans Mono',\
    'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',monospace";
/// The sixteen colours of terminals, where a theme uses them.
const SIXTEEN: [&str; 16] = [
    "#000000", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf",
    "#5c6370", "#ef7a85", "#a9d389", "#f0d08b", "#71bfff", "#d688ed", "#66c6d2", "#ffffff",
];

/// How a cell is drawn.
#[derive(Clone, PartialEq)]
struct Style {
    text: String,
    ground: Option<String>,
    bold: bool,
    underlined: bool,
}

/// The screen as an SVG.
pub fn of(screen: &vt100::Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (columns * CELL + 2 * EDGE, rows * ROW + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         font-family=\"{FONTS}\" font-size=\"{FONT}\">\n<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n"
    );
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            column = run(&mut out, screen, row, column, columns);
        }
    }
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let (x, y) = (EDGE + column * CELL, EDGE + row * ROW);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{ROW}\" fill=\"{TEXT}\"/>"
        );
    }
    out.push_str("</svg>\n");
    out
}

/// Characters that stand side by side and are as wide as each other.
struct Stretch {
    column: u16,
    end: u16,
    wide: bool,
    text: String,
}

/// Draws the cells from here that look alike; gives the column after them.
fn run(out: &mut String, screen: &vt100::Screen, row: u16, from: u16, columns: u16) -> u16 {
    let cell = |column| screen.cell(row, column).unwrap();
    let style = style(cell(from));
    let y = EDGE + row * ROW;
    let (mut end, mut lines) = (from, String::new());
    let mut stretches: Vec<Stretch> = Vec::new();
    while end < columns && self::style(cell(end)) == style {
        let (here, column) = (cell(end), end);
        end += if here.is_wide() { 2 } else { 1 };
        let contents = here.contents();
        if let Some(line) = boxed(contents, EDGE + column * CELL, y) {
            lines.push_str(&line);
        } else if !contents.trim().is_empty() {
            let wide = here.is_wide();
            // What is neither may be wider in the reader's font than its cell: it stands alone.
            let joins = |last: &Stretch| {
                last.end == column && last.wide == wide && (wide || contents.is_ascii())
            };
            match stretches.last_mut() {
                Some(last) if joins(last) => {
                    last.text.push_str(contents);
                    last.end = end;
                }
                _ => stretches.push(Stretch {
                    column,
                    end,
                    wide,
                    text: contents.to_owned(),
                }),
            }
        }
    }
    if let Some(ground) = &style.ground {
        let (x, width) = (EDGE + from * CELL, (end - from) * CELL);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{ROW}\" fill=\"{ground}\"/>"
        );
    }
    if !lines.is_empty() {
        let _ = writeln!(
            out,
            "<path d=\"{lines}\" stroke=\"{0}\" fill=\"{0}\"/>",
            style.text
        );
    }
    for stretch in &stretches {
        set(out, stretch, y + ROW - 5, &style);
    }
    end
}

/// Sets a stretch of text.
fn set(out: &mut String, stretch: &Stretch, y: u16, style: &Style) {
    let x = EDGE + stretch.column * CELL;
    let width = (stretch.end - stretch.column) * CELL;
    let place = match stretch.wide {
        // A wide character stands in the middle of its two cells.
        true => {
            let gap = 2 * CELL - FONT;
            format!("x=\"{}\" letter-spacing=\"{gap}\"", x + gap / 2)
        }
        false => format!("x=\"{x}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\""),
    };
    let more = [
        (style.bold, " font-weight=\"bold\""),
        (style.underlined, " text-decoration=\"underline\""),
    ];
    let more = more.iter().filter(|(is, _)| *is);
    let more: String = more.map(|(_, more)| *more).collect();
    let text = stretch.text.replace('&', "&amp;");
    let text = text.replace('<', "&lt;").replace('>', "&gt;");
    let fill = &style.text;
    let _ = writeln!(
        out,
        "<text {place} y=\"{y}\" fill=\"{fill}\"{more}>{text}</text>"
    );
}

fn style(cell: &vt100::Cell) -> Style {
    let (mut text, mut ground) = (colour(cell.fgcolor()), colour(cell.bgcolor()));
    if cell.inverse() {
        (text, ground) = (
            Some(ground.unwrap_or(GROUND.into())),
            Some(text.unwrap_or(TEXT.into())),
        );
    }
    Style {
        text: text.unwrap_or(TEXT.into()),
        ground,
        bold: cell.bold(),
        underlined: cell.underline(),
    }
}

fn colour(colour: vt100::Color) -> Option<String> {
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Idx(index) => {
            let known = SIXTEEN.get(usize::from(index)).copied();
            Some(known.unwrap_or(TEXT).to_owned())
        }
        vt100::Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
    }
}

/// A character of boxes or bars as a path; `None` for any other.
fn boxed(contents: &str, x: u16, y: u16) -> Option<String> {
    let c = contents.chars().next()?;
    let (left, right, up, down) = match c {
        '─' => (true, true, false, false),
        '│' => (false, false, true, true),
        '╭' | '┌' => (false, true, false, true),
        '╮' | '┐' => (true, false, false, true),
        '╰' | '└' => (false, true, true, false),
        '╯' | '┘' => (true, false, true, false),
        '├' => (false, true, true, true),
        '┤' => (true, false, true, true),
        '┬' => (true, true, false, true),
        '┴' => (true, true, true, false),
        '┼' => (true, true, true, true),
        '▁'..='█' => {
            // Eighths of the row, from below.
            let tall = (u32::from(c) - 0x2580) as u16 * (ROW - 4) / 8;
            return Some(format!("M{x} {}h{CELL}v-{tall}h-{CELL}z", y + ROW - 2));
        }
        _ => return None,
    };
    let (middle, centre) = (f32::from(x) + f32::from(CELL) / 2.0, y + ROW / 2);
    let (half, tall) = (f32::from(CELL) / 2.0, ROW / 2);
    let arms = [
        (left, format!("h-{half}")),
        (right, format!("h{half}")),
        (up, format!("v-{tall}")),
        (down, format!("v{tall}")),
    ];
    let drawn = arms.iter().filter(|(is, _)| *is);
    Some(
        drawn
            .map(|(_, arm)| format!("M{middle} {centre}{arm}"))
            .collect(),
    )
}
