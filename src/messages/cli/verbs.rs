//! What verbs and options of the whole program do: one phrase a verb, named as the verb is (`catalog list`: `catalog_list`).

messages! {
    help { "显示用法", "Show usage" }
    catalog { "项目目录", "The catalog of projects" }
    catalog_list { "列出项目", "List the projects" }
    catalog_show { "查看一个项目全文", "Show one project whole" }
    catalog_import { "读入附件文本，生成批次文件夹，列出需核对之处", "Read an annex, write a call's folder, list what to look at" }
    catalog_check { "检查批次文件夹", "Check a call's folder" }
    new { "为项目新建预填好的草稿", "Make a pre-filled draft for a project" }
    list { "列出草稿", "List the drafts" }
    show { "查看一份草稿全文", "Show one draft whole" }
    get { "读一项", "Print one field" }
    set { "写一项；--batch 一次写多项，要么全写要么全不写", "Write one field; --batch writes several, all or none" }
    paths { "列出草稿的全部可填项", "List every field of a draft" }
    edit { "打开填写界面", "Open the form screens" }
    fill {
        "一问一答逐行填写：读屏软件、串口、哑终端都能用",
        "Fill by questions on plain lines: for screen readers, serial lines, dumb terminals"
    }
    review {
        "打开评审界面，草稿与基线逐项对照；基线是上次所见、预填、版本或文件",
        "Open the review, the draft beside a base; what you saw last, prefill, a version or a file"
    }
    budget { "预算明细", "Budget lines" }
    budget_add { "添一行预算", "Add a budget line" }
    budget_remove { "删一行预算", "Take a budget line out" }
    budget_check { "不需草稿，直接判定预算行（JSON 数组）", "Judge budget lines (a JSON array) without a draft" }
    check { "检查草稿或导出文件", "Check drafts or exported files" }
    explain { "解释一条规则", "Explain a rule" }
    checklist { "结项材料清单，可打印逐件勾选", "The papers to hand in at the end, to print and tick off" }
    export { "导出申报书", "Write the finished application" }
    import { "把导出的 JSON 读回为草稿", "Make an exported JSON a draft again" }
    verify {
        "查验导出的 JSON：格式、摘要、目录版本，并重新计算判定和检查结果",
        "Verify an exported JSON: shape, digests, catalog, and everything in it worked out again"
    }
    save { "把一份草稿存为一个版本；-m 写说明", "Keep a draft as a version; -m adds words" }
    log { "列出一份草稿的版本", "List a draft's versions" }
    renew {
        "批次重新发布后：列出印文变了、项目取消了的草稿；给出 ID 就移到新印文（--show 只对照），加 --to 改报别的项目",
        "List the drafts whose print changed, or whose project was dropped, when a call is issued again; with an ID move it over (--show only compares), with --to to another project"
    }
    restore { "恢复到某个版本（作为新版本，历史不改）", "Bring a version back, as a new one" }
    diff {
        "比较：草稿、草稿@版本、草稿@prefill 或文件；只给一个时与上一版本比",
        "Compare ID, ID@REV, ID@prefill or files; one alone with its last version"
    }
    sync { "同步：取回别人的版本并逐项合并，再送上自己的；给出地址时没有工作区就建一个", "Take in others' versions, merged field by field, and send yours; with an address, make the workspace first if need be" }
    board {
        "总览：每份草稿的状态、完成度、问题、金额，按项目和类别的合计",
        "Every draft: state, completeness, findings, total; sums by project and category"
    }
    submit {
        "提交：没有错误才行，内容连同摘要冻结为一个版本",
        "Hand a draft in: refused on errors, frozen as a version with its digest"
    }
    give_back { "退回已提交的草稿，让申报人修改", "Give a submitted draft back to be improved" }
    annotate {
        "写批注：整份、一节、一项、一行，或引出的文字；可带修改建议",
        "Remark on the whole, a section, a field, a row or quoted words; with a change to propose"
    }
    annotations { "列出批注，以及每条的原文现在在哪里", "List the annotations, with where each one's words are now" }
    reply { "回复一条批注", "Answer an annotation" }
    resolve { "把一条批注标为已处理", "Mark an annotation as dealt with" }
    reopen { "把一条批注改回待处理", "Mark an annotation as open again" }
    accept {
        "采纳修改建议，写进草稿；--all 采纳全部，--force 原文改过也采纳",
        "Take a proposed change into the draft; --all takes all, --force also where words were changed since"
    }
    refuse { "不采纳修改建议", "Decline a proposed change" }
    amend { "改写自己的批注", "Reword an annotation of one's own" }
    withdraw { "撤回自己的批注", "Take an annotation of one's own back" }
    pin { "给位置不明的批注指定位置", "Say where an annotation belongs that lost its place" }
    seen { "标为已看：指定的各项，不指定就是全部", "Mark fields as seen; everything where none is named" }
    score { "给一个评分项打分，- 为弃权", "Score a criterion; - abstains" }
    declare { "声明利益冲突，需要回避；不写说明即取消声明", "Declare a conflict of interest; without a text, that there is none" }
    verdict { "给出评审结论：approve 通过，revise 修改后再审，reject 不通过", "Give a verdict: approve, revise or reject" }
    review_summary {
        "评审汇总：各人评分、分差、结论、未处理的必改",
        "All scores, their spread, verdicts and open required annotations"
    }
    review_pack {
        "把草稿和评审记录打成一个评审包；--blind 遮去申报人，--as 只含此人可以看到的",
        "Draft and reviews as one file; --blind covers the applicant, --as packs what this person may see"
    }
    review_unpack {
        "读入评审包：没有的草稿建立起来，已有的只并入评审记录",
        "Take a packet in: a draft that is not here is made, of one that is only the reviews are joined"
    }
    config {
        "列出全部设置和各自的来处；--init 写一份带说明的设置文件",
        "Every setting with where it came from; --init writes a commented settings file"
    }
    demo { "打开一个可随意改动的示例工作区；里面有各种状态的草稿、评审、批注、版本；不写文件夹就放在临时文件夹里", "Open a throw-away workspace to try everything on; drafts in every state, reviews, remarks, versions; among the temporary files unless a folder is named" }
    doctor {
        "体检：终端、字符集、git、工作区、草稿，能修的就修；--dry-run 只说不修",
        "Look at terminal, locale, git, workspace and drafts, and mend what can be; --dry-run only tells"
    }
    decide { "对已提交的草稿作决定：评审中、通过、未通过", "Say that a submitted draft is in review, approved or rejected" }
    init {
        "建立工作区，或在克隆里装好合并与差异驱动；--branches 由管理员定：共用一条分支，还是每个申报人一条",
        "Make a workspace, or set up the drivers in a clone; with --branches the admin says: one for all, or each applicant's own"
    }
    merge_file {
        "git 的合并驱动：逐项合并两份草稿，写入 OURS",
        "Git's merge driver: merge two drafts field by field into OURS"
    }
    git_diff_text { "git 的差异驱动：把草稿印成纯文本", "Git's diff driver: a draft as plain text" }
    schema { "打印 JSON Schema", "Print a JSON Schema" }
    completions { "打印命令补全脚本：bash、zsh、fish", "Print a shell's completion script: bash, zsh, fish" }
    man {
        "打印手册页；-o 把每个命令的手册页写进一个文件夹",
        "Print a page of the manual; -o writes those of every command into a folder"
    }
    complete { "补全脚本用：列出光标处可写的词", "For completion scripts: what can stand at the cursor" }
    workspace { "工作区文件夹", "the workspace's folder" }
    lang_option { "语言：zh-CN 或 en", "language: zh-CN or en" }
    color { "颜色：auto、always、never", "colour: auto, always, never" }
    json { "以 JSON 输出", "print JSON" }
    help_option { "显示用法", "show usage" }
    version { "显示版本", "show the version" }
}
