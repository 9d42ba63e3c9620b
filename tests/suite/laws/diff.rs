//! Laws of comparing: segments join to both texts, and little more is marked than was edited.

use crate::support::frame::call;
use proptest::prelude::*;
use shenbao::domain::diff::text::{Grain, Op, Segment, compare};

fn joined(segments: &[Segment], left_out: Op) -> String {
    let kept = segments.iter().filter(|segment| segment.op != left_out);
    kept.map(|segment| segment.text.as_str()).collect()
}

fn marked(segments: &[Segment]) -> usize {
    let marked = segments.iter().filter(|segment| segment.op != Op::Equal);
    marked.map(|segment| segment.text.chars().count()).sum()
}

proptest! {
    #[test]
    fn segments_join_to_both_texts(a in "[科技宣讲50家，。\n]{0,60}", b in "[科技宣讲80家，。\n]{0,60}") {
        for grain in [Grain::Words, Grain::Chars] {
            let segments = compare(&a, &b, grain);
            prop_assert_eq!(joined(&segments, Op::Insert), a.clone());
            prop_assert_eq!(joined(&segments, Op::Delete), b.clone());
        }
    }
}

/// A sequence of numbers that a seed fixes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// The long texts of the built-in call, as an applicant would edit them.
fn paragraphs() -> Vec<String> {
    let call = call();
    let texts = call.catalog.projects.iter().flat_map(|project| {
        let indicators = project
            .indicators
            .iter()
            .map(|indicator| indicator.text.clone());
        indicators
            .chain([project.content.clone()])
            .collect::<Vec<_>>()
    });
    texts.filter(|text| text.chars().count() >= 20).collect()
}

const WORDS: [&str; 8] = [
    "专家",
    "三十家",
    "知识产权",
    "县区",
    "120",
    "培训",
    "不少于",
    "报告会",
];

/// Edits a text in one to three places, well apart; returns it with the number of characters put in and taken out.
fn edited(text: &str, dice: &mut Dice) -> (String, usize) {
    let chars: Vec<char> = text.chars().collect();
    let places = 1 + dice.below(3);
    let stretch = chars.len() / places;
    let mut out = String::new();
    let mut edits = 0;
    for place in 0..places {
        let from = place * stretch;
        let end = if place + 1 == places {
            chars.len()
        } else {
            from + stretch
        };
        let at = from + dice.below((end - from).saturating_sub(5));
        out.extend(&chars[from..at]);
        let removed = if dice.below(2) == 0 {
            2 + dice.below(3)
        } else {
            0
        }
        .min(end - at);
        let word = if removed == 0 || dice.below(2) == 0 {
            WORDS[dice.below(WORDS.len())]
        } else {
            ""
        };
        out.push_str(word);
        out.extend(&chars[at + removed..end]);
        edits += removed + word.chars().count();
    }
    (out, edits)
}

#[test]
fn little_more_is_marked_than_was_edited() {
    let paragraphs = paragraphs();
    for (grain, most) in [(Grain::Chars, 115), (Grain::Words, 220)] {
        let mut dice = Dice(20_220_617);
        let (mut edits, mut marks) = (0, 0);
        for round in 0..2_000 {
            let text = &paragraphs[round % paragraphs.len()];
            let (other, count) = edited(text, &mut dice);
            edits += count;
            marks += marked(&compare(text, &other, grain));
        }
        println!("{grain:?}: {marks} characters marked for {edits} edited");
        assert!(
            marks * 100 <= edits * most,
            "{grain:?}: {marks} marked for {edits}"
        );
    }
}

#[test]
fn numbers_are_marked_whole_and_moves_are_told() {
    let told = |a: &str, b: &str| -> Vec<String> {
        let segments = compare(a, b, Grain::Words);
        let changed = segments.iter().filter(|segment| segment.op != Op::Equal);
        let sign = |segment: &Segment| match (segment.op, segment.moved) {
            (Op::Insert, false) => "+",
            (Op::Insert, true) => ">",
            (_, false) => "-",
            (_, true) => "<",
        };
        changed
            .map(|segment| format!("{}{}", sign(segment), segment.text.trim_end()))
            .collect()
    };
    assert_eq!(
        told("参与企业不少于50家", "参与企业不少于80家"),
        ["-50", "+80"]
    );
    assert_eq!(
        told(
            "开展一次宣讲。\n总结成册。\n",
            "总结成册。\n开展一次宣讲。\n"
        )
        .len(),
        2
    );
    let moved = told(
        "先组织专家宣讲活动。\n再发放调查表。\n最后总结。\n",
        "再发放调查表。\n最后总结。\n先组织专家宣讲活动。\n",
    );
    assert_eq!(moved, ["<先组织专家宣讲活动。", ">先组织专家宣讲活动。"]);
}

#[test]
fn one_edit_in_a_megabyte_stays_one_edit() {
    let text = paragraphs().concat();
    let text: String = text.chars().cycle().take(350_000).enumerate().fold(
        String::new(),
        |mut all, (index, c)| {
            all.push(c);
            if index % 400 == 399 {
                all.push('\n');
            }
            all
        },
    );
    let other = text
        .replacen("专家", "院士", 500)
        .replacen("院士", "专家", 499);
    assert!(marked(&compare(&text, &other, Grain::Words)) <= 8);
}

/// Of hundreds of paragraphs that all were edited, each is told beside the one it was, also where all stand elsewhere.
#[test]
fn little_more_is_marked_where_every_paragraph_was_edited_and_all_are_shifted() {
    let texts = paragraphs();
    let mut dice = Dice(20_250_811);
    let before: Vec<String> = (0..300)
        .map(|_| {
            (0..8)
                .map(|_| texts[dice.below(texts.len())].as_str())
                .collect()
        })
        .collect();
    let mut edits = 0;
    let mut after: Vec<String> = Vec::new();
    for text in &before {
        let (other, count) = edited(text, &mut dice);
        edits += count;
        after.push(other);
    }
    // What stood last stands first now: it is told as gone and come.
    let last = after.pop().unwrap_or_default();
    let moved = last.chars().count() + before[299].chars().count() + 2;
    after.insert(0, last);
    for (grain, most) in [(Grain::Chars, 115), (Grain::Words, 220)] {
        let marks = marked(&compare(&before.join("\n"), &after.join("\n"), grain));
        println!("{grain:?}: {marks} characters marked for {edits} edited and {moved} moved");
        assert!(
            marks * 100 <= edits * most + moved * 100,
            "{grain:?}: {marks} for {edits}"
        );
    }
}
