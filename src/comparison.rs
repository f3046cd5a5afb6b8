//! The two JSON documents that claimdiff prints: an extraction (articles and claims) and a comparison (with facts).

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleSummary};
use crate::claim::Claim;
use crate::comparator::{Alignment, Options, compare_with};
use crate::exclusion::Exclusion;
use crate::fact::{Fact, Verdict};
use crate::normalizer::extract_with;

/// Version of the JSON contract; it changes when a field changes its name or meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// The program that wrote a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `claimdiff`
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for Generator {
    fn default() -> Self {
        Generator { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

/// What `claimdiff extract --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Extraction {
    /// Version of this contract; it changes when a field changes its name or meaning.
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// The articles, in the order of the input.
    pub articles: Vec<ArticleSummary>,
    /// Their claims, by article and place.
    pub claims: Vec<Claim>,
    /// The numbers that are no claims, by article and place; only with `--all`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exclusions: Option<Vec<Exclusion>>,
}

/// What `claimdiff compare --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Version of this contract; it changes when a field changes its name or meaning.
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// The articles, in the order of the input.
    pub articles: Vec<ArticleSummary>,
    /// Their claims, by article and place.
    pub claims: Vec<Claim>,
    /// The facts, worst first.
    pub facts: Vec<Fact>,
    /// Counts of all of these.
    pub summary: Summary,
}

/// Counts over a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Claims found in them.
    pub claims: usize,
    /// Facts with two or more claims.
    pub facts: usize,
    /// Facts whose verdict is `conflict`.
    pub conflicts: usize,
    /// Those among the conflicts that a hypothesis resolves.
    pub resolved: usize,
    /// Those among the conflicts that were decided.
    #[serde(default)]
    pub decided: usize,
    /// Facts whose verdict is `compatible`.
    pub compatible: usize,
    /// Facts whose verdict is `agree`.
    pub agreements: usize,
}

impl Extraction {
    /// The document for `claims` of `articles`.
    pub fn new(articles: &[Article], claims: Vec<Claim>) -> Self {
        Extraction {
            schema_version: SCHEMA_VERSION,
            generator: Generator::default(),
            articles: articles.iter().map(|article| article.summary(None)).collect(),
            claims,
            exclusions: None,
        }
    }
}

/// Articles whose claims are extracted at a time.
const PORTION: usize = 4096;

impl Comparison {
    /// Extracts the claims of `articles`, with all threads of the pool that this runs in, and compares them.
    pub fn of(articles: &[Article], options: &Options) -> Self {
        let claims = claims_of_all(articles, |article| extract_with(article, &options.lexicon));
        let alignment = compare_with(articles, &claims, options);
        Comparison::new(articles, claims, alignment)
    }

    /// The document for `claims` of `articles`, aligned.
    pub fn new(articles: &[Article], claims: Vec<Claim>, alignment: Alignment) -> Self {
        let original = |index: usize| alignment.duplicate_of.get(index).copied().flatten();
        let articles: Vec<ArticleSummary> = articles
            .iter()
            .enumerate()
            .map(|(index, article)| {
                let original = original(index).and_then(|original| articles.get(original));
                article.summary(original.map(|article| article.id.clone()))
            })
            .collect();
        let summary = Summary::of(articles.len(), claims.len(), &alignment.facts);
        Comparison {
            schema_version: SCHEMA_VERSION,
            generator: Generator::default(),
            articles,
            claims,
            facts: alignment.facts,
            summary,
        }
    }
}

/// The claims of all articles, in their order; `claims_of` gives those of one, on any thread of the pool that this runs in.
pub fn claims_of_all(articles: &[Article], claims_of: impl Fn(&Article) -> Vec<Claim> + Sync) -> Vec<Claim> {
    let (mut claims, mut waiting) = (Vec::new(), Vec::new());
    // In portions, so that the claims of a large archive are not in memory twice while they are put together.
    for portion in articles.chunks(PORTION) {
        let add = || claims.extend(std::mem::take(&mut waiting).into_iter().flatten());
        let read = || portion.par_iter().map(&claims_of).collect::<Vec<_>>();
        (waiting, ()) = rayon::join(read, add);
    }
    claims.extend(waiting.into_iter().flatten());
    claims
}

