//! Bytes of a file to text: binary files are refused, a byte order mark is dropped, wrong bytes are replaced.

/// How many bytes are looked at to tell a binary file from a text.
const SNIFFED: usize = 8192;

/// A decoded file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How many byte sequences were no UTF-8 and became U+FFFD.
    pub replaced: usize,
}

/// Decodes `bytes`, or gives the offset of the NUL byte that shows that they are no text.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, usize> {
    if let Some(offset) = bytes.iter().take(SNIFFED).position(|byte| *byte == 0) {
        return Err(offset);
    }
    let mut replaced = 0;
    let mut text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.into_bytes();
        let mut text = String::with_capacity(bytes.len() + 16);
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                replaced += 1;
            }
        }
        text
    });
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(Decoded { text, replaced })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_kept() {
        assert_eq!(
            decode(b"40 killed\r\n".to_vec()),
            Ok(Decoded { text: "40 killed\r\n".into(), replaced: 0 })
        );
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(decode(b"\xef\xbb\xbfa".to_vec()), Ok(Decoded { text: "a".into(), replaced: 0 }));
    }

    #[test]
    fn wrong_bytes_are_replaced_and_counted() {
        assert_eq!(
            decode(b"caf\xe9 \xff x".to_vec()),
            Ok(Decoded { text: "caf\u{fffd} \u{fffd} x".into(), replaced: 2 })
        );
    }

    #[test]
    fn a_nul_byte_means_binary_only_near_the_start() {
        assert_eq!(decode(b"ab\0".to_vec()), Err(2));
        let mut late = vec![b'a'; SNIFFED];
        late.push(0);
        assert!(decode(late).is_ok());
    }
}
