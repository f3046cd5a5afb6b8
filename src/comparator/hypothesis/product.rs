//! Rate times duration: $1,000 a month for three months is $3,000.

use rust_decimal::Decimal;

use super::{Context, Sides, figure};
use crate::claim::{Quantity, Unit};
use crate::comparator::verdict::{number, period, plural};
use crate::fact::{Hypothesis, HypothesisKind};

/// A figure for a period against one without: some duration in the articles may make the one of the other.
pub(super) fn rate_times_duration(context: &Context, sides: &Sides) -> Option<Hypothesis> {
    sides.each().into_iter().find_map(|(rates, totals)| {
        let (rate, total) = (context.quantity(*rates.first()?), context.quantity(*totals.first()?));
        let (unit, _) = period(rate)?;
        if period(total).is_some() || rate.base.unit != total.base.unit {
            return None;
        }
        let (value, goal) = (figure(rate)?, figure(total)?);
        let (duration, times) = durations(context, rates, totals)
            .filter_map(|claim| Some((claim, periods(context.quantity(claim), unit)?)))
            .find(|(_, times)| *times > Decimal::ONE && value.checked_mul(*times) == Some(goal))?;
        let explanation = format!(
            "{} {} a {} for {} {} is {} {}",
            number(value),
            plural(&rate.unit.name),
            unit.name,
            number(times),
            plural(&unit.name),
            number(goal),
            plural(&total.unit.name),
        );
        let claims = context.ids(&[*rates.first()?, duration, *totals.first()?]);
        Some(Hypothesis { kind: HypothesisKind::RateTimesDuration, explanation, claims, resolves: true })
    })
}

/// Durations that the articles of either side state, those of the rate's own articles first.
fn durations<'a>(
    context: &'a Context,
    rates: &'a [usize],
    totals: &'a [usize],
) -> impl Iterator<Item = usize> + 'a {
    rates
        .iter()
        .chain(totals)
        .flat_map(|claim| context.of_article(*claim))
        .filter(|claim| context.quantity(*claim).dimension == "duration")
}

/// How many periods a duration has: three months are 3 months, a year is 12.
fn periods(duration: &Quantity, unit: &Unit) -> Option<Decimal> {
    let value = figure(duration)?;
    if duration.unit.name == unit.name {
        return Some(value);
    }
    let months = |name: &str| match name {
        "month" => Some(1),
        "quarter" => Some(3),
        "year" => Some(12),
        _ => None,
    };
    let days = |name: &str| match name {
        "day" => Some(1),
        "week" => Some(7),
        _ => None,
    };
    let ratio = |of: &dyn Fn(&str) -> Option<i64>| {
        Decimal::from(of(&duration.unit.name)?).checked_div(Decimal::from(of(&unit.name)?))
    };
    value.checked_mul(ratio(&months).or_else(|| ratio(&days))?)
}
