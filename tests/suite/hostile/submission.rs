//! What hides in a submission is told with its place, can be mended, and is seen where two texts are compared (R10).

use super::payloads::{LOOK_ALIKES, got_through, payloads};
use crate::support::frame::call;
use shenbao::app::check::check;
use shenbao::domain::diff::diff;
use shenbao::domain::diff::text::Grain;
use shenbao::domain::draft::{Draft, DraftId, Origin};
use shenbao::domain::edit::Edit;
use shenbao::domain::field::FieldPath;
use shenbao::domain::finding::{Finding, Problem};
use shenbao::domain::outline::prefilled;
use shenbao::domain::rules::form::FormProblem;
use shenbao::messages::{Lang, versions};

fn draft(plan: &str) -> Draft {
    let call = call();
    let project = &call.catalog.projects[0];
    let origin = Origin {
        id: DraftId::parse("x-1").unwrap(),
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: String::new(),
        created: String::new(),
    };
    let mut draft = prefilled(origin, &call.form, project);
    let at = FieldPath::parse("plan").unwrap();
    draft
        .apply(&Edit::Set {
            at,
            text: plan.to_owned(),
        })
        .unwrap();
    draft
}

/// What is said about hidden or mistaken characters, and where.
fn told(draft: &Draft) -> Vec<(Finding, usize)> {
    let call = call();
    let checked = check(&call, &call.catalog.projects[0], draft);
    let places = checked.findings.into_iter().filter_map(|finding| {
        let offset = match &finding.problem {
            Problem::Form(FormProblem::Hidden { offset, .. }) => *offset,
            Problem::Form(FormProblem::LookAlike { first, .. }) => first.offset,
            _ => return None,
        };
        Some((finding, offset))
    });
    places.collect()
}

/// Pairs of what is written, and what it looks like.
fn pairs() -> Vec<(String, String)> {
    let hidden = payloads()
        .into_iter()
        .map(|payload| (payload, String::new()));
    let alike = LOOK_ALIKES
        .iter()
        .map(|(is, seems)| ((*is).to_owned(), (*seems).to_owned()));
    hidden.chain(alike).collect()
}

#[test]
fn every_payload_in_a_submission_is_told_with_its_place_and_can_be_mended() {
    for (payload, seems) in pairs() {
        let mut hostile = draft(&format!("围绕{payload}工作"));
        let found = told(&hostile);
        let (finding, offset) = found
            .first()
            .unwrap_or_else(|| panic!("{payload:?} is not told"));
        let mut seeming = seems.chars();
        let first = payload.chars().position(|c| Some(c) != seeming.next());
        assert_eq!(*offset, 2 + first.unwrap(), "{payload:?}");
        hostile.apply(&finding.remedies[0]).unwrap();
        assert!(told(&hostile).is_empty(), "{payload:?}");
    }
    assert!(told(&draft("围绕 paypal 和 Москва 的工作：一、👩‍🔬；二、μm。")).is_empty());
}

#[test]
fn texts_that_look_the_same_never_compare_as_different_without_a_sign_of_it() {
    let call = call();
    for (payload, seems) in pairs() {
        let (was, is) = (
            draft(&format!("围绕{seems}工作")),
            draft(&format!("围绕{payload}工作")),
        );
        for grain in [Grain::Words, Grain::Chars] {
            let changes = diff(&was, &is, grain);
            assert_eq!(changes.len(), 1, "{payload:?}");
            let shown = versions::change::change(Lang::Zh, &call.form, &changes[0], "实施方案");
            assert_eq!(got_through(shown.as_bytes()), Vec::<String>::new());
            assert!(
                shown.contains("<U+") || shown.contains(|c| ('␀'..='␡').contains(&c)),
                "{payload:?}: {shown}"
            );
        }
    }
}
