//! The sentences of faults in JSON files.

use super::quote;
use crate::domain::fault::{JsonFault, JsonFaultKind, JsonKind, JsonPlace};
use crate::messages::Lang;
use std::borrow::Cow;

/// Where a JSON file is at fault, and how.
#[must_use]
pub fn json_fault(lang: Lang, fault: &JsonFault) -> String {
    let what = kind(lang, &fault.what);
    match &fault.place {
        JsonPlace::Text { line, column } => in_text(lang, *line, *column, &what),
        JsonPlace::Member(pointer) if pointer.is_empty() => what.into_owned(),
        JsonPlace::Member(pointer) => at_member(lang, &quote(pointer), &what),
    }
}

fn kind(lang: Lang, what: &JsonFaultKind) -> Cow<'static, str> {
    use JsonFaultKind as Kind;
    Cow::Borrowed(match what {
        Kind::NotUtf8 => not_utf8(lang),
        Kind::ByteOrderMark => byte_order_mark(lang),
        Kind::EndsEarly => ends_early(lang),
        Kind::ControlInString => control_in_string(lang),
        Kind::BadEscape => bad_escape(lang),
        Kind::LoneSurrogate => lone_surrogate(lang),
        Kind::BadNumber => bad_number(lang),
        Kind::Wanted(wanted) => kind_wanted(lang, *wanted),
        other => return Cow::Owned(kind_with_detail(lang, other)),
    })
}

fn kind_with_detail(lang: Lang, what: &JsonFaultKind) -> String {
    use JsonFaultKind as Kind;
    match what {
        Kind::TooLarge(limit) => too_large(lang, limit >> 20),
        Kind::TooDeep(limit) => too_deep(lang, *limit),
        Kind::TooMany(limit) => too_many(lang, *limit),
        Kind::Unexpected(found) => unexpected(lang, &quote(&found.to_string())),
        Kind::DuplicateMember(name) => duplicate_member(lang, &quote(name)),
        Kind::Missing(name) => missing(lang, name),
        Kind::BadId(given) => bad_id(lang, &quote(given)),
        Kind::DuplicateRow(row) => duplicate_row(lang, &quote(row)),
        Kind::UnknownFormat(format) => unknown_format(lang, &quote(format)),
        Kind::UnknownWord(word) => unknown_word(lang, &quote(word)),
        plain => kind(lang, plain).into_owned(),
    }
}

fn kind_wanted(lang: Lang, wanted: JsonKind) -> &'static str {
    match wanted {
        JsonKind::Object => wanted_object(lang),
        JsonKind::Array => wanted_array(lang),
        JsonKind::String => wanted_string(lang),
        JsonKind::Count => wanted_count(lang),
    }
}

crate::messages::messages! {
    in_text(line: usize, column: usize, what: &str) {
        "第 {line} 行第 {column} 个字符：{what}", "line {line}, character {column}: {what}"
    }
    at_member(pointer: &str, what: &str) { "{pointer} 处：{what}", "at {pointer}: {what}" }
    not_utf8 { "不是 UTF-8 编码", "this is no UTF-8" }
    byte_order_mark { "开头有字节顺序标记（BOM），请去掉", "it begins with a byte order mark; take it out" }
    ends_early { "内容不完整", "the text ends too early" }
    control_in_string { "字符串中有控制字符", "a control character within a string" }
    bad_escape { "反斜杠后面的写法不对", "a backslash with something that is no escape" }
    lone_surrogate { "代理项不成对", "half of a surrogate pair" }
    bad_number { "数字写法不对或过大", "a number that is written wrongly or too great" }
    wanted_object { "这里应当是对象 {…}", "an object {…} should stand here" }
    wanted_array { "这里应当是数组 […]", "an array […] should stand here" }
    wanted_string { "这里应当是字符串", "a string should stand here" }
    wanted_count { "这里应当是非负整数", "a whole number should stand here" }
    too_large(limit: usize) { "超过 {limit} MB", "it is larger than {limit} MB" }
    too_deep(limit: usize) { "嵌套超过 {limit} 层", "brackets nest deeper than {limit}" }
    too_many(limit: usize) { "成员超过 {limit} 个", "there are more than {limit} members" }
    unexpected(found: &str) { "此处不应出现“{found}”", "“{found}” cannot stand here" }
    duplicate_member(name: &str) { "成员“{name}”重复", "the member “{name}” occurs twice" }
    missing(name: &str) { "缺少成员 {name}", "the member {name} is missing" }
    bad_id(given: &str) { "“{given}”不能用在这里", "“{given}” is no valid name here" }
    duplicate_row(row: &str) { "行编号“{row}”重复", "the row id “{row}” occurs twice" }
    unknown_format(format: &str) { "不认识的格式“{format}”", "unknown format “{format}”" }
    unknown_word(word: &str) { "不认识的“{word}”", "unknown word “{word}”" }
}
