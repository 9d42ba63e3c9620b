//! `reviews/WHO.json` and `replies/WHO.json`: what one person wrote about one draft.
//!
//! Invariants: an entry's id is the digest of its content, so that a changed entry is found out and two copies of a file
//! join by id; the texts that remarks were made on are in the file once each, so that it is read without any version;
//! entries that this version does not know are kept as they are. What each member means: `shenbao schema review`.

mod place;
mod wire;

use crate::domain::draft::DraftId;
use crate::domain::review::Notebook;
use crate::domain::review::entry::{Act, Entry, EntryId, Judged};
use crate::format::digest::sha256;
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::rc::Rc;

use place::{TextFile, Texts};
use wire::ActFile;
pub use wire::ReviewFile;

/// The family of formats; a version number follows.
const FAMILY: &str = "shenbao-review/";
/// The format that this version writes.
const VERSION: u32 = 1;
/// The longest name of a person, in characters.
const NAME_MAX: usize = 120;

/// A notebook that was read, and the draft that it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReadNotebook {
    /// The draft.
    pub draft: DraftId,
    /// The notebook.
    pub notebook: Notebook,
}

/// What an entry says, before it has an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewEntry {
    /// Who writes.
    pub by: String,
    /// When: RFC 3339, UTC.
    pub time: String,
    /// After all that its writer has read.
    pub turn: u64,
    /// What its writer has in front of them.
    pub judged: Judged,
    /// What it says.
    pub act: Act,
}

impl NewEntry {
    /// The entry, with the id that its content gives it.
    #[must_use]
    pub fn entry(self) -> Entry {
        let blank = Entry {
            id: id_of(&Value::Null),
            by: self.by,
            time: self.time,
            turn: self.turn,
            judged: self.judged,
            act: self.act,
        };
        settled(blank)
    }
}

/// An entry with the id that its content gives it.
#[must_use]
pub fn settled(entry: Entry) -> Entry {
    let id = id_of(&entry_value(&entry, &mut Texts::default()));
    Entry { id, ..entry }
}

/// Writes a notebook.
#[must_use]
pub fn write(draft: &DraftId, notebook: &Notebook) -> String {
    json_text::write(&to_value(draft, notebook))
}

/// The JSON of a notebook.
#[must_use]
pub fn to_value(draft: &DraftId, notebook: &Notebook) -> Value {
    let mut texts = Texts::default();
    let entries: Vec<Value> = notebook
        .entries()
        .iter()
        .map(|entry| entry_value(entry, &mut texts))
        .collect();
    let mut members = Map::new();
    members.insert("format".into(), format!("{FAMILY}{VERSION}").into());
    members.insert("draft".into(), draft.as_str().into());
    members.insert("by".into(), notebook.by.as_str().into());
    members.insert("entries".into(), entries.into());
    members.insert("texts".into(), texts.to_value());
    Value::Object(members)
}

/// Reads a notebook.
///
/// # Errors
/// The first fault with its place.
pub fn read(bytes: &[u8]) -> Result<ReadNotebook, DataFault> {
    from_value(&json_text::read(bytes)?)
}

/// Reads a notebook from JSON that was already parsed.
///
/// # Errors
/// The first fault with its place.
pub fn from_value(value: &Value) -> Result<ReadNotebook, DataFault> {
    let text = |name: &str| {
        let found = value.get(name).and_then(Value::as_str);
        found.ok_or_else(|| shape(format!("/{name}"), "string"))
    };
    let format = text("format")?;
    let version = format
        .strip_prefix(FAMILY)
        .and_then(|digits| digits.parse::<u32>().ok());
    let version = version.filter(|version| *version > 0);
    let unknown = || DataFault::at("/format", DataFaultKind::Format(format.to_owned()));
    let later = version.ok_or_else(unknown)? > VERSION;
    let draft = text("draft")?;
    let bad = || DataFault::at("/draft", DataFaultKind::BadId(draft.to_owned()));
    let draft = DraftId::parse(draft).ok_or_else(bad)?;
    let by = text("by")?.to_owned();
    if !is_name(&by) {
        return Err(DataFault::at("/by", DataFaultKind::BadId(by)));
    }
    let texts = read_texts(value.get("texts"))?;
    let entries = value.get("entries").and_then(Value::as_array);
    let entries = entries.ok_or_else(|| shape("/entries", "array"))?;
    let entries = entries
        .iter()
        .enumerate()
        .map(|(index, value)| read_entry(value, &by, &texts, &format!("/entries/{index}")));
    let entries = entries.collect::<Result<_, _>>()?;
    Ok(ReadNotebook {
        draft,
        notebook: Notebook::new(by, entries, later),
    })
}

/// Whether some bytes are such a file, of whatever version.
#[must_use]
pub fn is_one(bytes: &[u8]) -> bool {
    json_text::format_of(bytes).is_some_and(|format| format.starts_with(FAMILY))
}

