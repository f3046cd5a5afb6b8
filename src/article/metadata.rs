//! What is known about an article besides its text, and the names that exports give its fields.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Article, published};
use crate::text::one_line;

/// What a document, a sidecar or a manifest says about an article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Metadata {
    /// A name for it that is unique.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Date or date and time of publication.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
}

impl Metadata {
    /// Sets what `article` does not have yet; the id and the language are the caller's business.
    pub fn fill(self, article: &mut Article) {
        let fill = |field: &mut Option<String>, value: Option<String>| {
            if field.is_none() {
                *field = value.map(tidy).filter(|value| !value.is_empty());
            }
        };
        fill(&mut article.title, self.title);
        fill(&mut article.outlet, self.outlet);
        fill(&mut article.author, self.author);
        fill(&mut article.published, self.published.map(|date| published::normalise(&date)));
        fill(&mut article.url, self.url);
    }

    /// These fields, and those of `other` where these are silent.
    pub fn or(self, other: Metadata) -> Metadata {
        Metadata {
            id: self.id.or(other.id),
            title: self.title.or(other.title),
            outlet: self.outlet.or(other.outlet),
            author: self.author.or(other.author),
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            language: self.language.or(other.language),
        }
    }

    /// Sets the field that is called `field`; other names mean nothing here.
    pub fn set(&mut self, field: Field, value: String) {
        let slot = match field {
            Field::Id => &mut self.id,
            Field::Title => &mut self.title,
            Field::Outlet => &mut self.outlet,
            Field::Author => &mut self.author,
            Field::Published => &mut self.published,
            Field::Url => &mut self.url,
            Field::Language => &mut self.language,
            Field::Text => return,
        };
        if slot.is_none() && !value.trim().is_empty() {
            *slot = Some(value);
        }
    }
}

/// A value on one line.
fn tidy(value: String) -> String {
    match one_line(&value) {
        Cow::Borrowed(_) => value,
        Cow::Owned(tidied) => tidied,
    }
}

/// A field of an article, as `--field` calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The text itself.
    Text,
    /// A name that is unique.
    Id,
    /// Headline.
    Title,
    /// Who published it.
    Outlet,
    /// Who wrote it.
    Author,
    /// Date of publication.
    Published,
    /// Where it was published.
    Url,
    /// Language tag.
    Language,
}

/// The fields and the names that exports of newsrooms, crawlers and schema.org give them, the likeliest first; upper
/// case, `_` and `-` make no difference.
const USUAL: [(Field, &str, &[&str]); 8] = [
    (
        Field::Text,
        "text",
        &[
            "text",
            "body",
            "content",
            "articlebody",
            "fulltext",
            "contenttext",
            "contenthtml",
            "bodytext",
            "maintext",
        ],
    ),
    (Field::Id, "id", &["id", "articleid", "uid", "uuid"]),
    (Field::Title, "title", &["headline", "title", "heading"]),
    (
        Field::Outlet,
        "outlet",
        &["outlet", "publisher", "source", "newspaper", "sourcename", "sitename", "publication"],
    ),
    (Field::Author, "author", &["author", "authors", "byline", "creator"]),
    (
        Field::Published,
        "published",
        &[
            "published",
            "date",
            "datepublished",
            "publishedat",
            "publicationdate",
            "pubdate",
            "publishdate",
            "datetime",
        ],
    ),
    (Field::Url, "url", &["url", "link", "permalink", "weburl", "canonicalurl"]),
    (Field::Language, "language", &["language", "lang", "inlanguage"]),
];

/// Which names of an export stand for which field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldNames {
    given: Vec<(Field, String)>,
}

impl FieldNames {
    /// Makes `name` of the input stand for `field`, before the usual names.
    ///
    /// # Errors
    /// `field` is none that articles have; the message lists them.
    pub fn add(&mut self, field: &str, name: &str) -> Result<(), String> {
        let Some((field, _, _)) = USUAL.iter().find(|(_, own, _)| *own == field) else {
            let known: Vec<_> = USUAL.iter().map(|(_, own, _)| *own).collect();
            return Err(format!("no field {field:?}; fields are {}", known.join(", ")));
        };
        self.given.push((*field, plain(name).into_owned()));
        Ok(())
    }

