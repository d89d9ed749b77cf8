//! The five bundled digests, scored against their annotation in `tests/gold/`.

// Tests may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod scoring;

use crossplan::normalizers::{self, Normalizer};
use crossplan::samples;
use scoring::{Score, score};

fn scored(read: impl Fn(&crossplan::Source) -> crossplan::Plan) -> Vec<(String, Score)> {
    let one = |source: crossplan::Source| {
        let file = format!("{}/tests/gold/{}.json", env!("CARGO_MANIFEST_DIR"), source.stem());
        let annotation = std::fs::read_to_string(file).unwrap();
        (
            source.stem().to_owned(),
            score(&serde_json::from_str(&annotation).unwrap(), &read(&source), &source),
        )
    };
    samples::all().into_iter().map(one).collect()
}

#[test]
fn own_normalizers_read_the_digests() {
    let mut total = Score::default();
    for (name, score) in scored(|source| normalizers::read(source).unwrap()) {
        assert!(
            score.precision() >= 0.98 && score.recall() >= 0.98,
            "{name}: expected 0.98 and 0.98: {score}"
        );
        assert!(score.core_share() >= 0.95, "{name}: expected core 0.95: {score}");
        assert_eq!(score.tasks_full, score.tasks, "{name}: expected all tasks: {score}");
        total.add(score);
    }
    assert!(total.full_share() >= 0.95, "expected full 0.95: {total}");
    assert_eq!(total.tasks, 110, "{total}");
    assert_eq!(total.bad_spans, 0, "{total}");
}

#[test]
fn generic_reads_the_digests_nearly_as_well() {
    let mut total = Score::default();
    for (_, score) in scored(|source| normalizers::Generic.read(source).unwrap()) {
        total.add(score);
    }
    assert!(total.recall() >= 0.96 && total.core_share() >= 0.92, "expected 0.96 and 0.92: {total}");
}

#[test]
fn profile_takes_no_plan_of_another_place() {
    let others = [
        "淄博市科技强市方案\n参照临沂市做法。\n一、目标\n高新技术企业达5000家。",
        "杭州市拱墅区科技创新强区建设方案\n一、目标\n主城区高新技术企业达500家。",
        "常德市国家创新型城市建设方案\n学习岳阳经验。\n一、目标\n高新技术企业达500家。",
        "襄阳市区域科技创新中心建设方案\n与宜昌协同。\n一、目标\n高新技术企业达500家。",
    ];
    for text in others {
        let source = crossplan::Source::from_text("other.txt", text).unwrap();
        assert_eq!(normalizers::detect(&source).profile().id, "generic", "{text}");
    }
    for source in samples::all() {
        assert_eq!(normalizers::detect(&source).profile().id, source.stem());
    }
}
