//! A branch an applicant: an admin and applicants, who see their own drafts only.

use crate::support::shared::Shared;
use std::path::{Path, PathBuf};

/// The admin's workspace, shared once.
fn admin(shared: &Shared) -> PathBuf {
    let admin = shared.applicant("管理员", "admin@example.cn");
    shared.ok(&admin, &["init", "--branches", "each"]);
    shared.ok(&admin, &["sync"]);
    admin
}

fn branches(shared: &Shared) -> Vec<String> {
    let list = ["for-each-ref", "--format=%(refname:short)", "refs/heads"];
    let told = shared.git_ok(&shared.server(), &list);
    told.lines().map(str::to_owned).collect()
}

fn drafts(shared: &Shared, place: &Path) -> Vec<String> {
    let listed = shared.json(place, &["list"]);
    let listed = listed["drafts"]
        .as_array()
        .unwrap_or_else(|| panic!("{listed}"));
    let ids = listed
        .iter()
        .map(|one| one["draft"].as_str().unwrap().to_owned());
    ids.collect()
}

fn state(shared: &Shared, place: &Path, id: &str) -> String {
    let board = shared.json(place, &["board"]);
    let mut drafts = board["drafts"].as_array().unwrap().iter();
    let line = drafts.find(|one| one["draft"] == id).unwrap();
    line["state"].as_str().unwrap().to_owned()
}

#[test]
fn applicants_see_their_own_and_the_admin_sees_all_and_gives_back() {
    let shared = Shared::new();
    let admin = admin(&shared);
    let call = admin.join("calls/extra");
    std::fs::create_dir_all(&call).unwrap();
    std::fs::write(call.join("README.md"), "给所有人的说明\n").unwrap();
    shared.ok(&admin, &["sync"]);
    let mut people = Vec::new();
    for (name, address) in [("李", "li@a.cn"), ("王", "wang@b.cn"), ("王", "wang@c.cn")] {
        let place = shared.world.path(address);
        shared.ok(&place, &["init"]);
        shared.git(&place, &["config", "user.name", name]);
        shared.git(&place, &["config", "user.email", address]);
        let server = shared.server();
        let first = shared.json(&place, &["sync", server.to_str().unwrap()]);
        assert!(first["error"].is_null(), "{first}");
        let id = shared.filled(&place, "2022KCZG001");
        let sent = shared.json(&place, &["sync"]);
        assert_eq!(sent["sent"], 1, "{sent}");
        people.push((place, id));
    }
    let known = branches(&shared);
    assert_eq!(known.len(), 5, "admin, main and one each: {known:?}");
    let got = shared.json(&admin, &["sync"]);
    assert_eq!(drafts(&shared, &admin).len(), 3, "{got}");
    let common = shared.git_ok(&shared.server(), &["ls-tree", "-r", "--name-only", "main"]);
    assert!(common.contains("calls/extra/README.md"), "{common}");
    assert!(!common.contains("drafts/"), "{common}");
    for (place, id) in &people {
        shared.ok(place, &["submit", id]);
        shared.ok(place, &["sync"]);
    }
    shared.ok(&admin, &["sync"]);
    let (li, of_li) = &people[0];
    shared.ok(&admin, &["return", of_li, "--note", "请写明专家职称"]);
    std::fs::write(call.join("README.md"), "改过的说明\n").unwrap();
    let given = shared.json(&admin, &["sync"]);
    assert!(given["error"].is_null(), "{given}");
    for (place, id) in &people {
        shared.ok(place, &["sync"]);
        assert_eq!(drafts(&shared, place), [id.as_str()]);
        let told = std::fs::read_to_string(place.join("calls/extra/README.md")).unwrap();
        assert_eq!(told, "改过的说明\n");
    }
    assert_eq!(state(&shared, li, of_li), "returned");
    let (wang, of_wang) = &people[1];
    assert_eq!(state(&shared, wang, of_wang), "submitted");
    shared.ok(li, &["set", of_li, "lead/title", "高级工程师"]);
    shared.ok(li, &["submit", of_li]);
    shared.ok(li, &["sync"]);
    shared.ok(&admin, &["sync"]);
    assert_eq!(state(&shared, &admin, of_li), "submitted");
    let title = shared.ok(&admin, &["get", of_li, "lead/title"]);
    assert_eq!(title, "高级工程师");
    for place in people.iter().map(|(place, _)| place).chain([&admin]) {
        let again = shared.json(place, &["sync"]);
        assert_eq!(again["sent"], 0, "in step: {again}");
        shared.git_ok(place, &["fsck", "--strict"]);
        assert_eq!(shared.git_ok(place, &["status", "--porcelain"]), "");
    }
    shared.git_ok(&shared.server(), &["fsck", "--strict"]);
}

