//! What else an article says beside a claim: a figure that makes a total with it, no other figure for its noun, names
//! that another article knows as well.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::features::{Feature, Values};
use super::origins::hash_bytes;
use super::profile::Profile;
use super::rivals::figure;
use super::words::Corpus;
use crate::claim::{Claim, Modality};

/// Two measures within this ratio are one in two units ("6,300 hectares (15,600 acres)"), as in the contract.
const CONVERTED: (i64, u32) = (108, 2);
/// Smaller totals add up by chance.
const SMALLEST_TOTAL: i64 = 5;

/// What the claims of an event have beside them in their articles.
pub(crate) struct Siblings {
    /// By article: its names.
    names: FxHashMap<usize, FxHashSet<u32>>,
    /// By claim: whose figure it is, beside the speaker's.
    holders: Vec<Vec<u32>>,
    /// By claim: its article has no other figure for the noun, or in the measure.
    lone: Vec<bool>,
    /// By claim: what it makes with another figure of its sentence.
    totals: Vec<Vec<Decimal>>,
}

impl Siblings {
    /// Reads the articles of the claims.
    pub(crate) fn read(corpus: &Corpus, profiles: &[Profile], claims: &[Claim]) -> Siblings {
        let mut names: FxHashMap<usize, FxHashSet<u32>> = FxHashMap::default();
        for profile in profiles {
            names.entry(profile.doc).or_insert_with(|| {
                let names = corpus.docs[profile.doc].iter().filter(|w| corpus.is_name(w));
                names.map(|w| corpus.spelling[w.id as usize]).collect()
            });
        }
        let holder = |p: &Profile| p.holder.iter().copied().filter(|id| !p.speaker.contains(id)).collect();
        let holders = profiles.iter().map(holder).collect();
        Siblings { names, holders, lone: lone(profiles, claims), totals: totals(profiles, claims) }
    }

    /// Adds what they say of a pair to its features.
    pub(crate) fn mark(
        &self,
        profiles: &[Profile],
        claims: &[Claim],
        (a, b): (u32, u32),
        values: &mut Values,
    ) {
        let (p, q) = (&profiles[a as usize], &profiles[b as usize]);
        let (x, y) = (&claims[p.claim], &claims[q.claim]);
        let total = |part: u32, whole: &Claim| {
            let whole = figure(whole);
            whole >= Decimal::from(SMALLEST_TOTAL) && self.totals[part as usize].contains(&whole)
        };
        values[Feature::part_of_total as usize] = f32::from(total(a, y) || total(b, x));
        if p.doc == q.doc {
            return;
        }
        let of = |feature: Feature| values[feature as usize] > 0.0;
        let lone = self.lone[a as usize] && self.lone[b as usize];
        let count = x.quantity.dimension == "count";
        let noun = of(Feature::unit_same_word) || of(Feature::unit_same_class);
        let per = !of(Feature::per_differs) && !of(Feature::per_one_side);
        values[Feature::noun_lone as usize] = f32::from(lone && count && noun);
        values[Feature::measure_lone as usize] = f32::from(lone && !count && per);
        values[Feature::holders_known as usize] = f32::from(self.holders_known((a, p), (b, q)));
    }

    /// The figures belong to two names, and an article that knows both gives its figure to one of them.
    fn holders_known(&self, (a, p): (u32, &Profile), (b, q): (u32, &Profile)) -> bool {
        let (of_p, of_q) = (&self.holders[a as usize], &self.holders[b as usize]);
        let beside = |holder: &[u32], other: &Profile| holder.iter().any(|id| other.names.contains(id));
        let known = |holder: &[u32], doc: usize| {
            self.names.get(&doc).is_some_and(|names| holder.iter().all(|id| names.contains(id)))
        };
        !of_p.is_empty()
            && !of_q.is_empty()
            && !beside(of_p, q)
            && !beside(of_q, p)
            && (known(of_p, q.doc) || known(of_q, p.doc))
    }
}

/// By claim: whether its article has no other figure for the same noun or in the same measure.
fn lone(profiles: &[Profile], claims: &[Claim]) -> Vec<bool> {
    let thing = |profile: &Profile| {
        let quantity = &claims[profile.claim].quantity;
        let noun = profile.head_classes.first().map(|class| u32::MAX - class).or(profile.head);
        let per = quantity.per.iter().flat_map(|unit| unit.code.bytes());
        (profile.doc, hash_bytes(quantity.dimension.bytes().chain(per)), noun)
    };
    let stated = |profile: &Profile| {
        let base = &claims[profile.claim].quantity.base;
        base.low.or(base.high).unwrap_or_default()
    };
    let mut figures: FxHashMap<_, (Decimal, Decimal)> = FxHashMap::default();
    for profile in profiles.iter().filter(|p| claims[p.claim].modality != Modality::Denied) {
        let figure = stated(profile);
        let range = figures.entry(thing(profile)).or_insert((figure, figure));
        *range = (range.0.min(figure), range.1.max(figure));
    }
    let one = |profile: &Profile| {
        let loose = profile.listed.loose || profile.anyone;
        let count = claims[profile.claim].quantity.dimension == "count";
        let converted = Decimal::new(CONVERTED.0, CONVERTED.1);
        let narrow = figures.get(&thing(profile)).is_some_and(|(low, high)| {
            low == high || !count && low.checked_mul(converted).is_some_and(|limit| *high <= limit)
        });
        narrow && !(count && loose)
    };
    profiles.iter().map(one).collect()
}

/// The claims behind the `i`-th in its sentence, with their places, at most so many: the claims of a sentence stand
/// together.
pub(super) fn behind<'a>(
    profiles: &'a [Profile],
    claims: &'a [Claim],
    i: usize,
    most: usize,
) -> impl Iterator<Item = (usize, &'a Profile)> {
    let sentence = |p: &Profile| (p.doc, claims[p.claim].sentence);
    let own = sentence(&profiles[i]);
    profiles.iter().enumerate().skip(i + 1).take(most).take_while(move |(_, p)| sentence(p) == own)
}

/// By claim: the sums of its figure with one other of the same kind in its sentence.
fn totals(profiles: &[Profile], claims: &[Claim]) -> Vec<Vec<Decimal>> {
    let mut totals = vec![Vec::new(); profiles.len()];
    for (i, p) in profiles.iter().enumerate() {
        let x = &claims[p.claim];
        // A sentence of very many figures is a table.
        for (j, q) in behind(profiles, claims, i, 12) {
            let y = &claims[q.claim];
            let like = match x.quantity.dimension.as_str() {
                // "12 Somalis and 11 Yemenis" are 23 pirates, "four villages and three people" are seven of nothing
                "count" => p.head == q.head || p.is_people() && q.is_people(),
                _ => x.quantity.base.unit == y.quantity.base.unit,
            };
            if x.quantity.dimension != y.quantity.dimension || !like {
                continue;
            }
            if let Some(sum) = figure(x).checked_add(figure(y)) {
                totals[i].push(sum.normalize());
                totals[j].push(sum.normalize());
            }
        }
    }
    totals
}
