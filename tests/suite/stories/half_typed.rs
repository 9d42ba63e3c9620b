//! Killed while a remark is being typed: what was shown of it is offered again. `SHENBAO_ROUNDS` makes it as long as one
//! likes.

use crate::support::desk::Desk;
use crate::support::pty::Pty;
use rustix::process::Signal;

fn review(desk: &Desk) -> Pty {
    let args = ["review", &desk.id, "--as", "评审甲"];
    let pty = Pty::on(&desk.world, (100, 30), &args);
    pty.wait("评审（只读）");
    pty
}

#[test]
fn a_half_typed_remark_is_there_after_a_kill_and_a_dropped_line() {
    let rounds = std::env::var("SHENBAO_ROUNDS");
    let rounds = rounds.ok().and_then(|n| n.parse().ok()).unwrap_or(12);
    let desk = Desk::new();
    let mut pty = review(&desk);
    pty.keys("<f8>a<enter>");
    pty.wait("批注：提问");
    let mut typed = String::new();
    for round in 0..rounds {
        let mark = format!("第{round}轮");
        pty.keys(&mark);
        pty.wait(&mark);
        typed.push_str(&mark);
        let signal = [Signal::KILL, Signal::HUP, Signal::TERM][round % 3];
        pty.signal(signal);
        pty.child.wait().unwrap();
        pty = review(&desk);
        pty.wait("写了一半的还在");
        pty.keys("<a-w>");
        pty.wait(&mark);
    }
    pty.keys("<enter>");
    pty.wait("已写下");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
    let list = desk.list(&[]);
    assert_eq!(list.len(), 1, "{list:?}");
    assert_eq!(list[0]["body"], typed);
    // Written: nothing is offered any more.
    let mut pty = review(&desk);
    pty.keys("<a-w>");
    pty.wait("没有写了一半的话");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
}
