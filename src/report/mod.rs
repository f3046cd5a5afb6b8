//! One renderer a format: each turns a comparison or an extraction into text, and does nothing else.
//!
//! Where the text goes is decided elsewhere. Whatever comes from an article is made visible first
//! ([`visible::line`]), so that no text can move the cursor, change colours or turn the reading direction.

mod filter;
mod format;
mod html;
pub mod json;
mod layout;
mod range;
mod style;
mod table;
pub mod visible;

pub use filter::{Filter, Show};
pub use format::Format;
pub use html::page as html;
pub use table::{comparison as comparison_table, explanation, extraction as extraction_table};

use crate::article::Article;
use crate::comparison::{Comparison, Extraction};

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The JSON writer refuses.
    #[error("JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The format has no form for what it is asked to hold.
    #[error("there is no {} report of this", .0.name())]
    Unsuited(Format),
}

/// The comparison of `articles` in a format; the options are for the formats that people read.
///
/// # Errors
/// [`ReportError::Unsuited`] for JSON Lines, and what the writer of the format says.
pub fn comparison(
    comparison: &Comparison,
    articles: &[Article],
    format: Format,
    options: &TableOptions,
) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Table => Ok(comparison_table(comparison, options).into_bytes()),
        Format::Json => Ok(json::document(comparison)?.into_bytes()),
        Format::Html => Ok(html(comparison, articles).into_bytes()),
        Format::JsonLines => Err(ReportError::Unsuited(format)),
    }
}

/// The claims of an extraction in a format; the options are for the formats that people read.
///
/// # Errors
/// What the writer of the format says.
pub fn extraction(
    extraction: &Extraction,
    format: Format,
    options: &TableOptions,
) -> Result<Vec<u8>, ReportError> {
    match format {
        Format::Table => Ok(extraction_table(extraction, options).into_bytes()),
        Format::Json => Ok(json::document(extraction)?.into_bytes()),
        Format::Html => Err(ReportError::Unsuited(format)),
        Format::JsonLines => {
            let claims = extraction.claims.iter().map(json::line);
            let exclusions = extraction.exclusions.iter().flatten().map(json::line);
            Ok(claims.chain(exclusions).collect::<Result<String, _>>()?.into_bytes())
        }
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
