//! One fact in Markdown: what it is about, its figures, why they are at odds, and the words of the articles.

use super::escape::{escape, linked};
use super::table;
use crate::claim::Claim;
use crate::fact::{Discrepancy, Fact, Hypothesis, Verdict};
use crate::report::range::{Display, allowed};
use crate::report::table::decision::sentence;
use crate::report::table::fact::{Row, certainty, factor, kind, ordered, rows, says, standing};
use crate::report::table::lookup::{self, Lookup, Placed};

/// Pairs that are explained where not all are asked for.
const PAIRS: usize = 3;

/// The section of one fact; `full` adds every quote, every pair and every name.
pub(super) fn section(fact: &Fact, lookup: &Lookup<'_>, full: bool) -> String {
    let rows = rows(fact, lookup);
    let mut badge = standing(fact).to_owned();
    badge[..1].make_ascii_uppercase();
    let mut about = vec![fact.dimension.clone()];
    about.extend(fact.aspect.iter().filter(|aspect| **aspect != fact.dimension).cloned());
    format!(
        "## {badge}: {}\n\n{}, {:.0}% sure that the figures belong together ({}).\n\n{}{}\n{}{}",
        escape(&fact.label),
        escape(&about.join(", ")),
        certainty(fact) * 100.0,
        escape(&fact.id),
        decision(fact),
        figures(&rows, full),
        reasons(fact, full),
        quotes(&rows, full)
    )
}

/// What was decided about it.
fn decision(fact: &Fact) -> String {
    sentence(fact).map(|said| format!("Decision: {}.\n\n", escape(&said))).unwrap_or_default()
}

/// A fact that was decided, in a line.
pub(super) fn folded(fact: &Fact) -> String {
    let said = sentence(fact).unwrap_or_default();
    format!("- {}: {} ({})\n", escape(&fact.label), escape(&said), escape(&fact.id))
}

fn figures(rows: &[Row<'_>], full: bool) -> String {
    let quantities: Vec<_> = rows.iter().filter_map(first).map(|claim| &claim.quantity).collect();
    let display = Display::common(&quantities);
    let cells = rows.iter().map(|row| {
        let speakers = lookup::distinct(row.claims.iter().map(|(claim, _)| says(claim)));
        let allows = first(row).map(|claim| allowed(&claim.quantity, display.as_ref())).unwrap_or_default();
        vec![
            format!("**{}**", escape(&row.figure.text)),
            escape(&outlets(row, full)),
            escape(&lookup::listed(&speakers, "; ", full)),
            escape(&allows),
        ]
    });
    table(&["Figure", "Outlets", "Who says so", "Allows"], cells)
}

fn first<'a>(row: &Row<'a>) -> Option<&'a Claim> {
    row.claims.first().map(|(claim, _)| *claim)
}

/// "Arraed, Reuters, SyriacPress (1 source)".
fn outlets(row: &Row<'_>, full: bool) -> String {
    let names = lookup::listed(&row.outlets, ", ", full);
    match row.figure.origins {
        1 if row.outlets.len() > 1 => format!("{names} (1 source)"),
        origins if origins > 0 && origins < row.outlets.len() => format!("{names} ({origins} sources)"),
        _ => names,
    }
}

/// The pairs of figures that do not agree, each with what could explain it.
fn reasons(fact: &Fact, full: bool) -> String {
    let pairs = ordered(fact);
    let conflicts = pairs.iter().filter(|pair| pair.verdict == Verdict::Conflict).count();
    let worth = if conflicts > 0 { conflicts } else { pairs.len() };
    let shown = if full { pairs.len() } else { worth.min(PAIRS) };
    let mut out: String = pairs[..shown].iter().map(|pair| reason(pair)).collect();
    match worth.saturating_sub(shown) {
        0 => {}
        1 => out.push_str("- … and 1 more pair\n"),
        rest => out.push_str(&format!("- … and {rest} more pairs\n")),
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn reason(pair: &Discrepancy) -> String {
    let mark = if pair.verdict == Verdict::Conflict { "≠" } else { "≈" };
    let mut out = format!("- {mark} {}{}\n", escape(&pair.explanation), escape(&factor(pair)));
    out.extend(pair.hypotheses.iter().map(hypothesis));
    out
}

fn hypothesis(hypothesis: &Hypothesis) -> String {
    let word = if hypothesis.resolves { "explained by" } else { "perhaps" };
    format!("  - {word} {}: {}\n", kind(hypothesis.kind), escape(&hypothesis.explanation))
}

/// The words of the articles: one quote a figure, or all.
fn quotes(rows: &[Row<'_>], full: bool) -> String {
    let kept = if full { usize::MAX } else { 1 };
    rows.iter().flat_map(|row| row.claims.iter().take(kept)).map(quote).collect()
}

pub(super) fn quote(placed: &Placed<'_>) -> String {
    let (claim, article) = placed;
    let published = article.and_then(|article| article.published.as_deref());
    let source = linked(&escape(&lookup::outlet(placed)), article.and_then(|article| article.url.as_deref()));
    let date = published.map(|date| format!(", {}", escape(date))).unwrap_or_default();
    format!("> “{}”\\\n> — {source}{date}, {}\n\n", marked(claim), escape(&lookup::place(placed)))
}

/// The words around a claim, with the figure in bold where the rules for asterisks allow it.
pub(super) fn marked(claim: &Claim) -> String {
    let (context, text) = (claim.context.as_str(), escape(&claim.text));
    let Some(at) = place_in_context(claim).filter(|_| !text.is_empty()) else { return escape(context) };
    let (before, after) = (&context[..at], &context[at + claim.text.len()..]);
    let [left, right] = [before.chars().next_back(), after.chars().next()];
    let apart = |edge: Option<char>| edge.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    if !apart(left) || !apart(right) {
        return escape(context);
    }
    let blank = |edge: Option<char>| if edge.is_some_and(char::is_whitespace) { " " } else { "" };
    format!("{}{}**{text}**{}{}", escape(before), blank(left), blank(right), escape(after))
}

/// The byte of the context where the figure stands, if that is certain.
fn place_in_context(claim: &Claim) -> Option<usize> {
    let (context, text) = (claim.context.as_str(), claim.text.as_str());
    let whole = claim.span.start.checked_sub(claim.sentence.start);
    if let Some(at) = whole.filter(|at| context.get(*at..).is_some_and(|rest| rest.starts_with(text))) {
        return Some(at);
    }
    let mut places = context.match_indices(text).map(|(at, _)| at);
    places.next().filter(|_| places.next().is_none())
}
