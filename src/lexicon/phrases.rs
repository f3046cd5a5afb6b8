//! Phrases under their first word: several values under one word, in as few pieces of memory as a single one.

use std::cmp::Reverse;
use std::ops::Range;

use super::table::WordMap;

/// Where the values of a word are; nowhere where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Place {
    start: u32,
    end: u32,
}

impl Place {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Values under words, several under one, in the order in which they came.
#[derive(Debug)]
pub(crate) struct Lists<T> {
    /// The place of the values of a word.
    places: WordMap<Place>,
    values: Vec<T>,
}

impl<T: Copy> Lists<T> {
    /// Entries (word, value) as lists by word.
    pub(crate) fn of(entries: impl ExactSizeIterator<Item = (&'static str, T)>) -> Self {
        // the values as they come, each with the number of its word
        let mut numbered: Vec<(u32, T)> = Vec::with_capacity(entries.len());
        let mut places = WordMap::gather(entries, |number, place: &mut Place, value| {
            place.end += 1;
            numbered.push((number, value));
        });
        let mut end = 0;
        for place in places.values_mut() {
            (place.start, end) = (end, end + place.end);
            place.end = place.start;
        }
        let mut values: Vec<T> = numbered.iter().map(|(_, value)| *value).collect();
        for (number, value) in numbered {
            let place = places.value_mut(number);
            values[place.end as usize] = value;
            place.end += 1;
        }
        Lists { places, values }
    }

    /// The same lists, what is longest first in each.
    pub(crate) fn longest_first(mut self, length: impl Fn(&T) -> usize) -> Self {
        for place in self.places.values_mut().filter(|place| place.range().len() > 1) {
            self.values[place.range()].sort_by_key(|value| Reverse(length(value)));
        }
        self
    }

    /// The values of `word`.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> &[T] {
        self.at(self.place(word))
    }

    /// The place of the values of `word`.
    #[inline]
    fn place(&self, word: &str) -> Place {
        self.places.get(word).unwrap_or_default()
    }

    /// The values at a place.
    #[inline]
    fn at(&self, place: Place) -> &[T] {
        self.values.get(place.range()).unwrap_or_default()
    }
}

/// Multi-word entries under their first word; the longest alternative of a first word stands first.
pub(crate) struct Phrases<T> {
    by_first: Lists<(Behind, T)>,
    /// The words behind the first ones of all phrases.
    words: Vec<&'static str>,
}

/// The place of the words behind the first one of a phrase.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Behind {
    start: u32,
    end: u32,
}

impl Behind {
    /// Puts the words of a phrase behind those of others.
    pub(crate) fn add(words: &mut Vec<&'static str>, more: impl Iterator<Item = &'static str>) -> Self {
        let start = words.len() as u32;
        words.extend(more);
        Behind { start, end: words.len() as u32 }
    }

    fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}

impl<T: Copy> Phrases<T> {
    /// Indexes `entries` (phrase, value) by first word. Words are split at blanks and hyphens.
    pub(crate) fn of(entries: impl Iterator<Item = (&'static str, T)>) -> Self {
        let (mut by_first, mut words) = (Vec::with_capacity(entries.size_hint().0), Vec::new());
        for (phrase, value) in entries {
            let mut parts = phrase.split([' ', '-']).filter(|word| !word.is_empty());
            if let Some(first) = parts.next() {
                by_first.push((first, (Behind::add(&mut words, parts), value)));
            }
        }
        Phrases::of_parts(by_first.into_iter(), words)
    }

    /// Indexes entries by their first words; `words` are the other ones.
    pub(crate) fn of_parts(
        by_first: impl ExactSizeIterator<Item = (&'static str, (Behind, T))>,
        words: Vec<&'static str>,
    ) -> Self {
        Phrases { by_first: Lists::of(by_first).longest_first(|(behind, _)| behind.len()), words }
    }

    /// Whether a phrase begins with `word`.
    pub(crate) fn begins(&self, word: &str) -> bool {
        !self.by_first.get(word).is_empty()
    }

    /// The longest phrase whose words `word(0)`, `word(1)`, ... are; gives its value and its number of words.
    pub(crate) fn longest<'d>(&self, word: impl Fn(usize) -> &'d str) -> Option<(T, usize)> {
        self.longest_of(word, |_| true)
    }

    /// As [`Phrases::longest`], of those with a value that is wanted.
    pub(crate) fn longest_of<'d>(
        &self,
        word: impl Fn(usize) -> &'d str,
        wanted: impl Fn(T) -> bool,
    ) -> Option<(T, usize)> {
        self.longest_at(self.place(word(0)), word, wanted)
    }

    /// The first words, each with the place of its phrases, in no particular order.
    pub(crate) fn firsts(&self) -> impl Iterator<Item = (&'static str, Place)> {
        self.by_first.places.entries().map(|(word, place)| (word, *place))
    }

    /// The place of the phrases that begin with `word`.
    pub(crate) fn place(&self, word: &str) -> Place {
        self.by_first.place(word)
    }

    /// As [`Phrases::longest_of`], where the first word is the one with the phrases at `place`.
    pub(crate) fn longest_at<'d>(
        &self,
        place: Place,
        word: impl Fn(usize) -> &'d str,
        wanted: impl Fn(T) -> bool,
    ) -> Option<(T, usize)> {
        let fits = |behind: Behind| {
            let words = &self.words[behind.start as usize..behind.end as usize];
            words.iter().enumerate().all(|(k, w)| word(k + 1) == *w)
        };
        let list = self.by_first.at(place);
        let (behind, value) = list.iter().find(|(behind, value)| wanted(*value) && fits(*behind))?;
        Some((*value, behind.len() + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_keep_the_order_of_their_values() {
        let entries = [("a", "1"), ("b", "2"), ("a", "333"), ("c", "4"), ("a", "222")];
        let lists = Lists::of(entries.into_iter());
        assert_eq!(
            (lists.get("a"), lists.get("c"), lists.get("d")),
            (&["1", "333", "222"][..], &["4"][..], &[][..])
        );
        assert!(Lists::<u8>::of([].into_iter()).get("a").is_empty());
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let phrases = Phrases::of([("square", 1), ("square kilo-metre", 2), ("square mile", 3)].into_iter());
        let find = |words: &[&'static str]| phrases.longest(|k| words.get(k).copied().unwrap_or(""));
        assert_eq!(find(&["square", "kilo", "metre"]), Some((2, 3)));
        assert_eq!(find(&["square", "mile", "metre"]), Some((3, 2)));
        assert_eq!(find(&["square", "kilo"]), Some((1, 1)));
        assert_eq!(find(&["mile"]), None);
        assert_eq!(phrases.longest_of(|k| ["square", "mile"][k], |value| value < 2), Some((1, 1)));
    }
}
