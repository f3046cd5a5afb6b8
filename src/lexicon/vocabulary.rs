//! The words that most words of a text are looked up as: each has a number, so that a word is searched for once and its
//! class, its part in an attribution and the like are read at that number.

use std::sync::LazyLock;

use super::table::WordSet;

/// The number of a word of the vocabulary; that of all other words is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordId(u16);

/// Data files whose words are in the vocabulary, and a word that none of them has; the largest comes first.
const FILES: [&str; 7] = [
    include_str!("en/pos.tsv"),
    include_str!("en/pos_extra.tsv"),
    include_str!("en/cues.tsv"),
    include_str!("en/numbers.tsv"),
    include_str!("en/times.tsv"),
    include_str!("en/vague.tsv"),
    "none",
];

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary(words()));

/// The words that have numbers.
pub(crate) struct Vocabulary(WordSet);

impl Vocabulary {
    /// The words of the data files.
    pub(crate) fn get() -> &'static Vocabulary {
        &VOCABULARY
    }

    /// The number of a lower-case word.
    fn id(&self, word: &str) -> WordId {
        self.numbered(self.0.index(word))
    }

    /// The number of the lower-case word `text[at..end]`.
    #[inline]
    pub(crate) fn id_within(&self, text: &str, at: usize, end: usize) -> WordId {
        self.numbered(self.0.index_within(text, at, end))
    }

    /// From the end, so that the words of small tables have small numbers: the tables by number are as short.
    #[inline]
    fn numbered(&self, index: Option<usize>) -> WordId {
        let from_end = index.and_then(|index| u16::try_from(self.0.len() - index).ok());
        from_end.map_or(WordId::default(), WordId)
    }
}

fn words() -> WordSet {
    let lines = FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(['\t', '|', ' '])).filter(|word| !word.is_empty()).collect()
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
    fn there_is_a_number_for_every_word() {
        let last =
            FILES.iter().flat_map(|file| file.lines()).flat_map(|line| line.split(['\t', '|', ' '])).count();
        assert!(last < usize::from(u16::MAX), "{last}");
    }
}
