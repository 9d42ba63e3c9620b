//! From entries to projects: codes, numbers, dates, indicators and scopes are read here, and only here.
//!
//! Invariant: codes are unique; words are kept, less padding and a word processor's bookmarks; what is odd is noted, what is
//! missing is doubted.

use super::due::{self, Due};
use super::entry::Entry;
use super::sentence::{self, Deadline};
use super::words::{one_line, tidy};
use super::{Gathered, PROJECTS_MAX, ordinal, reference, told};
use crate::domain::annex::{Source, Spot};
use crate::domain::doubt::{Column, Doubt, DoubtKind, DoubtPlace, review_scope};
use crate::domain::indicator;
use crate::domain::project::note::SourceNote;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::scope::{self, KindsOf};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How much of a printed code is kept before a number that makes it unique, in characters.
const STEM_MAX: usize = 30;

/// The projects of an annex, what a person should check, and where each value was read.
#[derive(Default)]
pub(super) struct Finished {
    pub projects: Vec<Project>,
    pub doubts: Vec<Doubt>,
    pub sources: BTreeMap<ProjectCode, BTreeMap<Column, Source>>,
}

/// Reads the meaning of everything that was gathered.
pub(super) fn finish(gathered: Gathered, kinds: &KindsOf<'_>) -> Finished {
    let Gathered {
        mut entries,
        doubts,
        deadlines,
        year,
        ..
    } = gathered;
    entries.truncate(PROJECTS_MAX);
    let notes = reference::follow(&mut entries);
    let categories = entries
        .iter()
        .map(|entry| stem(&entry.section.name).to_owned());
    let categories = categories.filter(|name| !name.is_empty()).collect();
    let mut reader = Reader {
        kinds,
        year,
        deadlines,
        categories,
        taken: BTreeSet::new(),
        row: 0,
        doubts: Vec::new(),
        place: DoubtPlace::default(),
        sources: BTreeMap::new(),
    };
    let mut finished = Finished {
        doubts,
        ..Finished::default()
    };
    for (entry, notes) in entries.iter().zip(notes) {
        let project = reader.project(entry, notes);
        finished.doubts.append(&mut reader.doubts);
        let sources = std::mem::take(&mut reader.sources);
        finished.sources.insert(project.code.clone(), sources);
        finished.projects.push(project);
    }
    finished
}

/// Reads one entry after the other.
struct Reader<'a> {
    kinds: &'a KindsOf<'a>,
    /// The year that dates without one take.
    year: Option<i16>,
    /// What sentences outside the entries say about completion.
    deadlines: Vec<Deadline>,
    /// The categories of the annex, as sentences name them.
    categories: BTreeSet<String>,
    taken: BTreeSet<ProjectCode>,
    row: usize,
    /// The doubts about the current entry.
    doubts: Vec<Doubt>,
    place: DoubtPlace,
    /// Where the current entry's values were read.
    sources: BTreeMap<Column, Source>,
}

