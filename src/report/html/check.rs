//! The page of a check: the draft with its figures marked, what the sources say of each, and the sources' own words.

use maud::{Markup, html};
use rustc_hash::{FxHashMap, FxHashSet};

use super::articles::{self, Passage};
use super::claims::{quote, row};
use super::view::{Source, View};
use crate::article::Article;
use crate::checker::{Check, Finding, Status};
use crate::comparison::{Comparison, Generator, SCHEMA_VERSION, Summary};
use crate::report::table::check::{is_worth_a_look, summary, word};
use crate::report::table::counted;
use crate::report::visible;

/// Sources of one side of a finding that are quoted.
const QUOTED: usize = 24;

/// The page for `check`; `articles` are the draft and its sources, for their texts.
pub fn page(check: &Check, articles: &[Article]) -> String {
    let comparison = cited(check);
    let mut view = View::new(&comparison, articles);
    let index: FxHashMap<&str, usize> =
        comparison.claims.iter().enumerate().map(|(i, claim)| (claim.id.as_str(), i)).collect();
    let mut findings: Vec<Shown<'_>> = check
        .findings
        .iter()
        .enumerate()
        .filter_map(|(number, finding)| Shown::new(number, finding, &index))
        .collect();
    let mut rows = FxHashSet::default();
    for shown in &mut findings {
        shown.anchored.extend(shown.sides.iter().flat_map(|side| &side.claims).filter(|c| rows.insert(**c)));
    }
    rows.into_iter().for_each(|claim| view.cite(claim));
    let draft = view.articles.iter().find(|source| source.summary.id == check.draft);
    let title = headline(check);
    super::document(
        &title,
        include_str!("check.css"),
        html! {
            a.skip href="#findings" { "Skip to the findings" }
            (top(check, draft, &title))
            main {
                @if let Some(draft) = draft { (text(draft, &findings, &view)) }
                section #findings aria-labelledby="findings-title" {
                    h2 #findings-title { "To look at" }
                    @if !findings.iter().any(|shown| is_worth_a_look(shown.finding)) {
                        p.quiet { "The sources say nothing against the draft." }
                    }
                    @for shown in findings.iter().filter(|shown| is_worth_a_look(shown.finding)) { (card(shown, &view)) }
                }
                @if findings.iter().any(|shown| !is_worth_a_look(shown.finding)) {
                    section #supported aria-labelledby="supported-title" {
                        h2 #supported-title { "Supported" }
                        @for shown in findings.iter().filter(|shown| !is_worth_a_look(shown.finding)) {
                            (card(shown, &view))
                        }
                    }
                }
                (articles::sources(&view, &check.draft))
            }
            (super::overview::foot())
        },
    )
}

/// The draft and the sources that a finding names, with their claims, as the rest of the page knows them.
fn cited(check: &Check) -> Comparison {
    let ids: FxHashSet<&str> = check
        .findings
        .iter()
        .flat_map(|finding| [&finding.supported_by, &finding.contradicted_by, &finding.told])
        .flatten()
        .map(String::as_str)
        .collect();
    let articles: FxHashSet<&str> = check
        .claims
        .iter()
        .filter(|claim| ids.contains(claim.id.as_str()))
        .map(|claim| claim.article.as_str())
        .chain([check.draft.as_str()])
        .collect();
    Comparison {
        schema_version: SCHEMA_VERSION,
        generator: Generator::default(),
        articles: check.articles.iter().filter(|a| articles.contains(a.id.as_str())).cloned().collect(),
        claims: check.claims.iter().filter(|c| articles.contains(c.article.as_str())).cloned().collect(),
        facts: Vec::new(),
        summary: Summary::default(),
    }
}

/// A finding with its claims by index.
struct Shown<'a> {
    finding: &'a Finding,
    /// The id of its card.
    anchor: String,
    /// The claim of the draft.
    claim: usize,
    sides: Vec<Side>,
    /// Claims of sources whose rows here are where the sources' texts lead back to.
    anchored: FxHashSet<usize>,
}

/// The claims of sources that say one thing of the figure.
struct Side {
    words: &'static str,
    claims: Vec<usize>,
}

impl<'a> Shown<'a> {
    fn new(number: usize, finding: &'a Finding, index: &FxHashMap<&str, usize>) -> Option<Self> {
        let side = |words, ids: &[String]| Side {
            words,
            claims: ids.iter().filter_map(|id| index.get(id.as_str()).copied()).collect(),
        };
        let sides = [
            side("Otherwise", &finding.contradicted_by),
            side("Otherwise, as the draft says elsewhere", &finding.told),
            side("The same, or a figure that can be right with it", &finding.supported_by),
        ];
        Some(Shown {
            finding,
            anchor: format!("f{number}"),
            claim: *index.get(finding.claim.as_str())?,
            sides: sides.into_iter().filter(|side| !side.claims.is_empty()).collect(),
            anchored: FxHashSet::default(),
        })
    }
}

