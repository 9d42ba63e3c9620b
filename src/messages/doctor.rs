//! What the doctor says: what was found, what to do about it, what was done.
//!
//! Invariant: texts from outside are shown harmless.

use crate::app::doctor::{Cure, Sign};
use crate::messages::{Lang, failures, settings};
use crate::text::visible::visible;

messages! {
    terminal(name: &str, width: u16, height: u16) { "终端 {name}，{width}×{height}", "terminal {name}, {width}×{height}" }
    no_terminal { "输出不是终端，没有检查显示", "the output is no terminal; how it shows things was not looked at" }
    dumb(name: &str) { "终端类型是“{name}”，不能移动光标，打不开界面", "the terminal is of type “{name}” and cannot place a cursor; the screens cannot open" }
    no_size { "终端没有说自己多大，按 80×24 处理", "the terminal does not tell its size; 80×24 is taken" }
    small(width: u16, height: u16) { "窗口 {width}×{height} 太小，界面至少要 60×16", "the window of {width}×{height} is too small; the screens need 60×16" }
    colours { "使用颜色", "colours are used" }
    no_colours { "不用颜色（NO_COLOR 或单色终端）", "no colours (NO_COLOR or a monochrome terminal)" }
    locale(name: &str) { "字符集 {name}", "locale {name}" }
    not_utf8(name: &str) { "字符集“{name}”不是 UTF-8，汉字会显示成乱码", "the locale “{name}” is not one of UTF-8; Chinese will be garbled" }
    width(columns: u16) { "“”—…占 {columns} 列，与设置相符", "“ ” — … take {columns} columns, as set" }
    other_width(columns: u16) { "终端把“”—…画成 {columns} 列宽，与设置不符，画面会错位", "the terminal draws “ ” — … {columns} columns wide, other than set; rows will be torn" }
    width_unknown { "终端没有回答“”—…占几列", "the terminal did not tell how wide it draws “ ” — …" }
    git(version: &str) { "git {version}", "git {version}" }
    no_git { "没有 git：不能存版本和同步，其他功能都能用", "no git: no versions and no sync; everything else works" }
    old_git(version: &str) { "git {version} 太旧，同步至少要 2.38", "git {version} is too old; sync needs 2.38" }
    author { "git 知道您是谁", "git knows who you are" }
    no_author { "git 还不知道您是谁，存版本时要署名", "git does not know who you are; versions are signed by name" }
    workspace(path: &str, drafts: usize) { "工作区 {path}，{drafts} 份草稿", "workspace {path}, {drafts} draft{drafts:?}" }
    no_workspace(path: &str) { "工作区 {path} 还没有建立，第一次使用时自动建立", "the workspace {path} is not there yet; it is made on first use" }
    theirs(path: &str) { "工作区 {path} 属于其他用户", "the workspace {path} belongs to another user" }
    no_repository { "工作区还不是 git 仓库，存不了版本", "the workspace is no git repository; it keeps no versions" }
    foreign(runs: &str) { "仓库是别处来的，自带会运行的东西：{runs}", "the repository came from elsewhere and brings along what would run: {runs}" }
    unread(said: &str) { "git 不肯读这个仓库：{said}", "git does not read the repository: {said}" }
    drivers { "git 在这里逐项合并和显示草稿", "git merges and shows drafts by field here" }
    no_drivers(keys: &str) { "git 的合并与差异驱动没有装好：{keys}", "git's merge and diff drivers are not in place: {keys}" }
    no_settings(files: &str) { "缺少给 git 的说明：{files}", "what git needs to know is missing in: {files}" }
    private { "文件夹只有您（或有意共享的组）能读", "folders are for you alone, or for the group they are shared with" }
    open(path: &str, mode: u32) { "{path} 别的用户也能读（权限 {mode:o}）", "others may read {path} (mode {mode:o})" }
    closed(path: &str) { "{path} 不能写", "{path} cannot be written" }
    stale_lock(path: &str) { "git 留下的旧锁 {path}", "git left a stale lock: {path}" }
    locked(path: &str) { "git 正在工作，或刚留下锁 {path}", "git is at work, or just left a lock: {path}" }
    held(draft: &str, who: &str, pid: u32) { "草稿 {draft} 正由 {who}（进程 {pid}）编辑", "{who} (process {pid}) is editing draft {draft}" }
    waiting(draft: &str, edits: usize) { "草稿 {draft} 有 {edits} 处上次未写入的修改", "draft {draft} has {edits} change{edits:?} of last time not yet in its file" }
    orphan(draft: &str, path: &str) { "草稿 {draft} 的文件不在了，日志还在：{path}", "the file of draft {draft} is gone, its journal is there: {path}" }
    unclear(path: &str) { "读不懂的日志 {path}", "a journal that cannot be understood: {path}" }
    broken(draft: &str, why: &str) { "草稿 {draft} 坏了，可以找回：{why}", "draft {draft} is broken and can be had back: {why}" }
    lost(draft: &str, why: &str) { "草稿 {draft} 坏了，没有日志也没有版本可找回：{why}", "draft {draft} is broken, without a journal or a version to have it back from: {why}" }
    half(path: &str) { "写了一半的文件 {path}", "a file that was written by half: {path}" }
    would(cure: &str) { "可以修：{cure}", "can be mended: {cure}" }
    done(cure: &str) { "已修：{cure}", "mended: {cure}" }
    failed(cure: &str, why: &str) { "没有修成（{cure}）：{why}", "not mended ({cure}): {why}" }
    found(signs: usize) { "看了 {signs} 项，", "{signs} thing{signs:?} looked at, " }
    all_well { "一切正常。", "all is well." }
    mended(mended: usize) { "修好 {mended} 处，现在一切正常。", "{mended} mended; all is well now." }
    still_wrong(mended: usize, wrong: usize) { "修好 {mended} 处，还有 {wrong} 处要您处理。", "{mended} mended, {wrong} left for you." }
}

