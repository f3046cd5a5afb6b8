//! Looking for a byte among many.

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

#[cfg(test)]
mod tests {
    use super::*;

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
}
