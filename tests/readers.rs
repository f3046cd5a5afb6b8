//! Every format gives the claims of the plain text.
//!
//! `tests/readers/` holds the articles of `samples/` in each format, written by `scripts/reader_fixtures.py`. The table
//! of what is found in them is `tests/readers/shares.txt`; `SNAPSHOTS=overwrite cargo test --test readers` writes it
//! anew.

use std::collections::HashMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use claimdiff::{Claim, article, extract};

/// Formats, where they are, and the least share of the claims that must be found in them.
const FORMATS: [(&str, &str, f64); 18] = [
    ("Atom", "set.atom", 0.99),
    ("CSV", "set.csv", 0.99),
    ("CSV, Windows-1252", "set.windows-1252.csv", 0.99),
    ("DOCX by LibreOffice", "docx", 0.99),
    ("HTML saved by Chromium", "html-chromium", 0.99),
    ("JSON", "set.json", 0.99),
    ("JSON Feed", "feed.json", 0.99),
    ("JSON Lines", "set.jsonl", 0.99),
    ("JSON Lines in gzip", "set.jsonl.gz", 0.99),
    ("ODT by LibreOffice", "odt", 0.99),
    ("PDF by Chromium", "pdf-chromium", 0.95),
    ("PDF by LibreOffice", "pdf-libreoffice", 0.95),
    ("RSS", "set.rss", 0.99),
    ("TSV", "set.tsv", 0.99),
    ("text, UTF-16", "txt-utf16", 0.99),
    ("text, Windows-1252", "txt-windows-1252", 0.99),
    ("WARC in gzip by warcio", "crawl.warc.gz", 0.99),
    ("ZIP of HTML and text", "set.zip", 0.99),
];

/// Value, unit and subject of a claim.
fn key(claim: &Claim) -> String {
    let quantity = &claim.quantity;
    let [low, high] = [quantity.low, quantity.high].map(|end| end.map(|end| end.normalize().to_string()));
    format!("{low:?} {high:?} {} {:?}", quantity.unit.code, claim.subject)
}

/// How often each claim stands in the articles under `paths`, and how many articles there are.
fn claims(paths: &[PathBuf]) -> (HashMap<String, usize>, usize) {
    let reading = article::read(paths, &mut std::io::empty());
    assert!(reading.errors.is_empty(), "{:?}", reading.errors);
    let mut counts = HashMap::new();
    for claim in reading.articles.iter().flat_map(extract) {
        *counts.entry(key(&claim)).or_insert(0) += 1;
    }
    (counts, reading.articles.len())
}

/// How many claims of `left` stand in `right` too.
fn common(left: &HashMap<String, usize>, right: &HashMap<String, usize>) -> usize {
    left.iter().map(|(key, count)| (*count).min(right.get(key).copied().unwrap_or(0))).sum()
}

#[test]
fn every_format_gives_the_claims_of_the_plain_text() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (expected, articles) = claims(&["samples/recruits", "samples/earthquake"].map(|set| root.join(set)));
    let all: usize = expected.values().sum();
    assert!(all >= 80, "the samples have claims: {all}");
    let mut table = format!("{:24}{:>8}{:>8}{:>8}{:>8}\n", "format", "claims", "same", "share", "others");
    for (format, path, least) in FORMATS {
        let (found, count) = claims(&[root.join("tests/readers").join(path)]);
        assert_eq!(count, articles, "articles in {path}");
        let same = common(&expected, &found);
        let share = same as f64 / all as f64;
        let others = found.values().sum::<usize>() - same;
        let _ = writeln!(table, "{format:24}{all:>8}{same:>8}{:>7.1}%{others:>8}", 100.0 * share);
        assert!(share >= least, "{format}: {share}\n{table}");
    }
    snapbox::assert_data_eq!(table, snapbox::file!["readers/shares.txt"]);
}