#[test]
fn the_same_person_has_one_branch_on_two_machines() {
    let shared = Shared::new();
    admin(&shared);
    let (desk, road) = (
        shared.applicant("李", "li@a.cn"),
        shared.applicant("Li 的笔记本", "LI@a.cn"),
    );
    shared.git(&road, &["config", "user.name", "李"]);
    let id = shared.ok(&desk, &["new", "2022KCZG001"]);
    shared.ok(&desk, &["sync"]);
    shared.ok(&road, &["sync"]);
    shared.ok(&road, &["set", &id, "plan", "路上写的"]);
    shared.ok(&road, &["sync"]);
    shared.ok(&desk, &["sync"]);
    assert_eq!(shared.ok(&desk, &["get", &id, "plan"]), "路上写的");
    assert_eq!(branches(&shared).len(), 3);
}

#[test]
fn what_an_applicant_slips_in_beside_the_drafts_goes_nowhere() {
    let shared = Shared::new();
    let admin = admin(&shared);
    let (li, wang) = (
        shared.applicant("李", "li@a.cn"),
        shared.applicant("王", "wang@b.cn"),
    );
    for place in [&li, &wang] {
        shared.ok(place, &["sync"]);
    }
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    shared.ok(&li, &["sync"]);
    std::fs::write(li.join(".gitattributes"), "* merge=evil merge=shenbao\n").unwrap();
    std::fs::write(li.join("shenbao.json"), "{}").unwrap();
    shared.git_ok(&li, &["commit", "-qam", "x"]);
    let head = shared.git_ok(&li, &["symbolic-ref", "--short", "HEAD"]);
    assert!(head.starts_with("applicants/李-"), "{head}");
    shared.git_ok(&li, &["push", "-q", "origin", &head]);
    let of_wang = shared.ok(&wang, &["new", "2022KCZG002"]);
    std::os::unix::fs::symlink("/etc/passwd", wang.join("drafts/link")).unwrap();
    shared.git_ok(&wang, &["add", "drafts/link"]);
    shared.git_ok(&wang, &["commit", "-qm", "x"]);
    let head = shared.git_ok(&wang, &["symbolic-ref", "--short", "HEAD"]);
    shared.git_ok(&wang, &["push", "-q", "origin", &head]);

    let got = shared.run(&admin, &["--json", "sync"]);
    let told: serde_json::Value = serde_json::from_slice(&got.stdout).unwrap();
    assert_eq!(told["refused"], serde_json::json!([head]), "{told}");
    assert_eq!(got.status.code(), Some(1));
    assert_eq!(drafts(&shared, &admin), [id.as_str()], "not {of_wang}");
    let attributes = std::fs::read_to_string(admin.join(".gitattributes")).unwrap();
    assert!(!attributes.contains("evil"), "{attributes}");
    let agreed = std::fs::read_to_string(admin.join("shenbao.json")).unwrap();
    assert!(agreed.contains("each"), "{agreed}");
    let common = shared.git_ok(&shared.server(), &["show", "main:.gitattributes"]);
    assert!(!common.contains("evil"), "{common}");
}

