//! Phrases under the number of the word that they begin or end with, which is all that most words of a text are asked.

use super::rows::group;
use super::vocabulary::{ById, WordId};

/// A phrase of lower-case words with what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase<T> {
    /// As the data file has it, the words split at blanks.
    pub whole: &'static str,
    /// Without the word that it is found by; empty where that is all.
    pub rest: &'static str,
    /// What it says.
    pub value: T,
}

/// Phrases by their first or last word. The words that they are found by are in the vocabulary.
#[derive(Debug)]
pub(crate) struct PhraseIndex<T> {
    /// The number of a word's list, from 1.
    lists: ById<u16>,
    /// The longest phrase of a list stands first.
    phrases: Vec<Vec<Phrase<T>>>,
}

impl PhraseIndex<()> {
    /// The phrases of one group of a data file, by their first word.
    pub(crate) fn of_group(file: &'static str, name: &str) -> Self {
        Self::by_first(group(file, name).map(|phrase| (phrase, ())))
    }
}

impl<T> PhraseIndex<T> {
    /// Phrases by their first word.
    pub(crate) fn by_first(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self::by(phrases, |phrase| phrase.split_once(' ').unwrap_or((phrase, "")))
    }

    /// Phrases by their last word.
    pub(crate) fn by_last(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        Self::by(phrases, |phrase| phrase.rsplit_once(' ').map_or((phrase, ""), |(rest, last)| (last, rest)))
    }

    /// Phrases by the first of the two parts that `split` gives.
    fn by(
        phrases: impl IntoIterator<Item = (&'static str, T)>,
        split: impl Fn(&'static str) -> (&'static str, &'static str),
    ) -> Self {
        let mut found: Vec<(&'static str, Vec<Phrase<T>>)> = Vec::new();
        let mut lists = rustc_hash::FxHashMap::default();
        for (whole, value) in phrases {
            let (word, rest) = split(whole);
            let list = *lists.entry(word).or_insert_with(|| {
                found.push((word, Vec::new()));
                found.len() - 1
            });
            found[list].1.push(Phrase { whole, rest, value });
        }
        for (_, list) in &mut found {
            list.sort_by_key(|phrase| std::cmp::Reverse(phrase.whole.len()));
        }
        let numbers = (1..).zip(&found).map(|(number, (word, _))| (*word, number)).collect();
        PhraseIndex { lists: numbers, phrases: found.into_iter().map(|(_, list)| list).collect() }
    }

    /// The phrases under a word, longest first.
    #[inline]
    pub(crate) fn under(&self, word: WordId) -> &[Phrase<T>] {
        let list = usize::from(self.lists.get(word));
        list.checked_sub(1).and_then(|list| self.phrases.get(list)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_under_one_of_their_words_with_the_longest_first() {
        let phrases = || [("more", 1), ("no more than", 2), ("more than", 3)];
        let rests = |index: &PhraseIndex<u8>, word| {
            index.under(WordId::of(word)).iter().map(|p| (p.rest, p.value)).collect::<Vec<_>>()
        };
        let first = PhraseIndex::by_first(phrases());
        assert_eq!(rests(&first, "more"), [("than", 3), ("", 1)]);
        assert_eq!(rests(&first, "no"), [("more than", 2)]);
        let last = PhraseIndex::by_last(phrases());
        assert_eq!(rests(&last, "than"), [("no more", 2), ("more", 3)]);
        assert_eq!(rests(&last, "no such word"), []);
    }
}
