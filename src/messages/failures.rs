//! What the program says when the world refused: what, where, and what to do now.
//!
//! Invariant: texts from outside are shown harmless.

mod hints;

pub use hints::hint;

use crate::app::failure::{Cause, Content, ContentFault, Failure, GitFailure, Place};
use crate::messages::{Lang, board, review};
use crate::text::document_fault::DocumentFault;
use crate::text::json_fault::JsonFault;
use crate::text::visible::visible;

messages! {
    no_draft(id: &str) { "没有草稿 {id}。", "There is no draft {id}." }
    bad_draft_id(given: &str) { "“{given}”不是草稿编号。", "“{given}” is no draft id." }
    draft_exists(id: &str) { "草稿 {id} 已经存在。", "There is already a draft {id}." }
    no_project(code: &str) { "目录里没有项目 {code}。", "No call has a project {code}." }
    no_call(id: &str) { "没有申报批次 {id}。", "There is no call {id}." }
    no_rule(code: &str) { "没有规则 {code}。", "There is no rule {code}." }
    bad_path(path: &str) { "草稿里没有 {path} 这一项。", "The draft has no field {path}." }
    no_row(row: &str) { "表格里没有第 {row} 行。", "The table has no row {row}." }
    bad_edit(path: &str) { "对 {path} 的修改与草稿不符，没有改动。", "The change to {path} does not fit the draft; nothing was changed." }
    unreadable(path: &str, why: &str) { "读不了 {path}：{why}。", "Cannot read {path}: {why}." }
    unwritable(path: &str, why: &str) { "写不了 {path}：{why}。", "Cannot write {path}: {why}." }
    bad_content(path: &str, place: &str, why: &str) { "{path} 的内容有误（{place}）：{why}。", "The content of {path} is wrong (at {place}): {why}." }
    held(holder: &str) { "草稿正由 {holder} 编辑，只能读。", "{holder} is editing the draft; it can only be read." }
    newer { "草稿由更新版本的程序写成，只能读。", "A newer version of the program wrote the draft; it can only be read." }
    no_home { "找不到存放草稿的文件夹。", "There is no folder to keep drafts in." }
    no_terminal { "这里不是能显示界面的终端。", "This is no terminal that can show the screens." }
    no_editor(name: &str) { "运行不了编辑器 {name}。", "Cannot run the editor {name}." }
    has_errors(count: usize) { "还有 {count} 处错误，没有导出。", "{count} error{count:?} left; nothing was exported." }
    not_ready(count: usize) { "还有 {count} 处错误，没有提交。", "{count} error{count:?} left; it was not handed in." }
    frozen(state: &str) { "草稿{state}，只能读。", "The draft is {state} and can only be read." }
    admins_only { "退回、作决定、打分和下评审结论由管理员一方来做。", "Giving back, deciding, scoring and verdicts are for the admin's side." }
    not_own_name(name: &str) { "每个申报人一条分支时，批注只能以自己的名字写，不能写成“{name}”。", "Where every applicant has a branch, remarks are written in one's own name, not as “{name}”." }
    others_draft(owner: &str) { "这是{owner}的草稿，在您的分支上只能读。", "This is {owner}'s draft; on your branch it can only be read." }
    not_submitted { "草稿没有提交，不能退回或作决定。", "The draft is not handed in; there is nothing to give back or to decide on." }
    no_step(now: &str, next: &str) { "草稿{now}，不能再定为{next}。", "The draft is {now}; from there it cannot become {next}." }
    usage(said: &str) { "命令写得不对：{said}", "The command was not understood: {said}" }
    changed_meanwhile(id: &str) { "草稿 {id} 打开之后，文件被别处改动，没有覆盖；您输入的都在日志里。", "The file of draft {id} was changed elsewhere since it was opened and was not overwritten; all you typed is in the journal." }
    foreign_workspace(path: &str) { "这里的工作区 {path} 属于其他用户。", "The workspace here, {path}, belongs to another user." }
    not_a_workspace(path: &str) { "{path} 不能用作工作区。", "{path} cannot be a workspace." }
    no_demo(path: &str) { "{path} 里已有别的东西，没有放示例。", "There is something else in {path}; no demo was put there." }
    git_missing { "找不到 git 程序。", "There is no git program." }
    git_no_author { "git 还不知道您是谁，版本要署名。", "Git does not know who you are, and a version is signed by name." }
    no_version(rev: &str) { "这份草稿没有版本“{rev}”。", "The draft has no version “{rev}”." }
    git_busy(lock: &str) { "有 git 的锁挡着：{lock}，可能另一个 git 正在这里工作。", "A lock of git's is in the way: {lock}. Another git may be at work here." }
    git_foreign(path: &str, runs: &str) { "{path} 的仓库是别处来的，存版本或同步会运行它自带的程序：{runs}", "The repository of {path} came from elsewhere; keeping or sharing versions would run what it brought along: {runs}" }
    git_no_remote { "这个工作区没有可同步的远端仓库。", "This workspace has no remote repository to sync with." }
    git_other_remote(address: &str) { "这个工作区一直与 {address} 同步。", "This workspace is shared with {address}." }
    git_unreachable(said: &str) { "连不上远端仓库：{said}", "The remote repository cannot be reached: {said}" }
    git_restless { "远端一直在变，这次没有送上去。", "The remote kept changing; nothing was sent this time." }
    git_stopped { "已停下，什么也没有丢。", "Stopped; nothing is lost." }
    git_mixed { "远端的 main 分支上有草稿，每个申报人都会拿到，没有送出。", "There are drafts on the remote's branch main, which every applicant gets; nothing was sent." }
    git_clash(path: &str) { "{path} 两边改了同一处，没有合并。", "{path} was changed in the same place on both sides and not merged." }
    git_unkept(path: &str) { "{path} 在这里有未存的修改，远端也改了它，没有取回。", "{path} has changes here that are not kept, and the remote changed it too; it was not taken." }
    git_strange(path: &str) { "远端的 {path} 不是普通文件，没有取回。", "{path} of the remote is no plain file in its place; it was not taken." }
    git_refused(deed: &str, said: &str) { "git {deed} 没有成功：{said}", "git {deed} did not succeed: {said}" }
    system_error(number: i32) { "系统错误 {number}", "system error {number}" }
    ends_early { "内容不完整", "it ends in the middle" }
    unexpected(found: &str) { "此处不应出现“{found}”", "“{found}” cannot stand here" }
    control_in_string { "字符串里有控制字符", "there is a control character in a string" }
    bad_escape { "反斜杠后面的写法不对", "a backslash is followed by no escape" }
    lone_surrogate { "代理项不成对", "there is half a surrogate pair" }
    bad_number { "数字写法不对或过大", "a number is written wrongly or too great" }
    too_many(limit: usize) { "成员超过 {limit} 个", "it has more than {limit} members" }
    not_an_archive { "不是 Word 文档，或已损坏", "it is no Word document, or a damaged one" }
    no_document { "压缩包里没有 Word 文档", "the archive holds no Word document" }
    old_or_locked { "是旧格式 .doc 或加了密码；请在 Word 或 LibreOffice 里另存为不加密的 .docx", "it is in the old .doc format or has a password; save it as .docx without one in Word or LibreOffice" }
    too_many_entries(limit: usize) { "里面的文件超过 {limit} 个", "it holds more than {limit} files" }
    inflates(limit: u64) { "解开后超过 {limit} 字节", "it would grow to more than {limit} bytes" }
    grows(limit: u64) { "压缩得不正常，解开后是原来的 {limit} 倍以上", "it is packed strangely: it would grow more than {limit} times" }
    overlaps { "里面的文件重名或互相重叠", "files in it have one name or lie on each other" }
    stray_name(name: &str) { "里面的文件名不正常：{name}", "a file in it has a strange name: {name}" }
    doctype { "里面有文档类型声明（DTD），不读", "it declares a document type (DTD), which is not read" }
    entity(name: &str) { "里面有不认识的实体：{name}", "it refers to an unknown entity: {name}" }
    nested_too_deep { "嵌套太深", "it is nested too deep" }
    too_many_elements(limit: usize) { "里面的元素超过 {limit} 个", "it has more than {limit} elements" }
    too_many_words(limit: usize) { "文字超过 {limit} 字节", "its words take more than {limit} bytes" }
    not_xml(place: &str) { "里面的 XML 不完整（{place}）", "its XML is broken ({place})" }
    too_large(limit: usize) { "超过 {limit} 字节的上限", "it is larger than {limit} bytes" }
}

