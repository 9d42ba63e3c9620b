//! `sync`, with the real git: a bare repository and clones of it.

use crate::support::shared::Shared;

#[test]
fn two_people_who_work_apart_get_each_others_words() {
    let shared = Shared::new();
    let (li, wang) = (shared.person("李"), shared.person("王"));
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    let first = shared.json(&li, &["sync"]);
    assert_eq!(first["sent"], 1, "{first}");
    let got = shared.json(&wang, &["sync"]);
    assert_eq!(got["received"][0]["author"], "李", "{got}");
    assert_eq!(got["received"][0]["drafts"][0], id.as_str());

    shared.ok(&li, &["set", &id, "plan", "分三步：宣讲、咨询、总结。"]);
    shared.ok(&wang, &["set", &id, "applicant/name", "银川市某协会"]);
    for (place, item) in [(&li, "讲师劳务费"), (&wang, "资料费")] {
        let add = ["budget", "add", &id, "--item", item, "--unit-price", "800"];
        shared.ok(place, &[&add[..], &["--quantity", "1"]].concat());
        shared.ok(place, &["sync"]);
    }
    shared.ok(&li, &["sync"]);
    for place in [&li, &wang] {
        let plan = shared.ok(place, &["get", &id, "plan"]);
        let name = shared.ok(place, &["get", &id, "applicant/name"]);
        assert_eq!(
            (plan.as_str(), name.as_str()),
            ("分三步：宣讲、咨询、总结。", "银川市某协会")
        );
        let whole = shared.json(place, &["show", &id]).to_string();
        assert!(whole.contains("讲师劳务费") && whole.contains("资料费"));
    }
    let again = shared.json(&li, &["sync"]);
    assert_eq!((&again["sent"], &again["tries"]), (&0.into(), &1.into()));
}

#[test]
fn a_clash_is_kept_in_the_draft_and_settled_there() {
    let shared = Shared::new();
    let (li, wang) = (shared.person("李"), shared.person("王"));
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    shared.ok(&li, &["sync"]);
    shared.ok(&wang, &["sync"]);
    shared.ok(&li, &["set", &id, "applicant/name", "甲协会"]);
    shared.ok(&wang, &["set", &id, "applicant/name", "乙协会"]);
    shared.ok(&li, &["sync"]);
    let clash = shared.run(&wang, &["--json", "sync"]);
    let told: serde_json::Value = serde_json::from_slice(&clash.stdout).unwrap();
    assert_eq!(told["conflicts"][0], id.as_str(), "{told}");
    assert_eq!(clash.status.code(), Some(1), "there is something to settle");
    let check = shared.run(&wang, &["check", &id]);
    let check = String::from_utf8(check.stdout).unwrap();
    assert!(
        check.contains("F009") && check.contains("甲协会") && check.contains("乙协会"),
        "{check}"
    );
    let file = wang.join("drafts").join(&id).join("draft.json");
    let plain = shared.ok(&wang, &["git-diff-text", file.to_str().unwrap()]);
    for side in ["applicant/name 1/2: 乙协会", "applicant/name 2/2: 甲协会"] {
        assert!(plain.contains(side), "git's own diff shows both: {plain}");
    }
    shared.ok(&wang, &["set", &id, "applicant/name", "甲乙协会"]);
    shared.ok(&wang, &["sync"]);
    let log = shared.json(&wang, &["log", &id]);
    let message = log[0]["message"].as_str().unwrap();
    assert!(message.contains("定下两边改得不一样的 1 处"), "{log}");
    shared.ok(&li, &["sync"]);
    assert_eq!(shared.ok(&li, &["get", &id, "applicant/name"]), "甲乙协会");
    let check = shared.run(&li, &["check", &id]);
    let check = String::from_utf8(check.stdout).unwrap();
    assert!(!check.contains("F009"), "settled: {check}");
}

#[test]
fn without_a_remote_or_a_way_to_it_the_rest_works_on() {
    let shared = Shared::new();
    let li = shared.person("李");
    shared.git(&li, &["remote", "remove", "origin"]);
    let failed = shared.json(&li, &["sync"]);
    assert_eq!(failed["error"]["code"], "no-remote", "{failed}");
    let shared = Shared::new();
    let li = shared.person("李");
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    std::fs::remove_dir_all(shared.server()).unwrap();
    let failed = shared.json(&li, &["sync"]);
    assert_eq!(failed["error"]["code"], "unreachable", "{failed}");
    let log = shared.json(&li, &["log", &id]);
    assert_eq!(log.as_array().unwrap().len(), 1, "kept all the same");
}

