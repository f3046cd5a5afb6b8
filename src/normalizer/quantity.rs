//! From a mention to a quantity: the range that a figure allows, by the rules of the JSON contract.

use rust_decimal::Decimal;

use crate::claim::{BaseRange, Bound, Quantity};
use crate::normalizer::mention::Mention;

/// A hedge ("about", "nearly", "some") allows a tenth on both sides.
const HEDGE: (i64, u32) = (1, 1);

/// The quantity of a mention.
pub(crate) fn quantity(m: &Mention) -> Quantity {
    Quantity {
        dimension: m.unit.dimension.into(),
        bound: m.bound,
        approximate: m.approximate,
        low: m.low,
        high: m.high,
        unit: m.unit.unit.clone(),
        per: m.per.clone(),
        base: base(m),
        trend: m.trend,
    }
}

/// The range that the claim allows, in the base unit.
fn base(m: &Mention) -> BaseRange {
    let low = match m.bound {
        Bound::AtMost | Bound::LessThan => Some(Decimal::ZERO),
        Bound::AtLeast | Bound::MoreThan => m.low.map(|v| widen(m, v, m.step.0, -1, false)),
        Bound::Exact | Bound::Between => m.low.map(|v| widen(m, v, m.step.0, -1, true)),
    };
    let high = match m.bound {
        Bound::AtLeast | Bound::MoreThan => None,
        Bound::AtMost | Bound::LessThan => m.high.map(|v| widen(m, v, m.step.1, 1, false)),
        Bound::Exact | Bound::Between => m.high.map(|v| widen(m, v, m.step.1, 1, true)),
    };
    let convert = |v: Decimal| {
        let v = v.checked_mul(m.unit.factor).and_then(|v| v.checked_add(m.unit.offset));
        v.unwrap_or(Decimal::MAX).normalize()
    };
    BaseRange { low: low.map(convert), high: high.map(convert), unit: m.unit.base.clone() }
}

/// Moves one end outwards (`side` -1 or 1): half of the last place where the figure is rounded, a tenth where hedged.
/// The closed side of a bound is what is written, unless it is hedged.
fn widen(m: &Mention, value: Decimal, step: Decimal, side: i64, closed: bool) -> Decimal {
    let rounded = m.rounded || !matches!(m.unit.dimension, "count" | "age" | "money");
    let half =
        if closed && rounded { step.checked_div(Decimal::TWO).unwrap_or_default() } else { Decimal::ZERO };
    let hedge = if m.approximate {
        value.abs().checked_mul(Decimal::new(HEDGE.0, HEDGE.1)).unwrap_or_default()
    } else {
        Decimal::ZERO
    };
    let by = half.max(hedge).checked_mul(Decimal::from(side)).unwrap_or_default();
    let moved = value.checked_add(by).unwrap_or(value);
    // a count, a length, a sum cannot fall below nothing by rounding
    if value >= Decimal::ZERO { moved.max(Decimal::ZERO) } else { moved }
}
