//! The features of many pairs in little memory: most are zero, and only the others are kept.

use super::features::{COUNT, Feature, Values, WORD, not_zero, places};

/// Set when all pairs of an event are known, so that there must be room for them. One follows the other.
const LATER: [Feature; 3] = [Feature::best_both, Feature::best_neither, Feature::counterpart];
/// The number of the first.
const FIRST_LATER: usize = LATER[0] as usize;
const _: () = assert!(LATER[1] as usize == FIRST_LATER + 1 && LATER[2] as usize == FIRST_LATER + 2);

/// A bit for each feature, set for those of [`LATER`].
const KEPT_ALWAYS: [u64; COUNT.div_ceil(WORD)] = {
    let mut kept = [0; COUNT.div_ceil(WORD)];
    let mut at = 0;
    while at < LATER.len() {
        kept[LATER[at] as usize / WORD] |= 1 << (LATER[at] as usize % WORD);
        at += 1;
    }
    kept
};

const _: () = assert!(COUNT <= u8::MAX as usize + 1, "a feature is numbered by one byte");

/// The features of pairs, in the order of the pairs.
#[derive(Debug, Default)]
pub(crate) struct PairFeatures {
    /// By pair: where its features end.
    ends: Vec<usize>,
    /// The numbers of the features, ascending within a pair.
    features: Vec<u8>,
    /// Their values.
    values: Vec<f32>,
}

/// Features of a pair that are not zero, roughly.
const KEPT: usize = 28;

impl PairFeatures {
    /// Room for so many pairs.
    pub(crate) fn with_capacity(pairs: usize) -> PairFeatures {
        PairFeatures {
            ends: Vec::with_capacity(pairs),
            features: Vec::with_capacity(KEPT * pairs),
            values: Vec::with_capacity(KEPT * pairs),
        }
    }

    /// Adds a pair.
    pub(crate) fn push(&mut self, values: &Values) {
        let (mut features, mut kept) = ([0; COUNT], [0.0; COUNT]);
        let mut count = 0;
        for (word, (values, always)) in values.chunks(WORD).zip(KEPT_ALWAYS).enumerate() {
            for at in places(not_zero(values) | always) {
                (features[count], kept[count]) = ((WORD * word + at) as u8, values[at]);
                count += 1;
            }
        }
        self.features.extend_from_slice(&features[..count]);
        self.values.extend_from_slice(&kept[..count]);
        self.ends.push(self.features.len());
    }

    /// Adds the pairs of `other` behind these.
    pub(crate) fn append(&mut self, mut other: PairFeatures) {
        if self.ends.is_empty() {
            *self = other;
            return;
        }
        let before = self.features.len();
        self.ends.extend(other.ends.iter().map(|end| before + end));
        self.features.append(&mut other.features);
        self.values.append(&mut other.values);
    }

    /// How many pairs there are.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The features of a pair that are not zero, and perhaps some that are, ascending.
    pub(crate) fn of(&self, pair: usize) -> impl Iterator<Item = (usize, f32)> + Clone + '_ {
        let range = self.range(pair);
        let features = self.features[range.clone()].iter().map(|feature| usize::from(*feature));
        features.zip(self.values[range].iter().copied())
    }

    /// All features of a pair.
    pub(crate) fn row(&self, pair: usize) -> Values {
        let mut row = [0.0; COUNT];
        self.of(pair).for_each(|(feature, value)| row[feature] = value);
        row
    }

    /// All features of each pair.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Values> + '_ {
        (0..self.len()).map(|pair| self.row(pair))
    }

    /// One feature of a pair.
    pub(crate) fn value(&self, pair: usize, feature: Feature) -> f32 {
        let at = self.of(pair).find(|(number, _)| *number >= feature as usize);
        at.filter(|(number, _)| *number == feature as usize).map_or(0.0, |(_, value)| value)
    }

    /// Sets the features that depend on the other pairs, in the order of [`LATER`].
    pub(crate) fn set_later(&mut self, pair: usize, values: [f32; LATER.len()]) {
        let range = self.range(pair);
        if let Some(at) =
            self.features[range.clone()].iter().position(|number| usize::from(*number) == FIRST_LATER)
        {
            self.values[range.start + at..][..LATER.len()].copy_from_slice(&values);
        }
    }

    /// Where the features of a pair are; those of a pair that is not among them are none.
    fn range(&self, pair: usize) -> std::ops::Range<usize> {
        let end = |pair: usize| self.ends.get(pair).copied().unwrap_or(self.features.len());
        pair.checked_sub(1).map_or(0, end)..end(pair)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let mut first = [0.0; COUNT];
        (first[Feature::bias as usize], first[Feature::is_measure as usize]) = (1.0, -0.5);
        let second = [0.25; COUNT];
        let (mut all, mut other) = (PairFeatures::default(), PairFeatures::default());
        all.push(&first);
        other.push(&second);
        other.push(&[0.0; COUNT]);
        all.append(other);
        assert_eq!((all.len(), all.row(0), all.row(1), all.row(2)), (3, first, second, [0.0; COUNT]));
        all.set_later(2, [0.0, 1.0, 2.0]);
        assert_eq!((all.value(2, Feature::best_both), all.value(2, Feature::best_neither)), (0.0, 1.0));
        assert_eq!(all.value(2, Feature::counterpart), 2.0);
        assert_eq!(all.value(0, Feature::counterpart), 0.0);
    }
}
