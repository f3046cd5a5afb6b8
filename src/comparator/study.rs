//! The evidence of all candidate pairs, for fitting the weights and for looking into single decisions.

use super::candidates::{self, Certain, certain};
use super::evidence::{Evidence, Ground};
use super::features;
use super::{Input, Options, stated_rates};
use crate::article::Article;
use crate::claim::Claim;

/// A pair of claims that was looked at.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Index of one claim.
    pub a: usize,
    /// Index of the other.
    pub b: usize,
    /// Values of the features, in the order of [`Pair::names`].
    pub values: Vec<f32>,
    /// Features, weights and their sum.
    pub evidence: Evidence,
}

impl Pair {
    /// The names of the features.
    pub fn names() -> &'static [&'static str] {
        features::NAMES
    }
}

/// The evidence of every candidate pair that is left to evidence.
pub fn study(articles: &[Article], claims: &[Claim], options: &Options) -> Vec<Pair> {
    let input = Input::read(articles, claims);
    let duplicate_of = super::origins::copies(&input.corpus, &input.order);
    let mut found = Vec::new();
    for event in input.events(&duplicate_of) {
        let (profiles, telling) = input.profiles(&event);
        let rates = stated_rates(claims, &Default::default(), &options.rates);
        let ground = Ground {
            corpus: &input.corpus,
            claims,
            telling: &telling,
            rates: &rates,
            weights: &options.weights,
        };
        for (a, b) in candidates::pairs(&profiles, claims) {
            let (a, b) = (&profiles[a as usize], &profiles[b as usize]);
            if certain(articles, a, b, claims) == Certain::Open {
                let values = ground.features(a, b).to_vec();
                found.push(Pair { a: a.claim, b: b.claim, values, evidence: ground.explain(a, b) });
            }
        }
    }
    found
}