/// What happened, and where.
#[must_use]
pub fn message(lang: Lang, failure: &Failure) -> String {
    let safe = |text: &str| visible(text).into_owned();
    match failure {
        Failure::NoDraft(id) => no_draft(lang, &safe(id)),
        Failure::BadDraftId { given, .. } => bad_draft_id(lang, &safe(given)),
        Failure::DraftExists(id) => draft_exists(lang, &safe(id)),
        Failure::NoProject(code) => no_project(lang, &safe(code)),
        Failure::NoCall(id) => no_call(lang, &safe(id)),
        Failure::NoRule(code) => no_rule(lang, &safe(code)),
        Failure::BadPath(path) => bad_path(lang, &safe(path)),
        Failure::NoRow(row) => no_row(lang, &safe(row)),
        Failure::BadEdit(path) => bad_edit(lang, &safe(path.as_str())),
        Failure::Unreadable(Place { path, cause }) => {
            unreadable(lang, &safe(path), &why(lang, cause))
        }
        Failure::Unwritable(Place { path, cause }) => {
            unwritable(lang, &safe(path), &why(lang, cause))
        }
        Failure::BadContent(Content { path, place, what }) => {
            bad_content(lang, &safe(path), &safe(place), &fault(lang, what))
        }
        Failure::ChangedMeanwhile(id) => changed_meanwhile(lang, &safe(id)),
        Failure::ForeignWorkspace(path) => foreign_workspace(lang, &safe(path)),
        Failure::NotAWorkspace(path) => not_a_workspace(lang, &safe(path)),
        Failure::NoDemo(path) => no_demo(lang, &safe(path)),
        Failure::Git(failure) => git_message(lang, failure),
        Failure::ReadOnly { holder } if holder.is_empty() => newer(lang).to_owned(),
        Failure::ReadOnly { holder } => held(lang, &safe(holder)),
        Failure::NoHome => no_home(lang).to_owned(),
        Failure::NoTerminal => no_terminal(lang).to_owned(),
        Failure::NoEditor(name) => no_editor(lang, &safe(name)),
        Failure::NotReady(count) => not_ready(lang, *count),
        Failure::Frozen(state) => frozen(lang, board::state(lang, *state)),
        Failure::AdminsOnly => admins_only(lang).to_owned(),
        Failure::NotOwnName(name) => not_own_name(lang, &visible(name)),
        Failure::OthersDraft(owner) => others_draft(lang, &safe(owner)),
        Failure::NotSubmitted => not_submitted(lang).to_owned(),
        Failure::NoStep { now, next } => {
            no_step(lang, board::state(lang, *now), board::state(lang, *next))
        }
        Failure::HasErrors(count) => has_errors(lang, *count),
        Failure::Review(failure) => review::failure(lang, failure),
        Failure::Usage(said) => usage(lang, &safe(said)),
    }
}

