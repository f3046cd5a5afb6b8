//! JSON Lines: one article a line, taken apart line by line.

use std::io::{self, BufRead, Read};

use super::Notice;
use super::draft::Source;
use super::format::Format;
use super::intake::{Intake, Part};
use super::limits::Limit;

/// Takes in each line as a document of its own.
pub(super) fn take(intake: &mut Intake, mut reader: impl BufRead, source: &Source) -> io::Result<()> {
    if is_wide(&mut reader)? {
        let bytes = intake.whole(reader)?;
        return take_decoded(intake, bytes, source);
    }
    let size = intake.options.limits.size;
    let (mut number, mut empty) = (0, true);
    while !intake.is_full() {
        let mut line = Vec::new();
        let count = reader.by_ref().take(size.saturating_add(1)).read_until(b'\n', &mut line)?;
        if count == 0 {
            break;
        }
        number += 1;
        if line.len() as u64 > size {
            return Err(io::Error::other(Limit::Size(size)));
        }
        empty &= !add(intake, line, source, number);
    }
    if empty {
        intake.remark(Notice::NoText { path: source.path.clone(), line: None });
    }
    Ok(())
}

/// Whether it begins with the mark of UTF-16, whose lines cannot be told apart before decoding.
fn is_wide(reader: &mut impl BufRead) -> io::Result<bool> {
    let head = reader.fill_buf()?;
    Ok(head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff"))
}

fn take_decoded(intake: &mut Intake, bytes: Vec<u8>, source: &Source) -> io::Result<()> {
    let decoded = super::encoding::decode(bytes, None)
        .map_err(|offset| io::Error::other(format!("NUL byte at offset {offset}")))?;
    for (index, line) in decoded.text.lines().enumerate() {
        add(intake, line.as_bytes().to_vec(), source, index + 1);
    }
    Ok(())
}

/// Adds a line, unless it is empty; says whether it was added.
fn add(intake: &mut Intake, line: Vec<u8>, source: &Source, number: usize) -> bool {
    let blank = line.trim_ascii().is_empty();
    if !blank {
        intake.part(Part::new(source.record(number), Format::JsonLines, line));
    }
    !blank
}