/// What was found.
#[must_use]
pub fn said(lang: Lang, sign: &Sign) -> String {
    let safe = |text: &str| visible(text).into_owned();
    let list = |all: &[String]| safe(&lang.listed(all));
    match sign {
        Sign::Terminal { name, size } => terminal(lang, &safe(name), size.0, size.1),
        Sign::NoTerminal => no_terminal(lang).to_owned(),
        Sign::Dumb(name) => dumb(lang, &safe(name)),
        Sign::NoSize => no_size(lang).to_owned(),
        Sign::Small(wide, high) => small(lang, *wide, *high),
        Sign::Colours => colours(lang).to_owned(),
        Sign::NoColours => no_colours(lang).to_owned(),
        Sign::Locale(name) => locale(lang, &safe(name)),
        Sign::NotUtf8(name) => not_utf8(lang, &safe(name)),
        Sign::Setting(fault) => settings::fault(lang, fault),
        Sign::Width(columns) => width(lang, *columns),
        Sign::OtherWidth(columns) => other_width(lang, *columns),
        Sign::WidthUnknown => width_unknown(lang).to_owned(),
        Sign::Git(version) => git(lang, &safe(version)),
        Sign::NoGit => no_git(lang).to_owned(),
        Sign::OldGit(version) => old_git(lang, &safe(version)),
        Sign::Author => author(lang).to_owned(),
        Sign::NoAuthor => no_author(lang).to_owned(),
        Sign::Workspace(path, drafts) => workspace(lang, &safe(path), *drafts),
        Sign::NoWorkspace(path) => no_workspace(lang, &safe(path)),
        Sign::WorkspaceFailed(failure) => failures::message(lang, failure),
        Sign::Theirs(path) => theirs(lang, &safe(path)),
        Sign::NoRepository => no_repository(lang).to_owned(),
        Sign::Foreign(runs) => foreign(lang, &list(runs)),
        Sign::Unread(said) => unread(lang, &safe(said)),
        Sign::Drivers => drivers(lang).to_owned(),
        Sign::NoDrivers(keys) => no_drivers(lang, &list(keys)),
        Sign::NoSettings(files) => no_settings(lang, &list(files)),
        _ => said_of_files(lang, sign),
    }
}

fn said_of_files(lang: Lang, sign: &Sign) -> String {
    let safe = |text: &str| visible(text).into_owned();
    match sign {
        Sign::Open(path, mode) => open(lang, &safe(path), *mode),
        Sign::Closed(path) => closed(lang, &safe(path)),
        Sign::StaleLock(path) => stale_lock(lang, &safe(path)),
        Sign::Locked(path) => locked(lang, &safe(path)),
        Sign::Held(id, holder) => held(lang, id.as_str(), &safe(&holder.who), holder.pid),
        Sign::Waiting(id, edits) => waiting(lang, id.as_str(), *edits),
        Sign::Orphan(id, path) => orphan(lang, id.as_str(), &safe(path)),
        Sign::Unclear(path) => unclear(lang, &safe(path)),
        Sign::Broken(id, why) => broken(lang, id.as_str(), &failures::message(lang, why)),
        Sign::Lost(id, why) => lost(lang, id.as_str(), &failures::message(lang, why)),
        Sign::Half(path) => half(lang, &safe(path)),
        _ => private(lang).to_owned(),
    }
}

