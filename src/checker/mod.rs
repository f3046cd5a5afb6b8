//! A draft against its sources: what they say about each of its figures.
//!
//! The draft is compared like any other article; a figure of it is judged by the figures that the sources give for the
//! same thing. What the sources say against each other where the draft uses one of their figures is told as well.

mod judge;
mod relation;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleSummary};
use crate::claim::Claim;
use crate::comparator::{Options, block_of, held};
use crate::comparison::{Generator, SCHEMA_VERSION};
use crate::fact::Fact;

/// What the sources say about the figures of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// Version of the JSON contract.
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// Id of the draft among `articles`.
    pub draft: String,
    /// The draft and its sources, in the order of the input.
    pub articles: Vec<ArticleSummary>,
    /// The claims of all of them.
    pub claims: Vec<Claim>,
    /// The facts that the figures of the draft belong to.
    pub facts: Vec<Fact>,
    /// One for each claim of the draft, in the order of its text.
    pub findings: Vec<Finding>,
    /// Counts of the findings.
    pub summary: CheckSummary,
}

/// What the sources say about one figure of the draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Id of the claim of the draft.
    pub claim: String,
    /// What they say.
    pub status: Status,
    /// Why, in words.
    pub explanation: String,
    /// Id of the fact that the figure belongs to, among `facts`.
    pub fact: Option<String>,
    /// Ids of the claims of the sources that give the same figure, or one that can be right with it.
    pub supported_by: Vec<String>,
    /// Ids of the claims of the sources that cannot be right if this one is; with `supported_by`, a conflict between
    /// the sources that the draft does not tell its readers.
    pub contradicted_by: Vec<String>,
    /// Ids of the claims of the sources that cannot be right if this one is, but whose figures the draft gives as well:
    /// a conflict that its readers are told.
    #[serde(default)]
    pub told: Vec<String>,
}

impl Finding {
    /// Whether the sources contradict each other about the figure, and the draft does not tell.
    pub fn is_disputed(&self) -> bool {
        !self.supported_by.is_empty() && !self.contradicted_by.is_empty()
    }
}

/// What the sources say about a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A source gives the same figure.
    Supported,
    /// No source gives the same figure, but one gives a figure that can be right with it ("some 350" and "347").
    SupportedWithinRounding,
    /// Sources give a figure for it, and none that can be right with it.
    Contradicted,
    /// A source gives the same figure, and a later one another.
    Outdated,
    /// No source gives a figure for it.
    Unsupported,
}

/// Counts over the findings of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct CheckSummary {
    /// Figures of the draft.
    pub figures: usize,
    /// Those that a source gives as well.
    pub supported: usize,
    /// Those that can be right with a source's figure.
    pub supported_within_rounding: usize,
    /// Those that cannot be right if the sources are.
    pub contradicted: usize,
    /// Those that a later source gives otherwise.
    pub outdated: usize,
    /// Those that no source has.
    pub unsupported: usize,
    /// Those supported by one source and contradicted by another: what the draft does not tell.
    pub disputed: usize,
}

/// Checks the claims of `articles[draft]` against those of all other articles. `claims` are in the order of `articles`.
///
/// Of a large archive only the articles are looked at that the draft would be compared with; of others it is not found
/// whether they are copies.
pub fn check(articles: &[Article], claims: Vec<Claim>, draft: usize, options: &Options) -> Check {
    let block = block_of(articles, &claims, options, draft);
    let held = held(&block, options);
    let findings = judge::Ground::new(&block, &held, options).findings();
    let used = |fact: &Fact| findings.iter().any(|f| f.fact.as_deref() == Some(fact.id.as_str()));
    let original_of: FxHashMap<&str, &str> = block
        .articles
        .iter()
        .zip(&held.duplicate_of)
        .filter_map(|(article, of)| Some((article.id.as_str(), block.articles[(*of)?].id.as_str())))
        .collect();
    let summary = |article: &Article| {
        article.summary(original_of.get(article.id.as_str()).map(|original| (*original).to_owned()))
    };
    let (summaries, facts) = (
        articles.iter().map(summary).collect(),
        held.facts.iter().filter(|fact| used(fact)).cloned().collect(),
    );
    drop(block);
    Check {
        schema_version: SCHEMA_VERSION,
        generator: Generator::default(),
        draft: articles.get(draft).map(|article| article.id.clone()).unwrap_or_default(),
        facts,
        articles: summaries,
        claims,
        summary: CheckSummary::of(&findings),
        findings,
    }
}

impl CheckSummary {
    fn of(findings: &[Finding]) -> Self {
        let with = |status| findings.iter().filter(|finding| finding.status == status).count();
        CheckSummary {
            figures: findings.len(),
            supported: with(Status::Supported),
            supported_within_rounding: with(Status::SupportedWithinRounding),
            contradicted: with(Status::Contradicted),
            outdated: with(Status::Outdated),
            unsupported: with(Status::Unsupported),
            disputed: findings.iter().filter(|finding| finding.is_disputed()).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalizer::extract;

    #[test]
    fn in_a_large_archive_the_findings_are_those_of_the_block() {
        let report = |i: usize| {
            let (event, toll) = (i % 20, if i < 40 { 14 } else { 23 });
            let town = ["Kelburg", "Dorvik", "Marrova", "Tavholm", "Brenbay"][event % 5];
            let river = ["Sola", "Asha", "Ilva", "Orna"][event / 5];
            // A name in one event, and not in the others.
            let place = if event == 7 { "Brook" } else { "a house by the brook" };
            let text = format!(
                "A storm hit the town of {town}{river} and the valley of the {river}{town} at night. It killed {toll} \
                 people in {place}, the mayor of {town}{river} said. Boats on the {river}{town} broke loose."
            );
            Article::new(format!("a{i}"), text)
        };
        let findings = |kept: fn(&usize) -> bool| {
            let articles: Vec<Article> = (0..240).filter(kept).map(report).collect();
            let claims = articles.iter().flat_map(extract).collect();
            let draft = articles.iter().position(|article| article.id == "a7").expect("the draft");
            check(&articles, claims, draft, &Options::default()).findings
        };
        let alone = findings(|i| i % 20 == 7);
        assert!(!alone.is_empty());
        assert_eq!(findings(|_| true), alone);
    }
}
