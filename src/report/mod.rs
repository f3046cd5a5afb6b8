//! One renderer a format: each turns a comparison or an extraction into text, and does nothing else.
//!
//! Where the text goes is decided elsewhere. Whatever comes from an article is made visible first
//! ([`visible::line`]), so that no text can move the cursor, change colours or turn the reading direction.

mod csv;
mod filter;
mod format;
mod html;
pub mod json;
mod jsonl;
mod layout;
mod link;
mod markdown;
mod range;
mod rows;
mod style;
mod table;
pub mod visible;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use filter::{Filter, Show};
pub use format::Format;
pub use html::{check_page, page as html};
pub use rows::Rows;
pub use table::{
    annotated as annotated_draft, check as check_table, comparison as comparison_table, diff as diff_table,
    diff_lines, explanation, extraction as extraction_table, timeline as timeline_table,
};

use crate::article::Article;
use crate::checker::Check;
use crate::comparison::{Comparison, Extraction};
use crate::differ::Diff;
use crate::timeline::Timeline;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The JSON writer refuses.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// There is no report of this kind in the format.
    #[error("there is no {} report of {}", .0.name(), .1)]
    Unsuited(Format, &'static str),
    /// The CSV writer refuses.
    #[error("CSV: {0}")]
    Csv(#[from] ::csv::Error),
    /// The XLSX writer refuses: more rows than a sheet holds, for example.
    #[cfg(feature = "xlsx")]
    #[error("XLSX: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

/// What the reports of a run hold and how they look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReportOptions {
    /// For the formats that people read.
    pub table: TableOptions,
    /// What has one row in CSV and in JSON Lines.
    pub rows: Rows,
}

/// A comparison with what its reports need, to be rendered in any format.
///
/// ```
/// use claimdiff::{Article, Comparison, Format, Options, Report};
///
/// let articles = [
///     Article::new("mail", "At least 40 people were killed in the quake, the mayor said."),
///     Article::new("post", "The quake killed 14 people."),
/// ];
/// let comparison = Comparison::of(&articles, &Options::default());
/// let page = Report::new(&comparison, &articles).render(Format::Html)?;
/// assert!(page.starts_with(b"<!DOCTYPE html>"));
/// # Ok::<(), claimdiff::report::ReportError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Report<'a> {
    comparison: &'a Comparison,
    articles: &'a [Article],
    options: ReportOptions,
}

impl<'a> Report<'a> {
    /// The report of a comparison of `articles`, whose texts the page for editors shows; without them it has the quotes
    /// only.
    pub fn new(comparison: &'a Comparison, articles: &'a [Article]) -> Self {
        Report { comparison, articles, options: ReportOptions::default() }
    }

    /// With other options than the usual ones.
    pub fn with(self, options: ReportOptions) -> Self {
        Report { options, ..self }
    }

    /// The report in a format: UTF-8, but for workbooks.
    ///
    /// # Errors
    /// What the writer of the format says.
    pub fn render(&self, format: Format) -> Result<Vec<u8>, ReportError> {
        comparison(self.comparison, self.articles, format, &self.options)
    }
}

/// The comparison of `articles` in a format.
///
/// # Errors
/// What the writer of the format says.
pub fn comparison(
    comparison: &Comparison,
    articles: &[Article],
    format: Format,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let claims = || rows::placed_claims(&comparison.articles, &comparison.claims, &comparison.facts);
    match (format, options.rows) {
        (Format::Table, _) => Ok(comparison_table(comparison, &options.table).into_bytes()),
        (Format::Json, _) => Ok(json::document(comparison)?.into_bytes()),
        (Format::Html, _) => Ok(html(comparison, articles).into_bytes()),
        (Format::JsonLines, Rows::Claims) => Ok(jsonl::document(claims())?.into_bytes()),
        (Format::JsonLines, Rows::Pairs) => Ok(jsonl::document(rows::pairs(comparison))?.into_bytes()),
        (Format::Csv, Rows::Claims) => Ok(csv::document(claims())?),
        (Format::Csv, Rows::Pairs) => Ok(csv::document(rows::pairs(comparison))?),
        (Format::Markdown, _) => {
            Ok(markdown::comparison(comparison, &options.table.filter, options.table.full).into_bytes())
        }
        #[cfg(feature = "xlsx")]
        (Format::Xlsx, _) => Ok(xlsx::comparison(comparison)?),
    }
}

