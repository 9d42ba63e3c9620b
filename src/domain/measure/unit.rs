//! Units: what numbers count in, as printed (`家`, `人次`, `场（次）`, `万元`, `%`).
//!
//! Invariant: the longest unit that fits is taken; one in Latin letters never cuts a word.

use super::lexicon::{BOUND_ABOUT, BOUND_AT_LEAST, BOUND_AT_MOST, BOUND_MORE};
use super::numeral::is_numeral;
use super::printed::Printed;

/// Units that make a number a count wherever they follow it.
pub(super) const UNITS: &[&str] = &[
    "人",
    "人次",
    "人天",
    "人日",
    "人月",
    "人份",
    "人民币元",
    "家",
    "家次",
    "户",
    "户次",
    "名",
    "位",
    "个",
    "项",
    "项次",
    "件",
    "件次",
    "套",
    "台",
    "台套",
    "台次",
    "部",
    "本",
    "册",
    "份",
    "份次",
    "篇",
    "篇次",
    "条",
    "条次",
    "场",
    "场次",
    "次",
    "期",
    "期次",
    "班次",
    "批",
    "批次",
    "轮",
    "轮次",
    "届",
    "课时",
    "学时",
    "课次",
    "学分",
    "小时",
    "分钟",
    "秒钟",
    "天",
    "个工作日",
    "工作日",
    "个月",
    "个百分点",
    "百分点",
    "组",
    "队",
    "支",
    "只",
    "头",
    "匹",
    "羽",
    "尾",
    "株",
    "棵",
    "亩",
    "亩次",
    "公顷",
    "平方米",
    "平米",
    "平方公里",
    "立方米",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "吨",
    "公斤",
    "千克",
    "升",
    "毫升",
    "幅",
    "张",
    "块",
    "面",
    "处",
    "所",
    "座",
    "间",
    "幢",
    "栋",
    "对",
    "双",
    "种",
    "款",
    "款次",
    "则",
    "集",
    "节",
    "节课",
    "堂",
    "堂课",
    "门",
    "门次",
    "讲",
    "辆",
    "架",
    "艘",
    "例",
    "例次",
    "起",
    "宗",
    "笔",
    "单",
    "页",
    "卷",
    "字",
    "字节",
    "盏",
    "盘",
    "瓶",
    "箱",
    "袋",
    "包",
    "盒",
    "桶",
    "枚",
    "颗",
    "粒",
    "把",
    "条块",
    "道",
    "床",
    "顶",
    "扇",
    "根",
    "串",
    "束",
    "捆",
    "盆",
    "壶",
    "杯",
    "碗",
    "餐",
    "顿",
    "桌",
    "席",
    "员",
    "车次",
    "航次",
    "趟",
    "遍",
    "回",
    "帧",
    "格",
    "屏",
    "版面",
    "专版",
    "村次",
    "校次",
    "县次",
    "组次",
    "元",
    "美元",
    "欧元",
    "倍",
    "%",
    "‰",
    "㎡",
    "m²",
    "m2",
    "km",
    "kg",
    "km²",
    "h",
    "min",
    "cm",
    "mm",
    "m",
    "t",
    "kW",
    "kWh",
    "MW",
    "GB",
    "TB",
    "MB",
    "㎏",
    "㎞",
    "点击量",
    "人学时",
    "标准课时",
];

/// Units that make a number a count only beside a comparator or a bound: they also date, rank and name things.
pub(super) const SHY_UNITS: &[&str] = &[
    "年",
    "岁",
    "周岁",
    "日",
    "周",
    "类",
    "点",
    "分",
    "秒",
    "村",
    "镇",
    "乡",
    "县",
    "区",
    "市",
    "省",
    "校",
    "企",
    "站",
    "层",
    "段",
    "课",
    "票",
    "片",
    "县区",
    "区县",
    "县市区",
    "县(市)区",
    "县(市、区)",
    "乡镇",
    "社区",
    "街道",
    "学校",
    "企业",
    "单位",
    "部门",
    "专家",
    "学会",
    "项目",
    "课题",
    "园区",
    "基地",
    "平台",
    "论文",
    "专利",
    "克",
    "度",
    "级别",
    "号段",
];

