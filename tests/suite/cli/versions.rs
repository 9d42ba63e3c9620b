//! `save`, `log`, `restore`, `diff`, with the real git.

use crate::support::world::World;
use std::process::Command;

fn git(world: &World, args: &[&str]) -> String {
    let output = Command::new("git")
        .args(args)
        .current_dir(world.workspace())
        .env_clear()
        .envs(world.environment())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// A draft in a workspace whose git knows its user.
fn drafted() -> (World, String) {
    let world = World::new();
    let id = world.new_draft();
    git(&world, &["config", "user.name", "王工"]);
    git(&world, &["config", "user.email", "wang@example.cn"]);
    (world, id)
}

#[test]
fn a_version_is_signed_by_name_and_says_what_changed() {
    let world = World::new();
    let id = world.new_draft();
    let (json, code) = world.json(&["save", &id]);
    assert_eq!(
        (json["error"]["code"].as_str(), code),
        (Some("git-no-author"), Some(2))
    );
    let (world, id) = drafted();
    let (first, code) = world.json(&["save", &id]);
    assert_eq!((first["author"].as_str(), code), (Some("王工"), Some(0)));
    assert!(world.ok(&["save", &id]).contains("相同"));
    world.ok(&["set", &id, "plan", "分三步：宣讲、咨询、总结。"]);
    world.ok(&[
        "budget",
        "add",
        &id,
        "--item",
        "专家讲课费",
        "--quantity",
        "4",
        "--unit-price",
        "800",
    ]);
    world.ok(&["save", &id, "-m", "补上实施方案"]);
    let (log, _) = world.json(&["log", &id]);
    let messages: Vec<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|v| v["message"].as_str().unwrap())
        .collect();
    assert_eq!(messages[0], "补上实施方案");
    assert!(messages[1].starts_with("新建："), "{messages:?}");
    let body = git(&world, &["log", "-1", "--format=%b"]);
    assert!(
        body.contains("经费预算") && body.contains("0.00 → 3,200.00"),
        "{body}"
    );
}

#[test]
fn nothing_but_the_draft_goes_into_a_version() {
    let (world, id) = drafted();
    world.ok(&["save", &id]);
    let other = world.new_draft();
    std::fs::write(world.workspace().join("笔记.txt"), "mine").unwrap();
    git(&world, &["add", "笔记.txt"]);
    world.ok(&["set", &id, "plan", "方案"]);
    world.ok(&["save", &id]);
    let names = git(
        &world,
        &[
            "-c",
            "core.quotePath=false",
            "show",
            "--format=",
            "--name-only",
            "HEAD",
        ],
    );
    assert_eq!(names.trim(), format!("drafts/{id}/draft.json"));
    let staged = git(
        &world,
        &[
            "-c",
            "core.quotePath=false",
            "diff",
            "--cached",
            "--name-only",
        ],
    );
    assert_eq!(staged.trim(), "笔记.txt");
    assert!(
        git(&world, &["status", "--porcelain", "--", "drafts"])
            .contains(&format!("?? drafts/{other}/"))
    );
}

#[test]
fn an_old_version_comes_back_as_a_new_one_and_nothing_is_lost() {
    let (world, id) = drafted();
    world.ok(&["set", &id, "plan", "第一稿"]);
    world.ok(&["save", &id]);
    world.ok(&["set", &id, "plan", "第二稿"]);
    world.ok(&["save", &id]);
    // Written after the last version: kept before anything is brought back.
    world.ok(&["set", &id, "plan", "还没存的第三稿"]);
    world.ok(&["restore", &id, "HEAD~1"]);
    assert_eq!(world.ok(&["get", &id, "plan"]).trim(), "第一稿");
    assert_eq!(world.json(&["log", &id]).0.as_array().unwrap().len(), 4);
    let (change, code) = world.json(&["diff", &format!("{id}@HEAD~1"), &id]);
    assert_eq!(code, Some(1));
    assert_eq!(change["changes"][0]["a"], "还没存的第三稿");
    assert_eq!(change["changes"][0]["path"], "plan");
}

#[test]
fn what_names_no_version_is_refused_and_never_an_option() {
    let (world, id) = drafted();
    world.ok(&["save", &id]);
    for rev in [
        "HEAD~9",
        "--output=x",
        "nothing",
        "HEAD:drafts",
        "",
        "a b",
        "-n",
    ] {
        let (json, code) = world.json(&["diff", &format!("{id}@{rev}"), &id]);
        assert_eq!(
            (json["error"]["code"].as_str(), code),
            (Some("no-version"), Some(2)),
            "{rev}: {json}"
        );
    }
    assert!(!world.workspace().join("x").exists());
}

