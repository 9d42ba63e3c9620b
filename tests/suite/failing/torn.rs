//! A journal of ten kilobytes cut at any byte, and with any byte changed: the draft comes back with a beginning of what was
//! typed (R4). `SHENBAO_TORN=all` tries every byte; else some of them, the borders of lines among them.

use crate::support::world::World;
use shenbao::app::ports::Drafts;
use shenbao::domain::draft::DraftId;
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::format::journal;
use shenbao::store::drafts::FolderDrafts;
use shenbao::store::paths;
use std::path::PathBuf;

const TEXT: &str = "围绕银川经济社会发展中的热点、难点问题，深入开展调查研究，广泛征集意见和建议。";

/// What is typed: ten kilobytes of journal.
fn text() -> String {
    TEXT.repeat(3)
}

struct Torn {
    world: World,
    id: DraftId,
    file: PathBuf,
    bytes: Vec<u8>,
}

fn torn() -> Torn {
    let world = World::new();
    let id = world.new_draft();
    let folder = world
        .path(".local/state/shenbao/journals")
        .read_dir()
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let base = std::fs::read_to_string(world.draft_file(&id)).unwrap();
    let at = FieldPath::parse("plan").unwrap();
    let typed = text()
        .chars()
        .collect::<Vec<_>>()
        .into_iter()
        .enumerate()
        .map(|(start, c)| {
            let edit = Edit::Splice {
                at: at.clone(),
                start,
                removed: 0,
                inserted: c.to_string(),
            };
            journal::entry(&edit)
        });
    let text = journal::head(&base) + &typed.collect::<String>();
    let file = folder.join(format!("{id}.journal"));
    Torn {
        id: DraftId::parse(&id).unwrap(),
        world,
        file,
        bytes: text.into_bytes(),
    }
}

impl Torn {
    /// What the field has when the journal holds these bytes.
    fn plan(&self, bytes: &[u8]) -> String {
        std::fs::write(&self.file, bytes).unwrap();
        let mut found = paths::find(Some(&self.world.workspace()), self.world.home.path()).unwrap();
        found.state = self.file.parent().map(PathBuf::from);
        let drafts = FolderDrafts::new(found);
        let at = FieldPath::parse("plan").unwrap();
        drafts.read(&self.id).unwrap().text(&at).to_owned()
    }

    /// The bytes to try: all, or some and those around every line's end.
    fn places(&self) -> Vec<usize> {
        let every = std::env::var("SHENBAO_TORN").as_deref() == Ok("all");
        let border = |at: usize| {
            self.bytes[at.saturating_sub(2)..self.bytes.len().min(at + 2)].contains(&b'\n')
        };
        (0..self.bytes.len())
            .filter(|at| every || at % 97 == 0 || border(*at))
            .collect()
    }
}

#[test]
fn a_journal_cut_at_any_byte_brings_back_a_beginning_of_what_was_typed() {
    let torn = torn();
    assert!(torn.bytes.len() > 8_000, "{}", torn.bytes.len());
    assert_eq!(torn.plan(&torn.bytes), text());
    let mut before = 0;
    for at in torn.places() {
        let plan = torn.plan(&torn.bytes[..at]);
        let whole = torn.bytes[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
            .saturating_sub(1);
        assert_eq!(
            plan,
            text().chars().take(whole).collect::<String>(),
            "cut at {at}"
        );
        assert!(plan.len() >= before);
        before = plan.len();
    }
}

#[test]
fn a_journal_with_any_byte_changed_brings_back_a_beginning_of_what_was_typed() {
    let torn = torn();
    for at in torn.places() {
        let mut bytes = torn.bytes.clone();
        bytes[at] ^= 0x15;
        let plan = torn.plan(&bytes);
        assert!(text().starts_with(&plan), "byte {at}: {plan}");
        let line = torn.bytes[..at]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        assert_eq!(
            plan.chars().count(),
            line.saturating_sub(1),
            "only what follows byte {at} is dropped"
        );
    }
}
