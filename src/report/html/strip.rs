//! The strip plot of a fact: its figures on one axis, one lane each, with a bracket over the gap that nothing closes.
//!
//! Places along the axis are percentages, so that the plot fits any width and its text keeps its size; each lane has
//! a line of its own for its words, so that they cannot collide.

use maud::{Markup, html};
use rust_decimal::prelude::{Decimal, FromPrimitive, ToPrimitive};

use super::axis::{Axis, Tick, Ticks};
use super::marks::{self, Mark, Shape};
use super::view::{Shown, Standing, Stated, View, factor};
use crate::fact::{Discrepancy, Verdict};
use crate::report::range::{Display, allowed, written};
use crate::report::visible;

/// Heights in pixels: the bracket, a lane, the words of a lane, the numbers under the axis.
const BRACKET: usize = 34;
const LANE: usize = 44;
const WORDS: usize = 14;
const NUMBERS: usize = 20;
/// Figures that are drawn; a fact with more is no plot any more but a table.
const LANES: usize = 14;
/// Further units that get numbers of their own.
const UNITS: usize = 2;
/// Pixels of the axis on the narrowest screen, of a character of a lane's words, and of all letters beside a mark.
const NARROW: f64 = 265.0;
const CHARACTER: f64 = 7.8;
const LETTERS: i32 = 118;
/// Pixels of the note that there are more.
const MORE: i32 = 34;

/// A figure that has a place on the axis.
struct Lane<'v, 'a> {
    stated: &'v Stated<'a>,
    mark: Mark,
}

/// A plot and how tall it is, in pixels.
pub(super) struct Plot {
    pub markup: Markup,
    pub height: usize,
}

/// The plot, or nothing where all give one figure or no figure has a place on an axis.
pub(super) fn plot(shown: &Shown<'_>, view: &View<'_>) -> Option<Plot> {
    let display = shown.display.as_ref().filter(|_| shown.figures.len() > 1)?;
    let lanes = lanes(shown, display);
    let axis = marks::axis(lanes.iter().map(|lane| &lane.mark), shown.is_counted())?;
    let bracket = bracket(shown, &lanes);
    let top = if bracket.is_some() { BRACKET } else { 4 };
    let bottom = top + lanes.len() * LANE;
    let others = other_units(shown, &axis, display);
    let height = bottom + NUMBERS * (1 + others.len()) + 4;
    let rest = shown.figures.len() - lanes.len();
    let ticks = axis.ticks();
    let described = format!("{} figures on one axis; the table has them all", shown.figures.len());
    let markup = html! {
        figure.strip {
            svg width="100%" height=(height) role="img" aria-label=(described) {
                @for tick in &ticks.ticks {
                    (gridline(&axis, tick, top, bottom))
                }
                line.base x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
                (numbers(&axis, &ticks.ticks, bottom + 15))
                @for (row, (other, _)) in others.iter().enumerate() {
                    (numbers(&axis, &other.ticks, bottom + 15 + (row + 1) * NUMBERS))
                }
                @if let Some(bracket) = &bracket {
                    (draw_bracket(&axis, bracket, bottom))
                }
                @for (index, lane) in lanes.iter().enumerate() {
                    (draw_lane(&axis, lane, display, view, top + index * LANE))
                }
            }
            @let caption = caption(&axis, display, &ticks, &others, rest);
            @if !caption.is_empty() { figcaption { (caption) } }
        }
    };
    Some(Plot { markup, height })
}

/// The figures that are drawn, in the order of their values. Of too many, those of the worst pair and those that most
/// outlets state.
fn lanes<'v, 'a>(shown: &'v Shown<'a>, display: &Display<'_>) -> Vec<Lane<'v, 'a>> {
    let worst: Vec<&str> =
        shown.pairs.first().map(|pair| vec![pair.a.as_str(), pair.b.as_str()]).unwrap_or_default();
    let mut lanes: Vec<Lane<'v, 'a>> = shown
        .figures
        .iter()
        .filter_map(|stated| Some(Lane { stated, mark: Mark::of(stated.quantity?, display)? }))
        .collect();
    lanes.sort_by_key(|lane| {
        (!worst.contains(&lane.stated.figure.id.as_str()), usize::MAX - lane.stated.outlets.len())
    });
    lanes.truncate(LANES);
    lanes.sort_by(|a, b| a.mark.middle().total_cmp(&b.mark.middle()));
    lanes
}

/// The gap between the two figures of the worst pair that cannot both be right.
struct Bracket {
    low: f64,
    high: f64,
    words: String,
    class: &'static str,
}