fn git_message(lang: Lang, failure: &GitFailure) -> String {
    let safe = |text: &str| visible(text).into_owned();
    match failure {
        GitFailure::Missing => git_missing(lang).to_owned(),
        GitFailure::NoAuthor => git_no_author(lang).to_owned(),
        GitFailure::NoVersion(rev) => no_version(lang, &safe(rev)),
        GitFailure::Busy(lock) => git_busy(lang, &safe(lock)),
        GitFailure::Foreign { path, runs } => {
            git_foreign(lang, &safe(path), &safe(&lang.listed(runs)))
        }
        GitFailure::NoRemote => git_no_remote(lang).to_owned(),
        GitFailure::OtherRemote(address) => git_other_remote(lang, &safe(address)),
        GitFailure::Unreachable(said) => git_unreachable(lang, &safe(said)),
        GitFailure::Restless => git_restless(lang).to_owned(),
        GitFailure::Stopped => git_stopped(lang).to_owned(),
        GitFailure::Mixed => git_mixed(lang).to_owned(),
        GitFailure::Clash(path) => git_clash(lang, &safe(path)),
        GitFailure::Unkept(path) => git_unkept(lang, &safe(path)),
        GitFailure::Strange(path) => git_strange(lang, &safe(path)),
        GitFailure::Refused { deed, said } => git_refused(lang, &safe(deed), &safe(said)),
    }
}

