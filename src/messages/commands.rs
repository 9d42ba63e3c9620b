//! What commands are called, what they do, and why one can do nothing now. A command without words does not compile.

use crate::app::command::{Command, Group, NotNow};
use crate::messages::Lang;

/// The command's name, as footer and palette show it.
#[must_use]
pub fn label(lang: Lang, command: Command) -> &'static str {
    let [(zh, en), _] = words(command);
    lang.pick(zh, en)
}

/// What the command does, in a sentence.
#[must_use]
pub fn tooltip(lang: Lang, command: Command) -> &'static str {
    let [_, (zh, en)] = words(command);
    lang.pick(zh, en)
}

/// A command, what it is called and what it does; the Chinese before the English.
macro_rules! commands {
    ($($command:ident { $name:literal, $english:literal, $does:literal, $in_english:literal })*) => {
        fn words(command: Command) -> [(&'static str, &'static str); 2] {
            match command {
                $(Command::$command => [($name, $english), ($does, $in_english)],)*
            }
        }
    };
}

commands! {
    Help { "帮助", "Help", "说明当前界面和按键。", "Explains this screen and its keys." }
    Palette { "命令", "Commands", "列出全部命令，输入即可查找。", "Lists every command; type to narrow." }
    Back { "返回", "Back", "回到上一界面，什么也不会丢。", "Goes back; nothing is lost." }
    Quit { "退出", "Quit", "退出程序，写下的都已保存。", "Leaves; everything typed is kept." }
    Redraw { "重画", "Redraw", "画面乱了时重画。", "Draws the screen anew when it is garbled." }
    SwitchLanguage { "English", "中文", "中英文切换。", "Switches between Chinese and English." }
    Sync {
        "同步", "Sync",
        "取回别人的版本逐项合并，送上自己的；在后台进行，可以接着写。",
        "Takes in others' versions field by field and sends yours, while you go on writing."
    }
    Received {
        "收到的", "Received",
        "看上次同步收到了谁的哪些版本。",
        "Shows what the last sync brought, and from whom."
    }
    Find { "查找", "Find", "按编号、汉字、拼音或拼音首字母查找。", "Finds by code, words, pinyin or pinyin initials." }
    SwitchList { "目录/草稿", "Catalog/drafts", "在项目目录和我的草稿之间切换。", "Goes between catalog and drafts." }
    Board {
        "总览", "Board",
        "所有草稿的状态、完成度、问题和金额，可以分组、排序、成批检查和导出。",
        "Every draft with state, findings and total; group, sort, check and export many at once."
    }
    Mark { "选取", "Pick", "选取这一份，再按一次放开。", "Picks this draft; once more lets it go." }
    MarkAll {
        "全部选取", "Pick all",
        "选取列出的全部草稿，再按一次全部放开。",
        "Picks every draft that is listed; once more lets all go."
    }
    SortBy {
        "排序", "Sort",
        "换一种排法：修改时间、项目、申报单位、状态、金额、错误、完成度。",
        "Sorts another way: change, project, applicant, state, total, errors, completeness."
    }
    GroupBy {
        "分组", "Group",
        "按项目、类别、状态分组，或不分。",
        "Groups by project, category or state, or not at all."
    }
    CheckMarked {
        "成批检查", "Check picked",
        "检查选取的草稿；没有选取时检查指着的一份。",
        "Checks the drafts picked, or the one pointed at."
    }
    ExportMarked {
        "成批导出", "Export picked",
        "把选取的草稿各写成一个文件；有错误的不写。",
        "Writes each draft picked as a file; those with errors are left out."
    }
    StepMarked {
        "成批处理", "Decide",
        "把选取的草稿提交、退回，或定为评审中、通过、未通过；先问一声，可附一句话。",
        "Hands the drafts picked in, gives them back, or decides on them; asks first, with room for a note."
    }
    ImportAnnex {
        "导入附件", "Import",
        "读入明年的附件（Word 或文本），逐处核对后存为新批次。",
        "Reads next year's annex, Word or text, to be checked and kept as a call."
    }
    Settle {
        "核对无误", "Settle",
        "认可指着的一处，到下一处；再按一次放回。",
        "Takes this as right and goes to the next; once more opens it again."
    }
    KeepCall {
        "存为批次", "Keep call",
        "把读入的项目写成工作区里的一个批次。",
        "Writes what was read as a call in the workspace."
    }
    NewDraft {
        "新建申报", "New draft",
        "为选中的项目新建一份预填好的草稿。",
        "Makes a pre-filled draft for the project pointed at."
    }
    OpenDraft { "打开草稿", "Open draft", "打开选中的草稿。", "Opens the draft pointed at." }
    ShowProject { "看项目", "Show project", "查看项目全文。", "Shows the project whole." }
    NextField { "下一项", "Next field", "到下一个填写项。", "Goes to the next field." }
    PreviousField { "上一项", "Previous field", "到上一个填写项。", "Goes to the field before." }
    NextSection { "下一节", "Next section", "到下一节。", "Goes to the next section." }
    PreviousSection { "上一节", "Previous section", "到上一节。", "Goes to the section before." }
    Sections { "各节", "Sections", "列出各节，选一节前往。", "Lists the sections to go to." }
    NextEmpty {
        "下一空项", "Next to fill",
        "到下一个还没填的必填项。",
        "Goes to the next required thing that is still empty."
    }
    NextFinding { "下一问题", "Next finding", "到下一条检查结果。", "Goes to the next finding." }
    Findings { "检查", "Findings", "列出全部检查结果。", "Lists all findings." }
    Checklist {
        "材料清单", "Checklist",
        "列出每项指标结项时要交的材料。",
        "Lists the papers that prove each promise when the project closes."
    }
    History {
        "版本", "Versions",
        "列出存过的版本：谁、何时、改了什么、完成度和合计。",
        "Lists the versions kept: who, when, what changed, completeness and total."
    }
    Reissue {
        "改印对照", "Reissue",
        "批次重新发布后，对照原来印的、现在印的和我写的。",
        "After a call is issued again: what was printed, what is printed now, and what I wrote."
    }
    MoveOver {
        "移过去", "Move over",
        "把草稿移到现在的印文；写过的都在，两边都改的留作冲突待定。",
        "Moves the draft over to the new print; all that was written stays, clashes are kept to be settled."
    }
    Restore {
        "恢复", "Bring back",
        "把选中的版本恢复成现在的内容；现在的先存为版本，什么也不会丢。",
        "Makes the draft say what this version says; what it says now is kept as a version first."
    }
    CallWords {
        "原文", "Call's words",
        "查看目录对这一项的规定和检查结果全文。",
        "Shows what the call prints about this field, whole."
    }
    EditOutside { "外部编辑", "Edit outside", "用 $EDITOR 编辑这一项。", "Opens the field in $EDITOR." }
    Choose { "选择", "Choose", "列出可选的答案。", "Lists the answers to choose from." }
    Mend {
        "一键改正", "Mend",
        "按最明白的办法改正此处的问题，可撤销。",
        "Mends the finding here in the plainest way; undo takes it back."
    }
    MendOther {
        "换用另一份", "Take the other",
        "按另一种办法改正此处的问题：有冲突时换用另一人的文字。可撤销。",
        "Mends the finding here the other way: in a conflict it takes the other person's text. Undo takes it back."
    }
    Save {
        "存为版本", "Save",
        "存为一个版本，随时可以比较和恢复。",
        "Keeps a version that can be compared and brought back."
    }
    SaveWithWords {
        "附说明存版本", "Save with words",
        "存为一个版本，先写一句说明。",
        "Keeps a version, with a line of your own about it."
    }
    Undo { "撤销", "Undo", "撤销上一步，整份草稿有效。", "Takes the last change back, anywhere in the draft." }
    Redo { "重做", "Redo", "重做刚撤销的一步。", "Does the change last taken back again." }
    Copy { "复制", "Copy", "复制选中的文字；没有选中时复制整项。", "Copies the selection, or the whole field." }
    Cut { "剪切", "Cut", "剪切选中的文字。", "Cuts the selection out." }
    SelectAll { "全选", "Select all", "选中整项文字。", "Selects the whole field." }
    AddRow { "添行", "Add row", "在这一行下面添一行。", "Adds a row below this one." }
    RemoveRow { "删行", "Remove row", "删去这一行，可撤销。", "Takes this row out; undo brings it back." }
    RaiseRow { "上移", "Move up", "把这一行上移。", "Moves this row up." }
    LowerRow { "下移", "Move down", "把这一行下移。", "Moves this row down." }
    Review {
        "评审", "Review",
        "把草稿与预填内容、某个版本或另一个文件逐项对照。",
        "Reads the draft beside the pre-fill, a version or a file."
    }
    NextChange {
        "下一处变更", "Next change",
        "到下一处变更；到末尾后从头来。",
        "Goes to the next change; from the last one to the first."
    }
    PreviousChange {
        "上一处变更", "Previous change",
        "到上一处变更；到开头后从末尾来。",
        "Goes to the change before; from the first one to the last."
    }
    Unfold {
        "展开", "Unfold",
        "展开全部未变的内容，再按一次折起；在一处折起上按 Enter 只展开那一处。",
        "Unfolds all that is unchanged, or folds it again; Enter on one fold opens that one."
    }
    SwitchView {
        "换看法", "Layout",
        "基线在左边、在下面，或只看草稿。",
        "Base at the left, below, or only the draft."
    }
    PickBase {
        "换基线", "Base",
        "与预填内容、存过的版本或另一个文件对照。",
        "Reads against the pre-fill, a version or a file."
    }
    FindNext {
        "找下一处", "Find next",
        "到所找文字的下一处。",
        "Goes to where the words searched for stand next."
    }
    NextRemark {
        "下一条批注", "Next remark",
        "到下一条批注，整条展开；到末尾后从头来。",
        "Goes to the next remark and opens its thread; from the last one to the first."
    }
    PreviousRemark {
        "上一条批注", "Previous remark",
        "到上一条批注；到开头后从末尾来。",
        "Goes to the remark before; from the first one to the last."
    }
    NextOpen {
        "下一条待处理", "Next open remark",
        "到下一条还没有处理的批注。",
        "Goes to the next remark that is not dealt with."
    }
    FilterRemarks {
        "筛选批注", "Filter remarks",
        "只看某位评审人的、某一类的或待处理的批注。",
        "Shows only one reviewer's remarks, one kind, or those that are open."
    }
    Annotate {
        "批注", "Remark",
        "批注选中的文字；没有选中时批注这一段、这一行、这一项、这一节或整份草稿。",
        "Remarks on the selected words, else on the paragraph, row, field, section or draft one is at."
    }
    Suggest {
        "建议改法", "Suggest",
        "写出改成什么：文字、数字或预算行的一格，申报人可一键采纳。",
        "Writes what it should become: words, a number, a cell of a row; the applicant takes it with one key."
    }
    Reply { "回复", "Reply", "回复所在的批注。", "Answers the remark one is at." }
    Resolve {
        "处理", "Resolve",
        "标为已处理；已处理的重新打开。",
        "Says that a remark is dealt with, or opens it again."
    }
    Amend { "改批注", "Amend", "改自己写的批注。", "Changes the words of one's own remark." }
    Withdraw { "撤回批注", "Take back", "撤回自己写的批注。", "Takes one's own remark back." }
    PinRemark {
        "指定位置", "Say where",
        "原文位置不确定时，指定批注说的是哪里：给出的位置或选中的文字。",
        "Says where a remark's words are now: a place that is offered, or what is selected."
    }
    MarkSeen {
        "标为已看", "Mark seen",
        "把这一项标为已看，内容再变时标记自动失效；在“整份草稿”上标全部。",
        "Marks this field as seen, until it changes; on the whole draft, everything."
    }
    Accept {
        "采纳", "Accept",
        "采纳批注提出的改法，可撤销。",
        "Puts the proposed change into the draft; undo takes it back."
    }
    Refuse { "不采纳", "Decline", "不采纳批注提出的改法。", "Does not take the proposed change." }
    AcceptAll {
        "全部采纳", "Accept all",
        "采纳全部提出的改法；互相冲突的留下。",
        "Takes every proposed change; those that clash are left."
    }
    Score {
        "评分与结论", "Scores, verdict",
        "按评分表打分、弃权、声明回避，给出结论。",
        "Scores by the call's rubric, abstains, declares a conflict of interest, gives the verdict."
    }
    Summary {
        "评审汇总", "Summary",
        "各评审人的分数、差距、结论和未处理的必改批注。",
        "All scores, how far they lie apart, verdicts, required remarks that are open."
    }
    MarkUnseen {
        "取消已看", "Not seen",
        "取消所在之处的已看标记；在最上面取消全部。",
        "Takes the mark of what you are at away; at the very top, all marks."
    }
    TakeUp {
        "接着写", "Write on",
        "接着写写了一半的批注、回复或结论；程序中断过也在。",
        "Takes up a remark, answer or verdict that was typed and not written, also after a crash."
    }
    BreakLine { "换行", "New line", "在批注里换行。", "Begins a new line in a note." }
    Export { "导出", "Export", "把申报书写成文件。", "Writes the finished application as a file." }
}

