//! White space as an author meant it: text is wrapped and indented anywhere.

use std::borrow::Cow;

use super::bytes;

/// `text` with one blank for each run of white space, and none around it.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if is_on_one_line(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn is_on_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return true };
    if *first == b' ' || *last == b' ' || is_break(*last) {
        return false;
    }
    let breaks = |byte, next| is_break(byte) | ((byte == b' ') & (next == b' '));
    // most are ASCII, which one look shows
    !bytes::any_pair(bytes, |byte, next| breaks(byte, next) | !byte.is_ascii()) && last.is_ascii()
        || !bytes::any_pair(bytes, breaks) && !has_wide_space(text)
}

/// Whether white space other than ordinary blanks stands in `text`.
pub(crate) fn has_break(text: &str) -> bool {
    // most are ASCII, which one look shows
    bytes::any(text.as_bytes(), |byte| is_break(byte) | !byte.is_ascii())
        && (bytes::any(text.as_bytes(), is_break) || has_wide_space(text))
}

/// White space in ASCII but the blank: tabs and line breaks.
#[inline]
fn is_break(byte: u8) -> bool {
    byte.wrapping_sub(b'\t') < 5
}

/// Whether white space outside of ASCII stands in `text`.
fn has_wide_space(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_of_white_space_is_one_blank() {
        for (text, expected) in [
            ("", ""),
            (" ", ""),
            ("a b", "a b"),
            ("a  b", "a b"),
            (" a\r\n\tb ", "a b"),
            ("sq\u{a0}km", "sq km"),
            ("«a» b\u{2003}", "«a» b"),
            ("a\u{85}", "a"),
        ] {
            assert_eq!(one_line(text), expected);
        }
    }
}
