//! Verifying (查验) an exported application: what was looked at, and what does not hold.
//!
//! Invariant: nothing is called good that was not looked at. Absent: looking (the commands do), and words.

/// Something that is looked at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// That the file has the form of an export.
    Shape,
    /// That nothing was changed since it was written.
    Digest,
    /// That the call is the one that is here.
    Catalog,
    /// That the project is printed as it is here.
    Project,
    /// That the answers beside the draft are the draft's.
    Fields,
    /// That the promises beside the draft are the draft's.
    Commitments,
    /// That lines, rulings and sums come out again.
    Budget,
    /// That the findings come out again.
    Findings,
}

impl Part {
    /// All, in the order that they are looked at.
    pub const ALL: [Self; 8] = [
        Self::Shape,
        Self::Digest,
        Self::Catalog,
        Self::Project,
        Self::Fields,
        Self::Commitments,
        Self::Budget,
        Self::Findings,
    ];

    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shape => "shape",
            Self::Digest => "digest",
            Self::Catalog => "catalog",
            Self::Project => "project",
            Self::Fields => "fields",
            Self::Commitments => "commitments",
            Self::Budget => "budget",
            Self::Findings => "findings",
        }
    }
}

/// Something that does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrong {
    /// What was looked at.
    pub part: Part,
    /// Where in the file: a JSON pointer.
    pub place: String,
    /// What is wrong there.
    pub what: What,
}

/// What can be wrong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// It is not what an export has there.
    Misshapen(String),
    /// It was changed after the file was written.
    Changed,
    /// The call is not known here, so that nothing can be worked out again.
    NoCall(String),
    /// The call here has another catalog.
    OtherCatalog,
    /// The call here does not have the project.
    NoProject(String),
    /// Working it out again gives something else.
    Differs,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verified {
    /// What was looked at, in order.
    pub looked_at: Vec<Part>,
    /// What does not hold.
    pub wrong: Vec<Wrong>,
}

impl Verified {
    /// Adds something that does not hold.
    pub fn add(&mut self, part: Part, place: String, what: What) {
        self.wrong.push(Wrong { part, place, what });
    }
}
