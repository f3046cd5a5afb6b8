//! `claimdiff check`: the figures of a draft against what its sources say.

use std::path::PathBuf;

use clap::Args;

use claimdiff::Article;
use claimdiff::checker::{Check, Status, check};
use claimdiff::report::{self, Format, TableOptions};

use super::claims::Reader;
use super::config::Config;
use super::decisions::DecisionFile;
use super::destination::{self, Offer};
use super::inputs::complain;
use super::options::{Display, Input, Knowledge, ReadingOptions};
use super::{Outcome, inputs, output};

const AFTER_HELP: &str = "\
Examples:
  claimdiff check samples/recruits-draft.md --against samples/recruits
  claimdiff check draft.md --against desk/ wire.jsonl --annotate
  claimdiff check draft.md --against desk/ --format json -o check.json

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
    /// Form of the output [default: by the extension of FILE, else table]
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
    (Format::Json, "For programs: everything, as one document"),
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
    if !is_one_draft(arguments, &articles) {
        return Outcome::Trouble;
    }
    let options = file.options(config, &arguments.knowledge);
    let checked = inputs::with_threads(&arguments.reading, || {
        let reader = Reader::open(&arguments.reading, &options.lexicon);
        let claims = reader.all(&articles, &arguments.reading);
        reader.finish(&arguments.reading);
        check(&articles, claims, 0, &options)
    });
    let written = output::deliver_all(&reports, |format| match format {
        Format::Json => Ok(report::json::document(&checked)?.into_bytes()),
        _ => Ok(text(arguments, &checked, &articles[0]).into_bytes()),
    });
    let wrong = |status: Status| matches!(status, Status::Contradicted | Status::Outdated);
    let found = match checked.findings.iter().any(|finding| wrong(finding.status)) {
        true if !arguments.exit_zero => Outcome::Conflicts,
        _ => Outcome::Quiet,
    };
    read.max(written).max(found)
}

/// Whether the draft was read, is one article, and has sources beside it; else what is wrong is said.
fn is_one_draft(arguments: &Arguments, articles: &[Article]) -> bool {
    let of_draft = |article: &&Article| article.path.as_deref() == Some(arguments.draft.as_path());
    let name = arguments.draft.display();
    let problem = match articles.iter().filter(of_draft).count() {
        0 => format!("{name}: the draft could not be read; it has to be a file with one article"),
        1 if articles.len() == 1 => "there are no sources; name them after --against".into(),
        1 => return true,
        count => format!("{name}: holds {count} articles; a draft is one"),
    };
    complain("error", &problem);
    false
}

fn text(arguments: &Arguments, checked: &Check, draft: &Article) -> String {
    let options = TableOptions {
        width: arguments.display.columns(),
        color: arguments.display.colored(),
        full: arguments.full,
        ..TableOptions::default()
    };
    match arguments.annotate {
        true => report::annotated_draft(checked, &draft.text, &options),
        false => report::check_table(checked, &options),
    }
}
