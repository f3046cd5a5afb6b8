//! What a reader wants to say about an input that it could read.

use std::fmt;
use std::path::PathBuf;

/// A remark on an input; it never changes the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Notice {
    /// Bytes that mean nothing in the encoding of a file were replaced by U+FFFD.
    InvalidBytes {
        /// The file.
        path: PathBuf,
        /// How many sequences were replaced.
        count: usize,
        /// The name of the encoding.
        encoding: &'static str,
    },
    /// A file is not UTF-8 and does not say what it is, so its encoding was detected.
    GuessedEncoding {
        /// The file.
        path: PathBuf,
        /// The name of the encoding that it was read in.
        encoding: &'static str,
    },
    /// A file that a folder or an archive was searched for holds no articles.
    PassedOver {
        /// The file.
        path: PathBuf,
        /// What it is instead.
        what: String,
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
    /// An article is in a language that the normalizer does not know, so it was left out.
    OtherLanguage {
        /// The file.
        path: PathBuf,
        /// The line or the number of the record, for a file of many articles.
        line: Option<usize>,
        /// Its language, by its name or tag.
        language: String,
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
        !matches!(self, Notice::NoText { .. } | Notice::GuessedEncoding { .. } | Notice::PassedOver { .. })
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::InvalidBytes { path, count, encoding } => {
                let bytes =
                    if *count == 1 { "1 byte sequence is" } else { &format!("{count} byte sequences are") };
                write!(f, "{}: {bytes} not {encoding} and read as \u{fffd}", path.display())
            }
            Notice::GuessedEncoding { path, encoding } => {
                write!(f, "{}: not UTF-8, read as {encoding}, which it looks like", path.display())
            }
            Notice::PassedOver { path, what } => write!(f, "{}: passed over: {what}", path.display()),
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
            Notice::OtherLanguage { path, line, language } => {
                let place = line.map_or_else(String::new, |line| format!(":{line}"));
                write!(f, "{}{place}: in {language}, not in English, so left out", path.display())
            }
            Notice::DuplicateId { wanted, given } => {
                write!(f, "two articles have the id {wanted:?}; the later one is called {given:?}")
            }
        }
    }
}
