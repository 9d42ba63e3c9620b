//! `export --format docx --review`: remarks as comments, proposals as changes that can be taken or refused.

use super::paper::{paragraphs, part, whole};
use crate::support::world::{World, check_file};
use quick_xml::events::{BytesStart, Event};
use shenbao::app::review::{acceptance, pinned, quoted};
use shenbao::domain::draft::{Draft, Row};
use shenbao::domain::field::{FieldPath, RowId};
use shenbao::domain::review::Notebook;
use shenbao::domain::review::annotation::annotations;
use shenbao::domain::review::entry::{Act, Judged, Kind, Remark, Target, Verdict};
use shenbao::domain::review::proposal::{Over, Proposal};
use shenbao::format::draft_json;
use shenbao::format::review_json::{self, NewEntry};

const TIME: &str = "2022-03-05T08:30:00Z";

fn draft(world: &World, id: &str) -> Draft {
    draft_json::read(&std::fs::read(world.draft_file(id)).unwrap())
        .unwrap()
        .draft
}

fn at(path: &str) -> FieldPath {
    FieldPath::parse(path).unwrap()
}

fn remark(on: Target, kind: Kind, body: &str, proposal: Option<Proposal>) -> Act {
    let body = body.to_owned();
    Act::Annotate(Box::new(Remark {
        on,
        kind,
        body,
        proposal,
    }))
}

fn notebook(by: &str, acts: Vec<Act>) -> Notebook {
    let entries = (1..).zip(acts).map(|(turn, act)| {
        let entry = NewEntry {
            by: by.to_owned(),
            time: TIME.to_owned(),
            turn,
            judged: Judged::default(),
            act,
        };
        entry.entry()
    });
    Notebook::new(by.to_owned(), entries.collect(), false)
}

fn keep(world: &World, draft: &Draft, name: &str, notebook: &Notebook) -> String {
    let text = review_json::write(&draft.origin.id, notebook);
    let folder = world
        .draft_file(draft.origin.id.as_str())
        .with_file_name("reviews");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), &text).unwrap();
    text
}

fn reviewed(world: &World, id: &str) -> Vec<u8> {
    let out = world.path("review.docx");
    world.ok(&[
        "export",
        id,
        "--format",
        "docx",
        "--review",
        "-o",
        out.to_str().unwrap(),
    ]);
    std::fs::read(out).unwrap()
}

/// The value of an attribute.
fn value(start: &BytesStart<'_>, name: &str) -> String {
    let found = start
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name);
    found
        .map(|attribute| attribute.value.to_string())
        .unwrap_or_default()
}

