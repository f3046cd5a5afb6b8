//! The articles and claims that are counted together, with what is read from them once: their words, their events, the
//! profiles of their claims.

use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::Edge;
use super::candidates::{self, Certain, certain};
use super::corrections::{Corrected, Corrections};
use super::evidence::{Ground, Telling};
use super::facts::{self, Material};
use super::hypothesis::{Context, Known};
use super::origins::{self, hash_bytes};
use super::profile::{self, Profile};
use super::rivals::figure;
use super::weighed::{Aligned, Weighed, edge, stated_rates};
use super::words::Corpus;
use super::{Options, docs, events};
use crate::article::Article;
use crate::article::published::day;
use crate::claim::Claim;
use crate::fact::Fact;

/// Share of an event's articles from which a name or date is what the event is known by.
const CENTRAL: f32 = 0.25;
/// Words at the head of an article that say what it is about.
const HEAD: usize = 110;
/// So many figures before one may count the whole that it is a part of.
const WHOLES: usize = 4;

/// The articles and claims with what is read from them once.
pub(super) struct Input<'a> {
    pub(super) articles: &'a [Article],
    pub(super) claims: &'a [Claim],
    pub(super) corpus: Corpus,
    /// The articles in an order that does not depend on that of the input.
    pub(super) order: Vec<usize>,
    /// By article: its place in that order.
    pub(super) rank: Vec<usize>,
    /// By article: the range of its claims.
    pub(super) ranges: Vec<Range<usize>>,
    /// By claim: its article.
    pub(super) docs: Vec<usize>,
    /// By article: the day that it was published on.
    pub(super) days: Vec<Option<Date>>,
    /// By claim: what is found out about it once.
    pub(super) known: Vec<Known>,
    /// What people have said of these claims.
    pub(super) corrected: Corrected,
}

impl<'a> Input<'a> {
    pub(super) fn read(articles: &'a [Article], claims: &'a [Claim]) -> Self {
        let corpus = Corpus::read(articles, claims.iter().flat_map(profile::fields));
        let mut order: Vec<usize> = (0..articles.len()).collect();
        order.sort_by_cached_key(|i| (hash_bytes(articles[*i].text.bytes()), &articles[*i].id));
        let mut rank = vec![0; articles.len()];
        order.iter().enumerate().for_each(|(i, doc)| rank[*doc] = i);
        let docs = docs(articles, claims);
        let mut ranges = vec![0..0; articles.len()];
        for (i, doc) in docs.iter().enumerate() {
            let range = &mut ranges[*doc];
            *range = if range.start == range.end { i..i + 1 } else { range.start..i + 1 };
        }
        let days = articles.iter().map(|article| day(article.published.as_deref()?)).collect();
        let known = claims.iter().map(|_| Known::default()).collect();
        let corrected = Corrected::default();
        Input { articles, claims, corpus, order, rank, ranges, docs, days, known, corrected }
    }

    /// With what people have said of its claims.
    pub(super) fn corrected(self, corrections: &Corrections) -> Self {
        Input { corrected: corrections.pairs(self.claims), ..self }
    }

    /// Groups of articles about one event each; a copy goes with what it repeats.
    pub(super) fn events(&self, duplicate_of: &[Option<usize>]) -> Vec<Vec<usize>> {
        let originals: Vec<usize> =
            self.order.iter().copied().filter(|doc| duplicate_of[*doc].is_none()).collect();
        let mut events = events::group(&self.corpus, &originals);
        let mut event_of = vec![0; self.articles.len()];
        for (i, event) in events.iter().enumerate() {
            event.iter().for_each(|doc| event_of[*doc] = i);
        }
        for doc in &self.order {
            if let Some(of) = duplicate_of[*doc] {
                events[event_of[of]].push(*doc);
            }
        }
        events
    }