/// What a group of commands is about.
#[must_use]
pub fn group(lang: Lang, group: Group) -> &'static str {
    let (zh, en) = match group {
        Group::Program => ("程序", "Program"),
        Group::Lists => ("查找与打开", "Finding and opening"),
        Group::Going => ("走动", "Going about"),
        Group::Writing => ("填写", "Writing"),
        Group::Rows => ("表格行", "Rows"),
        Group::Draft => ("整份草稿", "The draft"),
        Group::Review => ("评审", "Reviewing"),
    };
    lang.pick(zh, en)
}

/// Why a command can do nothing now.
#[must_use]
pub fn not_now(lang: Lang, why: NotNow) -> &'static str {
    let (zh, en) = match why {
        NotNow::NoDraft => ("还没有打开草稿", "no draft is open"),
        NotNow::NotHere => ("在别的界面用", "it belongs to another screen"),
        NotNow::ReadOnly => (
            "草稿只读打开，不能修改",
            "the draft is open for reading only",
        ),
        NotNow::NothingToUndo => ("没有可撤销的", "nothing to undo"),
        NotNow::NothingToRedo => ("没有可重做的", "nothing to redo"),
        NotNow::NothingEmpty => ("必填项都填了", "everything required is filled"),
        NotNow::NoFindings => ("没有查出问题", "nothing was found wrong"),
        NotNow::NotInTable => ("光标不在表格里", "the cursor is not in a table"),
        NotNow::NoChoices => (
            "这一项没有可选的答案，直接输入",
            "this field has no answers to choose from; type",
        ),
        NotNow::NothingToMend => (
            "此处没有可一键改正的问题",
            "nothing here can be mended with one key",
        ),
        NotNow::StillReading => ("还没有读完", "the board is still being read"),
        NotNow::NothingThere => ("列表是空的", "the list is empty"),
        NotNow::NothingShared => (
            "这次还没有同步过",
            "nothing was synced since the program was opened",
        ),
        NotNow::Sharing => ("正在同步", "a sync is going on"),
        NotNow::NoChanges => ("与基线没有差别", "the draft says what the base says"),
        NotNow::NoRemarks => ("还没有批注", "there are no remarks yet"),
        NotNow::NothingTyped => ("还没有写什么", "nothing was typed yet"),
        NotNow::NothingUnsent => ("没有写了一半的话", "nothing is half written"),
        NotNow::UnclearRow => (
            "每格一行，以列名和冒号开头，一列只写一次",
            "one line a cell, begun with the column's name and a colon, each column once",
        ),
        NotNow::NothingToChange => (
            "这里提不出改法，选中文字或到一行上",
            "no change of this can be proposed; select words or go to a row",
        ),
        NotNow::NothingProposed => ("没有可采纳的改法", "no proposal is open"),
        NotNow::NothingOpen => ("批注都处理了", "every remark is dealt with"),
        NotNow::NothingSought => ("还没有找过什么", "nothing has been searched for"),
    };
    lang.pick(zh, en)
}
