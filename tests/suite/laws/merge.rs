//! Laws of merging, on random triples against a model that only knows texts.

use shenbao::domain::call::CallId;
use shenbao::domain::draft::{Draft, DraftId, Origin, Row};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::{FieldPath, RowId};
use shenbao::domain::merge::merge;
use shenbao::domain::project::ProjectCode;
use shenbao::format::draft_json;
use std::collections::{BTreeMap, BTreeSet};

/// A sequence of numbers that a seed fixes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

const FIELDS: [&str; 4] = ["plan", "basis", "applicant/name", "results"];
const COLUMNS: [&str; 3] = ["item", "quantity", "unit_price"];

fn empty() -> Draft {
    let origin = Origin {
        id: DraftId::parse("d-1").unwrap(),
        call: CallId::parse("c").unwrap(),
        project: ProjectCode::parse("P01").unwrap(),
        project_digest: String::new(),
        created: String::new(),
    };
    let tables = BTreeMap::from([("budget".to_owned(), Vec::new())]);
    Draft::new(origin, BTreeMap::new(), tables)
}

/// One to four random changes; `who` marks every text, so that nothing that is lost goes unseen.
fn change(draft: &mut Draft, dice: &mut Dice, who: &str) {
    for step in 0..=dice.below(4) {
        let text = format!("{who}{step}{}", dice.below(1_000));
        let rows: Vec<RowId> = draft
            .rows("budget")
            .iter()
            .map(|row| row.id.clone())
            .collect();
        let pick = |dice: &mut Dice| rows.get(dice.below(rows.len())).cloned();
        let edit = match (dice.below(7), pick(dice)) {
            (0, _) | (_, None) if dice.below(2) == 0 => {
                let mut row =
                    Row::new(RowId::parse(&format!("r-{}", text.to_lowercase())).unwrap());
                row.cells.insert("item".into(), text);
                let (table, index) = ("budget".to_owned(), dice.below(rows.len() + 1));
                Edit::InsertRow { table, index, row }
            }
            (1 | 2, Some(row)) => {
                let at = FieldPath::cell("budget", &row, COLUMNS[dice.below(3)]);
                Edit::Set { at, text }
            }
            (3, Some(row)) => Edit::RemoveRow {
                table: "budget".into(),
                row,
            },
            (4, Some(row)) => {
                let index = dice.below(rows.len());
                Edit::MoveRow {
                    table: "budget".into(),
                    row,
                    index,
                }
            }
            (5, _) => {
                let at = FieldPath::parse(FIELDS[dice.below(4)]).unwrap();
                let mut lines: Vec<String> =
                    draft.text(&at).split('\n').map(str::to_owned).collect();
                let place = dice.below(lines.len());
                lines[place] = text;
                Edit::Set {
                    at,
                    text: lines.join("\n"),
                }
            }
            _ => {
                let at = FieldPath::parse(FIELDS[dice.below(4)]).unwrap();
                let text = if dice.below(5) == 0 {
                    String::new()
                } else {
                    format!("甲{text}\n乙\n丙{text}\n丁")
                };
                Edit::Set { at, text }
            }
        };
        draft.apply(&edit).unwrap();
    }
}

/// Every paragraph that is written anywhere in a draft, its conflicts included.
fn written(draft: &Draft) -> BTreeSet<String> {
    let texts = draft.texts().into_iter().map(|(_, text)| text.to_owned());
    let sides = draft
        .conflicts
        .values()
        .flat_map(|one| one.sides().to_vec());
    let all: Vec<String> = texts.chain(sides).collect();
    all.iter()
        .flat_map(|text| text.split('\n'))
        .map(|line| line.rsplit(": ").next().unwrap().to_owned())
        .collect()
}

/// Checks one triple; tells how many conflicts there were.
fn check(base: &Draft, ours: &Draft, theirs: &Draft) -> usize {
    let merged = merge(base, ours, theirs);
    assert_eq!(merged, merge(base, theirs, ours), "the sides' order");
    assert_eq!(merge(base, ours, ours), *ours, "with itself");
    assert_eq!(merge(base, ours, base), *ours, "with the base");
    assert_eq!(merge(base, base, theirs), *theirs, "from the base");
    let json = draft_json::write(&merged);
    assert_eq!(draft_json::read(json.as_bytes()).unwrap().draft, merged);
    // What a side wrote, and the base did not have, is there: in the draft or among the sides of a conflict.
    let (before, after) = (written(base), written(&merged));
    for side in [ours, theirs] {
        let lost: Vec<String> = written(side)
            .difference(&before)
            .filter(|text| !after.contains(*text))
            .cloned()
            .collect();
        assert!(lost.is_empty(), "lost {lost:?}");
    }
    for at in merged.conflicts.keys() {
        let state = |draft: &Draft| {
            (
                draft.text(at).to_owned(),
                draft
                    .row(at.head(), &row_of(at))
                    .map(|(_, row)| row.clone()),
            )
        };
        let (was, a, b) = (state(base), state(ours), state(theirs));
        assert!(
            a != was && b != was && a != b,
            "a conflict where nothing clashes: {}",
            at.as_str()
        );
    }
    merged.conflicts.len()
}

