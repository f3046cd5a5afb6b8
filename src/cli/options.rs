//! Options that commands share.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, value_parser};

use claimdiff::article::{self, FieldNames};
use claimdiff::comparator::Rate;
use claimdiff::report::Filter;

use super::limits::LimitOptions;

/// Where articles come from, and how they are read.
#[derive(Debug, Args)]
pub struct Input {
    /// Files (text, HTML, PDF, DOCX, ODT, JSON, CSV, feeds, WARC, ZIP, gzip),
    /// folders (read recursively), or - for standard input
    #[arg(value_name = "PATH", required_unless_present = "manifest")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: ReadingOptions,
}

/// How articles are read, and with how many threads.
#[derive(Debug, Clone, Args)]
pub struct ReadingOptions {
    /// A TOML file that lists articles with path, outlet, published, url, ...; repeatable
    #[arg(long, value_name = "FILE")]
    pub manifest: Vec<PathBuf>,
    /// What a field of JSON or a column of CSV is called in your files, such as text=story; repeatable
    #[arg(long, value_name = "FIELD=NAME", value_parser = field)]
    pub field: Vec<(String, String)>,
    /// Threads to use; the output does not depend on it [default: one per core]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(1..))]
    pub threads: Option<u16>,
    /// Keep the claims that are read in DIR, so that the next run reads only articles that are new or have changed
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// No progress on standard error
    #[arg(short, long)]
    pub quiet: bool,
    #[command(flatten)]
    pub limits: LimitOptions,
}

impl ReadingOptions {
    /// How to read the articles.
    pub fn options(&self) -> article::Options {
        let mut options = article::Options {
            limits: self.limits.limits(),
            manifests: self.manifest.clone(),
            ..Default::default()
        };
        for (field, name) in &self.field {
            // The parser of the option has seen that the field is one.
            let _ = options.fields.add(field, name);
        }
        options
    }
}

/// `field=name`, where articles have such a field.
fn field(text: &str) -> Result<(String, String), String> {
    let (field, name) = text.split_once('=').ok_or("FIELD=NAME is needed, such as text=story")?;
    FieldNames::default().add(field, name)?;
    Ok((field.to_owned(), name.to_owned()))
}

/// What is known beside the articles.
#[derive(Debug, Args)]
pub struct Knowledge {
    /// What one unit of a currency is in another (EUR=1.09USD), so that sums in both can be compared; repeatable
    #[arg(long, value_name = "RATE")]
    pub rate: Vec<Rate>,
    /// The file of decisions [default: claimdiff.decisions.toml, in this folder or the nearest above]
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
}

/// Where output goes, and how it looks.
#[derive(Debug, Args)]
pub struct Display {
    /// Write to FILE, whole or not at all, in the format of its extension; to a
    /// FOLDER/, each format into a file of its own (claimdiff.json, ...)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Open the file when it is written, with the program that the system has for it
    #[arg(long)]
    pub open: bool,
    /// Put the text of each article into JSON, so that every span can be checked
    #[arg(long)]
    pub with_text: bool,
    /// When to colour tables; auto means on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Columns of tables [default: those of the terminal, else $COLUMNS, else 80]
    #[arg(long, value_name = "N", value_parser = value_parser!(u16).range(40..))]
    pub width: Option<u16>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// Columns where nothing says how many there are.
const DEFAULT_WIDTH: usize = 80;
/// A terminal narrower than this gets tables of this width all the same.
const LEAST_WIDTH: usize = 40;

impl Display {
    /// Whether tables are coloured.
    pub fn colored(&self) -> bool {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => self.on_terminal() && !set("NO_COLOR") && !dumb,
        }
    }

    /// Columns of tables.
    pub fn columns(&self) -> usize {
        if let Some(width) = self.width {
            return width.into();
        }
        let terminal = || self.on_terminal().then(terminal_size::terminal_size).flatten();
        let columns = terminal().map(|(width, _)| usize::from(width.0));
        let said = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
        columns.or_else(said).filter(|width| *width > 0).map_or(DEFAULT_WIDTH, |width| width.max(LEAST_WIDTH))
    }

    fn on_terminal(&self) -> bool {
        self.file().is_none() && std::io::stdout().is_terminal()
    }

    /// The file to write to; `-` is standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }
}

/// Which facts a table and a report in Markdown show.
#[derive(Debug, Clone, Args)]
pub struct Facts {
    /// Only facts that mention WORD; repeat it to ask for several words
    #[arg(long, value_name = "WORD")]
    about: Vec<String>,
    /// Only facts of this aspect (killed, salary, distance, ...); repeatable
    #[arg(long, value_name = "ASPECT")]
    aspect: Vec<String>,
    /// Only facts for which this outlet has a figure; repeatable
    #[arg(long, value_name = "OUTLET")]
    outlet: Vec<String>,
    /// Only facts of which it is at least this sure that they are one, 0 to 1
    #[arg(long, value_name = "X", default_value = "0", value_parser = probability, hide_default_value = true)]
    min_confidence: f64,
}

impl Facts {
    /// What is asked for, of facts of every verdict.
    pub fn filter(&self) -> Filter {
        Filter {
            about: self.about.clone(),
            aspects: self.aspect.clone(),
            outlets: self.outlet.clone(),
            min_confidence: self.min_confidence,
            ..Filter::default()
        }
    }
}

/// Reads a probability.
fn probability(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err("a number from 0 to 1 is needed".into()),
    }
}
