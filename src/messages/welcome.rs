//! Words of the card that a stranger sees first: what this is, and what to do.

messages! {
    title { "欢迎使用申报", "Welcome" }
    what {
        "在终端里写项目申报书：选项目，在预填好的表上写，一边写一边知道哪笔钱不能列、哪条承诺不够。每改一处立即记下，断线、误关都不丢字。",
        "Write grant applications in a terminal: pick a project, fill a pre-filled form, and be told while you write which cost is not payable and which promise is too low. Every change is noted down at once."
    }
    write { "写申报", "Write" }
    write_how(empty: &str, finding: &str, words: &str, export: &str) {
        "打字查找项目，Enter 新建；{empty} 下一空项，{finding} 下一问题，{words} 目录原文，{export} 导出",
        "type to find a project, Enter begins a draft; {empty} next to fill, {finding} next finding, {words} the call's words, {export} export"
    }
    go_on { "接着写", "Go on" }
    go_on_how(list: &str) { "{list} 到我的草稿，Enter 打开", "{list} to your drafts, Enter opens one" }
    review { "评审", "Review" }
    review_how(list: &str, review: &str, remark: &str, score: &str) {
        "{list} 到草稿，{review} 左右对照；{remark} 批注，{score} 评分和结论",
        "{list} to the drafts, {review} reads one beside a base; {remark} remarks, {score} scores and gives the verdict"
    }
    admin { "管理", "Admin" }
    admin_how(board: &str, import: &str) {
        "{board} 总览全部草稿；{import} 导入明年的附件",
        "{board} is the board of all drafts; {import} imports next year's annex"
    }
    look { "先看看", "Look first" }
    look_how { "退出后运行 shenbao demo：一个可随意改动的示例", "leave and run shenbao demo: a throw-away workspace with everything in it" }
    demo { "示例", "Demo" }
    demo_how {
        "这里是示例：十二份草稿各在不同的状态，有批注、评分、版本、一处冲突；怎么改都行，与您自己的草稿无关",
        "this is the demo: twelve drafts in every state, remarks, scores, versions, a conflict; do what you like, it is none of your own"
    }
    help(help: &str, palette: &str, language: &str, quit: &str) {
        "{help} 帮助，这些话也在里面   {palette} 全部命令   {language} English   {quit} 退出",
        "{help} help, with these words   {palette} every command   {language} 中文   {quit} leave"
    }
    begin { "按任意键开始。", "Any key begins." }
}
