//! Votes: "78 in favour and 71 against", "voted 79 to 70", "by 78 votes to 71", "passed 52-48".

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Bare, Found};
use crate::claim::Bound;
use crate::lexicon::{id_sets, word_sets};
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::number::parse_digits;
use crate::normalizer::unit::{counted, measure};
use crate::text::{Document, Kind, Tag};

id_sets! { "ellipsis.tsv":
    /// Words that show that figures for two sides are votes.
    CUES = "vote_cue";
    /// Words before two figures for and against.
    VOTED = "voted";
    /// Nouns behind them.
    RULINGS = "ruling";
}
word_sets! { "ellipsis.tsv":
    /// What stands behind a number of votes.
    SIDES = "side";
}

fn votes() -> MentionUnit {
    MentionUnit::count("vote", "vote")
}

/// A bare figure for one side of a vote.
pub(super) fn of(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let first =
        bare.left.last().filter(|m| m.unit.unit.name == "vote" && matches!(bare.back(1), "to" | "against"));
    if first.is_some_and(|m| bare.lead <= m.tokens.end + 3) {
        return Some(Found::of(votes())); // "by 78 votes to 71"
    }
    let behind = SIDES.iter().any(|side| doc.phrase_at(bare.end(), side).is_some());
    // "78 for, 71 against"
    let other =
        bare.left.last().is_some_and(|m| m.unit.unit.name == "vote") || !doc.is(bare.end(), "against");
    (behind && other && is_about_votes(doc, &bare.s)).then(|| Found::of(votes()))
}

fn is_about_votes(doc: &Document, s: &Range<usize>) -> bool {
    s.clone().any(|k| CUES.has(doc.id(k)))
}

/// The two sides of a vote that starts with the digits at token `i`: "79 to 70", "52-48", "5-4". A verb of voting before
/// them or the noun of a decision behind them keeps scores out.
pub(crate) fn pair(doc: &Document, sentence: usize, s: &Range<usize>, i: usize) -> Option<[Mention; 2]> {
    let second = i + 2;
    let dash = doc.is_hyphen(i + 1);
    if second >= s.end
        || doc.kind(i) != Kind::Number
        || doc.kind(second) != Kind::Number
        || !(dash || doc.is(i + 1, "to"))
    {
        return None;
    }
    let before = |n: usize| i.checked_sub(n).filter(|&k| k >= s.start).map_or("", |k| doc.lower(k));
    // "rejected the plan 9-6"
    let verb = (i.saturating_sub(4).max(s.start)..i).rev().find(|&k| {
        !matches!(doc.tag(k), Tag::Determiner | Tag::PossessivePronoun | Tag::Adjective | Tag::Noun)
    });
    let decided = dash && verb.is_some_and(|k| VOTED.has(doc.id(k)) && doc.tag(k).is_verb());
    let voted = decided
        || VOTED.contains(before(1))
        || VOTED.contains(before(2)) && matches!(before(1), "of" | "by" | "was");
    let ruling = dash && RULINGS.has(doc.id(second + 1)) && is_about_votes(doc, s);
    // "voted 3 to 5 times", "5-4-1", "5-4%"
    let goes_on = doc.is_dash_on(second + 1)
        || doc.kind(second + 1) == Kind::Symbol
        || !dash && counted::follows(doc, second + 1, s.end, false)
        || measure::after(doc, second + 1, s.end).is_some();
    let passed = dash && matches!(before(1), "by" | "passed") && is_about_votes(doc, s);
    if !(voted || ruling || passed) || goes_on {
        return None;
    }
    let side = |at: usize| {
        let value = parse_digits(doc.word(at))?.0;
        value.is_integer().then(|| mention(sentence, at, value))
    };
    Some([side(i)?, side(second)?])
}

fn mention(sentence: usize, at: usize, value: Decimal) -> Mention {
    Mention {
        sentence,
        figure: at..at + 1,
        tokens: at..at + 1,
        bound: Bound::Exact,
        approximate: false,
        low: Some(value),
        high: Some(value),
        step: (Decimal::ONE, Decimal::ONE),
        rounded: false,
        unit: votes(),
        per: Vec::new(),
        trend: None,
        noun: None,
        group: None,
    }
}
