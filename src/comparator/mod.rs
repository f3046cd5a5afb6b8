//! Claims to facts: which claims give a figure for the same thing, and whether their figures can all be right.
//!
//! Articles are grouped by event (`events`); within an event an index finds pairs that may be about the same thing
//! (`candidates`), named features weigh for and against each (`evidence`), pairs are merged into facts
//! (`alignment`), and the figures of each fact are judged by arithmetic (`verdict`, `hypothesis`).

mod alignment;
mod blocks;
mod candidates;
pub(crate) mod classes;
mod companions;
mod corrections;
pub(crate) mod cues;
mod events;
mod evidence;
mod facts;
mod features;
mod groups;
mod hypothesis;
mod input;
mod label;
mod links;
pub(crate) mod listed;
mod marks;
mod matches;
mod names;
mod neighbours;
mod none;
mod origins;
mod pair_features;
mod profile;
mod rates;
mod rivals;
mod roles;
mod severity;
mod siblings;
mod spread;
mod study;
mod verdict;
mod weighed;
pub(crate) mod words;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::Article;
use crate::claim::Claim;
use crate::fact::Fact;
use crate::lexicon::Lexicon;
use input::Input;
pub(crate) use origins::hash_bytes;
pub(crate) use verdict::period_of;
use weighed::Aligned;

pub use alignment::Thresholds;
pub use corrections::{Correction, Corrections};
pub use evidence::Evidence;
pub use features::Weights;
pub(crate) use hypothesis::only_grows;
pub use links::{Link, Reason, Standing, links};
pub(crate) use matches::{Block, Held, Match, block_of, held};
pub use rates::{Rate, RateError, Rates};
pub use study::{GroupPair, Pair, study, study_groups};
pub(crate) use verdict::{describe, is_above, judge, verdict};

/// What the comparator found: the facts, worst first, and which articles are copies of which.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    /// The facts, worst first.
    pub facts: Vec<Fact>,
    /// For each article, by its index, the index of the article that it is a copy of.
    pub duplicate_of: Vec<Option<usize>>,
}

/// What a comparison can be told beside the articles and their claims.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Rates between currencies that are known beside those that the articles state.
    pub rates: Rates,
    /// Weights of the evidence.
    pub weights: Weights,
    /// How much evidence a merge needs.
    pub thresholds: Thresholds,
    /// By outlet, in lower case: the house that it belongs to. Outlets of one house are one source.
    pub outlet_groups: BTreeMap<String, String>,
    /// What people have said of claims: which give figures for one thing, and which do not.
    pub corrections: Corrections,
    /// Words of one's own, for those who extract the claims as well ([`Comparison::of`](crate::Comparison::of)).
    pub lexicon: Lexicon,
}

/// Aligns the claims of `articles` into facts and judges them. `claims` are in the order of `articles`.
pub fn compare(articles: &[Article], claims: &[Claim]) -> Alignment {
    compare_with(articles, claims, &Options::default())
}

/// Like [`compare`], with options.
pub fn compare_with(articles: &[Article], claims: &[Claim], options: &Options) -> Alignment {
    compare_watched(articles, claims, options, &|_| {})
}

/// Like [`compare_with`]; `done` is told of articles that have been compared with all that they are compared with.
pub fn compare_watched(
    articles: &[Article],
    claims: &[Claim],
    options: &Options,
    done: &(dyn Fn(&[&Article]) + Sync),
) -> Alignment {
    let blocks = blocks(articles, claims, options);
    if let [_] = blocks[..] {
        let aligned = together(articles, claims, options);
        done(&articles.iter().collect::<Vec<_>>());
        return aligned;
    }
    let claims = by_article(articles, claims);
    let align = |block: &Vec<usize>| {
        let aligned = of_block(block, articles, &claims, options);
        done(&block.iter().map(|doc| &articles[*doc]).collect::<Vec<_>>());
        aligned
    };
    let aligned: Vec<Alignment> = blocks.par_iter().map(align).collect();
    let mut duplicate_of = vec![None; articles.len()];
    let mut facts = Vec::new();
    for (block, aligned) in blocks.iter().zip(aligned) {
        for (doc, of) in block.iter().zip(aligned.duplicate_of) {
            duplicate_of[*doc] = of.map(|of| block[of]);
        }
        facts.extend(aligned.facts);
    }
    facts::sort(&mut facts);
    Alignment { facts, duplicate_of }
}

/// The articles that are counted and numbered together, by index: what people have joined is.
fn blocks(articles: &[Article], claims: &[Claim], options: &Options) -> Vec<Vec<usize>> {
    let blocks = blocks::blocks(articles);
    match options.corrections.0.is_empty() || blocks.len() == 1 {
        true => blocks,
        false => options.corrections.pairs(claims).with_joined(blocks, &docs(articles, claims)),
    }
}

/// The claims of each article.
fn by_article<'a>(articles: &[Article], claims: &'a [Claim]) -> Vec<&'a [Claim]> {
    let mut rest = claims;
    let own = |article: &Article| {
        let end = rest.iter().take_while(|claim| claim.article == article.id).count();
        let (own, behind) = rest.split_at(end);
        rest = behind;
        own
    };
    articles.iter().map(own).collect()
}

