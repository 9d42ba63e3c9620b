//! Words of the command line: what each verb does, and what its arguments are.

use crate::messages::Lang;

messages! {
    about { "在终端里起草、检查、评审项目申报书。不带命令即打开界面。", "Draft, judge and review grant applications in a terminal. Without a command the screens open." }
    usage_heading { "用法", "Usage" }
    commands_heading { "命令", "Commands" }
    arguments_heading { "参数", "Arguments" }
    options_heading { "选项", "Options" }
    new_made(id: &str) { "已新建草稿 {id}", "draft {id} made" }
    nothing_wrong { "没有问题", "nothing wrong" }
    counts(errors: usize, warnings: usize, advice: usize) { "{errors} 处错误，{warnings} 条提醒，{advice} 条建议", "{errors} errors, {warnings} warnings, {advice} advice" }
    complete(percent: u32) { "完成 {percent}%", "{percent}% filled" }
    total(sum: &str) { "合计 {sum} 元", "total {sum} yuan" }
    written(path: &str) { "已写入 {path}", "written to {path}" }
    review_in_docx { "--review 只用于 --format docx", "--review goes with --format docx only" }
    no_text { "这种格式不是文字，请用 -o 写明文件", "this format is no text; name a file with -o" }
    workspace_ready(path: &str) { "工作区已就绪：{path}", "workspace ready: {path}" }
    runs_here(names: &str) { "存版本和同步时，git 会运行这个仓库自带的：{names}", "when versions are kept or shared, git runs what this repository brought along: {names}" }
    imported(id: &str) { "已读入为草稿 {id}", "imported as draft {id}" }
    set_aside(id: &str) { "另有未保存的修改与文件冲突，已另存为草稿 {id}", "unsaved changes clash with the file; they are kept as draft {id}" }
    recovered(count: usize) { "找回上次未保存的 {count} 处修改", "{count} unsaved changes of last time are back" }
    drafts_failed { "读不了的草稿：", "drafts that cannot be read:" }
    call_good(projects: usize) { "{projects} 个项目，没有问题", "{projects} projects, nothing wrong" }
    call_read(projects: usize) { "{projects} 个项目", "{projects} projects" }
    doubts(count: usize) { "{count} 处请核对：", "{count} things to look at:" }
    example { "例", "Example" }
    required { "必填", "required" }
    filled { "已填", "filled" }
    empty { "空", "empty" }
    bug { "程序内部出错，终端已恢复，写下的都在。请重新打开；若再出现，请把下面一行发给维护者：", "Something went wrong inside. The terminal is restored and all you typed is kept. Open it again; should it recur, send the maintainers this line:" }
    not_a_number(name: &str) { "{name} 不是数字", "{name} is no number" }
    unknown_command(word: &str) { "没有命令 {word}", "there is no command {word}" }
    unknown_argument(word: &str) { "不认识的参数 {word}", "an unknown argument: {word}" }
    missing_argument(names: &str) { "缺少参数 {names}", "missing: {names}" }
    bad_value(value: &str, name: &str) { "{name} 不能是“{value}”", "{name} cannot be “{value}”" }
    not_understood { "写法不对", "it is not understood" }
}

/// A word of the command line that has a description.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// `help`.
    Help,
    /// `catalog`.
    Catalog,
    /// `catalog list`.
    CatalogList,
    /// `catalog show`.
    CatalogShow,
    /// `catalog import`.
    CatalogImport,
    /// `catalog check`.
    CatalogCheck,
    /// `new`.
    New,
    /// `list`.
    List,
    /// `show`.
    Show,
    /// `get`.
    Get,
    /// `set`.
    Set,
    /// `paths`.
    Paths,
    /// `edit`.
    Edit,
    /// `fill`.
    Fill,
    /// `review`.
    Review,
    /// `budget`.
    Budget,
    /// `budget add`.
    BudgetAdd,
    /// `budget remove`.
    BudgetRemove,
    /// `budget check`.
    BudgetCheck,
    /// `check`.
    Check,
    /// `explain`.
    Explain,
    /// `checklist`.
    Checklist,
    /// `export`.
    Export,
    /// `import`.
    Import,
    /// `verify`.
    Verify,
    /// `save`.
    Save,
    /// `log`.
    Log,
    /// `restore`.
    Restore,
    /// `renew`.
    Renew,
    /// `diff`.
    Diff,
    /// `sync`.
    Sync,
    /// `board`.
    Board,
    /// `submit`.
    Submit,
    /// `return`.
    Return,
    /// `annotate`.
    Annotate,
    /// `annotations`.
    Annotations,
    /// `reply`.
    Reply,
    /// `resolve`.
    Resolve,
    /// `reopen`.
    Reopen,
    /// `accept`.
    Accept,
    /// `refuse`.
    Refuse,
    /// `amend`.
    Amend,
    /// `withdraw`.
    Withdraw,
    /// `pin`.
    Pin,
    /// `seen`.
    Seen,
    /// `score`.
    Score,
    /// `declare`.
    Declare,
    /// `verdict`.
    Verdict,
    /// `review summary`.
    ReviewSummary,
    /// `review pack`.
    ReviewPack,
    /// `review unpack`.
    ReviewUnpack,
    /// `decide`.
    Decide,
    /// `config`.
    Config,
    /// `doctor`.
    Doctor,
    /// `init`.
    Init,
    /// `merge-file`.
    MergeFile,
    /// `git-diff-text`.
    GitDiffText,
    /// `schema`.
    Schema,
    /// `completions`.
    Completions,
    /// `--workspace`.
    Workspace,
    /// `--lang`.
    LangOption,
    /// `--color`.
    Color,
    /// `--json`.
    Json,
    /// `--help`.
    HelpOption,
    /// `--version`.
    Version,
}

