//! Figures in words: "three hundred and fifty", "a million and a half", "half a million", "two thirds", "a dozen".

use rust_decimal::Decimal;

use super::digits::and_a_half;
use super::{Figure, Form, magnitude_at};
use crate::lexicon::{NumberWord, id_sets, number_word, word_sets};
use crate::text::{Document, Kind, Tag};

id_sets! { "figures.tsv":
    /// What is measured in a stretch of time behind its possessive ("a week's pay").
    STRETCH_WORTH = "stretch_worth";
    /// What a stretch of time is spent in or full of ("a year of probation").
    STRETCH_SPENT = "stretch_spent";
    /// Words behind "a mile" that measure with it ("a mile away").
    SINGLE_BEHIND = "single_behind";
    /// Words behind a part that begin what it is a part of.
    PART_OF = "part_of";
}
word_sets! { "figures.tsv":
    /// Units that "a" makes one stretch of time.
    STRETCH_UNITS = "stretch_unit";
    /// Words that measure a stretch of time.
    STRETCH_HEDGES = "stretch_hedge";
    /// Verbs whose object is a stretch of time ("lasted a week", "took an hour").
    STRETCH_VERBS = "stretch_verb";
    /// Units of length, mass and the like that "a" makes one of ("less than a kilogram").
    SINGLE_UNITS = "single_unit";
    /// Words that make "a third" a part and no ordinal.
    PART_HEDGES = "part_hedge";
    /// Words before a half or a quarter that is a stretch of a game or a year.
    PART_ORDINALS = "part_ordinal";
    /// Those of them behind which it is one whatever follows.
    PART_STRETCHES = "part_stretch";
}

/// The figure in words that starts at token `i`.
pub(super) fn figure(doc: &Document, i: usize, end: usize) -> Option<Figure> {
    match doc.lower(i) {
        "a" | "an" => after_article(doc, i, end),
        "half" => half(doc, i, end),
        "dozen" => Some(Figure { form: Form::Group, ..whole(i..i + 1, Decimal::from(12)) }),
        _ => cardinal(doc, i, end).map(|c| with_fraction(doc, c, end)).map(|c| with_group(doc, c, end)),
    }
}

/// "a hundred", "a million and a half", "a dozen", "a couple", "a third", "a single", "a quarter of a million".
fn after_article(doc: &Document, i: usize, end: usize) -> Option<Figure> {
    let next = i + 1;
    if next >= end {
        return None;
    }
    if doc.is(next, "single") {
        return Some(whole(i..next + 1, Decimal::ONE));
    }
    if doc.is(next, "half") {
        let mut figure = half(doc, next, end)?;
        figure.tokens.start = i;
        return Some(figure);
    }
    if is_stretch(doc, i) {
        return Some(whole(i..next, Decimal::ONE));
    }
    match number_word(doc.lower(next))? {
        NumberWord::Hundred | NumberWord::Scale(_) => {
            let mut figure = scaled(doc, i, next, end, Decimal::ONE)?;
            if let Some((part, after)) = and_a_half(doc, figure.tokens.end, end) {
                let unit = figure.step;
                figure.value = figure.value.checked_add(part.checked_mul(unit)?)?;
                figure.step = unit.checked_mul(Decimal::new(1, 1))?;
                figure.tokens.end = after;
            }
            Some(figure)
        }
        NumberWord::Group(value) => Some(Figure { form: Form::Group, ..whole(i..next + 1, value) }),
        NumberWord::Fraction(value) => fraction(doc, i, next + 1, end, value),
        _ => None,
    }
}

/// "More than a week", "about an hour", "a week of violence", "a month since": a stretch of time that is measured.
/// Without a word that measures, "a week" is a rate ("$5 a week") or says when ("a week ago").
pub(crate) fn is_stretch(doc: &Document, article: usize) -> bool {
    let unit = doc.lower(article + 1);
    let before = article.checked_sub(1).map_or("", |k| doc.lower(k));
    if SINGLE_UNITS.contains(unit) {
        return STRETCH_HEDGES.contains(before) && before != "at" || SINGLE_BEHIND.has(doc.id(article + 2));
    }
    if !STRETCH_UNITS.contains(unit) {
        return false;
    }
    let behind = article + 2;
    let worth = doc.kind(behind) == Kind::Possessive && STRETCH_WORTH.has(doc.id(behind + 1));
    let spent = doc.is_any(behind, ["of", "in"]) && STRETCH_SPENT.has(doc.id(behind + 1));
    if worth || spent {
        return true;
    }
    STRETCH_HEDGES.contains(before)
        || STRETCH_VERBS.contains(before)
        || doc.phrase_at(article + 2, "and a half").is_some()
        || doc.is(article + 2, "since")
        || doc.is(article + 2, "of") && matches!(unit, "week" | "month")
}

