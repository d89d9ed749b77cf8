//! PDF files, made here object by object.

use crossplan::{Error, Source};

use super::fails;

/// A font without a table of its own: the bytes are GBK, as official typesetting makes them.
const GBK: &str = "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<< /Type /Font \
    /Subtype /CIDFontType0 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>] >>";
const LATIN: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>";

/// A file with these objects, the first being the catalog.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").into_bytes()));
    let trailer =
        format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    bytes.extend(trailer.into_bytes());
    bytes
}

fn stream(dictionary: &str, content: &str) -> Vec<u8> {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len()).into_bytes()
}

/// Pages that draw these contents with the font `/F`, and further objects from number 4 on.
fn pages_with(font: &str, page: &str, contents: &[&str], more: &[Vec<u8>]) -> Vec<u8> {
    let first = 4 + more.len();
    let kids: Vec<String> = (0..contents.len()).map(|at| format!("{} 0 R", first + 2 * at)).collect();
    let tree = format!(
        "<< /Type /Pages /Kids [{}] /Count {} /Resources << /Font << /F 3 0 R >> /XObject << /X 4 0 R >> >> >>",
        kids.join(" "),
        contents.len(),
    );
    let mut objects = vec![b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(), tree.into_bytes(), font.into()];
    objects.extend(more.iter().cloned());
    for (at, content) in contents.iter().enumerate() {
        let content_at = first + 2 * at + 1;
        objects
            .push(format!("<< /Type /Page /Parent 2 0 R /Contents {content_at} 0 R {page} >>").into_bytes());
        objects.push(stream("", content));
    }
    file(&objects)
}

fn pages(font: &str, contents: &[&str]) -> Vec<u8> {
    pages_with(font, "", contents, &[])
}

