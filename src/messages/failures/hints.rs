//! What a person can do now that the world refused.
//!
//! Invariant: every failure has advice, and the advice can be followed as it stands.

use crate::app::failure::{Cause, ContentFault, Failure, GitFailure};
use crate::messages::{Lang, review};

messages! {
    list_drafts { "用 shenbao list 看有哪些草稿。", "shenbao list shows the drafts." }
    import_the_file { "这里要草稿编号，不是文件路径；文件用 shenbao import 读入。", "An id is wanted here, not a path; shenbao import reads a file." }
    id_is_like { "编号如 2022KCZG001-7k3f9q。", "An id is like 2022KCZG001-7k3f9q." }
    use_another_id { "另取一个编号，或先移走它。", "Use another id, or move that one away first." }
    list_projects { "用 shenbao catalog list 看有哪些项目。", "shenbao catalog list shows the projects." }
    put_call_in_workspace { "把这一批次的文件夹放进工作区的 calls/。", "Put the call's folder into the workspace's calls/." }
    list_rules { "不带编号运行 shenbao explain 可列出全部规则。", "shenbao explain without a code lists all rules." }
    list_fields { "用 shenbao paths 编号 看全部可填的项。", "shenbao paths ID shows every field." }
    bring_back_or_mend { "文件没有改动。从 git 历史或备份中找回，或改正所指之处。", "The file is untouched. Bring it back from git or a backup, or mend the place told." }
    save_as_utf8 { "是文本就另存为 UTF-8 编码（记事本、WPS 的“另存为”里可选）；是附件也可存为 .docx。", "If it is text, save it as UTF-8 (the editor's “save as” offers it); an annex can be saved as .docx too." }
    save_as_word { "用 Word 或 WPS 打开看看，再另存为 .docx。", "See whether Word opens it, and save it as .docx anew." }
    open_again { "关闭后重新打开：两边的改动会合并，冲突处另存一份。", "Close it and open it again: both sides are merged, and where they clash a copy is kept." }
    name_it_if_trusted { "信任它就用 --workspace 指明；否则换一个文件夹。", "If you trust it, name it with --workspace; otherwise go to another folder." }
    name_empty_folder { "给一个空文件夹或新名字；不写就放在临时文件夹里。", "Name an empty folder or a new one; without a name it goes among the temporary files." }
    name_workspace { "用 --workspace 指定一个文件夹。", "Name a folder with --workspace." }
    upgrade { "请升级 shenbao。", "Upgrade shenbao." }
    wait_for_them { "等对方退出后再编辑。", "Edit it when they have left." }
    set_home { "设置 HOME，或用 --workspace 指定文件夹。", "Set HOME, or name a folder with --workspace." }
    fill_by_lines { "用 shenbao new 项目编号 新建草稿，shenbao fill 草稿编号 逐行填写；shenbao help 列出全部命令。", "shenbao new CODE makes a draft, shenbao fill ID fills it line by line; shenbao help lists every command." }
    set_editor { "把 EDITOR 设为一个能用的编辑器，如 nano。", "Set EDITOR to an editor that works, such as nano." }
    check_before_submitting { "用 shenbao check 看错误，改好后再提交。", "shenbao check lists them; mend them, then hand it in." }
    have_it_given_back { "要修改，请管理员先退回：shenbao return 编号。", "To change it, let an admin give it back first: shenbao return ID." }
    tell_the_admin { "请告诉管理员；您这里做了，管理员那里也不会取。", "Tell the admin; done here it would not be taken there." }
    write_in_own_name { "用 --as 或 git config user.name 换回第一次同步时的名字；管理员那里只取以那个名字写的。", "Go back to the name of your first sync with --as or git config user.name; only what is written in it is taken." }
    make_your_own { "想照着写一份自己的：shenbao new 项目编号。若是您自己从前用别的邮箱写的，用 git config user.email 改回那个邮箱。", "For one of your own: shenbao new CODE. If it is yours, written under another e-mail address, set that again with git config user.email." }
    look_at_the_board { "用 shenbao board 看各草稿的状态。", "shenbao board shows where drafts are." }
    check_or_force { "用 shenbao check 看错误；仍要导出加 --force。", "shenbao check lists them; --force exports all the same." }
    see_help { "用 shenbao help 看用法。", "shenbao help shows how." }

    install_git { "安装 git 后才能保存版本和同步；其他功能不受影响。", "Versions and sync need git; everything else works without it." }
    sign_once { "这一次在 save 或 sync 后面写上 --author-name 姓名 --author-email 邮箱；以后记在这个工作区里。", "Once, add --author-name NAME --author-email ADDRESS to save or sync; this workspace remembers it." }
    list_versions { "用 shenbao log 看有哪些版本。", "See the versions with shenbao log." }
    wait_for_git { "等它结束再试。若没有谁在用 git（可能上次被中断，留下了锁），运行 shenbao doctor 清掉。", "Wait for it. If nobody is using git (it may have been cut off and left its lock), shenbao doctor clears it away." }
    init_if_trusted { "看、查、比较都不会运行它们。信任这个仓库，就在其中运行一次 shenbao init。", "Reading and comparing never run them. If you trust the repository, run shenbao init in it once." }
    give_address { "给出地址：shenbao sync 地址；以后只需 shenbao sync。", "Give its address: shenbao sync ADDRESS; from then on shenbao sync is enough." }
    keep_or_move_address { "照旧同步，不写地址；真的搬了家，先运行 git remote set-url origin 新地址。", "Sync without an address to go on with it; where it has moved, run git remote set-url origin NEW-ADDRESS first." }
    check_network { "核对网络、地址和密钥后再试；草稿和版本都在本机。", "Check network, address and keys, then try again; drafts and versions are all here." }
    try_later { "过一会儿再试。", "Try again in a while." }
    sync_again { "再同步一次就接着做。", "Sync again and it goes on." }
    begin_with_empty_remote { "每人一条分支的工作区要从一个空的远端仓库开始。", "A workspace with a branch an applicant begins with an empty remote repository." }
    merge_by_hand { "请管理员用 git merge 合并这个文件；草稿不受影响。", "Let an admin merge that file with git merge; drafts are not affected." }
    keep_or_take_back { "请用 git commit 存下它，或用 git restore 撤回，再同步。", "Keep it with git commit or take it back with git restore, then sync." }
    remote_is_odd { "请告诉管理员：远端仓库里有不该有的东西。", "Tell the admin: the remote has something that should not be there." }
    see_git_status { "运行 shenbao doctor；还不行，在工作区里运行 git status 看原因。", "Run shenbao doctor; if that does not help, see why with git status in the workspace." }

    check_path { "请核对路径。", "Check the path." }
    check_rights { "请核对文件夹权限，或用 --workspace 换一个文件夹。", "Check the permissions, or name another folder with --workspace." }
    free_space { "腾出空间后再按 Ctrl-S；原文件完好。", "Free some space, then save again; the old file is intact." }
    name_writable_folder { "用 --workspace 换一个能写的文件夹。", "Name a folder that can be written with --workspace." }
    use_real_path { "请改用真实路径。", "Use the real path." }
    use_shorter_name { "换一个名字。", "Use another name." }
    use_another_name { "换一个名字；导出时用 -o 写明文件名就会替换它。", "Use another name; an export replaces the file that -o names." }
    copy_workspace { "尽快把工作区复制到别的磁盘。", "Copy the workspace to another disk soon." }
    check_file { "请核对这个文件。", "Check that file." }
}

