//! Texts whose characters have identities, made of sentences such as applications have.

use std::ops::Range;

/// A sequence of numbers that a seed fixes.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }

    pub(super) fn pick<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }
}

/// A character with its identity, and whose copy it is: its own identity when it is none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) c: char,
    pub(super) id: usize,
    pub(super) of: usize,
}

pub(super) const PLACES: [&str; 8] = [
    "兴庆区",
    "金凤区",
    "西夏区",
    "永宁县",
    "贺兰县",
    "灵武市",
    "高新园区",
    "滨河新区",
];
pub(super) const WHO: [&str; 8] = [
    "科技型中小企业",
    "规模以上企业",
    "农业合作社",
    "社区科普工作者",
    "企业专业技术人员",
    "基层科协组织",
    "青少年科技辅导员",
    "科技志愿者",
];
pub(super) const DOES: [&str; 8] = [
    "开展技术需求调研",
    "组织政策宣讲",
    "举办科普讲座",
    "提供检测咨询服务",
    "建立工作台账",
    "编印资料汇编",
    "开展满意度调查",
    "对接专家团队",
];
pub(super) const HOW: [&str; 6] = [
    "现场签到并留存照片",
    "由专人负责记录",
    "活动结束后形成总结",
    "邀请区内外专家参与",
    "在平台同步发布资讯",
    "按季度报送进展",
];
/// Sentences of the paragraphs: `P` a place, `W` who, `D` does, `H` how, `N` a number.
pub(super) const FRAMES: [&str; 12] = [
    "项目组将在P面向WD，全年不少于N场次，H。",
    "在P，我们已与N家W签订合作意向，计划进一步D，H。",
    "预计服务WN人次，其中PN人次，H。",
    "为保证质量，D前须制定方案，明确分工，H。",
    "P现有WN余家，但D的覆盖面不足，需要补齐短板。",
    "项目负责人统筹全部工作，副负责人协助WD。",
    "经费主要用于专家劳务、场地租赁和资料印刷，合计N万元；其余自筹。",
    "第N季度完成P的D，同步开展绩效自评，H。",
    "满意度调查回收有效问卷N份以上，满意率不低于N%。",
    "W普遍反映D次数偏少，希望每年至少N次。",
    "上述做法已在P试点N个月，效果良好，可以复制推广。",
    "我们承诺对所提交材料的真实性负责！",
];
/// Sentences that are typed anew, of other make.
pub(super) const FRESH: [&str; 10] = [
    "另据统计，去年同期共有N名志愿者加入，人员队伍逐步稳定。",
    "疫情期间改为线上直播，累计观看N次，互动提问踊跃。",
    "若遇不可抗力，时间顺延，届时另行书面报告。",
    "本单位成立于N年，注册资金充足，财务制度健全。",
    "设备采购遵循公开比价原则，单价超过N元的须经集体研究。",
    "联合高校实验室攻关，争取申请专利N项。",
    "宣传海报张贴于社区公告栏，累计N张。",
    "数据统一归档，保存期限不少于N年。",
    "聘请第三方机构审计，并公开结果。",
    "参加单位如有变动，将于N日内备案！",
];
/// Words that are typed over others.
pub(super) const OVER: [&str; 12] = [
    "协同",
    "渠道",
    "成效",
    "扎实",
    "深入",
    "机制",
    "创新性",
    "多元",
    "抓手",
    "赋能",
    "示范点",
    "常态化",
];

pub(super) fn filled(frame: &str, dice: &mut Dice) -> String {
    let mut out = String::new();
    for c in frame.chars() {
        match c {
            'P' => out.push_str(dice.pick(&PLACES)),
            'W' => out.push_str(dice.pick(&WHO)),
            'D' => out.push_str(dice.pick(&DOES)),
            'H' => out.push_str(dice.pick(&HOW)),
            'N' => {
                let most = dice.pick(&[9, 60, 500]);
                out.push_str(&(2 + dice.below(most)).to_string());
            }
            c => out.push(c),
        }
    }
    out
}

/// A text of several paragraphs in which some sentences stand twice or more.
pub(super) fn paragraphs(dice: &mut Dice) -> String {
    let mut sentences: Vec<String> = Vec::new();
    for _ in 0..7 + dice.below(9) {
        let again = !sentences.is_empty() && dice.below(5) == 0;
        let sentence = if again {
            dice.pick(&sentences)
        } else {
            filled(FRAMES[dice.below(FRAMES.len())], dice)
        };
        sentences.push(sentence);
    }
    let mut out = String::new();
    for (index, sentence) in sentences.iter().enumerate() {
        if index > 0 && dice.below(4) == 0 {
            out.push('\n');
        }
        out.push_str(sentence);
    }
    out
}

/// The sentences of a text, without line breaks.
pub(super) fn sentences(text: &[Letter]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, letter) in text.iter().enumerate() {
        let ends = ['。', '！', '；'].contains(&letter.c);
        if ends || letter.c == '\n' {
            let to = if ends { at + 1 } else { at };
            if from < to {
                found.push(from..to);
            }
            from = at + 1;
        }
    }
    if from < text.len() {
        found.push(from..text.len());
    }
    found
}

pub(super) fn paragraphs_of(text: &[Letter]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..=text.len() {
        if at == text.len() || text[at].c == '\n' {
            if from < at {
                found.push(from..at);
            }
            from = at + 1;
        }
    }
    found
}

pub(super) fn words(text: &[Letter]) -> String {
    text.iter().map(|letter| letter.c).collect()
}

/// Whether two stretches have a character in common.
pub(super) fn meets(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
