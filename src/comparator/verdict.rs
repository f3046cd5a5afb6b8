//! Whether two figures can both be right: arithmetic on the ranges that they allow, and only arithmetic.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::rates::Rates;
use crate::claim::{Bound, Quantity, Unit};
use crate::fact::Verdict;

/// What two quantities say of each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) verdict: Verdict,
    /// The reason in words.
    pub(crate) explanation: String,
    /// Larger over smaller nearest figure.
    pub(crate) ratio: Option<f64>,
}

/// A quantity on a scale that it shares with another one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    /// The range that the claim allows.
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// The figures as written, brought to the same scale.
    pub(crate) written_low: Option<Decimal>,
    pub(crate) written_high: Option<Decimal>,
    /// "under 10" does not allow 10.
    open_above: bool,
    /// A rounded figure reaches up to its ends without them; bounds and hedges include theirs.
    rounded: bool,
}

/// How two quantities can be set side by side.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Footing {
    /// Both on one scale; `converted` when their units differ.
    Same { a: Side, b: Side, converted: bool },
    /// Two currencies without a known rate, or units without a common base.
    None,
}

/// Conversions in print are rounded: figures in two units conflict only when they differ by more than this.
const CONVERSION_SLACK: Decimal = Decimal::from_parts(8, 0, 0, false, 2);

/// How many of a period make a year; rates are compared by the year.
fn periods_in_a_year(unit: &Unit) -> Option<Decimal> {
    let hundredths: i64 = match unit.code.as_str() {
        "s" => 3_155_760_000,
        "min" => 52_596_000,
        "h" => 876_600,
        "d" => 36_525,
        "wk" => 5_218,
        "mo" => 1_200,
        "a" | "yr" => 100,
        _ => match unit.name.as_str() {
            "second" => 3_155_760_000,
            "minute" => 52_596_000,
            "hour" => 876_600,
            "day" | "night" => 36_525,
            "week" => 5_218,
            "month" => 1_200,
            "quarter" => 400,
            "year" => 100,
            _ => return None,
        },
    };
    Some(Decimal::new(hundredths, 2))
}

/// The period of a rate: "a month".
pub(crate) fn period(quantity: &Quantity) -> Option<(&Unit, Decimal)> {
    period_of(&quantity.per)
}

/// The period among the denominators of a rate, and how many of it make a year.
pub(crate) fn period_of(per: &[Unit]) -> Option<(&Unit, Decimal)> {
    per.iter().find_map(|unit| Some((unit, periods_in_a_year(unit)?)))
}

/// A quantity with its side on its own scale, for one that is held against many others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measured<'a> {
    pub(crate) quantity: &'a Quantity,
    pub(crate) side: Option<Side>,
}

impl<'a> Measured<'a> {
    /// Brings a quantity to its own scale.
    pub(crate) fn new(quantity: &'a Quantity) -> Measured<'a> {
        Measured { quantity, side: Side::new(quantity, Decimal::ONE) }
    }

    fn at(&self, scale: Decimal) -> Option<Side> {
        if scale == Decimal::ONE { self.side } else { Side::new(self.quantity, scale) }
    }
}

/// Puts two quantities on one scale: one currency, one base unit, one period.
pub(crate) fn footing(a: &Quantity, b: &Quantity, rates: &Rates) -> Footing {
    footing_of(&Measured::new(a), &Measured::new(b), rates)
}

/// Like [`footing`].
pub(crate) fn footing_of(measured_a: &Measured, measured_b: &Measured, rates: &Rates) -> Footing {
    let (a, b) = (measured_a.quantity, measured_b.quantity);
    let (mut scale_a, mut scale_b) = (Decimal::ONE, Decimal::ONE);
    let mut converted = a.unit.code != b.unit.code && a.dimension != "count";
    if a.dimension == "money" && a.base.unit != b.base.unit {
        match rates.between(&b.base.unit, &a.base.unit) {
            Some(rate) => scale_b = rate,
            None => return Footing::None,
        }
    } else if a.dimension == "percent" && a.base.unit != b.base.unit {
        // "Half" is 0.5, "60 percent" 60.
        scale_a = share_scale(a);
        scale_b = share_scale(b);
        converted = false;
    } else if a.dimension != "count" && a.base.unit != b.base.unit {
        return Footing::None;
    }
    if let (Some((unit_a, in_year_a)), Some((unit_b, in_year_b))) = (period(a), period(b))
        && unit_a.code != unit_b.code
    {
        converted |= in_year_a != in_year_b && !is_calendar(unit_a) | !is_calendar(unit_b);
        (scale_a, scale_b) = (
            scale_a.checked_mul(in_year_a).unwrap_or(scale_a),
            scale_b.checked_mul(in_year_b).unwrap_or(scale_b),
        );
    }
    match (measured_a.at(scale_a), measured_b.at(scale_b)) {
        (Some(a), Some(b)) => Footing::Same { a, b, converted },
        _ => Footing::None,
    }
}

/// Brings shares ("half") to percent.
fn share_scale(q: &Quantity) -> Decimal {
    if q.base.unit == "%" { Decimal::ONE } else { Decimal::ONE_HUNDRED }
}

/// Months, quarters and years convert without rounding.
fn is_calendar(unit: &Unit) -> bool {
    matches!(unit.name.as_str(), "month" | "quarter" | "year")
}

impl Side {
    pub(crate) fn new(q: &Quantity, scale: Decimal) -> Option<Side> {
        let factor = unit_factor(q)?.checked_mul(scale)?;
        let times = |value: Option<Decimal>, by: Decimal| match value {
            Some(value) => value.checked_mul(by).map(Some),
            None => Some(None),
        };
        Some(Side {
            low: times(q.base.low, scale)?,
            high: times(q.base.high, scale)?,
            written_low: times(q.low, factor)?,
            written_high: times(q.high, factor)?,
            open_above: q.bound == Bound::LessThan,
            rounded: matches!(q.bound, Bound::Exact | Bound::Between) && !q.approximate,
        })
    }

