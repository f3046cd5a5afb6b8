//! A check in Markdown: the figures of a draft with what the sources say, and the sources' own words.

use super::escape::escape;
use super::fact::quote;
use super::table;
use crate::checker::{Check, Finding};
use crate::report::table::check::{View, is_worth_a_look, summary, word};
use crate::report::table::counted;

/// The report; `full` adds the figures that the sources support, and all sources.
pub(in crate::report) fn check(check: &Check, full: bool) -> String {
    let view = View::new(check);
    let shown: Vec<&Finding> = check.findings.iter().filter(|f| full || is_worth_a_look(f)).collect();
    let mut out = format!("# The figures of a draft\n\n{}\n\n", escape(&summary(check)));
    if !shown.is_empty() {
        let rows = shown.iter().map(|finding| {
            let cells = view.row(finding, full);
            cells.iter().map(|cell| escape(cell)).collect::<Vec<_>>()
        });
        out.push_str(&table(&["Place", "Figure", "Finding", "Sources"], rows));
        out.push('\n');
    }
    out.extend(shown.iter().map(|finding| section(finding, &view, full)));
    let hidden = check.findings.len() - shown.len();
    if hidden > 0 {
        out.push_str(&format!("Not shown: {} that the sources support.\n\n", counted(hidden, "figure")));
    }
    let generator = &check.generator;
    out.push_str(&format!("Made by {} {}.\n", escape(&generator.name), escape(&generator.version)));
    out
}

/// Sources of each side that are quoted where not all are asked for.
const QUOTED: usize = 2;

fn section(finding: &Finding, view: &View<'_>, full: bool) -> String {
    let Some(claim) = view.claim(&finding.claim) else { return String::new() };
    let mut badge = word(finding).to_owned();
    badge[..1].make_ascii_uppercase();
    let mut out = format!("## {badge}: {}\n\n", escape(&claim.text));
    if !finding.explanation.is_empty() {
        out.push_str(&format!("{}\n\n", escape(&finding.explanation)));
    }
    let kept = if full { usize::MAX } else { QUOTED };
    for (words, ids) in [
        ("The draft", std::slice::from_ref(&finding.claim)),
        ("Otherwise", &finding.contradicted_by),
        ("Otherwise, as the draft says elsewhere", &finding.told),
        ("The same, or a figure that can be right with it", &finding.supported_by),
    ] {
        if !ids.is_empty() {
            out.push_str(&format!("{words}:\n\n"));
            out.extend(view.placed(ids).iter().take(kept).map(quote));
        }
    }
    out
}
