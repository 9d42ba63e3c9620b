//! A session: one open draft with its call, its history and what can be said about it.
//!
//! Invariant: findings belong to the draft as it stands; every change made here is returned as an effect that puts it
//! into the journal. Absent: cursor, focus, windows (the screens have those).

use crate::app::check::{Checked, check, check_again};
use crate::app::effect::Effect;
use crate::app::ports::Access;
use crate::app::remarks::Remarks;
use crate::app::row_ids::RowIds;
use crate::domain::call::Call;
use crate::domain::draft::Draft;
use crate::domain::edit::whole::edit_to;
use crate::domain::edit::{Edit, EditError};
use crate::domain::field::{FieldPath, RowId};
use crate::domain::finding::Finding;
use crate::domain::history::History;
use crate::domain::outline::{Asks, asked_at};
use crate::domain::project::Project;
use crate::domain::reissue::moved::{Reissue, moved};
use crate::domain::review::annotation::{Annotation, Decision};
use crate::domain::review::entry::{Act, EntryId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// One open draft.
#[derive(Clone, Debug)]
pub struct Session {
    call: Rc<Call>,
    project: Rc<Project>,
    draft: Draft,
    history: History,
    /// Which steps took proposals, by how deep they lie in the history.
    taken: BTreeMap<usize, Vec<EntryId>>,
    checked: Checked,
    access: Access,
    kept: Kept,
    row_ids: RowIds,
    remarks: Remarks,
    reissue: Option<Reissue>,
}

/// How safe the latest change is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kept {
    /// It is in the draft's file.
    Saved,
    /// It is in the journal, and comes back after a crash.
    Journaled,
    /// It could not be written anywhere; it is only on the screen.
    OnScreenOnly,
}

impl Session {
    /// A session on a draft that was just opened.
    #[must_use]
    pub fn new(
        call: Rc<Call>,
        project: Rc<Project>,
        draft: Draft,
        access: Access,
        row_ids: RowIds,
    ) -> Self {
        let checked = check(&call, &project, &draft);
        Self {
            call,
            project,
            draft,
            history: History::default(),
            taken: BTreeMap::new(),
            checked,
            access,
            kept: Kept::Saved,
            row_ids,
            remarks: Remarks::default(),
            reissue: None,
        }
    }

    /// The same session, told that the call was issued again since the draft was made.
    #[must_use]
    pub fn reissued(self, reissue: Option<Reissue>) -> Self {
        Self { reissue, ..self }
    }

    /// Takes over the steps of a session on the same draft, from before others wrote into it; gives how many of them mean
    /// nothing any more. None are where the draft went over to another project.
    pub fn take_over(&mut self, before: &Self) -> usize {
        if before.project.code != self.project.code {
            return 0;
        }
        let (history, depths) = before.history.carried(&before.draft, &self.draft);
        let steps = depths.iter().enumerate();
        let taken = steps.filter_map(|(index, depth)| {
            let taken = before.taken.get(depth)?;
            Some((index + 1, taken.clone()))
        });
        self.taken = taken.collect();
        self.history = history;
        before.history.steps() - depths.len()
    }

    /// What was printed when the draft was made, where that changed since.
    #[must_use]
    pub fn reissue(&self) -> Option<&Reissue> {
        self.reissue.as_ref()
    }

    /// Whether the call does not have the draft's project any more.
    #[must_use]
    pub fn is_dropped(&self) -> bool {
        let code = self.project.code.as_str();
        self.call.catalog.project(code).is_none()
    }

    /// Moves the draft over to what is printed now: an edit like any other, and bound to the new print. Gives the effects.
    pub fn move_over(&mut self) -> Vec<Effect> {
        let Some(reissue) = self.reissue.take() else {
            return Vec::new();
        };
        let then = moved(&self.draft, &self.call.form, &reissue, &self.project);
        self.seal();
        let edit = edit_to(&self.draft, &then);
        // An edit made from this draft fits it.
        let effects = edit.map_or_else(Vec::new, |edit| self.edit(edit).unwrap_or_default());
        self.seal();
        self.draft.origin = then.origin;
        effects
    }