/// Parts of names of grades, places and dates: a number before one of these counts nothing, whatever stands around it.
pub(super) const NEVER_UNITS: &[&str] = &[
    "级", "号", "等奖", "等", "星级", "星", "强", "楼", "路", "维", "代", "年级", "周年", "世纪",
    "年代", "季度", "月", "分之", "字头", "后", "城", "型", "线",
];

/// Units of time, which also say when: `10日内`, `3天后`.
pub(super) const TIME_UNITS: &[&str] = &[
    "年",
    "个月",
    "周",
    "天",
    "日",
    "小时",
    "分钟",
    "工作日",
    "个工作日",
    "秒",
    "秒钟",
];

/// A unit at a place of a text.
pub(super) struct Unit {
    /// Where it ends.
    pub end: usize,
    /// Its name, as printed.
    pub name: String,
    /// What it makes of a number.
    pub sort: Sort,
}

/// What a unit makes of the number before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A count.
    Counts,
    /// A count beside a comparator or a bound.
    Shy,
    /// There is no unit.
    None,
}

/// The unit at `at`. Beside a comparator, a short unknown word up to a pause is taken for one.
pub(super) fn read(
    printed: &Printed,
    at: usize,
    myriad_in_unit: Option<usize>,
    compared: bool,
) -> Unit {
    let start = printed.skip_space(at);
    let name_at = myriad_in_unit.map_or(start, |myriad| printed.skip_space(myriad + 1));
    let start = myriad_in_unit.unwrap_or(start);
    let counts = printed.longest(name_at, UNITS);
    let shy = printed.longest(name_at, SHY_UNITS);
    let never = printed.longest(name_at, NEVER_UNITS);
    let best = counts
        .max(shy)
        .filter(|end| Some(*end) >= never && ends_well(printed, *end));
    let Some(end) = best else {
        return unknown_unit(printed, at, start, never.is_none() && compared);
    };
    let sort = if counts >= shy {
        Sort::Counts
    } else {
        Sort::Shy
    };
    let end = bracketed_twin(printed, end).unwrap_or(end);
    Unit {
        end,
        name: printed.cut(start..end),
        sort,
    }
}

/// A unit in Latin letters must not go on as another word.
pub(super) fn ends_well(printed: &Printed, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    !(latin(printed.before(end)) && latin(printed.at(end)))
}

/// `场（次）`, `篇（部）`: a unit in brackets behind a unit belongs to it.
fn bracketed_twin(printed: &Printed, end: usize) -> Option<usize> {
    let open = printed.skip_space(end);
    let inner = (printed.at(open) == Some('(')).then_some(open + 1)?;
    let inner_end = printed.longest(inner, UNITS)?;
    (printed.at(inner_end) == Some(')')).then_some(inner_end + 1)
}

fn unknown_unit(printed: &Printed, at: usize, start: usize, allowed: bool) -> Unit {
    let none = Unit {
        end: at,
        name: String::new(),
        sort: Sort::None,
    };
    let mut end = start;
    while printed.at(end).is_some_and(is_word) && !starts_bound(printed, end) {
        end += 1;
    }
    let short = (1..=3).contains(&(end - start));
    if !allowed || !short || printed.at(start) == Some('的') {
        return none;
    }
    Unit {
        end,
        name: printed.cut(start..end),
        sort: Sort::Shy,
    }
}

/// Whether a character is part of a Chinese word.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphabetic() && !c.is_ascii() && !is_numeral(c)
}

fn starts_bound(printed: &Printed, at: usize) -> bool {
    let bounds = [BOUND_AT_LEAST, BOUND_AT_MOST, BOUND_ABOUT, BOUND_MORE];
    bounds
        .iter()
        .any(|words| printed.longest(at, words).is_some())
}
