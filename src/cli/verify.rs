//! `verify`: looks an exported file over, offline: its shape, its digests, and whether everything in it comes out again.

use super::export::{self, Application};
use super::output::{Answer, Exit};
use super::{World, content, text};
use crate::app::check::check;
use crate::app::failure::Failure;
use crate::app::verify::{Part, Verified, What};
use crate::format::digest::sha256;
use crate::format::export_json::{self, ReadExport, canonical};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::{draft_json, json_text};
use crate::messages::{Lang, verify as words};
use clap::ArgMatches;
use serde_json::{Value, json};

/// The members that are worked out again, with the part that each belongs to.
const MEMBERS: [(&str, Part); 6] = [
    ("project", Part::Project),
    ("project_digest", Part::Project),
    ("fields", Part::Fields),
    ("commitments", Part::Commitments),
    ("budget", Part::Budget),
    ("forced", Part::Findings),
];

pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let file = text(args, "FILE");
    let bytes = world.files.read(file, json_text::MAX_BYTES)?;
    let value = json_text::read(&bytes).map_err(|fault| content(file, fault))?;
    let format = value
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if format.split('/').next() != export_json::FORMAT.split('/').next() {
        let fault = DataFault::at("/format", DataFaultKind::Format(format.to_owned()));
        return Err(content(file, fault));
    }
    let mut verified = Verified::default();
    let read = look(world, &value, &mut verified);
    let good = verified.wrong.is_empty();
    let json = answer(world.lang, file, read.as_ref(), &value, &verified);
    let mut told = words::page(world.lang, &verified);
    if let Some(read) = &read {
        told.push_str(&format!(
            "\n{}\n{}\n",
            words::written_by(world.lang, &read.program, &read.exported),
            words::digest(world.lang, &draft_digest(read))
        ));
    }
    if good {
        told.push_str(&format!("{}\n", words::good(world.lang)));
    }
    Ok(Answer::new(told, json).ending(if good { Exit::Well } else { Exit::Something }))
}

fn look(world: &World<'_>, value: &Value, verified: &mut Verified) -> Option<ReadExport> {
    verified.looked_at.extend([Part::Shape, Part::Digest]);
    for place in export_json::broken(value) {
        verified.add(Part::Digest, place, What::Changed);
    }
    match export_json::read(value) {
        Ok(read) => {
            again(world, value, &read, verified);
            Some(read)
        }
        Err(fault) => {
            let said = crate::messages::failures::fault(world.lang, &fault.what.into());
            verified.add(Part::Shape, fault.place, What::Misshapen(said));
            None
        }
    }
}

/// Works everything out again that the export says beside the draft.
fn again(world: &World<'_>, value: &Value, read: &ReadExport, verified: &mut Verified) {
    verified.looked_at.push(Part::Catalog);
    let origin = &read.draft.origin;
    let Ok(call) = world.calls.load(&origin.call) else {
        let call = origin.call.as_str().to_owned();
        return verified.add(Part::Catalog, "/call/id".to_owned(), What::NoCall(call));
    };
    if *call.digest != read.call_digest {
        verified.add(Part::Catalog, "/call/digest".to_owned(), What::OtherCatalog);
    }
    let Ok(project) = world.calls.project(origin, &call) else {
        let code = origin.project.as_str().to_owned();
        return verified.add(
            Part::Catalog,
            "/project/code".to_owned(),
            What::NoProject(code),
        );
    };
    let application = Application {
        call: &call,
        project: &project,
        draft: &read.draft,
        steps: &[],
        now: &read.exported,
        notebooks: &[],
        hidden: 0,
        lang: Lang::Zh,
    };
    let fresh = export::json_value(&application, &check(&call, &project, &read.draft));
    for (name, part) in MEMBERS {
        verified.looked_at.push(part);
        compare(part, name, value.get(name), fresh.get(name), verified);
    }
    verified.looked_at.push(Part::Findings);
    let (there, fresh) = (bare(value.get("findings")), bare(fresh.get("findings")));
    compare(
        Part::Findings,
        "findings",
        Some(&there),
        Some(&fresh),
        verified,
    );
}

fn compare(
    part: Part,
    name: &str,
    there: Option<&Value>,
    fresh: Option<&Value>,
    verified: &mut Verified,
) {
    let (there, fresh) = (there.unwrap_or(&Value::Null), fresh.unwrap_or(&Value::Null));
    if let Some(place) = difference(there, fresh, &format!("/{name}")) {
        verified.add(part, place, What::Differs);
    }
}

/// The first place where two values are not the same.
fn difference(a: &Value, b: &Value, place: &str) -> Option<String> {
    match (a, b) {
        (Value::Object(one), Value::Object(other)) => {
            let names = one
                .keys()
                .chain(other.keys().filter(|name| !one.contains_key(*name)));
            let mut below = names.filter_map(|name| {
                let sides = (
                    one.get(name).unwrap_or(&Value::Null),
                    other.get(name).unwrap_or(&Value::Null),
                );
                difference(sides.0, sides.1, &format!("{place}/{name}"))
            });
            below.next()
        }
        (Value::Array(one), Value::Array(other)) => {
            let mut below = (0..one.len().max(other.len())).filter_map(|at| {
                let sides = (
                    one.get(at).unwrap_or(&Value::Null),
                    other.get(at).unwrap_or(&Value::Null),
                );
                difference(sides.0, sides.1, &format!("{place}/{at}"))
            });
            below.next()
        }
        _ => (canonical(a) != canonical(b)).then(|| place.to_owned()),
    }
}

/// Findings without their sentences, which are in the language of whoever exported.
fn bare(findings: Option<&Value>) -> Value {
    let findings = findings.and_then(Value::as_array).into_iter().flatten();
    let bare = findings.map(|finding| {
        let mut finding = finding.clone();
        if let Some(members) = finding.as_object_mut() {
            members.remove("message");
        }
        finding
    });
    bare.collect()
}

fn draft_digest(read: &ReadExport) -> String {
    sha256(draft_json::write(&read.draft).as_bytes())
}

fn answer(
    lang: Lang,
    file: &str,
    read: Option<&ReadExport>,
    value: &Value,
    verified: &Verified,
) -> Value {
    let wrong = verified.wrong.iter().map(|wrong| {
        let message = words::sentence(lang, &wrong.what);
        json!({"part": wrong.part.name(), "place": wrong.place, "message": message})
    });
    let mut looked_at: Vec<&str> = verified.looked_at.iter().map(|part| part.name()).collect();
    looked_at.dedup();
    json!({
        "file": file,
        "good": verified.wrong.is_empty(),
        "draft": read.map(|read| read.draft.origin.id.as_str()),
        "draft_digest": read.map(draft_digest),
        "exported": read.map(|read| read.exported.as_str()),
        "program": read.map(|read| read.program.as_str()),
        "forced": value.get("forced"),
        "checked": looked_at,
        "wrong": wrong.collect::<Vec<Value>>(),
    })
}
