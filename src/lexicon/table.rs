//! Reading the data files: tab-separated columns, `|` between alternatives, `#` comments.

use rustc_hash::FxHashMap;

/// Values under lower-case words. Most of the words that are asked for are in no table, and the shape tells most of
/// these without hashing.
#[derive(Debug)]
pub(crate) struct WordMap<T> {
    values: FxHashMap<&'static str, T>,
    /// One bit for each shape that a word of the table has.
    shapes: u64,
}

impl<T: Copy> WordMap<T> {
    /// The value of `word`.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        if self.shapes & shape(word) == 0 { None } else { self.values.get(word).copied() }
    }
}

impl<T> FromIterator<(&'static str, T)> for WordMap<T> {
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        let values: FxHashMap<_, _> = entries.into_iter().collect();
        let shapes = values.keys().fold(0, |shapes, word| shapes | shape(word));
        WordMap { values, shapes }
    }
}

/// The bit that the first byte, the last byte and the length of a word set among 64.
#[inline]
fn shape(word: &str) -> u64 {
    let &[first, .., last] = word.as_bytes() else { return 1 };
    1 << ((usize::from(first) + 5 * usize::from(last) + 11 * word.len()) % 64)
}

/// A set of lower-case words.
#[derive(Debug)]
pub(crate) struct WordSet(WordMap<()>);

impl WordSet {
    /// Whether `word` is in the set.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.get(word).is_some()
    }

    /// The words in no particular order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.values.keys().copied()
    }
}

/// The rows of a data file, split at tabs; comments and blank lines are left out.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// All words of one group of a file with rows `group<TAB>word|word`.
pub(crate) fn word_set(file: &'static str, group: &str) -> WordSet {
    let words: WordMap<()> = rows(file)
        .filter(|r| r.first() == Some(&group))
        .filter_map(|r| r.get(1).copied())
        .flat_map(|words| words.split('|'))
        .map(|word| (word, ()))
        .collect();
    debug_assert!(!words.values.is_empty(), "no words in group {group}");
    WordSet(words)
}

/// Declares word sets, each a group of a data file in `src/lexicon/en`, read once.
macro_rules! word_sets {
    ($file:literal: $($(#[$doc:meta])* $name:ident = $group:literal;)+) => {$(
        $(#[$doc])*
        static $name: std::sync::LazyLock<$crate::lexicon::WordSet> = std::sync::LazyLock::new(|| {
            let file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/en/", $file));
            $crate::lexicon::word_set(file, $group)
        });
    )+};
}
pub(crate) use word_sets;

/// Multi-word entries under their first word; the longest alternative of a first word stands first.
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>>,
}

/// Indexes `entries` (phrase, value) by first word. Words are split at blanks and hyphens.
pub(crate) fn phrases<T: Copy>(entries: impl Iterator<Item = (&'static str, T)>) -> Phrases<T> {
    let mut by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, T)>> = FxHashMap::default();
    for (phrase, value) in entries {
        let mut words = phrase.split([' ', '-']).filter(|w| !w.is_empty());
        if let Some(first) = words.next() {
            by_first.entry(first).or_default().push((words.collect(), value));
        }
    }
    for list in by_first.values_mut() {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    Phrases { by_first }
}

impl<T: Copy> Phrases<T> {
    /// The longest phrase whose words `word(0)`, `word(1)`, ... are; gives its value and its number of words.
    pub(crate) fn longest<'d>(&self, word: impl Fn(usize) -> &'d str) -> Option<(T, usize)> {
        let list = self.by_first.get(word(0))?;
        list.iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(k, w)| word(k + 1) == *w))
            .map(|(rest, value)| (*value, rest.len() + 1))
    }
}
