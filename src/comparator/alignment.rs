//! Pairs to facts: claims are merged best first by the mean of their evidence, and never across a veto.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

/// Evidence between two claims.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// Log-odds that both are about the same thing.
    pub(crate) score: f32,
    /// Their figures conflict.
    pub(crate) conflict: bool,
    /// They can never be about the same thing.
    pub(crate) veto: bool,
}

/// When two groups of claims are merged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Mean log-odds needed where the figures can all be right.
    pub agree: f32,
    /// Mean log-odds needed where some conflict: two figures of one noun differ more often than one is wrong.
    pub conflict: f32,
    /// Log-odds of a pair that was no candidate.
    pub missing: f32,
    /// How much the best pair counts beside the mean, 0 to 1.
    pub best: f32,
    /// Mean log-odds with the rest of its group that a node in conflict with some of it needs to stay.
    pub keep: f32,
    /// Log-odds that two claims in conflict need when no third claim stands with either: a figure that reports repeat
    /// is one they care about, two that each stand in one report are mostly two things.
    pub lone: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds { agree: -0.6, conflict: 0.0, missing: -2.0, best: 0.4, keep: 0.0, lone: 0.9 }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Link {
    sum: f32,
    best: f32,
    pairs: f32,
    conflicts: f32,
    veto: bool,
}

impl Link {
    fn join(self, other: Link) -> Link {
        Link {
            sum: self.sum + other.sum,
            best: match (self.pairs > 0.0, other.pairs > 0.0) {
                (true, true) => self.best.max(other.best),
                (true, false) => self.best,
                _ => other.best,
            },
            pairs: self.pairs + other.pairs,
            conflicts: self.conflicts + other.conflicts,
            veto: self.veto || other.veto,
        }
    }

    /// By how much the evidence is above what a merge needs; `None` when it is not.
    fn gain(&self, sizes: f32, limits: &Thresholds) -> Option<f32> {
        if self.veto || self.pairs == 0.0 {
            return None;
        }
        // In a large event most pairs are no candidates; they must not outweigh the ones that are.
        let missing = (sizes - self.pairs).min(self.pairs);
        let mean = (self.sum + missing * limits.missing) / (self.pairs + missing);
        let evidence = mean * (1.0 - limits.best) + self.best * limits.best;
        let share = self.conflicts / self.pairs;
        // Not by the formula alone: an infinite threshold times no share is no number.
        let needed = if share > 0.0 {
            limits.agree + (limits.conflict - limits.agree) * share.sqrt()
        } else {
            limits.agree
        };
        (evidence >= needed).then_some(evidence - needed)
    }
}

/// Two groups that may be merged; the one with the larger gain comes first, of equal ones that with the smaller nodes.
struct Merge {
    /// Gain and nodes as one number that has this order.
    order: u128,
    versions: (u32, u32),
}

impl Merge {
    fn new(gain: f32, (a, b): (u32, u32), versions: (u32, u32)) -> Merge {
        let bits = gain.to_bits();
        // The order of the bits is that of the numbers, once those below zero are turned round.
        let gain = if bits >> 31 == 0 { bits | 1 << 31 } else { !bits };
        Merge { order: u128::from(gain) << 64 | u128::from(!a) << 32 | u128::from(!b), versions }
    }

    fn nodes(&self) -> (u32, u32) {
        (!((self.order >> 32) as u32), !(self.order as u32))
    }
}

impl PartialEq for Merge {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Merge {}

impl PartialOrd for Merge {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Merge {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order.cmp(&other.order)
    }
}

struct Groups {
    links: Vec<FxHashMap<u32, Link>>,
    members: Vec<Vec<u32>>,
    version: Vec<u32>,
    heap: BinaryHeap<Merge>,
    limits: Thresholds,
}

/// Groups of nodes `0..count`, each sorted, singles included, in the order of their first node.
pub(crate) fn cluster(count: usize, edges: &[Edge], limits: Thresholds) -> Vec<Vec<u32>> {
    // As large as they get: most of the time of a table that grows goes into growing.
    let mut degrees = vec![0; count];
    for edge in edges {
        degrees[edge.a as usize] += 1;
        degrees[edge.b as usize] += 1;
    }
    let links = |degree| FxHashMap::with_capacity_and_hasher(degree, FxBuildHasher);
    let mut groups = Groups {
        links: degrees.into_iter().map(links).collect(),
        members: (0..count as u32).map(|node| vec![node]).collect(),
        version: vec![0; count],
        heap: BinaryHeap::new(),
        limits,
    };
    for edge in edges {
        let link = Link {
            sum: edge.score,
            best: edge.score,
            pairs: 1.0,
            conflicts: f32::from(edge.conflict),
            veto: edge.veto,
        };
        groups.links[edge.a as usize].insert(edge.b, link);
        groups.links[edge.b as usize].insert(edge.a, link);
        groups.offer(edge.a, edge.b);
    }
    while let Some(merge) = groups.heap.pop() {
        let (a, b) = merge.nodes();
        if merge.versions == (groups.version[a as usize], groups.version[b as usize]) {
            groups.merge(a, b);
        }
    }
    let mut found: Vec<Vec<u32>> = groups.members.into_iter().filter(|m| !m.is_empty()).collect();
    found.iter_mut().for_each(|members| members.sort_unstable());
    found.sort_unstable();
    found
}

/// Takes out nodes that conflict with some of their group and fit the rest badly, the worst first: a group that is
/// sound as a whole may have carried them in.
pub(crate) fn prune(groups: Vec<Vec<u32>>, edges: &[Edge], keep: f32) -> Vec<Vec<u32>> {
    let mut by_node: FxHashMap<u32, Vec<&Edge>> = FxHashMap::default();
    for edge in edges {
        by_node.entry(edge.a).or_default().push(edge);
        by_node.entry(edge.b).or_default().push(edge);
    }
    let mut kept = Vec::new();
    for mut group in groups {
        while group.len() > 2 {
            let misfit = |node: &u32| {
                let inside = by_node.get(node).into_iter().flatten().filter(|e| {
                    let other = if e.a == *node { e.b } else { e.a };
                    group.binary_search(&other).is_ok()
                });
                let (mut sum, mut pairs, mut conflict) = (0.0, 0.0, false);
                for edge in inside {
                    sum += edge.score;
                    pairs += 1.0;
                    conflict |= edge.conflict;
                }
                (conflict && sum < keep * pairs).then(|| sum / pairs)
            };
            let worst = (0..group.len())
                .filter_map(|i| Some((i, misfit(&group[i])?)))
                .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
            let Some((at, _)) = worst else { break };
            kept.push(vec![group.remove(at)]);
        }
        kept.push(group);
    }
    kept.sort_unstable();
    kept
}

/// Parts groups of two nodes that conflict on less evidence than `lone`.
pub(crate) fn part_lone(groups: Vec<Vec<u32>>, edges: &[Edge], lone: f32) -> Vec<Vec<u32>> {
    let weak: FxHashSet<(u32, u32)> =
        edges.iter().filter(|e| e.conflict && e.score < lone).map(|e| (e.a.min(e.b), e.a.max(e.b))).collect();
    let part = |group: Vec<u32>| match group.as_slice() {
        [a, b] if weak.contains(&(*a, *b)) => vec![vec![*a], vec![*b]],
        _ => vec![group],
    };
    let mut groups: Vec<Vec<u32>> = groups.into_iter().flat_map(part).collect();
    groups.sort_unstable();
    groups
}

impl Groups {
    fn offer(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        let sizes = (self.members[a as usize].len() * self.members[b as usize].len()) as f32;
        let link = self.links[a as usize][&b];
        if let Some(gain) = link.gain(sizes, &self.limits) {
            let versions = (self.version[a as usize], self.version[b as usize]);
            self.heap.push(Merge::new(gain, (a, b), versions));
        }
    }

