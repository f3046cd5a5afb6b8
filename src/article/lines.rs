//! JSON Lines: one article a line, taken in as blocks of lines and taken apart line by line.

use std::io::{self, BufRead, Cursor, Read};

use super::draft::{Found, Source};
use super::intake::{Intake, Part};
use super::limits::Limit;
use super::read::Options;
use super::{Notice, document, encoding, json};

/// Bytes that are read at once.
const BLOCK: usize = 1 << 16;

/// Takes in each line as a document of its own.
pub(super) fn take(intake: &mut Intake, mut reader: impl BufRead, source: &Source) -> io::Result<()> {
    let mut lines = Lines { source, number: 0, empty: true };
    if is_wide(&mut reader)? {
        let bytes = intake.whole(reader)?;
        let decoded = encoding::decode(bytes, None)
            .map_err(|offset| io::Error::other(format!("NUL byte at offset {offset}")))?;
        lines.add_all(intake, Cursor::new(decoded.text))?;
    } else {
        lines.add_all(intake, reader)?;
    }
    if lines.empty {
        intake.remark(Notice::NoText { path: source.path.clone(), line: None });
    }
    Ok(())
}

/// Whether it begins with the mark of UTF-16, whose lines cannot be told apart before decoding.
fn is_wide(reader: &mut impl BufRead) -> io::Result<bool> {
    let head = reader.fill_buf()?;
    Ok(head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff"))
}

/// How far the lines of an input are taken in.
struct Lines<'a> {
    source: &'a Source,
    /// Lines so far.
    number: usize,
    /// Whether all of them were blank.
    empty: bool,
}

impl Lines<'_> {
    /// Takes in the lines of `reader`, as many at a time as it gives at once.
    fn add_all(&mut self, intake: &mut Intake, mut reader: impl Read) -> io::Result<()> {
        let mut block = Vec::with_capacity(BLOCK);
        while !intake.is_full() {
            // A line whose end was not read yet.
            let begun = block.len();
            block.resize(begun + BLOCK, 0);
            let read = reader.read(&mut block[begun..]);
            block.truncate(begun + read.as_ref().map_or(0, |count| *count));
            match read {
                Ok(0) => return self.add(intake, block),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
                Ok(_) => {}
            }
            if let Some(end) = memchr::memrchr(b'\n', &block[begun..]) {
                let rest = &block[begun + end + 1..];
                let mut next = Vec::with_capacity(rest.len() + BLOCK);
                next.extend_from_slice(rest);
                block.truncate(begun + end + 1);
                self.add(intake, std::mem::replace(&mut block, next))?;
            }
            check(block.len(), intake)?;
        }
        Ok(())
    }

    /// Takes in the lines of `block`, all of which are whole.
    fn add(&mut self, intake: &mut Intake, mut block: Vec<u8>) -> io::Result<()> {
        let mut fits = check(block.len(), intake);
        if fits.is_err() {
            let mut end = 0;
            fits = each(&block).try_for_each(|line| {
                check(line.len(), intake)?;
                end += line.len();
                Ok(())
            });
            block.truncate(end);
        }
        let first = self.number + 1;
        self.number += memchr::memchr_iter(b'\n', &block).count();
        // The last line of an input may have no end.
        self.number += usize::from(block.last().is_some_and(|last| *last != b'\n'));
        self.empty &= block.trim_ascii().is_empty();
        intake.part(Part::lines(self.source.clone(), block, first..self.number + 1));
        fits
    }
}

/// Each line of `block`, with its end.
fn each(mut block: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', block).map_or(block.len(), |end| end + 1);
        let (line, rest) = block.split_at(end);
        block = rest;
        (end > 0).then_some(line)
    })
}

/// Whether a line is not longer than a document may be.
fn check(length: usize, intake: &Intake) -> io::Result<()> {
    let size = intake.options.limits.size;
    if length as u64 > size { Err(io::Error::other(Limit::Size(size))) } else { Ok(()) }
}

/// The articles of lines of `source`, of which the first has the number `first`; blank ones are passed over.
pub(super) fn read(block: &[u8], first: usize, source: &Source, options: &Options) -> Vec<Found> {
    let mut found = Vec::new();
    for (number, line) in (first..).zip(each(block)) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let source = source.record(number);
        match encoding::plain(line) {
            Some(text) => found.extend(json::line(text, source, options)),
            None => found.extend(document::decoded(line.to_vec(), &source, |text| {
                json::line(&text, source.clone(), options)
            })),
        }
    }
    found
}
