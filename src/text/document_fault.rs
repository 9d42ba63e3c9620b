//! Why a file is no Word document that may be read: data, so that every language has its own words for it.

/// What is wrong with a file that should be a Word document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DocumentFault {
    /// It is no archive, or a damaged one.
    Damaged,
    /// An archive without a document in it.
    NoDocument,
    /// The format of before 2007, or a file with a password.
    OldOrLocked,
    /// It has more than this many entries.
    Entries(usize),
    /// It would grow to more than this many bytes.
    Inflated(u64),
    /// A part of it grows more than this many times.
    Ratio(u64),
    /// An entry that is there twice, or lies on another one.
    Overlap,
    /// An entry whose name leads out of the archive.
    StrayName(String),
    /// It declares a document type, which could define anything.
    Doctype,
    /// It refers to an entity that XML itself does not have.
    Entity(String),
    /// Its elements are nested too deep.
    TooDeep,
    /// It has more than this many elements.
    Elements(usize),
    /// Its words take more than this many bytes.
    Words(usize),
    /// A part of it is no XML.
    NotXml(String),
}
