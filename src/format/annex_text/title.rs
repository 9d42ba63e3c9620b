//! The title of an annex, and who issues it, from the lines before the table.
//!
//! Invariant: both are printed words; a title broken over lines is joined.

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
/// A title is no longer than this, in characters.
const TITLE_MAX: usize = 120;

/// The title and the issuer; either is empty when the text does not tell.
pub(super) fn read(before: &[String]) -> (String, String) {
    let mut titles = before.iter().rev().map(|paragraph| joined(paragraph));
    let title = titles.find(|title| (1..=TITLE_MAX).contains(&title.chars().count()));
    let title = title.unwrap_or_default();
    let issuer = issuer(&title);
    (title, issuer)
}

/// The lines of a title without the number of the annex and the unit of its figures.
fn joined(paragraph: &str) -> String {
    let lines = paragraph
        .lines()
        .map(str::trim)
        .filter(|line| !is_label(line));
    lines.collect()
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
    let about = title.find("关于");
    let ends = [digit, about, title.find('“'), title.find('《')];
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
    use super::read;

    #[test]
    fn titles_are_joined_and_name_their_issuer() {
        for (given, title, issuer) in [
            (
                "附件1\n市科协2022年科普项目\n指标",
                "市科协2022年科普项目指标",
                "市科协",
            ),
            (
                "附件：2\n某省科学技术厅关于课题的通知",
                "某省科学技术厅关于课题的通知",
                "某省科学技术厅",
            ),
            ("2023年度项目一览表", "2023年度项目一览表", ""),
        ] {
            assert_eq!(
                read(&[given.to_owned()]),
                (title.to_owned(), issuer.to_owned()),
                "{given}"
            );
        }
    }
}
