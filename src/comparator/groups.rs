//! Second look: whether two claims, or groups of claims, give different figures for one thing, seen among all claims of
//! their event.
//!
//! What a pair of claims shows is weak where the figures differ. Groups show more: an article states a thing mostly
//! once, so two groups that never meet in one article are likely two figures for one thing, and two groups that do meet
//! are two things; and where an event has only two figures of a kind they are likely rivals.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::Edge;
use super::features::{Feature, GROUP_COUNT, GroupFeature, GroupValues, Values, Weights};
use super::pair_features::PairFeatures;
use super::profile::Profile;
use super::rivals::{self, kind};
use crate::claim::Claim;

/// A pair of groups whose figures conflict.
pub(crate) struct Rivalry {
    pub(crate) a: u32,
    pub(crate) b: u32,
    pub(crate) values: GroupValues,
    /// The two can never be about the same thing.
    pub(crate) veto: bool,
    pub(crate) conflict: bool,
}

/// Share of vetoed pairs, by the smaller group, from which two groups are never merged: single ones are misreadings.
const VETO: f32 = 0.3;

/// Sums of the evidence of the pairs of claims between two groups.
#[derive(Debug, Clone, Copy)]
struct Score {
    pairs: f32,
    conflicts: f32,
    vetoes: f32,
    logit: f32,
    best: f32,
}

impl Score {
    fn new() -> Score {
        Score { pairs: 0.0, conflicts: 0.0, vetoes: 0.0, logit: 0.0, best: f32::MIN }
    }

    fn add(&mut self, edge: &Edge) {
        if edge.veto {
            self.vetoes += 1.0;
            return;
        }
        self.pairs += 1.0;
        self.conflicts += f32::from(edge.conflict);
        self.logit += edge.score.clamp(-6.0, 6.0);
        self.best = self.best.max(edge.score.clamp(-6.0, 6.0));
    }

    fn fit(&self) -> f32 {
        (self.logit + self.best) / (self.pairs.max(1.0) + 1.0)
    }
}

/// Sums over the pairs of claims between two groups.
struct Sum {
    score: Score,
    values: Values,
    first: bool,
    contrast: bool,
    /// Articles that state both figures and set neither speaker against the other.
    meet: FxHashSet<usize>,
    /// Articles that give the two figures by two speakers.
    speakers: FxHashSet<usize>,
}

/// All pairs of groups between which some pair of claims was looked at, in order.
pub(crate) fn rivalries(
    groups: &[Vec<u32>],
    profiles: &[Profile],
    claims: &[Claim],
    edges: &[Edge],
    values: &PairFeatures,
) -> Vec<Rivalry> {
    all(groups, profiles, claims, (edges, values), |rivalry| rivalry)
}

/// The [`rivalries`] as [`edges`], without all of them in memory at once.
pub(crate) fn merging(
    groups: &[Vec<u32>],
    profiles: &[Profile],
    claims: &[Claim],
    (edges, values): (&[Edge], &PairFeatures),
    weights: &Weights,
) -> Vec<Edge> {
    all(groups, profiles, claims, (edges, values), |rivalry| edge(&rivalry, weights))
}

fn all<T: Send>(
    groups: &[Vec<u32>],
    profiles: &[Profile],
    claims: &[Claim],
    (edges, values): (&[Edge], &PairFeatures),
    make: impl Fn(Rivalry) -> T + Sync,
) -> Vec<T> {
    let between = Between::read(groups, profiles.len(), edges);
    let crowd = Crowd::read(groups, profiles, claims, edges, &between);
    let rivalry = |((a, b), range): &((u32, u32), Range<usize>)| {
        let mut sum = Sum::new();
        for i in &between.edges[range.clone()] {
            let edge = &edges[*i as usize];
            sum.add(edge, values.of(*i as usize), profiles[edge.a as usize].doc);
        }
        let (size_a, size_b) = (groups[*a as usize].len() as f32, groups[*b as usize].len() as f32);
        make(Rivalry {
            a: *a,
            b: *b,
            values: crowd.values((*a, *b), &sum, size_a, size_b),
            veto: sum.score.vetoes > VETO * size_a.min(size_b),
            conflict: sum.score.conflicts > 0.0,
        })
    };
    between.pairs.par_iter().with_min_len(PORTION).map(rivalry).collect()
}

/// Pairs of groups that one thread looks at, at the least.
const PORTION: usize = 1024;

/// The pairs of claims between each two groups.
struct Between {
    /// Indices of the edges, those of one pair of groups together.
    edges: Vec<u32>,
    /// The pairs of groups in order, each with the range of its edges.
    pairs: Vec<((u32, u32), Range<usize>)>,
}

