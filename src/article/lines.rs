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
        // What a pipe gives at once may be little, and waits with many others.
        if block.len() < BLOCK / 2 {
            block.shrink_to_fit();
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

#[cfg(test)]
mod tests {
    use std::io::BufReader;
    use std::path::Path;

    use super::*;

    /// Gives a text in pieces, is interrupted in between, and may fail at its end.
    struct Pieces<'a> {
        text: &'a [u8],
        length: usize,
        interrupted: bool,
        fails: bool,
    }

    impl Read for Pieces<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.interrupted = !self.interrupted;
            if !self.interrupted {
                return Err(io::ErrorKind::Interrupted.into());
            }
            if self.text.is_empty() && self.fails {
                return Err(io::Error::other("the disk is gone"));
            }
            let (piece, rest) = self.text.split_at(self.length.min(buffer.len()).min(self.text.len()));
            buffer[..piece.len()].copy_from_slice(piece);
            self.text = rest;
            Ok(piece.len())
        }
    }

    /// What is found, each with its number, and how it ended.
    fn taken(text: &[u8], length: usize, size: u64, fails: bool) -> (Vec<String>, io::Result<()>) {
        let mut options = Options::default();
        options.limits.size = size;
        let mut intake = Intake::new(&options);
        let pieces = Pieces { text, length, interrupted: false, fails };
        let source = Source::new(Path::new("a"), 1, false);
        let outcome = take(&mut intake, BufReader::with_capacity(64, pieces), &source);
        let found = intake.finish().into_iter().map(|found| match found {
            Found::Article(draft, source) => format!("{} {}", source.part.unwrap_or_default(), draft.text),
            Found::Error(error) => error.to_string(),
            Found::Notice(notice) => notice.to_string(),
        });
        (found.collect(), outcome)
    }

    #[test]
    fn lines_keep_their_numbers_wherever_blocks_end() {
        let line = |number: usize| match number {
            7000 => "nonsense".to_owned(),
            _ if number % 7 == 3 => " \t\r".to_owned(),
            _ => format!("{{\"text\": \"{number} were killed\"}}"),
        };
        let text: String = (1..8000).map(line).collect::<Vec<_>>().join("\n");
        let expected = (1..8000).filter(|number| number % 7 != 3).map(|number| match number {
            7000 => "a:7000: not an article: expected ident at column 2".to_owned(),
            _ => format!("{number} {number} were killed"),
        });
        let expected: Vec<String> = expected.collect();
        for length in [999, BLOCK, BLOCK + 5000] {
            let (found, outcome) = taken(text.as_bytes(), length, u64::MAX, false);
            assert!(outcome.is_ok() && text.len() > 3 * BLOCK);
            assert!(found.len() == expected.len(), "{length}: {}", found.len());
            for (found, expected) in found.iter().zip(&expected) {
                assert!(found.starts_with(expected.as_str()), "{length}: {found}");
            }
        }
        let wide: Vec<u8> =
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let (found, _) = taken(&wide, BLOCK, u64::MAX, false);
        assert!(found.iter().zip(&expected).all(|(found, expected)| found.starts_with(expected.as_str())));
        assert_eq!(found.len(), expected.len());
    }

    #[test]
    fn lines_before_one_that_is_too_long_are_kept() {
        let short = "{\"text\": \"x\"}\n";
        let long = format!("{{\"text\": \"{}\"}}", "x".repeat(200));
        for (text, count) in [
            (long.clone(), 0),
            (short.repeat(3) + &long, 3),
            (short.repeat(3) + &long + "\n" + short, 3),
            (short.repeat(6000) + &long + "\n" + short, 6000),
            (short.repeat(5), 5),
        ] {
            for length in [50, BLOCK] {
                let (found, outcome) = taken(text.as_bytes(), length, 100, false);
                assert_eq!((found.len(), outcome.is_err()), (count, count != 5));
            }
        }
    }

    #[test]
    fn whole_lines_before_a_failure_are_kept() {
        let text = "{\"text\": \"x\"}\n".repeat(9) + "{\"text\": ";
        let (found, outcome) = taken(text.as_bytes(), 40, u64::MAX, true);
        assert_eq!((found.len(), outcome.is_err()), (9, true));
    }
}
