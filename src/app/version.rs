//! Versions (版本): states of a draft that were kept on purpose, with who kept them and why.
//!
//! Invariant: history only grows; bringing an old version back makes a new one. Absent: how they are kept.

use crate::app::check::check;
use crate::app::failure::Failure;
use crate::app::stop::Stop;
use crate::domain::budget::Shifts;
use crate::domain::call::Call;
use crate::domain::diff::text::Grain;
use crate::domain::diff::{Change, diff};
use crate::domain::draft::{Draft, DraftId};
use crate::domain::form::{Form, TableRole};
use crate::domain::money::Money;
use crate::domain::project::Project;

/// A version of a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// Its name: the full hash of the commit.
    pub rev: String,
    /// Who kept it.
    pub author: String,
    /// When: RFC 3339, with the author's offset.
    pub time: String,
    /// The first line of what was said about it.
    pub message: String,
    /// What was said next, on one line: below a person's own words what changed. Empty where the version is only told of
    /// in passing.
    pub more: String,
    /// What its signature is worth.
    pub signed: Signed,
}

/// What a version's signature is worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signed {
    /// By a key that the user knows, and whole.
    Verified,
    /// By a key that the user does not know, or that cannot be checked now.
    Unknown,
    /// The signature does not fit, or its key was called back.
    Bad,
    /// Not at all.
    Unsigned,
}

impl Version {
    /// Enough of its name to tell it from others.
    #[must_use]
    pub fn short(&self) -> &str {
        self.rev.get(..10).unwrap_or(&self.rev)
    }
}

/// A version that came from others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Received {
    /// The version.
    pub version: Version,
    /// The drafts that it touches; none when it is about something else in the workspace.
    pub drafts: Vec<DraftId>,
}

/// What versions say that sharing makes by itself.
#[derive(Clone, Copy, Debug)]
pub struct SyncWords<'a> {
    /// One that merges others' versions.
    pub merged: &'a str,
    /// One with calls and settings for all.
    pub settings: &'a str,
    /// One that brings an applicant what was done to their drafts.
    pub back: &'a str,
}

/// What sharing versions came to.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Synced {
    /// The workspace's folder, where it was made for this.
    pub made: Option<String>,
    /// The other repository, as git calls it.
    pub remote: String,
    /// The branch there.
    pub branch: String,
    /// What came in, the last first; versions of the user's own are among them when they were kept elsewhere.
    pub received: Vec<Received>,
    /// How many versions went out.
    pub sent: usize,
    /// Drafts in which both sides changed the same thing differently.
    pub conflicts: Vec<DraftId>,
    /// Applicants' branches that were left out, because there is something in them that should not be there.
    pub refused: Vec<String>,
    /// Others' drafts that an applicant's branch changes, with the branch: left as they are here.
    pub trespassed: Vec<(String, DraftId)>,
    /// Drafts about which an applicant's branch says something in another's name, or judges, with the branch: not taken.
    pub forged: Vec<(String, DraftId)>,
    /// Others' drafts that were changed here: neither kept as a version nor sent.
    pub others: Vec<DraftId>,
    /// How often it took: more than once when others were sending too.
    pub tries: usize,
}

/// Versions of a draft that the other repository has and this workspace has not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Newer {
    /// Who kept the last of them.
    pub author: String,
    /// How many they are.
    pub versions: usize,
}

/// How far sharing has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// Keeping what is not kept yet.
    Keep,
    /// Asking the other repository.
    Fetch,
    /// Merging what came.
    Merge,
    /// Sending.
    Push,
    /// Somebody was faster; waiting to try again.
    Again,
}

/// How two states of a draft differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// Place by place.
    pub changes: Vec<Change>,
    /// In money.
    pub shifts: Shifts,
}

impl Comparison {
    /// How the second of two states of a draft differs from the first.
    #[must_use]
    pub fn between(form: &Form, before: &Draft, after: &Draft) -> Self {
        Self {
            changes: diff(before, after, Grain::Words),
            shifts: shifts(form, before, after),
        }
    }
}

/// How the budget of the second of two states of a draft differs from that of the first.
#[must_use]
pub fn shifts(form: &Form, before: &Draft, after: &Draft) -> Shifts {
    let budget = form.table_of(TableRole::Budget).map(|(name, _)| name);
    let rows = |draft| budget.map_or(&[][..], |name| Draft::rows(draft, name));
    Shifts::between(rows(before), rows(after))
}

/// A version with what the draft came to at that point.
#[derive(Clone, PartialEq, Debug)]
pub struct Milestone {
    /// The version.
    pub version: Version,
    /// The share of required things that were there, from 0 to 1; `None` where the version cannot be read.
    pub complete: Option<f64>,
    /// What the budget came to.
    pub total: Money,
}

