//! What the columns of an annex are, by the words of its header.

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// The row's number.
    Seq,
    /// The category, often merged over several rows.
    Category,
    /// The project's name.
    Name,
    /// The project's code.
    Code,
    /// What it is to do.
    Content,
    /// What it must deliver.
    Indicators,
    /// What its money may be spent on.
    Scope,
    /// The day by which it must be completed.
    Due,
    /// Something else.
    Other,
}

/// The words that tell a column; the first that fits decides.
const WORDS: &[(&str, Role)] = &[
    ("支出范围", Role::Scope),
    ("开支范围", Role::Scope),
    ("使用范围", Role::Scope),
    ("经费支出", Role::Scope),
    ("支持范围", Role::Scope),
    ("完成时间", Role::Due),
    ("完成期限", Role::Due),
    ("完成时限", Role::Due),
    ("截止", Role::Due),
    ("时限", Role::Due),
    ("指标", Role::Indicators),
    ("考核", Role::Indicators),
    ("预期成果", Role::Indicators),
    ("任务要求", Role::Indicators),
    ("编号", Role::Code),
    ("代码", Role::Code),
    ("项目号", Role::Code),
    ("内容", Role::Content),
    ("任务", Role::Content),
    ("名称", Role::Name),
    ("申报项目", Role::Name),
    ("类别", Role::Category),
    ("类型", Role::Category),
    ("领域", Role::Category),
    ("专项", Role::Category),
    ("序号", Role::Seq),
    ("序", Role::Seq),
];

/// The roles of a header row; `None` when the cells are no header: it must tell a code, a name and indicators or a scope.
pub(super) fn roles(cells: &[String]) -> Option<Vec<Role>> {
    let roles: Vec<Role> = cells.iter().map(|cell| role(cell)).collect();
    let has = |role: Role| roles.contains(&role);
    let short = cells.iter().all(|cell| cell.chars().count() <= 24);
    (short && has(Role::Code) && has(Role::Name) && (has(Role::Indicators) || has(Role::Scope)))
        .then_some(roles)
}

fn role(cell: &str) -> Role {
    let words: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    WORDS
        .iter()
        .find(|(word, _)| words.contains(word))
        .map_or(Role::Other, |(_, role)| *role)
}
