//! A call that is issued again: what of its projects is no longer what it was.
//!
//! Invariant: equal catalogs differ in nothing; a project is told once, by the most telling thing about it.
//! Absent: drafts, and what to do about it.

pub mod moved;

use crate::domain::call::Catalog;
use crate::domain::doubt::Column;
use crate::domain::indicator::Indicator;
use crate::domain::project::Project;
use std::collections::BTreeSet;

/// How alike two names must be to name one project, in per cent of shared pairs of characters.
const NAMES_ALIKE: usize = 75;
/// How alike two contents must be for it whatever the names.
const CONTENTS_ALIKE: usize = 50;

/// A way in which an entry of a catalog differs from the earlier one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// The code now means another project.
    Reused {
        /// The code.
        code: String,
        /// The name it had.
        was: String,
        /// The name it has.
        is: String,
    },
    /// The project has another name.
    Renamed {
        /// The code.
        code: String,
        /// The name it had.
        was: String,
        /// The name it has.
        is: String,
    },
    /// The project has another code.
    Recoded {
        /// Its name.
        name: String,
        /// The code it had.
        was: String,
        /// The code it has.
        is: String,
    },
    /// The project is not there any more.
    Dropped {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// The project was not there before.
    Added {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// A part of the project changed.
    Changed {
        /// Its code.
        code: String,
        /// Which part.
        column: Column,
    },
}

/// What of `new` differs from `old`, in the order of `new`; what was dropped comes last.
#[must_use]
pub fn differences(old: &Catalog, new: &Catalog) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut moved: BTreeSet<&str> = BTreeSet::new();
    for project in &new.projects {
        let code = project.code.as_str();
        match old.project(code) {
            Some(earlier) => found.extend(between(earlier, project)),
            None => {
                let earlier = recoded(old, new, project);
                moved.extend(earlier.map(|earlier| earlier.code.as_str()));
                found.push(without_earlier(earlier, project));
            }
        }
    }
    let gone = old.projects.iter().filter(|earlier| {
        let code = earlier.code.as_str();
        new.project(code).is_none() && !moved.contains(code)
    });
    found.extend(gone.map(|earlier| Difference::Dropped {
        code: earlier.code.as_str().to_owned(),
        name: earlier.name.clone(),
    }));
    found
}

/// What differs between two entries of one code.
#[must_use]
pub fn between(old: &Project, new: &Project) -> Vec<Difference> {
    let code = new.code.as_str().to_owned();
    let (was, is) = (old.name.clone(), new.name.clone());
    let mut found = Vec::new();
    if was != is {
        if !is_same(old, new) {
            return vec![Difference::Reused { code, was, is }];
        }
        let code = code.clone();
        found.push(Difference::Renamed { code, was, is });
    }
    let changed = |column: Column| Difference::Changed {
        code: code.clone(),
        column,
    };
    let parts = [
        (Column::Category, old.category != new.category),
        (Column::Due, old.due != new.due),
        (Column::Content, old.content != new.content),
        (
            Column::Indicators,
            printed(&old.indicators) != printed(&new.indicators),
        ),
        (Column::Scope, old.scope.text != new.scope.text),
    ];
    let parts = parts.into_iter().filter(|(_, differs)| *differs);
    found.extend(parts.map(|(column, _)| changed(column)));
    found
}

/// Whether two entries are the same project, whatever their codes.
fn is_same(old: &Project, new: &Project) -> bool {
    alike(&old.name, &new.name) >= NAMES_ALIKE
        || (!old.content.is_empty() && alike(&old.content, &new.content) >= CONTENTS_ALIKE)
}

/// The projects of a catalog that may be an earlier one under another code: those of its name, else those that are alike.
#[must_use]
pub fn heirs<'a>(old: &Project, new: &'a Catalog) -> Vec<&'a Project> {
    let mut found: Vec<&Project> = new.projects.iter().collect();
    found.retain(|project| is_same(old, project));
    if found.iter().any(|project| project.name == old.name) {
        found.retain(|project| project.name == old.name);
    }
    found
}

fn printed(indicators: &[Indicator]) -> Vec<(&str, &str)> {
    let printed = indicators.iter();
    printed
        .map(|one| (one.label.as_str(), one.text.as_str()))
        .collect()
}

/// The earlier project of the same name, whose code is not used any more.
fn recoded<'a>(old: &'a Catalog, new: &Catalog, project: &Project) -> Option<&'a Project> {
    let mut same = old.projects.iter().filter(|earlier| {
        earlier.name == project.name && new.project(earlier.code.as_str()).is_none()
    });
    same.next().filter(|_| same.next().is_none())
}

fn without_earlier(earlier: Option<&Project>, project: &Project) -> Difference {
    let (code, name) = (project.code.as_str().to_owned(), project.name.clone());
    match earlier {
        Some(earlier) => Difference::Recoded {
            name,
            was: earlier.code.as_str().to_owned(),
            is: code,
        },
        None => Difference::Added { code, name },
    }
}

/// How many of their pairs of neighbouring letters two texts share, in per cent; digits and marks do not count.
fn alike(a: &str, b: &str) -> usize {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let plain: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
        let next = plain.iter().copied().skip(1);
        plain.iter().copied().zip(next).collect()
    };
    let (a, b) = (pairs(a), pairs(b));
    let shared = a.intersection(&b).count();
    let all = (a.len() + b.len()).max(1);
    200 * shared / all
}

#[cfg(test)]
mod tests {
    use super::{NAMES_ALIKE, alike};

    #[test]
    fn years_and_small_words_do_not_make_another_project() {
        for (a, b, same) in [
            ("2022年科技政策宣讲和解读", "2023年科技政策宣讲与解读", true),
            ("企业科协组织建设", "企业（园区）科协组织建设", true),
            ("市级学术交流活动", "全国学术交流活动", false),
            ("科技创新服务平台建设", "社区心理健康服务活动", false),
        ] {
            assert_eq!(alike(a, b) >= NAMES_ALIKE, same, "{a} {b}");
        }
    }
}
