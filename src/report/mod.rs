//! One renderer a format: each turns a comparison or an extraction into text, and does nothing else.
//!
//! Where the text goes is decided elsewhere. Whatever comes from an article is made visible first
//! ([`visible::line`]), so that no text can move the cursor, change colours or turn the reading direction.

mod filter;
pub mod json;
mod layout;
mod range;
mod style;
mod table;
pub mod visible;

pub use filter::{Filter, Show};
pub use table::{comparison as comparison_table, explanation, extraction as extraction_table};

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
