//! An application as a Word document: A4, numbered sections, tables that break well, a header and a footer on every page.
//!
//! Invariants: the same paper gives the same bytes; a person's text is text, never markup, and holds no character that
//! cannot be seen. Absent: what stands on the paper (see [`crate::domain::paper`]), and reading it back.

mod body;
mod frame;
mod marks;
mod package;
mod page;
mod table;
mod xml;

use crate::domain::paper::Paper;
use marks::Marks;
use package::Package;
use page::Lie;

/// Writes the document.
#[must_use]
pub fn write(paper: &Paper) -> Vec<u8> {
    let marks = Marks::of(paper);
    let mut package = Package::default();
    package.add(
        "[Content_Types].xml",
        include_str!("write/content-types.xml"),
    );
    package.add("_rels/.rels", include_str!("write/package-relations.xml"));
    package.add("docProps/core.xml", &frame::properties(paper));
    package.add("word/document.xml", &body::document(paper, &marks));
    package.add(
        "word/_rels/document.xml.rels",
        include_str!("write/document-relations.xml"),
    );
    package.add("word/styles.xml", include_str!("write/styles.xml"));
    package.add("word/settings.xml", include_str!("write/settings.xml"));
    package.add("word/fontTable.xml", include_str!("write/fonts.xml"));
    package.add("word/header-first.xml", &frame::header(paper, None));
    for (name, lie) in [
        ("word/header.xml", Lie::Upright),
        ("word/header-across.xml", Lie::Across),
    ] {
        package.add(name, &frame::header(paper, Some(lie)));
    }
    package.add("word/footer-first.xml", &frame::footer(paper, true));
    package.add("word/footer.xml", &frame::footer(paper, false));
    package.add("word/comments.xml", &marks.comments());
    package.add("word/commentsExtended.xml", &marks.threads());
    package.bytes()
}
