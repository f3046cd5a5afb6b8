//! `claimdiff extract`: the figures of articles, each as it is understood.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use clap::Args;
use rayon::prelude::*;

use claimdiff::report::{self, Format, TableOptions, json};
use claimdiff::{Article, Claim, Exclusion, Extraction, Lexicon, comparison, extract_all_with};

use super::claims::Reader;
use super::config::Config;
use super::destination::{self, Offer, Report};
use super::in_order::InOrder;
use super::inputs::complain;
use super::options::{Display, Input};
use super::progress::Progress;
use super::{Outcome, inputs, opening, output};

/// Articles that are worked on at a time while claims are streamed: enough that threads seldom wait for the last one, few
/// enough that lines that wait for those before them fit into memory.
const BLOCK: usize = 512;
/// Articles whose lines are put together in one place, at most.
const TOGETHER: usize = 4;
/// Bytes that the claims of an article take on their lines, roughly.
const LINES: usize = 1 << 14;

const AFTER_HELP: &str = "\
Examples:
  claimdiff extract report.txt
  claimdiff extract samples/recruits -o claims.json
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
    /// Form of the output; several, with commas, for a folder [default: that of
    /// the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = destination::parser(FORMATS))]
    format: Vec<Format>,
    #[command(flatten)]
    display: Display,
}

/// What `extract` can write.
const FORMATS: &[Offer] = &[
    (Format::Table, "For people, on a terminal"),
    (Format::Json, "For programs: articles and claims, as one document"),
    (
        Format::JsonLines,
        "One claim a line, as they are found; with --all, an article's exclusions follow its claims",
    ),
    (Format::Csv, "One claim a line, for spreadsheets and data frames"),
    #[cfg(feature = "xlsx")]
    (Format::Xlsx, "A workbook: claims and articles, with --all exclusions, each on a sheet"),
];

/// Extracts and reports.
pub fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let Some(reports) = destination::plan(&arguments.display, &arguments.format, FORMATS, config) else {
        return Outcome::Trouble;
    };
    if arguments.all && reports.iter().any(|report| report.format == Format::Csv) {
        complain(
            "error",
            "csv has one row a claim and no place for what --all adds; take xlsx, jsonl or json",
        );
        return Outcome::Trouble;
    }
    if let ([Report { format: Format::JsonLines, path, folder: None }], Some(input)) =
        (&reports[..], inputs::single(&arguments.input))
    {
        let work = || in_portions(arguments, config, input, path.as_deref());
        return inputs::with_threads_for(&arguments.input, work);
    }
    let (articles, read) = inputs::read(&arguments.input, config);
    if articles.is_empty() && reports.iter().all(|report| report.format.is_for_people()) {
        return read;
    }
    let written = inputs::with_threads_for(&arguments.input, || {
        write(arguments, config.lexicon(), &articles, &reports)
    });
    read.max(written).max(opening::open(&arguments.display, &reports, written))
}

/// Reads and writes a portion of the one input after the other, so that it may be of any length.
fn in_portions(arguments: &Arguments, config: &Config, input: &Path, output: Option<&Path>) -> Outcome {
    let mut read = Outcome::Quiet;
    let work = Work::open(arguments, config.lexicon(), None);
    let written = output::deliver(output, |out| {
        let take = |articles: &[Article]| work.stream(articles, out);
        let (written, outcome) = inputs::read_in_portions(&arguments.input, config, input, take);
        read = outcome;
        written
    });
    work.finish();
    read.max(written)
}

/// Writes the reports; JSON Lines alone need not wait until the last article is read.
fn write(arguments: &Arguments, lexicon: &Lexicon, articles: &[Article], reports: &[Report]) -> Outcome {
    let work = Work::open(arguments, lexicon, Some(articles.len()));
    if let [Report { format: Format::JsonLines, path, folder: None }] = reports {
        let written = output::deliver(path.as_deref(), |out| work.stream(articles, out));
        work.finish();
        return written;
    }
    let extraction = work.extraction(articles);
    work.finish();
    let options = table_options(&arguments.display);
    output::deliver_all(reports, |format| report::extraction(&extraction, format, &options))
}

/// What extracts, and how far it is.
struct Work<'a> {
    arguments: &'a Arguments,
    lexicon: &'a Lexicon,
    reader: Reader,
    progress: Progress,
}

impl<'a> Work<'a> {
    /// `articles` is how many there are, where that is known.
    fn open(arguments: &'a Arguments, lexicon: &'a Lexicon, articles: Option<usize>) -> Work<'a> {
        let reading = &arguments.input.reading;
        let progress = Progress::new(reading, "Reading claims", articles);
        Work { arguments, lexicon, reader: Reader::open(reading, lexicon), progress }
    }

    fn extraction(&self, articles: &[Article]) -> Extraction {
        let read: Vec<_> = articles.par_iter().map(|article| self.of_one(article)).collect();
        let (mut claims, mut exclusions) = (Vec::new(), Vec::new());
        for (own, others) in read {
            claims.extend(own);
            exclusions.extend(others);
        }
        let exclusions = self.arguments.all.then_some(exclusions);
        let mut extraction = Extraction { exclusions, ..Extraction::new(articles, claims) };
        if self.arguments.display.with_text {
            comparison::attach_texts(&mut extraction.articles, articles);
        }
        extraction
    }

    fn of_one(&self, article: &Article) -> (Vec<Claim>, Vec<Exclusion>) {
        // What is no claim is not in the cache.
        let found = match self.arguments.all {
            true => extract_all_with(article, self.lexicon),
            false => (self.reader.claims(article), Vec::new()),
        };
        self.progress.article(article);
        found
    }

    /// The claims of one block of articles after the other, in the order of the input.
    fn stream(&self, articles: &[Article], out: &mut output::Output) -> io::Result<()> {
        for block in articles.chunks(BLOCK) {
            // of few articles, which may be long, each thread gets some
            let together = (block.len() / (8 * rayon::current_num_threads())).clamp(1, TOGETHER);
            let written = Mutex::new(InOrder::new(&mut *out));
            // threads take articles in turn, so that the next lines to write are seldom waited for
            block.chunks(together).enumerate().par_bridge().try_for_each(|(index, articles)| {
                let lines = self.lines(articles)?;
                let failed = |_| io::Error::other("another thread failed");
                written.lock().map_err(failed)?.put(index, lines)
            })?;
            out.flush()?;
        }
        Ok(())
    }

    /// The claims of articles and, if asked for, their exclusions, one a line.
    fn lines(&self, articles: &[Article]) -> io::Result<Vec<u8>> {
        let mut lines = Vec::with_capacity(articles.len() * LINES);
        for article in articles {
            if self.arguments.all {
                let (claims, exclusions) = self.of_one(article);
                claims.iter().try_for_each(|claim| json::write_claim(claim, &mut lines))?;
                exclusions.iter().try_for_each(|exclusion| json::write_line(exclusion, &mut lines))?;
            } else {
                self.reader.lines(article, &mut lines)?;
                self.progress.article(article);
            }
        }
        Ok(lines)
    }

    fn finish(self) {
        drop(self.progress);
        self.reader.finish(&self.arguments.input.reading);
    }
}

fn table_options(display: &Display) -> TableOptions {
    TableOptions { width: display.columns(), color: display.colored(), ..TableOptions::default() }
}
