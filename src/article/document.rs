//! A document in memory to its articles, by the reader of its format.

use super::draft::{Draft, Found, Source};
use super::format::Format;
use super::guard::{self, Failure};
use super::intake::{Content, Part};
use super::limits::Limit;
use super::metadata::Metadata;
use super::read::Options;
use super::text::{Broken, Parsed};
use super::{Notice, encoding, html, json, language, lines, record, text};
use crate::error::InputError;

/// Why a document gives no article.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is not what it should be; what is wrong.
    Malformed(String),
    /// It goes beyond a limit.
    Limit(Limit),
    /// It is well, but of a kind that has no articles.
    Empty(String),
}

/// The articles of a document that are understood on their own, with the pages turned to text.
pub(super) type Drafts = Result<Vec<Draft>, Refusal>;

/// Reads one document; whatever goes wrong with it is among what is found.
pub(super) fn read(part: Part, options: &Options) -> Vec<Found> {
    let Part { source, content } = part;
    let (format, bytes) = match content {
        Content::Record(values) => return record::read(values, source, options),
        Content::Office(format, text, about) => return office(&source, format, text, about, options),
        Content::Lines(block, numbers) => return lines::read(&block, numbers.start, &source, options),
        Content::Bytes(format, bytes) => (format, bytes),
    };
    match format {
        Format::Text | Format::Csv => decoded(bytes, &source, |text| plain(text, &source)),
        // Taken in as blocks of lines elsewhere.
        Format::JsonLines => lines::read(&bytes, 1, &source, options),
        Format::Json => decoded(bytes, &source, |text| json::document(&text, &source, options)),
        Format::Html => {
            let depth = options.limits.depth;
            let address = source.url.clone();
            decoded(bytes, &source, |text| {
                guarded(&source, options, move || html::read(&text, depth, address.as_deref()))
            })
        }
        Format::Feed => feed(bytes, &source, options),
        Format::Pdf => pdf(bytes, &source, options),
        Format::Xml => vec![refused(&source, Refusal::Empty("XML, but no feed and no page".into()))],
        Format::Other(what) => {
            vec![Found::Error(InputError::Unsupported { path: source.path, what: what.into() })]
        }
        Format::Mhtml => {
            let what = "a page and its parts in one file (MHTML); save it as HTML".into();
            vec![Found::Error(InputError::Unsupported { path: source.path, what })]
        }
        Format::Docx | Format::Odt => not_built(&source, "office"),
        Format::Zip | Format::Gzip => not_built(&source, "archive"),
        Format::Warc => not_built(&source, "warc"),
    }
}

#[cfg(feature = "feed")]
fn feed(bytes: Vec<u8>, source: &Source, options: &Options) -> Vec<Found> {
    let (depth, most) = (options.limits.depth, options.limits.articles);
    decoded(bytes, source, |text| guarded(source, options, move || super::feed::read(&text, depth, most)))
}

#[cfg(not(feature = "feed"))]
fn feed(_: Vec<u8>, source: &Source, _: &Options) -> Vec<Found> {
    not_built(source, "feed")
}

#[cfg(feature = "pdf")]
fn pdf(bytes: Vec<u8>, source: &Source, options: &Options) -> Vec<Found> {
    let unpacked = options.limits.unpacked_document(bytes.len());
    guarded(source, options, move || super::pdf::read(&bytes, unpacked))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: Vec<u8>, source: &Source, _: &Options) -> Vec<Found> {
    not_built(source, "pdf")
}

#[cfg(feature = "office")]
fn office(source: &Source, format: Format, text: Vec<u8>, about: Vec<u8>, options: &Options) -> Vec<Found> {
    let depth = options.limits.depth;
    let about = encoding::decode(about, None).map(|decoded| decoded.text).unwrap_or_default();
    decoded(text, source, |text| {
        guarded(source, options, move || super::office::read(format, &text, &about, depth))
    })
}

#[cfg(not(feature = "office"))]
fn office(source: &Source, _: Format, _: Vec<u8>, _: Vec<u8>, _: &Options) -> Vec<Found> {
    not_built(source, "office")
}

fn not_built(source: &Source, feature: &'static str) -> Vec<Found> {
    vec![Found::Error(InputError::NotBuilt { path: source.path.clone(), feature })]
}

/// Decodes the bytes, says what had to be replaced or guessed, and goes on with the text.
pub(super) fn decoded(
    bytes: Vec<u8>,
    source: &Source,
    read: impl FnOnce(String) -> Vec<Found>,
) -> Vec<Found> {
    let decoded = match encoding::decode(bytes, source.charset.as_deref()) {
        Ok(decoded) => decoded,
        Err(offset) => {
            return vec![Found::Error(InputError::Binary { path: source.path.clone(), offset })];
        }
    };
    let mut found: Vec<Found> = decoded.remarks(source).into_iter().map(Found::Notice).collect();
    found.extend(read(decoded.text));
    found
}

/// Runs a reader that takes a whole document apart, within the limit of time.
fn guarded(source: &Source, options: &Options, read: impl FnOnce() -> Drafts + Send + 'static) -> Vec<Found> {
    let outcome = match guard::within(options.limits.time, read) {
        Ok(outcome) => outcome,
        Err(Failure::Time) => Err(Refusal::Limit(Limit::Time(options.limits.time))),
        Err(Failure::Panic) => Err(Refusal::Malformed("the reader broke off on it".into())),
    };
    let drafts = match outcome {
        Ok(drafts) => drafts,
        Err(refusal) => return vec![refused(source, refusal)],
    };
    let many = drafts.len() > 1;
    let place = |index: usize| if many { source.record(index + 1) } else { source.clone() };
    drafts.into_iter().enumerate().flat_map(|(index, draft)| article(draft, place(index))).collect()
}

/// What is said about a document that gives no article; nobody asked for what a search came across.
pub(super) fn refused(source: &Source, refusal: Refusal) -> Found {
    let path = source.path.clone();
    match refusal {
        Refusal::Malformed(message) => Found::Error(InputError::Malformed { path, message }),
        Refusal::Limit(limit) => Found::Error(InputError::Limit { path, limit }),
        Refusal::Empty(what) if source.searched => Found::Notice(Notice::PassedOver { path, what }),
        Refusal::Empty(what) => Found::Error(InputError::Unsupported { path, what }),
    }
}

/// An article, and a remark if there is nothing in it; only a remark if it is in another language.
pub(super) fn article(mut draft: Draft, source: Source) -> Vec<Found> {
    draft.language_is_set |= source.known.language.is_some();
    draft.metadata = Metadata::clone(&source.known).or(draft.metadata);
    if let Some(language) = language::foreign(&mut draft) {
        return vec![Found::Notice(Notice::OtherLanguage { path: source.path, line: source.part, language })];
    }
    let mut found = Vec::new();
    if draft.body.of(&draft.text).trim().is_empty() {
        found.push(Found::Notice(Notice::NoText { path: source.path.clone(), line: source.part }));
    }
    found.push(Found::Article(Box::new(draft), source));
    found
}

/// A text file, with or without front matter.
fn plain(text: String, source: &Source) -> Vec<Found> {
    let Parsed { draft, broken } = text::parse(text);
    let mut found = Vec::new();
    if let Some(Broken { line }) = broken {
        found.push(Found::Notice(Notice::BrokenFrontMatter { path: source.path.clone(), line }));
    }
    found.extend(article(draft, source.clone()));
    found
}
