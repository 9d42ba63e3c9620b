//! Words about versions; those about differences are in `change`.

pub mod change;

use crate::app::version::{Signed, Step, SyncWords, Synced, Version};
use crate::domain::diff::Change;
use crate::domain::draft::DraftId;
use crate::domain::form::Form;
use crate::domain::money::Money;
use crate::messages::Lang;
use crate::messages::review::since::only_seen;
use crate::text::visible::visible;

messages! {
    first(title: &str) { "新建：{title}", "New: {title}" }
    changed(places: usize, sections: &str) { "改 {places} 处：{sections}", "{places} change{places:?}: {sections}" }
    money(before: &str, after: &str) { "合计 {before} → {after} 元", "total {before} → {after} yuan" }
    saved(rev: &str, message: &str) { "已存为版本 {rev}：{message}", "kept as version {rev}: {message}" }
    nothing_new { "与上一版本相同，没有新版本", "the same as the last version; nothing kept" }
    restored(rev: &str) { "恢复到版本 {rev}", "Back to version {rev}" }
    conflicts(places: &str) { "两边改得不一样，两边的文字都留在草稿里，请打开草稿定下：{places}", "changed differently on both sides; both texts are kept in the draft, open it to settle: {places}" }
    settled(places: usize) { "定下两边改得不一样的 {places} 处", "{places} conflict{places:?} settled" }
    merged { "合并别人的版本", "Merge others' versions" }
    settings { "批次与约定", "Calls and settings" }
    back { "管理员的处理", "What the admin did" }
    left_out(branch: &str) { "没有取 {branch}：里面有不该有的东西，请与申报人核对", "{branch} was left out: something in it should not be there; ask the applicant" }
    trespass(branch: &str, id: &str) { "{branch} 里改了别人的草稿 {id}，这些改动没有取，请与申报人核对", "{branch} changes {id}, which is another's; that was not taken: ask the applicant" }
    forged(branch: &str, id: &str) { "{branch} 里有以别人名义写的、或替评审打的分和结论（草稿 {id}），这些没有取，请与申报人核对", "{branch} says something about {id} in another's name, or judges it; that was not taken: ask the applicant" }
    others(places: &str) { "别人的草稿在这里被改了，没有存为版本，也没有送出：{places}", "others' drafts were changed here; that is neither kept as a version nor sent: {places}" }
    came_in(author: &str) { "收到 {author}", "from {author}" }
    synced(remote: &str, came: usize, sent: usize) { "已与 {remote} 同步：收到 {came} 个版本，送出 {sent} 个", "in step with {remote}: {came} version{came:?} in, {sent} out" }
    received_from(authors: &str, came: usize, sent: usize) { "收到{authors}的 {came} 个版本，送出 {sent} 个。Alt-U 查看", "{came} version{came:?} from {authors} in, {sent} out; Alt-U shows them" }
    to_settle(drafts: usize) { "{drafts} 份草稿两边改得不一样，请打开定下", "{drafts} draft{drafts:?} changed differently on both sides; open them to settle" }
    newer(author: &str, versions: usize) { "远端有{author}的 {versions} 个新版本，Ctrl-U 取回", "{versions} newer version{versions:?} by {author} at the remote; Ctrl-U takes them in" }
    received_title { "上次同步", "The last sync" }
    going_on(step: &str) { "{step} Esc 停下", "{step} Esc stops" }
    stopping { "正在停下…", "stopping…" }
    joined { "文件在别处改了，已与您写的合在一起", "the file changed elsewhere; both are one now" }
    joined_but(steps: usize) { "文件在别处改了，已与您写的合在一起；同一处别人也改过，{steps} 步不能再撤销", "the file changed elsewhere; both are one now; {steps} step{steps:?} cannot be undone, others changed the same" }
    words_title { "存为版本", "Keep a version" }
    words_told { "改了哪里会自动写上。", "What changed is written by itself." }
    words_ask { "要补充的话（可以空着）：", "What you want to add (may be empty):" }
    author_title { "版本署名", "Who keeps versions" }
    author_told { "版本要写明是谁存的。只问这一次，记在这个工作区里。", "A version says who kept it. This is asked only once; the workspace remembers it." }
    author_name { "姓名：", "Name:" }
    author_email { "邮箱：", "E-mail address:" }
    no_author { "没有署名，这次没有存为版本；写下的都已保存", "not signed, so no version was kept; all you wrote is saved" }
    remote_title { "同步", "Sync" }
    remote_told { "还没有可同步的远端仓库。地址问管理员，只写这一次。", "There is no remote repository yet. The admin knows its address; it is asked only once." }
    remote_ask { "地址（如 ssh://服务器/~/申报.git）：", "Address (such as ssh://SERVER/~/shenbao.git):" }
    title { "版本：Enter 看改动，Tab 标记后比较，Ctrl-R 恢复", "Versions: Enter shows changes, Tab compares, Ctrl-R brings back" }
    changes_title(older: &str, newer: &str) { "改动：{older} → {newer}", "What changed: {older} → {newer}" }
    now { "现在的内容", "what stands in the form" }
    chart_sum { "合计", "total" }
    chart_done { "完成", "done" }
    came_to(percent: u32, total: &str) { "完成 {percent}%  合计 {total} 元", "{percent}% done  {total} yuan" }
    came_from(percent: u32, before: &str, total: &str, more: &str) { "完成 {percent}%  合计 {before} → {total} 元（{more}）", "{percent}% done  {before} → {total} yuan ({more})" }
    no_versions_yet(save: &str) {
        "还没有版本。Esc 回去，{save} 存一个；以后都列在这里，可以比较、恢复。",
        "No versions yet. Esc goes back, {save} keeps one; all are listed here, to be compared and brought back."
    }
    no_versions { "还没有版本", "no versions yet" }
    no_difference { "没有差别", "no difference" }
    money_title { "金额", "Money" }
    shifted(before: &str, after: &str, more: &str) { "{before} → {after}（{more}）", "{before} → {after} ({more})" }
    moved_row(from: &str, to: &str) { "从第 {from} 行移到第 {to} 行", "moved from row {from} to row {to}" }
}

