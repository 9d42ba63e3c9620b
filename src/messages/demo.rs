//! Words about the demo.

messages! {
    being_made { "正在准备示例：十二份草稿、三位评审人、各自的版本和批注……", "Making the demo: twelve drafts, three reviewers, their versions and remarks…" }
    here(folder: &str) {
        "示例在 {folder}，与您自己的草稿无关，怎么改都行。\n再看：shenbao demo {folder}\n不要了：删掉这个文件夹（rm -r {folder}）",
        "The demo is in {folder}. It has nothing to do with your own drafts; do with it what you like.\nOnce more: shenbao demo {folder}\nTo be rid of it, remove the folder (rm -r {folder})"
    }
}
