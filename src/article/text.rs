//! Plain text and Markdown files, with an optional block of front matter.

use super::{Article, published};
use crate::span::Span;

/// An article from the whole decoded text of a file; its id is set later unless the front matter gives one.
pub(super) fn parse(text: String) -> (Article, Option<String>) {
    let mut article = Article { language: "en".into(), ..Article::default() };
    let mut id = None;
    let mut start = 0;
    if let Some((fields, end)) = front_matter(&text) {
        start = end;
        for (key, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            match key.to_ascii_lowercase().as_str() {
                "id" => id = Some(value.to_owned()),
                "title" => article.title = Some(value.to_owned()),
                "outlet" => article.outlet = Some(value.to_owned()),
                "published" | "date" => article.published = Some(published::normalise(value)),
                "url" => article.url = Some(value.to_owned()),
                "language" => article.language = value.to_owned(),
                _ => {}
            }
        }
    }
    article.body = Span::new(start, text.len());
    article.text = text;
    (article, id)
}

/// The fields of the front matter and the byte at which the body starts.
///
/// A block counts as front matter only when every line of it reads like `key: value`, a list item, a comment or a
/// continuation: prose between two horizontal rules stays in the body.
fn front_matter(text: &str) -> Option<(Vec<(&str, &str)>, usize)> {
    let mut fields = Vec::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let content = line.trim_end();
        match (number, content) {
            (0, "---") => continue,
            (0, _) => return None,
            (_, "---" | "...") => return Some((fields, at)),
            (_, "") => continue,
            _ => {}
        }
        if content.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let (key, value) = content.split_once(':')?;
        if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-') {
            return None;
        }
        fields.push((key, unquoted(value.trim())));
    }
    None
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
        let (article, id) = parse(text.into());
        assert_eq!(article.title.as_deref(), Some("Pay: the facts"));
        assert_eq!(article.outlet.as_deref(), Some("Bild"));
        assert_eq!(article.published.as_deref(), Some("2020-04-11"));
        assert_eq!(article.url.as_deref(), Some("https://x.org/a"));
        assert_eq!(id.as_deref(), Some("one"));
        assert_eq!(article.body.of(&article.text), "Body of 3.\n");
        assert_eq!(article.text, text);
    }

    #[test]
    fn lines_may_end_in_crlf() {
        let (article, _) = parse("---\r\noutlet: X\r\n---\r\nBody\r\n".into());
        assert_eq!(article.outlet.as_deref(), Some("X"));
        assert_eq!(article.body.of(&article.text), "Body\r\n");
    }

    #[test]
    fn prose_between_rules_is_body() {
        for text in ["---\nForty men were killed.\n---\n", "---\ntitle: never closed\n", "No rule\n---\n", ""]
        {
            let (article, id) = parse(text.into());
            assert_eq!(article.body.of(&article.text), text);
            assert_eq!((article.title, id), (None, None));
        }
    }

    #[test]
    fn the_language_defaults_to_english() {
        assert_eq!(parse("x".into()).0.language, "en");
        assert_eq!(parse("---\nlanguage: de\n---\nx".into()).0.language, "de");
    }
}
