//! A numeric axis: linear, or logarithmic where figures span more than a factor of 30; ticks at round numbers that
//! leave each other room on a narrow screen.

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::report::range::number;

/// From this factor between the largest and the smallest figure on, a linear axis would push the small ones together.
const LOG_FROM: f64 = 30.0;
/// Part of the axis left free beside the outermost figures.
const MARGIN: f64 = 0.08;
/// Part of the axis that the arrow of an open bound gets.
const ARROW: f64 = 0.16;
/// Pixels of an axis on the narrowest screen, and of one character of a tick's label.
const NARROW: f64 = 270.0;
const CHARACTER: f64 = 6.6;

/// An axis from `start` to `end`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    start: f64,
    end: f64,
    pub log: bool,
    /// Ticks are at whole numbers only: there is no half a ship.
    whole: bool,
}

/// A labelled place on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Its value, in the unit of the axis.
    pub value: f64,
    pub label: String,
}

/// The word that stands for three, six, ... zeros left out at every tick.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ticks {
    pub ticks: Vec<Tick>,
    /// "million", "billion", ...; empty when nothing is left out.
    pub magnitude: &'static str,
}

impl Axis {
    /// An axis for these figures, with room for arrows on its open sides; `None` without figures.
    pub fn new(values: &[f64], open_below: bool, open_above: bool) -> Option<Axis> {
        let min = values.iter().copied().reduce(f64::min)?;
        let max = values.iter().copied().reduce(f64::max)?;
        let log = min > 0.0 && max / min > LOG_FROM;
        let (low, high) = if log { (min.ln(), max.ln()) } else { (min, max) };
        let span = match high - low {
            span if span > 0.0 => span,
            _ if low == 0.0 => 1.0,
            _ => low.abs() * 0.4,
        };
        let room = |open: bool| span * if open { ARROW + MARGIN } else { MARGIN };
        let (mut start, mut end) = (low - room(open_below), high + room(open_above));
        // An axis that begins near zero begins at zero.
        if !log && min >= 0.0 && (min < span * 0.7 || start < 0.0) {
            start = 0.0;
        }
        if high == low {
            end += span;
        }
        if log {
            (start, end) = (start.exp(), end.exp());
        }
        (start.is_finite() && end.is_finite() && start < end).then_some(Axis {
            start,
            end,
            log,
            whole: false,
        })
    }

    /// The axis with ticks at whole numbers only.
    pub fn of_whole_numbers(self) -> Axis {
        Axis { whole: true, ..self }
    }

    /// Where the value stands, from 0 at the start to 1 at the end.
    pub fn at(&self, value: f64) -> f64 {
        let (value, start, end) = if self.log {
            (value.max(f64::MIN_POSITIVE).ln(), self.start.ln(), self.end.ln())
        } else {
            (value, self.start, self.end)
        };
        ((value - start) / (end - start)).clamp(0.0, 1.0)
    }

    /// Ticks at round numbers of another unit; the functions convert from it and to it.
    pub fn ticks_in(&self, to_axis: impl Fn(f64) -> f64, from_axis: impl Fn(f64) -> f64) -> Ticks {
        let (start, end) = (from_axis(self.start), from_axis(self.end));
        let mut ticks = if self.log { log_values(start, end) } else { linear_values(start, end) };
        if self.whole {
            ticks.retain(|value| value.fract().abs() < 1e-9);
        }
        let (magnitude, divisor) = magnitude(&ticks);
        let labelled = |values: &[f64]| -> Vec<Tick> {
            let label = |value: &f64| Tick { value: to_axis(*value), label: label(value / divisor) };
            values.iter().map(label).collect()
        };
        let mut found = labelled(&ticks);
        // Every second, third, ... where labels would touch.
        for step in 2..=ticks.len() {
            if self.fits(&found) {
                break;
            }
            let thinned: Vec<f64> =
                if self.log { ticks.iter().copied().step_by(step).collect() } else { every(&ticks, step) };
            found = labelled(&thinned);
        }
        Ticks { ticks: found, magnitude }
    }

    /// Ticks in the axis' own unit.
    pub fn ticks(&self) -> Ticks {
        self.ticks_in(|value| value, |value| value)
    }

    fn fits(&self, ticks: &[Tick]) -> bool {
        ticks.windows(2).all(|pair| {
            let apart = (self.at(pair[1].value) - self.at(pair[0].value)) * NARROW;
            let needed =
                (pair[0].label.chars().count() + pair[1].label.chars().count()) as f64 / 2.0 * CHARACTER;
            apart > needed + CHARACTER
        })
    }
}

/// Every `step`-th of equally spaced values, zero among them if it is one of them.
fn every(values: &[f64], step: usize) -> Vec<f64> {
    let zero = values.iter().position(|value| *value == 0.0).unwrap_or_default();
    values.iter().copied().enumerate().filter(|(i, _)| i % step == zero % step).map(|(_, v)| v).collect()
}

