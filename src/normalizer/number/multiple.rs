//! Multiples: "twice as many", "double the 40", "half as many", "three times the rate".

use rust_decimal::Decimal;

use super::{Figure, Form};
use crate::lexicon::{NumberWord, id_sets, number_word};
use crate::text::{Document, Kind, Tag};

id_sets! { "figures.tsv":
    /// What is compared in amount between "as" and "as".
    DEGREES = "degree";
    /// Comparatives behind "times".
    COMPARATIVES = "comparative";
    /// Nouns for an amount, of which there can be twice.
    AMOUNTS = "amount_noun";
    /// Words that stand for such an amount.
    AMOUNT_PRONOUNS = "amount_pronoun";
}

/// The multiple that the word at token `i` says, where what follows shows that amounts are compared: "twice" by
/// itself counts occasions, "double" is a verb or an adjective.
pub(super) fn multiple(doc: &Document, i: usize, end: usize) -> Option<Figure> {
    let value = match number_word(doc.lower(i))? {
        NumberWord::Multiple(value) => value,
        NumberWord::Fraction(value) if value == Decimal::new(5, 1) && doc.is(i, "half") => {
            return as_many(doc, i + 1, end).then(|| figure(i, value)); // "half the men" is a part of them
        }
        _ => return None,
    };
    let compares = as_many(doc, i + 1, end) || an_amount(doc, i + 1, end);
    (compares && !doc.tag(i).is_verb()).then(|| figure(i, value))
}

/// Whether "times" at token `i`, behind a figure, compares amounts ("three times as many", "1.5 times the rate"); on
/// occasions ("three times a week") it does not.
pub(crate) fn is_times(doc: &Document, i: usize, end: usize) -> bool {
    doc.is(i, "times")
        && (as_many(doc, i + 1, end)
            || an_amount(doc, i + 1, end)
            || i + 1 < end && COMPARATIVES.has(doc.id(i + 1)))
}

fn figure(i: usize, value: Decimal) -> Figure {
    let step = if value < Decimal::ONE { Decimal::new(1, 1) } else { Decimal::ONE };
    Figure { tokens: i..i + 1, value, step, mantissa: value, rounded: true, form: Form::Multiple }
}

/// "as many", "as likely".
fn as_many(doc: &Document, i: usize, end: usize) -> bool {
    i + 1 < end && doc.is(i, "as") && DEGREES.has(doc.id(i + 1))
}

/// "the 40 reported", "the number", "last year's total", "that".
fn an_amount(doc: &Document, i: usize, end: usize) -> bool {
    if i >= end {
        return false;
    }
    // A noun behind the end is of the next sentence.
    let before_noun = |k: usize| k + 1 < end && doc.tag(k + 1).is_noun();
    if AMOUNT_PRONOUNS.has(doc.id(i)) && !before_noun(i) {
        return true;
    }
    if !matches!(doc.tag(i), Tag::Determiner | Tag::PossessivePronoun) && !doc.is(i, "last") {
        return false;
    }
    let mut k = i + 1;
    while k < end.min(i + 5) {
        match doc.tag(k) {
            Tag::Noun | Tag::Proper if doc.kind(k + 1) == Kind::Possessive => k += 1,
            // "TWICE THE LIMIT", "twice the EU average"
            Tag::Proper | Tag::Adjective if AMOUNTS.has(doc.id(k)) && !before_noun(k) => {
                return true;
            }
            Tag::Noun => return AMOUNTS.has(doc.id(k)),
            Tag::Number => return k == i + 1,
            Tag::Adjective | Tag::Proper => {}
            _ if doc.kind(k) == Kind::Symbol => return true, // "double the $40"
            _ => return false,
        }
        k += 1;
    }
    false
}