    fn is_point(&self) -> bool {
        self.low.is_some() && self.low == self.high
    }

    fn meets(&self, other: &Side) -> bool {
        // "About 20,000" and "more than 22,000" share 22,000.
        let closed = self.is_point() || other.is_point() || !self.rounded && !other.rounded;
        let below = |upper: &Side, lower: &Side| match (upper.low, lower.high) {
            (Some(low), Some(high)) if closed && !lower.open_above => low <= high,
            // Ranges that only touch do not meet.
            (Some(low), Some(high)) => low < high,
            _ => true,
        };
        below(self, other) && below(other, self)
    }

    /// The nearest figures of two sides as written, smaller first; `None` when they overlap.
    pub(crate) fn gap(&self, other: &Side) -> Option<(Decimal, Decimal)> {
        let ends = |s: &Side| (s.written_low.or(s.written_high), s.written_high.or(s.written_low));
        let ((Some(low_a), Some(high_a)), (Some(low_b), Some(high_b))) = (ends(self), ends(other)) else {
            return None;
        };
        if high_a < low_b {
            Some((high_a, low_b))
        } else if high_b < low_a {
            Some((high_b, low_a))
        } else {
            None
        }
    }
}

/// What one unit as written is in the base unit, read off the quantity itself: rounding widens a range evenly, so the
/// middle of the base range over the middle of the written one is the factor.
fn unit_factor(q: &Quantity) -> Option<Decimal> {
    let zero = |d: Decimal| d.is_zero();
    match (q.low, q.high, q.base.low, q.base.high) {
        (Some(low), Some(high), Some(base_low), Some(base_high)) => {
            let written = low.checked_add(high)?;
            if zero(written) {
                return Some(Decimal::ONE);
            }
            base_low.checked_add(base_high)?.checked_div(written)
        }
        (Some(low), None, Some(base), _) if !zero(low) => base.checked_div(low),
        (None, Some(high), _, Some(base)) if !zero(high) => base.checked_div(high),
        _ => Some(Decimal::ONE),
    }
}

fn nearly_equal(a: Option<Decimal>, b: Option<Decimal>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) if a == b => true,
        // whole ones are at least 1 apart, more than the room of any below a billion
        (Some(a), Some(b)) if is_short(a) && is_short(b) => false,
        (Some(a), Some(b)) => {
            let room = a.abs().max(b.abs()).checked_mul(Decimal::new(1, 9)).unwrap_or_default();
            (a - b).abs() <= room
        }
        _ => false,
    }
}

/// Whether it is whole and below a billion, told in few steps.
fn is_short(value: Decimal) -> bool {
    value.scale() == 0 && value.mantissa().unsigned_abs() < 1_000_000_000
}

/// Equal as written, after conversion of units: same figure, same bound, same hedge.
pub(crate) fn same_figure(a: &Measured, b: &Measured, rates: &Rates) -> bool {
    could_be_same(a.quantity, b.quantity) && is_same(&footing_of(a, b, rates))
}

