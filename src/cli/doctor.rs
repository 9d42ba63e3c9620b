//! `doctor`: what is right and wrong with the surroundings, and what was mended.

use super::output::{Answer, Exit};
use crate::app::doctor::{Clinic, Grade, Treated, treat};
use crate::messages::{Lang, doctor as words, failures};
use clap::ArgMatches;
use serde_json::{Value, json};

/// The answer to `doctor`. It needs no workspace, so that it can say why there is none.
#[must_use]
pub fn run(lang: Lang, args: &ArgMatches, clinic: &mut dyn Clinic) -> Answer {
    let treated = treat(clinic, args.get_flag("dry-run"));
    let told: String = treated.iter().map(|one| lines(lang, one)).collect();
    let wrong = treated.iter().filter(|one| one.is_wrong()).count();
    let mended = treated.iter().filter(|one| one.came == Some(Ok(())));
    let mended = mended.count();
    let end = match (mended, wrong) {
        (0, 0) => words::all_well(lang).to_owned(),
        (_, 0) => words::mended(lang, mended),
        _ => words::still_wrong(lang, mended, wrong),
    };
    let text = format!("{told}\n{}{end}", words::found(lang, treated.len()));
    let signs: Vec<Value> = treated.iter().map(|one| as_json(lang, one)).collect();
    let json = json!({"signs": signs, "mended": mended, "wrong": wrong});
    Answer::new(text, json).ending(match wrong {
        0 => Exit::Well,
        _ => Exit::Something,
    })
}

fn lines(lang: Lang, treated: &Treated) -> String {
    let mark = match treated.sign.grade() {
        _ if treated.came == Some(Ok(())) => "✓",
        Grade::Well => "✓",
        Grade::Notice => "i",
        Grade::Wrong => "✗",
    };
    let mut lines = format!("{mark} {}\n", words::said(lang, &treated.sign));
    let advice = words::advice(lang, &treated.sign);
    let below = [advice.to_owned(), course(lang, treated).unwrap_or_default()];
    for line in below.iter().filter(|line| !line.is_empty()) {
        lines.push_str(&format!("    {line}\n"));
    }
    lines
}

/// What was done about a sign, or could be.
fn course(lang: Lang, treated: &Treated) -> Option<String> {
    let cure = words::cure(lang, &treated.sign.cure()?);
    Some(match &treated.came {
        None => words::would(lang, &cure),
        Some(Ok(())) => words::done(lang, &cure),
        Some(Err(failure)) => words::failed(lang, &cure, &failures::message(lang, failure)),
    })
}

fn as_json(lang: Lang, treated: &Treated) -> Value {
    let grade = match treated.sign.grade() {
        Grade::Well => "well",
        Grade::Notice => "notice",
        Grade::Wrong => "wrong",
    };
    let cure = match (&treated.came, treated.sign.cure()) {
        (_, None) => Value::Null,
        (None, _) => "possible".into(),
        (Some(Ok(())), _) => "done".into(),
        (Some(Err(failure)), _) => json!({"code": failure.code()}),
    };
    json!({
        "code": treated.sign.code(), "grade": grade, "message": words::said(lang, &treated.sign),
        "hint": words::advice(lang, &treated.sign), "cure": cure,
    })
}
