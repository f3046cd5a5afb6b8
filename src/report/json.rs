//! The JSON documents of the contract: indented, one claim a line for streams, and their schema.

mod claim;
mod comparison;
mod string;
mod writer;

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Error as _;

use crate::checker::Check;
use crate::claim::Claim;
use crate::comparison::{Comparison, Extraction};
use crate::differ::Diff;
use crate::timeline::Timeline;
use writer::JsonWriter;

pub(crate) use claim::{Id, Line as ClaimLine, UnitOf, line as line_of};
pub(crate) use string::is_plain;

/// Writes a document, indented, ending with a line break.
///
/// # Errors
/// Those of `out`; a type that cannot be written as JSON, which none of this crate is.
pub fn write_document<T: Serialize>(document: &T, out: &mut impl Write) -> io::Result<()> {
    let mut pass_on = |json: &mut Vec<u8>| {
        out.write_all(json)?;
        json.clear();
        Ok(())
    };
    let mut json = JsonWriter::indented(Some(&mut pass_on));
    let written = document.serialize(&mut json);
    let (mut rest, failure) = (json.bytes, json.failure);
    failure.map_or(Ok(()), Err)?;
    written?;
    rest.push(b'\n');
    pass_on(&mut rest)
}

/// As [`write_document`] for a comparison, with all threads of the pool that this runs in.
///
/// # Errors
/// As for [`write_document`].
pub fn write_comparison(document: &Comparison, out: &mut (impl Write + Send)) -> io::Result<()> {
    comparison::write(document, out)
}

/// Appends one claim or exclusion to `lines`, on a line of its own, for JSON Lines.
///
/// # Errors
/// A type that cannot be written as JSON, which none of this crate is.
pub fn write_line<T: Serialize>(item: &T, lines: &mut Vec<u8>) -> io::Result<()> {
    append(lines, |json| Ok(item.serialize(json)?))
}

/// As [`write_line`] for a claim, in less time.
///
/// # Errors
/// As for [`write_line`].
pub fn write_claim(item: &Claim, lines: &mut Vec<u8>) -> io::Result<()> {
    append(lines, |json| claim::write(item, json))
}

/// As [`write_claim`] for a claim that is kept in another form.
pub(crate) fn write_line_of<'a>(
    claim: &mut ClaimLine<'a, impl Iterator<Item = UnitOf<'a>>>,
    lines: &mut Vec<u8>,
) -> io::Result<()> {
    append(lines, |json| claim.write(json))
}

/// Appends what `write` writes, on a line of its own.
fn append(lines: &mut Vec<u8>, write: impl FnOnce(&mut JsonWriter) -> io::Result<()>) -> io::Result<()> {
    let mut json = JsonWriter::compact(std::mem::take(lines));
    let written = write(&mut json);
    *lines = json.bytes;
    written?;
    lines.push(b'\n');
    Ok(())
}

/// What [`write_document`] writes.
///
/// # Errors
/// Never for the documents of this crate; a type that cannot be written as JSON is refused.
pub fn document<T: Serialize>(document: &T) -> serde_json::Result<String> {
    let mut json = Vec::new();
    write_document(document, &mut json).map_err(serde_json::Error::io)?;
    String::from_utf8(json).map_err(serde_json::Error::custom)
}

/// What [`write_line`] appends.
///
/// # Errors
/// As for [`document()`].
pub fn line<T: Serialize>(item: &T) -> serde_json::Result<String> {
    let mut json = Vec::new();
    write_line(item, &mut json).map_err(serde_json::Error::io)?;
    String::from_utf8(json).map_err(serde_json::Error::custom)
}

/// The JSON Schema of what `compare` prints; those of the other commands are under `$defs`: `Extraction`, `Check`,
/// `Diff`, `Timeline`.
pub fn schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let _ = generator.subschema_for::<Extraction>();
    let _ = generator.subschema_for::<Check>();
    let _ = generator.subschema_for::<Diff>();
    let _ = generator.subschema_for::<Timeline>();
    let mut schema = generator.into_root_schema_for::<Comparison>().to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".into(), "claimdiff comparison".into());
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_characters_are_escaped_and_read_back() {
        let text = "a\u{202e}b\u{9b}c\u{e0041}\u{7f}\u{1b}";
        let json = document(&text).expect("a string");
        assert!(json.trim_end().chars().all(|c| c.is_ascii() && !c.is_control()), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("valid"), text);
    }
}
