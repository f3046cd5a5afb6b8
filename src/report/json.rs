//! The JSON documents of the contract: indented, one claim a line for streams, and their schema.

use serde::Serialize;

use super::visible::is_hostile;
use crate::comparison::{Comparison, Extraction};

/// A document, indented, ending with a line break.
///
/// # Errors
/// Never for the documents of this crate; a type that cannot be written as JSON is refused.
pub fn document<T: Serialize>(document: &T) -> serde_json::Result<String> {
    let mut json = escaped(serde_json::to_string_pretty(document)?);
    json.push('\n');
    Ok(json)
}

/// One claim or exclusion on one line, for JSON Lines.
///
/// # Errors
/// Never for what the normalizer made.
pub fn line<T: Serialize>(item: &T) -> serde_json::Result<String> {
    let mut json = escaped(serde_json::to_string(item)?);
    json.push('\n');
    Ok(json)
}

/// The JSON Schema of what `compare` prints; that of `extract` is under `$defs/Extraction`.
pub fn schema() -> serde_json::Value {
    let mut generator = schemars::generate::SchemaSettings::draft2020_12().into_generator();
    let _ = generator.subschema_for::<Extraction>();
    let mut schema = generator.into_root_schema_for::<Comparison>().to_value();
    if let Some(root) = schema.as_object_mut() {
        root.insert("title".into(), "claimdiff comparison".into());
    }
    schema
}

/// JSON whose strings hold nothing that a terminal would act on: outside of strings JSON is plain ASCII, so each
/// such character can be written as its escape.
fn escaped(json: String) -> String {
    let acts = |character: char| character != '\n' && is_hostile(character);
    if !json.chars().any(acts) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if acts(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    out
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
