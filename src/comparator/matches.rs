//! The claims of one article held against those of all others, pair by pair.

use rustc_hash::FxHashMap;

use super::corrections::SURE;
use super::features::{Feature, Values};
use super::groups;
use super::{Input, Options};
use crate::article::Article;
use crate::claim::Claim;

/// A claim of one article and a claim of another that may give a figure for the same thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Match {
    /// Index of the claim of the article that was asked about.
    pub(crate) claim: usize,
    /// Index of the claim of another article.
    pub(crate) other: usize,
    /// Log-odds that both give a figure for the same thing.
    pub(crate) score: f32,
    /// The same by their contexts alone, whatever the figures are.
    pub(crate) context: f32,
}

/// What the figures themselves say; where a figure is in question, it must not decide what it is a figure for.
const FIGURES: [Feature; 23] = [
    Feature::equal,
    Feature::equal_telling,
    Feature::compatible,
    Feature::conflict,
    Feature::conflict_gap,
    Feature::conflict_near,
    Feature::conflict_small,
    Feature::conflict_zero,
    Feature::conflict_toll,
    Feature::conflict_change,
    Feature::conflict_vague,
    Feature::conflict_age,
    Feature::conflict_duration,
    Feature::conflict_measure,
    Feature::conflict_money,
    Feature::conflict_percent,
    Feature::near_conflict,
    Feature::around_conflict,
    Feature::same_article_conflict,
    Feature::same_article_equal,
    Feature::magnitude_gap,
    Feature::magnitude_far,
    Feature::length_far,
];

/// All pairs of a claim of `articles[doc]` with a claim of another article that were looked at and are not excluded,
/// by claim and other claim.
pub(crate) fn matches(articles: &[Article], claims: &[Claim], options: &Options, doc: usize) -> Vec<Match> {
    let input = Input::read(articles, claims).corrected(&options.corrections);
    let Some(weighed) = input.weigh_event_of(doc, options) else { return Vec::new() };
    let contexts: FxHashMap<(u32, u32), f32> = weighed
        .edges
        .iter()
        .zip(weighed.values.rows())
        .map(|(edge, values)| ((edge.a, edge.b), options.weights.score(&without_figures(&values))))
        .collect();
    let claim_of = |node: u32| weighed.profiles[node as usize].claim;
    let sides = |a: usize, b: usize| match (input.docs[a] == doc, input.docs[b] == doc) {
        (true, false) => Some((a, b)),
        (false, true) => Some((b, a)),
        _ => None,
    };
    let corrected = &input.corrected;
    let mut found: Vec<Match> = groups::edges(&weighed.rivalries(claims), &options.weights)
        .iter()
        .filter_map(|edge| {
            let [a, b] = [edge.a, edge.b].map(claim_of);
            if edge.veto || corrected.joins(a, b) || corrected.separates(a, b) {
                return None;
            }
            let (claim, other) = sides(a, b)?;
            Some(Match { claim, other, score: edge.score, context: *contexts.get(&(edge.a, edge.b))? })
        })
        .collect();
    let joined = corrected.together.iter().filter_map(|(a, b)| sides(*a, *b));
    found.extend(joined.map(|(claim, other)| Match { claim, other, score: SURE, context: SURE }));
    found.sort_by_key(|found| (found.claim, found.other));
    found
}

fn without_figures(values: &Values) -> Values {
    let mut values = *values;
    FIGURES.iter().for_each(|feature| values[*feature as usize] = 0.0);
    values
}
