//! The timeline of a fact: its figures over the day of publication, so that a growing toll looks other than an outlier.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

use super::axis::{Axis, Tick};
use super::marks::{self, Mark, Shape};
use super::strip::{letters, row_width};
use super::view::{Shown, View};
use crate::article::published;
use crate::report::range::Display;

/// Pixels: the height of the whole, of what is above and below the plot, and the width on the narrowest screen.
const LOWEST: usize = 170;
const TALLEST: usize = 340;
const TOP: f64 = 14.0;
const NUMBERS: f64 = 24.0;
const NARROW: f64 = 270.0;
/// Per cent of the width that the numbers of the vertical axis take.
const LEFT: f64 = 20.0;
/// Points beyond which letters would hide them.
const LETTERED: usize = 24;
/// Outlets whose letters stand at one point.
const LETTERS: usize = 3;

/// Pixels: the radius of a dot, the arrow of an open bound, one letter, and how far letters stand from their dot.
const DOT: f64 = 4.0;
const OPEN: f64 = 22.0;
const CHIP: usize = 18;
const AWAY: [f64; 10] = [-15.0, 15.0, -33.0, 33.0, -51.0, 51.0, -69.0, 69.0, -87.0, 87.0];

/// A figure on a day.
struct Point {
    day: Date,
    mark: Mark,
    outlets: Vec<usize>,
}

/// The timeline, or nothing where fewer than two days or figures are known.
/// It is about as tall as the plot beside it.
pub(super) fn plot(shown: &Shown<'_>, view: &View<'_>, beside: usize) -> Option<Markup> {
    let display = shown.display.as_ref()?;
    let points = points(shown, view, display);
    let first = points.first()?.day;
    let last = points.last()?.day;
    let axis = marks::axis(points.iter().map(|point| &point.mark), shown.is_counted())?;
    if first == last || points.iter().all(|point| point.mark == points[0].mark) {
        return None;
    }
    let claims = shown.figures.iter().flat_map(|stated| &stated.claims);
    let undated = claims.filter(|claim| view.published(**claim).and_then(published::day).is_none()).count();
    let height = beside.clamp(LOWEST, TALLEST);
    let frame = Frame {
        axis,
        bottom: height as f64 - NUMBERS,
        days: Days { first, length: f64::from((last - first).get_days()).max(1.0) },
    };
    let described = format!("{} figures from {first} to {last}; the table has them all", points.len());
    let ticks = frame.axis.ticks();
    let title = format!("{} {}", ticks.magnitude, display.title());
    Some(html! {
        figure.time {
            svg width="100%" height=(height) role="img" aria-label=(described) {
                (scales(&frame, &ticks.ticks))
                @for (point, place) in points.iter().zip(frame.label_places(&points)) {
                    (draw(point, place, &frame, view))
                }
            }
            figcaption {
                "by day of publication" @if title != " " { " · " (title.trim()) }
                @if undated > 0 { " · " (undated) " without a date, not shown" }
            }
        }
    })
}

/// The numbers of both axes, with lines.
fn scales(frame: &Frame, ticks: &[Tick]) -> Markup {
    let bottom = frame.bottom;
    html! {
        @for tick in ticks.iter().step_by(ticks.len().div_ceil(6).max(1)) {
            @let y = frame.y(tick.value);
            line.grid x1=(format!("{LEFT}%")) x2="100%" y1=(px(y)) y2=(px(y)) {}
            text.tick.end x=(format!("{}%", LEFT - 2.0)) y=(px(y + 4.0)) { (tick.label) }
        }
        line.base x1=(format!("{LEFT}%")) x2="100%" y1=(px(bottom)) y2=(px(bottom)) {}
        @for (day, label) in frame.days.ticks() {
            @let x = frame.days.x(day);
            text x=(x) y=(px(bottom + 17.0)) class=(frame.days.class(day)) { (label) }
            line.base x1=(x) x2=(x) y1=(px(bottom)) y2=(px(bottom + 4.0)) {}
        }
    }
}

/// The figures by day, each once with all outlets that state it on that day.
fn points(shown: &Shown<'_>, view: &View<'_>, display: &Display<'_>) -> Vec<Point> {
    let mut by_day: BTreeMap<(Date, usize), Point> = BTreeMap::new();
    for (figure, stated) in shown.figures.iter().enumerate() {
        let Some(mark) = stated.quantity.and_then(|quantity| Mark::of(quantity, display)) else { continue };
        for claim in &stated.claims {
            let Some(day) = view.published(*claim).and_then(published::day) else { continue };
            let outlet = view.source_of(*claim).map(|source| source.outlet);
            let point =
                by_day.entry((day, figure)).or_insert_with(|| Point { day, mark, outlets: Vec::new() });
            point.outlets.extend(outlet.filter(|outlet| !point.outlets.contains(outlet)));
        }
    }
    by_day.into_values().collect()
}

