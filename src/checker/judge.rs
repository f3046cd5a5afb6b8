//! One figure of the draft against the figures that the sources give for the same thing.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{Finding, Status};
use crate::article::Article;
use crate::article::published::day;
use crate::claim::{Claim, Modality};
use crate::comparator::{Match, Options, judge, matches, verdict};
use crate::fact::{Fact, Verdict};

/// Log-odds from which a figure outside of the fact is one for the same thing: better than even.
const MATCH: f32 = 0.0;
/// Log-odds by the contexts alone from which a source's figure contradicts the draft's: the figure is in question, so
/// it does not count that the two differ. Chosen on annotated sets, where 0 to 2 gave nearly the same.
const CONTEXT: f32 = 1.0;

/// A claim of a source that gives a figure for the same thing as one of the draft.
struct Relation {
    claim: usize,
    verdict: Verdict,
    /// Log-odds by the contexts alone.
    context: f32,
    /// It is about the same thing also when the figures are looked at: it stands in the same fact, or matches.
    firm: bool,
}

/// The draft among its sources.
pub(super) struct Ground<'a> {
    pub(super) articles: &'a [Article],
    pub(super) claims: &'a [Claim],
    pub(super) facts: &'a [Fact],
    pub(super) options: &'a Options,
    /// Index of the draft.
    pub(super) draft: usize,
}

impl Ground<'_> {
    /// The finding for each claim of the draft, in the order of its text. What the draft denies is left out.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let Some(draft) = self.articles.get(self.draft) else { return Vec::new() };
        let mut matched: FxHashMap<usize, Vec<Match>> = FxHashMap::default();
        for found in matches(self.articles, self.claims, self.options, self.draft) {
            matched.entry(found.claim).or_default().push(found);
        }
        let fact_of = self.fact_of();
        let own =
            |claim: &&(usize, &Claim)| claim.1.article == draft.id && claim.1.modality != Modality::Denied;
        let claims: Vec<(usize, &Claim)> = self.claims.iter().enumerate().collect();
        claims
            .iter()
            .filter(own)
            .map(|(claim, _)| {
                let found = matched.get(claim).map(Vec::as_slice).unwrap_or_default();
                self.finding(*claim, fact_of.get(claim).copied(), &self.relations(*claim, found, &fact_of))
            })
            .collect()
    }

    /// By claim: its fact.
    fn fact_of(&self) -> FxHashMap<usize, &Fact> {
        let ids: FxHashMap<&str, usize> =
            self.claims.iter().enumerate().map(|(i, claim)| (claim.id.as_str(), i)).collect();
        let claims_of = |fact: &Fact| -> Vec<usize> {
            let all = fact.figures.iter().flat_map(|figure| &figure.claims);
            all.filter_map(|id| ids.get(id.as_str()).copied()).collect()
        };
        self.facts.iter().flat_map(|fact| claims_of(fact).into_iter().map(move |c| (c, fact))).collect()
    }

    /// The claims of sources that give a figure for the same thing: those of its fact, and single ones that match.
    fn relations(&self, claim: usize, found: &[Match], fact_of: &FxHashMap<usize, &Fact>) -> Vec<Relation> {
        let fact = fact_of.get(&claim).map(|fact| &fact.id);
        let inside = |other: &usize| fact.is_some() && fact_of.get(other).map(|fact| &fact.id) == fact;
        let quantity = |claim: usize| &self.claims[claim].quantity;
        found
            .iter()
            .map(|found| {
                let verdict = verdict(quantity(claim), quantity(found.other), &self.options.rates);
                let firm = inside(&found.other) || found.score >= MATCH;
                Relation { claim: found.other, verdict, context: found.context, firm }
            })
            .filter(|r| r.firm || r.verdict == Verdict::Conflict && r.context >= CONTEXT)
            .collect()
    }

    fn finding(&self, claim: usize, fact: Option<&Fact>, related: &[Relation]) -> Finding {
        let with = |verdict: Verdict| -> Vec<&Relation> {
            let mut list: Vec<&Relation> = related.iter().filter(|r| r.verdict == verdict).collect();
            list.sort_by(|x, y| y.context.total_cmp(&x.context).then(x.claim.cmp(&y.claim)));
            list
        };
        let [same, meets, mut against] = [Verdict::Agree, Verdict::Compatible, Verdict::Conflict].map(with);
        if !same.is_empty() {
            // A figure that a source confirms is not in question.
            against.retain(|relation| relation.firm);
        }
        let status = self.status(&same, &meets, &against);
        let names =
            |list: &[&Relation]| list.iter().map(|r| self.claims[r.claim].id.clone()).collect::<Vec<_>>();
        let nearest = match status {
            Status::Contradicted | Status::Outdated => against.first(),
            Status::SupportedWithinRounding => meets.first(),
            Status::Supported | Status::Unsupported => None,
        };
        let explain = |relation: &&Relation| {
            let [own, other] = [claim, relation.claim].map(|claim| &self.claims[claim].quantity);
            judge(own, other, &self.options.rates).explanation
        };
        Finding {
            claim: self.claims[claim].id.clone(),
            status,
            explanation: nearest.map(explain).unwrap_or_default(),
            fact: fact.map(|fact| fact.id.clone()),
            supported_by: names(&[same, meets].concat()),
            contradicted_by: names(&against),
        }
    }

    fn status(&self, same: &[&Relation], meets: &[&Relation], against: &[&Relation]) -> Status {
        let best = |list: &[&Relation]| list.first().map(|relation| relation.context);
        // "At least 14" can be right with 90, but says little beside a source that counts 58.
        let outweighed = best(against) > best(meets);
        let supported = match (same.is_empty(), meets.is_empty()) {
            (false, _) => Status::Supported,
            (true, false) if !outweighed => Status::SupportedWithinRounding,
            _ if against.is_empty() => return Status::Unsupported,
            _ => Status::Contradicted,
        };
        let newest = |list: &[&Relation]| list.iter().filter_map(|r| self.published(r.claim)).max();
        let known = match supported {
            Status::Contradicted => self.articles.get(self.draft).and_then(date),
            _ => newest(same).max(newest(meets)),
        };
        match (known, newest(against)) {
            (Some(known), Some(later)) if later > known => Status::Outdated,
            _ => supported,
        }
    }

    fn published(&self, claim: usize) -> Option<Date> {
        let id = &self.claims[claim].article;
        self.articles.iter().find(|article| article.id == *id).and_then(date)
    }
}

/// The day of publication, where it is known.
fn date(article: &Article) -> Option<Date> {
    day(article.published.as_deref()?)
}
