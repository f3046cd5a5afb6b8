//! Vague quantifiers: "dozens", "tens of thousands", "several hundred", "a few".

use rust_decimal::Decimal;

use super::{Figure, Form, magnitude_at};
use crate::lexicon::{NumberWord, number_word, vague_after_article, vague_low};
use crate::text::{Document, Kind, Tag};

/// Whether nothing before the token makes a number of it ("two dozen", "half a dozen", "the dozen").
fn is_bare(doc: &Document, i: usize) -> bool {
    i == 0
        || !matches!(doc.tag(i - 1), Tag::Number | Tag::Determiner | Tag::Adjective)
            && doc.kind(i - 1) != Kind::Dash
}

/// The vague quantifier that starts at token `i`; its value is the least that it allows.
pub(crate) fn vague(doc: &Document, i: usize, end: usize) -> Option<Figure> {
    let (low, next) = match doc.lower(i) {
        "a" => (vague_after_article(doc.lower(i + 1))?, i + 2),
        // "Dozen of warships", without an article or a number before it: dozens
        "dozen" if doc.is(i + 1, "of") && is_bare(doc, i) => (vague_low("dozens")?, i + 1),
        word => (vague_low(word)?, i + 1),
    };
    if next > end {
        return None;
    }
    // "a few hundred", "several dozen", "several million": at least two of them
    if doc.is_any(i, ["a", "several"]) {
        let scale = match number_word(doc.lower(next)) {
            Some(NumberWord::Group(size)) if size > Decimal::TEN => Some((size, next + 1)),
            _ => magnitude_at(doc, next, end, false),
        };
        return match scale {
            Some((scale, after)) => figure(i, after, Decimal::TWO.checked_mul(scale)?),
            None => figure(i, next, low),
        };
    }
    // "tens of thousands": ten times two thousand
    if doc.is_any(i, ["tens", "hundreds", "thousands"]) && doc.is(next, "of") {
        let unit = match doc.lower(next + 1) {
            "thousands" => 1_000,
            "millions" => 1_000_000,
            "billions" => 1_000_000_000_i64,
            _ => 0,
        };
        if unit > 0 && next + 1 < end {
            return figure(i, next + 2, low.checked_mul(Decimal::from(unit))?);
        }
    }
    // "tens" by itself is rare and mostly something else ("shoulder tens")
    if doc.is(i, "tens") || doc.is(i, "scores") && !doc.is(next, "of") {
        return None;
    }
    figure(i, next, low)
}

fn figure(start: usize, end: usize, low: Decimal) -> Option<Figure> {
    let tokens = start..end;
    Some(Figure { tokens, value: low, step: Decimal::ONE, mantissa: low, rounded: false, form: Form::Vague })
}
