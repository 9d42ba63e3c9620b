//! What is said when a form is filled by questions and answers on plain lines.

use crate::messages::Lang;

/// What can be asked of the program beside an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Leaves; everything is kept.
    Leave,
    /// Lists the words that can be typed.
    Words,
    /// Lists the sections, or goes to one.
    Sections,
    /// Lists the findings, or goes to one.
    Findings,
    /// Goes to the next required thing that is empty.
    NextEmpty,
    /// Empties the field.
    Clear,
    /// Takes the last change back.
    Undo,
    /// Mends the finding here.
    Mend,
    /// Opens the field in the user's editor.
    Editor,
    /// Keeps the draft as a version.
    Version,
}

/// The words for each deed: short, and in Chinese. Either is understood in both languages.
pub const WORDS: [(Deed, [&str; 2]); 10] = [
    (Deed::Leave, ["q", "退出"]),
    (Deed::Words, ["h", "帮助"]),
    (Deed::Sections, ["s", "各节"]),
    (Deed::Findings, ["f", "检查"]),
    (Deed::NextEmpty, ["n", "空项"]),
    (Deed::Clear, ["c", "清空"]),
    (Deed::Undo, ["u", "撤销"]),
    (Deed::Mend, ["m", "改正"]),
    (Deed::Editor, ["e", "编辑"]),
    (Deed::Version, ["v", "版本"]),
];

