//! What is in no fact, so that silence can be trusted: figures that stand alone and why, articles without figures.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lookup::{self, Lookup};
use super::{counted, paint_lines, summary};
use crate::article::ArticleSummary;
use crate::claim::{Claim, Modality};
use crate::comparison::Comparison;
use crate::report::layout::{hanging, table};
use crate::report::range::reading;
use crate::report::style::{Style, paint};
use crate::report::{TableOptions, visible};

/// One section an article, then the articles without figures and the copies, then the summary.
pub(super) fn sections(comparison: &Comparison, lookup: &Lookup<'_>, options: &TableOptions) -> String {
    let mut alone: FxHashMap<&str, Vec<&Claim>> = FxHashMap::default();
    for claim in super::alone(comparison, lookup, &options.filter) {
        alone.entry(&claim.article).or_default().push(claim);
    }
    let count: usize = alone.values().map(Vec::len).sum();
    let mut out = String::new();
    for article in &comparison.articles {
        if let Some(claims) = alone.get(article.id.as_str()) {
            out.push_str(&heading(article, options));
            out.push_str(&rows(claims, options));
            out.push('\n');
        }
    }
    out.push_str(&remarks(comparison, options));
    out.push_str(&hanging("", 0, &summary(&comparison.summary), options.width));
    let total = comparison.claims.len();
    let share = format!(
        "{count} of {} in no fact{}. Where there is no note, nothing else gives a figure for the same thing.",
        counted(total, "claim"),
        narrowed(options)
    );
    if total > 0 {
        out.push_str(&paint_lines(&hanging("", 0, &share, options.width), options.color));
    }
    out
}

fn narrowed(options: &TableOptions) -> &'static str {
    if options.filter.narrows() { " and let through by your filters" } else { "" }
}

/// "Arraed: A headline, 2020-04-11" over the place of the file.
pub(super) fn heading(article: &ArticleSummary, options: &TableOptions) -> String {
    let name = article.outlet.as_deref().unwrap_or(&article.id);
    let mut text = visible::line(name).into_owned();
    if let Some(title) = &article.title {
        text = format!("{text}: {}", visible::line(title));
    }
    if let Some(published) = &article.published {
        text = format!("{text}, {}", visible::line(published));
    }
    let mut out: String = hanging("", 0, &text, options.width)
        .lines()
        .map(|line| paint(line, Style::Heading, options.color) + "\n")
        .collect();
    if let Some(path) = &article.path {
        out.push_str(&paint_lines(&format!("  {}\n", visible::line(path)), options.color));
    }
    out
}

/// One row a claim; the column of notes is there only when there is one.
fn rows(claims: &[&Claim], options: &TableOptions) -> String {
    let noted = claims.iter().any(|claim| note(claim).is_some());
    let header = ["Place", "Figure", "Allows", "About", "Note"];
    let columns = if noted { header.len() } else { header.len() - 1 };
    let cells: Vec<Vec<String>> = claims
        .iter()
        .map(|claim| {
            let mut row = vec![
                format!("{}:{}", claim.line, claim.column),
                visible::line(&claim.text).into_owned(),
                reading(&claim.quantity),
                visible::line(&claim.subject).into_owned(),
                note(claim).unwrap_or_default().into(),
            ];
            row.truncate(columns);
            row
        })
        .collect();
    table(&header[..columns], &cells, options.width, options.color)
}

/// Why a claim was not compared, where the reason is not simply that nothing else speaks of the same thing.
pub(in crate::report) fn note(claim: &Claim) -> Option<&'static str> {
    match claim.modality {
        Modality::Denied => Some("denied, so not compared"),
        Modality::Conditional => Some("holds under a condition"),
        Modality::Planned => Some("planned; nothing to set against it"),
        Modality::Asserted | Modality::Hedged => None,
    }
}

/// Articles without figures, and copies of others.
fn remarks(comparison: &Comparison, options: &TableOptions) -> String {
    let with_figures: FxHashSet<&str> =
        comparison.claims.iter().map(|claim| claim.article.as_str()).collect();
    let articles = || comparison.articles.iter().filter(|article| options.filter.admits_outlet([*article]));
    let name =
        |article: &ArticleSummary| visible::line(article.path.as_deref().unwrap_or(&article.id)).into_owned();
    let silent = lookup::distinct(articles().filter(|a| !with_figures.contains(a.id.as_str())).map(name));
    let copies: Vec<String> = articles()
        .filter_map(|article| {
            Some(format!("{} of {}", name(article), visible::line(article.duplicate_of.as_deref()?)))
        })
        .collect();
    let mut out = String::new();
    for (lead, names) in [("Without figures: ", silent), ("Copies: ", copies)] {
        if !names.is_empty() {
            out.push_str(&hanging(lead, 2, &format!("{}.", names.join(", ")), options.width));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}
