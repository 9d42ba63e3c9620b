use super::*;
use crate::domain::field::FieldPath;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use tempfile::TempDir;

const FILE: &str = r#"{
  "format": "shenbao-draft/1",
  "id": "p-1",
  "call": "c",
  "project": "p",
  "project_digest": "",
  "created": "",
  "fields": {
    "applicant/name": "银川市科协",
    "plan": "一"
  },
  "tables": {
    "budget": []
  }
}
"#;

/// A workspace of its own, with one draft in it.
struct World {
    top: TempDir,
    paths: Paths,
}

impl World {
    fn new() -> Self {
        let top = tempfile::tempdir().expect("a folder");
        let paths = Paths {
            workspace: top.path().join("work"),
            config: None,
            state: Some(top.path().join("state")),
        };
        let world = Self { top, paths };
        let draft = draft_json::read(FILE.as_bytes()).expect("a draft").draft;
        world.drafts().create(&draft).expect("a new draft");
        world
    }

    /// The drafts as another process would see them.
    fn drafts(&self) -> FolderDrafts {
        FolderDrafts::new(self.paths.clone())
    }

    fn file(&self) -> std::path::PathBuf {
        self.paths.draft_file(&id("p-1"))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.file()).expect("a file")
    }

    fn open(&self) -> (FolderDrafts, Opened) {
        let mut drafts = self.drafts();
        let opened = drafts.open(&id("p-1")).expect("an open draft");
        (drafts, opened)
    }

    /// A session that types, and ends without saving.
    fn crash_after(&self, edits: &[Edit]) {
        let (mut drafts, _) = self.open();
        for edit in edits {
            drafts.record(&id("p-1"), edit).expect("recorded");
        }
    }
}

fn id(given: &str) -> DraftId {
    DraftId::parse(given).expect("an id")
}

fn set(at: &str, text: &str) -> Edit {
    Edit::Set {
        at: FieldPath::parse(at).expect("a path"),
        text: text.to_owned(),
    }
}

fn plan(draft: &Draft) -> &str {
    draft.text(&FieldPath::parse("plan").expect("a path"))
}

fn code<T: std::fmt::Debug>(done: Result<T, Failure>) -> &'static str {
    done.expect_err("a refusal").code()
}

#[test]
fn what_was_recorded_comes_back_and_is_then_in_the_file() {
    let world = World::new();
    world.crash_after(&[set("plan", "二"), set("plan", "三")]);
    assert_eq!(world.text(), FILE);
    let read = world.drafts().read(&id("p-1")).expect("a draft");
    assert_eq!(
        plan(&read),
        "三",
        "a reader sees it without changing anything"
    );
    assert_eq!(world.text(), FILE);
    let (_, opened) = world.open();
    assert_eq!((plan(&opened.draft), opened.recovered), ("三", 2));
    assert_eq!(world.text(), FILE.replace("一", "三"));
    let (_, again) = world.open();
    assert_eq!((again.recovered, again.set_aside), (0, None));
}

#[test]
fn a_second_editor_only_reads_and_sees_what_the_first_has_typed() {
    let world = World::new();
    let (mut first, _) = world.open();
    first
        .record(&id("p-1"), &set("plan", "二"))
        .expect("recorded");
    let (mut second, opened) = world.open();
    assert!(matches!(opened.access, Access::Held(holder) if holder.pid == std::process::id()));
    assert_eq!((plan(&opened.draft), opened.recovered), ("二", 0));
    assert_eq!(
        code(second.record(&id("p-1"), &set("plan", "三"))),
        "read-only"
    );
    assert_eq!(code(second.save(&opened.draft)), "read-only");
    first.close(&id("p-1"));
    assert_eq!(world.open().1.access, Access::Write);
}

#[test]
fn a_file_that_changed_meanwhile_is_not_written_over_and_both_sides_are_joined() {
    let world = World::new();
    let (mut drafts, mut opened) = world.open();
    let typed = set("plan", "二");
    drafts.record(&id("p-1"), &typed).expect("recorded");
    opened.draft.apply(&typed).expect("an edit");
    let theirs = FILE.replace("银川市科协", "吴忠市科协");
    fs::write(world.file(), &theirs).expect("a file");
    assert_eq!(code(drafts.save(&opened.draft)), "changed-meanwhile");
    assert_eq!(world.text(), theirs);
    let again = drafts.open(&id("p-1")).expect("an open draft");
    assert_eq!((again.recovered, again.set_aside), (1, None));
    assert_eq!(world.text(), theirs.replace("一", "二"));
}

#[test]
fn where_both_sides_changed_the_same_the_journal_becomes_a_draft_of_its_own() {
    let world = World::new();
    world.crash_after(&[set("plan", "二")]);
    fs::write(world.file(), FILE.replace("一", "三")).expect("a file");
    let (drafts, opened) = world.open();
    assert_eq!(plan(&opened.draft), "三");
    let aside = opened.set_aside.expect("a draft set aside");
    assert!(aside.as_str().starts_with("p-1-recovered-"));
    let kept = drafts.read(&aside).expect("a draft");
    assert_eq!((plan(&kept), &kept.origin.id), ("二", &aside));
    drop(drafts);
    assert_eq!(world.open().1.set_aside, None, "only once");
    assert_eq!(world.drafts().list().expect("a list").0.len(), 2);
}

