//! What can go wrong with an input, in words that say which input and what to do about it.

use std::io;
use std::path::PathBuf;

/// Why an input could not be read; the others are still compared.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum InputError {
    /// Nothing exists under this path.
    #[error("{}: no such file or folder", path.display())]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The operating system refuses to read it.
    #[error("{}: cannot be read: {}", path.display(), reason(source))]
    Unreadable {
        /// The path as given or found.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// It is not text.
    #[error("{}: a binary file (NUL byte at offset {offset}), not an article; save its text as UTF-8", path.display())]
    Binary {
        /// The path as given or found.
        path: PathBuf,
        /// Where the first NUL byte stands.
        offset: usize,
    },
    /// A folder without a file that could be an article.
    #[error("{}: no articles in this folder; articles are .txt, .md, .jsonl and .ndjson files", path.display())]
    EmptyFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// A line of a JSON Lines file that holds no article.
    #[error("{}:{line}: not an article: {message}; a line is an object with at least \"text\"", path.display())]
    BadRecord {
        /// The path as given or found.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What the JSON parser says.
        message: String,
    },
}

/// The message of an I/O error without its number, which tells an editor nothing.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_path_and_the_reason() {
        let error = InputError::Unreadable { path: "a.txt".into(), source: io::Error::from_raw_os_error(13) };
        assert_eq!(error.to_string(), "a.txt: cannot be read: permission denied");
        let error = InputError::BadRecord { path: "a.jsonl".into(), line: 3, message: "no".into() };
        assert!(error.to_string().starts_with("a.jsonl:3: not an article: no"), "{error}");
    }
}
