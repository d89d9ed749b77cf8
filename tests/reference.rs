//! Published statistics: the bundled table, tables of one's own, and which figure is taken.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use crossplan::reference::{Backing, Reference, StatisticalIndicator, Vintage};
use proptest::prelude::*;
use rust_decimal::Decimal;

const CITIES: &str = "430100+430200+430300";

#[track_caller]
fn read(text: &str) -> Reference {
    Reference::from_csv("mine.csv", text).expect("a table")
}

#[track_caller]
fn refused(text: &str) -> String {
    Reference::from_csv("mine.csv", text).expect_err("an error").to_string()
}

#[test]
fn bundled_table_is_read_whole_and_sorted_in_the_file() {
    let rows = Reference::bundled().statistics();
    assert_eq!(rows.len(), 142);
    let lines = include_str!("../src/reference/statistics.csv").lines();
    assert_eq!(lines.filter(|line| !line.starts_with('#')).count(), rows.len() + 1);
}

#[test]
fn bundled_indicators_are_known_and_their_metrics_are_in_the_catalog() {
    for row in Reference::bundled().statistics() {
        let indicator = StatisticalIndicator::get(&row.indicator).expect(&row.indicator);
        if let Some(metric) = &indicator.metric {
            assert!(crossplan::lexicon::Catalog::builtin().get(metric.as_str()).is_some(), "{metric}");
        }
    }
}

#[test]
fn figure_keeps_its_source() {
    let shandong =
        Reference::bundled().statistic("370000", "rd_intensity", 2022, Vintage::Preliminary).unwrap();
    assert_eq!((shandong.value, shandong.unit.as_str()), (Decimal::new(249, 2), "%"));
    assert_eq!(
        shandong.citation(),
        "国家统计局、科学技术部、财政部, 2022年全国科技经费投入统计公报, 2023-09-18"
    );
    let hubei = Reference::bundled().statistic("420000", "gdp", 2022, Vintage::Preliminary).unwrap();
    assert_eq!(hubei.backing, Backing::Secondary);
    assert_eq!(hubei.citation(), "publication not named (secondary)");
}

#[test]
fn joined_code_is_the_sum_of_its_cities() {
    let stated = Reference::bundled().known(CITIES, "population_resident", 2020, Vintage::Census).unwrap();
    let parts: Decimal = CITIES.split('+').map(|city| census(city).unwrap()).sum();
    assert_eq!(stated.value, parts);
    let summed = Reference::bundled().known(CITIES, "population_resident", 2022, Vintage::Estimate).unwrap();
    assert_eq!((summed.value.to_string().as_str(), summed.statistics.len()), ("1699.44", 3));
}

fn census(code: &str) -> Option<Decimal> {
    Some(Reference::bundled().statistic(code, "population_resident", 2020, Vintage::Census)?.value)
}

#[test]
fn sum_needs_every_part_and_never_adds_ratios() {
    let reference = Reference::bundled();
    assert_eq!(reference.known(CITIES, "gdp", 2022, Vintage::Preliminary), None); // none of Zhuzhou
    assert_eq!(reference.known(CITIES, "valid_invention_patents_per_10k", 2020, Vintage::Preliminary), None);
    assert_eq!(reference.known("430100+430100", "population_resident", 2020, Vintage::Census), None);
}

#[test]
fn census_goes_before_later_estimates() {
    assert_eq!(latest("430600", "population_resident"), "505.1922 万人 (census 2020)");
    assert_eq!(latest("441502", "population_resident"), "39.45 万人 (estimate 2021)");
}

#[test]
fn latest_year_goes_first_and_preliminary_within_it() {
    assert_eq!(latest("430600", "gdp"), "4841.78 亿元 (preliminary 2023)");
    assert_eq!(latest("430000", "gdp"), "50012.85 亿元 (preliminary 2023)");
    assert_eq!(latest("370000", "rd_intensity"), "2.49 % (preliminary 2022)");
    let early = Reference::bundled().latest("430600", "gdp", Some(2020)).unwrap();
    assert_eq!(early.to_string(), "4001.55 亿元 (preliminary 2020)");
    assert_eq!(Reference::bundled().latest("430600", "gdp", Some(2019)), None);
}

