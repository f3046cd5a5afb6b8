//! The words that most words of a text are looked up as: each has a number, so that a word is searched for once and its
//! class, its part in an attribution and the like are read at that number.

use std::sync::LazyLock;

use super::rows::lines;
use super::split::split;
use super::table::{WordMap, short_integer};

/// The number of a word of the vocabulary; that of all other words is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordId(u16);

/// Data files whose words are in the vocabulary, and a word that none of them has; the largest comes first.
const FILES: [&str; 20] = [
    include_str!("en/pos.tsv"),
    include_str!("en/pos_extra.tsv"),
    include_str!("en/special.tsv"),
    include_str!("en/bounds.tsv"),
    include_str!("en/grammar.tsv"),
    include_str!("en/places.tsv"),
    include_str!("en/cues.tsv"),
    include_str!("en/numbers.tsv"),
    include_str!("en/times.tsv"),
    include_str!("en/vague.tsv"),
    include_str!("en/aspect_rules.tsv"),
    include_str!("en/counted.tsv"),
    include_str!("en/ellipsis.tsv"),
    include_str!("en/exclusions.tsv"),
    include_str!("en/figures.tsv"),
    include_str!("en/rates.tsv"),
    include_str!("en/trend.tsv"),
    include_str!("en/unit_words.tsv"),
    include_str!("en/zero.tsv"),
    "none",
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::new(&words()));

/// The words that have numbers.
///
/// Every word of a text is looked up here, in no order, so that the time goes into fetching memory: most words are short,
/// and the table of those takes eight bytes for each, without a way to anything else.
pub(crate) struct Vocabulary {
    /// Open addressing: words of up to [`SHORT`] bytes, each the integer that its bytes are; 0 where there is none.
    short: Box<[u64]>,
    /// Their numbers, at the same places.
    numbers: Box<[u16]>,
    long: WordMap<WordId>,
}

/// The longest word that is one integer, in bytes.
const SHORT: usize = size_of::<u64>();

impl Vocabulary {
    /// The words of the data files.
    pub(crate) fn get() -> &'static Vocabulary {
        &VOCABULARY
    }

    /// Numbers from the end, so that the words of small tables have small numbers: the tables by number are as short.
    fn new(words: &[&'static str]) -> Vocabulary {
        let numbered = || words.iter().zip((1..=words.len() as u16).rev());
        let is_short = |word: &str| word.len() <= SHORT;
        let slots = (2 * words.iter().filter(|word| is_short(word)).count()).next_power_of_two();
        let long = numbered().filter(|(word, _)| !is_short(word));
        let mut vocabulary = Vocabulary {
            short: vec![0; slots].into_boxed_slice(),
            numbers: vec![0; slots].into_boxed_slice(),
            long: long.map(|(word, number)| (*word, WordId(number))).collect(),
        };
        for (word, number) in numbered().filter(|(word, _)| is_short(word)) {
            let key = short_integer(word.as_bytes());
            let at = vocabulary.slot(key);
            (vocabulary.short[at], vocabulary.numbers[at]) = (key, number);
        }
        vocabulary
    }

    /// The number of a lower-case word.
    fn id(&self, word: &str) -> WordId {
        if word.len() > SHORT {
            self.long.get(word).unwrap_or_default()
        } else {
            self.short_id(short_integer(word.as_bytes()))
        }
    }

    /// The number of the lower-case word `text[at..end]`.
    #[inline]
    pub(crate) fn id_within(&self, text: &str, at: usize, end: usize) -> WordId {
        let bytes = text.as_bytes().get(at..).and_then(|rest| rest.first_chunk());
        match (bytes, end.wrapping_sub(at)) {
            // the bytes behind the word are read with it and taken off
            (Some(bytes), length @ 1..=SHORT) => {
                self.short_id(u64::from_le_bytes(*bytes) & (u64::MAX >> (8 * (SHORT - length))))
            }
            _ => text.get(at..end).map_or(WordId::default(), |word| self.id(word)),
        }
    }

    /// The number of the word that `key` is.
    #[inline]
    fn short_id(&self, key: u64) -> WordId {
        WordId(self.numbers[self.slot(key)])
    }

    /// Where `key` stands, or where it would.
    #[inline]
    fn slot(&self, key: u64) -> usize {
        let last = self.short.len() - 1;
        // 2^64 divided by the golden ratio: the upper half of the product depends on all bits
        let mut at = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & last;
        while self.short[at] != key && self.short[at] != 0 {
            at = (at + 1) & last;
        }
        at
    }
}