#[test]
fn one_command_makes_the_workspace_and_takes_everything_in() {
    let shared = Shared::new();
    let li = shared.person("李");
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    shared.ok(&li, &["sync"]);
    let (server, place) = (shared.server(), shared.world.path("new/here"));
    let nowhere = shared.json(&place, &["sync"]);
    assert_eq!(nowhere["error"]["code"], "no-remote", "{nowhere}");
    assert!(
        !place.exists(),
        "nothing is made where nothing can be shared"
    );
    let address = server.to_str().unwrap();
    let made = shared.json(&place, &["sync", address]);
    assert_eq!(made["workspace"], place.to_str().unwrap(), "{made}");
    assert_eq!(made["received"][0]["drafts"][0], id.as_str());
    let drivers = shared.git_ok(&place, &["config", "merge.shenbao.driver"]);
    assert!(drivers.contains("merge-file"), "{drivers}");
    assert_eq!(shared.git_ok(&place, &["status", "--porcelain"]), "");
    // Who writes here is said with the first version that is sent.
    let set = ["set", &id, "plan", "分三步"];
    shared.ok(&place, &set);
    let who = ["--author-name", "王工", "--author-email", "wang@example.cn"];
    let again = shared.json(&place, &[&["sync", address], &who[..]].concat());
    assert_eq!(
        (&again["workspace"], &again["sent"]),
        (&serde_json::Value::Null, &1.into())
    );
    assert_eq!(shared.json(&place, &["log", &id])[0]["author"], "王工");
}

#[test]
fn an_address_that_was_never_reached_can_be_corrected_and_one_that_was_stays() {
    let shared = Shared::new();
    let li = shared.person("李");
    shared.git(&li, &["remote", "remove", "origin"]);
    shared.ok(&li, &["new", "2022KCZG001"]);
    let wrong = shared.world.path("wrong.git");
    let failed = shared.json(&li, &["sync", wrong.to_str().unwrap()]);
    assert_eq!(failed["error"]["code"], "unreachable", "{failed}");
    let asked = shared.json(&li, &["sync"]);
    assert_eq!(
        asked["error"]["code"], "no-remote",
        "it is asked for again: {asked}"
    );
    // One that was set by hand, and never answered.
    shared.git_ok(&li, &["remote", "add", "origin", wrong.to_str().unwrap()]);
    let server = shared.server();
    let synced = shared.json(&li, &["sync", server.to_str().unwrap()]);
    assert_eq!(synced["sent"], 1, "{synced}");
    let other = shared.json(&li, &["sync", wrong.to_str().unwrap()]);
    assert_eq!(other["error"]["code"], "other-remote", "{other}");
    assert!(other.to_string().contains("server.git"), "{other}");
    shared.ok(&li, &["sync"]);
}

#[test]
fn a_link_from_the_remote_writes_nothing_outside() {
    let shared = Shared::new();
    let li = shared.person("李");
    shared.ok(&li, &["new", "2022KCZG001"]);
    shared.ok(&li, &["sync"]);
    let evil = shared.world.path("evil");
    shared.git(
        shared.world.home.path(),
        &["clone", "-q", "server.git", "evil"],
    );
    std::os::unix::fs::symlink("/tmp", evil.join("drafts/link")).unwrap();
    let keep = [
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@x",
        "commit",
        "-qm",
        "x",
    ];
    shared.git(&evil, &["add", "drafts/link"]);
    assert!(shared.git(&evil, &keep).status.success());
    assert!(shared.git(&evil, &["push", "-q"]).status.success());
    let refused = shared.json(&li, &["sync"]);
    assert_eq!(refused["error"]["code"], "strange-file", "{refused}");
    assert!(!li.join("drafts/link").exists());
}

