//! Guides: prose with headings (`一、`, `（一）`, `1．`) and labelled paragraphs (`项目内容：…`), a heading a project.
//!
//! Invariant: a heading is a project only when labelled paragraphs follow it; numbered lines below a label are its words.

use super::entry::Entry;
use super::heading::role;
use super::ordinal::{self, Style};
use super::section::{self, Sections};
use super::words::is_caption;
use crate::domain::annex::Spot;
use crate::domain::doubt::{Column, DoubtKind};
use crate::format::document::Paragraph;

/// Longer lines are no headings, in characters.
const HEADING_MAX: usize = 50;
/// The fewest labels of a project.
const LABELS_MIN: usize = 2;
/// The words that labels of guides are made of.
const LABEL_WORDS: &[&str] = &[
    "项目", "主要", "建设", "绩效", "考核", "具体", "申报", "经费", "资金", "研究", "实施", "完成",
    "工作", "任务", "验收", "预期", "及", "和", "与", "内容", "指标", "目标", "要求", "支出",
    "使用", "开支", "列支", "范围", "用途", "时间", "时限", "期限", "周期", "编号", "代码", "编码",
    "名称", "类别", "成果", "标准", "产出", "方向", "简介", "说明", "量化", "数量", "质量", "服务",
    "活动", "课题", "补助", "指南", "结题", "结项", "专项", "序号", "号", "年度", "可", "执行",
    "起止", "限", "截止", "代号", "题目", "类型", "费用", "、", "的", "日期", "所属", "科普",
    "主题",
];

/// A line of a guide.
struct Line<'a> {
    words: &'a str,
    spot: Spot,
    /// What tells its depth; `None` for plain lines.
    depth: Option<Depth>,
    field: Option<Field<'a>>,
}

/// What tells the depth of a heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Depth {
    Level(u8),
    Number(Style),
}

/// A label, and the words behind it on the same line.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Field<'a> {
    column: Column,
    label: &'a str,
    value: &'a str,
}

/// Reads the projects of a guide.
pub(super) fn read<'a>(
    paragraphs: impl Iterator<Item = &'a Paragraph>,
    title: &str,
    year: Option<i16>,
) -> Vec<Entry> {
    let printed: Vec<(String, Option<u8>, Spot)> = paragraphs
        .enumerate()
        .map(|(at, paragraph)| {
            (
                paragraph.printed(),
                paragraph.level,
                Spot::Paragraph(at + 1),
            )
        })
        .collect();
    let lines: Vec<Line<'_>> = printed
        .iter()
        .flat_map(|(words, level, spot)| {
            let told = words.lines().map(str::trim);
            let told = told.filter(|line| !line.is_empty() && !is_caption(line));
            told.map(|line| Line::new(line, *level, *spot))
        })
        .filter(|line| !title.contains(line.words) || line.field.is_some())
        .collect();
    let Some(first) = lines
        .iter()
        .find_map(|line| Some(line.field.as_ref()?.column))
    else {
        return Vec::new();
    };
    let mut guide = Guide {
        year,
        first,
        heads: Vec::new(),
        found: Vec::new(),
        current: None,
        open: None,
        lead: Vec::new(),
        depth: None,
        plain: None,
    };
    for (at, line) in lines.iter().enumerate() {
        guide.line(line, lines.get(at + 1..).unwrap_or(&[]));
    }
    guide.close();
    guide.found
}

impl<'a> Line<'a> {
    fn new(words: &'a str, level: Option<u8>, spot: Spot) -> Self {
        let number = ordinal::front(words);
        let depth = level
            .map(Depth::Level)
            .or_else(|| number.as_ref().map(|number| Depth::Number(number.style)));
        Self {
            words,
            spot,
            depth,
            field: field(ordinal::without(words)),
        }
    }

    /// Whether the line is short enough, and no sentence.
    fn is_short(&self) -> bool {
        self.words.chars().count() <= HEADING_MAX
            && !self.words.ends_with(['。', '；', '：', ':', ';'])
    }
}

