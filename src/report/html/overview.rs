//! The top of the page, which must be enough for whoever reads no further: counts, and the sharpest conflicts.

use maud::{Markup, html};

use super::fact::chips;
use super::view::{Shown, Standing, Stated, View, factor};
use crate::article::published;
use crate::fact::Verdict;
use crate::report::table::counted;
use crate::report::visible;

/// Conflicts that the top names.
const SHARPEST: usize = 5;
/// Characters of a figure in a line of the top.
const LONGEST: usize = 60;

/// "4 conflicts in 7 articles".
pub(super) fn headline(view: &View<'_>) -> String {
    let articles = counted(view.articles.len(), "article");
    let open = count(view, Standing::Conflict);
    match (open, count(view, Standing::Explained)) {
        _ if view.facts.is_empty() => format!("Nothing to compare in {articles}"),
        (0, 0) => format!("No conflict in {articles}"),
        (0, explained) => format!("{} in {articles}, explained", counted(explained, "conflict")),
        (open, 0) => format!("{} in {articles}", counted(open, "conflict")),
        (open, explained) => {
            format!("{} in {articles}, {explained} more explained", counted(open, "conflict"))
        }
    }
}

/// How many facts stand like this.
pub(super) fn count(view: &View<'_>, standing: Standing) -> usize {
    view.facts.iter().filter(|shown| shown.standing == standing).count()
}

/// Headline, counts and what they mean.
pub(super) fn top(view: &View<'_>, title: &str) -> Markup {
    let summary = &view.comparison.summary;
    let mut parts = Vec::new();
    if view.named {
        parts.push(counted(view.outlets.len(), "outlet"));
    }
    parts.push(counted(summary.claims, "claim"));
    parts.push(format!("{} that two or more claims give a figure for", counted(summary.facts, "fact")));
    parts.extend(period(view));
    html! {
        header.top {
            p.brand { "claimdiff" }
            h1 { (title) }
            p.lead { (parts.join(" · ")) }
            @if !view.facts.is_empty() {
                ul.counts {
                    @for standing in counted_standings(view) {
                        li.(standing.key()) {
                            b { (count(view, standing)) }
                            span.badge { (standing.word()) }
                            span { (standing.meaning()) }
                        }
                    }
                }
            }
        }
    }
}

/// All of them; that facts can be decided is told where some are.
fn counted_standings(view: &View<'_>) -> impl Iterator<Item = Standing> {
    let decided = count(view, Standing::Decided) > 0;
    Standing::ALL.into_iter().filter(move |standing| decided || *standing != Standing::Decided)
}

/// "published 11 April 2020 to 18 May 2021".
fn period(view: &View<'_>) -> Option<String> {
    let days =
        || view.articles.iter().filter_map(|source| published::day(source.summary.published.as_deref()?));
    let (first, last) = (days().min()?, days().max()?);
    let written = |day: jiff::civil::Date| day.strftime("%-d %B %Y").to_string();
    Some(if first == last {
        format!("published on {}", written(first))
    } else {
        format!("published from {} to {}", written(first), written(last))
    })
}

/// The worst conflicts in a line each.
pub(super) fn sharpest(view: &View<'_>) -> Markup {
    let conflicts: Vec<&Shown<'_>> =
        view.facts.iter().filter(|shown| shown.standing == Standing::Conflict).collect();
    if conflicts.is_empty() {
        return html! {};
    }
    html! {
        section.sharpest aria-labelledby="sharpest-title" {
            h2 #sharpest-title { "The sharpest conflicts" }
            ol {
                @for shown in conflicts.iter().take(SHARPEST) { li { (line(shown, view)) } }
            }
            @if conflicts.len() > SHARPEST {
                p { a href="#facts" { "… and " (conflicts.len() - SHARPEST) " more below" } }
            }
        }
    }
}

fn line(shown: &Shown<'_>, view: &View<'_>) -> Markup {
    let pair = shown.pairs.iter().find(|pair| pair.verdict == Verdict::Conflict);
    let figure = |id: &str| shown.figures.iter().find(|stated| stated.figure.id == id);
    let sides = pair.and_then(|pair| Some((figure(&pair.a)?, figure(&pair.b)?)));
    let apart = pair.and_then(|pair| factor(pair));
    html! {
        a.label href=(format!("#{}", shown.anchor)) { (visible::line(&shown.fact.label)) }
        @if let Some((a, b)) = sides {
            p.versus {
                (side(a, view))
                span.pair { span.sign { "≠" } " " (side(b, view)) }
                @if let Some(apart) = apart { span.apart { (apart) } }
            }
        }
    }
}

fn side(stated: &Stated<'_>, view: &View<'_>) -> Markup {
    let text = visible::line(&stated.figure.text);
    let long = text.chars().count() > LONGEST;
    let text: String = text.chars().take(LONGEST).collect();
    html! {
        span.side {
            bdi.number { (text) @if long { "…" } }
            " " (chips(&stated.outlets, view))
        }
    }
}

/// What the reader has to know of how the page was made.
pub(super) fn foot() -> Markup {
    html! {
        footer {
            p {
                "Made by claimdiff " (env!("CARGO_PKG_VERSION")) " from the articles alone. Verdicts are arithmetic "
                "on the ranges that the wording allows: “40” is 40, “at least 40” is 40 and up, “about 500” is 450 to "
                "550, “$13 billion” is 12.5 to 13.5 billion. Explanations say where to look; none is a finding. "
                "Whether the figures belong together is an estimate: judge it first."
            }
        }
    }
}