    /// Merges `b` into `a`.
    fn merge(&mut self, a: u32, b: u32) {
        let gone = std::mem::take(&mut self.members[b as usize]);
        self.members[a as usize].extend(gone);
        self.version[a as usize] += 1;
        self.version[b as usize] = u32::MAX;
        let mut old: Vec<(u32, Link)> = std::mem::take(&mut self.links[b as usize]).into_iter().collect();
        old.sort_unstable_by_key(|(other, _)| *other);
        self.links[a as usize].remove(&b);
        for (other, link) in old.into_iter().filter(|(other, _)| *other != a) {
            self.links[other as usize].remove(&b);
            let joined = self.links[a as usize].get(&other).map_or(link, |own| own.join(link));
            self.links[a as usize].insert(other, joined);
            self.links[other as usize].insert(a, joined);
        }
        let mut others: Vec<u32> = self.links[a as usize].keys().copied().collect();
        others.sort_unstable();
        others.into_iter().for_each(|other| self.offer(a, other));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: u32, b: u32, score: f32) -> Edge {
        Edge { a, b, score, conflict: false, veto: false }
    }

    #[test]
    fn the_larger_gain_goes_first_and_of_equal_ones_the_smaller_nodes() {
        let merge = |gain, a, b| Merge::new(gain, (a, b), (0, 0));
        let mut merges: Vec<Merge> = [(0.0, 3, 4), (2.5, 7, 9), (-1.0, 0, 1), (2.5, 7, 8), (-0.5, 1, 2)]
            .map(|(gain, a, b)| merge(gain, a, b))
            .into();
        merges.sort_unstable_by(|x, y| y.cmp(x));
        let nodes: Vec<(u32, u32)> = merges.iter().map(Merge::nodes).collect();
        assert_eq!(nodes, [(7, 8), (7, 9), (3, 4), (1, 2), (0, 1)]);
    }

    #[test]
    fn a_veto_holds_for_the_whole_group() {
        let veto = Edge { veto: true, ..edge(0, 2, 5.0) };
        let groups = cluster(3, &[edge(0, 1, 3.0), edge(1, 2, 2.0), veto], Thresholds::default());
        assert_eq!(groups, vec![vec![0, 1], vec![2]]);
    }

    #[test]
    fn two_that_stand_alone_in_conflict_need_more_than_three() {
        let conflict = |a, b| Edge { conflict: true, ..edge(a, b, 0.6) };
        let lone = Thresholds::default().lone;
        let pair = [conflict(0, 1)];
        assert_eq!(part_lone(vec![vec![0, 1]], &pair, lone), vec![vec![0], vec![1]]);
        let three = [edge(0, 1, 2.0), conflict(0, 2), conflict(1, 2)];
        assert_eq!(part_lone(vec![vec![0, 1, 2]], &three, lone), vec![vec![0, 1, 2]]);
        let strong = [Edge { score: 2.0, ..conflict(0, 1) }];
        assert_eq!(part_lone(vec![vec![0, 1]], &strong, lone), vec![vec![0, 1]]);
    }

    #[test]
    fn a_conflict_needs_more_evidence_than_an_agreement() {
        let conflict = Edge { conflict: true, ..edge(0, 1, 0.3) };
        let limits = Thresholds { agree: 0.0, conflict: 0.6, ..Thresholds::default() };
        assert_eq!(cluster(2, &[edge(0, 1, 0.3)], limits).len(), 1);
        assert_eq!(cluster(2, &[conflict], limits).len(), 2);
    }
}
