//! An applicant and two reviewers on three clones of one repository: remarks, suggestions, a second round, verdicts, all
//! made on the screens in real terminals.

use crate::support::pty::Pty;
use crate::support::shared::Shared;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const PLAN: &str = "一、邀请专家三名。\n二、开展宣讲。\n三、汇编资料二百册。";

/// The three, each in a clone, and a draft that all of them have.
struct Review {
    shared: Shared,
    applicant: PathBuf,
    reviewers: [PathBuf; 2],
    id: String,
}

impl Review {
    fn new() -> Self {
        let shared = Shared::new();
        let applicant = shared.person("申报人");
        let id = shared.filled(&applicant, "2022KCZG001");
        shared.ok(&applicant, &["set", &id, "plan", PLAN]);
        shared.ok(&applicant, &["sync"]);
        shared.ok(&applicant, &["submit", &id]);
        let reviewers = ["评审甲", "评审乙"].map(|name| shared.person(name));
        let review = Self {
            shared,
            applicant,
            reviewers,
            id,
        };
        review.all_sync();
        review
    }

    fn ok(&self, place: &Path, verb: &str, rest: &[&str]) -> String {
        let args = [&[verb, self.id.as_str()][..], rest].concat();
        self.shared.ok(place, &args)
    }

    fn list(&self, place: &Path, rest: &[&str]) -> Vec<Value> {
        let args = [&["annotations", self.id.as_str()][..], rest].concat();
        self.shared.json(place, &args).as_array().unwrap().clone()
    }

    /// Everybody sends and fetches until nothing is left; nobody ever meets another in a merge.
    fn all_sync(&self) {
        for _ in 0..2 {
            for place in [&self.applicant, &self.reviewers[0], &self.reviewers[1]] {
                let synced = self.shared.json(place, &["sync"]);
                assert_eq!(synced["conflicts"], json!([]), "{synced}");
            }
        }
    }

    /// Somebody's board, where drafts are handed in and given back, and shared.
    fn board(&self, place: &Path) -> Pty {
        let args = ["--workspace", place.to_str().unwrap()];
        let mut board = Pty::start(&self.shared.world, 120, 40, &args);
        board.wait("16 个项目");
        // The first time there is a card.
        board.keys("<esc><c-b>");
        board.wait("共 1 份");
        board
    }

    /// Hands the draft in, or gives it back, by keys.
    fn step(&self, place: &Path, state: &str, note: &str) {
        let mut board = self.board(place);
        board.keys("<c-d>");
        board.wait("提交、退回、决定");
        board.keys(&format!("{state}<enter>"));
        board.wait("附言");
        board.keys(&format!("{note}<enter>"));
        board.wait(&format!("已定为{state}"));
        leave(board);
    }

    /// Everybody sends and fetches by the key until nothing is left; nobody ever meets another in a merge.
    fn all_sync_by_keys(&self) {
        for _ in 0..2 {
            for place in [&self.applicant, &self.reviewers[0], &self.reviewers[1]] {
                let mut board = self.board(place);
                board.keys("<c-u>");
                board.wait("个版本，送出");
                leave(board);
            }
        }
        for place in [&self.applicant, &self.reviewers[0], &self.reviewers[1]] {
            let synced = self.shared.json(place, &["sync"]);
            assert_eq!(synced["conflicts"], json!([]), "{synced}");
        }
    }

    /// The review screens on somebody's clone.
    fn screens(&self, place: &Path) -> Pty {
        let args = ["--workspace", place.to_str().unwrap(), "review", &self.id];
        Pty::start(&self.shared.world, 120, 40, &args)
    }

    /// The form on somebody's clone.
    fn form(&self, place: &Path) -> Pty {
        let args = ["--workspace", place.to_str().unwrap(), "edit", &self.id];
        Pty::start(&self.shared.world, 120, 40, &args)
    }

    fn summary(&self, place: &Path) -> Value {
        self.shared.json(place, &["review", "summary", &self.id])
    }
}

/// The end of something typed into the screens: it is written.
fn written(screens: &mut Pty, keys: &str) {
    screens.keys(keys);
    screens.wait("已写下");
}

fn leave(mut screens: Pty) {
    screens.keys("<c-q>");
    assert_eq!(screens.end(), 0);
}

