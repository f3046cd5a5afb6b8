//! The claims of one article held against those of the others of its block: pair by pair, and as facts.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::corrections::SURE;
use super::features::{Feature, Values};
use super::input::Input;
use super::weighed::Weighed;
use super::{Options, blocks, by_article, facts, groups, origins};
use crate::article::Article;
use crate::claim::Claim;
use crate::fact::Fact;

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

/// The articles that one of them is compared with, and their claims.
pub(crate) struct Block<'a> {
    pub(crate) articles: Cow<'a, [Article]>,
    pub(crate) claims: Cow<'a, [Claim]>,
    /// Index of that article in the block.
    pub(crate) doc: usize,
}

/// The block of `articles[doc]`: what [`compare_with`](super::compare_with) counts and numbers together with it.
pub(crate) fn block_of<'a>(
    articles: &'a [Article],
    claims: &'a [Claim],
    options: &Options,
    doc: usize,
) -> Block<'a> {
    let block = blocks(articles, claims, options).into_iter().find(|block| block.contains(&doc));
    match block.filter(|block| block.len() < articles.len()) {
        None => Block { articles: articles.into(), claims: claims.into(), doc },
        Some(block) => {
            let by_article = by_article(articles, claims);
            Block {
                doc: block.iter().position(|other| *other == doc).unwrap_or_default(),
                articles: block.iter().map(|doc| articles[*doc].clone()).collect(),
                claims: block.iter().flat_map(|doc| by_article[*doc].iter().cloned()).collect(),
            }
        }
    }
}

/// What the articles about the event of one article say of its claims.
#[derive(Default)]
pub(crate) struct Held {
    /// The facts of the event, worst first.
    pub(crate) facts: Vec<Fact>,
    /// The facts that the other articles make by themselves.
    pub(crate) others: Vec<Fact>,
    /// All pairs of a claim of the article with a claim of another that were looked at and are not excluded, by claim
    /// and other claim.
    pub(crate) matches: Vec<Match>,
    /// For each article of the block, by its index, the index of the article that it is a copy of.
    pub(crate) duplicate_of: Vec<Option<usize>>,
}

/// Holds the claims of an article against those of the others of its block, whose words are read once.
pub(crate) fn held(block: &Block<'_>, options: &Options) -> Held {
    let (articles, claims) = (&block.articles, &block.claims);
    let input = Input::read(articles, claims).corrected(&options.corrections);
    let duplicate_of = origins::copies(&input.corpus, &input.order);
    let Some(event) = input.events(&duplicate_of).into_iter().find(|event| event.contains(&block.doc)) else {
        return Held::default();
    };
    let source: Vec<usize> = duplicate_of.iter().enumerate().map(|(i, of)| of.unwrap_or(i)).collect();
    let mut weighed = input.weigh(&event, options);
    let matches = matches(&input, &weighed, options, block.doc);
    let mut facts = input.facts(&input.align_weighed(&weighed, options), &source, options);
    part(&mut weighed, block.doc);
    let mut others = input.facts(&input.align_weighed(&weighed, options), &source, options);
    facts::sort(&mut facts);
    facts::sort(&mut others);
    Held { facts, others, matches, duplicate_of }
}

/// Keeps the claims of an article from being merged with any others.
fn part(weighed: &mut Weighed, doc: usize) {
    let of_doc = |node: u32| weighed.profiles[node as usize].doc == doc;
    weighed
        .edges
        .iter_mut()
        .filter(|edge| of_doc(edge.a) || of_doc(edge.b))
        .for_each(|edge| edge.veto = true);
}

fn matches(input: &Input<'_>, weighed: &Weighed, options: &Options, doc: usize) -> Vec<Match> {
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
    let mut found: Vec<Match> = groups::edges(&weighed.rivalries(input.claims), &options.weights)
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
