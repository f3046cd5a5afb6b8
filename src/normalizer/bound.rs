//! "More than", "about", "up to", "or more": which side of a figure is open, and whether it is exact.

use std::ops::Range;
use std::sync::LazyLock;

use crate::claim::Bound;
use crate::lexicon::{PhraseIndex, alternatives, id_sets, rows};
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

id_sets! { "bounds.tsv":
    /// Plain words that are no part of the claim's text.
    DETERMINERS = "determiner";
    /// Bounds and hedges that are prepositions too.
    SPATIAL = "spatial";
    /// Words that make a preposition of the one before them.
    BEHIND_SPATIAL = "behind_spatial";
}

/// What stands before a figure, by its last word.
static BEFORE: LazyLock<PhraseIndex<Effect>> = LazyLock::new(|| PhraseIndex::by_last(cues("before")));

/// What stands behind a figure or its unit, by its first word.
static AFTER: LazyLock<PhraseIndex<Effect>> = LazyLock::new(|| PhraseIndex::by_first(cues("after")));

/// The modifiers of one position, with what they do.
fn cues(position: &str) -> impl Iterator<Item = (&'static str, Effect)> {
    let rows = rows(include_str!("../lexicon/en/bounds.tsv"));
    let rows = rows.filter_map(move |row| match row[..] {
        [at, effect, words] if at == position => Some((effect, words)),
        _ => None,
    });
    rows.flat_map(|(effect, words)| {
        let effect = match effect {
            "at_least" => Effect::Side(Bound::AtLeast),
            "more_than" => Effect::Side(Bound::MoreThan),
            "at_most" => Effect::Side(Bound::AtMost),
            "less_than" => Effect::Side(Bound::LessThan),
            "about" => Effect::About,
            _ => Effect::Plain,
        };
        alternatives(words).map(move |phrase| (phrase, effect))
    })
}

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
        let hit = BEFORE.under(doc.id(last)).iter().find_map(|phrase| {
            let first = doc.goes_back(last, phrase.rest)?;
            (first >= start).then_some((first, phrase.value))
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
    if figure >= start + 2 && doc.kind(figure - 1) == Kind::Dash && doc.is(figure - 2, "sub") {
        return Modifiers { bound: Bound::LessThan, approximate: false, tokens: figure - 2..figure };
    }
    found
}

/// Plain words that are part of the claim's text: "another", "only", "exactly", not "the" or "his".
fn belongs(doc: &Document, at: usize) -> bool {
    !DETERMINERS.has(doc.id(at))
}

/// "Over the 3 years", "around the 37 m skeleton": a preposition, not "more than" or "roughly".
fn over_a_time(doc: &Document, first: usize, at: usize, figure: usize) -> bool {
    at < figure && SPATIAL.has(doc.id(first)) && BEHIND_SPATIAL.has(doc.id(at))
}

/// Reads the modifiers that start at token `at`, behind the figure or its unit; looks no further than `end`.
pub(crate) fn after(doc: &Document, at: usize, end: usize) -> Option<Modifiers> {
    if at >= end {
        return None;
    }
    // "50-odd", "40-plus"
    let first = doc.behind_dash(at);
    let (phrase, stop) = AFTER.under(doc.id(first)).iter().find_map(|phrase| {
        let stop = doc.goes_on(first + 1, phrase.rest)?;
        (stop <= end).then_some((phrase, stop))
    })?;
    let glued = matches!(phrase.whole, "plus" | "odd" | "ish" | "+" | "max");
    if glued && first == at && doc.spaced(at) && phrase.whole != "max" {
        return None; // "50 plus" adds, "50-plus" opens
    }
    let tokens = at..stop;
    match phrase.value {
        Effect::Side(bound) => Some(Modifiers { bound, approximate: false, tokens }),
        _ => Some(Modifiers { bound: Bound::Exact, approximate: true, tokens }),
    }
}
