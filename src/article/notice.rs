//! What a reader wants to say about an input that it could read.

use std::fmt;
use std::path::PathBuf;

/// A remark on an input; it never changes the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// Bytes that are not UTF-8 were replaced by U+FFFD.
    InvalidBytes {
        /// The file.
        path: PathBuf,
        /// How many sequences were replaced.
        count: usize,
    },
    /// A text begins like front matter, but is none, so all of it is read as the article.
    BrokenFrontMatter {
        /// The file.
        path: PathBuf,
        /// The first line that is not of the form `key: value`; `None` when the block is never closed.
        line: Option<usize>,
    },
    /// The article has no text, so it can have no figures.
    NoText {
        /// The file.
        path: PathBuf,
        /// The line, for a file of many articles.
        line: Option<usize>,
    },
    /// Articles say that they are in a language that is not known, and are read as English all the same.
    OtherLanguage {
        /// How many articles.
        articles: usize,
        /// Their languages, each once, in the order of the input.
        languages: Vec<String>,
    },
    /// Two articles asked for the same id.
    DuplicateId {
        /// The id that both asked for.
        wanted: String,
        /// The id that the later one got.
        given: String,
    },
}

impl Notice {
    /// Whether something was not read as it was meant: bytes, front matter, a language, an id.
    pub fn is_warning(&self) -> bool {
        !matches!(self, Notice::NoText { .. })
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::InvalidBytes { path, count } => {
                let bytes =
                    if *count == 1 { "1 byte sequence is" } else { &format!("{count} byte sequences are") };
                write!(f, "{}: {bytes} not UTF-8 and read as \u{fffd}", path.display())
            }
            Notice::BrokenFrontMatter { path, line: Some(line) } => {
                let path = path.display();
                write!(
                    f,
                    "{path}:{line}: not \"key: value\", so the block above is read as part of the article"
                )
            }
            Notice::BrokenFrontMatter { path, line: None } => {
                write!(
                    f,
                    "{}: front matter without a closing --- is read as part of the article",
                    path.display()
                )
            }
            Notice::NoText { path, line: None } => write!(f, "{}: empty, so without figures", path.display()),
            Notice::NoText { path, line: Some(line) } => {
                write!(f, "{}:{line}: empty text, so without figures", path.display())
            }
            Notice::OtherLanguage { articles, languages } => {
                let are = if *articles == 1 { "1 article is" } else { &format!("{articles} articles are") };
                write!(f, "{are} not in English ({}), but read as if so", languages.join(", "))
            }
            Notice::DuplicateId { wanted, given } => {
                write!(f, "two articles have the id {wanted:?}; the later one is called {given:?}")
            }
        }
    }
}
