//! The phrases of failures: what happened, then what to do.

crate::messages::messages! {
    not_readable(path: &str, cause: &str) { "无法读取 {path}：{cause}", "Cannot read {path}: {cause}" }
    not_writable(path: &str, cause: &str) {
        "无法写入 {path}：{cause}；原有内容未受影响",
        "Cannot write {path}: {cause}; what was there before is untouched"
    }
    system_error(number: i32) { "系统错误 {number}", "system error {number}" }
    bad_json(path: &str, fault: &str) { "{path} 无法解读：{fault}", "{path} cannot be read: {fault}" }
    too_large(path: &str, limit: usize) {
        "{path} 太大：最多读取 {limit} MB", "{path} is too large: at most {limit} MB are read"
    }
    newer_format(draft: &str, version: u32) {
        "申报书 {draft} 由更新版本的程序写成（格式版本 {version}），只能查看",
        "Draft {draft} was written by a later version of the program (format version {version}) and can only be read"
    }
    held(draft: &str, holder: &str) {
        "申报书 {draft} 正由{holder}编辑", "Draft {draft} is being edited by {holder}"
    }
    someone { "另一个程序", "another program" }
    someone_known(who: &str, host: &str, pid: &str, since: &str) {
        " {who}（主机 {host}，进程 {pid}，始于 {since}）", "{who} (host {host}, process {pid}, since {since})"
    }
    changed_meanwhile(draft: &str) {
        "申报书 {draft} 的文件在打开之后被别处改动，未覆盖；您的输入仍在日志中",
        "The file of draft {draft} was changed elsewhere since it was opened and was not overwritten; what you typed is in the journal"
    }
    not_open(draft: &str) { "申报书 {draft} 不是以编辑方式打开的", "Draft {draft} is not open for writing" }
    bad_name(kind: &str, given: &str) { "“{given}”不能作为{kind}", "“{given}” is no {kind}" }
    unknown(kind: &str, given: &str) { "没有这样的{kind}：{given}", "There is no such {kind}: {given}" }
    exists(path: &str) { "{path} 已经存在，未覆盖", "{path} is there already and was not overwritten" }
    not_plain(path: &str) {
        "{path} 不是普通文件（可能是符号链接、设备或文件夹）",
        "{path} is no plain file (a symbolic link, a device or a folder)"
    }
    no_table(table: &str) { "申报书中没有表格 {table}", "The draft has no table {table}" }
    no_row(at: &str) { "表格中没有这一行：{at}", "The table has no such row: {at}" }
    row_exists(row: &str) { "表格中已有行 {row}", "The table already has a row {row}" }
    out_of_range(asked: usize, len: usize) {
        "位置 {asked} 超出范围（长度 {len}）", "Place {asked} is out of range (length {len})"
    }
    not_a_workspace(path: &str) { "{path} 不能用作工作区", "{path} cannot be a workspace" }
    foreign_workspace(path: &str) {
        "当前位置的工作区 {path} 属于其他用户", "The workspace here, {path}, belongs to another user"
    }
    no_home { "找不到您的主目录，无法确定工作区", "You have no home folder, so no workspace can be chosen" }
    git_missing { "找不到 git 程序", "There is no git program" }
    git_refused(deed: &str, said: &str) { "git {deed} 未成功：{said}", "git {deed} did not succeed: {said}" }
}

crate::messages::messages! {
    check_path { "请检查路径是否正确。", "Check the path." }
    check_rights { "请检查该文件的读取权限。", "Check that you may read it." }
    check_write_rights {
        "请检查该文件夹的写入权限，或用 --workspace 换一个工作区；屏幕上的文字仍在。",
        "Check that you may write there, or choose another workspace with --workspace; the text on the screen is still there."
    }
    make_room {
        "请先腾出磁盘空间再重试；屏幕上的文字仍在。",
        "Make room on the disk and try again; the text on the screen is still there."
    }
    copy_away {
        "请尽快把工作区复制到别的磁盘。", "Copy the workspace to another disk soon."
    }
    other_path { "请换一个路径。", "Choose another path." }
    mend_json {
        "请在所指位置改正，或用 git checkout 取回上一版本。",
        "Mend it at that place, or bring back the last version with git checkout."
    }
    split_file { "请确认选对了文件。", "Make sure that it is the right file." }
    update_program { "请更新 shenbao 后再编辑。", "Update shenbao before you edit it." }
    wait_for_holder {
        "可以先只读查看；等对方关闭后再编辑。", "You can read it now; edit it when the other has closed it."
    }
    reopen {
        "请关闭后重新打开：两边的改动会合并，冲突处另存一份。",
        "Close it and open it again: both sides are merged, and where they clash a copy is kept."
    }
    open_for_writing { "请先以编辑方式打开。", "Open it for writing first." }
    field_hint {
        "路径由 / 连接各段，例如 applicant/name；shenbao paths ID 列出全部。",
        "A path is segments joined by /, such as applicant/name; shenbao paths ID lists all."
    }
    id_hint {
        "编号只含字母、数字、- 和 _，不是文件路径；shenbao list 列出申报书。",
        "An id has letters, digits, - and _ only, and is no file path; shenbao list shows the drafts."
    }
    list_drafts { "shenbao list 列出全部申报书。", "shenbao list shows every draft." }
    list_projects { "shenbao catalog list 列出全部项目。", "shenbao catalog list shows every project." }
    list_paths { "shenbao paths ID 列出全部字段。", "shenbao paths ID shows every field." }
    list_versions { "shenbao log ID 列出全部版本。", "shenbao log ID shows every version." }
    list_rules { "shenbao check 的结果中有规则编号。", "The findings of shenbao check name their rules." }
    list_annotations { "shenbao annotations ID 列出全部批注。", "shenbao annotations ID shows every annotation." }
    other_name { "请换一个名称，或明确要求覆盖。", "Choose another name, or ask to overwrite it." }
    plain_file { "请指定普通文件的路径。", "Give the path of a plain file." }
    look_again { "请用 shenbao show ID 查看当前内容后重试。", "Look at the draft with shenbao show ID and try again." }
    give_folder { "请用 --workspace 指定一个文件夹。", "Give a folder with --workspace." }
    say_workspace {
        "如果信任它，请用 --workspace 明确指定；否则请换一个文件夹。",
        "If you trust it, name it with --workspace; otherwise go to another folder."
    }
    say_workspace_or_home {
        "请设置 HOME，或用 --workspace 指定一个文件夹。", "Set HOME, or give a folder with --workspace."
    }
    install_git {
        "安装 git 后才能保存版本和同步；其他功能不受影响。",
        "Versions and sync need git; everything else works without it."
    }
    try_git { "请在工作区中用 git status 查看原因。", "See why with git status in the workspace." }
}
