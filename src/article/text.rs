//! Plain text and Markdown files, with an optional block of front matter.

use super::draft::Draft;
use super::metadata::Metadata;
use crate::span::Span;

/// Keys of the front matter that mean something to claimdiff.
const KEYS: [&str; 8] = ["id", "title", "outlet", "author", "published", "date", "url", "language"];

/// An article from the whole decoded text of a file.
#[derive(Debug)]
pub(super) struct Parsed {
    /// The article.
    pub draft: Draft,
    /// Set when the text begins like front matter but is none.
    pub broken: Option<Broken>,
}

/// Where front matter breaks: the line that is no `key: value`, or nowhere when it is never closed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The line, from 1.
    pub line: Option<usize>,
}

/// Reads the front matter, if there is any; what follows is the body.
pub(super) fn parse(text: String) -> Parsed {
    let (mut metadata, mut broken, mut start) = (Metadata::default(), None, 0);
    match front_matter(&text) {
        FrontMatter::Absent => {}
        FrontMatter::Broken(at) => broken = Some(at),
        FrontMatter::Fields(fields, end) => {
            start = end;
            metadata = described(&fields);
        }
    }
    let language_is_set = metadata.language.is_some();
    let body = Span::new(start, text.len());
    Parsed { draft: Draft { text, body, metadata, language_is_set, ..Draft::default() }, broken }
}

/// What the fields say of the article; of a key that repeats, the last counts.
fn described(fields: &[(&str, &str)]) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let value = Some((*value).to_owned());
        match key.to_ascii_lowercase().as_str() {
            "id" => metadata.id = value,
            "title" => metadata.title = value,
            "outlet" => metadata.outlet = value,
            "author" => metadata.author = value,
            "published" | "date" => metadata.published = value,
            "url" => metadata.url = value,
            "language" => metadata.language = value,
            _ => {}
        }
    }
    metadata
}

/// What stands at the head of a text.
enum FrontMatter<'a> {
    /// Nothing that looks like it.
    Absent,
    /// Something that begins with a field that claimdiff knows, but does not go on like that.
    Broken(Broken),
    /// The fields, and the byte at which the body starts.
    Fields(Vec<(&'a str, &'a str)>, usize),
}

/// Reads the head of `text`.
///
/// A block counts as front matter only when every line of it reads like `key: value`, a list item, a comment or a
/// continuation: prose between two horizontal rules stays in the body.
fn front_matter(text: &str) -> FrontMatter<'_> {
    let mut fields = Vec::new();
    let broken = |fields: &[(&str, &str)], line| {
        let known = fields.iter().any(|(key, _)| KEYS.contains(&key.to_ascii_lowercase().as_str()));
        if known { FrontMatter::Broken(Broken { line }) } else { FrontMatter::Absent }
    };
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let content = line.trim_end();
        match (number, content) {
            (0, "---") => continue,
            (0, _) => return FrontMatter::Absent,
            (_, "---" | "...") => return FrontMatter::Fields(fields, at),
            (_, "") => continue,
            _ if content.starts_with([' ', '\t', '#', '-']) => continue,
            _ => {}
        }
        match content.split_once(':') {
            Some((key, value)) if is_key(key) => fields.push((key, unquoted(value.trim()))),
            _ => return broken(&fields, Some(number + 1)),
        }
    }
    broken(&fields, None)
}

fn is_key(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

/// The value without the quotes around it.
fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .into_iter()
        .find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(value)
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_gives_metadata_and_stays_out_of_the_body() {
        let text = "---\ntitle: \"Pay: the facts\"\noutlet: 'Bild'\npublished: 11 April 2020\nurl: https://x.org/a\nid: one\n---\nBody of 3.\n";
        let Draft { text: kept, body, metadata, .. } = parse(text.into()).draft;
        assert_eq!(metadata.title.as_deref(), Some("Pay: the facts"));
        assert_eq!(metadata.outlet.as_deref(), Some("Bild"));
        assert_eq!(metadata.published.as_deref(), Some("11 April 2020"));
        assert_eq!(metadata.url.as_deref(), Some("https://x.org/a"));
        assert_eq!(metadata.id.as_deref(), Some("one"));
        assert_eq!(body.of(&kept), "Body of 3.\n");
        assert_eq!(kept, text);
    }

    #[test]
    fn lines_may_end_in_crlf() {
        let Draft { text, body, metadata, .. } = parse("---\r\noutlet: X\r\n---\r\nBody\r\n".into()).draft;
        assert_eq!(metadata.outlet.as_deref(), Some("X"));
        assert_eq!(body.of(&text), "Body\r\n");
    }

    #[test]
    fn prose_between_rules_is_body() {
        for text in ["---\nForty men were killed.\n---\n", "---\ntitle: never closed\n", "No rule\n---\n", ""]
        {
            let draft = parse(text.into()).draft;
            assert_eq!(draft.body.of(&draft.text), text);
            assert_eq!(draft.metadata, Metadata::default());
        }
    }

    #[test]
    fn front_matter_that_breaks_is_noticed_and_prose_is_not() {
        for (text, line) in [
            ("---\ntitle: x\nForty men were killed.\n---\n", Some(Some(3))),
            ("---\noutlet: x\nPublished on: 2020\n---\n", Some(Some(3))),
            ("---\noutlet: never closed\n", Some(None)),
            ("---\nForty men were killed.\n---\n", None),
            ("---\nKilled: 40\n\nMore prose.\n", None),
            ("---\ntitle: x\n---\nBody\n", None),
        ] {
            assert_eq!(parse(text.into()).broken.map(|broken| broken.line), line, "{text}");
        }
    }

    #[test]
    fn a_language_in_the_front_matter_is_set() {
        assert!(!parse("x".into()).draft.language_is_set);
        let draft = parse("---\nlanguage: de\n---\nx".into()).draft;
        assert_eq!((draft.metadata.language.as_deref(), draft.language_is_set), (Some("de"), true));
    }
}
