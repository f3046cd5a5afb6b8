//! `claimdiff check`: the figures of a draft against what its sources say.

use std::path::PathBuf;

use clap::Args;

use claimdiff::checker::{Status, check};
use claimdiff::report::{self, Format, TableOptions};
use claimdiff::{Article, comparison};

use super::claims::Reader;
use super::config::Config;
use super::decisions::DecisionFile;
use super::destination::{self, Offer};
use super::inputs::complain;
use super::options::{Display, Input, Knowledge, ReadingOptions};
use super::{Outcome, inputs, opening, output};

const AFTER_HELP: &str = "\
Examples:
  claimdiff check samples/recruits-draft.md --against samples/recruits
  claimdiff check draft.md --against desk/ wire.jsonl --annotate
  claimdiff check draft.md --against desk/ -o check.html --open
  claimdiff check draft.md --against desk/ -o checks/ --format html,md,xlsx

Findings:
  supported        a source gives the same figure
  within rounding  none does, but one gives a figure that can be right with it
  disputed         supported, and another source contradicts it
  contradicted     sources give a figure for it that cannot be right with it
  outdated         a later source has another figure
  unsupported      no source has a figure for it

Exit codes: 0 nothing contradicted or outdated, 1 something is, 2 trouble.";

/// The command line of `check`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Arguments {
    /// The draft: one article in a file
    #[arg(value_name = "DRAFT")]
    draft: PathBuf,
    /// Its sources: files, folders (read recursively), or - for standard input
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
    #[command(flatten)]
    knowledge: Knowledge,
    /// Show the sentences of the draft with a mark under each figure, as compilers do, instead of a table
    #[arg(long)]
    annotate: bool,
    /// Also the figures that the sources support, and all sources by name
    #[arg(long)]
    full: bool,
    /// Form of the output; several, with commas, for a folder [default: that of
    /// the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = destination::parser(FORMATS))]
    format: Vec<Format>,
    /// End with 0 when figures are contradicted or outdated; trouble still ends with 2
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    display: Display,
}

/// What `check` can write.
const FORMATS: &[Offer] = &[
    (Format::Table, "For people, on a terminal"),
    (Format::Html, "For editors: one page with the draft, its figures marked, and every quote"),
    (Format::Markdown, "For editors: a report for a CMS, an issue or a mail"),
    (Format::Json, "For programs: everything, as one document"),
    (Format::JsonLines, "For programs: one figure of the draft a line, as an object"),
    (Format::Csv, "For spreadsheets and data frames: one figure of the draft a line"),
    #[cfg(feature = "xlsx")]
    (Format::Xlsx, "For spreadsheets: findings, claims and articles, each on a sheet"),
];

/// Checks and reports.
pub fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let Some(reports) = destination::plan(&arguments.display, &arguments.format, FORMATS, config) else {
        return Outcome::Trouble;
    };
    let Some(file) = DecisionFile::load(&arguments.knowledge, config) else { return Outcome::Trouble };
    let paths = [std::slice::from_ref(&arguments.draft), arguments.against.as_slice()].concat();
    let input = Input { paths, reading: arguments.reading.clone() };
    let (articles, read) = inputs::read(&input, config);
    let Some(draft) = draft(arguments, &articles) else { return Outcome::Trouble };
    let options = file.options(config, &arguments.knowledge);
    let mut checked = inputs::with_threads(&arguments.reading, || {
        let reader = Reader::open(&arguments.reading, &options.lexicon);
        let claims = reader.all(&articles, &arguments.reading);
        reader.finish(&arguments.reading);
        check(&articles, claims, draft, &options)
    });
    if arguments.display.with_text {
        comparison::attach_texts(&mut checked.articles, &articles);
    }
    let table = table_options(arguments);
    let written = output::deliver_all(&reports, |format| match format {
        Format::Table if arguments.annotate => {
            Ok(report::annotated_draft(&checked, &articles[draft].text, &table).into_bytes())
        }
        _ => report::check(&checked, &articles, format, &table),
    });
    let opened = opening::open(&arguments.display, &reports, written);
    let wrong = |status: Status| matches!(status, Status::Contradicted | Status::Outdated);
    let found = match checked.findings.iter().any(|finding| wrong(finding.status)) {
        true if !arguments.exit_zero => Outcome::Conflicts,
        _ => Outcome::Quiet,
    };
    read.max(written).max(opened).max(found)
}

/// The index of the draft, if it was read, is one article, and has sources beside it; else what is wrong is said.
fn draft(arguments: &Arguments, articles: &[Article]) -> Option<usize> {
    let of_draft = |article: &Article| article.path.as_deref() == Some(arguments.draft.as_path());
    let found: Vec<usize> = (0..articles.len()).filter(|index| of_draft(&articles[*index])).collect();
    let name = arguments.draft.display();
    let problem = match found[..] {
        [] => format!("{name}: the draft could not be read; it has to be a file with one article"),
        [_] if articles.len() == 1 => "there are no sources; name them after --against".into(),
        [draft] => return Some(draft),
        _ => format!("{name}: holds {} articles; a draft is one", found.len()),
    };
    complain("error", &problem);
    None
}

fn table_options(arguments: &Arguments) -> TableOptions {
    TableOptions {
        width: arguments.display.columns(),
        color: arguments.display.colored(),
        full: arguments.full,
        ..TableOptions::default()
    }
}
