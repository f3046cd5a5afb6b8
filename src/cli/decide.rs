//! `claimdiff accept`, `dismiss` and `reopen`: what a desk makes of a fact.

use clap::Args;

use claimdiff::decisions::{Action, Decision};
use claimdiff::{Comparison, Fact};

use super::config::Config;
use super::desk::{Desk, Record};
use super::inputs::complain;
use super::options::{Input, Knowledge};
use super::{Outcome, selection};

const AFTER_ACCEPT: &str = "\
Examples:
  claimdiff accept FACT --figure '600 residents' --note 'their own count' desk/
  claimdiff accept FACT --figure desk/wire.txt:12:5 --by Vera desk/

From then on compare shows the fact in a line, with who decided it, when and
why, and it no longer counts for the exit code. It comes back when an article
brings a figure that it had not when it was decided. The decision is kept in
claimdiff.decisions.toml, in this folder or the nearest above; where there is
none, it is made beside claimdiff.toml, else here.

The PATHs must be those of the comparison. Exit codes: 0 written, 2 trouble.";

const AFTER_DISMISS: &str = "\
Example:
  claimdiff dismiss FACT --note 'rounded in the wire copy' desk/

As accept, but no figure is preferred. Figures that are not about the same
thing are better taken apart: claimdiff separate.

Exit codes: 0 written, 2 trouble.";

const AFTER_REOPEN: &str = "\
Example:
  claimdiff reopen FACT --note 'the ministry has taken its figure back' desk/

Exit codes: 0 written, 2 trouble (also where nothing was decided).";

/// The command line of `accept`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_ACCEPT, arg_required_else_help = true)]
pub struct Accept {
    /// The id of a fact (f-...), or its beginning
    #[arg(value_name = "FACT")]
    fact: String,
    /// The figure that is used: as the table has it, or one of its claims as PATH:LINE:COLUMN or by its id
    #[arg(long, value_name = "CLAIM")]
    figure: String,
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// The command line of `dismiss`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_DISMISS, arg_required_else_help = true)]
pub struct Dismiss {
    /// The id of a fact (f-...), or its beginning
    #[arg(value_name = "FACT")]
    fact: String,
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// The command line of `reopen`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_REOPEN, arg_required_else_help = true)]
pub struct Reopen {
    /// The id of a fact (f-...), or its beginning
    #[arg(value_name = "FACT")]
    fact: String,
    #[command(flatten)]
    record: Record,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    knowledge: Knowledge,
}

/// Accepts a figure.
pub fn accept(arguments: &Accept, config: &Config) -> Outcome {
    let decided = |desk: &Desk| {
        let fact = selection::fact(&desk.comparison, &arguments.fact)?;
        let figure = selection::figure(&desk.comparison, fact, &arguments.figure)?;
        let claims: Vec<&str> = figure.claims.iter().map(String::as_str).collect();
        let action = Action::Accept { figure: figure.text.clone() };
        let decision = Decision::new(&desk.comparison, action, Some(fact), &claims);
        let others: Vec<&str> = fact
            .figures
            .iter()
            .filter(|other| other.id != figure.id)
            .map(|other| other.text.as_str())
            .collect();
        let not = if others.is_empty() { String::new() } else { format!(", not {}", others.join(", ")) };
        Some(desk.decide(decision, &arguments.record, &format!("{}: {}{not}", fact.label, figure.text)))
    };
    Desk::open(&arguments.input, &arguments.knowledge, config)
        .and_then(|desk| decided(&desk))
        .unwrap_or(Outcome::Trouble)
}

/// Dismisses a fact.
pub fn dismiss(arguments: &Dismiss, config: &Config) -> Outcome {
    let decided = |desk: &Desk| {
        let fact = selection::fact(&desk.comparison, &arguments.fact)?;
        let decision = on_all(&desk.comparison, Action::Dismiss, fact);
        Some(desk.decide(decision, &arguments.record, &format!("{}: dismissed", fact.label)))
    };
    Desk::open(&arguments.input, &arguments.knowledge, config)
        .and_then(|desk| decided(&desk))
        .unwrap_or(Outcome::Trouble)
}

/// Opens a fact again that was decided.
pub fn reopen(arguments: &Reopen, config: &Config) -> Outcome {
    let decided = |desk: &Desk| {
        let fact = selection::fact(&desk.comparison, &arguments.fact)?;
        if fact.decision.is_none() {
            complain("error", &format!("nothing was decided about {}, {}", fact.id, fact.label));
            return None;
        }
        let decision = on_all(&desk.comparison, Action::Reopen, fact);
        Some(desk.decide(decision, &arguments.record, &format!("{}: open again", fact.label)))
    };
    Desk::open(&arguments.input, &arguments.knowledge, config)
        .and_then(|desk| decided(&desk))
        .unwrap_or(Outcome::Trouble)
}

/// A decision on all claims of a fact.
fn on_all(comparison: &Comparison, action: Action, fact: &Fact) -> Decision {
    let claims: Vec<&str> =
        fact.figures.iter().flat_map(|figure| figure.claims.iter().map(String::as_str)).collect();
    Decision::new(comparison, action, Some(fact), &claims)
}
