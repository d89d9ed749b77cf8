//! Word documents, made here part by part.

use crossplan::{Error, Source};

use super::fails;

const NAMESPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A ZIP archive, stored or deflated.
pub fn zip(parts: &[(&str, String)], deflate: bool) -> Vec<u8> {
    let (mut files, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let packed = match deflate {
            true => miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6),
            false => text.as_bytes().to_vec(),
        };
        let (method, length) = (if deflate { 8u16 } else { 0 }, name.len() as u16);
        let mut sizes = Vec::new();
        sizes.extend(crc32(text.as_bytes()).to_le_bytes());
        sizes.extend((packed.len() as u32).to_le_bytes());
        sizes.extend((text.len() as u32).to_le_bytes());
        sizes.extend(length.to_le_bytes());
        let common: Vec<u8> = [20u16, 0, method, 0, 0]
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .chain(sizes)
            .chain([0, 0])
            .collect();
        directory.extend(b"PK\x01\x02\x14\0".iter().chain(&common).chain(&[0; 10]));
        directory.extend((files.len() as u32).to_le_bytes());
        directory.extend(name.bytes());
        files.extend(b"PK\x03\x04".iter().chain(&common).copied().chain(name.bytes()).chain(packed));
    }
    let count = parts.len() as u16;
    let (start, length) = (files.len() as u32, directory.len() as u32);
    files.extend(directory);
    files.extend(b"PK\x05\x06\0\0\0\0");
    files.extend([count, count].iter().flat_map(|n| n.to_le_bytes()));
    files.extend([length, start].iter().flat_map(|n| n.to_le_bytes()));
    files.extend([0, 0]);
    files
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 })
    })
}

