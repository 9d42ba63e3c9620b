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
    perhaps(said: &str, meant: &str) { "{said}；是不是 {meant}？", "{said}; did you mean {meant}?" }
    may_be(said: &str, valid: &str) { "{said}；可以是 {valid}", "{said}; it may be {valid}" }
    man_name { "名称", "NAME" }
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
    /// `man`.
    Man,
    /// `complete`.
    Complete,
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
        Word::Completions => (
            "打印命令补全脚本：bash、zsh、fish",
            "Print a shell's completion script: bash, zsh, fish",
        ),
        Word::Man => (
            "打印手册页；-o 把每个命令的手册页写进一个文件夹",
            "Print a page of the manual; -o writes those of every command into a folder",
        ),
        Word::Complete => (
            "补全脚本用：列出光标处可写的词",
            "For completion scripts: what can stand at the cursor",
        ),
        Word::Workspace => ("工作区文件夹", "the workspace's folder"),
        Word::LangOption => ("语言：zh-CN 或 en", "language: zh-CN or en"),
        Word::Color => ("颜色：auto、always、never", "colour: auto, always, never"),
        Word::Json => ("以 JSON 输出", "print JSON"),
        Word::HelpOption => ("显示用法", "show usage"),
        Word::Version => ("显示版本", "show the version"),
    };
    lang.pick(zh, en)
}

/// What an argument is, by its name; `None` for one that says it itself.
#[must_use]
pub fn argument(lang: Lang, name: &str) -> Option<&'static str> {
    let (zh, en) = match name {
        "ID" => (
            "草稿编号，如 2022KCZG001-7k3f9q",
            "a draft, as 2022KCZG001-7k3f9q",
        ),
        "CODE" => ("项目编号，如 2022KCZG001", "a project, as 2022KCZG001"),
        "PATH" | "at" => (
            "草稿里的一项，如 applicant/name；shenbao paths 编号 列出全部",
            "a field of the draft, as applicant/name; shenbao paths ID lists them",
        ),
        "VALUE" => (
            "要写的内容；- 表示读标准输入",
            "what to write; - reads standard input",
        ),
        "A" | "B" => (
            "草稿编号、编号@版本、编号@prefill 或文件",
            "ID, ID@REV, ID@prefill or a file",
        ),
        "REV" => (
            "版本，如 log 所列，或 HEAD~1",
            "a version as log lists it, or HEAD~1",
        ),
        "RULE" => (
            "规则编号，如 B001；不写则列出全部",
            "a rule, as B001; all of them without one",
        ),
        "LINE" => (
            "行号（从 0 起）或行的编号",
            "a row by its index from 0, or its id",
        ),
        "VERB" => ("命令的名字", "a command"),
        "SHELL" => ("bash、zsh 或 fish", "bash, zsh or fish"),
        "REMOTE" => (
            "远端仓库的地址；给过一次就记住",
            "the other repository's address; remembered once given",
        ),
        "set" => (
            "新建时就写上一项，可多次",
            "write a field at once; may be repeated",
        ),
        "batch" => (
            "从 JSON 文件（- 为标准输入）一次写多项",
            "write several fields from a JSON file (- for standard input)",
        ),
        "all" => ("全部草稿", "every draft"),
        "explain" => ("附上判定的依据", "tell what the rulings rest on"),
        "format" => ("格式", "the format"),
        "output" => ("写到这个文件或文件夹", "write to this file or folder"),
        "force" => (
            "有错误也导出，并记在文件里",
            "export despite errors, which the file then says",
        ),
        "message" => ("版本说明", "words about the version"),
        "author-name" => ("署名", "the name to sign with"),
        "author-email" => ("署名用的邮箱", "the e-mail address to sign with"),
        "most" => ("最多几条", "how many at most"),
        "chars" => ("按字标出改动，而不是按词", "mark characters, not words"),
        "sort" => ("按哪一列排", "the column to sort by"),
        "state" => ("只列这个状态的", "only those in this state"),
        "note" => ("附一句话", "a word about it"),
        "call" => ("批次编号", "a call's id"),
        "NOTE" => ("批注的编号", "an annotation's id"),
        "path" => ("草稿里的一项", "a field of the draft"),
        "quote" => ("引出的文字", "the words that are meant"),
        "nth" => (
            "第几处（同样的文字有几处时）",
            "which of several same words",
        ),
        "body" => ("批注的话", "what is said"),
        "kind" => ("批注的种类", "the kind of annotation"),
        "replace" => ("建议改成的文字", "words to put in their place"),
        "as" => ("以谁的名义", "who says it"),
        "by" => ("只列此人的", "only this person's"),
        "open" => ("只列未处理的", "only those that are open"),
        "section" => ("表单的一节", "a section of the form"),
        "dry-run" => ("只说不修", "only tell"),
        "branches" => (
            "各人的版本放在一个分支（one）还是各自的分支（each）",
            "whether versions go to one branch (one) or one an applicant (each)",
        ),
        "init" => ("写一份带说明的设置文件", "write a commented settings file"),
        "category" => ("支出项", "the scope item"),
        "item" => ("内容", "what is paid for"),
        "quantity" => ("数量", "how many"),
        "unit" => ("单位", "of what"),
        "unit_price" => ("单价（元）", "the price of one, in yuan"),
        "justification" => ("用途说明", "what it is for"),
        "indicator" => ("对应指标", "the indicator it serves"),
        "source" => ("经费来源", "where the money comes from"),
        _ => return None,
    };
    Some(lang.pick(zh, en))
}

/// What the manual says beside the tables: headings with their paragraphs.
#[must_use]
pub fn man_sections(lang: Lang) -> [(&'static str, &'static str); 4] {
    [
        (
            lang.pick("退出码", "EXIT STATUS"),
            lang.pick(
                "0：完成，没有问题。\n1：完成，但有话要说：错误、不同、冲突。\n2：没有做成。",
                "0: done, and nothing wrong.\n1: done, and there is something to say: errors, differences, conflicts.\n2: not done.",
            ),
        ),
        (
            lang.pick("文件", "FILES"),
            lang.pick(
                "~/.local/share/shenbao/workspace：草稿（一个 git 仓库），除非 --workspace 或当前文件夹另有所指。\n~/.local/state/shenbao/journals：还没写入草稿文件的改动。\n~/.config/shenbao/settings.toml：设置。",
                "~/.local/share/shenbao/workspace: drafts, a git repository, unless --workspace or the current folder says otherwise.\n~/.local/state/shenbao/journals: changes that are not in drafts' files yet.\n~/.config/shenbao/settings.toml: settings.",
            ),
        ),
        (
            lang.pick("环境变量", "ENVIRONMENT"),
            lang.pick(
                "SHENBAO_LANG、SHENBAO_THEME、SHENBAO_AMBIGUOUS、SHENBAO_EDITOR、SHENBAO_JOURNAL、SHENBAO_NORMS 优先于设置文件；LANG、NO_COLOR、VISUAL、EDITOR 在它之后。",
                "SHENBAO_LANG, SHENBAO_THEME, SHENBAO_AMBIGUOUS, SHENBAO_EDITOR, SHENBAO_JOURNAL, SHENBAO_NORMS win over the settings; LANG, NO_COLOR, VISUAL, EDITOR come after them.",
            ),
        ),
        (
            lang.pick("另见", "SEE ALSO"),
            lang.pick(
                "每个命令有自己的手册页：shenbao man 命令；或 man shenbao-check。",
                "Every command has a page of its own: shenbao man COMMAND, or man shenbao-check.",
            ),
        ),
    ]
}
