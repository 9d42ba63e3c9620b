//! `demo`: makes the demo's workspace where it is not made yet, and shows it.

use crate::adapters::Adapters;
use crate::wishes::Wishes;
use shenbao::app::base::Start;
use shenbao::app::failure::{Content, Failure, GitFailure};
use shenbao::app::stop::Stop;
use shenbao::app::version::Versions;
use shenbao::cli;
use shenbao::cli::output::Answer;
use shenbao::domain::story::Story;
use shenbao::format::story_json;
use shenbao::messages::demo as words;
use shenbao::store::demo::{self, Demo};
use shenbao::store::lines::StandardLines;
use shenbao::store::versions::{GitVersions, Signature};
use shenbao::store::workspace;
use std::io::IsTerminal;
use std::path::Path;

/// The address that whoever tries the program out signs with; nobody has it.
const NOBODY: &str = "demo@example.org";

/// Makes the demo and shows it, unless it is only to be told where it is; tells that afterwards.
pub fn run(folder: Option<&Path>, json: bool, wishes: &Wishes) -> Result<Answer, Failure> {
    let demo = demo::open(folder)?;
    let mut adapters = Adapters::of_demo(demo.paths.clone());
    let shows = !json && std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    if !demo.is_made {
        if shows {
            crate::complain(words::being_made(wishes.lang()));
        }
        make(&demo, &mut adapters, wishes)?;
    }
    if shows {
        adapters.screens(wishes, Start::Lists)?;
    }
    let folder = demo.paths.workspace.to_string_lossy();
    Ok(cli::demo::told(wishes.lang(), &folder))
}

fn make(demo: &Demo, adapters: &mut Adapters, wishes: &Wishes) -> Result<(), Failure> {
    let story = story()?;
    workspace::ensure(&demo.paths)?;
    let mut lines = StandardLines {
        aside: true,
        editor: String::new(),
    };
    let stop = Stop::default();
    let mut world = adapters.world(&mut lines, &stop, wishes.lang());
    let hand = |name: &str, time: &str| -> Box<dyn Versions> {
        let told = Signature {
            name: name.to_owned(),
            time: time.to_owned(),
        };
        Box::new(GitVersions::new(demo.paths.clone()).signed(told))
    };
    for (draft, time) in cli::demo::play(&story, &mut world, &hand)? {
        demo.set_time(&draft, &time)?;
    }
    match world.versions.sign_as(&story.you, NOBODY) {
        // Without git there are no versions to sign.
        Ok(()) | Err(Failure::Git(GitFailure::Missing)) => demo.is_whole(),
        Err(failure) => Err(failure),
    }
}

fn story() -> Result<Story, Failure> {
    story_json::built_in().map_err(|fault| {
        Failure::BadContent(Content {
            path: "story.json".to_owned(),
            place: fault.place,
            what: fault.what.into(),
        })
    })
}