fn bracket(shown: &Shown<'_>, lanes: &[Lane<'_, '_>]) -> Option<Bracket> {
    let pair: &Discrepancy = shown.pairs.first().filter(|pair| pair.verdict == Verdict::Conflict)?;
    let mark = |id: &str| lanes.iter().find(|lane| lane.stated.figure.id == id).map(|lane| lane.mark);
    let (a, b) = (mark(&pair.a)?.ends(), mark(&pair.b)?.ends());
    let (low, high) = if a.0 <= b.0 { (a.1, b.0) } else { (b.1, a.0) };
    let words = factor(pair).unwrap_or_else(|| "do not meet".into());
    let class = if shown.standing == Standing::Explained { "gap explained" } else { "gap" };
    (low < high).then_some(Bracket { low, high, words, class })
}

fn draw_bracket(axis: &Axis, bracket: &Bracket, bottom: usize) -> Markup {
    let (from, to) = (x(axis.at(bracket.low)), x(axis.at(bracket.high)));
    let middle = (axis.at(bracket.low) + axis.at(bracket.high)) / 2.0;
    let (class, words) = match middle {
        middle if middle < 0.25 => ("start", &from),
        middle if middle > 0.75 => ("end", &to),
        _ => ("middle", &x(middle)),
    };
    html! {
        g class=(bracket.class) {
            rect x=(from) width=(width(axis, bracket.low, bracket.high)) y="22" height=(bottom - 22) {}
            line x1=(from) x2=(to) y1="22" y2="22" {}
            line x1=(from) x2=(from) y1="18" y2=(bottom) {}
            line x1=(to) x2=(to) y1="18" y2=(bottom) {}
            text class=(class) x=(words) y="13" { "≠ " (bracket.words) }
        }
    }
}

fn draw_lane(axis: &Axis, lane: &Lane<'_, '_>, display: &Display<'_>, view: &View<'_>, top: usize) -> Markup {
    let (low, high) = lane.mark.ends();
    let middle = match lane.mark.shape {
        Shape::Dot(_) | Shape::Whiskers { .. } => Some(axis.at(lane.mark.middle())),
        _ => None,
    };
    // Words and letters go to the side that has more room.
    let rightwards = middle.unwrap_or_else(|| axis.at(low)) <= 0.5;
    let place = middle.unwrap_or_else(|| axis.at(if rightwards { low } else { high }));
    let room = place.max(1.0 - place) * NARROW / CHARACTER;
    let at = x(place);
    let y = top + WORDS + 15;
    let free = if middle.is_some() { 11 } else { 4 };
    let left = if rightwards { free } else { -free - row_width(&lane.stated.outlets, view) };
    html! {
        text class=(if rightwards { "words" } else { "words end" })
            x=(at) y=(top + WORDS) dx=(if rightwards { 4 } else { -4 }) { (words(lane.stated, display, room as usize)) }
        g class=(if lane.mark.about { "mark about" } else { "mark" }) { (shape(axis, &lane.mark, y)) }
        svg x=(at) y=(y) { (letters(&lane.stated.outlets, view, left)) }
    }
}

/// The mark itself, at the height `y`.
fn shape(axis: &Axis, mark: &Mark, y: usize) -> Markup {
    let tick =
        |value: f64| html! { line x1=(x(axis.at(value))) x2=(x(axis.at(value))) y1=(y - 7) y2=(y + 7) {} };
    let line = |from: &str, to: &str| html! { line x1=(from) x2=(to) y1=(y) y2=(y) {} };
    let dot = |value: f64| html! { circle cx=(x(axis.at(value))) cy=(y) r="6" {} };
    match mark.shape {
        Shape::Dot(value) => dot(value),
        Shape::Whiskers { low, middle, high } => html! {
            (line(&x(axis.at(low)), &x(axis.at(high)))) (tick(low)) (tick(high)) (dot(middle))
        },
        Shape::Bar { low, high } => html! {
            rect x=(x(axis.at(low))) width=(width(axis, low, high)) y=(y - 5) height="10" rx="2" {}
        },
        Shape::Upwards(value) => html! {
            (tick(value)) (line(&x(axis.at(value)), "99%"))
            svg x="100%" y=(y) { path d="M-10-5 0 0-10 5z" {} }
        },
        Shape::Downwards(value) => html! {
            (tick(value)) (line("1%", &x(axis.at(value))))
            svg x="0" y=(y) { path d="M10-5 0 0 10 5z" {} }
        },
    }
}

