//! The renderers over one comparison written by hand: all verdicts, several outlets, copies, hostile text.
//!
//! `SNAPSHOTS=overwrite cargo test --test report` writes the snapshots anew.

use claimdiff::report::{Filter, Show, TableOptions, comparison_table, extraction_table, json, visible};
use claimdiff::{Comparison, Extraction};
use snapbox::{assert_data_eq, file};
use unicode_width::UnicodeWidthStr;

fn fixture() -> Comparison {
    serde_json::from_str(include_str!("fixtures/comparison.json")).expect("the fixture follows the contract")
}

fn options(width: usize, show: Show) -> TableOptions {
    TableOptions { width, filter: Filter { show, ..Filter::default() }, ..TableOptions::default() }
}

#[test]
fn differences_at_80_columns() {
    assert_data_eq!(
        comparison_table(&fixture(), &options(80, Show::Differences)),
        file!["snapshots/report/differences-80.txt"].raw()
    );
}

#[test]
fn differences_at_60_columns() {
    assert_data_eq!(
        comparison_table(&fixture(), &options(60, Show::Differences)),
        file!["snapshots/report/differences-60.txt"].raw()
    );
}

#[test]
fn differences_at_200_columns() {
    assert_data_eq!(
        comparison_table(&fixture(), &options(200, Show::Differences)),
        file!["snapshots/report/differences-200.txt"].raw()
    );
}

#[test]
fn everything_in_full() {
    let options = TableOptions { full: true, ..options(80, Show::All) };
    assert_data_eq!(comparison_table(&fixture(), &options), file!["snapshots/report/all-full-80.txt"].raw());
}

#[test]
fn conflicts_in_colour() {
    let options = TableOptions { color: true, ..options(80, Show::Conflicts) };
    assert_data_eq!(
        comparison_table(&fixture(), &options),
        file!["snapshots/report/conflicts-colour.txt"].raw()
    );
}

#[test]
fn what_is_in_no_fact() {
    assert_data_eq!(
        comparison_table(&fixture(), &options(80, Show::Unmatched)),
        file!["snapshots/report/unmatched-80.txt"].raw()
    );
}

#[test]
fn claims_of_an_extraction() {
    let Comparison { schema_version, generator, articles, claims, .. } = fixture();
    let extraction = Extraction { schema_version, generator, articles, claims, exclusions: None };
    assert_data_eq!(
        extraction_table(&extraction, &options(80, Show::All)),
        file!["snapshots/report/extraction-80.txt"].raw()
    );
}

#[test]
fn filters_narrow_the_table_and_the_table_says_so() {
    let filtered = |filter: Filter| {
        let options = TableOptions { filter, ..TableOptions::default() };
        let table = comparison_table(&fixture(), &options);
        let badges = ["CONFLICT", "explained ", "compatible "];
        let blocks = table.lines().filter(|line| badges.iter().any(|badge| line.starts_with(badge))).count();
        (blocks, table)
    };
    assert_eq!(filtered(Filter::default()).0, 4);
    assert_eq!(filtered(Filter { about: vec!["SALARY".into()], ..Filter::default() }).0, 1);
    assert_eq!(filtered(Filter { about: vec!["salary".into(), "bild".into()], ..Filter::default() }).0, 0);
    assert_eq!(
        filtered(Filter { aspects: vec!["killed".into(), "salary".into()], ..Filter::default() }).0,
        2
    );
    assert_eq!(filtered(Filter { outlets: vec!["reuters".into()], ..Filter::default() }).0, 3);
    let (blocks, table) = filtered(Filter { min_confidence: 0.8, ..Filter::default() });
    assert_eq!(blocks, 2);
    assert!(table.contains("2 facts by your filters"), "{table}");
}

#[test]
fn lines_fit_and_words_stay_whole() {
    let comparison = fixture();
    for width in [40, 60, 80, 100, 120, 200] {
        for show in [Show::All, Show::Unmatched] {
            let table = comparison_table(&comparison, &options(width, show));
            for line in table.lines() {
                let path = line.trim_start().starts_with("samples/");
                assert!(path || line.width() <= width, "{width}: {line}");
            }
            if width >= 80 {
                assert!(!table.contains('…') || table.contains("… and"), "{table}");
            }
        }
    }
}

#[test]
fn no_text_of_an_article_reaches_the_terminal_as_a_command() {
    let comparison = fixture();
    for show in [Show::All, Show::Unmatched] {
        let table = comparison_table(&comparison, &TableOptions { full: true, ..options(80, show) });
        assert!(!table.chars().any(|c| c != '\n' && visible::is_hostile(c)), "{table}");
    }
    let json = json::document(&comparison).expect("a document");
    assert!(!json.chars().any(|c| c != '\n' && visible::is_hostile(c)));
}

#[test]
fn json_reads_back_as_it_was() {
    let comparison = fixture();
    let json = json::document(&comparison).expect("a document");
    assert_eq!(serde_json::from_str::<Comparison>(&json).expect("valid"), comparison);
    let line = json::line(&comparison.claims[0]).expect("a line");
    assert_eq!(line.matches('\n').count(), 1);
}
