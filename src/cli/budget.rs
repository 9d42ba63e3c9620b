//! `budget add`, `budget remove`, `budget check`.

use super::draft::edit_draft;
use super::output::{Answer, Exit, cite_json, finding_json, finding_text};
use super::{World, content, draft_id, find_project, optional, text};
use crate::app::failure::Failure;
use crate::domain::budget::{BudgetLine, totals};
use crate::domain::draft::Row;
use crate::domain::edit::Edit;
use crate::domain::field::RowId;
use crate::domain::finding::Severity;
use crate::domain::form::TableRole;
use crate::domain::rules::spending::{Budget, check_budget};
use crate::domain::ruling::{Ruling, Verdict};
use crate::format::fault::{DataFault, DataFaultKind};
use crate::format::json_text;
use crate::messages::{cli as words, form};
use clap::ArgMatches;
use serde_json::{Map, Value, json};

pub(super) fn run(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    match args.subcommand() {
        Some(("add", args)) => add(args, world),
        Some(("remove", args)) => remove(args, world),
        Some((_, args)) => check(args, world),
        None => Err(Failure::Usage("budget".to_owned())),
    }
}

const COLUMNS: &[&str] = &[
    "category",
    "item",
    "quantity",
    "unit",
    "unit_price",
    "justification",
    "indicator",
    "source",
];

fn add(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let mut ids = world.clock.row_ids();
    let mut row = Row::new(ids.next_id());
    for column in COLUMNS {
        if let Some(value) = optional(args, column) {
            row.cells.insert((*column).to_owned(), value.to_owned());
        }
    }
    let row_id = row.id.as_str().to_owned();
    edit_draft(world, &id, |form, _, draft| {
        let table = form
            .table_of(TableRole::Budget)
            .map(|(name, _)| name.to_owned());
        let table = table.ok_or_else(|| Failure::BadPath("budget".to_owned()))?;
        let index = draft.rows(&table).len();
        Ok(Edit::InsertRow {
            table,
            index,
            row: row.clone(),
        })
    })?;
    Ok(Answer {
        raw: true,
        ..Answer::new(row_id.clone(), json!({"draft": id.as_str(), "row": row_id}))
    })
}

fn remove(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let id = draft_id(text(args, "ID"))?;
    let line = text(args, "LINE").to_owned();
    edit_draft(world, &id, |form, _, draft| {
        let table = form
            .table_of(TableRole::Budget)
            .map(|(name, _)| name.to_owned());
        let table = table.ok_or_else(|| Failure::BadPath("budget".to_owned()))?;
        let by_index = line
            .parse::<usize>()
            .ok()
            .and_then(|index| draft.rows(&table).get(index));
        let row = by_index
            .map(|row| row.id.clone())
            .or_else(|| RowId::parse(&line));
        match row.filter(|row| draft.row(&table, row).is_some()) {
            Some(row) => Ok(Edit::RemoveRow { table, row }),
            None => Err(Failure::NoRow(line.clone())),
        }
    })?;
    Ok(Answer::new(
        String::new(),
        json!({"draft": id.as_str(), "removed": line}),
    ))
}

