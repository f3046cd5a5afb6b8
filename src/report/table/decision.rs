//! What was decided about a fact: in a line, for facts that need no more, and over the figures of those that do.

use super::paint_lines;
use crate::fact::{DecisionOutcome, Fact, FactDecision};
use crate::report::layout::hanging;
use crate::report::style::{Style, paint};
use crate::report::{TableOptions, visible};

/// A fact that was decided: what it is about, and what was decided, by whom, when and why.
pub(super) fn folded(fact: &Fact, options: &TableOptions) -> String {
    let Some(decision) = &fact.decision else { return String::new() };
    let label = hanging("decided  ", 9, &visible::line(&fact.label), options.width);
    let said = format!("{} · {}", words(decision), fact.id);
    paint(label.trim_end(), Style::Heading, options.color)
        + "\n"
        + &paint_lines(&hanging("  ", 2, &said, options.width), options.color)
}

/// The decision on a fact that is shown whole; nothing where there is none.
pub(super) fn line(fact: &Fact, options: &TableOptions) -> String {
    sentence(fact).map(|said| hanging("  ", 2, &said, options.width)).unwrap_or_default()
}

/// "600 residents accepted by Vera on 2020-06-08: their own count", and where that no longer holds, since when.
pub(in crate::report) fn sentence(fact: &Fact) -> Option<String> {
    let decision = fact.decision.as_ref()?;
    let new: Vec<&str> = fact
        .figures
        .iter()
        .filter(|figure| decision.new.contains(&figure.id))
        .map(|figure| figure.text.as_str())
        .collect();
    Some(match new.is_empty() {
        true => words(decision),
        false => format!("new: {} · before that, {}", visible::line(&new.join(", ")), words(decision)),
    })
}

fn words(decision: &FactDecision) -> String {
    let outcome = match (decision.outcome, &decision.figure) {
        (DecisionOutcome::Accepted, Some(figure)) => format!("{} accepted", visible::line(figure)),
        (DecisionOutcome::Accepted, None) => "accepted".to_owned(),
        (DecisionOutcome::Dismissed, _) => "dismissed".to_owned(),
    };
    let by = decision.by.as_ref().map(|by| format!(" by {}", visible::line(by))).unwrap_or_default();
    let day = decision.date.split('T').next().unwrap_or_default();
    let note = decision.note.as_ref().map(|note| format!(": {}", visible::line(note))).unwrap_or_default();
    format!("{outcome}{by} on {}{note}", visible::line(day))
}
