//! What is written about drafts where every applicant has a branch: whose it is, the branch says.

use crate::support::shared::Shared;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// An admin and an applicant, whose draft a reviewer has written about.
struct Call {
    shared: Shared,
    admin: PathBuf,
    li: PathBuf,
    id: String,
}

impl Call {
    fn new() -> Self {
        let shared = Shared::new();
        let admin = shared.applicant("管理员", "admin@example.cn");
        shared.ok(&admin, &["init", "--branches", "each"]);
        shared.ok(&admin, &["sync"]);
        let li = shared.applicant("李 工", "li@a.cn");
        let id = shared.filled(&li, "2022KCZG001");
        shared.ok(&li, &["sync"]);
        shared.ok(&admin, &["sync"]);
        let call = Self {
            shared,
            admin,
            li,
            id,
        };
        call.remark(&call.admin, "评审甲", "请写明专家职称");
        call.shared.ok(
            &call.admin,
            &["verdict", &call.id, "revise", "--as", "评审甲"],
        );
        call.both();
        call
    }

    fn remark(&self, place: &Path, by: &str, body: &str) -> String {
        let line = [
            "annotate", &self.id, "--path", "plan", "--body", body, "--as", by,
        ];
        self.shared.ok(place, &line)
    }

    fn both(&self) {
        for place in [&self.admin, &self.li, &self.admin] {
            self.shared.ok(place, &["sync"]);
        }
    }

    fn folder(&self, place: &Path) -> PathBuf {
        place.join("drafts").join(&self.id)
    }

    /// The names in a folder of notebooks.
    fn names(&self, place: &Path, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder(place).join(folder))
            .into_iter()
            .flatten();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }

    /// Notebooks as the program would write them for anybody, where nobody asks who it is.
    fn forge(&self, by: &str) -> PathBuf {
        let place = self.shared.world.path(&format!("forge-{by}"));
        self.shared.ok(&place, &["init"]);
        let folder = self.folder(&place);
        fs::create_dir_all(&folder).unwrap();
        fs::copy(
            self.folder(&self.li).join("draft.json"),
            folder.join("draft.json"),
        )
        .unwrap();
        self.remark(&place, by, "写得很好");
        self.shared
            .ok(&place, &["verdict", &self.id, "approve", "--as", by]);
        folder
    }
}

#[test]
fn remarks_and_answers_of_the_applicant_come_in_and_judging_is_refused() {
    let call = Call::new();
    let (shared, id) = (&call.shared, &call.id);
    let all = shared.json(&call.li, &["annotations", id]);
    let remark = all[0]["id"].as_str().unwrap();
    shared.ok(&call.li, &["reply", id, remark, "--body", "已补上"]);
    call.remark(&call.li, "李 工", "这里还要改");
    for (line, code) in [
        (&["verdict", id, "approve"][..], "admins-only"),
        (&["score", id, "need", "5"], "admins-only"),
        (&["declare", id, "无"], "admins-only"),
        (
            &[
                "annotate",
                id,
                "--path",
                "plan",
                "--body",
                "好",
                "--as",
                "评审甲",
            ],
            "not-own-name",
        ),
        (
            &["reply", id, remark, "--body", "同意", "--as", "评审甲"],
            "not-own-name",
        ),
    ] {
        let told = shared.json(&call.li, line);
        assert_eq!(told["error"]["code"], code, "{line:?}: {told}");
    }
    call.both();
    let there = shared.json(&call.admin, &["annotations", id]);
    let by: Vec<&str> = there
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["by"].as_str().unwrap())
        .collect();
    assert_eq!(by.len(), 2, "{there}");
    assert!(by.contains(&"李 工") && by.contains(&"评审甲"), "{there}");
    assert!(there.to_string().contains("已补上"), "{there}");
    // More is written here while the applicant still has what was given before: no word of that is the applicant's.
    call.remark(&call.admin, "评审甲", "还差一处");
    shared.ok(&call.li, &["set", id, "plan", "又写了一些"]);
    shared.ok(&call.li, &["sync"]);
    call.both();
    let there = shared.json(&call.li, &["annotations", id]);
    assert_eq!(there.as_array().unwrap().len(), 3, "{there}");
}

