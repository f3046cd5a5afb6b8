//! What is known about articles in files beside them: a manifest that lists articles, a sidecar for one file.
//!
//! Both are TOML. A manifest has a table for each article, a sidecar (`report.pdf.toml` beside `report.pdf`) is one:
//!
//! ```toml
//! [[article]]
//! path = "agency/report.pdf"     # relative to the manifest
//! outlet = "The Agency"
//! published = "2024-03-12"
//! url = "https://agency.example/report"
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::intake::unreadable;
use super::metadata::{Field, Metadata};
use crate::error::InputError;

/// Largest manifest, in bytes: a million articles with a line for each of their fields.
const LARGEST: u64 = 256 << 20;

/// What a person says about an article.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    path: Option<PathBuf>,
    id: Option<String>,
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    #[serde(alias = "date")]
    published: Option<Date>,
    url: Option<String>,
    language: Option<String>,
}

/// A date as TOML writes it, or in quotes.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Date {
    Text(String),
    Toml(toml::value::Datetime),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    article: Vec<About>,
}

/// Articles that a manifest lists: where each is, and what is said about it.
///
/// # Errors
/// The manifest cannot be read, or is not of the form that it should have.
pub(super) fn read(manifest: &Path) -> Result<Vec<(PathBuf, Metadata)>, InputError> {
    let text = text_of(manifest)?;
    let bad = |message: String| InputError::BadManifest { path: manifest.into(), message };
    let read: Manifest = toml::from_str(&text).map_err(|error| bad(in_one_line(&error)))?;
    let folder = manifest.parent().unwrap_or(Path::new(""));
    let entry = |(index, about): (usize, About)| {
        let path = about.path.clone().ok_or_else(|| bad(format!("article {} has no path", index + 1)))?;
        Ok((folder.join(path), about.into_metadata()))
    };
    read.article.into_iter().enumerate().map(entry).collect()
}

/// What the sidecar of a file says, if it has one.
///
/// # Errors
/// There is one, but it cannot be read.
pub(super) fn sidecar(file: &Path) -> Result<Metadata, InputError> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".toml");
    let path = file.with_file_name(name);
    if !path.is_file() {
        return Ok(Metadata::default());
    }
    let text = text_of(&path)?;
    let bad = |message| InputError::BadManifest { path: path.clone(), message };
    let about: About = toml::from_str(&text).map_err(|error| bad(in_one_line(&error)))?;
    Ok(about.into_metadata())
}

fn text_of(path: &Path) -> Result<String, InputError> {
    let size = fs::metadata(path).map_err(|error| unreadable(path, error))?.len();
    if size > LARGEST {
        return Err(InputError::BadManifest { path: path.into(), message: "larger than 256 MiB".into() });
    }
    fs::read_to_string(path).map_err(|error| unreadable(path, error))
}

/// The parser's message without the drawing of the place that it adds.
fn in_one_line(error: &toml::de::Error) -> String {
    error.message().lines().collect::<Vec<_>>().join(" ")
}

impl About {
    fn into_metadata(self) -> Metadata {
        let mut metadata = Metadata::default();
        let published = self.published.map(|date| match date {
            Date::Text(text) => text,
            Date::Toml(date) => date.to_string(),
        });
        for (field, value) in [
            (Field::Id, self.id),
            (Field::Title, self.title),
            (Field::Outlet, self.outlet),
            (Field::Author, self.author),
            (Field::Published, published),
            (Field::Url, self.url),
            (Field::Language, self.language),
        ] {
            if let Some(value) = value {
                metadata.set(field, value);
            }
        }
        metadata
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<About>, String> {
        toml::from_str::<Manifest>(text).map(|manifest| manifest.article).map_err(|error| in_one_line(&error))
    }

    #[test]
    fn a_manifest_lists_articles() {
        let text = "[[article]]\npath = 'a.pdf'\noutlet = 'The Mail'\ndate = 2024-03-12\n[[article]]\npath = 'b.txt'\npublished = '12 March 2024'\n";
        let mut articles = parsed(text).expect("a manifest").into_iter();
        let first = articles.next().expect("an article").into_metadata();
        assert_eq!(
            (first.outlet.as_deref(), first.published.as_deref()),
            (Some("The Mail"), Some("2024-03-12"))
        );
        let second = articles.next().expect("an article").into_metadata();
        assert_eq!(second.published.as_deref(), Some("12 March 2024"));
    }

    #[test]
    fn what_no_article_has_is_refused() {
        let message = parsed("[[article]]\npath = 'a'\noutlets = 'x'\n").expect_err("a misspelt field");
        assert!(message.contains("unknown field `outlets`"), "{message}");
    }
}