/// The class that gives a finding its colour.
fn tone(finding: &Finding) -> &'static str {
    match finding.status {
        Status::Contradicted => "conflict",
        Status::Outdated => "explained",
        Status::Unsupported => "unsupported",
        _ if finding.is_disputed() => "explained",
        Status::Supported => "agree",
        Status::SupportedWithinRounding => "compatible",
    }
}

/// "6 of 20 figures need a look".
fn headline(check: &Check) -> String {
    let look = check.findings.iter().filter(|finding| is_worth_a_look(finding)).count();
    match (look, check.findings.len()) {
        (_, 0) => "The draft has no figures".into(),
        (0, all) => format!("All {} are supported", counted(all, "figure")),
        (look, all) => {
            format!(
                "{look} of {} {} a look",
                counted(all, "figure"),
                if look == 1 { "needs" } else { "need" }
            )
        }
    }
}

fn top(check: &Check, draft: Option<&Source<'_>>, title: &str) -> Markup {
    let sources = check.articles.len().saturating_sub(1);
    let name = draft.map(|draft| draft.summary.title.as_ref().unwrap_or(&draft.summary.id));
    html! {
        header.top {
            p.brand { "claimdiff check" }
            h1 { (title) }
            p.lead {
                @if let Some(name) = name { "“" bdi { (visible::line(name)) } "” against " }
                (counted(sources, "source")) " · " (summary(check).replace('\u{a0}', " "))
            }
        }
    }
}

/// The draft with its figures marked, each leading to what the sources say of it.
fn text(draft: &Source<'_>, findings: &[Shown<'_>], view: &View<'_>) -> Markup {
    let by_claim: FxHashMap<usize, &Shown<'_>> = findings.iter().map(|shown| (shown.claim, shown)).collect();
    html! {
        section #draft aria-labelledby="draft-title" {
            h2 #draft-title { "The draft" }
            p.quiet { "Marked figures lead to what the sources say of them." }
            @match draft.article {
                None => p.quiet { "The text was not at hand." },
                Some(article) => div.prose {
                    @let (passages, end) = articles::passages(article, &draft.claims, view);
                    @for passage in &passages { (sentence(passage, &by_claim)) }
                    (visible::prose(end))
                },
            }
        }
    }
}

fn sentence(passage: &Passage<'_>, findings: &FxHashMap<usize, &Shown<'_>>) -> Markup {
    html! {
        (visible::prose(passage.before))
        @for (before, figure, claim) in &passage.claims {
            (visible::prose(before))
            @match findings.get(claim) {
                None => (visible::prose(figure)),
                Some(shown) => {
                    a.(tone(shown.finding)) id=(format!("d{claim}")) href=(format!("#{}", shown.anchor)) {
                        (visible::prose(figure))
                        @if is_worth_a_look(shown.finding) { " " span.finding { (word(shown.finding)) } }
                    }
                }
            }
        }
        (visible::prose(passage.rest))
    }
}

fn card(shown: &Shown<'_>, view: &View<'_>) -> Markup {
    let finding = shown.finding;
    let claim = view.claim(shown.claim);
    let source = view.source_of(shown.claim).and_then(|source| source.article);
    html! {
        article.fact.(tone(finding)) id=(shown.anchor) {
            header {
                p.badge { (word(finding)) }
                h3 { a href=(format!("#d{}", shown.claim)) { bdi { (visible::line(&claim.text)) } } }
                p.meta { "line " (claim.line) ", column " (claim.column) }
            }
            @if let Some(article) = source { p.own dir="auto" { (quote(claim, article)) } }
            @if !finding.explanation.is_empty() { p.reasons { bdi { (visible::line(&finding.explanation)) } } }
            @if shown.sides.is_empty() { p.quiet { "No source has a figure for it." } } @else { (table(shown, view)) }
        }
    }
}

fn table(shown: &Shown<'_>, view: &View<'_>) -> Markup {
    html! {
        table.claims {
            thead {
                tr {
                    th scope="col" { (if view.named { "Outlet" } else { "Article" }) }
                    th scope="col" { "Quote" }
                    th scope="col" { "Who says so" }
                }
            }
            @for side in &shown.sides {
                tbody {
                    tr.figure { th scope="rowgroup" colspan="3" { (side.words) } }
                    @for claim in side.claims.iter().take(QUOTED) {
                        (row(*claim, shown.anchored.contains(claim), view))
                    }
                }
            }
        }
        @if let Some(rest) = shown.sides.iter().map(|s| s.claims.len().saturating_sub(QUOTED)).max().filter(|n| *n > 0) {
            p.quiet { "The JSON output names " (rest) " more." }
        }
    }
}
