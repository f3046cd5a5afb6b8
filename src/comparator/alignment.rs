//! Pairs to facts: claims are merged best first by the mean of their evidence, and never across a veto.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use rustc_hash::{FxHashMap, FxHashSet};

use super::neighbours::Neighbours;

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

impl Edge {
    /// The other end.
    fn other(&self, node: u32) -> u32 {
        if self.a == node { self.b } else { self.a }
    }
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
    /// How often the evidence was weighed anew: a proposal to merge that is older does not hold.
    version: u32,
}

impl Link {
    fn of(edge: &Edge) -> Link {
        Link {
            sum: edge.score,
            best: edge.score,
            pairs: 1.0,
            conflicts: f32::from(edge.conflict),
            veto: edge.veto,
            version: 0,
        }
    }

    /// What both say, in either order the same.
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
            version: self.version.max(other.version),
        }
    }

    /// Pairs between the two groups, of `sizes` in all, that were no candidates and count all the same: in a large
    /// event most are none, and must not outweigh the ones that are.
    fn missing(&self, sizes: f32) -> f32 {
        (sizes - self.pairs).min(self.pairs)
    }

    /// By how much the evidence is above what a merge needs; `None` when it is not.
    fn gain(&self, sizes: f32, limits: &Thresholds) -> Option<f32> {
        if self.veto || self.pairs == 0.0 {
            return None;
        }
        let missing = self.missing(sizes);
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
    /// Gain and first nodes as one number that has this order.
    order: u128,
    slots: (u32, u32),
    version: u32,
}

