//! Texts cut at separators, eight bytes in one step: most parts of the data files are shorter than what makes a search of
//! more bytes worth its start.

/// The cells of a row.
pub(crate) fn cells(row: &'static str) -> Split<b'\t', b'\t'> {
    Split::new(row)
}

/// The alternatives in a cell.
pub(crate) fn alternatives(cell: &'static str) -> Split<b'|', b'|'> {
    Split::new(cell)
}

/// The words of a phrase.
pub(crate) fn words_of(phrase: &'static str) -> Split<b' ', b' '> {
    Split::new(phrase)
}

/// The words of a phrase, and the parts of those that are joined by hyphens.
pub(crate) fn words_and_parts(phrase: &'static str) -> Split<b' ', b'-'> {
    Split::new(phrase)
}

/// The parts of a text between bytes that are one of two separators, which are ASCII; as [`str::split`].
pub(crate) struct Split<const A: u8, const B: u8> {
    text: &'static str,
    /// Where the next part starts, if there is one.
    start: Option<usize>,
    /// How much of the text was read, in bytes.
    read: usize,
    /// The highest bit of each of the last eight bytes that were read, the first one lowest, which is a separator and not
    /// passed yet.
    found: u64,
}

/// The lowest bit of each byte.
const LOWEST: u64 = u64::from_le_bytes([1; 8]);

/// All bits but the highest of each byte.
const BELOW_HIGHEST: u64 = 0x7f * LOWEST;

impl<const A: u8, const B: u8> Iterator for Split<A, B> {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        let start = self.start?;
        while self.found == 0 {
            if self.read >= self.text.len() {
                self.start = None;
                return Some(&self.text[start..]);
            }
            self.read_on();
        }
        let end = self.read - 8 + self.found.trailing_zeros() as usize / 8;
        self.found &= self.found - 1;
        self.start = Some(end + 1);
        Some(&self.text[start..end])
    }
}

impl<const A: u8, const B: u8> Split<A, B> {
    #[inline]
    fn new(text: &'static str) -> Self {
        Split { text, start: Some(0), read: 0, found: 0 }
    }

    /// Reads eight bytes; behind the end of the text are zeros, which are no separators.
    #[inline]
    fn read_on(&mut self) {
        let rest = &self.text.as_bytes()[self.read..];
        let chunk = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut chunk = [0; 8];
            chunk[..rest.len()].copy_from_slice(rest);
            chunk
        });
        let chunk = u64::from_le_bytes(chunk);
        self.read += 8;
        let found = |separator| zeros(chunk ^ (LOWEST * u64::from(separator)));
        self.found = found(A) | found(B);
    }
}

/// The highest bit of each byte that is zero.
#[inline]
fn zeros(bytes: u64) -> u64 {
    !(((bytes & BELOW_HIGHEST) + BELOW_HIGHEST) | bytes | BELOW_HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_the_standard_library() {
        let text = "a|b c||seven|-exactly eight-\u{2019}s\u{e9}|0123456789abcdef|}{|\u{7fc}\u{7c}|";
        let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for text in ends.map(|end| &text[..end]) {
            assert!(alternatives(text).eq(text.split('|')), "{text}");
            assert!(words_and_parts(text).eq(text.split([' ', '-'])), "{text}");
            assert!(cells(text).eq([text]), "{text}");
        }
    }
}
