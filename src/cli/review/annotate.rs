//! `annotate`, `amend`, `withdraw`: a reviewer's own remarks.

use super::Reviewed;
use crate::app::failure::{Failure, ReviewFailure};
use crate::app::review as desk;
use crate::cli::draft::given_text;
use crate::cli::output::Answer;
use crate::cli::{World, optional, text};
use crate::domain::draft::Row;
use crate::domain::field::FieldPath;
use crate::domain::review::entry::{Act, Kind, Remark, Target};
use crate::domain::review::proposal::Proposal;
use clap::ArgMatches;
use std::collections::BTreeMap;

pub(super) fn annotate(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let on = target(args, &reviewed)?;
    let proposal = proposal(args, world, &reviewed, &on)?;
    let kind = optional(args, "kind").and_then(Kind::with_name);
    let remark = Remark {
        on,
        kind: kind.unwrap_or(Kind::Suggestion),
        body: optional(args, "body").map_or(Ok(String::new()), |body| given_text(world, body))?,
        proposal,
    };
    let act = Act::Annotate(Box::new(remark));
    reviewed.write(world, vec![act])
}

fn target(args: &ArgMatches, reviewed: &Reviewed) -> Result<Target, Failure> {
    if let Some(id) = optional(args, "section") {
        let mut sections = reviewed.call.form.sections.iter();
        let known = sections.any(|section| section.id == id);
        let unknown = || Failure::BadPath(id.to_owned());
        return known
            .then(|| Target::Section(id.to_owned()))
            .ok_or_else(unknown);
    }
    let Some(given) = optional(args, "path") else {
        return Ok(Target::Draft);
    };
    let (draft, at) = (&reviewed.draft, reviewed.path(given)?);
    let pinned = match optional(args, "quote") {
        Some(quote) => {
            let nth = args.get_one::<usize>("nth").copied();
            desk::quoted(draft, &at, quote, nth)?
        }
        None => desk::pinned(draft, &at, None),
    };
    Ok(Target::Place(pinned))
}

fn proposal(
    args: &ArgMatches,
    world: &World<'_>,
    reviewed: &Reviewed,
    on: &Target,
) -> Result<Option<Proposal>, Failure> {
    let Target::Place(pinned) = on else {
        return Ok(None);
    };
    let (at, draft) = (&pinned.anchor.at, &reviewed.draft);
    let misplaced = || Failure::Review(ReviewFailure::Misplaced(at.as_str().to_owned()));
    let is_table = draft.table_names().any(|name| name == at.as_str());
    if let Some(words) = optional(args, "replace") {
        let takes_words = !is_table && !draft.is_row(at);
        let words = given_text(world, words)?;
        return takes_words
            .then_some(Some(Proposal::Words(words)))
            .ok_or_else(misplaced);
    }
    let pairs = |name: &str| args.get_many::<String>(name);
    let proposal = match (pairs("set"), pairs("add-row"), args.get_flag("remove-row")) {
        (Some(pairs), _, _) => Proposal::Cells(cells(reviewed, at, pairs)?),
        (_, Some(pairs), _) => {
            let mut row = Row::new(world.clock.row_ids().next_id());
            row.cells = cells(reviewed, at, pairs)?;
            Proposal::Row(row)
        }
        (_, _, true) => Proposal::RowOut,
        _ => return Ok(None),
    };
    let fits = draft.is_row(at) || (is_table && matches!(proposal, Proposal::Row(_)));
    fits.then_some(Some(proposal)).ok_or_else(misplaced)
}

/// Cells by column, each a column of the table that the address is in.
fn cells<'a>(
    reviewed: &Reviewed,
    at: &FieldPath,
    pairs: impl Iterator<Item = &'a String>,
) -> Result<BTreeMap<String, String>, Failure> {
    let table = reviewed.call.form.table(at.head());
    let cells = pairs.map(|pair| {
        let parted = pair.split_once('=');
        let (column, value) = parted.ok_or_else(|| Failure::Usage(pair.clone()))?;
        let known = table.is_some_and(|table| table.column(column).is_some());
        let unknown = || Failure::BadPath(format!("{}/{column}", at.as_str()));
        known
            .then(|| (column.to_owned(), value.to_owned()))
            .ok_or_else(unknown)
    });
    cells.collect()
}

/// Other words for one's own remark, or none.
pub(super) fn change_own(
    verb: &str,
    args: &ArgMatches,
    world: &World<'_>,
) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let all = reviewed.annotations();
    let one = desk::named(&all, text(args, "NOTE"))?;
    if one.by != reviewed.who()? {
        let failure = ReviewFailure::NotYours(one.by.clone());
        return Err(Failure::Review(failure));
    }
    let act = if verb == "withdraw" {
        Act::Withdraw(one.id.clone())
    } else {
        Act::Amend {
            annotation: one.id.clone(),
            body: given_text(world, text(args, "body"))?,
        }
    };
    reviewed.write(world, vec![act])
}
