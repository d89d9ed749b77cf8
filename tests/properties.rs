//! What holds for any text: nothing panics, quotes are the source's own words, layout changes nothing but spans.
//!
//! Each property runs on a fixed number of random cases; `PROPTEST_CASES` raises it.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod promises;

use crossplan::clean::{clean, fold_script};
use crossplan::mentions::numeral;
use crossplan::schema::Plan;
use crossplan::{Source, normalizers};
use promises::{DIGESTS, changed_by, promises};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// As many cases as `PROPTEST_CASES` says, else `usual`.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(asked.unwrap_or(usual)) }
}

/// Pieces that plans are made of, and the noise between them.
const PIECES: &[&str] = &[
    "到2025年",
    "到二〇二七年底",
    "2020年",
    "二〇一二年",
    "起",
    "来,",
    "以来",
    "5年内",
    "三年合计",
    "水平以上",
    "每个",
    "乡镇",
    "至少",
    "“十四五”期间",
    "力争",
    "新增",
    "达到",
    "突破",
    "不低于",
    "每年",
    "累计",
    "分别",
    "各",
    "培育",
    "高新技术企业",
    "科技型中小企业",
    "国家级、省级",
    "重点实验室",
    "全社会研发投入",
    "占GDP比重",
    "万人有效发明专利拥有量",
    "技术合同成交额",
    "年均增长",
    "翻一番",
    "双破万",
    "全覆盖",
    "超过全省平均水平",
    "排名前十",
    "前50强",
    "世界500强",
    "比2020年增加",
    "1100",
    "12.5",
    "３００",
    "一千二百",
    "二十",
    "1,200",
    "3—5",
    "50%",
    "百分之三点五",
    "99999999999999999999999999999999",
    "零",
    "两",
    "家",
    "个",
    "项",
    "亿元",
    "万亿元",
    "万人",
    "件/万人",
    "%",
    "个百分点",
    "吨标准煤/万元",
    "平方公里",
    "以上",
    "左右",
    "以下",
    "，",
    "。",
    "；",
    "、",
    ",",
    ":",
    "：",
    "和",
    "及",
    "等",
    "(",
    ")",
    "（",
    "）",
    "“",
    "”",
    "《",
    "》",
    "[",
    "]",
    "—",
    "-",
    "/",
    ".",
    "·",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "\u{3000}",
    "\u{c}",
    "\u{feff}",
    "\u{200b}",
    "\u{e010}",
    "|",
    "| --- |",
    "<table><tr><td>",
    "</td></tr>",
    "<p>",
    "</p>",
    "&nbsp;",
    "<script>",
    "<!--",
    "一、",
    "二、主要目标",
    "三、重点任务",
    "四、保障措施",
    "(一)",
    "（二）",
    "1.",
    "2．",
    "8 .",
    "第一章",
    "第三条",
    "专栏1",
    "附件",
    "指标\t单位\t2020年\t2025年",
    "序号|任务|责任单位|完成时限",
    "(责任单位:市科技局、市财政局)",
    "牵头单位：省科技厅；配合单位：各市州",
    "完成时限：2026年6月",
    "由市工信局负责",
    "— 12 —",
    "3、",
    "第3页 共12页",
    "政策解读",
    "相关链接",
    "計畫",
    "高新技術企業",
    "技術契約",
    "億元",
    "達到",
    "責任單位",
    "數量",
    "2.65机",
    "㎡",
    "①",
    "½",
    "²",
    "⼀",
    "豈",
    "𠮷",
    "é",
    "😀",
    "\u{fffd}",
];

/// Texts that look like plans, out of order.
fn plan_like() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 1..60).prop_map(|pieces| pieces.concat())
}

/// Headings and whole sentences, one a line, with blanks and odd widths in them.
fn paragraphs() -> impl Strategy<Value = String> {
    let words = |piece: &&str| {
        !piece.contains(['\n', '\r', '\u{c}', '<', '(', '（', '|', '\t', '附', '第', '一'])
            && fold_script(piece) == **piece
    };
    let pieces: Vec<&str> = PIECES.iter().copied().filter(words).collect();
    let sentence = prop::collection::vec(prop::sample::select(pieces), 3..20);
    let heading =
        prop::sample::select(&["一、总体要求", "（二）主要目标", "3．重点任务", "第四条", "第五章 保障"][..]);
    let line = (heading, sentence).prop_map(|(heading, words)| format!("{heading}\n{}。\n", words.concat()));
    prop::collection::vec(line, 1..8).prop_map(|lines| lines.concat())
}

/// Any characters, with line breaks and digits more often than chance would have them.
fn any_text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => any::<char>(),
        2 => prop::char::range('\u{4e00}', '\u{9fff}'),
        1 => prop::char::range('0', '9'),
        1 => prop::sample::select(&['\n', '\t', ' ', '、', '。', '%', '(', '<', '|', '\u{ff10}'][..]),
    ];
    prop::collection::vec(character, 0..120).prop_map(String::from_iter)
}