/// The label at the front of a line.
fn field(words: &str) -> Option<Field<'_>> {
    let boxed = words
        .strip_prefix(['【', '［', '['])
        .and_then(|rest| rest.split_once(['】', '］', ']']));
    let split = boxed.or_else(|| words.split_once(['：', ':']));
    let (label, value) = split.unwrap_or((words, ""));
    let label = label.trim();
    let column = role(label).filter(|_| is_label(label))?;
    // A line that is only `项目` or `课题名称` and no more labels nothing.
    let told = split.is_some() || column != Column::Name;
    told.then(|| Field {
        column,
        label,
        value: value.trim_start_matches(['：', ':']).trim(),
    })
}

/// Whether some words are made of words of labels only.
fn is_label(words: &str) -> bool {
    let bare = words.find(['（', '(']).and_then(|open| words.get(..open));
    let mut rest = bare.unwrap_or(words).trim();
    if rest.is_empty() || rest.chars().count() > 14 {
        return false;
    }
    while !rest.is_empty() {
        let word = LABEL_WORDS.iter().find_map(|word| rest.strip_prefix(word));
        let Some(shorter) = word else { return false };
        rest = shorter.trim_start();
    }
    true
}

/// A guide while it is read.
struct Guide<'a> {
    year: Option<i16>,
    /// The label that projects begin with.
    first: Column,
    /// The headings around the current place, the outermost first.
    heads: Vec<(Depth, &'a str, Spot)>,
    found: Vec<Entry>,
    current: Option<Entry>,
    /// The label whose words follow.
    open: Option<Column>,
    /// Plain lines between a heading and the first label.
    lead: Vec<(&'a str, Spot)>,
    /// The depth of the headings that are projects.
    depth: Option<Depth>,
    /// The last plain line under a label, which may name the next project.
    plain: Option<(Column, &'a str, Spot)>,
}

impl<'a> Guide<'a> {
    fn line(&mut self, line: &Line<'a>, rest: &[Line<'a>]) {
        if let Some(field) = &line.field {
            return self.field(field, line);
        }
        if let Some(depth) = line
            .depth
            .filter(|&depth| self.heads_here(depth, line, rest))
        {
            self.close();
            let known = self.heads.iter().position(|(other, _, _)| *other == depth);
            self.heads.truncate(known.unwrap_or(self.heads.len()));
            self.heads.push((depth, line.words, line.spot));
            return;
        }
        match (&mut self.current, self.open) {
            (Some(entry), Some(column)) => {
                entry.push(column, line.words, line.spot);
                let bare = line.depth.is_none() && line.is_short();
                self.plain = bare.then_some((column, line.words, line.spot));
            }
            _ => self.lead.push((line.words, line.spot)),
        }
    }

    /// Whether a numbered line is a heading here, rather than an item below a label.
    fn heads_here(&self, depth: Depth, line: &Line<'a>, rest: &[Line<'a>]) -> bool {
        if !line.is_short() {
            return false;
        }
        if self.current.is_none() || matches!(depth, Depth::Level(_)) {
            return true;
        }
        if self.depth != Some(depth) {
            return self.heads.iter().any(|(other, _, _)| *other == depth);
        }
        // Projects begin with the same label, so that is what follows a project's heading first.
        let next = rest.iter().find_map(|line| line.field.as_ref());
        next.is_some_and(|field| field.column == self.first)
    }

    fn field(&mut self, field: &Field<'a>, line: &Line<'a>) {
        let named = self
            .current
            .as_ref()
            .is_some_and(|entry| entry.has(Column::Name));
        if field.column == Column::Name && named {
            self.close();
        }
        self.begin_again(field.column);
        if self.current.is_none() {
            self.begin(field.column, line.spot);
        }
        self.plain = None;
        let Some(entry) = &mut self.current else {
            return;
        };
        entry
            .headings
            .entry(field.column)
            .or_insert_with(|| field.label.to_owned());
        let (own, others) = inline(field.value);
        entry.push(field.column, own, line.spot);
        for other in others {
            entry
                .headings
                .entry(other.column)
                .or_insert_with(|| other.label.to_owned());
            entry.push(other.column, other.value, line.spot);
        }
        self.open = Some(field.column);
    }

    /// Where the first label comes again without a heading, another project begins, named by the plain line before it.
    fn begin_again(&mut self, column: Column) {
        let again =
            |entry: &Entry| column == self.first && column != Column::Name && entry.has(column);
        if !self.current.as_ref().is_some_and(again) {
            return;
        }
        let plain = self.plain.take();
        if let (Some((column, _, _)), Some(entry)) = (plain, &mut self.current) {
            entry.pop(column);
        }
        self.close();
        self.heads.clear();
        self.lead
            .extend(plain.map(|(_, words, spot)| (words, spot)));
    }

    /// Begins the project under the innermost heading, or one that names itself.
    fn begin(&mut self, first: Column, spot: Spot) {
        let own = if first == Column::Name {
            None
        } else {
            self.heads.last().copied()
        };
        let around = self.heads.len() - usize::from(own.is_some());
        let mut sections = Sections::new(self.year);
        for (_, words, spot) in self.heads.iter().take(around) {
            if section::heads(words, self.year, true) {
                sections.heading(words, *spot);
            }
        }
        let mut entry = Entry::new(own.map_or(spot, |(_, _, spot)| spot), sections.current());
        if let Some((depth, words, spot)) = own {
            entry.push(Column::Name, ordinal::without(words), spot);
            self.depth = self.depth.or(Some(depth));
        } else if first != Column::Name
            && let Some((words, spot)) = self.lead.pop()
        {
            entry.push(Column::Name, words, spot);
            let what = DoubtKind::NameOfHeading(words.to_owned());
            entry.doubt(Column::Name, what, Vec::new());
        }
        self.current = Some(entry);
    }

    /// Ends the project; one with too few labels was none.
    fn close(&mut self) {
        let lead = std::mem::take(&mut self.lead);
        self.open = None;
        let Some(mut entry) = self.current.take() else {
            return;
        };
        if !entry.has(Column::Content) {
            for (words, spot) in lead {
                entry.push(Column::Content, words, spot);
                let what = DoubtKind::Unlabelled(Column::Content);
                entry.doubt(Column::Content, what, Vec::new());
            }
        }
        let labels = entry.count() - usize::from(entry.has(Column::Name));
        let says = [Column::Indicators, Column::Scope, Column::Content];
        if labels >= LABELS_MIN && says.iter().any(|&column| entry.has(column)) {
            self.found.push(entry);
        }
    }
}

