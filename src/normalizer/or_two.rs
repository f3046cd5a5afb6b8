//! "A day or two", "a mile or two", "another man or two": one or two of what stands in between.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::Bound;
use crate::lexicon::{NumberWord, id_sets, number_word};
use crate::normalizer::bound;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::unit::{counted, measure};
use crate::text::{Document, Tag};

id_sets! { "figures.tsv":
    /// Nouns with which it counts nothing.
    IDIOMS = "or_two_idiom";
}

/// The words that it starts with.
pub(crate) const STARTERS: [&str; 3] = ["a", "an", "another"];

/// The mention that starts with the article at token `i`; its modifiers are read back to token `from`.
pub(crate) fn at(
    doc: &Document,
    sentence: usize,
    s: &Range<usize>,
    from: usize,
    i: usize,
) -> Option<Mention> {
    let end = i + 4;
    if end > s.end || !doc.is(i + 2, "or") || !STARTERS.contains(&doc.lower(i)) {
        return None;
    }
    let Some(NumberWord::Unit(high)) = number_word(doc.lower(i + 3)) else { return None };
    let goes_on = counted::follows(doc, end, s.end, false) || measure::after(doc, end, s.end).is_some();
    if !(Decimal::TWO..=Decimal::from(3)).contains(&high) || goes_on || IDIOMS.has(doc.id(i + 1)) {
        return None;
    }
    let measure = measure::after(doc, i + 1, i + 2).map(|(m, _)| MentionUnit::measure(m));
    let counts = doc.tag(i + 1) == Tag::Noun;
    let noun = (measure.is_none() && counts).then_some(i + 1..i + 2);
    let word = doc.lexicon.singular(doc.lower(i + 1));
    let before = bound::before(doc, from, i);
    Some(Mention {
        sentence,
        figure: i..end,
        tokens: before.tokens.start.min(i)..end,
        bound: Bound::Between,
        approximate: before.approximate,
        low: Some(Decimal::ONE),
        high: Some(high),
        step: (Decimal::ONE, Decimal::ONE),
        rounded: false,
        unit: measure.or_else(|| counts.then(|| MentionUnit::count(&word, &word)))?,
        per: Vec::new(),
        trend: None,
        noun,
        group: (doc.is(i, "another")).then_some(i..i + 1),
    })
}
