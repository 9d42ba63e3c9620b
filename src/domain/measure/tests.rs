//! The measure grammar on words of many calls, none of them the built-in one.

use super::{Measure, Target, read};

/// `subject op value unit`, then, where printed: `/per`, `of what`, `advisory`, `group`.
fn show(measure: &Measure) -> String {
    let target = match measure.target {
        Target::AtLeast(n) => format!(">={n}"),
        Target::AtMost(n) => format!("<={n}"),
        Target::Exactly(n) => format!("={n}"),
        Target::Between(low, high) => format!("{low}..{high}"),
        Target::MoreThan(n) => format!(">{n}"),
        Target::LessThan(n) => format!("<{n}"),
        Target::About(n) => format!("~{n}"),
    };
    let mut shown = format!("{} {target} {}", measure.subject, measure.unit);
    let marks = [
        measure.per.as_ref().map(|per| format!(" /{per}")),
        measure.relative_to.as_ref().map(|of| format!(" of {of}")),
        measure.advisory.then(|| " advisory".to_owned()),
        measure
            .alternative
            .as_ref()
            .map(|group| format!(" {group}")),
    ];
    marks
        .into_iter()
        .flatten()
        .for_each(|mark| shown.push_str(&mark));
    shown
}

/// What differs between the measures of `given` and the expected ones.
fn differs(given: &str, expected: &[&str]) -> Option<String> {
    let measures = read(given, "");
    let shown: Vec<String> = measures.iter().map(show).collect();
    let length = given.chars().count();
    let spans_hold = measures
        .iter()
        .all(|m| m.span.start < m.span.end && m.span.end <= length);
    let same = shown == expected && spans_hold;
    (!same).then(|| format!("{given}: {shown:?}, expected {expected:?}"))
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(given, expected)| differs(given, expected))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn comparators_before_the_number_bind_it() {
    check(&[
        (
            "培训不少于3期、每期不少于40学时",
            &["培训 >=3 期", "培训 >=40 学时 /每期"],
        ),
        ("服务企业突破100家", &["服务企业 >100 家"]),
        ("满意率达90%以上", &["满意率 >=90 %"]),
        ("经费不超过总额的20%", &["经费 <=20 % of 总额"]),
        ("会议规模不得超过200人", &["会议规模 <=200 人"]),
        ("差错率控制在5%以内", &["差错率 <=5 %"]),
        ("误差小于2%", &["误差 <2 %"]),
        ("参与人数≥１００人次", &["参与人数 >=100 人次"]),
        ("覆盖人群 >= 1,200 人", &["人群 >=1200 人"]),
        ("至少举办科普讲座5场", &["科普讲座 >=5 场"]),
        ("最多安排3名工作人员", &["工作人员 <=3 名"]),
        ("新增会员不得少于五十人", &["会员 >=50 人"]),
        ("参训率不低于百分之九十五", &["参训率 >=95 %"]),
        ("投入自筹资金不少于人民币5万元", &["投入自筹资金 >=5 万元"]),
        ("总浏览量超10万次", &["总浏览量 >100000 次"]),
        (
            "活动场地面积大于等于300平方米",
            &["活动场地面积 >=300 平方米"],
        ),
        ("参与人数不少于50", &["参与人数 >=50 "]),
        ("路灯改造不少于30盏", &["路灯改造 >=30 盏"]),
        ("签约3家企业", &["企业 =3 家"]),
        ("时限3个工作日", &["时限 =3 个工作日"]),
    ]);
}

#[test]
fn bounds_after_the_unit_bind_it() {
    check(&[
        ("发表SCI论文2篇以上", &["SCI论文 >=2 篇"]),
        ("30家及以上企业参与", &["企业 >=30 家"]),
        ("参训人员300余人次", &["参训人员 >300 人次"]),
        ("服务群众1万余人", &["服务群众 >10000 人"]),
        ("联系专家十余名", &["专家 >10 名"]),
        ("印制宣传折页2000份左右", &["宣传折页 ~2000 份"]),
        ("约50人参会", &[" ~50 人"]),
        ("单次活动时长120分钟以内", &["活动时长 <=120 分钟 /单次"]),
        ("出席人数50人（含）以上", &["出席人数 >=50 人"]),
        ("八成以上会员参加", &["会员 >=80 %"]),
        ("达到50家左右", &[" ~50 家"]),
        ("不少于50家以上", &[" >=50 家"]),
        ("参会代表200多人", &["参会代表 >200 人"]),
        ("百余家企业参展", &["企业参展 >100 家"]),
    ]);
}

#[test]
fn bare_counts_and_ranges_are_read() {
    check(&[
        ("覆盖三至五个县区", &["县区 3..5 个"]),
        ("每年举办3至5场讲座", &["讲座 3..5 场 /每年"]),
        ("遴选10～20家示范企业", &["示范企业 10..20 家"]),
        ("覆盖三到五个社区", &["社区 3..5 个"]),
        ("走访三五家企业", &["企业 3..5 家"]),
        ("资助5-10万元", &[" 5..10 万元"]),
        ("占比10%-15%", &["占比 10..15 %"]),
        ("讲座3场至5场", &["讲座 3..5 场"]),
        ("吸引1-2万人次参与", &[" 10000..20000 人次"]),
        ("形成一套可复制的服务模式", &["服务模式 =1 套"]),
        ("撰写二十篇科普文章", &["科普文章 =20 篇"]),
        ("组建两支科技志愿服务队", &["科技志愿服务队 =2 支"]),
        ("培养一百二十名基层讲解员", &["基层讲解员 =120 名"]),
        (
            "申请发明专利3件，软件著作权2项",
            &["发明专利 =3 件", "软件著作权 =2 项"],
        ),
        (
            "科普讲座3场、沙龙2场、展览1次",
            &["科普讲座 =3 场", "沙龙 =2 场", "展览 =1 次"],
        ),
        ("浏览量1.2万人次", &["浏览量 =12000 人次"]),
        ("拍摄科普短视频12部（集）", &["科普短视频 =12 部（集）"]),
        (
            "调研报告1篇（不少于5千字）",
            &["调研报告 =1 篇", "调研报告 >=5000 字"],
        ),
        ("邀请3名专家开展讲座2场", &["专家 =3 名", "讲座 =2 场"]),
        ("参与人数：50", &["参与人数 =50 "]),
        ("申报书一式三份", &["申报书一式 =3 份"]),
        ("建成科普e站10个", &["科普e站 =10 个"]),
        ("举办5G专题培训2期", &["5G专题培训 =2 期"]),
        ("铺设管道5km", &["铺设管道 =5 km"]),
    ]);
}