fn words() -> Vec<&'static str> {
    let mut words = Vec::with_capacity(1 << 14);
    for line in FILES.into_iter().flat_map(lines) {
        words.extend(split(line, [b'\t', b'|', b' ']).filter(|word| !word.is_empty()));
    }
    words
}

impl WordId {
    /// The number of a lower-case word.
    #[inline]
    pub(crate) fn of(word: &str) -> WordId {
        Vocabulary::get().id(word)
    }
}

/// A value for each word of the vocabulary.
#[derive(Debug)]
pub(crate) struct ById<T>(Vec<T>);

impl<T: Copy + Default> ById<T> {
    /// The value of a word; the default for all that have none.
    #[inline]
    pub(crate) fn get(&self, word: WordId) -> T {
        self.0.get(usize::from(word.0)).copied().unwrap_or_default()
    }
}

impl<T: Copy + Default> FromIterator<(&'static str, T)> for ById<T> {
    /// Of several values of one word the last stays. The words are those of [`FILES`].
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        let mut values = Vec::new();
        for (word, value) in entries {
            let id = WordId::of(word);
            debug_assert!(id != WordId::default(), "{word} is not in the vocabulary");
            let at = usize::from(id.0);
            if values.len() <= at {
                values.resize(at + 1, T::default());
            }
            values[at] = value;
        }
        if let Some(none) = values.first_mut() {
            *none = T::default();
        }
        ById(values)
    }
}

/// A set of words of the vocabulary.
#[derive(Debug)]
pub(crate) struct IdSet(ById<bool>);

impl IdSet {
    /// Whether the word with this number is in the set.
    #[inline]
    pub(crate) fn has(&self, word: WordId) -> bool {
        self.0.get(word)
    }

    /// Whether a lower-case word is in the set.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.has(WordId::of(word))
    }
}

impl FromIterator<&'static str> for IdSet {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        IdSet(words.into_iter().map(|word| (word, true)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_numbers_of_their_own() {
        let values: ById<u8> = [("the", 1), ("said", 2), ("the", 3)].into_iter().collect();
        let get = |word| values.get(WordId::of(word));
        assert_eq!((get("the"), get("said"), get("and"), get("no such word")), (3, 2, 0, 0));
    }

    #[test]
    fn a_word_inside_of_a_text_is_found_as_by_itself() {
        let text = "abcdefghijklmnopqrstuvwxyz";
        let places = || (0..text.len()).flat_map(|at| (at + 1..=text.len()).map(move |end| (at, end)));
        let vocabulary =
            Vocabulary::new(&places().step_by(3).map(|(at, end)| &text[at..end]).collect::<Vec<_>>());
        for (k, (at, end)) in places().enumerate() {
            let id = vocabulary.id_within(text, at, end);
            assert_eq!(id, vocabulary.id(&text[at..end]), "{at}..{end}");
            assert_eq!(id != WordId::default(), k % 3 == 0, "{at}..{end}");
        }
        assert_eq!(vocabulary.id(""), WordId::default());
    }

    #[test]
    fn there_is_a_number_for_every_word() {
        let last =
            FILES.iter().flat_map(|file| file.lines()).flat_map(|line| line.split(['\t', '|', ' '])).count();
        assert!(last < usize::from(u16::MAX), "{last}");
    }
}