fn parts(body: &str, numbering: &str, styles: &str) -> Vec<(&'static str, String)> {
    let relation = |kind: &str, target: &str| {
        format!(r#"<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inner: String| format!("<Relationships>{inner}</Relationships>");
    let part = |root: &str, inner: &str| {
        format!(r#"<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>"#)
    };
    vec![
        ("_rels/.rels", relations(relation("officeDocument", "word/document.xml"))),
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>"))),
        (
            "word/_rels/document.xml.rels",
            relations(relation("styles", "styles.xml") + &relation("numbering", "/word/numbering.xml")),
        ),
        ("word/styles.xml", part("styles", styles)),
        ("word/numbering.xml", part("numbering", numbering)),
    ]
}

/// A document whose paragraphs are these lines.
pub fn of_lines(text: &str) -> Vec<u8> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let body: String = escaped.lines().map(|line| p("", line)).collect();
    zip(&parts(&body, "", ""), false)
}

/// A document with all kinds of parts, to be damaged.
pub fn sample() -> Vec<u8> {
    let body = [
        p(&num(1, 0), "总体要求"),
        p(&num(1, 1), "新增3家"),
        table(&[&["指标", "2025年"], &["企业", "3家"]]),
    ];
    zip(&parts(&body.concat(), &list(1, &[("chineseCounting", "%1、"), ("decimal", "%1.%2")]), ""), false)
}

fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn num(list: u32, level: u32) -> String {
    format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>"#)
}

/// A list with these formats and patterns of its levels, used under the same number.
fn list(id: u32, levels: &[(&str, &str)]) -> String {
    let levels: String = levels
        .iter()
        .enumerate()
        .map(|(at, (format, pattern))| {
            format!(
                r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{pattern}"/></w:lvl>"#
            )
        })
        .collect();
    format!(
        r#"<w:abstractNum w:abstractNumId="{id}">{levels}</w:abstractNum><w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>"#
    )
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p("", text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[track_caller]
fn reads(body: &str, numbering: &str, styles: &str, expected: &[&str]) {
    let parts = parts(body, numbering, styles);
    for deflate in [false, true] {
        let source = Source::from_bytes("a.docx", &zip(&parts, deflate)).unwrap();
        assert_eq!(source.text().lines().collect::<Vec<_>>(), expected);
        assert_eq!(source.encoding(), "docx");
    }
}

#[test]
fn paragraphs_are_lines() {
    let body = p("", "到2025年&#65292;R&amp;D经费") + "<w:p/>" + &p("", "  新增3家 ");
    reads(&body, "", "", &["到2025年，R&D经费", "新增3家"]);
}

#[test]
fn runs_links_insertions_and_controls_are_text() {
    let body = "<w:p><w:r><w:t>到</w:t></w:r><w:hyperlink><w:r><w:t>2025年</w:t></w:r></w:hyperlink>\
        <w:ins><w:r><w:t xml:space=\"preserve\">, 新增</w:t></w:r></w:ins><w:del><w:r><w:delText>2</w:delText></w:r></w:del>\
        <w:sdt><w:sdtContent><w:r><w:t>3</w:t></w:r></w:sdtContent></w:sdt><w:smartTag><w:r><w:t>家</w:t></w:r></w:smartTag>\
        <w:r><w:noBreakHyphen/><w:t>5家</w:t><w:footnoteReference w:id=\"1\"/></w:r>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom></w:p>";
    reads(body, "", "", &["到2025年, 新增3家-5家"]);
}

#[test]
fn fields_show_their_result_and_contents_are_left_out() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let body = format!(
        "<w:p>{}{}{}<w:r><w:t>总体要求\u{a0}1</w:t></w:r></w:p><w:p><w:r><w:t>重点任务 2</w:t></w:r>{}</w:p>\
         <w:p><w:r><w:t>共</w:t></w:r>{}{}{}<w:r><w:t>12</w:t></w:r>{}<w:r><w:t>页</w:t></w:r></w:p>",
        field("begin"),
        instruction(" TOC \\o"),
        field("separate"),
        field("end"),
        field("begin"),
        instruction(" NUMPAGES "),
        field("separate"),
        field("end"),
    );
    reads(&body, "", "", &["共12页"]);
}

#[test]
fn text_boxes_follow_their_paragraph_once() {
    let content = "<w:txbxContent><w:p><w:r><w:t>专栏1</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>前</w:t><mc:AlternateContent><mc:Choice>{content}</mc:Choice>\
         <mc:Fallback>{content}</mc:Fallback></mc:AlternateContent><w:t>后</w:t></w:r></w:p>"
    );
    reads(&body, "", "", &["前后", "专栏1"]);
}

#[test]
fn deleted_paragraph_end_joins_paragraphs() {
    let deleted = p("<w:rPr><w:del/></w:rPr>", "新增");
    reads(&(deleted + &p("", "3家")), "", "", &["新增3家"]);
}

#[test]
fn numbers_are_those_that_word_shows() {
    let numbering = list(
        1,
        &[
            ("chineseCountingThousand", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "(%4)"),
        ],
    );
    let levels = [0, 1, 1, 2, 2, 3, 1, 2, 0, 1];
    let body: String = levels.iter().map(|level| p(&num(1, *level), "题")).collect();
    let expected = [
        "一、题", "（一）题", "（二）题", "1. 题", "2. 题", "(1) 题", "（三）题", "1. 题", "二、题",
        "（一）题",
    ];
    reads(&body, &numbering, "", &expected);
}

#[test]
fn number_pattern_may_name_levels_above() {
    let numbering =
        list(1, &[("chineseCounting", "第%1章"), ("decimal", "%1.%2")]) + &list(2, &[("bullet", "\u{f0b7}")]);
    let legal = numbering.replace(r#"<w:lvlText w:val="%1.%2"/>"#, r#"<w:isLgl/><w:lvlText w:val="%1.%2"/>"#);
    let body =
        [p(&num(1, 0), "总则"), p(&num(1, 1), "目的"), p(&num(2, 0), "点"), p(&num(1, 1), "范围")].concat();
    reads(&body, &numbering, "", &["第一章总则", "一.1 目的", "点", "一.2 范围"]);
    reads(&body, &legal, "", &["第一章总则", "1.1 目的", "点", "1.2 范围"]);
}

#[test]
fn number_comes_from_the_style_too() {
    let styles = "<w:style w:styleId=\"1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"3\"><w:basedOn w:val=\"3\"/></w:style>";
    let style = |id: u32| format!(r#"<w:pStyle w:val="{id}"/>"#);
    let body = [
        p(&style(1), "目标"),
        p(&style(2), "任务"),
        p(&(style(2) + &num(0, 0)), "无号"),
        p(&style(3), "循环"),
        p(&style(2), "保障"),
    ];
    let numbering = list(1, &[("taiwaneseCounting", "%1、"), ("taiwaneseCountingThousand", "（%2）")]);
    reads(&body.concat(), &numbering, styles, &["一、目标", "（一）任务", "无号", "循环", "（二）保障"]);
}

#[test]
fn list_may_begin_anew_or_elsewhere() {
    let again = r#"<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>"#;
    let numbering = list(1, &[("decimal", "%1、")]) + again;
    let body: String = [1, 1, 2, 2, 1].iter().map(|id| p(&num(*id, 0), "项")).collect();
    reads(&body, &numbering, "", &["1、项", "2、项", "5、项", "6、项", "7、项"]);
}

#[test]
fn number_of_a_level_may_run_on() {
    let numbering = list(1, &[("chineseCounting", "%1、"), ("decimal", "%2.")])
        .replace(r#"<w:lvlText w:val="%2."/>"#, r#"<w:lvlRestart w:val="0"/><w:lvlText w:val="%2."/>"#);
    let body: String = [0, 1, 1, 0, 1].iter().map(|level| p(&num(1, *level), "项")).collect();
    reads(&body, &numbering, "", &["一、项", "1. 项", "2. 项", "二、项", "3. 项"]);
}

#[test]
fn rows_are_lines_and_merged_cells_are_empty() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>");
    let rows = [
        cell("<w:vMerge w:val=\"restart\"/>", &p("", "创新"))
            + &cell("", &(p("", "企业") + &p("", "数")))
            + &cell("", &p("", "R&amp;D")),
        cell("<w:vMerge/>", "<w:p/>") + &cell("<w:gridSpan w:val=\"2\"/>", &p("", "合计")),
        cell("<w:gridSpan w:val=\"3\"/>", &(p("", "专栏1") + &p("", "1.平台"))),
        cell("", "<w:p/>") + &cell("", "<w:p/>"),
    ];
    let rows: String = rows.iter().map(|cells| format!("<w:tr>{cells}</w:tr>")).collect();
    let body = format!("{}<w:tbl>{rows}</w:tbl>{}", p("", "表1"), p("", "注"));
    reads(&body, "", "", &["表1", "创新\t企业数\tR&D", "\t合计\t", "专栏1", "1.平台", "注"]);
}

#[test]
fn table_in_a_layout_cell_keeps_its_rows() {
    let inner = table(&[&["指标", "2025年"], &["企业", "3家"]]);
    let body = format!("<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>");
    reads(&body, "", "", &["指标\t2025年", "企业\t3家"]);
}

#[test]
fn paragraphs_are_not_joined_when_cleaned() {
    let source =
        Source::from_bytes("a.docx", &of_lines("到2025年全市科技创新能力，研发投入\n新增企业3家，平台5个"))
            .unwrap();
    assert_eq!(crossplan::clean::clean(&source).text().lines().count(), 2);
}

#[test]
fn damaged_documents_are_errors() {
    let document = |xml: &str| zip(&[("word/document.xml", xml.to_owned())], false);
    let begins = |message: &str, bytes: &[u8]| {
        let found = Source::from_bytes("a.docx", bytes).unwrap_err().to_string();
        assert!(found.starts_with(message), "{found}");
    };
    begins("a.docx: not a valid docx file, no ZIP directory", b"PK\x03\x04 and no more");
    begins("a.docx: not a valid docx file, XML at byte", &document("<w:document><w:p></w:document>"));
    let message = "a.docx: not a valid docx file, the XML ends inside an element";
    fails("a.docx", &document("<w:document><w:p>"), message);
    let message = "a.docx: not a valid docx file, elements nested deeper than 256";
    fails("a.docx", &document(&format!("<w:document>{}", "<w:p>".repeat(300))), message);
    let message = "a.zip: not text at byte 0, found a ZIP archive that holds no Word document";
    fails("a.zip", &zip(&[("readme.txt", "你好".to_owned())], false), message);
    let message = "a.xlsx: not text at byte 0, found an Office document, but not one of Word";
    fails("a.xlsx", &document("<workbook></workbook>"), message);
    fails("a.docx", &document("<w:document></w:document>"), "a.docx: empty, expected the text of a plan");
}

#[test]
fn bombs_are_refused() {
    // One part that unpacks to more than the limit, from 300 kilobytes.
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![b' '; 300 << 20], 1);
    let mut bytes = zip(&[("word/document.xml", String::new())], true);
    let name = bytes.windows(17).position(|w| w == b"word/document.xml").unwrap();
    let old = miniz_oxide::deflate::compress_to_vec(b"", 6).len();
    bytes.splice(name + 17..name + 17 + old, zeros.iter().copied());
    let size = (zeros.len() as u32).to_le_bytes();
    bytes[18..22].copy_from_slice(&size);
    let directory = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    bytes[directory + 20..directory + 24].copy_from_slice(&size);
    let end = bytes.len() - 22;
    bytes[end + 16..end + 20].copy_from_slice(&(directory as u32).to_le_bytes());
    let found = Source::from_bytes("a.docx", &bytes).unwrap_err();
    assert!(matches!(found, Error::TooLarge { limit: 268_435_456, .. }), "{found}");
}

#[test]
fn limits_hold_for_what_is_inside() {
    let said = |limits| Source::from_bytes_within("a.docx", &sample(), &limits).unwrap_err().to_string();
    let limits = crossplan::Limits::default();
    assert_eq!(said(limits.nesting(3)), "a.docx: not a valid docx file, elements nested deeper than 3");
}
