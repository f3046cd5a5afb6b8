//! Facts and claims as the command line names them.

use std::path::Path;

use claimdiff::article::ArticleSummary;
use claimdiff::fact::Figure;
use claimdiff::{Claim, Comparison, Fact};

use super::inputs::complain;

/// What is named when none or several are meant.
const NAMED: usize = 10;

/// The fact whose id begins with `wanted`; where there is none or there are several, they are named on standard error.
pub fn fact<'a>(comparison: &'a Comparison, wanted: &str) -> Option<&'a Fact> {
    let bare = |id: &str| id.trim_start_matches("f-").to_ascii_lowercase();
    let begins = |fact: &&Fact| bare(&fact.id).starts_with(&bare(wanted));
    let meant: Vec<&Fact> = comparison.facts.iter().filter(begins).collect();
    let line = |fact: &&Fact| format!("{}  {}", fact.id, fact.label);
    match meant.as_slice() {
        [fact] => return Some(fact),
        [] if comparison.facts.is_empty() => {
            complain("error", "no two claims of these articles give a figure for the same thing");
        }
        [] => {
            complain("error", &format!("no fact of these articles has the id {wanted}; they are:"));
            list(comparison.facts.iter().collect::<Vec<_>>().iter().map(line), ALL_FACTS);
        }
        several => {
            complain("error", &format!("several facts have an id that begins with {wanted}:"));
            list(several.iter().map(line), ALL_FACTS);
        }
    }
    None
}

const ALL_FACTS: &str = "claimdiff compare --show all lists them";
const ALL_CLAIMS: &str =
    "claimdiff compare --show all --full and --show unmatched list them with their places";

fn list(lines: impl ExactSizeIterator<Item = String>, all: &str) {
    let rest = lines.len().saturating_sub(NAMED);
    lines.take(NAMED).for_each(|line| complain("note", &line));
    if rest > 0 {
        complain("note", &format!("... and {rest} more; {all}"));
    }
}

/// The figure of `fact` that `wanted` names: by its text, or by the id or the place of one of its claims.
pub fn figure<'a>(comparison: &Comparison, fact: &'a Fact, wanted: &str) -> Option<&'a Figure> {
    let places = Places(comparison);
    let meant: Vec<&Figure> = fact.figures.iter().filter(|figure| places.names(wanted, figure)).collect();
    let line = |figure: &&Figure| {
        let place = figure.claims.first().map(|id| places.of(id)).unwrap_or_default();
        format!("{}  {place}", figure.text)
    };
    match meant.as_slice() {
        [figure] => return Some(figure),
        [] => {
            complain("error", &format!("{} has no figure {wanted}; its figures are:", fact.id));
            list(fact.figures.iter().collect::<Vec<_>>().iter().map(line), ALL_CLAIMS);
        }
        several => {
            complain(
                "error",
                &format!("several figures of {} are {wanted}; name one by its place:", fact.id),
            );
            list(several.iter().map(line), ALL_CLAIMS);
        }
    }
    None
}

/// The ids of the claims of `fact` that `wanted` names: one by its id or its place, or all with a figure by its text.
pub fn claims_of<'a>(comparison: &Comparison, fact: &'a Fact, wanted: &str) -> Option<Vec<&'a str>> {
    let places = Places(comparison);
    let all = || fact.figures.iter().flat_map(|figure| figure.claims.iter().map(String::as_str));
    if let Some(claim) = all().find(|id| places.is(wanted, id)) {
        return Some(vec![claim]);
    }
    let states = |figure: &&Figure| places.names(wanted, figure);
    let stated: Vec<&Figure> = fact.figures.iter().filter(states).collect();
    if stated.is_empty() {
        complain("error", &format!("{wanted} is no file and no claim of {}; its claims are:", fact.id));
        let line = |id: &&str| format!("{}  {}", places.of(id), places.text(id));
        list(all().collect::<Vec<_>>().iter().map(line), ALL_CLAIMS);
        return None;
    }
    Some(stated.into_iter().flat_map(|figure| figure.claims.iter().map(String::as_str)).collect())
}

/// The claim that `wanted` names: by its id or its place, or by its text where only one has it.
pub fn claim<'a>(comparison: &'a Comparison, wanted: &str) -> Option<&'a Claim> {
    let places = Places(comparison);
    if let Some(claim) = comparison.claims.iter().find(|claim| places.is(wanted, &claim.id)) {
        return Some(claim);
    }
    let meant: Vec<&Claim> = comparison.claims.iter().filter(|claim| alike(&claim.text, wanted)).collect();
    let line = |claim: &&Claim| format!("{}  {}", places.of(&claim.id), claim.text);
    match meant.as_slice() {
        [claim] => return Some(claim),
        [] => {
            let message =
                format!("{wanted} is no file and no claim of these articles; a claim is PATH:LINE:COLUMN");
            complain("error", &message);
            complain("note", ALL_CLAIMS);
        }
        several => {
            complain("error", &format!("several claims are {wanted}; name one by its place:"));
            list(several.iter().map(line), ALL_CLAIMS);
        }
    }
    None
}

/// Claims by their ids and places.
struct Places<'a>(&'a Comparison);

impl Places<'_> {
    fn claim(&self, id: &str) -> Option<(&Claim, Option<&ArticleSummary>)> {
        let claim = self.0.claims.iter().find(|claim| claim.id == id)?;
        Some((claim, self.0.articles.iter().find(|article| article.id == claim.article)))
    }

    /// `path:line:column`, as the table has it.
    fn of(&self, id: &str) -> String {
        let Some((claim, article)) = self.claim(id) else { return id.to_owned() };
        let path = article.and_then(|article| article.path.as_deref()).unwrap_or(&claim.article);
        format!("{path}:{}:{}", claim.line, claim.column)
    }

    fn text(&self, id: &str) -> &str {
        self.claim(id).map_or("", |(claim, _)| &claim.text)
    }

    /// Whether `wanted` is the id or the place of the claim; of its path the end is enough.
    fn is(&self, wanted: &str, id: &str) -> bool {
        if wanted == id {
            return true;
        }
        let mut parts = wanted.rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.parse::<usize>().ok());
        let line = parts.next().and_then(|part| part.parse::<usize>().ok());
        let (Some(column), Some(line), Some(path)) = (column, line, parts.next()) else { return false };
        let Some((claim, article)) = self.claim(id) else { return false };
        let own = article.and_then(|article| article.path.as_deref()).unwrap_or(&claim.article);
        let there = Path::new(own).ends_with(path) || claim.article == path;
        there && (claim.line, claim.column) == (line, column)
    }

    /// Whether `wanted` is the figure's text, or one of its claims.
    fn names(&self, wanted: &str, figure: &Figure) -> bool {
        let of_claim = |id: &String| self.is(wanted, id) || alike(self.text(id), wanted);
        alike(&figure.text, wanted) || figure.claims.iter().any(of_claim)
    }
}

/// Whether two texts are the same but for capitals and blanks.
fn alike(text: &str, wanted: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(text) == plain(wanted)
}
