//! The user's own editor, on one text.

use crate::app::failure::Failure;
use crate::store::fs::{unreadable, unwritable};
use std::io::Write;
use std::process::Command;

/// Opens a text in an editor, given with its options (`code --wait`); `None` when it comes back as it was.
///
/// # Errors
/// When the editor cannot be run or ends with an error, or the file cannot be written or read.
pub fn edit(editor: &str, text: &str) -> Result<Option<String>, Failure> {
    let mut file = tempfile::Builder::new()
        .prefix("shenbao-")
        .suffix(".txt")
        .tempfile()
        .map_err(|error| unwritable(&std::env::temp_dir(), &error))?;
    let path = file.path().to_path_buf();
    let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
    written.map_err(|error| unwritable(&path, &error))?;
    // The path is an argument of its own and never read by a shell.
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or("vi");
    let status = Command::new(program).args(words).arg(&path).status();
    if !status.is_ok_and(|status| status.success()) {
        return Err(Failure::NoEditor(editor.to_owned()));
    }
    let edited = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
    let edited = match (edited.strip_suffix('\n'), text.ends_with('\n')) {
        // Editors end a file with a line break; the text did not have one.
        (Some(stripped), false) => stripped.to_owned(),
        _ => edited,
    };
    Ok((edited != text).then_some(edited))
}
