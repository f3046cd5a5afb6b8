//! The claims of a fact: a group of rows for each figure, in each row one article's words.

use maud::{Markup, html};

use super::view::{Shown, Stated, View, says};
use crate::article::Article;
use crate::claim::Claim;
use crate::report::range::allowed;
use crate::report::visible;
use crate::span::Span;

/// Bytes of a sentence that are quoted whole, and on each side of the figure where it is longer.
const WHOLE: usize = 600;
const AROUND: usize = 240;
/// From more claims than these on, where scripts are on, only the first of a figure are shown at once.
const FOLDED_FROM: usize = 14;
const FIRST: usize = 8;
/// Figures whose claims are shown at once.
const FIGURES: usize = 24;
/// Characters of a figure.
const LONGEST: usize = 200;

/// The table of claims.
pub(super) fn table(shown: &Shown<'_>, view: &View<'_>) -> Markup {
    html! {
        table.claims {
            thead {
                tr {
                    th scope="col" { (if view.named { "Outlet" } else { "Article" }) }
                    th scope="col" { "Quote" }
                    th scope="col" { "Who says so" }
                }
            }
            @for (place, stated) in shown.figures.iter().enumerate() {
                (group(shown, stated, view, place >= FIGURES))
            }
        }
    }
}

/// The rows of one figure under a row that names it. `data-count` says how many claims are folded where scripts are
/// on: all of a figure that comes late, else those beyond the first ones.
fn group(shown: &Shown<'_>, stated: &Stated<'_>, view: &View<'_>, late: bool) -> Markup {
    let range = stated.quantity.map(|quantity| allowed(quantity, shown.display.as_ref()));
    let all = late || stated.claims.len() <= FOLDED_FROM;
    let few = if all { stated.claims.len() } else { FIRST };
    let (first, rest) = stated.claims.split_at(few);
    html! {
        tbody data-count=[late.then_some(few)] {
            tr.figure {
                th scope="rowgroup" colspan="3" {
                    bdi { (cut(&stated.figure.text)) }
                    span.range {
                        @if let Some(range) = range { @if !range.starts_with('=') { "allows " } (range) " · " }
                        (backing(stated, view))
                    }
                    @if shown.stands_alone(stated) { span.alone { "stands alone" } }
                }
            }
            @for claim in first { (row(*claim, true, view)) }
        }
        @if !rest.is_empty() {
            tbody data-count=(rest.len()) { @for claim in rest { (row(*claim, true, view)) } }
        }
    }
}

/// "3 outlets, 1 source".
fn backing(stated: &Stated<'_>, view: &View<'_>) -> String {
    let (outlets, origins) = (stated.outlets.len(), stated.figure.origins);
    let noun = if view.named { "outlet" } else { "article" };
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let mut text = format!("{outlets} {noun}{}", plural(outlets));
    if origins > 0 && origins < outlets {
        text = format!("{text} ({origins} source{})", plural(origins));
    }
    text
}

/// The row of a claim; it is where the text of its article leads back to if `anchored`, which one row of a page is.
pub(super) fn row(index: usize, anchored: bool, view: &View<'_>) -> Markup {
    let claim = view.claim(index);
    let outlet = view.outlet_of(index);
    let source = view.source_of(index);
    html! {
        tr id=[anchored.then(|| format!("q{index}"))] {
            td {
                b.(outlet.color) { (outlet.letter) }
                div { bdi { (outlet.name) } @if let Some(published) = view.published(index) { time { (date(published)) } } }
            }
            td dir="auto" {
                @if let Some(article) = source.and_then(|source| source.article) {
                    a href=(format!("#c{index}")) { (quote(claim, article)) }
                } @else {
                    (context(claim))
                }
            }
            td { (says(claim)) }
        }
    }
}

/// The day of a date of publication; what is none stands as given.
pub(super) fn date(published: &str) -> String {
    match crate::article::published::day(published) {
        Some(day) => day.strftime("%-d %b %Y").to_string(),
        None => visible::line(published).chars().take(40).collect(),
    }
}

/// The sentence with its figure marked; of a very long one the words around the figure.
pub(super) fn quote(claim: &Claim, article: &Article) -> Markup {
    let text = article.text.as_str();
    let (mut start, mut end) = (claim.sentence.start, claim.sentence.end);
    if claim.sentence.len() > WHOLE {
        start = word_start(text, start, claim.span.start);
        end = word_end(text, claim.span.end, end);
    }
    let before = Span { start, end: claim.span.start }.of(text);
    let after = Span { start: claim.span.end, end }.of(text);
    html! {
        @if start > claim.sentence.start { "… " }
        (inline(before)) mark { (cut(&claim.text)) } (inline(after))
        @if end < claim.sentence.end { " …" }
    }
}

/// The context of a claim whose article is not at hand.
fn context(claim: &Claim) -> Markup {
    match claim.context.split_once(claim.text.as_str()) {
        Some((before, after)) => html! { (inline(before)) mark { (cut(&claim.text)) } (inline(after)) },
        None => html! { (inline(&claim.context)) },
    }
}

/// The first word within [`AROUND`] bytes before `at`.
fn word_start(text: &str, least: usize, at: usize) -> usize {
    let from = boundary(text, at.saturating_sub(AROUND)).max(least);
    let blank = text.get(from..at).and_then(|near| near.find(' '));
    if from == least { least } else { blank.map_or(from, |blank| from + blank + 1) }
}

/// The end of the last word within [`AROUND`] bytes after `at`.
fn word_end(text: &str, at: usize, most: usize) -> usize {
    let to = boundary(text, at + AROUND).min(most);
    let blank = text.get(at..to).and_then(|near| near.rfind(' '));
    if to == most { most } else { blank.map_or(to, |blank| at + blank) }
}

/// The last place up to `at` that is not inside of a character.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

/// Text in a line: a break is a blank, what is hostile is visible.
fn inline(text: &str) -> String {
    visible::prose(text).replace(['\n', '\t'], " ")
}

/// A figure on one line, and not without end.
fn cut(figure: &str) -> String {
    let text = visible::line(figure);
    if text.chars().count() <= LONGEST {
        return text.into_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract;

    fn quoted(text: &str) -> String {
        let article = Article::new("a", text);
        let mut claim = extract(&article).into_iter().next().expect("a claim");
        if text.len() > WHOLE {
            claim.sentence = article.body;
        }
        quote(&claim, &article).into_string()
    }

    #[test]
    fn a_sentence_is_quoted_whole() {
        assert_eq!(
            quoted("It was dark. At least 40 people\nwere killed."),
            "<mark>At least 40 people</mark> were killed."
        );
    }

    #[test]
    fn a_very_long_sentence_is_cut_at_words() {
        let filler = "among the ruins of the old town ".repeat(100);
        let quote = quoted(&format!("Rescuers {filler} found 40 people dead {filler} today."));
        assert!(quote.len() < 700, "{quote}");
        assert!(quote.starts_with("… ") && quote.ends_with(" …"), "{quote}");
        assert!(quote.contains("<mark>40 people</mark>"), "{quote}");
        let words: Vec<&str> =
            "among the ruins of old town found dead … <mark>40 people</mark>".split(' ').collect();
        assert!(quote.split_whitespace().all(|word| words.contains(&word)), "{quote}");
    }
}
