//! Two versions of an article: which figures were changed, added or removed.
//!
//! The versions are compared claim by claim, not line by line: a sentence that was only reworded, and a paragraph that
//! was moved, are no change; a figure that lost its hedge, its bound, its unit or its source is one.

mod matching;
mod notes;
mod parts;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{Article, ArticleSummary};
use crate::claim::Claim;
use crate::comparator::{Options, verdict};
use crate::comparison::{Generator, SCHEMA_VERSION};
use crate::fact::Verdict;
use crate::normalizer::extract_with;
pub use parts::Part;

/// What `claimdiff diff --format json` prints: what was changed between the versions of one article or more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// Version of the JSON contract.
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// The articles of which there are two versions, in the order of the new ones.
    pub articles: Vec<Versions>,
    /// Articles that only the old side has; none of their figures counts as removed.
    pub only_old: Vec<ArticleSummary>,
    /// Articles that only the new side has; none of their figures counts as added.
    pub only_new: Vec<ArticleSummary>,
    /// Counts over all articles.
    pub summary: DiffSummary,
}

/// The two versions of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Versions {
    /// The old version.
    pub old: ArticleSummary,
    /// The new version.
    pub new: ArticleSummary,
    /// What was changed, in the order of the new text; a removed figure stands where it stood.
    pub changes: Vec<Change>,
    /// Figures that both versions give in the same way.
    pub unchanged: usize,
}

/// A figure that the two versions do not give in the same way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// What of it was changed; empty for figures that were added or removed.
    pub parts: Vec<Part>,
    /// Whether both versions can be right; `null` for figures that were added or removed. A conflict is a correction,
    /// or a mistake.
    pub verdict: Option<Verdict>,
    /// Whether the new version says itself, in a correction note, that the old figure was another.
    pub noted: bool,
    /// The change in words.
    pub explanation: String,
    /// The claim of the old version; `null` for a figure that was added.
    pub old: Option<Claim>,
    /// The claim of the new version; `null` for a figure that was removed.
    pub new: Option<Claim>,
}

/// What happened to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Both versions have it, in different ways.
    Changed,
    /// Only the new version has it.
    Added,
    /// Only the old version has it.
    Removed,
}

/// Counts over a diff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct DiffSummary {
    /// Articles of which there are two versions.
    pub articles: usize,
    /// Those of them in which a figure was changed, added or removed.
    pub articles_changed: usize,
    /// Figures that were changed.
    pub changed: usize,
    /// Figures that only a new version has.
    pub added: usize,
    /// Figures that only an old version has.
    pub removed: usize,
    /// Figures that both versions give in the same way.
    pub unchanged: usize,
    /// Figures that were changed or removed, and of which a correction note says so; the others are silent.
    pub noted: usize,
}

/// Compares two sets of articles, the old versions and the new ones. A single article on each side is one article,
/// whatever it is called; otherwise versions are those with the same id. Of the `options`, the
/// rates between currencies say whether both versions of a sum can be right, and the lexicon has the words that were
/// added.
pub fn diff(old: &[Article], new: &[Article], options: &Options) -> Diff {
    let pairs: Vec<(&Article, &Article)> = match (old, new) {
        ([old], [new]) => vec![(old, new)],
        _ => {
            let by_id: FxHashMap<&str, &Article> =
                old.iter().map(|article| (article.id.as_str(), article)).collect();
            new.iter().filter_map(|new| Some((*by_id.get(new.id.as_str())?, new))).collect()
        }
    };
    let rest = |side: &[Article], paired: FxHashSet<&str>| -> Vec<ArticleSummary> {
        let alone = side.iter().filter(|article| !paired.contains(article.id.as_str()));
        alone.map(|article| article.summary(None)).collect()
    };
    let articles: Vec<Versions> = pairs.par_iter().map(|(old, new)| versions(old, new, options)).collect();
    Diff {
        schema_version: SCHEMA_VERSION,
        generator: Generator::default(),
        only_old: rest(old, pairs.iter().map(|(old, _)| old.id.as_str()).collect()),
        only_new: rest(new, pairs.iter().map(|(_, new)| new.id.as_str()).collect()),
        summary: DiffSummary::of(&articles),
        articles,
    }
}