fn why(lang: Lang, cause: &Cause) -> String {
    let (zh, en) = match cause {
        Cause::NotFound => ("不存在", "it is not there"),
        Cause::Denied => ("没有权限", "permission denied"),
        Cause::Full => ("磁盘已满", "the disk is full"),
        Cause::ReadOnly => ("文件系统只读", "the file system is read-only"),
        Cause::Link => ("它是符号链接", "it is a symbolic link"),
        Cause::Exists => ("已经存在", "it is there already"),
        Cause::NotAFile => ("不是普通文件", "it is not a plain file"),
        Cause::TooLarge(limit) => return too_large(lang, *limit),
        Cause::NameTooLong => ("名称过长", "the name is too long"),
        Cause::Device => ("存储设备出错", "the device failed"),
        Cause::Other(number) => return system_error(lang, *number),
    };
    lang.pick(zh, en).to_owned()
}

/// What is wrong with a file's content.
pub fn fault(lang: Lang, fault: &ContentFault) -> String {
    let with = |zh: &str, en: &str, name: &str| format!("{} {}", lang.pick(zh, en), visible(name));
    match fault {
        ContentFault::NotUtf8 => lang.pick("不是 UTF-8 编码", "it is not UTF-8").to_owned(),
        ContentFault::NotJson(fault) => json_fault(lang, *fault),
        ContentFault::TooMany(limit) => too_many(lang, *limit),
        ContentFault::TooLarge(limit) => too_large(lang, *limit),
        ContentFault::TooDeep => lang.pick("嵌套太深", "it is nested too deep").to_owned(),
        ContentFault::Duplicate(name) => with("重复出现", "it is there twice:", name),
        ContentFault::Wrong(name) => with("缺失或类型不对", "missing or of the wrong type:", name),
        ContentFault::Unknown(name) => with("不认识", "unknown:", name),
        ContentFault::Empty => lang.pick("不应为空", "it should not be empty").to_owned(),
        ContentFault::Document(fault) => document_fault(lang, fault),
        ContentFault::Format(name) => with("不认识的格式", "an unknown format:", name),
        ContentFault::Digest => lang
            .pick(
                "内容与摘要不符，可能被改动过",
                "the digest does not fit; it was changed",
            )
            .to_owned(),
    }
}

fn document_fault(lang: Lang, fault: &DocumentFault) -> String {
    match fault {
        DocumentFault::Damaged => not_an_archive(lang).to_owned(),
        DocumentFault::NoDocument => no_document(lang).to_owned(),
        DocumentFault::OldOrLocked => old_or_locked(lang).to_owned(),
        DocumentFault::Entries(limit) => too_many_entries(lang, *limit),
        DocumentFault::Inflated(limit) => inflates(lang, *limit),
        DocumentFault::Ratio(limit) => grows(lang, *limit),
        DocumentFault::Overlap => overlaps(lang).to_owned(),
        DocumentFault::StrayName(name) => stray_name(lang, &visible(name)),
        DocumentFault::Doctype => doctype(lang).to_owned(),
        DocumentFault::Entity(name) => entity(lang, &visible(name)),
        DocumentFault::TooDeep => nested_too_deep(lang).to_owned(),
        DocumentFault::Elements(limit) => too_many_elements(lang, *limit),
        DocumentFault::Words(limit) => too_many_words(lang, *limit),
        DocumentFault::NotXml(place) => not_xml(lang, &visible(place)),
    }
}

fn json_fault(lang: Lang, fault: JsonFault) -> String {
    let words = match fault {
        JsonFault::Unexpected(found) => return unexpected(lang, &visible(&found.to_string())),
        JsonFault::EndsEarly => ends_early(lang),
        JsonFault::ControlInString => control_in_string(lang),
        JsonFault::BadEscape => bad_escape(lang),
        JsonFault::LoneSurrogate => lone_surrogate(lang),
        JsonFault::BadNumber => bad_number(lang),
    };
    words.to_owned()
}
