//! Whether the user opens the screens for the first time: a mark in a folder of the user's tells.
//!
//! Invariant: who cannot keep the mark is never taken for new, rather than every time.

use crate::store::fs::{Existing, make_folder, write_whole};
use std::path::Path;

/// The mark's file.
const MARK: &str = "welcomed";

/// Whether it is the first time; from now on it is not.
#[must_use]
pub fn is_first_time(folder: Option<&Path>) -> bool {
    let Some(folder) = folder else {
        return false;
    };
    let mark = folder.join(MARK);
    let is_new = !mark.exists();
    is_new && make_folder(folder).is_ok() && write_whole(&mark, b"", Existing::Replace).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_first_time;

    #[test]
    fn only_the_first_time_is_the_first() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("state/shenbao");
        let times = [(); 3].map(|()| is_first_time(Some(&folder)));
        assert_eq!(times, [true, false, false]);
        assert!(!is_first_time(None));
        std::fs::write(home.path().join("file"), "").expect("a file");
        assert!(!is_first_time(Some(&home.path().join("file/below"))));
    }
}
