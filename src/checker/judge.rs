//! One figure of the draft against the figures that the sources give for the same thing.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::relation::{Relation, Sides};
use super::{Finding, Status};
use crate::article::Article;
use crate::article::published::day;
use crate::claim::{Claim, Modality};
use crate::comparator::{Block, Held, Match, Options, judge, period_of, verdict};
use crate::fact::{Fact, Hypothesis, HypothesisKind, Verdict};

/// Log-odds from which a figure outside of the fact is one for the same thing: better than even.
const MATCH: f32 = 0.0;
/// Log-odds by the contexts alone from which a source's figure contradicts the draft's: the figure is in question, so
/// it does not count that the two differ. Chosen on annotated sets, where 0 to 2 gave nearly the same.
const CONTEXT: f32 = 1.0;

/// The draft among the sources that it is compared with.
pub(super) struct Ground<'a> {
    block: &'a Block<'a>,
    options: &'a Options,
    held: &'a Held,
    articles: FxHashMap<&'a str, &'a Article>,
    /// By claim: its fact.
    fact_of: FxHashMap<usize, &'a Fact>,
    /// By claim of a source: its fact among the sources alone, and its figure there.
    other_of: FxHashMap<usize, (&'a Fact, &'a str)>,
    ids: FxHashMap<&'a str, usize>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(block: &'a Block<'a>, held: &'a Held, options: &'a Options) -> Self {
        let ids: FxHashMap<&str, usize> =
            block.claims.iter().enumerate().map(|(i, claim)| (claim.id.as_str(), i)).collect();
        let places = |facts: &'a [Fact]| {
            let mut places: FxHashMap<usize, (&'a Fact, &'a str)> = FxHashMap::default();
            for fact in facts {
                for figure in &fact.figures {
                    let claims = figure.claims.iter().filter_map(|id| ids.get(id.as_str()));
                    places.extend(claims.map(|claim| (*claim, (fact, figure.id.as_str()))));
                }
            }
            places
        };
        Ground {
            fact_of: places(&held.facts).into_iter().map(|(claim, (fact, _))| (claim, fact)).collect(),
            other_of: places(&held.others),
            articles: block.articles.iter().map(|article| (article.id.as_str(), article)).collect(),
            block,
            options,
            held,
            ids,
        }
    }

    /// The finding for each claim of the draft, in the order of its text. What the draft denies is left out.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let Some(draft) = self.block.articles.get(self.block.doc) else { return Vec::new() };
        let mut matched: FxHashMap<usize, Vec<Match>> = FxHashMap::default();
        for found in &self.held.matches {
            matched.entry(found.claim).or_default().push(*found);
        }
        let own = |claim: &Claim| claim.article == draft.id && claim.modality != Modality::Denied;
        let sides: Vec<(usize, Sides)> = (0..self.block.claims.len())
            .filter(|claim| own(self.claim(*claim)))
            .map(|claim| {
                let found = matched.get(&claim).map(Vec::as_slice).unwrap_or_default();
                (claim, Sides::new(self.relations(claim, found)))
            })
            .collect();
        let given = Given::read(&sides);
        sides.into_iter().map(|(claim, sides)| self.finding(claim, sides, &given)).collect()
    }

    fn claim(&self, claim: usize) -> &'a Claim {
        &self.block.claims[claim]
    }

    /// The claims of sources that give a figure for the same thing: those of its fact, and single ones that match.
    fn relations(&self, claim: usize, found: &[Match]) -> Vec<Relation> {
        let fact = self.fact_of.get(&claim).map(|fact| &fact.id);
        let inside = |other: &usize| fact.is_some() && self.fact_of.get(other).map(|fact| &fact.id) == fact;
        found
            .iter()
            .map(|found| Relation {
                claim: found.other,
                verdict: self.verdict(claim, found.other),
                context: found.context,
                firm: inside(&found.other) || found.score >= MATCH || self.is_copied(claim, found.other),
            })
            .filter(|r| r.firm || r.verdict == Verdict::Conflict && r.context >= CONTEXT)
            .collect()
    }

    /// Whether both give the same telling figure in the same sense: a draft is written from its sources, and chance does
    /// not give them such a figure twice.
    fn is_copied(&self, claim: usize, other: usize) -> bool {
        let (a, b) = (self.claim(claim), self.claim(other));
        let digits = |number: Decimal| {
            number.normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len()
        };
        let quantity = &a.quantity;
        let telling = match (quantity.low, quantity.high) {
            (Some(low), Some(high)) if low != high => true,
            (low, high) => low.or(high).is_some_and(|number| digits(number) >= 3),
        };
        telling && a.aspect.is_some() && a.aspect == b.aspect && self.verdict(claim, other) == Verdict::Agree
    }

    fn verdict(&self, claim: usize, other: usize) -> Verdict {
        verdict(&self.claim(claim).quantity, &self.claim(other).quantity, &self.options.rates)
    }

    fn finding(&self, claim: usize, sides: Sides, given: &Given) -> Finding {
        let mut sides = sides.nearest();
        let mut told = Vec::new();
        if sides.is_supported() {
            let backing = sides.backing();
            sides.against.retain(|r| !self.is_settled(r, &backing));
            sides.add_against(self.later_counts(claim, &backing));
            told = sides.part_against(|r| given.elsewhere(r.claim, claim));
        }
        let status = self.status(&sides);
        let names = |list: &[Relation]| -> Vec<String> {
            list.iter().map(|r| self.claim(r.claim).id.clone()).collect()
        };
        let telling = match status {
            Status::SupportedWithinRounding => sides.against.first().or(sides.meets.first()),
            _ => sides.against.first(),
        };
        let explain = |relation: &Relation| {
            let [own, other] = [claim, relation.claim].map(|claim| &self.claim(claim).quantity);
            judge(own, other, &self.options.rates).explanation
        };
        Finding {
            claim: self.claim(claim).id.clone(),
            status,
            explanation: telling.map(explain).unwrap_or_default(),
            fact: self.fact_of.get(&claim).map(|fact| fact.id.clone()),
            supported_by: [names(&sides.same), names(&sides.meets)].concat(),
            contradicted_by: names(&sides.against),
            told: names(&told),
        }
    }

    /// Whether a figure that differs from that of the draft is none against it all the same: its article gives the
    /// draft's figure, too, in the words of the same speaker, so that the two are for two things; or the sources' own
    /// figures explain why both are right, unless by a count that has grown since; or they explain it as the total of
    /// another rate, so that it is none itself.
    fn is_settled(&self, against: &Relation, backing: &[Relation]) -> bool {
        let other = self.claim(against.claim);
        self.is_total(against.claim)
            || backing.iter().any(|support| {
                let same = self.claim(support.claim);
                let both = same.article == other.article
                    && !speakers_differ(same, other)
                    && support.verdict == Verdict::Agree
                    && support.context >= against.context;
                both || match self.explained(support.claim, against.claim) {
                    Some(HypothesisKind::LaterUpdate) => self.published(other) < self.published(same),
                    Some(_) => true,
                    None => false,
                }
            })
    }

    /// Whether the sources' own figures make it the total of a rate over a time.
    fn is_total(&self, claim: usize) -> bool {
        let Some((fact, figure)) = self.other_of.get(&claim) else { return false };
        let by_rate = |h: &Hypothesis| h.resolves && h.kind == HypothesisKind::RateTimesDuration;
        period_of(&self.claim(claim).quantity.per).is_none()
            && fact
                .discrepancies
                .iter()
                .any(|pair| (pair.a == *figure || pair.b == *figure) && pair.hypotheses.iter().any(by_rate))
    }

    /// How the sources' own figures explain that two of them differ.
    fn explained(&self, one: usize, other: usize) -> Option<HypothesisKind> {
        let ((fact, a), (same, b)) = (self.other_of.get(&one)?, self.other_of.get(&other)?);
        let between = |x: &str, y: &str| (x, y) == (*a, *b) || (y, x) == (*a, *b);
        let pair = fact.discrepancies.iter().find(|pair| fact.id == same.id && between(&pair.a, &pair.b))?;
        pair.hypotheses.iter().find(|hypothesis| hypothesis.resolves).map(|hypothesis| hypothesis.kind)
    }

    /// Counts that have grown since the ones that the draft agrees with, however differently they are told.
    fn later_counts(&self, claim: usize, backing: &[Relation]) -> Vec<Relation> {
        let members = |fact: &'a Fact| fact.figures.iter().flat_map(|figure| &figure.claims);
        let mut later: Vec<Relation> = Vec::new();
        for support in backing {
            let Some((fact, _)) = self.other_of.get(&support.claim) else { continue };
            let since = self.published(self.claim(support.claim));
            let newer = members(fact).filter_map(|id| self.ids.get(id.as_str()).copied()).filter(|other| {
                since.is_some()
                    && self.published(self.claim(*other)) > since
                    && self.verdict(claim, *other) == Verdict::Conflict
                    && self.explained(support.claim, *other) == Some(HypothesisKind::LaterUpdate)
            });
            later.extend(newer.map(|other| Relation {
                claim: other,
                verdict: Verdict::Conflict,
                context: support.context,
                firm: true,
            }));
        }
        later
    }

    fn status(&self, sides: &Sides) -> Status {
        let supported = match (sides.same.is_empty(), sides.is_supported()) {
            (false, _) => Status::Supported,
            (true, true) => Status::SupportedWithinRounding,
            _ if sides.against.is_empty() => return Status::Unsupported,
            _ => Status::Contradicted,
        };
        let newest =
            |list: &[Relation]| list.iter().filter_map(|r| self.published(self.claim(r.claim))).max();
        let known = match supported {
            Status::Contradicted => self.block.articles.get(self.block.doc).and_then(date),
            _ => newest(&sides.same).max(newest(&sides.meets)),
        };
        match (known, newest(&sides.against)) {
            (Some(known), Some(later)) if later > known => Status::Outdated,
            _ => supported,
        }
    }

    fn published(&self, claim: &Claim) -> Option<Date> {
        self.articles.get(claim.article.as_str()).copied().and_then(date)
    }
}

/// The figures of the sources that the draft gives.
struct Given {
    /// By claim of a source: the claims of the draft with the same figure for the same thing.
    by: FxHashMap<usize, FxHashSet<usize>>,
}

impl Given {
    fn read(sides: &[(usize, Sides)]) -> Self {
        let mut by: FxHashMap<usize, FxHashSet<usize>> = FxHashMap::default();
        for (claim, sides) in sides {
            sides.same.iter().for_each(|same| {
                by.entry(same.claim).or_default().insert(*claim);
            });
        }
        Given { by }
    }

    /// Whether the draft gives the figure of a source in another place than `claim`.
    fn elsewhere(&self, source: usize, claim: usize) -> bool {
        self.by.get(&source).is_some_and(|claims| claims.iter().any(|other| *other != claim))
    }
}

/// Whether both claims name a speaker, and not the same one.
fn speakers_differ(a: &Claim, b: &Claim) -> bool {
    match (&a.attribution, &b.attribution) {
        (Some(a), Some(b)) => a.speaker != b.speaker,
        _ => false,
    }
}

/// The day of publication, where it is known.
fn date(article: &Article) -> Option<Date> {
    day(article.published.as_deref()?)
}
