//! The card of one fact: what it is about, its plots, why the verdict, and every claim.

use maud::{Markup, html};

use super::view::{Shown, Standing, View};
use super::{claims, strip, timeline};
use crate::article::published;
use crate::comparator::Rates;
use crate::fact::{Discrepancy, Hypothesis, Verdict};
use crate::report::table::decision::sentence;
use crate::report::table::fact::{certainty, factor, is_explained, kind};
use crate::report::table::timeline::flag;
use crate::report::visible;
use crate::timeline::Reader;

/// Pairs that are shown at once; the others are folded where scripts are on.
const PAIRS: usize = 3;
/// Pairs beyond which no one reads on; those of a fact with hundreds of figures would fill megabytes.
const MOST_PAIRS: usize = 60;
/// Outlets whose letters stand in a row.
const CHIPS: usize = 12;

/// What the marks of the plots mean, once for all of them.
pub(super) fn legend() -> Markup {
    let mark = |class: &str, inner: Markup, words: &str| {
        html! { li { svg width="34" height="16" aria-hidden="true" { g class=(class) { (inner) } } (words) } }
    };
    let ticks = |at: &[&str]| html! { @for x in at { line x1=(x) x2=(x) y1="2" y2="14" {} } };
    html! {
        ul.legend aria-label="Marks of the plots" {
            (mark("mark", html! { circle cx="17" cy="8" r="5" {} }, "exact figure"))
            (mark("mark", html! { rect x="3" y="4" width="28" height="8" rx="2" {} }, "range"))
            (mark("mark", html! { (ticks(&["4"])) line x1="4" x2="28" y1="8" y2="8" {} path d="M24 3 34 8 24 13z" {} }, "this or more"))
            (mark("mark about", html! {
                (ticks(&["4", "30"])) line x1="4" x2="30" y1="8" y2="8" {} circle cx="17" cy="8" r="5" {}
            }, "about; what it allows"))
            (mark("gap", html! { (ticks(&["4", "30"])) line x1="4" x2="30" y1="8" y2="8" {} }, "gap that no reading closes"))
        }
    }
}

/// The card.
pub(super) fn card(shown: &Shown<'_>, view: &View<'_>) -> Markup {
    let fact = shown.fact;
    let strip = strip::plot(shown, view);
    let timeline = timeline::plot(shown, view, strip.as_ref().map_or(0, |strip| strip.height));
    html! {
        article.fact.(shown.standing.key()) id=(shown.anchor)
            data-verdict=(shown.standing.key()) data-dimension=(visible::line(&fact.dimension))
            data-aspect=[fact.aspect.as_deref().map(visible::line)]
            data-outlets=(numbers(&shown.outlets)) data-apart=(apart(shown)) data-latest=[latest(shown, view)]
        {
            header {
                p.badge { span aria-hidden="true" { (shown.standing.sign()) " " } (shown.standing.word()) }
                h3 {
                    a href=(format!("#{}", shown.anchor)) { bdi { (visible::line(&fact.label)) } }
                }
                p.meta { (about(shown)) }
                @if let Some(said) = sentence(fact) { p.decision { "Decision: " bdi { (said) } } }
            }
            @if strip.is_some() || timeline.is_some() {
                div.plots { @if let Some(strip) = strip { (strip.markup) } @if let Some(timeline) = timeline { (timeline) } }
            }
            @for fall in falls(shown, view) { p.reasons { b.sign { "↓ " } bdi { (fall) } "." } }
            (reasons(shown))
            (claims::table(shown, view))
        }
    }
}

/// "salary · money · 96% sure that the figures belong together".
fn about(shown: &Shown<'_>) -> String {
    let fact = shown.fact;
    let dimension = visible::line(&fact.dimension).replace('_', " ");
    let mut parts: Vec<String> =
        fact.aspect.iter().map(|aspect| visible::line(aspect).into_owned()).collect();
    if !parts.contains(&dimension) {
        parts.push(dimension);
    }
    parts.push(format!("{:.0}% sure that the figures belong together", certainty(fact) * 100.0));
    parts.push(visible::line(&fact.id).into_owned());
    parts.join(" · ")
}

