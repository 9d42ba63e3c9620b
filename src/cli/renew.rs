//! `renew`: drafts whose project is printed otherwise since they were made, and moving one over to the new print.

use super::output::{Answer, Exit};
use super::{World, draft_id, find_project, optional};
use crate::app::failure::Failure;
use crate::app::moving;
use crate::domain::call::Call;
use crate::domain::draft::{Draft, DraftId};
use crate::domain::project::Project;
use crate::domain::reissue::heirs;
use crate::domain::reissue::moved::{Part, Reissue, moved, parts};
use crate::messages::{Lang, doubts, reissue as words};
use crate::text::visible::visible;
use clap::ArgMatches;
use serde_json::{Value, json};
use std::rc::Rc;

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let Some(given) = optional(args, "ID") else {
        return list(world);
    };
    let id = draft_id(given)?;
    if let Some(code) = optional(args, "to") {
        return move_to(world, &id, code);
    }
    let draft = world.drafts.read(&id)?;
    let (call, project) = world.calls.of_draft(&draft)?;
    if let Some(gone) = Gone::of(&call, &project) {
        let out = format!("{}\n", gone.told(world.lang, &id));
        return Ok(Answer::new(out, gone.json(&id)).ending(Exit::Something));
    }
    let Some(change) = change(world, &draft, call, project) else {
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

/// A project that its call has dropped.
struct Gone {
    project: Rc<Project>,
    /// The codes of what may be the same project now.
    heirs: Vec<String>,
}

impl Gone {
    fn of(call: &Call, project: &Rc<Project>) -> Option<Self> {
        let code = project.code.as_str();
        let heirs = heirs(project, &call.catalog).into_iter();
        call.catalog.project(code).is_none().then(|| Self {
            project: project.clone(),
            heirs: heirs.map(|heir| heir.code.as_str().to_owned()).collect(),
        })
    }

    fn told(&self, lang: Lang, id: &DraftId) -> String {
        let heirs = match self.heirs.as_slice() {
            [] => String::new(),
            heirs => words::perhaps(lang, &lang.listed(heirs)),
        };
        let (id, code) = (id.as_str(), self.project.code.as_str());
        words::dropped(lang, id, code, &visible(&self.project.name), &heirs)
    }

    fn json(&self, id: &DraftId) -> Value {
        json!({
            "draft": id.as_str(), "project": self.project.code.as_str(), "dropped": true,
            "could_be": self.heirs, "parts": [],
        })
    }
}

/// A print that changed under a draft.
struct Change {
    call: Rc<Call>,
    project: Rc<Project>,
    reissue: Reissue,
    parts: Vec<Part>,
}

fn change(
    world: &World<'_>,
    draft: &Draft,
    call: Rc<Call>,
    project: Rc<Project>,
) -> Option<Change> {
    let reissue = world.calls.reissued(&draft.origin, &call)?;
    let found = |old| parts(draft, &call.form, old, &project);
    let parts = reissue.old.as_ref().map(found).unwrap_or_default();
    Some(Change {
        call,
        project,
        reissue,
        parts,
    })
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

/// The drafts whose print changed, or is gone.
fn list(world: &World<'_>) -> Result<Answer, Failure> {
    let (mut out, mut rows) = (String::new(), Vec::new());
    for listed in world.drafts.list()?.0 {
        let draft = world.drafts.read(&listed.id)?;
        // A draft whose call is gone is told by every other command.
        let Ok((call, project)) = world.calls.of_draft(&draft) else {
            continue;
        };
        if let Some(gone) = Gone::of(&call, &project) {
            out.push_str(&format!("{}\n", gone.told(world.lang, &listed.id)));
            rows.push(gone.json(&listed.id));
            continue;
        }
        let Some(change) = change(world, &draft, call, project) else {
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
        let names = world.lang.listed(&names);
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

/// Moves a draft over to what is printed now, and saves it.
fn move_over(world: &mut World<'_>, id: &DraftId, change: &Change) -> Result<Answer, Failure> {
    let Change {
        call,
        project,
        reissue,
        parts,
    } = change;
    let then = rewrite(world, id, |_, draft| {
        Ok(moved(draft, &call.form, reissue, project))
    })?;
    let open = then.conflicts.len();
    let told = words::moved(world.lang, id.as_str(), parts.len(), open);
    Ok(settled(told, change.json(id), open))
}

/// Moves a draft over to another project, and saves it.
fn move_to(world: &mut World<'_>, id: &DraftId, code: &str) -> Result<Answer, Failure> {
    let draft = world.drafts.read(id)?;
    let own = world.calls.load(&draft.origin.call).ok();
    let within = own.and_then(|call| {
        let project = call.catalog.project(code)?.clone();
        Some((call, project))
    });
    let (call, project) = within.map_or_else(|| find_project(world, code), Ok)?;
    let from = draft.origin.project.as_str().to_owned();
    let then = rewrite(world, id, |world, draft| {
        moving::to_project(world.calls, draft, &call, &project)
    })?;
    let (open, code) = (then.conflicts.len(), project.code.as_str());
    let told = words::moved_to(world.lang, id.as_str(), code, &visible(&project.name), open);
    let json = json!({"draft": id.as_str(), "from": from, "project": code, "call": call.catalog.call.as_str()});
    Ok(settled(told, json, open))
}

/// Opens a draft for writing, and saves what `make` makes of it.
fn rewrite(
    world: &mut World<'_>,
    id: &DraftId,
    make: impl FnOnce(&World<'_>, &Draft) -> Result<Draft, Failure>,
) -> Result<Draft, Failure> {
    let opened = world.drafts.open_for_a_moment(id)?;
    let done = match opened.access.refusal() {
        Some(refused) => Err(refused),
        None => make(world, &opened.draft),
    };
    let done = done.and_then(|then| world.drafts.save(&then).map(|()| then));
    world.drafts.close(id);
    done
}

/// The answer of a move, which leaves `open` conflicts to settle.
fn settled(told: String, mut json: Value, open: usize) -> Answer {
    if let Some(members) = json.as_object_mut() {
        members.insert("conflicts".to_owned(), open.into());
    }
    let exit = if open == 0 {
        Exit::Well
    } else {
        Exit::Something
    };
    Answer::new(told, json).ending(exit)
}
