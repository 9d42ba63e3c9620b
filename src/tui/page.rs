//! The page of the form: one section as rows of text, with the cursor's place in it.
//!
//! Pure: `update` makes it to know how far to scroll, `views` draws it. Invariant: the cursor's row and column are
//! those of the cell that the next typed character takes. Absent: which part of it is in sight.

mod chart;
mod table;
mod value;

pub use value::spans;

use crate::app::sections::{part_in, parts};
use crate::app::session::Session;
use crate::domain::draft::Draft;
use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::domain::form::TableRole;
use crate::domain::outline::{Asks, Entry};
use crate::messages::facing::open_here;
use crate::messages::form as words;
use crate::text::width::{Ambiguous, width};
use crate::text::wordcount::count_chars;
use crate::text::wrap::Wraps;
use crate::tui::canvas::Line;
use crate::tui::model::Prefs;
use crate::tui::screens::form::{FormScreen, remarks_at};
use crate::tui::screens::pick::severity_mark;
use crate::tui::theme::Role;
use std::borrow::Cow;
use std::ops::Range;
use value::LongText;

/// Columns before a value that stands beside its label, where the page is wide enough.
const LABEL_COLUMNS: usize = 22;
/// Columns before a paragraph.
const INDENT: usize = 3;

/// One section as rows of text.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The rows.
    rows: Vec<PageRow>,
    /// The texts that take more than a row.
    texts: Vec<LongText>,
    /// The cursor's row and column.
    pub caret: Option<(usize, usize)>,
    /// The rows of the field one is at.
    pub focus: Range<usize>,
}

impl Page {
    /// How many rows it has.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// The rows from this one on, of the draft that the page was made of.
    pub fn lines<'p>(
        &'p self,
        draft: &'p Draft,
        from: usize,
    ) -> impl Iterator<Item = Cow<'p, Line>> {
        let rows = self.rows.iter().skip(from);
        rows.map(move |row| match row {
            PageRow::Made(line) => Cow::Borrowed(line),
            PageRow::OfText(index, bytes) => {
                let text = self.texts.get(*index);
                Cow::Owned(text.map_or_else(Line::default, |text| text.row(draft, bytes.clone())))
            }
        })
    }
}

/// A row of a page. Of long texts few rows are in sight, and only those are made.
#[derive(Clone, Debug)]
enum PageRow {
    Made(Line),
    /// So many bytes of one of the page's long texts.
    OfText(usize, Range<usize>),
}

/// Makes the page of the section that the cursor is in.
#[must_use]
pub fn page(
    session: &Session,
    screen: &FormScreen,
    columns: usize,
    prefs: Prefs,
    wraps: &mut Wraps,
) -> Page {
    let parts = parts(session);
    let index = part_in(&parts, &screen.at);
    wraps.begin();
    let mut writer = Writer {
        session,
        screen,
        columns,
        prefs,
        wraps,
        page: Page::default(),
    };
    let Some(part) = parts.get(index) else {
        return writer.page;
    };
    let help = prefs.lang.words(&part.section.help);
    if !help.is_empty() {
        writer.wrapped(&Line::new(help, Role::Dim), 1);
    }
    let mut heading = None;
    for entry in &part.entries {
        if let Asks::Promise(indicator, _) | Asks::Proof(indicator) | Asks::Answer(indicator) =
            entry.asks
        {
            let key = entry.at.segments().nth(1).map(str::to_owned);
            if heading != key {
                writer.blank();
                let printed = Line::new(format!("{} ", indicator.label), Role::Label)
                    .and(&indicator.text, Role::Print);
                writer.wrapped(&printed, 1);
                heading = key;
            }
        }
        writer.entry(entry);
    }
    writer.page
}

/// How many columns the text of a field has on a page this wide; the same that the page itself uses.
#[must_use]
pub fn text_columns(session: &Session, at: &FieldPath, columns: usize) -> usize {
    match session.asked_at(at) {
        Some(asks) if is_beside(&asks, columns) => columns.saturating_sub(LABEL_COLUMNS).max(2),
        Some(Asks::Cell(_)) => usize::MAX / 4,
        _ => columns.saturating_sub(INDENT + 1).max(2),
    }
}

fn is_beside(asks: &Asks<'_>, columns: usize) -> bool {
    let fits = columns >= LABEL_COLUMNS * 2;
    fits && !asks.is_paragraph() && !matches!(asks, Asks::Cell(_))
}

