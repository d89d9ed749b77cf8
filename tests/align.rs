//! Topics of tasks, and which tasks answer to each other.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)] // A test fails by panicking.

use std::collections::BTreeSet;

use crossplan::align::Alignment;
use crossplan::lexicon::{topics, topics_of};
use crossplan::{Plan, Source, normalizers, samples};

fn read(sources: &[Source]) -> Vec<Plan> {
    sources.iter().map(normalizers::read).collect::<Result<_, _>>().unwrap()
}

fn aligned(sources: &[Source]) -> Alignment {
    Alignment::of(&read(sources).iter().zip(sources).collect::<Vec<_>>())
}

#[test]
fn topics_are_sorted_and_share_no_word() {
    let ids: Vec<&str> = topics().iter().map(|topic| topic.id.as_str()).collect();
    assert!(ids.is_sorted() && ids.len() >= 20, "{ids:?}");
    let mut seen = BTreeSet::new();
    for topic in topics() {
        assert!(
            !topic.words.is_empty() && !topic.source.is_empty() && !topic.label_en.is_empty(),
            "{}",
            topic.id
        );
        for word in &topic.words {
            assert!(seen.insert(word), "{word} belongs to two topics");
        }
    }
}

#[test]
fn topic_needs_one_word_of_the_title_or_three_of_the_body() {
    assert_eq!(topics_of("完善科技金融信贷体系", ""), ["finance"]);
    assert_eq!(topics_of("其他", "贷款、保险、上市。"), ["finance"]);
    assert!(topics_of("其他", "贷款、保险。").is_empty());
    assert!(topics_of("其他", "贷款、贷款、贷款。").is_empty(), "a word counts once");
}

#[test]
fn most_tasks_have_a_topic() {
    let plans = read(&samples::all());
    let tasks: Vec<_> = plans.iter().flat_map(|plan| &plan.tasks).collect();
    let with = tasks.iter().filter(|task| !task.topics.is_empty()).count();
    assert!(with * 10 >= tasks.len() * 8, "{with} of {}", tasks.len());
    // A topic that fits half of all tasks tells nothing apart.
    for topic in topics() {
        let on = tasks.iter().filter(|task| task.topics.contains(&topic.id)).count();
        assert!(on * 4 < tasks.len(), "{}: {on} of {}", topic.id, tasks.len());
    }
}

#[test]
fn tasks_meet_across_scripts() {
    let alignment = aligned(&samples::all());
    // From, task, to, counterpart: chosen by reading the plans.
    for (from, title, to, counterpart) in [
        ("yueyang", "实施新型研发机构“倍增”行动", "changzhutan", "打造高水平新型研發機構"),
        ("changzhutan", "改造提升傳統產業", "yueyang", "赋能传统产业转型升级"),
        ("changzhutan", "培育壯大創新人才隊伍", "yichang", "加强创新人才队伍建设"),
        ("changzhutan", "探索智慧財產權運用機制", "yichang", "打造知识产权服务平台"),
        ("linyi", "完善科技成果转化链条", "yichang", "打造科技成果转化平台"),
        ("yueyang", "加速绿色低碳技术产业化", "changzhutan", "推動科技支撐綠色低碳試點"),
        ("yueyang", "建设高端孵化载体", "yichang", "建设创业孵化平台"),
    ] {
        let task = alignment.tasks.iter().find(|task| task.plan == from && task.title == title).expect(title);
        let found = task.nearest.iter().find(|nearest| nearest.plan == to).expect(to);
        assert_eq!(found.title, counterpart, "{title}");
        assert!(found.score >= Alignment::NEAR, "{title}: {}", found.score);
        assert!(!found.terms.is_empty(), "{title}");
    }
}

#[test]
fn only_one_plan_speaks_of_ethics() {
    let alignment = aligned(&samples::all());
    let only: Vec<&str> = alignment.only_in("changzhutan").map(|row| row.topic.as_str()).collect();
    assert_eq!(only, ["ethics-and-integrity"]);
    assert!(alignment.alone("changzhutan").any(|task| task.title == "建立健全科技倫理治理體系"));
    let all: Vec<&str> = alignment.shared_by_all().map(|row| row.topic.as_str()).collect();
    assert!(all.contains(&"enterprises"), "{all:?}");
}

#[test]
fn a_plan_beside_itself_answers_to_itself() {
    let source = samples::linyi();
    let one = normalizers::read(&source).unwrap();
    let mut other = one.clone();
    other.id = "copy".to_owned();
    let alignment = Alignment::of(&[(&one, &source), (&other, &source)]);
    for task in &alignment.tasks {
        assert_eq!(task.nearest[0].task, task.task, "{}", task.title);
    }
    let whole = alignment.tasks.iter().filter(|task| task.nearest[0].score == 1000).count();
    let with_topics = one.tasks.iter().filter(|task| !task.topics.is_empty()).count();
    assert_eq!(whole, 2 * with_topics);
}

#[test]
fn scores_do_not_depend_on_the_order_of_plans() {
    let sources = samples::all();
    let mut reversed = sources.clone();
    reversed.reverse();
    let (straight, back) = (aligned(&sources), aligned(&reversed));
    for task in &straight.tasks {
        for nearest in &task.nearest {
            let mirrored =
                back.nearest(&task.plan, &task.task).iter().find(|other| other.plan == nearest.plan);
            assert_eq!(mirrored, Some(nearest));
        }
    }
}

#[test]
fn bodies_say_nothing_about_what_is_done() {
    let text = |title: &str, bodies: &str| format!("二、重点任务\n(一){title}。(责任单位:{bodies})\n");
    let bodies = "市科技局、市发改委、市财政局、市工信局、市教育局";
    let one = Source::from_text("one", text("建设海洋牧场", bodies)).unwrap();
    let two = Source::from_text("two", text("表彰劳动模范", bodies)).unwrap();
    let alignment = aligned(&[one, two]);
    let nearest = &alignment.tasks[0].nearest[0];
    // Only the number (一) is left in common.
    assert!(nearest.score < 20 && nearest.terms.is_empty(), "{nearest:?}");
}

#[test]
fn nothing_to_align() {
    let alignment = Alignment::of(&[]);
    assert_eq!((alignment.tasks.len(), alignment.shared_by_all().count()), (0, 0));
    let source = samples::yueyang();
    let plan = normalizers::read(&source).unwrap();
    let alone = Alignment::of(&[(&plan, &source)]);
    assert!(alone.tasks.iter().all(|task| task.nearest.is_empty()));
}
