//! Terminals of all kinds (R19, R20): old ones, dumb ones, tiny ones, ones that never answer, ones whose size storms; and a
//! failure of the program itself, after which the terminal is as it was.

use crate::support::pty::Pty;
use crate::support::world::World;

/// A terminal, and what of the user's environment makes it special.
struct Kind {
    set: &'static [(&'static str, &'static str)],
    size: (u16, u16),
}

const KINDS: &[Kind] = &[
    Kind {
        set: &[("TERM", "xterm-256color")],
        size: (80, 24),
    },
    Kind {
        set: &[("TERM", "linux")],
        size: (80, 25),
    },
    Kind {
        set: &[("TERM", "vt100")],
        size: (80, 24),
    },
    Kind {
        set: &[("TERM", "screen")],
        size: (120, 40),
    },
    Kind {
        set: &[("TERM", "")],
        size: (80, 24),
    },
    Kind {
        set: &[("TERM", "no-such-terminal")],
        size: (80, 24),
    },
    Kind {
        set: &[("LANG", "C"), ("LC_ALL", "")],
        size: (80, 24),
    },
    Kind {
        set: &[("LC_ALL", "POSIX")],
        size: (80, 24),
    },
    Kind {
        set: &[("NO_COLOR", "1")],
        size: (80, 24),
    },
    Kind {
        set: &[("SHENBAO_AMBIGUOUS", "wide")],
        size: (80, 24),
    },
    Kind {
        set: &[],
        size: (20, 5),
    },
    Kind {
        set: &[],
        size: (1, 1),
    },
    Kind {
        set: &[],
        size: (0, 0),
    },
    Kind {
        set: &[],
        size: (400, 150),
    },
];

fn environment(world: &World, set: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut all = world.environment();
    all.retain(|(name, _)| !set.iter().any(|(other, _)| name == other));
    all.extend(
        set.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    all
}

fn arguments(world: &World, id: &str) -> Vec<String> {
    let workspace = world.workspace().to_str().unwrap().to_owned();
    ["--workspace", &workspace, "edit", id, "--at", "plan"]
        .map(str::to_owned)
        .to_vec()
}

/// Whether a colour is among the looks that were sent.
fn has_colour(output: &[u8]) -> bool {
    let text = String::from_utf8_lossy(output).into_owned();
    let looks = text
        .split("\x1b[")
        .skip(1)
        .filter_map(|rest| rest.split_once('m').map(|(codes, _)| codes));
    let codes = looks.filter(|codes| {
        codes
            .bytes()
            .all(|byte| byte == b';' || byte.is_ascii_digit())
    });
    let mut codes = codes.flat_map(|codes| codes.split(';'));
    codes.any(|code| matches!(code.parse(), Ok(30..=38 | 40..=48 | 90..=107)))
}

#[test]
fn in_every_terminal_one_can_write_and_leave() {
    for kind in KINDS {
        let world = World::new();
        let id = world.new_draft();
        let (environment, (columns, rows)) = (environment(&world, kind.set), kind.size);
        let home = world.home.path();
        let mut pty = Pty::start_with(&environment, home, columns, rows, &arguments(&world, &id));
        // The program has the terminal when it has asked for pastes in brackets; no answer ever comes to what it asks.
        pty.wait_for_bytes(b"\x1b[?2004h");
        pty.keys("写下的话");
        pty.send("\x1b[200~贴的话\x1b[201~".as_bytes());
        pty.keys("<c-q>");
        assert_eq!(pty.end(), 0, "{:?}", kind.set);
        let output = pty.everything();
        assert!(output.ends_with(b"\x1b[?1049l"), "{:?}", kind.set);
        assert_eq!(
            world.ok(&["get", &id, "plan"]).trim(),
            "写下的话贴的话",
            "{:?} {:?}",
            kind.set,
            kind.size
        );
        let plain = kind
            .set
            .iter()
            .any(|(name, value)| *name == "NO_COLOR" || *value == "vt100");
        assert!(!(plain && has_colour(&output)), "{:?}", kind.set);
        assert!(
            plain || columns < 60 || has_colour(&output),
            "{:?}",
            kind.set
        );
    }
}

#[test]
fn where_no_screen_can_be_shown_a_message_says_what_can_be_done() {
    let world = World::new();
    let id = world.new_draft();
    let environment = environment(&world, &[("TERM", "dumb")]);
    let mut pty = Pty::start_with(
        &environment,
        world.home.path(),
        80,
        24,
        &arguments(&world, &id),
    );
    assert_eq!(pty.end(), 2);
    let told = String::from_utf8(pty.everything()).unwrap();
    assert!(
        told.contains("shenbao help") && !told.contains('\x1b'),
        "{told:?}"
    );
    for args in [&["edit", &id][..], &[]] {
        let piped = world.run(args);
        assert_eq!(piped.status.code(), Some(2), "{args:?} into a pipe");
        assert!(piped.stdout.is_empty());
    }
}

#[test]
fn after_a_storm_of_sizes_the_screen_is_as_drawn_anew() {
    let rounds = std::env::var("SHENBAO_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(1);
    for round in 0..rounds {
        let world = World::new();
        let id = world.new_draft();
        let mut pty = Pty::start_with(
            &world.environment(),
            world.home.path(),
            80,
            24,
            &arguments(&world, &id),
        );
        pty.wait("实施方案");
        let mut typed = String::new();
        for step in 0..500_u16 {
            pty.resize(20 + (step * 37 + round) % 141, 5 + (step * 11) % 46);
            if step % 5 == 0 {
                let c = ['科', '技', '政', '策', '，'][usize::from(step / 5 % 5)];
                pty.keys(&c.to_string());
                typed.push(c);
            }
        }
        pty.resize(100, 30);
        pty.keys("。");
        typed.push('。');
        pty.wait(&format!("{}/3000", typed.chars().count()));
        pty.rest();
        let stormed = pty.screen();
        pty.keys("<c-l>");
        pty.rest();
        assert_eq!(stormed, pty.screen(), "round {round}");
        pty.keys("<c-q>");
        assert_eq!(pty.end(), 0);
        assert_eq!(world.ok(&["get", &id, "plan"]).trim(), typed);
    }
}

/// Test builds fail on demand where the list of versions is asked for.
#[cfg(debug_assertions)]
#[test]
fn after_a_failure_of_the_program_itself_the_terminal_is_as_it_was_and_the_text_is_kept() {
    let world = World::new();
    let id = world.new_draft();
    let environment = environment(&world, &[("SHENBAO_FAIL", "1")]);
    let mut pty = Pty::start_with(
        &environment,
        world.home.path(),
        80,
        24,
        &arguments(&world, &id),
    );
    pty.wait("实施方案");
    assert!(!pty.is_cooked(), "keys come one by one");
    pty.keys("出错之前写的");
    pty.wait("出错之前写的");
    pty.keys("<c-b>");
    assert_eq!(pty.end(), 2);
    assert!(pty.is_cooked(), "lines are edited by the terminal again");
    let output = String::from_utf8_lossy(&pty.everything()).into_owned();
    let (_, told) = output
        .rsplit_once("\x1b[?1049l")
        .expect("the screen from before is back");
    assert!(
        told.contains("asked to fail") && !told.contains('\x1b'),
        "{told}"
    );
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "出错之前写的");
}
