//! Whether a figure is a change: "rose 5 percent", "up 19 cents", "fell by a third".

use std::ops::Range;

use crate::claim::Trend;
use crate::lexicon::{WordId, id_sets, is_be, word_sets};
use crate::normalizer::mention::Mention;
use crate::text::{Document, Kind, Tag};

id_sets! { "trend.tsv":
    /// Verbs whose points are scored, not those of an index.
    TALLY = "tally";
}
word_sets! { "trend.tsv":
    /// Words of a change upwards.
    UP = "up";
    /// Words of a change downwards.
    DOWN = "down";
    /// Verbs that take "up" or "down" as a particle ("gave up 517 yards", "set up 17 camps").
    PHRASAL = "phrasal";
    /// Verbs that change something else ("raised 5 million"); only "by" makes their figure a change.
    WITH_BY = "with_by";
}

/// How far back, in tokens, a verb of change may stand from "by".
const REACH: usize = 8;

fn direction(word: &str) -> Option<Trend> {
    if UP.contains(word) {
        Some(Trend::Up)
    } else if DOWN.contains(word) {
        Some(Trend::Down)
    } else {
        None
    }
}

/// The direction of the change that `mention` measures.
pub(crate) fn trend(doc: &Document, s: &Range<usize>, mention: &Mention) -> Option<Trend> {
    if matches!(mention.unit.dimension, "age" | "magnitude" | "duration" | "ratio") {
        return None;
    }
    if doc.is(mention.tokens.start.wrapping_sub(1), "+") && !doc.spaced(mention.tokens.start) {
        return Some(Trend::Up);
    }
    let mut k = mention.tokens.start;
    let mut by = false;
    for _ in 0..3 {
        k = k.checked_sub(1).filter(|&k| k >= s.start)?;
        match doc.lower(k) {
            "by" => by = true,
            "another" | "further" | "as" | "much" => {}
            word => {
                if let Some(direction) = direction(word).filter(|_| is_verbal(doc, k)) {
                    return (by || !WITH_BY.contains(word) && moves(doc, s, k, mention)).then_some(direction);
                }
                if doc.tag(k) == Tag::Adverb && !by {
                    continue;
                }
                break;
            }
        }
    }
    if by { last_change(doc, s, k, REACH) } else { None }
}

/// Whether the word of change at `k` moves the figure itself. A count of things is added or lost, and does not rise;
/// "up" behind a verb belongs to that verb ("gave up 517 yards").
fn moves(doc: &Document, s: &Range<usize>, k: usize, mention: &Mention) -> bool {
    // the points of an index move as sums of money do
    let points = mention.unit.unit.name == "point" && !TALLY.has(doc.id(k));
    let counted = mention.unit.dimension == "count" && mention.noun.is_some() && !points;
    if !doc.is_any(k, ["up", "down"]) {
        return !counted;
    }
    let before = if k > s.start { doc.lower(k - 1) } else { "" };
    if counted {
        // "gunned down two women", but "arrests were up 20"
        return matches!(before, "" | ",") || is_be(WordId::of(before));
    }
    !PHRASAL.contains(before)
}

/// Whether a verb of change stands at most `reach` tokens before token `at`.
pub(crate) fn change_before(doc: &Document, s: &Range<usize>, at: usize, reach: usize) -> bool {
    last_change(doc, s, at.saturating_sub(1), reach).is_some()
}

fn last_change(doc: &Document, s: &Range<usize>, at: usize, reach: usize) -> Option<Trend> {
    (s.start..=at)
        .rev()
        .take(reach)
        .take_while(|&k| !doc.is(k, ",") && !doc.is(k, ";"))
        .find_map(|k| direction(doc.lower(k)).filter(|_| is_verbal(doc, k)))
}

/// "Up" and "down" count by themselves, other words as verbs; "to gain" in "the gain of" is a noun.
fn is_verbal(doc: &Document, k: usize) -> bool {
    doc.kind(k) == Kind::Word
        && (doc.is_any(k, ["up", "down"])
            || doc.tag(k).is_verb()
            || !doc.tag(k.wrapping_sub(1)).is_noun()
            || doc.tag(k) != Tag::Noun
            || doc.is(k + 1, "by"))
}