/// Compares the old and the new version of one article.
pub fn versions(old: &Article, new: &Article, options: &Options) -> Versions {
    let (old_claims, _) = parted(old, options);
    let (new_claims, new_notes) = parted(new, options);
    let noted = |claim: &Claim| new_notes.iter().any(|note| parts::is_same_figure(claim, note));
    let pairs = matching::pairs((&old.text, &old_claims), (&new.text, &new_claims));
    let mut changes: Vec<(Place, Change)> = Vec::new();
    let mut unchanged = 0;
    for pair in &pairs {
        let (a, b) = (&old_claims[pair.old], &new_claims[pair.new]);
        let (parts, explanation) = parts::changed(a, b, pair.reworded);
        if parts.is_empty() {
            unchanged += 1;
            continue;
        }
        let verdict = Some(verdict(&a.quantity, &b.quantity, &options.rates));
        let (old, new) = (Some(a.clone()), Some(b.clone()));
        let noted = noted(a);
        let change = Change { kind: ChangeKind::Changed, parts, verdict, noted, explanation, old, new };
        changes.push(((b.span.start, 0), change));
    }
    let lone = |kind, claim: &Claim| {
        let (old, new) = match kind {
            ChangeKind::Removed => (Some(claim.clone()), None),
            _ => (None, Some(claim.clone())),
        };
        let noted = kind == ChangeKind::Removed && noted(claim);
        let explanation = parts::lone(kind, claim);
        Change { kind, parts: Vec::new(), verdict: None, noted, explanation, old, new }
    };
    let matched: FxHashSet<usize> = pairs.iter().map(|pair| pair.new).collect();
    for (_, claim) in new_claims.iter().enumerate().filter(|(i, _)| !matched.contains(i)) {
        changes.push(((claim.span.start, 0), lone(ChangeKind::Added, claim)));
    }
    let partner: FxHashMap<usize, usize> = pairs.iter().map(|pair| (pair.old, pair.new)).collect();
    // A removed figure stands behind the one that it stood behind.
    let mut at = 0;
    for (i, claim) in old_claims.iter().enumerate() {
        match partner.get(&i) {
            Some(new) => at = new_claims[*new].span.start,
            None => changes.push(((at, i + 1), lone(ChangeKind::Removed, claim))),
        }
    }
    changes.sort_by_key(|(place, _)| *place);
    Versions {
        old: old.summary(None),
        new: new.summary(None),
        changes: changes.into_iter().map(|(_, change)| change).collect(),
        unchanged,
    }
}

/// The claims of an article, and those of its correction notes, which speak of an earlier version.
fn parted(article: &Article, options: &Options) -> (Vec<Claim>, Vec<Claim>) {
    let (notes, claims) = extract_with(article, &options.lexicon)
        .into_iter()
        .partition(|claim| notes::is_in_note(&article.text, claim));
    (claims, notes)
}

/// Where a change is listed: the byte in the new text, and for removed figures their order behind it.
type Place = (usize, usize);

impl DiffSummary {
    fn of(articles: &[Versions]) -> Self {
        let changes = || articles.iter().flat_map(|versions| &versions.changes);
        let of = |kind| changes().filter(|change| change.kind == kind).count();
        DiffSummary {
            articles: articles.len(),
            articles_changed: articles.iter().filter(|versions| !versions.changes.is_empty()).count(),
            changed: of(ChangeKind::Changed),
            added: of(ChangeKind::Added),
            removed: of(ChangeKind::Removed),
            unchanged: articles.iter().map(|versions| versions.unchanged).sum(),
            noted: changes().filter(|change| change.noted).count(),
        }
    }

    /// Figures that were changed, added or removed.
    pub fn differences(&self) -> usize {
        self.changed + self.added + self.removed
    }
}
