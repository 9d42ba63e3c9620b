//! Reviews as W3C Web Annotations (JSON-LD, <https://www.w3.org/TR/annotation-model/>), for other programs to read.
//!
//! Invariants: every object has what the model says that it must have; positions count code points of the text that was
//! judged, whose version and digest stand in `state`; a text with line breaks is its lines joined by line feeds. Members
//! of our own have full IRIs as names ([`OWN`]), so that the one context explains the whole. Absent: reading them.

use crate::domain::draft::{Draft, DraftId};
use crate::domain::field::{FieldPath, RowId};
use crate::domain::review::Notebook;
use crate::domain::review::annotation::{Annotation, Reply};
use crate::domain::review::entry::{Act, Entry, EntryId, Judged, Kind, Pinned, Target};
use crate::domain::review::placed::Placed;
use crate::domain::review::proposal::Proposal;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The context of the model.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// What addresses inside a draft are.
const POINTERS: &str = "http://tools.ietf.org/rfc/rfc6901";
/// The beginning of names of our own.
pub const OWN: &str = "urn:x-shenbao:ns#";

/// Remarks, answers, scores and verdicts, an annotation each: remarks with their answers first.
#[must_use]
pub fn to_value(draft: &Draft, placed: &[Placed<'_>], notebooks: &[Notebook]) -> Value {
    let remarks = placed.iter().flat_map(|one| {
        let replies = one.annotation.replies.iter();
        let replies = replies.map(|reply| answered(one.annotation, reply));
        std::iter::once(remarked(draft, one)).chain(replies)
    });
    let judgements = notebooks.iter().flat_map(|notebook| {
        let entries = last_words(notebook).into_iter();
        entries.filter_map(|entry| assessed(&draft.origin.id, entry))
    });
    remarks.chain(judgements).collect()
}

/// What every annotation has.
fn annotation(id: &EntryId, motivation: &str, by: &str, time: &str) -> Map<String, Value> {
    let members = json!({
        "@context": CONTEXT, "id": entry_iri(id), "type": "Annotation", "motivation": motivation,
        "creator": {"type": "Person", "name": by}, "created": time,
    });
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn remarked(draft: &Draft, placed: &Placed<'_>) -> Value {
    let one = placed.annotation;
    let motivation = match one.kind {
        Kind::Required | Kind::Suggestion => "editing",
        Kind::Question => "questioning",
        Kind::Praise => "commenting",
    };
    let mut members = annotation(&one.id, motivation, &one.by, &one.time);
    if let Some(amended) = &one.amended {
        members.insert("modified".into(), amended.as_str().into());
    }
    let mut bodies = vec![textual(&one.body, "commenting")];
    if let Some(Proposal::Words(words)) = &one.proposal {
        bodies.push(textual(words, "editing"));
    }
    members.insert("body".into(), bodies.into());
    members.insert("target".into(), target(draft, one));
    own(&mut members, "kind", one.kind.name().into());
    own(&mut members, "state", placed.placement.name().into());
    own(&mut members, "resolved", one.resolved.is_some().into());
    Value::Object(members)
}

fn answered(one: &Annotation, reply: &Reply) -> Value {
    let mut members = annotation(&reply.id, "replying", &reply.by, &reply.time);
    members.insert("body".into(), textual(&reply.body, "replying"));
    members.insert("target".into(), entry_iri(&one.id).into());
    Value::Object(members)
}

/// The last score for each criterion and the last verdict: what a notebook's writer makes of the whole now.
fn last_words(notebook: &Notebook) -> Vec<&Entry> {
    let mut last: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in notebook.entries() {
        match &entry.act {
            Act::Score { criterion, .. } => last.insert(criterion.as_str(), entry),
            Act::Verdict { .. } => last.insert("", entry),
            _ => None,
        };
    }
    last.into_values().collect()
}

fn assessed(id: &DraftId, entry: &Entry) -> Option<Value> {
    let mut members = annotation(&entry.id, "assessing", &entry.by, &entry.time);
    let said = match &entry.act {
        Act::Score { criterion, points } => {
            own(&mut members, "criterion", criterion.as_str().into());
            own(&mut members, "points", (*points).into());
            points.map_or_else(|| "-".to_owned(), |points| points.to_string())
        }
        Act::Verdict { verdict, note } => {
            own(&mut members, "verdict", verdict.name().into());
            note.clone()
        }
        _ => return None,
    };
    members.insert("body".into(), textual(&said, "assessing"));
    members.insert(
        "target".into(),
        specific(id, &entry.judged, &entry.time).into(),
    );
    Some(Value::Object(members))
}

fn textual(text: &str, purpose: &str) -> Value {
    json!({"type": "TextualBody", "value": text, "format": "text/plain", "purpose": purpose})
}

fn target(draft: &Draft, one: &Annotation) -> Value {
    let mut members = specific(&draft.origin.id, &one.judged, &one.time);
    match &one.on {
        Target::Draft => {}
        Target::Section(id) => own(&mut members, "section", id.as_str().into()),
        Target::Place(pinned) => {
            let at = pinned.anchor.at.as_str();
            own(&mut members, "path", at.into());
            members.insert("selector".into(), selector(draft, pinned));
        }
    }
    Value::Object(members)
}

/// The draft, as its judge had it in front of them.
fn specific(id: &DraftId, judged: &Judged, time: &str) -> Map<String, Value> {
    let mut state = Map::new();
    state.insert("type".into(), "TimeState".into());
    state.insert("sourceDate".into(), time.into());
    if let Some(version) = &judged.version {
        state.insert(
            "cached".into(),
            format!("urn:x-shenbao:version:{version}").into(),
        );
    }
    own(&mut state, "version", judged.version.as_deref().into());
    own(&mut state, "digest", judged.digest.as_str().into());
    let mut members = Map::new();
    members.insert("type".into(), "SpecificResource".into());
    members.insert(
        "source".into(),
        format!("urn:x-shenbao:draft:{}", id.as_str()).into(),
    );
    members.insert("state".into(), state.into());
    members
}

fn selector(draft: &Draft, pinned: &Pinned) -> Value {
    let mut members = Map::new();
    members.insert("type".into(), "FragmentSelector".into());
    members.insert("conformsTo".into(), POINTERS.into());
    members.insert("value".into(), pointer(draft, &pinned.anchor.at).into());
    if let Some(quote) = &pinned.anchor.quote {
        let refined = json!([
            {"type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix},
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ]);
        members.insert("refinedBy".into(), refined);
    }
    Value::Object(members)
}

/// An address as a pointer into the draft's file, written as a fragment. A row is named by its place there now, or by its
/// id where it is gone.
fn pointer(draft: &Draft, at: &FieldPath) -> String {
    let in_table = draft.table_names().any(|name| name == at.head());
    let segments: Vec<String> = if in_table {
        let segments = at.segments().enumerate();
        let place = |id: &str| {
            let row = RowId::parse(id).and_then(|id| draft.row(at.head(), &id));
            row.map_or_else(|| id.to_owned(), |(index, _)| index.to_string())
        };
        let named = segments.map(|(index, segment)| match index {
            1 => place(segment),
            _ => segment.to_owned(),
        });
        std::iter::once("tables".to_owned()).chain(named).collect()
    } else {
        vec!["fields".to_owned(), at.as_str().to_owned()]
    };
    let escaped = segments.iter().map(|segment| {
        let segment = segment.replace('~', "~0").replace('/', "~1");
        format!("/{}", fragment(&segment))
    });
    escaped.collect()
}

/// A text as a fragment of an IRI can hold it.
fn fragment(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c) {
            out.push(c);
        } else {
            let bytes = c.to_string().into_bytes();
            out.extend(bytes.iter().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

fn entry_iri(id: &EntryId) -> String {
    format!("urn:x-shenbao:entry:{}", id.as_str())
}

/// Puts a member of our own in.
fn own(members: &mut Map<String, Value>, name: &str, value: Value) {
    members.insert(format!("{OWN}{name}"), value);
}
