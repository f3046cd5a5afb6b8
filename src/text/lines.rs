//! From byte offsets to lines and columns.

use std::cell::OnceCell;

/// Bytes between two places whose characters are counted beforehand.
const STRIDE: usize = 512;

/// On a line up to this long characters are counted from its start.
const SHORT: usize = 8 * STRIDE;

/// The starts of the lines of a text and, where it has longer lines, how many characters stand before every
/// [`STRIDE`]th byte.
pub(crate) struct LineIndex {
    starts: Vec<usize>,
    characters: OnceCell<Vec<usize>>,
}

impl LineIndex {
    /// Indexes the line feeds of `text`.
    pub(crate) fn new(text: &str) -> Self {
        let feeds = memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i + 1);
        LineIndex { starts: std::iter::once(0).chain(feeds).collect(), characters: OnceCell::new() }
    }

    /// Line and column of the byte `at`, both from 1; the column counts characters.
    pub(crate) fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&s| s <= at);
        let start = self.starts[line - 1];
        let before = match text.as_bytes().get(start..at) {
            Some(bytes) if bytes.len() <= SHORT => starting(bytes),
            _ => self.before(text, at).saturating_sub(self.before(text, start)),
        };
        (line, before + 1)
    }

    /// How many characters start before the byte `at`; a line may be as long as the text.
    fn before(&self, text: &str, at: usize) -> usize {
        let characters = self.characters.get_or_init(|| counted(text));
        let stride = (at / STRIDE).min(characters.len().saturating_sub(1));
        let rest = text.as_bytes().get(stride * STRIDE..at).unwrap_or_default();
        characters.get(stride).copied().unwrap_or(0) + starting(rest)
    }
}

/// How many characters start before each [`STRIDE`]th byte of `text`.
fn counted(text: &str) -> Vec<usize> {
    let mut before = 0;
    let strides = text.as_bytes().chunks(STRIDE).map(|chunk| {
        let here = before;
        before += starting(chunk);
        here
    });
    strides.collect()
}

/// How many characters start in `bytes` of UTF-8.
fn starting(bytes: &[u8]) -> usize {
    let starts = |byte: &u8| u8::from(byte & 0b1100_0000 != 0b1000_0000);
    // as many bytes as a byte can count: numbers that small are added sixteen in one step
    let chunks = bytes.chunks(usize::from(u8::MAX)).map(|chunk| chunk.iter().map(starts).sum::<u8>());
    chunks.map(usize::from).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_on_lines_of_any_length() {
        let text = format!("é\n{}x", "aé".repeat(3000));
        let lines = LineIndex::new(&text);
        let at = text.len() - 1;
        assert_eq!(lines.position(&text, at), (2, 6001));
        assert_eq!(lines.position(&text, 3), (2, 1));
        assert_eq!(lines.position(&text, text.len()), (2, 6002));
        assert_eq!(LineIndex::new("").position("", 0), (1, 1));
    }
}