messages! {
    intro {
        "一问一行，写答案，按回车。直接回车：不改，下一项。< 上一项，? 说明，:q 离开，:h 全部用法。写下的随时已存。",
        "One question a line: type the answer, press Enter. Enter alone keeps it and goes on. < goes back, ? explains, :q leaves, :h lists the words. All you type is kept as you go."
    }
    signs {
        "回车或 .：不改，下一项。<：上一项。?：这一项的说明。以 \\ 开头的一行照原样写入（例如 \\. 写入一个点）。",
        "Enter or . : keep it and go on. < : the question before. ? : what is asked here. A line that begins with \\ is taken as it is (\\. is a full stop)."
    }
    word_line(word: &str, chinese: &str, does: &str) { ":{word} 或 :{chinese}：{does}", ":{word} or :{chinese} : {does}" }
    unknown_word(word: &str) { "没有这个用法：{word}。:h 列出全部用法；要把它写进去，前面加 \\。", "There is no such word: {word}. :h lists them; to write it as an answer, put \\ before it." }
    section(number: usize, all: usize, title: &str) { "第 {number} 节，共 {all} 节：{title}。", "Section {number} of {all}: {title}." }
    holds(value: &str) { "现在写的是：{value}", "It says: {value}" }
    holds_lines(chars: usize) { "现在写了 {chars} 字：", "It has {chars} character{chars:?}:" }
    empty_required { "必填，还空着。", "Required, and empty." }
    empty { "可以不填，还空着。", "Not required, and empty." }
    several_lines { "可以写多行，写完后单独一行 . 结束；也可以用 :e 打开编辑器。", "Write as many lines as you like, and end with a line that is only a full stop; :e opens your editor." }
    choose { "选一个，写前面的数字，或写几个字、拼音首字母：", "Choose one: type its number, or a few of its words:" }
    answer_line(number: usize, words: &str) { "{number}，{words}", "{number}: {words}" }
    no_answer { "没有这个答案，没有改动。写前面的数字。", "There is no such answer; nothing was changed. Type its number." }
    which { "合适的不止一个，写数字：", "More than one fits; type its number:" }
    prompt { "请写：", "Answer: " }
    more { "接着写（. 结束）：", "Go on (. ends): " }
    rows_wanted(rows: usize, min: usize) { "至少要有 {min} 行，现有 {rows} 行。", "Rows asked for: at least {min}; there: {rows}." }
    side(number: usize, text: &str) { "第 {number} 份：{text}", "Text {number}: {text}" }
    clash(sides: &str, was: &str) { "两个人改得不一样。\n{sides}\n原来是：{was}\n写 :m 留下现在的，:m 2 换用另一份，或者重写。", "Two people changed it differently.\n{sides}\nIt was: {was}\nType :m to keep what stands here, :m 2 to take the other, or write it anew." }
    no_such_answer { "不在可选的答案里。", "It is not one of the answers." }
    rows(count: usize) { "已有 {count} 行。", "It has {count} row{count:?}." }
    rows_how { "+ 添一行，写行号改那一行，-行号 删那一行，回车到下一项。", "+ adds a row, a number goes through that row, -number takes it out, Enter goes on." }
    no_row(count: usize) { "没有这一行，共 {count} 行。", "There is no such row; rows there: {count}." }
    row_added(number: usize) { "第 {number} 行：", "Row {number}:" }
    row_removed(number: usize) { "第 {number} 行已删，:u 可撤销。", "Row {number} is taken out; :u brings it back." }
    line_amount(amount: &str) { "金额 {amount} 元", "amount {amount} yuan" }
    good { "好。", "Good." }
    kept { "没有改动。", "Nothing was changed." }
    undone { "已撤销。", "Taken back." }
    nothing_to_undo { "没有可撤销的。", "There is nothing to take back." }
    mended { "已改正，:u 可撤销。", "Mended; :u takes it back." }
    nothing_to_mend { "这里没有能代您改正的。", "There is nothing here to mend for you." }
    mend_how { "写 :m 按最明白的办法改正。", "Type :m to mend it in the plainest way." }
    nothing_empty { "必填的都填了。", "Everything required is filled." }
    not_text { "这一行不是 UTF-8 文字，没有写入。", "That line is not UTF-8; it was not taken." }
    cut { "这一行太长，终端可能截断了它；请核对，或用 :e 在编辑器里写。", "That line is so long that the terminal may have cut it; check it, or write with :e." }
    one_line_only { "这一项只有一行。", "This takes one line only." }
    rule(code: &str) { "（规则 {code}）", "(rule {code})" }
    cited(words: &str, source: &str) { "依据“{words}”，出自 {source}。", "It rests on “{words}”, from {source}." }
    from_call(words: &str) { "目录原文：{words}", "The call says: {words}" }
    standing(percent: u32, errors: usize, warnings: usize, empty: usize) {
        "完成 {percent}%。{empty} 项必填还空着，另有 {errors} 处错误，{warnings} 条提醒。",
        "{percent}% filled. {empty} required things are empty; beside them {errors} errors and {warnings} warnings."
    }
    section_line(number: usize, title: &str, state: &str) { "{number}，{title}：{state}", "{number}: {title}, {state}" }
    section_done { "写好了", "done" }
    section_wanting(count: usize) { "{count} 项必填还空着", "{count} required thing{count:?} empty" }
    section_findings(count: usize) { "{count} 个问题", "{count} finding{count:?}" }
    sections_how { "写 :s 数字 前往。", "Type :s and a number to go there." }
    findings_how { "写 :f 数字 前往。", "Type :f and a number to go there." }
    no_findings { "没有问题。", "There are no findings." }
    end { "表已到末尾。回车离开；< 上一项；:n 下一个空着的必填项；:f 列出问题；:s 列出各节。", "This is the end of the form. Enter leaves; < goes back; :n goes to the next thing to fill; :f lists the findings; :s the sections." }
    left(id: &str) { "已存好，离开草稿 {id}。接着写：shenbao fill {id}", "All is kept. To go on with {id}: shenbao fill {id}" }
    not_kept(why: &str) { "没能写盘：{why} 写下的还在内存里，:q 前会再试。", "It could not be written: {why} It is still in memory, and tried again before leaving." }
    version_kept { "已存为版本。", "Kept as a version." }
    version_same { "与上一版本相同，没有新存。", "It is as in the last version; nothing new was kept." }
}

/// What a deed does.
#[must_use]
pub fn does(lang: Lang, deed: Deed) -> &'static str {
    let (zh, en) = match deed {
        Deed::Leave => ("离开，写下的都已存好", "leaves; everything is kept"),
        Deed::Words => ("列出全部用法", "lists these words"),
        Deed::Sections => (
            "列出各节；带数字则前往那一节",
            "lists the sections; with a number goes there",
        ),
        Deed::Findings => (
            "列出问题；带数字则前往那一处",
            "lists the findings; with a number goes there",
        ),
        Deed::NextEmpty => (
            "到下一个空着的必填项",
            "goes to the next required thing that is empty",
        ),
        Deed::Clear => ("清空这一项", "empties this field"),
        Deed::Undo => ("撤销上一步", "takes the last change back"),
        Deed::Mend => (
            "改正这里的问题；带数字则用第几种办法",
            "mends the finding here; a number picks another way",
        ),
        Deed::Editor => ("用您的编辑器写这一项", "opens this field in your editor"),
        Deed::Version => ("存为一个版本", "keeps the draft as a version"),
    };
    lang.pick(zh, en)
}
