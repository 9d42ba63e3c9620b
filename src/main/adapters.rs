//! The adapters of one workspace: what answers the program's questions about the world, for commands and screens alike.

use crate::beside::Beside;
use crate::wishes::Wishes;
use shenbao::app::base::{Base, Start};
use shenbao::app::board::Board;
use shenbao::app::export::{BoardFormat, Manner, Outgoing};
use shenbao::app::failure::Failure;
use shenbao::app::ports::{Calls, Clock, Drafts, Files};
use shenbao::app::review;
use shenbao::app::stop::Stop;
use shenbao::app::version::{Milestone, Versions, milestones};
use shenbao::cli;
use shenbao::domain::draft::{Draft, DraftId};
use shenbao::domain::spending::LocalNorms;
use shenbao::domain::state::State;
use shenbao::messages::Lang;
use shenbao::store::annexes::FolderAnnexes;
use shenbao::store::board_index::FileIndex;
use shenbao::store::calls::FolderCalls;
use shenbao::store::clock::SystemClock;
use shenbao::store::drafts::FolderDrafts;
use shenbao::store::editor;
use shenbao::store::files::UserFiles;
use shenbao::store::first_time::is_first_time;
use shenbao::store::lines::StandardLines;
use shenbao::store::notes::FolderNotes;
use shenbao::store::paths::{Paths, user_state};
use shenbao::store::presence::FolderPresence;
use shenbao::store::reviews::FolderReviews;
use shenbao::store::versions::GitVersions;
use shenbao::tui::model::{Model, Notice, Shelf};
use shenbao::tui::runtime;
use shenbao::tui::terminal::Terminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::Arc;

/// How many versions the screens show.
const HISTORY: usize = 100;

/// The adapters of a workspace.
pub struct Adapters {
    /// Its folders.
    pub paths: Paths,
    /// Where it is remembered what the user has seen.
    remembers: Option<PathBuf>,
    is_demo: bool,
    drafts: FolderDrafts,
    /// What was read of the calls goes with the program: giving it back in pieces takes longer than reading it.
    calls: ManuallyDrop<FolderCalls>,
    versions: GitVersions,
    annexes: FolderAnnexes,
    index: FileIndex,
    reviews: FolderReviews,
    clock: SystemClock,
    files: UserFiles,
}

impl Adapters {
    /// The adapters of the workspace in these folders.
    pub fn new(paths: Paths, norms: Option<LocalNorms>) -> Self {
        Self {
            drafts: FolderDrafts::new(paths.clone()),
            calls: ManuallyDrop::new(FolderCalls::new(&paths).with_norms(norms)),
            versions: GitVersions::new(paths.clone()),
            annexes: FolderAnnexes::new(&paths),
            index: FileIndex::new(&paths),
            reviews: FolderReviews::new(paths.clone()),
            clock: SystemClock,
            files: UserFiles,
            remembers: user_state(),
            is_demo: false,
            paths,
        }
    }

    /// The adapters of a demo. Norms of the user's place would judge its budgets otherwise than everybody else's.
    pub fn of_demo(paths: Paths) -> Self {
        Self {
            remembers: paths.state.clone(),
            is_demo: true,
            ..Self::new(paths, None)
        }
    }

    /// The same, where sharing goes on in the background: nobody is asked on the terminal.
    pub fn silent(paths: Paths, norms: Option<LocalNorms>) -> Self {
        Self {
            versions: GitVersions::silent(paths.clone()),
            ..Self::new(paths, norms)
        }
    }

