//! `review summary`: all scores side by side, verdicts, and what is still required.

use super::{Reviewed, beside, broken_json};
use crate::app::failure::Failure;
use crate::cli::World;
use crate::cli::output::{Answer, Exit, table};
use crate::domain::review::annotation::Annotation;
use crate::domain::review::entry::{Target, Verdict};
use crate::domain::review::rubric::Rubric;
use crate::domain::review::sheet::Sheet;
use crate::domain::review::summary::{Spread, Summary};
use crate::messages::review::summary as words;
use crate::messages::{Lang, review};
use crate::text::visible::visible;
use clap::ArgMatches;
use serde_json::{Map, Value, json};

pub(super) fn run(args: &ArgMatches, world: &World<'_>) -> Result<Answer, Failure> {
    let reviewed = Reviewed::read(args, world, false)?;
    let rubric = &reviewed.call.form.rubric;
    let summary = Summary::of(&reviewed.notebooks, rubric);
    let lang = world.lang;
    let mut told = format!(
        "{}\n",
        words::title(lang, reviewed.draft.origin.id.as_str())
    );
    if summary.sheets.is_empty() {
        told.push_str(&format!("{}\n", words::no_scores(lang)));
    } else {
        told.push_str(&table(&scores(lang, &summary, rubric)));
    }
    for sheet in &summary.sheets {
        told.push_str(&judged(lang, sheet));
    }
    told.push_str(&open(lang, &summary));
    told.push_str(&beside(world, reviewed.hidden, &reviewed.failed));
    let mut json = summary_json(lang, &summary, rubric);
    json["draft"] = reviewed.draft.origin.id.as_str().into();
    json["hidden"] = reviewed.hidden.into();
    json["broken"] = broken_json(world, &reviewed.failed);
    let exit = if reviewed.failed.is_empty() {
        Exit::Well
    } else {
        Exit::Something
    };
    Ok(Answer::new(told, json).ending(exit))
}

/// The rows of the table of scores: a head, a row a criterion, a row for the whole.
fn scores(lang: Lang, summary: &Summary, rubric: &Rubric) -> Vec<Vec<String>> {
    let shown = |points: Option<&Option<u32>>| match points {
        None => String::new(),
        Some(None) => "-".to_owned(),
        Some(Some(points)) => points.to_string(),
    };
    let mut head: Vec<String> = words::columns(lang).map(str::to_owned).to_vec();
    head.extend(summary.sheets.iter().map(|sheet| review::said(&sheet.by)));
    head.extend(words::spread_columns(lang).map(str::to_owned));
    let mut rows = vec![head];
    for (criterion, spread) in rubric.criteria.iter().zip(&summary.criteria) {
        let mut row = vec![
            visible(&criterion.id).into_owned(),
            visible(lang.words(&criterion.title)).into_owned(),
            criterion.weight.to_string(),
            criterion.most.to_string(),
        ];
        let given = summary
            .sheets
            .iter()
            .map(|sheet| sheet.scores.get(&criterion.id));
        row.extend(given.map(shown));
        let apart = spread
            .least
            .zip(spread.most)
            .map(|(least, most)| most - least);
        row.push(hundredths(spread.mean));
        row.push(apart.map_or_else(String::new, |apart| apart.to_string()));
        rows.push(row);
    }
    let mut whole = vec![
        String::new(),
        words::whole(lang).to_owned(),
        String::new(),
        "100".to_owned(),
    ];
    whole.extend(
        summary
            .sheets
            .iter()
            .map(|sheet| hundredths(sheet.figure(rubric))),
    );
    let Spread { least, most, .. } = summary.figures;
    whole.push(hundredths(summary.mean()));
    whole.push(hundredths(
        least.zip(most).map(|(least, most)| most - least),
    ));
    rows.push(whole);
    rows
}

fn hundredths(value: Option<u32>) -> String {
    value.map_or_else(String::new, |value| {
        format!("{}.{:02}", value / 100, value % 100)
    })
}

/// A line about a reviewer's verdict and conflict of interest.
fn judged(lang: Lang, sheet: &Sheet) -> String {
    let by = review::said(&sheet.by);
    let mut told = String::new();
    if let Some(given) = &sheet.verdict {
        let verdict = review::verdict(lang, given.verdict);
        told.push_str(&format!(
            "{}\n",
            words::gave(lang, &by, verdict, &given.note)
        ));
    }
    if let Some(conflict) = &sheet.conflict {
        told.push_str(&format!("{}\n", words::stands_back(lang, &by, conflict)));
    }
    told
}

fn open(lang: Lang, summary: &Summary) -> String {
    let (required, others) = (summary.open_required.len(), summary.open_others);
    let mut told = format!("{}\n", words::open(lang, required, others));
    for one in &summary.open_required {
        let path = path(one).unwrap_or_default();
        told.push_str(&words::required(lang, one, &visible(path)));
        told.push('\n');
    }
    told
}

fn path(one: &Annotation) -> Option<&str> {
    match &one.on {
        Target::Draft => None,
        Target::Section(id) => Some(id),
        Target::Place(pinned) => Some(pinned.anchor.at.as_str()),
    }
}

fn summary_json(lang: Lang, summary: &Summary, rubric: &Rubric) -> Value {
    let criteria = rubric.criteria.iter().zip(&summary.criteria);
    let criteria = criteria.map(|(criterion, spread)| {
        let mut json = spread_json(spread);
        json["id"] = criterion.id.as_str().into();
        json["title"] = lang.words(&criterion.title).into();
        json["weight"] = criterion.weight.into();
        json["points"] = criterion.most.into();
        json
    });
    let verdicts = Verdict::ALL.map(|verdict| {
        let count = summary.verdicts.get(&verdict).copied().unwrap_or(0);
        (verdict.name().to_owned(), count.into())
    });
    let required = summary.open_required.iter().map(
        |one| json!({"id": one.id.as_str(), "by": one.by, "path": path(one), "body": one.body}),
    );
    let figures = &summary.figures;
    json!({
        "draft": null, "blind": rubric.blind, "hidden": 0,
        "criteria": criteria.collect::<Vec<_>>(),
        "reviewers": summary.sheets.iter().map(|sheet| sheet_json(sheet, rubric)).collect::<Vec<_>>(),
        "figure": {
            "count": figures.count, "least": part(figures.least), "most": part(figures.most),
            "mean": part(summary.mean()),
        },
        "verdicts": Map::from_iter(verdicts),
        "open": {"required": required.collect::<Vec<_>>(), "others": summary.open_others},
    })
}

fn spread_json(spread: &Spread) -> Value {
    json!({
        "id": null, "title": null, "weight": null, "points": null, "count": spread.count,
        "abstained": spread.abstained, "least": spread.least, "most": spread.most, "mean": part(spread.mean),
    })
}

fn sheet_json(sheet: &Sheet, rubric: &Rubric) -> Value {
    let verdict = sheet.verdict.as_ref().map(|given| {
        json!({
            "verdict": given.verdict.name(), "note": given.note, "time": given.time,
            "version": given.judged.version, "digest": given.judged.digest,
        })
    });
    json!({
        "by": sheet.by, "scores": sheet.scores, "figure": part(sheet.figure(rubric)), "verdict": verdict,
        "conflict": sheet.conflict,
    })
}

/// Hundredths as a number.
fn part(hundredths: Option<u32>) -> Option<f64> {
    hundredths.map(|value| f64::from(value) / 100.0)
}
