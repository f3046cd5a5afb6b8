//! Two versions of an article in Markdown: the figures that differ, each with its sentences before and after.

use super::escape::escape;
use super::{sentence, table};
use crate::article::ArticleSummary;
use crate::claim::Claim;
use crate::differ::{Change, ChangeKind, Diff, Versions};
use crate::report::table::diff::{headline, kind, named, parts, summary, unpaired};
use crate::report::table::lookup;

/// The report.
pub(in crate::report) fn diff(diff: &Diff) -> String {
    let mut out = format!("# What changed in the figures\n\n{}\n\n", escape(&summary(diff)));
    for versions in diff.articles.iter().filter(|versions| !versions.changes.is_empty()) {
        out.push_str(&section(versions));
    }
    if let Some(note) = unpaired(diff, true) {
        out.push_str(&format!("{}\n\n", escape(&note)));
    }
    let generator = &diff.generator;
    out.push_str(&format!("Made by {} {}.\n", escape(&generator.name), escape(&generator.version)));
    out
}

fn section(versions: &Versions) -> String {
    let cell = |claim: &Option<Claim>| match claim {
        Some(claim) => format!("**{}**", escape(&claim.text)),
        None => "—".into(),
    };
    let rows = versions.changes.iter().map(|change| {
        let what = match change.kind {
            ChangeKind::Changed => format!("{}: {}", parts(change), change.explanation),
            kind_of => kind(kind_of).into(),
        };
        let what = if change.noted { format!("{what} (a correction note says so)") } else { what };
        vec![cell(&change.old), cell(&change.new), escape(&what)]
    });
    let headline = headline(versions).map(|headline| escape(&headline) + ".\n\n").unwrap_or_default();
    let mut out = format!(
        "## {} → {}\n\n{headline}{}\n",
        escape(&named(&versions.old)),
        escape(&named(&versions.new)),
        table(&["Old", "New", "Change"], rows)
    );
    out.extend(versions.changes.iter().map(|change| quotes(change, versions)));
    out
}

fn quotes(change: &Change, versions: &Versions) -> String {
    let quote = |word: &str, claim: &Claim, article: &ArticleSummary| {
        let place = lookup::place(&(claim, Some(article)));
        format!("> {word}: “{}”\\\n> — {}\n", sentence(claim), escape(&place))
    };
    let old = change.old.as_ref().map(|claim| quote("Old", claim, &versions.old));
    let new = change.new.as_ref().map(|claim| quote("New", claim, &versions.new));
    let both: Vec<String> = [old, new].into_iter().flatten().collect();
    format!("{}\n", both.join(">\n"))
}
