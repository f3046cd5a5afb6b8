//! From an open input to documents, and from documents to articles.
//!
//! Containers (archives, crawls, tables, lines) are taken apart one part after the other, so that none has to fit into
//! memory; the parts are read in parallel, a batch at a time, and come out in the order of the input.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::draft::{Found, Source};
use super::format::{self, Format};
use super::limits::{self, Budget, Limit, Whole};
#[cfg(feature = "manifest")]
use super::metadata::Metadata;
use super::read::Options;
use super::{document, lines};
use crate::error::InputError;

/// How much of an input is looked at to tell its format.
const HEAD: usize = 8192;
/// Documents that are read at a time, about.
const BATCH_COUNT: usize = 512;
/// Bytes that are read at a time: enough to keep the cores busy, little beside the texts that stay in memory.
const BATCH_BYTES: usize = 16 << 20;

/// A document that waits to be read, or lines that each are one.
#[derive(Debug)]
pub(super) struct Part {
    /// Where it stands.
    pub source: Source,
    /// What it is.
    pub content: Content,
}

/// What a document is made of.
#[derive(Debug)]
pub(super) enum Content {
    /// All its bytes, to be read as this format.
    Bytes(Format, Vec<u8>),
    /// Whole lines of JSON Lines, and their numbers.
    Lines(Vec<u8>, Range<usize>),
    /// Named values.
    Record(Map<String, Value>),
    /// The parts of an office document that hold its text and what is known about it.
    Office(Format, Vec<u8>, Vec<u8>),
}

impl Part {
    /// A document of `bytes`.
    pub fn new(source: Source, format: Format, bytes: Vec<u8>) -> Self {
        Part { source, content: Content::Bytes(format, bytes) }
    }

    /// The lines of `block`, which have these numbers in `source`.
    pub fn lines(source: Source, block: Vec<u8>, numbers: Range<usize>) -> Self {
        Part { source, content: Content::Lines(block, numbers) }
    }

    /// An office document: its text, and what is known about it.
    #[cfg(feature = "office")]
    pub fn office(source: Source, format: Format, text: Vec<u8>, about: Vec<u8>) -> Self {
        Part { source, content: Content::Office(format, text, about) }
    }

    /// How many documents it is, about.
    fn count(&self) -> usize {
        match &self.content {
            Content::Lines(_, numbers) => numbers.len(),
            _ => 1,
        }
    }

    /// How much memory it takes, about.
    fn size(&self) -> usize {
        match &self.content {
            Content::Bytes(_, bytes) | Content::Office(_, bytes, _) | Content::Lines(bytes, _) => bytes.len(),
            Content::Record(record) => record.values().filter_map(Value::as_str).map(str::len).sum(),
        }
    }
}

/// Takes inputs apart and collects what is in them.
pub(super) struct Intake<'a> {
    pub options: &'a Options,
    waiting: Vec<Part>,
    /// How many documents wait, about.
    waiting_count: usize,
    waiting_bytes: usize,
    found: Vec<Found>,
    articles: usize,
    full: bool,
    /// Where what was found goes, a batch at a time; without it all of it is kept.
    sink: Option<Sink<'a>>,
}

/// Takes what was found in a batch, and whether it is the last one; nothing more is wanted when it says so.
pub(super) type Sink<'a> = &'a mut (dyn FnMut(Vec<Found>, bool) -> ControlFlow<()> + Send);

impl<'a> Intake<'a> {
    pub fn new(options: &'a Options) -> Self {
        Intake {
            options,
            waiting: Vec::new(),
            waiting_count: 0,
            waiting_bytes: 0,
            found: Vec::new(),
            articles: 0,
            full: false,
            sink: None,
        }
    }

    /// Passes on what is found instead of keeping it.
    pub fn into(options: &'a Options, sink: Sink<'a>) -> Self {
        Intake { sink: Some(sink), ..Intake::new(options) }
    }

