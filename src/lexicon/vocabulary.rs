//! The words that most words of a text are looked up as: each has a number, so that a word is searched for once and its
//! class, its part in an attribution and the like are read at that number.

use super::key::{self, Key, SHORT, Slot};

/// The number of a word of the vocabulary, which has the words of the data files that `build.rs` beside this file names;
/// that of all other words is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct WordId(u16);

// What the build script makes of the data files: `LONGEST`, `CLASS_NAMES` and `WORD_GROUPS`.
include!(concat!(env!("OUT_DIR"), "/vocabulary.rs"));

/// Bytes from the start of a line of the cache on, so that no short word lies on two lines.
#[repr(align(64))]
struct Aligned<T>(T);

/// A table that the build script made, in parts of `N` bytes.
macro_rules! table {
    ($name:literal) => {{
        const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/", $name));
        static TABLE: Aligned<[u8; BYTES.len()]> =
            Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/", $name)));
        TABLE.0.as_slice().as_chunks().0
    }};
}

/// Words of up to [`SHORT`] bytes, each the integer that its bytes are, at [`key::place`]; 0 where there is none.
const SHORT_WORDS: &[[u8; 8]] = table!("short_words");

/// Their numbers, at the same places.
const SHORT_NUMBERS: &[[u8; 2]] = table!("short_numbers");

/// The numbers by which the groups of these words are spread.
const SHORT_GROUPS: &[[u8; 2]] = table!("short_groups");

const _: () = assert!(SHORT_GROUPS.len() == key::GROUPS && SHORT_WORDS.len() == SHORT_NUMBERS.len());

/// The slots of the other words.
const LONG_WORDS: &[[u8; 24]] = table!("long_words");

/// For each number the number of its word's class, or 0.
const CLASSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes"));

/// Every word of a text is looked up, in no order, so that the time goes into fetching memory: most words are short, and
/// the table of those takes eight bytes for each, without a way to anything else.
impl WordId {
    /// Whether this is the number of a word: of any that the vocabulary does not have it is not.
    #[inline]
    pub(crate) fn is_known(self) -> bool {
        self.0 != 0
    }

    /// The number of a lower-case word.
    #[inline]
    pub(crate) fn of(word: &str) -> WordId {
        if word.len() > SHORT { Self::of_long(word) } else { Self::of_integer(key::short(word.as_bytes())) }
    }

    /// The number of the lower-case word `text[at..end]`.
    #[inline]
    pub(crate) fn within(text: &str, at: usize, end: usize) -> WordId {
        let bytes = text.as_bytes().get(at..).and_then(|rest| rest.first_chunk());
        match (bytes, end.wrapping_sub(at)) {
            // the bytes behind the word are read with it and taken off
            (Some(bytes), length @ 1..=SHORT) => {
                WordId::of_integer(u64::from_le_bytes(*bytes) & (u64::MAX >> (8 * (SHORT - length))))
            }
            _ => text.get(at..end).map_or(WordId::default(), WordId::of),
        }
    }

    /// The number of a lower-case word of up to [`SHORT`] bytes, given as the integer that they are, the first one lowest.
    #[inline]
    pub(crate) fn of_integer(word: u64) -> WordId {
        let spread = u16::from_le_bytes(SHORT_GROUPS[key::group(word)]);
        let at = key::place(word, spread, const { SHORT_WORDS.len().trailing_zeros() });
        let known = u64::from_le_bytes(SHORT_WORDS[at]) == word;
        if known { WordId(u16::from_le_bytes(SHORT_NUMBERS[at])) } else { WordId::default() }
    }