/// What a person can do about it; empty where nothing is to be done, or the program does it.
#[must_use]
pub fn advice(lang: Lang, sign: &Sign) -> &'static str {
    let (zh, en) = match sign {
        Sign::Dumb(_) => (
            "换一个终端，或设 TERM=xterm-256color；不用界面时用 shenbao fill 编号 逐行填写。",
            "Use another terminal or set TERM=xterm-256color; shenbao fill ID needs no cursor.",
        ),
        Sign::Small(..) => ("放大窗口。", "Make the window larger."),
        Sign::NotUtf8(_) => (
            "运行 export LANG=zh_CN.UTF-8（没有就用 C.UTF-8），并把终端的字符集设为 UTF-8。",
            "Run export LANG=en_US.UTF-8 (or C.UTF-8), and set the terminal itself to UTF-8.",
        ),
        Sign::Setting(_) => (
            "改过来；没改之前，这一项用默认值。shenbao config 列出每项的值和来处。",
            "Correct it; until then the default holds. shenbao config lists every value and where it came from.",
        ),
        Sign::OtherWidth(2) => (
            "在设置文件里写 ambiguous = \"wide\"（shenbao config --init 写一份）。",
            "Write ambiguous = \"wide\" into the settings (shenbao config --init makes a file).",
        ),
        Sign::OtherWidth(_) => (
            "设 SHENBAO_AMBIGUOUS=narrow。",
            "Set SHENBAO_AMBIGUOUS=narrow.",
        ),
        Sign::WidthUnknown => (
            "引号后面的字错位时，设 SHENBAO_AMBIGUOUS=wide。",
            "If rows are torn after quotation marks, set SHENBAO_AMBIGUOUS=wide.",
        ),
        Sign::NoGit => (
            "要版本和同步就安装 git（Debian：apt install git）。",
            "For versions and sync install git (Debian: apt install git).",
        ),
        Sign::OldGit(_) => ("升级 git。", "Upgrade git."),
        Sign::NoAuthor => (
            "运行 git config --global user.name 姓名 和 git config --global user.email 邮箱。",
            "Run git config --global user.name NAME and git config --global user.email ADDRESS.",
        ),
        Sign::WorkspaceFailed(failure) => return failures::hint(lang, failure),
        Sign::Theirs(_) => (
            "信任它就用 --workspace 指明，并请其主人把文件夹共享给您的组（chmod 2770）；否则换一个文件夹。",
            "If you trust it, name it with --workspace and let its owner share it with your group (chmod 2770); otherwise go to another folder.",
        ),
        Sign::Foreign(_) => (
            "看、查、比较都不会运行它们。信任这个仓库，就在其中运行一次 shenbao init。",
            "Reading and comparing never run them. If you trust the repository, run shenbao init in it once.",
        ),
        Sign::Unread(_) => (
            "在工作区里运行 git status 看原因；仓库属于别人时，用 git config --global --add safe.directory 工作区 表示信任。",
            "See why with git status in the workspace; if the repository is another user's, git config --global --add safe.directory WORKSPACE says that you trust it.",
        ),
        Sign::Closed(_) => (
            "核对文件夹的主人和权限，或用 --workspace 换一个。",
            "Check whose folder it is and its rights, or name another with --workspace.",
        ),
        Sign::Locked(_) => (
            "等它结束；十分钟后仍在，再运行一次 shenbao doctor。",
            "Wait for it; if it is there in ten minutes, run shenbao doctor again.",
        ),
        Sign::Unclear(_) => (
            "文件原样留着；用文本编辑器看看里面有没有要找回的字。",
            "The file is left as it is; look into it with a text editor for words you miss.",
        ),
        Sign::Lost(..) => (
            "从备份或别人的克隆里找回；或照所说之处改好文件。",
            "Bring it back from a backup or another clone, or mend the file at the place told.",
        ),
        _ => ("", ""),
    };
    lang.pick(zh, en)
}

/// What a cure does.
#[must_use]
pub fn cure(lang: Lang, cure: &Cure) -> String {
    let with = |zh: &str, en: &str, name: &str| format!("{} {}", lang.pick(zh, en), visible(name));
    match cure {
        Cure::Found => lang
            .pick(
                "补上仓库、.gitattributes 和 .gitignore",
                "repository, .gitattributes and .gitignore made",
            )
            .to_owned(),
        Cure::Drivers => lang
            .pick("装好合并与差异驱动", "merge and diff drivers set")
            .to_owned(),
        Cure::Close(path) => with("收回别人的权限", "the rights of others taken from", path),
        Cure::Unlock(path) => with("删去旧锁", "the stale lock taken away:", path),
        Cure::TakeIn(id) => with(
            "把修改写入草稿",
            "the changes written into draft",
            id.as_str(),
        ),
        Cure::BringBack(id) => with(
            "从日志或最近的版本找回草稿，坏的文件另存在工作区 .shenbao/broken/：",
            "brought back from its journal or last version, the broken file kept in .shenbao/broken/ of the workspace: draft",
            id.as_str(),
        ),
        Cure::Sweep(path) => with("删去", "taken away:", path),
    }
}
