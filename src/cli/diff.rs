//! `claimdiff diff`: which figures two versions of an article do not give in the same way.

use std::path::{Path, PathBuf};

use clap::Args;

use claimdiff::Article;
use claimdiff::comparison;
use claimdiff::differ::{self, Diff};
use claimdiff::report::{self, Format, TableOptions};

use super::config::Config;
use super::destination::{self, Offer};
use super::inputs::complain;
use super::options::{Display, Input, Knowledge, ReadingOptions};
use super::{Outcome, inputs, opening, output};

const AFTER_HELP: &str = "\
Examples:
  claimdiff diff old.html new.html
  claimdiff diff monday/ tuesday/ --full       folders: files of the same name
  claimdiff diff old.html new.html --lines     for an editor's list of errors
  curl -s URL | claimdiff diff saved.html -

A figure is changed when its number, bound, hedge, unit or rate is another, or
when its sentence was reworded so that it says another thing of it, gives
another source for it, or no longer states it in the same way. Sentences that
were only reworded, and paragraphs that were moved, are no change.

Exit codes: 0 no figure changed, 1 figures changed, 2 trouble.";

/// The command line of `diff`.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP, arg_required_else_help = true)]
pub struct Arguments {
    /// The old version: a file, - for standard input, or a folder of articles
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new version, of the same kind
    #[arg(value_name = "NEW")]
    new: PathBuf,
    #[command(flatten)]
    reading: ReadingOptions,
    #[command(flatten)]
    knowledge: Knowledge,
    /// Each change with its sentences, old and new, and their places
    #[arg(long)]
    full: bool,
    /// One line a change with its place first, as grep and compilers print them, instead of a table
    #[arg(long, conflicts_with = "full")]
    lines: bool,
    /// Form of the output; several, with commas, for a folder [default: that of
    /// the file's extension, else table]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', value_parser = destination::parser(FORMATS))]
    format: Vec<Format>,
    /// End with 0 when figures were changed; trouble still ends with 2
    #[arg(long)]
    exit_zero: bool,
    #[command(flatten)]
    display: Display,
}

/// What `diff` can write.
const FORMATS: &[Offer] = &[
    (Format::Table, "For people, on a terminal"),
    (Format::Markdown, "For editors: a report for a CMS, an issue or a mail"),
    (Format::Json, "For programs: everything, as one document"),
    (Format::JsonLines, "For programs: one change a line, as an object"),
    (Format::Csv, "For spreadsheets and data frames: one change a line"),
    #[cfg(feature = "xlsx")]
    (Format::Xlsx, "For spreadsheets: a sheet of changes"),
];

/// Compares two versions and reports.
pub fn run(arguments: &Arguments, config: &Config) -> Outcome {
    let Some(reports) = destination::plan(&arguments.display, &arguments.format, FORMATS, config) else {
        return Outcome::Trouble;
    };
    let sides = [&arguments.old, &arguments.new].map(|path| side(path, arguments, config));
    let [(Some(old), read_old), (Some(new), read_new)] = sides else { return Outcome::Trouble };
    let options = config.options(&arguments.knowledge.rate);
    let mut diff = inputs::with_threads(&arguments.reading, || differ::diff(&old, &new, &options));
    if diff.articles.is_empty() {
        complain("error", &nothing_in_common(arguments));
        return Outcome::Trouble;
    }
    if arguments.display.with_text {
        attach_texts(&mut diff, &old, &new);
    }
    let table = table_options(arguments);
    let written = output::deliver_all(&reports, |format| match format {
        Format::Table if arguments.lines => Ok(report::diff_lines(&diff).into_bytes()),
        _ => report::diff(&diff, format, &table),
    });
    let opened = opening::open(&arguments.display, &reports, written);
    let found = match diff.summary.differences() {
        0 => Outcome::Quiet,
        _ if arguments.exit_zero => Outcome::Quiet,
        _ => Outcome::Conflicts,
    };
    read_old.max(read_new).max(written).max(opened).max(found)
}

/// The articles of one side, if it has any; else what is wrong is on standard error.
fn side(path: &Path, arguments: &Arguments, config: &Config) -> (Option<Vec<Article>>, Outcome) {
    let input = Input { paths: vec![path.to_owned()], reading: arguments.reading.clone() };
    let (mut articles, read) = inputs::read(&input, config);
    // A manifest says what is known about the articles of this side, and may list others.
    let other = |article: &Article| article.path.as_deref().is_some_and(|own| !own.starts_with(path));
    if !arguments.reading.manifest.is_empty() {
        articles.retain(|article| !other(article));
    }
    if articles.is_empty() && read == Outcome::Quiet {
        complain("error", &format!("{}: holds no article", path.display()));
    }
    ((!articles.is_empty()).then_some(articles), read)
}

fn nothing_in_common(arguments: &Arguments) -> String {
    format!(
        "{} and {} have no article in common; the versions of an article need the same name, or the same id, on both \
         sides",
        arguments.old.display(),
        arguments.new.display()
    )
}

fn attach_texts(diff: &mut Diff, old: &[Article], new: &[Article]) {
    for versions in &mut diff.articles {
        for (summary, side) in [(&mut versions.old, old), (&mut versions.new, new)] {
            let article = side.iter().find(|article| article.id == summary.id);
            comparison::attach_texts(
                std::slice::from_mut(summary),
                article.map_or(&[], std::slice::from_ref),
            );
        }
    }
}

fn table_options(arguments: &Arguments) -> TableOptions {
    TableOptions {
        width: arguments.display.columns(),
        color: arguments.display.colored(),
        full: arguments.full,
        ..TableOptions::default()
    }
}
