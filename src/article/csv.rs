//! CSV and TSV: one article a row, columns by their names in the first row.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use ::csv::{ByteRecord, ReaderBuilder};
use serde_json::{Map, Value};

use super::document::{Refusal, refused};
use super::draft::Source;
use super::encoding::{self, Decoded};
use super::intake::{Content, Intake, Part};
use super::limits::Limit;
use super::metadata::Field;
use crate::error::InputError;

/// Takes in each row as a document of its own.
pub(super) fn take(intake: &mut Intake, mut reader: impl BufRead, source: &Source) -> io::Result<()> {
    let head = reader.fill_buf()?;
    if !(head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff")) {
        return rows(intake, reader, source);
    }
    // The separators of UTF-16 are found only when all of it is decoded.
    let bytes = intake.whole(reader)?;
    match encoding::decode(bytes, None) {
        Ok(decoded) => rows(intake, Cursor::new(decoded.text), source),
        Err(offset) => {
            intake.fail(InputError::Binary { path: source.path.clone(), offset });
            Ok(())
        }
    }
}

fn rows(intake: &mut Intake, mut reader: impl BufRead, source: &Source) -> io::Result<()> {
    let delimiter = delimiter(reader.fill_buf()?);
    let size = intake.options.limits.size;
    let left = Cell::new(size);
    let limited = BufReader::new(Limited { inner: reader, left: &left, size });
    let mut table = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(limited);
    let columns: Vec<String> = table.byte_headers().map_err(into_io)?.iter().map(name).collect();
    if let Some(refusal) = without_text(intake, &columns) {
        intake.found(refused(source, refusal));
        return Ok(());
    }
    let mut row = ByteRecord::new();
    // Rows are numbered as spreadsheets number them: the names of the columns are row 1.
    for number in 2.. {
        left.set(size);
        if intake.is_full() || !table.read_byte_record(&mut row).map_err(into_io)? {
            if number == 2 && !intake.is_full() {
                intake.found(refused(source, Refusal::Empty("a table without rows".into())));
            }
            break;
        }
        let (record, decoded) = named(&columns, &row);
        for cell in decoded {
            cell.remarks(source).into_iter().for_each(|notice| intake.remark(notice));
        }
        intake.part(Part { source: source.record(number), content: Content::Record(record) });
    }
    Ok(())
}

/// What went wrong below the table, or with it.
fn into_io(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Why the table holds no articles: no column is called like a text.
fn without_text(intake: &Intake, columns: &[String]) -> Option<Refusal> {
    let is_text =
        |name: &String| intake.options.fields.field(name).is_some_and(|(field, _)| field == Field::Text);
    if columns.iter().any(is_text) {
        return None;
    }
    let columns = columns.iter().take(12).map(String::as_str).collect::<Vec<_>>().join(", ");
    Some(Refusal::Empty(format!(
        "a table without a column for the text (its columns: {columns}); name it with --field text=COLUMN"
    )))
}

/// The name of a column; a byte order mark before the first is none of it.
fn name(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned()
}

/// The cells by the names of their columns, and those that are not plain UTF-8, as they were decoded.
fn named(columns: &[String], row: &ByteRecord) -> (Map<String, Value>, Vec<Decoded>) {
    let mut record = Map::new();
    let mut odd = Vec::new();
    for (column, cell) in columns.iter().zip(row.iter()) {
        let text = match std::str::from_utf8(cell) {
            Ok(text) => text.to_owned(),
            Err(_) => match encoding::decode(cell.to_vec(), None) {
                Ok(decoded) => {
                    let text = decoded.text.clone();
                    odd.push(decoded);
                    text
                }
                Err(_) => String::from_utf8_lossy(cell).into_owned(),
            },
        };
        record.insert(column.clone(), Value::String(text));
    }
    (record, odd)
}

/// The separator that the first line has most of.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| line.iter().filter(|byte| **byte == separator).count();
    // The last of several maxima wins: a comma, when there is none at all.
    [b';', b'\t', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

/// A reader that gives no more than `left` bytes: a quote that is never closed makes one row of all that follows.
struct Limited<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
    size: u64,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(count as u64);
        self.left.set(left.ok_or_else(|| io::Error::other(Limit::Size(self.size)))?);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Options;
    use crate::article::draft::Found;
    use std::path::Path;

    fn read(table: &[u8], options: &Options) -> Vec<String> {
        let mut intake = Intake::new(options);
        take(&mut intake, table, &Source::new(Path::new("t.csv"), 1, false)).expect("it can be read");
        let describe = |found: Found| match found {
            Found::Article(draft, source) => {
                format!("{:?} {} {:?}", source.part, draft.text, draft.metadata.outlet)
            }
            Found::Error(error) => error.to_string(),
            Found::Notice(notice) => notice.to_string(),
        };
        intake.finish().into_iter().map(describe).collect()
    }

    #[test]
    fn rows_are_articles_whatever_separates_their_cells() {
        for table in [
            &b"source,text\nThe Mail,\"Forty, or\n41, killed\"\nPost,x\n"[..],
            b"source;text\nThe Mail;\"Forty, or\n41, killed\"\nPost;x",
            b"\xef\xbb\xbfsource\ttext\r\nThe Mail\t\"Forty, or\n41, killed\"\r\nPost\tx\r\n",
        ] {
            let rows = read(table, &Options::default());
            assert_eq!(
                rows,
                ["Some(2) Forty, or\n41, killed Some(\"The Mail\")", "Some(3) x Some(\"Post\")"]
            );
        }
    }

    #[test]
    fn a_table_without_a_text_says_its_columns_and_a_given_name_helps() {
        let mut options = Options::default();
        let table = b"id,story\n1,40 killed\n";
        assert_eq!(
            read(table, &options),
            [
                "t.csv: a table without a column for the text (its columns: id, story); name it with --field text=COLUMN"
            ]
        );
        options.fields.add("text", "story").expect("a field");
        assert_eq!(read(table, &options), ["Some(2) 40 killed None"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_hits_the_limit() {
        let mut options = Options::default();
        options.limits.size = 10_000;
        let table = [b"text\n\"", "x".repeat(100_000).as_bytes()].concat();
        let mut intake = Intake::new(&options);
        let error =
            take(&mut intake, &table[..], &Source::new(Path::new("t.csv"), 1, false)).expect_err("too large");
        assert_eq!(crate::article::limits::limit_of(&error), Some(Limit::Size(10_000)));
    }
}
