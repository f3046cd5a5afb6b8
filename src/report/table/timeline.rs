//! Facts over time: a table for each, with what has changed since the last figure.

use super::counted;
use super::fact::{certainty, says};
use super::lookup::{self, Lookup, Placed};
use crate::claim::Claim;
use crate::report::filter::Filter;
use crate::report::layout::{TIE, hanging, table};
use crate::report::style::{Style, paint};
use crate::report::{TableOptions, visible};
use crate::timeline::{DatedBy, Entry, History, Movement, Timeline};

/// One table a fact on which not all agree, those with a flagged figure first, and counts; with `options.full` also
/// the others, and every quote with its place.
pub fn timeline(timeline: &Timeline, options: &TableOptions) -> String {
    let lookup = Lookup::new(&timeline.articles, &timeline.claims);
    let admitted = admitted(timeline, &lookup, &options.filter);
    let mut out = String::new();
    let shown: Vec<&History> =
        admitted.iter().copied().filter(|history| options.full || history.differs()).collect();
    for history in &shown {
        out.push_str(&block(history, &lookup, options));
        out.push('\n');
    }
    out.push_str(&hanging("", 0, &summary(timeline), options.width));
    for note in notes(timeline, admitted.len(), shown.len()) {
        out.push_str(&paint(&hanging("", 0, &note, options.width), Style::Quiet, options.color));
    }
    out
}

/// The facts that the filter lets through.
pub(in crate::report) fn admitted<'a>(
    timeline: &'a Timeline,
    lookup: &Lookup<'a>,
    filter: &Filter,
) -> Vec<&'a History> {
    let admits = |history: &&History| filter.admits_fact(&history.fact, &lookup.of_fact(&history.fact));
    timeline.facts.iter().filter(admits).collect()
}

fn block(history: &History, lookup: &Lookup<'_>, options: &TableOptions) -> String {
    let fact = &history.fact;
    let mut out = paint(hanging("", 0, &fact.label, options.width).trim_end(), Style::Heading, options.color);
    out.push('\n');
    out.push_str(&paint(&hanging("  ", 2, &about(history), options.width), Style::Quiet, options.color));
    let rows: Vec<Vec<String>> =
        history.entries.iter().map(|entry| row(entry, history, lookup, options)).collect();
    out.push_str(&table(
        &["Date", "Figure", "Change", "Outlets", "Who says so"],
        &rows,
        options.width,
        options.color,
    ));
    for entry in history.flagged() {
        let words = format!("! {}", flag(entry));
        out.push_str(&paint(&hanging("  ", 4, &words, options.width), Style::Conflict, options.color));
    }
    if options.full {
        for placed in history.entries.iter().flat_map(|entry| placed(entry, lookup)) {
            let quote = format!("{} “{}”", lookup::place(&placed), visible::line(&placed.0.context));
            out.push_str(&paint(&hanging("  ", 4, &quote, options.width), Style::Quiet, options.color));
        }
    }
    out
}

/// "recruited · count · 78% sure that the figures belong together · f-34a83cd7".
pub(in crate::report) fn about(history: &History) -> String {
    let fact = &history.fact;
    let dimension = fact.dimension.replace('_', " ");
    let mut parts: Vec<String> = fact.aspect.iter().cloned().collect();
    if !parts.contains(&dimension) {
        parts.push(dimension);
    }
    parts.push(format!("{:.0}% sure that the figures belong together", certainty(fact) * 100.0));
    parts.push(fact.id.clone());
    parts.iter().map(|part| visible::line(part).replace(' ', "\u{a0}")).collect::<Vec<_>>().join(" · ")
}

fn row(entry: &Entry, history: &History, lookup: &Lookup<'_>, options: &TableOptions) -> Vec<String> {
    let placed = placed(entry, lookup);
    let outlets = lookup::distinct(placed.iter().map(lookup::outlet));
    let speakers = lookup::distinct(placed.iter().map(|(claim, _)| says(claim)));
    vec![
        date(entry).replace(' ', "\u{a0}"),
        visible::line(&entry.text).into_owned(),
        change(entry, history),
        lookup::listed(&outlets, ", ", options.full),
        lookup::listed(&speakers, "; ", options.full),
    ]
}

