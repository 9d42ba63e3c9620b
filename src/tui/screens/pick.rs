//! Picking from a list: sections, answers of a choice, findings, commands. Typing narrows the list.

use crate::app::base::Base;
use crate::app::command::{COMMANDS, Command, Entry, NotNow};
use crate::app::sections::{SectionState, answers, section_state};
use crate::app::session::Session;
use crate::app::version::Version;
use crate::domain::field::FieldPath;
use crate::domain::finding::Severity;
use crate::domain::project::{Project, ProjectCode};
use crate::domain::reissue::heirs;
use crate::domain::review::entry::{EntryId, Kind};
use crate::domain::review::note::{Note, NoteWhat};
use crate::domain::state::State;
use crate::messages;
use crate::messages::{Lang, facing as words};
use crate::text::find::find;
use crate::text::visible::visible;
use crate::tui::keymap::Context;
use crate::tui::model::Prefs;
use crate::tui::screens::form::{part_stops, parts};
use crate::tui::screens::review::notes::Filter;
use crate::tui::theme::Role;
use crate::tui::widgets::query_line::QueryLine;

mod review;

/// The state of a list to pick from.
#[derive(Clone, Debug)]
pub struct PickScreen {
    /// What is picked.
    pub what: PickWhat,
    /// What narrows the list.
    pub query: QueryLine,
    /// The entry pointed at, counted among those found.
    pub chosen: usize,
    /// The first row shown.
    pub scroll: usize,
}

/// What is picked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PickWhat {
    /// A section to go to.
    Section,
    /// A finding to go to.
    Finding,
    /// A command to do; first those of the screen with these contexts.
    Command(&'static [Context]),
    /// An answer for the field at this address.
    Answer(FieldPath),
    /// What kind a new remark is.
    Kind {
        /// Whether it proposes a change.
        proposes: bool,
    },
    /// What of a row of this table shall be changed.
    Column(Kind, String),
    /// Where an annotation is.
    Place(EntryId),
    /// Which of these notes is written on.
    Unsent(Vec<Note>),
    /// Whether a proposal is taken although its words were changed.
    Insist(EntryId),
    /// The score sheet.
    Sheet,
    /// Which annotations are shown.
    Filter,
    /// What the draft is read against; these are its versions.
    Base(Vec<Version>),
    /// A step for the drafts that are picked on the board.
    Step,
    /// A project of the call for a draft whose own was dropped.
    Project,
}

/// What an entry of the list does when it is picked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Picked {
    /// Goes to an address.
    Go(FieldPath),
    /// Does a command.
    Do(Command),
    /// Puts a text into a field.
    Put(FieldPath, String),
    /// Reads the draft against this.
    Against(Base),
    /// Makes a remark of this kind.
    Kind(Kind, bool),
    /// Proposes a change of this cell; without one, that the row goes.
    Column(Kind, Option<String>),
    /// Proposes another row of this table, below the one that one is at.
    Row(Kind, String),
    /// Puts an annotation to a place that is offered; without one, to what one is at.
    Place(EntryId, Option<usize>),
    /// Takes up a note that was kept aside.
    Unsent(usize),
    /// Takes a proposal over changed words.
    Insist(EntryId),
    /// Leaves things as they are.
    Leave,
    /// Asks for the points of a criterion.
    Criterion(String),
    /// Asks for words: a verdict's, a conflict of interest.
    Note(NoteWhat),
    /// Shows only these annotations.
    Filter(Filter),
    /// Asks for a file to read the draft against.
    AskFile,
    /// Goes on to ask whether drafts shall take this step.
    Step(State),
    /// Moves the draft over to this project.
    Project(ProjectCode),
}

/// An entry of the list.
#[derive(Clone, Debug)]
pub struct PickRow {
    /// A mark before it, and how it looks.
    pub mark: (&'static str, Role),
    /// Its words.
    pub words: String,
    /// Why it can do nothing now; empty when it can. Not searched.
    pub why_not: String,
    /// What stands at the right: a key, a place.
    pub aside: String,
    /// What it does.
    pub picked: Picked,
}

impl PickScreen {
    /// A list of this, with nothing typed yet.
    #[must_use]
    pub fn new(what: PickWhat) -> Self {
        Self {
            what,
            query: QueryLine::default(),
            chosen: 0,
            scroll: 0,
        }
    }