#[track_caller]
fn latest(code: &str, indicator: &str) -> String {
    Reference::bundled().latest(code, indicator, None).expect("a figure").to_string()
}

#[test]
fn regions_are_put_on_one_footing() {
    let five = ["430600", CITIES, "371300", "441502", "420500"];
    let basis = Reference::bundled().basis(&five, "population_resident", None).unwrap();
    assert_eq!((basis.year, basis.vintage), (2020, Vintage::Census));
    let known: Vec<bool> = basis.figures.iter().map(Option::is_some).collect();
    assert_eq!(known, [true, true, true, false, true]);
    // The preliminary GDP of 2023 is known of both, that of 2022 is not.
    let gdp = Reference::bundled().basis(&["430600", "430200"], "gdp", None).unwrap();
    assert_eq!((gdp.year, gdp.vintage), (2023, Vintage::Preliminary));
}

#[test]
fn unknown_regions_and_indicators_have_no_figure() {
    assert_eq!(Reference::bundled().basis(&["999999"], "gdp", None), None);
    assert_eq!(Reference::bundled().basis(&[], "gdp", None), None);
    assert_eq!(Reference::bundled().latest("430600", "moons", None), None);
    assert_eq!(Reference::bundled().latest("", "gdp", None), None);
}

#[test]
fn what_a_spreadsheet_writes_is_read() {
    let text = "\u{feff}# mine\r\ncode,indicator,year,value,unit,note,name\r\n\r\n430600,gdp,2024,5000.10,亿元,\"a, \"\"b\"\"\r\nc\",\"岳阳市\"\r\n430600,gdp,2025,1,亿元,,\r\n";
    let reference = read(text);
    let row = &reference.statistics()[0];
    assert_eq!(row.value.to_string(), "5000.10");
    assert_eq!((row.note.as_deref(), row.name.as_str()), (Some("a, \"b\"\r\nc"), "岳阳市"));
    assert_eq!((row.vintage, row.backing), (Vintage::Final, Backing::Secondary));
    assert_eq!(reference.statistics()[1].note, None);
}

#[cfg(feature = "encoding")]
#[test]
fn file_of_a_chinese_spreadsheet_is_read() {
    let gbk = b"code,name,indicator,year,value,unit\r\n430600,\xd4\xc0\xd1\xf4\xca\xd0,gdp,2024,5000,\xd2\xda\xd4\xaa\r\n";
    let path = std::env::temp_dir().join(format!("crossplan-{}.csv", std::process::id()));
    std::fs::write(&path, gbk).unwrap();
    let reference = Reference::from_path(&path);
    std::fs::remove_file(&path).unwrap();
    let reference = reference.unwrap();
    let row = &reference.statistics()[0];
    assert_eq!((row.name.as_str(), row.unit.as_str()), ("岳阳市", "亿元"));
}

#[test]
fn own_figure_goes_before_the_bundled_one() {
    let mut reference = Reference::bundled().clone();
    let count = reference.statistics().len();
    reference.merge(read(
        "code,indicator,year,value,unit,status\n430600,population_resident,2020,505.2,万人,census\n441502,population_resident,2020,39.5,万人,census",
    ));
    assert_eq!(reference.statistics().len(), count + 1);
    assert_eq!(
        reference.latest("430600", "population_resident", None).unwrap().to_string(),
        "505.2 万人 (census 2020)"
    );
}