#[test]
fn a_lock_that_a_killed_one_left_stops_nobody() {
    let (world, id) = drafted();
    world.ok(&["save", &id]);
    world.ok(&["set", &id, "plan", "方案"]);
    let (lock, marker) = (
        world.workspace().join(".git/index.lock"),
        world.workspace().join(".shenbao/git-running"),
    );
    // Without our marker it may be somebody else's, at work right now.
    std::fs::write(&lock, "").unwrap();
    let (said, code) = world.json(&["save", &id]);
    assert_eq!(
        (&said["error"]["code"], code),
        (&"git-busy".into(), Some(2))
    );
    std::fs::write(&lock, "").unwrap();
    std::fs::write(&marker, "").unwrap();
    world.ok(&["save", &id]);
    assert!(!lock.exists() && !marker.exists());
}

#[test]
fn the_prefill_and_files_are_compared_too() {
    let (world, id) = drafted();
    let prefill = format!("{id}@prefill");
    assert_eq!(world.json(&["diff", &prefill, &id]).1, Some(0));
    world.ok(&["set", &id, "indicators/2/1/commitment", "80"]);
    let told = world.run(&["diff", &prefill, &id]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("[-50-] → {+80+}"), "{told}");
    let file = world.draft_file(&id);
    assert_eq!(
        world.json(&["diff", &id, file.to_str().unwrap()]).1,
        Some(0)
    );
}

/// Whether the tool that makes SSH keys is there. Where it is not, git could not sign with one either.
fn can_sign() -> bool {
    Command::new("ssh-keygen").arg("-?").output().is_ok()
}

#[test]
fn signatures_are_made_as_git_says_and_told_as_what_they_are_worth() {
    if !can_sign() {
        println!("no ssh-keygen here: signing is not tested");
        return;
    }
    let (world, id) = drafted();
    let signed = |index: usize| world.json(&["log", &id]).0[index]["signed"].clone();
    world.ok(&["save", &id]);
    assert_eq!(signed(0), "unsigned");
    // The user's own key, and git told to sign every version with it.
    let key = world.path("key");
    let key = key.to_str().unwrap();
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "wang", "-f", key])
        .status();
    assert!(made.unwrap().success());
    for (name, value) in [
        ("gpg.format", "ssh"),
        ("user.signingkey", key),
        ("commit.gpgsign", "true"),
    ] {
        git(&world, &["config", name, value]);
    }
    world.ok(&["set", &id, "plan", "签名的一版。"]);
    world.ok(&["save", &id]);
    let commit = git(&world, &["cat-file", "commit", "HEAD"]);
    assert!(
        commit.contains("BEGIN SSH SIGNATURE"),
        "git signs with the user's key: {commit}"
    );
    assert_eq!(signed(0), "unknown", "nobody has said whose key it is");
    // The user says whose key it is.
    let public = std::fs::read_to_string(format!("{key}.pub")).unwrap();
    let allowed = world.path("allowed");
    std::fs::write(&allowed, format!("wang@example.cn {public}")).unwrap();
    git(
        &world,
        &[
            "config",
            "gpg.ssh.allowedSignersFile",
            allowed.to_str().unwrap(),
        ],
    );
    assert_eq!(
        (signed(0), signed(1)),
        ("verified".into(), "unsigned".into())
    );
    assert!(world.ok(&["log", &id]).contains("[已验签]"));
    // Somebody changes what was signed, and passes the old signature off as one for it.
    let forged = commit.replace("王工", "李工");
    let object = world.path("forged");
    std::fs::write(&object, forged).unwrap();
    let object = git(
        &world,
        &[
            "hash-object",
            "-t",
            "commit",
            "-w",
            object.to_str().unwrap(),
        ],
    );
    git(&world, &["update-ref", "HEAD", object.trim()]);
    assert_eq!(signed(0), "bad");
    assert!(world.ok(&["log", &id]).contains("[签名不符]"));
}