/// The falls of a count that only grows.
fn falls(shown: &Shown<'_>, view: &View<'_>) -> Vec<String> {
    // Rates between currencies change nothing about counts.
    let history = Reader::new(view.comparison, &Rates::new()).history(shown.fact);
    history.flagged().map(flag).collect()
}

/// The pairs with their reasons: conflicts, or where there is none, what can both be right.
fn reasons(shown: &Shown<'_>) -> Markup {
    let conflicts = shown.pairs.iter().filter(|pair| pair.verdict == Verdict::Conflict).count();
    let pairs = if conflicts > 0 { &shown.pairs[..conflicts] } else { &shown.pairs[..] };
    let (first, rest) = pairs[..pairs.len().min(MOST_PAIRS)].split_at(pairs.len().min(PAIRS));
    let left_out = pairs.len() - first.len() - rest.len();
    let explained = rest.iter().filter(|pair| is_explained(pair)).count();
    html! {
        @if shown.standing == Standing::Agree {
            p.reasons { "All give the same figure." }
        }
        @if !first.is_empty() {
            ul.reasons { @for pair in first { (reason(pair)) } }
        }
        @if !rest.is_empty() {
            details.fold open {
                summary {
                    (rest.len()) " more pair" @if rest.len() > 1 { "s" }
                    @if explained > 0 { ", " (explained) " of them explained" }
                }
                ul.reasons { @for pair in rest { (reason(pair)) } }
                @if left_out > 0 { p.quiet { "The JSON output has " (left_out) " more." } }
            }
        }
    }
}

fn reason(pair: &Discrepancy) -> Markup {
    let class = match pair.verdict {
        Verdict::Conflict if is_explained(pair) => "explained",
        Verdict::Conflict => "conflict",
        _ => "compatible",
    };
    html! {
        li.(class) {
            div {
                bdi { (visible::line(&pair.explanation)) } (factor(pair))
                @if !pair.hypotheses.is_empty() {
                    ul { @for hypothesis in &pair.hypotheses { (explanation(hypothesis)) } }
                }
            }
        }
    }
}

fn explanation(hypothesis: &Hypothesis) -> Markup {
    html! {
        li.resolves[hypothesis.resolves] {
            b { (if hypothesis.resolves { "explained by " } else { "perhaps " }) (kind(hypothesis.kind)) }
            ": " bdi { (visible::line(&hypothesis.explanation)) }
        }
    }
}

/// The letters of outlets, with their names for those who point at them or do not see them.
pub(super) fn chips(outlets: &[usize], view: &View<'_>) -> Markup {
    let shown = if outlets.len() > CHIPS + 1 { CHIPS } else { outlets.len() };
    html! {
        span.chips {
            @for index in &outlets[..shown] {
                @let outlet = &view.outlets[*index];
                b.(outlet.color) title=(outlet.name) { (outlet.letter) } span.aside { " " (outlet.name) " " }
            }
            @if shown < outlets.len() { span.quiet { "+" (outlets.len() - shown) } }
        }
    }
}

/// Numbers of outlets, for the filter.
fn numbers(outlets: &[usize]) -> String {
    outlets.iter().map(usize::to_string).collect::<Vec<_>>().join(" ")
}

/// By how much the worst pair differs, for sorting; a conflict that no factor describes counts as the widest.
fn apart(shown: &Shown<'_>) -> String {
    match shown.pairs.first() {
        None => "1".into(),
        Some(pair) => match pair.ratio {
            Some(ratio) if ratio.is_finite() => format!("{ratio:.3}"),
            _ if pair.verdict == Verdict::Conflict => "1e99".into(),
            _ => "1".into(),
        },
    }
}

/// When the newest of its reports was published, for sorting.
fn latest(shown: &Shown<'_>, view: &View<'_>) -> Option<String> {
    let claims = shown.figures.iter().flat_map(|stated| &stated.claims);
    let days = claims.filter_map(|claim| published::day(view.published(*claim)?));
    days.max().map(|day| day.to_string())
}