#[test]
fn malformed_tables_are_refused_with_the_line() {
    const HEAD: &str = "code,indicator,year,value,unit,status,evidence\n";
    let row = |row: &str| refused(&format!("# mine\n{HEAD}430600,gdp,2020,1,亿元,census,\n{row}"));
    let expected = [
        ("43060,gdp,2021,1,亿元,,", r#"code "43060", expected six digits, several joined by +"#),
        (
            "430600,GDP,2021,1,亿元,,",
            r#"indicator "GDP", expected lower-case letters, digits and underscores"#,
        ),
        ("430600,gdp,21,1,亿元,,", r#"year "21", expected a year from 1900 to 2200"#),
        ("430600,gdp,2021,1e3,亿元,,", r#"value "1e3", expected a decimal"#),
        ("430600,gdp,2021,,亿元,,", "value is empty"),
        ("430600,gdp,2021,1,moons,,", r#"unit "moons", expected a unit of units.toml"#),
        (
            "430600,gdp,2021,1,亿元,guess,",
            r#"status "guess", expected census, preliminary, final, revised or estimate"#,
        ),
        ("430600,gdp,2021,1,亿元,final,hearsay", r#"evidence "hearsay", expected official or secondary"#),
        ("430600,gdp,2021,1,亿元,", "6 fields, expected 7"),
        ("430600,gdp,2020,2,亿元,census,", "code, indicator, year and status are those of line 3"),
        ("430600,g\"dp,2021,1,亿元,,", r#"field "g\"dp" has a quote inside, expected quotes around it"#),
        ("\"430600,gdp,2021,1,亿元,,", "a quoted field is not closed"),
        ("\"430600\"x,gdp,2021,1,亿元,,", "expected a comma or the end of the line behind a quoted field"),
    ];
    for (given, problem) in expected {
        assert_eq!(row(given), format!("mine.csv, line 4: {problem}"));
    }
    assert_eq!(refused(""), "mine.csv, line 1: expected a header line");
    assert_eq!(refused("code,indicator,year,value"), r#"mine.csv, line 1: expected a column "unit""#);
    assert_eq!(refused("code,code"), r#"mine.csv, line 1: column "code" is there twice"#);
    assert_eq!(
        refused("code,gdp"),
        "mine.csv, line 1: column \"gdp\" is not known, expected some of code, indicator, year, value, unit, name, status, publisher, document, published, evidence, note"
    );
}

#[test]
fn statistic_reads_back_as_it_was_written() {
    let row = &Reference::bundled().statistics()[0];
    let json = serde_json::to_string(row).unwrap();
    assert_eq!(&serde_json::from_str::<crossplan::reference::Statistic>(&json).unwrap(), row);
}

proptest! {
    #[test]
    fn any_note_in_quotes_is_read_back(note in "\\PC{1,12}(\n|\r\n|,|\"|x)\\PC{0,12}", mark in any::<bool>()) {
        let bom = if mark { "\u{feff}" } else { "" };
        let quoted = note.replace('"', "\"\"");
        let text = format!("{bom}code,indicator,year,value,unit,note\n430600,gdp,2024,1,亿元,\"{quoted}\"\n");
        let trimmed = Some(note.trim()).filter(|note| !note.is_empty());
        let reference = read(&text);
        prop_assert_eq!(reference.statistics()[0].note.as_deref(), trimmed);
    }

    #[test]
    fn no_text_makes_a_panic(text in "(code,indicator,year,value,unit\n)?[\\PC\",\r\n+0-9]{0,80}") {
        let _ = Reference::from_csv("mine.csv", &text);
    }

    #[test]
    fn order_of_lines_and_regions_changes_no_figure(order in Just((0_usize..5).collect::<Vec<_>>()).prop_shuffle()) {
        let five = ["430600", CITIES, "371300", "441502", "420500"];
        let straight = Reference::bundled().basis(&five, "population_resident", None).unwrap();
        let shuffled: Vec<&str> = order.iter().map(|place| five[*place]).collect();
        let shuffled = Reference::bundled().basis(&shuffled, "population_resident", None).unwrap();
        prop_assert_eq!((straight.year, straight.vintage), (shuffled.year, shuffled.vintage));
        for (column, place) in order.iter().enumerate() {
            prop_assert_eq!(&straight.figures[*place], &shuffled.figures[column]);
        }
    }
}
