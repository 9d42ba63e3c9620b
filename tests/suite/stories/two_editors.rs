//! A draft that is open in one place is only read in another.

use crate::support::pty::Pty;
use crate::support::world::World;

#[test]
fn the_second_editor_is_told_who_holds_the_draft_and_may_read() {
    let world = World::new();
    let id = world.new_draft();
    let mut first = Pty::edit(&world, &id, "applicant/name");
    first.wait("单位名称");
    let mut second = Pty::edit(&world, &id, "applicant/name");
    second.wait("只读：甲@");
    second.keys("改");
    second.wait("现在不能");
    let refused = world.run(&["set", &id, "applicant/name", "抢先"]);
    assert_eq!(refused.status.code(), Some(2));
    first.keys("银川市科普学会<c-q>");
    assert_eq!(first.end(), 0);
    second.keys("<c-q>");
    assert_eq!(second.end(), 0);
    assert_eq!(
        world.ok(&["get", &id, "applicant/name"]).trim(),
        "银川市科普学会"
    );
}

#[test]
fn the_writer_sees_who_reads_along_and_the_reader_writes_when_the_writer_has_left() {
    let world = World::new();
    let id = world.new_draft();
    let mut first = Pty::edit(&world, &id, "plan");
    first.wait("实施方案");
    let mut second = Pty::edit(&world, &id, "plan");
    second.wait("只读：甲@");
    first.wait("也在看");
    first.keys("第一稿。");
    first.wait("已保存");
    second.wait("第一稿。");
    first.keys("<c-q>");
    assert_eq!(first.end(), 0);
    second.wait("现在可以编辑");
    second.keys("第二稿。<c-q>");
    assert_eq!(second.end(), 0);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "第一稿。第二稿。");
}

#[test]
fn a_reader_who_is_killed_is_not_seen_any_more() {
    let world = World::new();
    let id = world.new_draft();
    let mut first = Pty::on(&world, (80, 24), &["edit", &id]);
    first.wait("已保存");
    let mut second = Pty::on(&world, (80, 24), &["edit", &id]);
    first.wait("也在看");
    second.signal(rustix::process::Signal::KILL);
    second.end();
    first.wait_gone("也在看");
    first.keys("<c-q>");
    assert_eq!(first.end(), 0);
}

#[test]
fn a_file_that_changes_or_breaks_underneath_is_noticed_without_a_key() {
    let world = World::new();
    let id = world.new_draft();
    let mut form = Pty::edit(&world, &id, "plan");
    form.wait("实施方案");
    form.keys("屏幕上写的");
    form.wait("已记下");
    form.wait("已保存");
    let file = world.draft_file(&id);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, "{").unwrap();
    form.wait("文件在别处被删或改坏");
    std::fs::write(&file, text.replace("屏幕上写的", "别处写的")).unwrap();
    form.wait("别处写的");
    form.wait_gone("文件在别处被删或改坏");
    form.keys("，接着写<c-q>");
    assert_eq!(form.end(), 0);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "别处写的，接着写");
}

#[test]
fn what_was_typed_is_taken_back_after_the_draft_was_joined_and_what_others_wrote_stays() {
    let world = World::new();
    let id = world.new_draft();
    let mut form = Pty::edit(&world, &id, "plan");
    form.wait("实施方案");
    form.keys("第一句");
    form.wait("已保存");
    form.keys("<end>，第二句");
    form.wait("第二句");
    form.wait("已保存");
    let file = world.draft_file(&id);
    let change = |from: &str, to: &str| {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(&file, text.replace(from, to)).unwrap();
    };
    let basis = "\"fields\": {";
    change(basis, &format!("{basis}\n    \"results\": \"别处写的\","));
    form.wait("合在一起");
    form.keys("<c-z>");
    form.wait_gone("第二句");
    form.wait("已保存");
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "第一句");
    assert_eq!(world.ok(&["get", &id, "results"]).trim(), "别处写的");
    // The same field: what others wrote there is not taken back, and that is said.
    change("第一句", "别人的第一句");
    form.wait("不能再撤销");
    form.keys("<c-z>");
    form.wait("没有可撤销的");
    form.keys("<c-q>");
    assert_eq!(form.end(), 0);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "别人的第一句");
}

/// `SHENBAO_ROUNDS` is how often (R6).
#[test]
fn of_two_commands_at_the_same_moment_both_are_done() {
    let rounds = std::env::var("SHENBAO_ROUNDS").ok();
    let rounds: usize = rounds.and_then(|rounds| rounds.parse().ok()).unwrap_or(6);
    let world = World::new();
    let id = world.new_draft();
    let workspace = world.workspace();
    let (mut done, mut refused) = (0, 0);
    for round in 0..rounds {
        // Every other round both write the same field.
        let fields = ["plan", ["basis", "plan"][round % 2]];
        let texts = [format!("甲{round}"), format!("乙{round}")];
        let started: Vec<_> = fields
            .iter()
            .zip(&texts)
            .map(|(field, text)| {
                let workspace = workspace.to_str().unwrap();
                let line = ["--workspace", workspace, "set", &id, field, text];
                let mut command = world.command(&line);
                command.stderr(std::process::Stdio::null());
                command.stdout(std::process::Stdio::null()).spawn().unwrap()
            })
            .collect();
        let codes: Vec<_> = started
            .into_iter()
            .map(|mut one| one.wait().unwrap().code())
            .collect();
        let now = fields.map(|field| world.ok(&["get", &id, field]).trim().to_owned());
        let same = fields[0] == fields[1];
        let wins: Vec<usize> = (0..2).filter(|one| codes[*one] == Some(0)).collect();
        assert!(!wins.is_empty(), "round {round}: {codes:?}");
        for one in &wins {
            let is_there = now[*one] == texts[*one] || (same && wins.len() == 2);
            assert!(is_there, "round {round}: {codes:?} {now:?}");
        }
        assert!(!same || texts.contains(&now[0]), "round {round}: {now:?}");
        done += wins.len();
        refused += codes.iter().filter(|code| **code == Some(2)).count();
    }
    assert_eq!(done + refused, 2 * rounds);
    // They wait for each other; only on a machine that stands still one is refused all the same.
    assert!(refused * 10 <= rounds, "{done} done, {refused} refused");
    println!("{rounds} rounds of two: {done} done, {refused} refused, none lost");
}
