//! The words of one claim laid out by their numbers, so that each of many others is held against it in one walk.

use super::profile::{Profile, Vector};

/// How alike the words of two claims are, as cosines.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Alike {
    /// The words by nearness to the figure.
    pub(crate) near: f32,
    /// The words of the sentence and of the text before it.
    pub(crate) around: f32,
}

/// The words of one claim, which is held against others.
#[derive(Debug, Default)]
pub(crate) struct Spread {
    claim: Option<u32>,
    near: Weights,
    around: Weights,
}

impl Spread {
    /// How alike two claims are. Pairs with the same first claim stand together, so that it is seldom laid out.
    pub(crate) fn alike(&mut self, profiles: &[Profile], (a, b): (u32, u32)) -> Alike {
        if self.claim != Some(a) {
            let profile = &profiles[a as usize];
            self.near.lay_out(&profile.near);
            self.around.lay_out(&profile.around);
            self.claim = Some(a);
        }
        let other = &profiles[b as usize];
        Alike { near: self.near.cosine(&other.near), around: self.around.cosine(&other.around) }
    }
}

/// A vector by word.
#[derive(Debug, Default)]
struct Weights {
    by_word: Vec<f32>,
    words: Vec<u32>,
}

impl Weights {
    fn lay_out(&mut self, vector: &Vector) {
        for word in self.words.drain(..) {
            self.by_word[word as usize] = 0.0;
        }
        // The words are sorted.
        let words = vector.last().map_or(0, |(word, _)| *word as usize + 1);
        self.by_word.resize(self.by_word.len().max(words), 0.0);
        for (word, weight) in vector {
            self.by_word[*word as usize] = *weight;
            self.words.push(*word);
        }
    }

    /// A word that one of both lacks adds nothing.
    fn cosine(&self, other: &Vector) -> f32 {
        let own = |word: &u32| self.by_word.get(*word as usize).copied().unwrap_or(0.0);
        other.iter().fold(0.0, |sum, (word, weight)| sum + own(word) * weight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_held_against_several_others() {
        let mut weights = Weights::default();
        weights.lay_out(&vec![(1, 0.5), (4, 0.25)]);
        assert_eq!(weights.cosine(&vec![(1, 0.5), (2, 1.0), (4, 1.0), (9, 1.0)]), 0.5);
        assert_eq!(weights.cosine(&Vec::new()), 0.0);
        weights.lay_out(&vec![(2, 1.0)]);
        assert_eq!(weights.cosine(&vec![(1, 1.0), (2, 0.75)]), 0.75);
    }
}
