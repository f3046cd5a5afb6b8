//! Markdown (GitHub Flavored) for a CMS, an issue or a mail: each fact with its figures, reasons and quotes, for a
//! reader who never heard of claimdiff.

mod check;
mod diff;
mod escape;
mod fact;
mod timeline;

pub(super) use check::check;
pub(super) use diff::diff;
use escape::escape;
use fact::marked as sentence;
pub(super) use timeline::timeline;

use super::filter::{Filter, Show};
use super::range::reading;
use super::table::lookup::{self, Lookup, Placed};
use super::table::{admitted, alone, counted, summary, unmatched};
use crate::comparison::Comparison;
use crate::fact::{Fact, Verdict};

/// What the report begins with, for one who reads only this.
const LEGEND: &str = "Figures of one *fact* are about the same thing. “Allows” is the range that the wording of a \
                      figure allows. *Conflict*: two of these ranges do not meet, so that both figures cannot be \
                      right. *Explained*: a calculation from the articles’ own figures resolves the conflict. \
                      *Compatible*: the figures differ, but can both be right. Verdicts come from arithmetic; which \
                      figure is right is for people to find out.";

/// The report; `full` adds every quote, every pair and every name.
pub(super) fn comparison(comparison: &Comparison, filter: &Filter, full: bool) -> String {
    let lookup = Lookup::new(&comparison.articles, &comparison.claims);
    let articles = counted(comparison.summary.articles, "article");
    let mut out =
        format!("# Figures of {}\n\n{}\n\n", escape(&articles), escape(&summary(&comparison.summary)));
    if filter.show == Show::Unmatched {
        out.push_str(&standing_alone(comparison, &lookup, filter));
    } else {
        let admitted = admitted(comparison, &lookup, filter);
        let shown: Vec<&Fact> = admitted.iter().copied().filter(|fact| filter.shows(fact.verdict)).collect();
        let (decided, open): (Vec<&Fact>, Vec<&Fact>) =
            shown.iter().partition(|fact| fact.is_decided() && !full);
        for fact in &open {
            out.push_str(&fact::section(fact, &lookup, full));
        }
        if !decided.is_empty() {
            let lines: String = decided.iter().map(|fact| fact::folded(fact)).collect();
            out.push_str(&format!("## Decided\n\n{lines}\n"));
        }
        out.push_str(&left_out(comparison, &admitted, shown.len(), filter));
        if !shown.is_empty() {
            out.push_str(&format!("{LEGEND}\n\n"));
        }
    }
    let generator = &comparison.generator;
    out.push_str(&format!("Made by {} {}.\n", escape(&generator.name), escape(&generator.version)));
    out
}

/// What the report does not show, so that silence can be trusted.
fn left_out(comparison: &Comparison, admitted: &[&Fact], shown: usize, filter: &Filter) -> String {
    let mut parts = Vec::new();
    for (verdict, words) in
        [(Verdict::Compatible, "that can both be right"), (Verdict::Agree, "in agreement")]
    {
        let count = admitted.iter().filter(|fact| fact.verdict == verdict).count();
        if count > 0 && !filter.shows(verdict) {
            parts.push(format!("{} {words}", counted(count, "fact")));
        }
    }
    if filter.show == Show::Conflicts && shown == 0 && admitted.is_empty() && comparison.facts.is_empty() {
        return String::new();
    }
    let filtered = comparison.facts.len() - admitted.len();
    if filtered > 0 {
        parts.push(format!("{} about something else", counted(filtered, "fact")));
    }
    let alone = alone(comparison, &Lookup::new(&comparison.articles, &comparison.claims), &Filter::default());
    if !alone.is_empty() {
        parts.push(format!("{} without another to set against", counted(alone.len(), "claim")));
    }
    if parts.is_empty() { String::new() } else { format!("Not shown: {}.\n\n", escape(&parts.join(", "))) }
}

/// The claims that are in no fact, each with the reason if there is a special one.
fn standing_alone(comparison: &Comparison, lookup: &Lookup<'_>, filter: &Filter) -> String {
    let rows = alone(comparison, lookup, filter).into_iter().map(|claim| {
        let placed: Placed<'_> = (claim, lookup.article(&claim.article));
        vec![
            lookup::outlet(&placed),
            claim.text.clone(),
            reading(&claim.quantity),
            claim.subject.clone(),
            unmatched::note(claim).unwrap_or_default().to_owned(),
            lookup::place(&placed),
        ]
    });
    let header = ["Outlet", "Figure", "Allows", "About", "Note", "Place"];
    format!("## Figures that stand alone\n\n{}\n", table(&header, rows.map(|row| escaped(&row))))
}

fn escaped(cells: &[String]) -> Vec<String> {
    cells.iter().map(|cell| escape(cell)).collect()
}

/// A table of cells that are Markdown already.
fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut out = format!("| {} |\n|{}\n", header.join(" | "), " --- |".repeat(header.len()));
    out.extend(rows.map(|cells| line(&cells)));
    out
}
