//! The index of the board: a head line, then one line a draft, each a JSON array.
//!
//! Invariant: a text that is not whole, or that another program made, gives nothing. Absent: whether what it says still
//! holds; its marks tell.

use crate::domain::board_index::{Index, Known};
use crate::domain::call::CallId;
use crate::domain::draft::DraftId;
use crate::domain::money::Money;
use crate::domain::project::ProjectCode;
use crate::domain::review::summary::Tally;
use crate::domain::state::State;
use crate::format::digest::sha256;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const FORMAT: &str = "shenbao-board-index/2";

/// The index as text. `program` tells one build of the program from others: their rules may differ.
#[must_use]
pub fn write(index: &Index, program: &str) -> String {
    let mut body = String::new();
    for (id, known) in &index.drafts {
        let line = json!([
            id.as_str(),
            known.mark,
            known.call.as_str(),
            known.project.as_str(),
            known.applicant,
            known.state.name(),
            known.complete,
            known.errors,
            known.warnings,
            known.total.fen(),
            known.tally.mean,
            known.tally.verdicts,
            known.tally.required,
        ]);
        body.push_str(&line.to_string());
        body.push('\n');
    }
    let calls: BTreeMap<&str, &str> = index
        .calls
        .iter()
        .map(|(id, digest)| (id.as_str(), digest.as_str()))
        .collect();
    let head = json!({"format": FORMAT, "program": program, "calls": calls, "digest": sha256(body.as_bytes())});
    format!("{head}\n{body}")
}

/// Reads an index that this build of the program wrote; `None` for every other text.
#[must_use]
pub fn read(bytes: &[u8], program: &str) -> Option<Index> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (head, body) = text.split_once('\n')?;
    let head: Value = serde_json::from_str(head).ok()?;
    let ours = head["format"] == FORMAT && head["program"] == program;
    if !ours || head["digest"] != sha256(body.as_bytes()) {
        return None;
    }
    let calls = head["calls"].as_object()?.iter();
    let calls = calls.map(|(id, digest)| Some((CallId::parse(id)?, digest.as_str()?.to_owned())));
    Some(Index {
        calls: calls.collect::<Option<_>>()?,
        drafts: body.lines().map(known).collect::<Option<_>>()?,
    })
}

type Row = (
    String,
    String,
    String,
    String,
    String,
    String,
    f64,
    usize,
    usize,
    i64,
    Option<u32>,
    [usize; 3],
    usize,
);

fn known(line: &str) -> Option<(DraftId, Known)> {
    let (
        id,
        mark,
        call,
        project,
        applicant,
        state,
        complete,
        errors,
        warnings,
        fen,
        mean,
        verdicts,
        required,
    ): Row = serde_json::from_str(line).ok()?;
    let known = Known {
        mark,
        call: CallId::parse(&call)?,
        project: ProjectCode::parse(&project)?,
        applicant,
        state: State::with_name(&state)?,
        complete,
        errors,
        warnings,
        total: Money::from_fen(fen),
        tally: Tally {
            mean,
            verdicts,
            required,
        },
    };
    Some((DraftId::parse(&id)?, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> Index {
        let known = Known {
            mark: "1.2;".into(),
            call: CallId::parse("yinchuan-2022").expect("an id"),
            project: ProjectCode::parse("2022KCZG001").expect("a code"),
            applicant: "银川市\n协会".into(),
            state: State::Returned,
            complete: 0.1 + 0.2,
            errors: 3,
            warnings: 4,
            total: Money::from_fen(12_345),
            tally: Tally {
                mean: Some(7_900),
                verdicts: [1, 2, 0],
                required: 3,
            },
        };
        Index {
            calls: [(known.call.clone(), "sha256:00".to_owned())].into(),
            drafts: [(DraftId::parse("2022KCZG001-abc").expect("an id"), known)].into(),
        }
    }

    #[test]
    fn what_is_written_is_read_and_nothing_else() {
        let text = write(&index(), "1");
        assert_eq!(read(text.as_bytes(), "1"), Some(index()));
        assert_eq!(read(text.as_bytes(), "2"), None, "another build");
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let read = read(&bytes, "1");
            assert!(
                read.is_none_or(|read| read.drafts == index().drafts),
                "byte {at}"
            );
            assert_eq!(
                super::read(&text.as_bytes()[..at], "1"),
                None,
                "cut at {at}"
            );
        }
    }
}
