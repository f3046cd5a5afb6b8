//! White space as an author meant it: text is wrapped and indented anywhere.

use std::borrow::Cow;

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
    if bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ') {
        return false;
    }
    // Without a branch for each byte, so that many are looked at in one step.
    let breaks = bytes.iter().fold(false, |found, byte| found | byte.wrapping_sub(b'\t').lt(&5));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let doubled = pairs.fold(false, |found, (byte, next)| found | ((*byte == b' ') & (*next == b' ')));
    !breaks && !doubled && !has_wide_space(text)
}

/// Whether white space outside of ASCII stands in `text`.
pub(crate) fn has_wide_space(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| !c.is_ascii() && c.is_whitespace())
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
