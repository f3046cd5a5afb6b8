//! Whether the facts of an event are the same in a large archive as when the event is compared alone.

use std::collections::{BTreeMap, BTreeSet};

use claimdiff::fact::{Fact, Verdict};
use claimdiff::{Article, Claim, compare, extract};
use rayon::prelude::*;

use super::archive::{Archive, Made};

/// How many facts of a sample of events were the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Same {
    /// Events that were compared alone.
    pub events: usize,
    /// Facts that either comparison found, each once.
    pub facts: usize,
    /// Those that both found, of the same claims and with the same verdict.
    pub same: usize,
}

impl Same {
    /// The share of facts that are the same, 0 to 1.
    pub fn share(self) -> f64 {
        if self.facts == 0 { 1.0 } else { self.same as f64 / self.facts as f64 }
    }
}

/// The articles of an archive as the program reads them.
pub fn articles(archive: Archive) -> Vec<Article> {
    let article = |made: Made| Article {
        outlet: Some(made.outlet),
        published: Some(made.published),
        ..Article::new(made.id, made.text)
    };
    archive.articles().map(article).collect()
}

/// Compares `sample` events of `archive`, evenly spread, alone, and holds the facts against those of `whole`, which are
/// of the whole archive.
pub fn compared(archive: Archive, articles: &[Article], whole: &[Fact], sample: usize) -> Same {
    let mut by_event: BTreeMap<&str, BTreeSet<Seen>> = BTreeMap::new();
    for fact in whole {
        let seen = Seen::of(fact);
        // A fact with claims of two events belongs to both, and is the same in neither.
        let events: BTreeSet<&str> = claims(fact).map(event).collect();
        for event in events {
            by_event.entry(event).or_default().insert(seen.clone());
        }
    }
    let sample = sample.clamp(1, archive.events);
    let numbers: Vec<usize> = (0..sample).map(|i| i * archive.events / sample).collect();
    let compared = numbers.par_iter().map(|number| {
        let own: Vec<Article> = articles.iter().skip(*number).step_by(archive.events).cloned().collect();
        let claims: Vec<Claim> = own.iter().flat_map(extract).collect();
        let alone: BTreeSet<Seen> = compare(&own, &claims).facts.iter().map(Seen::of).collect();
        let name = format!("e{number}");
        let none = BTreeSet::new();
        let among = by_event.get(name.as_str()).unwrap_or(&none);
        Same { events: 1, facts: alone.union(among).count(), same: alone.intersection(among).count() }
    });
    compared.reduce(Same::default, |a, b| Same {
        events: a.events + b.events,
        facts: a.facts + b.facts,
        same: a.same + b.same,
    })
}

/// What of a fact has to be the same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    claims: BTreeSet<String>,
    verdict: Verdict,
}

impl Seen {
    fn of(fact: &Fact) -> Seen {
        Seen { claims: claims(fact).map(str::to_owned).collect(), verdict: fact.verdict }
    }
}

fn claims(fact: &Fact) -> impl Iterator<Item = &str> {
    fact.figures.iter().flat_map(|figure| &figure.claims).map(String::as_str)
}

/// The event of a claim: its id begins with `e12-`.
fn event(claim: &str) -> &str {
    claim.split('-').next().unwrap_or(claim)
}
