//! The members of a review file.

use super::place::{Given, PlaceFile, TextFile, Texts};
use crate::domain::draft::Row;
use crate::domain::field::{FieldPath, RowId};
use crate::domain::review::entry::{Act, EntryId, Kind, Remark, Target, Verdict};
use crate::domain::review::proposal::Proposal;
use crate::format::fault::DataFaultKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one person wrote about one draft.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ReviewFile {
    /// Always `shenbao-review/1`.
    pub format: String,
    /// The draft's id.
    pub draft: String,
    /// Who wrote.
    pub by: String,
    /// What was written, in order; nothing is ever changed or taken out.
    pub entries: Vec<EntryFile>,
    /// The texts that remarks were made on, by their digest (`sha256:…`).
    #[serde(default)]
    pub texts: BTreeMap<String, TextFile>,
}

/// One thing that somebody wrote.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// Twelve hex digits: the beginning of the SHA-256 of this entry without its id, as JSON without white space, members
    /// by name.
    pub id: String,
    /// One more than the greatest turn that its writer had seen.
    pub turn: u64,
    /// When: RFC 3339, UTC.
    pub time: String,
    /// Who.
    pub by: String,
    /// The draft's last version then; null when there was none.
    pub version: Option<String>,
    /// The digest of the draft as a file.
    pub digest: String,
    /// What it says.
    pub act: ActFile,
}

/// What an entry says.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ActFile {
    /// A remark.
    Annotate(RemarkFile),
    /// Other words for one's own remark.
    Amend(SaidFile),
    /// One's own remark is taken back: its id.
    Withdraw(String),
    /// A remark is about these words from now on.
    Pin(PinFile),
    /// An answer to a remark.
    Reply(SaidFile),
    /// A remark is dealt with: its id.
    Resolve(String),
    /// A remark is not dealt with after all: its id.
    Reopen(String),
    /// What a remark proposes was taken: its id.
    Accept(String),
    /// What a remark proposes was not taken: its id.
    Refuse(String),
    /// A score.
    Score(ScoreFile),
    /// A verdict on the whole.
    Verdict(VerdictFile),
    /// A conflict of interest; an empty text says that there is none.
    Declare(String),
}

/// A remark.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RemarkFile {
    /// What it is about; null for the draft as a whole.
    pub on: Option<TargetFile>,
    /// What kind of remark it is.
    pub kind: KindFile,
    /// Its words.
    pub body: TextFile,
    /// A change that it proposes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<ProposalFile>,
}

/// What a remark is about.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum TargetFile {
    /// A section of the form: its id.
    Section(String),
    /// A field, a cell, a row, or words in one.
    Place(PlaceFile),
}

/// What kind of remark it is.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum KindFile {
    /// The application cannot stay as it is.
    Required,
    /// It would be better another way.
    Suggestion,
    /// Something is not clear.
    Question,
    /// Something is good.
    Praise,
}

/// A change that a remark proposes.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ProposalFile {
    /// Other words in place of those that the remark is about.
    Words(TextFile),
    /// Other cells in the row, by column.
    Cells(BTreeMap<String, TextFile>),
    /// Another row below.
    Row(RowFile),
    /// The row goes; always true.
    RowOut(bool),
}

/// A row of a table.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct RowFile {
    /// Its id.
    pub id: String,
    /// Its cells by column.
    pub cells: BTreeMap<String, TextFile>,
}

/// Words about a remark.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct SaidFile {
    /// The remark.
    pub annotation: String,
    /// The words.
    pub body: TextFile,
}

/// A place that a person gave a remark.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct PinFile {
    /// The remark.
    pub annotation: String,
    /// The place.
    pub on: PlaceFile,
}

/// A score.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct ScoreFile {
    /// The criterion's id in the call's form.
    pub criterion: String,
    /// The points; null is to abstain.
    pub points: Option<u32>,
}

/// A verdict.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct VerdictFile {
    /// The verdict.
    pub verdict: VerdictWord,
    /// What is said about it.
    pub note: TextFile,
}

/// The verdicts.
#[derive(Serialize, Deserialize, JsonSchema, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictWord {
    /// It can go on.
    Approve,
    /// It has to be improved first.
    Revise,
    /// It cannot go on.
    Reject,
}

impl ActFile {
    pub(super) fn of(act: &Act, texts: &mut Texts) -> Option<Self> {
        let said = |annotation: &EntryId, body: &str| SaidFile {
            annotation: annotation.as_str().to_owned(),
            body: TextFile::of(body),
        };
        let id = |id: &EntryId| id.as_str().to_owned();
        Some(match act {
            Act::Annotate(remark) => Self::Annotate(RemarkFile::of(remark, texts)),
            Act::Amend { annotation, body } => Self::Amend(said(annotation, body)),
            Act::Withdraw(on) => Self::Withdraw(id(on)),
            Act::Pin { annotation, on } => Self::Pin(PinFile {
                annotation: id(annotation),
                on: PlaceFile::of(on, texts),
            }),
            Act::Reply { annotation, body } => Self::Reply(said(annotation, body)),
            Act::Resolve(on) => Self::Resolve(id(on)),
            Act::Reopen(on) => Self::Reopen(id(on)),
            Act::Accept(on) => Self::Accept(id(on)),
            Act::Refuse(on) => Self::Refuse(id(on)),
            Act::Score { criterion, points } => Self::Score(ScoreFile {
                criterion: criterion.clone(),
                points: *points,
            }),
            Act::Verdict { verdict, note } => Self::Verdict(VerdictFile {
                verdict: VerdictWord::of(*verdict),
                note: TextFile::of(note),
            }),
            Act::Declare(text) => Self::Declare(text.clone()),
            Act::Unknown(_) => return None,
        })
    }

