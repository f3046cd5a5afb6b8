//! The commands, one file each, and what they share.

mod check;
mod claims;
mod compare;
mod completions;
pub(crate) mod config;
mod correct;
mod decide;
mod decisions;
mod desk;
mod destination;
mod diff;
mod exit;
mod explain;
mod extract;
mod in_order;
mod inputs;
mod limits;
mod opening;
mod options;
mod output;
mod progress;
mod remarks;
mod schema;
mod selection;
mod timeline;
mod unfinished;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};

use config::Config;
use exit::Outcome;
use inputs::complain;

const AFTER_HELP: &str = "\
Examples:
  claimdiff compare samples/recruits          the discrepancy table of a folder
  claimdiff compare a.txt b.txt --full        with every quote and its place
  claimdiff compare news.jsonl --format json  everything, for a program
  claimdiff extract report.txt                the figures of one article
  curl -s URL | claimdiff compare - a.txt     standard input as an article

Exit codes:
  0  nothing in conflict
  1  conflicts found that were not decided (0 with --exit-zero)
  2  trouble: an input that could not be read, output that could not be
     written, wrong usage
  A run that is interrupted (Ctrl-C) leaves no half-written file behind.

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
    /// Check the figures of a draft against its sources
    Check(check::Arguments),
    /// Show which figures two versions of an article do not share
    Diff(diff::Arguments),
    /// Show facts over time: each figure by date, and what has changed since the last
    Timeline(timeline::Arguments),
    /// Show why the figures of one fact are set against each other
    Explain(explain::Arguments),
    /// List the figures of articles, each as it is understood
    Extract(extract::Arguments),
    /// Decide which figure of a fact is used
    Accept(decide::Accept),
    /// Decide that a fact needs no further look
    Dismiss(decide::Dismiss),
    /// Take back what was decided about a fact
    Reopen(decide::Reopen),
    /// Take claims out of a fact that are not about the same thing
    Separate(correct::Separate),
    /// Make one fact of claims that are about the same thing
    Join(correct::Join),
    /// Print the settings in force, and where each comes from
    Config,
    /// Write a claimdiff.toml in which every setting is explained
    Init,
    /// Print the JSON Schema of the JSON output
    Schema,
    /// Print a completion script for a shell
    Completions(completions::Arguments),
}

/// Parses the command line and runs its command; whatever goes wrong has been said on standard error when it returns.
pub fn main() -> Outcome {
    let config = Config::find();
    let defaults = config.as_ref().map_or_else(|_| Cli::command(), with_defaults);
    let parsed = defaults.try_get_matches().and_then(|matches: ArgMatches| Cli::from_arg_matches(&matches));
    let command = match parsed {
        Ok(Cli { command }) => command,
        Err(given) => return answer(&given),
    };
    match (config, &command) {
        (Ok(config), _) => run(command, &config),
        (Err(_), Command::Init | Command::Schema | Command::Completions(_)) => {
            run(command, &Config::default())
        }
        (Err(wrong), _) => {
            wrong.iter().for_each(|error| complain("error", &error.to_string()));
            Outcome::Trouble
        }
    }
}

/// The command line with what the settings say as its defaults.
fn with_defaults(config: &Config) -> clap::Command {
    let with = |command: clap::Command| {
        config.defaults().fold(command, |command, (option, value)| {
            let has_it = command.get_arguments().any(|argument| argument.get_id() == option);
            let with_default = |argument: clap::Arg| argument.default_value(value.to_owned());
            if has_it { command.mut_arg(option, with_default) } else { command }
        })
    };
    Cli::command().mut_subcommands(with)
}

/// Prints what the parser answers instead of a command: help and the version, or what is wrong with the usage.
fn answer(answer: &clap::Error) -> Outcome {
    let printed = answer.print();
    if answer.use_stderr() { Outcome::Trouble } else { output::outcome(None, printed) }
}

fn run(command: Command, config: &Config) -> Outcome {
    match command {
        Command::Compare(arguments) => compare::run(&arguments, config),
        Command::Check(arguments) => check::run(&arguments, config),
        Command::Diff(arguments) => diff::run(&arguments, config),
        Command::Timeline(arguments) => timeline::run(&arguments, config),
        Command::Explain(arguments) => explain::run(&arguments, config),
        Command::Extract(arguments) => extract::run(&arguments, config),
        Command::Accept(arguments) => decide::accept(&arguments, config),
        Command::Dismiss(arguments) => decide::dismiss(&arguments, config),
        Command::Reopen(arguments) => decide::reopen(&arguments, config),
        Command::Separate(arguments) => correct::separate(&arguments, config),
        Command::Join(arguments) => correct::join(&arguments, config),
        Command::Config => config::print(config),
        Command::Init => config::init(),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => completions::run(&arguments),
    }
}