impl Between {
    fn read(groups: &[Vec<u32>], claims: usize, edges: &[Edge]) -> Between {
        let mut group_of = vec![0u32; claims];
        for (i, group) in (0u32..).zip(groups) {
            group.iter().for_each(|node| group_of[*node as usize] = i);
        }
        let key = |i: &u32| {
            let edge = &edges[*i as usize];
            let (a, b) = (group_of[edge.a as usize], group_of[edge.b as usize]);
            (a.min(b), a.max(b))
        };
        let apart = |i: &u32| {
            let (a, b) = key(i);
            a != b
        };
        let mut order: Vec<u32> = (0..edges.len() as u32).filter(apart).collect();
        order.sort_by_key(key);
        let mut pairs: Vec<((u32, u32), Range<usize>)> = Vec::new();
        for chunk in order.chunk_by(|x, y| key(x) == key(y)) {
            let start = pairs.last().map_or(0, |(_, range)| range.end);
            pairs.push((key(&chunk[0]), start..start + chunk.len()));
        }
        Between { edges: order, pairs }
    }
}

/// What some features show of a pair of claims.
const SAME_SENTENCE: u8 = 1;
const SAME_ARTICLE: u8 = 2;
const OTHER_SPEAKER: u8 = 4;
const FIRST: u8 = 8;

/// By feature: which of these it shows.
const SHOWS: [u8; super::features::COUNT] = {
    let mut shows = [0; super::features::COUNT];
    shows[Feature::same_sentence as usize] = SAME_SENTENCE;
    shows[Feature::terms_differ as usize] = SAME_SENTENCE;
    shows[Feature::same_article as usize] = SAME_ARTICLE;
    shows[Feature::other_speaker as usize] = OTHER_SPEAKER;
    shows[Feature::both_first as usize] = FIRST;
    shows
};

/// What a feature of this value shows.
fn shows(feature: usize, value: f32) -> u8 {
    SHOWS[feature] * u8::from(value > 0.0)
}

impl Sum {
    fn new() -> Sum {
        Sum {
            score: Score::new(),
            values: [0.0; super::features::COUNT],
            first: false,
            contrast: false,
            meet: FxHashSet::default(),
            speakers: FxHashSet::default(),
        }
    }

    /// Adds a pair with its features.
    fn add(&mut self, edge: &Edge, features: impl Iterator<Item = (usize, f32)>, doc: usize) {
        let mut shown = 0;
        if edge.veto {
            features.for_each(|(feature, value)| shown |= shows(feature, value));
        } else {
            for (feature, value) in features {
                shown |= shows(feature, value);
                self.values[feature] += value;
            }
        }
        let shows = |what: u8| shown & what != 0;
        let same_sentence = shows(SAME_SENTENCE);
        self.first |= !edge.veto && shows(FIRST);
        // "At least three" in a group of tens does not make its article state ten.
        if shows(SAME_ARTICLE) && edge.conflict && !same_sentence {
            if shows(OTHER_SPEAKER) {
                self.speakers.insert(doc)
            } else {
                self.meet.insert(doc)
            };
        }
        self.score.add(edge);
        // What is left to evidence within a sentence is set against each other by a contrasting word.
        self.contrast |= same_sentence && !edge.veto;
    }

    fn mean(&self, feature: Feature) -> f32 {
        self.values[feature as usize] / self.score.pairs.max(1.0)
    }
}

/// What the groups of an event are to each other.
struct Crowd {
    /// By group: how many articles it is from.
    articles: Vec<usize>,
    /// By group: the logarithm of how many other groups of its kind there are, at least one.
    rivals: Vec<f32>,
    /// By group: its best conflicting partner.
    partner: Vec<Option<u32>>,
    /// By group: the logarithm of how many articles give the figure of one of its claims for a thing of this kind.
    repeated: Vec<f32>,
}

impl Crowd {
    fn read(
        groups: &[Vec<u32>],
        profiles: &[Profile],
        claims: &[Claim],
        edges: &[Edge],
        between: &Between,
    ) -> Crowd {
        let articles = |group: &Vec<u32>| match group[..] {
            [_] => 1,
            _ => group.iter().map(|node| profiles[*node as usize].doc).collect::<FxHashSet<_>>().len(),
        };
        let articles = groups.iter().map(articles).collect();
        let kinds: Vec<u64> = groups
            .iter()
            .map(|group| {
                let of = |node: &u32| {
                    let profile = &profiles[*node as usize];
                    kind(profile, &claims[profile.claim])
                };
                most(group.iter().map(of))
            })
            .collect();
        let mut count: FxHashMap<u64, usize> = FxHashMap::default();
        kinds.iter().for_each(|kind| *count.entry(*kind).or_default() += 1);
        let mut best: Vec<Option<(f32, u32)>> = vec![None; groups.len()];
        for ((a, b), range) in &between.pairs {
            let mut score = Score::new();
            between.edges[range.clone()].iter().for_each(|i| score.add(&edges[*i as usize]));
            if score.conflicts == 0.0 {
                continue;
            }
            for (from, to) in [(*a, *b), (*b, *a)] {
                if best[from as usize].is_none_or(|(fit, _)| score.fit() > fit) {
                    best[from as usize] = Some((score.fit(), to));
                }
            }
        }
        Crowd {
            articles,
            rivals: kinds.iter().map(|kind| ((count[kind] - 1).max(1) as f32).ln()).collect(),
            partner: best.into_iter().map(|b| b.map(|(_, to)| to)).collect(),
            repeated: repeated(groups, profiles, claims).iter().map(|n| (*n as f32).ln()).collect(),
        }
    }

