//! Pictures of the screens for README and guides, drawn from what the program itself shows of the demo.
//!
//! `SHENBAO_BLESS=1 cargo test --test suite pictures` draws them anew into `docs/pictures`; without it, a picture that is not
//! what the program shows today is told.

mod svg;

use crate::support::pty::Pty;
use crate::support::world::{World, check_file};
use std::time::Duration;

/// A screen to draw.
struct Picture {
    name: &'static str,
    size: (u16, u16),
    lang: &'static str,
    /// Keys from the catalog to the screen; a space is a wait for the screen to come to rest.
    keys: &'static str,
    /// What is on the screen then.
    shows: &'static str,
}

const fn zh(
    name: &'static str,
    size: (u16, u16),
    keys: &'static str,
    shows: &'static str,
) -> Picture {
    Picture {
        name,
        size,
        lang: "zh-CN",
        keys,
        shows,
    }
}

const fn en(
    name: &'static str,
    size: (u16, u16),
    keys: &'static str,
    shows: &'static str,
) -> Picture {
    Picture {
        lang: "en",
        ..zh(name, size, keys, shows)
    }
}

const WIDE: (u16, u16) = (120, 34);
const SMALL: (u16, u16) = (80, 24);

const PICTURES: &[Picture] = &[
    zh("welcome", SMALL, "", "按任意键开始"),
    en("welcome.en", SMALL, "", "Any key begins"),
    zh("catalog", WIDE, "<esc> <down>", "2022KCZG002 科"),
    en("catalog.en", WIDE, "<esc> <down>", "2022KCZG002 科"),
    zh("board", WIDE, "<esc> <c-b>", "共 12 份"),
    en("board.en", WIDE, "<esc> <c-b>", "12 drafts"),
    zh(
        "form",
        SMALL,
        "<esc> <tab> <up>xhgz001 <enter> <f3>",
        "指标承诺",
    ),
    zh(
        "budget",
        WIDE,
        "<esc> <tab> xhgz001 <enter> <f3>jfys <enter> <down><down>",
        "预算明细第 3 行",
    ),
    en(
        "budget.en",
        WIDE,
        "<esc> <tab> xhgz001 <enter> <f3>budget <enter> <down><down>",
        "Budget lines row 3",
    ),
    zh(
        "findings",
        SMALL,
        "<esc> <tab> kczg002 <enter> <f5>",
        "F009 实施方案",
    ),
    zh(
        "conflict",
        WIDE,
        "<esc> <tab> kczg002 <enter> <f3>ssfa <enter>",
        "F009 两人",
    ),
    zh(
        "history",
        SMALL,
        "<esc> <tab> kczg001 <enter> <c-b>",
        "按评审意见修改",
    ),
    zh(
        "review",
        WIDE,
        "<esc> <tab> kczg006 <a-v> <f6>",
        "李静 提问",
    ),
    en(
        "review.en",
        WIDE,
        "<esc> <tab> kczg006 <a-v> <f6>",
        "李静 question",
    ),
    zh("summary", WIDE, "<esc> <tab> kczg006 <a-v> <f11>", "总评"),
];

#[test]
fn the_pictures_are_what_the_program_shows() {
    let world = World::new();
    let made = world.command(&["demo", "demo"]).output().unwrap();
    assert!(made.status.success());
    for picture in PICTURES {
        let drawn = draw(&world, picture);
        check_file(&format!("docs/pictures/{}.svg", picture.name), &drawn);
    }
}

fn draw(world: &World, picture: &Picture) -> String {
    // Whoever looks at a demo for the first time is welcomed.
    let _ = std::fs::remove_file(world.path("demo/.shenbao/state/welcomed"));
    let mut environment = world.environment();
    environment.push(("SHENBAO_THEME".to_owned(), "dark".to_owned()));
    environment.push(("COLORTERM".to_owned(), "truecolor".to_owned()));
    let args = ["--lang", picture.lang, "demo", "demo"].map(str::to_owned);
    let (columns, rows) = picture.size;
    let mut pty = Pty::start_with(&environment, world.home.path(), columns, rows, &args);
    pty.wait(if picture.lang == "en" {
        "Any key begins"
    } else {
        "按任意键开始"
    });
    for keys in picture.keys.split(' ').filter(|keys| !keys.is_empty()) {
        pty.rest();
        pty.keys(keys);
    }
    pty.wait(picture.shows);
    // A frame may come in pieces where the machine has much to do.
    pty.rest_for(Duration::from_millis(500));
    let drawn = svg::of(&pty.look());
    pty.keys("<c-q>");
    pty.end();
    drawn
}
