//! What the streams of a PDF unpack to, before a parser unpacks them into memory.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::super::document::Refusal;
use super::super::limits::Limit;

/// Refuses a PDF whose streams unpack to more than `allowed` bytes together.
///
/// Streams are found by their keyword, without parsing: what holds the objects of a PDF is itself packed.
pub(super) fn check(bytes: &[u8], allowed: u64) -> Result<(), Refusal> {
    let mut left = allowed;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        at += found + b"stream".len();
        let body = bytes[at..].trim_ascii_start();
        if is_zlib(body) {
            left =
                left.checked_sub(unpacked(body, left, 2)).ok_or(Refusal::Limit(Limit::Unpacked(allowed)))?;
        }
    }
    Ok(())
}

/// How many bytes a zlib stream unpacks to, as far as it goes, but hardly more than `most`; what is packed twice
/// counts as it is when all is unpacked.
fn unpacked(body: &[u8], most: u64, layers: usize) -> u64 {
    let mut head = Vec::new();
    let mut inner = ZlibDecoder::new(body).take(most.saturating_add(1));
    let _ = inner.by_ref().take(2).read_to_end(&mut head);
    if is_zlib(&head) && layers > 0 {
        let twice = io::Cursor::new(head).chain(inner);
        return io::copy(&mut ZlibDecoder::new(twice).take(most.saturating_add(1)), &mut io::sink())
            .unwrap_or(0);
    }
    // A stream that breaks off is the parser's business.
    let mut count = head.len() as u64;
    let mut buffer = [0; 8192];
    while let Ok(more) = inner.read(&mut buffer) {
        if more == 0 {
            break;
        }
        count += more as u64;
    }
    count
}

/// Whether it begins with the two bytes of a zlib stream.
fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0f == 8 && first >> 4 <= 7 && (u16::from(*first) << 8 | u16::from(*second)).is_multiple_of(31))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|byte| *byte == needle[0]) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn streams_are_added_up_and_layers_unpacked() {
        let body = packed(&vec![0; 100_000]);
        let pdf =
            [b"%PDF-1.4\n1 0 obj\nstream\r\n".as_slice(), &body, b"\nendstream\nstream\n", &body].concat();
        assert!(check(&pdf, 200_000).is_ok());
        assert!(matches!(check(&pdf, 199_999), Err(Refusal::Limit(Limit::Unpacked(199_999)))));
        let twice = [b"stream\n".as_slice(), &packed(&body)].concat();
        assert!(check(&twice, 99_999).is_err());
    }
}
