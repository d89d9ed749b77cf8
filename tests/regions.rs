//! The table of regions holds together, and places are found where a text names them and nowhere else.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crossplan::lexicon::Regions;
use crossplan::schema::{AdminLevel, Code};
use crossplan::{Source, normalizers, samples};
use proptest::prelude::*;

/// Full names and codes of the places in a text.
#[track_caller]
fn finds(text: &str, expected: &[(&str, &str)]) {
    let places = Regions::builtin().places_in(text);
    let found: Vec<_> =
        places.iter().map(|(range, place)| (&text[range.clone()], place.code.as_str())).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn table_holds_together() {
    let regions = Regions::builtin();
    let count = |level, former| regions.iter().filter(|d| d.level == level && d.former == former).count();
    assert_eq!(count(AdminLevel::Province, false), 34);
    assert_eq!(count(AdminLevel::City, false), 333);
    assert_eq!(count(AdminLevel::District, false), 2848);
    for division in regions.iter() {
        assert_eq!(division.code.len(), 6, "{division:?}");
        assert_eq!(regions.by_code(&division.code), Some(division));
        assert!(regions.named(&division.name).any(|d| d == division), "{division:?}");
        assert!(regions.by_code(&division.province()).is_some(), "{division:?}");
        match &division.parent {
            None => assert!(division.code.ends_with("0000")),
            Some(parent) => {
                let above = regions.by_code(parent).expect(parent);
                assert!(above.level < division.level, "{division:?}");
                assert_eq!(above.code[..2], division.code[..2]);
            }
        }
        if division.level < AdminLevel::District {
            assert_eq!(regions.find(&division.name), Some(division));
            assert_eq!(regions.find(&division.short), Some(division));
            assert!(division.short.chars().count() > 1);
        }
    }
}

#[test]
fn name_means_the_highest_tier() {
    let code = |name| Regions::builtin().find(name).map(|d| d.code.as_str());
    assert_eq!(code("吉林"), Some("220000"));
    assert_eq!(code("吉林市"), Some("220200"));
    assert_eq!(code("海南"), Some("460000"));
    assert_eq!(code("海南州"), Some("632500"));
    assert_eq!(code("朝阳"), Some("211300"));
    assert_eq!(code("内蒙古"), Some("150000"));
    assert_eq!(code("湘西州"), Some("433100"));
    assert_eq!(code("湘西土家族苗族自治州"), Some("433100"));
    assert_eq!(code("仙桃"), Some("429004"));
    assert_eq!(code("芷江"), Some("431228"));
    assert_eq!(code("浦东"), Some("310115"));
    assert_eq!(code("宁乡市"), Some("430182"));
    assert_eq!(code("宁乡县"), Some("430124"));
    assert_eq!(code("朝阳区"), None);
    assert_eq!(code("大湾区"), None);
    let region = Regions::builtin().find("宜昌").unwrap().region();
    assert_eq!((region.name.as_str(), region.code.as_deref()), ("宜昌市", Some("420500")));
    assert_eq!(region.level, Some(AdminLevel::City));
}

#[test]
fn codes_of_the_statistics_are_known() {
    let code = |name| Regions::builtin().find(name).map(|d| d.code.as_str());
    let plans = [("岳阳市", "430600"), ("长沙市", "430100"), ("株洲市", "430200"), ("湘潭市", "430300")];
    let others = [("临沂市", "371300"), ("汕尾市", "441500"), ("宜昌市", "420500"), ("湖北省", "420000")];
    for (name, expected) in plans.into_iter().chain(others) {
        assert_eq!(code(name), Some(expected), "{name}");
    }
}

#[test]
fn places_are_found_by_full_and_short_name() {
    finds("湖南省岳阳市", &[("湖南省", "430000"), ("岳阳市", "430600")]);
    finds("长沙、株洲、湘潭三市", &[("长沙", "430100"), ("株洲", "430200"), ("湘潭", "430300")]);
    finds("内蒙古自治区呼和浩特", &[("内蒙古自治区", "150000"), ("呼和浩特", "150100")]);
    finds("恩施州和湘西州", &[("恩施州", "422800"), ("湘西州", "433100")]);
    finds("海南藏族自治州", &[("海南藏族自治州", "632500")]);
    finds("平江县、汨罗市", &[("平江县", "430626"), ("汨罗市", "430681")]);
    finds("", &[]);
}

#[test]
fn common_words_are_places_with_their_rank_only() {
    finds("朝阳产业", &[]);
    finds("朝阳市", &[("朝阳市", "211300")]);
    finds("重大理论创新", &[]);
    finds("大理州", &[("大理州", "532900")]);
    finds("阿里云", &[]);
    finds("创新乡村治理", &[]);
    finds("各区县和县级市", &[]);
    finds("岳阳市和县", &[("岳阳市", "430600")]);
    finds("安徽省和县级市", &[("安徽省", "340000")]);
    finds("马鞍山市和县", &[("马鞍山市", "340500"), ("和县", "340523")]);
}

#[test]
fn accidents_of_word_boundaries_are_no_places() {
    finds("投资阳光产业", &[]);
    finds("推广安全技术、推广元宇宙", &[]);
    finds("确保定期巩固原有成果", &[]);
    finds("珠江西岸", &[]);
    finds("推进均衡水平", &[]);
    finds("形成都市圈", &[]);
    finds("成都市、成都", &[("成都市", "510100"), ("成都", "510100")]);
    finds("美丽江苏", &[("江苏", "320000")]);
    finds("长治久安", &[]);
}

#[test]
fn rank_fused_to_the_next_word_is_left_out() {
    finds("长沙市场监管局", &[("长沙", "430100")]);
    finds("海南区域中心", &[("海南", "460000")]);
    finds("国际合作市场", &[]);
}

#[test]
fn county_needs_its_city_where_the_name_is_shared() {
    finds("鼓楼区", &[]);
    finds("南京市鼓楼区", &[("南京市", "320100"), ("鼓楼区", "320106")]);
    finds("福州:台江区、鼓楼区", &[("福州", "350100"), ("台江区", "350103"), ("鼓楼区", "350102")]);
    finds("汕尾市城区", &[("汕尾市", "441500"), ("城区", "441502")]);
    finds("主城区", &[]);
    finds("汕尾滨海新区", &[("汕尾", "441500")]);
    finds("天津滨海新区", &[("天津", "120000"), ("滨海新区", "120116")]);
}

#[test]
fn malformed_tables_are_refused() {
    let read =
        |rows: &str| match Regions::from_toml("mine.toml", &format!("generic = []\nfused = []\n{rows}")) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        };
    let row = |code: &str, name: &str, more: &str| {
        format!("[[province]]\ncode = \"{code}\"\nname = \"{name}省\"\nshort = \"{name}\"\n{more}\n")
    };
    assert_eq!(read(&row("430000", "湖南", "counties = \"0121长沙县\"")), "");
    assert_eq!(read(&row("43", "湖南", "")), "mine.toml: \"湖南省\": expected a code of six digits");
    assert_eq!(
        read(&(row("430000", "湖南", "") + &row("430000", "湖北", ""))),
        "mine.toml: \"430000\": the code is taken"
    );
    assert_eq!(
        read(&(row("430000", "湖南", "") + &row("440000", "湖南", ""))),
        "mine.toml: \"湖南省\": the name is taken"
    );
    assert_eq!(
        read(&row("430000", "湖南", "counties = \"长沙县\"")),
        "mine.toml: \"长沙县\": expected two or four digits and a name"
    );
    assert_eq!(read("province = 1"), "mine.toml: not a valid table");
}

