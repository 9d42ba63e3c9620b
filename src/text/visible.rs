//! Stand-in.
/// x
pub struct Hidden {
    /// x
    pub offset: usize,
    /// x
    pub character: char,
}
/// x
#[must_use]
pub fn hidden(_text: &str) -> Vec<Hidden> {
    Vec::new()
}
/// x
#[must_use]
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    text.into()
}
