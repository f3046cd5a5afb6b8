//! The program over article sets that are not part of the package, when `CLAIMDIFF_DATA` names their folder.
//!
//! The folder holds `articles/SET/*.txt` and `seed/haftar-support.txt`. What is asserted is what holds for any
//! articles: the exit code, the JSON, the offsets. How good the findings are is measured elsewhere.

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use claimdiff::decisions::{Action, Decision, Decisions};
use claimdiff::{Article, Comparison, Options, article};
use support::{code, run, stderr, stdout};

/// The folder of the data, if there is one.
fn data() -> Option<PathBuf> {
    let data = std::env::var_os("CLAIMDIFF_DATA").map(PathBuf::from);
    if data.is_none() {
        say("not run: CLAIMDIFF_DATA does not name a folder of data");
    }
    data
}

/// Past the capture of the test runner, so that it is read although the tests pass.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "tests/shared_data.rs: {line}");
}

/// Compares what lies under `path` and checks the document against the texts.
fn compare(path: &Path) -> Comparison {
    let output = run(["compare".as_ref(), path.as_os_str(), "--format".as_ref(), "json".as_ref()]);
    assert!(code(&output) < 2, "{}: {}", path.display(), stderr(&output));
    let comparison: Comparison = serde_json::from_str(stdout(&output)).expect("the contract");
    assert_eq!(code(&output), i32::from(comparison.summary.conflicts > 0), "{}", path.display());
    for article in &comparison.articles {
        let bytes = fs::read(article.path.as_ref().expect("a path")).expect("the article");
        let text = String::from_utf8_lossy(&bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        for claim in comparison.claims.iter().filter(|claim| claim.article == article.id) {
            assert_eq!(text.get(claim.span.start..claim.span.end), Some(claim.text.as_str()), "{}", claim.id);
            assert!(claim.span.contains(claim.number_span), "{}", claim.id);
            assert!(claim.sentence.contains(claim.number_span), "{}", claim.id);
        }
    }
    comparison
}

#[test]
fn every_set_of_articles() {
    let Some(data) = data() else { return };
    let mut sets: Vec<PathBuf> = fs::read_dir(data.join("articles"))
        .expect("a folder of sets")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    sets.sort();
    assert!(!sets.is_empty());
    for set in sets {
        let comparison = compare(&set);
        let summary = comparison.summary;
        say(&format!("{}: {summary:?}", set.display()));
        let table =
            run(["compare".as_ref(), set.as_os_str(), "--full".as_ref(), "--show".as_ref(), "all".as_ref()]);
        assert!(code(&table) < 2 && !stdout(&table).is_empty(), "{}", stderr(&table));
    }
}

/// Every fact of every set dismissed; then half of the articles get another name and a paragraph above.
#[test]
fn decisions_hold_when_articles_are_renamed_and_begin_otherwise() {
    let Some(data) = data() else { return };
    let (mut decided, mut held, mut back) = (0, 0, 0);
    for set in fs::read_dir(data.join("articles")).expect("a folder of sets") {
        let set = set.expect("an entry").path();
        let mut articles = article::read(&[set], &mut std::io::empty()).articles;
        let before = Comparison::of(&articles, &Options::default());
        let mut text = String::new();
        for fact in &before.facts {
            let claims: Vec<&str> =
                fact.figures.iter().flat_map(|f| f.claims.iter().map(String::as_str)).collect();
            text.push_str(&Decision::new(&before, Action::Dismiss, Some(fact), &claims).to_toml(&text));
        }
        for (i, article) in articles.iter_mut().enumerate().filter(|(i, _)| i % 2 == 0) {
            let above = "This report was brought up to date by our own staff.\n\n";
            *article = Article::new(format!("renamed-{i}"), format!("{above}{}", article.text));
        }
        let mut after = Comparison::of(&articles, &Options::default());
        Decisions::parse(&text).expect("what was written").apply(&mut after);
        decided += before.facts.len();
        held += after.facts.iter().filter(|fact| fact.is_decided()).count();
        back += after.facts.iter().filter(|fact| fact.decision.as_ref().is_some_and(|d| !d.in_force)).count();
    }
    say(&format!("{decided} facts decided; with articles renamed and longer: {held} held, {back} back"));
    assert!(held * 100 >= decided * 95, "{held} of {decided}");
    assert!(back * 100 <= decided * 5, "{back} of {decided} for claims that stood there before");
}

#[test]
fn the_article_that_it_began_with() {
    let Some(data) = data() else { return };
    let comparison = compare(&data.join("seed/haftar-support.txt"));
    assert_eq!(comparison.articles[0].id, "haftar-support");
    assert!(!comparison.claims.is_empty());
}
