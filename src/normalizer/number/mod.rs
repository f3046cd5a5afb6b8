//! Figures in digits, in words and in both, with magnitude: exact decimals with the place that was written last.

mod digits;
mod multiple;
mod vague;
pub(crate) mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use crate::lexicon::{NumberWord, number_word};
use crate::text::{Document, Kind, Tag};

pub(crate) use digits::{and_a_half, parse_digits};
pub(crate) use multiple::is_times;
pub(crate) use vague::vague;

/// A figure at a place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// The tokens that write it.
    pub tokens: Range<usize>,
    /// Its value; the lower end of a vague quantifier.
    pub value: Decimal,
    /// Place value of the last digit written: 1 for "350", 0.1 for "7.6", 100,000,000 for "13.9 billion".
    pub step: Decimal,
    /// What the magnitude word multiplied: 13.9 in "13.9 billion", else the value.
    pub mantissa: Decimal,
    /// Whether it has a magnitude word or a decimal point.
    pub rounded: bool,
    /// How it is written.
    pub form: Form,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Starts with digits.
    Digits,
    /// In words.
    Words,
    /// "dozens", "several hundred": open above.
    Vague,
    /// "half", "two thirds": part of one.
    Fraction,
    /// "a dozen", "a couple": may take "of".
    Group,
    /// "twice", "double": how many times an amount.
    Multiple,
}

/// Reads the figure that starts at token `i`, looking no further than `end`. `money` says that a currency symbol
/// stands before it, which makes "m" a million and not a metre.
pub(crate) fn figure_at(doc: &Document, i: usize, end: usize, money: bool) -> Option<Figure> {
    let figure = match doc.kind(i) {
        Kind::Number => digits::figure(doc, i, end, money),
        Kind::Symbol => digits::vulgar(doc, i),
        Kind::Word => multiple::multiple(doc, i, end)
            .or_else(|| vague(doc, i, end))
            .or_else(|| words::figure(doc, i, end)),
        _ => None,
    };
    figure.map(|figure| in_grand(doc, figure, end))
}

/// Slang for a thousand in money.
pub(crate) const GRAND: &str = "grand";

/// "Twenty grand", "$20 grand": thousands, unless "grand" goes with a noun ("five grand pianos").
fn in_grand(doc: &Document, figure: Figure, end: usize) -> Figure {
    let at = figure.tokens.end;
    let said = at < end && doc.is(at, GRAND) && !doc.is_capitalised(at);
    if !said {
        return figure;
    }
    let small = figure.value > Decimal::ZERO && figure.value < Decimal::ONE_THOUSAND;
    let goes_on = doc.tag(at + 1).is_noun() || matches!(doc.tag(at + 1), Tag::Adjective | Tag::Number);
    if !small || goes_on || !matches!(figure.form, Form::Digits | Form::Words) {
        return figure;
    }
    Figure {
        tokens: figure.tokens.start..at + 1,
        value: figure.value * Decimal::ONE_THOUSAND,
        step: figure.step * Decimal::ONE_THOUSAND,
        rounded: true,
        ..figure
    }
}

/// The magnitude word at token `i`, with the end of it: "million", glued "bn", "-billion".
pub(crate) fn magnitude_at(doc: &Document, i: usize, end: usize, money: bool) -> Option<(Decimal, usize)> {
    let at = doc.behind_hyphen(i);
    if at >= end || doc.kind(at) != Kind::Word {
        return None;
    }
    match number_word(doc.lower(at))? {
        NumberWord::Scale(value) => Some((value, at + 1)),
        NumberWord::Hundred => Some((Decimal::ONE_HUNDRED, at + 1)),
        NumberWord::Suffix(value) if !doc.spaced(at) && suffix_is_magnitude(doc, at, end, money) => {
            Some((value, at + 1))
        }
        _ => None,
    }
}

/// "m" on to digits is a million in a sum of money and before a plural noun ("5m users"), else a metre; "k" is a
/// thousand in lower case, and "K" and "b" only in a sum of money ("4K" is a screen, "5K" a race).
fn suffix_is_magnitude(doc: &Document, at: usize, end: usize, money: bool) -> bool {
    let before_noun = at + 1 < end && doc.spaced(at + 1) && doc.tag(at + 1) == Tag::Plural;
    let before_noun =
        before_noun || at + 2 < end && doc.tag(at + 1) == Tag::Adjective && doc.tag(at + 2) == Tag::Plural;
    match doc.word(at) {
        "k" | "M" => true,
        "K" | "m" => money || before_noun,
        _ => money,
    }
}
