//! The title of an annex, and who issues it, from the lines before its projects.
//!
//! Invariant: both are printed words; a title broken over lines is joined.

use super::columns::is_head;
use super::grid;
use super::ordinal;
use super::words::{is_caption, is_note, one_line};
use crate::format::document::{Block, Document, Table};

/// Endings of the names of bodies that issue calls.
const BODIES: &[&str] = &[
    "科协",
    "科学技术协会",
    "协会",
    "学会",
    "研究会",
    "联合会",
    "科技局",
    "科学技术局",
    "局",
    "厅",
    "委员会",
    "科委",
    "发改委",
    "办公室",
    "中心",
    "基金会",
    "人民政府",
    "部",
    "大学",
    "学院",
    "研究院",
    "集团",
    "妇联",
    "总工会",
    "团委",
    "社科联",
    "文联",
    "科技厅",
    "科学技术厅",
];
/// Endings of titles.
const ENDINGS: &[&str] = &[
    "目录",
    "一览表",
    "表",
    "指南",
    "通知",
    "清单",
    "指标",
    "计划",
    "方案",
    "公告",
    "项目",
    "安排",
    "汇总",
    "任务书",
    "榜单",
    "须知",
    "课题",
    "办法",
];
/// Endings of a line that the next one goes on from.
const GOING_ON: &[char] = &[
    '暨', '和', '及', '与', '、', '—', '“', '（', '年', '度', '的', '于', '市', '县', '区', '省',
];
/// A title is no longer than this, in characters.
const TITLE_MAX: usize = 120;

/// A line that may be the title.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    pub words: String,
    pub centred: bool,
    /// Whether an empty line, or none, stands before it.
    pub apart: bool,
}

/// The lines before the first table that holds projects, those in the table above its headings included.
pub(super) fn lines(document: &Document) -> Vec<Line> {
    let (mut lines, mut apart) = (Vec::new(), true);
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let words = paragraph.printed();
                if words.trim().is_empty() {
                    apart = true;
                    continue;
                }
                let words = joined(&words);
                if words.is_empty() {
                    apart = true;
                    continue;
                }
                lines.push(Line {
                    words,
                    centred: paragraph.centred || paragraph.level.is_some(),
                    apart: std::mem::take(&mut apart),
                });
            }
            Block::Table(table) if table.width() == 1 && !framed(table).is_empty() => {
                lines.extend(framed(table));
                break;
            }
            Block::Table(table) => {
                let rows = grid::rows(table, 1);
                let begins = |row: &grid::GridRow| is_head(row) || row.own().nth(1).is_some();
                let head = rows.iter().position(begins).unwrap_or(0);
                for row in rows.iter().take(head) {
                    let own: Vec<_> = row.own().collect();
                    if let [only] = own.as_slice() {
                        lines.push(Line {
                            words: joined(&only.words),
                            centred: true,
                            apart: true,
                        });
                    }
                }
                break;
            }
        }
    }
    lines
}

/// The paragraphs before the first table of a table that only frames others.
fn framed(table: &Table) -> Vec<Line> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let blocks: Vec<&Block> = cells.flat_map(|cell| &cell.blocks).collect();
    let first = blocks
        .iter()
        .position(|block| matches!(block, Block::Table(_)));
    let before = blocks.iter().take(first.unwrap_or(0));
    let line = |block: &&Block| match block {
        Block::Paragraph(paragraph) => Some(Line {
            words: joined(&paragraph.printed()),
            centred: true,
            apart: false,
        }),
        Block::Table(_) => None,
    };
    let lines = before.filter_map(line);
    lines.filter(|line| !line.words.is_empty()).collect()
}

/// The title and the issuer; either is empty when the text does not tell.
pub(super) fn read(lines: &[Line]) -> (String, String) {
    let possible = |line: &Line| {
        let words = &line.words;
        let length = words.chars().count();
        (1..=TITLE_MAX).contains(&length)
            && !words.ends_with(['。', '；', '：', ':', '，', ';'])
            && !words.contains('。')
            && ordinal::front(words).is_none()
            && !is_note(words)
            && !is_caption(words)
    };
    let ends = |line: &Line| ENDINGS.iter().any(|end| line.words.ends_with(end));
    let telling = lines.iter().rposition(|line| possible(line) && ends(line));
    let last = lines.iter().rposition(possible);
    let Some(at) = telling.or(last) else {
        return (String::new(), String::new());
    };
    let first = (0..at)
        .rev()
        .take_while(|&above| goes_on(lines, above) && lines.get(above).is_some_and(possible))
        .last()
        .unwrap_or(at);
    let title: String = lines
        .get(first..=at)
        .unwrap_or(&[])
        .iter()
        .map(|line| line.words.as_str())
        .collect();
    let mut issuer = issuer(&title);
    let above = first.checked_sub(1).and_then(|above| lines.get(above));
    if let Some(line) = above.filter(|line| issuer.is_empty() && is_body(&line.words)) {
        issuer.clone_from(&line.words);
    }
    (title, issuer)
}