/// Whether bound, hedge, rate and currency leave it to the figures.
fn could_be_same(a: &Quantity, b: &Quantity) -> bool {
    a.bound == b.bound
        && a.approximate == b.approximate
        && a.per.len() == b.per.len()
        // Without a rate two currencies are never the same figure; with one, print rounds it.
        && (a.dimension != "money" || a.base.unit == b.base.unit)
}

fn is_same(footing: &Footing) -> bool {
    match footing {
        Footing::Same { a, b, .. } => {
            nearly_equal(a.written_low, b.written_low) && nearly_equal(a.written_high, b.written_high)
        }
        Footing::None => false,
    }
}

/// The verdict alone, without its words.
pub(crate) fn verdict(a: &Quantity, b: &Quantity, rates: &Rates) -> Verdict {
    verdict_on(&footing(a, b, rates), a, b)
}

/// The verdict on two quantities that are on one scale.
pub(crate) fn verdict_on(footing: &Footing, a: &Quantity, b: &Quantity) -> Verdict {
    if could_be_same(a, b) && is_same(footing) {
        return Verdict::Agree;
    }
    match footing {
        Footing::None => Verdict::Compatible,
        Footing::Same { a, b, converted } => verdict_of_sides(a, b, *converted),
    }
}

/// Whether all that `a` allows lies above all that `b` does.
pub(crate) fn is_above(a: &Quantity, b: &Quantity, rates: &Rates) -> bool {
    match footing(a, b, rates) {
        Footing::Same { a, b, .. } => matches!((a.low, b.high), (Some(low), Some(high)) if low >= high),
        Footing::None => false,
    }
}

fn verdict_of_sides(a: &Side, b: &Side, converted: bool) -> Verdict {
    if a.meets(b) {
        return Verdict::Compatible;
    }
    let slack = converted
        && a.gap(b).is_none_or(|(small, large)| {
            small
                .checked_mul(Decimal::ONE + CONVERSION_SLACK)
                .is_some_and(|reach| small > Decimal::ZERO && large <= reach)
        });
    if slack { Verdict::Compatible } else { Verdict::Conflict }
}

/// Compares two quantities of one fact.
pub(crate) fn judge(a: &Quantity, b: &Quantity, rates: &Rates) -> Outcome {
    let footing = footing(a, b, rates);
    let verdict = verdict_on(&footing, a, b);
    let sides = format!("{} against {}", describe(a), describe(b));
    let (explanation, ratio) = match footing {
        Footing::None => (format!("{sides}; no rate between the two is known"), None),
        Footing::Same { a: side_a, b: side_b, converted } => {
            let ratio = ratio(&side_a, &side_b);
            let reason = match verdict {
                Verdict::Agree => "; the same figure",
                Verdict::Compatible if side_a.meets(&side_b) => "; the ranges that they allow meet",
                Verdict::Compatible => "; within what rounding a conversion allows",
                Verdict::Conflict if converted && a.dimension != "money" => {
                    "; further apart than rounding a conversion allows"
                }
                Verdict::Conflict => "",
            };
            (format!("{sides}{reason}"), ratio)
        }
    };
    Outcome { verdict, explanation, ratio }
}

fn ratio(a: &Side, b: &Side) -> Option<f64> {
    let (small, large) = match a.gap(b) {
        Some(gap) => gap,
        None => return a.written_low.or(a.written_high).map(|_| 1.0),
    };
    if small <= Decimal::ZERO {
        return None;
    }
    let ratio = large.checked_div(small)?.to_f64()?;
    Some((ratio * 1000.0).round() / 1000.0)
}

/// A quantity in words: "at least 5", "about 13 nautical miles", "1,000 US dollars a month".
pub(crate) fn describe(q: &Quantity) -> String {
    let about = if q.approximate { "about " } else { "" };
    let low = q.low.map(number);
    let high = q.high.map(number);
    let (low, high) = (low.as_deref().unwrap_or("?"), high.as_deref().unwrap_or("?"));
    let figure = match q.bound {
        Bound::Exact if q.approximate => low.to_string(),
        Bound::Exact if q.base.low == q.base.high => format!("exactly {low}"),
        Bound::Exact => low.to_string(),
        Bound::AtLeast => format!("at least {low}"),
        Bound::MoreThan => format!("more than {low}"),
        Bound::AtMost => format!("up to {high}"),
        Bound::LessThan => format!("less than {high}"),
        Bound::Between => format!("{low} to {high}"),
    };
    let figure = format!("{about}{figure}");
    let unit = unit_words(q);
    let allowed = allowed(q).map(|range| format!(" ({range})")).unwrap_or_default();
    format!("{figure}{unit}{}{allowed}", per_words(q))
}