/// `<CEC4>`
fn gbk(text: &str) -> String {
    let bytes = encoding_rs::GB18030.encode(text).0;
    format!("<{}>", bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// A file with these lines, thirty on a page.
pub fn of_lines(text: &str) -> Vec<u8> {
    let lines: Vec<&str> = text.lines().collect();
    let page = |lines: &[&str]| {
        let shown: String = lines.iter().map(|line| format!("{} Tj T* ", gbk(line))).collect();
        format!("BT /F 10 Tf 16 TL 60 700 Td {shown}ET")
    };
    let contents: Vec<String> = lines.chunks(30).map(page).collect();
    pages(GBK, &contents.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A document with all kinds of objects, to be damaged.
pub fn sample() -> Vec<u8> {
    let form = stream("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 5 5]", "BT /F 8 Tf (x) Tj ET");
    let cmap = stream(
        "",
        "2 beginbfchar <01> <4E00> <02> <4E8C> endbfchar 1 beginbfrange <03> <05> [<0061> <0062>] endbfrange",
    );
    let font = "<< /Type /Font /Subtype /TrueType /FirstChar 1 /Widths [500 600] /ToUnicode 5 0 R >>";
    let content =
        "q 1 0 0 1 0 0 cm BT /F 10 Tf 0 0 Td [(\x01\x02) -2000 (\x03)] TJ T* (a) ' 1 2 (b) \" ET Q /X Do";
    pages_with(font, "/Rotate 90", &[content, "/X Do"], &[form, cmap])
}

#[track_caller]
fn reads(bytes: &[u8], expected: &str) {
    let source = Source::from_bytes("a.pdf", bytes).unwrap();
    assert_eq!(source.text(), expected);
    assert_eq!(source.encoding(), "pdf");
}

#[test]
fn text_of_predefined_encodings_is_read() {
    let show = |string: &str| format!("BT /F 10 Tf 0 700 Td {string} Tj ET");
    reads(&pages(GBK, &[&show(&gbk("到2025年，新增3家。"))]), "到2025年，新增3家。");
    let uni = GBK.replace("GBK-EUC-H", "UniGB-UCS2-H");
    reads(&pages(&uni, &[&show("<52300032003000320035 5e74>")]), "到2025年");
    let uni = GBK.replace("GBK-EUC-H", "UniGB-UTF16-H");
    reads(&pages(&uni, &[&show("<d842dfb7 5bb6>")]), "𠮷家");
    let big5 = GBK.replace("GBK-EUC-H", "ETen-B5-H").replace("GB1", "CNS1");
    reads(&pages(&big5, &[&show("<a7de b34e 31>")]), "技術1");
    let glyphs = GBK.replace("GBK-EUC-H", "Identity-H");
    reads(&pages(&glyphs, &[&show("<0011 0012 0013>")]), "012");
    reads(&pages(LATIN, &[&show("(R&D 2.6\\045)")]), "R&D 2.6%");
}

#[test]
fn table_of_the_font_goes_first() {
    let cmap = stream(
        "",
        "/CIDInit findresource begin 1 begincodespacerange <0000> <FFFF> endcodespacerange \
        2 beginbfchar <0001> <65B0> <0002> <D842DFB7> endbfchar % note\n\
        2 beginbfrange <0010> <0012> <0030> <0020> <0021> [<5BB6> <4E2A4E2A>] endbfrange",
    );
    let font = GBK.replace("/GBK-EUC-H", "/Identity-H /ToUnicode 4 0 R");
    let content = "BT /F 10 Tf <0001 0002 0011 0020 0021> Tj ET";
    reads(&pages_with(&font, "", &[content], std::slice::from_ref(&cmap)), "新𠮷1家个个");
    // A range over all codes takes no time and no room.
    let wide = stream(
        "",
        "1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange 1 beginbfchar <0001> <65B0> endbfchar",
    );
    reads(&pages_with(&font, "", &["BT /F 10 Tf <0001> Tj ET"], &[wide]), "新");
}

#[test]
fn widths_of_codes_beyond_all_are_left_out() {
    let font = GBK.replace("/CIDSystemInfo", "/W [1 [500 600] 4294967295 [1 2 3] 7 9] /CIDSystemInfo");
    reads(&pages(&font, &["BT /F 10 Tf <c4e3> Tj ET"]), "你");
}

#[test]
fn names_of_characters_are_known() {
    let font = LATIN
        .replace("/WinAnsiEncoding", "<< /Type /Encoding /Differences [1 /uni5BB6 /percent /g17 /u1F680] >>");
    let source =
        Source::from_bytes("a.pdf", &pages(&font, &["BT /F 10 Tf (3\x01\x02\x03\x04) Tj ET"])).unwrap();
    assert_eq!(source.text(), "3家%\u{fffd}🚀");
    assert!(source.repaired());
}

#[test]
fn characters_on_one_baseline_make_a_line() {
    let put = |x: u32, y: u32, text: &str| format!("1 0 0 1 {x} {y} Tm {} Tj ", gbk(text));
    let cells =
        [put(200, 680, "2025年"), put(60, 680, "指标"), put(60, 660, "企业"), put(200, 660, "3家")].concat();
    let title = put(80, 700, "表1");
    reads(
        &pages(GBK, &[&format!("BT /F 10 Tf {cells}{title}ET")]),
        "    表1\n指标                        2025年\n企业                        3家",
    );
}

#[test]
fn raised_and_doubled_characters_keep_to_their_line() {
    let content = format!(
        "BT /F 10 Tf 60 700 Td {} Tj 4 Ts /F 6 Tf {} Tj 0 Ts /F 10 Tf {} Tj 1 0 0 1 60.3 700 Tm {} Tj ET",
        gbk("面积1米"),
        gbk("2"),
        gbk("。"),
        gbk("面"),
    );
    reads(&pages(GBK, &[&content]), "面积1米2。");
    reads(&pages(LATIN, &["BT /F 10 Tf (All) Tj ET"]), "All");
}

#[test]
fn gaps_inside_a_text_become_blanks() {
    reads(&pages(LATIN, &["BT /F 10 Tf [(a) -300 (b) 20 (c) -3000 (d)] TJ ET"]), "a bc      d");
    reads(&pages(LATIN, &["BT /F 10 Tf 12 TL (a) Tj (b) ' 0 0 (c) \" ET"]), "a\nb\nc");
}

#[test]
fn pages_are_parted_by_form_feeds() {
    let one = format!("BT /F 10 Tf {} Tj ET", gbk("一"));
    reads(&pages(GBK, &[&one, &one, "", &one]), "一\u{c}一\u{c}\u{c}一");
}

#[test]
fn turned_pages_are_read_upright_without_watermarks() {
    let turned = format!(
        "BT /F 10 Tf 0 1 -1 0 100 60 Tm {} Tj 0 1 -1 0 120 60 Tm {} Tj 0.7 0.7 -0.7 0.7 0 0 Tm {} Tj ET",
        gbk("第一行"),
        gbk("第二行"),
        gbk("内部"),
    );
    reads(&pages_with(GBK, "/Rotate 90", &[&turned], &[]), "第一行\n第二行");
}

#[test]
fn marked_page_numbers_are_left_out() {
    let content = format!(
        "BT /F 10 Tf {} Tj ET /Artifact << /Type /Pagination /Subtype /Footer >> BDC BT /F 10 Tf 0 -90 Td {} Tj ET EMC",
        gbk("正文"),
        gbk("—3—"),
    );
    reads(&pages(GBK, &[&content]), "正文");
}

#[test]
fn drawings_inside_drawings_are_read_within_limits() {
    let form = |content: &str| stream("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 -20]", content);
    let inner = format!("BT /F 10 Tf {} Tj ET", gbk("内"));
    let content = format!("BT /F 10 Tf {} Tj ET /X Do", gbk("外"));
    reads(&pages_with(GBK, "", &[&content], &[form(&inner)]), "外\n内");
    // A drawing that draws itself ends somewhere.
    let source =
        Source::from_bytes("a.pdf", &pages_with(GBK, "", &[&content], &[form(&format!("{inner} /X Do"))]));
    assert_eq!(source.unwrap().text().lines().count(), 13);
    let many = "/X Do ".repeat(100);
    let found = Source::from_bytes("a.pdf", &pages_with(GBK, "", &[&many], &[form(&many)])).unwrap_err();
    assert!(matches!(found, Error::TooLarge { .. }), "{found}");
}

#[test]
fn damaged_locked_and_scanned_files_are_errors() {
    let message =
        "a.pdf: no text layer in 2 pages, expected text; scanned pages need recognition (OCR) first";
    fails("a.pdf", &pages(GBK, &["0 0 9 9 re f", ""]), message);
    let unknown = GBK.replace("GBK-EUC-H", "Identity-H").replace("GB1", "Identity");
    let message =
        "a.pdf: no text layer in 1 pages, expected text; scanned pages need recognition (OCR) first";
    fails("a.pdf", &pages(&unknown, &["BT /F 10 Tf <0123> Tj ET"]), message);
    fails("a.pdf", &pages(GBK, &[]), "a.pdf: not a valid pdf file, it has no pages");
    let found = Source::from_bytes("a.pdf", b"%PDF-1.7\nand no more").unwrap_err().to_string();
    assert!(found.starts_with("a.pdf: not a valid pdf file, "), "{found}");
    let locked = String::from_utf8(pages(LATIN, &["BT /F 10 Tf (a) Tj ET"])).unwrap().replace(
        "/Root 1 0 R",
        "/Root 1 0 R /ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 \
         /O (01234567890123456789012345678901) /U (01234567890123456789012345678901) >>",
    );
    let message = "a.pdf: the pdf file is encrypted, expected one that opens without a password";
    fails("a.pdf", locked.as_bytes(), message);
}
