//! Words of the rules about a field by itself.

use crate::domain::rules::form::{CreditCodeFault, FormProblem, FormRule, WantedKind};
use crate::messages::Lang;
use crate::text::visible::visible;

messages! {
    required { "必填，还没有填。", "Required, and still empty." }
    too_long(chars: usize, max: usize) { "{chars} 字，超过上限 {max} 字，请删减。", "{chars} character{chars:?}; at most {max} allowed. Shorten it." }
    too_short(chars: usize, min: usize) { "只有 {chars} 字，至少应有 {min} 字，请写具体些。", "Only {chars} character{chars:?}; at least {min} asked for. Say more." }
    code_length(length: usize) { "统一社会信用代码应为 18 位，现为 {length} 位，请核对证书。", "A unified social credit code has 18 characters, this has {length}. Check it against the certificate." }
    code_character(character: char) { "统一社会信用代码不会出现“{character}”，请核对证书。", "A unified social credit code never has “{character}” in it. Check it against the certificate." }
    code_check_digit(wanted: char) { "统一社会信用代码校验不符：按前 17 位，末位应为 {wanted}。请核对证书。", "The check character does not fit: after these 17 it should be {wanted}. Check it against the certificate." }
    too_few_rows(rows: usize, min: usize) { "至少要有 {min} 行，现有 {rows} 行，请添上。", "At least {min} row{min:?} wanted, {rows} there; add what is missing." }
    hidden(count: usize, place: usize, code: &str) { "有 {count} 个看不见的字符（第 {place} 字处 {code}），可能来自粘贴。按 Ctrl-R 删去。", "{count} invisible character{count:?} (at {place}: {code}), perhaps from a paste. Ctrl-R takes them out." }
    look_alike(count: usize, place: usize, character: char, code: &str, ordinary: char) { "有 {count} 个字符形近而不是本字（第 {place} 字处“{character}”{code}，应为“{ordinary}”），可能来自 PDF。按 Ctrl-R 改成本字。", "{count} look-alike character{count:?} (at {place}: “{character}” {code} in place of “{ordinary}”), perhaps from a PDF. Ctrl-R puts the ordinary ones in." }
    conflict(sides: &str, was: &str) { "两人改得不一样：{sides}{was}。改好后按 Ctrl-R 定下现在的文字，按 Alt-R 换用另一份。", "Changed differently by two people: {sides}{was}. Ctrl-R settles on what stands here now, Alt-R takes the other." }
    conflict_of_many(count: usize, sides: &str, was: &str, shown: &str) { "{count} 份改得不一样：{sides}{was}。{shown}Alt-R 换下一份看，改好后按 Ctrl-R 定下现在的文字。", "Changed differently in {count} way{count:?}: {sides}{was}. {shown}Alt-R puts the next one here to look at, Ctrl-R settles on what stands here now." }
    shown_of(number: usize, count: usize) { "现在是第 {number} 份，共 {count} 份。", "This is {number} of {count}. " }
    was(base: &str) { "，原来是“{base}”", "; it was “{base}”" }
    taken_out { "（删去）", "(taken out)" }
    dropped(heirs: &str) { "批次重新发布后，已没有这个项目；现按保留的旧目录读，仍可填写、检查、导出。{heirs}改报别的项目：Alt-P，或 shenbao renew 编号 --to 项目编号。", "The call was issued again without this project; it is read from the catalog that was kept, and can be written, checked and exported as before. {heirs}To another project: Alt-P, or shenbao renew ID --to CODE." }
    heirs(codes: &str) { "可能就是现在的 {codes}。", "It may be what is {codes} now. " }
    stray { "表单里没有这一项；内容会保留，但不会进入申报书的正文。", "The form has no such field; it is kept, but does not go into the application's text." }
}