    /// Takes in the file at `source`.
    pub fn file(&mut self, #[allow(unused_mut)] mut source: Source) {
        #[cfg(feature = "manifest")]
        match super::manifest::sidecar(&source.path) {
            Ok(known) => source.known = Arc::new(Metadata::clone(&source.known).or(known)),
            Err(error) => self.fail(error),
        }
        let opened = File::open(&source.path).and_then(|file| Ok((file.metadata()?, file)));
        let (size, file) = match opened {
            // Of devices and pipes nothing is known beforehand.
            Ok((data, file)) => (if data.is_file() { data.len() } else { 0 }, file),
            Err(error) => return self.fail(unreadable(&source.path, error)),
        };
        let budget = Budget::new(&self.options.limits, size);
        let mut reader = BufReader::with_capacity(1 << 16, Whole::new(file, size));
        let outcome = match self.head(&mut reader, &source) {
            // A file can be searched from its end, as ZIP wants it, without being held in memory.
            Ok((_, Format::Zip)) => return self.zip(reader, source, &budget, 1),
            Ok((head, format)) => self.stream(format, Cursor::new(head).chain(reader), &source, &budget, 0),
            Err(error) => Err(error),
        };
        self.settle(&source, outcome);
    }

    /// Takes in `reader`, of which nothing is known beforehand.
    pub fn stdin(&mut self, reader: &mut dyn Read, source: &Source) {
        let mut reader = BufReader::with_capacity(1 << 16, reader);
        if self.sink.is_some() {
            let outcome = self.lines(&mut reader, source);
            return self.settle(source, outcome);
        }
        let outcome = self.buffered(reader, source);
        self.settle(source, outcome);
    }

    /// Takes in `reader` as it comes where it is JSON Lines, else as a whole.
    fn lines(&mut self, reader: &mut impl Read, source: &Source) -> io::Result<()> {
        let (head, format) = self.head(reader, source)?;
        let reader = BufReader::new(Cursor::new(head).chain(reader));
        match format {
            Format::JsonLines => lines::take(self, reader, source),
            _ => self.buffered(reader, source),
        }
    }

    /// Takes in `reader` as a whole.
    fn buffered(&mut self, mut reader: impl Read, source: &Source) -> io::Result<()> {
        let outcome = limits::read_whole(&mut reader, self.options.limits.size);
        outcome.and_then(|bytes| {
            let budget = Budget::new(&self.options.limits, bytes.len() as u64);
            self.nested(Cursor::new(bytes), source, &budget, 0)
        })
    }

    /// Takes in what an archive holds: `nesting` archives are around it.
    pub fn nested(
        &mut self,
        mut reader: impl Read,
        source: &Source,
        budget: &Budget,
        nesting: usize,
    ) -> io::Result<()> {
        let (head, format) = self.head(&mut reader, source)?;
        let reader = BufReader::new(Cursor::new(head).chain(reader));
        if format != Format::Zip {
            return self.stream(format, reader, source, budget, nesting);
        }
        let bytes = self.whole(reader)?;
        self.zip(Cursor::new(bytes), source.clone(), budget, nesting + 1);
        Ok(())
    }

