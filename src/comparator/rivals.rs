//! What else two articles say: a figure that has a better counterpart in the other article is not about the same thing
//! as the worse one.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{Feature, Values};
use super::origins::hash_bytes;
use super::profile::Profile;
use crate::claim::Claim;

/// What the other claims of their articles say of a pair.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Mark {
    /// For how many of the two no figure of the other's article fits better.
    pub(crate) best: u8,
    /// For how many of the two the other's article states the very figure.
    pub(crate) counterparts: u8,
}

/// The figures of all claims, numbered.
struct Stated {
    /// By claim: its figure.
    figures: Vec<u32>,
    /// How many figures there are.
    count: usize,
    /// By claim: its kind and figure.
    kinds: Vec<u32>,
    /// Article and kind with figure.
    articles: FxHashSet<(usize, u32)>,
}

impl Stated {
    fn read(profiles: &[Profile], claims: &[Claim]) -> Stated {
        let mut numbers: FxHashMap<Decimal, u32> = FxHashMap::default();
        let mut of_kind: FxHashMap<(u64, u32), u32> = FxHashMap::default();
        let (mut figures, mut kinds) = (Vec::new(), Vec::new());
        for profile in profiles {
            let claim = &claims[profile.claim];
            let next = numbers.len() as u32;
            let figure = *numbers.entry(figure(claim)).or_insert(next);
            let next = of_kind.len() as u32;
            kinds.push(*of_kind.entry((kind(profile, claim), figure)).or_insert(next));
            figures.push(figure);
        }
        let articles = profiles.iter().zip(&kinds).map(|(profile, kind)| (profile.doc, *kind)).collect();
        Stated { figures, count: numbers.len(), kinds, articles }
    }

    /// For how many of a pair the other's article states the very figure for the same kind of thing.
    fn counterparts(&self, (a, doc_a): (usize, usize), (b, doc_b): (usize, usize)) -> u8 {
        if self.figures[a] == self.figures[b] {
            return 0;
        }
        let has = |doc: usize, claim: usize| self.articles.contains(&(doc, self.kinds[claim]));
        u8::from(has(doc_b, a)) + u8::from(has(doc_a, b))
    }
}

/// By pair: its mark; `None` for a pair of one article. `pairs` are sorted, the smaller first, `profiles` stand article
/// by article, and `fits` hold how alike the claims of each pair are.
pub(crate) fn marks(
    profiles: &[Profile],
    claims: &[Claim],
    pairs: &[(u32, u32)],
    fits: &[f32],
) -> Vec<Option<Mark>> {
    let stated = Stated::read(profiles, claims);
    let mark = |(a, b): &(u32, u32)| {
        let (a, b) = (*a as usize, *b as usize);
        let (doc_a, doc_b) = (profiles[a].doc, profiles[b].doc);
        let counterparts = || stated.counterparts((a, doc_a), (b, doc_b));
        (doc_a != doc_b).then(|| Mark { best: 0, counterparts: counterparts() })
    };
    let mut marks: Vec<Option<Mark>> = pairs.iter().map(mark).collect();
    let partners = Partners::read(profiles.len(), pairs);
    let mut best = vec![f32::MIN; stated.count];
    for claim in 0..profiles.len() {
        let doc = |(other, _): &(u32, u32)| profiles[*other as usize].doc;
        for article in partners.of(claim).chunk_by(|x, y| doc(x) == doc(y)) {
            let figure = |other: &u32| stated.figures[*other as usize] as usize;
            article.iter().for_each(|(other, _)| best[figure(other)] = f32::MIN);
            let mut most = f32::MIN;
            for (other, pair) in article {
                let fit = fits[*pair as usize];
                best[figure(other)] = best[figure(other)].max(fit);
                most = most.max(fit);
            }
            for (other, pair) in article {
                // No other figure of the article fits the claim better.
                if let Some(mark) = &mut marks[*pair as usize] {
                    mark.best += u8::from(best[figure(other)] >= most);
                }
            }
        }
    }
    marks
}

/// The claims that each claim is held against, in ascending order, with the pair that they make.
struct Partners {
    starts: Vec<usize>,
    partners: Vec<(u32, u32)>,
}

impl Partners {
    fn read(claims: usize, pairs: &[(u32, u32)]) -> Partners {
        let mut starts = vec![0; claims + 1];
        for (a, b) in pairs {
            starts[*a as usize + 1] += 1;
            starts[*b as usize + 1] += 1;
        }
        for i in 0..claims {
            starts[i + 1] += starts[i];
        }
        let mut ends = starts.clone();
        let mut partners = vec![(0, 0); 2 * pairs.len()];
        for (pair, (a, b)) in (0u32..).zip(pairs) {
            for (from, to) in [(a, b), (b, a)] {
                partners[ends[*from as usize]] = (*to, pair);
                ends[*from as usize] += 1;
            }
        }
        Partners { starts, partners }
    }

    fn of(&self, claim: usize) -> &[(u32, u32)] {
        &self.partners[self.starts[claim]..self.starts[claim + 1]]
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
pub(crate) fn fit(values: &Values) -> f32 {
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
