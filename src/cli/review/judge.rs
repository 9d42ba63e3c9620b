//! `score`, `declare`, `verdict`, `seen`: what a reviewer makes of the whole, and what they have seen of it.

use super::{Reviewed, wrote};
use crate::app::failure::Failure;
use crate::app::review as desk;
use crate::cli::draft::given_text;
use crate::cli::output::Answer;
use crate::cli::{World, text};
use crate::domain::field::FieldPath;
use crate::domain::review::entry::{Act, Verdict};
use crate::messages::review as words;
use clap::ArgMatches;
use serde_json::{Value, json};

pub(super) fn score(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let rubric = &reviewed.call.form.rubric;
    let act = desk::score(rubric, text(args, "CRITERION"), text(args, "VALUE"))?;
    reviewed.write(world, vec![act])
}

/// Declares a conflict of interest; without a text, that there is none after all.
pub(super) fn declare(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let said = given_text(world, text(args, "TEXT"))?;
    reviewed.write(world, vec![Act::Declare(said)])
}

/// Gives a verdict; from then on everything counts as seen.
pub(super) fn verdict(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let by = reviewed.who()?;
    let verdict = Verdict::with_name(text(args, "VERDICT"));
    let act = Act::Verdict {
        verdict: verdict.ok_or_else(|| Failure::Usage(text(args, "VERDICT").to_owned()))?,
        note: given_text(world, text(args, "note"))?,
    };
    let (reviews, versions) = (world.reviews, world.versions);
    let ids = desk::conclude(reviews, versions, world.clock, &reviewed.draft, by, act)?;
    Ok(wrote(&reviewed.draft, &ids))
}

/// Marks fields as seen, or everything; or takes the marks away.
pub(super) fn seen(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let by = reviewed.who()?;
    let given = args.get_many::<String>("PATH").into_iter().flatten();
    let paths = given
        .map(|path| reviewed.path(path))
        .collect::<Result<Vec<FieldPath>, Failure>>()?;
    let forget = args.get_flag("forget");
    match forget {
        true => desk::forget(world.reviews, &reviewed.draft, by, &paths)?,
        false => desk::see(world.reviews, world.clock, &reviewed.draft, by, &paths)?,
    }
    let names: Vec<&str> = paths.iter().map(FieldPath::as_str).collect();
    let (told, seen) = if names.is_empty() {
        (words::seen_all(world.lang, !forget).to_owned(), Value::Null)
    } else {
        let told = match forget {
            true => words::unseen_some(world.lang, names.len()),
            false => words::seen_some(world.lang, names.len()),
        };
        (told, json!(names))
    };
    let id = reviewed.draft.origin.id.as_str();
    let json = json!({"draft": id, "by": by, "paths": seen, "seen": !forget});
    Ok(Answer::new(told, json))
}