/// The letters of outlets with the classes of their colours; of many the last says how many more there are.
fn labels<'v>(outlets: &[usize], view: &'v View<'_>) -> Vec<(String, &'v str)> {
    let label = |index: &usize| (view.outlets[*index].letter.clone(), view.outlets[*index].color.as_str());
    let all: i32 = outlets.iter().map(|index| chip_width(&view.outlets[*index].letter) + 2).sum();
    if all <= LETTERS {
        return outlets.iter().map(label).collect();
    }
    let mut left = LETTERS - MORE;
    let fits = |(label, _): &(String, &str)| {
        left -= chip_width(label) + 2;
        left >= 0
    };
    let mut labels: Vec<(String, &'v str)> = outlets.iter().map(label).take_while(fits).collect();
    labels.push((format!("+{}", outlets.len() - labels.len()), "more"));
    labels
}

/// Pixels of the letters of these outlets in a row.
pub(super) fn row_width(outlets: &[usize], view: &View<'_>) -> i32 {
    labels(outlets, view).iter().map(|(label, _)| chip_width(label) + 2).sum::<i32>() - 2
}

/// The letters of outlets in a row that begins `left` pixels right of here.
pub(super) fn letters(outlets: &[usize], view: &View<'_>, left: i32) -> Markup {
    let places = labels(outlets, view).into_iter().scan(left, |next, (label, color)| {
        let (at, width) = (*next, chip_width(&label));
        *next += width + 2;
        Some((at, width, label, color))
    });
    html! {
        @for (at, width, label, color) in places {
            g class=(color) {
                rect x=(at) y="-8" width=(width) height="16" rx="3" {}
                text x=(at + width / 2) y="4" { (label) }
            }
        }
    }
}

/// Pixels of the chip of a label.
fn chip_width(label: &str) -> i32 {
    8 + 8 * label.chars().count() as i32
}

/// The figure in the article's words if there is room for `most` characters, else in a shorter form.
fn words(stated: &Stated<'_>, display: &Display<'_>, most: usize) -> String {
    let text = visible::line(&stated.figure.text).into_owned();
    let forms = stated.quantity.map(|quantity| {
        let range = allowed(quantity, Some(display));
        [text.clone(), range.trim_start_matches(['=', '\u{a0}']).to_owned(), written(quantity)]
    });
    let fitting = forms.into_iter().flatten().find(|form| form.chars().count() <= most);
    fitting.unwrap_or_else(|| text.chars().take(most.saturating_sub(1)).chain(['…']).collect())
}

/// Further units in which figures are written, with ticks of their own and their names.
fn other_units(shown: &Shown<'_>, axis: &Axis, display: &Display<'_>) -> Vec<(Ticks, String)> {
    let mut units: Vec<Display<'_>> = Vec::new();
    let quantities = shown.figures.iter().filter_map(|stated| stated.quantity);
    for unit in quantities.filter(|quantity| display.scale(quantity) == Some(Decimal::ONE)).map(Display::of) {
        let named = !unit.title().is_empty() && !display.title().is_empty();
        if named && unit.code() != display.code() && units.iter().all(|known| known.code() != unit.code()) {
            units.push(unit);
        }
    }
    let between = |from: &Display<'_>, to: &Display<'_>, value: f64| {
        let base = from.base_of(Decimal::from_f64(value)?)?;
        to.position(base)?.to_f64()
    };
    let ticks = |unit: Display<'_>| {
        let ticks = axis.ticks_in(
            |value| between(&unit, display, value).unwrap_or(value),
            |value| between(display, &unit, value).unwrap_or(value),
        );
        (ticks, unit.title())
    };
    units.into_iter().take(UNITS).map(ticks).collect()
}

/// What the numbers under the axis are.
fn caption(
    axis: &Axis,
    display: &Display<'_>,
    ticks: &Ticks,
    others: &[(Ticks, String)],
    rest: usize,
) -> String {
    let mut parts = vec![named(ticks.magnitude, &display.title())];
    for (ticks, title) in others {
        parts.push(format!("below: {}", named(ticks.magnitude, title)));
    }
    if axis.log {
        parts.push("logarithmic scale: each step multiplies".into());
    }
    if rest > 0 {
        parts.push(format!("{rest} more in the table"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

fn named(magnitude: &str, title: &str) -> String {
    format!("{magnitude} {title}").trim().to_owned()
}

fn gridline(axis: &Axis, tick: &Tick, top: usize, bottom: usize) -> Markup {
    let at = x(axis.at(tick.value));
    html! { line.grid x1=(at) x2=(at) y1=(top) y2=(bottom) {} }
}

/// The numbers of ticks; the outermost stay within the plot.
fn numbers(axis: &Axis, ticks: &[Tick], y: usize) -> Markup {
    let class = |at: f64| match at {
        at if at < 0.04 => "tick start",
        at if at > 0.96 => "tick end",
        _ => "tick",
    };
    html! {
        @for tick in ticks {
            @let at = axis.at(tick.value);
            text class=(class(at)) x=(x(at)) y=(y) { (tick.label) }
        }
    }
}

/// A place along the axis, inside of the plot's edges.
fn x(at: f64) -> String {
    format!("{:.1}%", 2.0 + 96.0 * at)
}

fn width(axis: &Axis, low: f64, high: f64) -> String {
    format!("{:.1}%", (axis.at(high) - axis.at(low)) * 96.0)
}
