//! "More than", "about", "up to", "or more": which side of a figure is open, and whether it is exact.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::claim::Bound;
use crate::lexicon::{WordMap, rows, word_sets};
use crate::text::{Document, Kind};

/// What the words around a figure do to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Side(Bound),
    About,
    Plain,
}

/// The modifiers of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Modifiers {
    /// Which side is open; `Exact` when none is.
    pub bound: Bound,
    /// Whether a hedge stands beside the figure.
    pub approximate: bool,
    /// The tokens from the first modifier to the last.
    pub tokens: Range<usize>,
}

word_sets! { "bounds.tsv":
    /// Plain words that are no part of the claim's text.
    DETERMINERS = "determiner";
    /// Bounds and hedges that are prepositions too.
    SPATIAL = "spatial";
    /// Words that make a preposition of the one before them.
    BEHIND_SPATIAL = "behind_spatial";
}

struct Cues {
    /// By last word, longest first.
    before: WordMap<Vec<(&'static str, Effect)>>,
    /// By first word, longest first.
    after: WordMap<Vec<(&'static str, Effect)>>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut before: FxHashMap<&'static str, Vec<_>> = FxHashMap::default();
    let mut after: FxHashMap<&'static str, Vec<_>> = FxHashMap::default();
    for row in rows(include_str!("../lexicon/en/bounds.tsv")) {
        let [position, effect, words] = row[..] else { continue };
        let effect = match effect {
            "at_least" => Effect::Side(Bound::AtLeast),
            "more_than" => Effect::Side(Bound::MoreThan),
            "at_most" => Effect::Side(Bound::AtMost),
            "less_than" => Effect::Side(Bound::LessThan),
            "about" => Effect::About,
            _ => Effect::Plain,
        };
        for phrase in words.split('|') {
            let (table, key) = if position == "before" {
                (&mut before, phrase.rsplit(' ').next().unwrap_or(phrase))
            } else {
                (&mut after, phrase.split(' ').next().unwrap_or(phrase))
            };
            table.entry(key).or_default().push((phrase, effect));
        }
    }
    for list in before.values_mut().chain(after.values_mut()) {
        list.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    }
    Cues { before: before.into_iter().collect(), after: after.into_iter().collect() }
});

/// Reads the modifiers that end right before token `figure`, back to token `start` at most. Several may stand
/// together ("at least some 40", "up to about 500"); the one nearest to the sentence's start sets the side.
pub(crate) fn before(doc: &Document, start: usize, figure: usize) -> Modifiers {
    let mut found = Modifiers { bound: Bound::Exact, approximate: false, tokens: figure..figure };
    let mut at = figure;
    let mut since_effect = 0;
    while at > start {
        let last = at - 1;
        if doc.kind(last) == Kind::Punct || doc.kind(last) == Kind::Quote {
            break;
        }
        let Some(list) = CUES.before.find(doc.lower(last)) else { break };
        let hit = list.iter().find_map(|(phrase, effect)| {
            let first = doc.phrase_before(at, phrase)?;
            (first >= start).then_some((first, *effect))
        });
        let Some((first, effect)) = hit else { break };
        match effect {
            Effect::Side(_) if over_a_time(doc, first, at, figure) => break,
            Effect::Side(bound) => found.bound = bound,
            Effect::About if over_a_time(doc, first, at, figure) => break,
            Effect::About => found.approximate = true,
            Effect::Plain => {
                since_effect += 1;
                if since_effect > 2 {
                    break;
                }
            }
        }
        at = first;
        if effect != Effect::Plain || belongs(doc, first) {
            found.tokens.start = first;
        }
    }
    if figure >= start + 2 && doc.kind(figure - 1) == Kind::Dash && doc.lower(figure - 2) == "sub" {
        return Modifiers { bound: Bound::LessThan, approximate: false, tokens: figure - 2..figure };
    }
    found
}

/// Plain words that are part of the claim's text: "another", "only", "exactly", not "the" or "his".
fn belongs(doc: &Document, at: usize) -> bool {
    !DETERMINERS.contains(doc.lower(at))
}

/// "Over the 3 years", "around the 37 m skeleton": a preposition, not "more than" or "roughly".
fn over_a_time(doc: &Document, first: usize, at: usize, figure: usize) -> bool {
    at < figure && SPATIAL.contains(doc.lower(first)) && BEHIND_SPATIAL.contains(doc.lower(at))
}

/// Reads the modifiers that start at token `at`, behind the figure or its unit; looks no further than `end`.
pub(crate) fn after(doc: &Document, at: usize, end: usize) -> Option<Modifiers> {
    if at >= end {
        return None;
    }
    // "50-odd", "40-plus"
    let first = doc.behind_dash(at);
    let list = CUES.after.find(doc.lower(first))?;
    let (phrase, effect) =
        list.iter().find(|(phrase, _)| doc.phrase_at(first, phrase).is_some_and(|e| e <= end))?;
    let glued = matches!(*phrase, "plus" | "odd" | "ish" | "+" | "max");
    if glued && first == at && doc.spaced(at) && *phrase != "max" {
        return None; // "50 plus" adds, "50-plus" opens
    }
    let tokens = at..doc.phrase_at(first, phrase)?;
    match effect {
        Effect::Side(bound) => Some(Modifiers { bound: *bound, approximate: false, tokens }),
        _ => Some(Modifiers { bound: Bound::Exact, approximate: true, tokens }),
    }
}