#[test]
fn a_link_in_place_of_a_draft_is_refused_and_its_journal_stays() {
    let world = World::new();
    world.crash_after(&[set("plan", "二")]);
    let folder = world.paths.draft_folder(&id("p-1"));
    let away = world.top.path().join("away");
    fs::rename(&folder, &away).expect("a rename");
    symlink(&away, &folder).expect("a link");
    assert_eq!(code(world.drafts().open(&id("p-1"))), "unwritable");
    fs::remove_file(&folder).expect("a link");
    fs::rename(&away, &folder).expect("a rename");
    assert_eq!(plan(&world.open().1.draft), "二");
}

#[test]
fn a_file_of_a_later_version_is_only_read() {
    let world = World::new();
    fs::write(world.file(), FILE.replace("draft/1", "draft/2")).expect("a file");
    let (mut drafts, opened) = world.open();
    assert_eq!(opened.access, Access::Newer(2));
    assert_eq!(code(drafts.save(&opened.draft)), "read-only");
    assert!(world.text().contains("draft/2"));
}

#[test]
fn a_journal_that_nobody_understands_is_kept_for_a_person() {
    let world = World::new();
    let journal = world.paths.journals(&id("p-1")).remove(0);
    make_folder(journal.parent().expect("a folder")).expect("a folder");
    fs::write(&journal, "torn hea").expect("a file");
    world.crash_after(&[set("plan", "二")]);
    let folder = fs::read_dir(journal.parent().expect("a folder")).expect("a folder");
    let mut texts = folder.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
    assert!(texts.any(|text| text == "torn hea"));
    assert_eq!(plan(&world.open().1.draft), "二");
}

#[test]
fn no_link_leads_a_draft_out_of_the_workspace() {
    let world = World::new();
    let outside = world.top.path().join("outside");
    fs::create_dir(&outside).expect("a folder");
    fs::write(outside.join("draft.json"), FILE).expect("a file");
    symlink(&outside, world.paths.draft_folder(&id("linked"))).expect("a link");
    let inner = world.paths.draft_folder(&id("inner"));
    fs::create_dir(&inner).expect("a folder");
    symlink(outside.join("draft.json"), inner.join("draft.json")).expect("a link");
    for name in ["linked", "inner"] {
        let mut draft = draft_json::read(FILE.as_bytes()).expect("a draft").draft;
        draft.origin.id = id(name);
        assert!(world.drafts().open(&id(name)).is_err(), "{name}");
        assert!(world.drafts().create(&draft).is_err(), "{name}");
    }
    let there = fs::read_to_string(outside.join("draft.json"));
    assert_eq!(there.ok().as_deref(), Some(FILE));
    assert_eq!(fs::read_dir(&outside).expect("a folder").count(), 1);
}

#[test]
fn a_list_tells_what_is_broken_beside_what_is_not() {
    let world = World::new();
    for (name, content) in [
        ("broken", "<<<<<<< ours"),
        ("other", "{\"project\": \"a/b\"}"),
    ] {
        let folder = world.paths.draft_folder(&id(name));
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("draft.json"), content).expect("a file");
    }
    fs::create_dir(world.paths.draft_folder(&id("empty"))).expect("a folder");
    let (listed, failed) = world.drafts().list().expect("a list");
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].applicant.as_str(), listed[0].project.as_str()),
        ("银川市科协", "p")
    );
    let codes: Vec<&str> = failed.iter().map(Failure::code).collect();
    assert_eq!(codes, ["bad-content"; 2]);
}

#[test]
fn a_draft_is_made_once_and_for_the_user_alone() {
    let world = World::new();
    let draft = world.drafts().read(&id("p-1")).expect("a draft");
    assert_eq!(code(world.drafts().create(&draft)), "draft-exists");
    let mode = |path: &Path| {
        let there = fs::metadata(path).expect("made");
        there.permissions().mode() & 0o777
    };
    assert_eq!(mode(&world.file()), 0o600);
    assert_eq!(mode(&world.paths.draft_folder(&id("p-1"))), 0o700);
    world.crash_after(&[set("plan", "二")]);
    assert_eq!(mode(&world.paths.journals(&id("p-1"))[0]), 0o600);
    assert_eq!(mode(&world.paths.locks(&id("p-1"))[0]), 0o600);
}

#[test]
fn a_copied_folder_is_a_draft_of_its_own() {
    let world = World::new();
    let folder = world.paths.draft_folder(&id("p-2"));
    fs::create_dir(&folder).expect("a folder");
    fs::copy(world.file(), folder.join("draft.json")).expect("a copy");
    let mut drafts = world.drafts();
    let opened = drafts.open(&id("p-2")).expect("an open draft");
    assert_eq!(opened.draft.origin.id, id("p-2"));
    drafts.save(&opened.draft).expect("saved");
    assert_eq!(world.text(), FILE);
}
