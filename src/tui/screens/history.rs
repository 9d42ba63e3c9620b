//! The versions of the open draft, the last first, below what stands in the form now.

use crate::app::version::Milestone;
use crate::domain::money::Money;

/// The state of the list of versions.
#[derive(Clone, Debug)]
pub struct HistoryScreen {
    /// The versions, the last first.
    pub versions: Vec<Milestone>,
    /// The entry pointed at: 0 is what stands in the form, then the versions.
    pub chosen: usize,
    /// The entry that others are compared with.
    pub marked: Option<usize>,
    /// The first row shown.
    pub scroll: usize,
}

impl HistoryScreen {
    /// The list with the last version pointed at.
    #[must_use]
    pub fn new(versions: Vec<Milestone>) -> Self {
        Self {
            chosen: usize::from(!versions.is_empty()),
            versions,
            marked: None,
            scroll: 0,
        }
    }

    /// How many entries there are, with what stands in the form.
    #[must_use]
    pub fn count(&self) -> usize {
        self.versions.len() + 1
    }

    /// The version of an entry; `None` for what stands in the form, and beyond the end.
    #[must_use]
    pub fn version(&self, entry: usize) -> Option<&Milestone> {
        self.versions.get(entry.checked_sub(1)?)
    }

    /// What the budget came to before the version of an entry, as far back as one can be read.
    #[must_use]
    pub fn total_before(&self, entry: usize) -> Option<Money> {
        let mut before = self.versions.iter().skip(entry);
        let known = before.find(|one| one.complete.is_some());
        known.map(|one| one.total)
    }

    /// The entries that are compared, the newer one first: the one pointed at with the marked one, else with the version
    /// before it; beyond the first version stands what the call pre-filled.
    #[must_use]
    pub fn compared(&self) -> (usize, usize) {
        let other = match self.marked {
            Some(marked) if marked != self.chosen => marked,
            _ => self.chosen + 1,
        };
        // Entries go from new to old.
        (self.chosen.min(other), self.chosen.max(other))
    }
}