/// "half", "half a million", "half a dozen", "half million".
fn half(doc: &Document, i: usize, end: usize) -> Option<Figure> {
    let half = Decimal::new(5, 1);
    let mut next = i + 1;
    if doc.kind(next) == Kind::Dash {
        // "half-a-million", but "half-dead", "half-hour" are no halves of a thing
        next += 1;
        if !doc.is_any(next, ["a", "million", "billion", "dozen"]) {
            return None;
        }
    }
    if doc.is_any(next, ["a", "an"]) {
        next += 1;
        if doc.kind(next) == Kind::Dash {
            next += 1;
        }
    }
    if next < end {
        match number_word(doc.lower(next)) {
            Some(NumberWord::Scale(_) | NumberWord::Hundred) => {
                let mut figure = scaled(doc, i, next, end, half)?;
                figure.step = figure.step.checked_mul(Decimal::new(1, 1))?;
                return Some(figure);
            }
            Some(NumberWord::Group(value)) if value > Decimal::TEN => {
                return Some(Figure { form: Form::Group, ..whole(i..next + 1, half.checked_mul(value)?) });
            }
            _ => {}
        }
    }
    fraction(doc, i, i + 1, end, half)
}

/// A fraction word that ends at `after`; "a quarter of a million" multiplies.
fn fraction(doc: &Document, start: usize, after: usize, end: usize, value: Decimal) -> Option<Figure> {
    if doc.is(after, "of")
        && doc.is_any(after + 1, ["a", "an"])
        && let Some((scale, scale_end)) = magnitude_at(doc, after + 2, end, false)
    {
        let total = value.checked_mul(scale)?;
        let step = scale.checked_mul(Decimal::new(1, 1))?;
        let tokens = start..scale_end;
        return Some(Figure {
            tokens,
            value: total,
            step,
            mantissa: value,
            rounded: true,
            form: Form::Words,
        });
    }
    if !part_of_something(doc, start, after) {
        return None;
    }
    let step = Decimal::new(1, 2);
    Some(Figure { tokens: start..after, value, step, mantissa: value, rounded: true, form: Form::Fraction })
}

/// "A third of them", "half were", not "a third man", "a third-party app", "the first half", "a quarter earlier".
fn part_of_something(doc: &Document, start: usize, after: usize) -> bool {
    let before = start.checked_sub(1).map_or("", |k| doc.lower(k));
    // "wounding a third": an ordinal, unless something measures ("by a third", "nearly a third")
    let ordinal = doc.is(start, "a") && !doc.is_any(after - 1, ["half", "quarter"]);
    let hedged = PART_HEDGES.contains(before);
    if ordinal && !doc.is(after, "of") && !hedged && doc.phrase_at(after, "or so").is_none() {
        return false;
    }
    if hedged && doc.is_hyphen(after + 1) && doc.tag(after + 2).is_verb() {
        return true; // "about a third state-owned"
    }
    let period = PART_ORDINALS.contains(before);
    if PART_STRETCHES.contains(before) && doc.is(after, "of") {
        return false; // "the second half of 2008"
    }
    match doc.kind(after) {
        Kind::Dash => doc.spaced(after),
        _ if PART_OF.has(doc.id(after)) => !period || doc.is(after, "of"),
        _ => !period && !doc.tag(after).is_noun() && !matches!(doc.tag(after), Tag::Adjective | Tag::Number),
    }
}

fn whole(tokens: std::ops::Range<usize>, value: Decimal) -> Figure {
    Figure { tokens, value, step: Decimal::ONE, mantissa: value, rounded: false, form: Form::Words }
}

/// `mantissa` times the magnitudes from token `at` on.
fn scaled(doc: &Document, start: usize, at: usize, end: usize, mantissa: Decimal) -> Option<Figure> {
    let mut value = mantissa;
    let mut step = Decimal::ONE;
    let mut next = at;
    while let Some((scale, after)) = magnitude_at(doc, next, end, false) {
        value = value.checked_mul(scale)?;
        step = step.checked_mul(scale)?;
        next = after;
    }
    let rounded = step > Decimal::ONE_HUNDRED;
    let step = if rounded { step } else { Decimal::ONE };
    // "a hundred and fifty": the rest of the cardinal below the magnitude
    let mut tokens = start..next;
    let mut result = value;
    if !rounded && let Some((rest, after)) = rest_below(doc, next, end, Decimal::ONE_HUNDRED) {
        result = value.checked_add(rest)?;
        tokens.end = after;
    }
    Some(Figure { tokens, value: result, step, mantissa, rounded, form: Form::Words })
}

/// The part of a cardinal behind "hundred": optionally "and", then one to ninety-nine.
fn rest_below(doc: &Document, i: usize, end: usize, limit: Decimal) -> Option<(Decimal, usize)> {
    let at = if doc.is(i, "and") { i + 1 } else { i };
    let figure = cardinal(doc, at, end)?;
    let joined = at == i || doc.is(i, "and");
    (joined && figure.value < limit && figure.value > Decimal::ZERO)
        .then_some((figure.value, figure.tokens.end))
}

