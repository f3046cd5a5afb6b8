//! `diff` over versions made by machine: the articles of the samples, and of `CLAIMDIFF_DATA` if it is set, with their
//! paragraphs in another order and with some figures changed. Only what was changed is a change.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use claimdiff::claim::Bound;
use claimdiff::comparator::Options;
use claimdiff::differ::{Change, ChangeKind, Part, versions};
use claimdiff::{Article, Claim, article, extract};

/// Every third figure is changed, first the first of them, then the second, then the third.
const ONE_IN: usize = 3;

fn samples() -> Vec<Article> {
    let folder = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let paths =
        [folder("samples/recruits"), folder("samples/earthquake"), folder("samples/versions/old.txt")];
    article::read(&paths, &mut std::io::empty()).articles
}

/// The articles of the folder of data, if there is one; else says that the test was not run.
fn data() -> Vec<Article> {
    let Some(data) = std::env::var_os("CLAIMDIFF_DATA").map(PathBuf::from) else {
        say("not run over more than the samples: CLAIMDIFF_DATA does not name a folder of data");
        return Vec::new();
    };
    assert!(fs::metadata(data.join("articles")).is_ok(), "articles in the folder of data");
    article::read(&[data.join("articles")], &mut std::io::empty()).articles
}

/// Past the capture of the test runner, so that it is read although the tests pass.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "tests/diff_samples.rs: {line}");
}

/// The body with its paragraphs from the last to the first.
fn turned(article: &Article) -> Article {
    let body = article.body.of(&article.text);
    let paragraphs: Vec<&str> = body.split("\n\n").map(str::trim_end).collect();
    let text = paragraphs.into_iter().rev().collect::<Vec<_>>().join("\n\n");
    Article::new(article.id.clone(), text)
}

/// The body with every third exact figure in plain digits raised by a seventh, and how many are.
fn changed(article: &Article, round: usize) -> (Article, usize) {
    let text = article.body.of(&article.text).to_owned();
    let plain = Article::new(article.id.clone(), text.clone());
    let claims: Vec<Claim> = extract(&plain);
    let (mut out, mut from, mut count) = (String::new(), 0, 0);
    for (index, claim) in claims.iter().filter(|claim| is_plain(claim, &text)).enumerate() {
        let span = claim.number_span;
        let value: u64 = text[span.start..span.end].replace(',', "").parse().expect("digits");
        if index % ONE_IN == round && span.start >= from {
            out.push_str(&text[from..span.start]);
            out.push_str(&(value + value / 7 + 1).to_string());
            from = span.end;
            count += 1;
        }
    }
    out.push_str(&text[from..]);
    (Article::new(article.id.clone(), out), count)
}

fn is_plain(claim: &Claim, text: &str) -> bool {
    let figure = &text[claim.number_span.start..claim.number_span.end];
    claim.quantity.bound == Bound::Exact && figure.chars().all(|c| c.is_ascii_digit() || c == ',')
}

/// Figures that were changed, those of them that are found with nothing but their figure changed, and other changes.
#[derive(Debug, Default)]
struct Counts {
    changed: usize,
    found: usize,
    others: usize,
}

fn count(articles: &[Article]) -> Counts {
    let mut counts = Counts::default();
    for article in articles {
        let plain = Article::new(article.id.clone(), article.body.of(&article.text));
        for round in 0..ONE_IN {
            let (new, changed) = changed(article, round);
            let changes = versions(&plain, &turned(&new), &Options::default()).changes;
            let right = |change: &&Change| {
                change.kind == ChangeKind::Changed && change.parts.first() == Some(&Part::Figure)
            };
            let places: BTreeSet<usize> = changes
                .iter()
                .filter(right)
                .filter_map(|change| Some(change.old.as_ref()?.span.start))
                .collect();
            counts.changed += changed;
            counts.found += places.len().min(changed);
            counts.others += changes.len() - places.len().min(changed);
        }
    }
    counts
}

#[test]
fn moved_paragraphs_are_no_change() {
    for article in samples() {
        let plain = Article::new(article.id.clone(), article.body.of(&article.text));
        let changes = versions(&plain, &turned(&plain), &Options::default()).changes;
        assert_eq!(changes, [], "{}", article.id);
    }
}

#[test]
fn figures_that_were_changed_are_found_and_no_others() {
    for (name, articles) in [("samples", samples()), ("data", data())] {
        let counts = count(&articles);
        if articles.is_empty() {
            continue;
        }
        say(&format!("{name}: {counts:?}"));
        let share = |part: usize| part as f64 / counts.changed.max(1) as f64;
        assert!(share(counts.found) >= 0.97, "{counts:?}");
        assert!(share(counts.others) <= 0.03, "{counts:?}");
    }
}