    /// The world as the commands need it.
    pub fn world<'a>(
        &'a mut self,
        lines: &'a mut StandardLines,
        stop: &'a Stop,
        lang: Lang,
    ) -> cli::World<'a> {
        cli::World {
            drafts: &mut self.drafts,
            versions: &self.versions,
            calls: &*self.calls,
            annexes: &self.annexes,
            index: &self.index,
            reviews: &self.reviews,
            clock: &self.clock,
            files: &self.files,
            lines,
            stop,
            lang,
        }
    }

    /// Shows the screens until the user leaves.
    ///
    /// # Errors
    /// When the terminal cannot be taken over.
    pub fn screens(&mut self, wishes: &Wishes, start: Start) -> Result<(), Failure> {
        let lang = wishes.lang();
        let mut model = first_model(wishes, &*self.calls);
        if matches!(start, Start::Lists) && is_first_time(self.remembers.as_deref()) {
            model.welcome(self.is_demo);
        }
        let reviewer = match &start {
            Start::Review { reviewer, .. } => reviewer.clone(),
            _ => None,
        };
        let (calls, versions, reviews, clock) =
            (&*self.calls, &self.versions, &self.reviews, &self.clock);
        let step = |drafts: &mut dyn Drafts, id: &DraftId, state: State, note: &str| {
            let mut steps = cli::steps::Steps {
                drafts,
                versions,
                calls,
                clock,
                lang,
            };
            steps.take(id, state, note).map(|_| ())
        };
        let sources = cli::versions::BaseSources {
            versions,
            calls,
            files: &self.files,
            reviews,
            reviewer: reviewer.as_deref(),
        };
        let norms = wishes.settings.norms.clone();
        let world = runtime::World {
            drafts: &mut self.drafts,
            calls,
            annexes: &self.annexes,
            index: &self.index,
            files: &self.files,
            clock,
            export: &|outgoing: &Outgoing<'_>, path: &str| export(calls, clock, outgoing, path),
            board: &|board: &Board, format: BoardFormat, english: bool| {
                let lang = if english { Lang::En } else { Lang::Zh };
                cli::board::bytes(lang, board, format, &clock.now())
            },
            keep: &|draft: &Draft, message: Option<String>| {
                let (call, project) = calls.of_draft(draft)?;
                cli::versions::keep_version(
                    versions, reviews, &call, &project, draft, message, lang,
                )
            },
            version: &|id: &DraftId, rev: &str| versions.at(id, rev),
            history: &|draft: &Draft| history(calls, versions, draft),
            step: &step,
            sign_as: &|name: &str, email: &str| versions.sign_as(name, email),
            presence: &mut FolderPresence::new(self.paths.clone()),
            notes: &mut FolderNotes::new(self.paths.clone()),
            sharing: Arc::new(Beside {
                paths: self.paths.clone(),
                lang,
                norms,
            }),
            base: &|draft: &Draft, base: Base| cli::versions::read_base(&sources, draft, base),
            versions,
            reviews,
            reviewer: &|| review::reviewer(versions, reviewer.as_deref()),
            edit: &|text| editor::edit(wishes.editor(), text),
        };
        runtime::run(model, start, world)
    }
}

/// What the screens begin with.
fn first_model(wishes: &Wishes, calls: &dyn Calls) -> Model {
    let shelf = Shelf {
        calls: calls.all().0,
        drafts: Vec::new(),
    };
    let mut model = Model::new(Terminal::size(), wishes.prefs(), shelf);
    let wrong = wishes.faults.first();
    model.notice = wrong.map(|first| Notice::Settings(wishes.faults.len(), first.clone()));
    model
}

/// Writes the finished application; gives the path it was written to.
fn export(
    calls: &dyn Calls,
    clock: &dyn Clock,
    outgoing: &Outgoing<'_>,
    path: &str,
) -> Result<String, Failure> {
    let Manner {
        format,
        force,
        english,
        replace,
        ..
    } = outgoing.manner;
    let draft = outgoing.draft;
    let (call, project) = calls.of_draft(draft)?;
    let application = cli::export::Application {
        call: &call,
        project: &project,
        draft,
        steps: outgoing.steps,
        now: &clock.now(),
        notebooks: outgoing.notebooks,
        hidden: outgoing.hidden,
        lang: if english { Lang::En } else { Lang::Zh },
    };
    let bytes = cli::export::bytes(&application, format, force)?;
    let path = match path {
        "" => format!("{}.{}", draft.origin.id.as_str(), format.name()),
        path => path.to_owned(),
    };
    if replace {
        UserFiles.write(&path, &bytes)?;
    } else {
        UserFiles.create(&path, &bytes)?;
    }
    Ok(path)
}

fn history(
    calls: &dyn Calls,
    versions: &dyn Versions,
    draft: &Draft,
) -> Result<Vec<Milestone>, Failure> {
    fail_if_asked();
    let (call, project) = calls.of_draft(draft)?;
    milestones(versions, &call, &project, &draft.origin.id, HISTORY)
}

/// In test builds only: shows what a failure of the program itself leaves of the terminal and of the text.
fn fail_if_asked() {
    debug_assert!(std::env::var_os("SHENBAO_FAIL").is_none(), "asked to fail");
}
