//! Bringing writing to one form before words are compared: full-width to ordinary, traditional to simplified, lower case.
//!
//! Invariant: one character becomes one character, so an offset means the same in both texts.

use crate::text::look_alike::unified;

/// Traditional characters with their simplified ones, of the words that budgets and annexes are made of.
const PAIRS: &str = "費费講讲課课師师勞劳務务場场會会議议資资料料印印複复製制裝装訂订冊册頁页報报紙纸書书圖图購购買买賣卖租租賃赁車车輛辆\
機机電电腦脑設设備备儀仪器器軟软體体網网絡络絡络檢检測测試试驗验實实習习專专業业諮咨詢询評评審审論论證证翻翻譯译錄录攝摄影影視视頻频\
廣广播播傳传宣宣導导覽览館馆廳厅樓楼園园區区縣县鄉乡鎮镇國国際际內内間间門门開开關关閉闭辦办公公處处單单價价額额總总計计數数量量項项\
類类號号碼码點点線线級级組组織织結结構构經经濟济財财產产稅税金金銀银賬账戶户貸贷債债還还獎奖勵励禮礼品品煙烟酒酒飯饭餐餐飲饮饋馈贈赠\
捐捐贊赞助助罰罚繳缴納纳養养維维護护繕缮築筑牆墙裏里標标題题牌牌條条幅幅橫横豎竖彩彩燈灯樣样張张幾几個个兩两雙双萬万億亿歲岁時时\
鐘钟週周節节點点達达運运輸输遞递郵邮寄寄飛飞鐵铁軌轨橋桥過过進进遠远離离還还這这邊边從从來来後后於于與与為为應应當当對对將将現现發发\
動动員员團团隊队職职稱称術术學学藝艺術术術术歷历曆历參参加加觀观摩摩聽听說说話话語语詞词請请讓让許许該该誌志願愿義义醫医藥药療疗\
療疗衛卫護护養养農农業业漁渔雞鸡豬猪馬马魚鱼鳥鸟龍龙鳳凤氣气溫温濕湿壓压廢废環环潔洁淨净濾滤燒烧燃燃油油煤煤電电池池纜缆鋼钢鐵铁銅铜\
錢钱錯错鍵键鎖锁鏡镜鑒鉴鑰钥長长閱阅闊阔陽阳陰阴陳陈陸陆隨随險险隱隐難难雜杂雲云霧雾靈灵靜静頂顶順顺預预領领頭头顏颜顧顾風风飾饰\
餘余駕驾驅驱驗验驚惊髮发鬆松鬥斗魯鲁鹽盐麥麦麗丽黃黄黨党齊齐齒齿齡龄龜龟殘残殺杀殼壳沒没減减渦涡滅灭濱滨灣湾烏乌無无爐炉爭争爺爷牽牵\
犧牺獨独獲获獸兽珍珍瓊琼畝亩畢毕異异療疗發发皺皱盤盘盧卢監监盜盗確确碩硕禍祸禪禅稱称種种穀谷積积窮穷競竞筆笔範范簡简簽签籃篮糧粮紀纪\
約约紅红純纯級级紛纷細细終终組组絕绝統统絲丝經经綠绿維维綱纲綜综緊紧緒绪線线緣缘編编緩缓練练縮缩繼继續续罷罢羅罗聖圣聞闻聯联聰聪聲声\
職职肅肃脈脉腳脚膽胆臨临舉举舊旧艙舱艦舰莊庄華华葉叶著着蔣蒋蘇苏處处虛虚虧亏蟲虫補补裝装褲裤見见規规覺觉親亲計计訊讯討讨記记訪访設设\
訴诉診诊評评詩诗詳详認认誤误調调談谈諾诺謀谋謝谢識识譜谱警警譽誉讀读變变豐丰貓猫貝贝負负財财貢贡貧贫貨货販贩責责貴贵費费賀贺賓宾賞赏\
賠赔賢贤質质賴赖贏赢趕赶跡迹踐践轉转輕轻輔辅輪轮輯辑輸输農农迴回適适選选遷迁遺遗邏逻鄰邻釋释針针釣钓鈔钞鉛铅銷销鋪铺錦锦鍋锅鍾钟鏈链";

/// The character that is compared in place of this one.
#[must_use]
pub fn fold_char(c: char) -> char {
    let c = unified(c);
    let c = match c as u32 {
        code @ 0xff01..=0xff5e => char::from_u32(code - 0xfee0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    };
    if c.is_ascii() {
        c.to_ascii_lowercase()
    } else {
        simplified(c)
    }
}

/// A text in the form that words are compared in; as many characters as the text has.
#[must_use]
pub fn fold(text: &str) -> Vec<char> {
    text.chars().map(fold_char).collect()
}

fn simplified(c: char) -> char {
    use std::sync::OnceLock;
    static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let chars: Vec<char> = PAIRS.chars().collect();
        let mut table: Vec<_> = chars
            .chunks_exact(2)
            .filter(|pair| pair[0] != pair[1])
            .map(|pair| (pair[0], pair[1]))
            .collect();
        table.sort_unstable();
        table.dedup_by_key(|pair| pair.0);
        table
    });
    let found = table.binary_search_by_key(&c, |pair| pair.0);
    found.map_or(c, |at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_form_for_all_ways_of_writing() {
        let folded: String = fold("專家講課費ＡＢ１２（資料）").into_iter().collect();
        assert_eq!(folded, "专家讲课费ab12(资料)");
        assert_eq!(fold("一\u{301}").len(), 2);
        assert_eq!(fold("⼯具⻋辆"), fold("工具车辆"), "as a PDF has it");
    }
}