/// The paragraphs with all changes taken, or with none of them; a paragraph whose mark goes joins the next.
fn decided(xml: &str, take: bool) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut all, mut now) = (Vec::new(), String::new());
    let (mut gone, mut marks, mut joins) = (0, 0, false);
    // Of a row: whether its marks are being read, and whether it goes.
    let (mut heads, mut row_goes) = (false, false);
    loop {
        let event = reader.read_event().unwrap();
        let name = match &event {
            Event::Start(start) | Event::Empty(start) => start.name().as_ref().to_owned(),
            Event::End(end) => end.name().as_ref().to_owned(),
            _ => String::new(),
        };
        let goes = name == if take { "w:del" } else { "w:ins" };
        match &event {
            Event::Start(_) if name == "w:tr" => row_goes = false,
            Event::End(_) if name == "w:tr" => row_goes = false,
            Event::Start(_) if name == "w:trPr" => heads = true,
            Event::End(_) if name == "w:trPr" => heads = false,
            _ if heads => row_goes |= goes,
            Event::End(_) if name == "w:p" && row_goes => now.clear(),
            Event::Start(_) if name == "w:pPr" => marks += 1,
            Event::End(_) if name == "w:pPr" => marks -= 1,
            Event::Start(_) if goes && marks > 0 => joins = true,
            Event::Start(_) if goes => gone += 1,
            Event::End(_) if goes && marks == 0 => gone -= 1,
            Event::Text(text) if gone == 0 => now.push_str(text),
            Event::GeneralRef(name) if gone == 0 => now.push(match &**name {
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "apos" => '\'',
                _ => '&',
            }),
            Event::End(_) if name == "w:p" && std::mem::take(&mut joins) => {}
            Event::End(_) if name == "w:p" => all.push(std::mem::take(&mut now)),
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// The comments: who, when, what, and the words that each is on.
fn comments(docx: &[u8]) -> Vec<[String; 4]> {
    let (notes, body) = (
        part(docx, "word/comments.xml"),
        part(docx, "word/document.xml"),
    );
    let mut reader = quick_xml::Reader::from_str(&notes);
    let mut heads = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == "w:comment" => {
                heads.push(["w:id", "w:author", "w:date"].map(|name| value(&start, name)));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let on = |id: &str| {
        let range = body
            .split(&format!("<w:commentRangeStart w:id=\"{id}\"/>"))
            .nth(1)
            .expect(id);
        let range = range
            .split(&format!("<w:commentRangeEnd w:id=\"{id}\"/>"))
            .next()
            .unwrap();
        assert!(body.contains(&format!("<w:commentReference w:id=\"{id}\"/>")));
        // What is proposed is not what is remarked on.
        let kept: String = range
            .split("<w:ins ")
            .map(|piece| piece.split("</w:ins>").last().unwrap())
            .collect();
        loose(&kept)
    };
    let bodies: Vec<String> = notes.split("<w:comment ").skip(1).map(loose).collect();
    heads
        .into_iter()
        .zip(bodies)
        .map(|([id, by, time], body)| [by, time, body, on(&id)])
        .collect()
}

/// The text of a piece of XML, whatever is open.
fn loose(piece: &str) -> String {
    let texts = piece.split("<w:t xml:space=\"preserve\">").skip(1);
    let deleted = piece.split("<w:delText xml:space=\"preserve\">").skip(1);
    let text = |piece: &str| piece.split("</w:").next().unwrap().to_owned();
    texts.chain(deleted).map(text).collect()
}

#[test]
fn taking_all_changes_gives_what_the_reviewers_propose_and_none_the_draft() {
    let (world, id) = whole();
    let draft = draft(&world, &id);
    let words = |path: &str, quote: &str, new: &str| {
        let on = Target::Place(quoted(&draft, &at(path), quote, None).unwrap());
        remark(
            on,
            Kind::Suggestion,
            "改一改。",
            Some(Proposal::Words(new.to_owned())),
        )
    };
    let whole_field = |path: &str, new: &str| {
        let on = Target::Place(pinned(&draft, &at(path), None));
        remark(
            on,
            Kind::Required,
            "整项重写。",
            Some(Proposal::Words(new.to_owned())),
        )
    };
    let first = notebook(
        "王评审",
        vec![
            words("plan", "通过三个园区和行业协会", "通过<园区>&协会"),
            words(
                "plan",
                "的疑难问题。\n二、集中宣讲",
                "的问题。\n（一）选定企业\n二、分两场宣讲",
            ),
            words("plan", "备查。", ""),
            words(
                "budget/b0000005x/justification",
                "分送参会企业和园区",
                "分送\n全部企业",
            ),
            whole_field("aim", "一段新的目标。\n又一段。"),
            whole_field("lead/title", "高级工程师"),
            whole_field("indicators/2/proof", "签到册、照片"),
        ],
    );
    // Another reviewer wants one of them otherwise: then neither is a change, and both are comments.
    let second = notebook("李评审", vec![words("plan", "三个园区", "五个园区")]);
    keep(&world, &draft, "wang.json", &first);
    keep(&world, &draft, "li.json", &second);
    let docx = reviewed(&world, &id);
    let xml = part(&docx, "word/document.xml");
    let plain = world.path("plain.docx");
    world.ok(&[
        "export",
        &id,
        "--format",
        "docx",
        "-o",
        plain.to_str().unwrap(),
    ]);
    let plain = part(&std::fs::read(plain).unwrap(), "word/document.xml");
    assert_eq!(decided(&xml, false), paragraphs(&plain));

    let all = annotations(&[first, second]);
    let taken = acceptance(&all, &draft, Over::Untouched);
    assert_eq!((taken.taken.len(), taken.left.len()), (6, 2));
    let mut changed = draft.clone();
    changed.apply(&taken.edit).unwrap();
    let other = World::new();
    let file = other.path("changed.json");
    std::fs::write(&file, draft_json::write(&changed)).unwrap();
    other.ok(&["import", file.to_str().unwrap()]);
    let out = other.path("changed.docx");
    other.ok(&[
        "export",
        &id,
        "--format",
        "docx",
        "--force",
        "-o",
        out.to_str().unwrap(),
    ]);
    let wanted = part(&std::fs::read(out).unwrap(), "word/document.xml");
    let mut wanted = paragraphs(&wanted);
    // What was taken may leave errors; that is said on the cover of the one and not of the other.
    wanted.retain(|line| !line.contains("强制导出"));
    assert_eq!(decided(&xml, true), wanted);
    let told = comments(&docx);
    assert_eq!(told.len(), 8);
    assert!(told.iter().any(|[by, _, body, on]| by == "李评审"
        && body.contains("建议改为：五个园区")
        && on == "三个园区"));
}

#[test]
fn rows_that_are_proposed_come_and_go_as_rows() {
    let (world, id) = whole();
    let draft = draft(&world, &id);
    let on = |path: &str| Target::Place(pinned(&draft, &at(path), None));
    let cells = [
        ("category", "资料费"),
        ("item", "案例汇编印制"),
        ("quantity", "3"),
    ];
    let cells = cells.map(|(column, text)| (column.to_owned(), text.to_owned()));
    let new = Row {
        id: RowId::parse("rnew00001").unwrap(),
        cells: cells.into(),
    };
    let row = |path: &str, proposal| remark(on(path), Kind::Suggestion, "调整。", Some(proposal));
    let book = notebook(
        "王评审",
        vec![
            row("budget/b0000006x", Proposal::RowOut),
            row("budget/b0000003x", Proposal::Row(new.clone())),
        ],
    );
    keep(&world, &draft, "wang.json", &book);
    let docx = reviewed(&world, &id);
    let xml = part(&docx, "word/document.xml");
    let plain = world.path("plain.docx");
    world.ok(&[
        "export",
        &id,
        "--format",
        "docx",
        "-o",
        plain.to_str().unwrap(),
    ]);
    let plain = part(&std::fs::read(plain).unwrap(), "word/document.xml");
    assert_eq!(decided(&xml, false), paragraphs(&plain), "refused");

    let gone = draft.row("budget", &RowId::parse("b0000006x").unwrap());
    let gone = gone.unwrap().1.cell("item").to_owned();
    let taken = decided(&xml, true);
    let has = |text: &str| taken.iter().any(|line| line == text);
    assert!(has("案例汇编印制") && !has(&gone), "{taken:#?}");
    // It stands below the row that it was proposed below.
    let above = draft.row("budget", &RowId::parse("b0000003x").unwrap());
    let above = above.unwrap().1.cell("item");
    let place = |text: &str| taken.iter().position(|line| line == text).unwrap();
    let rows = draft.rows("budget").iter();
    let next = rows.skip_while(|row| row.cell("item") != above).nth(1);
    let next = next.unwrap().cell("item");
    assert!(place(above) < place("案例汇编印制") && place("案例汇编印制") < place(next));
    let row = xml.split("<w:tr>").find(|row| row.contains("案例汇编印制"));
    let head = row.unwrap().split("</w:trPr>").next().unwrap();
    assert!(
        head.contains("<w:ins ") && head.contains("w:author=\"王评审\""),
        "{head}"
    );
}

#[test]
fn an_answer_stands_in_the_thread_of_its_remark() {
    let (world, id) = whole();
    let draft = draft(&world, &id);
    let on = Target::Place(quoted(&draft, &at("plan"), "三个园区", None).unwrap());
    let first = notebook(
        "王评审",
        vec![
            remark(Target::Draft, Kind::Praise, "好。", None),
            remark(on, Kind::Question, "哪三个？\n请列出。", None),
        ],
    );
    let asked = first.entries()[1].id.clone();
    let answer = |body: &str| Act::Reply {
        annotation: asked.clone(),
        body: body.into(),
    };
    keep(&world, &draft, "wang.json", &first);
    let answers = notebook("申报人", vec![answer("见附表。"), answer("已补。")]);
    keep(&world, &draft, "answers.json", &answers);
    let docx = reviewed(&world, &id);
    let (notes, threads) = (
        part(&docx, "word/comments.xml"),
        part(&docx, "word/commentsExtended.xml"),
    );
    // The name of the last paragraph of the comment that says this.
    let named = |body: &str| {
        let comments = notes.split("<w:comment ").skip(1);
        let comment = comments.into_iter().find(|one| loose(one).contains(body));
        let name = comment.unwrap().rsplit("w14:paraId=\"").next().unwrap();
        name.split('"').next().unwrap().to_owned()
    };
    let question = named("请列出。");
    for body in ["见附表。", "已补。"] {
        let link = format!(
            "w15:paraId=\"{}\" w15:paraIdParent=\"{question}\"",
            named(body)
        );
        assert!(threads.contains(&link), "{threads}");
    }
    assert_eq!(threads.matches("w15:paraIdParent").count(), 2, "{threads}");
    assert_eq!(threads.matches("<w15:commentEx ").count(), 4, "{threads}");
}

#[test]
fn remarks_are_comments_on_the_words_with_author_and_date() {
    let (world, id) = whole();
    let draft = draft(&world, &id);
    let on =
        |path: &str, quote: &str| Target::Place(quoted(&draft, &at(path), quote, None).unwrap());
    let row = Target::Place(pinned(&draft, &at("budget/b0000006x"), None));
    let price = Target::Place(pinned(&draft, &at("budget/b0000003x/unit_price"), None));
    let question = remark(
        on("plan", "三个园区"),
        Kind::Question,
        "哪三个？\n请列出。",
        None,
    );
    let hostile = "</w:t><w:p>\u{202e}";
    let acts = vec![
        question,
        remark(
            on("applicant/name", "科技信息学会"),
            Kind::Praise,
            hostile,
            None,
        ),
        remark(Target::Draft, Kind::Suggestion, "总体可行。", None),
        remark(
            Target::Section("results".into()),
            Kind::Question,
            "成果怎样检查？",
            None,
        ),
        remark(row, Kind::Suggestion, "不必单列。", Some(Proposal::RowOut)),
        remark(
            price,
            Kind::Required,
            "超出标准。",
            Some(Proposal::Words("500".into())),
        ),
        Act::Verdict {
            verdict: Verdict::Revise,
            note: "补充园区名单。".into(),
        },
    ];
    let first = notebook("王<评审>", acts);
    let asked = first.entries()[0].id.clone();
    let reply = Act::Reply {
        annotation: asked,
        body: "见附表。".into(),
    };
    let text = keep(&world, &draft, "wang.json", &first);
    check_file("tests/fixtures/applications/review.json", &text);
    keep(
        &world,
        &draft,
        "answers.json",
        &notebook("申报人", vec![reply]),
    );
    // What was written since moves nothing away; what is gone is said.
    world.ok(&["set", &id, "results", "全部重写的成果。"]);
    let docx = reviewed(&world, &id);
    let told = comments(&docx);
    let has = |by: &str, body: &str, on: &str| {
        let found = told
            .iter()
            .any(|one| one[0] == by && one[1] == TIME && one[2].contains(body) && one[3] == on);
        assert!(found, "{by} {body} {on}: {told:#?}");
    };
    let wang = "王&lt;评审&gt;";
    has(wang, "［提问］哪三个？请列出。", "三个园区");
    has("申报人", "见附表。", "三个园区");
    has(
        wang,
        "［肯定］&lt;/w:t&gt;&lt;w:p&gt;&lt;U+202E&gt;",
        "科技信息学会",
    );
    has(
        wang,
        "［建议］总体可行。",
        "市科协2022年“科创中国”科技经济融合发展暨重点学会工作学术活动项目指标",
    );
    has(wang, "［提问］成果怎样检查？", "八、预期成果");
    has(wang, "建议删去这一行", "资料费");
    has(wang, "超出标准", "900.00");
    has(
        wang,
        "评审结论：修改后再审。补充园区名单。",
        "市科协2022年“科创中国”科技经济融合发展暨重点学会工作学术活动项目指标",
    );
    let xml = part(&docx, "word/document.xml");
    assert!(decided(&xml, true).contains(&"500.00".to_owned()));
    assert!(decided(&xml, false).contains(&"900.00".to_owned()));
    // Without being asked, nothing of it goes out.
    let plain = world.path("plain.docx");
    world.ok(&[
        "export",
        &id,
        "--format",
        "docx",
        "-o",
        plain.to_str().unwrap(),
    ]);
    let plain = std::fs::read(plain).unwrap();
    assert!(comments(&plain).is_empty() && !part(&plain, "word/document.xml").contains("comment"));
    let refused = world.json(&["export", &id, "--format", "xlsx", "--review"]);
    assert_eq!(
        (refused.0["error"]["code"].as_str(), refused.1),
        (Some("usage"), Some(2))
    );
}
