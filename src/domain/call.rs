//! A call (申报批次): the catalog of projects that may be applied for, and the form to apply with.
//!
//! Invariant: codes are unique within a call. Absent: where the call came from and its bytes.

use crate::domain::form::Form;
use crate::domain::later::Later;
use crate::domain::project::Project;
use crate::domain::spending::Taxonomy;

/// The id of a call (`yinchuan-2022`): the name of its folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CallId(String);

impl CallId {
    /// Reads an id; `None` unless it is 1 to 64 ASCII letters, digits, `-`, `_` or `.`, not beginning with `.` or `-`.
    #[must_use]
    pub fn parse(given: &str) -> Option<Self> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let shaped = (1..=64).contains(&given.len()) && given.chars().all(allowed);
        (shaped && !given.starts_with(['.', '-'])).then(|| Self(given.to_owned()))
    }

    /// The id as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The projects of a call, in printed order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Catalog {
    /// The call it belongs to.
    pub call: CallId,
    /// The call's title, as printed.
    pub title: String,
    /// Who issues the call, as far as the annex tells.
    pub issuer: String,
    /// The projects.
    pub projects: Vec<Project>,
}

impl Catalog {
    /// The project with this code.
    #[must_use]
    pub fn project(&self, code: &str) -> Option<&Project> {
        self.projects
            .iter()
            .find(|project| project.code.as_str() == code)
    }
}

/// A call with everything needed to draft and judge an application. What is not asked for is not read.
#[derive(Clone, Debug)]
pub struct Call {
    /// The call's id.
    pub id: CallId,
    /// What may be applied for.
    pub catalog: Later<Catalog>,
    /// What is asked.
    pub form: Later<Form>,
    /// How spending is read in this call: the built-in taxonomy, or the call's own.
    pub taxonomy: Later<Taxonomy>,
    /// SHA-256 of the catalog's bytes, as `sha256:` and hex digits.
    pub digest: Later<String>,
    /// The same of everything that drafts are judged by: catalog, form and taxonomy.
    pub whole_digest: Later<String>,
}
