//! An event whose pairs of claims have been weighed, and the groups that they are merged into.

use rustc_hash::FxHashSet;

use super::Options;
use super::alignment::{self, Edge, cluster};
use super::candidates::Certain;
use super::corrections::Corrected;
use super::features::{self, Weights};
use super::groups::{self, Rivalry};
use super::none;
use super::pair_features::PairFeatures;
use super::profile::Profile;
use super::rates::Rates;
use crate::claim::Claim;

/// The claims of an event with the evidence of all pairs that were looked at.
pub(super) struct Weighed {
    pub(super) profiles: Vec<Profile>,
    pub(super) edges: Vec<Edge>,
    pub(super) values: PairFeatures,
    pub(super) conversions: FxHashSet<(usize, usize)>,
    pub(super) rates: Rates,
}

impl Weighed {
    /// The groups that the second look starts from: each claim by itself. To merge first what agrees, and to look at
    /// the groups then, aligns a little better but finds fewer of the conflicts: a wrong merge spoils a whole group.
    pub(super) fn singles(&self) -> Vec<Vec<u32>> {
        (0..self.profiles.len() as u32).map(|node| vec![node]).collect()
    }

    /// The second look at each pair of them.
    pub(super) fn rivalries(&self, claims: &[Claim]) -> Vec<Rivalry> {
        groups::rivalries(&self.singles(), &self.profiles, claims, &self.edges, &self.values)
    }

    /// Groups of claims about one thing, with the probability that they are.
    pub(super) fn merge(
        &self,
        claims: &[Claim],
        corrected: &Corrected,
        options: &Options,
    ) -> Vec<(Vec<u32>, f64)> {
        let groups = self.singles();
        let evidence = (&self.edges[..], &self.values);
        let edges = groups::merging(&groups, &self.profiles, claims, evidence, &options.weights);
        let edges = corrected.edges(edges, &self.profiles);
        let merged = cluster(groups.len(), &edges, options.thresholds);
        let merged = alignment::prune(merged, &edges, options.thresholds.keep);
        let merged = alignment::part_lone(merged, &edges, options.thresholds.lone);
        let confidences = confidences(groups.len(), &merged, &edges);
        let weighing =
            none::Weighing { profiles: &self.profiles, claims, edges: &edges, values: &self.values };
        let nones = none::shared(&merged, &weighing);
        let separated = |a: u32, b: u32| {
            corrected.separates(self.profiles[a as usize].claim, self.profiles[b as usize].claim)
        };
        let with_nones = |((mut nodes, confidence), mut nones): ((Vec<u32>, f64), Vec<u32>)| {
            nones.retain(|none| !nodes.iter().any(|node| separated(*none, *node)));
            nodes.extend(nones);
            (nodes, confidence)
        };
        merged.into_iter().zip(confidences).zip(nones).map(with_nones).collect()
    }
}

/// The facts of an event before they are judged.
pub(super) struct Aligned {
    /// All claims of the event.
    pub(super) claims: FxHashSet<usize>,
    pub(super) groups: Vec<(Vec<usize>, f64)>,
    pub(super) conversions: FxHashSet<(usize, usize)>,
    pub(super) rates: Rates,
}

pub(super) fn edge(
    weights: &Weights,
    (values, pair): (&PairFeatures, usize),
    (a, b): (u32, u32),
    certain: Certain,
) -> Edge {
    let same = certain == Certain::Same;
    Edge {
        a,
        b,
        score: if same { 8.0 } else { weights.score_of(values.of(pair)) },
        conflict: !same && values.value(pair, features::Feature::conflict) > 0.0,
        veto: certain == Certain::Different,
    }
}

/// By group: the probability that a pair of it is about one thing, the mean over its pairs.
pub(super) fn confidences(nodes: usize, groups: &[Vec<u32>], edges: &[Edge]) -> Vec<f64> {
    let mut group_of = vec![0; nodes];
    for (i, group) in groups.iter().enumerate() {
        group.iter().for_each(|node| group_of[*node as usize] = i);
    }
    let mut sums = vec![(0.0, 0.0); groups.len()];
    for edge in edges.iter().filter(|e| group_of[e.a as usize] == group_of[e.b as usize]) {
        let (sum, pairs) = &mut sums[group_of[edge.a as usize]];
        *sum += 1.0 / (1.0 + (-f64::from(edge.score)).exp());
        *pairs += 1.0;
    }
    sums.into_iter().map(|(sum, pairs)| if pairs > 0.0 { sum / pairs } else { 0.5 }).collect()
}

/// Rates that the articles state by converting sums in brackets, with those given by the user.
pub(super) fn stated_rates(
    claims: &[Claim],
    conversions: &FxHashSet<(usize, usize)>,
    given: &Rates,
) -> Rates {
    let mut rates = given.clone();
    let mut pairs: Vec<&(usize, usize)> = conversions.iter().collect();
    pairs.sort_unstable();
    for (a, b) in pairs {
        let (a, b) = (&claims[*a].quantity, &claims[*b].quantity);
        let figure = |q: &crate::claim::Quantity| q.low.or(q.high);
        if a.dimension != "money" || given.between(&a.base.unit, &b.base.unit).is_some() {
            continue;
        }
        if let Some(rate) = figure(a).zip(figure(b)).and_then(|(x, y)| y.checked_div(x)) {
            rates.state(&a.base.unit, &b.base.unit, rate);
        }
    }
    rates
}
