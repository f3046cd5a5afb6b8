//! Slips of the pen: the wrong unit, a factor of ten, two digits swapped, a figure rounded.

use rust_decimal::Decimal;

use super::{Context, Sides, figure};
use crate::claim::Quantity;
use crate::comparator::profile::significant_digits;
use crate::comparator::verdict::{describe, number};
use crate::fact::{Hypothesis, HypothesisKind};

/// All slips that would make one figure of the other. None resolves a conflict: one of the two is still wrong.
pub(super) fn all(context: &Context, sides: &Sides) -> Vec<Hypothesis> {
    let (Some(&first), Some(&second)) = (sides.a.first(), sides.b.first()) else { return Vec::new() };
    let (a, b) = (context.quantity(first), context.quantity(second));
    let (Some(x), Some(y)) = (figure(a), figure(b)) else { return Vec::new() };
    [unit_confusion(a, b, x, y), scale_slip(a, b, x, y), transposed_digits(x, y), rounding(a, b, x, y)]
        .into_iter()
        .flatten()
        .map(|(kind, explanation)| Hypothesis {
            kind,
            explanation,
            claims: context.ids(&[first, second]),
            resolves: false,
        })
        .collect()
}

type Found = Option<(HypothesisKind, String)>;

fn unit_confusion(a: &Quantity, b: &Quantity, x: Decimal, y: Decimal) -> Found {
    let other_unit = a.dimension != "count" && a.unit.code != b.unit.code && x == y;
    let words = || format!("the same digits in another unit: {} and {}", describe(a), describe(b));
    if other_unit {
        return Some((HypothesisKind::UnitConfusion, words()));
    }
    let (small, large) = (x.min(y), x.max(y));
    let million = Decimal::from(1_000_000);
    let factor = small.checked_mul(Decimal::from(1000)) == Some(large) && small >= million;
    factor.then(|| {
        let text =
            format!("the same digits with another magnitude word: {} and {}", number(small), number(large));
        (HypothesisKind::UnitConfusion, text)
    })
}

fn scale_slip(a: &Quantity, b: &Quantity, x: Decimal, y: Decimal) -> Found {
    // One and ten differ by a factor of ten, but not by a slip.
    let few = significant_digits(x) < 2 && x.min(y) < Decimal::from(20);
    if a.unit.code != b.unit.code || few || x.is_zero() || y.is_zero() {
        return None;
    }
    let (small, large) = (x.min(y), x.max(y));
    [10, 100, 1000].into_iter().find(|f| small.checked_mul(Decimal::from(*f)) == Some(large)).map(|f| {
        (
            HypothesisKind::ScaleSlip,
            format!("{} is {f} times {}: a zero or a point too many", number(large), number(small)),
        )
    })
}

fn transposed_digits(x: Decimal, y: Decimal) -> Found {
    let digits = |d: Decimal| d.normalize().to_string().into_bytes();
    let (a, b) = (digits(x), digits(y));
    if a.len() != b.len() {
        return None;
    }
    let differ: Vec<usize> = (0..a.len()).filter(|i| a[*i] != b[*i]).collect();
    let [i, j] = differ.as_slice() else { return None };
    (i + 1 == *j && a[*i] == b[*j] && a[*j] == b[*i]).then(|| {
        let text = format!("{} and {} differ by two swapped digits", number(x), number(y));
        (HypothesisKind::TransposedDigits, text)
    })
}

fn rounding(a: &Quantity, b: &Quantity, x: Decimal, y: Decimal) -> Found {
    if a.unit.code != b.unit.code {
        return None;
    }
    let (coarse, fine) = if significant_digits(x) < significant_digits(y) { (x, y) } else { (y, x) };
    // A single digit is rounded from too many figures to mean anything below a hundred.
    if significant_digits(coarse) == significant_digits(fine) || coarse.abs() < Decimal::from(10) {
        return None;
    }
    let rounded = fine.round_sf(significant_digits(coarse) as u32)?;
    // 1,500 is not 2,000 rounded to anyone but a machine.
    let near = (coarse - fine).abs() <= fine.abs().checked_mul(Decimal::new(1, 1))?;
    (rounded == coarse && near)
        .then(|| (HypothesisKind::Rounding, format!("{} is {} rounded", number(coarse), number(fine))))
}