/// The claims of an extraction in a format. JSON Lines has one claim of the contract a line, then the exclusions; CSV
/// has no place for exclusions.
///
/// # Errors
/// [`ReportError::Unsuited`] for the page and for Markdown, and what the writer of the format says.
pub fn extraction(
    extraction: &Extraction,
    format: Format,
    options: &TableOptions,
) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Table => Ok(extraction_table(extraction, options).into_bytes()),
        Format::Json => Ok(json::document(extraction)?.into_bytes()),
        Format::Html | Format::Markdown => Err(ReportError::Unsuited(format, "an extraction")),
        Format::JsonLines => {
            let claims = extraction.claims.iter().map(json::line);
            let exclusions = extraction.exclusions.iter().flatten().map(json::line);
            Ok(claims.chain(exclusions).collect::<Result<String, _>>()?.into_bytes())
        }
        Format::Csv => {
            let claims = rows::placed_claims(&extraction.articles, &extraction.claims, &[]);
            Ok(csv::document(claims)?)
        }
        #[cfg(feature = "xlsx")]
        Format::Xlsx => Ok(xlsx::extraction(extraction)?),
    }
}

/// The check of a draft in a format; CSV, JSON Lines and XLSX have one row a figure. `articles` are the draft and its
/// sources.
///
/// # Errors
/// What the writer of the format says.
pub fn check(
    check: &Check,
    articles: &[Article],
    format: Format,
    options: &TableOptions,
) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Table => Ok(check_table(check, options).into_bytes()),
        Format::Json => Ok(json::document(check)?.into_bytes()),
        Format::Html => Ok(check_page(check, articles).into_bytes()),
        Format::JsonLines => Ok(jsonl::document(rows::findings(check))?.into_bytes()),
        Format::Csv => Ok(csv::document(rows::findings(check))?),
        Format::Markdown => Ok(markdown::check(check, options.full).into_bytes()),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => Ok(xlsx::check(check)?),
    }
}

/// The changes between two versions in a format; CSV, JSON Lines and XLSX have one row a change.
///
/// # Errors
/// [`ReportError::Unsuited`] for the page, and what the writer of the format says.
pub fn diff(diff: &Diff, format: Format, options: &TableOptions) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Table => Ok(diff_table(diff, options).into_bytes()),
        Format::Json => Ok(json::document(diff)?.into_bytes()),
        Format::Html => Err(ReportError::Unsuited(format, "two versions")),
        Format::JsonLines => Ok(jsonl::document(rows::changes(diff))?.into_bytes()),
        Format::Csv => Ok(csv::document(rows::changes(diff))?),
        Format::Markdown => Ok(markdown::diff(diff).into_bytes()),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => Ok(xlsx::diff(diff)?),
    }
}

/// Facts over time in a format; CSV, JSON Lines and XLSX have one row a figure and day.
///
/// # Errors
/// [`ReportError::Unsuited`] for the page (that of a comparison has the timelines), and what the writer of the format
/// says.
pub fn timeline(timeline: &Timeline, format: Format, options: &TableOptions) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Table => Ok(timeline_table(timeline, options).into_bytes()),
        Format::Json => Ok(json::document(timeline)?.into_bytes()),
        Format::Html => Err(ReportError::Unsuited(format, "a timeline")),
        Format::JsonLines => Ok(jsonl::document(rows::entries(timeline))?.into_bytes()),
        Format::Csv => Ok(csv::document(rows::entries(timeline))?),
        Format::Markdown => Ok(markdown::timeline(timeline, &options.filter, options.full).into_bytes()),
        #[cfg(feature = "xlsx")]
        Format::Xlsx => Ok(xlsx::timeline(timeline)?),
    }
}

/// How a table is laid out and what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct TableOptions {
    /// Columns of the terminal; lines are at most this long, unless a path or a URL is longer.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// Every quote with its place, every pair, every name.
    pub full: bool,
    /// Which facts are shown.
    pub filter: Filter,
}

impl Default for TableOptions {
    fn default() -> Self {
        TableOptions { width: 80, color: false, full: false, filter: Filter::default() }
    }
}