/// What sharing came to, in lines: each version that came in, from whom and about which drafts; then what is to be settled.
#[must_use]
pub fn received(lang: Lang, synced: &Synced) -> Vec<String> {
    let mut lines: Vec<String> = synced
        .received
        .iter()
        .map(|one| {
            let (author, message) = (&one.version.author, &one.version.message);
            let author = came_in(lang, &visible(author));
            let parts = [
                author,
                listed(lang, &one.drafts),
                visible(message).into_owned(),
            ];
            let parts = parts.into_iter().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("  ")
        })
        .collect();
    if !synced.conflicts.is_empty() {
        lines.push(conflicts(lang, &listed(lang, &synced.conflicts)));
    }
    let refused = synced.refused.iter();
    lines.extend(refused.map(|branch| left_out(lang, &visible(branch))));
    let trespassed = synced.trespassed.iter();
    lines.extend(trespassed.map(|(branch, id)| trespass(lang, &visible(branch), id.as_str())));
    let by_others = synced.forged.iter();
    lines.extend(by_others.map(|(branch, id)| forged(lang, &visible(branch), id.as_str())));
    if !synced.others.is_empty() {
        lines.push(others(lang, &listed(lang, &synced.others)));
    }
    lines
}

fn listed(lang: Lang, drafts: &[DraftId]) -> String {
    let names: Vec<&str> = drafts.iter().map(DraftId::as_str).collect();
    lang.listed(&names)
}

/// What versions say that sharing makes by itself.
#[must_use]
pub fn for_sync(lang: Lang) -> SyncWords<'static> {
    SyncWords {
        merged: merged(lang),
        settings: settings(lang),
        back: back(lang),
    }
}

/// What sharing came to, in a line.
#[must_use]
pub fn shared(lang: Lang, shared: &Synced) -> String {
    let (remote, came) = (visible(&shared.remote), shared.received.len());
    synced(lang, &remote, came, shared.sent)
}

