//! Words about verifying an exported file.

use crate::app::verify::{Part, Verified, What, Wrong};
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    good { "没有问题：内容完整，与这里的目录和规则一致。", "All holds: the file is whole, and fits the catalog and the rules here." }
    not_looked_at { "没有查", "not looked at" }
    misshapen(said: &str) { "不合导出文件的格式（{said}）", "not as an export has it ({said})" }
    changed { "写出之后被改动过，与摘要不符", "changed after it was written: the digest does not fit" }
    no_call(call: &str) { "这里没有批次 {call}，不能重新计算", "the call {call} is not here, so that nothing can be worked out again" }
    other_catalog { "与这里的项目目录不是同一版", "the catalog here is another version" }
    no_project(code: &str) { "这里的目录没有项目 {code}", "the catalog here has no project {code}" }
    differs { "重新计算的结果不同", "working it out again gives something else" }
    written_by(version: &str, time: &str) { "由 shenbao {version} 写于 {time}", "written by shenbao {version} at {time}" }
    digest(digest: &str) { "草稿摘要 {digest}", "digest of the draft {digest}" }
}

/// What a part is called.
#[must_use]
pub fn part(lang: Lang, part: Part) -> &'static str {
    let (zh, en) = match part {
        Part::Shape => ("格式", "shape"),
        Part::Digest => ("摘要", "digest"),
        Part::Catalog => ("项目目录", "catalog"),
        Part::Project => ("项目", "project"),
        Part::Fields => ("填写内容", "answers"),
        Part::Commitments => ("承诺", "promises"),
        Part::Budget => ("预算", "budget"),
        Part::Findings => ("检查结果", "findings"),
    };
    lang.pick(zh, en)
}

/// What is wrong, in a sentence.
#[must_use]
pub fn sentence(lang: Lang, what: &What) -> String {
    match what {
        What::Misshapen(said) => misshapen(lang, &visible(said)),
        What::Changed => changed(lang).to_owned(),
        What::NoCall(call) => no_call(lang, &visible(call)),
        What::OtherCatalog => other_catalog(lang).to_owned(),
        What::NoProject(code) => no_project(lang, &visible(code)),
        What::Differs => differs(lang).to_owned(),
    }
}

/// Every part in a line, what is wrong with it below.
#[must_use]
pub fn page(lang: Lang, verified: &Verified) -> String {
    let mut out = String::new();
    for one in Part::ALL {
        let wrong: Vec<&Wrong> = verified
            .wrong
            .iter()
            .filter(|wrong| wrong.part == one)
            .collect();
        let (mark, more) = match (wrong.is_empty(), verified.looked_at.contains(&one)) {
            (false, _) => ("✗", ""),
            (true, true) => ("✓", ""),
            (true, false) => ("?", not_looked_at(lang)),
        };
        out.push_str(format!("{mark} {}  {more}", part(lang, one)).trim_end());
        out.push('\n');
        for wrong in wrong {
            let place = visible(&wrong.place);
            out.push_str(&format!("    {place}  {}\n", sentence(lang, &wrong.what)));
        }
    }
    out
}