    pub(super) fn act(self, texts: Given<'_>) -> Result<Act, DataFaultKind> {
        Ok(match self {
            Self::Annotate(remark) => Act::Annotate(Box::new(remark.remark(texts)?)),
            Self::Amend(said) => Act::Amend {
                annotation: entry_id(said.annotation)?,
                body: said.body.text(),
            },
            Self::Withdraw(on) => Act::Withdraw(entry_id(on)?),
            Self::Pin(pin) => Act::Pin {
                annotation: entry_id(pin.annotation)?,
                on: pin.on.pinned(texts)?,
            },
            Self::Reply(said) => Act::Reply {
                annotation: entry_id(said.annotation)?,
                body: said.body.text(),
            },
            Self::Resolve(on) => Act::Resolve(entry_id(on)?),
            Self::Reopen(on) => Act::Reopen(entry_id(on)?),
            Self::Accept(on) => Act::Accept(entry_id(on)?),
            Self::Refuse(on) => Act::Refuse(entry_id(on)?),
            Self::Score(score) => Act::Score {
                criterion: score.criterion,
                points: score.points,
            },
            Self::Verdict(given) => Act::Verdict {
                verdict: given.verdict.verdict(),
                note: given.note.text(),
            },
            Self::Declare(text) => Act::Declare(text),
        })
    }
}

impl RemarkFile {
    fn of(remark: &Remark, texts: &mut Texts) -> Self {
        Self {
            on: match &remark.on {
                Target::Draft => None,
                Target::Section(id) => Some(TargetFile::Section(id.clone())),
                Target::Place(pinned) => Some(TargetFile::Place(PlaceFile::of(pinned, texts))),
            },
            kind: KindFile::of(remark.kind),
            body: TextFile::of(&remark.body),
            proposal: remark.proposal.as_ref().map(ProposalFile::of),
        }
    }

    fn remark(self, texts: Given<'_>) -> Result<Remark, DataFaultKind> {
        Ok(Remark {
            on: match self.on {
                None => Target::Draft,
                Some(TargetFile::Section(id)) => Target::Section(id),
                Some(TargetFile::Place(place)) => Target::Place(place.pinned(texts)?),
            },
            kind: self.kind.kind(),
            body: self.body.text(),
            proposal: self.proposal.map(ProposalFile::proposal).transpose()?,
        })
    }
}

impl ProposalFile {
    fn of(proposal: &Proposal) -> Self {
        match proposal {
            Proposal::Words(words) => Self::Words(TextFile::of(words)),
            Proposal::Cells(cells) => Self::Cells(written(cells)),
            Proposal::Row(row) => Self::Row(RowFile {
                id: row.id.as_str().to_owned(),
                cells: written(&row.cells),
            }),
            Proposal::RowOut => Self::RowOut(true),
        }
    }

    fn proposal(self) -> Result<Proposal, DataFaultKind> {
        Ok(match self {
            Self::Words(words) => Proposal::Words(words.text()),
            Self::Cells(cells) => Proposal::Cells(read(cells)?),
            Self::Row(row) => Proposal::Row(Row {
                id: RowId::parse(&row.id).ok_or(DataFaultKind::BadId(row.id))?,
                cells: read(row.cells)?,
            }),
            Self::RowOut(_) => Proposal::RowOut,
        })
    }
}

fn written(cells: &BTreeMap<String, String>) -> BTreeMap<String, TextFile> {
    let cells = cells.iter();
    cells
        .map(|(column, text)| (column.clone(), TextFile::of(text)))
        .collect()
}

fn read(cells: BTreeMap<String, TextFile>) -> Result<BTreeMap<String, String>, DataFaultKind> {
    let cells = cells.into_iter().map(|(column, text)| {
        // A column is a segment of an address.
        let plain = FieldPath::parse(&column).is_ok_and(|at| at.segments().count() == 1);
        if plain {
            Ok((column, text.text()))
        } else {
            Err(DataFaultKind::BadId(column))
        }
    });
    cells.collect()
}

impl KindFile {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Required => Self::Required,
            Kind::Suggestion => Self::Suggestion,
            Kind::Question => Self::Question,
            Kind::Praise => Self::Praise,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Required => Kind::Required,
            Self::Suggestion => Kind::Suggestion,
            Self::Question => Kind::Question,
            Self::Praise => Kind::Praise,
        }
    }
}

impl VerdictWord {
    fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Approve => Self::Approve,
            Verdict::Revise => Self::Revise,
            Verdict::Reject => Self::Reject,
        }
    }

    fn verdict(self) -> Verdict {
        match self {
            Self::Approve => Verdict::Approve,
            Self::Revise => Verdict::Revise,
            Self::Reject => Verdict::Reject,
        }
    }
}

fn entry_id(given: String) -> Result<EntryId, DataFaultKind> {
    EntryId::parse(&given).ok_or(DataFaultKind::BadId(given))
}
