//! A record of named values to an article: a row, a line of JSON Lines, an element of a list.

use serde_json::{Map, Value};

use super::document::article;
use super::draft::{Draft, Found, Source};
use super::read::Options;
use crate::error::InputError;

/// The article that a record is, or why it is none.
pub(super) fn read(record: Map<String, Value>, source: Source, options: &Options) -> Vec<Found> {
    let record = options.fields.read(record);
    match (record.text, record.wrong) {
        (Some(text), _) => article(Draft::of_field(text, record.metadata), source),
        (None, Some(kind)) => vec![bad(&source, format!("its text is {kind}, not a string"))],
        (None, None) => vec![bad(&source, "missing field `text` (or body, content, articleBody)".into())],
    }
}

/// The error that says why the record at `source` is no article.
pub(super) fn bad(source: &Source, message: String) -> Found {
    let line = source.part.unwrap_or(1);
    Found::Error(InputError::BadRecord { path: source.path.clone(), line, message })
}