fn draw(point: &Point, place: Option<f64>, frame: &Frame, view: &View<'_>) -> Markup {
    let x = frame.days.x(point.day);
    let (low, high) = point.mark.ends();
    let middle = frame.y(point.mark.middle());
    let (top, bottom) = match point.mark.shape {
        Shape::Upwards(_) => ((middle - OPEN).max(2.0), middle),
        Shape::Downwards(_) => (middle, (middle + OPEN).min(frame.bottom)),
        _ => (frame.y(high), frame.y(low)),
    };
    let arrow = match point.mark.shape {
        Shape::Upwards(_) => Some((top, "M-4 6 0 0 4 6z")),
        Shape::Downwards(_) => Some((bottom, "M-4-6 0 0 4-6z")),
        _ => None,
    };
    let outlets = &point.outlets[..point.outlets.len().min(LETTERS)];
    html! {
        @if let Some(place) = place { line.leader x1=(x) x2=(x) y1=(px(middle)) y2=(px(place)) {} }
        g class=(if point.mark.about { "mark about" } else { "mark" }) {
            @if top < bottom { line x1=(x) x2=(x) y1=(px(top)) y2=(px(bottom)) {} }
            @if let Some((at, path)) = arrow { svg x=(x) y=(px(at)) { path d=(path) {} } }
            @if !matches!(point.mark.shape, Shape::Bar { .. }) { circle cx=(x) cy=(px(middle)) r=(DOT) {} }
        }
        @if let Some(place) = place {
            svg x=(x) y=(px(place)) { (letters(outlets, view, -row_width(outlets, view) / 2)) }
        }
    }
}

/// A box around a middle, in pixels on the narrowest screen.
struct Taken {
    x: f64,
    y: f64,
    half_width: f64,
    half_height: f64,
}

impl Taken {
    fn touches(&self, other: &Taken) -> bool {
        (self.x - other.x).abs() < self.half_width + other.half_width
            && (self.y - other.y).abs() < self.half_height + other.half_height
    }
}

/// Both axes.
struct Frame {
    axis: Axis,
    /// Pixels from the top to the horizontal axis.
    bottom: f64,
    days: Days,
}

impl Frame {
    fn y(&self, value: f64) -> f64 {
        TOP + (self.bottom - TOP) * (1.0 - self.axis.at(value))
    }

    /// The height at which each point's letters stand: above or below it, in the nearest place that is free on the
    /// narrowest screen, and so on any wider one. Nothing where there are too many points.
    fn label_places(&self, points: &[Point]) -> Vec<Option<f64>> {
        if points.len() > LETTERED {
            return vec![None; points.len()];
        }
        let x = |point: &Point| self.days.at(point.day) / 100.0 * NARROW;
        let middle = |point: &Point| self.y(point.mark.middle());
        let dot = |point: &Point| Taken { x: x(point), y: middle(point), half_width: DOT, half_height: DOT };
        let mut taken: Vec<Taken> = points.iter().map(dot).collect();
        let place = |point: &Point| {
            let letters = |away: &f64| Taken {
                x: x(point),
                y: middle(point) + away,
                half_width: (LETTERS.min(point.outlets.len()) * CHIP) as f64 / 2.0,
                half_height: 9.0,
            };
            let within = |place: &Taken| place.y > 9.0 && place.y < self.bottom - 9.0;
            let found = AWAY
                .iter()
                .map(letters)
                .find(|place| within(place) && !taken.iter().any(|other| other.touches(place)))?;
            let height = found.y;
            taken.push(found);
            Some(height)
        };
        points.iter().map(place).collect()
    }
}

/// The horizontal axis.
struct Days {
    first: Date,
    length: f64,
}

impl Days {
    /// Per cent of the width.
    fn at(&self, day: Date) -> f64 {
        let part = f64::from((day - self.first).get_days()) / self.length;
        LEFT + 8.0 + part * (100.0 - LEFT - 16.0)
    }

    fn x(&self, day: Date) -> String {
        format!("{:.1}%", self.at(day))
    }

    fn class(&self, day: Date) -> &'static str {
        if self.at(day) > 88.0 { "tick end" } else { "tick" }
    }

    /// The first day of every day, week, month, quarter, year, ... whichever gives at most four.
    fn ticks(&self) -> Vec<(Date, String)> {
        const MOST: usize = 4;
        let last = self.first.saturating_add((self.length as i64).days());
        let within = |start: Date, step: jiff::Span| -> Vec<Date> {
            start
                .series(step)
                .skip_while(|day| *day < self.first)
                .take_while(|day| *day <= last)
                .take(MOST + 1)
                .collect()
        };
        let day = |day: &Date| day.strftime("%-d %b").to_string();
        let month = |day: &Date| day.strftime("%b %Y").to_string();
        let year = |day: &Date| day.strftime("%Y").to_string();
        for step in [1, 2, 4, 7, 14] {
            let days = within(self.first, i64::from(step).days());
            if days.len() <= MOST {
                return days.iter().map(|at| (*at, day(at))).collect();
            }
        }
        for step in [1, 2, 3, 6] {
            let days = within(self.first.first_of_month(), i64::from(step).months());
            if days.len() < MOST {
                return days.iter().map(|at| (*at, month(at))).collect();
            }
        }
        let years = within(self.first.first_of_year(), 1.years());
        if years.len() <= MOST {
            return years.iter().map(|at| (*at, year(at))).collect();
        }
        vec![(self.first, year(&self.first)), (last, year(&last))]
    }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: &str, length: f64) -> Vec<String> {
        let days = Days { first: first.parse().expect("a date"), length };
        days.ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn ticks_are_days_months_or_years() {
        assert_eq!(labels("2024-03-12", 2.0), ["12 Mar", "13 Mar", "14 Mar"]);
        assert_eq!(labels("2020-04-11", 150.0), ["Jun 2020", "Aug 2020"]);
        assert_eq!(labels("2020-04-11", 400.0), ["Oct 2020", "Apr 2021"]);
        assert_eq!(labels("2018-04-11", 1200.0), ["2019", "2020", "2021"]);
        assert_eq!(labels("1980-04-11", 15_000.0), ["1980", "2021"]);
    }
}
