//! The report for editors: one HTML page that holds everything and asks no one for anything.
//!
//! Text of articles reaches it only through maud, which escapes it, and through [`visible`](super::visible), which
//! shows what would turn the reading direction. The page works without scripts; `page.js` adds filters, sorting and
//! a reader, and is admitted, like `page.css`, by its hash alone.

mod articles;
mod axis;
mod check;
mod claims;
mod controls;
mod csp;
mod fact;
mod marks;
mod matrix;
mod overview;
mod strip;
mod timeline;
mod view;

pub use check::page as check_page;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::article::Article;
use crate::comparison::Comparison;
use view::View;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// An unequal sign; without an icon of its own browsers would ask the server for one.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='3' fill='%23b3261e'/%3E%3Cpath d='M3 6h10M3 10h10M10 3 6 13' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

/// The page for `comparison`; the texts of `articles` are added at its end, for quotes to lead to. An article of the
/// comparison that is missing from `articles` stands there without its text.
pub fn page(comparison: &Comparison, articles: &[Article]) -> String {
    let view = View::new(comparison, articles);
    let title = overview::headline(&view);
    let body = html! {
        a.skip href="#facts" { "Skip to the facts" }
        (overview::top(&view, &title))
        main {
            (overview::sharpest(&view))
            (facts(&view))
            (matrix::section(&view))
            (articles::section(&view))
        }
        (overview::foot())
    };
    document(&title, "", body)
}

/// A page with its own style and script and nothing else; `more` is style that other pages do without.
fn document(title: &str, more: &str, body: Markup) -> String {
    let (style, script) = (packed(&[STYLE, more].concat()), packed(SCRIPT));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(csp::policy(&style, &script));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                meta name="generator" content=(concat!("claimdiff ", env!("CARGO_PKG_VERSION")));
                title { (title) " · claimdiff" }
                link rel="icon" href=(ICON);
                style { (PreEscaped(&style)) }
            }
            body {
                (body)
                dialog #reader aria-label="The article's text" {
                    div.bar {
                        button type="button" { "Close" }
                        span { "Esc closes; a marked figure leads back to its fact." }
                    }
                    div.page tabindex="0" {}
                }
                script { (PreEscaped(&script)) }
            }
        }
    };
    page.into_string()
}

/// `source` without indentation, blank lines and the comments that have lines of their own.
fn packed(source: &str) -> String {
    let comment = |line: &&str| line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/");
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !comment(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn facts(view: &View<'_>) -> Markup {
    html! {
        section #facts aria-labelledby="facts-title" {
            h2 #facts-title { "The facts" }
            @if view.facts.is_empty() {
                p.quiet { "No two claims give a figure for the same thing, so there is nothing to compare." }
            } @else {
                (controls::form(view))
                (fact::legend())
                div #cards {
                    @for shown in &view.facts { (fact::card(shown, view)) }
                }
                p #nothing.quiet hidden { "No fact is let through by these filters." }
            }
        }
    }
}
