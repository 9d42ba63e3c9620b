//! Spoils sound files: bytes changed, cut, doubled and mixed; or, of JSON, members and values. The same seed spoils in the
//! same way.

use serde_json::Value;

/// A small generator of its own, so that an input can be made again from its number.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11
    }

    /// A number below one that is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap()
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len());
        &from[at]
    }
}

/// Pieces that readers look for, or stumble over.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-0",
    "1e999",
    "0.1e-5",
    "99999999999999999999",
    "\\u0000",
    "\\ud800",
    "\\",
    "\n",
    "\r\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{1b}[",
    "\u{feff}",
    "\u{202e}",
    "\u{301}\u{301}\u{301}",
    "👩\u{200d}🔬",
    "文",
    "－",
    "１２３",
    "不少于",
    "以上",
    "%",
    "万元",
    "、",
    "；",
    "（",
    "）",
    "..",
    "/",
    "@",
    "2022-13-40",
    "sha256:",
    "shenbao-draft/9",
];

/// One of the sound files, spoilt in one to four ways.
pub fn spoilt(chance: &mut Chance, sound: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = chance.pick(sound).clone();
    if chance.below(2) == 0
        && let Ok(mut value) = serde_json::from_slice::<Value>(&bytes)
    {
        for _ in 0..=chance.below(3) {
            let whole = value.clone();
            spoil_value(chance, &mut value, &whole);
        }
        return serde_json::to_vec_pretty(&value).unwrap();
    }
    for _ in 0..=chance.below(4) {
        let other = chance.pick(sound);
        spoil_bytes(chance, &mut bytes, other);
    }
    bytes
}

fn spoil_bytes(chance: &mut Chance, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = chance.below(bytes.len() + 1);
    let to = (at + chance.below(40)).min(bytes.len());
    match chance.below(7) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(at..to)),
        2 => {
            let again = bytes[at..to].to_vec();
            bytes.splice(at..at, again);
        }
        3 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        4 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap(),
        5 => {
            let from = chance.below(other.len() + 1);
            let end = (from + chance.below(200)).min(other.len());
            bytes.splice(at..to, other[from..end].iter().copied());
        }
        _ => {
            let piece = chance.pick(PIECES);
            bytes.splice(at..at, piece.bytes());
        }
    }
}

/// Changes one value somewhere in a JSON text, or the members of one.
fn spoil_value(chance: &mut Chance, value: &mut Value, whole: &Value) {
    let goes_deeper = chance.below(8) > 0;
    match value {
        Value::Object(members) if !members.is_empty() && goes_deeper => {
            let at = chance.below(members.len());
            if let Some((_, inner)) = members.iter_mut().nth(at) {
                spoil_value(chance, inner, whole);
            }
        }
        Value::Array(values) if !values.is_empty() && goes_deeper => {
            let at = chance.below(values.len());
            spoil_value(chance, &mut values[at], whole);
        }
        Value::Object(members) => {
            let name = members.keys().nth(chance.below(members.len() + 1)).cloned();
            let taken = name.as_ref().and_then(|name| members.remove(name));
            let piece = (*chance.pick(PIECES)).to_owned();
            members.insert(
                name.unwrap_or_default() + &piece,
                taken.unwrap_or(Value::Null),
            );
        }
        Value::Array(values) if !values.is_empty() => {
            let copy = values[chance.below(values.len())].clone();
            values.push(copy);
        }
        value => *value = any_value(chance, value, whole),
    }
}

fn any_value(chance: &mut Chance, was: &Value, whole: &Value) -> Value {
    let piece = *chance.pick(PIECES);
    match chance.below(8) {
        0 => Value::Null,
        1 => Value::Bool(true),
        2 => serde_json::from_str("-1e400").unwrap_or_default(),
        3 => Value::from(u64::MAX),
        4 => Value::from(piece),
        5 => Value::from(format!("{}{piece}", was.as_str().unwrap_or_default())),
        6 => Value::Array(vec![was.clone()]),
        // A value from elsewhere in the file.
        _ => somewhere(chance, whole),
    }
}

fn somewhere(chance: &mut Chance, value: &Value) -> Value {
    let inner = match value {
        Value::Object(members) if !members.is_empty() => {
            members.values().nth(chance.below(members.len()))
        }
        Value::Array(values) if !values.is_empty() => values.get(chance.below(values.len())),
        _ => None,
    };
    match inner {
        Some(inner) if chance.below(4) > 0 => somewhere(chance, inner),
        _ => value.clone(),
    }
}

/// Keeps a file made to hurt, where a folder is asked for: `.ci/hostile-figures` measures the program on it.
pub fn keep_aside(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("SHENBAO_KEEP") {
        let path = std::path::Path::new(&folder).join(name.replace(' ', "-"));
        std::fs::write(path, bytes).unwrap();
    }
}