    /// The claims of an event as the comparator sees them, in the order of [`Input::order`].
    pub(super) fn profiles(&self, event: &[usize]) -> (Vec<Profile>, Telling) {
        let mut docs = event.to_vec();
        docs.sort_by_key(|doc| self.rank[*doc]);
        let read = |doc: usize, claim: usize| {
            profile::read(&self.corpus, &self.articles[doc], doc, claim, &self.claims[claim])
        };
        let mut profiles: Vec<Profile> =
            docs.iter().flat_map(|&doc| self.ranges[doc].clone().map(move |c| read(doc, c))).collect();
        self.mark_first(&mut profiles);
        self.mark_lists(&mut profiles);
        self.mark_some(&mut profiles);
        self.drop_central(&docs, &mut profiles);
        let mut sentences = FxHashSet::default();
        let first = |p: &&Profile| sentences.insert((p.doc, self.claims[p.claim].sentence));
        let telling =
            Telling::count(profiles.iter().filter(first).map(|p| &p.around).collect::<Vec<_>>().into_iter());
        for profile in &mut profiles {
            telling.weigh(&mut profile.near);
            telling.weigh(&mut profile.around);
        }
        (profiles, telling)
    }

    /// Marks the first claim of each kind in its article: mostly the one that the report is about.
    pub(super) fn mark_first(&self, profiles: &mut [Profile]) {
        let mut seen = FxHashMap::default();
        let mut figures: FxHashMap<_, FxHashSet<_>> = FxHashMap::default();
        for profile in profiles.iter_mut() {
            let claim = &self.claims[profile.claim];
            let kind = self.kind(profile);
            let figure = (claim.quantity.low, claim.quantity.high);
            // The first figure stays the first when the text comes back to it.
            figures.entry(kind).or_default().insert(figure.0.or(figure.1));
            let first = *seen.entry(kind).or_insert(figure);
            profile.first = first == figure || first.0 == figure.0 && figure.0.is_some();
        }
        for profile in profiles {
            profile.only = figures.get(&self.kind(profile)).is_some_and(|figures| figures.len() == 1);
        }
    }

    /// Marks the figures of a list of measures ("7.6 and 7.4"): the first of one list goes with the first of another.
    pub(super) fn mark_lists(&self, profiles: &mut [Profile]) {
        for i in 1..profiles.len() {
            let (x, y) = (&self.claims[profiles[i - 1].claim], &self.claims[profiles[i].claim]);
            let like = x.sentence == y.sentence
                && profiles[i - 1].doc == profiles[i].doc
                && x.quantity.dimension == y.quantity.dimension
                && x.quantity.dimension != "count"
                && x.quantity.unit.code == y.quantity.unit.code
                && y.number_span.start.saturating_sub(x.number_span.end) <= 8;
            if like {
                let place = *profiles[i - 1].in_list.get_or_insert(0);
                profiles[i].in_list = Some(place + 1);
            }
        }
    }

    /// Marks counts of some of those that an earlier figure of the sentence counts ("four robbers, two dressed as
    /// women"). Tolls of one sentence are no parts of each other ("killed 23 people and wounded 20").
    pub(super) fn mark_some(&self, profiles: &mut [Profile]) {
        for i in 1..profiles.len() {
            let y = &self.claims[profiles[i].claim];
            let doc = profiles[i].doc;
            let earlier = profiles[..i].iter().rev().take(WHOLES).filter(|p| p.doc == doc);
            let whole = |p: &Profile| {
                let x = &self.claims[p.claim];
                x.sentence == y.sentence
                    && x.quantity.dimension == "count"
                    && x.quantity.unit.code == y.quantity.unit.code
                    && figure(x) > figure(y)
            };
            profiles[i].some = y.quantity.dimension == "count"
                && !profiles[i].listed.toll
                && !y.quantity.unit.name.is_empty()
                && earlier.clone().any(whole);
        }
    }

    /// The article of a claim and what it is a figure for.
    pub(super) fn kind(&self, profile: &Profile) -> (usize, &'a str, Option<&'a str>, Option<u32>) {
        let claim = &self.claims[profile.claim];
        let head = profile.head_classes.first().copied().or(profile.head);
        (profile.doc, &claim.quantity.dimension, claim.aspect.as_deref(), head)
    }

