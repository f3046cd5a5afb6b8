//! PDF: the text layer, put together from where each character stands on its page.

mod cycles;
mod lines;
mod streams;

use pdf_extract::{Dictionary, Document, Object};

use super::document::{Drafts, Refusal};
use super::draft::Draft;
use super::metadata::Metadata;
use lines::Pages;

/// Reads a PDF whose parts unpack to no more than `unpacked` bytes.
pub(super) fn read(bytes: &[u8], unpacked: u64) -> Drafts {
    streams::check(bytes, unpacked)?;
    let mut document = Document::load_mem(bytes).map_err(|error| broken(&error))?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Refusal::Malformed("an encrypted PDF; save a copy without its password first".into()));
    }
    cycles::check(&document)?;
    let mut pages = Pages::default();
    pdf_extract::output_doc(&document, &mut pages).map_err(|error| broken(&error))?;
    let (text, starts) = pages.text();
    if text.trim().is_empty() {
        return Err(Refusal::Malformed(
            "a PDF without text, as scanners make it; run OCR on it first".into(),
        ));
    }
    let mut draft = Draft::new(text, about(&document));
    draft.pages = starts;
    Ok(vec![draft])
}

fn broken(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::Malformed(format!("a broken or cut-off PDF: {error}"))
}

/// Title and author. When a file was made is not when it was published.
fn about(document: &Document) -> Metadata {
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    let info = info.ok().and_then(|(_, info)| info.as_dict().ok());
    let get = |key: &[u8]| info.and_then(|info| text_of(document, info, key));
    // Programs set the name of the file that was printed where the title should be.
    let is_file = |title: &String| {
        title.starts_with("Microsoft Word - ")
            || title.rsplit_once('.').is_some_and(|(_, end)| {
                (2..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric())
            })
    };
    Metadata {
        title: get(b"Title").filter(|title| !is_file(title)),
        author: get(b"Author"),
        ..Metadata::default()
    }
}

fn text_of(document: &Document, info: &Dictionary, key: &[u8]) -> Option<String> {
    let (_, value) = document.dereference(info.get(key).ok()?).ok()?;
    match value {
        Object::String(..) => {
            pdf_extract::decode_text_string(value).ok().filter(|text| !text.trim().is_empty())
        }
        _ => None,
    }
}
