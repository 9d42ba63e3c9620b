//! The words about a call that was issued again under a draft.

messages! {
    title { "批次改印：原文、新文、我写的", "The call was issued again: old print, new print, mine" }
    old { "原来印的", "Printed before" }
    new { "现在印的", "Printed now" }
    mine { "我写的", "What I wrote" }
    changed(parts: usize) { "这个项目的印文变了 {parts} 处；Alt-P 对照，再决定移过去", "{parts} parts of this project's print changed; Alt-P compares them" }
    not_kept { "做这份草稿时印的是什么，没有留下来，没法对照。移过去只是记下现在的印文，您写的都不动。", "What was printed when this draft was made was not kept, so there is nothing to compare. Moving over only notes what is printed now; all you wrote stays." }
    moved_over { "移到新印文", "moved over to the new print" }
    moved(id: &str, parts: usize, open: usize) { "{id} 已移到新印文：{parts} 处变化，{open} 处两边都改、待定", "{id} moved over to the new print: {parts} parts changed, {open} changed on both sides and to be settled" }
    unchanged(id: &str) { "{id} 的印文没有变", "the print of {id} did not change" }
    none { "各草稿的印文都没有变", "no draft's print changed" }
}