fn unit_words(q: &Quantity) -> String {
    match q.dimension.as_str() {
        "count" | "age" | "magnitude" | "ratio" => String::new(),
        "percent" => " percent".into(),
        _ if q.unit.name.is_empty() => String::new(),
        _ if q.low == Some(Decimal::ONE) && q.high == q.low => format!(" {}", q.unit.name),
        _ => format!(" {}", plural(&q.unit.name)),
    }
}

fn per_words(q: &Quantity) -> String {
    q.per
        .iter()
        .map(|unit| match period(q) {
            Some((p, _)) if p == unit => format!(" a {}", unit.name),
            _ => format!(" for each {}", unit.name),
        })
        .collect()
}

/// The range that a rounded figure allows, when it is not plain from the words.
fn allowed(q: &Quantity) -> Option<String> {
    if !matches!(q.bound, Bound::Exact | Bound::Between) || q.dimension == "count" {
        return None;
    }
    let factor = unit_factor(q)?;
    let (low, high) = (q.base.low?.checked_div(factor)?, q.base.high?.checked_div(factor)?);
    let exact = nearly_equal(Some(low), q.low) && nearly_equal(Some(high), q.high);
    (!exact).then(|| format!("{} to {}", number(low), number(high)))
}

/// A simple English plural: enough for units and counted nouns.
pub(crate) fn plural(noun: &str) -> String {
    match noun {
        "person" | "people" => return "people".into(),
        "foot" => return "feet".into(),
        "inch" => return "inches".into(),
        "man" => return "men".into(),
        "woman" => return "women".into(),
        "child" => return "children".into(),
        _ => {}
    }
    let consonant_y =
        noun.ends_with('y') && !noun.ends_with("ay") && !noun.ends_with("ey") && !noun.ends_with("oy");
    if let Some(root) = noun.strip_suffix('y').filter(|_| consonant_y) {
        format!("{root}ies")
    } else if let Some(root) = noun.strip_suffix("man") {
        format!("{root}men")
    } else if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") {
        format!("{noun}es")
    } else {
        format!("{noun}s")
    }
}

/// A figure for the eye: "13.9 billion", "14,000", "7.6".
pub(crate) fn number(value: Decimal) -> String {
    let words = [(1_000_000_000_000i64, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];
    for (size, word) in words {
        let size = Decimal::from(size);
        if value.abs() >= size {
            let short = (value / size).round_dp(3).normalize();
            return format!("{} {word}", grouped(short));
        }
    }
    grouped(if value.scale() > 4 { value.round_dp(2) } else { value })
}

fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::normalizer::extract;

    /// The first quantity of a sentence, read by the normalizer.
    fn quantity(text: &str) -> Quantity {
        extract(&Article::new("a", text)).into_iter().next().map(|claim| claim.quantity).expect(text)
    }

    #[track_caller]
    fn check(a: &str, b: &str, expected: Verdict) {
        let (x, y) = (quantity(a), quantity(b));
        let rates = Rates::new();
        assert_eq!(verdict(&x, &y, &rates), expected, "{a} / {b}");
        assert_eq!(verdict(&y, &x, &rates), expected, "{b} / {a}");
    }

    #[test]
    fn follows_the_contract() {
        check("It killed 40 people.", "It killed 42 people.", Verdict::Conflict);
        check("It killed 40 people.", "It killed more than 40 people.", Verdict::Compatible);
        check("It killed at least 5 people.", "It killed one person.", Verdict::Conflict);
        check("It killed 600 people.", "It killed 612 people.", Verdict::Conflict);
        check("HP paid $13 billion.", "HP paid $13.2 billion.", Verdict::Compatible);
        check("HP paid $13 billion.", "HP paid $13.9 billion.", Verdict::Conflict);
        check("It fell 75 km west.", "It fell 50 miles west.", Verdict::Compatible);
        check("It fell 75 km west.", "It fell 85 miles west.", Verdict::Conflict);
        check("They get $12,000 a year.", "They get $1,000 a month.", Verdict::Agree);
        check("They get $1,000 a month.", "They get $3,000 each.", Verdict::Conflict);
        check("It cost 200 million euros.", "It cost $900 million.", Verdict::Compatible);
    }

    #[test]
    fn says_why_in_plain_words() {
        let outcome = judge(
            &quantity("It killed at least 5 people."),
            &quantity("It killed one person."),
            &Rates::new(),
        );
        assert_eq!(outcome.explanation, "at least 5 against exactly 1");
        assert_eq!(outcome.ratio, Some(5.0));
    }
}
