//! Currency conversion: one figure is the other at a known rate.

use rust_decimal::Decimal;

use super::{Context, Sides};
use crate::comparator::verdict::{describe, number};
use crate::fact::{Hypothesis, HypothesisKind};

/// The same digits in two currencies, or a sum that was converted at a rate which the articles state.
pub(super) fn currency_conversion(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    let (first, second) = (*sides.a.first()?, *sides.b.first()?);
    let (a, b) = (context.quantity(first), context.quantity(second));
    if a.dimension != "money" || a.base.unit == b.base.unit {
        return None;
    }
    let rate = context.rates.between(&a.base.unit, &b.base.unit)?;
    let (from, to) = (a.base.low.or(a.base.high)?, b.base.low.or(b.base.high)?);
    let converted = from.checked_mul(rate)?;
    // Conversions in print are rounded.
    let room = to.abs().checked_mul(Decimal::new(3, 2))?;
    ((converted - to).abs() <= room).then(|| Hypothesis {
        kind: HypothesisKind::CurrencyConversion,
        explanation: format!(
            "{} at {} {} for one {} is {}",
            describe(a),
            number(rate.round_dp(4)),
            b.base.unit,
            a.base.unit,
            describe(b)
        ),
        claims: context.ids(&[first, second]),
        resolves: false,
    })
}
