//! Words of the rules across the form.

use crate::domain::rules::across::{AcrossProblem, AcrossRule};
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    unfunded(word: &str) { "指标要做“{word}”，预算里没有相应的支出；由谁承担请写明，或补一行预算。", "The indicator asks for {word}, and no budget line pays for it. Add a line, or say who bears the cost." }
    serves_nothing { "写上它服务于哪项指标，评审和结项都要对得上。", "Name the indicator that this serves; reviewers and the closing will look for it." }
    fewer_planned(planned: &str, promised: &str, unit: &str) { "承诺 {promised}{unit}，进度安排只有 {planned}{unit}，请补上或说明。", "You promise {promised} {unit}, and the schedule has {planned}. Add the rest, or say why." }
    paper_missing(paper: &str) { "规定要有“{paper}”，证明材料里没有，请补上。", "The call asks for {paper}, which is not among the proofs. Add it." }
    price_apart(price: &str, middle: &str) { "单价 {price} 元，同类明细约 {middle} 元，请核对。", "The unit price is {price} yuan where like lines have about {middle}. Check it." }
    disagree(total: &str, each: &str, per: &str, count: i64) { "{per} {each}，共 {count} 处，合计应不少于它们之和；现在承诺 {total}，请改一致。", "{each} {per} for {count} of them makes more than the {total} promised in all. Make them agree." }
}

rule_book! { AcrossRule
    Unfunded {
        title { "承诺了而没有预算", "Promised and not budgeted" }
        explanation { "指标里写着讲座、宣讲、邀请专家等，而预算（不论资金来源）没有一行付给他们。别人承担的，写进预算并注明来源；不花钱的，在预算说明里讲清。哪些词要有哪类支出，由词表的 `needs` 规定。", "An indicator prints lectures or invited experts, and no line of the budget, whatever its source, pays them. Enter what others bear with its source, or explain in the budget note. Which words need which spending is in `needs` of the word list." }
        example { "指标 1：举办讲座 24 场；预算只有交通费和资料费", "Indicator 1: 24 lectures; the budget has only transport and papers" }
    }
    ServesNothing {
        title { "支出没有对应指标", "A cost that serves no indicator" }
        explanation { "每笔支出都该说得出为哪项指标而花。敞口条款带进来的支出必须写（B002），其余是建议。", "Every cost should be for an indicator. What the open clause lets in must say so (B002); for the rest it is advice." }
        example { "专家讲课费 3,200.00，对应指标一栏是空的", "Lecture fee 3,200.00, the indicator column is empty" }
    }
    FewerPlanned {
        title { "进度安排少于承诺", "Fewer planned than promised" }
        explanation { "进度安排各行“场次”之和，与承诺的最大场次数相比。一行也没填场次时不比较。", "The counts of the schedule are added and compared with the largest number of sessions promised. A schedule without counts is not compared." }
        example { "承诺 24 场次，进度安排 8 + 10 场", "24 sessions promised, 8 + 10 in the schedule" }
    }
    PaperMissing {
        title { "缺少规定的证明材料", "A paper that is asked for is missing" }
        explanation { "目录写明要交的材料，结项时逐件查验；删掉了哪一件就提醒哪一件。", "The papers that the call prints are checked one by one when the project closes; each that was taken out is told." }
        example { "规定“签到册、总结”，证明材料只写了“总结”", "Sign-in book and report asked for, the proofs name the report only" }
    }
    PriceApart {
        title { "单价与同类相差悬殊", "A price far from its neighbours" }
        explanation { "同一类支出、同一单位有三行以上时，单价是其余各行中位数的 5 倍以上（或五分之一以下），多半是写错。", "Where three lines or more pay for the same kind in the same unit, a price five times the middle of the others, or a fifth, is mostly a slip." }
        example { "三行讲课费 800、800、8,000 元/学时", "Three lecture fees of 800, 800 and 8,000 an hour" }
    }
    Disagree {
        title { "总数与每处之和不一致", "The total and the shares disagree" }
        explanation { "目录印着“24场次（每县市区4场次）”，就是 6 处。承诺改了其中一个数，另一个也要跟上。", "The call prints 24 sessions at 4 a county, which makes 6 counties. Where one promise is raised, the other has to follow." }
        example { "承诺 24 场次，每县市区 5 场次：6 处要 30 场次", "24 sessions and 5 a county promised: 6 counties make 30" }
    }
}

/// What a problem says, in one sentence that tells what to do.
#[must_use]
pub fn sentence(lang: Lang, problem: &AcrossProblem) -> String {
    match problem {
        AcrossProblem::Unfunded { word } => unfunded(lang, &visible(word)),
        AcrossProblem::ServesNothing => serves_nothing(lang).to_owned(),
        AcrossProblem::FewerPlanned {
            planned,
            promised,
            unit,
        } => fewer_planned(
            lang,
            &planned.to_string(),
            &promised.to_string(),
            &visible(unit),
        ),
        AcrossProblem::PaperMissing { paper } => paper_missing(lang, &visible(paper)),
        AcrossProblem::PriceApart { price, middle } => {
            price_apart(lang, &price.to_string(), &middle.to_string())
        }
        AcrossProblem::Disagree {
            total,
            each,
            per,
            count,
        } => disagree(
            lang,
            &total.to_string(),
            &each.to_string(),
            &visible(per),
            *count,
        ),
    }
}
