//! The guides are walked on the demo, key by key, as their readers do.

use crate::support::pty::Pty;
use crate::support::world::World;

/// The demo at its catalog, the card of the first time put away.
fn demo(world: &World, columns: u16, rows: u16) -> Pty {
    // Making it may take long on a busy machine; no screen is waited for meanwhile.
    let made = world.command(&["demo", "demo"]).output().unwrap();
    assert!(made.status.success());
    let mut pty = Pty::start(world, columns, rows, &["demo", "demo"]);
    pty.wait("按任意键开始");
    pty.keys("<enter>");
    pty.wait("16 个项目");
    pty
}

fn walk(pty: &mut Pty, steps: &[(&str, &str)]) {
    for (keys, shows) in steps {
        pty.keys(keys);
        pty.wait(shows);
    }
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
}

#[test]
fn an_applicant_walks_the_guide() {
    let world = World::new();
    let mut pty = demo(&world, 80, 24);
    walk(
        &mut pty,
        &[
            ("kjsl", "助力科技经济融合发展科技沙龙活动"),
            ("<f2>", "邀请相关领域技术专家不少于3人"),
            ("<esc>", "1 个项目"),
            ("<enter>", "已新建草稿"),
            ("2022-04-01 至 2022-10-01", "2022-04-01 至 2022-10-01"),
            ("<f6>", "申报单位的基本情况"),
            ("银川市示例学会", "银川市示例学会"),
            ("<f4>", "✗"),
            ("<f3>", "各节"),
            ("jfys<enter>", "还没有行"),
            ("<enter>", "用途说明"),
            ("<c-o>", "讲师劳务费"),
            ("<enter>", "讲师劳务费"),
            ("<tab>笔记本电脑", "不在支出范围内"),
            ("<c-z>", "预算明细"),
            ("<c-k>", "结项时逐项核对"),
            ("<esc>", "预算明细"),
            ("<f5>", "F001"),
            ("<esc>", "预算明细"),
            ("<c-s>", "存为版本"),
            ("<c-b>", "版本：Enter 看改动"),
            ("<esc>", "预算明细"),
            ("<f10>", "Word"),
            ("<esc>", "预算明细"),
        ],
    );
}

#[test]
fn a_reviewer_walks_the_guide() {
    let world = World::new();
    let mut pty = demo(&world, 120, 40);
    walk(
        &mut pty,
        &[
            ("<tab>kczg006", "银川市新材料学会"),
            ("<a-v>", "基线：预填内容"),
            ("<f8>", "变更 2/32"),
            ("<f2>", "项目名称"),
            ("<f6>", "原位"),
            ("<f4>", "待处理"),
            ("<c-t>", "必改"),
            ("<enter>", "批注"),
            ("请附专家名单<enter>", "批注 7"),
            ("<f11>", "评审汇总"),
            ("<esc>", "批注 7"),
            ("<f10>", "必要性与针对性"),
            ("<esc>", "批注 7"),
        ],
    );
}

#[test]
fn an_admin_walks_the_guide() {
    let world = World::new();
    let mut pty = demo(&world, 120, 40);
    walk(
        &mut pty,
        &[
            ("<c-b>", "共 12 份"),
            ("yhq", "共 0 份"),
            ("<esc>", "共 12 份"),
            ("评审中", "共 2 份"),
            ("<c-a>", "选"),
            ("<c-k>", "2022XHGZ002-w7g4nc"),
            ("<esc>", "共 2 份"),
            ("<c-g>", "共 2 份"),
            ("<c-t>", "共 2 份"),
        ],
    );
}