    /// The field that `name` of the input stands for, and how likely it is: the smallest rank wins.
    pub fn field(&self, name: &str) -> Option<(Field, usize)> {
        let name = plain(name);
        if let Some(at) = self.given.iter().position(|(_, given)| *given == name) {
            return Some((self.given[at].0, at));
        }
        USUAL.iter().find_map(|(field, _, names)| {
            let at = names.iter().position(|usual| *usual == name)?;
            Some((*field, self.given.len() + at))
        })
    }

    /// The text and the metadata of an object: for each field the likeliest name that holds something.
    pub(super) fn read(&self, object: Map<String, Value>) -> Record {
        let mut named: Vec<(Field, usize, Value)> = Vec::new();
        for (name, value) in object {
            if let Some((field, rank)) = self.field(&name) {
                named.push((field, rank, value));
            }
        }
        named.sort_by_key(|(_, rank, _)| *rank);
        let mut record = Record::default();
        for (field, _, value) in named {
            match (field, value) {
                (Field::Text, Value::Null) => {}
                (Field::Text, value) => record.take_text(value),
                (_, Value::String(value)) => record.metadata.set(field, value),
                (_, value) => {
                    if let Some(value) = words(&value) {
                        record.metadata.set(field, value);
                    }
                }
            }
        }
        record
    }
}

/// An object of an export, understood.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The text, if there is any.
    pub text: Option<String>,
    /// What kind of value stands where the text should be, if it is none.
    pub wrong: Option<&'static str>,
    /// What else it says.
    pub metadata: Metadata,
}

impl Record {
    /// Takes the text, or notes why it is none; a later name is tried when an earlier one is empty.
    fn take_text(&mut self, value: Value) {
        if self.text.as_ref().is_some_and(|text| !text.trim().is_empty()) {
            return;
        }
        match value {
            Value::String(text) => self.text = Some(text),
            // WordPress wraps it: {"rendered": "<p>...</p>"}.
            Value::Object(mut inner) => match inner.remove("rendered") {
                Some(Value::String(text)) => self.text = Some(text),
                _ => self.wrong = Some("an object"),
            },
            Value::Array(parts) => {
                let parts: Vec<_> = parts.iter().filter_map(Value::as_str).collect();
                if parts.is_empty() {
                    self.wrong = Some("a list")
                } else {
                    self.text = Some(parts.join("\n\n"))
                }
            }
            Value::Number(_) => self.wrong = Some("a number"),
            Value::Bool(_) => self.wrong = Some("a truth value"),
            Value::Null => {}
        }
    }
}

/// The words of a value: of a string, a number, an object with a name, or a list of these.
pub(super) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            ["name", "title", "@id", "rendered"].iter().find_map(|key| words(object.get(*key)?))
        }
        Value::Array(values) => {
            let all: Vec<_> = values.iter().filter_map(words).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

/// A name of a field in lower case, without the marks that styles of writing differ in.
fn plain(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return name.into();
    }
    name.trim().chars().filter(|c| !"_- ".contains(*c)).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(names: &FieldNames, value: Value) -> Record {
        names.read(value.as_object().expect("an object").clone())
    }

    #[test]
    fn usual_names_are_known() {
        let record = read(
            &FieldNames::default(),
            json!({"articleBody": "40 killed", "headline": "H", "publisher": {"name": "P"}, "datePublished": "2024-03-12",
                "authors": ["A", {"name": "B"}], "URL": "u", "in_language": "en", "id": 7}),
        );
        assert_eq!(record.text.as_deref(), Some("40 killed"));
        let expected = Metadata {
            id: Some("7".into()),
            title: Some("H".into()),
            outlet: Some("P".into()),
            author: Some("A, B".into()),
            published: Some("2024-03-12".into()),
            url: Some("u".into()),
            language: Some("en".into()),
        };
        assert_eq!(record.metadata, expected);
    }

    #[test]
    fn given_names_come_first_and_empty_ones_are_passed_over() {
        let mut names = FieldNames::default();
        names.add("text", "Story Copy").expect("a field");
        let record = read(&names, json!({"text": "summary", "story_copy": "whole"}));
        assert_eq!(record.text.as_deref(), Some("whole"));
        let record = read(&names, json!({"story_copy": "", "content": {"rendered": "<p>x</p>"}}));
        assert_eq!(record.text.as_deref(), Some("<p>x</p>"));
        assert!(names.add("words", "x").expect_err("no field").contains("text, id, title"));
    }

    #[test]
    fn a_text_of_another_kind_is_named() {
        let record = read(&FieldNames::default(), json!({"text": 5}));
        assert_eq!((record.text, record.wrong), (None, Some("a number")));
    }
}