struct Writer<'a> {
    session: &'a Session,
    screen: &'a FormScreen,
    columns: usize,
    prefs: Prefs,
    wraps: &'a mut Wraps,
    page: Page,
}

impl Writer<'_> {
    fn ambiguous(&self) -> Ambiguous {
        self.prefs.ambiguous
    }

    fn push(&mut self, line: Line) {
        self.page.rows.push(PageRow::Made(line));
    }

    fn blank(&mut self) {
        if !self.page.rows.is_empty() {
            self.push(Line::default());
        }
    }

    fn wrapped(&mut self, line: &Line, indent: usize) {
        let rows = line.wrapped(self.columns.saturating_sub(indent), self.ambiguous());
        for row in rows {
            let mut indented = Line::new(" ".repeat(indent), Role::Text);
            indented.spans.extend(row.spans);
            self.push(indented);
        }
    }

    fn entry(&mut self, entry: &Entry<'_>) {
        let from = self.page.rows.len();
        if let Some(table) = entry.asks.table() {
            self.blank();
            self.table(entry, table);
            return;
        }
        if entry.asks.is_paragraph() {
            if matches!(entry.asks, Asks::Field(_)) {
                self.blank();
            }
            self.paragraph(&entry.at, &entry.asks);
        } else {
            self.line_field(&entry.at, &entry.asks);
        }
        if entry.at == self.screen.at {
            self.page.focus = from..self.page.rows.len();
        }
    }

    /// The two columns of marks: where one is, and the gravest finding.
    fn marks(&self, at: &FieldPath) -> Line {
        let here = if *at == self.screen.at { "▸" } else { " " };
        let (mark, role) = self.gravest(at).map_or((" ", Role::Text), severity_mark);
        Line::new(here, Role::Focus).and(mark, role)
    }

    fn gravest(&self, at: &FieldPath) -> Option<Severity> {
        let told = self
            .session
            .findings_at(at)
            .filter(|finding| !finding.is_wanting());
        told.map(|finding| finding.severity).min()
    }

    fn label(&self, at: &FieldPath, asks: &Asks<'_>) -> Line {
        let lang = self.prefs.lang;
        let role = if *at == self.screen.at {
            Role::Focus
        } else {
            Role::Label
        };
        let star = if asks.is_required() { " *" } else { "" };
        let mut line = self.marks(at);
        line = line.and(format!("{}{star}", words::label(lang, asks)), role);
        let all = self.session.remarks().annotations();
        let here = remarks_at(self.session, at);
        let open = here.iter().filter_map(|index| all.get(*index));
        match open.filter(|one| one.is_open()).count() {
            0 => line,
            count => line.and(open_here(lang, count), Role::Warning),
        }
    }

    fn paragraph(&mut self, at: &FieldPath, asks: &Asks<'_>) {
        let text = self.session.draft().text(at);
        let limit = match asks {
            Asks::Field(field) | Asks::Cell(field) => field.max_chars,
            _ => None,
        };
        // The count that changes with every key looks like the text that is typed: no colours have to be sent.
        let role = if *at == self.screen.at {
            Role::Text
        } else {
            Role::Dim
        };
        let chars = count_chars(text);
        let lang = self.prefs.lang;
        let count = limit.map_or_else(
            || words::chars(lang, chars),
            |max| words::chars_of(lang, chars, max),
        );
        let place = self
            .columns
            .saturating_sub(width(&count, self.ambiguous()) + 1);
        let line = self
            .label(at, asks)
            .to_column(place, self.ambiguous())
            .and(count, role);
        self.push(line);
        self.value(at, asks, Line::new(" ".repeat(INDENT), Role::Text), INDENT);
    }

    fn line_field(&mut self, at: &FieldPath, asks: &Asks<'_>) {
        let mut label = self.label(at, asks);
        if let Asks::Promise(_, measure) = asks {
            let told = Line::new("   ", Role::Text)
                .and(words::measure(self.prefs.lang, measure), Role::Dim);
            self.wrapped(&told, 0);
        }
        let fits = label.width(self.ambiguous()) < LABEL_COLUMNS;
        if is_beside(asks, self.columns) {
            if !fits {
                self.push(std::mem::take(&mut label));
            }
            self.value(
                at,
                asks,
                label.to_column(LABEL_COLUMNS, self.ambiguous()),
                LABEL_COLUMNS,
            );
        } else {
            self.push(label);
            self.value(at, asks, Line::new(" ".repeat(INDENT), Role::Text), INDENT);
        }
    }

    fn table_role_is_budget(role: TableRole) -> bool {
        role == TableRole::Budget
    }
}
