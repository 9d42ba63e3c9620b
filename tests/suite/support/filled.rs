//! A draft in which everything is there that is required.

use serde_json::{Value, json};
use std::path::Path;

/// Fills the draft of this file; `ok` runs the program where the draft is.
pub fn filled(file: &Path, id: &str, ok: &dyn Fn(&[&str]) -> String) {
    let mut draft: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    draft["tables"]["schedule"] =
        json!([{"id": "r1", "task": "宣讲", "start": "2022-03-01", "end": "2022-10-30"}]);
    std::fs::write(file, draft.to_string()).unwrap();
    let batch = json!({
        "cover/period": "2022-03-01 至 2022-10-30", "applicant/name": "银川市某协会",
        "applicant/credit_code": "91640100MA75W0000M", "applicant/type": "society",
        "applicant/address": "银川市", "applicant/legal_person": "王某", "applicant/contact": "李某",
        "applicant/phone": "13800000000", "lead/name": "李某", "lead/title": "工程师", "lead/phone": "13800000000",
        "basis": "依据。", "aim": "目标。", "plan": "宣讲。", "results": "成果。",
        "declaration/agree": "yes", "declaration/signed_by": "王某",
    });
    let path = file.with_file_name(".batch");
    std::fs::write(&path, batch.to_string()).unwrap();
    ok(&["set", id, "--batch", path.to_str().unwrap()]);
    std::fs::remove_file(&path).unwrap();
    let line = [
        "budget",
        "add",
        id,
        "--category",
        "讲师劳务费",
        "--item",
        "专家讲课费",
    ];
    let sum = ["--quantity", "4", "--unit", "学时", "--unit-price", "800"];
    ok(&[&line[..], &sum].concat());
}
