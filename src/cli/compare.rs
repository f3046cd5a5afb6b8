//! `claimdiff compare`: the figures of articles against each other.

use clap::{Args, ValueEnum};

use claimdiff::decisions::Decisions;
use claimdiff::report::{self, Filter, Format, ReportOptions, Rows, Show, TableOptions, json};
use claimdiff::{Article, Comparison, comparator, comparison};

use super::claims::Reader;
use super::config::Config;
use super::decisions::DecisionFile;
use super::destination::{self, Offer, Report};
use super::options::{Display, Facts, Input, Knowledge, ReadingOptions};
use super::progress::Progress;
use super::{Outcome, inputs, opening, output};

const AFTER_HELP: &str = "\
Examples:
  claimdiff compare samples/recruits
  claimdiff compare samples/recruits --about salary --full
  claimdiff compare samples/recruits --show unmatched
  claimdiff compare desk/ wire.jsonl --show conflicts --min-confidence 0.8
  claimdiff compare samples/recruits -o report.html --open
  claimdiff compare samples/recruits -o out.json --exit-zero
  claimdiff compare samples/recruits -o pairs.csv --rows pairs
  claimdiff compare samples/recruits -o reports/ --format html,md,xlsx

--show, --about, --aspect, --outlet and --min-confidence choose what a table and
a report in Markdown show. The page for editors (html) and the formats for
programs (json, jsonl, csv, xlsx) are always complete, and the exit code is
always that of the whole. In csv, text that a spreadsheet would take for a
formula has an apostrophe in front.

Facts that were decided (claimdiff accept, dismiss) stand in a line each behind
the others and do not count for the exit code.

Exit codes: 0 nothing in conflict that was not decided, 1 conflicts found,
2 trouble.";

/// The command line of `compare`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    knowledge: Knowledge,
    /// Add every quote with its path:line:column, every pair and every name
    #[arg(long)]
    full: bool,
    /// Which part to show
    #[arg(long, value_name = "PART", default_value = "differences")]
    show: Part,
    #[command(flatten)]
    facts: Facts,
    /// Form of the output; several, with commas, for a folder [default: that of
    /// the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = destination::parser(FORMATS))]
    format: Vec<Format>,
    /// What has one row in csv and jsonl
    #[arg(long, value_name = "WHAT", default_value = "claims")]
    rows: RowsOf,
    /// End with 0 when there are conflicts; trouble still ends with 2
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    display: Display,
}

/// What `compare` can write.
const FORMATS: &[Offer] = &[
    (Format::Table, "For people, on a terminal"),
    (Format::Html, "For editors: one page that needs nothing else, with filters of its own"),
    (Format::Markdown, "For editors: a report for a CMS, an issue or a mail"),
    (Format::Json, "For programs: everything, as one document"),
    (Format::JsonLines, "For programs: one row a line, as an object (--rows)"),
    (Format::Csv, "For spreadsheets and data frames: one row a line (--rows)"),
    #[cfg(feature = "xlsx")]
    (Format::Xlsx, "For spreadsheets: discrepancies, claims and articles, each on a sheet"),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RowsOf {
    /// Each claim, with its place, its figure and its fact
    Claims,
    /// Each pair of figures of one fact that do not agree, with the reason
    Pairs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Facts whose figures cannot both be right
    Conflicts,
    /// Also facts whose figures differ but can both be right
    Differences,
    /// Also facts on which all agree
    All,
    /// Figures that stand alone, articles without figures, what was not compared
    Unmatched,
}

/// Compares and reports.
pub fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let Some(reports) = destination::plan(&arguments.display, &arguments.format, FORMATS, config) else {
        return Outcome::Trouble;
    };
    let Some(file) = DecisionFile::load(&arguments.knowledge, config) else { return Outcome::Trouble };
    let (articles, read) = inputs::read(&arguments.input, config);
    if articles.is_empty() && reports.iter().all(|report| report.format.is_for_people()) {
        return read;
    }
    let known = file.options(config, &arguments.knowledge);
    let mut comparison = inputs::with_threads(&arguments.input.reading, || {
        compare(&articles, &known, &file.decisions, &arguments.input.reading)
    });
    if arguments.display.with_text {
        comparison::attach_texts(&mut comparison.articles, &articles);
    }
    let written =
        inputs::with_threads(&arguments.input.reading, || write(arguments, &articles, &comparison, &reports));
    let opened = opening::open(&arguments.display, &reports, written);
    let found = match comparison.summary.undecided() {
        0 => Outcome::Quiet,
        _ if arguments.exit_zero => Outcome::Quiet,
        _ => Outcome::Conflicts,
    };
    // The system takes the memory of a large archive back at once, piece by piece it takes seconds.
    std::mem::forget((comparison, articles));
    read.max(written).max(opened).max(found)
}

/// Writes the reports; JSON by itself is never held in memory as a whole.
fn write(
    arguments: &Arguments,
    articles: &[Article],
    comparison: &Comparison,
    reports: &[Report],
) -> Outcome {
    if let [Report { format: Format::Json, path, folder: None }] = reports {
        return output::deliver(path.as_deref(), |out| json::write_comparison(comparison, out));
    }
    let options = report_options(arguments);
    output::deliver_all(reports, |format| report::comparison(comparison, articles, format, &options))
}

/// Extracts the claims of `articles`, aligns them, and marks the facts that were decided.
pub fn compare(
    articles: &[Article],
    options: &comparator::Options,
    decisions: &Decisions,
    reading: &ReadingOptions,
) -> Comparison {
    let reader = Reader::open(reading, &options.lexicon);
    let claims = reader.all(articles, reading);
    reader.finish(reading);
    let progress = Progress::new(reading, "Comparing", Some(articles.len()));
    let done = |articles: &[&Article]| {
        progress.articles(articles.len(), articles.iter().map(|article| article.text.len()).sum());
    };
    let alignment = comparator::compare_watched(articles, &claims, options, &done);
    drop(progress);
    let mut comparison = Comparison::new(articles, claims, alignment);
    decisions.apply(&mut comparison);
    comparison
}

fn report_options(arguments: &Arguments) -> ReportOptions {
    let rows = match arguments.rows {
        RowsOf::Claims => Rows::Claims,
        RowsOf::Pairs => Rows::Pairs,
    };
    ReportOptions { table: table_options(arguments), rows }
}

fn table_options(arguments: &Arguments) -> TableOptions {
    TableOptions {
        width: arguments.display.columns(),
        color: arguments.display.colored(),
        full: arguments.full,
        filter: Filter {
            show: match arguments.show {
                Part::Conflicts => Show::Conflicts,
                Part::Differences => Show::Differences,
                Part::All => Show::All,
                Part::Unmatched => Show::Unmatched,
            },
            ..arguments.facts.filter()
        },
    }
}