/// The versions of a draft, the last first, with what each came to.
///
/// # Errors
/// As [`Versions::log`].
pub fn milestones(
    versions: &dyn Versions,
    call: &Call,
    project: &Project,
    id: &DraftId,
    most: usize,
) -> Result<Vec<Milestone>, Failure> {
    let all = versions.log(id, most)?;
    let revs: Vec<&str> = all.iter().map(|version| version.rev.as_str()).collect();
    let drafts = versions.each_at(id, &revs);
    let milestones = all.into_iter().zip(drafts).map(|(version, draft)| {
        let checked = draft.map(|draft| check(call, project, &draft));
        Milestone {
            version,
            complete: checked.as_ref().ok().map(|checked| checked.complete),
            total: checked.map_or(Money::ZERO, |checked| checked.totals.all),
        }
    });
    Ok(milestones.collect())
}

/// The versions of a workspace's drafts.
pub trait Versions {
    /// Keeps the draft as it stands in its file, and nothing else; `None` when its last version says the same.
    ///
    /// # Errors
    /// When there is no git, nobody to name as author, the repository is not the user's own, or git refuses.
    fn save(&self, id: &DraftId, message: &str) -> Result<Option<Version>, Failure>;

    /// Who keeps versions here, as they are called in them; without git, who is logged in.
    ///
    /// # Errors
    /// When git does not know.
    fn author(&self) -> Result<String, Failure>;

    /// Whether giving back and deciding is the user's to do: not where they are an applicant with a branch of their own.
    fn decides(&self) -> bool;

    /// Whether what is written here about drafts in a name gets to the others: where the user is an applicant with a branch of
    /// their own, only in the name that it is called after.
    fn writes_as(&self, name: &str) -> bool;

    /// Remembers for this workspace who keeps its versions.
    ///
    /// # Errors
    /// When git cannot write its settings, or will not have such a name.
    fn sign_as(&self, name: &str, email: &str) -> Result<(), Failure>;

    /// The versions, the last first, at most so many.
    ///
    /// # Errors
    /// When there is no git, or git refuses. A draft without versions has none.
    fn log(&self, id: &DraftId, most: usize) -> Result<Vec<Version>, Failure>;

    /// The whole name of a version that a person gives in any way: what it means now, and still will tomorrow.
    ///
    /// # Errors
    /// When there is no such version.
    fn named(&self, rev: &str) -> Result<String, Failure>;

    /// The draft as a version has it. `rev` is what a person gives: a hash, its beginning, `HEAD~1`, a tag.
    ///
    /// # Errors
    /// When there is no such version, or it holds no readable draft.
    fn at(&self, id: &DraftId, rev: &str) -> Result<Draft, Failure>;

    /// As [`Versions::at`] for many versions, by their whole names.
    fn each_at(&self, id: &DraftId, revs: &[&str]) -> Vec<Result<Draft, Failure>>;

    /// The drafts that are not in their files as in their last version; none where there is no workspace yet.
    ///
    /// # Errors
    /// As [`Versions::save`].
    fn unkept(&self) -> Result<Vec<DraftId>, Failure>;

    /// Takes in the versions of another repository, merged field by field, and sends those kept here. Whatever was kept
    /// stays kept when it ends early, and doing it again goes on from there. Where the other repository is named and
    /// there is no workspace yet, it is made.
    ///
    /// # Errors
    /// [`GitFailure::NoRemote`], [`GitFailure::OtherRemote`], [`GitFailure::Unreachable`], [`GitFailure::Restless`], [`GitFailure::Stopped`]; [`GitFailure::Unkept`] when a file
    /// is not as its last version; [`GitFailure::Clash`] and [`GitFailure::Strange`] for files beside the drafts.
    ///
    /// [`GitFailure::NoRemote`]: crate::app::failure::GitFailure::NoRemote
    /// [`GitFailure::OtherRemote`]: crate::app::failure::GitFailure::OtherRemote
    /// [`GitFailure::Unreachable`]: crate::app::failure::GitFailure::Unreachable
    /// [`GitFailure::Restless`]: crate::app::failure::GitFailure::Restless
    /// [`GitFailure::Stopped`]: crate::app::failure::GitFailure::Stopped
    /// [`GitFailure::Unkept`]: crate::app::failure::GitFailure::Unkept
    /// [`GitFailure::Clash`]: crate::app::failure::GitFailure::Clash
    /// [`GitFailure::Strange`]: crate::app::failure::GitFailure::Strange
    fn sync(
        &self,
        remote: Option<&str>,
        words: &SyncWords<'_>,
        stop: &Stop,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Synced, Failure>;

    /// Whether the other repository has newer versions of a draft; asked without taking anything in, and given up after a
    /// while. `None` also where there is nobody to ask.
    ///
    /// # Errors
    /// When the other repository cannot be reached in time.
    fn newer(&self, id: &DraftId, stop: &Stop) -> Result<Option<Newer>, Failure>;
}

/// Sharing as the screens ask for it: in a thread of its own, while the screens go on.
pub trait Sharing: Send + Sync {
    /// Keeps every draft that is not as its last version, then does as [`Versions::sync`].
    ///
    /// # Errors
    /// As [`Versions::save`] and [`Versions::sync`].
    fn sync(
        &self,
        remote: Option<&str>,
        stop: &Stop,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Synced, Failure>;

    /// As [`Versions::newer`].
    ///
    /// # Errors
    /// As [`Versions::newer`].
    fn newer(&self, id: &DraftId, stop: &Stop) -> Result<Option<Newer>, Failure>;
}
