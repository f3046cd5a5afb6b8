//! In a large archive the facts of an event are those that are found when the event is compared alone.
//!
//! This is a small one; `cargo run --release --example compare_alone` does the same with one of any size.

#[path = "../examples/generate/alone.rs"]
mod alone;
#[path = "../examples/generate/archive.rs"]
mod archive;

use archive::Archive;
use claimdiff::{Claim, compare, extract};

#[test]
fn the_facts_of_an_event_do_not_depend_on_other_events() {
    // More articles than are compared together.
    let archive = Archive { articles: 260, events: 52, seed: 3 };
    let articles = alone::articles(archive);
    let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
    let facts = compare(&articles, &claims).facts;
    let same = alone::compared(archive, &articles, &facts, archive.events);
    assert!(same.facts > 100, "{same:?}");
    assert!(same.share() >= 0.995, "{same:?}");
}
