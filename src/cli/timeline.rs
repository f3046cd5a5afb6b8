//! `claimdiff timeline`: facts over time.

use clap::Args;

use claimdiff::comparison;
use claimdiff::report::{self, Format, TableOptions};
use claimdiff::timeline::timeline;

use super::compare::compare;
use super::config::Config;
use super::decisions::DecisionFile;
use super::destination::{self, Offer};
use super::options::{Display, Facts, Input, Knowledge};
use super::{Outcome, inputs, opening, output};

const AFTER_HELP: &str = "\
Examples:
  claimdiff timeline samples/recruits
  claimdiff timeline desk/ --aspect killed --full
  claimdiff timeline desk/ --about flood -o flood.md
  claimdiff timeline desk/ --format csv -o figures.csv

Each figure stands on the day on which its article was published, or on a day
of its own where the figures of a fact are told apart by such days (\"on 3 May\",
\"on 4 May\"). Counts that only grow, such as tolls, are watched: a rise is an
update, a fall is flagged. The timelines as plots are on the page that
claimdiff compare -o report.html writes.

--about, --aspect, --outlet and --min-confidence choose what a table and a
report in Markdown show; the formats for programs are always complete.

Exit codes: 0 nothing flagged, 1 a count fell that only grows, 2 trouble.";

/// The command line of `timeline`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    knowledge: Knowledge,
    /// Also the facts on which all agree, every quote with its path:line:column, and every name
    #[arg(long)]
    full: bool,
    #[command(flatten)]
    facts: Facts,
    /// Form of the output; several, with commas, for a folder [default: that of
    /// the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = destination::parser(FORMATS))]
    format: Vec<Format>,
    /// End with 0 when a count fell that only grows; trouble still ends with 2
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    display: Display,
}

/// What `timeline` can write.
const FORMATS: &[Offer] = &[
    (Format::Table, "For people, on a terminal"),
    (Format::Markdown, "For editors: a report for a CMS, an issue or a mail"),
    (Format::Json, "For programs: everything, as one document"),
    (Format::JsonLines, "For programs: one figure and day a line, as an object"),
    (Format::Csv, "For spreadsheets and data frames: one figure and day a line"),
    #[cfg(feature = "xlsx")]
    (Format::Xlsx, "For spreadsheets: figures, claims and articles, each on a sheet"),
];

/// Compares, and reports the facts over time.
pub fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let Some(reports) = destination::plan(&arguments.display, &arguments.format, FORMATS, config) else {
        return Outcome::Trouble;
    };
    let Some(file) = DecisionFile::load(&arguments.knowledge, config) else { return Outcome::Trouble };
    let (articles, read) = inputs::read(&arguments.input, config);
    if articles.is_empty() && reports.iter().all(|report| report.format.is_for_people()) {
        return read;
    }
    let options = file.options(config, &arguments.knowledge);
    let comparison = inputs::with_threads(&arguments.input.reading, || {
        compare(&articles, &options, &file.decisions, &arguments.input.reading)
    });
    let mut timeline = timeline(comparison, &options.rates);
    if arguments.display.with_text {
        comparison::attach_texts(&mut timeline.articles, &articles);
    }
    let table = table_options(arguments);
    let written = output::deliver_all(&reports, |format| report::timeline(&timeline, format, &table));
    let opened = opening::open(&arguments.display, &reports, written);
    let found = match timeline.summary.flagged {
        0 => Outcome::Quiet,
        _ if arguments.exit_zero => Outcome::Quiet,
        _ => Outcome::Conflicts,
    };
    read.max(written).max(opened).max(found)
}

fn table_options(arguments: &Arguments) -> TableOptions {
    TableOptions {
        width: arguments.display.columns(),
        color: arguments.display.colored(),
        full: arguments.full,
        filter: arguments.facts.filter(),
    }
}
