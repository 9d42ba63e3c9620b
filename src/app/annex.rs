//! An annex that is being made into a call: what was read, beside the file it came from.
//!
//! Invariant: the file is kept as it is; what a person corrects is in the catalog. Absent: reading and writing, which the
//! world does.

use crate::domain::annex::Reading;
use crate::domain::call::{Call, CallId};
use crate::domain::doubt::{Doubt, DoubtKind, DoubtPlace};
use crate::domain::reissue::{self, Difference};

/// An annex, and the file it was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Annex {
    /// What was read.
    pub reading: Reading,
    /// The name of the file, without its folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Annex {
    /// Tells, before all else, what differs from an earlier call.
    pub fn against(&mut self, earlier: &Call) {
        let found = reissue::differences(&earlier.catalog, &self.reading.catalog);
        let told = found.into_iter().map(|difference| {
            let code = code_of(&difference).to_owned();
            Doubt {
                place: DoubtPlace {
                    project: Some(code),
                    ..DoubtPlace::default()
                },
                what: DoubtKind::Differs(difference),
                others: Vec::new(),
            }
        });
        let doubts = std::mem::take(&mut self.reading.doubts);
        self.reading.doubts = told.chain(doubts).collect();
    }
}

fn code_of(difference: &Difference) -> &str {
    match difference {
        Difference::Recoded { is, .. } => is,
        Difference::Reused { code, .. }
        | Difference::Renamed { code, .. }
        | Difference::Dropped { code, .. }
        | Difference::Added { code, .. }
        | Difference::Changed { code, .. } => code,
    }
}

/// A call's id from the name of a file or folder; `None` when the name has no letter or digit that an id may have.
#[must_use]
pub fn id_from(path: &str) -> Option<CallId> {
    let trimmed = path.trim_end_matches('/');
    let name = trimmed.rsplit('/').next().unwrap_or(trimmed);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let allowed = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let plain: String = stem.chars().map(allowed).take(64).collect();
    CallId::parse(plain.trim_matches('-'))
}
