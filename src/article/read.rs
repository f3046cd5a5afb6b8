//! Inputs to articles: what could be read, what could not, and what is to be said about it.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::discover::{self, Input};
use super::ids::{self, Wish};
use super::text::{Broken, Parsed};
use super::{Article, Notice, decode, jsonl, text};
use crate::error::InputError;

/// What the readers made of the inputs.
#[derive(Debug, Default)]
pub struct Reading {
    /// The articles, in the order of the input.
    pub articles: Vec<Article>,
    /// What could not be read.
    pub errors: Vec<InputError>,
    /// Remarks on what could.
    pub notices: Vec<Notice>,
}

/// Reads all articles that `paths` stand for: files, folders (recursively), and `-` for `stdin`.
///
/// One input that cannot be read does not stop the others. In a folder, hidden files, files of other formats and
/// files named `README` are passed over.
pub fn read(paths: &[PathBuf], stdin: &mut dyn Read) -> Reading {
    let mut reading = Reading::default();
    let mut wishes = Vec::new();
    for input in discover::discover(paths) {
        let outcome = match input {
            Err(error) => Err(error),
            Ok(Input::Stdin) => read_stdin(stdin, &mut reading, &mut wishes),
            Ok(Input::File { path, depth }) => read_file(&path, depth, &mut reading, &mut wishes),
        };
        reading.errors.extend(outcome.err());
    }
    let (ids, notices) = ids::assign(wishes);
    for (article, id) in reading.articles.iter_mut().zip(ids) {
        article.id = id;
    }
    reading.notices.extend(notices);
    reading.notices.extend(other_languages(&reading.articles));
    reading
}

/// A notice about the articles that say that they are not in English, if there are any.
fn other_languages(articles: &[Article]) -> Option<Notice> {
    let english = |tag: &str| {
        let main = tag.split(['-', '_']).next().unwrap_or_default();
        ["en", "eng", "english"].iter().any(|name| main.eq_ignore_ascii_case(name))
    };
    let others = || articles.iter().map(|article| &article.language).filter(|tag| !english(tag));
    let mut languages: Vec<String> = Vec::new();
    for tag in others() {
        if !languages.contains(tag) {
            languages.push(tag.clone());
        }
    }
    (!languages.is_empty()).then(|| Notice::OtherLanguage { articles: others().count(), languages })
}

fn read_stdin(stdin: &mut dyn Read, reading: &mut Reading, wishes: &mut Vec<Wish>) -> Result<(), InputError> {
    let path = Path::new("stdin");
    let mut bytes = Vec::new();
    stdin.read_to_end(&mut bytes).map_err(|source| InputError::Unreadable { path: path.into(), source })?;
    let text = decoded(bytes, path, reading)?;
    let first = reading.articles.len();
    if text.trim_start().starts_with('{') {
        add_records(&text, path, 1, reading, wishes);
    } else {
        add_text(text, path, 1, reading, wishes);
    }
    for article in &mut reading.articles[first..] {
        article.path = None;
    }
    Ok(())
}

fn read_file(
    path: &Path,
    depth: usize,
    reading: &mut Reading,
    wishes: &mut Vec<Wish>,
) -> Result<(), InputError> {
    let bytes = fs::read(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => InputError::Missing { path: path.into() },
        _ => InputError::Unreadable { path: path.into(), source },
    })?;
    let text = decoded(bytes, path, reading)?;
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match extension.as_str() {
        "jsonl" | "ndjson" => add_records(&text, path, depth, reading, wishes),
        _ => add_text(text, path, depth, reading, wishes),
    }
    Ok(())
}

fn decoded(bytes: Vec<u8>, path: &Path, reading: &mut Reading) -> Result<String, InputError> {
    let decoded = decode::decode(bytes).map_err(|offset| InputError::Binary { path: path.into(), offset })?;
    if decoded.replaced > 0 {
        reading.notices.push(Notice::InvalidBytes { path: path.into(), count: decoded.replaced });
    }
    Ok(decoded.text)
}

fn add_text(text: String, path: &Path, depth: usize, reading: &mut Reading, wishes: &mut Vec<Wish>) {
    let Parsed { mut article, id, broken } = text::parse(text);
    if let Some(Broken { line }) = broken {
        reading.notices.push(Notice::BrokenFrontMatter { path: path.into(), line });
    }
    if article.body.of(&article.text).trim().is_empty() {
        reading.notices.push(Notice::NoText { path: path.into(), line: None });
    }
    article.path = Some(path.into());
    wishes.push(Wish::new(id, path, depth, None));
    reading.articles.push(article);
}

fn add_records(text: &str, path: &Path, depth: usize, reading: &mut Reading, wishes: &mut Vec<Wish>) {
    let records = jsonl::parse(text, path);
    if records.is_empty() {
        reading.notices.push(Notice::NoText { path: path.into(), line: None });
    }
    for record in records {
        match record {
            Err(error) => reading.errors.push(error),
            Ok(record) => {
                if record.article.text.trim().is_empty() {
                    reading.notices.push(Notice::NoText { path: path.into(), line: Some(record.line) });
                }
                wishes.push(Wish::new(record.id, path, depth, Some(record.line)));
                reading.articles.push(record.article);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_stdin(text: &str) -> Reading {
        read(&[PathBuf::from("-")], &mut text.as_bytes())
    }

    #[test]
    fn standard_input_is_text_or_json_lines() {
        let text = from_stdin("40 killed");
        assert_eq!((text.articles[0].id.as_str(), &text.articles[0].path), ("stdin", &None));
        let lines = from_stdin(" {\"text\": \"a\"}\n{\"text\": \"b\", \"id\": \"x\"}\n");
        assert_eq!(lines.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["stdin:1", "x"]);
    }

    #[test]
    fn other_languages_than_english_are_said_once() {
        let of = |tag: &str| Article { language: tag.into(), ..Article::new("a", "x") };
        assert_eq!(other_languages(&[of("en"), of("en-GB"), of("English")]), None);
        let notice = other_languages(&[of("de"), of("en"), of("fr"), of("de")]).expect("a notice");
        assert_eq!(notice.to_string(), "3 articles are not in English (de, fr), but read as if so");
    }

    #[test]
    fn an_empty_text_is_an_article_with_a_notice() {
        let reading = from_stdin("");
        assert_eq!((reading.articles.len(), reading.errors.len(), reading.notices.len()), (1, 0, 1));
    }

    #[test]
    fn a_missing_file_does_not_stop_the_others() {
        let reading = read(&["no-such-file.txt".into(), "-".into()], &mut "x".as_bytes());
        assert_eq!(reading.articles.len(), 1);
        assert!(matches!(reading.errors[..], [InputError::Missing { .. }]));
    }
}
