//! `renew`: drafts whose project is printed otherwise since they were made, and moving one over to the new print.

use super::output::{Answer, Exit};
use super::{World, draft_id, optional};
use crate::app::failure::Failure;
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::project::Project;
use crate::domain::reissue::moved::{Part, Reissue, moved, parts};
use crate::messages::{Lang, doubts, reissue as words};
use clap::ArgMatches;
use serde_json::{Value, json};
use std::rc::Rc;

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let Some(given) = optional(args, "ID") else {
        return list(world);
    };
    let id = draft_id(given)?;
    let draft = world.drafts.read(&id)?;
    let Some(change) = change(world, &draft)? else {
        let told = words::unchanged(world.lang, id.as_str());
        return Ok(Answer::new(
            told,
            json!({"draft": id.as_str(), "parts": []}),
        ));
    };
    if args.get_flag("show") {
        let out = change.told(world.lang);
        return Ok(Answer::new(out, change.json(&id)).ending(Exit::Something));
    }
    move_over(world, &id, &change)
}

/// A print that changed under a draft.
struct Change {
    call: Rc<Call>,
    project: Project,
    reissue: Reissue,
    parts: Vec<Part>,
}

fn change(world: &World<'_>, draft: &Draft) -> Result<Option<Change>, Failure> {
    let (call, project) = super::project_of(world, draft)?;
    let Some(reissue) = world.calls.reissued(&draft.origin, &call) else {
        return Ok(None);
    };
    let found = |old| parts(draft, &call.form, old, &project);
    let parts = reissue.old.as_ref().map(found).unwrap_or_default();
    Ok(Some(Change {
        call,
        project,
        reissue,
        parts,
    }))
}

impl Change {
    fn told(&self, lang: Lang) -> String {
        if self.reissue.old.is_none() {
            return words::not_kept(lang).to_owned();
        }
        let heads = [words::old(lang), words::new(lang), words::mine(lang)];
        let part = |part: &Part| {
            let name = doubts::column_name(lang, part.column);
            let texts = [&part.old, &part.new, &part.mine];
            let lines = heads.iter().zip(texts);
            let lines =
                lines.map(|(head, text)| format!("  {head}  {}\n", text.replace('\n', "\n    ")));
            format!("{name} {}\n{}", part.label, lines.collect::<String>())
        };
        self.parts.iter().map(part).collect()
    }

    fn json(&self, id: &DraftId) -> Value {
        let part = |part: &Part| {
            json!({
                "column": part.column.word(), "label": part.label,
                "old": part.old, "new": part.new, "mine": part.mine,
            })
        };
        json!({
            "draft": id.as_str(),
            "project": self.project.code.as_str(),
            "old_print_kept": self.reissue.old.is_some(),
            "parts": self.parts.iter().map(part).collect::<Vec<Value>>(),
        })
    }
}

/// The drafts whose print changed.
fn list(world: &World<'_>) -> Result<Answer, Failure> {
    let (mut out, mut rows) = (String::new(), Vec::new());
    for listed in world.drafts.list()?.0 {
        let draft = world.drafts.read(&listed.id)?;
        // A draft whose call or project is gone is told by every other command.
        let Ok(Some(change)) = change(world, &draft) else {
            continue;
        };
        let name = |part: &Part| {
            format!(
                "{} {}",
                doubts::column_name(world.lang, part.column),
                part.label
            )
        };
        let names: Vec<String> = change.parts.iter().map(name).collect();
        let names = names.join(world.lang.pick("、", ", "));
        out.push_str(&format!("{}  {names}\n", listed.id.as_str()));
        rows.push(change.json(&listed.id));
    }
    let exit = if rows.is_empty() {
        out.push_str(words::none(world.lang));
        Exit::Well
    } else {
        Exit::Something
    };
    Ok(Answer::new(out, Value::Array(rows)).ending(exit))
}

/// Moves a draft over, and saves it.
fn move_over(world: &mut World<'_>, id: &DraftId, change: &Change) -> Result<Answer, Failure> {
    let opened = world.drafts.open(id)?;
    if let Some(refused) = opened.access.refusal() {
        world.drafts.close(id);
        return Err(refused);
    }
    let then = moved(
        &opened.draft,
        &change.call.form,
        &change.reissue,
        &change.project,
    );
    let saved = world.drafts.save(&then);
    world.drafts.close(id);
    saved?;
    let open = then.conflicts.len();
    let told = words::moved(world.lang, id.as_str(), change.parts.len(), open);
    let mut json = change.json(id);
    if let Some(members) = json.as_object_mut() {
        members.insert("conflicts".to_owned(), open.into());
    }
    let exit = if open == 0 {
        Exit::Well
    } else {
        Exit::Something
    };
    Ok(Answer::new(told, json).ending(exit))
}
