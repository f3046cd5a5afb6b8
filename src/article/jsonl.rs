//! JSON Lines: one article a line.

use std::path::Path;

use serde::Deserialize;

use super::{Article, published};
use crate::error::InputError;
use crate::span::Span;

/// One article of a JSON Lines file.
#[derive(Debug)]
pub(super) struct Record {
    /// The article; its id is set later.
    pub article: Article,
    /// The id that the record gives.
    pub id: Option<String>,
    /// The line of the file, from 1.
    pub line: usize,
}

#[derive(Deserialize)]
struct Fields {
    id: Option<Id>,
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// Exports give ids as strings or as numbers.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// The articles of a JSON Lines file; a line that is none is an error, the others go on.
pub(super) fn parse(text: &str, path: &Path) -> Vec<Result<Record, InputError>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(index, line)| record(line, index + 1, path)).collect()
}

fn record(json: &str, line: usize, path: &Path) -> Result<Record, InputError> {
    let bad = |message| InputError::BadRecord { path: path.into(), line, message };
    // A derived reader would take a list for the fields in their order.
    if !json.trim_start().starts_with('{') {
        return Err(bad("no JSON object".into()));
    }
    let fields: Fields = serde_json::from_str(json).map_err(|error| bad(message(&error)))?;
    let given = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
    let id = match fields.id {
        Some(Id::Text(id)) => Some(id),
        Some(Id::Number(id)) => Some(id.to_string()),
        None => None,
    };
    let article = Article {
        path: Some(path.into()),
        title: given(fields.title),
        outlet: given(fields.outlet),
        published: given(fields.published).map(|published| published::normalise(&published)),
        url: given(fields.url),
        language: given(fields.language).unwrap_or_else(|| "en".into()),
        body: Span::new(0, fields.text.len()),
        text: fields.text,
        ..Article::default()
    };
    Ok(Record { article, id: given(id), line })
}

/// The parser's message with the column alone: its line is always 1.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.find(" at line ") {
        Some(at) => format!("{} at column {}", &text[..at], error.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_no_article_and_a_wrong_type_is_named() {
        for (line, expected) in [
            ("[null, \"40 killed\", null, null, null, null, null]", "no JSON object"),
            ("{\"text\": 5}", "invalid type: integer `5`, expected a string at column 10"),
        ] {
            let error = record(line, 1, Path::new("a")).expect_err("no article").to_string();
            assert!(error.starts_with(&format!("a:1: not an article: {expected};")), "{error}");
        }
    }

    #[test]
    fn records_keep_their_line_and_errors_do_not_stop_the_others() {
        let text = "{\"text\": \"40 killed\", \"id\": 7, \"outlet\": \"\"}\n\n{\"title\": \"x\"}\nnonsense\n{\"text\":\"b\", \"more\": 1}\n";
        let records = parse(text, Path::new("a.jsonl"));
        assert_eq!(records.len(), 4);
        let first = records[0].as_ref().expect("an article");
        assert_eq!((first.id.as_deref(), first.line, &first.article.outlet), (Some("7"), 1, &None));
        assert_eq!(first.article.body.of(&first.article.text), "40 killed");
        let error = records[1].as_ref().expect_err("no text").to_string();
        assert!(error.starts_with("a.jsonl:3: not an article: missing field `text` at column 14"), "{error}");
        let error = records[2].as_ref().expect_err("no object").to_string();
        assert!(error.starts_with("a.jsonl:4: not an article: no JSON object;"), "{error}");
        assert_eq!(records[3].as_ref().map(|record| record.line).ok(), Some(5));
    }
}
