//! `spending.json`: how spending is read, as data that an admin extends.
//!
//! What each member means is told in `docs/judgement.md`.

use crate::domain::form::Words;
use crate::domain::money::Money;
use crate::domain::spending::{
    Barred, Kind, KindId, LectureNorm, Need, ScopeWords, SpendingData, Steer, Taxonomy,
};
use crate::format::fault::{DataFault, DataFaultKind};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    format: String,
    kinds: Vec<KindFile>,
    barred: Vec<BarredFile>,
    #[serde(default)]
    scope_words: Vec<ScopeWordsFile>,
    #[serde(default)]
    steers: Vec<SteerFile>,
    #[serde(default)]
    hired: Option<String>,
    #[serde(default)]
    neutral: Vec<String>,
    #[serde(default)]
    vague: Vec<String>,
    #[serde(default)]
    rent: Vec<String>,
    #[serde(default)]
    talked_about: Vec<String>,
    #[serde(default)]
    needs: Vec<NeedFile>,
    #[serde(default)]
    lecture_norms: NormsFile,
}

#[derive(Deserialize, Default)]
struct WordsFile {
    #[serde(default)]
    zh: String,
    #[serde(default)]
    en: String,
}

#[derive(Deserialize)]
struct KindFile {
    id: String,
    #[serde(default)]
    code: String,
    name: WordsFile,
    #[serde(default)]
    covers: WordsFile,
    #[serde(default)]
    family: String,
    phrases: Vec<String>,
    #[serde(default)]
    units: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    #[serde(default)]
    mixed: bool,
}

#[derive(Deserialize)]
struct SteerFile {
    words: Vec<String>,
    from: Vec<String>,
    #[serde(default)]
    endings: Vec<String>,
    kind: String,
}

#[derive(Deserialize)]
struct BarredFile {
    id: String,
    name: WordsFile,
    phrases: Vec<String>,
    #[serde(default)]
    anywhere: Vec<String>,
    document: String,
    quote: String,
}

#[derive(Deserialize)]
struct ScopeWordsFile {
    words: String,
    kinds: Vec<String>,
}

#[derive(Deserialize)]
struct NeedFile {
    words: Vec<String>,
    kinds: Vec<String>,
}

#[derive(Deserialize, Default)]
struct NormsFile {
    #[serde(default)]
    document: String,
    #[serde(default)]
    rows: Vec<NormFile>,
}

#[derive(Deserialize)]
struct NormFile {
    titles: Vec<String>,
    most: String,
    per: Vec<String>,
}

/// The format that this version reads.
pub const FORMAT: &str = "shenbao-spending/1";

/// Reads a taxonomy.
///
/// # Errors
/// Every fault found, with its place.
pub fn read(bytes: &[u8]) -> Result<Taxonomy, Vec<DataFault>> {
    let file: File = serde_json::from_slice(bytes).map_err(|error| {
        let place = format!("{}:{}", error.line(), error.column());
        vec![DataFault::at(
            place,
            DataFaultKind::Shape(error.to_string()),
        )]
    })?;
    let mut faults = Vec::new();
    if file.format != FORMAT {
        faults.push(DataFault::at(
            "/format",
            DataFaultKind::Format(file.format.clone()),
        ));
    }
    let data = SpendingData {
        kinds: numbered(file.kinds, "kinds", &mut faults, kind),
        barred: numbered(file.barred, "barred", &mut faults, barred),
        scope_words: numbered(file.scope_words, "scope_words", &mut faults, scope_words),
        steers: numbered(file.steers, "steers", &mut faults, steer),
        hired: file.hired.as_deref().and_then(KindId::parse),
        neutral: file.neutral,
        vague: file.vague,
        rent: file.rent,
        talked_about: file
            .talked_about
            .iter()
            .filter_map(|id| KindId::parse(id))
            .collect(),
        needs: numbered(file.needs, "needs", &mut faults, need),
        norm_document: file.lecture_norms.document,
        lecture_norms: numbered(
            file.lecture_norms.rows,
            "lecture_norms/rows",
            &mut faults,
            norm,
        ),
    };
    if faults.is_empty() {
        Ok(Taxonomy::new(data))
    } else {
        Err(faults)
    }
}

/// Reads each entry of a list; the word that an entry could not read is told with its place.
fn numbered<F, T>(
    list: Vec<F>,
    name: &str,
    faults: &mut Vec<DataFault>,
    read: impl Fn(F) -> Result<T, String>,
) -> Vec<T> {
    let mut read_all = Vec::with_capacity(list.len());
    for (index, entry) in list.into_iter().enumerate() {
        match read(entry) {
            Ok(value) => read_all.push(value),
            Err(word) => faults.push(DataFault::at(
                format!("/{name}/{index}"),
                DataFaultKind::BadId(word),
            )),
        }
    }
    read_all
}

fn id(word: &str) -> Result<KindId, String> {
    KindId::parse(word).ok_or_else(|| word.to_owned())
}

fn words(file: WordsFile) -> Words {
    Words {
        zh: file.zh,
        en: file.en,
    }
}

fn kind(file: KindFile) -> Result<Kind, String> {
    Ok(Kind {
        id: id(&file.id)?,
        code: file.code,
        name: words(file.name),
        covers: words(file.covers),
        family: file.family,
        phrases: file.phrases,
        units: file.units,
        endings: file.endings,
        mixed: file.mixed,
    })
}

fn barred(file: BarredFile) -> Result<Barred, String> {
    Ok(Barred {
        id: id(&file.id)?,
        name: words(file.name),
        phrases: file.phrases,
        anywhere: file.anywhere,
        document: file.document,
        quote: file.quote,
    })
}

fn scope_words(file: ScopeWordsFile) -> Result<ScopeWords, String> {
    Ok(ScopeWords {
        words: file.words,
        kinds: ids(&file.kinds)?,
    })
}

fn ids(words: &[String]) -> Result<Vec<KindId>, String> {
    words.iter().map(|word| id(word)).collect()
}

fn steer(file: SteerFile) -> Result<Steer, String> {
    Ok(Steer {
        words: file.words,
        from: ids(&file.from)?,
        endings: file.endings,
        kind: id(&file.kind)?,
    })
}

fn need(file: NeedFile) -> Result<Need, String> {
    Ok(Need {
        words: file.words,
        kinds: ids(&file.kinds)?,
    })
}

fn norm(file: NormFile) -> Result<LectureNorm, String> {
    let most = Money::parse(&file.most).ok_or_else(|| file.most.clone())?;
    Ok(LectureNorm {
        titles: file.titles,
        most,
        per: file.per,
    })
}
