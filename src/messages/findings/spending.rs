//! Words of the rules about the budget.

use crate::domain::rules::spending::{SpendingProblem, SpendingRule};
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    outside(words: &str, nearest: &str) { "“{words}”不在支出范围内，请删去或改为可列支的：{nearest}。", "“{words}” is outside the permitted spending. Take it out, or use one of: {nearest}." }
    outside_bare(words: &str) { "“{words}”不在支出范围内，请删去。", "“{words}” is outside the permitted spending. Take it out." }
    no_reason { "支出范围没有点名这一项，请写明用途。", "The scope does not name this; say what it is for." }
    no_indicator { "支出范围没有点名这一项，请指明它服务于哪条指标。", "The scope does not name this; say which indicator it serves." }
    no_reason_or_indicator { "支出范围没有点名这一项，请写明用途，并指明服务于哪条指标。", "The scope does not name this; say what it is for and which indicator it serves." }
    unclear { "看不出这笔钱花在什么上，请写具体：买什么、付给谁、做什么用。", "The words do not tell what this pays for. Say what is bought, who is paid, what for." }
    contradiction(picked: &str, permitted: &str) { "选的是“{picked}”，按内容应归“{permitted}”，请改选。", "It is put under “{picked}”, but its words belong under “{permitted}”. Change the item." }
    contradiction_bare(picked: &str) { "选的是“{picked}”，内容却不属于它，请核对。", "It is put under “{picked}”, but its words do not belong there. Check it." }
    product(stated: &str, product: &str) { "写的金额 {stated} 元，数量×单价是 {product} 元，请改一致。", "The amount says {stated}, quantity × unit price is {product} yuan. Make them agree." }
    twice(line: usize) { "与第 {line} 行内容、数量、单价都相同，是否重复？", "The same words, quantity and price as line {line}. Is it there twice?" }
    total { "合计会自动算出，不要作为明细填一行。", "Sums are made by themselves; do not enter one as a line." }
    ten_thousand { "金额与其他行相差上万倍，单位是元还是万元？请核对。", "This is some 10,000 times off the other lines. Is it yuan or 10,000 yuan?" }
    norm(asked: &str, title: &str, most: &str, document: &str) { "每学时 {asked} 元，高于{title}的标准 {most} 元（{document}，税后）；请核对当地标准。", "{asked} yuan an hour is above the norm of {most} for {title} ({document}, after tax). Check the local norm." }
    limit(asked: &str, most: &str) { "{asked} 元，超过支出范围规定的上限 {most} 元。", "{asked} yuan is more than the {most} that the scope allows." }
    cap(asked: &str, most: &str) { "申请经费 {asked} 元，超过限额 {most} 元。", "{asked} yuan are applied for; the cap is {most}." }
    tax_line { "税费含在所付的费用里，不单列；请并入相应的劳务费。", "Tax is part of the fee that it is levied on; do not list it by itself." }
    after_tax { "预算按税前编列；请把税后金额折成税前。", "Budgets are before tax; turn the sum after tax into one before tax." }
    not_positive { "金额应大于零。", "The amount has to be more than nothing." }
}