/// Reads a text and checks all that must hold of any plan. `None` for an empty text.
fn read(text: &str) -> Option<Plan> {
    let source = Source::from_text("any", text).ok()?;
    let plan = normalizers::read(&source).unwrap();
    plan.validate_against(&source).unwrap();
    Some(plan)
}

/// Breaks lines at `width`, as fixed-width pages do. A Chinese character takes `chinese` columns: two where lines are
/// set to columns, one where characters are counted. Figures may be broken; Latin words stay whole.
fn wrapped(text: &str, width: usize, chinese: usize) -> String {
    let columns_of = |c: char| if c.is_ascii() { 1 } else { chinese };
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let (mut column, mut before) = (0, ' ');
        for (at, c) in line.char_indices() {
            let word = line[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
            // A number alone on a line is a page number.
            let lone = line[at..].trim_end().bytes().all(|b| b.is_ascii_digit());
            let goes_on = c == '\n' || lone || (c.is_ascii_alphabetic() && before.is_ascii_alphabetic());
            if column > 0 && !goes_on && column + word.max(columns_of(c)) > width {
                out.push('\n');
                column = 0;
            }
            out.push(c);
            column += columns_of(c);
            before = c;
        }
    }
    out
}

/// Puts a page number between lines, every `lines` of them.
fn paged(text: &str, lines: usize) -> String {
    let mut out = String::new();
    for (at, line) in text.lines().enumerate() {
        if at > 0 && at % lines == 0 {
            out += &format!("— {} —\n", at / lines);
        }
        out += line;
        out.push('\n');
    }
    out
}

