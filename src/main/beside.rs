//! Sharing beside the screens, in a thread of its own, which opens everything anew.

use crate::adapters::Adapters;
use shenbao::app::failure::Failure;
use shenbao::app::stop::Stop;
use shenbao::app::version::{Newer, Sharing, Step, Synced, Versions};
use shenbao::cli;
use shenbao::domain::draft::DraftId;
use shenbao::domain::spending::LocalNorms;
use shenbao::messages::Lang;
use shenbao::store::lines::StandardLines;
use shenbao::store::paths::Paths;
use shenbao::store::versions::GitVersions;

/// Shares the versions of a workspace.
pub struct Beside {
    /// The folders.
    pub paths: Paths,
    /// The language of what versions say.
    pub lang: Lang,
    /// The norms of the user's place.
    pub norms: Option<LocalNorms>,
}

impl Sharing for Beside {
    fn sync(
        &self,
        remote: Option<&str>,
        stop: &Stop,
        progress: &mut dyn FnMut(Step),
    ) -> Result<Synced, Failure> {
        let mut adapters = Adapters::silent(self.paths.clone(), self.norms.clone());
        let mut lines = StandardLines {
            aside: true,
            editor: String::new(),
        };
        let mut world = adapters.world(&mut lines, stop, self.lang);
        cli::sync::sync(&mut world, remote, stop, progress)
    }

    fn newer(&self, id: &DraftId, stop: &Stop) -> Result<Option<Newer>, Failure> {
        GitVersions::silent(self.paths.clone()).newer(id, stop)
    }
}
