//! Articles: their text and what is known about them, and their readers, one file a format.
// Where a reader is left out, what only it needs is for nobody.
#![cfg_attr(
    not(all(
        feature = "archive",
        feature = "csv",
        feature = "feed",
        feature = "language",
        feature = "office",
        feature = "pdf",
        feature = "warc"
    )),
    allow(dead_code, unused_variables)
)]

#[cfg(feature = "archive")]
mod archive;
#[cfg(feature = "csv")]
mod csv;
mod discover;
mod document;
mod draft;
mod encoding;
#[cfg(feature = "feed")]
mod feed;
mod format;
mod guard;
mod html;
mod ids;
mod intake;
mod json;
mod language;
mod limits;
mod lines;
#[cfg(feature = "manifest")]
mod manifest;
mod metadata;
mod notice;
#[cfg(feature = "office")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
pub(crate) mod published;
mod read;
mod record;
mod tabular;
mod text;
#[cfg(feature = "warc")]
mod warc;
#[cfg(any(feature = "feed", feature = "office"))]
mod xml;

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

pub use limits::{Limit, Limits};
pub use metadata::{Field, FieldNames};
pub use notice::Notice;
pub use read::{Options, Reading, read, read_in_portions, read_with};

/// One article: its text and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Unique among the articles of a run.
    pub id: String,
    /// The file it came from, as given on the command line or found in a folder.
    pub path: Option<PathBuf>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Date or date and time of publication, as given (RFC 3339 or a plain date).
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// The whole decoded text; all spans point into it.
    pub text: String,
    /// The bytes of `text` that are the article itself, without front matter.
    pub body: Span,
    /// Where each page starts in `text`, in bytes, for formats that have pages.
    pub pages: Vec<usize>,
}

impl Article {
    /// An article of plain text without metadata: the whole text is the body.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Article {
            id: id.into(),
            body: Span::new(0, text.len()),
            text,
            language: "en".into(),
            ..Article::default()
        }
    }

    /// The page that the byte `at` of the text stands on, from 1, for formats that have pages.
    pub fn page(&self, at: usize) -> Option<usize> {
        let page = self.pages.partition_point(|start| *start <= at);
        (page > 0).then_some(page)
    }

    /// What JSON output says about the article; `duplicate_of` is the id of the article that it is a copy of.
    pub fn summary(&self, duplicate_of: Option<String>) -> ArticleSummary {
        ArticleSummary {
            id: self.id.clone(),
            path: self.path.as_ref().map(|path| path.to_string_lossy().into_owned()),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            author: self.author.clone(),
            published: self.published.clone(),
            url: self.url.clone(),
            language: self.language.clone(),
            bytes: self.text.len(),
            duplicate_of,
            text: None,
        }
    }
}

/// What JSON output says about an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArticleSummary {
    /// Unique among the articles of a run.
    pub id: String,
    /// The file it came from.
    pub path: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Date of publication, as given.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// Length of the text in bytes.
    pub bytes: usize,
    /// Id of the article that this one is a copy of.
    pub duplicate_of: Option<String>,
    /// The whole text, which all spans point into; only with `--with-text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
