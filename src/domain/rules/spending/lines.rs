//! Rules about the numbers of budget lines, one by one and beside each other.

use super::{Budget, SpendingProblem};
use crate::domain::budget::BudgetLine;
use crate::domain::edit::Edit;
use crate::domain::field::FieldPath;
use crate::domain::finding::{Cite, Finding, Problem, Severity};
use crate::domain::money::Money;
use crate::domain::number::Number;
use crate::domain::ruling::Ruling;
use crate::domain::scope::share_of;
use crate::domain::scope::{Cap, Limit};
use crate::domain::spending::classify::same_unit;
use crate::text::fold::fold;

/// A line that is a sum of the others.
pub(super) fn total_line(budget: &Budget<'_>, index: usize) -> Option<Finding> {
    let item: String = fold(&budget.rows[index].1.item)
        .into_iter()
        .filter(|c| !c.is_whitespace())
        .collect();
    let total = ["合计", "总计", "小计", "共计", "总额"]
        .iter()
        .any(|word| item.starts_with(word) || item == *word);
    total
        .then(|| budget.finding(Severity::Error, (index, "item"), SpendingProblem::Total))
        .flatten()
}

/// Quantity × unit price against the amount that the line states.
pub(super) fn product(budget: &Budget<'_>, index: usize) -> Option<Finding> {
    let line = budget.rows[index].1;
    let stated = Money::parse(&line.amount)?;
    let product = Money::parse(&line.unit_price)?.times(Number::parse(&line.quantity)?)?;
    if stated == product {
        return None;
    }
    let problem = SpendingProblem::Product { stated, product };
    let mut finding = budget.finding(Severity::Error, (index, "amount"), problem)?;
    finding.remedies = vec![Edit::Set {
        at: finding.at.clone(),
        text: product.plain(),
    }];
    Some(finding)
}

/// Nothing, or less than nothing.
pub(super) fn not_positive(budget: &Budget<'_>, index: usize) -> Option<Finding> {
    let amount = budget.rows[index].1.amount()?;
    let column = if Number::parse(&budget.rows[index].1.quantity).is_some_and(|n| n <= Number::ZERO)
    {
        "quantity"
    } else {
        "unit_price"
    };
    (amount <= Money::ZERO)
        .then(|| {
            budget.finding(
                Severity::Error,
                (index, column),
                SpendingProblem::NotPositive,
            )
        })
        .flatten()
}

/// A lecture fee above the norm for the title that the line names (财行〔2016〕540号): advice, for norms differ by place.
pub(super) fn norm(budget: &Budget<'_>, index: usize, ruling: &Ruling) -> Option<Finding> {
    let line = budget.rows[index].1;
    let lecture = ruling
        .kind
        .as_ref()
        .is_some_and(|kind| kind.as_str() == "labour.lecture");
    if !lecture {
        return None;
    }
    let words = format!("{}{}", line.item, line.justification);
    let data = budget.taxonomy.data();
    let named = |norm: &crate::domain::spending::LectureNorm| {
        // 副教授 holds 教授: the longest title that is there decides.
        norm.titles
            .iter()
            .filter(|title| words.contains(title.as_str()))
            .max_by_key(|title| title.chars().count())
            .cloned()
    };
    let norms = data
        .lecture_norms
        .iter()
        .filter(|norm| norm.per.iter().any(|unit| same_unit(unit, &line.unit)));
    let (norm, title) = norms
        .filter_map(|norm| Some((norm, named(norm)?)))
        .max_by_key(|(_, title)| title.chars().count())?;
    let asked = Money::parse(&line.unit_price)?;
    let problem = SpendingProblem::Norm {
        asked,
        most: norm.most,
        title,
        document: data.norm_document.clone(),
    };
    (asked > norm.most)
        .then(|| budget.finding(Severity::Advice, (index, "unit_price"), problem))
        .flatten()
}

/// Budgets are before tax: what a person is paid includes the tax on it.
pub(super) fn tax(budget: &Budget<'_>, index: usize, ruling: &Ruling) -> Option<Finding> {
    let line = budget.rows[index].1;
    let kind = ruling.kind.as_ref().map_or("", |kind| kind.as_str());
    let is_tax = kind == "tax";
    let after = kind.split('.').next() == Some("labour")
        && [&line.item, &line.justification]
            .iter()
            .any(|words| words.contains("税后"));
    (is_tax || after)
        .then(|| {
            let problem = SpendingProblem::Tax(is_tax);
            budget.finding(Severity::Advice, (index, "item"), problem)
        })
        .flatten()
}

/// Rules that look at several lines.
pub(super) fn across(budget: &Budget<'_>, rulings: &[Ruling]) -> Vec<Finding> {
    let mut findings = twice(budget);
    findings.extend(ten_thousand(budget));
    for limit in &budget.project.scope.limits {
        findings.extend(over_limit(budget, rulings, limit));
    }
    findings.extend(over_cap(budget));
    findings
}

