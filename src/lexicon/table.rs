//! Reading the data files: tab-separated columns, `|` between alternatives, `#` comments.

use rustc_hash::{FxHashMap, FxHashSet};

/// A set of lower-case words.
pub(crate) type WordSet = FxHashSet<&'static str>;

/// The rows of a data file, split at tabs; comments and blank lines are left out.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// All words of one group of a file with rows `group<TAB>word|word`.
pub(crate) fn word_set(file: &'static str, group: &str) -> WordSet {
    let set: WordSet = rows(file)
        .filter(|r| r.first() == Some(&group))
        .filter_map(|r| r.get(1).copied())
        .flat_map(|words| words.split('|'))
        .collect();
    debug_assert!(!set.is_empty(), "no words in group {group}");
    set
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
