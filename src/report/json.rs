//! The JSON documents of the contract: indented, one claim a line for streams, and their schema.

use std::io::{self, Write};

use serde::Serialize;

use super::visible::is_hostile;
use crate::checker::Check;
use crate::comparison::{Comparison, Extraction};
use crate::differ::Diff;
use crate::timeline::Timeline;

/// Writes a document, indented, ending with a line break.
///
/// # Errors
/// Those of `out`; a type that cannot be written as JSON, which none of this crate is.
pub fn write_document<T: Serialize>(document: &T, out: &mut impl Write) -> io::Result<()> {
    let mut visible = Visible { out, waiting: Vec::with_capacity(2 * WAITING) };
    serde_json::to_writer_pretty(&mut visible, document)?;
    visible.write_all(b"\n")?;
    visible.flush()
}

/// Appends one claim or exclusion to `lines`, on a line of its own, for JSON Lines.
///
/// # Errors
/// A type that cannot be written as JSON, which none of this crate is.
pub fn write_line<T: Serialize>(item: &T, lines: &mut Vec<u8>) -> io::Result<()> {
    let start = lines.len();
    serde_json::to_writer(&mut *lines, item)?;
    lines.push(b'\n');
    if may_act(&lines[start..]) {
        let line = String::from_utf8(lines.split_off(start)).map_err(io::Error::other)?;
        lines.extend_from_slice(visible(line).as_bytes());
    }
    Ok(())
}

/// What [`write_document`] writes.
///
/// # Errors
/// Never for the documents of this crate; a type that cannot be written as JSON is refused.
pub fn document<T: Serialize>(document: &T) -> serde_json::Result<String> {
    let mut json = visible(serde_json::to_string_pretty(document)?);
    json.push('\n');
    Ok(json)
}

/// What [`write_line`] appends.
///
/// # Errors
/// As for [`document()`].
pub fn line<T: Serialize>(item: &T) -> serde_json::Result<String> {
    let mut json = visible(serde_json::to_string(item)?);
    json.push('\n');
    Ok(json)
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

/// Bytes of a document that are looked at together.
const WAITING: usize = 1 << 16;

/// Passes JSON on with an escape for each character that a terminal would act on.
struct Visible<W> {
    out: W,
    waiting: Vec<u8>,
}

impl<W: Write> Write for Visible<W> {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        self.write_all(json)?;
        Ok(json.len())
    }

    fn write_all(&mut self, json: &[u8]) -> io::Result<()> {
        self.waiting.extend_from_slice(json);
        // The serializer writes whole characters, so none is cut in two here.
        if self.waiting.len() < WAITING { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        let json = String::from_utf8(std::mem::take(&mut self.waiting)).map_err(io::Error::other)?;
        let json = visible(json);
        self.out.write_all(json.as_bytes())?;
        self.waiting = json.into_bytes();
        self.waiting.clear();
        Ok(())
    }
}

/// Whether there is a byte of a character that a terminal could act on: JSON itself escapes the controls of ASCII.
fn may_act(json: &[u8]) -> bool {
    // Without a branch for each byte, so that many are looked at in one step.
    json.chunks(256).any(|bytes| bytes.iter().fold(false, |found, byte| found | (*byte >= 0x7f)))
}

/// JSON whose strings hold nothing that a terminal would act on: outside of strings JSON is plain ASCII, so each such
/// character can be written as its escape.
fn visible(json: String) -> String {
    if !may_act(json.as_bytes()) {
        return json;
    }
    let acts = |character: char| character >= '\u{7f}' && is_hostile(character);
    let mut out = String::with_capacity(json.len() + 64);
    let mut rest = json.as_str();
    while let Some((at, character)) = rest.char_indices().find(|(_, c)| acts(*c)) {
        out.push_str(&rest[..at]);
        for unit in character.encode_utf16(&mut [0; 2]) {
            out.push_str(&format!("\\u{unit:04x}"));
        }
        rest = &rest[at + character.len_utf8()..];
    }
    out + rest
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
