//! `claimdiff explain`: why the claims of one fact are set against each other.

use clap::Args;
use serde::Serialize;

use claimdiff::comparator::{Link, links};
use claimdiff::report::{self, Format, TableOptions, json};
use claimdiff::{Claim, Comparison, Fact};

use super::compare::compare;
use super::config::Config;
use super::decisions::DecisionFile;
use super::destination::{self, Offer};
use super::options::{Display, Input, Knowledge};
use super::{Outcome, inputs, opening, output, selection};

const AFTER_HELP: &str = "\
Examples:
  claimdiff compare samples/recruits               the ids stand beside the facts
  claimdiff explain FACT samples/recruits
  claimdiff explain FACT samples/recruits --full   with every pair of claims

FACT is an id as compare prints it, or its beginning. The other arguments must
be those of the comparison: what a fact is depends on all its articles.

Exit codes: 0 explained, 2 trouble (also where no fact has this id).";

/// The command line of `explain`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Arguments {
    /// The id of a fact (f-...), or its beginning
    #[arg(value_name = "FACT")]
    fact: String,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    knowledge: Knowledge,
    /// Every pair of claims and every piece of evidence
    #[arg(long)]
    full: bool,
    /// Form of the output; several, with commas, for a folder [default: that of
    /// the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = destination::parser(FORMATS))]
    format: Vec<Format>,
    #[command(flatten)]
    display: Display,
}

/// What `explain` can write.
const FORMATS: &[Offer] = &[
    (Format::Table, "For people, on a terminal"),
    (Format::Json, "For programs: the fact, its claims and the evidence between them"),
];

/// What `explain --format json` prints.
#[derive(Serialize)]
struct Explained<'a> {
    fact: &'a Fact,
    claims: Vec<&'a Claim>,
    links: &'a [Link],
}

/// Compares, and explains one fact.
pub fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let Some(reports) = destination::plan(&arguments.display, &arguments.format, FORMATS, config) else {
        return Outcome::Trouble;
    };
    let Some(file) = DecisionFile::load(&arguments.knowledge, config) else { return Outcome::Trouble };
    let (articles, read) = inputs::read(&arguments.input, config);
    if articles.is_empty() {
        return read;
    }
    let options = file.options(config, &arguments.knowledge);
    let comparison = inputs::with_threads(&arguments.input.reading, || {
        compare(&articles, &options, &file.decisions, &arguments.input.reading)
    });
    let Some(fact) = selection::fact(&comparison, &arguments.fact) else { return Outcome::Trouble };
    let links = inputs::with_threads(&arguments.input.reading, || {
        links(&articles, &comparison.claims, &options, fact)
    });
    let written = output::deliver_all(&reports, |format| match format {
        Format::Json => Ok(json::document(&explained(&comparison, fact, &links))?.into_bytes()),
        _ => Ok(report::explanation(&comparison, fact, &links, &table_options(arguments)).into_bytes()),
    });
    read.max(written).max(opening::open(&arguments.display, &reports, written))
}

fn explained<'a>(comparison: &'a Comparison, fact: &'a Fact, links: &'a [Link]) -> Explained<'a> {
    let of_fact = |claim: &&Claim| fact.figures.iter().any(|figure| figure.claims.contains(&claim.id));
    Explained { fact, claims: comparison.claims.iter().filter(of_fact).collect(), links }
}

fn table_options(arguments: &Arguments) -> TableOptions {
    TableOptions {
        width: arguments.display.columns(),
        color: arguments.display.colored(),
        full: arguments.full,
        ..TableOptions::default()
    }
}
