//! Bytes of a document to text: by byte order mark, as UTF-8, by declaration, else by detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Notice;
use super::draft::Source;

/// How many bytes are looked at to tell a binary file from a text, and to find a declaration.
const SNIFFED: usize = 8192;

/// A decoded document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How many byte sequences mean nothing in the encoding and became U+FFFD.
    pub replaced: usize,
    /// The encoding that the text was read in.
    pub encoding: &'static Encoding,
    /// Whether nothing said which encoding it is.
    pub guessed: bool,
}

impl Decoded {
    /// What is to be said about how the bytes at `source` were read.
    pub fn remarks(&self, source: &Source) -> Vec<Notice> {
        let (path, encoding) = (&source.path, self.encoding.name());
        let mut remarks = Vec::new();
        if self.guessed {
            remarks.push(Notice::GuessedEncoding { path: path.clone(), encoding });
        }
        if self.replaced > 0 {
            remarks.push(Notice::InvalidBytes { path: path.clone(), count: self.replaced, encoding });
        }
        remarks
    }
}

/// Decodes `bytes`, or gives the offset of the NUL byte that shows that they are no text.
///
/// `declared` is the label of the encoding that something outside the bytes names (an HTTP header); labels in the
/// bytes themselves (`<meta charset>`, `<?xml encoding?>`) are found here.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, usize> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Ok(with(encoding, &bytes[mark..], false));
    }
    if let Some(offset) = memchr::memchr(0, &bytes[..bytes.len().min(SNIFFED)]) {
        return unmarked_utf16(&bytes).map(|encoding| with(encoding, &bytes, true)).ok_or(offset);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text, replaced: 0, encoding: UTF_8, guessed: false }),
        Err(error) => error.into_bytes(),
    };
    let label = declared.map(str::to_owned).or_else(|| declaration(&bytes));
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    Ok(match named {
        Some(encoding) if encoding != UTF_8 => with(encoding.output_encoding(), &bytes, false),
        _ if is_mostly_utf8(&bytes) => with(UTF_8, &bytes, false),
        _ => with(detected(&bytes), &bytes, true),
    })
}

/// The text of `bytes`, where [`decode`] would keep all of them as they are.
pub(super) fn plain(bytes: &[u8]) -> Option<&str> {
    let sniffed = &bytes[..bytes.len().min(SNIFFED)];
    if Encoding::for_bom(bytes).is_some() || memchr::memchr(0, sniffed).is_some() {
        return None;
    }
    std::str::from_utf8(bytes).ok()
}

/// The text of `bytes` in `encoding`.
fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    let replaced = if wrong { text.matches(char::REPLACEMENT_CHARACTER).count() } else { 0 };
    Decoded { text: text.into_owned(), replaced, encoding, guessed }
}

/// Whether characters of several bytes in UTF-8 outnumber the wrong bytes: a damaged file, not one in another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    right > wrong
}

/// The legacy encoding that the bytes look like.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// UTF-16 without a mark: in text of Latin letters every second byte is NUL.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(SNIFFED) & !1];
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    let most = |count: usize| half >= 8 && count * 10 > half * 7;
    match (most(even), most(odd)) {
        (false, true) if even == 0 => Some(UTF_16LE),
        (true, false) if odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// The label in `<meta charset="...">`, `<meta ... content="...; charset=...">` or `<?xml ... encoding="..."?>`.
fn declaration(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(SNIFFED)]).to_ascii_lowercase();
    if !head.trim_start().starts_with('<') {
        return None;
    }
    let after = ["charset=", "encoding="].iter().find_map(|key| head.split_once(key))?.1;
    let label = after.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))?;
    (end > 0).then(|| label[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, usize, &'static str, bool) {
        let decoded = decode(bytes.to_vec(), None).expect("text");
        (decoded.text, decoded.replaced, decoded.encoding.name(), decoded.guessed)
    }

    #[test]
    fn plain_text_is_kept() {
        assert_eq!(text(b"40 killed\r\n"), ("40 killed\r\n".into(), 0, "UTF-8", false));
    }

    #[test]
    fn byte_order_marks_are_dropped_and_obeyed() {
        assert_eq!(text(b"\xef\xbb\xbfa"), ("a".into(), 0, "UTF-8", false));
        assert_eq!(text(b"\xff\xfe4\x000\0\xe9\0"), ("40é".into(), 0, "UTF-16LE", false));
        assert_eq!(text(b"\xfe\xff\x004\x000"), ("40".into(), 0, "UTF-16BE", false));
    }

    #[test]
    fn what_is_plain_is_decoded_as_it_stands() {
        for bytes in [&b""[..], b"40 killed\r\n", "caf\u{e9}".as_bytes()] {
            let kept = std::str::from_utf8(bytes).expect("UTF-8");
            assert_eq!((plain(bytes), text(bytes).0), (Some(kept), kept.to_owned()));
        }
        let late = [&b" ".repeat(SNIFFED)[..], b"\0"].concat();
        assert_eq!((plain(&late).map(str::len), text(&late).0.len()), (Some(SNIFFED + 1), SNIFFED + 1));
        for bytes in [&b"\xef\xbb\xbfa"[..], b"\xff\xfe4\0", b"caf\xe9", b"4\x000\0", b"a\0"] {
            assert_eq!(plain(bytes), None, "{bytes:?}");
        }
    }

    #[test]
    fn utf16_without_a_mark_is_seen() {
        let bytes: Vec<u8> = "At least 40 people".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&bytes), ("At least 40 people".into(), 0, "UTF-16LE", true));
    }

    #[test]
    fn another_encoding_is_declared_or_detected() {
        let windows = b"The caf\xe9 owner said \x93about \xa340\x94 \x96 no more.";
        let expected = "The café owner said “about £40” – no more.";
        assert_eq!(text(windows), (expected.into(), 0, "windows-1252", true));
        let page = b"<html><head><meta charset=windows-1251><p>\xcc\xee\xf1\xea\xe2\xe0 40";
        assert!(text(page).0.ends_with("Москва 40"));
        let page = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xa340</a>";
        assert_eq!(text(page).2, "windows-1252");
        let header = decode(b"\xcc\xee".to_vec(), Some("windows-1251")).expect("text");
        assert_eq!(header.text, "Мо");
    }

    #[test]
    fn wrong_bytes_in_utf8_are_replaced_and_counted() {
        let bytes = "Café, 5 €, naïve \u{2014} x".as_bytes();
        let damaged = [bytes, b" \xff y"].concat();
        assert_eq!(text(&damaged), ("Café, 5 €, naïve — x \u{fffd} y".into(), 1, "UTF-8", false));
    }

    #[test]
    fn a_nul_byte_means_binary_only_near_the_start() {
        assert_eq!(decode(b"ab\0".to_vec(), None), Err(2));
        let mut late = vec![b'a'; SNIFFED];
        late.push(0);
        assert!(decode(late, None).is_ok());
    }
}
