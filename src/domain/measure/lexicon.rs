//! The words of the measure grammar: comparators, bounds, what a quantity can be for each of. Units: [`super::unit`].
//!
//! Invariant: tables only; which of them may follow which is the grammar's business.

/// What makes a duration a date.
pub(super) const WHEN: &[&str] = &[
    "内", "前", "后", "之前", "之后", "以前", "以后", "来", "间", "期间", "中",
];

/// Words that begin with a Chinese numeral and a unit's character, and count nothing.
pub(super) const LEXICAL: &[&str] = &[
    "一次性",
    "一次通过",
    "一次合格",
    "一次验收",
    "一条龙",
    "一家人",
    "一个样",
    "一本通",
    "一册通",
    "一批",
    "一种",
    "一对一",
    "一对多",
    "一份子",
    "一张网",
    "一张图",
    "一台戏",
    "一门式",
    "一件事",
    "一面",
    "一把手",
    "一起",
    "一回事",
    "一道",
    "一天",
    "一员",
    "一门心思",
    "一段",
    "一度",
    "一期工程",
    "一期项目",
    "一期建设",
    "二期",
    "三期工程",
    "三期项目",
    "三期建设",
    "二次",
    "二类",
    "二套",
    "二本",
    "三次产业",
    "一次产业",
    "三位一体",
    "四位一体",
    "五位一体",
    "三部曲",
    "四部委",
    "两部委",
    "两个确立",
    "两个维护",
    "两个一百年",
    "两个结合",
    "两个先行",
    "三个代表",
    "三个务必",
    "三个倡导",
    "四个意识",
    "四个自信",
    "四个全面",
    "四个面向",
    "四个伟大",
    "五个一",
    "六个一",
    "八个一",
    "九个一",
    "十个一",
    "八项规定",
    "百家讲坛",
    "百家争鸣",
    "千家万户",
    "百场万人",
    "十分",
    "两面",
    "三面",
    "四面",
    "八面",
    "百倍",
];

/// Words that end with 一: what follows them is not counted (`同一家`, `每一场`).
pub(super) const ENDS_WITH_ONE: &[&str] = &[
    "统一", "唯一", "单一", "同一", "专一", "某一", "这一", "那一", "另一", "其一", "任一", "逐一",
    "之一", "万一", "每一", "高一", "初一", "划一", "归一",
];

/// Comparators without a negation: at least, at most.
pub(super) const LOWER: &[&str] = &["少于", "低于", "小于", "短于", "下于", "不及"];
/// Comparators without a negation: more than.
pub(super) const HIGHER: &[&str] = &[
    "超过", "超出", "高于", "多于", "大于", "长于", "突破", "超", "逾", "优于",
];
/// What turns 少于 into "at least" and 超过 into "at most".
pub(super) const NEGATIONS: &[&str] = &[
    "不", "不得", "不能", "不应", "不可", "不宜", "不会", "不许", "不要", "不准", "不再", "未",
];
/// "Less than", in a word.
pub(super) const SHORT_OF: &[&str] = &["不足", "不满", "不到", "未满", "未达", "<"];
/// "At least" beside the number.
pub(super) const AT_LEAST: &[&str] = &[
    "≥",
    "⩾",
    "≧",
    ">=",
    "=>",
    "大于等于",
    "大于或等于",
    "下限为",
];
/// "At most" beside the number.
pub(super) const AT_MOST: &[&str] = &[
    "≤",
    "⩽",
    "≦",
    "<=",
    "=<",
    "小于等于",
    "小于或等于",
    "上限为",
    "上限",
    "限额",
    "限",
    "限制在",
    "控制在",
    "不突破",
];
/// "At least" anywhere before the number in its clause.
pub(super) const AT_LEAST_ADVERBS: &[&str] = &["至少", "最少", "起码", "最低"];
/// "At most" anywhere before the number in its clause.
pub(super) const AT_MOST_ADVERBS: &[&str] = &["至多", "最多", "最高", "顶多"];
/// "About" beside the number.
pub(super) const ABOUT: &[&str] = &["约", "大约", "约为", "近", "接近", "将近", "大概", "≈"];
/// "Reaches": at least, unless a bound after the number says otherwise.
pub(super) const REACHES: &[&str] = &["达", "达到", "达到了", "达至"];
/// Words that end with the character of a comparator (签约3家, 附近3家, 年限3年).
pub(super) const COMPARATOR_TAILS: &[&str] = &[
    "签约", "预约", "节约", "合约", "公约", "条约", "履约", "缔约", "契约", "集约", "守约", "附近",
    "最近", "邻近", "靠近", "高超", "表达", "传达", "到达", "抵达", "发达", "下达", "送达", "直达",
    "通达", "年限", "期限", "有限", "权限", "局限", "时限", "极限", "界限", "无限", "上限", "下限",
    "不限",
];

