//! English has no Chinese punctuation: neither the phrases, nor what the screens put between data.

use crate::support::sources::sources;
use proc_macro2::{TokenStream, TokenTree};
use std::fs;
use std::path::Path;

const CHINESE: [char; 11] = [
    '，', '。', '：', '；', '！', '？', '、', '（', '）', '《', '》',
];

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Every string of a source, with the one it follows after a comma, which is its Chinese where there are two languages.
fn strings(stream: TokenStream, found: &mut Vec<(Option<String>, String)>) {
    let mut last: Option<String> = None;
    for token in stream {
        match token {
            TokenTree::Literal(literal) => {
                let said = literal.to_string();
                if said.starts_with('"') {
                    found.push((last.take(), said.clone()));
                    last = Some(said);
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Group(group) => {
                strings(group.stream(), found);
                last = None;
            }
            _ => last = None,
        }
    }
}

/// The English phrases of a source that have Chinese punctuation.
fn breaches(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    strings(source.parse().unwrap(), &mut found);
    let english = found.into_iter().filter(|(chinese, said)| {
        let chinese = chinese.as_deref().unwrap_or("");
        chinese.contains(is_han) && !said.contains(is_han)
    });
    let said = english.map(|(_, said)| said);
    said.filter(|said| said.contains(CHINESE)).collect()
}

#[test]
fn no_english_phrase_has_chinese_punctuation() {
    assert_eq!(
        breaches(
            "fn a() { pick(\"姓名：\", \"Name：\"); words { \"项目（{n}）\", \"{n} (projects)\" } }"
        ),
        ["\"Name：\""]
    );
    let all = sources("src/messages");
    for path in all {
        let found = breaches(&fs::read_to_string(&path).unwrap());
        assert_eq!(found, Vec::<String>::new(), "{}", path.display());
    }
}

/// Signs between data that stand in a source alone, without the other language's.
fn alone(stream: TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let sign = |token: Option<&TokenTree>| match token {
        Some(TokenTree::Literal(literal)) => literal.to_string().starts_with(['"', '\'']),
        // Signs of one language in brackets: both brackets, or several words.
        Some(TokenTree::Group(_)) => true,
        _ => false,
    };
    let is_comma = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ',');
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => {
                let said = literal.to_string();
                let mark =
                    said.starts_with('"') && !said.contains(is_han) && said.contains(CHINESE);
                let before = at >= 2 && is_comma(tokens.get(at - 1)) && sign(tokens.get(at - 2));
                let after = is_comma(tokens.get(at + 1)) && sign(tokens.get(at + 2));
                if mark && !before && !after {
                    found.push(said);
                }
            }
            TokenTree::Group(group) => alone(group.stream(), found),
            _ => {}
        }
    }
}

#[test]
fn no_sign_between_data_is_of_one_language() {
    let found = |source: &str| {
        let mut found = Vec::new();
        alone(source.parse().unwrap(), &mut found);
        found
    };
    assert_eq!(
        found(
            "fn a() { format!(\"{}：{}\", b, c); pick(\"，\", \", \"); w { \"{n}，{m}\", \"{n}, {m}\" } }"
        ),
        ["\"{}：{}\""]
    );
    let all = sources("src/messages");
    for path in all {
        let found = found(&fs::read_to_string(&path).unwrap());
        assert_eq!(found, Vec::<String>::new(), "{}", path.display());
    }
}

/// Texts of drafts and calls are Chinese; what follows a Latin letter in a frame is ours.
#[test]
fn no_english_frame_has_chinese_punctuation_of_ours() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let mut seen = 0;
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if !path.to_string_lossy().ends_with("-en.txt") {
            continue;
        }
        seen += 1;
        let frame = fs::read_to_string(&path).unwrap();
        let chars: Vec<char> = frame.chars().collect();
        let ours = chars.windows(2).enumerate();
        let mut ours =
            ours.filter(|(_, two)| two[0].is_ascii_alphabetic() && CHINESE.contains(&two[1]));
        let first = ours.next().map(|(at, _)| {
            chars[at.saturating_sub(20)..at + 2]
                .iter()
                .collect::<String>()
        });
        assert_eq!(first, None, "{}", path.display());
    }
    assert!(seen > 15, "the English frames are gone");
}
