//! Laws of comparisons, over sets of made-up reports of made-up events: what must not change the findings, and what
//! must hold of them whatever the articles say.
//!
//! `PROPTEST_CASES` says on how many sets each law is tried, `PROPTEST_RNG_SEED` on which.

mod support;

#[allow(dead_code)] // The laws and the articles, without the targets.
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::sync::LazyLock;

use claimdiff::fact::Verdict;
use claimdiff::report::{Format, ReportOptions, Rows};
use claimdiff::{Article, Comparison, Options};
use fuzz::{articles, laws};
use proptest::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Sentences about one event; `#` is a figure.
const SENTENCES: [&str; 16] = [
    "A flood in Dorenna killed # people on Tuesday, the mayor said.",
    "At least # people were killed in Dorenna, according to the civil defence service.",
    "Some # homes were destroyed.",
    "The hospital in Dorenna treated # injured people.",
    "The river rose # metres above its banks.",
    "About # percent of the fields are under water, the ministry said.",
    "The damage is put at $# million.",
    "The dam stands # kilometres from the town.",
    "Each family is promised $# a month.",
    "# of the missing are children.",
    "Rescuers pulled out another # people.",
    "Between # and 900 soldiers were sent, Bild reported.",
    "The town had not seen so much water for # years.",
    "No more than # villages have power.",
    "\"We lost # boats,\" a fisherman said.",
    "The toll in Kelmara rose to #, up from 12 on Monday.",
];
/// Figures, so few that articles share them.
const FIGURES: [&str; 10] = ["3", "12", "14", "40", "41", "140", "350", "1,400", "7.5", "two"];

/// What an article is made of: sentences by their number, each with the number of its figure.
type Plan = Vec<(usize, usize)>;

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let sentence = (0..SENTENCES.len(), 0..FIGURES.len());
    prop::collection::vec(prop::collection::vec(sentence, 1..6), 1..5)
}

fn text(plan: &Plan) -> String {
    let sentences = plan.iter().map(|(sentence, figure)| SENTENCES[*sentence].replace('#', FIGURES[*figure]));
    sentences.collect::<Vec<_>>().join(" ")
}

fn set(plans: &[Plan]) -> Vec<Article> {
    plans.iter().enumerate().map(|(n, plan)| Article::new(format!("a{n}"), text(plan))).collect()
}

fn compared(articles: &[Article]) -> Comparison {
    Comparison::of(articles, &Options::default())
}

/// A pair of figures as their claims, the lesser first, with what is said of them.
type Judged = (Vec<String>, Vec<String>, Verdict, Vec<String>);

/// A fact without its id: verdict, what it is about, its figures as their claims, its pairs.
type Plain = (Verdict, String, Vec<Vec<String>>, Vec<Judged>);

/// The facts without their ids and without any order: verdict, what they are about, figures, pairs.
fn facts(comparison: &Comparison, name: &dyn Fn(&str) -> String) -> Vec<Plain> {
    let named = |claims: &[String]| {
        let mut claims: Vec<String> = claims
            .iter()
            .map(|id| {
                id.split_once('#').map_or(id.clone(), |(article, at)| format!("{}#{at}", name(article)))
            })
            .collect();
        claims.sort();
        claims
    };
    let mut facts: Vec<_> = comparison
        .facts
        .iter()
        .map(|fact| {
            let claims_of =
                |id: &str| named(&fact.figures.iter().find(|f| f.id == id).expect("a figure").claims);
            let mut figures: Vec<_> = fact.figures.iter().map(|figure| named(&figure.claims)).collect();
            figures.sort();
            let mut pairs: Vec<Judged> = fact
                .discrepancies
                .iter()
                .map(|pair| {
                    let (a, b) = (claims_of(&pair.a), claims_of(&pair.b));
                    let mut kinds: Vec<_> =
                        pair.hypotheses.iter().map(|h| format!("{:?} {}", h.kind, h.resolves)).collect();
                    kinds.sort();
                    if a <= b { (a, b, pair.verdict, kinds) } else { (b, a, pair.verdict, kinds) }
                })
                .collect();
            pairs.sort();
            (fact.verdict, format!("{} {:?}", fact.dimension, fact.aspect), figures, pairs)
        })
        .collect();
    facts.sort();
    facts
}

fn same(id: &str) -> String {
    id.to_owned()
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads")
}

static ONE: LazyLock<ThreadPool> = LazyLock::new(|| pool(1));
static FOUR: LazyLock<ThreadPool> = LazyLock::new(|| pool(4));