fn full_width(text: &str) -> String {
    let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap();
    text.chars().map(|c| if c.is_ascii_digit() { wide(c) } else { c }).collect()
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn any_bytes_are_a_source_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(source) = Source::from_bytes("bytes", &bytes) {
            let plan = normalizers::read(&source).unwrap();
            plan.validate_against(&source).unwrap();
        }
    }

    #[test]
    fn any_text_is_read_without_panic_and_quoted_verbatim(text in any_text()) {
        read(&text);
    }

    #[test]
    fn plan_like_text_is_read_without_panic_and_quoted_verbatim(text in plan_like()) {
        read(&text);
    }

    #[test]
    fn a_plan_written_as_json_reads_back_equal(text in plan_like()) {
        if let Some(plan) = read(&text) {
            let json = serde_json::to_string(&plan).unwrap();
            prop_assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
        }
    }

    #[test]
    fn cleaning_clean_text_changes_nothing(text in paragraphs()) {
        let once = clean(&Source::from_text("once", text).unwrap());
        let twice = clean(&Source::from_text("twice", once.text()).unwrap());
        prop_assert_eq!(twice.text(), once.text());
    }

    #[test]
    fn every_piece_of_clean_text_leads_to_source_in_order(text in plan_like()) {
        let Ok(source) = Source::from_text("text", text) else { return Ok(()) };
        let clean = clean(&source);
        let mut last = 0;
        // A tab stands for all blanks between two cells, or for an empty cell among them.
        for (at, c) in clean.text().char_indices().filter(|(_, c)| *c != '\t') {
            let span = clean.span(at..at + c.len_utf8());
            prop_assert!(source.text().get(span.range()).is_some(), "{:?} at {at} leads to {span:?}", c);
            prop_assert!(last <= span.start, "{:?} at {at} leads back to {span:?}", c);
            last = span.start;
        }
    }

    #[test]
    fn folding_script_keeps_every_length(text in any_text()) {
        let folded = fold_script(&text);
        prop_assert!(text.chars().map(char::len_utf8).eq(folded.chars().map(char::len_utf8)));
    }

    #[test]
    fn an_integer_in_chinese_reads_as_itself(value in prop_oneof![0_u64..20_000, 0_u64..10_000_000_000_000_000]) {
        let written = in_chinese(value);
        let read = numeral(&written).expect(&written);
        prop_assert_eq!(read.value * magnitude(read.magnitude) * magnitude(&written[read.length..]), Decimal::from(value), "{}", written);
    }

    #[test]
    fn digits_read_as_themselves(mantissa in 0_i64..1_000_000_000_000, scale in 0_u32..6) {
        let value = Decimal::new(mantissa, scale);
        let read = numeral(&value.to_string()).unwrap();
        prop_assert_eq!((read.value.to_string(), read.length), (value.to_string(), value.to_string().len()));
    }

    #[test]
    fn grouped_digits_read_as_themselves(value in 0_u64..1_000_000_000_000) {
        let plain = value.to_string();
        let mut grouped = String::new();
        for (at, digit) in plain.char_indices() {
            if at > 0 && (plain.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let read = numeral(&grouped).unwrap();
        prop_assert_eq!((read.value, read.length), (Decimal::from(value), grouped.len()), "{}", grouped);
    }
}

proptest! {
    // Each case reads a whole digest.
    #![proptest_config(cases(40))]

    #[test]
    fn hard_wraps_change_nothing_but_spans(sample in 0_usize..5, chinese in 1_usize..3, chars in 26_usize..80) {
        let differs = changed_by(sample, |text| wrapped(text, chars * chinese, chinese));
        prop_assert!(differs.is_empty(), "{} at {chars}, {chinese} columns each:\n{}", DIGESTS[sample].0.name(), differs.join("\n"));
    }

    #[test]
    fn page_marks_between_lines_change_nothing_but_spans(sample in 0_usize..5, lines in 3_usize..40) {
        let differs = changed_by(sample, |text| paged(text, lines));
        prop_assert!(differs.is_empty(), "{} every {lines}:\n{}", DIGESTS[sample].0.name(), differs.join("\n"));
    }

    #[test]
    fn page_marks_in_wrapped_text_change_nothing_but_spans(sample in 0_usize..5, chinese in 1_usize..3, chars in 26_usize..80, lines in 10_usize..40) {
        let differs = changed_by(sample, |text| paged(&wrapped(text, chars * chinese, chinese), lines));
        prop_assert!(differs.is_empty(), "{} at {chars}, {chinese} columns each every {lines}:\n{}", DIGESTS[sample].0.name(), differs.join("\n"));
    }
}

/// Each of these made a panic once.
const PANICKED: &[&str] = &[
    "突破双破万指标\t单位\t2020年\t2025年&nbsp;\n到2025年到2025年到2025年到2025年",
    "研发经费投入强度超\u{fffd}全市:\u{fffd}平均水平。\n排名前十5年\nH由市工信局负责 <table><tr><td>（ \\ 统一\u{fffd}`x发经费投入强度超过全国平均水平。\n排名前\u{1a}xypXu范\n",
    "研发投入强度达到2.8%（%）",
    "高新技术企业达到3家（",
    "一、主要目标\n2020年来,全市高新技术企业达到300家。",
    "二〇一二年起5年内,高新技术企业达到300家。",
];

#[test]
fn texts_that_once_panicked_are_read() {
    for text in PANICKED {
        read(text);
    }
}

#[test]
fn cleaning_a_clean_digest_changes_nothing() {
    for (source, _) in DIGESTS.iter() {
        let once = clean(source);
        let twice = clean(&Source::from_text(source.name(), once.text()).unwrap());
        assert_eq!(twice.text(), once.text(), "{}", source.name());
    }
}

#[test]
fn full_width_digits_change_nothing_but_spans() {
    for (sample, (source, before)) in DIGESTS.iter().enumerate() {
        // Names are kept as written, so both sides are compared in one width.
        let wide = Source::from_text(source.name(), full_width(source.text())).unwrap();
        let after = promises(&normalizers::read(&wide).unwrap());
        let narrow = |lines: &[String]| lines.iter().map(|l| full_width(l)).collect::<Vec<_>>();
        assert_eq!(narrow(&after), narrow(before), "sample {sample}");
    }
}

#[test]
fn carriage_returns_and_byte_order_marks_change_nothing_but_spans() {
    for (sample, (source, _)) in DIGESTS.iter().enumerate() {
        let differs = changed_by(sample, |text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
        assert!(differs.is_empty(), "{}:\n{}", source.name(), differs.join("\n"));
    }
}

#[test]
fn digests_cut_anywhere_are_read_without_panic() {
    for (source, _) in DIGESTS.iter() {
        let text = source.text();
        for step in 1..40 {
            let at = text.floor_char_boundary(text.len() * step / 40);
            read(&text[..at]);
            read(&text[at..]);
        }
    }
}

#[test]
fn the_script_table_is_that_of_opencc() {
    // Newer tables of OpenCC, and 衞 of Hong Kong, which hanconv leaves.
    const NEWER: &[char] = &['著', '衞'];
    let mut differ = String::new();
    for c in '\u{3400}'..='\u{9fff}' {
        let (ours, theirs) = (fold_script(&c.to_string()), hanconv::t2s(c.to_string()));
        // A character of another length would move every offset behind it.
        if ours != theirs && theirs.len() == c.len_utf8() && !NEWER.contains(&c) {
            differ += &format!("{c}: {ours}, in OpenCC {theirs}\n");
        }
    }
    assert!(differ.is_empty(), "{differ}");
}

/// Writes an integer in Chinese numerals: 10012 is 一万零一十二.
fn in_chinese(value: u64) -> String {
    for (power, word) in [(100_000_000, '亿'), (10_000, '万'), (1_000, '千'), (100, '百'), (10, '十')] {
        if value >= power {
            let (high, low) = (in_chinese(value / power), value % power);
            let gap = if low < power / 10 { "零" } else { "" };
            return if low == 0 {
                format!("{high}{word}")
            } else {
                format!("{high}{word}{gap}{}", in_chinese(low))
            };
        }
    }
    "零一二三四五六七八九".chars().nth(usize::try_from(value).unwrap()).unwrap().to_string()
}

/// The value of a magnitude that a numeral is counted in or leaves for its unit.
fn magnitude(rest: &str) -> Decimal {
    match rest {
        "" => Decimal::ONE,
        "万" => Decimal::from(10_000),
        "亿" => Decimal::from(100_000_000),
        "万亿" => Decimal::from(1_000_000_000_000_i64),
        other => panic!("{other:?} was left over"),
    }
}
