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
    /// The article has no text, so it can have no figures.
    NoText {
        /// The file.
        path: PathBuf,
        /// The line, for a file of many articles.
        line: Option<usize>,
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
    /// Whether something was changed in reading: bytes, an id.
    pub fn is_warning(&self) -> bool {
        match self {
            Notice::InvalidBytes { .. } | Notice::DuplicateId { .. } => true,
            Notice::NoText { .. } => false,
        }
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
            Notice::NoText { path, line: None } => write!(f, "{}: empty, so without figures", path.display()),
            Notice::NoText { path, line: Some(line) } => {
                write!(f, "{}:{line}: empty text, so without figures", path.display())
            }
            Notice::DuplicateId { wanted, given } => {
                write!(f, "two articles have the id {wanted:?}; the later one is called {given:?}")
            }
        }
    }
}
