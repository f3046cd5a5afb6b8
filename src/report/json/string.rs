//! Strings of JSON: escaped as `serde_json` does it, and what a terminal would act on too.

use crate::report::visible::is_hostile;
use crate::text::bytes;

/// Appends `text` as a string; most have nothing to escape.
pub(super) fn write(text: &str, json: &mut Vec<u8>) {
    json.reserve(text.len() + 2);
    json.push(b'"');
    if is_plain(text) {
        json.extend_from_slice(text.as_bytes());
    } else {
        escaped(text, json);
    }
    json.push(b'"');
}

/// Whether nothing in `text` has to be escaped, which one look shows; where it says no, there may be nothing all the same.
#[inline]
pub(crate) fn is_plain(text: &str) -> bool {
    !bytes::any(text.as_bytes(), is_special)
}

/// A byte of a character that may have to be escaped.
#[inline]
fn is_special(byte: u8) -> bool {
    (byte < 0x20) | (byte == b'"') | (byte == b'\\') | (byte >= 0x7f)
}

fn escaped(text: &str, json: &mut Vec<u8>) {
    let (mut written, mut at) = (0, 0);
    while let Some(next) = bytes::find(&text.as_bytes()[at..], is_special) {
        at += next;
        let Some(character) = text[at..].chars().next() else { break };
        let end = at + character.len_utf8();
        if character.is_ascii() || is_hostile(character) {
            json.extend_from_slice(&text.as_bytes()[written..at]);
            escape(character, json);
            written = end;
        }
        at = end;
    }
    json.extend_from_slice(&text.as_bytes()[written..]);
}

fn escape(character: char, json: &mut Vec<u8>) {
    let short: &[u8] = match character {
        '"' => b"\\\"",
        '\\' => b"\\\\",
        '\u{8}' => b"\\b",
        '\t' => b"\\t",
        '\n' => b"\\n",
        '\u{c}' => b"\\f",
        '\r' => b"\\r",
        _ => {
            for unit in character.encode_utf16(&mut [0; 2]) {
                json.extend_from_slice(format!("\\u{unit:04x}").as_bytes());
            }
            return;
        }
    };
    json.extend_from_slice(short);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut json = Vec::new();
        write(text, &mut json);
        String::from_utf8(json).expect("UTF-8")
    }

    #[test]
    fn what_does_no_harm_is_written_as_serde_does() {
        let harmless = (0..0x7f).chain(0xa0..0x250).chain(0x2010..0x2028).chain(0x1f600..0x1f610);
        for character in harmless.filter_map(char::from_u32) {
            for before in [0, 3, 30, 70] {
                let text = format!("{}{character}z{character}", "a\u{e9}".repeat(before));
                assert_eq!(written(&text), serde_json::to_string(&text).expect("JSON"));
            }
        }
    }

    #[test]
    fn hostile_characters_are_escaped_and_read_back() {
        for text in ["a\u{202e}b\u{9b}c\u{e0041}\u{7f}\u{1b}", "\u{feff}", "\"\u{2066}…\""] {
            let json = written(text);
            assert!(!json.chars().any(is_hostile), "{json}");
            assert_eq!(serde_json::from_str::<String>(&json).expect("valid"), text);
        }
    }
}
