//! Merging two drafts that came from one: by field, row, cell and paragraph.
//!
//! Invariants: the order of the two sides changes nothing; merging with itself or with the base changes nothing; every
//! text that either side wrote is in the result or among a conflict's sides; the result is a draft like any other.
//! Absent: files, and git.

mod rows;
mod text;

use crate::domain::conflict::Conflict;
use crate::domain::draft::{Draft, Origin, UnknownMember};
use crate::domain::field::FieldPath;
use std::collections::{BTreeMap, BTreeSet};

/// Merges what two sides made of a draft. Where there is no common base, an empty draft is one.
#[must_use]
pub fn merge(base: &Draft, ours: &Draft, theirs: &Draft) -> Draft {
    let mut merged = Draft::new(origin(base, ours, theirs), BTreeMap::new(), BTreeMap::new());
    merge_fields([base, ours, theirs], &mut merged);
    let tables: BTreeSet<&str> = [base, ours, theirs]
        .into_iter()
        .flat_map(Draft::table_names)
        .collect();
    for table in tables {
        rows::merge_table(table, [base, ours, theirs], &mut merged);
    }
    merged.unknown = unknown(base, ours, theirs);
    merged
}

/// What stands at an address: its text, and whether that is in conflict.
#[derive(Clone, PartialEq, Eq, Default)]
struct State {
    text: String,
    conflict: Option<Conflict>,
}

impl State {
    fn of(draft: &Draft, at: &FieldPath) -> Self {
        Self {
            text: draft.text(at).to_owned(),
            conflict: draft.conflicts.get(at).cloned(),
        }
    }

    fn sides(&self) -> Vec<String> {
        // What was written while the conflict was not settled is as good as a side.
        let sides = self.conflict.iter().flat_map(Conflict::sides);
        sides.chain([&self.text]).cloned().collect()
    }
}

/// Three states of an address become one.
fn merge_state(base: &State, ours: &State, theirs: &State) -> State {
    if ours == theirs || theirs == base {
        return ours.clone();
    }
    if ours == base {
        return theirs.clone();
    }
    if ours.conflict.is_none()
        && theirs.conflict.is_none()
        && let Some(text) = text::merge(&base.text, &ours.text, &theirs.text)
    {
        return State {
            text,
            conflict: None,
        };
    }
    let sides = [ours.sides(), theirs.sides()].concat();
    let before = base.conflict.as_ref().map_or_else(
        || Some(base.text.clone()).filter(|text| !text.is_empty()),
        |conflict| conflict.base.clone(),
    );
    match Conflict::new(before, sides) {
        Some(conflict) => State {
            text: conflict.shown().to_owned(),
            conflict: Some(conflict),
        },
        None => ours.clone(),
    }
}

fn merge_fields([base, ours, theirs]: [&Draft; 3], merged: &mut Draft) {
    let mut paths: BTreeSet<FieldPath> = BTreeSet::new();
    for draft in [base, ours, theirs] {
        paths.extend(draft.values().map(|(at, _)| at.clone()));
        let fields = draft.conflicts.keys();
        paths.extend(
            fields
                .filter(|at| !draft.tables.contains_key(at.head()))
                .cloned(),
        );
    }
    for at in paths {
        let state = |draft: &Draft| State::of(draft, &at);
        let one = merge_state(&state(base), &state(ours), &state(theirs));
        if !one.text.is_empty() {
            merged.values.insert(at.clone(), one.text);
        }
        if let Some(conflict) = one.conflict {
            merged.conflicts.insert(at, conflict);
        }
    }
}

/// The head of the file: what one side changed; where both did, the later in the order of letters.
fn origin(base: &Draft, ours: &Draft, theirs: &Draft) -> Origin {
    let (a, b) = (&ours.origin, &theirs.origin);
    if a == b || *b == base.origin {
        return a.clone();
    }
    if *a == base.origin {
        return b.clone();
    }
    let key = |origin: &Origin| {
        let (id, project) = (origin.id.clone(), origin.project.clone());
        (
            origin.created.clone(),
            origin.project_digest.clone(),
            id,
            project,
        )
    };
    if key(a) >= key(b) {
        a.clone()
    } else {
        b.clone()
    }
}

/// Members that this version does not know: kept; where both sides changed one, both are, under names of their own.
fn unknown(base: &Draft, ours: &Draft, theirs: &Draft) -> Vec<UnknownMember> {
    let by_name = |draft: &Draft| -> BTreeMap<(String, String), String> {
        let members = draft.unknown.iter();
        let keyed = members.map(|one| ((one.within.clone(), one.name.clone()), one.json.clone()));
        keyed.collect()
    };
    let (base, ours, theirs) = (by_name(base), by_name(ours), by_name(theirs));
    let names: BTreeSet<_> = ours.keys().chain(theirs.keys()).cloned().collect();
    let mut all = Vec::new();
    for key in names {
        let (was, a, b) = (base.get(&key), ours.get(&key), theirs.get(&key));
        let kept: Vec<&String> = match (a, b) {
            _ if a == b || b == was => a.into_iter().collect(),
            _ if a == was => b.into_iter().collect(),
            _ => BTreeSet::from_iter(a.into_iter().chain(b))
                .into_iter()
                .collect(),
        };
        for (index, json) in kept.into_iter().enumerate() {
            let (within, mut name) = key.clone();
            if index > 0 {
                name = format!("{name}~{}", index + 1);
            }
            let json = json.clone();
            all.push(UnknownMember { within, name, json });
        }
    }
    all
}
