//! A whole example of each file, from what the program brings along.

use crate::domain::call::Call;
use crate::domain::draft::{DraftId, Origin};
use crate::domain::outline::prefilled;
use crate::domain::review::Notebook;
use crate::domain::review::entry::{Act, Judged, Kind, Remark, Target, Verdict};
use crate::format::export_json::{self, Export};
use crate::format::review_json::{self, NewEntry};
use crate::format::{call_files, catalog_json, packet_json};
use serde_json::{Value, json};

const ID: &str = "2022KCZG001-7k3f9q";
const TIME: &str = "2022-02-18T01:02:03Z";

/// The examples of a schema; none where there is nothing to make one of.
pub(super) fn of(name: &str) -> Vec<Value> {
    let example = match name {
        "draft" => Some(draft()),
        "export" => export(),
        "review" => review(),
        "packet" => packet(),
        "catalog" => built_in(&call_files::built_in().catalog, "projects", &[0]),
        // The sections with a choice, a table and the indicators.
        _ => built_in(&call_files::built_in().form, "sections", &[1, 6, 7]),
    };
    example.into_iter().collect()
}

fn draft() -> Value {
    json!({
        "format": "shenbao-draft/1", "id": ID, "call": "yinchuan-2022", "project": "2022KCZG001",
        "project_digest": "sha256:0000", "created": TIME,
        "fields": {"applicant/name": "银川市某学会", "plan": ["一、宣讲", "二、总结"]},
        "tables": {"budget": [{"id": "r7k2mfqa", "item": "讲课费"}], "schedule": []},
    })
}

/// A built-in file with only some elements of a list.
fn built_in(bytes: &[u8], list: &str, kept: &[usize]) -> Option<Value> {
    let mut value: Value = serde_json::from_slice(bytes).ok()?;
    let all = value.get(list)?.as_array()?;
    let some: Value = kept.iter().filter_map(|at| all.get(*at).cloned()).collect();
    value[list] = some;
    Some(value)
}

fn export() -> Option<Value> {
    let call: Call = call_files::read(&call_files::built_in()).ok()?;
    let project = call.catalog.projects.first()?;
    let origin = Origin {
        id: DraftId::parse(ID)?,
        call: call.catalog.call.clone(),
        project: project.code.clone(),
        project_digest: catalog_json::project_digest(project),
        created: TIME.to_owned(),
    };
    let draft = prefilled(origin, &call.form, project);
    let finding = json!({
        "rule": "F001", "severity": "error", "path": "plan", "message": "这一项必填。",
        "cites": [{"source": "2022KCZG001/scope", "text": "资料费", "start": 14, "end": 17}],
    });
    let line = json!({"verdict": "named", "amount": "2000.00", "cites": []});
    Some(export_json::to_value(&Export {
        draft: &draft,
        call: &call,
        project,
        exported: TIME,
        forced: true,
        findings: vec![finding],
        lines: vec![line],
        totals: json!({"all": "2000.00", "by_category": {"资料费": "2000.00"}, "by_source": {}, "unread": 0}),
    }))
}

fn packet() -> Option<Value> {
    Some(json!({
        "format": packet_json::FORMAT, "blind": true, "call": {"id": "yinchuan-2022", "digest": "sha256:0000"},
        "draft": draft(), "notebooks": [review()?],
    }))
}

fn review() -> Option<Value> {
    let entry = |turn, act| {
        let entry = NewEntry {
            by: "王评审".to_owned(),
            time: TIME.to_owned(),
            turn,
            judged: Judged::default(),
            act,
        };
        entry.entry()
    };
    let remark = Remark {
        on: Target::Section("plan".to_owned()),
        kind: Kind::Question,
        body: "宣讲分几场？".to_owned(),
        proposal: None,
    };
    let verdict = Act::Verdict {
        verdict: Verdict::Revise,
        note: "请补充进度。".to_owned(),
    };
    let entries = vec![entry(1, Act::Annotate(Box::new(remark))), entry(2, verdict)];
    let notebook = Notebook::new("王评审".to_owned(), entries, false);
    Some(review_json::to_value(&DraftId::parse(ID)?, &notebook))
}
