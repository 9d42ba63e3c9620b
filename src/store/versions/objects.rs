//! What git keeps, read many at a time by one call.
//!
//! Absent: what it means.

use super::GitVersions;
use crate::app::failure::Failure;
use crate::store::git::program::refused;

/// The contents of files in the repository, by the names of their blobs or by `VERSION:PATH`; `None` for each that is not
/// there.
///
/// # Errors
/// When git refuses, or tells no more than it is waited for.
pub(super) fn contents(
    versions: &GitVersions,
    names: &[impl AsRef<str>],
) -> Result<Vec<Option<Vec<u8>>>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    // A name with a line's end in it would be two; nothing is called like the empty one.
    let asked = names.iter().map(|name| match name.as_ref() {
        name if name.contains('\n') => "\n".to_owned(),
        name => format!("{name}\n"),
    });
    let git = versions.reading().input(asked.collect::<String>());
    let told = git.run(&["cat-file", "--batch"])?;
    let mut rest = told.as_slice();
    let mut all = Vec::with_capacity(names.len());
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&rest[..end]);
        rest = &rest[end + 1..];
        // What is not there is told by its name, which may hold blanks, and a word.
        let mut words = head.rsplit(' ');
        let size = words.next().and_then(|size| size.parse::<usize>().ok());
        let (Some(size), Some(kind)) = (size, words.next()) else {
            all.push(None);
            continue;
        };
        let whole = rest.get(..size).ok_or_else(|| refused("cat-file", &head))?;
        all.push((kind == "blob").then(|| whole.to_vec()));
        rest = rest.get(whole.len() + 1..).unwrap_or_default();
    }
    if all.len() == names.len() {
        Ok(all)
    } else {
        Err(refused("cat-file", ""))
    }
}
