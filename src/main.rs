//! The program: reads the command line, makes the adapters, and hands over to commands or screens.

#[path = "main/wishes.rs"]
mod wishes;

use shenbao::app::base::{Base, Start};
use shenbao::app::export::{Manner, Outgoing};
use shenbao::app::failure::Failure;
use shenbao::app::ports::{Annexes, Calls, Clock, Drafts, Files, Reviews};
use shenbao::app::review;
use shenbao::app::stop::Stop;
use shenbao::app::version::{Newer, Sharing, Step, Synced, Versions, milestones};
use shenbao::cli::output::Answer;
use shenbao::cli::{self, Asked, args};
use shenbao::domain::branches::Branches;
use shenbao::domain::draft::{Draft, DraftId};
use shenbao::domain::spending::LocalNorms;
use shenbao::domain::state::State;
use shenbao::messages::{self, Lang};
use shenbao::store::annexes::FolderAnnexes;
use shenbao::store::board_index::FileIndex;
use shenbao::store::calls::FolderCalls;
use shenbao::store::clock::SystemClock;
use shenbao::store::doctor::{QuoteWidth, Surroundings};
use shenbao::store::drafts::FolderDrafts;
use shenbao::store::files::UserFiles;
use shenbao::store::lines::StandardLines;
use shenbao::store::notes::FolderNotes;
use shenbao::store::paths::Paths;
use shenbao::store::presence::FolderPresence;
use shenbao::store::reviews::FolderReviews;
use shenbao::store::versions::GitVersions;
use shenbao::store::{editor, paths, settings, workspace};
use shenbao::text::width::Ambiguous;
use shenbao::tui::model::{Model, Notice, Shelf};
use shenbao::tui::runtime;
use shenbao::tui::terminal::{Terminal, give_back, ruler};
use signal_hook::consts::SIGINT;
use signal_hook::flag::{register, register_conditional_default};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use wishes::Wishes;

/// How many versions the screens show.
const HISTORY: usize = 100;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let wishes = Wishes::of(&words);
    let lang = wishes.lang();
    std::panic::set_hook(Box::new(move |info| {
        give_back();
        complain(&format!("{}\n{info}", messages::cli::bug(lang)));
    }));
    let json = words.iter().any(|word| word == "--json");
    let done = std::panic::catch_unwind(|| start(&words, &wishes));
    let answer = match done {
        Ok(Ok(Some(answer))) => answer,
        Ok(Ok(None)) => return ExitCode::SUCCESS,
        Ok(Err(failure)) => Answer::failed(lang, &failure),
        Err(_) => return ExitCode::from(2),
    };
    let failed = answer.json.get("error").is_some();
    if failed && !json {
        complain(answer.printed(false).trim_end());
    } else {
        print(&answer, json);
    }
    ExitCode::from(answer.exit.code())
}

/// Does what the command line asks; `None` when the screens were shown.
fn start(words: &[String], wishes: &Wishes) -> Result<Option<Answer>, Failure> {
    let lang = wishes.lang();
    let matches = match args::command(lang).try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(error) if !error.use_stderr() => {
            return Ok(Some(Answer::new(
                error.render().to_string(),
                error.render().to_string().into(),
            )));
        }
        Err(error) => return Err(Failure::Usage(args::misunderstood(lang, &error))),
    };
    let named = matches.get_one::<String>("workspace").map(PathBuf::from);
    let named = match matches.subcommand() {
        // The line that is completed may name another workspace than the shell's script does.
        Some(("complete", asked)) => cli::complete::workspace(asked).map(PathBuf::from).or(named),
        _ => named,
    };
    let current = std::env::current_dir().unwrap_or_default();
    if let Some(("init", init)) = matches.subcommand() {
        let folder = init.get_one::<String>("DIR").map(PathBuf::from).or(named);
        let branches = init.get_one::<String>("branches");
        let branches = branches.and_then(|name| Branches::with_name(name));
        return make_workspace(lang, &folder.unwrap_or(current), branches).map(Some);
    }
    if let Some(("doctor", asked)) = matches.subcommand() {
        let quote = quote_width(wishes.ambiguous());
        let mut surroundings = Surroundings::new(find(named.as_deref(), &current, wishes), quote);
        return Ok(Some(cli::doctor::run(lang, asked, &mut surroundings)));
    }
    if let Some(("config", asked)) = matches.subcommand() {
        return config(asked.get_flag("init"), wishes).map(Some);
    }
    let paths = find(named.as_deref(), &current, wishes)?;
    let mut drafts = FolderDrafts::new(paths.clone());
    let calls = FolderCalls::new(&paths).with_norms(wishes.settings.norms.clone());
    let versions = GitVersions::new(paths.clone());
    let index = FileIndex::new(&paths);
    let annexes = FolderAnnexes::new(&paths);
    let reviews = FolderReviews::new(paths.clone());
    let aside = matches.get_flag("json");
    let editor = wishes.editor().to_owned();
    let mut lines = StandardLines { aside, editor };
    let (clock, files, stop) = (SystemClock, UserFiles, Stop::default());
    if matches.subcommand_name() == Some("sync") {
        stop_at_interrupt(&stop);
    }
    let mut world = cli::World {
        drafts: &mut drafts,
        versions: &versions,
        calls: &calls,
        annexes: &annexes,
        index: &index,
        reviews: &reviews,
        clock: &clock,
        files: &files,
        lines: &mut lines,
        stop: &stop,
        lang,
    };
    match cli::run(&matches, &mut world)? {
        Asked::Answer(answer) => Ok(Some(answer)),
        Asked::Screens(first) => {
            if matches!(first, Start::Lists | Start::Import(_)) {
                // What stands in the way of a workspace is told now, before anything is typed.
                workspace::ensure(&paths)?;
            }
            let adapters = Adapters {
                drafts: &mut drafts,
                calls: &calls,
                annexes: &annexes,
                versions: &versions,
                reviews: &reviews,
                index: &index,
                paths,
            };
            screens(wishes, first, adapters).map(|()| None)
        }
    }
}