impl Reader<'_> {
    fn project(&mut self, entry: &Entry, mut notes: Vec<SourceNote>) -> Project {
        self.row += 1;
        self.place = DoubtPlace {
            row: Some(self.row),
            spot: Some(entry.spot),
            ..DoubtPlace::default()
        };
        self.sources = entry.sources();
        let mut words: BTreeMap<Column, String> = BTreeMap::new();
        for column in Column::ALL {
            let heading = entry.headings.get(&column).map_or("", String::as_str);
            let tidied = tidy(&entry.words(column), heading, &mut notes);
            words.insert(column, tidied);
        }
        let mut take = |column: Column| words.remove(&column).unwrap_or_default();
        let (name, name_due) = due::split(&one_line(&take(Column::Name)), self.year);
        let printed_code = take(Column::Code);
        let (name, printed_code) = self.code_of_name(name, printed_code);
        let code = self.code(&printed_code, &mut notes);
        self.place.project = Some(code.as_str().to_owned());
        self.place_all(&code);
        let (seq, name) = self.seq(&take(Column::Seq), name);
        let content = take(Column::Content);
        let printed_indicators = take(Column::Indicators);
        let due = self.due(
            entry,
            &take(Column::Due),
            name_due,
            &content,
            &printed_indicators,
        );
        let context = format!("{name}\n{content}");
        let (indicators, odd) = indicator::read(&printed_indicators, &context);
        notes.extend(odd);
        let project = Project {
            code,
            seq,
            name,
            category: one_line(&entry.section.name),
            due,
            content,
            indicators,
            scope: scope::read(&take(Column::Scope), self.kinds),
            source_notes: notes.iter().map(ToString::to_string).collect(),
        };
        self.check(entry, &project, notes);
        project
    }

    fn doubt(&mut self, column: Column, what: DoubtKind) {
        self.doubt_with(column, what, Vec::new());
    }

    fn doubt_with(&mut self, column: Column, what: DoubtKind, others: Vec<String>) {
        let mut place = self.place.clone();
        place.column = Some(column);
        if let Some(source) = self.sources.get(&column) {
            place.spot = Some(source.spot);
        }
        self.doubts.push(Doubt {
            place,
            what,
            others,
        });
    }

    /// Tells the doubts raised so far which project they are about.
    fn place_all(&mut self, code: &ProjectCode) {
        for doubt in &mut self.doubts {
            doubt.place.project = Some(code.as_str().to_owned());
        }
    }

    /// A code in brackets behind the name, where there is none of its own: `科普讲堂（编号：KP01）`.
    fn code_of_name(&mut self, name: String, code: String) -> (String, String) {
        let bracket = name.rfind(['（', '(']).filter(|_| code.is_empty());
        let inner = bracket.and_then(|open| {
            let tail = name.get(open..)?.trim_start_matches(['（', '(']);
            Some((open, tail.strip_suffix(['）', ')'])?.to_owned()))
        });
        let Some((open, inner)) = inner else {
            return (name, code);
        };
        let label = ["项目编号", "编号", "项目代码", "代码", "编码"]
            .iter()
            .find_map(|label| inner.strip_prefix(label));
        let bare = label.map_or(inner.as_str(), |rest| rest.trim_start_matches(['：', ':']));
        let coded = bare.chars().any(|c| c.is_ascii_digit())
            && bare.chars().any(|c| c.is_ascii_alphabetic())
            && ProjectCode::parse(&half(bare)).is_some();
        if !coded {
            return (name, code);
        }
        if let Some(source) = self.sources.get(&Column::Name).cloned() {
            self.sources.insert(Column::Code, source);
        }
        let front = name.get(..open).unwrap_or(&name).trim().to_owned();
        (front, bare.to_owned())
    }

    fn code(&mut self, printed: &str, notes: &mut Vec<SourceNote>) -> ProjectCode {
        let plain = half(printed);
        let parsed = ProjectCode::parse(&plain);
        let usable = parsed.is_some();
        let code = parsed.unwrap_or_else(|| ProjectCode::numbered(self.row));
        if !usable || plain != printed {
            let given = code.as_str().to_owned();
            notes.push(SourceNote::CodeGiven {
                printed: printed.to_owned(),
                given,
            });
        }
        if self.taken.insert(code.clone()) {
            return code;
        }
        let stem: String = code.as_str().chars().take(STEM_MAX).collect();
        // The row's own number: no other row can get the same.
        let free = ProjectCode::parse(&format!("{stem}-{}", self.row));
        let free = free
            .filter(|code| !self.taken.contains(code))
            .unwrap_or_else(|| ProjectCode::numbered(self.row));
        self.taken.insert(free.clone());
        let what = DoubtKind::DuplicateCode {
            printed: printed.to_owned(),
            given: free.as_str().to_owned(),
        };
        self.doubt(Column::Code, what);
        free
    }

    /// The running number: its own, else the one before the name, else counted.
    fn seq(&mut self, printed: &str, name: String) -> (u32, String) {
        let counted = u32::try_from(self.row).unwrap_or(u32::MAX);
        if let Some(seq) = ordinal::whole(printed) {
            return (seq, name);
        }
        if !printed.is_empty() {
            self.doubt(Column::Seq, DoubtKind::SeqUnread(printed.to_owned()));
            return (counted, name);
        }
        match ordinal::front(&name) {
            Some(number) => (number.value, ordinal::without(&name).to_owned()),
            None => (counted, name),
        }
    }

    /// The completion date: the project's own, that of a sentence of it, its section's, or one for all.
    fn due(
        &mut self,
        entry: &Entry,
        printed: &str,
        named: Option<Due>,
        content: &str,
        indicators: &str,
    ) -> Option<Date> {
        let own = due::read(printed, self.year).or(named);
        match own {
            Some(Due::Day(day)) => return Some(day),
            Some(Due::Unread(words)) => {
                self.due_unread(words);
                return None;
            }
            None => {}
        }
        let says = |column: Column, words: &str| {
            let spot = entry.spot(column).unwrap_or(entry.spot);
            sentence::deadlines(words, spot, self.year)
        };
        let mut told = says(Column::Content, content);
        told.extend(says(Column::Indicators, indicators));
        for remark in entry.remarks() {
            told.extend(sentence::deadlines(&remark.words, remark.spot, self.year));
        }
        if let Some(day) = self.one_of(told.iter().filter(|deadline| deadline.whole)) {
            return Some(day);
        }
        match &entry.section.due {
            Some(Due::Day(day)) => return Some(*day),
            Some(Due::Unread(words)) => {
                self.due_unread(words.clone());
                return None;
            }
            None => {}
        }
        self.due_of_call(entry, &told)
    }

    /// Doubts a date that names no day, and offers the last day of the month or quarter that it names.
    fn due_unread(&mut self, words: String) {
        let last = due::last_day(&words, self.year);
        let others = last.iter().map(ToString::to_string).collect();
        self.doubt_with(Column::Due, DoubtKind::DueUnread(words), others);
    }

    /// A deadline that sentences outside the entries set, for its category or for all.
    fn due_of_call(&mut self, entry: &Entry, own: &[Deadline]) -> Option<Date> {
        let all = self.deadlines.clone();
        let names = |deadline: &&Deadline, category: &str| deadline.words.contains(category);
        let category = stem(&entry.section.name);
        let named = all
            .iter()
            .filter(|deadline| !category.is_empty() && names(deadline, category));
        if let Some(day) = self.one_of(named) {
            return Some(day);
        }
        // What is said of another category is not said of this one.
        let categories = self.categories.clone();
        let general = |deadline: &&Deadline| {
            deadline.whole && !categories.iter().any(|other| names(deadline, other))
        };
        let whole: Vec<&Deadline> = all.iter().filter(general).collect();
        if let Some(day) = self.one_of(whole.iter().copied()) {
            return Some(day);
        }
        let unsure: Vec<&Deadline> = whole.into_iter().chain(own).collect();
        match unsure.first() {
            Some(first) => {
                let words = DoubtKind::DueSentence(told(&first.words));
                let mut days: Vec<String> = unsure
                    .iter()
                    .map(|deadline| deadline.day.to_string())
                    .collect();
                days.dedup();
                self.doubt_with(Column::Due, words, days);
            }
            None => {
                let empty = entry
                    .unsure
                    .iter()
                    .any(|unsure| unsure.column == Column::Due);
                if !empty {
                    self.doubt(Column::Due, DoubtKind::NoDue);
                }
            }
        }
        None
    }

    /// The day that all of some deadlines name, and where it is printed.
    fn one_of<'d>(&mut self, deadlines: impl Iterator<Item = &'d Deadline>) -> Option<Date> {
        let all: Vec<&Deadline> = deadlines.collect();
        let first = all.first()?;
        let one = all.iter().all(|deadline| deadline.day == first.day);
        one.then(|| {
            let words = first.words.clone();
            let spot: Spot = first.spot;
            self.sources.insert(Column::Due, Source { spot, words });
            first.day
        })
    }

    /// Doubts what is missing, and passes the notes on that a person should see.
    fn check(&mut self, entry: &Entry, project: &Project, notes: Vec<SourceNote>) {
        for unsure in &entry.unsure {
            self.doubt_with(unsure.column, unsure.what.clone(), unsure.others.clone());
        }
        let missing = [
            (Column::Name, project.name.is_empty()),
            (Column::Content, project.content.is_empty()),
            (Column::Indicators, project.indicators.is_empty()),
            (Column::Scope, project.scope.text.is_empty()),
        ];
        for (column, _) in missing.iter().filter(|(_, missing)| *missing) {
            let told = |unsure: &super::entry::Unsure| {
                unsure.column == *column && matches!(unsure.what, DoubtKind::Empty(_))
            };
            if !entry.unsure.iter().any(told) {
                self.doubt(*column, DoubtKind::Empty(*column));
            }
        }
        if !project.scope.text.is_empty() {
            for doubt in review_scope(project) {
                self.doubt(Column::Scope, doubt.what);
            }
        }
        let harmless = |note: &SourceNote| matches!(note, SourceNote::StraySpaces(_));
        for note in notes.into_iter().filter(|note| !harmless(note)) {
            let column = match &note {
                SourceNote::CodeGiven { .. } => Column::Code,
                SourceNote::Reference { heading, .. } => entry
                    .headings
                    .iter()
                    .find(|(_, own)| *own == heading)
                    .map_or(Column::Scope, |(column, _)| *column),
                _ => Column::Indicators,
            };
            self.doubt(column, DoubtKind::Note(note));
        }
    }
}

/// A category as sentences name it: `科普类项目` is also `科普类`.
fn stem(category: &str) -> &str {
    category.trim_end_matches("项目")
}

/// Without spaces and invisible characters, full-width forms as ASCII.
fn half(printed: &str) -> String {
    let plain = printed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}'));
    let half_width = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    plain.map(half_width).collect()
}
