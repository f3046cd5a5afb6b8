//! The small words of English, each an integer, so that those of a text are counted without a branch for each word.

use std::sync::LazyLock;

use super::key::{self, GOLDEN, SHORT};
use super::rows::group;

/// What a word counts as.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// "the"
    pub articles: u32,
    /// Other small words that English has more often than others.
    pub others: u32,
    /// Small words of English alone.
    pub own: u32,
}

/// A bit that small letters have and capitals have not, in each byte.
const SMALL: u64 = u64::from_le_bytes([0x20; SHORT]);

/// Slots of the table; a hash is as many bits as its numbers have.
const SLOTS: usize = 1 << BITS;
const BITS: u32 = 8;

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
        let mut multiplier = GOLDEN;
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
        let known = u32::from(word == lower);
        let rest_is_small = u32::from(written >> 8 == lower >> 8);
        Counts {
            articles: known * rest_is_small * counts.articles,
            others: known * u32::from(written == lower) * counts.others,
            own: known * counts.own,
        }
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
    let groups = [
        ("article", Counts { articles: 1, ..Counts::default() }),
        ("other", Counts { others: 1, ..Counts::default() }),
        ("own", Counts { own: 1, ..Counts::default() }),
    ];
    for (word, counts) in groups.iter().flat_map(|(name, counts)| group(file, name).map(move |w| (w, counts)))
    {
        debug_assert!(word.bytes().all(|byte| byte.is_ascii_lowercase()), "{word}");
        let Some((word, _)) = integers(word.as_bytes()) else { continue };
        match words.iter_mut().find(|(known, _)| *known == word) {
            Some((_, all)) => {
                all.articles += counts.articles;
                all.others += counts.others;
                all.own += counts.own;
            }
            None => words.push((word, *counts)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_small_word_counts_in_its_groups() {
        let file = include_str!("en/english.tsv");
        let counts = |word: &str| SmallWords::get().count(word.as_bytes());
        for (name, of) in [("article", 0), ("other", 1), ("own", 2)] {
            for word in group(file, name) {
                let Counts { articles, others, own } = counts(word);
                assert_eq!([articles, others, own][of], 1, "{word}");
                assert_eq!(counts(&word.to_uppercase()), Counts { own, ..Counts::default() }, "{word}");
            }
        }
        for other in ["", "t", "th", "thee", "tha", "zhe", "governments", "\u{74}h\u{e9}", "@nd", "then the"]
        {
            assert_eq!(counts(other), Counts::default(), "{other}");
        }
        assert_eq!(counts("The"), Counts { articles: 1, others: 0, own: 1 });
        assert_eq!(counts("And"), Counts { articles: 0, others: 0, own: 1 });
    }

    #[test]
    fn a_word_counts_wherever_it_stands() {
        for (text, at) in [("for the others", 4), ("for the", 4), ("the", 0)] {
            let word = &text.as_bytes()[at..];
            assert_eq!(SmallWords::get().count(&word[..3]).articles, 1, "{text}");
            let short = crate::text::bytes::short_word(word);
            let counts = short.map(|short| SmallWords::get().count_short(short.written, short.lower));
            assert!(counts.is_none_or(|counts| counts.articles == 1), "{text}");
        }
    }
}
