//! The digests of an export, and which part no longer fits.

use super::{canonical, digest};
use crate::format::digest::sha256;
use serde_json::{Map, Value};

/// The digest of every part, by name.
pub(super) fn parts(value: &Value) -> Value {
    let members = value.as_object().into_iter().flatten();
    let parts = members.filter(|(name, _)| !matches!(name.as_str(), "parts" | "sha256"));
    let digests =
        parts.map(|(name, part)| (name.clone(), sha256(canonical(part).as_bytes()).into()));
    Value::Object(digests.collect::<Map<_, _>>())
}

/// The places of an export that its digests do not fit; none when it is as it was written.
#[must_use]
pub fn broken(value: &Value) -> Vec<String> {
    let said = value.get("sha256").and_then(Value::as_str);
    if said == Some(digest(value).as_str()) {
        return Vec::new();
    }
    let Some(Value::Object(told)) = value.get("parts") else {
        return vec!["/sha256".to_owned()];
    };
    let found = parts(value);
    // Where the digests of the parts were changed and nothing else, the whole fits with those that were found.
    let mut mended = value.clone();
    if let Some(member) = mended.get_mut("parts") {
        *member = found.clone();
    }
    if said == Some(digest(&mended).as_str()) {
        return vec!["/parts".to_owned()];
    }
    let found = found.as_object().cloned().unwrap_or_default();
    let names = found
        .keys()
        .chain(told.keys().filter(|name| !found.contains_key(*name)));
    let changed: Vec<String> = names
        .filter(|name| found.get(*name) != told.get(*name))
        .map(|name| format!("/{name}"))
        .collect();
    if changed.is_empty() {
        vec!["/sha256".to_owned()]
    } else {
        changed
    }
}