/// What a verb or a global option does.
#[must_use]
pub fn does(lang: Lang, word: Word) -> &'static str {
    let (zh, en) = match word {
        Word::Help => ("显示用法", "Show usage"),
        Word::Catalog => ("项目目录", "The catalog of projects"),
        Word::CatalogList => ("列出项目", "List the projects"),
        Word::CatalogShow => ("查看一个项目全文", "Show one project whole"),
        Word::CatalogImport => (
            "读入附件文本，生成批次文件夹，列出需核对之处",
            "Read an annex, write a call's folder, list what to look at",
        ),
        Word::CatalogCheck => ("检查批次文件夹", "Check a call's folder"),
        Word::New => (
            "为项目新建预填好的草稿",
            "Make a pre-filled draft for a project",
        ),
        Word::List => ("列出草稿", "List the drafts"),
        Word::Show => ("查看一份草稿全文", "Show one draft whole"),
        Word::Get => ("读一项", "Print one field"),
        Word::Set => (
            "写一项；--batch 一次写多项，要么全写要么全不写",
            "Write one field; --batch writes several, all or none",
        ),
        Word::Paths => ("列出草稿的全部可填项", "List every field of a draft"),
        Word::Edit => ("打开填写界面", "Open the form screens"),
        Word::Fill => (
            "一问一答逐行填写：读屏软件、串口、哑终端都能用",
            "Fill by questions on plain lines: for screen readers, serial lines, dumb terminals",
        ),
        Word::Review => (
            "打开评审界面：草稿与基线（上次所见、预填、版本或文件）逐项对照",
            "Open the review: the draft beside a base (what you saw last, prefill, a version, a file)",
        ),
        Word::Budget => ("预算明细", "Budget lines"),
        Word::BudgetAdd => ("添一行预算", "Add a budget line"),
        Word::BudgetRemove => ("删一行预算", "Take a budget line out"),
        Word::BudgetCheck => (
            "不需草稿，直接判定预算行（JSON 数组）",
            "Judge budget lines (a JSON array) without a draft",
        ),
        Word::Check => ("检查草稿或导出文件", "Check drafts or exported files"),
        Word::Explain => ("解释一条规则", "Explain a rule"),
        Word::Checklist => (
            "结项材料清单，可打印逐件勾选",
            "The papers to hand in at the end, to print and tick off",
        ),
        Word::Export => ("导出申报书", "Write the finished application"),
        Word::Import => (
            "把导出的 JSON 读回为草稿",
            "Make an exported JSON a draft again",
        ),
        Word::Verify => (
            "查验导出的 JSON：格式、摘要、目录版本，并重新计算判定和检查结果",
            "Verify an exported JSON: shape, digests, catalog, and everything in it worked out again",
        ),
        Word::Save => (
            "把一份草稿存为一个版本；-m 写说明",
            "Keep a draft as a version; -m adds words",
        ),
        Word::Log => ("列出一份草稿的版本", "List a draft's versions"),
        Word::Renew => (
            "批次重新发布后：列出印文变了的草稿；给出 ID 就移到新印文（--show 只对照）",
            "after a call was issued again: list the drafts whose print changed; with an ID move it over (--show only compares)",
        ),
        Word::Restore => (
            "恢复到某个版本（作为新版本，历史不改）",
            "Bring a version back, as a new one",
        ),
        Word::Diff => (
            "比较：草稿、草稿@版本、草稿@prefill 或文件；只给一个时与上一版本比",
            "Compare ID, ID@REV, ID@prefill or files; one alone with its last version",
        ),
        Word::Sync => (
            "同步：取回别人的版本并逐项合并，再送上自己的",
            "Take in others' versions, merged field by field, and send yours",
        ),
        Word::Board => (
            "总览：每份草稿的状态、完成度、问题、金额，按项目和类别的合计",
            "Every draft: state, completeness, findings, total; sums by project and category",
        ),
        Word::Submit => (
            "提交：没有错误才行，内容连同摘要冻结为一个版本",
            "Hand a draft in: refused on errors, frozen as a version with its digest",
        ),
        Word::Return => (
            "退回已提交的草稿，让申报人修改",
            "Give a submitted draft back to be improved",
        ),
        Word::Annotate => (
            "写批注：整份、一节、一项、一行，或引出的文字；可带修改建议",
            "Remark on the whole, a section, a field, a row or quoted words; with a change to propose",
        ),
        Word::Annotations => (
            "列出批注，以及每条的原文现在在哪里",
            "List the annotations, with where each one's words are now",
        ),
        Word::Reply => ("回复一条批注", "Answer an annotation"),
        Word::Resolve => ("把一条批注标为已处理", "Mark an annotation as dealt with"),
        Word::Reopen => ("把一条批注改回待处理", "Mark an annotation as open again"),
        Word::Accept => (
            "采纳修改建议，写进草稿；--all 采纳全部，--force 原文改过也采纳",
            "Take a proposed change into the draft; --all takes all, --force also where words were changed since",
        ),
        Word::Refuse => ("不采纳修改建议", "Decline a proposed change"),
        Word::Amend => ("改写自己的批注", "Reword an annotation of one's own"),
        Word::Withdraw => ("撤回自己的批注", "Take an annotation of one's own back"),
        Word::Pin => (
            "给位置不明的批注指定位置",
            "Say where an annotation belongs that lost its place",
        ),
        Word::Seen => (
            "标为已看：指定的各项，不指定就是全部",
            "Mark fields as seen; everything where none is named",
        ),
        Word::Score => (
            "给一个评分项打分，- 为弃权",
            "Score a criterion; - abstains",
        ),
        Word::Declare => (
            "声明利益冲突，需要回避；不写说明即取消声明",
            "Declare a conflict of interest; without a text, that there is none",
        ),
        Word::Verdict => (
            "给出评审结论：approve 通过，revise 修改后再审，reject 不通过",
            "Give a verdict: approve, revise or reject",
        ),
        Word::ReviewSummary => (
            "评审汇总：各人评分、分差、结论、未处理的必改",
            "All scores, their spread, verdicts and open required annotations",
        ),
        Word::ReviewPack => (
            "把草稿和评审记录打成一个评审包；--blind 遮去申报人，--as 只含此人可以看到的",
            "Draft and reviews as one file; --blind covers the applicant, --as packs what this person may see",
        ),
        Word::ReviewUnpack => (
            "读入评审包：没有的草稿建立起来，已有的只并入评审记录",
            "Take a packet in: a draft that is not here is made, of one that is only the reviews are joined",
        ),
        Word::Config => (
            "列出全部设置和各自的来处；--init 写一份带说明的设置文件",
            "Every setting with where it came from; --init writes a commented settings file",
        ),
        Word::Doctor => (
            "体检：终端、字符集、git、工作区、草稿，能修的就修；--dry-run 只说不修",
            "Look at terminal, locale, git, workspace and drafts, and mend what can be; --dry-run only tells",
        ),
        Word::Decide => (
            "对已提交的草稿作决定：评审中、通过、未通过",
            "Say that a submitted draft is in review, approved or rejected",
        ),
        Word::Init => (
            "建立工作区，或在克隆里装好合并与差异驱动；--branches 由管理员定：共用一条分支，还是每个申报人一条",
            "Make a workspace, or set up the drivers in a clone; with --branches the admin says: one for all, or each applicant's own",
        ),
        Word::MergeFile => (
            "git 的合并驱动：逐项合并两份草稿，写入 OURS",
            "Git's merge driver: merge two drafts field by field into OURS",
        ),
        Word::GitDiffText => (
            "git 的差异驱动：把草稿印成纯文本",
            "Git's diff driver: a draft as plain text",
        ),
        Word::Schema => ("打印 JSON Schema", "Print a JSON Schema"),
        Word::Completions => ("打印命令补全脚本", "Print a shell's completion script"),
        Word::Workspace => ("工作区文件夹", "the workspace's folder"),
        Word::LangOption => ("语言：zh-CN 或 en", "language: zh-CN or en"),
        Word::Color => ("颜色：auto、always、never", "colour: auto, always, never"),
        Word::Json => ("以 JSON 输出", "print JSON"),
        Word::HelpOption => ("显示用法", "show usage"),
        Word::Version => ("显示版本", "show the version"),
    };
    lang.pick(zh, en)
}
