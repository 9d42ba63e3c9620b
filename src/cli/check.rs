//! `check` and `explain`.

use super::output::{Answer, Exit, finding_json, finding_text};
use super::{World, content, draft_id, export, optional};
use crate::app::check::{Checked, check};
use crate::app::failure::Failure;
use crate::app::many::{KnownCalls, each};
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::finding::Severity;
use crate::domain::project::Project;
use crate::domain::rules::Rule;
use crate::format::json_text::MAX_BYTES;
use crate::messages::findings::{self, RuleWords};
use crate::messages::{Lang, cli as words, failures, form};
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let all = args.get_flag("all");
    let teller = Teller {
        lang: world.lang,
        as_json: args.get_flag("json"),
    };
    let told = if all {
        every(world, teller)?
    } else {
        let named = args.get_many::<String>("ID").into_iter().flatten();
        named
            .map(|name| one(world, teller, name))
            .collect::<Result<_, _>>()?
    };
    let wrong = told.iter().any(|told| told.wrong);
    let (mut text, mut json) = (String::new(), Vec::new());
    if told.is_empty() {
        text.push_str(&format!("{}\n", words::no_drafts(world.lang)));
    }
    for told in told {
        match told.words {
            Words::Text(told) => text.push_str(&told),
            Words::Json(told) => json.push(told),
        }
    }
    let json = if json.len() == 1 && !all {
        json.remove(0)
    } else {
        Value::Array(json)
    };
    let exit = if wrong { Exit::Something } else { Exit::Well };
    Ok(Answer::new(text, json).ending(exit))
}

/// What is told of a draft that was checked.
struct Told {
    words: Words,
    wrong: bool,
}

/// For people or for scripts: of many drafts either is long.
enum Words {
    Text(String),
    Json(Value),
}

/// How it is told.
#[derive(Clone, Copy)]
struct Teller {
    lang: Lang,
    as_json: bool,
}

/// Every draft of the workspace; those that cannot be read are told in their place.
fn every(world: &World<'_>, teller: Teller) -> Result<Vec<Told>, Failure> {
    let stamps = world.drafts.stamps(&world.drafts.ids()?);
    let ids: Vec<DraftId> = stamps.into_iter().map(|stamp| stamp.id).collect();
    let mut known = KnownCalls::default();
    let mut told = Vec::with_capacity(ids.len());
    // The first draft brings in the call that most others are for as well.
    for ids in [&ids[..ids.len().min(1)], &ids[ids.len().min(1)..]] {
        let came = each(
            world.drafts,
            (&mut known, world.calls),
            ids,
            &|call, project, read| teller.checked(call, project, &read.draft),
        );
        let came = came.into_iter().zip(ids);
        told.extend(
            came.map(|(told, id)| told.unwrap_or_else(|failure| teller.unread(id, &failure))),
        );
    }
    Ok(told)
}

/// A draft by its id, or from a file: a draft's own or an exported one.
fn one(world: &World<'_>, teller: Teller, name: &str) -> Result<Told, Failure> {
    let draft = if let Ok(id) = draft_id(name) {
        world.drafts.read(&id)?
    } else {
        let bytes = world.files.read(name, MAX_BYTES)?;
        export::read_draft(&bytes).map_err(|fault| content(name, fault))?
    };
    let (call, project) = world.calls.of_draft(&draft)?;
    Ok(teller.checked(&call, &project, &draft))
}

impl Teller {
    fn checked(self, call: &Call, project: &Project, draft: &Draft) -> Told {
        let found = check(call, project, draft);
        let words = if self.as_json {
            Words::Json(self.as_json(draft, &found))
        } else {
            Words::Text(self.as_text(call, project, draft, &found))
        };
        Told {
            words,
            wrong: found.count(Severity::Error) > 0,
        }
    }

    fn as_text(self, call: &Call, project: &Project, draft: &Draft, found: &Checked) -> String {
        let lang = self.lang;
        let [errors, warnings, advice] = counts(found);
        // Rounded down, so that 100 means that nothing is missing.
        let percent = (found.complete * 100.0).floor() as u32;
        let mut text = format!(
            "{}  {}  {}\n",
            draft.origin.id.as_str(),
            words::complete(lang, percent),
            words::counts(lang, errors, warnings, advice)
        );
        for finding in &found.findings {
            let place = form::address_of(lang, (&call.form, project, draft), &finding.at);
            text.push_str(&finding_text(lang, finding, &place));
        }
        if found.findings.is_empty() {
            text.push_str(&format!("{}\n", words::nothing_wrong(lang)));
        }
        text
    }

    fn as_json(self, draft: &Draft, found: &Checked) -> Value {
        let findings = found.findings.iter();
        let findings: Vec<Value> = findings
            .map(|finding| finding_json(self.lang, finding))
            .collect();
        let [errors, warnings, advice] = counts(found);
        json!({
            "draft": draft.origin.id.as_str(), "complete": found.complete, "findings": findings,
            "errors": errors, "warnings": warnings, "advice": advice,
        })
    }

    fn unread(self, id: &DraftId, failure: &Failure) -> Told {
        let message = failures::message(self.lang, failure);
        let id = id.as_str();
        let words = if self.as_json {
            let error = json!({"code": failure.code(), "message": message});
            Words::Json(json!({"draft": id, "error": error}))
        } else {
            Words::Text(format!("{id}  {message}\n"))
        };
        Told { words, wrong: true }
    }
}

fn counts(found: &Checked) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Advice].map(|weight| found.count(weight))
}

pub(super) fn explain(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let lang = world.lang;
    let Some(code) = optional(args, "RULE") else {
        let mut text = String::new();
        let mut rows = Vec::new();
        for rule in Rule::all() {
            let title = findings::words(lang, rule).title;
            text.push_str(&format!("{}  {title}\n", rule.code()));
            rows.push(json!({"rule": rule.code(), "title": title}));
        }
        return Ok(Answer::new(text, Value::Array(rows)));
    };
    let rule = Rule::with_code(code).ok_or_else(|| Failure::NoRule(code.to_owned()))?;
    let RuleWords {
        title,
        explanation,
        example,
    } = findings::words(lang, rule);
    let text = format!(
        "{}  {title}\n\n{explanation}\n\n{}: {example}\n",
        rule.code(),
        words::example(lang)
    );
    Ok(Answer::new(
        text,
        json!({"rule": rule.code(), "title": title, "explanation": explanation, "example": example}),
    ))
}