proptest! {
    #![proptest_config(ProptestConfig { cases: support::cases(60), failure_persistence: None, rng_seed: support::seed(), ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_articles_changes_no_fact(plans in plans(), turn in 0_usize..5) {
        let articles = set(&plans);
        let mut turned = articles.clone();
        turned.rotate_left(turn % articles.len());
        prop_assert_eq!(facts(&compared(&turned), &same), facts(&compared(&articles), &same));
        turned.reverse();
        prop_assert_eq!(facts(&compared(&turned), &same), facts(&compared(&articles), &same));
    }

    #[test]
    fn the_number_of_threads_changes_nothing_at_all(plans in plans()) {
        let articles = set(&plans);
        let [one, four] = [&ONE, &FOUR].map(|pool| pool.install(|| compared(&articles)));
        prop_assert_eq!(one, four);
    }

    #[test]
    fn the_names_of_articles_change_no_fact(plans in plans(), name in "[a-zA-Z0-9#/ é-]{1,12}") {
        let articles = set(&plans);
        let rename = |id: &str| format!("{}{name}", if id == "a1" { "0" } else { id }).replace('#', "-");
        let renamed: Vec<Article> =
            articles.iter().map(|article| Article { id: rename(&article.id), ..article.clone() }).collect();
        prop_assert_eq!(facts(&compared(&renamed), &same), facts(&compared(&articles), &rename));
    }

    #[test]
    fn an_unrelated_article_changes_no_fact_of_the_others(plans in plans()) {
        let articles = set(&plans);
        let mut more = articles.clone();
        more.push(Article::new("z", "The Quorley bakery sold 912 plum tarts, Ida Brennick wrote. An oven costs £7,450."));
        prop_assert_eq!(facts(&compared(&more), &same), facts(&compared(&articles), &same));
    }

    #[test]
    fn no_claim_conflicts_with_its_copy(figures in prop::collection::vec(0..FIGURES.len(), SENTENCES.len()), chosen in any::<u16>()) {
        // Each sentence at most once: an article that says two things of one kind may well contradict itself.
        let plan: Plan =
            figures.into_iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1).collect();
        let copies = [Article::new("a", text(&plan)), Article::new("b", text(&plan))];
        let comparison = compared(&copies);
        for fact in &comparison.facts {
            for figure in &fact.figures {
                for claim in &figure.claims {
                    let at = claim.split_once('#').expect("an id").1;
                    let both = ["a", "b"].iter().all(|copy| figure.claims.contains(&format!("{copy}#{at}")));
                    prop_assert!(both, "{} and its copy are not one figure: {:?}", claim, fact);
                }
            }
        }
    }

    #[test]
    fn another_unit_for_the_same_length_is_no_conflict(length in 1_u32..2000, tenths in 0_u32..10, unit in 0_usize..3) {
        let tenth = f64::from(length) + f64::from(tenths) / 10.0;
        let (other, name) = [(tenth * 1000.0, "metres"), (tenth / 1.609_344, "miles"), (tenth * 0.621_371, "miles")][unit];
        let kilometres = format!("The dam of Dorenna stands {tenth} kilometres from the town, the mayor said.");
        let rounded = format!("The dam of Dorenna stands {other:.1} {name} from the town, the mayor said.");
        let comparison = compared(&[Article::new("a", &kilometres), Article::new("b", &rounded)]);
        prop_assert_eq!(comparison.claims.len(), 2);
        prop_assert_eq!(comparison.summary.conflicts, 0, "{} {}", kilometres, rounded);
    }

    #[test]
    fn a_verdict_is_the_same_in_another_unit(a in 1_u32..400, factor in 2_u32..9) {
        let b = a * factor + 1;
        // `None` where the two are not taken for the same thing: another unit is less to go by.
        let told = |a: &str, b: &str| {
            let text = |length: &str| format!("The dam of Dorenna stands {length} from the town, the mayor said.");
            let comparison = compared(&[Article::new("a", text(a)), Article::new("b", text(b))]);
            comparison.facts.first().map(|fact| fact.verdict)
        };
        let conflict = Some(Verdict::Conflict);
        let [a_metres, b_metres] = [a, b].map(|length| format!("{} metres", u64::from(length) * 1000));
        prop_assert_eq!(told(&format!("{a} km"), &format!("{b} km")), conflict);
        prop_assert_eq!(told(&format!("{b} km"), &format!("{a} km")), conflict);
        for (one, other) in [(format!("{a} km"), b_metres), (a_metres, format!("{b} km"))] {
            let [straight, turned] = [told(&one, &other), told(&other, &one)];
            prop_assert_eq!(straight, turned);
            prop_assert!(straight.is_none() || straight == conflict, "{} {}", one, other);
        }
    }

    #[test]
    fn every_format_renders_what_is_found_and_json_reads_back(plans in plans()) {
        let articles = set(&plans);
        let comparison = compared(&articles);
        laws::comparison_is_sound(&comparison);
        articles.iter().for_each(laws::claims_are_in_the_article);
        let written = claimdiff::report::json::document(&comparison).expect("a document");
        prop_assert_eq!(&serde_json::from_str::<Comparison>(&written).expect("the contract"), &comparison);
        for format in Format::ALL {
            for rows in [Rows::Claims, Rows::Pairs] {
                let options = ReportOptions { rows, ..ReportOptions::default() };
                laws::report_is_sound(&comparison, &articles, *format, &options);
            }
        }
    }

    #[test]
    fn whatever_articles_say_the_comparison_and_its_reports_are_sound(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let articles = articles::arbitrary(&mut arbitrary::Unstructured::new(&bytes)).unwrap_or_default();
        articles.iter().for_each(laws::claims_are_in_the_article);
        let comparison = compared(&articles);
        laws::comparison_is_sound(&comparison);
        let format = Format::ALL[bytes.len() % Format::ALL.len()];
        laws::report_is_sound(&comparison, &articles, Format::Json, &ReportOptions::default());
        laws::report_is_sound(&comparison, &articles, format, &ReportOptions::default());
    }
}