/// The folders, with journals where the user wants them.
fn find(named: Option<&Path>, current: &Path, wishes: &Wishes) -> Result<Paths, Failure> {
    let paths = paths::find(named, current)?;
    Ok(match wishes.journal() {
        Some(folder) => paths.journaling_in(&current.join(folder)),
        None => paths,
    })
}

/// How wide the terminal draws a “, and how wide the screens take it for.
fn quote_width(taken_for: Option<Ambiguous>) -> QuoteWidth {
    let seen = ruler::quote_columns();
    QuoteWidth {
        seen,
        taken_for: match taken_for {
            Some(Ambiguous::Narrow) => 1,
            Some(Ambiguous::Wide) => 2,
            // The screens ask as well.
            None => seen.unwrap_or(1),
        },
    }
}

/// `config`: shows the settings, or writes a file to begin with.
fn config(init: bool, wishes: &Wishes) -> Result<Answer, Failure> {
    let (lang, shown) = (wishes.lang(), wishes.shown());
    if !init {
        return Ok(cli::config::show(lang, &shown));
    }
    let path = paths::settings_file().ok_or(Failure::NoHome)?;
    let text = messages::settings::template(lang, &shown.keys);
    settings::create(&path, &text)?;
    Ok(cli::config::made(lang, &path.to_string_lossy()))
}

/// The first Ctrl-C asks to stop; a second one ends the program at once, as ever.
fn stop_at_interrupt(stop: &Stop) {
    let flag = stop.flag();
    // Without it Ctrl-C still does what it does everywhere.
    let _ = register_conditional_default(SIGINT, Arc::clone(&flag))
        .and_then(|_| register(SIGINT, flag));
}

/// Sharing in a thread of its own, which opens everything anew.
struct Beside {
    paths: Paths,
    lang: Lang,
    norms: Option<LocalNorms>,
}

impl Sharing for Beside {
    fn sync(
        &self,
        remote: Option<&str>,
        stop: &Stop,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Synced, Failure> {
        let mut world = cli::World {
            drafts: &mut FolderDrafts::new(self.paths.clone()),
            versions: &GitVersions::silent(self.paths.clone()),
            calls: &FolderCalls::new(&self.paths).with_norms(self.norms.clone()),
            annexes: &FolderAnnexes::new(&self.paths),
            index: &FileIndex::new(&self.paths),
            reviews: &FolderReviews::new(self.paths.clone()),
            clock: &SystemClock,
            files: &UserFiles,
            lines: &mut StandardLines {
                aside: true,
                editor: String::new(),
            },
            stop,
            lang: self.lang,
        };
        cli::sync::sync(&mut world, remote, stop, progress)
    }

    fn newer(&self, id: &DraftId, stop: &Stop) -> Result<Option<Newer>, Failure> {
        GitVersions::silent(self.paths.clone()).newer(id, stop)
    }
}

/// `init`: the one verb that needs no workspace to be there.
fn make_workspace(
    lang: Lang,
    folder: &Path,
    branches: Option<Branches>,
) -> Result<Answer, Failure> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let paths = paths::find(Some(&folder), &folder)?;
    let runs = workspace::init(&paths, branches)?;
    Ok(cli::made_workspace(lang, &folder.to_string_lossy(), &runs))
}

