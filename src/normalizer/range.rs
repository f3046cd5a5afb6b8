//! The second figure of a range: "X to Y", "X-Y", "between X and Y", "X or Y".

use std::ops::Range;

use rust_decimal::Decimal;

use crate::lexicon::{Currency, Measure};
use crate::normalizer::exclude::exclude;
use crate::normalizer::mention::MentionUnit;
use crate::normalizer::number::{Figure, Form, figure_at};
use crate::normalizer::trend;
use crate::normalizer::unit::{measure, money};
use crate::text::{Document, Kind};

/// The upper end of a range.
pub(crate) struct Second<'d> {
    /// The second figure.
    pub figure: Figure,
    /// The first figure's value, with the magnitude that the two share.
    pub low: Decimal,
    /// Place value of the first figure's last digit.
    pub low_step: Decimal,
    /// A unit that stands between the two ("252 miles to 287 miles").
    pub unit_between: Option<Between<'d>>,
    /// A currency before the second figure.
    pub currency: Option<Currency>,
}

/// A unit between two figures.
#[derive(Clone, Copy)]
pub(crate) enum Between<'d> {
    Money(Currency),
    Measure(Measure<'d>),
}

impl Between<'_> {
    /// The unit for a mention.
    pub(crate) fn unit(self) -> MentionUnit {
        match self {
            Between::Money(currency) => MentionUnit::money(currency),
            Between::Measure(measure) => MentionUnit::measure(measure),
        }
    }

    /// Whether it is the unit with this code; cents, which have one of their own, never are.
    fn is(self, code: &str) -> bool {
        match self {
            Between::Money(currency) => currency.code == code && currency.factor == Decimal::ONE,
            Between::Measure(measure) => measure.code == code,
        }
    }
}

/// The second figure of a range that starts with `first`; `start` is where the first figure's modifiers start.
pub(crate) fn second_figure<'d>(
    doc: &Document<'d>,
    tokens: &Range<usize>,
    first: &Figure,
    currency: Option<Currency>,
    start: usize,
) -> Option<Second<'d>> {
    if matches!(first.form, Form::Vague | Form::Fraction) {
        return None;
    }
    let mut at = first.tokens.end;
    let unit = unit_between(doc, at, tokens.end, currency);
    if let Some((_, after)) = &unit {
        at = *after;
    }
    let hanging = doc.is_dash_on(at) && doc.spaced(at + 1);
    if hanging && doc.is_any(at + 1, ["to", "or"]) {
        at += 1; // "18- to 25-year-olds"
    }
    let joint = joint(doc, tokens, at, start)?;
    let mut next = at + 1;
    let second_currency = currency_at(doc, next, tokens.end);
    if let Some((_, after)) = second_currency {
        next = after;
    }
    if next >= tokens.end
        || doc.kind(next) == Kind::Number && joint != Joint::Dash && exclude(doc, tokens, next).is_some()
    {
        return None;
    }
    let money = currency.is_some() || second_currency.is_some();
    let figure = figure_at(doc, next, tokens.end, money)
        .filter(|f| !matches!(f.form, Form::Vague | Form::Fraction))?;
    let (low, low_step) = shared_magnitude(doc, first, &figure);
    let rises = low < figure.value;
    let near = figure.value <= low * Decimal::from(3);
    let fits = match joint {
        Joint::Dash | Joint::To | Joint::Between => rises,
        Joint::Or => rises && near && unit.is_none(),
    };
    let by = start > tokens.start && doc.is(start - 1, "by") && near;
    if !fits
        || joint == Joint::To && !by && is_change(doc, tokens, start)
        || !same_unit(doc, tokens, &unit, &figure)
    {
        return None;
    }
    let second_currency = second_currency.map(|(c, _)| c);
    Some(Second { figure, low, low_step, unit_between: unit.map(|(u, _)| u), currency: second_currency })
}

/// What joins two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    Or,
    Between,
}

fn joint(doc: &Document, tokens: &Range<usize>, at: usize, start: usize) -> Option<Joint> {
    if at + 1 >= tokens.end {
        return None;
    }
    if doc.kind(at) == Kind::Dash {
        // "10-12", "10 – 12", not "10 -12" nor "5-year"
        return (doc.spaced(at) == doc.spaced(at + 1)).then_some(Joint::Dash);
    }
    match doc.lower(at) {
        "to" => Some(Joint::To),
        "or" => Some(Joint::Or),
        "and" if between_before(doc, tokens, start) => Some(Joint::Between),
        _ => None,
    }
}

fn between_before(doc: &Document, tokens: &Range<usize>, start: usize) -> bool {
    let ages = doc.phrase_before(start, "between the ages of");
    ages.is_some_and(|first| first >= tokens.start)
        || start > tokens.start && doc.is(start - 1, "between")
        || start >= tokens.start && doc.is(start, "between")
}

/// "Rose from 5 to 7", "cut the price from $5 to $4", "rose 5 to 7": two figures of a change, not a range.
fn is_change(doc: &Document, tokens: &Range<usize>, start: usize) -> bool {
    let before = if start > tokens.start { doc.lower(start - 1) } else { "" };
    let linked = matches!(before, "from" | "by");
    let first = if linked { start - 1 } else { start };
    trend::change_before(doc, tokens, first, if linked { 8 } else { 1 })
}

fn unit_between<'d>(
    doc: &Document<'d>,
    at: usize,
    end: usize,
    currency: Option<Currency>,
) -> Option<(Between<'d>, usize)> {
    if currency.is_none()
        && let Some((measure, after)) = measure::after(doc, at, end)
    {
        return Some((Between::Measure(measure), after));
    }
    money::after(doc, at, end).map(|(currency, after)| (Between::Money(currency), after))
}

/// A currency symbol that starts at token `at`, before a figure.
fn currency_at(doc: &Document, at: usize, end: usize) -> Option<(Currency, usize)> {
    (at + 1..=(at + 2).min(end.saturating_sub(1))).rev().find_map(|figure| {
        let (currency, first) = money::before(doc, at, figure)?;
        (first == at && (doc.kind(figure) == Kind::Number)).then_some((currency, figure))
    })
}

/// "$12-13 billion", "3 to 5 million": the first figure takes the magnitude of the second.
fn shared_magnitude(doc: &Document, first: &Figure, second: &Figure) -> (Decimal, Decimal) {
    let bare = first.mantissa == first.value && !first.rounded || first.value < Decimal::from(1000);
    let times = |scale: Decimal| {
        let of = |v: Decimal| v.checked_mul(scale).unwrap_or(v);
        (of(first.value), of(first.step))
    };
    // "two to three hundred"
    let hundreds = doc.is(second.tokens.end - 1, "hundred") && first.value < Decimal::TEN;
    if hundreds && first.value * Decimal::ONE_HUNDRED < second.value {
        return times(Decimal::ONE_HUNDRED);
    }
    let scale = second.value.checked_div(second.mantissa).unwrap_or(Decimal::ONE);
    if bare && scale > Decimal::ONE_HUNDRED && first.value < second.mantissa {
        return times(scale);
    }
    (first.value, first.step)
}

/// A unit behind the first figure must be that of the second.
fn same_unit(
    doc: &Document,
    tokens: &Range<usize>,
    unit: &Option<(Between<'_>, usize)>,
    second: &Figure,
) -> bool {
    let Some((unit, _)) = unit else { return true };
    let at = second.tokens.end;
    let behind = measure::after(doc, at, tokens.end)
        .map(|(m, _)| m.code)
        .or_else(|| money::after(doc, at, tokens.end).map(|(c, _)| c.code));
    behind.is_some_and(|code| unit.is(code))
}
