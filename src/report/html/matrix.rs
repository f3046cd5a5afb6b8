//! Outlets against facts: who says what, who is silent, who stands alone.

use maud::{Markup, html};

use super::view::{Shown, Standing, Stated, View};
use crate::report::range::{Display, bare, written};
use crate::report::visible;

/// More columns or rows than these are no picture any more.
const COLUMNS: usize = 40;
const ROWS: usize = 120;
/// Figures of one outlet that a cell names.
const FIGURES: usize = 3;
/// Characters of a figure.
const LONGEST: usize = 40;

/// The matrix, or nothing where there is nothing to set against each other.
pub(super) fn section(view: &View<'_>) -> Markup {
    let columns = columns(view);
    let rows = &view.facts[..view.facts.len().min(ROWS)];
    if columns.len() < 2 || rows.is_empty() {
        return html! {};
    }
    let noun = if view.named { "outlets" } else { "articles" };
    html! {
        section #matrix aria-labelledby="matrix-title" {
            h2 #matrix-title { "Who says what" }
            p.quiet {
                "Facts by " (noun) ". A framed figure stands alone against all others; an empty cell is silence."
                @if rows.len() < view.facts.len() { " The first " (rows.len()) " of " (view.facts.len()) " facts." }
                @if columns.len() < view.outlets.len() {
                    " The " (columns.len()) " of " (view.outlets.len()) " " (noun) " with most of these facts."
                }
            }
            div.scroll role="region" aria-label="Table of who says what" tabindex="0" {
                table.matrix {
                    thead {
                        tr {
                            th scope="col" { "Fact" }
                            @for index in &columns {
                                @let outlet = &view.outlets[*index];
                                th scope="col" {
                                    span.name { bdi { (outlet.name) } }
                                    b.(outlet.color) aria-hidden="true" { (outlet.letter) }
                                }
                            }
                        }
                    }
                    tbody {
                        @for shown in rows { (row(shown, &columns)) }
                    }
                }
            }
        }
    }
}

/// The outlets that speak of the facts shown, by name; of too many, those that speak of most.
fn columns(view: &View<'_>) -> Vec<usize> {
    let mut facts = vec![0_usize; view.outlets.len()];
    for outlet in view.facts.iter().take(ROWS).flat_map(|shown| &shown.outlets) {
        facts[*outlet] += 1;
    }
    let mut columns: Vec<usize> = (0..facts.len()).filter(|outlet| facts[*outlet] > 0).collect();
    columns.sort_by_key(|outlet| usize::MAX - facts[*outlet]);
    columns.truncate(COLUMNS);
    columns.sort_unstable();
    columns
}

fn row(shown: &Shown<'_>, columns: &[usize]) -> Markup {
    // Sums of money say their currency themselves.
    let display = shown.display.as_ref().filter(|_| shown.fact.dimension != "money");
    let unit = display.map(Display::title).unwrap_or_default();
    html! {
        tr.(shown.standing.key()) data-fact=(shown.anchor) {
            th scope="row" {
                a href=(format!("#{}", shown.anchor)) { bdi { (visible::line(&shown.fact.label)) } }
                @if !unit.is_empty() { span.quiet { " " (unit) } }
            }
            @for outlet in columns { (cell(shown, *outlet)) }
        }
    }
}

fn cell(shown: &Shown<'_>, outlet: usize) -> Markup {
    let stated: Vec<&Stated<'_>> =
        shown.figures.iter().filter(|stated| stated.outlets.binary_search(&outlet).is_ok()).collect();
    if stated.is_empty() {
        return html! { td {} };
    }
    let alone = shown.standing != Standing::Agree && stated.iter().all(|stated| shown.stands_alone(stated));
    html! {
        td.alone[alone] {
            @for (place, stated) in stated.iter().take(FIGURES).enumerate() {
                @if place > 0 { ", " }
                (figure(stated, shown.display.as_ref()))
            }
            @if stated.len() > FIGURES { ", …" }
            @if alone { span.aside { " (stands alone)" } }
        }
    }
}

/// The figure, without its unit where that is the one of the row.
fn figure(stated: &Stated<'_>, display: Option<&Display<'_>>) -> Markup {
    let text = stated.quantity.map_or_else(
        || visible::line(&stated.figure.text).into_owned(),
        |quantity| match display {
            _ if quantity.dimension == "money" => bare(quantity),
            Some(display) if display.title() == Display::of(quantity).title() => bare(quantity),
            _ => written(quantity),
        },
    );
    let text: String = text.chars().take(LONGEST).collect();
    html! {
        @if let Some(claim) = stated.claims.first() {
            a href=(format!("#q{claim}")) { (text) }
        } @else { (text) }
    }
}