/// What the screens are run with.
struct Adapters<'a> {
    drafts: &'a mut dyn Drafts,
    calls: &'a dyn Calls,
    annexes: &'a dyn Annexes,
    versions: &'a dyn Versions,
    reviews: &'a dyn Reviews,
    index: &'a FileIndex,
    paths: Paths,
}

fn screens(wishes: &Wishes, start: Start, adapters: Adapters<'_>) -> Result<(), Failure> {
    let Adapters {
        drafts,
        calls,
        annexes,
        versions,
        reviews,
        index,
        paths,
    } = adapters;
    let lang = wishes.lang();
    let (all, _) = calls.all();
    let mut model = Model::new(
        Terminal::size(),
        wishes.prefs(),
        Shelf {
            calls: all,
            drafts: Vec::new(),
        },
    );
    let wrong = wishes.faults.first();
    model.notice = wrong.map(|first| Notice::Settings(wishes.faults.len(), first.clone()));
    let clock = SystemClock;
    let export = |outgoing: &Outgoing<'_>, path: &str| {
        let Manner {
            format,
            force,
            english,
        } = outgoing.manner;
        let draft = outgoing.draft;
        let (call, project) = calls.of_draft(draft)?;
        let application = cli::export::Application {
            call: &call,
            project: &project,
            draft,
            steps: outgoing.steps,
            now: &clock.now(),
            notebooks: &[],
            hidden: 0,
            lang: if english { Lang::En } else { Lang::Zh },
        };
        let bytes = cli::export::bytes(&application, format, force)?;
        let path = if path.is_empty() {
            format!("{}.{}", draft.origin.id.as_str(), format.name())
        } else {
            path.to_owned()
        };
        UserFiles.write(&path, &bytes)?;
        Ok(path)
    };
    let keep = |draft: &Draft, message: Option<String>| {
        let (call, project) = calls.of_draft(draft)?;
        cli::versions::keep_version(versions, reviews, &call, &project, draft, message, lang)
    };
    let history = |draft: &Draft| {
        fail_if_asked();
        let (call, project) = calls.of_draft(draft)?;
        milestones(versions, &call, &project, &draft.origin.id, HISTORY)
    };
    let step = |drafts: &mut dyn Drafts, id: &DraftId, state: State, note: &str| {
        let mut steps = cli::steps::Steps {
            drafts,
            versions,
            calls,
            clock: &clock,
            lang,
        };
        steps.take(id, state, note).map(|_| ())
    };
    let reviewer = match &start {
        Start::Review { reviewer, .. } => reviewer.clone(),
        _ => None,
    };
    let sources = cli::versions::BaseSources {
        versions,
        calls,
        files: &UserFiles,
        reviews,
        reviewer: reviewer.as_deref(),
    };
    runtime::run(
        model,
        start,
        runtime::World {
            drafts,
            calls,
            annexes,
            index,
            files: &UserFiles,
            clock: &clock,
            export: &export,
            keep: &keep,
            version: &|id: &DraftId, rev: &str| versions.at(id, rev),
            history: &history,
            step: &step,
            sign_as: &|name: &str, email: &str| versions.sign_as(name, email),
            presence: &mut FolderPresence::new(paths.clone()),
            notes: &mut FolderNotes::new(paths.clone()),
            sharing: Arc::new(Beside {
                paths,
                lang,
                norms: wishes.settings.norms.clone(),
            }),
            base: &|draft: &Draft, base: Base| cli::versions::read_base(&sources, draft, base),
            versions,
            reviews,
            reviewer: &|| review::reviewer(versions, reviewer.as_deref()),
            edit: &|text| editor::edit(wishes.editor(), text),
        },
    )
}

/// In test builds only: shows what a failure of the program itself leaves of the terminal and of the text.
fn fail_if_asked() {
    debug_assert!(std::env::var_os("SHENBAO_FAIL").is_none(), "asked to fail");
}

fn print(answer: &Answer, json: bool) {
    let mut out = std::io::stdout().lock();
    // A raw text is a file's content: as it is for a file or a pipe, made harmless for a terminal.
    let shown = if answer.raw && !json && out.is_terminal() {
        Answer {
            raw: false,
            ..answer.clone()
        }
        .printed(false)
    } else {
        answer.printed(json)
    };
    // A reader that went away (`| head`) is no failure of ours.
    let _ = out.write_all(shown.as_bytes()).and_then(|()| out.flush());
}

fn complain(text: &str) {
    let _ = writeln!(
        std::io::stderr().lock(),
        "{}",
        shenbao::text::visible::visible_lines(text)
    );
}