/// `SHENBAO_CLONES=100` is the long form.
#[test]
fn many_clones_in_parallel_lose_nothing_though_some_are_killed() {
    let number = |name: &str, usual: usize| {
        let set = std::env::var(name).ok();
        set.and_then(|set| set.parse().ok()).unwrap_or(usual)
    };
    let (clones, edits) = (number("SHENBAO_CLONES", 4), number("SHENBAO_EDITS", 3));
    let shared = Shared::new();
    let first = shared.person("p0");
    let common = shared.ok(&first, &["new", "2022KCZG001"]);
    shared.ok(&first, &["sync"]);
    let tries = std::sync::Mutex::new(Vec::new());
    let killed = std::sync::atomic::AtomicUsize::new(0);
    let begun = std::time::Instant::now();
    std::thread::scope(|scope| {
        for clone in 1..=clones {
            let (shared, common, tries, killed) = (&shared, &common, &tries, &killed);
            scope.spawn(move || {
                let place = shared.person(&format!("p{clone}"));
                shared.ok(&place, &["sync"]);
                let own = shared.ok(&place, &["new", "2022KCZG002"]);
                for edit in 0..edits {
                    let item = format!("资料费{clone}-{edit}");
                    let row = ["budget", "add", common, "--item", &item, "--quantity", "1"];
                    shared.ok(&place, &[&row[..], &["--unit-price", "10"]].concat());
                    shared.ok(&place, &["set", &own, "plan", &format!("第{edit}稿")]);
                    // One in twenty is killed at some moment of its sync.
                    if (clone * edits + edit) % 20 == 7 {
                        let mut child = shared.command(&place, &["sync"]).spawn().unwrap();
                        let millis = u64::try_from(37 * clone % 200).unwrap();
                        std::thread::sleep(std::time::Duration::from_millis(millis));
                        child.kill().unwrap();
                        // One that was done before is none.
                        if child.wait().unwrap().code().is_none() {
                            killed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                        }
                    }
                    let synced = shared.json(&place, &["sync"]);
                    let took = synced["tries"].as_u64();
                    tries
                        .lock()
                        .unwrap()
                        .push(took.unwrap_or_else(|| panic!("{synced}")));
                }
            });
        }
    });
    let took = begun.elapsed();
    let check = shared.person("check");
    shared.ok(&check, &["sync"]);
    let whole = shared.json(&check, &["show", &common]).to_string();
    for clone in 1..=clones {
        for edit in 0..edits {
            let item = format!("\"资料费{clone}-{edit}\"");
            assert_eq!(whole.matches(&item).count(), 1, "{item}");
        }
    }
    let listed = shared.json(&check, &["list"]).to_string();
    assert!(listed.matches("2022KCZG002").count() >= clones, "{listed}");
    let fsck = shared.git(&shared.server(), &["fsck", "--strict"]);
    assert!(fsck.status.success());
    for clone in 1..=clones {
        let place = shared.world.path(&format!("p{clone}"));
        assert!(shared.git(&place, &["fsck", "--strict"]).status.success());
        for lock in ["index.lock", "HEAD.lock", "refs/heads/main.lock"] {
            assert!(!place.join(".git").join(lock).exists(), "{lock}");
        }
    }
    let mut tries = tries.into_inner().unwrap();
    tries.sort_unstable();
    let of = |percent: usize| tries[(tries.len() - 1) * percent / 100];
    println!(
        "{clones} clones, {} edits each on two drafts: {} syncs acknowledged, none lost, {} killed; tries p50 {} p99 {} most {}; \
         {:.0} s",
        edits,
        tries.len(),
        killed.into_inner(),
        of(50),
        of(99),
        of(100),
        took.as_secs_f64()
    );
}

#[test]
fn ctrl_c_is_answered_with_a_word_and_the_next_sync_goes_on() {
    let shared = Shared::new();
    let li = shared.person("李");
    let id = shared.ok(&li, &["new", "2022KCZG001"]);
    shared.hang(&li);
    let child = shared
        .command(&li, &["--json", "sync"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    shared.wait_for_hanging();
    let pid = rustix::process::Pid::from_child(&child);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["error"]["code"], "stopped", "{told}");
    assert_eq!(output.status.code(), Some(2));
    shared.work_again(&li);
    assert_eq!(shared.json(&li, &["sync"])["sent"], 1);
    let fsck = shared.git(&li, &["fsck", "--strict"]);
    assert!(fsck.status.success());
    assert_eq!(shared.json(&li, &["log", &id]).as_array().unwrap().len(), 1);
}