/// Further labels on the same line: `项目编号：KP01　完成时限：2023年10月30日`.
fn inline(value: &str) -> (&str, Vec<Field<'_>>) {
    let gaps = value.match_indices(['\u{3000}', ' ', '；', '，', '\t']);
    for (at, gap) in gaps {
        let rest = value.get(at + gap.len()..).unwrap_or("").trim_start();
        let labelled = rest.find(['：', ':']).is_some();
        if let Some(found) = field(rest).filter(|_| labelled) {
            let (own, others) = inline(found.value);
            let first = Field {
                value: own,
                ..found
            };
            let all = std::iter::once(first).chain(others).collect();
            return (value.get(..at).unwrap_or("").trim(), all);
        }
    }
    (value, Vec::new())
}

#[cfg(test)]
mod tests {
    use super::{Column, field, inline};

    #[test]
    fn labels_are_made_of_words_of_labels() {
        for (given, expected) in [
            ("项目内容：面向社区", Some((Column::Content, "面向社区"))),
            ("【考核指标】讲座5场", Some((Column::Indicators, "讲座5场"))),
            (
                "经费支出范围（限5万元）：讲课费",
                Some((Column::Scope, "讲课费")),
            ),
            ("绩效目标", Some((Column::Indicators, ""))),
            ("学术成果推广", None),
            ("科学家精神宣讲：走进校园", None),
            ("项目名称", None),
        ] {
            let found = field(given).map(|field| (field.column, field.value));
            assert_eq!(found, expected, "{given}");
        }
        let (own, others) = inline("KP01　完成时限：2023年10月30日");
        assert_eq!((own, others.len()), ("KP01", 1));
    }
}
