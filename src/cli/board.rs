//! `board`: every draft in a line.

mod table;

use super::export::{Way, hand_over};
use super::{World, optional};
use crate::app::board::{Board, Group, Line, Sort};
use crate::app::export::BoardFormat;
use crate::app::failure::Failure;
use crate::cli::output::{Answer, Exit, columns_of, pad, table as columns};
use crate::domain::review::entry::Verdict;
use crate::domain::review::summary::Tally;
use crate::format::csv;
use crate::messages::{Lang, board as words, cli, failures};
use crate::text::visible::visible;
use clap::ArgMatches;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How wide the longest bar is, in columns.
const BAR: u64 = 24;
/// Where the columns about reviews stand: behind their number.
const REVIEW: usize = 6;

pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let mut board = Board::read(world.drafts, world.calls, world.reviews, world.index)?;
    if let Some(wanted) = optional(args, "state") {
        board.lines.retain(|line| line.state.name() == wanted);
    }
    let named = |sort: &Sort| Some(sort.name()) == optional(args, "sort");
    let sort = Sort::ALL.into_iter().find(named).unwrap_or_default();
    board.lines.sort_by(|a, b| sort.order(a, b));
    if let Some(format) = optional(args, "format").filter(|format| *format != "text") {
        return file(args, world, &board, format);
    }
    let failed = board.failed.iter();
    let failed: Vec<_> = failed
        .map(|failure| (failure.code(), failures::message(world.lang, failure)))
        .collect();
    let (projects, categories) = (
        board.groups(|line| line.listed.project.as_str()),
        board.groups(|line| line.category.as_str()),
    );
    if args.get_flag("json") {
        let broken = failed.iter();
        let broken = broken.map(|(code, message)| json!({"code": code, "message": message}));
        let json = json!({
            "drafts": board.lines.iter().map(line_json).collect::<Vec<_>>(), "total": board.total().plain(),
            "by_project": groups_json(&projects), "by_category": groups_json(&categories),
            "broken": broken.collect::<Vec<_>>(),
        });
        return Ok(Answer::new("", json));
    }
    let mut told = listed(world, &board);
    told.push_str(&bars(&projects));
    told.push_str(&bars(&categories));
    for (_, message) in &failed {
        told.push_str(&format!("{message}\n"));
    }
    Ok(Answer::new(told, Value::Null))
}

/// The bytes of a board in a format; `now` is when it was read: RFC 3339, UTC.
#[must_use]
pub fn bytes(lang: Lang, board: &Board, format: BoardFormat, now: &str) -> Vec<u8> {
    match format {
        BoardFormat::Csv => csv::write(&table::table(lang, board)),
        BoardFormat::Xlsx => table::workbook(lang, board, now),
    }
}

/// The board as a file for spreadsheets.
fn file(
    args: &ArgMatches,
    world: &World<'_>,
    board: &Board,
    format: &str,
) -> Result<Answer, Failure> {
    // What a person reads is in Chinese unless another language was asked for.
    let lang = optional(args, "lang").and_then(Lang::with_tag);
    let lang = lang.unwrap_or(Lang::Zh);
    let format = match format {
        "csv" => BoardFormat::Csv,
        _ => BoardFormat::Xlsx,
    };
    let bytes = bytes(lang, board, format, &world.clock.now());
    let way = match (optional(args, "output"), format) {
        (Some(path), _) => Way::named(path),
        (None, BoardFormat::Csv) => Way::Print,
        (None, BoardFormat::Xlsx) => Way::OwnName("board.xlsx"),
    };
    let told = json!({"drafts": board.lines.len(), "broken": board.failed.len()});
    let mut answer = hand_over(world, way, bytes, told)?;
    if !matches!(way, Way::Print) {
        let failed = board.failed.iter();
        let failed = failed.map(|failure| format!("\n{}", failures::message(world.lang, failure)));
        answer.text.extend(failed);
    }
    Ok(if board.failed.is_empty() {
        answer
    } else {
        answer.ending(Exit::Something)
    })
}

fn line_json(line: &Line) -> Value {
    let listed = &line.listed;
    json!({
        "draft": listed.id.as_str(), "call": listed.call.as_str(), "project": listed.project.as_str(),
        "name": line.project, "category": line.category, "applicant": listed.applicant, "state": line.state.name(),
        "dropped": line.dropped,
        "complete": line.complete, "errors": line.errors, "warnings": line.warnings, "total": line.total.plain(),
        "reviews": line.reviews, "review": tally_json(&line.tally),
        "modified": listed.modified,
    })
}

fn tally_json(tally: &Tally) -> Value {
    let verdicts = Verdict::ALL.iter().zip(tally.verdicts);
    let verdicts = verdicts.map(|(verdict, count)| (verdict.name().to_owned(), count.into()));
    json!({
        "mean": tally.mean.map(|mean| f64::from(mean) / 100.0),
        "verdicts": verdicts.collect::<Map<String, Value>>(), "required": tally.required,
    })
}

fn groups_json(groups: &BTreeMap<&str, Group>) -> Value {
    let groups = groups.iter().map(|(name, group)| {
        let value = json!({"drafts": group.drafts, "total": group.total.plain()});
        ((*name).to_owned(), value)
    });
    Value::Object(groups.collect())
}

fn listed(world: &World<'_>, board: &Board) -> String {
    let lang = world.lang;
    if board.lines.is_empty() {
        return format!("{}\n", cli::no_drafts(lang));
    }
    let mut head = words::columns(lang).to_vec();
    head.splice(REVIEW..REVIEW, words::review_columns(lang));
    let mut rows: Vec<Vec<String>> = vec![head.into_iter().map(str::to_owned).collect()];
    rows.extend(board.lines.iter().map(|line| {
        [
            words::state(lang, line.state).to_owned(),
            // Rounded down, so that 100 means that nothing is missing.
            format!("{}%", (line.complete * 100.0).floor()),
            line.errors.to_string(),
            line.warnings.to_string(),
            line.total.to_string(),
            line.reviews.to_string(),
            words::score(&line.tally),
            words::verdicts(lang, &line.tally),
            moment(line.listed.modified),
            visible(line.listed.id.as_str()).into_owned(),
            visible(&line.listed.applicant).into_owned(),
            visible(&words::project_name(lang, line)).into_owned(),
        ]
        .to_vec()
    }));
    let told = columns(&rows);
    let all = words::all(lang, board.lines.len(), &board.total().to_string());
    format!("{told}\n{all}\n")
}

/// Seconds since 1970 as a moment of universal time.
fn moment(since: u64) -> String {
    let time = i64::try_from(since)
        .ok()
        .and_then(|since| Timestamp::from_second(since).ok());
    time.map_or_else(String::new, |time| {
        time.strftime("%Y-%m-%d %H:%MZ").to_string()
    })
}

/// What is asked for, a bar a group.
fn bars(groups: &BTreeMap<&str, Group>) -> String {
    let longest = groups
        .keys()
        .map(|name| columns_of(name))
        .max()
        .unwrap_or(0);
    let most = groups
        .values()
        .map(|group| group.total.fen().max(0))
        .max()
        .unwrap_or(0);
    let mut told = String::from("\n");
    for (name, group) in groups {
        let share = u64::try_from(group.total.fen().max(0)).unwrap_or(0);
        let length = share * BAR / u64::try_from(most.max(1)).unwrap_or(1);
        let bar = "#".repeat(usize::try_from(length).unwrap_or(0));
        told.push_str(&format!(
            "{}  {bar}  {} ({})\n",
            pad(&visible(name), longest),
            group.total,
            group.drafts
        ));
    }
    told
}
