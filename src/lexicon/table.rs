//! Reading the data files: tab-separated columns, `|` between alternatives, `#` comments.

use rustc_hash::FxHashMap;

/// Values under words, made for many look-ups of short words: a word is compared as one or two integers, and most need
/// no more than that.
#[derive(Debug)]
pub(crate) struct WordMap<T> {
    entries: Vec<(&'static str, T)>,
    /// Open addressing; a power of two, at most two thirds full: what does not fit into a cache is slow to look up.
    slots: Box<[Slot]>,
    /// A bit for the hash of each word, among [`FILTER`] times as many bits as slots: most words of a text are not in
    /// most tables, and this says so within little memory.
    filter: Box<[u64]>,
    shapes: Shapes,
}

/// First letters and lengths of the words of a table: a few instructions tell that most words of a text are not in it.
#[derive(Debug)]
struct Shapes([u8; 32]);

impl Shapes {
    /// The place of the word's first letter, and the bit of its length.
    #[inline]
    fn of(word: &str) -> (usize, u8) {
        let first = word.as_bytes().first().copied().unwrap_or_default();
        (usize::from(first & 31), 1 << (word.len() & 7))
    }

    #[inline]
    fn may_have(&self, word: &str) -> bool {
        let (first, length) = Self::of(word);
        self.0[first] & length != 0
    }

    fn add(&mut self, word: &str) {
        let (first, length) = Self::of(word);
        self.0[first] |= length;
    }
}

/// Bits of the filter for each slot.
const FILTER: usize = 4;

/// The place of a word in the table.
#[derive(Debug, Clone, Copy)]
struct Slot {
    key: Key,
    /// Index of the entry; [`FREE`] when there is none.
    entry: u32,
}

const FREE: u32 = u32::MAX;

/// A word as integers: up to [`Key::WHOLE`] bytes nothing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key {
    first: u64,
    last: u64,
    length: u32,
}

impl Key {
    /// Words up to this long are the same if their keys are.
    const WHOLE: usize = 16;

    #[inline]
    fn of(word: &str) -> Key {
        let bytes = word.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (Self::short(bytes), 0),
        };
        Key { first, last, length: bytes.len() as u32 }
    }

    /// Up to seven bytes, the first one lowest.
    #[inline]
    fn short(bytes: &[u8]) -> u64 {
        match (bytes.first_chunk(), bytes.last_chunk()) {
            // four at the start and four at the end, which overlap and are the same where they do
            (Some(first), Some(last)) => {
                let shift = 8 * (bytes.len() - 4);
                u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift
            }
            _ => bytes.iter().rev().fold(0, |key, byte| key << 8 | u64::from(*byte)),
        }
    }

    #[inline]
    fn hash(self) -> usize {
        // 2^64 divided by the golden ratio: the upper half of the product depends on all bits.
        let mixed = self.first ^ self.last.rotate_left(29) ^ u64::from(self.length);
        (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize
    }
}

impl<T> WordMap<T> {
    /// The value of `word`.
    #[inline]
    pub(crate) fn find(&self, word: &str) -> Option<&T> {
        self.entry(word).map(|(_, value)| value)
    }

    /// The word of the table that is `word`, with its value.
    #[inline]
    pub(crate) fn entry(&self, word: &str) -> Option<(&'static str, &T)> {
        let (known, value) = &self.entries[self.index(word)?];
        Some((known, value))
    }

    /// The number of `word` among the entries that the table was made of.
    #[inline]
    pub(crate) fn index(&self, word: &str) -> Option<usize> {
        if self.shapes.may_have(word) { self.search(word) } else { None }
    }

    #[inline(never)]
    fn search(&self, word: &str) -> Option<usize> {
        let key = Key::of(word);
        let at = key.hash();
        if self.filter[(at / 64) & (self.filter.len() - 1)] & 1 << (at % 64) == 0 {
            return None;
        }
        self.probe(key, at, word)
    }

    /// The entry of `key`, which is that of `word`, from slot `at` on; what the word is counts only where its key does
    /// not say it all.
    #[inline]
    fn probe(&self, key: Key, mut at: usize, word: &str) -> Option<usize> {
        loop {
            let slot = self.slots[at & (self.slots.len() - 1)];
            if slot.entry == FREE {
                return None;
            }
            let entry = slot.entry as usize;
            if slot.key == key && (key.length <= Key::WHOLE as u32 || self.entries[entry].0 == word) {
                return Some(entry);
            }
            at += 1;
        }
    }

    /// The words in no particular order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.entries.iter().map(|(word, _)| *word)
    }

    /// The words with their values, in no particular order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'static str, &T)> {
        self.entries.iter().map(|(word, value)| (*word, value))
    }
}

impl<T: Copy> WordMap<T> {
    /// The value of `word`.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        self.find(word).copied()
    }
}

