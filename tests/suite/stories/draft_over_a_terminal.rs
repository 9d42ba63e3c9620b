//! An applicant's whole way, in the real program and a real terminal: find, draft, be told, mend, export.

use crate::support::pty::Pty;
use crate::support::world::World;

/// Fills everything that is required but the budget, by the key that goes to the next empty thing.
const FILLED: &[(&str, &str)] = &[
    ("实施期限", "2022-03-01 ~ 2022-10-30"),
    ("单位名称", "银川市科普学会"),
    ("统一社会信用代码", "91350100M000100Y43"),
    ("单位性质", "<enter>xh<enter>"),
    ("通讯地址", "银川市金凤区北京中路1号"),
    ("法定代表人", "张三"),
    ("联系人", "李四"),
    ("联系电话", "0951-6888888"),
    ("姓名", "王五"),
    ("职务职称", "秘书长、高级工程师"),
    ("手机", "13895001234"),
    (
        "立项依据",
        "科技型企业普遍反映对知识产权、研发投入归集等政策了解不够，需要权威专家面对面解读；学会已连续三年组织政策宣讲，有讲师库和企业联系名单。",
    ),
    (
        "项目目标",
        "让不少于六十家企业的负责人弄清政策要点，能够自行办理平台注册和研发投入归集。",
    ),
    (
        "实施方案",
        "邀请知识产权和税务方面的权威专家，面向科技型企业集中宣讲一次，现场答疑，会后发放资料汇编，并收集满意度调查表；由学会秘书处组织，园区协助通知企业。",
    ),
    (
        "进度安排",
        "<enter>宣讲与总结<tab>2022-03-01<tab>2022-10-30",
    ),
];

fn walk(columns: u16, rows: u16) {
    let world = World::new();
    let mut pty = Pty::start(&world, columns, rows, &[]);
    pty.wait("项目目录");
    pty.keys("kjzc");
    pty.wait("1 个项目");
    pty.keys("<enter>");
    pty.wait("已新建草稿");
    for (index, (label, script)) in FILLED.iter().enumerate() {
        if index > 0 {
            pty.keys("<f6>");
        }
        pty.wait(label);
        pty.keys(script);
    }
    pty.keys("<f6>");
    pty.wait("还没有行");
    pty.keys("<enter><enter>jsl<enter><tab>专家宣讲课酬<tab>4<tab>学时<tab>800");
    pty.keys("<c-t><enter>zlf<enter><tab>宣讲资料汇编印刷<tab>200<tab>册<tab>25");
    pty.keys("<c-t><enter>cdf<enter><tab>会议室租用<tab>1<tab>天<tab>1500");
    pty.keys("<c-t><enter>zlf<enter><tab>笔记本电脑");
    pty.wait("不在支出范围内");
    pty.wait("日常办公经费");
    pty.keys("<tab>1<tab>台<tab>5400");
    pty.wait("15,100.00");
    // Mended: the laptop becomes what the 资料费 does cover.
    pty.keys("<s-tab><s-tab><s-tab><c-a>宣传折页印刷<tab><c-a>300<tab><c-a>份<tab><c-a>3");
    pty.wait("10,600.00");
    pty.keys("<f6>");
    pty.wait("9/10");
    pty.keys("政策资料汇编一册、满意度调查表六十份、绩效评估报告一份，平台发布资讯十二条。<f6><enter>ty<enter><f6>张三");
    pty.wait("完成 100%");
    pty.resize(columns + 7, rows + 3);
    pty.wait("完成 100%");
    pty.keys("<f10>");
    pty.wait("没有错误");
    pty.keys("out.json<enter>");
    pty.wait("已导出到 out.json");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
    pty.wait_for_output(b"\x1b[?1049l");
    check_export(&world);
}

fn check_export(world: &World) {
    let listed = world.command(&["--json", "list"]).output().unwrap();
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let id = listed["drafts"][0]["draft"].as_str().unwrap();
    let shown = world.command(&["--json", "show", id]).output().unwrap();
    let here: serde_json::Value = serde_json::from_slice(&shown.stdout).unwrap();
    let checked = world.command(&["--json", "check", id]).output().unwrap();
    assert_eq!(
        checked.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
    let other = World::new();
    let file = world.path("out.json");
    other.ok(&["import", file.to_str().unwrap()]);
    assert_eq!(other.json(&["show", id]).0, here);
    assert_eq!(here["fields"]["applicant/name"], "银川市科普学会");
}

#[test]
fn an_applicant_goes_the_whole_way_at_80x24() {
    walk(80, 24);
}

#[test]
fn an_applicant_goes_the_whole_way_at_120x40() {
    walk(120, 40);
}

#[test]
fn a_bracketed_paste_of_50_kb_arrives_whole() {
    let world = World::new();
    let id = world.new_draft();
    let mut pty = Pty::edit(&world, &id, "plan");
    pty.wait("实施方案");
    let text = "围绕银川市经济社会发展的重点、难点、热点问题，组织企业与科研院所交流研讨。\r\n"
        .repeat(460);
    pty.send(format!("\x1b[200~{text}末尾\x1b[201~").as_bytes());
    pty.wait("末尾");
    pty.keys("<c-q>");
    assert_eq!(pty.end(), 0);
    assert_eq!(
        world.json(&["get", &id, "plan"]).0["value"],
        text.replace("\r\n", "\n") + "末尾"
    );
}
