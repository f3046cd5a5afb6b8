//! The commands, one file each, and what they share.

mod compare;
mod completions;
mod destination;
mod exit;
mod explain;
mod extract;
mod inputs;
mod limits;
mod opening;
mod options;
mod output;
mod schema;

use clap::{Parser, Subcommand};

use exit::Outcome;

const AFTER_HELP: &str = "\
Examples:
  claimdiff compare samples/recruits          the discrepancy table of a folder
  claimdiff compare a.txt b.txt --full        with every quote and its place
  claimdiff compare news.jsonl --format json  everything, for a program
  claimdiff extract report.txt                the figures of one article
  curl -s URL | claimdiff compare - a.txt     standard input as an article

Exit codes:
  0  nothing in conflict
  1  conflicts found (0 with --exit-zero)
  2  trouble: an input that could not be read, output that could not be
     written, wrong usage

claimdiff reads the files that it is given and opens no network connection.";

/// Compare what a set of articles claims in numbers: which figures exist, who says each, and which cannot both be
/// right.
#[derive(Debug, Parser)]
#[command(name = "claimdiff", version, max_term_width = 80, arg_required_else_help = true, after_help = AFTER_HELP)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set the figures of articles against each other
    Compare(compare::Arguments),
    /// Show why the figures of one fact are set against each other
    Explain(explain::Arguments),
    /// List the figures of articles, each as it is understood
    Extract(extract::Arguments),
    /// Print the JSON Schema of the JSON output
    Schema,
    /// Print a completion script for a shell
    Completions(completions::Arguments),
}

/// Prints what the parser answers instead of a command: help and the version, or what is wrong with the usage.
pub fn answer(answer: &clap::Error) -> Outcome {
    let printed = answer.print();
    if answer.use_stderr() { Outcome::Trouble } else { output::outcome(None, printed) }
}

/// Runs the command; whatever goes wrong has been said on standard error when it returns.
pub fn run(command_line: Cli) -> Outcome {
    match command_line.command {
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}
