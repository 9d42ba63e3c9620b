//! What is written elsewhere is seen without a key: remarks in an open form and an open review, words under a review.

use crate::support::desk::Desk;
use crate::support::pty::Pty;

#[test]
fn what_others_write_comes_into_an_open_form_and_an_open_review() {
    let desk = Desk::new();
    let workspace = desk.world.workspace();
    let place = ["--workspace", workspace.to_str().unwrap()];
    let start = |rest: &[&str]| {
        let args = [&place[..], rest].concat();
        Pty::start(&desk.world, 120, 40, &args)
    };
    let mut form = start(&["edit", &desk.id, "--at", "plan"]);
    form.wait("二、开展宣讲。");
    let mut review = start(&["review", &desk.id, "--as", "评审甲"]);
    review.wait("二、开展宣讲。");
    form.wait("也在看");
    // The first remark makes the folder, the second is written into it.
    desk.remark("评审乙", &["--quote", "开展宣讲", "--body", "讲几场？"]);
    review.wait("讲几场？");
    form.wait("讲几场？");
    let note = desk.remark("评审乙", &["--quote", "总结", "--body", "写成什么？"]);
    review.wait("写成什么？");
    form.wait("写成什么？");
    desk.ok(&["reply", &desk.id, &note, "--body", "一份报告"]);
    review.keys("<f6><f6>");
    review.wait("一份报告");
    // What the applicant types comes into the review when it is saved.
    form.keys("<c-end>第四、请志愿者。<c-s>");
    review.wait("第四、请志愿者。");
    // A remark that is being typed stays on the screen while another arrives.
    review.keys("a<enter>正在写");
    review.wait("正在写");
    desk.remark("评审乙", &["--body", "总体不错", "--kind", "praise"]);
    review.wait("别处新写了 1 条");
    review.keys("完了<enter>");
    review.wait("已写下");
    form.wait("正在写完了");
    for mut screens in [form, review] {
        screens.keys("<c-q>");
        assert_eq!(screens.end(), 0);
    }
}
