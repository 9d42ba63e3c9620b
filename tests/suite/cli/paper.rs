//! `export --format docx|xlsx|md`: what stands on the paper, and what does not become markup or a formula.

use crate::support::world::{World, project};
use calamine::{Data, Reader, Xlsx};
use quick_xml::events::Event;
use serde_json::{Value, json};
use std::io::{Cursor, Read};

/// The part of a document with this name.
pub fn part(docx: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(docx)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The paragraphs of a part, read as XML.
pub fn paragraphs(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut all, mut now) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Text(text) => now.push_str(&text),
            Event::GeneralRef(name) => now.push_str(match &*name {
                "lt" => "<",
                "gt" => ">",
                "amp" => "&",
                "quot" => "\"",
                "apos" => "'",
                other => panic!("an entity of its own: {other}"),
            }),
            Event::End(end) if end.name().as_ref() == "w:p" => all.push(std::mem::take(&mut now)),
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// A whole application, as an applicant would hand it in.
pub fn whole() -> (World, String) {
    let world = World::new();
    let file = project().join("tests/fixtures/applications/full.json");
    world.ok(&["import", file.to_str().unwrap()]);
    (world, "2022KCZG001-full01".to_owned())
}

fn export(world: &World, id: &str, format: &str, more: &[&str]) -> Vec<u8> {
    let out = world.path(&format!("out.{format}"));
    let args = [
        "export",
        id,
        "--format",
        format,
        "-o",
        out.to_str().unwrap(),
    ];
    world.ok(&[&args[..], more].concat());
    std::fs::read(out).unwrap()
}

/// Every text of a draft: its lines, and its cells.
fn texts(draft: &Value) -> Vec<String> {
    match draft {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(members) => {
            let told = members.iter().filter(|(name, _)| *name != "id");
            told.flat_map(|(_, value)| texts(value)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_text_of_an_application_stands_on_the_paper() {
    let (world, id) = whole();
    let draft = world.json(&["show", &id]).0;
    let shown = |text: &str| match text {
        "society" => "学会（协会、研究会）".to_owned(),
        "yes" => "同意".to_owned(),
        "grant" => "申请经费".to_owned(),
        "2022-03-10 ~ 2022-10-20" => "2022年3月10日至2022年10月20日".to_owned(),
        "2022-03-01" => "2022年3月1日".to_owned(),
        "800" | "600" | "900" => format!("{text}.00"),
        "3000" => "3,000.00".to_owned(),
        "12.5" => "12.50".to_owned(),
        "5" => "5.00".to_owned(),
        other => other.to_owned(),
    };
    let all: Vec<String> = texts(&draft["fields"])
        .into_iter()
        .chain(texts(&draft["tables"]))
        .collect();
    assert!(all.len() > 100, "{}", all.len());
    let docx = paragraphs(&part(
        &export(&world, &id, "docx", &[]),
        "word/document.xml",
    ));
    let markdown = String::from_utf8(export(&world, &id, "md", &[])).unwrap();
    for text in all {
        let text = shown(&text);
        assert!(docx.contains(&text), "docx: {text}");
        assert!(markdown.contains(&text), "md: {text}");
    }
    for text in [
        "一、申报单位",
        "九、声明",
        "18,600.00",
        "壹万捌仟陆佰元整",
        "申报单位（盖章）：",
    ] {
        assert!(docx.iter().any(|line| line == text), "{text}");
    }
}

#[test]
fn a_paper_is_the_same_bytes_every_time_and_in_the_language_asked_for() {
    let (world, id) = whole();
    for format in ["docx", "xlsx", "md"] {
        let once = export(&world, &id, format, &[]);
        assert_eq!(once, export(&world, &id, format, &[]), "{format}");
        assert_ne!(
            once,
            export(&world, &id, format, &["--lang", "en"]),
            "{format}"
        );
    }
    let english = paragraphs(&part(
        &export(&world, &id, "docx", &["--lang", "en"]),
        "word/document.xml",
    ));
    for text in [
        "1. Applicant",
        "Total in capital numerals",
        "Applicant (seal):",
    ] {
        assert!(
            english.iter().any(|line| line == text),
            "{text}: {english:?}"
        );
    }
}

#[test]
fn a_draft_is_marked_on_every_page_until_it_is_handed_in() {
    let (world, id) = whole();
    let frames = [
        "word/header-first.xml",
        "word/header.xml",
        "word/footer-first.xml",
        "word/footer.xml",
    ];
    let marks = |docx: &[u8], word: &str| frames.map(|name| part(docx, name).contains(word));
    let draft = export(&world, &id, "docx", &[]);
    assert_eq!(marks(&draft, "string=\"草稿\""), [true, true, false, false]);
    assert_eq!(marks(&draft, "sha256:"), [false; 4]);
    world.ok(&["init"]);
    world.ok(&[
        "save",
        &id,
        "--author-name",
        "王工",
        "--author-email",
        "w@example.cn",
    ]);
    let digest = world.json(&["submit", &id]).0["digest"]
        .as_str()
        .unwrap()
        .to_owned();
    let sealed = export(&world, &id, "docx", &[]);
    assert_eq!(marks(&sealed, "草稿"), [false; 4]);
    assert_eq!(marks(&sealed, &digest), [false, false, true, true]);
    assert!(part(&sealed, "word/header.xml").contains("项目编号：2022KCZG001"));
    // Somebody changes the file by hand: it is no longer what was handed in.
    let file = world.draft_file(&id);
    let changed = std::fs::read_to_string(&file)
        .unwrap()
        .replace("六十家", "九十家");
    std::fs::write(&file, changed).unwrap();
    let changed = export(&world, &id, "docx", &[]);
    assert_eq!(
        marks(&changed, "string=\"草稿\""),
        [true, true, false, false]
    );
    assert_eq!(marks(&changed, &digest), [false; 4]);
    assert!(part(&changed, "word/document.xml").contains("提交后内容有变"));
}

#[test]
fn heads_come_again_on_every_page_and_rows_stay_whole() {
    let (world, id) = whole();
    let mut lines: Vec<Value> = (0..60)
        .map(|n| json!({"id": format!("x{n:03}a"), "item": format!("印刷品{n}"), "quantity": "1", "unit_price": "10"}))
        .collect();
    lines[3]["justification"] = "很长的说明。".repeat(200).into();
    let file = world.draft_file(&id);
    let mut draft: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    draft["tables"]["budget"] = lines.into();
    std::fs::write(&file, draft.to_string()).unwrap();
    let xml = part(
        &export(&world, &id, "docx", &["--force"]),
        "word/document.xml",
    );
    // Team, schedule, indicators, budget.
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 4);
    let budget = xml
        .split("预算明细")
        .nth(1)
        .unwrap()
        .split("</w:tbl>")
        .next()
        .unwrap();
    let rows: Vec<&str> = budget.split("<w:tr>").skip(1).collect();
    assert_eq!(rows.len(), 1 + 60 + 2);
    let broken: Vec<usize> = (0..rows.len())
        .filter(|row| !rows[*row].contains("<w:cantSplit/>"))
        .collect();
    assert_eq!(
        broken,
        [4],
        "only the row that is longer than a page may break"
    );
    let sums: Vec<usize> = xml
        .split("<w:tblGrid>")
        .skip(1)
        .map(|grid| {
            let widths = grid
                .split("</w:tblGrid>")
                .next()
                .unwrap()
                .split("w:w=\"")
                .skip(1);
            widths
                .map(|width| width.split('"').next().unwrap().parse::<usize>().unwrap())
                .sum()
        })
        .collect();
    assert!(
        sums.iter().all(|sum| [9298, 14_230, 7800].contains(sum)),
        "all tables fit the page: {sums:?}"
    );
}

#[test]
fn a_section_whose_table_is_too_wide_lies_across() {
    let (world, id) = whole();
    let upright = export(&world, &id, "docx", &[]);
    assert_eq!(
        part(&upright, "word/document.xml")
            .matches("<w:sectPr>")
            .count(),
        1
    );
    let price = "budget/b0000001x/unit_price";
    world.ok(&["set", &id, price, "123456789.12"]);
    let xml = part(
        &export(&world, &id, "docx", &["--force"]),
        "word/document.xml",
    );
    let sections: Vec<&str> = xml.split("<w:sectPr>").collect();
    assert_eq!(sections.len(), 1 + 3, "before, across, after");
    let across = |ended_by: &str| {
        ended_by
            .split("</w:sectPr>")
            .next()
            .unwrap()
            .contains("landscape")
    };
    let lies: Vec<bool> = sections[1..].iter().map(|one| across(one)).collect();
    assert_eq!(lies, [false, true, false]);
    assert!(sections[1].contains("七、经费预算") && sections[1].contains("987,654,312.96"));
    assert!(!sections[1].contains("八、预期成果") && sections[2].contains("八、预期成果"));
    // Only the first section has the cover.
    let covers: Vec<bool> = sections[1..]
        .iter()
        .map(|one| one.contains("<w:titlePg/>"))
        .collect();
    assert_eq!(covers, [true, false, false]);
}

#[test]
fn that_errors_are_left_is_said_in_every_format() {
    let world = World::new();
    let id = world.new_draft();
    for format in ["docx", "xlsx", "md"] {
        let out = world.path(&format!("refused.{format}"));
        let args = [
            "export",
            &id,
            "--format",
            format,
            "-o",
            out.to_str().unwrap(),
        ];
        assert_eq!(
            world.json(&args).0["error"]["code"],
            "has-errors",
            "{format}"
        );
        assert!(!out.exists(), "{format}");
    }
    let said = "处错误未改正，系强制导出";
    let docx = export(&world, &id, "docx", &["--force"]);
    assert!(part(&docx, "word/document.xml").contains(said));
    assert!(part(&docx, "docProps/core.xml").contains(said));
    let markdown = String::from_utf8(export(&world, &id, "md", &["--force"])).unwrap();
    assert!(markdown.contains(said));
    let xlsx = export(&world, &id, "xlsx", &["--force"]);
    assert!(part(&xlsx, "docProps/core.xml").contains(said));
    let whole = whole();
    assert!(
        !part(
            &export(&whole.0, &whole.1, "docx", &["--force"]),
            "word/document.xml"
        )
        .contains(said)
    );
}

#[test]
fn what_is_no_text_is_not_put_on_the_screen_but_into_a_file_of_its_own_name() {
    let (world, id) = whole();
    let told = world.json(&["export", &id, "--format", "docx"]).0;
    assert_eq!(told["written"], format!("{id}.docx"));
    assert!(world.path(&format!("{id}.docx")).exists());
    let refused = world.json(&["export", &id, "--format", "docx", "-o", "-"]);
    assert_eq!(
        (refused.0["error"]["code"].as_str(), refused.1),
        (Some("usage"), Some(2))
    );
}

/// What people, or those who wish them ill, may write into a cell.
const PAYLOADS: [&str; 30] = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.com\",\"x\")",
    "=WEBSERVICE(\"http://example.com\")",
    "+1+1",
    "-1-1",
    "@SUM(1,1)",
    "\t=1+1",
    "  =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "'=1+1",
    "\"=1+1",
    "{=1+1}",
    "=SUM(A:A)*1000",
    "#REF!",
    "<f>1+1</f>",
    "</t></si>",
    "</w:t></w:r></w:p>",
    "&lt;b&gt;",
    "&#x3d;1",
    "<![CDATA[x]]>",
    "<?xml version=\"1.0\"?>",
    "http://example.com",
    "mailto:a@example.com",
    "_x003d_1+1",
    "\u{202e}=1",
    "\u{1b}[31m=1",
];

#[test]
fn a_persons_text_is_never_a_formula_or_markup_and_sums_are_right() {
    let (world, id) = whole();
    let file = world.draft_file(&id);
    let mut draft: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let line = |(n, payload): (usize, &&str)| {
        json!({"id": format!("p{n:02}a"), "category": payload, "item": payload, "quantity": "3", "unit": payload,
            "unit_price": "1.15", "justification": payload})
    };
    draft["tables"]["budget"] = PAYLOADS.iter().enumerate().map(line).collect();
    draft["fields"]["plan"] = json!(PAYLOADS);
    draft["fields"]["applicant/name"] = PAYLOADS[0].into();
    std::fs::write(&file, draft.to_string()).unwrap();

    let xlsx = export(&world, &id, "xlsx", &["--force"]);
    let mut book = Xlsx::new(Cursor::new(&xlsx)).unwrap();
    let formulas = book.worksheet_formula("预算明细").unwrap();
    for (row, column, formula) in formulas.used_cells() {
        let ours = formula.starts_with("ROUND(") && row < 30 || formula.starts_with("SUM(");
        assert!(column == 0 && ours, "{row} {formula}");
    }
    assert_eq!(formulas.used_cells().count(), PAYLOADS.len() + 1);
    for sheet in book.sheet_names().iter().filter(|name| *name != "预算明细") {
        assert_eq!(
            book.worksheet_formula(sheet).unwrap().used_cells().count(),
            0,
            "{sheet}"
        );
    }
    let range = book.worksheet_range("预算明细").unwrap();
    for (row, payload) in (1..).zip(PAYLOADS) {
        let Some(Data::String(text)) = range.get((row, 2)) else {
            panic!("{payload:?} is no text")
        };
        assert_eq!(*text, shenbao::text::visible::visible(payload), "row {row}");
        assert_eq!(range.get((row, 9)), Some(&Data::Float(3.45)), "row {row}");
    }
    assert_eq!(range.get((31, 9)), Some(&Data::Float(103.5)));

    let docx = export(&world, &id, "docx", &["--force"]);
    let told = paragraphs(&part(&docx, "word/document.xml"));
    let markdown = String::from_utf8(export(&world, &id, "md", &["--force"])).unwrap();
    for payload in PAYLOADS {
        let text = shenbao::text::visible::visible(payload).into_owned();
        assert!(told.contains(&text), "{payload:?}");
    }
    assert!(
        !markdown.replace("\\<", "").contains('<'),
        "every one is escaped"
    );
}

#[test]
fn the_sections_are_those_of_the_calls_own_form() {
    let (world, id) = whole();
    let call = world.workspace().join("calls/yinchuan-2022");
    std::fs::create_dir_all(&call).unwrap();
    let built_in = project().join("forms/yinchuan-2022");
    std::fs::copy(built_in.join("catalog.json"), call.join("catalog.json")).unwrap();
    let mut form: Value =
        serde_json::from_slice(&std::fs::read(built_in.join("form.json")).unwrap()).unwrap();
    let sections = form["sections"].as_array_mut().unwrap();
    sections.retain(|section| section["id"] != "cover" && section["id"] != "declaration");
    sections.reverse();
    sections[0]["title"] = json!({"zh": "成果与效益", "en": "Outcome"});
    let budget = sections
        .iter_mut()
        .find(|section| section["id"] == "budget")
        .unwrap();
    let columns = budget["fields"][0]["columns"].as_array_mut().unwrap();
    columns.retain(|column| column["id"] == "item");
    std::fs::write(call.join("form.json"), form.to_string()).unwrap();
    let xml = part(
        &export(&world, &id, "docx", &["--force"]),
        "word/document.xml",
    );
    assert!(
        !xml.contains("w:val=\"0\"/><w:vAlign"),
        "no cell of no column"
    );
    let told = paragraphs(&xml);
    let place = |text: &str| told.iter().position(|line| line == text);
    assert!(place("一、成果与效益") < place("二、经费预算"), "{told:?}");
    assert!(place("二、经费预算").is_some() && place("声明").is_none());
    assert_eq!(
        told.iter()
            .filter(|line| *line == "申报单位（盖章）：")
            .count(),
        1
    );
}

#[test]
fn a_moment_that_is_none_does_not_make_a_document_that_nobody_can_open() {
    let (world, id) = whole();
    let file = world.draft_file(&id);
    let wrong = std::fs::read_to_string(&file)
        .unwrap()
        .replace("2022-02-18T01:02:03Z", "<x>昨天&");
    std::fs::write(&file, wrong).unwrap();
    for format in ["docx", "xlsx"] {
        let core = part(&export(&world, &id, format, &[]), "docProps/core.xml");
        let created = core.split("W3CDTF\">").nth(1).unwrap();
        let created = created.split('<').next().unwrap();
        assert!(
            created.parse::<jiff::Timestamp>().is_ok(),
            "{format}: {created}"
        );
    }
}
