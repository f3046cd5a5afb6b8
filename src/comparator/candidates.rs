//! Which pairs of claims of an event may be about the same thing: by an index, never all pairs of a large event.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::cues;
use super::profile::Profile;
use crate::article::Article;
use crate::claim::{Claim, Modality};
use crate::span::Span;

/// Up to this many claims of one dimension all pairs are looked at.
const ALL_PAIRS: usize = 220;
/// In larger blocks each claim is held against this many others at most.
const NEAREST: usize = 40;
/// More claims of one dimension than this in an event are no news but a table, or a text made to be hard to read:
/// [`NEAREST_IN_FLOOD`] keep its memory within bounds.
const FLOOD: usize = 50_000;
/// In a flood each claim is held against this many others at most.
const NEAREST_IN_FLOOD: usize = 12;
/// A word that more claims than this share finds no pairs.
const POSTINGS: usize = 300;

/// Pairs of indices into `profiles`, smaller first, sorted.
pub(crate) fn pairs(profiles: &[Profile], claims: &[Claim]) -> Vec<(u32, u32)> {
    let mut blocks: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (i, profile) in (0u32..).zip(profiles) {
        let claim = &claims[profile.claim];
        // What is denied is not compared.
        if claim.modality != Modality::Denied {
            blocks.entry(&claim.quantity.dimension).or_default().push(i);
        }
    }
    let mut pairs = Vec::new();
    for block in blocks.values() {
        if block.len() <= ALL_PAIRS {
            for (n, a) in block.iter().enumerate() {
                pairs.extend(block[n + 1..].iter().map(|b| (*a, *b)));
            }
        } else {
            nearest(profiles, block, &mut pairs);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// For each claim of a large block the others that share the most telling words near the figure.
fn nearest(profiles: &[Profile], block: &[u32], pairs: &mut Vec<(u32, u32)>) {
    let mut index: FxHashMap<u32, Vec<(u32, f32)>> = FxHashMap::default();
    for i in block {
        for (word, weight) in &profiles[*i as usize].near {
            index.entry(*word).or_default().push((*i, *weight));
        }
    }
    let nearest = if block.len() > FLOOD { NEAREST_IN_FLOOD } else { NEAREST };
    let best = |i: &u32| {
        let mut score: FxHashMap<u32, f32> = FxHashMap::default();
        for (word, weight) in &profiles[*i as usize].near {
            let list = &index[word];
            // A word of very many claims is looked up among its neighbours in the block only.
            let at = list.partition_point(|(j, _)| j < i);
            let from = at.saturating_sub(POSTINGS / 2);
            let to = at.saturating_add(POSTINGS / 2).min(list.len());
            for (j, other) in list[from..to].iter().filter(|(j, _)| j != i) {
                *score.entry(*j).or_default() += weight * other;
            }
        }
        let mut best: Vec<(u32, f32)> = score.into_iter().collect();
        best.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        best.truncate(nearest);
        let i = *i;
        best.into_iter().map(move |(j, _)| (i.min(j), i.max(j)))
    };
    pairs.par_extend(block.par_iter().flat_map_iter(best));
}

/// What is certain of a pair before any evidence is weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Certain {
    /// An amount and its conversion in brackets.
    Same,
    /// Two figures of a list, or a change and a level: never the same thing.
    Different,
    /// Left to the evidence.
    Open,
}

/// What is certain of a pair of claims.
pub(crate) fn certain(articles: &[Article], a: &Profile, b: &Profile, claims: &[Claim]) -> Certain {
    let (x, y) = (&claims[a.claim], &claims[b.claim]);
    if x.quantity.trend != y.quantity.trend {
        return Certain::Different;
    }
    if a.doc != b.doc || x.sentence != y.sentence {
        return Certain::Open;
    }
    let (first, second) = if x.number_span.start <= y.number_span.start { (x, y) } else { (y, x) };
    let text = &articles[a.doc].text;
    let between =
        Span { start: first.number_span.end, end: second.number_span.start.max(first.number_span.end) };
    let between = between.of(text);
    if is_conversion(first, second, between) {
        return Certain::Same;
    }
    // "$1,200 a month for three months or $1,500 for five": one thing on two terms.
    if terms_differ(a, b) {
        return Certain::Open;
    }
    // Two figures of a sentence are two things, unless two sources or two times are set against each other.
    let speakers = speakers_differ(a, b);
    let contrast =
        between.split(|c: char| !c.is_alphanumeric()).any(|word| cues::is_in_any_case("contrast", word));
    if speakers || contrast { Certain::Open } else { Certain::Different }
}

/// Both figures have a speaker, and not the same one.
pub(crate) fn speakers_differ(a: &Profile, b: &Profile) -> bool {
    !a.speaker.is_empty() && !b.speaker.is_empty() && !a.speaker.iter().any(|word| b.speaker.contains(word))
}

/// Two figures of one article for different terms.
pub(crate) fn terms_differ(a: &Profile, b: &Profile) -> bool {
    a.doc == b.doc && a.term.is_some() && b.term.is_some() && a.term != b.term
}

/// "75 kilometers (50 miles)", "200 million euros ($265 million)", "28 C (82 F)", "13 nautical miles, or 24 km,".
fn is_conversion(first: &Claim, second: &Claim, between: &str) -> bool {
    let (a, b) = (&first.quantity, &second.quantity);
    if a.dimension != b.dimension || a.dimension == "count" || a.unit.code == b.unit.code {
        return false;
    }
    let gap = between.trim();
    let opened = gap.rfind(['(', '[', '/']).filter(|_| !gap.contains(')'));
    let words_before = |at: usize| gap[..at].split_whitespace().count();
    let words_after = |at: usize| gap[at..].split_whitespace().count();
    let bracket = opened.is_some_and(|at| words_before(at) <= 3 && words_after(at) <= 3);
    let or = gap.split([' ', ',']).any(|w| w == "or") && gap.split_whitespace().count() <= 4;
    bracket || or
}
