//! What stands around the pages: header with the code and the mark of a draft, footer with page numbers and the digest.

use super::page::Lie;
use super::xml::Xml;
use crate::domain::paper::{Paper, Standing};
use jiff::Timestamp;

/// The namespaces of headers and footers.
const NAMESPACES: [(&str, &str); 3] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    ("xmlns:v", "urn:schemas-microsoft-com:vml"),
    ("xmlns:o", "urn:schemas-microsoft-com:office:office"),
];

/// The header: the code and the title, but not on the cover; the mark of a draft on every page. `lie` is how the pages
/// lie, none for the cover.
pub(super) fn header(paper: &Paper, lie: Option<Lie>) -> String {
    let mut xml = Xml::new();
    xml.element("w:hdr", &NAMESPACES, |xml| {
        xml.element("w:p", &[], |xml| {
            match lie {
                None => xml.element("w:pPr", &[], |xml| xml.says("w:pStyle", "Footer")),
                Some(lie) => head(xml, paper, lie),
            }
            if let Standing::Draft(word) = &paper.standing {
                watermark(xml, word);
            }
        });
    });
    xml.done()
}

/// The code to the left, the kind of document to the right.
fn head(xml: &mut Xml, paper: &Paper, lie: Lie) {
    let right = lie.wide().to_string();
    xml.element("w:pPr", &[], |xml| {
        xml.says("w:pStyle", "Header");
        xml.element("w:tabs", &[], |xml| {
            xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &right)]);
        });
    });
    run(xml, &paper.head);
    xml.element("w:r", &[], |xml| xml.empty("w:tab", &[]));
    run(xml, &paper.kind);
}

/// The footer: page of pages, but not on the cover; the digest on every page.
pub(super) fn footer(paper: &Paper, cover: bool) -> String {
    let mut xml = Xml::new();
    xml.element("w:ftr", &NAMESPACES, |xml| {
        if !cover {
            paragraph(xml, "Footer", |xml| {
                let [before, between, after] = &paper.page;
                run(xml, before);
                field(xml, "PAGE");
                run(xml, between);
                field(xml, "NUMPAGES");
                run(xml, after);
            });
        }
        match &paper.standing {
            Standing::Sealed(line) => paragraph(xml, "Seal", |xml| run(xml, line)),
            Standing::Draft(_) if cover => paragraph(xml, "Footer", |_| {}),
            Standing::Draft(_) => {}
        }
    });
    xml.done()
}

/// Title and times of the document.
pub(super) fn properties(paper: &Paper) -> String {
    let names = [
        (
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let mut xml = Xml::new();
    let time = [("xsi:type", "dcterms:W3CDTF")];
    xml.element("cp:coreProperties", &names, |xml| {
        xml.element("dc:title", &[], |xml| {
            xml.text(&format!("{} {}", paper.call, paper.kind))
        });
        xml.element("dc:subject", &[], |xml| xml.text(&paper.head));
        xml.element("dc:creator", &[], |xml| xml.text("shenbao"));
        if !paper.notes.is_empty() {
            xml.element("dc:description", &[], |xml| {
                xml.text(&paper.notes.join(" "))
            });
        }
        xml.element("dcterms:created", &time, |xml| {
            xml.text(&moment(&paper.created))
        });
        xml.element("dcterms:modified", &time, |xml| {
            xml.text(&moment(&paper.changed))
        });
    });
    xml.done()
}

/// A moment as the format wants it; where a file says something else, the first moment that such archives know.
pub(super) fn moment(time: &str) -> String {
    let read = time.parse::<Timestamp>().ok();
    let written = read.map(|time| time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    written.unwrap_or_else(|| "1980-01-01T00:00:00Z".to_owned())
}

/// A paragraph in a style.
pub(super) fn paragraph(xml: &mut Xml, style: &str, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.says("w:pStyle", style));
        inside(xml);
    });
}

/// Words in the style of their paragraph.
pub(super) fn run(xml: &mut Xml, text: &str) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
    });
}

/// A number that the program which shows the document works out.
fn field(xml: &mut Xml, instruction: &str) {
    xml.element("w:fldSimple", &[("w:instr", instruction)], |xml| {
        run(xml, "1")
    });
}

/// A word across the page, behind the text.
fn watermark(xml: &mut Xml, word: &str) {
    let width = 150 * word.chars().count().clamp(1, 8) / if word.is_ascii() { 2 } else { 1 };
    let style = format!(
        "position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:130pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin"
    );
    let shape = [
        ("id", "PowerPlusWaterMarkObject1"),
        ("o:spid", "_x0000_s2049"),
        ("type", "#_x0000_t136"),
        ("style", style.as_str()),
        ("o:allowincell", "f"),
        ("fillcolor", "#d8d8d8"),
        ("stroked", "f"),
    ];
    xml.element("w:r", &[], |xml| {
        xml.element("w:pict", &[], |xml| {
            shape_type(xml);
            xml.element("v:shape", &shape, |xml| {
                xml.empty("v:fill", &[("opacity", ".5")]);
                let text = [
                    ("style", "font-family:\"黑体\";font-size:1pt"),
                    ("string", word),
                ];
                xml.empty("v:textpath", &text);
            });
        });
    });
}

/// The shape of words along a straight line.
fn shape_type(xml: &mut Xml) {
    let kind = [
        ("id", "_x0000_t136"),
        ("coordsize", "21600,21600"),
        ("o:spt", "136"),
        ("adj", "10800"),
        ("path", "m@7,l@8,m@5,21600l@6,21600e"),
    ];
    let formulas = [
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ];
    xml.element("v:shapetype", &kind, |xml| {
        xml.element("v:formulas", &[], |xml| {
            for formula in formulas {
                xml.empty("v:f", &[("eqn", formula)]);
            }
        });
        xml.empty(
            "v:path",
            &[("textpathok", "t"), ("o:connecttype", "custom")],
        );
        xml.empty("v:textpath", &[("on", "t"), ("fitshape", "t")]);
    });
}