#[test]
fn the_log_says_of_a_version_what_git_says() {
    let (world, id) = drafted();
    for (author, date, message) in [
        ("王 工 <w@example.cn>", "1645117323 +0800", "一\n二\n\n三"),
        ("x <>", "1645117323 -0330", "  blank before\n\n"),
        (
            "甲“乙” <a b@c>",
            "0 +0000",
            "commit 22\nauthor x <x> 1 +0000",
        ),
    ] {
        world.ok(&["set", &id, "plan", message]);
        world.ok(&["save", &id]);
        let author = format!("--author={author}");
        let date = format!("--date={date}");
        let amend = [
            "commit",
            "-q",
            "--amend",
            "--allow-empty",
            &author,
            &date,
            "-m",
            message,
        ];
        git(&world, &amend);
    }
    let (told, _) = world.json(&["log", &id]);
    let told: Vec<String> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|version| {
            let part = |name: &str| version[name].as_str().unwrap().to_owned();
            [
                part("rev"),
                part("author"),
                part("time"),
                part("message"),
                part("signed"),
            ]
            .join("|")
        })
        .collect();
    let folder = format!("drafts/{id}");
    let asked = git(
        &world,
        &["log", "--format=%H|%an|%aI|%s|unsigned", "--", &folder],
    );
    assert_eq!(told, asked.lines().collect::<Vec<_>>());
    assert_eq!(told.len(), 3);
}

#[test]
fn git_notes_now_and_then_what_a_version_touches() {
    let (world, id) = drafted();
    let noted = || {
        world
            .workspace()
            .join(".git/objects/info/commit-graphs")
            .is_dir()
    };
    // About one version of sixteen ends so that git is asked: of two hundred surely one.
    let asked = (0..200).any(|round| {
        world.ok(&["set", &id, "plan", &format!("第{round}稿")]);
        world.ok(&["save", &id]);
        noted()
    });
    assert!(asked);
    git(&world, &["fsck", "--strict"]);
    assert_eq!(world.json(&["log", &id]).0[0]["signed"], "unsigned");
}

#[test]
fn a_difference_names_columns_and_money_and_shows_promises_then_and_now() {
    let world = World::new();
    let id = world.new_draft();
    git(&world, &["config", "user.name", "王工"]);
    git(&world, &["config", "user.email", "wang@example.cn"]);
    let add = |item: &str, quantity: &str, price: &str| {
        let line = ["budget", "add", &id, "--item", item, "--quantity", quantity];
        world
            .ok(&[&line[..], &["--unit-price", price]].concat())
            .trim()
            .to_owned()
    };
    let lecture = add("讲师劳务费", "4", "800");
    let travel = add("交通费", "1", "300");
    world.ok(&["save", &id]);
    world.ok(&["set", &id, &format!("budget/{lecture}/quantity"), "6"]);
    world.ok(&["budget", "remove", &id, &travel]);
    add("资料费\u{202e}", "200", "25");
    let promise = "indicators/2/1/commitment";
    let before = world.ok(&["get", &id, promise]);
    world.ok(&["set", &id, promise, "60"]);
    let told = world.run(&["diff", &id]);
    let told = String::from_utf8(told.stdout).unwrap();
    for expected in [
        &format!("[-{}-] → {{+60+}}", before.trim()),
        "{+内容：资料费<U+202E>",
        "数量：200",
        "    讲师劳务费  3,200.00 → 4,800.00（+1,600.00）",
        "    资料费<U+202E>  +5,000.00",
        "    交通费  -300.00",
        "合计 3,500.00 → 9,800.00 元  +6,300.00",
    ] {
        assert!(told.contains(expected), "{expected} in\n{told}");
    }
}

#[test]
fn below_ones_own_words_stands_what_changed() {
    let (world, id) = drafted();
    world.ok(&["save", &id]);
    world.ok(&["set", &id, "plan", "分三步"]);
    world.ok(&["save", &id, "-m", "补上方案"]);
    let told = world.ok(&["log", &id]);
    let first = told.lines().next().unwrap();
    assert!(first.contains("补上方案  改 1 处："), "{told}");
    assert!(
        world.json(&["log", &id]).0[0]["more"]
            .as_str()
            .unwrap()
            .starts_with("改 1 处")
    );
}

#[test]
fn what_was_brought_back_is_told_by_a_name_that_stays() {
    let (world, id) = drafted();
    world.ok(&["save", &id]);
    let first = world.json(&["log", &id]).0[0]["rev"]
        .as_str()
        .unwrap()
        .to_owned();
    world.ok(&["set", &id, "plan", "分三步"]);
    world.ok(&["save", &id]);
    let told = world.ok(&["restore", &id, "HEAD~1"]);
    assert!(
        told.contains(&format!("恢复到版本 {}", &first[..10])),
        "{told}"
    );
    assert_eq!(
        world.json(&["restore", &id, "HEAD~90"]).0["error"]["code"],
        "no-version"
    );
}
