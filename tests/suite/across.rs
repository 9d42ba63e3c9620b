//! Rules across the form, each on a small draft that breaks it and on one that does not.

use crate::support::frame::call;
use shenbao::app::check::check;
use shenbao::domain::call::Call;
use shenbao::domain::draft::{Draft, Origin, Row};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::{FieldPath, RowId};
use shenbao::domain::form::Weight;
use shenbao::domain::outline::prefilled;

fn draft(call: &Call, code: &str) -> Draft {
    let project = call.catalog.project(code).unwrap();
    let origin = Origin {
        id: shenbao::domain::draft::DraftId::parse("d-1").unwrap(),
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: String::new(),
        created: String::new(),
    };
    prefilled(origin, &call.form, project)
}

/// `budget item=专家讲课费 unit=学时; schedule count=8; set indicators/1/1/commitment=30`
fn change(draft: &mut Draft, changes: &str) {
    let steps = changes.split(';').map(str::trim);
    for (index, step) in steps.filter(|step| !step.is_empty()).enumerate() {
        let (table, rest) = step.split_once(' ').unwrap();
        if table == "set" {
            let (at, text) = rest.split_once('=').unwrap();
            let at = FieldPath::parse(at).unwrap();
            let text = text.to_owned();
            draft.apply(&Edit::Set { at, text }).unwrap();
            continue;
        }
        let id = RowId::parse(&format!("r{index}")).unwrap();
        let place = draft.rows(table).len();
        let row = Row::new(id.clone());
        let table = table.to_owned();
        draft
            .apply(&Edit::InsertRow {
                table: table.clone(),
                index: place,
                row,
            })
            .unwrap();
        for cell in rest.split_whitespace() {
            let (column, text) = cell.split_once('=').unwrap();
            let at = FieldPath::cell(&table, &id, column);
            let text = text.to_owned();
            draft.apply(&Edit::Set { at, text }).unwrap();
        }
    }
}

fn codes(call: &Call, code: &str, changes: &str) -> Vec<String> {
    let mut draft = draft(call, code);
    change(&mut draft, changes);
    let project = call.catalog.project(code).unwrap();
    let findings = check(call, project, &draft).findings;
    let across = findings.iter().map(|finding| finding.rule().code());
    across
        .filter(|code| code.starts_with(['X', 'S']) || *code == "B013")
        .map(str::to_owned)
        .collect()
}

#[test]
fn parts_of_the_form_are_held_against_each_other() {
    let call = call();
    let lecture = "budget item=专家讲课费 unit=学时 indicator=1 quantity=2 unit_price=500";
    for (code, changes, wanted) in [
        ("2022SHXLJK001", "", &[][..]),
        // A lecture is promised and nobody is paid for it.
        (
            "2022SHXLJK001",
            "budget item=满意度调查表印刷 indicator=4",
            &["X001"],
        ),
        ("2022SHXLJK001", lecture, &[]),
        ("2022SHXLJK001", "budget item=劳务费 indicator=1", &[]),
        // Named, but it serves no indicator.
        ("2022SHXLJK001", "budget item=专家讲课费", &["X002"]),
        // 24 sessions are promised.
        (
            "2022SHXLJK001",
            "schedule task=讲座 count=8; schedule task=讲座 count=10",
            &["X003"],
        ),
        (
            "2022SHXLJK001",
            "schedule task=讲座 count=14; schedule task=讲座 count=10",
            &[],
        ),
        ("2022SHXLJK001", "schedule task=讲座", &[]),
        // A paper that was printed and taken out.
        (
            "2022SHXLJK001",
            "set indicators/4/proof=总结",
            &["X004", "X004"],
        ),
        // 5 a county for six counties is more than 24.
        (
            "2022SHXLJK001",
            "set indicators/1/2/commitment=5",
            &["X006"],
        ),
        (
            "2022SHXLJK001",
            "set indicators/1/2/commitment=5; set indicators/1/1/commitment=30",
            &[],
        ),
        // Three like prices, one of them ten times the others.
        (
            "2022SHXLJK001",
            "budget item=专家讲课费 unit=学时 indicator=1 unit_price=500; budget item=教授讲课费 unit=学时 indicator=1 unit_price=550; \
             budget item=讲师课酬 unit=学时 indicator=1 unit_price=5500",
            &["X005"],
        ),
        // The schedule leaves the period that the cover names; one finding a row; a period that is no period says nothing.
        (
            "2022SHXLJK001",
            "set cover/period=2022-03-01~2022-05-30; schedule start=2022-02-20 end=2022-06-10; schedule start=2022-03-01 end=2022-05-30",
            &["S003"],
        ),
        (
            "2022SHXLJK001",
            "set cover/period=三月到九月; schedule start=2022-02-20 end=2022-03-10",
            &[],
        ),
        // Tax by itself, and a fee after tax.
        (
            "2022SHXLJK001",
            "budget item=专家讲课费（税后） indicator=1; budget item=代扣个人所得税 indicator=1",
            &["B013", "B013"],
        ),
    ] {
        let told = codes(&call, code, changes);
        assert_eq!(told, wanted, "{changes}");
    }
}

#[test]
fn the_remedy_of_a_missing_paper_and_of_shares_makes_the_finding_go() {
    let call = call();
    let project = call.catalog.project("2022SHXLJK001").unwrap();
    for (changes, rule) in [
        ("set indicators/4/proof=总结、满意度调查表", "X004"),
        ("set indicators/1/2/commitment=5", "X006"),
    ] {
        let mut draft = draft(&call, "2022SHXLJK001");
        change(&mut draft, changes);
        let before = draft.clone();
        let findings = check(&call, project, &draft).findings;
        let finding = findings
            .iter()
            .find(|finding| finding.rule().code() == rule)
            .unwrap();
        let inverse = draft.apply(&finding.remedies[0]).unwrap();
        let after = check(&call, project, &draft).findings;
        assert!(
            after.iter().all(|finding| finding.rule().code() != rule),
            "{changes}"
        );
        draft.apply(&inverse).unwrap();
        assert_eq!(draft, before);
    }
}

#[test]
fn a_call_switches_a_rule_off_or_gives_it_another_weight() {
    let mut call = Call::clone(&call());
    let changes = "set indicators/4/proof=总结";
    assert_eq!(codes(&call, "2022SHXLJK001", changes), ["X004", "X004"]);
    let mut form = (*call.form).clone();
    form.weights.insert("X004".into(), Weight::Off);
    call.form = form.into();
    assert!(codes(&call, "2022SHXLJK001", changes).is_empty());
}