/// A workspace in which every version of another lies, as after a copy of their folder.
fn with_history_of(shared: &Shared, other: &Path, name: &str, address: &str) -> PathBuf {
    let place = shared.applicant(name, address);
    shared.ok(&place, &["sync"]);
    shared.git_ok(&place, &["fetch", "-q", other.to_str().unwrap(), "HEAD"]);
    let merge = [
        "merge",
        "-q",
        "--allow-unrelated-histories",
        "--no-edit",
        "FETCH_HEAD",
    ];
    shared.git_ok(&place, &merge);
    place
}

#[test]
fn an_applicant_can_only_read_anothers_draft_and_is_told_whose_it_is() {
    let shared = Shared::new();
    admin(&shared);
    let li = shared.applicant("李工", "li@a.cn");
    let id = shared.filled(&li, "2022KCZG001");
    shared.ok(&li, &["sync"]);
    let wang = with_history_of(&shared, &li, "王工", "wang@b.cn");
    let title = shared.ok(&wang, &["get", &id, "lead/title"]);
    for refused in [
        &["set", &id, "lead/title", "别人写的"][..],
        &["budget", "add", &id, "--item", "资料费", "--quantity", "1"],
        &["submit", &id],
        &["restore", &id, "HEAD"],
        &["save", &id],
    ] {
        let told = shared.json(&wang, refused);
        assert_eq!(told["error"]["code"], "others-draft", "{refused:?}: {told}");
        let message = told["error"]["message"].as_str().unwrap();
        assert!(message.contains("李工"), "{message}");
    }
    assert_eq!(shared.ok(&wang, &["get", &id, "lead/title"]), title);
    assert!(!wang.join("drafts").join(&id).join("steps").exists());
    shared.ok(&wang, &["check", &id]);

    // Changed by another program all the same: neither kept nor sent, and the user's own work goes on.
    let own = shared.ok(&wang, &["new", "2022KCZG002"]);
    let file = wang.join("drafts").join(&id).join("draft.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace(&title, "别人写的")).unwrap();
    let synced = shared.run(&wang, &["--json", "sync"]);
    let told: serde_json::Value = serde_json::from_slice(&synced.stdout).unwrap();
    assert_eq!(told["others"], serde_json::json!([id]), "{told}");
    assert_eq!(synced.status.code(), Some(1));
    assert_eq!(
        shared.json(&wang, &["log", &own]).as_array().unwrap().len(),
        1
    );
    let head = shared.git_ok(&wang, &["symbolic-ref", "--short", "HEAD"]);
    let file = format!("{head}:drafts/{id}/draft.json");
    let sent = shared.git_ok(&shared.server(), &["show", &file]);
    assert!(!sent.contains("别人写的"));
}

#[test]
fn what_a_branch_changes_in_anothers_draft_is_left_and_told_and_gets_nothing_back() {
    let shared = Shared::new();
    let admin = admin(&shared);
    let (li, wang) = (
        shared.applicant("李", "li@a.cn"),
        shared.applicant("王", "wang@b.cn"),
    );
    let id = shared.filled(&li, "2022KCZG001");
    let title = shared.ok(&li, &["get", &id, "lead/title"]);
    shared.ok(&li, &["sync"]);
    shared.ok(&admin, &["sync"]);
    // Only a name is needed for that, no look at the draft.
    shared.ok(&wang, &["sync"]);
    let own = shared.ok(&wang, &["new", "2022KCZG001"]);
    let folder = |id: &str| wang.join("drafts").join(id);
    std::fs::create_dir_all(folder(&id)).unwrap();
    let text = std::fs::read_to_string(folder(&own).join("draft.json")).unwrap();
    std::fs::write(folder(&id).join("draft.json"), text.replace(&own, &id)).unwrap();
    for plan in ["抢来的", "又一次"] {
        shared.ok(&wang, &["set", &id, "plan", plan]);
        shared.ok(&wang, &["sync"]);
        let synced = shared.run(&admin, &["--json", "sync"]);
        let told: serde_json::Value = serde_json::from_slice(&synced.stdout).unwrap();
        assert_eq!(told["trespassed"][0]["draft"], id.as_str(), "{told}");
        let branch = told["trespassed"][0]["branch"].as_str().unwrap();
        assert!(branch.starts_with("applicants/王-"), "{branch}");
        assert_eq!(synced.status.code(), Some(1));
        assert_ne!(shared.ok(&admin, &["get", &id, "plan"]), plan);
        shared.ok(&wang, &["sync"]);
        let here = std::fs::read_to_string(folder(&id).join("draft.json")).unwrap();
        assert!(
            here.contains(plan) && !here.contains(&title),
            "nothing of another's came"
        );
    }
    assert!(
        drafts(&shared, &admin).contains(&own),
        "one's own is taken all the same"
    );
    shared.ok(&li, &["submit", &id]);
    shared.ok(&li, &["sync"]);
    let again = shared.json(&admin, &["sync"]);
    assert_eq!(again["trespassed"], serde_json::json!([]), "{again}");
    assert_eq!(state(&shared, &admin, &id), "submitted");
    shared.ok(&admin, &["return", &id, "--note", "请补充"]);
    shared.ok(&admin, &["sync"]);
    shared.ok(&li, &["sync"]);
    shared.ok(&wang, &["sync"]);
    assert_eq!(state(&shared, &li, &id), "returned");
    assert!(!folder(&id).join("steps").exists());
    shared.git_ok(&admin, &["fsck", "--strict"]);
}

#[test]
fn of_two_who_bring_a_draft_of_one_name_the_one_who_made_it_first_has_it() {
    let shared = Shared::new();
    let admin = admin(&shared);
    let li = shared.applicant("李", "li@a.cn");
    let id = shared.filled(&li, "2022KCZG001");
    shared.ok(&li, &["sync"]);
    // An uncommon name in the order of branches comes first; it gets nothing by that.
    let an = shared.applicant("A", "an@b.cn");
    let copied = an.join("drafts").join(&id);
    std::fs::create_dir_all(&copied).unwrap();
    std::fs::copy(
        li.join("drafts").join(&id).join("draft.json"),
        copied.join("draft.json"),
    )
    .unwrap();
    shared.ok(&an, &["set", &id, "plan", "抄来的"]);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    shared.ok(&an, &["sync"]);
    let told = shared.json(&admin, &["sync"]);
    assert_eq!(told["trespassed"].as_array().unwrap().len(), 1, "{told}");
    assert_ne!(shared.ok(&admin, &["get", &id, "plan"]), "抄来的");
    assert_eq!(drafts(&shared, &admin), [id]);
}

#[test]
fn an_applicant_hands_in_and_decides_nothing() {
    let shared = Shared::new();
    let admin = admin(&shared);
    let li = shared.applicant("李", "li@a.cn");
    let id = shared.filled(&li, "2022KCZG001");
    shared.ok(&li, &["sync"]);
    shared.ok(&li, &["submit", &id]);
    for refused in [&["decide", &id, "approved"][..], &["return", &id]] {
        let told = shared.json(&li, refused);
        assert_eq!(told["error"]["code"], "admins-only", "{told}");
    }
    shared.ok(&li, &["sync"]);
    shared.ok(&admin, &["sync"]);
    // Written by hand, and sent with git.
    let steps = li.join("drafts").join(&id).join("steps");
    let there = std::fs::read_dir(&steps).unwrap().next().unwrap().unwrap();
    let step = std::fs::read_to_string(there.path()).unwrap();
    let forged = step.replace("submitted", "approved");
    std::fs::write(steps.join("29990101T000000Z-approved-0.json"), forged).unwrap();
    shared.git_ok(&li, &["add", "drafts"]);
    shared.git_ok(&li, &["commit", "-qm", "x"]);
    let head = shared.git_ok(&li, &["symbolic-ref", "--short", "HEAD"]);
    shared.git_ok(&li, &["push", "-q", "origin", &head]);
    let told = shared.json(&admin, &["sync"]);
    assert_eq!(told["refused"], serde_json::json!([head]), "{told}");
    assert_eq!(state(&shared, &admin, &id), "submitted");
    shared.ok(&admin, &["decide", &id, "in-review"]);
    assert_eq!(state(&shared, &admin, &id), "in-review");
}