rule_book! { FormRule
    Required {
        title { "必填项空着", "A required field is empty" }
        explanation { "表单规定这一项必须填写。空着可以保存，也可以去填别处，但导出前要补上。", "The form asks for this. You may leave it, save and go elsewhere; before the export it has to be there." }
        example { "单位名称：（空）", "Name: (empty)" }
    }
    TooLong {
        title { "超过字数上限", "Too long" }
        explanation { "字数按去掉空格和换行后的字符数计。超过上限的申报书可能不予受理。", "Characters are counted without white space. An application over the limit may be turned away." }
        example { "立项依据 1620 字，上限 1500 字", "Basis: 1620 characters where 1500 are allowed" }
    }
    TooShort {
        title { "不到建议字数", "Too short" }
        explanation { "太短的内容评审看不出要做什么。这是提醒，不妨碍导出。", "From too few words reviewers cannot tell what will be done. This is a warning; it does not bar the export." }
        example { "实施方案：“开展活动。” 5 字，至少 50 字", "Plan: “开展活动。”, 5 characters where 50 are asked for" }
    }
    WrongKind {
        title { "格式不符", "Not of the field's kind" }
        explanation { "日期、数字、金额、电话等要能被机器读出，才能核对期限、合计金额。全角数字、年月日写法都可以。", "Dates, numbers, amounts and telephone numbers have to be readable, so that due dates and sums can be checked. Full-width digits and 年月日 are fine." }
        example { "数量：“若干”", "Quantity: “若干”" }
    }
    CreditCode {
        title { "统一社会信用代码存疑", "A doubtful credit code" }
        explanation { "统一社会信用代码 18 位，不用 I、O、S、V、Z，末位由前 17 位算出（GB 32100-2015）。不符多半是抄错一位；这是提醒，以证书为准。", "A unified social credit code has 18 characters without I, O, S, V and Z; the last follows from the others (GB 32100-2015). A misfit is mostly a slip of the pen; this is a warning, the certificate decides." }
        example { "91350100M000100Y44 → 末位应为 3", "91350100M000100Y44 → the last character should be 3" }
    }
    TooFewRows {
        title { "表格行数不够", "Too few rows" }
        explanation { "进度至少一步，预算至少一行。", "A schedule has at least one step, a budget at least one line." }
        example { "预算明细：0 行", "Budget lines: no row" }
    }
    Hidden {
        title { "有看不见的字符", "Invisible characters" }
        explanation { "零宽字符、方向控制符等看不见，却会让两段看着一样的文字不一样，或让阅读次序颠倒。多半随粘贴而来。", "Zero-width and direction characters cannot be seen, but make alike-looking texts differ or turn the reading order. They mostly come with a paste." }
        example { "“讲<U+200B>师费”", "“讲<U+200B>师费”" }
    }
    Stray {
        title { "表单外的内容", "Outside the form" }
        explanation { "草稿里有表单没有的项，可能来自别的表单版本。内容不会丢。", "The draft has something that the form does not ask for, perhaps from another version of the form. It is kept." }
        example { "fields 中的 old/field", "old/field among the fields" }
    }
    Conflict {
        title { "有冲突未定", "A conflict to settle" }
        explanation { "合并时发现两人把同一处改得不一样。两边的文字都留着，草稿里先放较长的一份；把这一处改成要的样子，再按 Ctrl-R 定下。没有定下之前不能提交。", "A merge found the same place changed differently. Both texts are kept, the longer one stands in the field; make it what it should be, then settle it with Ctrl-R. Until then nothing can be handed in." }
        example { "甲把“50家”改成“60家”，乙改成“80家”", "One made 50 into 60, the other into 80" }
    }
    LookAlike {
        title { "有形近而不同的字符", "Characters that look like others" }
        explanation { "从 PDF 复制的文字里，“工”可能其实是部首符号“⼯”（U+2F2F）；外来词里的拉丁字母可能其实是西里尔或希腊字母。看着一样，检索、核对时却对不上。判断支出时部首按本字对待。依据 Unicode 的 NFKC、EquivalentUnifiedIdeograph 和 confusables 表。", "In text copied from a PDF a 工 may be the radical ⼯ (U+2F2F); a Latin word may have a Cyrillic or Greek letter in it. They look the same and are not found or matched. Spending is judged with radicals read as their characters. After Unicode's NFKC, EquivalentUnifiedIdeograph and confusables tables." }
        example { "“⼯具费”（⼯ 是 U+2F2F）", "“⼯具费” (⼯ is U+2F2F)" }
    }
    Dropped {
        title { "项目已从批次中取消", "The project was dropped from the call" }
        explanation { "批次重新发布时取消了这个项目，或换了编号。草稿不丢，按做草稿时的印文读，照样能检查和导出；能不能再报，要问发布的单位。改报别的项目时，没动过的预填内容换成新项目的，写过的都留着，两边都有的作为冲突待定（F009）。", "The call was issued again without the project, or under another code. The draft is kept and read as printed when it was made; whether it can still be handed in is for the issuer to say. Moving to another project puts that one's words where nothing was written, keeps what was, and makes conflicts to settle (F009) where both are." }
        example { "2022KCZG002 不在重新发布的目录里", "2022KCZG002 is not in the catalog that was issued again" }
    }
}