    /// Takes in a page of a crawl; a server says of what kind it is where its first bytes do not.
    #[cfg(feature = "warc")]
    pub fn page(
        &mut self,
        mut reader: impl Read,
        source: &Source,
        budget: &Budget,
        nesting: usize,
        kind: &str,
    ) -> io::Result<()> {
        let (head, format) = self.head(&mut reader, source)?;
        let reader = Cursor::new(head).chain(reader);
        if format == Format::Text && kind.contains("html") {
            let bytes = self.whole(reader)?;
            self.part(Part::new(source.clone(), Format::Html, bytes));
            return Ok(());
        }
        self.nested(&mut (Box::new(reader) as Box<dyn Read + '_>), source, budget, nesting)
    }

    /// The first bytes, and the format that they show.
    fn head(&self, reader: &mut impl Read, source: &Source) -> io::Result<(Vec<u8>, Format)> {
        let mut head = Vec::with_capacity(HEAD);
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let names = &self.options.fields;
        let is_text =
            |column: &str| names.field(column).is_some_and(|(field, _)| field == super::Field::Text);
        let format = format::of(&head, &source.path, &is_text);
        Ok((head, format))
    }

    /// Takes in a stream of a known format that is no ZIP.
    fn stream(
        &mut self,
        format: Format,
        reader: impl BufRead,
        source: &Source,
        budget: &Budget,
        nesting: usize,
    ) -> io::Result<()> {
        match format {
            Format::JsonLines => lines::take(self, reader, source),
            #[cfg(feature = "archive")]
            Format::Gzip => super::archive::gzip(self, reader, source, budget, nesting + 1),
            #[cfg(feature = "warc")]
            Format::Warc => super::warc::take(self, reader, source, budget, nesting),
            #[cfg(feature = "csv")]
            Format::Csv => super::csv::take(self, reader, source),
            _ => {
                let bytes = self.whole(reader)?;
                self.part(Part::new(source.clone(), format, bytes));
                Ok(())
            }
        }
    }

    #[cfg(feature = "archive")]
    fn zip(&mut self, reader: impl Read + io::Seek, source: Source, budget: &Budget, nesting: usize) {
        super::archive::zip(self, reader, &source, budget, nesting);
    }

    #[cfg(not(feature = "archive"))]
    fn zip(&mut self, _: impl Read + io::Seek, source: Source, _: &Budget, _: usize) {
        self.fail(InputError::NotBuilt { path: source.path, feature: "archive" });
    }

    /// All of `reader`, if it is not too large.
    pub fn whole(&self, mut reader: impl Read) -> io::Result<Vec<u8>> {
        limits::read_whole(&mut reader, self.options.limits.size)
    }

    /// Takes in a document that needs no taking apart.
    pub fn part(&mut self, part: Part) {
        self.waiting_count += part.count();
        self.waiting_bytes += part.size();
        self.waiting.push(part);
        if self.waiting_count >= BATCH_COUNT || self.waiting_bytes >= BATCH_BYTES {
            self.flush();
        }
    }

    /// Takes note of what could not be read.
    pub fn fail(&mut self, error: InputError) {
        self.found(Found::Error(error));
    }

    /// Takes note of a remark.
    pub fn remark(&mut self, notice: super::Notice) {
        self.found(Found::Notice(notice));
    }

    /// Takes note of something after what waits.
    pub fn found(&mut self, found: Found) {
        self.flush();
        self.keep(found);
    }

    /// Whether there are as many articles as allowed, so that taking apart can stop.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// Takes note of how taking apart `source` ended.
    fn settle(&mut self, source: &Source, outcome: io::Result<()>) {
        if let Err(error) = outcome {
            self.fail(failed(&source.path, error));
        }
    }

    /// Reads what waits, while what was found before is passed on.
    fn flush(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        (self.waiting_count, self.waiting_bytes) = (0, 0);
        let options = self.options;
        let read = || waiting.into_par_iter().map(|part| document::read(part, options)).collect();
        let found: Vec<Vec<Found>> = match &mut self.sink {
            Some(sink) if !self.found.is_empty() => {
                let before = std::mem::take(&mut self.found);
                let (found, taken) = rayon::join(read, || sink(before, false));
                self.full |= taken.is_break();
                found
            }
            _ => read(),
        };
        for one in found.into_iter().flatten() {
            self.keep(one);
        }
    }

    /// Keeps what was found, but no more articles than allowed.
    fn keep(&mut self, found: Found) {
        let allowed = self.options.limits.articles;
        match found {
            Found::Article(_, source) if self.articles >= allowed => {
                if !self.full {
                    let error = InputError::Limit { path: source.path, limit: Limit::Articles(allowed) };
                    self.found.push(Found::Error(error));
                }
                self.full = true;
            }
            Found::Article(..) => {
                self.articles += 1;
                self.found.push(found);
            }
            // What comes behind the last article that is allowed; how much was read of it is chance.
            _ if self.full => {}
            other => self.found.push(other),
        }
    }

    /// All that was found and not passed on, in the order of the input.
    pub fn finish(mut self) -> Vec<Found> {
        self.flush();
        if let Some(sink) = &mut self.sink {
            let _ = sink(std::mem::take(&mut self.found), true);
        }
        self.found
    }
}

/// What went wrong with reading `path`: a limit, or what the operating system or a decompressor says.
pub(super) fn failed(path: &Path, error: io::Error) -> InputError {
    match limits::limit_of(&error) {
        Some(limit) => InputError::Limit { path: path.into(), limit },
        None => unreadable(path, error),
    }
}

/// What went wrong with opening or reading `path`.
pub(super) fn unreadable(path: &Path, error: io::Error) -> InputError {
    match error.kind() {
        io::ErrorKind::NotFound => InputError::Missing { path: path.into() },
        _ => InputError::Unreadable { path: path.into(), source: error },
    }
}
