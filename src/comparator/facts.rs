//! Claims of one thing to a fact: its distinct figures, their verdicts with reasons, and its id.

use rayon::prelude::*;
use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::hypothesis::{self, Context, Sides};
use super::label::label;
use super::origins::hash_bytes;
use super::severity::severity;
use super::verdict::{Measured, judge, same_figure};
use super::words::content_stems;
use crate::claim::{Claim, Quantity};
use crate::fact::{Discrepancy, Fact, Figure, Verdict};

/// What a fact is made of.
pub(crate) struct Material<'a> {
    /// Indices of its claims.
    pub(crate) claims: &'a [usize],
    /// Probability that they are about one thing.
    pub(crate) confidence: f64,
    /// Pairs of claims that are an amount and its conversion in brackets.
    pub(crate) conversions: &'a FxHashSet<(usize, usize)>,
    /// By article: the first article that it repeats, or itself.
    pub(crate) source: &'a [usize],
}

/// Claims that state the same figure in the same strength.
struct Group<'a> {
    claims: Vec<usize>,
    figure: Measured<'a>,
}

/// Builds the fact and judges all pairs of its figures.
pub(crate) fn build(context: &Context, material: &Material) -> Fact {
    let groups = groups(context, material.claims);
    let figures: Vec<Figure> =
        groups.iter().enumerate().map(|(i, group)| figure(context, material, i, group)).collect();
    // The claims of a fact, and of each figure, are sorted.
    let own = |claim: &usize| material.claims.binary_search(claim).is_ok();
    let conversions: Vec<(usize, usize)> =
        material.conversions.iter().filter(|(a, b)| own(a) && own(b)).copied().collect();
    let mut discrepancies = Vec::new();
    for (i, a) in groups.iter().enumerate() {
        for (j, b) in groups.iter().enumerate().skip(i + 1) {
            discrepancies.extend(discrepancy(
                context,
                &conversions,
                (a, &figures[i].id),
                (b, &figures[j].id),
            ));
        }
    }
    let claims: Vec<&Claim> = material.claims.iter().map(|c| &context.claims[*c]).collect();
    let verdict = discrepancies.iter().map(|d| d.verdict).max().unwrap_or(Verdict::Agree);
    Fact {
        id: id(&claims),
        label: label(&claims),
        dimension: claims.first().map(|c| c.quantity.dimension.clone()).unwrap_or_default(),
        aspect: shared_aspect(&claims),
        severity: severity(&claims, &figures, &discrepancies),
        figures,
        verdict,
        confidence: (material.confidence * 100.0).round() / 100.0,
        discrepancies,
        decision: None,
    }
}

/// Groups claims by figure, in the order of the figures.
fn groups<'a>(context: &Context<'a>, claims: &[usize]) -> Vec<Group<'a>> {
    let mut groups: Vec<Group> = Vec::new();
    for &claim in claims {
        let figure = Measured::new(context.quantity(claim));
        let same = |g: &&mut Group| same_figure(&g.figure, &figure, context.rates);
        match groups.iter_mut().find(same) {
            Some(group) => group.claims.push(claim),
            None => groups.push(Group { claims: vec![claim], figure }),
        }
    }
    groups.sort_by_cached_key(|g| sort_key(context.quantity(g.claims[0])));
    groups
}

fn sort_key(q: &Quantity) -> (String, Option<Decimal>, Option<Decimal>, String) {
    let currency = if q.dimension == "money" { q.base.unit.clone() } else { String::new() };
    (currency, q.low.or(q.high), q.high, format!("{:?}{}{}", q.bound, q.approximate, q.unit.code))
}

fn figure(context: &Context, material: &Material, index: usize, group: &Group) -> Figure {
    let first = context.quantity(group.claims[0]);
    Figure {
        id: letter(index),
        text: shortest(group.claims.iter().map(|c| context.claims[*c].text.as_str())),
        low: first.low,
        high: first.high,
        claims: group.claims.iter().map(|c| context.claims[*c].id.clone()).collect(),
        origins: origins(context, material, &group.claims),
    }
}

/// `a` to `z`, then `aa`, `ab`, ...
fn letter(index: usize) -> String {
    let last = char::from(b'a' + (index % 26) as u8);
    if index < 26 { last.to_string() } else { format!("{}{last}", letter(index / 26 - 1)) }
}

fn shortest<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.min_by(|a, b| a.len().cmp(&b.len()).then(a.cmp(b))).unwrap_or_default().to_string()
}

/// Independent sources: claims of one article, outlet or house of outlets, of copies, of one speaker, or in one wording are one.
fn origins(context: &Context, material: &Material, claims: &[usize]) -> usize {
    let mut sources = claims.len();
    if sources < 2 {
        return sources;
    }
    let mut first: FxHashMap<Mark, usize> = FxHashMap::default();
    // By claim: a claim of the same source, or itself.
    let mut same: Vec<usize> = (0..claims.len()).collect();
    let source = |same: &[usize], mut claim: usize| {
        while same[claim] != claim {
            claim = same[claim];
        }
        claim
    };
    for (i, claim) in claims.iter().enumerate() {
        for mark in marks(context, material, *claim) {
            let (one, other) = (source(&same, *first.entry(mark).or_insert(i)), source(&same, i));
            if one != other {
                same[one.max(other)] = one.min(other);
                sources -= 1;
            }
        }
    }
    sources
}

