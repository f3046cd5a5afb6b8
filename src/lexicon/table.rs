//! Words with values, and sets of words: made within few steps, looked up within fewer.

use super::key::{Key, Slot};

/// Values under words, made for many look-ups of short words: a word is compared as one or two integers, and most need
/// no more than that.
#[derive(Debug)]
pub(crate) struct WordMap<T> {
    entries: Vec<(&'static str, T)>,
    places: Places,
}

/// Where the entries of a table are.
#[derive(Debug)]
struct Places {
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

impl Places {
    /// Places for `words` words.
    fn with_room(words: usize) -> Self {
        let slots = vec![Slot::default(); (3 * words / 2 + 1).next_power_of_two()].into_boxed_slice();
        let filter = vec![0; (FILTER * slots.len() / 64).max(1)].into_boxed_slice();
        Places { slots, filter, shapes: Shapes([0; 32]) }
    }

    /// The entry of `key` from slot `at` on, or the free slot for it. `same` says of an entry with this key whether it
    /// is of the same word; it is asked only where the key does not say it all.
    #[inline]
    fn probe(&self, key: Key, at: usize, same: impl Fn(usize) -> bool) -> Result<usize, usize> {
        key.find(at, self.slots.len(), |place| self.slots[place], |number| same(number as usize - 1))
            .map(|number| number as usize - 1)
    }

    /// The entry of `word`, which is `entry` if it has none yet.
    #[inline]
    fn entry(&mut self, word: &str, entry: usize, same: impl Fn(usize) -> bool) -> usize {
        let key = Key::of(word);
        let at = key.hash();
        match self.probe(key, at, same) {
            Ok(known) => known,
            Err(place) => {
                self.slots[place] = key.slot(entry as u32 + 1);
                self.filter[(at / 64) & (self.filter.len() - 1)] |= 1 << (at % 64);
                self.shapes.add(word);
                entry
            }
        }
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
        if self.places.shapes.may_have(word) { self.search(word) } else { None }
    }

    #[inline(never)]
    fn search(&self, word: &str) -> Option<usize> {
        let key = Key::of(word);
        let at = key.hash();
        let filter = &self.places.filter;
        if filter[(at / 64) & (filter.len() - 1)] & 1 << (at % 64) == 0 {
            return None;
        }
        self.probe(key, at, word)
    }

    /// The entry of `key`, which is that of `word`, from slot `at` on; what the word is counts only where its key does
    /// not say it all.
    #[inline]
    fn probe(&self, key: Key, at: usize, word: &str) -> Option<usize> {
        self.places.probe(key, at, |entry| self.entries[entry].0 == word).ok()
    }

    /// The words in no particular order.
    pub(crate) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.entries.iter().map(|(word, _)| *word)
    }

    /// The value of the entry with this number.
    pub(super) fn value_mut(&mut self, number: u32) -> &mut T {
        &mut self.entries[number as usize].1
    }

    /// All values, in the order of their numbers.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.entries.iter_mut().map(|(_, value)| value)
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
        let new = entries.into_iter();
        let mut entries: Vec<(&'static str, T)> = Vec::with_capacity(new.size_hint().0.max(32));
        // not `extend`: chained and nested iterators are faster from the inside
        new.for_each(|entry| entries.push(entry));
        let mut places = Places::with_room(entries.len());
        for at in (0..entries.len()).rev() {
            places.entry(entries[at].0, at, |known| entries[known].0 == entries[at].0);
        }
        WordMap { entries, places }
    }
}

impl<T: Default> WordMap<T> {
    /// One value for all entries of a word: `add` gets the number of the word in the table, its value, and what the
    /// entry adds to it.
    pub(crate) fn gather<V>(
        new: impl ExactSizeIterator<Item = (&'static str, V)>,
        mut add: impl FnMut(u32, &mut T, V),
    ) -> Self {
        let mut places = Places::with_room(new.len());
        let mut entries: Vec<(&'static str, T)> = Vec::with_capacity(new.len());
        new.for_each(|(word, value)| {
            let entry = places.entry(word, entries.len(), |known| entries[known].0 == word);
            if entry == entries.len() {
                entries.push((word, T::default()));
            }
            add(entry as u32, &mut entries[entry].1, value);
        });
        WordMap { entries, places }
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
