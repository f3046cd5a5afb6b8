//! Two versions of an article: a table of the figures that differ, their sentences before and after, or a line each.

use super::counted;
use super::lookup;
use crate::article::ArticleSummary;
use crate::claim::Claim;
use crate::differ::{Change, ChangeKind, Diff, DiffSummary, Part, Versions};
use crate::fact::Verdict;
use crate::report::layout::{TIE, hanging, table};
use crate::report::style::{Style, paint};
use crate::report::{TableOptions, visible};

/// A figure that a version does not have.
const NONE: &str = "—";

/// For each article a table of the figures that were changed, added or removed, and counts; with `options.full` each
/// change with its sentences, old and new.
pub fn diff(diff: &Diff, options: &TableOptions) -> String {
    let mut out = String::new();
    for versions in diff.articles.iter().filter(|versions| !versions.changes.is_empty()) {
        let title = format!("{} → {}", named(&versions.old), named(&versions.new));
        out.push_str(&paint(hanging("", 0, &title, options.width).trim_end(), Style::Heading, options.color));
        out.push('\n');
        if let Some(headline) = headline(versions) {
            out.push_str(&paint(&hanging("  ", 2, &headline, options.width), Style::Quiet, options.color));
        }
        if options.full {
            out.extend(versions.changes.iter().map(|change| block(change, versions, options)));
        } else {
            let rows: Vec<Vec<String>> = versions.changes.iter().map(row).collect();
            out.push_str(&table(&["Place", "Old", "New", "Change"], &rows, options.width, options.color));
        }
        out.push('\n');
    }
    out.push_str(&hanging("", 0, &summary(diff), options.width));
    if let Some(note) = unpaired(diff, options.full) {
        out.push_str(&paint(&hanging("", 0, &note, options.width), Style::Quiet, options.color));
    }
    out
}

/// One line a change, with its place first, as compilers and grep print them: `new.txt:7:34: changed: ...`.
pub fn lines(diff: &Diff) -> String {
    let line = |change: &Change, versions: &Versions| {
        let place = change.new.as_ref().map_or_else(
            || change.old.as_ref().map(|claim| lookup::place(&(claim, Some(&versions.old)))),
            |claim| Some(lookup::place(&(claim, Some(&versions.new)))),
        );
        let parts = match change.parts.is_empty() {
            true => String::new(),
            false => format!(" ({})", said(change)),
        };
        let parts = if change.noted { format!("{parts} [noted]") } else { parts };
        format!("{}: {}: {}{parts}\n", place.unwrap_or_default(), kind(change.kind), figures(change))
    };
    let all = diff.articles.iter().flat_map(|versions| versions.changes.iter().map(move |c| (c, versions)));
    all.map(|(change, versions)| line(change, versions)).collect()
}

/// "Headline: “Flood kills 14” became “Flood kills 16”", where it was changed.
pub(in crate::report) fn headline(versions: &Versions) -> Option<String> {
    let title =
        |article: &ArticleSummary| article.title.as_deref().map(|title| visible::line(title).into_owned());
    match (title(&versions.old), title(&versions.new)) {
        (Some(old), Some(new)) if old != new => Some(format!("Headline: “{old}” became “{new}”")),
        _ => None,
    }
}

fn row(change: &Change) -> Vec<String> {
    let place = change.new.as_ref().or(change.old.as_ref());
    let place = place.map(|claim| match claim.page {
        Some(page) => format!("page{TIE}{page}"),
        None => format!("{}:{}", claim.line, claim.column),
    });
    let word = match change.kind {
        ChangeKind::Changed => said(change),
        kind_of => kind(kind_of).into(),
    };
    let word = if change.noted { format!("{word} (noted)") } else { word };
    vec![place.unwrap_or_default(), text(change.old.as_ref()), text(change.new.as_ref()), word]
}