#[test]
fn two_reviewers_and_an_applicant_come_to_a_verdict_without_a_conflict() {
    let review = Review::new();
    let [first, second] = &review.reviewers;
    let applicant = &review.applicant;
    // The first round, all of it on the screens of three machines.
    let mut screens = review.screens(first);
    screens.wait("评审（只读）");
    screens.keys("/专家三名<enter><c-e>");
    screens.wait("哪一类批注");
    screens.keys("必改<enter>");
    screens.wait("改成什么");
    screens.keys("<home>正高职称<enter>");
    screens.wait("为什么这样改");
    written(&mut screens, "写明职称<enter>");
    screens.keys("<f10>");
    screens.wait("评分表");
    screens.keys("方案<enter>");
    screens.wait("几分");
    screens.keys("6<enter>");
    screens.wait("6/10");
    screens.keys("修改后再审<enter>");
    screens.wait("写几句说明");
    written(&mut screens, "补职称<enter>");
    leave(screens);
    let mut screens = review.screens(second);
    screens.wait("评审（只读）");
    screens.keys("/宣讲。<enter><s-left><c-e><enter>");
    screens.wait("改成什么");
    screens.keys("<home>三场<enter>");
    screens.wait("为什么这样改");
    written(&mut screens, "<enter>");
    screens.keys("/二百册<enter>a<enter>");
    screens.wait("批注：提问");
    written(&mut screens, "发给谁？<enter>");
    screens.keys("<f10>");
    screens.wait("评分表");
    screens.keys("方案<enter>");
    screens.wait("几分");
    screens.keys("8<enter>");
    screens.wait("8/10");
    screens.keys("<esc>");
    screens.wait_gone("评分表");
    screens.keys("gm");
    screens.wait("已标为已看");
    leave(screens);
    review.all_sync_by_keys();
    for place in [applicant, first, second] {
        let log = review.ok(place, "log", &[]);
        assert_eq!(review.list(place, &["--open"]).len(), 3, "{log}");
        assert_eq!(review.summary(place)["criteria"][1]["mean"], 7.0);
    }
    // Handed in, it takes no change; given back, the applicant takes both and answers.
    let mut form = review.form(applicant);
    form.wait("有 3 条批注待处理");
    form.keys("<a-n><a-a>");
    form.wait("现在不能");
    leave(form);
    review.step(applicant, "已退回", "请按意见修改");
    let mut form = review.form(applicant);
    form.wait("有 3 条批注待处理");
    form.keys("<a-n>");
    form.wait("写明职称");
    form.keys("<a-l>");
    form.wait("已采纳 2 处");
    form.wait("邀请正高职称专家三名");
    form.keys("<a-n><a-y>");
    form.wait("回复");
    written(&mut form, "发给参与企业。<enter>");
    form.keys("<c-s>");
    form.wait("采纳 评审甲 的建议 1 条");
    leave(form);
    let now = "一、邀请正高职称专家三名。\n二、开展三场宣讲。\n三、汇编资料二百册。";
    assert_eq!(review.ok(applicant, "get", &["plan"]), now);
    let log = review.ok(applicant, "log", &[]);
    for told in [
        "采纳 评审甲 的建议 1 条",
        "采纳 评审乙 的建议 1 条",
        "回复 1 条",
    ] {
        assert!(log.contains(told), "{log}");
    }
    review.step(applicant, "已提交", "");
    review.all_sync_by_keys();
    // The second round: what was accepted is closed, the answer is there, the words are where they went.
    let left = &review.list(second, &["--open"])[0];
    assert_eq!(
        (&left["replies"][0]["by"], &left["state"], &left["quote"]),
        (&"申报人".into(), &"shifted".into(), &"二百册".into())
    );
    // Each sees in a terminal what changed since their own review, and nothing else; and comes to a verdict.
    for (place, points) in [(first, "9"), (second, "8")] {
        let mut screens = review.screens(place);
        screens.wait("上次所见");
        screens.wait("变更 1/1");
        screens.wait("一、邀请正高职称专家三名。");
        screens.wait("二、开展三场宣讲。");
        // The question's thread, with the answer.
        screens.keys("<f4>");
        screens.wait("发给谁？");
        screens.wait("发给参与企业。");
        if place == second {
            screens.keys("<a-d>");
            screens.wait("已写下");
        }
        screens.keys("<f10>方案<enter>");
        screens.wait("几分");
        screens.keys(&format!("{points}<enter>"));
        screens.wait(&format!("{points}/10"));
        screens.keys("结论：通过<enter>");
        screens.wait("写几句说明");
        written(&mut screens, "<enter>");
        leave(screens);
    }
    review.all_sync_by_keys();
    let mut screens = review.screens(first);
    screens.keys("<f11>");
    for told in ["平均 8.50，8 至 9，2 人", "通过 2", "必改 0 条，其他 0 条"] {
        screens.wait(told);
    }
    leave(screens);
    for place in [applicant, first, second] {
        let summary = review.summary(place);
        assert_eq!(
            summary["verdicts"],
            json!({"approve": 2, "revise": 0, "reject": 0})
        );
        assert_eq!(summary["open"], json!({"required": [], "others": 0}));
        assert_eq!(summary["criteria"][1]["mean"], 8.5, "{summary}");
    }
    let log = review.ok(applicant, "log", &[]);
    assert!(
        log.contains("结论 修改后再审") && log.contains("结论 通过"),
        "{log}"
    );
}

#[test]
fn two_machines_of_one_reviewer_lose_nothing() {
    let review = Review::new();
    let [first, _] = &review.reviewers;
    let other = review.shared.person("评审甲的另一台");
    review
        .shared
        .git(&other, &["config", "user.name", "评审甲"]);
    review.shared.ok(&other, &["sync"]);
    review.ok(
        first,
        "annotate",
        &["--path", "plan", "--body", "在办公室写的"],
    );
    review.ok(
        &other,
        "annotate",
        &["--path", "plan", "--body", "在家写的"],
    );
    review.ok(first, "seen", &["plan"]);
    review.ok(&other, "seen", &["basis"]);
    for place in [first, &other, first, &other] {
        review.shared.ok(place, &["sync"]);
    }
    for place in [first, &other] {
        assert_eq!(review.list(place, &["--by", "评审甲"]).len(), 2);
    }
}
