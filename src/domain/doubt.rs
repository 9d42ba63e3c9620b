//! Doubts: what a person should check after an annex was imported, or in a catalog.
//!
//! Invariant: a doubt carries data and a place, never sentences; nothing was guessed where one is raised.

use crate::domain::annex::Spot;
use crate::domain::call::Catalog;
use crate::domain::indicator::IndicatorKind;
use crate::domain::project::Project;
use crate::domain::project::note::SourceNote;
use crate::domain::reissue::Difference;

/// Something a person should check, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// Where in the annex.
    pub place: DoubtPlace,
    /// What is in doubt.
    pub what: DoubtKind,
    /// What else it could be, as printed; empty when nothing else offers itself.
    pub others: Vec<String>,
}

/// A place in an annex.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DoubtPlace {
    /// The code of the project, where the place belongs to one.
    pub project: Option<String>,
    /// The row of the table, from 1, the heading not counted.
    pub row: Option<usize>,
    /// What the column holds.
    pub column: Option<Column>,
    /// The cell or paragraph.
    pub spot: Option<Spot>,
}

/// What a column of an annex holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Column {
    /// 序号.
    Seq,
    /// 项目类别.
    Category,
    /// 项目名称.
    Name,
    /// 项目编号.
    Code,
    /// 项目内容.
    Content,
    /// 项目指标.
    Indicators,
    /// 支出范围.
    Scope,
    /// 完成时间.
    Due,
}

impl Column {
    /// Every column, in the order that most annexes print them.
    pub const ALL: [Self; 8] = [
        Self::Seq,
        Self::Category,
        Self::Name,
        Self::Code,
        Self::Content,
        Self::Indicators,
        Self::Scope,
        Self::Due,
    ];

    /// The word for it in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Seq => "seq",
            Self::Category => "category",
            Self::Name => "name",
            Self::Code => "code",
            Self::Content => "content",
            Self::Indicators => "indicators",
            Self::Scope => "scope",
            Self::Due => "due",
        }
    }
}

/// What can be in doubt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DoubtKind {
    /// No row of headings was found; nothing was read.
    NoTable,
    /// No column has this content.
    NoColumn(Column),
    /// A column whose heading says nothing known; its cells were left out.
    UnknownColumn(String),
    /// A row has fewer or more cells than there are headings.
    Cells {
        /// How many headings there are.
        expected: usize,
        /// How many cells the row has.
        found: usize,
    },
    /// A cell is empty that should not be.
    Empty(Column),
    /// A number that is no running number of a row.
    SeqUnread(String),
    /// A code that another row has too; this row got the code given here.
    DuplicateCode {
        /// The printed code.
        printed: String,
        /// The code that is used instead.
        given: String,
    },
    /// No completion date is printed.
    NoDue,
    /// A completion date that could not be read.
    DueUnread(String),
    /// Words around the table that are no title.
    StrayText(String),
    /// No title stands before the table.
    NoTitle,
    /// A heading that could mean two things; it was taken for this.
    WeakColumn {
        /// The heading.
        heading: String,
        /// What its cells were taken for.
        taken: Column,
    },
    /// A cell that holds content and indicators, by its heading; its numbered items were taken for the indicators.
    Divided(String),
    /// A table that has neither known headings nor known labels, by its first words.
    UnreadTable(String),
    /// A row of sums, which is no project.
    Totals(String),
    /// A row without a name that was taken for a part of the project above.
    RowJoined(String),
    /// An empty cell that was read as part of the one above.
    GoesOn(Column),
    /// A cell that covers columns of different content; it was read as the first of them.
    Covers(Column),
    /// A table inside a cell, which was read row by row.
    TableInside(Column),
    /// Words that point elsewhere, and nothing certain is there.
    ReferenceUnread(String),
    /// A completion date in a sentence that does not say what it is for.
    DueSentence(String),
    /// A heading over a project that bears no other name.
    NameOfHeading(String),
    /// Words without a label of their own that were taken for this.
    Unlabelled(Column),
    /// A text box, which was not read.
    TextBox(String),
    /// Words that are not printed, which were not read.
    Hidden(String),
    /// Another document within the file, which was not read.
    Embedded,
    /// So many footnotes and endnotes, which were not read.
    Footnotes(usize),
    /// Changes nobody has accepted yet.
    Changes {
        /// Insertions, which were read.
        inserted: usize,
        /// Deletions, which were left out.
        deleted: usize,
    },
    /// Something that differs from an earlier call.
    Differs(Difference),
    /// Something odd in print.
    Note(SourceNote),
    /// An indicator has a number that was not read as a measure.
    NoMeasure {
        /// The indicator's label.
        label: String,
    },
    /// A scope without a single item.
    NoScopeItems,
    /// A scope item whose words the taxonomy does not know.
    UnknownItem(String),
}

impl Doubt {
    /// A doubt about a project.
    #[must_use]
    pub fn about(project: &str, column: Column, what: DoubtKind) -> Self {
        Self {
            place: DoubtPlace {
                project: Some(project.to_owned()),
                row: None,
                column: Some(column),
                spot: None,
            },
            what,
            others: Vec::new(),
        }
    }
}

/// What of a project's scope is not understood.
#[must_use]
pub fn review_scope(project: &Project) -> Vec<Doubt> {
    let code = project.code.as_str();
    let items = &project.scope.items;
    let none = items
        .is_empty()
        .then(|| Doubt::about(code, Column::Scope, DoubtKind::NoScopeItems));
    let unknown = items.iter().filter(|item| item.kinds.is_empty());
    let unknown = unknown.map(|item| {
        Doubt::about(
            code,
            Column::Scope,
            DoubtKind::UnknownItem(item.name.clone()),
        )
    });
    none.into_iter().chain(unknown).collect()
}

/// The indicators and scopes of a catalog that were not read.
#[must_use]
pub fn review(catalog: &Catalog) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for project in &catalog.projects {
        let code = project.code.as_str();
        let unmeasured = project.indicators.iter().filter(|indicator| {
            indicator.kind == IndicatorKind::Quantity && indicator.measures.is_empty()
        });
        doubts.extend(unmeasured.map(|indicator| {
            let label = indicator.label.clone();
            Doubt::about(code, Column::Indicators, DoubtKind::NoMeasure { label })
        }));
        if project.indicators.is_empty() {
            doubts.push(Doubt::about(
                code,
                Column::Indicators,
                DoubtKind::Empty(Column::Indicators),
            ));
        }
        doubts.extend(review_scope(project));
        if project.due.is_none() {
            doubts.push(Doubt::about(code, Column::Due, DoubtKind::NoDue));
        }
    }
    doubts
}