/// What claims of one source share.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Mark {
    Article(usize),
    Outlet(String),
    House(String),
    Speaker(String),
    Wording(Vec<u32>),
}

/// Letters in the content words of a sentence, with a blank between two, from which nobody writes it twice.
const WORDING: usize = 60;

fn marks(context: &Context, material: &Material, claim: usize) -> Vec<Mark> {
    let doc = context.docs[claim];
    let mut marks = vec![Mark::Article(material.source[doc])];
    if let Some(outlet) = &context.articles[doc].outlet {
        let outlet = outlet.to_lowercase();
        marks.extend(context.outlet_groups.get(&outlet).map(|house| Mark::House(house.clone())));
        marks.push(Mark::Outlet(outlet));
    }
    if let Some(attribution) = &context.claims[claim].attribution
        // "officials" and "police" are not one body.
        && attribution.speaker.chars().any(char::is_uppercase)
    {
        let name = content_stems(&attribution.speaker).join(" ");
        marks.extend((!name.is_empty()).then_some(Mark::Speaker(name)));
    }
    let words = context.corpus.within(doc, context.claims[claim].sentence);
    let wording: Vec<u32> = words.iter().filter(|w| !w.stop && !w.number).map(|w| w.id).collect();
    let letters: usize = wording.iter().map(|id| context.corpus.stems[*id as usize].len() + 1).sum();
    marks.extend((letters > WORDING + 1).then_some(Mark::Wording(wording)));
    marks
}

/// `conversions` are the pairs of claims of the fact that convert one another.
fn discrepancy(
    context: &Context,
    conversions: &[(usize, usize)],
    (a, id_a): (&Group, &str),
    (b, id_b): (&Group, &str),
) -> Option<Discrepancy> {
    let has = |group: &Group, claim: &usize| group.claims.binary_search(claim).is_ok();
    let converted = |(x, y): &(usize, usize)| has(a, x) && has(b, y) || has(a, y) && has(b, x);
    if conversions.iter().any(converted) {
        return None;
    }
    let outcome = judge(context.quantity(a.claims[0]), context.quantity(b.claims[0]), context.rates);
    let hypotheses = match outcome.verdict {
        Verdict::Agree => return None,
        Verdict::Compatible => Vec::new(),
        Verdict::Conflict => hypothesis::find(context, &Sides { a: &a.claims, b: &b.claims }),
    };
    Some(Discrepancy {
        a: id_a.into(),
        b: id_b.into(),
        verdict: outcome.verdict,
        explanation: outcome.explanation,
        ratio: outcome.ratio,
        hypotheses,
    })
}

fn shared_aspect(claims: &[&Claim]) -> Option<String> {
    let mut aspects: Vec<&str> = claims.iter().filter_map(|c| c.aspect.as_deref()).collect();
    aspects.sort_unstable();
    let mut best: Option<(&str, usize)> = None;
    for chunk in aspects.chunk_by(|a, b| a == b) {
        if best.is_none_or(|(_, n)| chunk.len() > n) {
            best = Some((chunk[0], chunk.len()));
        }
    }
    best.map(|(aspect, _)| aspect.to_string())
}

/// A hash of what the claims say and where in their text, not of which articles they are.
fn id(claims: &[&Claim]) -> String {
    let mut content: Vec<String> = claims.iter().map(|c| format!("{}\n{}\n", c.text, c.context)).collect();
    content.sort_unstable();
    content.dedup();
    let hash = hash_bytes(content.iter().flat_map(|c| c.bytes()));
    format!("f-{:08x}", hash >> 32)
}

/// Facts in the order of the report: unresolved conflicts, resolved ones, the rest; each by severity and confidence.
pub(crate) fn sort(facts: &mut [Fact]) {
    let rank = |fact: &Fact| match fact.verdict {
        Verdict::Conflict if is_resolved(fact) => 1,
        Verdict::Conflict => 0,
        Verdict::Compatible => 2,
        Verdict::Agree => 3,
    };
    facts.par_sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then((b.severity * b.confidence).total_cmp(&(a.severity * a.confidence)))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.label.cmp(&b.label))
            .then(a.id.cmp(&b.id))
    });
    tell_apart(facts);
}

/// Where the same words stand twice, so that two facts have one id, the later ones get a number.
fn tell_apart(facts: &mut [Fact]) {
    let mut taken = FxHashSet::default();
    for fact in facts {
        let own = fact.id.clone();
        let mut number = 1;
        while !taken.insert(fact.id.clone()) {
            number += 1;
            fact.id = format!("{own}-{number}");
        }
    }
}

/// Whether a hypothesis resolves every conflict of the fact.
fn is_resolved(fact: &Fact) -> bool {
    fact.discrepancies
        .iter()
        .filter(|d| d.verdict == Verdict::Conflict)
        .all(|d| d.hypotheses.iter().any(|h| h.resolves))
}
