//! What a reader makes of a document: articles that have no id yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::metadata::Metadata;
use super::{Notice, html};
use crate::error::InputError;
use crate::span::Span;

/// Where a document stands: a file, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// The path as given, or the folder as given and the path in it; for a part of an archive its name goes on.
    pub path: PathBuf,
    /// How many of the last parts of the path name its articles.
    pub depth: usize,
    /// Whether it was found in a folder or an archive, so that it may well hold no articles.
    pub searched: bool,
    /// The line or the number of the record, where one file holds many.
    pub part: Option<usize>,
    /// The encoding that an HTTP header names.
    pub charset: Option<String>,
    /// The address that it was fetched from.
    pub url: Option<String>,
    /// What a person says about it, in a manifest or a sidecar.
    pub known: Arc<Metadata>,
}

impl Source {
    /// A file, named by the last `depth` parts of its path.
    pub fn new(path: &Path, depth: usize, searched: bool) -> Self {
        Source {
            path: path.into(),
            depth,
            searched,
            part: None,
            charset: None,
            url: None,
            known: Arc::default(),
        }
    }

    /// The record `part` of this.
    pub fn record(&self, part: usize) -> Self {
        Source { part: Some(part), known: self.known_to_parts(), ..self.clone() }
    }

    /// What is known about a file of many articles holds for each of them, but for what only one can have.
    fn known_to_parts(&self) -> Arc<Metadata> {
        let known = &self.known;
        if known.id.is_none() && known.title.is_none() && known.url.is_none() {
            return Arc::clone(known);
        }
        Arc::new(Metadata { id: None, title: None, url: None, ..Metadata::clone(known) })
    }

    /// The member `name` of this archive: a name and nothing else, whatever it climbs to.
    pub fn member(&self, name: &str) -> Self {
        let parts: Vec<&str> =
            name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let inner: PathBuf = parts.iter().collect();
        // An absolute or climbing name is none any more: only plain parts are left of it.
        let depth = parts.len().max(1);
        Source {
            path: self.path.join(inner),
            depth,
            searched: true,
            known: self.known_to_parts(),
            ..self.clone()
        }
    }
}

/// One article, as its reader made it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Draft {
    /// The whole text.
    pub text: String,
    /// The bytes of it that are the article itself.
    pub body: Span,
    /// What the document says about it.
    pub metadata: Metadata,
    /// Where each page starts, in bytes, for formats that have pages.
    pub pages: Vec<usize>,
    /// Whether the language was set by a person, for this article.
    pub language_is_set: bool,
}

impl Draft {
    /// An article that is all of `text`.
    pub fn new(text: String, metadata: Metadata) -> Self {
        Draft { body: Span::new(0, text.len()), text, metadata, ..Draft::default() }
    }

    /// An article whose text may be a fragment of HTML, as the fields of feeds and exports often are.
    pub fn of_field(text: String, metadata: Metadata) -> Self {
        let text = if html::is_markup(&text) { html::fragment(&text) } else { text };
        Draft::new(text, metadata)
    }
}

/// What came out of a document, in its order.
#[derive(Debug)]
pub(super) enum Found {
    /// An article, and where it stands.
    Article(Box<Draft>, Source),
    /// What could not be read.
    Error(InputError),
    /// A remark.
    Notice(Notice),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_an_archive_cannot_climb_out_of_it() {
        let archive = Source::new(Path::new("in/set.zip"), 1, false);
        for (name, path, depth) in [
            ("a/b.txt", "in/set.zip/a/b.txt", 2),
            ("../../etc/passwd.txt", "in/set.zip/etc/passwd.txt", 2),
            ("/etc/passwd.txt", "in/set.zip/etc/passwd.txt", 2),
            ("..\\..\\x.txt", "in/set.zip/x.txt", 1),
            ("..", "in/set.zip", 1),
        ] {
            let member = archive.member(name);
            assert_eq!((member.path.as_path(), member.depth), (Path::new(path), depth), "{name}");
        }
    }
}
