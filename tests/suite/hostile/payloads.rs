//! Text that wants to be more than text: what it looks like, and whether any of it got through to a terminal.
//!
//! The tables are the test's own (Unicode's `Bidi_Control` and `Default_Ignorable_Code_Point`), so that the program's
//! own table is measured against another.

/// Sequences that a terminal obeys and that this program never writes by itself.
const SEQUENCES: &[&str] = &[
    "\u{1b}[5i",
    "\u{1b}[?1000h",
    "\u{1b}[21t",
    "\u{1b}c",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]8;;http://example.cn\u{1b}\\link\u{1b}]8;;\u{1b}\\",
    "\u{1b}P$q\"p\u{1b}\\",
    "\u{1b}_G\u{1b}\\",
    "\u{1b}^x\u{1b}\\",
    "\u{1b}#8",
    "\u{9b}5i",
    "\u{9d}52;c;ZXZpbA==\u{9c}",
    "\u{90}q\u{9c}",
];

/// Characters that turn the reading order.
const BIDI: &[char] = &[
    '\u{61c}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
];

/// Characters that are not seen, one of each kind, and line breaks that are none.
const INVISIBLE: &[char] = &[
    '\u{ad}',
    '\u{34f}',
    '\u{115f}',
    '\u{17b4}',
    '\u{180b}',
    '\u{180e}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{2028}',
    '\u{2029}',
    '\u{2060}',
    '\u{2064}',
    '\u{206a}',
    '\u{3164}',
    '\u{fe00}',
    '\u{fe0e}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff9}',
    '\u{1d173}',
    '\u{e0001}',
    '\u{e0041}',
    '\u{e0100}',
];

/// Texts that look like another: what is written, and what it is taken for.
pub const LOOK_ALIKES: &[(&str, &str)] = &[
    ("p\u{430}ypal", "paypal"),
    ("\u{3a1}DF", "PDF"),
    ("\u{2f2f}具", "工具"),
    ("\u{2f00}次", "一次"),
    ("\u{f90a}额", "金额"),
];

/// Every payload: sequences, and each control, turning or invisible character by itself.
pub fn payloads() -> Vec<String> {
    let controls = (0..0x20).chain(0x7f..0xa0).filter_map(char::from_u32);
    let controls = controls.filter(|c| !matches!(c, '\n' | '\t'));
    let single = controls
        .chain(BIDI.iter().copied())
        .chain(INVISIBLE.iter().copied());
    let sequences = SEQUENCES.iter().map(|text| (*text).to_owned());
    sequences.chain(single.map(String::from)).collect()
}

/// All payloads in one text, each between two ordinary characters.
pub fn all_in_one() -> String {
    payloads()
        .iter()
        .map(|payload| format!("甲{payload}乙"))
        .collect()
}

/// A few payloads, for places that hold little: one of each way to do harm, none that a path or a variable cannot hold.
pub fn few() -> String {
    "甲\u{1b}[5i\u{1b}]0;t\u{7}\u{9b}5i\u{202e}\u{200b}\u{e0041}\u{2028}乙".to_owned()
}

/// Whether a character turns the order, is not seen, or commands. Variation selectors count where no emoji is before them.
fn is_harmful(before: Option<char>, c: char) -> bool {
    let after_sign = before.is_some_and(|b| !b.is_alphanumeric() || b.is_ascii_digit());
    match c as u32 {
        // The writer itself goes to the left, to the line's begin and down with these; see [`got_through`].
        0x08 | 0x09 | 0x0a | 0x0d => false,
        0..=0x1f | 0x7f..=0x9f => true,
        0x200d | 0xfe0e..=0xfe0f => !after_sign,
        0xad | 0x34f | 0x61c | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f => true,
        0x200b..=0x200c | 0x200e..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f => true,
        0x3164 | 0xfe00..=0xfe0d | 0xfeff | 0xffa0 | 0xfff0..=0xfffb => true,
        0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0xe0fff => true,
        _ => false,
    }
}

/// What got through: harmful characters, broken UTF-8, and sequences that the program does not write by itself.
pub fn got_through(output: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for c in ['\u{8}', '\r'] {
        let from_data = format!("甲{c}乙").into_bytes();
        if output
            .windows(from_data.len())
            .any(|window| window == from_data)
        {
            found.push(format!("{c:?} of data"));
        }
    }
    let (mut at, mut before) = (0, None);
    while at < output.len() {
        if output[at] == 0x1b {
            match own_sequence(&output[at..]) {
                Some(length) => at += length,
                None => {
                    found.push(format!("{:?}", String::from_utf8_lossy(near(output, at))));
                    at += 1;
                }
            }
            before = None;
            continue;
        }
        let length = match output[at] {
            0..=0x7f => 1,
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            _ => 4,
        };
        let piece = &output[at..output.len().min(at + length)];
        match std::str::from_utf8(piece)
            .ok()
            .and_then(|text| text.chars().next())
        {
            Some(c) if !is_harmful(before, c) => before = Some(c),
            _ => found.push(format!(
                "{piece:x?} near {:?}",
                String::from_utf8_lossy(near(output, at))
            )),
        }
        at += length;
    }
    found
}

fn near(output: &[u8], at: usize) -> &[u8] {
    &output[at.saturating_sub(12)..output.len().min(at + 12)]
}

/// The length of a sequence that the program writes by itself; `None` when it is none of those.
fn own_sequence(bytes: &[u8]) -> Option<usize> {
    if let Some(copied) = bytes.strip_prefix(b"\x1b]52;c;") {
        let length = copied
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !b"+/=".contains(byte))?;
        let is_payload = &copied[..length] == b"ZXZpbA==";
        return (copied.get(length) == Some(&7) && !is_payload).then_some(7 + length + 1);
    }
    // A row more at the top of what scrolls.
    if bytes.starts_with(b"\x1bM") {
        return Some(2);
    }
    let inner = bytes.strip_prefix(b"\x1b[")?;
    let length = inner
        .iter()
        .position(|byte| !b"0123456789;?$".contains(byte))?;
    let (parameters, last) = (&inner[..length], inner[length]);
    let own = match last {
        b'h' | b'l' => [&b"?1049"[..], b"?2004", b"?7", b"?25", b"?2026"].contains(&parameters),
        b'J' => parameters == b"2",
        // Moves, erasing, inserting and deleting, what scrolls, looks; and questions whose answer is read by the program itself.
        b'A'..=b'D'
        | b'G'
        | b'H'
        | b'K'
        | b'L'
        | b'M'
        | b'P'
        | b'@'
        | b'X'
        | b'd'
        | b'm'
        | b'r'
        | b'S'
        | b'T' => true,
        b'n' => parameters == b"6",
        b'p' => parameters == b"?2026$",
        _ => false,
    };
    own.then_some(2 + length + 1)
}

#[test]
fn what_gets_through_is_found_and_nothing_else() {
    for payload in payloads() {
        let output = format!("\x1b[2;3H甲{payload}乙\r\n");
        assert!(!got_through(output.as_bytes()).is_empty(), "{payload:?}");
        let shown = shenbao::text::visible::visible(&payload).into_owned();
        assert_eq!(
            got_through(shown.as_bytes()),
            Vec::<String>::new(),
            "{payload:?}"
        );
    }
    let own =
        "\x1b[?1049h\x1b[2J\x1b[1;31m✓\u{fe0f} 甲\u{8}\x1b[K\x1b]52;c;55Sy\x07👩\u{200d}🔬\r\n";
    assert_eq!(got_through(own.as_bytes()), Vec::<String>::new());
    assert!(!got_through(b"\xff").is_empty());
}
