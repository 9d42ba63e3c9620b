//! What changed in print since the draft was made: old print, new print, and what one wrote.

/// The state of the comparison.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReissueScreen {
    /// The first row shown.
    pub scroll: usize,
}