/// What sharing came to, for who waits for it: from whom something came, and whether something is to be settled.
#[must_use]
pub fn shared_briefly(lang: Lang, synced: &Synced) -> String {
    let unsent = match synced.others.as_slice() {
        [] => String::new(),
        all => format!("{}  ", others(lang, &listed(lang, all))),
    };
    if synced.received.is_empty() {
        return format!("{unsent}{}", shared(lang, synced));
    }
    let mut authors: Vec<String> = Vec::new();
    for one in &synced.received {
        let author = visible(&one.version.author).into_owned();
        if !authors.contains(&author) {
            authors.push(author);
        }
    }
    let more = if authors.len() > AUTHORS { "…" } else { "" };
    authors.truncate(AUTHORS);
    let authors = format!("{}{more}", lang.listed(&authors));
    let told = received_from(lang, &authors, synced.received.len(), synced.sent);
    match synced.conflicts.len() {
        0 => format!("{unsent}{told}"),
        drafts => format!("{}  {unsent}{told}", to_settle(lang, drafts)),
    }
}

/// So many authors are named in a line.
const AUTHORS: usize = 3;

/// What sharing is doing now.
#[must_use]
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Keep => lang.pick("正在存下没存的…", "keeping what is not kept…"),
        Step::Fetch => lang.pick("正在取回别人的版本…", "fetching others' versions…"),
        Step::Merge => lang.pick("正在逐项合并…", "merging field by field…"),
        Step::Push => lang.pick("正在送出…", "sending…"),
        Step::Again => lang.pick(
            "别人先送到了，稍等再试…",
            "somebody was faster; trying again…",
        ),
    }
}

/// What is said of a version: a person's own words, then what changed.
#[must_use]
pub fn said(version: &Version) -> String {
    let (message, more) = (visible(&version.message), visible(&version.more));
    format!("{message}  {more}").trim_end().to_owned()
}

/// A mark before the author of a signed version: nothing where it is not signed.
#[must_use]
pub fn signed(lang: Lang, signed: Signed) -> &'static str {
    match signed {
        Signed::Verified => lang.pick("[已验签] ", "[verified] "),
        Signed::Unknown => lang.pick("[签名未知] ", "[unknown key] "),
        Signed::Bad => lang.pick("[签名不符] ", "[BAD SIGNATURE] "),
        Signed::Unsigned => "",
    }
}

/// What a version changed, in a line: how many places, in which sections, and the sum before and after.
#[must_use]
pub fn summary(lang: Lang, form: &Form, changes: &[Change], sums: (Money, Money)) -> String {
    let mut sections: Vec<&str> = Vec::new();
    for change in changes {
        let holds = |at: &str| at == change.at.as_str() || at == change.at.head();
        let section = form.sections.iter().find(|section| {
            let mut fields = section.fields.iter();
            fields.any(|field| holds(field.at.as_str()))
        });
        let title =
            section.map(|section| lang.pick(section.title.zh.as_str(), section.title.en.as_str()));
        sections.extend(title.filter(|title| !sections.contains(title)));
    }
    let told = changed(lang, changes.len(), &lang.listed(&sections));
    if sums.0 == sums.1 {
        return told;
    }
    format!(
        "{told}{}{}",
        lang.pick("；", "; "),
        money(lang, &sums.0.to_string(), &sums.1.to_string())
    )
}

/// What a version says that holds all of this: what changed, how many conflicts were settled, what was written about it.
#[must_use]
pub fn altogether(lang: Lang, changed: Option<String>, places: usize, about: String) -> String {
    let settled = (places > 0).then(|| settled(lang, places));
    let about = Some(about).filter(|about| !about.is_empty());
    let all: Vec<String> = [changed, settled, about].into_iter().flatten().collect();
    if all.is_empty() {
        return only_seen(lang).to_owned();
    }
    all.join(lang.pick("；", "; "))
}
