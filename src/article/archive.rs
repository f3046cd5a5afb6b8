//! ZIP and gzip: members and contents are taken in one after the other, in memory, and never written to disk.

use std::io::{self, BufRead, Read, Seek};

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::draft::Source;
use super::format::{self, Format};
use super::intake::{Intake, failed};
use super::limits::{self, Budget, Limit, Metered};
use crate::error::InputError;

/// Takes in what a gzip stream holds, member after member as crawlers write them.
pub(super) fn gzip(
    intake: &mut Intake,
    reader: impl BufRead,
    source: &Source,
    budget: &Budget,
    nesting: usize,
) -> io::Result<()> {
    check_nesting(intake, nesting)?;
    let inner = Metered::new(MultiGzDecoder::new(reader), budget);
    // The name without ".gz" tells the format of what has no telling first bytes.
    let mut named = source.clone();
    let has_gz = format::extension(&source.path) == "gz";
    if has_gz {
        named.path.set_extension("");
    }
    let outcome = intake.nested(&mut (Box::new(inner) as Box<dyn Read + '_>), &named, budget, nesting);
    outcome.map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
            io::Error::other("a broken or cut-off gzip file")
        }
        _ => error,
    })
}

/// Takes in the members of a ZIP archive, or the document that Word or LibreOffice packed as one.
pub(super) fn zip(
    intake: &mut Intake,
    reader: impl Read + Seek,
    source: &Source,
    budget: &Budget,
    nesting: usize,
) {
    if let Err(error) = check_nesting(intake, nesting) {
        return intake.fail(failed(&source.path, error));
    }
    let mut archive = match ZipArchive::new(reader) {
        Ok(archive) => archive,
        Err(error) => return intake.fail(broken(source, &error)),
    };
    if let Some(outcome) = packed_document(intake, &mut archive, source, budget) {
        if let Err(error) = outcome {
            intake.fail(failed(&source.path, error));
        }
        return;
    }
    let mut any = false;
    for index in 0..archive.len() {
        if intake.is_full() || budget.exhausted().is_some() {
            return;
        }
        any |= member(intake, &mut archive, index, source, budget, nesting);
    }
    if !any {
        let what = "an archive without files that could be articles".to_owned();
        intake.found(super::document::refused(source, super::document::Refusal::Empty(what)));
    }
}

/// Takes in one member, if its name is that of an article; says whether it is.
fn member(
    intake: &mut Intake,
    archive: &mut ZipArchive<impl Read + Seek>,
    index: usize,
    source: &Source,
    budget: &Budget,
    nesting: usize,
) -> bool {
    let file = match archive.by_index(index) {
        Ok(file) => file,
        Err(error) => {
            intake.fail(broken(source, &error));
            return true;
        }
    };
    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
    let inner = source.member(&name);
    if file.is_dir() || !format::is_article(&inner.path) || is_hidden(&name) {
        return false;
    }
    let mut reader = Box::new(Metered::new(file, budget)) as Box<dyn Read + '_>;
    if let Err(error) = intake.nested(&mut reader, &inner, budget, nesting) {
        intake.fail(failed(&inner.path, error));
    }
    true
}

/// Whether a member is hidden, or what macOS adds to archives.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}

/// Takes in the archive as one document, if it is one; `None` means that it is a plain archive.
fn packed_document(
    intake: &mut Intake,
    archive: &mut ZipArchive<impl Read + Seek>,
    source: &Source,
    budget: &Budget,
) -> Option<io::Result<()>> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    let (format, main, about) = if has("word/document.xml") {
        (Format::Docx, "word/document.xml", "docProps/core.xml")
    } else if has("content.xml") && has("mimetype") {
        (Format::Odt, "content.xml", "meta.xml")
    } else {
        let other = [
            ("xl/workbook.xml", "a spreadsheet; save it as .csv"),
            ("ppt/presentation.xml", "slides; save their text as .docx or .pdf"),
            ("META-INF/container.xml", "an e-book; save its text as .txt"),
        ];
        let (_, what) = other.into_iter().find(|(name, _)| has(name))?;
        intake.fail(InputError::Unsupported { path: source.path.clone(), what: what.into() });
        return Some(Ok(()));
    };
    Some(part_of(intake, archive, main, budget).and_then(|text| {
        // What is known about it may well be missing.
        let about = if archive.index_for_name(about).is_some() {
            part_of(intake, archive, about, budget)?
        } else {
            Vec::new()
        };
        add_office(intake, source, format, text, about);
        Ok(())
    }))
}

#[cfg(feature = "office")]
fn add_office(intake: &mut Intake, source: &Source, format: Format, text: Vec<u8>, about: Vec<u8>) {
    intake.part(super::intake::Part::office(source.clone(), format, text, about));
}

#[cfg(not(feature = "office"))]
fn add_office(intake: &mut Intake, source: &Source, _: Format, _: Vec<u8>, _: Vec<u8>) {
    intake.fail(InputError::NotBuilt { path: source.path.clone(), feature: "office" });
}

/// All of the member `name`.
fn part_of(
    intake: &Intake,
    archive: &mut ZipArchive<impl Read + Seek>,
    name: &str,
    budget: &Budget,
) -> io::Result<Vec<u8>> {
    let file = archive.by_name(name).map_err(io::Error::other)?;
    limits::read_whole(&mut Metered::new(file, budget), intake.options.limits.size)
}

fn check_nesting(intake: &Intake, nesting: usize) -> io::Result<()> {
    let allowed = intake.options.limits.nesting;
    if nesting > allowed { Err(io::Error::other(Limit::Nesting(allowed))) } else { Ok(()) }
}

fn broken(source: &Source, error: &ZipError) -> InputError {
    let message = match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => {
            "an encrypted archive; unpack it first".into()
        }
        ZipError::UnsupportedArchive(what) => format!("an archive that cannot be read: {what}"),
        error => format!("a broken or cut-off ZIP archive: {error}"),
    };
    InputError::Malformed { path: source.path.clone(), message }
}