/// Multiples of 1, 2 or 5 times a power of ten between `start` and `end`, about five.
fn linear_values(start: f64, end: f64) -> Vec<f64> {
    let rough = (end - start) / 5.0;
    if !(rough > 0.0 && rough.is_finite()) {
        return Vec::new();
    }
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().find(|s| s * power >= rough * 0.999).unwrap_or(10.0) * power;
    let first = (start / step - 1e-9).ceil() as i64;
    let last = (end / step + 1e-9).floor() as i64;
    (first..=last).map(|index| index as f64 * step).collect()
}

/// 1, 2 and 5 times the powers of ten between `start` and `end`, or the powers alone where there are many.
fn log_values(start: f64, end: f64) -> Vec<f64> {
    let (first, last) = (start.log10().floor() as i32, end.log10().ceil() as i32);
    let leads: &[f64] = if last - first <= 3 { &[1.0, 2.0, 5.0] } else { &[1.0] };
    (first..=last)
        .flat_map(|power| leads.iter().map(move |lead| lead * 10_f64.powi(power)))
        .filter(|value| (start..=end).contains(value))
        .collect()
}

/// The word and its number, if all ticks are so large.
fn magnitude(values: &[f64]) -> (&'static str, f64) {
    let least =
        values.iter().map(|value| value.abs()).filter(|value| *value > 0.0).fold(f64::INFINITY, f64::min);
    let largest = values.iter().map(|value| value.abs()).fold(0.0, f64::max);
    [("trillion", 1e12), ("billion", 1e9), ("million", 1e6)]
        .into_iter()
        .find(|(_, divisor)| largest >= *divisor && least >= divisor / 10.0)
        .unwrap_or(("", 1.0))
}

/// The value as it is written, with the noise of floating point taken off.
fn label(value: f64) -> String {
    let decimal = Decimal::from_f64(value).and_then(|value| value.round_sf(8)).unwrap_or_default();
    if decimal.is_sign_negative() && !decimal.is_zero() {
        return format!("−{}", number(decimal.abs().normalize()));
    }
    number(decimal.abs().normalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks().ticks.into_iter().map(|tick| tick.label).collect()
    }

    fn axis(values: &[f64]) -> Axis {
        Axis::new(values, false, false).expect("an axis")
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(labels(&axis(&[300.0, 600.0])), ["300", "400", "500", "600"]);
        assert_eq!(labels(&axis(&[1000.0, 3000.0])), ["0", "1,000", "2,000", "3,000"]);
        assert_eq!(labels(&axis(&[6.35, 6.85])), ["6.4", "6.6", "6.8"]);
        assert_eq!(labels(&axis(&[0.0])), ["0", "0.5", "1"]);
        assert_eq!(labels(&axis(&[1.0, 2.0]).of_whole_numbers()), ["1", "2"]);
    }

    #[test]
    fn a_wide_span_is_logarithmic() {
        assert!(!axis(&[1.0, 30.0]).log);
        let wide = axis(&[1.0, 31.0]);
        assert!(wide.log);
        assert_eq!(labels(&wide), ["1", "2", "5", "10", "20"]);
        assert_eq!(labels(&axis(&[3.0, 40_000.0])), ["10", "100", "1,000", "10,000"]);
        assert!(!axis(&[0.0, 1000.0]).log, "zero has no logarithm");
    }

    #[test]
    fn millions_are_said_once() {
        let ticks = axis(&[4.5e6, 5.5e6]).ticks();
        assert_eq!(ticks.magnitude, "million");
        assert!(ticks.ticks.iter().all(|tick| tick.label.len() <= 3), "{ticks:?}");
    }

    #[test]
    fn figures_stand_within_their_axis_in_their_order() {
        for values in [vec![1.0, 2.0], vec![0.001, 5e12], vec![7.0], vec![-5.0, 3.0], vec![-2.0]] {
            let axis = Axis::new(&values, true, true).expect("an axis");
            let places: Vec<f64> = values.iter().map(|value| axis.at(*value)).collect();
            assert!(places.iter().all(|place| (0.0..=1.0).contains(place)), "{values:?} {places:?}");
            assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{values:?} {places:?}");
        }
    }

    #[test]
    fn no_axis_without_figures() {
        assert_eq!(Axis::new(&[], true, true), None);
    }

    #[test]
    fn labels_leave_each_other_room() {
        for low in [0.0, 1.0, 17.0, 950.0, 123_456.0, 9.9e8] {
            for factor in [1.001, 1.5, 3.0, 29.0, 31.0, 4000.0, 1e6] {
                let axis = axis(&[low, (low + 1.0) * factor]);
                let ticks = axis.ticks().ticks;
                assert!(axis.fits(&ticks), "{low} {factor} {ticks:?}");
                assert!(!ticks.is_empty(), "{low} {factor}");
            }
        }
    }
}
