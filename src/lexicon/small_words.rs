//! The small words of English, each an integer, so that those of a text are counted without a branch for each word.

use std::ops::AddAssign;
use std::sync::LazyLock;

use super::key::{self, SHORT};
use super::rows::group;

/// How many words of each group there are: three numbers in one integer, so that they are added in one step. None grows
/// beyond its bits where fewer than 65,536 words are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts(u64);

impl Counts {
    const BITS: u32 = 16;
    const OWN: Counts = Counts(1);
    const OTHER: Counts = Counts(1 << Self::BITS);
    const ARTICLE: Counts = Counts(1 << (2 * Self::BITS));

    /// Small words of English alone.
    #[inline]
    pub(crate) fn own(self) -> u32 {
        u32::from(self.0 as u16)
    }

    /// Other small words that English has more often than others.
    #[inline]
    pub(crate) fn others(self) -> u32 {
        u32::from((self.0 >> Self::BITS) as u16)
    }

    /// "the"
    #[inline]
    pub(crate) fn articles(self) -> u32 {
        u32::from((self.0 >> (2 * Self::BITS)) as u16)
    }

    /// Those of one group, a single word of which is `one`, where `counted` says so; else none.
    #[inline]
    fn only(self, one: Counts, counted: bool) -> u64 {
        self.0 & (one.0 * u64::from(counted))
    }
}

impl AddAssign for Counts {
    #[inline]
    fn add_assign(&mut self, more: Counts) {
        self.0 += more.0;
    }
}

/// A bit that small letters have and capitals have not, in each byte.
const SMALL: u64 = u64::from_le_bytes([0x20; SHORT]);

/// Slots of the table; a hash is as many bits as its numbers have.
const SLOTS: usize = 1 << BITS;
const BITS: u32 = 8;

/// A multiplier that leaves the words of the data file in slots of their own; another one is looked for where it does not.
const APART: u64 = 0xc3fe_e560_4f10_6085;

static SMALL_WORDS: LazyLock<SmallWords> = LazyLock::new(SmallWords::new);

/// A word and what it counts as, each in a slot of its own.
pub(crate) struct SmallWords {
    /// Makes hashes of words that are all different.
    multiplier: u64,
    slots: Box<[(u64, Counts); SLOTS]>,
}

impl SmallWords {
    pub(crate) fn get() -> &'static SmallWords {
        &SMALL_WORDS
    }

    fn new() -> SmallWords {
        let words = words();
        // most multipliers leave two words in one slot
        let mut multiplier = APART;
        let mut slots = Box::new([(0, Counts::default()); SLOTS]);
        while !words.iter().all(|&(word, counts)| {
            let slot = &mut slots[slot(word, multiplier)];
            std::mem::replace(slot, (word, counts)).0 == 0
        }) {
            multiplier = multiplier.wrapping_mul(3);
            slots.fill((0, Counts::default()));
        }
        SmallWords { multiplier, slots }
    }

    /// What a word counts as: "The" begins a sentence, but "THE" stands in a headline and counts as its own only, as do
    /// all that are written with a capital.
    #[inline]
    pub(crate) fn count(&self, word: &[u8]) -> Counts {
        integers(word).map_or(Counts::default(), |(written, lower)| self.count_short(written, lower))
    }

    /// As [`SmallWords::count`] of a word of up to [`SHORT`] bytes, as it is written and in lower case.
    #[inline]
    pub(crate) fn count_short(&self, written: u64, lower: u64) -> Counts {
        let (word, counts) = self.slots[slot(lower, self.multiplier)];
        let rest_is_small = written >> 8 == lower >> 8;
        let counted = counts.only(Counts::OWN, true)
            | counts.only(Counts::OTHER, written == lower)
            | counts.only(Counts::ARTICLE, rest_is_small);
        Counts(counted * u64::from(word == lower))
    }
}

/// Where a word stands.
#[inline]
fn slot(word: u64, multiplier: u64) -> usize {
    (word.wrapping_mul(multiplier) >> (u64::BITS - BITS)) as usize
}

/// A word as it is written and in lower case, each as an integer; `None` where it is too long.
#[inline]
fn integers(word: &[u8]) -> Option<(u64, u64)> {
    let written = (word.len() <= SHORT).then(|| key::short(word))?;
    // nothing where the word has no byte
    let mask = u64::MAX.checked_shr(8 * (SHORT - word.len()) as u32).unwrap_or(0);
    Some((written, written | SMALL & mask))
}

/// The words of the data file, with what each counts as.
fn words() -> Vec<(u64, Counts)> {
    let file = include_str!("en/english.tsv");
    let mut words: Vec<(u64, Counts)> = Vec::new();
    let groups = [("article", Counts::ARTICLE), ("other", Counts::OTHER), ("own", Counts::OWN)];
    for (word, counts) in groups.iter().flat_map(|(name, counts)| group(file, name).map(move |w| (w, counts)))
    {
        debug_assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        let Some((word, _)) = integers(word.as_bytes()) else { continue };
        match words.iter_mut().find(|(known, _)| *known == word) {
            Some((_, all)) => *all += *counts,
            None => words.push((word, *counts)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_multiplier_is_looked_for() {
        // where the words have changed: the one that is found is the one to be written there
        assert_eq!(SmallWords::get().multiplier, APART, "{:#x}", SmallWords::get().multiplier);
    }

    #[test]
    fn each_small_word_counts_in_its_groups() {
        let file = include_str!("en/english.tsv");
        let counts = |word: &str| SmallWords::get().count(word.as_bytes());
        for (name, of) in [("article", 0), ("other", 1), ("own", 2)] {
            for word in group(file, name) {
                let counted = counts(word);
                let own = counted.own();
                assert_eq!([counted.articles(), counted.others(), own][of], 1, "{word}");
                assert_eq!(counts(&word.to_uppercase()), Counts(u64::from(own)), "{word}");
            }
        }
        for other in ["", "t", "th", "thee", "tha", "zhe", "governments", "\u{74}h\u{e9}", "@nd", "then the"]
        {
            assert_eq!(counts(other), Counts::default(), "{other}");
        }
        let all = |word| (counts(word).articles(), counts(word).others(), counts(word).own());
        assert_eq!((all("The"), all("And"), all("and")), ((1, 0, 1), (0, 0, 1), (0, 1, 1)));
    }

    #[test]
    fn a_word_counts_wherever_it_stands() {
        for (text, at) in [("for the others", 4), ("for the", 4), ("the", 0)] {
            let word = &text.as_bytes()[at..];
            assert_eq!(SmallWords::get().count(&word[..3]).articles(), 1, "{text}");
            let short = crate::text::bytes::short_word(word);
            let counts = short.map(|short| SmallWords::get().count_short(short.written, short.lower));
            assert!(counts.is_none_or(|counts| counts.articles() == 1), "{text}");
        }
    }
}