impl<T> FromIterator<(&'static str, T)> for WordMap<T> {
    /// Of several values of one word the last stays.
    fn from_iter<I: IntoIterator<Item = (&'static str, T)>>(entries: I) -> Self {
        let entries: Vec<(&'static str, T)> = entries.into_iter().collect();
        let free = Slot { key: Key::of(""), entry: FREE };
        let slots = vec![free; (3 * entries.len() / 2 + 1).next_power_of_two()].into_boxed_slice();
        let filter = vec![0; (FILTER * slots.len() / 64).max(1)].into_boxed_slice();
        let mut map = WordMap { entries, slots, filter, shapes: Shapes([0; 32]) };
        for entry in 0..map.entries.len() {
            map.place(entry);
        }
        map
    }
}

impl<T> WordMap<T> {
    /// Puts an entry into its slot, or into that of an earlier one for the same word.
    fn place(&mut self, entry: usize) {
        let word = self.entries[entry].0;
        let key = Key::of(word);
        let mut at = key.hash();
        self.shapes.add(word);
        self.filter[(at / 64) & (self.filter.len() - 1)] |= 1 << (at % 64);
        loop {
            let place = at & (self.slots.len() - 1);
            let slot = self.slots[place];
            if slot.entry == FREE || slot.key == key && self.entries[slot.entry as usize].0 == word {
                self.slots[place] = Slot { key, entry: entry as u32 };
                return;
            }
            at += 1;
        }
    }
}

/// A set of lower-case words.
#[derive(Debug)]
pub(crate) struct WordSet(WordMap<()>);

impl WordSet {
    /// Whether `word` is in the set.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.index(word).is_some()
    }

    /// The words in no particular order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.0.words()
    }
}

impl FromIterator<&'static str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        WordSet(words.into_iter().map(|word| (word, ())).collect())
    }
}

/// The rows of a data file, split at tabs; comments and blank lines are left out.
pub(crate) fn rows(file: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// The alternatives of one group of a file with rows `group<TAB>word|word`.
pub(crate) fn group(file: &'static str, group: &str) -> impl Iterator<Item = &'static str> {
    let rows = rows(file).filter(move |row| row.first() == Some(&group));
    rows.filter_map(|row| row.get(1).copied()).flat_map(|words| words.split('|'))
}

/// All words of one group of a file.
pub(crate) fn word_set(file: &'static str, name: &str) -> WordSet {
    let words: WordSet = group(file, name).collect();
    debug_assert!(words.iter().next().is_some(), "no words in group {name}");
    words
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

/// As [`word_sets`], by the numbers of the words: for words of files that are in the vocabulary, asked of each word of
/// a sentence.
macro_rules! id_sets {
    ($file:literal: $($(#[$doc:meta])* $name:ident = $group:literal;)+) => {$(
        $(#[$doc])*
        static $name: std::sync::LazyLock<$crate::lexicon::IdSet> = std::sync::LazyLock::new(|| {
            let file = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/en/", $file));
            $crate::lexicon::group(file, $group).collect()
        });
    )+};
}
pub(crate) use id_sets;

/// Multi-word entries under their first word; the longest alternative of a first word stands first.
pub(crate) struct Phrases<T> {
    by_first: WordMap<Vec<(Vec<&'static str>, T)>>,
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
    Phrases { by_first: by_first.into_iter().collect() }
}

impl<T: Copy> Phrases<T> {
    /// Whether a phrase begins with `word`.
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.by_first.find(word).is_some()
    }

    /// The longest phrase whose words `word(0)`, `word(1)`, ... are; gives its value and its number of words.
    pub(crate) fn longest<'d>(&self, word: impl Fn(usize) -> &'d str) -> Option<(T, usize)> {
        let list = self.by_first.find(word(0))?;
        list.iter()
            .find(|(rest, _)| rest.iter().enumerate().all(|(k, w)| word(k + 1) == *w))
            .map(|(rest, value)| (*value, rest.len() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_length_are_told_apart() {
        let long = "abcdefghijklmnopqrstuvwxyz";
        let words: Vec<&'static str> = (0..=long.len()).map(|end| &long[..end]).collect();
        let map: WordMap<usize> = words.iter().map(|word| (*word, word.len())).collect();
        assert!(words.iter().all(|word| map.get(word) == Some(word.len())));
        // the same ends and length, another middle
        for other in
            ["axc", "abxdefghi", "abcdefghxjklmnopq", "abcdefgh\u{e9}klmnopqrs", "b", "xbcd", "abcdx"]
        {
            assert_eq!(map.get(other), None, "{other}");
        }
    }

    #[test]
    fn the_last_value_of_a_word_counts() {
        let map: WordMap<u8> = [("a", 1), ("b", 2), ("a", 3)].into_iter().collect();
        assert_eq!((map.get("a"), map.get("b")), (Some(3), Some(2)));
        assert_eq!(std::iter::empty::<(&str, ())>().collect::<WordMap<()>>().find("a"), None);
    }
}
