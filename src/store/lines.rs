//! A conversation on plain lines: standard input and output, whatever they are.
//!
//! Invariants: nothing but harmless text and line ends is written; a line is read up to a bound. Absent: editing of the
//! line, which the terminal does itself.

use super::editor;
use crate::app::failure::Failure;
use crate::app::ports::{Line, Lines};
use std::io::{self, BufRead, IsTerminal, Read, Write};

/// The longest line that is taken, in bytes.
const LONGEST: u64 = 1 << 20;
/// A terminal keeps no more of a line than this many bytes (`N_TTY`), its end counted.
const TERMINAL_LINE: usize = 4095;

/// Standard input and output.
#[derive(Clone, Debug)]
pub struct StandardLines {
    /// Whether what is said goes to standard error, for standard output belongs to a script.
    pub aside: bool,
    /// The user's editor, with its options.
    pub editor: String,
}

impl StandardLines {
    fn write(&self, text: &str) {
        // Who no longer listens will not answer either; the end of the input tells.
        let _ = match self.aside {
            true => write_to(&mut io::stderr().lock(), text),
            false => write_to(&mut io::stdout().lock(), text),
        };
    }
}

fn write_to(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

impl Lines for StandardLines {
    fn say(&mut self, text: &str) {
        self.write(&format!("{text}\n"));
    }

    fn hear(&mut self, prompt: &str) -> Line {
        let typed = io::stdin().is_terminal();
        // Beside a pipe, a prompt without a line's end would stick to what is said next.
        self.write(&match typed {
            true => prompt.to_owned(),
            false => format!("{prompt}\n"),
        });
        let mut bytes = Vec::new();
        let read = io::stdin()
            .lock()
            .take(LONGEST)
            .read_until(b'\n', &mut bytes);
        if read.is_err() || bytes.is_empty() {
            return Line::Over;
        }
        let is_cut = typed && bytes.len() >= TERMINAL_LINE;
        while bytes
            .last()
            .is_some_and(|last| matches!(last, b'\n' | b'\r'))
        {
            bytes.pop();
        }
        match String::from_utf8(bytes) {
            Err(_) => Line::Garbled,
            Ok(line) if is_cut => Line::Cut(line),
            Ok(line) => Line::Said(line),
        }
    }

    fn edit(&mut self, text: &str) -> Result<Option<String>, Failure> {
        editor::edit(&self.editor, text)
    }
}
