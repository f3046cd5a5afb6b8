//! What can go wrong with an input, in words that say which input and what to do about it.

use std::io;
use std::path::PathBuf;

use crate::article::Limit;

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
    #[error("{}: no articles in this folder; articles are .txt, .md, .html, .jsonl, .csv, .docx, .pdf and other files (see the README)", path.display())]
    EmptyFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// It goes beyond a limit.
    #[error("{}: {limit}", path.display())]
    Limit {
        /// The path as given or found, with the name inside an archive.
        path: PathBuf,
        /// The limit that it has hit.
        limit: Limit,
    },
    /// It is broken: cut short, or not what its first bytes say.
    #[error("{}: {message}", path.display())]
    Malformed {
        /// The path as given or found, with the name inside an archive.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// It is of a kind that no articles can be read from.
    #[error("{}: {what}", path.display())]
    Unsupported {
        /// The path as given or found, with the name inside an archive.
        path: PathBuf,
        /// What it is, and what to do about it.
        what: String,
    },
    /// Its reader is not part of this program.
    #[error("{}: needs the reader `{feature}`, which this claimdiff was built without", path.display())]
    NotBuilt {
        /// The path as given or found, with the name inside an archive.
        path: PathBuf,
        /// The cargo feature that has the reader.
        feature: &'static str,
    },
    /// A manifest or a sidecar that is not what it should be.
    #[error("{}: {message}; the README shows what a manifest looks like", path.display())]
    BadManifest {
        /// The path as given, or beside a file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// A record of a file of many that holds no article.
    #[error("{}:{line}: not an article: {message}; a record has at least a \"text\"", path.display())]
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

/// A name that is closer than this, of 1, is suggested for an unknown one.
const CLOSE: f64 = 0.75;

/// `unknown key "shwo"; did you mean "show"?`, or all that are known where none is close.
pub fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    let likeness = |one: &&&str| strsim::jaro_winkler(one, &name.to_lowercase());
    let best = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match best.filter(|best| likeness(best) >= CLOSE) {
        Some(best) => format!("unknown {what} \"{name}\"; did you mean \"{best}\"?"),
        None => format!("unknown {what} \"{name}\"; known are {}", known.join(", ")),
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
