//! A fault in a file's content as a failure of the world.

use crate::app::failure::{Content, ContentFault, Failure};
use crate::format::fault::{DataFault, DataFaultKind};

/// The failure of a file whose content has a fault.
#[must_use]
pub fn failure(path: impl Into<String>, fault: DataFault) -> Failure {
    Failure::BadContent(Content {
        path: path.into(),
        place: fault.place,
        what: fault.what.into(),
    })
}

impl From<DataFaultKind> for ContentFault {
    fn from(kind: DataFaultKind) -> Self {
        match kind {
            DataFaultKind::NotUtf8 => Self::NotUtf8,
            DataFaultKind::NotJson(fault) => Self::NotJson(fault),
            DataFaultKind::TooLarge(limit) => Self::TooLarge(limit),
            DataFaultKind::TooDeep => Self::TooDeep,
            DataFaultKind::TooMany(limit) => Self::TooMany(limit),
            DataFaultKind::Shape(said) => Self::Wrong(said),
            DataFaultKind::Format(name) => Self::Format(name),
            DataFaultKind::Duplicate(name) => Self::Duplicate(name),
            DataFaultKind::BadId(name) | DataFaultKind::UnknownWord(name) => Self::Unknown(name),
            DataFaultKind::Empty => Self::Empty,
            DataFaultKind::Digest => Self::Digest,
        }
    }
}
