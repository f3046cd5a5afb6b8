//! Each stage by itself and all of them, on made-up articles; README.md beside this says what is timed.

#[path = "../examples/generate/archive.rs"]
mod archive;

use std::io::Cursor;
use std::path::PathBuf;

use archive::Archive;
use claimdiff::article::{Options, read_with};
use claimdiff::report::json;
use claimdiff::{Article, Claim, Comparison, compare, extract};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Articles of an event in these benches.
const OF_EVENT: usize = 10;

/// A made-up archive as JSON Lines.
fn lines(articles: usize) -> Vec<u8> {
    let archive = Archive { articles, events: articles.div_ceil(OF_EVENT), seed: 1 };
    let line = |made: archive::Made| {
        let json = serde_json::json!({
            "id": made.id, "outlet": made.outlet, "published": made.published, "text": made.text,
        });
        format!("{json}\n").into_bytes()
    };
    archive.articles().flat_map(line).collect()
}

fn read(lines: &[u8]) -> Vec<Article> {
    read_with(&[PathBuf::from("-")], &mut Cursor::new(lines), &Options::default()).articles
}

fn claims(articles: &[Article]) -> Vec<Claim> {
    articles.iter().flat_map(extract).collect()
}

fn text(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|article| article.text.len()).sum::<usize>())
}

/// JSON Lines to articles.
#[divan::bench]
fn reading(bencher: Bencher) {
    let lines = lines(500);
    bencher.counter(BytesCount::new(lines.len())).bench(|| read(black_box(&lines)));
}

/// Articles to claims, on one thread.
#[divan::bench]
fn extracting(bencher: Bencher) {
    let articles = read(&lines(500));
    bencher.counter(text(&articles)).bench(|| claims(black_box(&articles)));
}

/// Claims to JSON Lines.
#[divan::bench]
fn writing(bencher: Bencher) {
    let claims = claims(&read(&lines(500)));
    bencher.counter(ItemsCount::new(claims.len())).bench(|| {
        let mut out = Vec::new();
        black_box(&claims).iter().try_for_each(|claim| json::write_claim(claim, &mut out)).map(|()| out.len())
    });
}

/// Claims to facts, in archives of several sizes.
#[divan::bench(args = [10, 100, 1000], sample_count = 10)]
fn comparing(bencher: Bencher, size: usize) {
    let articles = read(&lines(size));
    let claims = claims(&articles);
    bencher
        .counter(ItemsCount::new(size))
        .bench(|| compare(black_box(&articles), black_box(&claims)).facts.len());
}

/// JSON Lines to the JSON document of a comparison.
#[divan::bench(sample_count = 10)]
fn all(bencher: Bencher) {
    let lines = lines(300);
    bencher.counter(BytesCount::new(lines.len())).bench(|| {
        let articles = read(black_box(&lines));
        let claims = claims(&articles);
        let alignment = compare(&articles, &claims);
        json::document(&Comparison::new(&articles, claims, alignment)).map(|json| json.len())
    });
}