/// The alignment of a block's articles, whose indices it holds. They are copied for it, which costs little beside it.
fn of_block(block: &[usize], articles: &[Article], claims: &[&[Claim]], options: &Options) -> Alignment {
    let own: Vec<Claim> = block.iter().flat_map(|doc| claims[*doc].iter().cloned()).collect();
    let block: Vec<Article> = block.iter().map(|doc| articles[*doc].clone()).collect();
    together(&block, &own, options)
}

/// Aligns the claims of articles that are counted and numbered together.
fn together(articles: &[Article], claims: &[Claim], options: &Options) -> Alignment {
    let input = Input::read(articles, claims).corrected(&options.corrections);
    let duplicate_of = origins::copies(&input.corpus, &input.order);
    let source: Vec<usize> = duplicate_of.iter().enumerate().map(|(i, of)| of.unwrap_or(i)).collect();
    let events = input.events(&duplicate_of);
    let mut facts: Vec<Fact> = if input.corrected.together.is_empty() {
        let of_event = |event: &Vec<usize>| input.facts(&input.align(event, options), &source, options);
        events.par_iter().flat_map_iter(of_event).collect()
    } else {
        let mut aligned: Vec<Aligned> = events.par_iter().map(|event| input.align(event, options)).collect();
        input.corrected.join_across_events(&mut aligned);
        aligned.par_iter().flat_map_iter(|aligned| input.facts(aligned, &source, options)).collect()
    };
    facts::sort(&mut facts);
    Alignment { facts, duplicate_of }
}

/// By claim: the index of its article.
fn docs(articles: &[Article], claims: &[Claim]) -> Vec<usize> {
    let by_id: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(i, article)| (article.id.as_str(), i)).collect();
    claims.iter().map(|claim| by_id.get(claim.article.as_str()).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{HypothesisKind, Verdict};
    use crate::normalizer::extract;

    const REPORTS: [(&str, &str); 4] = [
        (
            "a",
            "A strong earthquake hit Kelmara on Tuesday, killing 14 people and destroying three bridges, officials said.",
        ),
        ("b", "The earthquake in Kelmara killed 23 people on Tuesday. Three bridges collapsed near Dorenna."),
        (
            "c",
            "Fighters from Dorenna were promised $1,000 a month, Bild said. Their contracts run for three months.",
        ),
        ("d", "The agency said that each of the Dorenna fighters will be paid $3,000 for each man."),
    ];

    fn read(order: &[usize]) -> (Vec<Article>, Vec<Claim>) {
        let articles: Vec<Article> =
            order.iter().map(|i| Article::new(REPORTS[*i].0, REPORTS[*i].1)).collect();
        let claims = articles.iter().flat_map(extract).collect();
        (articles, claims)
    }

    #[test]
    fn order_of_the_articles_changes_nothing() {
        let (articles, claims) = read(&[0, 1, 2, 3]);
        let straight = compare(&articles, &claims).facts;
        let (articles, claims) = read(&[3, 1, 0, 2]);
        let mut shuffled = compare(&articles, &claims).facts;
        let sorted = |facts: &mut Vec<Fact>| {
            for figure in facts.iter_mut().flat_map(|f| &mut f.figures) {
                figure.claims.sort_unstable();
            }
        };
        let mut straight = straight;
        sorted(&mut straight);
        sorted(&mut shuffled);
        let key = |facts: &[Fact]| -> Vec<(String, Verdict, Vec<Vec<String>>)> {
            facts
                .iter()
                .map(|f| (f.id.clone(), f.verdict, f.figures.iter().map(|g| g.claims.clone()).collect()))
                .collect()
        };
        assert_eq!(key(&straight), key(&shuffled));
    }

    #[test]
    fn three_months_at_1000_are_3000() {
        let text = "The newspaper Bild said that Syrian fighters were promised a salary of $1,000 a month for \
                    three months.\n\nSources told Zaman Al-Wasl that the Russian side will pay a salary of $3,000 for \
                    each of them.";
        let articles = [Article::new("a", text)];
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let facts = compare(&articles, &claims).facts;
        let resolved = facts
            .iter()
            .flat_map(|fact| &fact.discrepancies)
            .flat_map(|d| &d.hypotheses)
            .any(|h| h.kind == HypothesisKind::RateTimesDuration && h.resolves);
        assert!(resolved, "{facts:#?}");
    }

    #[test]
    fn one_article_says_the_same_twice() {
        let text = "The rebels gave up more than 6 cities near the coast.\n\nThe newspaper wrote that the \
                    first contracts would be for three months. Sources told another paper that the men sign \
                    contracts for a term of only 3 months.\n\nThe spokesman described the liberation of 6 cities on \
                    the coast as a precise operation.";
        let articles = [Article::new("a", text)];
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let facts = compare(&articles, &claims).facts;
        let verdict = |noun: &str| {
            let about = |f: &&Fact| f.figures.iter().any(|g| g.text.contains(noun));
            facts.iter().find(about).map(|fact| fact.verdict)
        };
        assert_eq!(verdict("months"), Some(Verdict::Agree), "{facts:#?}");
        assert_eq!(verdict("cities"), Some(Verdict::Compatible), "{facts:#?}");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(compare(&[], &[]).facts.is_empty());
        let empty = [Article::new("a", "")];
        assert!(compare(&empty, &[]).facts.is_empty());
    }
}
