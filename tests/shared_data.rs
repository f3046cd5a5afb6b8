//! The program over article sets that are not part of the package, when `CLAIMDIFF_DATA` names their folder.
//!
//! The folder holds `articles/SET/*.txt` and `seed/haftar-support.txt`. What is asserted is what holds for any
//! articles: the exit code, the JSON, the offsets. How good the findings are is measured elsewhere.

mod support;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use claimdiff::Comparison;
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

#[test]
fn the_article_that_it_began_with() {
    let Some(data) = data() else { return };
    let comparison = compare(&data.join("seed/haftar-support.txt"));
    assert_eq!(comparison.articles[0].id, "haftar-support");
    assert!(!comparison.claims.is_empty());
}
