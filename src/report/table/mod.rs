//! Tables for the terminal: the discrepancy table, what is in no fact, and the claims of an extraction.

pub(super) mod check;
pub(in crate::report) mod decision;
pub(super) mod diff;
mod evidence;
mod extraction;
pub(super) mod fact;
pub(super) mod lookup;
pub(super) mod timeline;
pub(super) mod unmatched;

pub use check::{annotated, check};
pub use diff::{diff, lines as diff_lines};
pub use evidence::explanation;
pub use extraction::extraction;
use lookup::Lookup;
use rayon::prelude::*;
use rustc_hash::FxHashSet;
pub use timeline::timeline;

use super::TableOptions;
use super::filter::{Filter, Show, rank};
use super::layout::{TIE, hanging};
use super::style::{Style, paint};
use crate::claim::Claim;
use crate::comparison::{Comparison, Summary};
use crate::fact::{Fact, Verdict};

/// The discrepancy table: one block a fact, the worst first, and a summary.
pub fn comparison(comparison: &Comparison, options: &TableOptions) -> String {
    let lookup = Lookup::new(&comparison.articles, &comparison.claims);
    let mut out = String::new();
    if options.filter.show == Show::Unmatched {
        out.push_str(&unmatched::sections(comparison, &lookup, options));
    } else {
        let admitted = admitted(comparison, &lookup, &options.filter);
        let shown: Vec<&Fact> =
            admitted.iter().copied().filter(|fact| options.filter.shows(fact.verdict)).collect();
        let (decided, open): (Vec<&Fact>, Vec<&Fact>) = shown.iter().partition(|fact| fact.is_decided());
        // An archive has tens of thousands of blocks.
        let blocks: Vec<String> =
            open.par_iter().map(|fact| fact::block(fact, &lookup, options) + "\n").collect();
        out.extend(blocks);
        for fact in &decided {
            match options.full {
                true => out.push_str(&fact::block(fact, &lookup, options)),
                false => out.push_str(&decision::folded(fact, options)),
            }
            out.push('\n');
        }
        out.push_str(&hanging("", 0, &summary(&comparison.summary), options.width));
        for note in hidden(comparison, &admitted, options) {
            out.push_str(&paint_lines(&hanging("", 0, &note, options.width), options.color));
        }
    }
    out
}

/// The facts that the filter lets through, whatever their verdict, in the order in which they are shown.
pub(super) fn admitted<'a>(
    comparison: &'a Comparison,
    lookup: &Lookup<'a>,
    filter: &Filter,
) -> Vec<&'a Fact> {
    let admits = |fact: &&Fact| filter.admits_fact(fact, &lookup.of_fact(fact));
    let mut facts: Vec<&Fact> = comparison.facts.par_iter().filter(admits).collect();
    facts.sort_by_key(|fact| rank(fact));
    facts
}

/// The claims in no fact that the filter lets through.
pub(super) fn alone<'a>(comparison: &'a Comparison, lookup: &Lookup<'a>, filter: &Filter) -> Vec<&'a Claim> {
    let figures = comparison.facts.iter().flat_map(|fact| &fact.figures);
    let matched: FxHashSet<&str> =
        figures.flat_map(|figure| figure.claims.iter().map(String::as_str)).collect();
    let admitted = |claim: &&Claim| filter.admits_claim(claim, lookup.article(&claim.article));
    comparison.claims.iter().filter(|claim| !matched.contains(claim.id.as_str())).filter(admitted).collect()
}

/// "7 articles, 96 claims, 21 facts: 9 in conflict (3 explained), 5 compatible, 7 in agreement."
pub(super) fn summary(summary: &Summary) -> String {
    let head = format!(
        "{}, {}, {}",
        counted(summary.articles, "article"),
        counted(summary.claims, "claim"),
        counted(summary.facts, "fact")
    );
    if summary.facts == 0 {
        return format!("{head}: no two claims give a figure for the same thing.");
    }
    let of_these: Vec<String> = [(summary.resolved, "explained"), (summary.decided, "decided")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count}{TIE}{word}"))
        .collect();
    let explained = if of_these.is_empty() { String::new() } else { format!(" ({})", of_these.join(", ")) };
    format!(
        "{head}: {}{TIE}in{TIE}conflict{explained}, {}{TIE}compatible, {}{TIE}in{TIE}agreement.",
        summary.conflicts, summary.compatible, summary.agreements
    )
}

/// What the table leaves out, and the option that shows it.
fn hidden(comparison: &Comparison, admitted: &[&Fact], options: &TableOptions) -> Vec<String> {
    let mut left_out = Vec::new();
    let mut missing = |verdict: Verdict, words: &str, option: &str| {
        let count = admitted.iter().filter(|fact| fact.verdict == verdict).count();
        if count > 0 && !options.filter.shows(verdict) {
            left_out.push(format!("{} {words} ({option})", counted(count, "fact")));
        }
    };
    missing(Verdict::Compatible, "that can both be right", "--show\u{a0}differences");
    missing(Verdict::Agree, "in agreement", "--show\u{a0}all");
    if options.filter.narrows() {
        let count = comparison.facts.len() - admitted.len();
        if count > 0 {
            left_out.push(format!("{} by your filters", counted(count, "fact")));
        }
    }
    let matched: usize =
        comparison.facts.iter().flat_map(|fact| &fact.figures).map(|figure| figure.claims.len()).sum();
    let alone = comparison.claims.len().saturating_sub(matched);
    if alone > 0 {
        left_out.push(format!(
            "{} that {} alone (--show{TIE}unmatched)",
            counted(alone, "claim"),
            stand(alone)
        ));
    }
    if left_out.is_empty() { Vec::new() } else { vec![format!("Not shown: {}.", left_out.join(", "))] }
}

fn stand(count: usize) -> &'static str {
    if count == 1 { "stands" } else { "stand" }
}

/// "1 article", "7 articles".
pub(super) fn counted(count: usize, noun: &str) -> String {
    let number = super::range::number(count.into());
    format!("{number}{TIE}{noun}{}", if count == 1 { "" } else { "s" })
}

fn paint_lines(text: &str, color: bool) -> String {
    text.lines().map(|line| paint(line, Style::Quiet, color) + "\n").collect()
}