/// A cardinal: groups below a thousand, each with its magnitude, the magnitudes falling.
fn cardinal(doc: &Document, i: usize, end: usize) -> Option<Figure> {
    let mut total = Decimal::ZERO;
    let mut step = Decimal::ONE;
    let mut largest_left: Option<Decimal> = None;
    let mut next = i;
    let mut mantissa = None;
    loop {
        let at = if next > i && doc.is(next, "and") && largest_left.is_some() { next + 1 } else { next };
        let Some((group, after)) = below_thousand(doc, at, end) else { break };
        let (mut scale, mut stop) = (Decimal::ONE, after);
        while let Some((s, e)) =
            magnitude_at(doc, stop, end, false).filter(|(s, _)| *s > Decimal::ONE_HUNDRED)
        {
            scale = scale.checked_mul(s)?;
            stop = e;
        }
        if largest_left.is_some_and(|l| scale >= l) {
            break;
        }
        total = total.checked_add(group.checked_mul(scale)?)?;
        mantissa = mantissa.or(Some(group));
        step = scale;
        largest_left = Some(scale);
        next = stop;
        if scale == Decimal::ONE {
            break;
        }
    }
    let mantissa = mantissa?;
    let rounded = step > Decimal::ONE;
    Some(Figure { tokens: i..next, value: total, step, mantissa, rounded, form: Form::Words })
}

/// One to nine hundred and ninety-nine, also "twelve hundred".
fn below_thousand(doc: &Document, i: usize, end: usize) -> Option<(Decimal, usize)> {
    let (mut value, mut next) = below_hundred(doc, i, end)?;
    if next < end && number_word(doc.lower(doc.behind_hyphen(next))) == Some(NumberWord::Hundred) {
        next = doc.behind_hyphen(next) + 1;
        value = value.checked_mul(Decimal::ONE_HUNDRED)?;
        let at = if doc.is(next, "and") { next + 1 } else { next };
        if let Some((rest, after)) = below_hundred(doc, at, end) {
            value = value.checked_add(rest)?;
            next = after;
        }
    }
    Some((value, next))
}

/// One to ninety-nine, with or without hyphen.
fn below_hundred(doc: &Document, i: usize, end: usize) -> Option<(Decimal, usize)> {
    if i >= end {
        return None;
    }
    match number_word(doc.lower(i))? {
        NumberWord::Unit(value) => Some((value, i + 1)),
        NumberWord::Ten(value) => {
            let at = doc.behind_hyphen(i + 1);
            match number_word(doc.lower(at)) {
                Some(NumberWord::Unit(unit)) if at < end && unit < Decimal::TEN && unit > Decimal::ZERO => {
                    Some((value + unit, at + 1))
                }
                _ => Some((value, i + 1)),
            }
        }
        _ => None,
    }
}

/// "two and a half", "two-thirds", "two and a half million".
fn with_fraction(doc: &Document, figure: Figure, end: usize) -> Figure {
    let next = figure.tokens.end;
    if figure.rounded {
        return figure;
    }
    if let Some((part, mut after)) = and_a_half(doc, next, end) {
        let (mut value, mut step) = (figure.value + part, Decimal::new(1, 1));
        if let Some((scale, stop)) = magnitude_at(doc, after, end, false)
            && let (Some(v), Some(s)) = (value.checked_mul(scale), step.checked_mul(scale))
        {
            (value, step, after) = (v, s, stop);
        }
        let tokens = figure.tokens.start..after;
        return Figure { tokens, value, step, rounded: true, ..figure };
    }
    let at = doc.behind_hyphen(next);
    if let Some(NumberWord::Fraction(part)) = number_word(doc.lower(at))
        && at < end
        && figure.value < Decimal::TEN
        && (figure.value > Decimal::ONE && (doc.lower(at).ends_with('s') || is_chained(doc, next))
            || figure.value == Decimal::ONE)
    {
        let value = (figure.value * part).round_dp(6);
        let tokens = figure.tokens.start..at + 1;
        return Figure {
            tokens,
            value,
            mantissa: value,
            step: Decimal::new(1, 2),
            rounded: true,
            form: Form::Fraction,
        };
    }
    figure
}

/// "three-quarter-mile": hyphens on both sides of the word behind token `dash`.
fn is_chained(doc: &Document, dash: usize) -> bool {
    doc.is_hyphen(dash) && doc.is_hyphen(dash + 2)
}

/// "two dozen".
fn with_group(doc: &Document, figure: Figure, end: usize) -> Figure {
    let at = doc.behind_hyphen(figure.tokens.end);
    match number_word(doc.lower(at)) {
        Some(NumberWord::Group(size)) if at < end && size > Decimal::TEN && !figure.rounded => {
            let value = figure.value * size;
            Figure { tokens: figure.tokens.start..at + 1, value, form: Form::Group, ..figure }
        }
        _ => figure,
    }
}
