//! What the arguments of verbs are, by their names; by `VERB NAME` where a verb means something else by one.

use crate::messages::Lang;

/// An argument's names, and what it is.
type Row = (&'static [&'static str], &'static str, &'static str);

const ARGUMENTS: &[Row] = &[
    (
        &["ID"],
        "草稿编号，如 2022KCZG001-7k3f9q",
        "a draft, as 2022KCZG001-7k3f9q",
    ),
    (
        &["CODE"],
        "项目编号，如 2022KCZG001",
        "a project, as 2022KCZG001",
    ),
    (
        &["PATH", "at"],
        "草稿里的一项，如 applicant/name；shenbao paths 编号 列出全部",
        "a field of the draft, as applicant/name; shenbao paths ID lists them",
    ),
    (
        &["VALUE"],
        "要写的内容；- 表示读标准输入",
        "what to write; - reads standard input",
    ),
    (
        &["A", "B"],
        "草稿编号、编号@版本、编号@prefill 或文件",
        "ID, ID@REV, ID@prefill or a file",
    ),
    (
        &["REV"],
        "版本，如 log 所列，或 HEAD~1",
        "a version as log lists it, or HEAD~1",
    ),
    (
        &["RULE"],
        "规则编号，如 B001；不写则列出全部",
        "a rule, as B001; all of them without one",
    ),
    (
        &["LINE"],
        "行号（从 0 起）或行的编号",
        "a row by its index from 0, or its id",
    ),
    (
        &["to"],
        "改报这个项目；写过的都留着",
        "to this project; all that was written stays",
    ),
    (&["DIR"], "文件夹", "a folder"),
    (&["VERB"], "命令的名字", "a command"),
    (&["SHELL"], "bash、zsh 或 fish", "bash, zsh or fish"),
    (
        &["REMOTE"],
        "远端仓库的地址；给过一次就记住",
        "the other repository's address; remembered once given",
    ),
    (
        &["set"],
        "新建时就写上一项，可多次",
        "write a field at once; may be repeated",
    ),
    (
        &["batch"],
        "从 JSON 文件（- 为标准输入）一次写多项",
        "write several fields from a JSON file (- for standard input)",
    ),
    (&["all"], "全部草稿", "every draft"),
    (
        &["explain"],
        "附上判定的依据",
        "tell what the rulings rest on",
    ),
    (&["format"], "格式", "the format"),
    (
        &["output"],
        "写到这个文件或文件夹",
        "write to this file or folder",
    ),
    (
        &["force"],
        "有错误也导出，并记在文件里",
        "export despite errors, which the file then says",
    ),
    (&["message"], "版本说明", "words about the version"),
    (&["author-name"], "署名", "the name to sign with"),
    (
        &["author-email"],
        "署名用的邮箱",
        "the e-mail address to sign with",
    ),
    (&["most"], "最多几条", "how many at most"),
    (
        &["chars"],
        "按字标出改动，而不是按词",
        "mark characters, not words",
    ),
    (&["sort"], "按哪一列排", "the column to sort by"),
    (&["state"], "只列这个状态的", "only those in this state"),
    (&["note"], "附一句话", "a word about it"),
    (&["call"], "批次编号", "a call's id"),
    (&["NOTE"], "批注的编号", "an annotation's id"),
    (&["path"], "草稿里的一项", "a field of the draft"),
    (&["quote"], "引出的文字", "the words that are meant"),
    (
        &["nth"],
        "第几处（同样的文字有几处时）",
        "which of several same words",
    ),
    (&["body"], "批注的话", "what is said"),
    (&["kind"], "批注的种类", "the kind of annotation"),
    (
        &["replace"],
        "建议改成的文字",
        "words to put in their place",
    ),
    (&["as"], "以谁的名义", "who says it"),
    (&["by"], "只列此人的", "only this person's"),
    (&["open"], "只列未处理的", "only those that are open"),
    (&["section"], "表单的一节", "a section of the form"),
    (&["dry-run"], "只说不修", "only tell"),
    (
        &["branches"],
        "各人的版本放在一个分支（one）还是各自的分支（each）",
        "whether versions go to one branch (one) or one an applicant (each)",
    ),
    (
        &["init"],
        "写一份带说明的设置文件",
        "write a commented settings file",
    ),
    (&["category"], "支出项", "the scope item"),
    (&["item"], "内容", "what is paid for"),
    (&["quantity"], "数量", "how many"),
    (&["unit"], "单位", "of what"),
    (&["unit_price"], "单价（元）", "the price of one, in yuan"),
    (&["justification"], "用途说明", "what it is for"),
    (&["indicator"], "对应指标", "the indicator it serves"),
    (&["source"], "经费来源", "where the money comes from"),
    (&["FILE"], "文件", "a file"),
    (
        &["against"],
        "与这个批次对照",
        "the call to hold it against",
    ),
    (&["screen"], "在界面上核对", "settle it on a screen"),
    (
        &["export review"],
        "附上批注和修订（只有 Word）",
        "with the remarks as comments and changes (Word only)",
    ),
    (
        &["show"],
        "只对照，不改草稿",
        "compare only, change nothing",
    ),
    (&["BASE"], "两边共同的旧文件", "what both began with"),
    (
        &["OURS"],
        "我们的文件；结果写在这里",
        "our file, which becomes the result",
    ),
    (&["THEIRS"], "对方的文件", "their file"),
    (
        &["annotate set"],
        "建议把行里的一列改成什么，可多次",
        "what a column of the row should become; may be repeated",
    ),
    (
        &["add-row"],
        "建议在表里添一行，写出它的各列，可多次",
        "a column of a row that should be added; may be repeated",
    ),
    (&["remove-row"], "建议删去这一行", "the row should go"),
    (
        &["offer"],
        "annotations 列出的第几个可能的位置",
        "which of the places that annotations offers",
    ),
    (
        &["w3c"],
        "印出 W3C Web Annotation（JSON-LD）",
        "print W3C Web Annotations (JSON-LD)",
    ),
    (&["accept all"], "采纳全部建议", "every proposal"),
    (
        &["accept force"],
        "批注之后原文又改过，也照样采纳",
        "even where the words were changed since the remark",
    ),
    (
        &["annotations state"],
        "只列原文在这个状态的",
        "only those whose words are in this state",
    ),
    (&["STATE"], "定为哪个状态", "the state it is given"),
    (&["schema NAME"], "哪种文件的格式", "the kind of file"),
    (
        &["AT"],
        "光标所在的词，从 0 数起",
        "the word that the cursor is at, from 0",
    ),
    (&["VERDICT"], "评审结论", "the verdict"),
    (&["WORD"], "已经打了的词", "the words typed so far"),
    (&["forget"], "取消已看的标记", "take the marks away"),
    (
        &["CRITERION"],
        "评分项，见批次的 form.json",
        "a criterion of the call's form.json",
    ),
    (&["score VALUE"], "几分；- 为弃权", "the points; - abstains"),
    (
        &["TEXT"],
        "为什么回避；不写即取消声明",
        "why there is a conflict of interest; none takes it back",
    ),
    (
        &["base"],
        "与什么对照：上次所见、预填内容、某个版本、某个文件",
        "what to compare with: what was seen last, the pre-fill, a version, a file",
    ),
    (&["blind"], "遮去申报人", "cover who applies"),
    (
        &["cover-all"],
        "只是可能看得出的地方也全部遮去",
        "cover what only may tell as well",
    ),
    (
        &["leave"],
        "只是可能看得出的地方照样留下",
        "leave what only may tell",
    ),
];

/// What an argument of a verb is, by its name; `None` for one that says it itself.
#[must_use]
pub fn argument(lang: Lang, verb: &str, name: &str) -> Option<&'static str> {
    let named = |name: &str| ARGUMENTS.iter().find(|(names, ..)| names.contains(&name));
    let (_, zh, en) = named(&format!("{verb} {name}")).or_else(|| named(name))?;
    Some(lang.pick(zh, en))
}
