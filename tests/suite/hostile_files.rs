//! Word files made to hurt, and real ones with bytes changed: refused or read, never a panic, never a file left behind.
//!
//! `SHENBAO_FUZZ=1000000 cargo test --release --test suite fuzz` is the long form.

use crate::support::spoil::keep_aside;
use crate::support::world::{World, project};
use shenbao::domain::call::CallId;
use shenbao::format::{annex, annex_text, docx};
use shenbao::text::document_fault::DocumentFault;
use std::io::Write;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELS: &str = r#"<Relationships><Relationship Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// An archive of these entries.
fn archive(entries: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut out = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A document with this main part.
fn word(xml: &str, method: CompressionMethod) -> Vec<u8> {
    archive(
        &[
            ("_rels/.rels", RELS.as_bytes()),
            ("word/document.xml", xml.as_bytes()),
        ],
        method,
    )
}

fn body(inner: &str) -> String {
    format!(r#"<w:document xmlns:w="w"><w:body>{inner}</w:body></w:document>"#)
}

/// Every `from` of some bytes replaced by `to`, which is as long.
fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len().saturating_sub(from.len()) {
        if out[at..].starts_with(from) {
            out[at..at + to.len()].copy_from_slice(to);
        }
    }
    out
}

/// The files, each with the fault that it must be refused with.
fn hostile() -> Vec<(&'static str, Vec<u8>, DocumentFault)> {
    use CompressionMethod::{Deflated, Stored};
    let spaces = " ".repeat(30 * 1024 * 1024);
    let good = word(&body("<w:p/>"), Stored);
    let many: Vec<(String, &[u8])> = (0..300).map(|at| (format!("e{at}"), &b"x"[..])).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let twins = archive(
        &[
            ("_rels/.rels", RELS.as_bytes()),
            ("word/document.xml", b"<a/>"),
            ("word/documenX.xml", b"<b/>"),
        ],
        Stored,
    );
    let mut claims = good.clone();
    let end = claims.len() - 22;
    claims[end + 8..end + 12].fill(0xFF);
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><d>&b;</d>";
    let external = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";
    vec![
        (
            "a part of spaces",
            word(&body(&spaces), Deflated),
            DocumentFault::Ratio(200),
        ),
        (
            "parts that are large together",
            archive(
                &[
                    ("a", spaces.as_bytes()),
                    ("b", spaces.as_bytes()),
                    ("c", spaces.as_bytes()),
                ],
                Deflated,
            ),
            DocumentFault::Inflated(64 * 1024 * 1024),
        ),
        (
            "many entries",
            archive(&many, Stored),
            DocumentFault::Entries(200),
        ),
        (
            "an end that claims many entries",
            claims,
            DocumentFault::Entries(200),
        ),
        (
            "a name that climbs",
            archive(&[("../../.bashrc", b"x")], Stored),
            DocumentFault::StrayName("../../.bashrc".to_owned()),
        ),
        (
            "a name from the root",
            archive(&[("/etc/cron.d/x", b"x")], Stored),
            DocumentFault::StrayName("/etc/cron.d/x".to_owned()),
        ),
        (
            "two entries of one name",
            patched(&twins, b"documenX", b"document"),
            DocumentFault::Overlap,
        ),
        (
            "entities that multiply",
            word(laughs, Stored),
            DocumentFault::Doctype,
        ),
        (
            "an entity of a file",
            word(external, Stored),
            DocumentFault::Doctype,
        ),
        (
            "an unknown entity",
            word(&body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"), Stored),
            DocumentFault::Entity("x".to_owned()),
        ),
        (
            "deep nesting",
            word(&"<w:sdt>".repeat(100_000), Stored),
            DocumentFault::TooDeep,
        ),
        (
            "tables in tables",
            word(&body(&"<w:tbl><w:tr><w:tc>".repeat(5_000)), Stored),
            DocumentFault::TooDeep,
        ),
        (
            "many elements",
            word(&body(&"<w:p/>".repeat(700_000)), Stored),
            DocumentFault::Elements(400_000),
        ),
        (
            "a long word",
            word(
                &body(&format!(
                    "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
                    "文".repeat(3 << 20)
                )),
                Stored,
            ),
            DocumentFault::Words(8 * 1024 * 1024),
        ),
        (
            "an old document",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest".to_vec(),
            DocumentFault::OldOrLocked,
        ),
        (
            "half an archive",
            good[..good.len() / 2].to_vec(),
            DocumentFault::Damaged,
        ),
        ("nothing but a mark", b"PK".to_vec(), DocumentFault::Damaged),
        (
            "an archive of something else",
            archive(&[("x.txt", b"x")], Stored),
            DocumentFault::NoDocument,
        ),
        (
            "no UTF-8",
            patched(&word(&body("<w:p>ZZ</w:p>"), Stored), b"ZZ", b"\xff\xfe"),
            DocumentFault::Damaged,
        ),
        (
            "XML that ends early",
            word("<w:document><w:body>", Stored),
            DocumentFault::NotXml("+20".to_owned()),
        ),
    ]
}

#[test]
fn hostile_word_files_are_refused_for_what_they_are() {
    for (name, bytes, expected) in hostile() {
        keep_aside(&format!("{name}.docx"), &bytes);
        assert_eq!(docx::read::read(&bytes), Err(expected), "{name}");
    }
}

#[test]
fn a_refused_file_leaves_nothing_behind() {
    let world = World::new();
    for (at, (name, bytes, _)) in hostile().into_iter().enumerate() {
        let file = world.path(&format!("{at}.docx"));
        std::fs::write(&file, bytes).unwrap();
        let out = world.path("call");
        let args = [
            "catalog",
            "import",
            file.to_str().unwrap(),
            "-o",
            out.to_str().unwrap(),
        ];
        let (json, code) = world.json(&args);
        assert_eq!(code, Some(2), "{name}");
        assert_eq!(json["error"]["code"], "bad-content", "{name}");
        assert!(!out.exists(), "{name}");
    }
    let large = world.path("large.docx");
    std::fs::File::create(&large)
        .unwrap()
        .set_len(100 << 20)
        .unwrap();
    let (json, code) = world.json(&["catalog", "import", large.to_str().unwrap()]);
    assert_eq!(
        (code, &json["error"]["code"]),
        (Some(2), &"unreadable".into())
    );
}

/// A source of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// A few changes: bytes flipped, pieces cut out, doubled, or taken from another text.
fn mutated(text: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut out = text.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(out.len());
        let end = (at + dice.below(80)).min(out.len());
        match dice.below(5) {
            0 => out[at] = dice.below(256) as u8,
            1 => drop(out.drain(at..end)),
            2 => {
                let piece = out[at..end].to_vec();
                let to = dice.below(out.len());
                out.splice(to..to, piece);
            }
            3 => {
                let from = dice.below(other.len());
                let piece = other[from..(from + dice.below(120)).min(other.len())].to_vec();
                out.splice(at..end, piece);
            }
            _ => {
                const NASTY: [&str; 8] = [
                    "<w:vMerge/>",
                    "<w:gridSpan w:val=\"4294967295\"/>",
                    "\t",
                    "\n\n",
                    "（1）",
                    "同上",
                    "序号",
                    "&#0;",
                ];
                out.splice(at..at, NASTY[dice.below(NASTY.len())].bytes());
            }
        }
        if out.is_empty() {
            break;
        }
    }
    out
}

fn rounds(short: usize) -> usize {
    std::env::var("SHENBAO_FUZZ")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(short)
}

/// The main part of a fixture, and its file.
fn fixture(name: &str) -> (String, Vec<u8>) {
    let bytes = std::fs::read(project().join(format!("tests/fixtures/annex/{name}.docx"))).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let text = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    (text, bytes)
}

#[test]
fn fuzz_word_files() {
    let id = CallId::parse("any").unwrap();
    let all = ["cards", "guide", "sections", "parts", "tables"].map(fixture);
    let mut dice = Dice(2022);
    let mut read = 0;
    for round in 0..rounds(300) {
        let (xml, bytes) = &all[round % all.len()];
        let (other, _) = &all[dice.below(all.len())];
        let file = if round % 7 == 0 {
            mutated(bytes, bytes, &mut dice)
        } else {
            let xml = mutated(xml.as_bytes(), other.as_bytes(), &mut dice);
            archive(
                &[
                    ("_rels/.rels", RELS.as_bytes()),
                    ("word/document.xml", &xml),
                ],
                CompressionMethod::Stored,
            )
        };
        if let Ok(document) = docx::read::read(&file) {
            let reading = annex::read(&document, &id, &|_, _| Vec::new());
            assert_eq!(
                reading.sources.len(),
                reading.catalog.projects.len(),
                "codes are unique"
            );
            read += 1;
        }
    }
    assert!(read > 0, "some of the changed files can still be read");
}

#[test]
fn fuzz_text() {
    let id = CallId::parse("any").unwrap();
    let folder = project().join("tests/fixtures/annex");
    let all = [
        "codes-first",
        "no-categories",
        "guide-as-text",
        "cards-as-text",
        "sections-as-text",
    ]
    .map(|name| std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap());
    let mut dice = Dice(7);
    for round in 0..rounds(300) {
        let (text, other) = (&all[round % all.len()], &all[dice.below(all.len())]);
        let text = mutated(text.as_bytes(), other.as_bytes(), &mut dice);
        let text = String::from_utf8_lossy(&text);
        let reading = annex_text::read(&text, &id, &|_, _| Vec::new());
        assert_eq!(
            reading.sources.len(),
            reading.catalog.projects.len(),
            "codes are unique"
        );
    }
}
