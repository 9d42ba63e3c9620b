//! The words about a call that was issued again under a draft.

messages! {
    title { "批次改印：原文、新文、我写的", "The call was issued again: old print, new print, mine" }
    old { "原来印的", "Printed before" }
    new { "现在印的", "Printed now" }
    mine { "我写的", "What I wrote" }
    changed(parts: usize) { "这个项目的印文变了 {parts} 处；Alt-P 对照，再决定移过去", "{parts} part{parts:?} of this project's print changed; Alt-P compares them" }
    not_kept { "做这份草稿时印的是什么，没有留下来，没法对照。移过去只是记下现在的印文，您写的都不动。", "What was printed when this draft was made was not kept, so there is nothing to compare. Moving over only notes what is printed now; all you wrote stays." }
    moved_over { "移到新印文", "moved over to the new print" }
    moved(id: &str, parts: usize, open: usize) { "{id} 已移到新印文：{parts} 处变化，{open} 处两边都改、待定", "{id} moved over to the new print: {parts} part{parts:?} changed, {open} changed on both sides and to be settled" }
    pick_title { "改报哪个项目？（✓ 可能就是原来的项目）", "Which project instead? (✓ may be the same as before)" }
    gone(code: &str) { "项目 {code} 已从批次中取消，现按旧目录读；Alt-P 看怎么办", "Project {code} was dropped from the call and is read from the old catalog; Alt-P tells more" }
    gone_told(code: &str, name: &str) { "批次重新发布后，目录里已没有 {code}（{name}）。\n\n这份草稿没有丢：现在按保留的旧目录读，照常能填写、检查、存版本、导出。总览和检查结果里都会提醒（F011）。能不能再报这个项目，请问发布的单位。\n\n要改报别的项目，按 Ctrl-T 挑一个：没动过的预填内容换成新项目的，您写过的都留着，两边都有的作为冲突请您定（F009）；指标、预算会按新项目重新检查。先按 Ctrl-S 存一个版本，改了还能比对。", "The call was issued again without {code} ({name}).\n\nThis draft is not lost: it is read from the catalog that was kept, and can be written, checked, versioned and exported as before. The board and the findings (F011) remind of it. Whether the project can still be applied for is for the issuer to say.\n\nTo apply for another project, Ctrl-T picks one: what you left as pre-filled becomes that project's, what you wrote stays, and where both are you settle it (F009); indicators and budget are checked anew. Keep a version with Ctrl-S first, to compare with." }
    moved_on(code: &str) { "已改报 {code}；写过的都在，请逐项核对", "Moved to {code}; all you wrote is there, look through it" }
    not_there { "（项目已取消）", "(project dropped)" }
    dropped(id: &str, code: &str, name: &str, heirs: &str) { "{id}  项目 {code}（{name}）已从批次中取消；按保留的旧目录读，可以照常填写、检查、导出。改报别的项目：shenbao renew {id} --to 项目编号{heirs}", "{id}  project {code} ({name}) was dropped from the call; it is read from the catalog that was kept, and can be written, checked and exported. To another project: shenbao renew {id} --to CODE{heirs}" }
    perhaps(codes: &str) { "（可能就是 {codes}）", " (it may be {codes})" }
    moved_to(id: &str, code: &str, name: &str, open: usize) { "{id} 已改报 {code} {name}：{open} 处两边都有、待定；写过的都在，请逐项核对指标和预算", "{id} moved to {code} {name}: {open} place{open:?} to settle where both have words; all that was written is there, look through indicators and budget" }
    unchanged(id: &str) { "{id} 的印文没有变", "the print of {id} did not change" }
    none { "各草稿的印文都没有变", "no draft's print changed" }
}
