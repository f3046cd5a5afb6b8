//! What else two articles say: a figure that has a better counterpart in the other article is not about the same thing
//! as the worse one.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{Feature, Values};
use super::origins::hash_bytes;
use super::profile::Profile;
use crate::claim::Claim;

/// The figures of all articles by kind, and how well each claim fits those of every other article.
pub(crate) struct Rivals {
    /// Article, kind of claim, figure.
    stated: FxHashSet<(usize, u64, Decimal)>,
    /// Claim and article: the best fit of each figure that the article states.
    fits: FxHashMap<(u32, usize), Vec<(Decimal, f32)>>,
    /// By claim: its kind and figure.
    own: Vec<(u64, Decimal)>,
}

impl Rivals {
    /// Reads the rivals from all pairs that are looked at.
    pub(crate) fn read(
        profiles: &[Profile],
        claims: &[Claim],
        pairs: &[(u32, u32)],
        values: &[Values],
    ) -> Rivals {
        let own: Vec<(u64, Decimal)> =
            profiles.iter().map(|p| (kind(p, &claims[p.claim]), figure(&claims[p.claim]))).collect();
        let stated = profiles.iter().zip(&own).map(|(p, (kind, figure))| (p.doc, *kind, *figure)).collect();
        let mut fits: FxHashMap<(u32, usize), Vec<(Decimal, f32)>> = FxHashMap::default();
        for ((a, b), values) in pairs.iter().zip(values) {
            let fit = fit(values);
            for (from, to) in [(*a, *b), (*b, *a)] {
                let figure = own[to as usize].1;
                let list = fits.entry((from, profiles[to as usize].doc)).or_default();
                match list.iter_mut().find(|(known, _)| *known == figure) {
                    Some((_, best)) => *best = best.max(fit),
                    None => list.push((figure, fit)),
                }
            }
        }
        Rivals { stated, fits, own }
    }

    /// Adds what the rivals say of a pair to its features.
    pub(crate) fn mark(&self, profiles: &[Profile], (a, b): (u32, u32), values: &mut Values) {
        let (doc_a, doc_b) = (profiles[a as usize].doc, profiles[b as usize].doc);
        if doc_a == doc_b {
            return;
        }
        let best = [self.is_best(a, doc_b, b), self.is_best(b, doc_a, a)];
        values[Feature::best_both as usize] = f32::from(best[0] && best[1]);
        values[Feature::best_neither as usize] = f32::from(!best[0] && !best[1]);
        let ((kind_a, figure_a), (kind_b, figure_b)) = (self.own[a as usize], self.own[b as usize]);
        let has = |doc, kind, figure| self.stated.contains(&(doc, kind, figure));
        if figure_a != figure_b {
            let elsewhere = [has(doc_b, kind_a, figure_a), has(doc_a, kind_b, figure_b)];
            let count = elsewhere.into_iter().filter(|e| *e).count();
            values[Feature::counterpart as usize] = count as f32;
        }
    }

    /// No other figure of the article fits the claim better.
    fn is_best(&self, from: u32, doc: usize, to: u32) -> bool {
        let figure = self.own[to as usize].1;
        let Some(list) = self.fits.get(&(from, doc)) else { return false };
        let mine = list.iter().find(|(known, _)| *known == figure).map_or(0.0, |(_, fit)| *fit);
        list.iter().all(|(_, fit)| *fit <= mine)
    }
}

/// What the figure is for: dimension, standard word, and for counts the noun.
pub(crate) fn kind(profile: &Profile, claim: &Claim) -> u64 {
    let noun = profile.head_classes.first().map(|class| u32::MAX - class).or(profile.head).unwrap_or(0);
    let words = [claim.quantity.dimension.as_str(), "/", claim.aspect.as_deref().unwrap_or("")];
    let noun = if profile.anyone { 1 } else { noun };
    hash_bytes(words.concat().bytes().chain(noun.to_le_bytes()))
}

/// What the figure is of: for counts the noun, else the dimension with the standard word.
pub(crate) fn thing(profile: &Profile, claim: &Claim) -> u64 {
    let aspect = claim.aspect.as_deref().unwrap_or("");
    let noun = profile.head_classes.first().map(|class| u32::MAX - class).or(profile.head);
    match noun {
        Some(noun) if !profile.anyone => hash_bytes(noun.to_le_bytes().into_iter()),
        _ => hash_bytes([claim.quantity.dimension.as_str(), "/", aspect].concat().bytes()),
    }
}

/// The number that a claim names.
pub(crate) fn figure(claim: &Claim) -> Decimal {
    claim.quantity.low.or(claim.quantity.high).unwrap_or_default().normalize()
}

/// How alike two claims are without regard to their figures.
fn fit(values: &Values) -> f32 {
    let of = |feature: Feature| values[feature as usize];
    2.0 * of(Feature::near_words)
        + of(Feature::around_words)
        + 0.8 * (of(Feature::aspect_same) - of(Feature::aspect_differs))
        + 0.6 * of(Feature::unit_same_word)
        + 0.3 * (of(Feature::unit_same_class) + of(Feature::unit_generic))
        - of(Feature::unit_differs)
        + 0.4 * of(Feature::both_first)
        + 0.3 * (of(Feature::subject_words) + of(Feature::holder_same))
        + 0.3 * (of(Feature::foreign_same) - of(Feature::foreign_one_side) - of(Feature::foreign_differs))
        + 0.3 * (of(Feature::date_same) - of(Feature::date_one_side) - of(Feature::date_differs))
        + 0.4 * (of(Feature::other_same) - of(Feature::other_one_side) - of(Feature::part_one_side))
}