/// The parts, with what became of those that the two figures do not show.
fn said(change: &Change) -> String {
    let around = [Part::Aspect, Part::Place, Part::Attribution, Part::Modality];
    let count = change.parts.iter().filter(|part| around.contains(part)).count();
    if count == 0 {
        return parts(change);
    }
    // What is said of them stands at the end of the explanation.
    let pieces: Vec<&str> = change.explanation.split("; ").collect();
    let tail = pieces[pieces.len().saturating_sub(count)..].join("; ");
    format!("{}: {}", parts(change), visible::line(&tail))
}

fn block(change: &Change, versions: &Versions, options: &TableOptions) -> String {
    let style = match (change.kind, change.verdict) {
        (ChangeKind::Changed, Some(Verdict::Conflict)) => Style::Conflict,
        (ChangeKind::Changed, _) => Style::Compatible,
        _ => Style::Explained,
    };
    let mut out = format!("{}  {}\n", paint(kind(change.kind), style, options.color), figures(change));
    if change.kind == ChangeKind::Changed {
        let why = format!("{}: {}", parts(change), visible::line(&change.explanation));
        out.push_str(&hanging("  ", 2, &why, options.width));
    }
    for (sign, claim, article) in [("  - ", &change.old, &versions.old), ("  + ", &change.new, &versions.new)]
    {
        if let Some(claim) = claim {
            let quote =
                format!("{}  {}", lookup::place(&(claim, Some(article))), visible::line(&claim.context));
            out.push_str(&hanging(sign, 4, &quote, options.width));
        }
    }
    out
}

/// "14 people → 16 people"; once where both versions write it alike.
fn figures(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) if old.text != new.text => {
            format!("{} → {}", text(Some(old)), text(Some(new)))
        }
        (old, new) => text(new.as_ref().or(old.as_ref())),
    }
}

/// The figure as it stands there.
fn text(claim: Option<&Claim>) -> String {
    claim.map_or_else(|| NONE.into(), |claim| visible::line(&claim.text).into_owned())
}

/// "figure, bound".
pub(in crate::report) fn parts(change: &Change) -> String {
    change.parts.iter().map(|part| part.word()).collect::<Vec<_>>().join(", ")
}

/// The word for what happened.
pub(in crate::report) fn kind(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Changed => "changed",
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
    }
}

/// The file of a version, or its id.
pub(in crate::report) fn named(article: &ArticleSummary) -> String {
    visible::line(article.path.as_deref().unwrap_or(&article.id)).into_owned()
}

/// "6 figures: 2 changed, 1 removed, 3 as they were."
pub(in crate::report) fn summary(diff: &Diff) -> String {
    let DiffSummary { articles, articles_changed, changed, added, removed, unchanged, noted } = diff.summary;
    let all = changed + added + removed + unchanged;
    if articles == 0 {
        return "No article stands on both sides.".into();
    }
    let among = match articles {
        1 => String::new(),
        _ => format!(" in {articles_changed} of {}", counted(articles, "article")),
    };
    if all == 0 {
        return "Neither version has a figure.".into();
    }
    if diff.summary.differences() == 0 {
        return format!("{}, no change.", counted(all, "figure"));
    }
    let listed: Vec<String> =
        [(changed, "changed"), (added, "added"), (removed, "removed"), (unchanged, "as\u{a0}they\u{a0}were")]
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count}{TIE}{word}"))
            .collect();
    let noted = match noted {
        0 => String::new(),
        1 => "; a correction note says so of 1".into(),
        count => format!("; correction notes say so of {count}"),
    };
    format!("{}{among}: {}{noted}.", counted(all, "figure"), listed.join(", "))
}

/// The articles of which there is one version only.
pub(in crate::report) fn unpaired(diff: &Diff, full: bool) -> Option<String> {
    let side = |articles: &[ArticleSummary], word: &str| {
        let names: Vec<String> = articles.iter().map(named).collect();
        let names = lookup::listed(&names, ", ", full);
        (!articles.is_empty())
            .then(|| format!("{} only in {word} ({names})", counted(articles.len(), "article")))
    };
    let sides: Vec<String> =
        [side(&diff.only_old, "OLD"), side(&diff.only_new, "NEW")].into_iter().flatten().collect();
    (!sides.is_empty()).then(|| format!("Not compared: {}.", sides.join(", ")))
}