/// Whether somebody can be called so: something that can be seen, on one line, not too long.
#[must_use]
pub fn is_name(name: &str) -> bool {
    let plain = !name.chars().any(char::is_control) && name.trim() == name;
    plain && !name.is_empty() && name.chars().count() <= NAME_MAX
}

/// The JSON of an entry; the texts that it was made on go to the others.
fn entry_value(entry: &Entry, texts: &mut Texts) -> Value {
    if let Act::Unknown(json) = &entry.act {
        // It was made from a parsed value.
        return serde_json::from_str(json).unwrap_or_default();
    }
    let mut members = Map::new();
    members.insert("id".into(), entry.id.as_str().into());
    members.insert("turn".into(), entry.turn.into());
    members.insert("time".into(), entry.time.as_str().into());
    members.insert("by".into(), entry.by.as_str().into());
    members.insert("version".into(), entry.judged.version.as_deref().into());
    members.insert("digest".into(), entry.judged.digest.as_str().into());
    let act = ActFile::of(&entry.act, texts);
    members.insert("act".into(), serde_json::to_value(act).unwrap_or_default());
    Value::Object(members)
}

fn read_entry(
    value: &Value,
    by: &str,
    texts: &BTreeMap<String, Rc<str>>,
    place: &str,
) -> Result<Entry, DataFault> {
    let text = |name: &str| {
        let found = value.get(name).and_then(Value::as_str);
        found.ok_or_else(|| shape(format!("{place}/{name}"), "string"))
    };
    let id = text("id")?;
    let given = EntryId::parse(id)
        .ok_or_else(|| DataFault::at(format!("{place}/id"), DataFaultKind::BadId(id.to_owned())))?;
    if given != id_of(value) {
        return Err(DataFault::at(place, DataFaultKind::Digest));
    }
    if text("by")? != by {
        return Err(DataFault::at(
            format!("{place}/by"),
            DataFaultKind::BadId(text("by")?.to_owned()),
        ));
    }
    let turn = value.get("turn").and_then(Value::as_u64);
    let act = value.get("act").cloned().unwrap_or_default();
    // Whatever a later version means by it is kept, whole.
    let plain = value
        .as_object()
        .is_some_and(|members| members.keys().all(|name| KNOWN.contains(&name.as_str())));
    let act = serde_json::from_value::<ActFile>(act)
        .ok()
        .filter(|_| plain);
    let act = match act.map(|act| act.act(texts)) {
        Some(act) => act.map_err(|what| DataFault::at(format!("{place}/act"), what))?,
        None => Act::Unknown(value.to_string()),
    };
    Ok(Entry {
        id: given,
        by: by.to_owned(),
        time: text("time")?.to_owned(),
        turn: turn.ok_or_else(|| shape(format!("{place}/turn"), "number"))?,
        judged: Judged {
            version: value
                .get("version")
                .and_then(Value::as_str)
                .map(str::to_owned),
            digest: text("digest")?.to_owned(),
        },
        act,
    })
}

/// The members of an entry.
const KNOWN: [&str; 7] = ["id", "turn", "time", "by", "version", "digest", "act"];

fn read_texts(value: Option<&Value>) -> Result<BTreeMap<String, Rc<str>>, DataFault> {
    let Some(value) = value else {
        return Ok(BTreeMap::new());
    };
    let members = value.as_object().ok_or_else(|| shape("/texts", "object"))?;
    let texts = members.iter().map(|(digest, value)| {
        let place = format!("/texts/{digest}");
        let text = serde_json::from_value::<TextFile>(value.clone())
            .map_err(|_| shape(place.as_str(), "text"))?;
        let text = text.text();
        if sha256(text.as_bytes()) == *digest {
            Ok((digest.clone(), Rc::from(text)))
        } else {
            Err(DataFault::at(place, DataFaultKind::Digest))
        }
    });
    texts.collect()
}

fn shape(place: impl Into<String>, what: &str) -> DataFault {
    DataFault::at(place, DataFaultKind::Shape(what.to_owned()))
}

/// The id of an entry: the beginning of the digest of its members but `id`, by name, so that their order does not count.
fn id_of(entry: &Value) -> EntryId {
    let digest = sha256(sorted(entry, "id").to_string().as_bytes());
    let hex: String = digest
        .trim_start_matches("sha256:")
        .chars()
        .take(EntryId::LENGTH)
        .collect();
    // Hex digits of the wanted number are an id; there is no other case.
    EntryId::parse(&hex).unwrap_or_else(|| unreachable!("a digest has hex digits"))
}

/// A value with the members of its objects by name, and without this one at the top.
fn sorted(value: &Value, without: &str) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, _)| *name != without);
            let by_name: BTreeMap<&String, Value> = kept
                .map(|(name, value)| (name, sorted(value, "")))
                .collect();
            Value::Object(
                by_name
                    .into_iter()
                    .map(|(name, value)| (name.clone(), value))
                    .collect(),
            )
        }
        Value::Array(elements) => elements.iter().map(|value| sorted(value, "")).collect(),
        plain => plain.clone(),
    }
}

#[cfg(test)]
mod tests;
