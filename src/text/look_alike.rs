//! Characters that look like others and are none of them: radicals that a PDF puts in place of characters, letters of
//! another script inside a word.
//!
//! Invariant: each stands for one ordinary character, so that putting that in its place changes no offset. Absent:
//! characters that are not seen at all (`visible`).

use crate::text::uncommon::uncommon;
use crate::text::visible::visible_lines;
use std::borrow::Cow;

/// A character that looks like another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LookAlike {
    /// Where it stands, in characters.
    pub offset: usize,
    /// The character.
    pub character: char,
    /// What it is taken for.
    pub ordinary: char,
}

/// The characters of the Kangxi radicals U+2F00 to U+2FD5, in their order (Unicode, `NFKC`).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳\
心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳\
聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥\
鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// The characters of the compatibility ideographs U+F900 to U+FAD9, in their order (Unicode, `NFKC`); 〓 where there is none.
const COMPATIBILITY: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌\
祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮\
兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈\
領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘\
藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀﨎﨏塚﨑晴﨓﨔凞猪益礼神祥福靖精羽﨟蘒﨡諸﨣﨤逸都﨧﨨﨩飯飼\
館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸\
難響頻恵𤋮舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画\
瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘䀹𥉉𥳐𧻓齃龎";

/// Other radicals with their characters (Unicode, `EquivalentUnifiedIdeograph`).
const RADICALS: &str = "⺁厂⺅亻⺌小⺟母⺠民⺩王⺷艹⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";

/// Cyrillic and Greek letters with the Latin ones that they look like (Unicode, `confusables`).
const LETTERS: &str =
    "аaеeоoрpсcуyхxіiјjѕsԁdһhАAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";

/// Spaces with the ordinary one.
const SPACES: &[char] = &[
    '\u{a0}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}', '\u{2005}', '\u{2006}',
    '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{202f}', '\u{205f}', '\u{2800}',
];

/// The character that a radical or a compatibility ideograph stands for; every other character by itself.
#[must_use]
pub fn unified(c: char) -> char {
    match c as u32 {
        code @ 0xf900..=0xfad9 => {
            let found = COMPATIBILITY.chars().nth(code as usize - 0xf900);
            found.filter(|found| *found != '〓').unwrap_or(c)
        }
        code @ 0x2f00..=0x2fd5 => KANGXI.chars().nth(code as usize - 0x2f00).unwrap_or(c),
        0x2e80..=0x2eff => paired(RADICALS, c).unwrap_or(c),
        _ => c,
    }
}

/// Every character of a text that looks like another, with its place. Letters of another script count only beside Latin
/// ones: a word of their own is a word.
#[must_use]
pub fn look_alikes(text: &str) -> Vec<LookAlike> {
    if !uncommon(text).any(is_doubtful) {
        return Vec::new();
    }
    let chars: Vec<char> = text.chars().collect();
    let is_latin = |at: Option<usize>| {
        let beside = at.and_then(|at| chars.get(at));
        beside.is_some_and(char::is_ascii_alphabetic)
    };
    let found = chars.iter().enumerate().filter_map(|(offset, c)| {
        let own = unified(*c);
        let among = || is_latin(offset.checked_sub(1)) || is_latin(Some(offset + 1));
        let ordinary = match own == *c {
            false => Some(own),
            true => paired(LETTERS, *c).filter(|_| among()),
        };
        ordinary.map(|ordinary| LookAlike {
            offset,
            character: *c,
            ordinary,
        })
    });
    found.collect()
}

/// A text with the ordinary characters in place of those that look like them.
#[must_use]
pub fn ordinary(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for found in look_alikes(text) {
        chars[found.offset] = found.ordinary;
    }
    chars.into_iter().collect()
}

/// A text in which every character that is found to look like another is followed by its number: what people write about
/// a draft, and their names, are shown so. Not yet harmless otherwise.
#[must_use]
pub fn pointed_out(text: &str) -> Cow<'_, str> {
    let found = look_alikes(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut found = found.into_iter().peekable();
    let mut out = String::with_capacity(text.len());
    for (offset, c) in text.chars().enumerate() {
        out.push(c);
        if found.next_if(|one| one.offset == offset).is_some() {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        }
    }
    Cow::Owned(out)
}

/// Harmless text in which every character that looks like another is followed by its number, spaces included: where two
/// texts are held against each other, a difference is seen.
#[must_use]
pub fn named(text: &str) -> String {
    let shown = visible_lines(text);
    let mut out = String::with_capacity(shown.len());
    for c in shown.chars() {
        out.push(c);
        let is_other = SPACES.contains(&c) || unified(c) != c || paired(LETTERS, c).is_some();
        if is_other {
            out.push_str(&format!("<U+{:04X}>", c as u32));
        }
    }
    out
}

/// Whether a character may be in one of the tables: a radical, a compatibility ideograph, a Greek or Cyrillic letter.
fn is_doubtful(c: char) -> bool {
    matches!(c as u32, 0x0370..=0x052f | 0x2e80..=0x2fd5 | 0xf900..=0xfad9)
}

/// The character after this one in a list of pairs.
fn paired(pairs: &str, c: char) -> Option<char> {
    if !is_doubtful(c) {
        return None;
    }
    let mut rest = pairs.chars();
    while let (Some(one), Some(other)) = (rest.next(), rest.next()) {
        if one == c {
            return Some(other);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_another_is_found_and_words_of_their_own_are_not() {
        for (given, wanted) in [
            ("⼯具⻓期", "工具长期"),
            ("p\u{430}ypal", "paypal"),
            ("\u{3a1}DF", "PDF"),
            ("Москва μm α-亚麻酸 Ω", "Москва μm α-亚麻酸 Ω"),
            ("一二 PDF", "一二 PDF"),
        ] {
            assert_eq!(ordinary(given), wanted);
            assert_eq!(look_alikes(given).is_empty(), given == wanted, "{given}");
        }
        assert_eq!(unified('\u{2fd5}'), '龠');
        assert_eq!(
            (
                unified('\u{f90a}'),
                unified('\u{fa0e}'),
                unified('\u{fad9}')
            ),
            ('金', '\u{fa0e}', '\u{9f8e}')
        );
        assert_eq!(
            pointed_out("⼯具、p\u{430}y"),
            "⼯<U+2F2F>具、p\u{430}<U+0430>y"
        );
        assert_eq!(pointed_out("Москва 一二"), "Москва 一二");
        let found = look_alikes("一⼯");
        assert_eq!((found[0].offset, found[0].ordinary), (1, '工'));
    }

    #[test]
    fn held_against_each_other_they_are_told_apart() {
        assert_eq!(
            named("⼯ 工\u{a0}о"),
            "⼯<U+2F2F> 工\u{a0}<U+00A0>о<U+043E>"
        );
        assert_eq!(named("甲\u{202e}"), "甲<U+202E>");
    }
}