    /// Leaves out the dates and places that the event itself is known by: they do not tell its claims apart.
    pub(super) fn drop_central(&self, docs: &[usize], profiles: &mut [Profile]) {
        let mut count: FxHashMap<u32, usize> = FxHashMap::default();
        for &doc in docs {
            // What an event is known by stands at the head of its reports; earlier ones come further down.
            let mut ids: Vec<u32> = self.corpus.docs[doc]
                .iter()
                .take(HEAD)
                .filter(|w| w.capital || w.number)
                .map(|w| self.corpus.spelling[w.id as usize])
                .collect();
            ids.sort_unstable();
            ids.dedup();
            ids.into_iter().for_each(|id| *count.entry(id).or_default() += 1);
        }
        let central = |id: &u32| count.get(id).is_some_and(|n| *n as f32 >= CENTRAL * docs.len() as f32);
        // One report alone has no centre.
        if docs.len() >= 3 {
            for profile in profiles {
                profile.places.retain(|id| !central(id));
                profile.dates.retain(|id| !central(id));
            }
        }
    }

    pub(super) fn facts(&self, aligned: &Aligned, source: &[usize], options: &Options) -> Vec<Fact> {
        let context = Context {
            corpus: &self.corpus,
            days: &self.days,
            known: &self.known,
            articles: self.articles,
            claims: self.claims,
            docs: &self.docs,
            ranges: &self.ranges,
            rates: &aligned.rates,
            outlet_groups: &options.outlet_groups,
        };
        aligned
            .groups
            .par_iter()
            .map(|(claims, confidence)| {
                let material =
                    Material { claims, confidence: *confidence, conversions: &aligned.conversions, source };
                facts::build(&context, &material)
            })
            .collect()
    }

    /// Groups the claims of an event into facts.
    pub(super) fn align(&self, event: &[usize], options: &Options) -> Aligned {
        self.align_weighed(&self.weigh(event, options), options)
    }

    /// Groups the claims of an event that was weighed into facts.
    pub(super) fn align_weighed(&self, weighed: &Weighed, options: &Options) -> Aligned {
        let merged = weighed.merge(self.claims, &self.corrected, options);
        let claims = |nodes: &Vec<u32>| {
            let mut claims: Vec<usize> =
                nodes.iter().map(|node| weighed.profiles[*node as usize].claim).collect();
            claims.sort_unstable();
            claims
        };
        let groups = merged
            .iter()
            .filter(|(nodes, _)| nodes.len() > 1)
            .map(|(nodes, confidence)| (claims(nodes), *confidence))
            .collect();
        let claims = weighed.profiles.iter().map(|profile| profile.claim).collect();
        Aligned { claims, groups, conversions: weighed.conversions.clone(), rates: weighed.rates.clone() }
    }

    /// Weighs the event that an article belongs to.
    pub(super) fn weigh_event_of(&self, doc: usize, options: &Options) -> Option<Weighed> {
        let duplicate_of = origins::copies(&self.corpus, &self.order);
        let event = self.events(&duplicate_of).into_iter().find(|event| event.contains(&doc))?;
        Some(self.weigh(&event, options))
    }

    /// Weighs the evidence of all candidate pairs of an event.
    pub(super) fn weigh(&self, event: &[usize], options: &Options) -> Weighed {
        let (profiles, telling) = self.profiles(event);
        let pairs = candidates::pairs(&profiles, self.claims);
        let certain: Vec<Certain> = pairs
            .iter()
            .map(|(a, b)| certain(self.articles, &profiles[*a as usize], &profiles[*b as usize], self.claims))
            .collect();
        let conversions: FxHashSet<(usize, usize)> = pairs
            .iter()
            .zip(&certain)
            .filter(|(_, certain)| **certain == Certain::Same)
            .map(|((a, b), _)| (profiles[*a as usize].claim, profiles[*b as usize].claim))
            .map(|(a, b)| (a.min(b), a.max(b)))
            .collect();
        let rates = stated_rates(self.claims, &conversions, &options.rates);
        let ground = Ground {
            corpus: &self.corpus,
            claims: self.claims,
            telling: &telling,
            rates: &rates,
            weights: &options.weights,
        };
        let values = ground.all_features(&profiles, &pairs);
        let edges: Vec<Edge> = pairs
            .iter()
            .zip(&certain)
            .enumerate()
            .map(|(i, (pair, certain))| edge(&options.weights, (&values, i), *pair, *certain))
            .collect();
        Weighed { profiles, edges, values, conversions, rates }
    }
}
