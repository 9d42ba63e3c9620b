//! Words about packets.

use crate::messages::Lang;

messages! {
    packed(path: &str, notebooks: usize) { "已写入 {path}，含 {notebooks} 人的评审记录", "written to {path}, with the notebooks of {notebooks}" }
    leaking(count: usize) { "有 {count} 处可能看得出申报人，没有写出：", "{count} place{count:?} that may tell who applies; nothing was written:" }
    leak_hint { "看过之后，全部遮去加 --cover-all，照原样留下加 --leave。", "After a look: --cover-all covers them all, --leave leaves them as they are." }
    came(by: &str, count: usize) { "  {by}：{count} 条", "  {by}: {count} entr{count:e}" }
    nothing_new { "  没有新的", "  none" }
    other_call { "打包那边的批次文件与这里的不同，评分表和规定可能不一样。", "The call's files are others than where it was packed; rubric and rules may differ." }
}

/// What became of a packet.
#[must_use]
pub fn unpacked(lang: Lang, id: &str, made: bool) -> String {
    let what = if made {
        lang.pick(
            "已建立草稿，并记下评审：",
            "the draft is made, with its reviews:",
        )
    } else {
        lang.pick(
            "草稿已在，没有改动；新记下的评审：",
            "the draft was there and is not touched; new reviews:",
        )
    };
    format!("{id} {what}")
}