    fn values(&self, (a, b): (u32, u32), sum: &Sum, size_a: f32, size_b: f32) -> GroupValues {
        let mut values = [0.0; GROUP_COUNT];
        let mut set = |feature: GroupFeature, value: f32| values[feature as usize] = value;
        let smaller = self.articles[a as usize].min(self.articles[b as usize]) as f32;
        let shared = sum.meet.difference(&sum.speakers).count() as f32;
        let score = &sum.score;
        let partner = |x: u32, y: u32| self.partner[x as usize] == Some(y);
        let rivals = self.rivals[a as usize].max(self.rivals[b as usize]);
        set(GroupFeature::groups_bias, 1.0);
        set(GroupFeature::groups_mean, if score.pairs > 0.0 { score.logit / score.pairs } else { -6.0 });
        set(GroupFeature::groups_best, score.best.max(-6.0));
        set(GroupFeature::groups_meet, if sum.contrast { 0.0 } else { shared / smaller.max(1.0) });
        set(GroupFeature::groups_speakers, f32::from(!sum.speakers.is_empty()));
        set(GroupFeature::groups_contrast, f32::from(sum.contrast));
        set(GroupFeature::groups_vetoed, (score.vetoes / size_a.min(size_b)).min(1.0));
        set(GroupFeature::groups_rivals, rivals);
        set(GroupFeature::groups_only_two, f32::from(rivals == 0.0));
        set(GroupFeature::groups_best_both, f32::from(partner(a, b) && partner(b, a)));
        set(GroupFeature::groups_best_one, f32::from(partner(a, b) != partner(b, a)));
        let repeated = self.repeated[a as usize].max(self.repeated[b as usize]);
        set(GroupFeature::groups_crowd, repeated);
        set(GroupFeature::groups_small, f32::from(size_a.max(size_b) <= 1.0));
        set(GroupFeature::groups_first, f32::from(sum.first));
        // Mostly each of two groups is one claim, and their mean is that of the one pair.
        if score.pairs <= 1.0 {
            MEANS.iter().for_each(|(feature, of)| set(*feature, sum.values[*of as usize]));
        } else {
            MEANS.iter().for_each(|(feature, of)| set(*feature, sum.mean(*of)));
        }
        let holder = sum.mean(Feature::money_holder_differs) + sum.mean(Feature::duration_holder_differs);
        set(GroupFeature::groups_holder, holder + sum.mean(Feature::age_name_differs));
        values
    }
}

