//! A stranger opens the program: a card says what it is and what to do, once; lists with nothing in them say what to do.

use crate::support::pty::Pty;
use crate::support::world::World;

const CARD: &str = "按任意键开始";

fn start(world: &World) -> Pty {
    let workspace = world.workspace();
    Pty::start(world, 80, 24, &["--workspace", workspace.to_str().unwrap()])
}

#[test]
fn the_card_comes_once_goes_with_any_key_and_is_found_again_in_the_help() {
    let world = World::of_a_stranger();
    let mut pty = start(&world);
    pty.wait(CARD);
    pty.wait("打字查找项目，Enter 新建；F6 下一空项");
    pty.keys("kjzc");
    pty.wait_gone(CARD);
    pty.wait("1 个项目");
    pty.keys("<c-q>");
    pty.end();
    let mut pty = start(&world);
    pty.wait("16 个项目");
    assert!(!pty.screen().contains(CARD));
    pty.keys("<f1>");
    pty.wait("打字查找项目，Enter 新建；F6 下一空项");
    pty.keys("<c-q>");
    pty.end();
}

#[test]
fn enter_only_puts_the_card_away() {
    let world = World::of_a_stranger();
    let mut pty = start(&world);
    pty.wait(CARD);
    pty.keys("<enter>");
    pty.wait_gone(CARD);
    pty.wait("16 个项目");
    pty.keys("<c-q>");
    pty.end();
    let drafts = std::fs::read_dir(world.workspace().join("drafts")).unwrap();
    assert_eq!(drafts.count(), 0, "no draft was begun");
}

#[test]
fn lists_with_nothing_in_them_say_what_to_do() {
    let world = World::new();
    let mut pty = start(&world);
    pty.wait("16 个项目");
    pty.keys("<tab>");
    pty.wait("还没有草稿。Tab 回到目录，选一个项目按 Enter");
    pty.keys("<tab><c-b>");
    pty.wait("还没有草稿。Esc 回到目录，选一个项目按 Enter 建一份");
    pty.keys("<esc>");
    pty.wait("16 个项目");
    pty.keys("<enter>");
    pty.wait("实施期限");
    pty.keys("<c-b>");
    pty.wait("还没有版本。Esc 回去，Ctrl-S 存一个");
    pty.keys("<esc><a-n>");
    pty.wait("还没有批注");
    pty.keys("<a-u>");
    pty.wait("这次还没有同步过");
    pty.keys("<c-q>");
    pty.end();
}