rule_book! { SpendingRule
    Outside {
        title { "不在支出范围内", "Outside the permitted spending" }
        explanation { "支出范围既没有点名、敞口条款也容纳不下，或属于财政资金一律不付的支出（工资、福利、招待、烟酒礼品、办公设备、基建、维修、投资、捐赠、罚款等）。判断看“内容”的中心词，不看选了哪一项。改成可列支的内容，或改由自筹经费承担并从预算中删去。", "Neither an item of the scope nor its open clause can carry it, or public money never pays it (wages, welfare, reception, tobacco, gifts, office equipment, building, repair, investment, donation, fines). The head of the line's words decides, not the item picked. Change what is bought, or pay it otherwise and take the line out." }
        example { "资料费：笔记本电脑 1 台", "资料费: 笔记本电脑, 1" }
    }
    Unjustified {
        title { "未说明用途或指标", "No reason or indicator" }
        explanation { "“与该项目相关的支出”和“等”可以容纳没有点名的支出，但要说明为什么需要、服务于哪条指标，评审和审计才认。", "“与该项目相关的支出” and “等” admit what is not named, if the line says why it is needed and which indicator it serves." }
        example { "与该项目相关的支出：活动奖品，用途说明空着", "与该项目相关的支出: 活动奖品, no justification" }
    }
    Unclear {
        title { "看不出是什么支出", "Unclear what it pays for" }
        explanation { "“其他”“杂费”或词表里没有的说法，看不出花在哪里；不会当作可以列支。写具体些；管理员也可以把说法加进 forms/spending.json。", "“其他”, “杂费” or words that the taxonomy does not know tell nothing, and never count as permitted. Say more; an admin may add the phrase to forms/spending.json." }
        example { "其他：杂费 3000 元", "其他: 杂费, 3000" }
    }
    Contradiction {
        title { "支出项与内容不符", "Item and words disagree" }
        explanation { "选的支出项只是申报人的说法，判断以内容为准；两者不一致会让审计起疑。", "The picked item is a claim; the words decide. Where they disagree an auditor will ask." }
        example { "选“交通费”，内容“专家讲课费”", "“交通费” picked for 专家讲课费" }
    }
    Product {
        title { "金额与数量单价不符", "Amount is not quantity × price" }
        explanation { "金额＝数量×单价，精确到分。", "Amount is quantity × unit price, to the fen." }
        example { "4 × 800，金额写 3000", "4 × 800, stated 3000" }
    }
    Twice {
        title { "可能重复", "Perhaps there twice" }
        explanation { "同样的内容、数量和单价出现两次，多半是重复填写。", "The same words, quantity and price twice are mostly a slip." }
        example { "两行“手册印刷 200 册 25 元”", "two lines 手册印刷, 200 at 25" }
    }
    Total {
        title { "把合计填成了明细", "A sum among the lines" }
        explanation { "合计行会被再加一遍，使总额翻倍。", "A sum among the lines is added once more and doubles the total." }
        example { "内容“合计”", "合计 as an item" }
    }
    TenThousand {
        title { "元与万元可能混用", "Yuan and ten thousands mixed" }
        explanation { "把 1.86 万元写成 1.86 元，或把元写成万元，是最常见的错误。", "1.86 for 18,600, or the reverse, is the classic mistake." }
        example { "别的行几千元，一行 0.32 元", "0.32 among lines of thousands" }
    }
    Norm {
        title { "讲课费高于标准", "Lecture fee above the norm" }
        explanation { "财行〔2016〕540号：讲课费（税后）每学时副高不超过 500 元、正高不超过 1000 元、院士和全国知名专家不超过 1500 元，每半天最多按 4 学时计。各地另有规定的从其规定，所以只是建议。", "财行〔2016〕540号: after tax at most 500 an hour for associate professors, 1000 for professors, 1500 for academicians and nationally known experts, at most 4 hours per half day. Places have norms of their own, so this is advice." }
        example { "副教授讲课费 4 学时 × 800 元", "副教授讲课费, 4 hours at 800" }
    }
    Limit {
        title { "超过支出范围的上限", "More than the scope allows" }
        explanation { "支出范围自己写了上限：单价、合计或占总额的比例。", "The scope itself sets a cap: on a price, a sum, or a share of the whole." }
        example { "“资料费（单价1000元以下）”，单价 1500", "“资料费（单价1000元以下）”, at 1500" }
    }
    Cap {
        title { "超过申请限额", "More than the call's cap" }
        explanation { "申请经费合计不能超过申报批次规定的限额，自筹经费不计。", "What is applied for may not exceed the call's cap; own funds do not count." }
        example { "限额 20,000 元，申请 21,500 元", "Cap 20,000, applied for 21,500" }
    }
    NotPositive {
        title { "金额不大于零", "Nothing or less" }
        explanation { "数量或单价为零或负，没有意义。", "A quantity or price of nothing or less means nothing." }
        example { "数量 0", "Quantity 0" }
    }
    Tax {
        title { "税费单列或按税后编列", "Tax by itself, or a fee after tax" }
        explanation { "讲课费标准是税后的，预算却按税前编列：付给个人的劳务费包含代扣代缴的个人所得税，不再另列一行税费。", "The norms for lecture fees are after tax, budgets are before: what a person is paid includes the income tax withheld, which is no line of its own." }
        example { "一行“个人所得税 480 元”", "A line 个人所得税, 480" }
    }
}

/// What a problem says, in one sentence that tells what to do.
#[must_use]
pub fn sentence(lang: Lang, problem: &SpendingProblem) -> String {
    match problem {
        SpendingProblem::Outside { words, nearest } if nearest.is_empty() => {
            outside_bare(lang, &visible(words))
        }
        SpendingProblem::Outside { words, nearest } => {
            outside(lang, &visible(words), &lang.listed(nearest))
        }
        SpendingProblem::Unjustified {
            reason: true,
            indicator: true,
        } => no_reason_or_indicator(lang).to_owned(),
        SpendingProblem::Unjustified { reason: true, .. } => no_reason(lang).to_owned(),
        SpendingProblem::Unjustified { .. } => no_indicator(lang).to_owned(),
        SpendingProblem::Unclear => unclear(lang).to_owned(),
        SpendingProblem::Contradiction { picked, permitted } if permitted.is_empty() => {
            contradiction_bare(lang, &visible(picked))
        }
        SpendingProblem::Contradiction { picked, permitted } => {
            contradiction(lang, &visible(picked), permitted)
        }
        SpendingProblem::Product {
            stated,
            product: computed,
        } => product(lang, &stated.to_string(), &computed.to_string()),
        SpendingProblem::Twice(line) => twice(lang, *line),
        SpendingProblem::Total => total(lang).to_owned(),
        SpendingProblem::TenThousand => ten_thousand(lang).to_owned(),
        SpendingProblem::Norm {
            asked,
            most,
            title,
            document,
        } => norm(lang, &asked.to_string(), title, &most.to_string(), document),
        SpendingProblem::Limit { asked, most } => {
            limit(lang, &asked.to_string(), &most.to_string())
        }
        SpendingProblem::Cap { asked, most } => cap(lang, &asked.to_string(), &most.to_string()),
        SpendingProblem::NotPositive => not_positive(lang).to_owned(),
        SpendingProblem::Tax(true) => tax_line(lang).to_owned(),
        SpendingProblem::Tax(false) => after_tax(lang).to_owned(),
    }
}
