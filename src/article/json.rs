//! JSON: an article a line, or a document of one article, a list of them, or a list somewhere near its top.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::document::{Refusal, refused};
use super::draft::{Found, Source};
use super::read::Options;
use super::record::{self, bad};

/// Names under which exports put their list of articles, plainly written.
const LISTS: [&str; 8] = ["articles", "items", "results", "data", "documents", "docs", "posts", "stories"];

/// The article of one line.
pub(super) fn line(json: &str, source: Source, options: &Options) -> Vec<Found> {
    let json = json.trim();
    let parsed: Result<Value, _> = serde_json::from_str(json);
    match parsed {
        Ok(Value::Object(object)) => record::read(object, source, options),
        // A list would be taken for many articles that share a line.
        Ok(_) => vec![bad(&source, "no JSON object".into())],
        Err(error) => vec![bad(&source, message(&error))],
    }
}

/// The articles of a document: of each value in it, one after the other.
pub(super) fn document(json: &str, source: &Source, options: &Options) -> Vec<Found> {
    let mut reader = Documents { source, options, found: Vec::new(), number: 0 };
    let mut json = serde_json::Deserializer::from_str(json);
    loop {
        if let Err(error) = (&mut reader).deserialize(&mut json) {
            return broken(source, &error, reader.found);
        }
        if json.end().is_ok() {
            break;
        }
    }
    let mut found = reader.found;
    // Settings and the like, which a search came across, are lists of objects too.
    if source.searched && !found.iter().any(|found| matches!(found, Found::Article(..))) {
        found.clear();
    }
    if found.is_empty() {
        let what = "JSON without articles: no object with a text; --field text=NAME names another field";
        found.push(refused(source, Refusal::Empty(what.into())));
    }
    found
}

/// What was found before the document breaks, and where it breaks.
fn broken(source: &Source, error: &serde_json::Error, mut found: Vec<Found>) -> Vec<Found> {
    found.push(refused(source, Refusal::Malformed(format!("no JSON: {error}"))));
    found
}

/// The parser's message with the column alone: its line is always 1.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.find(" at line ") {
        Some(at) => format!("{} at column {}", &text[..at], error.column()),
        None => text,
    }
}

/// Reads the articles of a document as they come, so that no more than one is held as JSON.
struct Documents<'a> {
    source: &'a Source,
    options: &'a Options,
    found: Vec<Found>,
    number: usize,
}

impl Documents<'_> {
    /// Takes an object of a list, or one that stands alone.
    fn take(&mut self, object: Map<String, Value>) {
        self.number += 1;
        let source = self.source.record(self.number);
        self.found.extend(record::read(object, source, self.options));
    }

    /// Takes an object at the top: an article, a list of articles under a usual name, or neither.
    fn take_top(&mut self, mut object: Map<String, Value>) {
        self.number += 1;
        let is_list = |name: &str, value: &Value| {
            LISTS.contains(&name.to_ascii_lowercase().as_str())
                && value.as_array().is_some_and(|list| list.iter().any(Value::is_object))
        };
        let list = object.iter().find(|(name, value)| is_list(name, value)).map(|(name, _)| name.clone());
        if let Some(Value::Array(list)) = list.and_then(|name| object.remove(&name)) {
            self.number -= 1;
            let outlet = super::metadata::words(object.get("title").unwrap_or(&Value::Null));
            let first = self.found.len();
            list.into_iter()
                .filter_map(|item| match item {
                    Value::Object(object) => Some(object),
                    _ => None,
                })
                .for_each(|object| self.take(object));
            self.name_outlet(first, outlet);
            return;
        }
        let names = &self.options.fields;
        let has_text =
            object.keys().any(|name| names.field(name).is_some_and(|(f, _)| f == super::Field::Text));
        if has_text || !self.source.searched {
            let source = if self.number == 1 { self.source.clone() } else { self.source.record(self.number) };
            self.found.extend(record::read(object, source, self.options));
        }
    }

    /// The title of a feed is the outlet of its articles.
    fn name_outlet(&mut self, first: usize, outlet: Option<String>) {
        for found in &mut self.found[first..] {
            if let (Found::Article(draft, _), Some(outlet)) = (found, &outlet) {
                draft.metadata.outlet.get_or_insert_with(|| outlet.clone());
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Documents<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Documents<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element::<Value>()? {
            match item {
                Value::Object(object) => self.take(object),
                _ => self.number += 1,
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut object = Map::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            object.insert(name, value);
        }
        self.take_top(object);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn texts(found: &[Found]) -> Vec<String> {
        let describe = |found: &Found| match found {
            Found::Article(draft, source) => format!("{:?} {}", source.part, draft.text),
            Found::Error(error) => error.to_string(),
            Found::Notice(notice) => notice.to_string(),
        };
        found.iter().map(describe).collect()
    }

    fn read(json: &str) -> Vec<String> {
        texts(&document(json, &Source::new(Path::new("a"), 1, false), &Options::default()))
    }

    fn read_line(json: &str) -> String {
        texts(&line(json, Source::new(Path::new("a"), 1, false).record(3), &Options::default())).join("|")
    }

    #[test]
    fn lists_objects_and_several_values_are_articles() {
        for (json, expected) in [
            ("{\"text\": \"x\"}", &["None x"][..]),
            ("[{\"body\": \"x\"}, 3, {\"text\": \"y\"}]", &["Some(1) x", "Some(3) y"]),
            ("{\"text\": \"x\"}\n{\"text\": \"y\"} ", &["None x", "Some(2) y"]),
            ("{\"n\": 1, \"articles\": [{\"text\": \"x\"}]}", &["Some(1) x"]),
            ("{\"content\": \"<p>x</p><p>y</p>\"}", &["None x\n\ny"]),
        ] {
            assert_eq!(read(json), expected, "{json}");
        }
    }

    #[test]
    fn what_is_no_article_is_said() {
        for (json, expected) in [
            ("[{\"text\": \"x\"}, {\"text\"", "a: no JSON: EOF while parsing"),
            ("[]", "a: JSON without articles"),
            ("[{\"title\": \"x\"}]", "a:1: not an article: missing field `text`"),
        ] {
            let found = read(json);
            assert!(found.last().is_some_and(|last| last.starts_with(expected)), "{found:?}");
        }
    }

    #[test]
    fn a_line_that_is_no_article_is_named() {
        for (json, expected) in [
            ("[{\"text\": \"x\"}]", "a:3: not an article: no JSON object;"),
            ("{\"text\": 5}", "a:3: not an article: its text is a number, not a string;"),
            ("{\"title\": \"x\"}", "a:3: not an article: missing field `text`"),
            ("nonsense", "a:3: not an article: expected ident at column 2"),
            ("{\"text\": \"x\", \"id\": 7}", "Some(3) x"),
        ] {
            assert!(read_line(json).starts_with(expected), "{}", read_line(json));
        }
    }
}
