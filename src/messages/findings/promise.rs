//! Words of the rules about promises.

use crate::domain::rules::promise::{Compared, PromiseProblem, PromiseRule};
use crate::messages::{Lang, form};

messages! {
    missed(promised: &str, unit: &str, target: &str) { "承诺 {promised}{unit}，规定{target}，请改到达标。", "You promise {promised} {unit}; the call prints {target}. Change it to meet that." }
    missing(target: &str) { "还没有承诺，规定{target}。", "Nothing is promised; the call prints {target}." }
    not_a_number { "承诺值要写成数字，单位不用写。", "Write the promise as a number, without its unit." }
    soft_missed(promised: &str, unit: &str, target: &str) { "承诺 {promised}{unit}，原则上{target}；低于它请在方案里说明。", "You promise {promised} {unit}; as a rule it is {target}. Give the reason in the plan." }
    exceeds(promised: &str, unit: &str, target: &str) { "承诺 {promised}{unit}，多于规定的{target}；结项按承诺验收，请确认做得到。", "You promise {promised} {unit}, more than the {target} printed. It will be held against you; be sure you can." }
    no_alternative { "这几项承诺至少要有一项达到规定。", "At least one of these promises has to meet what was printed." }
}

rule_book! { PromiseRule
    Missed {
        title { "承诺低于规定", "A promise misses what was printed" }
        explanation { "“不少于”“不低于”以规定数为下限，“不超过”“不高于”为上限，光写一个数的就是那个数（民法典第一千二百五十九条：以上、以下、以内包括本数）。低于规定的申报不会通过，改到达标即可。", "“Not fewer than” is a floor, “not more than” a ceiling, a bare number is that number (Civil Code art. 1259: 以上, 以下 and 以内 include it). An application that promises less will not pass; promise at least what was printed." }
        example { "指标“参与企业不少于50家”，承诺 30 家", "Indicator “参与企业不少于50家”, promise 30" }
    }
    Missing {
        title { "没有承诺", "Nothing is promised" }
        explanation { "目录规定了数量，申报书要逐条承诺。新草稿已按规定数预填；清空后请补上。", "The call prints a quantity, and the application promises one for each. A new draft has the printed ones; fill it in again." }
        example { "指标“参与企业不少于50家”，承诺空着", "Indicator “参与企业不少于50家”, nothing promised" }
    }
    NotANumber {
        title { "承诺不是数字", "A promise that is no number" }
        explanation { "承诺值写数字，可以用全角数字；不写单位和“不少于”。", "Write the number alone, full-width digits are fine; no unit and no “at least”." }
        example { "承诺：“五十家以上”", "Promise: “五十家以上”" }
    }
    SoftMissed {
        title { "低于“原则上”的数", "Below what is asked as a rule" }
        explanation { "原文写“原则上”的数不是硬要求，低于它要有理由。", "What is printed with 原则上 is not strict, but less than it wants a reason." }
        example { "“原则上每县市区4场次”，承诺每县市区 3 场次", "“原则上每县市区4场次”, promise 3" }
    }
    Exceeds {
        title { "承诺多于规定", "More than was asked" }
        explanation { "多承诺是好事，但结项验收按承诺的数，不按规定的数。", "Promising more is good, but at the closing the promise counts, not the print." }
        example { "“总结1份”，承诺 2 份", "“总结1份”, promise 2" }
    }
    NoAlternative {
        title { "几选一都不达标", "None of the alternatives is met" }
        explanation { "原文给出几种情形（如企业科协按人数、园区科协按家数），达到其中一种即可。", "The print gives several cases (an enterprise counts persons, a park counts members); meeting one of them is enough." }
        example { "企业科协 20 人，园区科协 10 家", "20 persons, 10 members" }
    }
}

/// What a problem says, in one sentence that tells what to do.
#[must_use]
pub fn sentence(lang: Lang, problem: &PromiseProblem) -> String {
    let of = |compared: &Compared| {
        (
            compared.promised.to_string(),
            form::target(lang, compared.target, &compared.unit),
        )
    };
    match problem {
        PromiseProblem::Missed(compared) => {
            let (promised, target) = of(compared);
            missed(lang, &promised, &compared.unit, &target)
        }
        PromiseProblem::Missing { target, unit } => {
            missing(lang, &form::target(lang, *target, unit))
        }
        PromiseProblem::NotANumber => not_a_number(lang).to_owned(),
        PromiseProblem::SoftMissed(compared) => {
            let (promised, target) = of(compared);
            soft_missed(lang, &promised, &compared.unit, &target)
        }
        PromiseProblem::Exceeds(compared) => {
            let (promised, target) = of(compared);
            exceeds(lang, &promised, &compared.unit, &target)
        }
        PromiseProblem::NoAlternative => no_alternative(lang).to_owned(),
    }
}
