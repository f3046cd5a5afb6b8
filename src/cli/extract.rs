//! `claimdiff extract`: the figures of articles, each as it is understood.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use claimdiff::report::{self, TableOptions, json};
use claimdiff::{Article, Claim, Exclusion, Extraction};

use super::options::{Display, Input};
use super::{Outcome, inputs, output};

/// Articles that are worked on at a time while claims are streamed.
const BLOCK: usize = 64;

const AFTER_HELP: &str = "\
Examples:
  claimdiff extract report.txt
  claimdiff extract samples/recruits --format json -o claims.json
  claimdiff extract archive.jsonl --format jsonl | head -5
  claimdiff extract report.txt --all

Exit codes: 0 done, 2 trouble.";

/// The command line of `extract`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Show the numbers that are no claims too, and why they were left out
    #[arg(long)]
    all: bool,
    /// Form of the output
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: Format,
    #[command(flatten)]
    display: Display,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Table,
    /// One document with articles and claims
    Json,
    /// One claim a line, as they are found; with --all, an article's exclusions follow its claims
    Jsonl,
}

/// Extracts and reports.
pub fn run(arguments: &Arguments) -> Outcome {
    let (articles, read) = inputs::read(&arguments.input);
    if articles.is_empty() && arguments.format == Format::Table {
        return read;
    }
    let written = output::deliver(arguments.display.file(), |out| {
        inputs::with_threads(&arguments.input, || write(arguments, &articles, out))
    });
    read.max(written)
}

fn write(arguments: &Arguments, articles: &[Article], out: &mut output::Output) -> io::Result<()> {
    if arguments.format == Format::Jsonl {
        return stream(arguments, articles, out);
    }
    let extraction = extract(arguments, articles);
    let text = match arguments.format {
        Format::Json => json::document(&extraction)?,
        _ => report::extraction_table(&extraction, &table_options(&arguments.display)),
    };
    out.write_all(text.as_bytes())
}

fn extract(arguments: &Arguments, articles: &[Article]) -> Extraction {
    let read: Vec<_> = articles.par_iter().map(|article| of_one(arguments, article)).collect();
    let (mut claims, mut exclusions) = (Vec::new(), Vec::new());
    for (own, others) in read {
        claims.extend(own);
        exclusions.extend(others);
    }
    let exclusions = arguments.all.then_some(exclusions);
    Extraction { exclusions, ..Extraction::new(articles, claims) }
}

fn of_one(arguments: &Arguments, article: &Article) -> (Vec<Claim>, Vec<Exclusion>) {
    if arguments.all { claimdiff::extract_all(article) } else { (claimdiff::extract(article), Vec::new()) }
}

/// The claims of one block of articles after the other, in the order of the input.
fn stream(arguments: &Arguments, articles: &[Article], out: &mut output::Output) -> io::Result<()> {
    for block in articles.chunks(BLOCK) {
        let read: Vec<_> = block.par_iter().map(|article| of_one(arguments, article)).collect();
        for (claims, exclusions) in &read {
            for claim in claims {
                out.write_all(json::line(claim)?.as_bytes())?;
            }
            for exclusion in exclusions {
                out.write_all(json::line(exclusion)?.as_bytes())?;
            }
        }
        out.flush()?;
    }
    Ok(())
}

fn table_options(display: &Display) -> TableOptions {
    TableOptions { width: display.columns(), color: display.colored(), ..TableOptions::default() }
}