/// What to do now.
#[must_use]
pub fn hint(lang: Lang, failure: &Failure) -> &'static str {
    match failure {
        Failure::NoDraft(_) => list_drafts(lang),
        Failure::BadDraftId { path: true, .. } => import_the_file(lang),
        Failure::BadDraftId { .. } => id_is_like(lang),
        Failure::DraftExists(_) => use_another_id(lang),
        Failure::NoProject(_) => list_projects(lang),
        Failure::NoCall(_) => put_call_in_workspace(lang),
        Failure::NoRule(_) => list_rules(lang),
        Failure::BadPath(_) | Failure::NoRow(_) | Failure::BadEdit(_) => list_fields(lang),
        Failure::BadContent(content) => of_content(lang, &content.what),
        Failure::ChangedMeanwhile(_) => open_again(lang),
        Failure::ForeignWorkspace(_) => name_it_if_trusted(lang),
        Failure::NoDemo(_) => name_empty_folder(lang),
        Failure::NotAWorkspace(_) => name_workspace(lang),
        Failure::ReadOnly { holder } if holder.is_empty() => upgrade(lang),
        Failure::ReadOnly { .. } => wait_for_them(lang),
        Failure::NoHome => set_home(lang),
        Failure::NoTerminal => fill_by_lines(lang),
        Failure::NoEditor(_) => set_editor(lang),
        Failure::NotReady(_) => check_before_submitting(lang),
        Failure::Frozen(_) => have_it_given_back(lang),
        Failure::AdminsOnly => tell_the_admin(lang),
        Failure::NotOwnName(_) => write_in_own_name(lang),
        Failure::OthersDraft(_) => make_your_own(lang),
        Failure::NotSubmitted | Failure::NoStep { .. } => look_at_the_board(lang),
        Failure::HasErrors(_) => check_or_force(lang),
        Failure::Usage(_) => see_help(lang),
        Failure::Unreadable(place) | Failure::Unwritable(place) => of_cause(lang, &place.cause),
        Failure::Git(failure) => of_git(lang, failure),
        Failure::Review(failure) => review::failure_hint(lang, failure),
    }
}

fn of_content(lang: Lang, what: &ContentFault) -> &'static str {
    match what {
        ContentFault::NotUtf8 => save_as_utf8(lang),
        ContentFault::Document(_) => save_as_word(lang),
        _ => bring_back_or_mend(lang),
    }
}

fn of_git(lang: Lang, failure: &GitFailure) -> &'static str {
    match failure {
        GitFailure::Missing => install_git(lang),
        GitFailure::NoAuthor => sign_once(lang),
        GitFailure::NoVersion(_) => list_versions(lang),
        GitFailure::Busy(_) => wait_for_git(lang),
        GitFailure::Foreign { .. } => init_if_trusted(lang),
        GitFailure::NoRemote => give_address(lang),
        GitFailure::OtherRemote(_) => keep_or_move_address(lang),
        GitFailure::Unreachable(_) => check_network(lang),
        GitFailure::Restless => try_later(lang),
        GitFailure::Stopped => sync_again(lang),
        GitFailure::Mixed => begin_with_empty_remote(lang),
        GitFailure::Clash(_) => merge_by_hand(lang),
        GitFailure::Unkept(_) => keep_or_take_back(lang),
        GitFailure::Strange(_) => remote_is_odd(lang),
        GitFailure::Refused { .. } => see_git_status(lang),
    }
}

fn of_cause(lang: Lang, cause: &Cause) -> &'static str {
    match cause {
        Cause::NotFound => check_path(lang),
        Cause::Denied => check_rights(lang),
        Cause::Full => free_space(lang),
        Cause::ReadOnly => name_writable_folder(lang),
        Cause::Link => use_real_path(lang),
        Cause::NameTooLong => use_shorter_name(lang),
        Cause::Exists => use_another_name(lang),
        Cause::Device => copy_workspace(lang),
        Cause::NotAFile | Cause::TooLarge(_) | Cause::Other(_) => check_file(lang),
    }
}
