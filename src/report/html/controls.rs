//! Filters, sorting and the switch between light and dark; they need the script, which takes `hidden` away.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::overview::count;
use super::view::{Standing, View};
use crate::report::visible;

/// One entry of a list.
struct Choice {
    /// What stands in links to a view.
    value: String,
    words: String,
    /// What `data-outlets` of the cards calls it.
    number: Option<usize>,
}

/// The names of `key` attributes here are those in links to a view: `#verdict=conflict&sort=apart`.
pub(super) fn form(view: &View<'_>) -> Markup {
    let dimensions: BTreeSet<&str> = view.facts.iter().map(|shown| shown.fact.dimension.as_str()).collect();
    let aspects: BTreeSet<&str> =
        view.facts.iter().filter_map(|shown| shown.fact.aspect.as_deref()).collect();
    let named = |names: BTreeSet<&str>| -> Vec<Choice> {
        let choice = |name: &str| {
            let value = visible::line(name);
            Choice { words: value.replace('_', " "), value: value.into_owned(), number: None }
        };
        names.into_iter().map(choice).collect()
    };
    let mut speaking = vec![false; view.outlets.len()];
    for outlet in view.facts.iter().flat_map(|shown| &shown.outlets) {
        speaking[*outlet] = true;
    }
    let outlets: Vec<Choice> = view
        .outlets
        .iter()
        .enumerate()
        .filter(|(number, _)| speaking[*number])
        .map(|(number, outlet)| Choice {
            value: outlet.name.clone(),
            words: format!("{} · {}", outlet.letter, outlet.name),
            number: Some(number),
        })
        .collect();
    html! {
        div #controls role="search" aria-label="Filter and sort the facts" hidden {
            label.search { span { "Search" } input #q type="search" autocomplete="off" spellcheck="false"; }
            fieldset #verdict {
                legend { "Verdict" }
                @for standing in Standing::ALL {
                    @let found = count(view, standing);
                    @if found > 0 {
                        label.(standing.key()) {
                            input type="checkbox" value=(standing.key()) checked;
                            (standing.word()) " " span.quiet { (found) }
                        }
                    }
                }
            }
            (choice("dimension", "Kind", "all kinds", &named(dimensions)))
            (choice("aspect", "Aspect", "all aspects", &named(aspects)))
            (choice("outlet", if view.named { "Outlet" } else { "Article" }, "all", &outlets))
            label { span { "Sort by" } select #sort {
                option value="" { "severity" }
                option value="apart" { "distance apart" }
                option value="outlets" { "number of outlets" }
                option value="latest" { "newest report" }
                option value="name" { "name" }
            } }
            label { span { "Colours" } select #theme {
                option value="" { "as the system" }
                option value="light" { "light" }
                option value="dark" { "dark" }
            } }
            div.tail {
                output #shown aria-live="polite" {}
                button #reset type="button" { "Show all" }
            }
        }
    }
}

/// A list to choose from, unless there is nothing to choose.
fn choice(key: &str, name: &str, all: &str, options: &[Choice]) -> Markup {
    html! {
        @if options.len() > 1 {
            label { span { (name) } select id=(key) {
                option value="" { (all) }
                @for option in options {
                    option value=(option.value) data-number=[option.number] { (option.words) }
                }
            } }
        }
    }
}