#[test]
fn what_a_quantity_is_for_is_kept() {
    check(&[
        ("每场参加人数不少于80人", &["参加人数 >=80 人 /每场"]),
        ("每县（市、区）不少于2场", &[" >=2 场 /每县（市、区）"]),
        ("年内发展会员30名", &["会员 =30 名 /年内"]),
        ("每人培训不少于16学时", &["培训 >=16 学时 /每人"]),
        ("学术沙龙2次/年", &["学术沙龙 =2 次 //年"]),
        ("讲座、沙龙各2场", &["讲座、沙龙 =2 场 /各"]),
        ("每10名会员配备1名联络员", &["联络员 =1 名 /每10名会员"]),
        (
            "原则上每个社区不少于4场次",
            &[" >=4 场次 /每个社区 advisory"],
        ),
        ("人均受训时间不少于8小时", &["受训时间 >=8 小时 /人均"]),
        (
            "开展讲座24场次（其中每县不少于4场次）",
            &["讲座 =24 场次", "讲座 >=4 场次 /每县"],
        ),
        (
            "科技下乡12场（每乡镇2场）",
            &["科技下乡 =12 场", "科技下乡 =2 场 /每乡镇"],
        ),
        ("一般不超过3天", &[" <=3 天 advisory"]),
    ]);
}

#[test]
fn shares_keep_what_they_are_of() {
    check(&[
        (
            "劳务费占总经费的比例不高于30%",
            &["劳务费 <=30 % of 总经费"],
        ),
        (
            "女性代表占参会人数的40%以上",
            &["女性代表 >=40 % of 参会人数"],
        ),
        (
            "出席会员达到会员总数的三分之二以上",
            &["出席会员 >=66.6667 % of 会员总数"],
        ),
        (
            "线上场次不超过计划场次的1／3",
            &["线上场次 <=33.3333 % of 计划场次"],
        ),
        ("青年占比不低于60%", &["青年占比 >=60 %"]),
        ("同比增长10%以上", &["同比增长 >=10 %"]),
    ]);
}

#[test]
fn alternatives_share_a_group() {
    check(&[
        (
            "发表论文2篇或申请专利1项",
            &["论文 =2 篇 A", "专利 =1 项 A"],
        ),
        (
            "论文不少于3篇，或者专著不少于1部",
            &["论文 >=3 篇 A", "专著 >=1 部 A"],
        ),
        (
            "论文2篇、专利1项、标准1项（任选其一）",
            &["论文 =2 篇 A", "专利 =1 项 A", "标准 =1 项 A"],
        ),
        (
            "讲座3场，覆盖学校或社区10家",
            &["讲座 =3 场", "学校或社区 =10 家"],
        ),
    ]);
}

#[test]
fn applicants_put_as_either_make_alternatives() {
    let words = "学校会员不少于20人，社区会员不少于30户";
    let groups = |context| -> Vec<Option<String>> {
        read(words, context)
            .into_iter()
            .map(|m| m.alternative)
            .collect()
    };
    let group = Some("A".to_owned());
    assert_eq!(groups("学校（社区）科普站建设"), [group.clone(), group]);
    assert_eq!(groups("学校和社区科普站建设"), [None, None]);
}

#[test]
fn numbers_that_count_nothing_are_no_measures() {
    let cases = [
        "2022年科技活动周",
        "落实“十四五”规划",
        "依据第3条和第十二款执行",
        "主讲嘉宾须是国家二级以上心理咨询师",
        "3D打印与4G、5G技术普及",
        "评为5A级景区",
        "提供一次性补助",
        "统一组织，一批项目，一系列活动",
        "进一步加强，有一定影响，唯一承办单位，十分重要",
        "面向百姓，千方百计，万一，三农，两岸，一线，一流，一站式",
        "引进四上企业",
        "一户一档、一企一策",
        "财行〔2016〕540号",
        "增强“四个意识”，坚定“四个自信”，做到两个维护",
        "10月30日前完成",
        "活动结束后10日内提交总结",
        "近3年无不良记录",
        "获得前3名",
        "提供24小时咨询热线",
        "按1:1配套",
        "联系电话0951-1234567",
        "二期工程",
        "推动一二三产业融合",
        "第2期简报",
        "“百千万”工程",
        "低于30家的，不予结项",
        "同一家单位只能申报",
        "2.0版本",
        "A4纸打印",
        "若干场，数十人，几百份",
        "推进5位一体，7×24服务",
        "2022-10-30",
    ];
    let cases: Vec<(&str, &[&str])> = cases.iter().map(|given| (*given, &[][..])).collect();
    check(&cases);
}

#[test]
fn hostile_text_is_read_in_bounded_steps() {
    for given in [
        "（".repeat(5_000),
        "每".repeat(5_000),
        "50家".repeat(2_000),
        "一".repeat(5_000),
        "9".repeat(5_000),
    ] {
        let _ = read(&given, &given);
    }
}
