//! Killed, hung up, shut down, or left by its terminal while somebody types at a pace (R1, R2). `SHENBAO_ROUNDS` is how
//! many rounds of each.

use crate::support::pty::Pty;
use crate::support::spoil::Chance;
use crate::support::world::World;
use rustix::process::Signal;
use std::time::{Duration, Instant};

const TEXT: &str = "围绕银川经济社会发展中的热点、难点问题，深入开展调查研究，广泛征集意见和建议，形成专题调研报告。";

/// A key that was acknowledged may be lost for so long after it was sent.
const PROMISE: Duration = Duration::from_secs(1);

fn rounds(short: u64) -> u64 {
    let asked = std::env::var("SHENBAO_ROUNDS").ok();
    asked
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(short)
}

fn open(world: &World, id: &str) -> Pty {
    let pty = Pty::edit(world, id, "plan");
    pty.wait("实施方案");
    pty
}

/// Types at a pace, some keys close together; gives each character with the moment it was sent.
fn typed(pty: &mut Pty, chance: &mut Chance, round: u64) -> Vec<(char, Instant)> {
    let text: Vec<char> = format!("第{round}轮{TEXT}").chars().collect();
    let count = 4 + chance.below(text.len() - 4);
    let mut sent = Vec::new();
    for c in &text[..count] {
        pty.keys(&c.to_string());
        sent.push((*c, Instant::now()));
        std::thread::sleep(Duration::from_millis([0, 0, 5, 20][chance.below(4)]));
    }
    sent
}

fn kept(world: &World, id: &str) -> String {
    world.json(&["get", id, "plan"]).0["value"]
        .as_str()
        .unwrap()
        .to_owned()
}

/// The value of a sorted list below which so many of a hundred lie.
fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

#[test]
fn a_kill_loses_no_key_that_is_older_than_a_second() {
    let world = World::new();
    let id = world.new_draft();
    let mut expected = String::new();
    let (mut ages, mut lost) = (Vec::new(), 0);
    for round in 0..rounds(12) {
        let mut chance = Chance::new(round);
        let mut pty = open(&world, &id);
        let sent = typed(&mut pty, &mut chance, round);
        let killed = Instant::now();
        pty.signal(Signal::KILL);
        pty.child.wait().unwrap();
        let now = kept(&world, &id);
        let rest = now
            .strip_prefix(&expected)
            .unwrap_or_else(|| panic!("round {round} lost what was kept before: {now}"));
        let rest = rest.chars().count();
        let text: String = sent.iter().map(|(c, _)| *c).collect();
        assert!(
            text.starts_with(&now[expected.len()..]),
            "round {round}: {now}"
        );
        let oldest = sent
            .get(rest)
            .map_or(Duration::ZERO, |(_, at)| killed - *at);
        lost += sent.len() - rest;
        ages.push(oldest);
        expected = now;
    }
    ages.sort();
    println!(
        "{} kills, {lost} keys lost; age of the oldest lost: p50 {:?}, p99 {:?}, most {:?}",
        ages.len(),
        percentile(&ages, 50),
        percentile(&ages, 99),
        ages.last().unwrap()
    );
    assert!(percentile(&ages, 99) <= PROMISE, "{ages:?}");
    world.ok(&["set", &id, "lead/name", "锁已交还"]);
}

/// How a program may be left by its user without a key.
#[derive(Clone, Copy, Debug)]
enum End {
    Hup,
    Term,
    /// The terminal's other side is closed: a window, a broken connection.
    Closed,
}

fn leave(pty: &mut Pty, end: End) {
    match end {
        End::Hup => pty.signal(Signal::HUP),
        End::Term => pty.signal(Signal::TERM),
        End::Closed => pty.close(),
    }
}

#[test]
fn a_hang_up_a_shutdown_or_a_closed_terminal_loses_no_key_and_leaves_no_process() {
    for end in [End::Hup, End::Term, End::Closed] {
        let world = World::new();
        let id = world.new_draft();
        let mut expected = String::new();
        for round in 0..rounds(4) {
            let mut pty = open(&world, &id);
            let sent = typed(&mut pty, &mut Chance::new(round), round);
            let mark = format!("尾{round}");
            pty.keys(&mark);
            // What is on its way in a terminal that is closed is the terminal's to lose; what came is not.
            pty.wait(&mark);
            leave(&mut pty, end);
            let code = pty.end();
            assert_eq!(code, 0, "{end:?}, round {round}");
            expected.extend(sent.iter().map(|(c, _)| *c));
            expected.push_str(&mark);
            let now = kept(&world, &id);
            // The key that noticed the closed terminal may be there as well, and the line break that the terminal's
            // own end writes when its writer is dropped.
            let more = now.strip_prefix(&expected);
            assert!(
                matches!(more, Some("" | "x" | "x\n")),
                "{end:?}, round {round}: {now:?}\nin place of {expected:?}"
            );
            expected = now;
        }
        let journals = crate::support::world::World::find(&world, &format!("{id}.journal"));
        assert_eq!(journals, None, "{end:?}: everything is in the file");
    }
}