/// Features of a pair of groups that are the mean of one over their pairs of claims.
const MEANS: &[(GroupFeature, Feature)] = &[
    (GroupFeature::groups_lead, Feature::both_lead),
    (GroupFeature::groups_gap, Feature::conflict_gap),
    (GroupFeature::groups_noun, Feature::unit_same_word),
    (GroupFeature::groups_other_noun, Feature::unit_differs),
    (GroupFeature::groups_aspect, Feature::aspect_same),
    (GroupFeature::groups_other_aspect, Feature::aspect_differs),
    (GroupFeature::groups_near, Feature::near_words),
    (GroupFeature::groups_subject, Feature::subject_words),
    (GroupFeature::groups_counterpart, Feature::counterpart),
    (GroupFeature::groups_part, Feature::part_one_side),
    (GroupFeature::groups_other, Feature::other_one_side),
    (GroupFeature::groups_foreign, Feature::foreign_one_side),
    (GroupFeature::groups_other_place, Feature::foreign_differs),
    (GroupFeature::groups_date, Feature::date_one_side),
    (GroupFeature::groups_elapsed, Feature::conflict_elapsed),
    (GroupFeature::groups_change, Feature::conflict_change),
    (GroupFeature::groups_generic, Feature::generic_one_side),
    (GroupFeature::groups_list, Feature::list_differs),
    (GroupFeature::groups_same_list, Feature::list_same),
    (GroupFeature::groups_pay, Feature::pay_same),
    (GroupFeature::groups_again, Feature::again),
    (GroupFeature::groups_main_slot, Feature::main_slot),
    (GroupFeature::groups_only_slot, Feature::only_slot),
    (GroupFeature::groups_anchored, Feature::anchored_one_side),
    (GroupFeature::groups_main_toll, Feature::main_toll),
    (GroupFeature::groups_past_toll, Feature::past_toll),
    (GroupFeature::groups_population, Feature::population_same),
    (GroupFeature::groups_other_population, Feature::population_differs),
    (GroupFeature::groups_specific, Feature::noun_specific),
    (GroupFeature::groups_no_specific, Feature::noun_generic),
    (GroupFeature::groups_magnitude_gap, Feature::magnitude_gap),
    (GroupFeature::groups_magnitude_far, Feature::magnitude_far),
    (GroupFeature::groups_length_far, Feature::length_far),
    (GroupFeature::groups_landmark, Feature::length_ref_same),
    (GroupFeature::groups_other_landmark, Feature::length_ref_differs),
    (GroupFeature::groups_aspect_kin, Feature::aspect_kin),
    (GroupFeature::groups_people, Feature::unit_people),
    (GroupFeature::groups_day, Feature::day_differs),
    (GroupFeature::groups_rank, Feature::rank_one_side),
    (GroupFeature::groups_modifier, Feature::modifier_differs),
    (GroupFeature::groups_named_modifier, Feature::modifier_named),
    (GroupFeature::groups_vague, Feature::conflict_vague),
    (GroupFeature::groups_planned, Feature::modality_differs),
    (GroupFeature::groups_part_of_total, Feature::part_of_total),
    (GroupFeature::groups_noun_lone, Feature::noun_lone),
    (GroupFeature::groups_measure_lone, Feature::measure_lone),
    (GroupFeature::groups_holders_known, Feature::holders_known),
    (GroupFeature::groups_subset, Feature::subset_one_side),
    (GroupFeature::groups_ago, Feature::ago_one_side),
    (GroupFeature::groups_moving, Feature::conflict_moving),
    (GroupFeature::groups_companion, Feature::companion_same),
    (GroupFeature::groups_other_companion, Feature::companion_differs),
    (GroupFeature::groups_clock, Feature::clock_same),
    (GroupFeature::groups_other_clock, Feature::clock_differs),
    (GroupFeature::groups_asked, Feature::asked_one_side),
    (GroupFeature::groups_overnight, Feature::overnight_one_side),
    (GroupFeature::groups_later, Feature::later_one_side),
    (GroupFeature::groups_wide, Feature::wide_one_side),
    (GroupFeature::groups_lone_holder, Feature::holder_one_side),
    (GroupFeature::groups_some, Feature::some_one_side),
    (GroupFeature::groups_other_subject, Feature::subject_differs),
];

/// By group: in how many articles the figure of its claims stands for the same noun or, where nothing is counted, under
/// the same standard word.
fn repeated(groups: &[Vec<u32>], profiles: &[Profile], claims: &[Claim]) -> Vec<usize> {
    let of = |node: u32| {
        let profile = &profiles[node as usize];
        let claim = &claims[profile.claim];
        (rivals::thing(profile, claim), rivals::figure(claim))
    };
    let mut articles: FxHashMap<_, FxHashSet<usize>> = FxHashMap::default();
    for (node, profile) in (0u32..).zip(profiles) {
        articles.entry(of(node)).or_default().insert(profile.doc);
    }
    let most = |group: &Vec<u32>| group.iter().map(|node| articles[&of(*node)].len()).max();
    groups.iter().map(|group| most(group).unwrap_or(1)).collect()
}

/// The most frequent value, of equally frequent ones the smallest.
fn most(values: impl Iterator<Item = u64>) -> u64 {
    let mut all: Vec<u64> = values.collect();
    all.sort_unstable();
    let mut best = (0, 0);
    for chunk in all.chunk_by(|a, b| a == b) {
        if chunk.len() > best.0 {
            best = (chunk.len(), chunk[0]);
        }
    }
    best.1
}

/// Rivalries as edges for merging the groups.
pub(crate) fn edges(rivalries: &[Rivalry], weights: &Weights) -> Vec<Edge> {
    rivalries.iter().map(|rivalry| edge(rivalry, weights)).collect()
}

fn edge(r: &Rivalry, weights: &Weights) -> Edge {
    let pair = r.values[GroupFeature::groups_mean as usize];
    let group = weights.score_groups(&r.values);
    let score = if r.conflict { group } else { 0.5 * (group + pair) };
    Edge { a: r.a, b: r.b, score, conflict: r.conflict, veto: r.veto }
}