    /// The call that the draft answers.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The project that the draft applies for.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The draft as it stands.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The steps that can be taken back.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What can be said about the draft as it stands.
    #[must_use]
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// The findings, in the order of the form.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.checked.findings
    }

    /// The findings at one address.
    pub fn findings_at<'a>(&'a self, at: &'a FieldPath) -> impl Iterator<Item = &'a Finding> {
        self.findings()
            .iter()
            .filter(move |finding| finding.at == *at)
    }

    /// How the draft is open.
    #[must_use]
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Whether the draft may be changed.
    #[must_use]
    pub fn may_write(&self) -> bool {
        matches!(self.access, Access::Write)
    }

    /// How safe the latest change is.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.kept
    }

    /// Notes how safe the latest change is.
    pub fn set_kept(&mut self, kept: Kept) {
        self.kept = kept;
    }

    /// What people remarked on the draft.
    #[must_use]
    pub fn remarks(&self) -> &Remarks {
        &self.remarks
    }

    /// Takes in what people remarked on the draft as it stands.
    pub fn set_remarks(&mut self, remarks: Remarks) {
        self.remarks = remarks;
    }

    /// Takes in the draft as somebody else has written it; what was done here before cannot be taken back any more.
    pub fn read_again(&mut self, draft: Draft) {
        self.checked = check(&self.call, &self.project, &draft);
        self.remarks.stand_on(&draft);
        self.history = History::default();
        self.taken.clear();
        self.draft = draft;
    }

    /// What is asked at an address.
    #[must_use]
    pub fn asked_at(&self, at: &FieldPath) -> Option<Asks<'_>> {
        asked_at(&self.call.form, &self.project, &self.draft, at)
    }

    /// Changes the draft.
    ///
    /// # Errors
    /// As [`Draft::apply`]; the draft is then unchanged.
    pub fn edit(&mut self, edit: Edit) -> Result<Vec<Effect>, EditError> {
        let before = self.before();
        let depth = self.history.depth();
        self.history.apply(&mut self.draft, &edit)?;
        self.taken.retain(|step, _| *step <= depth);
        Ok(self.changed(edit, before))
    }

    /// Notes that the last step took what these remarks propose: taking it back opens them again.
    pub fn note_taken(&mut self, taken: Vec<EntryId>) {
        self.taken.insert(self.history.depth(), taken);
    }

    /// Ends a stretch of typing: what follows is undone by itself.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// An id for a new row, that the table does not have and that nobody else makes at the same time.
    pub fn fresh_row_id(&mut self, table: &str) -> RowId {
        loop {
            let id = self.row_ids.next_id();
            if self.draft.row(table, &id).is_none() {
                return id;
            }
        }
    }

    /// Takes the last step back; gives the place where something changed.
    pub fn undo(&mut self) -> Option<(Option<FieldPath>, Vec<Effect>)> {
        let before = self.before();
        let edit = self.history.undo(&mut self.draft)?;
        let step = self.history.depth() + 1;
        let place = edit.place();
        let mut effects = self.changed(edit, before);
        effects.extend(self.about_taken(step, true));
        Some((place, effects))
    }

    /// Does the step last taken back again; gives the place where something changed.
    pub fn redo(&mut self) -> Option<(Option<FieldPath>, Vec<Effect>)> {
        let before = self.before();
        let edit = self.history.redo(&mut self.draft)?;
        let place = edit.place();
        let mut effects = self.changed(edit, before);
        effects.extend(self.about_taken(self.history.depth(), false));
        Some((place, effects))
    }

    /// What has to be written about the remarks whose proposals a step took: that they are open again, when the step is
    /// taken back; else that they are taken again.
    fn about_taken(&self, step: usize, back: bool) -> Option<Effect> {
        let accepted = |one: &Annotation| {
            let decision = one.decision.as_ref();
            decision.is_some_and(|(decision, _)| *decision == Decision::Accepted)
        };
        let act = if back { Act::Reopen } else { Act::Accept };
        let ids = self.taken.get(&step)?.iter();
        let there = ids.filter_map(|id| Some(self.remarks.one(id)?.0));
        let wanted = there.filter(|one| accepted(one) == back);
        let acts: Vec<Act> = wanted.map(|one| act(one.id.clone())).collect();
        (!acts.is_empty()).then(|| self.writing(acts))
    }

    /// The effect that writes entries about the draft.
    #[must_use]
    pub fn writing(&self, acts: Vec<Act>) -> Effect {
        Effect::WriteRemarks {
            draft: Box::new(self.draft.clone()),
            acts,
            reviews: self.access == Access::Review,
        }
    }

    /// The draft before an edit, where remarks have to be carried through it.
    fn before(&self) -> Option<Draft> {
        let any = !self.remarks.annotations().is_empty();
        any.then(|| self.draft.clone())
    }

    fn changed(&mut self, edit: Edit, before: Option<Draft>) -> Vec<Effect> {
        if let Some(before) = before {
            self.remarks.carry(&edit, &before, &self.draft);
        }
        let of = (&*self.call, &*self.project);
        check_again(&mut self.checked, of, &self.draft, &edit);
        self.kept = Kept::Journaled;
        vec![Effect::Record {
            draft: self.draft.origin.id.clone(),
            edit,
        }]
    }
}
