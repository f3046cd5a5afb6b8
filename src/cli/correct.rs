//! `claimdiff separate` and `join`: where the comparison has put the wrong claims together, or not the right ones.

use std::path::PathBuf;

use clap::Args;

use claimdiff::Claim;
use claimdiff::decisions::{Action, Decision};

use super::config::Config;
use super::desk::{Desk, Record, claims_and_input};
use super::inputs::complain;
use super::options::{Knowledge, ReadingOptions};
use super::{Outcome, selection};

const AFTER_SEPARATE: &str = "\
Examples:
  claimdiff separate FACT desk/wire.txt:12:5 desk/
  claimdiff separate FACT '$3,000 for each of them' --note 'for all months' desk/

The claims named no longer give a figure for the same thing as the others of the
fact; where all of them are named, each stands for itself. What exists as a file
or a folder is a PATH, everything else a CLAIM.

The correction is kept in claimdiff.decisions.toml, as accept does it, and holds
in every later comparison; claimdiff join takes it back.

Exit codes: 0 written, 2 trouble.";

const AFTER_JOIN: &str = "\
Examples:
  claimdiff compare desk/ --show unmatched      the claims that stand alone
  claimdiff join desk/a.txt:3:15 desk/b.txt:7:1 desk/

The claims give a figure for the same thing, whatever speaks against it, and
stand in one fact from then on. What exists as a file or a folder is a PATH,
everything else a CLAIM.

The correction is kept in claimdiff.decisions.toml, as accept does it, and holds
in every later comparison; claimdiff separate takes it back.

Exit codes: 0 written, 2 trouble.";

/// The command line of `separate`.
#[derive(Debug, Args)]
#[command(
    after_help = AFTER_SEPARATE,
    arg_required_else_help = true,
    override_usage = "claimdiff separate [OPTIONS] <FACT> <CLAIM>... <PATH>..."
)]
pub struct Separate {
    /// The id of a fact (f-...), or its beginning
    #[arg(value_name = "FACT")]
    fact: String,
    /// Claims of the fact: as PATH:LINE:COLUMN or by their ids, or all with a
    /// figure by its text; then the articles of the comparison
    #[arg(value_name = "CLAIM|PATH", required = true)]
    named: Vec<PathBuf>,
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    reading: ReadingOptions,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// The command line of `join`.
#[derive(Debug, Args)]
#[command(
    after_help = AFTER_JOIN,
    arg_required_else_help = true,
    override_usage = "claimdiff join [OPTIONS] <CLAIM> <CLAIM>... <PATH>..."
)]
pub struct Join {
    /// Claims: as PATH:LINE:COLUMN, by their ids, or by their text where only
    /// one has it; then the articles of the comparison
    #[arg(value_name = "CLAIM|PATH", required = true)]
    named: Vec<PathBuf>,
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    reading: ReadingOptions,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// Separates claims from the others of their fact.
pub fn separate(arguments: &Separate, config: &Config) -> Outcome {
    let separated = || {
        let (named, input) = claims_and_input(&arguments.named, &arguments.reading)?;
        let desk = Desk::open(&input, &arguments.knowledge, config)?;
        let fact = selection::fact(&desk.comparison, &arguments.fact)?;
        let mut claims = Vec::new();
        for wanted in &named {
            claims.extend(selection::claims_of(&desk.comparison, fact, wanted)?);
        }
        let decision = Decision::new(&desk.comparison, Action::Separate, Some(fact), &claims);
        let all = decision.others.is_empty();
        if all && decision.claims.len() < 2 {
            complain("error", "the claims have the same words; there is nothing to tell them apart by");
            return None;
        }
        let from = if all { "each other" } else { "the rest" };
        let said = format!("{}: {} separated from {from}", fact.label, named.join(", "));
        Some(desk.decide(decision, &arguments.record, &said))
    };
    separated().unwrap_or(Outcome::Trouble)
}

/// Joins claims to one fact.
pub fn join(arguments: &Join, config: &Config) -> Outcome {
    let joined = || {
        let (named, input) = claims_and_input(&arguments.named, &arguments.reading)?;
        let desk = Desk::open(&input, &arguments.knowledge, config)?;
        let claims: Option<Vec<&Claim>> =
            named.iter().map(|wanted| selection::claim(&desk.comparison, wanted)).collect();
        let claims = claims?;
        if let Some(problem) = not_joinable(&claims) {
            complain("error", &problem);
            return None;
        }
        let ids: Vec<&str> = claims.iter().map(|claim| claim.id.as_str()).collect();
        let decision = Decision::new(&desk.comparison, Action::Join, None, &ids);
        let texts: Vec<&str> = claims.iter().map(|claim| claim.text.as_str()).collect();
        let said = format!("joined: {}", texts.join(", "));
        Some(desk.decide(decision, &arguments.record, &said))
    };
    joined().unwrap_or(Outcome::Trouble)
}

/// Why the claims cannot be figures for one thing.
fn not_joinable(claims: &[&Claim]) -> Option<String> {
    let [first, rest @ ..] = claims else { return Some("two claims are needed to join them".into()) };
    if rest.iter().all(|claim| claim.id == first.id) {
        return Some("two claims are needed to join them".into());
    }
    let kind = |claim: &Claim| claim.quantity.dimension.replace('_', " ");
    let other = rest.iter().find(|claim| claim.quantity.dimension != first.quantity.dimension)?;
    Some(format!(
        "{} ({}) and {} ({}) are figures of two kinds and cannot be compared",
        first.text,
        kind(first),
        other.text,
        kind(other)
    ))
}