fn check(args: &ArgMatches, world: &mut World<'_>) -> Result<Answer, Failure> {
    let (call, project) = find_project(world, text(args, "CODE"))?;
    let file = optional(args, "FILE").unwrap_or("-");
    let bytes = world.files.read(file, json_text::MAX_BYTES)?;
    let value = json_text::read(&bytes).map_err(|fault| content(file, fault))?;
    let lines = read_lines(&value).map_err(|fault| content(file, fault))?;
    let names: Vec<String> = (0..lines.len()).map(|index| index.to_string()).collect();
    let budget = Budget {
        table: "budget",
        rows: names.iter().map(String::as_str).zip(&lines).collect(),
        project: &project,
        taxonomy: &call.taxonomy,
        cap_fen: call.form.cap_fen,
    };
    let (rulings, findings) = check_budget(&budget);
    let explain = args.get_flag("explain");
    let (mut out, mut told) = (String::new(), Vec::new());
    for (index, (ruling, line)) in rulings.iter().zip(&lines).enumerate() {
        let prefix = format!("budget/{index}");
        let own: Vec<_> = findings
            .iter()
            .filter(|finding| finding.at.is_within(&prefix))
            .collect();
        out.push_str(&line_text(world, index, line, ruling, explain));
        own.iter()
            .for_each(|finding| out.push_str(&finding_text(world.lang, finding, &line.item)));
        let mut json = line_json(line, ruling);
        let said = own
            .iter()
            .map(|finding| finding_json(world.lang, finding))
            .collect();
        json.insert("findings".into(), Value::Array(said));
        told.push(Value::Object(json));
    }
    let total = totals(&lines).all;
    out.push_str(&format!(
        "{}\n",
        words::total(world.lang, &total.to_string())
    ));
    let errors = findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let json = json!({"code": project.code.as_str(), "lines": told, "total": total.plain()});
    Ok(Answer::new(out, json).ending(if errors { Exit::Something } else { Exit::Well }))
}

fn line_text(
    world: &World<'_>,
    index: usize,
    line: &BudgetLine,
    ruling: &Ruling,
    explain: bool,
) -> String {
    let item = ruling.scope_item.as_deref().unwrap_or("");
    let verdict = form::verdict(world.lang, ruling.verdict);
    let mut text = format!("{} {}  {} {item}\n", index + 1, line.item, verdict);
    if explain {
        for matched in &ruling.matched {
            text.push_str(&format!(
                "    {} “{}” → {}\n",
                matched.column,
                matched.text,
                matched.kind.as_str()
            ));
        }
        for cite in &ruling.cites {
            let source = form::source(world.lang, &cite.source);
            text.push_str(&format!("    “{}” — {source}\n", cite.text));
        }
    }
    text
}

/// A ruled line as JSON.
pub(super) fn line_json(line: &BudgetLine, ruling: &Ruling) -> Map<String, Value> {
    let mut json = Map::new();
    json.insert("verdict".into(), verdict_word(ruling.verdict).into());
    json.insert(
        "scope_item".into(),
        ruling.scope_item.clone().map_or(Value::Null, Value::String),
    );
    json.insert(
        "kind".into(),
        ruling
            .kind
            .as_ref()
            .map_or(Value::Null, |kind| kind.as_str().into()),
    );
    json.insert(
        "amount".into(),
        line.amount()
            .map_or(Value::Null, |amount| amount.plain().into()),
    );
    json.insert("cites".into(), ruling.cites.iter().map(cite_json).collect());
    let matched = ruling.matched.iter().map(|matched| {
        json!({"column": matched.column, "text": matched.text, "start": matched.span.start, "end": matched.span.end, "kind": matched.kind.as_str()})
    });
    json.insert("matched".into(), matched.collect());
    json.insert("nearest".into(), ruling.nearest.clone().into());
    json
}

/// The stable word of a verdict.
pub(super) fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Named => "named",
        Verdict::Open => "open",
        Verdict::Outside => "outside",
        Verdict::Unclear => "unclear",
    }
}

fn read_lines(value: &Value) -> Result<Vec<BudgetLine>, DataFault> {
    let shape =
        |place: String, name: &str| DataFault::at(place, DataFaultKind::Shape(name.to_owned()));
    let lines = value
        .as_array()
        .ok_or_else(|| shape(String::new(), "array"))?;
    let read = lines.iter().enumerate().map(|(index, line)| {
        let members = line
            .as_object()
            .ok_or_else(|| shape(format!("/{index}"), "object"))?;
        let text = |name: &str| match members.get(name) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(_) => Err(shape(format!("/{index}/{name}"), "string")),
        };
        Ok(BudgetLine {
            category: text("category")?,
            item: text("item")?,
            quantity: text("quantity")?,
            unit: text("unit")?,
            unit_price: text("unit_price")?,
            amount: text("amount")?,
            justification: text("justification")?,
            indicator: text("indicator")?,
            source: text("source")?,
        })
    });
    read.collect()
}
