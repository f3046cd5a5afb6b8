//! Facts over time in Markdown.

use super::escape::escape;
use super::fact::quote;
use super::table;
use crate::report::filter::Filter;
use crate::report::table::fact::says;
use crate::report::table::lookup::{self, Lookup};
use crate::report::table::timeline::{about, admitted, change, date, flag, notes, placed, summary};
use crate::timeline::{History, Timeline};

/// The report; `full` adds the facts on which all agree, and every quote.
pub(in crate::report) fn timeline(timeline: &Timeline, filter: &Filter, full: bool) -> String {
    let lookup = Lookup::new(&timeline.articles, &timeline.claims);
    let admitted = admitted(timeline, &lookup, filter);
    let shown: Vec<&History> = admitted.iter().copied().filter(|history| full || history.differs()).collect();
    let mut out = format!("# Figures over time\n\n{}\n\n", escape(&summary(timeline)));
    for history in &shown {
        out.push_str(&section(history, &lookup, full));
    }
    for note in notes(timeline, admitted.len(), shown.len()) {
        out.push_str(&format!("{}\n\n", escape(&note)));
    }
    let generator = &timeline.generator;
    out.push_str(&format!("Made by {} {}.\n", escape(&generator.name), escape(&generator.version)));
    out
}

fn section(history: &History, lookup: &Lookup<'_>, full: bool) -> String {
    let rows = history.entries.iter().map(|entry| {
        let placed = placed(entry, lookup);
        let outlets = lookup::distinct(placed.iter().map(lookup::outlet));
        let speakers = lookup::distinct(placed.iter().map(|(claim, _)| says(claim)));
        vec![
            escape(&date(entry)),
            format!("**{}**", escape(&entry.text)),
            escape(&change(entry, history)),
            escape(&lookup::listed(&outlets, ", ", full)),
            escape(&lookup::listed(&speakers, "; ", full)),
        ]
    });
    let mut out = format!(
        "## {}\n\n{}.\n\n{}\n",
        escape(&history.fact.label),
        escape(&about(history)),
        table(&["Date", "Figure", "Change", "Outlets", "Who says so"], rows)
    );
    out.extend(history.flagged().map(|entry| format!("- **Look here:** {}.\n", escape(&flag(entry)))));
    if history.flagged().next().is_some() {
        out.push('\n');
    }
    let kept = if full { usize::MAX } else { 1 };
    out.extend(
        history
            .entries
            .iter()
            .flat_map(|entry| placed(entry, lookup).into_iter().take(kept))
            .map(|p| quote(&p)),
    );
    out
}
