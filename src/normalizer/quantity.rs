//! From a mention to a quantity: the range that a figure allows, by the rules of the JSON contract.

use std::mem::take;

use rust_decimal::Decimal;

use crate::claim::{BaseRange, Bound, Quantity, Unit};
use crate::normalizer::mention::Mention;

/// A hedge ("about", "nearly", "some") allows a tenth on both sides.
const HEDGE: (i64, u32) = (1, 1);

/// What is rounded may be half of its last place off.
const HALF: (i64, u32) = (5, 1);

/// The quantity of a mention, which gives away its unit and is not needed any more.
pub(crate) fn quantity(m: &mut Mention) -> Quantity {
    let (low, high) = base(m);
    Quantity {
        dimension: m.unit.dimension.into(),
        bound: m.bound,
        approximate: m.approximate,
        low: m.low,
        high: m.high,
        unit: take(&mut m.unit.unit),
        per: take(&mut m.per),
        base: BaseRange { low, high, unit: take(&mut m.unit.base) },
        trend: m.trend,
    }
}

/// The figure of a mention alone, as it is written.
pub(crate) fn figure(m: &Mention) -> Quantity {
    Quantity {
        dimension: String::new(),
        bound: m.bound,
        approximate: m.approximate,
        low: m.low,
        high: m.high,
        unit: Unit::default(),
        per: Vec::new(),
        base: BaseRange::default(),
        trend: m.trend,
    }
}

/// The range that the claim allows, in the base unit.
fn base(m: &Mention) -> (Option<Decimal>, Option<Decimal>) {
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
    // most are in the base unit as they stand
    let is_base = m.unit.factor.mantissa() == 1 && m.unit.factor.scale() == 0 && m.unit.offset.is_zero();
    let convert = |v: Decimal| {
        if is_base {
            return v.normalize();
        }
        let v = v.checked_mul(m.unit.factor).and_then(|v| v.checked_add(m.unit.offset));
        v.unwrap_or(Decimal::MAX).normalize()
    };
    (low.map(convert), high.map(convert))
}

/// Moves one end outwards (`side` -1 or 1): half of the last place where the figure is rounded, a tenth where hedged.
/// The closed side of a bound is what is written, unless it is hedged.
fn widen(m: &Mention, value: Decimal, step: Decimal, side: i64, closed: bool) -> Decimal {
    let rounded = m.rounded || !matches!(m.unit.dimension, "count" | "age" | "money");
    let closed = closed && rounded;
    if !closed && !m.approximate {
        return value;
    }
    let half = if closed {
        step.checked_mul(Decimal::new(HALF.0, HALF.1)).unwrap_or_default()
    } else {
        Decimal::ZERO
    };
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