impl Merge {
    fn new(gain: f32, (a, b): (u32, u32), slots: (u32, u32), version: u32) -> Merge {
        Merge {
            order: u128::from(ascending(gain)) << 64 | u128::from(!a) << 32 | u128::from(!b),
            slots,
            version,
        }
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

/// A group of nodes, in a slot of [`Groups`].
#[derive(Default)]
struct Group {
    members: Vec<u32>,
    /// The smallest of its members.
    first: u32,
    /// By slot of another group: the evidence between both.
    links: Neighbours<Link>,
    /// Slots of groups with which the evidence may still change by size alone.
    unsettled: Vec<u32>,
}

/// The groups so far and what may be merged. Merging costs what the smaller of two groups has in links: an event of a
/// hundred thousand claims is merged in time.
struct Groups {
    slots: Vec<Group>,
    heap: BinaryHeap<Merge>,
    limits: Thresholds,
}

/// Groups of nodes `0..count`, each sorted, singles included, in the order of their first node.
pub(crate) fn cluster(count: usize, edges: &[Edge], limits: Thresholds) -> Vec<Vec<u32>> {
    let mut groups = Groups::single(count, edges, limits);
    while let Some(merge) = groups.heap.pop() {
        let (a, b) = merge.slots;
        if groups.link(a, b).is_some_and(|link| link.version == merge.version) {
            groups.merge(a, b);
        }
    }
    let mut found: Vec<Vec<u32>> =
        groups.slots.into_iter().map(|group| group.members).filter(|m| !m.is_empty()).collect();
    found.iter_mut().for_each(|members| members.sort_unstable());
    found.sort_unstable();
    found
}

impl Groups {
    fn single(count: usize, edges: &[Edge], limits: Thresholds) -> Groups {
        let mut degrees = vec![0; count];
        for edge in edges {
            degrees[edge.a as usize] += 1;
            degrees[edge.b as usize] += 1;
        }
        let group = |(node, degree)| Group {
            members: vec![node],
            first: node,
            links: Neighbours::new(count, degree),
            unsettled: Vec::new(),
        };
        let mut groups =
            Groups { slots: (0..).zip(degrees).map(group).collect(), heap: BinaryHeap::new(), limits };
        for edge in edges {
            groups.set(edge.a, edge.b, Link::of(edge));
            groups.offer(edge.a, edge.b);
        }
        groups
    }

    fn link(&self, a: u32, b: u32) -> Option<Link> {
        self.slots[a as usize].links.get(b)
    }

    /// Proposes to merge the groups of two slots, if their evidence allows it, and notes whether it is settled.
    fn offer(&mut self, a: u32, b: u32) {
        let Some(link) = self.link(a, b) else { return };
        let [x, y] = [a, b].map(|slot| &self.slots[slot as usize]);
        let sizes = (x.members.len() * y.members.len()) as f32;
        if let Some(gain) = link.gain(sizes, &self.limits) {
            let nodes = (x.first.min(y.first), x.first.max(y.first));
            self.heap.push(Merge::new(gain, nodes, (a, b), link.version));
        }
        if !link.veto && link.missing(sizes) < link.pairs {
            self.slots[a as usize].unsettled.push(b);
            self.slots[b as usize].unsettled.push(a);
        }
    }

    /// Merges the groups of two slots into the slot of the one with more links.
    fn merge(&mut self, a: u32, b: u32) {
        let links = |slot: u32| self.slots[slot as usize].links.len();
        let (to, from) = if links(a) >= links(b) { (a, b) } else { (b, a) };
        let gone = std::mem::take(&mut self.slots[from as usize]);
        let own = &mut self.slots[to as usize];
        own.members.extend(gone.members);
        own.links.remove(from);
        own.first = own.first.min(gone.first);
        let mut changed = std::mem::take(&mut own.unsettled);
        for (other, link) in gone.links.iter().filter(|(other, _)| *other != to) {
            let joined = self.link(to, other).map_or(link, |own| own.join(link));
            self.slots[other as usize].links.remove(from);
            self.slots[to as usize].links.insert(other, joined);
            changed.push(other);
        }
        changed.sort_unstable();
        changed.dedup();
        for other in changed {
            if let Some(link) = self.link(to, other) {
                self.set(to, other, Link { version: link.version + 1, ..link });
                self.offer(to, other);
            }
        }
    }

    /// Sets the evidence between the groups of two slots.
    fn set(&mut self, a: u32, b: u32, link: Link) {
        self.slots[a as usize].links.insert(b, link);
        self.slots[b as usize].links.insert(a, link);
    }
}

/// Takes out nodes that conflict with some of their group and fit the rest badly, the worst first: a group that is
/// sound as a whole may have carried them in.
pub(crate) fn prune(groups: Vec<Vec<u32>>, edges: &[Edge], keep: f32) -> Vec<Vec<u32>> {
    let mut group_of: FxHashMap<u32, usize> = FxHashMap::default();
    for (i, group) in groups.iter().enumerate() {
        group_of.extend(group.iter().map(|node| (*node, i)));
    }
    let mut by_node: FxHashMap<u32, Vec<&Edge>> = FxHashMap::default();
    // What stands between two groups says nothing of either.
    for edge in edges.iter().filter(|edge| group_of.get(&edge.a) == group_of.get(&edge.b)) {
        by_node.entry(edge.a).or_default().push(edge);
        by_node.entry(edge.b).or_default().push(edge);
    }
    let mut kept: Vec<Vec<u32>> =
        groups.into_iter().flat_map(|group| pruned(group, &by_node, keep)).collect();
    kept.sort_unstable();
    kept
}

/// What is left of a group, and by themselves the nodes that were taken out.
fn pruned(group: Vec<u32>, by_node: &FxHashMap<u32, Vec<&Edge>>, keep: f32) -> Vec<Vec<u32>> {
    let mut inside: FxHashSet<u32> = group.iter().copied().collect();
    let edges = |node: u32| by_node.get(&node).into_iter().flatten();
    let misfit = |node: u32, inside: &FxHashSet<u32>| {
        let (mut sum, mut pairs, mut conflict) = (0.0, 0.0, false);
        for edge in edges(node).filter(|edge| inside.contains(&edge.other(node))) {
            sum += edge.score;
            pairs += 1.0;
            conflict |= edge.conflict;
        }
        (conflict && sum < keep * pairs).then(|| ascending(sum / pairs))
    };
    let mut misfits: FxHashMap<u32, u32> =
        group.iter().filter_map(|node| Some((*node, misfit(*node, &inside)?))).collect();
    let mut worst: BTreeSet<(u32, u32)> = misfits.iter().map(|(node, how)| (*how, *node)).collect();
    let mut taken = Vec::new();
    while inside.len() > 2
        && let Some((_, gone)) = worst.pop_first()
    {
        inside.remove(&gone);
        misfits.remove(&gone);
        taken.push(vec![gone]);
        for node in edges(gone).map(|edge| edge.other(gone)).filter(|other| inside.contains(other)) {
            let now = misfit(node, &inside);
            let before = match now {
                Some(how) => misfits.insert(node, how),
                None => misfits.remove(&node),
            };
            before.map(|how| worst.remove(&(how, node)));
            now.map(|how| worst.insert((how, node)));
        }
    }
    let left = group.into_iter().filter(|node| inside.contains(node)).collect();
    taken.push(left);
    taken
}

/// A number whose order as an integer is that of `value`.
fn ascending(value: f32) -> u32 {
    let bits = value.to_bits();
    // The order of the bits is that of the numbers, once those below zero are turned round.
    if bits >> 31 == 0 { bits | 1 << 31 } else { !bits }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: u32, b: u32, score: f32) -> Edge {
        Edge { a, b, score, conflict: false, veto: false }
    }

    #[test]
    fn the_larger_gain_goes_first_and_of_equal_ones_the_smaller_nodes() {
        let merge = |gain, a, b| Merge::new(gain, (a, b), (a, b), 0);
        let mut merges: Vec<Merge> = [(0.0, 3, 4), (2.5, 7, 9), (-1.0, 0, 1), (2.5, 7, 8), (-0.5, 1, 2)]
            .map(|(gain, a, b)| merge(gain, a, b))
            .into();
        merges.sort_unstable_by(|x, y| y.cmp(x));
        let nodes: Vec<(u32, u32)> = merges.iter().map(|merge| merge.slots).collect();
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
