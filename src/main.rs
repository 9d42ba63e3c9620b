//! The program: reads the command line, makes the adapters, and hands over to commands or screens.

#[path = "main/adapters.rs"]
mod adapters;
#[path = "main/around.rs"]
mod around;
#[path = "main/beside.rs"]
mod beside;
#[path = "main/demo.rs"]
mod demo;
#[path = "main/wishes.rs"]
mod wishes;

use adapters::Adapters;
use shenbao::app::base::Start;
use shenbao::app::failure::Failure;
use shenbao::app::stop::Stop;
use shenbao::cli::output::Answer;
use shenbao::cli::{self, Asked, args};
use shenbao::domain::branches::Branches;
use shenbao::messages::{self, Lang};
use shenbao::store::doctor::Surroundings;
use shenbao::store::lines::StandardLines;
use shenbao::store::paths::Paths;
use shenbao::store::{paths, workspace};
use shenbao::tui::terminal::give_back;
use signal_hook::consts::SIGINT;
use signal_hook::flag::{register, register_conditional_default};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{ExitCode, exit};
use std::sync::Arc;
use wishes::Wishes;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    let wishes = Wishes::of(&words);
    let lang = wishes.lang();
    end_at_failures_of_our_own(lang);
    let json = words.iter().any(|word| word == "--json");
    let answer = match start(&words, &wishes) {
        Ok(Some(answer)) => answer,
        Ok(None) => return ExitCode::SUCCESS,
        Err(failure) => Answer::failed(lang, &failure),
    };
    let failed = answer.json.get("error").is_some();
    if failed && !json {
        complain(answer.printed(false).trim_end());
    } else {
        print(&answer, json);
    }
    ExitCode::from(answer.exit.code())
}

/// A failure of the program itself ends it, in whatever thread: the terminal is given back, what happened is told. What was
/// typed is in the journal, as after a kill. Nothing is unwound, in no build, so the release needs no code for it.
fn end_at_failures_of_our_own(lang: Lang) {
    std::panic::set_hook(Box::new(move |info| {
        give_back();
        complain(&format!("{}\n{info}", messages::cli::bug(lang)));
        exit(2);
    }));
}

/// Does what the command line asks; `None` when the screens were shown.
fn start(words: &[String], wishes: &Wishes) -> Result<Option<Answer>, Failure> {
    let lang = wishes.lang();
    let matches = match args::read(lang, words) {
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
    if let Some(answer) = without_workspace(&matches, named.as_deref(), &current, wishes)? {
        return Ok(Some(answer));
    }
    let paths = find(named.as_deref(), &current, wishes)?;
    let mut adapters = Adapters::new(paths, wishes.settings.norms.clone());
    let mut lines = StandardLines {
        aside: matches.get_flag("json"),
        editor: wishes.editor().to_owned(),
    };
    let stop = Stop::default();
    if matches.subcommand_name() == Some("sync") {
        stop_at_interrupt(&stop);
    }
    match cli::run(&matches, &mut adapters.world(&mut lines, &stop, lang))? {
        Asked::Answer(answer) => Ok(Some(answer)),
        Asked::Screens(first) => {
            if matches!(first, Start::Lists | Start::Import(_)) {
                // What stands in the way of a workspace is told now, before anything is typed.
                workspace::ensure(&adapters.paths)?;
            }
            adapters.screens(wishes, first).map(|()| None)
        }
    }
}

/// Does a verb that needs no workspace to be there; `None` when it is another.
fn without_workspace(
    matches: &cli::args::ArgMatches,
    named: Option<&Path>,
    current: &Path,
    wishes: &Wishes,
) -> Result<Option<Answer>, Failure> {
    let lang = wishes.lang();
    let Some((verb, asked)) = matches.subcommand() else {
        return Ok(None);
    };
    Ok(Some(match verb {
        "init" => {
            let folder = asked.get_one::<String>("DIR").map(Path::new).or(named);
            let branches = asked.get_one::<String>("branches");
            let branches = branches.and_then(|name| Branches::with_name(name));
            around::init(lang, folder.unwrap_or(current), branches)?
        }
        "config" => around::config(asked.get_flag("init"), wishes)?,
        "doctor" => {
            let quote = around::quote_width(wishes.ambiguous());
            let mut surroundings =
                Surroundings::new(find(named, current, wishes), quote, wishes.faults.clone());
            cli::doctor::run(lang, asked, &mut surroundings)
        }
        "demo" => {
            let folder = asked.get_one::<String>("DIR").map(Path::new);
            demo::run(folder, asked.get_flag("json"), wishes)?
        }
        _ => return Ok(None),
    }))
}

/// The folders, with journals where the user wants them.
fn find(named: Option<&Path>, current: &Path, wishes: &Wishes) -> Result<Paths, Failure> {
    let paths = paths::find(named, current)?;
    Ok(match wishes.journal() {
        Some(folder) => paths.journaling_in(&current.join(folder)),
        None => paths,
    })
}

/// The first Ctrl-C asks to stop; a second one ends the program at once, as ever.
fn stop_at_interrupt(stop: &Stop) {
    let flag = stop.flag();
    // Without it Ctrl-C still does what it does everywhere.
    let _ = register_conditional_default(SIGINT, Arc::clone(&flag))
        .and_then(|_| register(SIGINT, flag));
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
