//! JSON Lines: one article a line, taken apart line by line.

use std::io::{self, BufRead};
use std::mem;
use std::sync::Arc;

use super::Notice;
use super::draft::Source;
use super::intake::{Intake, Part};
use super::limits::Limit;

/// Takes in each line as a document of its own.
pub(super) fn take(intake: &mut Intake, mut reader: impl BufRead, source: &Source) -> io::Result<()> {
    let mut lines = Lines { source, number: 0, empty: true };
    if is_wide(&mut reader)? {
        let bytes = intake.whole(reader)?;
        let decoded = super::encoding::decode(bytes, None)
            .map_err(|offset| io::Error::other(format!("NUL byte at offset {offset}")))?;
        lines.add(intake, decoded.text.into_bytes())?;
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
    fn add_all(&mut self, intake: &mut Intake, mut reader: impl BufRead) -> io::Result<()> {
        // A line whose end was not read yet.
        let mut begun = Vec::new();
        while !intake.is_full() {
            let read = match reader.fill_buf() {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let count = read.len();
            if count == 0 {
                return self.add(intake, begun);
            }
            let ended = memchr::memrchr(b'\n', read).map_or(0, |end| end + 1);
            begun.extend_from_slice(&read[..ended]);
            if ended > 0 {
                self.add(intake, mem::take(&mut begun))?;
            }
            begun.extend_from_slice(&read[ended..]);
            reader.consume(count);
            check(begun.len(), intake)?;
        }
        Ok(())
    }

    /// Takes in the lines of `block`, all of which are whole.
    fn add(&mut self, intake: &mut Intake, block: Vec<u8>) -> io::Result<()> {
        let block = Arc::new(block);
        let mut start = 0;
        while start < block.len() && !intake.is_full() {
            let end = memchr::memchr(b'\n', &block[start..]).map_or(block.len(), |end| start + end + 1);
            self.number += 1;
            check(end - start, intake)?;
            if !block[start..end].trim_ascii().is_empty() {
                self.empty = false;
                intake.part(Part::line(self.source.record(self.number), Arc::clone(&block), start..end));
            }
            start = end;
        }
        Ok(())
    }
}

/// Whether a line is not longer than a document may be.
fn check(length: usize, intake: &Intake) -> io::Result<()> {
    let size = intake.options.limits.size;
    if length as u64 > size { Err(io::Error::other(Limit::Size(size))) } else { Ok(()) }
}