/// The claims of an entry with their articles.
pub(in crate::report) fn placed<'a>(entry: &Entry, lookup: &Lookup<'a>) -> Vec<Placed<'a>> {
    let claims = entry.claims.iter().filter_map(|id| lookup.claim(id));
    claims.map(|claim: &'a Claim| (claim, lookup.article(&claim.article))).collect()
}

/// "2020-04-11", "2024-05-03 07:15"; a star where the text gives the day.
pub(in crate::report) fn date(entry: &Entry) -> String {
    let Some(date) = &entry.date else { return "undated".into() };
    let star = if entry.dated_by == Some(DatedBy::Text) { "*" } else { "" };
    match date.split_once('T') {
        Some((day, time)) => format!("{day} {}{star}", time.get(..5).unwrap_or(time)),
        None => format!("{date}{star}"),
    }
}

/// "↑ update from 900", "↓ from $84", "≈ can be 900 still".
pub(in crate::report) fn change(entry: &Entry, history: &History) -> String {
    let since = entry.since.as_deref().map(visible::line).unwrap_or_default();
    match entry.movement {
        Movement::First | Movement::Undated => String::new(),
        Movement::Same => "as before".into(),
        Movement::Compatible => format!("≈{TIE}can be right with {since}"),
        Movement::Up if history.only_grows => format!("↑{TIE}update, from {since}"),
        Movement::Up => format!("↑{TIE}from {since}"),
        Movement::Down if entry.flagged => format!("↓{TIE}falls, from {since}{TIE}!"),
        Movement::Down => format!("↓{TIE}from {since}"),
        Movement::Other => format!("≠{TIE}{since}"),
    }
}

/// Why an entry is flagged.
pub(in crate::report) fn flag(entry: &Entry) -> String {
    format!(
        "{} on {} after {}: such a figure only grows, so the earlier one was too high, or this one is out of date",
        visible::line(&entry.text),
        date(entry).trim_end_matches('*'),
        entry.since.as_deref().map(visible::line).unwrap_or_default()
    )
}

/// "7 articles, 7 facts: 5 change over time, 1 figure flagged."
pub(in crate::report) fn summary(timeline: &Timeline) -> String {
    let counts = timeline.summary;
    let head = format!("{}, {}", counted(counts.articles, "article"), counted(counts.facts, "fact"));
    if counts.facts == 0 {
        return format!("{head}: no two claims give a figure for the same thing.");
    }
    let changes = if counts.changing == 1 { "changes" } else { "change" };
    let flagged = match counts.flagged {
        0 => "no count falls that only grows".into(),
        count => format!("{} of a count that only grows", counted(count, "fall")),
    };
    format!("{head}: {}{TIE}{changes} over time, {flagged}.", counts.changing)
}

/// What is not shown or not dated, so that silence can be trusted.
pub(in crate::report) fn notes(timeline: &Timeline, admitted: usize, shown: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if timeline.summary.undated > 0 {
        let count = timeline.summary.undated;
        let their = if count == 1 { "its" } else { "their" };
        notes.push(format!(
            "{} without a date of publication; {their} figures stand last, as undated.",
            counted(count, "article")
        ));
    }
    let mut hidden = Vec::new();
    if shown < admitted {
        hidden.push(format!("{} on which all agree (--full)", counted(admitted - shown, "fact")));
    }
    if admitted < timeline.facts.len() {
        hidden.push(format!("{} by your filters", counted(timeline.facts.len() - admitted, "fact")));
    }
    if !hidden.is_empty() {
        notes.push(format!("Not shown: {}.", hidden.join(", ")));
    }
    let by_text = |history: &History| history.entries.iter().any(|e| e.dated_by == Some(DatedBy::Text));
    if timeline.facts.iter().any(by_text) {
        notes.push(
            "* The day that the text gives for the figure; other dates are those of publication.".into(),
        );
    }
    notes
}
