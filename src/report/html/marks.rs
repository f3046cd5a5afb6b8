//! How a quantity is drawn on an axis: a dot, a bar, an arrow, and how light.

use rust_decimal::prelude::ToPrimitive;

use super::axis::Axis;
use crate::claim::{Bound, Quantity};
use crate::report::range::Display;

/// A quantity in the unit of an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mark {
    pub shape: Shape,
    /// "about", "some", "nearly": drawn lighter.
    pub about: bool,
}

/// What is drawn, in the unit of the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shape {
    /// A figure with nothing around it.
    Dot(f64),
    /// A figure and the range that its rounding or hedge allows.
    Whiskers { low: f64, middle: f64, high: f64 },
    /// A range that the article gives.
    Bar { low: f64, high: f64 },
    /// This and more.
    Upwards(f64),
    /// This and less.
    Downwards(f64),
}

impl Mark {
    /// The mark of `quantity` on an axis in the unit of `display`; `None` where that has no place for it.
    pub fn of(quantity: &Quantity, display: &Display<'_>) -> Option<Mark> {
        let scale = display.scale(quantity)?;
        let value = |base| display.position(scale.checked_mul(base)?)?.to_f64();
        let low = quantity.base.low.and_then(value);
        let high = quantity.base.high.and_then(value);
        let shape = match (quantity.bound, low, high) {
            (Bound::AtMost | Bound::LessThan, _, Some(high)) | (_, None, Some(high)) => {
                Shape::Downwards(high)
            }
            (_, Some(low), None) => Shape::Upwards(low),
            (_, Some(low), Some(high)) if low == high => Shape::Dot(low),
            (Bound::Between, Some(low), Some(high)) => Shape::Bar { low, high },
            (_, Some(low), Some(high)) => Shape::Whiskers { low, middle: (low + high) / 2.0, high },
            (_, None, None) => return None,
        };
        Some(Mark { shape, about: quantity.approximate })
    }

    /// Its closed ends, the lower first.
    pub fn ends(&self) -> (f64, f64) {
        match self.shape {
            Shape::Dot(value) | Shape::Upwards(value) | Shape::Downwards(value) => (value, value),
            Shape::Whiskers { low, high, .. } | Shape::Bar { low, high } => (low, high),
        }
    }

    /// The one value that stands for it.
    pub fn middle(&self) -> f64 {
        let (low, high) = self.ends();
        (low + high) / 2.0
    }
}

/// An axis, with ticks at `whole` numbers only or not, on which all `marks` have a place.
pub(super) fn axis<'a>(marks: impl Iterator<Item = &'a Mark> + Clone, whole: bool) -> Option<Axis> {
    let ends: Vec<f64> = marks.clone().flat_map(|mark| [mark.ends().0, mark.ends().1]).collect();
    let open_below = marks.clone().any(|mark| matches!(mark.shape, Shape::Downwards(_)));
    let open_above = marks.clone().any(|mark| matches!(mark.shape, Shape::Upwards(_)));
    let axis = Axis::new(&ends, open_below, open_above)?;
    Some(if whole { axis.of_whole_numbers() } else { axis })
}
