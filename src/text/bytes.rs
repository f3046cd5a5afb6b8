//! Looking at many bytes in one step.

/// Bytes that are looked at together.
const TOGETHER: usize = 32;

/// Where the first byte stands of which `is` holds. No branch for each byte, so that many are looked at in one step:
/// for bytes that are seldom there.
#[inline]
pub(crate) fn find(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let mut at = 0;
    for chunk in bytes.chunks(TOGETHER) {
        if chunk.iter().fold(false, |found, byte| found | is(*byte)) {
            return chunk.iter().position(|byte| is(*byte)).map(|within| at + within);
        }
        at += chunk.len();
    }
    None
}

/// Whether `is` holds of any byte, for bytes that are seldom there; in a few steps where there are few bytes.
#[inline]
pub(crate) fn any(bytes: &[u8], is: impl Fn(u8) -> bool) -> bool {
    // the last ones are looked at twice where that saves a step
    if let Some(last) = bytes.last_chunk::<16>() {
        return bytes.as_chunks::<16>().0.iter().any(|chunk| any_of(chunk, &is)) || any_of(last, &is);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return any_of(first, &is) | any_of(last, &is);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return any_of(first, &is) | any_of(last, &is);
    }
    bytes.iter().any(|byte| is(*byte))
}

/// Whether `is` holds of any byte and the one behind it, for such that are seldom there.
#[inline]
pub(crate) fn any_pair(bytes: &[u8], is: impl Fn(u8, u8) -> bool) -> bool {
    const N: usize = 16;
    let Some((_, behind)) = bytes.split_first() else { return false };
    let before = &bytes[..behind.len()];
    let any_of = |before: &[u8; N], behind: &[u8; N]| {
        before.iter().zip(behind).fold(false, |found, (byte, next)| found | is(*byte, *next))
    };
    // the last ones are looked at twice where that saves a step
    if let (Some(last), Some(behind_last)) = (before.last_chunk(), behind.last_chunk()) {
        let mut chunks = before.as_chunks().0.iter().zip(behind.as_chunks().0);
        return chunks.any(|(before, behind)| any_of(before, behind)) || any_of(last, behind_last);
    }
    before.iter().zip(behind).any(|(byte, next)| is(*byte, *next))
}

#[inline]
fn any_of<const N: usize>(bytes: &[u8; N], is: &impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |found, byte| found | is(*byte))
}

/// How many ASCII letters `bytes` begin with; eight are looked at in one step.
#[inline]
pub(crate) fn letters(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(chunk) = bytes[at..].first_chunk() {
        let others = not_letters(u64::from_le_bytes(*chunk));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += chunk.len();
    }
    at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

/// A word at the start of eight bytes, with a byte behind it that is no ASCII letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShortWord {
    /// How many letters it has, from 0 to 7.
    pub letters: usize,
    /// They as an integer, the first one lowest.
    pub written: u64,
    /// The same in lower case.
    pub lower: u64,
    /// The byte behind it.
    pub behind: u8,
}

/// The letters that `bytes` begin with, where they are few: most words are told in one look, with what ends them.
#[inline]
pub(crate) fn short_word(bytes: &[u8]) -> Option<ShortWord> {
    let bytes = u64::from_le_bytes(*bytes.first_chunk()?);
    let others = not_letters(bytes);
    if others == 0 {
        return None;
    }
    let shift = others.trailing_zeros() / 8 * 8;
    let mask = (1 << shift) - 1;
    Some(ShortWord {
        letters: shift as usize / 8,
        written: bytes & mask,
        lower: (bytes | u64::from_le_bytes([0x20; 8])) & mask,
        behind: (bytes >> shift) as u8,
    })
}

/// The highest bit of each byte that is no ASCII letter.
#[inline]
fn not_letters(bytes: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = 0x80 * ONES;
    // in lower case, and so that the sums below carry nothing into the next byte
    let small = (bytes | (0x20 * ONES)) & !HIGH;
    let from_a = small + (0x80 - b'a' as u64) * ONES;
    let behind_z = small + (0x7f - b'z' as u64) * ONES;
    (!from_a | behind_z | bytes) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_end_at_every_other_byte() {
        for byte in 0..=u8::MAX {
            for before in 0..20 {
                let expected = before + usize::from(byte.is_ascii_alphabetic());
                let mut bytes = vec![b'q'; before];
                bytes.push(byte);
                assert_eq!(letters(&bytes), expected, "{byte} {before}");
                bytes.extend([b'.'; 9]);
                assert_eq!(letters(&bytes), expected, "{byte} {before}");
            }
        }
        assert_eq!(letters(b"azAZ[`{@"), 4);
    }

    #[test]
    fn a_short_word_is_told_with_what_ends_it() {
        for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_alphabetic()) {
            for letters in 0..8 {
                let mut bytes = b"AbCdEfGhIjKl".to_vec();
                bytes[letters] = byte;
                let integer = |word: &[u8]| word.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b));
                let written = integer(&bytes[..letters]);
                let lower = integer(&bytes[..letters].to_ascii_lowercase());
                let word = ShortWord { letters, written, lower, behind: byte };
                assert_eq!(short_word(&bytes), Some(word), "{byte} {letters}");
            }
        }
        assert_eq!(short_word(b"abcdefgh."), None);
        assert_eq!(short_word(b"at 7"), None);
    }

    #[test]
    fn the_first_of_several_is_found_wherever_it_stands() {
        for at in 0..100 {
            let mut bytes = vec![b'a'; 120];
            assert_eq!(find(&bytes, |byte| byte == b'x'), None);
            bytes[at] = b'x';
            bytes[at + 15] = b'x';
            assert_eq!(find(&bytes, |byte| byte == b'x'), Some(at));
        }
    }

    #[test]
    fn any_pair_is_found_wherever_it_stands() {
        let is = |byte, next| byte == b'x' && next == b'y';
        for length in 0..70 {
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[at] = b'x';
                assert!(!any_pair(&bytes, is), "{length} {at}");
                if let Some(next) = bytes.get_mut(at + 1) {
                    *next = b'y';
                    assert!(any_pair(&bytes, is), "{length} {at}");
                }
            }
        }
    }

    #[test]
    fn any_is_found_wherever_it_stands() {
        for length in 0..70 {
            assert!(!any(&vec![b'a'; length], |byte| byte == b'x'), "{length}");
            for at in 0..length {
                let mut bytes = vec![b'a'; length];
                bytes[at] = b'x';
                assert!(any(&bytes, |byte| byte == b'x'), "{length} {at}");
            }
        }
    }
}