#[test]
fn what_an_applicant_writes_in_a_reviewers_name_is_not_taken_and_told() {
    let call = Call::new();
    let (shared, id, li) = (&call.shared, &call.id, call.folder(&call.li));
    let before = fs::read(call.folder(&call.admin).join("reviews/评审甲.json")).unwrap();
    // Another reviewer, who never saw the draft; one's own approval; a reviewer's words taken away; what a reviewer has seen.
    for by in ["评审乙", "李 工"] {
        let forged = call.forge(by).join("reviews");
        for file in fs::read_dir(forged).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), li.join("reviews").join(file.file_name())).unwrap();
        }
    }
    fs::remove_file(li.join("reviews/评审甲.json")).unwrap();
    let seen = call.forge("评审甲");
    for folder in ["seen", "replies"] {
        fs::create_dir_all(li.join(folder)).unwrap();
    }
    fs::copy(seen.join("seen/评审甲.json"), li.join("seen/评审甲.json")).unwrap();
    for name in ["replies/评审甲.json", "replies/坏\n名 5.json"] {
        fs::write(li.join(name), "{}").unwrap();
    }
    shared.ok(&call.li, &["set", id, "plan", "同一次送来的方案"]);
    shared.ok(&call.li, &["sync"]);
    let branch = shared.git_ok(&call.li, &["symbolic-ref", "--short", "HEAD"]);

    let synced = shared.run(&call.admin, &["--json", "sync"]);
    let told: serde_json::Value = serde_json::from_slice(&synced.stdout).unwrap();
    assert_eq!(
        told["forged"],
        json!([{"branch": branch, "draft": id}]),
        "{told}"
    );
    assert_eq!(synced.status.code(), Some(1));
    assert_eq!(
        shared.ok(&call.admin, &["get", id, "plan"]),
        "同一次送来的方案"
    );
    assert_eq!(call.names(&call.admin, "reviews"), ["评审甲.json"]);
    assert_eq!(call.names(&call.admin, "seen"), ["评审甲.json"]);
    assert_eq!(call.names(&call.admin, "replies"), Vec::<String>::new());
    let there = |place: &Path, name: &str| fs::read(call.folder(place).join(name)).unwrap();
    assert_eq!(there(&call.admin, "reviews/评审甲.json"), before);

    let again = shared.run(&call.admin, &["--json", "sync"]);
    assert_eq!(again.status.code(), Some(0), "told once");
    shared.ok(&call.li, &["sync"]);
    assert_eq!(
        call.names(&call.li, "reviews"),
        ["评审甲.json"],
        "as the admin has it"
    );
    assert_eq!(there(&call.li, "reviews/评审甲.json"), before);
    // The same again, changed once more.
    let forged = call.forge("评审丙").join("reviews/评审丙.json");
    fs::copy(forged, li.join("reviews/评审丙.json")).unwrap();
    shared.ok(&call.li, &["sync"]);
    let told = shared.run(&call.admin, &["sync"]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("以别人名义"), "{told}");
    assert_eq!(call.names(&call.admin, "reviews"), ["评审甲.json"]);
    shared.git_ok(&call.admin, &["fsck", "--strict"]);
    assert_eq!(shared.git_ok(&call.admin, &["status", "--porcelain"]), "");
}

#[test]
fn a_namesake_of_somebody_who_judged_writes_nothing_for_them() {
    let call = Call::new();
    let (shared, id) = (&call.shared, &call.id);
    // A branch that is called after the reviewer, with a draft of its own on which they have judged.
    let other = shared.applicant("评审甲", "x@b.cn");
    let own = shared.filled(&other, "2022KCZG002");
    shared.ok(&other, &["sync"]);
    shared.ok(&call.admin, &["sync"]);
    shared.ok(&call.admin, &["verdict", &own, "reject", "--as", "评审甲"]);
    shared.ok(&call.admin, &["sync"]);
    shared.ok(&other, &["sync"]);
    shared.ok(
        &other,
        &["annotate", &own, "--path", "plan", "--body", "我改主意了"],
    );
    shared.ok(&other, &["sync"]);
    let told = shared.json(&call.admin, &["sync"]);
    assert_eq!(told["forged"][0]["draft"], own, "{told}");
    let there = shared.json(&call.admin, &["annotations", &own]);
    assert_eq!(there, json!([]));
    assert_eq!(
        shared
            .json(&call.admin, &["annotations", id])
            .as_array()
            .unwrap()
            .len(),
        1
    );
}