/// Bounds after the unit.
pub(super) const BOUND_AT_LEAST: &[&str] = &[
    "以上",
    "及以上",
    "或以上",
    "(含)以上",
    "含以上",
    "(及)以上",
    "起",
];
/// Bounds after the unit.
pub(super) const BOUND_AT_MOST: &[&str] = &[
    "以下",
    "及以下",
    "以内",
    "之内",
    "(含)以下",
    "(含)以内",
    "封顶",
];
/// Bounds after the unit.
pub(super) const BOUND_ABOUT: &[&str] = &["左右", "上下", "许"];
/// Bounds after the unit. 民法典 第1259条: 以外 leaves the number out.
pub(super) const BOUND_MORE: &[&str] = &["以外", "开外"];

/// Words that may stand between a comparator and its number.
pub(super) const FILLERS: &[&str] = &["人民币", "共", "共计", "总计", "合计", "累计", "￥", "¥"];

/// "As a rule": a miss is advice.
pub(super) const SOFT: &[&str] = &[
    "原则上",
    "一般",
    "鼓励",
    "建议",
    "力争",
    "争取",
    "尽量",
    "尽可能",
    "倡导",
    "提倡",
];

/// What a quantity is for, whole.
pub(super) const PER_WHOLE: &[&str] = &[
    "年内",
    "年度内",
    "全年",
    "当年",
    "一年内",
    "人均",
    "户均",
    "场均",
    "年均",
    "月均",
    "日均",
    "次均",
    "单场",
    "单次",
    "单期",
    "单篇",
    "单班",
];
/// Nouns after 每.
pub(super) const PER_NOUNS: &[&str] = &[
    "年",
    "年度",
    "半年",
    "季度",
    "季",
    "月",
    "周",
    "天",
    "日",
    "学期",
    "学年",
    "场",
    "场次",
    "次",
    "期",
    "届",
    "班",
    "批",
    "批次",
    "轮",
    "人",
    "人次",
    "户",
    "村",
    "镇",
    "乡",
    "乡镇",
    "县",
    "县区",
    "区县",
    "县市区",
    "县(市)区",
    "县(市、区)",
    "县、区",
    "市",
    "区",
    "省",
    "社区",
    "街道",
    "校",
    "学校",
    "企业",
    "单位",
    "学会",
    "协会",
    "项目",
    "项",
    "课题",
    "学时",
    "课时",
    "小时",
    "节",
    "节课",
    "堂",
    "堂课",
    "课",
    "册",
    "篇",
    "份",
    "支",
    "支队伍",
    "组",
    "队",
    "门",
    "门课程",
    "点",
    "站",
    "基地",
    "中心",
    "平台",
    "专家",
    "讲师",
    "教师",
    "学员",
    "会员",
    "志愿者",
    "班次",
    "活动",
    "讲座",
    "培训",
    "亩",
    "公里",
    "平方米",
    "系列",
    "类",
    "种",
    "条",
    "件",
    "套",
    "台",
    "项活动",
    "项工作",
    "场活动",
    "场讲座",
    "次活动",
    "期培训",
    "期培训班",
    "个项目",
    "部",
    "部门",
    "园区",
    "科室",
    "支部",
    "党支部",
    "网点",
    "行政村",
    "自然村",
    "科协",
];
/// Classifiers between 每 (or 各) and its noun.
pub(super) const PER_CLASSIFIERS: &[&str] =
    &["个", "名", "位", "家", "所", "支", "项", "类", "处", "座"];
/// What stands between alternatives.
pub(super) const EITHER: &[&str] = &["或", "或者", "或是", "抑或", "要么", "/或"];
/// Sentences that make all quantities of an item alternatives.
pub(super) const ANY_OF: &[&str] = &[
    "二选一",
    "两选一",
    "三选一",
    "任选其一",
    "任选一项",
    "任选一",
    "其中之一",
    "之一即可",
    "满足其一",
    "其中一项即可",
    "具备其一",
    "任意一项",
    "任一即可",
    "选其一",
    "择一",
    "其一即可",
    "之一的",
];

/// What penalties and rewards begin with: a quantity that they hang on is a condition, not a promise.
pub(super) const CONSEQUENCES: &[&str] = &[
    "不予", "取消", "视为", "扣", "不得", "给予", "予以", "将", "酌", "按", "追回", "退回",
];
