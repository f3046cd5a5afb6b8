//! The articles' texts with every claim marked, for quotes to lead to, and back.

use maud::{Markup, html};

use super::claims::date;
use super::view::{Source, View};
use crate::article::Article;
use crate::report::link::is_web_address;
use crate::report::visible;

/// All texts, in the order of the input.
pub(super) fn section(view: &View<'_>) -> Markup {
    html! {
        section #articles aria-labelledby="articles-title" {
            h2 #articles-title { "The articles" }
            p.quiet { "Underlined figures lead back to their facts; those with dots below stand alone." }
            @for (index, source) in view.articles.iter().enumerate() { (text(index, source, view)) }
        }
    }
}

/// The texts of all articles but one, for a page on which that one stands by itself.
pub(super) fn sources(view: &View<'_>, but: &str) -> Markup {
    html! {
        section #articles aria-labelledby="articles-title" {
            h2 #articles-title { "The sources" }
            p.quiet { "Underlined figures lead back to the findings that rest on them." }
            @for (index, source) in view.articles.iter().enumerate().filter(|(_, source)| source.summary.id != but) {
                (text(index, source, view))
            }
        }
    }
}

fn text(index: usize, source: &Source<'_>, view: &View<'_>) -> Markup {
    let outlet = &view.outlets[source.outlet];
    let summary = source.summary;
    html! {
        article.text id=(format!("a{index}")) {
            header {
                h3 dir="auto" {
                    b.(outlet.color) aria-hidden="true" { (outlet.letter) } " "
                    @if let Some(title) = &summary.title { (visible::line(title)) } @else { (outlet.name) }
                }
                p.meta {
                    @if summary.title.is_some() { bdi { (outlet.name) } " · " }
                    @if let Some(published) = &summary.published { (date(published)) " · " }
                    @if let Some(url) = summary.url.as_deref() {
                        @if is_web_address(url) {
                            a href=(url) rel="noopener noreferrer nofollow" { (url) }
                        } @else { bdi { (visible::line(url)) } }
                        " · "
                    }
                    @if let Some(original) = &summary.duplicate_of {
                        "a copy of " bdi { (visible::line(original)) } " · "
                    }
                    code { (visible::line(summary.path.as_deref().unwrap_or(&summary.id))) }
                }
            }
            @match source.article {
                Some(article) => div.prose { (marked(article, &source.claims, view)) },
                None => p.quiet { "The text was not at hand." },
            }
        }
    }
}

/// A sentence with claims, and what stands before it.
pub(super) struct Passage<'a> {
    pub before: &'a str,
    /// For each claim what stands before it in the sentence, its text, and which claim it is.
    pub claims: Vec<(&'a str, &'a str, usize)>,
    pub rest: &'a str,
}

/// The body with its claims marked and the sentences around them set off.
fn marked(article: &Article, claims: &[usize], view: &View<'_>) -> Markup {
    let (passages, end) = passages(article, claims, view);
    html! {
        @for passage in &passages {
            (visible::prose(passage.before))
            span {
                @for (before, text, claim) in &passage.claims {
                    (visible::prose(before))
                    (mark(*claim, text, view))
                }
                (visible::prose(passage.rest))
            }
        }
        (visible::prose(end))
    }
}

/// The body in passages, and what is left at its end. Where spans overlap, none of the text is shown twice.
pub(super) fn passages<'a>(
    article: &'a Article,
    claims: &[usize],
    view: &View<'_>,
) -> (Vec<Passage<'a>>, &'a str) {
    let mut claims: Vec<usize> = claims.to_vec();
    claims.sort_by_key(|claim| view.claim(*claim).span);
    let mut at = article.body.start;
    let mut up_to = |end: usize| {
        let text = article.text.get(at..end).unwrap_or_default();
        at = at.max(end);
        text
    };
    let sentence = |claim: &usize| view.claim(*claim).sentence;
    let passages = claims
        .chunk_by(|a, b| sentence(a) == sentence(b))
        .map(|group| {
            let whole = sentence(&group[0]);
            let before = up_to(whole.start);
            let claims = group.iter().map(|claim| {
                let span = view.claim(*claim).span;
                (up_to(span.start), up_to(span.end), *claim)
            });
            Passage { before, claims: claims.collect(), rest: up_to(whole.end) }
        })
        .collect();
    (passages, up_to(article.body.end))
}

/// A figure that leads back to its row, or, where it is in no fact, only shows that it was read.
fn mark(claim: usize, text: &str, view: &View<'_>) -> Markup {
    let text = visible::prose(text);
    html! {
        @if view.is_in_fact(claim) {
            a id=(format!("c{claim}")) href=(format!("#q{claim}")) { (text) }
        } @else {
            span id=(format!("c{claim}")) { (text) }
        }
    }
}