/// Adds the text of each article to what JSON output says about it, so that every span can be checked.
///
/// `summaries` are those of `articles`, in the same order.
pub fn attach_texts(summaries: &mut [ArticleSummary], articles: &[Article]) {
    for (summary, article) in summaries.iter_mut().zip(articles) {
        summary.text = Some(article.text.clone());
    }
}

impl Summary {
    /// Conflicts that nobody has decided.
    pub fn undecided(&self) -> usize {
        self.conflicts.saturating_sub(self.decided)
    }

    fn of(articles: usize, claims: usize, facts: &[Fact]) -> Self {
        let with = |verdict| facts.iter().filter(|fact| fact.verdict == verdict).count();
        Summary {
            articles,
            claims,
            facts: facts.len(),
            conflicts: with(Verdict::Conflict),
            resolved: facts.iter().filter(|fact| is_resolved(fact)).count(),
            decided: facts.iter().filter(|f| f.is_decided() && f.verdict == Verdict::Conflict).count(),
            compatible: with(Verdict::Compatible),
            agreements: with(Verdict::Agree),
        }
    }
}

/// Whether the fact is a conflict and each of its conflicting pairs has a hypothesis that resolves it.
pub fn is_resolved(fact: &Fact) -> bool {
    let mut conflicts = fact.discrepancies.iter().filter(|pair| pair.verdict == Verdict::Conflict).peekable();
    fact.verdict == Verdict::Conflict
        && conflicts.peek().is_some()
        && conflicts.all(|pair| pair.hypotheses.iter().any(|hypothesis| hypothesis.resolves))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{Discrepancy, Hypothesis, HypothesisKind};

    fn pair(verdict: Verdict, resolves: &[bool]) -> Discrepancy {
        let hypothesis = |resolves: &bool| Hypothesis {
            kind: HypothesisKind::LaterUpdate,
            explanation: String::new(),
            claims: Vec::new(),
            resolves: *resolves,
        };
        Discrepancy {
            a: "a".into(),
            b: "b".into(),
            verdict,
            explanation: String::new(),
            ratio: None,
            hypotheses: resolves.iter().map(hypothesis).collect(),
        }
    }

    fn fact(verdict: Verdict, discrepancies: Vec<Discrepancy>) -> Fact {
        Fact {
            id: "f-1".into(),
            label: String::new(),
            dimension: "count".into(),
            aspect: None,
            figures: Vec::new(),
            verdict,
            confidence: 1.0,
            severity: 0.0,
            discrepancies,
            decision: None,
        }
    }

    #[test]
    fn a_conflict_is_resolved_when_each_of_its_conflicting_pairs_is() {
        use Verdict::{Agree, Compatible, Conflict};
        let resolved = |verdict, pairs| is_resolved(&fact(verdict, pairs));
        assert!(resolved(Conflict, vec![pair(Conflict, &[false, true]), pair(Compatible, &[])]));
        assert!(!resolved(Conflict, vec![pair(Conflict, &[true]), pair(Conflict, &[false])]));
        assert!(!resolved(Conflict, vec![pair(Conflict, &[])]));
        assert!(!resolved(Compatible, vec![pair(Compatible, &[true])]));
        assert!(!resolved(Agree, Vec::new()));
    }

    #[test]
    fn the_summary_counts_by_verdict_and_copies_are_named() {
        let articles = [Article::new("one", "x"), Article::new("two", "x")];
        let facts = vec![
            fact(Verdict::Conflict, vec![pair(Verdict::Conflict, &[true])]),
            fact(Verdict::Compatible, Vec::new()),
            fact(Verdict::Agree, Vec::new()),
        ];
        let comparison =
            Comparison::new(&articles, Vec::new(), Alignment { facts, duplicate_of: vec![None, Some(0)] });
        let Summary { articles, claims, facts, conflicts, resolved, decided, compatible, agreements } =
            comparison.summary;
        assert_eq!(
            [articles, claims, facts, conflicts, resolved, decided, compatible, agreements],
            [2, 0, 3, 1, 1, 0, 1, 1]
        );
        assert_eq!(comparison.articles[1].duplicate_of.as_deref(), Some("one"));
    }
}