    /// The entries that the query finds.
    #[must_use]
    pub fn rows(&self, session: Option<&Session>, prefs: Prefs) -> Vec<PickRow> {
        let lang = prefs.lang;
        let all = match (&self.what, session) {
            (PickWhat::Command(contexts), session) => command_rows(contexts, session, prefs),
            (PickWhat::Base(versions), _) => base_rows(versions, lang),
            (PickWhat::Filter, Some(session)) => filter_rows(session, lang),
            (PickWhat::Kind { proposes }, _) => review::kind_rows(*proposes, lang),
            (PickWhat::Column(kind, table), Some(session)) => {
                review::column_rows(session, (*kind, table), lang)
            }
            (PickWhat::Place(id), Some(session)) => review::place_rows(session, id, lang),
            (PickWhat::Unsent(notes), Some(session)) => review::unsent_rows(session, notes, lang),
            (PickWhat::Insist(id), _) => review::insist_rows(id, lang),
            (PickWhat::Sheet, Some(session)) => review::sheet_rows(session, lang),
            (PickWhat::Step, _) => step_rows(lang),
            (PickWhat::Project, Some(session)) => project_rows(session),
            (PickWhat::Section, Some(session)) => section_rows(session, lang),
            (PickWhat::Finding, Some(session)) => finding_rows(session, lang),
            (PickWhat::Answer(at), Some(session)) => answer_rows(session, at, lang),
            (_, None) => Vec::new(),
        };
        let query = self.query.text();
        all.into_iter()
            .filter(|row| find(query, &format!("{} {}", row.words, row.aside)).is_some())
            .collect()
    }
}

/// Commands of the screen below come first, then those that are had everywhere, then those that it does not have.
fn command_rows(contexts: &[Context], session: Option<&Session>, prefs: Prefs) -> Vec<PickRow> {
    let lang = prefs.lang;
    let possible = COMMANDS
        .iter()
        .filter(|entry| entry.command != Command::Palette);
    let (here, elsewhere): (Vec<&Entry>, Vec<&Entry>) =
        possible.partition(|entry| prefs.keys.is_in(entry.command, contexts));
    let (own, general): (Vec<&Entry>, Vec<&Entry>) = here
        .into_iter()
        .partition(|entry| prefs.keys.is_of(entry.command, contexts));
    let here = own
        .into_iter()
        .chain(general)
        .map(|entry| (entry, entry.command.refused_by(session)));
    let elsewhere = elsewhere
        .into_iter()
        .map(|entry| (entry, Some(NotNow::NotHere)));
    here.chain(elsewhere)
        .map(|(entry, refused)| {
            let why = refused
                .map(|why| messages::commands::not_now(lang, why).to_owned())
                .unwrap_or_default();
            PickRow {
                mark: (
                    " ",
                    if refused.is_some() {
                        Role::Dim
                    } else {
                        Role::Text
                    },
                ),
                words: messages::commands::label(lang, entry.command).to_owned(),
                why_not: why,
                aside: prefs
                    .keys
                    .chord_of(entry.command)
                    .map(|chord| chord.to_string())
                    .unwrap_or_default(),
                picked: Picked::Do(entry.command),
            }
        })
        .collect()
}

/// The steps that an admin or an applicant can take with many drafts.
fn step_rows(lang: Lang) -> Vec<PickRow> {
    let states = State::ALL.into_iter();
    let states = states.filter(|state| *state != State::Drafting);
    let rows = states.map(|state| PickRow {
        mark: (" ", Role::Text),
        words: messages::board::state(lang, state).to_owned(),
        why_not: String::new(),
        aside: String::new(),
        picked: Picked::Step(state),
    });
    rows.collect()
}

/// The projects of the call; those that may be what the draft's own is called now come first, with a mark.
fn project_rows(session: &Session) -> Vec<PickRow> {
    let catalog = &session.call().catalog;
    let heirs = heirs(session.project(), catalog);
    let others = catalog.projects.iter();
    let others = others.filter(|project| !heirs.iter().any(|heir| heir.code == project.code));
    let row = |project: &Project, mark| PickRow {
        mark: (mark, Role::Good),
        words: format!("{} {}", project.code.as_str(), visible(&project.name)),
        why_not: String::new(),
        aside: String::new(),
        picked: Picked::Project(project.code.clone()),
    };
    let likely = heirs.iter().map(|heir| row(heir, "✓"));
    likely.chain(others.map(|other| row(other, " "))).collect()
}

fn section_rows(session: &Session, lang: Lang) -> Vec<PickRow> {
    let parts = parts(session);
    let rows = parts.iter().filter_map(|part| {
        let first = part_stops(session, part).into_iter().next()?;
        let state = section_state(session, part);
        Some(PickRow {
            mark: section_mark(state),
            words: lang.words(&part.section.title).to_owned(),
            why_not: String::new(),
            aside: if state.findings > 0 {
                state.findings.to_string()
            } else {
                String::new()
            },
            picked: Picked::Go(first),
        })
    });
    rows.collect()
}

fn finding_rows(session: &Session, lang: Lang) -> Vec<PickRow> {
    let rows = session.findings().iter().map(|finding| PickRow {
        mark: severity_mark(finding.severity),
        words: lang.labelled(
            &format!(
                "{} {}",
                finding.rule().code(),
                messages::form::address(lang, session, &finding.at)
            ),
            &messages::findings::sentence(lang, finding),
        ),
        why_not: String::new(),
        aside: String::new(),
        picked: Picked::Go(finding.at.clone()),
    });
    rows.collect()
}

fn answer_rows(session: &Session, at: &FieldPath, lang: Lang) -> Vec<PickRow> {
    let held = session.draft().text(at);
    let answers = answers(session, at).into_iter();
    let rows = answers.map(|(id, words)| PickRow {
        mark: (if id == held { "✓" } else { " " }, Role::Good),
        words: lang.words(&words).to_owned(),
        why_not: String::new(),
        aside: String::new(),
        picked: Picked::Put(at.clone(), id),
    });
    rows.collect()
}

/// All annotations, those of a kind, of a person, or those that are not dealt with.
fn filter_rows(session: &Session, lang: Lang) -> Vec<PickRow> {
    let row = |words: String, filter: Filter| PickRow {
        mark: (" ", Role::Text),
        words,
        why_not: String::new(),
        aside: String::new(),
        picked: Picked::Filter(filter),
    };
    let all = Filter::default;
    let mut rows = vec![
        row(words::all_remarks(lang).to_owned(), all()),
        row(
            words::only_open(lang).to_owned(),
            Filter {
                open: true,
                ..all()
            },
        ),
    ];
    rows.extend(session.remarks().people().iter().map(|name| {
        let by = Some((*name).to_owned());
        row(
            words::only_of(lang, &messages::review::said(name)),
            Filter { by, ..all() },
        )
    }));
    rows.extend(Kind::ALL.map(|kind| {
        let told = words::only_kind(lang, messages::review::kind(lang, kind));
        let kind = Some(kind);
        row(told, Filter { kind, ..all() })
    }));
    let without = words::without_findings(lang).to_owned();
    rows.push(row(
        without,
        Filter {
            no_findings: true,
            ..all()
        },
    ));
    rows
}

/// The pre-fill, the versions, and any other file.
fn base_rows(versions: &[Version], lang: Lang) -> Vec<PickRow> {
    let row = |words: String, aside: String, picked: Picked| PickRow {
        mark: (" ", Role::Text),
        words,
        why_not: String::new(),
        aside,
        picked,
    };
    let of_versions = versions.iter().map(|version| {
        let words = format!("{}  {}", version.short(), version.message);
        let when = version.time.get(..16).unwrap_or(&version.time);
        let aside = format!("{}  {}", version.author, when.replace('T', " "));
        row(
            visible(&words).into_owned(),
            visible(&aside).into_owned(),
            Picked::Against(Base::Version(version.rev.clone())),
        )
    });
    let prefill = words::base(lang, &Base::Prefill);
    let first = row(prefill, String::new(), Picked::Against(Base::Prefill));
    let file = words::other_file(lang).to_owned();
    let last = row(file, String::new(), Picked::AskFile);
    let seen = words::base(lang, &Base::Seen);
    let seen = row(seen, String::new(), Picked::Against(Base::Seen));
    [seen, first]
        .into_iter()
        .chain(of_versions)
        .chain([last])
        .collect()
}

/// The mark of a section's state: done, findings, or something empty.
#[must_use]
pub fn section_mark(state: SectionState) -> (&'static str, Role) {
    match state {
        SectionState { wanting: 1.., .. } => ("·", Role::Dim),
        SectionState { error: true, .. } => ("✗", Role::Error),
        SectionState { findings: 1.., .. } => ("!", Role::Warning),
        _ => ("✓", Role::Good),
    }
}

/// The mark of a severity.
#[must_use]
pub fn severity_mark(severity: Severity) -> (&'static str, Role) {
    match severity {
        Severity::Error => ("✗", Role::Error),
        Severity::Warning => ("!", Role::Warning),
        Severity::Advice => ("i", Role::Advice),
    }
}
