//! The guides are walked on the demo, key by key, as their readers do, in both languages.

use crate::support::pty::Pty;
use crate::support::world::World;
use shenbao::messages::Lang;

/// The demo at its catalog, the card of the first time put away.
fn demo(world: &World, lang: Lang, columns: u16, rows: u16) -> Pty {
    // Making it may take long on a busy machine; no screen is waited for meanwhile.
    let args = ["--lang", lang.pick("zh-CN", "en"), "demo", "demo"];
    let made = world.command(&args).output().unwrap();
    assert!(made.status.success());
    let mut pty = Pty::start(world, columns, rows, &args);
    pty.wait(lang.pick("按任意键开始", "Any key begins"));
    pty.keys("<enter>");
    pty.wait(lang.pick("16 个项目", "16 projects"));
    pty
}

/// Keys (of either language, where a `|` parts them), and what the screen shows then in Chinese and in English.
fn walk(columns: u16, rows: u16, steps: &[(&str, &str, &str)]) {
    for lang in [Lang::Zh, Lang::En] {
        let world = World::new();
        let mut pty = demo(&world, lang, columns, rows);
        for (keys, zh, en) in steps {
            let (chinese, english) = keys.split_once('|').unwrap_or((keys, keys));
            pty.keys(lang.pick(chinese, english));
            pty.wait(lang.pick(zh, en));
        }
        pty.keys("<c-q>");
        assert_eq!(pty.end(), 0);
    }
}

#[test]
fn an_applicant_walks_the_guide() {
    let same = |keys, shows| (keys, shows, shows);
    walk(
        80,
        24,
        &[
            same("kjsl", "助力科技经济融合发展科技沙龙活动"),
            same("<f2>", "邀请相关领域技术专家不少于3人"),
            ("<esc>", "1 个项目", "1 project"),
            ("<enter>", "已新建草稿", "pre-filled from the catalog"),
            same("2022-04-01 至 2022-10-01", "2022-04-01 至 2022-10-01"),
            ("<f6>", "申报单位的基本情况", "Applicant"),
            same("银川市示例学会", "银川市示例学会"),
            same("<f4>", "✗"),
            ("<f3>", "各节", "Sections"),
            ("jfys<enter>|budget<enter>", "还没有行", "No rows yet"),
            ("<enter>", "用途说明", "Justification"),
            same("<c-o>", "讲师劳务费"),
            same("<enter>", "讲师劳务费"),
            ("<tab>笔记本电脑", "不在支出范围内", "outside the permitted"),
            ("<c-z>", "预算明细", "Budget"),
            ("<c-k>", "结项时逐项核对", "Tick off each paper"),
            ("<esc>", "预算明细", "Budget"),
            same("<f5>", "F001"),
            ("<esc>", "预算明细", "Budget"),
            ("<c-s>", "存为版本", "kept as version"),
            (
                "<c-b>",
                "版本：Enter 看改动",
                "Versions: Enter shows changes",
            ),
            ("<esc>", "预算明细", "Budget"),
            same("<f10>", "Word"),
            ("<esc>", "预算明细", "Budget"),
        ],
    );
}

#[test]
fn a_reviewer_walks_the_guide() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        walk(
            columns,
            rows,
            &[
                ("<tab>kczg006", "2022KCZG006-m4t8wd", "2022KCZG006-m4t8wd"),
                ("<a-v>", "基线：预填内容", "base: the pre-fill"),
                ("<f8>", "变更 2/32", "change 2/32"),
                ("<f7>", "变更 1/32", "change 1/32"),
                ("<f2>", "项目名称", "Project name"),
                ("<f9>", "变更 1/32", "change 1/32"),
                ("<f6>", "原位", "in place"),
                ("<f4>", "待处理", "open"),
                ("<a-y>", "回复", "Reply"),
                ("好<enter>", "已写下", "written"),
                ("<c-t>", "必改", "required"),
                ("<enter>", "批注", "emark"),
                ("请附专家名单<enter>", "批注 7", "7 remarks"),
                ("<c-g>", "全部批注", "all remarks"),
                ("<esc>", "批注 7", "7 remarks"),
                ("<c-f>热场<enter>", "热场", "热场"),
                ("<f3>", "热场", "热场"),
                ("<c-k>", "已标为已看", "seen"),
                ("<c-b>", "与什么对照", "Read against what"),
                ("<esc>", "批注 7", "7 remarks"),
                ("<f11>", "分", "mean"),
                ("<esc>", "批注 7", "7 remarks"),
                ("<f10>", "必要性与针对性", "Need and aim"),
                ("<enter>", "几分", "points"),
                ("9<enter>", "9/10", "9/10"),
                ("<esc>", "批注 7", "7 remarks"),
            ],
        );
    }
}

#[test]
fn an_admin_walks_the_guide() {
    walk(
        120,
        40,
        &[
            ("<c-b>", "共 12 份", "12 drafts"),
            ("yhq", "共 0 份", " 0 drafts"),
            ("<esc>", "共 12 份", "12 drafts"),
            ("评审中|in review", "共 2 份", " 2 drafts"),
            ("<c-a>", "选", "picked"),
            ("<c-k>", "2022XHGZ002-w7g4nc", "2022XHGZ002-w7g4nc"),
            ("<esc>", "共 2 份", " 2 drafts"),
            ("<c-g>", "共 2 份", " 2 drafts"),
            ("<c-t>", "共 2 份", " 2 drafts"),
        ],
    );
}
