//! Words as integers, and where they stand in a table. The build script makes tables of them, too.

/// A word as integers: up to [`Key::WHOLE`] bytes nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    first: u64,
    last: u64,
    length: u32,
}

/// The first and the last bytes of a word; then its length in the lower half, and in the upper one its number, from 1 on.
/// All zeros where there is none: memory that comes as zeros need not be filled.
pub(crate) type Slot = [u64; 3];

impl Key {
    /// Words up to this long are the same if their keys are.
    pub(crate) const WHOLE: usize = 16;

    #[inline]
    pub(crate) fn of(word: &str) -> Key {
        let bytes = word.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (short(bytes), 0),
        };
        Key { first, last, length: bytes.len() as u32 }
    }

    #[inline]
    pub(crate) fn hash(self) -> usize {
        spread(self.first ^ self.last.rotate_left(29) ^ u64::from(self.length))
    }

    /// The slot of the word with this number.
    #[inline]
    pub(crate) fn slot(self, number: u32) -> Slot {
        [self.first, self.last, u64::from(self.length) | u64::from(number) << 32]
    }

    /// The number of the word among `slots` slots, a power of two, from `at` on; or the free slot for it. `same` says of
    /// a number with this key whether it is of the same word; it is asked only where the key does not say it all.
    #[inline]
    pub(crate) fn find(
        self,
        mut at: usize,
        slots: usize,
        slot: impl Fn(usize) -> Slot,
        same: impl Fn(u32) -> bool,
    ) -> Result<u32, usize> {
        loop {
            let place = at & (slots - 1);
            let [first, last, rest] = slot(place);
            if rest == 0 {
                return Err(place);
            }
            if first == self.first && last == self.last && rest as u32 == self.length {
                let number = (rest >> 32) as u32;
                if self.length <= Self::WHOLE as u32 || same(number) {
                    return Ok(number);
                }
            }
            at += 1;
        }
    }
}

/// The longest word that is one integer, in bytes.
pub(crate) const SHORT: usize = size_of::<u64>();

/// A word of up to [`SHORT`] bytes, the first one lowest; no word is 0.
#[inline]
pub(crate) fn short(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk()) {
        // four at the start and four at the end, which overlap and are the same where they do
        (Some(first), Some(last)) => {
            let shift = 8 * (bytes.len() - 4);
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift
        }
        _ => bytes.iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte)),
    }
}

/// How many bits the number of a group of short words has.
const GROUP_BITS: u32 = 11;

/// Groups of short words. Each has a number by which its words are spread, chosen so that no two words of the table
/// share a slot: a word is found or missed at the one place where it can be, without a loop whose end the processor
/// would have to guess (hash and displace, Belazzougui and others 2009).
pub(crate) const GROUPS: usize = 1 << GROUP_BITS;

/// The group of a short word.
#[inline]
pub(crate) fn group(key: u64) -> usize {
    (key.wrapping_mul(GOLDEN) >> (u64::BITS - GROUP_BITS)) as usize
}

/// The only slot, among two to the power of `bits`, where a short word can stand whose group has this number.
#[inline]
pub(crate) fn place(key: u64, number: u16, bits: u32) -> usize {
    let other = key.wrapping_mul(GOLDEN) ^ u64::from(number).wrapping_mul(SILVER);
    (other.wrapping_mul(SILVER) >> (u64::BITS - bits)) as usize
}

/// A number that depends on all bits of `bits`.
#[inline]
fn spread(bits: u64) -> usize {
    (bits.wrapping_mul(GOLDEN) >> 32) as usize
}

/// 2^64 divided by the golden ratio: the upper half of a product with it depends on all bits of the other number.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The same with the silver ratio, made odd.
const SILVER: u64 = 0x6a09_e667_f3bc_c909;