fn row_of(at: &FieldPath) -> RowId {
    at.segments()
        .nth(1)
        .and_then(RowId::parse)
        .unwrap_or_else(|| RowId::parse("none").unwrap())
}

#[test]
fn merging_loses_nothing_and_does_not_ask_who_came_first() {
    let rounds = std::env::var("SHENBAO_ROUNDS")
        .ok()
        .and_then(|rounds| rounds.parse().ok());
    let rounds: usize = rounds.unwrap_or(4_000);
    let mut dice = Dice(19_580_923);
    let mut conflicts = 0;
    for _ in 0..rounds {
        let mut base = empty();
        change(&mut base, &mut dice, "b");
        change(&mut base, &mut dice, "c");
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        change(&mut ours, &mut dice, "o");
        change(&mut theirs, &mut dice, "t");
        conflicts += check(&base, &ours, &theirs);
    }
    // Triples that never clash would show nothing.
    assert!(
        conflicts * 20 > rounds,
        "{conflicts} conflicts in {rounds} rounds"
    );
    println!("{rounds} rounds, {conflicts} conflicts");
}

#[test]
fn what_was_settled_stays_settled_and_conflicts_of_conflicts_keep_every_side() {
    let at = FieldPath::parse("plan").unwrap();
    let with = |draft: &Draft, text: &str| {
        let mut draft = draft.clone();
        draft
            .apply(&Edit::Set {
                at: at.clone(),
                text: text.into(),
            })
            .unwrap();
        draft
    };
    let base = with(&empty(), "一次");
    let clash = merge(&base, &with(&base, "两次"), &with(&base, "三四次"));
    assert_eq!(clash.text(&at), "三四次");
    let mut settled = clash.clone();
    settled
        .apply(&Edit::All(vec![
            Edit::Set {
                at: at.clone(),
                text: "五次".into(),
            },
            Edit::Settle {
                at: at.clone(),
                conflict: None,
            },
        ]))
        .unwrap();
    assert_eq!(merge(&clash, &settled, &clash), settled);
    let third = merge(&base, &clash, &with(&base, "十次"));
    assert_eq!(third.conflicts[&at].sides(), ["两次", "十次", "三四次"]);
}

#[test]
fn paragraphs_that_lie_apart_are_joined() {
    let at = FieldPath::parse("plan").unwrap();
    for (base, ours, theirs, wanted) in [
        (
            "一\n二\n三",
            "一改\n二\n三",
            "一\n二\n三改",
            Some("一改\n二\n三改"),
        ),
        (
            "一\n二\n三",
            "零\n一\n二\n三",
            "一\n二\n三\n四",
            Some("零\n一\n二\n三\n四"),
        ),
        ("一\n二\n三", "一\n三", "一\n二\n三\n四", Some("一\n三\n四")),
        ("一\n二\n三", "一\n二改\n三", "一\n二换\n三", None),
        ("一\n二", "一\n二\n甲", "一\n二\n乙", None),
        ("", "甲", "乙", None),
        ("一\n二", "一\n二\n甲", "一\n二\n甲", Some("一\n二\n甲")),
    ] {
        let with = |text: &str| {
            let mut draft = empty();
            draft
                .apply(&Edit::Set {
                    at: at.clone(),
                    text: text.into(),
                })
                .unwrap();
            draft
        };
        let merged = merge(&with(base), &with(ours), &with(theirs));
        assert_eq!(
            merged.conflicts.is_empty(),
            wanted.is_some(),
            "{base:?} {ours:?} {theirs:?}"
        );
        if let Some(wanted) = wanted {
            assert_eq!(merged.text(&at), wanted);
        }
    }
}

#[test]
fn what_is_written_in_a_conflict_that_nobody_settled_survives_the_next_merge() {
    use shenbao::domain::conflict::Conflict;
    let plan = FieldPath::parse("plan").unwrap();
    let with = |text: &str, sides: &[&str]| {
        let mut draft = empty();
        let sides = sides.iter().map(|side| (*side).to_owned()).collect();
        let (at, text) = (plan.clone(), text.to_owned());
        draft.apply(&Edit::Set { at, text }).unwrap();
        let conflict = Conflict::new(None, sides);
        let at = plan.clone();
        draft.apply(&Edit::Settle { at, conflict }).unwrap();
        draft
    };
    let base = with("乙", &["甲", "乙"]);
    let (ours, theirs) = (with("两样都写", &["甲", "乙"]), with("丁", &["甲", "丁"]));
    for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
        let sides = merged.conflicts[&plan].sides();
        assert_eq!(sides, ["丁", "乙", "甲", "两样都写"]);
    }
}
