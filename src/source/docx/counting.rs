//! How a number is written: 一, （一） is left to the pattern around it, 1, １, ①, a, iv.

/// A number in one of Word's formats (`w:numFmt`). Empty for bullets; unknown formats count 1, 2, 3.
pub(super) fn written(number: u32, format: &str) -> String {
    const DIGITS: &[char] = &['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const SMALL: [&str; 4] = ["", "十", "百", "千"];
    const LEGAL: &[char] = &['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    const LEGAL_TRADITIONAL: &[char] = &['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
    const LARGE: [&str; 4] = ["", "拾", "佰", "仟"];
    let text = match format {
        "bullet" | "none" => Some(String::new()),
        "chineseCounting" | "taiwaneseCounting" if number >= 100 => Some(digits(number, DIGITS)),
        "chineseCounting"
        | "taiwaneseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => words(number, DIGITS, SMALL, '零', true),
        "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
            Some(digits(number, DIGITS))
        }
        "chineseLegalSimplified" => words(number, LEGAL, LARGE, '零', false),
        "ideographLegalTraditional" => words(number, LEGAL_TRADITIONAL, LARGE, '零', false),
        "ideographTraditional" => one_of(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of(number, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle" => one_of(number, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedParen" => one_of(number, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => one_of(number, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "decimalFullWidth" | "decimalFullWidth2" => Some(
            number.to_string().bytes().filter_map(|b| char::from_u32(0xff10 + u32::from(b - b'0'))).collect(),
        ),
        "decimalZero" => Some(format!("{number:02}")),
        "numberInDash" => Some(format!("- {number} -")),
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).map(|r| r.to_lowercase()),
        "upperRoman" => roman(number),
        _ => None,
    };
    text.unwrap_or_else(|| number.to_string())
}

/// 一〇三
fn digits(number: u32, digits: &[char]) -> String {
    number.to_string().bytes().filter_map(|b| digits.get(usize::from(b - b'0'))).collect()
}

/// 二十三, 一百零三; `None` from ten thousand on. Counting says 十二, accounts say 壹拾贰.
fn words(number: u32, digits: &[char], places: [&str; 4], zero: char, short_ten: bool) -> Option<String> {
    if number == 0 || number > 9999 {
        return (number == 0).then(|| zero.to_string());
    }
    let mut out = String::new();
    let mut gap = false;
    for (place, unit) in [1000, 100, 10, 1].into_iter().zip(places.into_iter().rev()) {
        let digit = number / place % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push(zero);
            gap = false;
        }
        if !(short_ten && place == 10 && digit == 1 && out.is_empty()) {
            out.extend(digits.get(digit as usize));
        }
        out.push_str(unit);
    }
    Some(out)
}

fn one_of(number: u32, signs: &str) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

/// ① to ㊿
fn circled(number: u32) -> Option<String> {
    let sign = match number {
        0 => 0x24ea,
        1..=20 => 0x2460 + number - 1,
        21..=35 => 0x3251 + number - 21,
        36..=50 => 0x32b1 + number - 36,
        _ => return None,
    };
    char::from_u32(sign).map(String::from)
}

/// a … z, aa, bb …
fn letters(number: u32, first: u8) -> Option<String> {
    let at = number.checked_sub(1).filter(|at| *at < 26 * 30)?;
    let letter = char::from(first + (at % 26) as u8);
    Some(std::iter::repeat_n(letter, at as usize / 26 + 1).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(number).filter(|n| (1..4000).contains(n))?;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::written;

    /// A number of headings above 99 is rare, so no document in the tests has one.
    #[test]
    fn numbers_are_written_as_word_does() {
        let rows = [
            ("chineseCounting", 10, "十"),
            ("chineseCounting", 21, "二十一"),
            ("chineseCounting", 103, "一〇三"),
            ("chineseCountingThousand", 103, "一百零三"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseCountingThousand", 1005, "一千零五"),
            ("taiwaneseCountingThousand", 12, "十二"),
            ("ideographDigital", 10, "一〇"),
            ("chineseLegalSimplified", 12, "壹拾贰"),
            ("decimalFullWidth", 12, "１２"),
            ("decimalEnclosedCircle", 11, "⑪"),
            ("decimalEnclosedCircle", 36, "㊱"),
            ("decimalEnclosedCircle", 51, "51"),
            ("lowerLetter", 28, "bb"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", u32::MAX, "4294967295"),
            ("lowerLetter", 0, "0"),
            ("bullet", 3, ""),
            ("custom", 3, "3"),
            ("ideographTraditional", 2, "乙"),
            ("decimalZero", 3, "03"),
        ];
        for (format, number, expected) in rows {
            assert_eq!(written(number, format), expected, "{format} {number}");
        }
    }
}