proptest! {
    #[test]
    fn places_are_ordered_and_named_as_found(text in "[长沙市县区城和县海南岳阳湘潭省成都投资阳美丽江苏a。\n]{0,40}") {
        let mut end = 0;
        for (range, place) in Regions::builtin().places_in(&text) {
            prop_assert!(range.start >= end && range.end > range.start);
            let words = &text[range.clone()];
            let own = [&place.name, &place.short].into_iter().chain(&place.also).any(|name| name == words);
            prop_assert!(own, "{words} for {place:?}");
            end = range.end;
        }
    }
}

#[test]
fn region_that_neither_title_nor_issuer_names_is_told() {
    let told = |text: &str| {
        let source = Source::from_text("note", text).unwrap();
        let plan = normalizers::read(&source).unwrap();
        plan.validate_against(&source).unwrap();
        let inferred = plan.diagnostics.iter().find(|d| d.code == Code::RegionInferred);
        let words = inferred.map(|d| source.text()[d.span.unwrap().range()].to_owned());
        (plan.region.map(|region| region.name), words)
    };
    let text = |name: &str, words: &str| (Some(name.to_owned()), Some(words.to_owned()));
    let aims = "一、目标\n新增孵化器3家。";
    assert_eq!(told("一、目标\n与岳阳市合作,新增孵化器3家。"), text("岳阳市", "岳阳市"));
    assert_eq!(told(&format!("若干意见\n岳阳市人民政府各部门:\n{aims}")), text("岳阳市", "岳阳市人民政府"));
    for named in ["岳阳市科技创新规划", "岳阳市人民政府关于科技创新的意见", "推进岳阳市科技创新工作方案"]
    {
        assert_eq!(told(&format!("{named}\n{aims}")), (Some("岳阳市".to_owned()), None), "{named}");
    }
    assert_eq!(told(aims), (None, None));
    assert_eq!(
        normalizers::read(&samples::yueyang())
            .unwrap()
            .diagnostics
            .iter()
            .find(|d| d.code == Code::RegionInferred),
        None
    );
}