fn twice(budget: &Budget<'_>) -> Vec<Finding> {
    let words = |line: &BudgetLine| {
        let item: String = fold(&line.item)
            .into_iter()
            .filter(|c| !c.is_whitespace())
            .collect();
        (
            item,
            Number::parse(&line.quantity),
            Money::parse(&line.unit_price),
        )
    };
    let keys: Vec<_> = budget.rows.iter().map(|(_, line)| words(line)).collect();
    let again = keys.iter().enumerate().filter_map(|(index, key)| {
        let first = keys.iter().position(|other| other == key)?;
        (first < index && !key.0.is_empty()).then_some((index, first))
    });
    again
        .filter_map(|(index, first)| {
            budget.finding(
                Severity::Warning,
                (index, "item"),
                SpendingProblem::Twice(first + 1),
            )
        })
        .collect()
}

/// An amount 10,000 times the middle one of the others, or a ten-thousandth of it: 元 and 万元 mixed.
fn ten_thousand(budget: &Budget<'_>) -> Vec<Finding> {
    let amounts: Vec<(usize, i64)> = budget
        .rows
        .iter()
        .enumerate()
        .filter_map(|(index, (_, line))| Some((index, line.amount()?.fen())))
        .filter(|(_, fen)| *fen > 0)
        .collect();
    let slips = amounts.iter().filter(|(index, fen)| {
        let mut others: Vec<i64> = amounts
            .iter()
            .filter(|(other, _)| other != index)
            .map(|(_, fen)| *fen)
            .collect();
        others.sort_unstable();
        let Some(middle) = others
            .get(others.len() / 2)
            .copied()
            .filter(|_| others.len() >= 2)
        else {
            return false;
        };
        let ratio = |a: i64, b: i64| i128::from(a) / i128::from(b.max(1));
        ratio(*fen, middle) >= 2_000 || (ratio(middle, *fen) >= 2_000 && *fen < 10_000)
    });
    slips
        .filter_map(|(index, _)| {
            budget.finding(
                Severity::Warning,
                (*index, "unit_price"),
                SpendingProblem::TenThousand,
            )
        })
        .collect()
}

fn over_limit(budget: &Budget<'_>, rulings: &[Ruling], limit: &Limit) -> Vec<Finding> {
    let applies = |index: &usize| {
        let item = rulings
            .get(*index)
            .and_then(|ruling| ruling.scope_item.as_ref());
        limit.items.is_empty() || item.is_some_and(|item| limit.items.contains(item))
    };
    let lines: Vec<usize> = (0..budget.rows.len()).filter(applies).collect();
    let cite = || {
        Cite::cut(
            format!("{}/scope", budget.project.code.as_str()),
            &budget.project.scope.text,
            limit.span.clone(),
        )
    };
    let told = |index: usize, column: &str, asked: Money, most: Money| {
        let mut finding = budget.finding(
            Severity::Error,
            (index, column),
            SpendingProblem::Limit { asked, most },
        )?;
        finding.cites = cite().into_iter().collect();
        Some(finding)
    };
    if let Cap::UnitPrice(most) = limit.cap {
        let most = Money::from_fen(most);
        let prices = lines
            .iter()
            .filter_map(|index| Some((*index, Money::parse(&budget.rows[*index].1.unit_price)?)));
        return prices
            .filter(|(_, price)| *price > most)
            .filter_map(|(i, price)| told(i, "unit_price", price, most))
            .collect();
    }
    let amounts = lines
        .iter()
        .filter_map(|index| budget.rows[*index].1.amount());
    let sum = amounts.fold(Money::ZERO, |sum, amount| sum.plus(amount).unwrap_or(sum));
    let most = match limit.cap {
        Cap::Sum(fen) => Some(Money::from_fen(fen)),
        Cap::Share(percent) => share_of(budget.total(), percent),
        Cap::UnitPrice(_) => None,
    };
    match (most.filter(|most| sum > *most), lines.last()) {
        (Some(most), Some(last)) => told(*last, "unit_price", sum, most).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The grant that is asked for against the call's cap; own funds do not count.
fn over_cap(budget: &Budget<'_>) -> Option<Finding> {
    let most = Money::from_fen(budget.cap_fen?);
    let granted = budget
        .rows
        .iter()
        .map(|(_, line)| *line)
        .filter(|line| line.source.is_empty() || line.source == "grant");
    let asked = crate::domain::budget::totals(granted).all;
    (asked > most).then_some(())?;
    Some(Finding {
        severity: Severity::Error,
        at: FieldPath::parse(budget.table).ok()?,
        problem: Problem::Spending(SpendingProblem::Cap { asked, most }),
        cites: Vec::new(),
        remedies: Vec::new(),
    })
}
