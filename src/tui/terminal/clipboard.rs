//! Copying to the user's own clipboard, through the terminal (OSC 52), also over SSH.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The longest text that is copied, in bytes; terminals drop longer ones without a word.
pub const MAX_BYTES: usize = 74_000;

/// The bytes that put a text into the clipboard; `None` when it is too long. tmux passes them on when it may set the
/// clipboard (`set-clipboard on`), which is its default for programs inside it.
#[must_use]
pub fn copy(text: &str) -> Option<Vec<u8>> {
    (text.len() <= MAX_BYTES)
        .then(|| format!("\x1b]52;c;{}\x07", STANDARD.encode(text)).into_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_is_packed_so_that_nothing_in_it_is_a_command() {
        let bytes = super::copy("科\u{1b}[2J").expect("short enough");
        assert_eq!(bytes, b"\x1b]52;c;56eRG1sySg==\x07");
        assert!(super::copy(&"a".repeat(super::MAX_BYTES + 1)).is_none());
    }
}