/// Whether the line below goes on with this one.
fn goes_on(lines: &[Line], at: usize) -> bool {
    let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
        return false;
    };
    let whole = ENDINGS.iter().any(|end| line.words.ends_with(end)) || is_body(&line.words);
    let alike = line.centred == next.centred && !next.apart;
    let dated = |line: &Line| line.words.chars().any(|c| c.is_ascii_digit());
    let open = line.words.ends_with(GOING_ON) && !is_body(&line.words);
    open || (alike && !whole && dated(line) && !dated(next))
}

fn is_body(words: &str) -> bool {
    words.chars().count() <= 20 && BODIES.iter().any(|body| words.ends_with(body))
}

/// The lines of a title without the number of the annex and the unit of its figures.
fn joined(paragraph: &str) -> String {
    let lines = paragraph
        .lines()
        .map(|line| without_label(line.trim()))
        .filter(|line| !is_label(line));
    one_line(&lines.collect::<Vec<&str>>().join("\n"))
}

/// `附表1：某市项目清单` without the number of the annex.
fn without_label(line: &str) -> &str {
    if is_label(line) {
        return line;
    }
    let split = line.split_once(['：', ':', ' ', '\u{3000}']);
    // `附件：2` is a label as a whole.
    let labelled =
        split.filter(|(label, _)| !is_label(line) && label.starts_with('附') && is_label(label));
    labelled.map_or(line, |(_, rest)| rest.trim())
}

/// `附件1`, `附表2：`, `单位：万元`.
fn is_label(line: &str) -> bool {
    let number = line
        .strip_prefix("附件")
        .or_else(|| line.strip_prefix("附表"))
        .or_else(|| line.strip_prefix("附录"));
    let numbered = number.is_some_and(|rest| {
        rest.chars().all(|c| {
            c.is_numeric() || c.is_whitespace() || "：:、.-—一二三四五六七八九十".contains(c)
        })
    });
    numbered || line.starts_with("单位：") || line.starts_with("（单位") || line.starts_with("填报")
}

/// The body named at the front of a title: before the year, or before 关于.
fn issuer(title: &str) -> String {
    let digit = title.find(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let written = ["二〇", "二○", "二零"]
        .iter()
        .find_map(|year| title.find(year));
    let about = title.find("关于");
    let ends = [digit, written, about, title.find('“'), title.find('《')];
    let front = ends
        .into_iter()
        .flatten()
        .min()
        .and_then(|end| title.get(..end))
        .unwrap_or("");
    let named = BODIES.iter().any(|body| front.ends_with(body));
    if named {
        front.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, joined, read};

    #[test]
    fn titles_are_joined_and_name_their_issuer() {
        for (given, title, issuer) in [
            (
                &["附件1\n市科协2022年科普项目\n指标"] as &[&str],
                "市科协2022年科普项目指标",
                "市科协",
            ),
            (
                &["附件：2\n某省科学技术厅关于课题的通知"],
                "某省科学技术厅关于课题的通知",
                "某省科学技术厅",
            ),
            (&["2023年度项目一览表"], "2023年度项目一览表", ""),
            (
                &["附表1：某县科协2024年项目清单"],
                "某县科协2024年项目清单",
                "某县科协",
            ),
            (
                &[
                    "附件2",
                    "某县科协2023年科技志愿服务暨",
                    "全民科学素质行动项目指标",
                ],
                "某县科协2023年科技志愿服务暨全民科学素质行动项目指标",
                "某县科协",
            ),
            (
                &[
                    "某市科学技术协会",
                    "2024年度重点项目申报指南",
                    "为做好今年的工作，现发布如下。",
                ],
                "2024年度重点项目申报指南",
                "某市科学技术协会",
            ),
            (
                &["某县2023年科普项目一览表", "一、学术类", "单位：万元"],
                "某县2023年科普项目一览表",
                "",
            ),
        ] {
            let lines: Vec<Line> = given
                .iter()
                .map(|words| Line {
                    words: joined(words),
                    centred: true,
                    apart: false,
                })
                .filter(|line| !line.words.is_empty())
                .collect();
            assert_eq!(
                read(&lines),
                (title.to_owned(), issuer.to_owned()),
                "{given:?}"
            );
        }
    }
}