/// What a problem says, in one sentence that tells what to do.
#[must_use]
pub fn sentence(lang: Lang, problem: &FormProblem) -> String {
    match problem {
        FormProblem::Required => required(lang).to_owned(),
        FormProblem::TooLong { chars, max } => too_long(lang, *chars, *max),
        FormProblem::TooShort { chars, min } => too_short(lang, *chars, *min),
        FormProblem::WrongKind { wanted } => wrong_kind(lang, *wanted).to_owned(),
        FormProblem::CreditCode(CreditCodeFault::Length(length)) => code_length(lang, *length),
        FormProblem::CreditCode(CreditCodeFault::Character(character)) => {
            code_character(lang, *character)
        }
        FormProblem::CreditCode(CreditCodeFault::CheckDigit(wanted)) => {
            code_check_digit(lang, *wanted)
        }
        FormProblem::TooFewRows { rows, min } => too_few_rows(lang, *rows, *min),
        FormProblem::Hidden {
            offset,
            code_point,
            count,
        } => hidden(lang, *count, offset + 1, &format!("U+{code_point:04X}")),
        FormProblem::LookAlike { first, count } => {
            let code = format!("U+{:04X}", first.character as u32);
            look_alike(
                lang,
                *count,
                first.offset + 1,
                first.character,
                &code,
                first.ordinary,
            )
        }
        FormProblem::Dropped { heirs: codes } => {
            let codes = lang.listed(codes);
            let told = Some(codes).filter(|codes| !codes.is_empty());
            dropped(
                lang,
                &told.map(|codes| heirs(lang, &codes)).unwrap_or_default(),
            )
        }
        FormProblem::Stray => stray(lang).to_owned(),
        FormProblem::Conflict { base, sides, shown } => {
            conflict_sentence(lang, base.as_deref(), sides, *shown)
        }
    }
}

/// Both sides of two; of more also how many, and which one stands in the field.
fn conflict_sentence(
    lang: Lang,
    base: Option<&str>,
    sides: &[String],
    shown: Option<usize>,
) -> String {
    let told = sides.iter().map(|side| match side.as_str() {
        "" => taken_out(lang).to_owned(),
        side => format!("“{}”", visible(side)),
    });
    let told = told.collect::<Vec<_>>().join(" / ");
    let was = base
        .map(|base| was(lang, &visible(base)))
        .unwrap_or_default();
    match sides.len() {
        0..=2 => conflict(lang, &told, &was),
        count => {
            let shown = shown.map(|shown| shown_of(lang, shown + 1, count));
            conflict_of_many(lang, count, &told, &was, &shown.unwrap_or_default())
        }
    }
}

fn wrong_kind(lang: Lang, wanted: WantedKind) -> &'static str {
    let (zh, en) = match wanted {
        WantedKind::Line => (
            "只能写一行，请去掉换行。",
            "One line only; take the line break out.",
        ),
        WantedKind::Date => (
            "不是日期。请写成 2022-10-30 的样子。",
            "Not a date. Write it as 2022-10-30.",
        ),
        WantedKind::DateSpan => (
            "不是起止日期。请写成 2022-03-01 ~ 2022-10-30，先早后晚。",
            "Not a span of dates. Write 2022-03-01 ~ 2022-10-30, the earlier day first.",
        ),
        WantedKind::Number => (
            "不是数字。只写数，如 50 或 2.5。",
            "Not a number. Write only the number, as 50 or 2.5.",
        ),
        WantedKind::Money => (
            "不是金额。写元，如 800 或 1,200.50。",
            "Not an amount. Write yuan, as 800 or 1,200.50.",
        ),
        WantedKind::Choice => (
            "不在可选的答案里。按 Ctrl-O 选。",
            "Not one of the answers. Ctrl-O lists them.",
        ),
        WantedKind::Phone => (
            "不像电话号码。写 11 位手机号，或区号加座机号。",
            "Not a telephone number. Write a mobile number, or area code and number.",
        ),
        WantedKind::Email => (
            "不像电子邮箱。如 name@example.cn。",
            "Not an e-mail address, such as name@example.cn.",
        ),
        WantedKind::BankAccount => (
            "银行账号应为 8 到 30 位数字，请核对。",
            "A bank account has 8 to 30 digits. Check it.",
        ),
    };
    lang.pick(zh, en)
}
