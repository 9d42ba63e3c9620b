//! `checklist`.

use crate::support::world::World;

#[test]
fn every_indicator_has_its_papers_with_a_box_to_tick() {
    let world = World::new();
    let id = world.ok(&["new", "2022SHXLJK001"]).trim().to_owned();
    let id = id.rsplit(' ').next().unwrap_or(&id).to_owned();
    world.ok(&["set", &id, "indicators/4/proof", "调查表原件、总结"]);
    let told = world.ok(&["--lang", "zh-CN", "checklist", &id]);
    for line in [
        "4. 提交满意度调查表120份",
        "   □ 调查表原件",
        "   □ 总结",
        "24 场次（不少于 24场次）",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let indicators = told
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    assert_eq!(indicators.count(), 6);
    // A clean page goes into a file as it goes to the terminal.
    let path = world.path("清单.txt");
    world.ok(&[
        "--lang",
        "zh-CN",
        "checklist",
        &id,
        "-o",
        path.to_str().unwrap(),
    ]);
    assert_eq!(std::fs::read_to_string(path).unwrap(), told);
}