    #[inline(never)]
    fn of_long(word: &str) -> WordId {
        let key = Key::of(word);
        let slot = |at: usize| -> Slot {
            let (parts, _) = LONG_WORDS[at].as_chunks();
            std::array::from_fn(|part| u64::from_le_bytes(parts[part]))
        };
        let same = |number| LONGEST.contains(&(word, number));
        let number = key.find(key.hash(), LONG_WORDS.len(), slot, same);
        WordId(number.map_or(0, |number| number as u16))
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

    /// A value for each class of words, which is known by its name.
    pub(crate) fn by_class(value: impl Fn(&'static str) -> T) -> Self {
        let values: Vec<T> =
            [T::default()].into_iter().chain(CLASS_NAMES.iter().map(|name| value(name))).collect();
        ById(CLASSES.iter().map(|class| values[usize::from(*class)]).collect())
    }

    /// The same with other values for some words, all of which are in the vocabulary.
    pub(crate) fn with(self, entries: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        self.with_ids(entries.into_iter().map(|(word, value)| {
            let id = WordId::of(word);
            debug_assert!(id != WordId::default(), "{word} is not in the vocabulary");
            (id, value)
        }))
    }

    /// Values by the numbers of their words.
    pub(crate) fn of_ids(entries: impl IntoIterator<Item = (WordId, T)>) -> Self {
        ById(Vec::new()).with_ids(entries)
    }

    fn with_ids(mut self, entries: impl IntoIterator<Item = (WordId, T)>) -> Self {
        for (WordId(number), value) in entries {
            let at = usize::from(number);
            if self.0.len() <= at {
                self.0.resize(at + 1, T::default());
            }
            self.0[at] = value;
        }
        if let Some(none) = self.0.first_mut() {
            *none = T::default();
        }
        self
    }
}

impl<T: Copy + Default> FromIterator<(&'static str, T)> for ById<T> {
    /// Of several values of one word the last stays. The words are those of the vocabulary.
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        ById(Vec::new()).with(entries)
    }
}

/// A set of words of the vocabulary: a bit for each, so that the sets that are asked of every word of a sentence lie
/// close together.
#[derive(Debug)]
pub(crate) struct IdSet(&'static [u64]);

impl IdSet {
    /// The words of a group of a data file, all of them single words; what is no such group does not compile.
    pub(crate) const fn of_group(file: &str, group: &str) -> IdSet {
        let mut at = 0;
        while at < WORD_GROUPS.len() {
            let (in_file, name, bits, single) = WORD_GROUPS[at];
            if is_same(in_file, file) && is_same(name, group) {
                assert!(single, "a phrase or a mark in a group of words");
                return IdSet(bits);
            }
            at += 1;
        }
        panic!("no such group in a file of the vocabulary");
    }

    /// Words of the vocabulary. The set stays as long as the program.
    pub(crate) fn of_words(words: impl IntoIterator<Item = &'static str>) -> IdSet {
        IdSet::of_ids(words.into_iter().map(|word| {
            let id = WordId::of(word);
            debug_assert!(id.is_known(), "{word} is not in the vocabulary");
            id
        }))
    }

    /// The words with these numbers. The set stays as long as the program.
    pub(crate) fn of_ids(ids: impl IntoIterator<Item = WordId>) -> IdSet {
        let mut bits: Vec<u64> = Vec::new();
        for WordId(number) in ids {
            let at = usize::from(number / 64);
            bits.resize(bits.len().max(at + 1), 0);
            bits[at] |= 1 << (number % 64);
        }
        IdSet(bits.leak())
    }

    /// Whether the word with this number is in the set.
    #[inline]
    pub(crate) fn has(&self, word: WordId) -> bool {
        self.0.get(usize::from(word.0 / 64)).is_some_and(|bits| bits >> (word.0 % 64) & 1 == 1)
    }

    /// Whether a lower-case word is in the set.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.has(WordId::of(word))
    }
}

/// Whether two names are the same, while the program is compiled.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn words_have_numbers_of_their_own() {
        let values: ById<u8> = [("the", 1), ("said", 2), ("the", 3)].into_iter().collect();
        let get = |word| values.get(WordId::of(word));
        assert_eq!((get("the"), get("said"), get("and"), get("no such word")), (3, 2, 0, 0));
    }

    #[test]
    fn a_set_has_the_words_of_its_group() {
        let plain = IdSet::of_group("grammar.tsv", "inner");
        let words = |name| crate::lexicon::group(include_str!("en/grammar.tsv"), name);
        let inner: Vec<&str> = words("inner").collect();
        assert!(inner.len() > 1);
        for word in words("sentence_opener").chain(inner.iter().copied()) {
            assert_eq!(plain.contains(word), inner.contains(&word), "{word}");
        }
        let known = IdSet::of_words(["the", "none"]);
        assert_eq!(
            ["the", "none", "and", "no such word"].map(|word| known.contains(word)),
            [true, true, false, false]
        );
    }

    #[test]
    fn a_word_inside_of_a_text_is_found_as_by_itself() {
        let text = "the authorities saidkilledtelecommunications42\u{e9}";
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let places = ends.iter().flat_map(|at| ends.iter().map(move |end| (*at, *end)));
        let mut found = 0;
        for (at, end) in places.filter(|(at, end)| at < end) {
            let id = WordId::within(text, at, end);
            assert_eq!(id, WordId::of(&text[at..end]), "{at}..{end}");
            found += usize::from(id != WordId::default());
        }
        assert!(found > 4, "{found}");
        assert_eq!(WordId::of(""), WordId::default());
    }

    #[test]
    fn every_word_of_the_data_files_has_a_number_of_its_own() {
        let mut words: HashMap<WordId, &str> = HashMap::new();
        for file in
            [include_str!("en/pos.tsv"), include_str!("en/cues.tsv"), include_str!("en/vague.tsv"), "none"]
        {
            let lines = file.lines().filter(|line| !line.starts_with('#'));
            for word in lines.flat_map(|line| line.split(['\t', '|', ' '])).filter(|word| !word.is_empty()) {
                assert_eq!(*words.entry(WordId::of(word)).or_insert(word), word);
            }
        }
        assert!(words.len() > 10_000 && !words.contains_key(&WordId::default()));
        for word in ["no such word", "telecommunicationz", "telecommunicati0ns", "xyzzy"] {
            assert_eq!(WordId::of(word), WordId::default(), "{word}");
        }
    }
}
