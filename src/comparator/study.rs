//! The evidence of all candidate pairs, for fitting the weights and for looking into single decisions.

use super::Options;
use super::candidates::{self, Certain, certain};
use super::evidence::{Evidence, Ground};
use super::features;
use super::input::Input;
use super::weighed::stated_rates;
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
        let pairs = candidates::pairs(&profiles, claims);
        let values = ground.all_features(&profiles, &pairs);
        for ((a, b), values) in pairs.iter().zip(values.rows()) {
            let (a, b) = (&profiles[*a as usize], &profiles[*b as usize]);
            if certain(articles, a, b, claims) == Certain::Open {
                let evidence = ground.explain(&values);
                found.push(Pair { a: a.claim, b: b.claim, values: values.to_vec(), evidence });
            }
        }
    }
    found
}

/// Two groups of claims of which each agrees in itself.
#[derive(Debug, Clone)]
pub struct GroupPair {
    /// Indices of the claims of one group.
    pub a: Vec<usize>,
    /// Indices of the claims of the other.
    pub b: Vec<usize>,
    /// Values of the features, in the order of [`GroupPair::names`].
    pub values: Vec<f32>,
    /// Whether their figures conflict.
    pub conflict: bool,
    /// Log-odds that both are about the same thing, as merging uses them.
    pub score: f32,
}

impl GroupPair {
    /// The names of the features.
    pub fn names() -> &'static [&'static str] {
        features::GROUP_NAMES
    }
}

/// The evidence of every pair of groups that is left to evidence.
pub fn study_groups(articles: &[Article], claims: &[Claim], options: &Options) -> Vec<GroupPair> {
    let input = Input::read(articles, claims);
    let duplicate_of = super::origins::copies(&input.corpus, &input.order);
    let mut found = Vec::new();
    for event in input.events(&duplicate_of) {
        let weighed = input.weigh(&event, options);
        let groups = weighed.singles();
        let members = |group: u32| {
            groups[group as usize].iter().map(|node| weighed.profiles[*node as usize].claim).collect()
        };
        let rivalries = weighed.rivalries(claims);
        let edges = super::groups::edges(&rivalries, &options.weights);
        for (rivalry, edge) in rivalries.iter().zip(&edges).filter(|(rivalry, _)| !rivalry.veto) {
            let pair = GroupPair {
                a: members(rivalry.a),
                b: members(rivalry.b),
                values: rivalry.values.to_vec(),
                conflict: rivalry.conflict,
                score: edge.score,
            };
            let converted =
                |a: &usize| pair.b.iter().any(|b| weighed.conversions.contains(&(*a.min(b), *a.max(b))));
            if !pair.a.iter().any(converted) {
                found.push(pair);
            }
        }
    }
    found
}
