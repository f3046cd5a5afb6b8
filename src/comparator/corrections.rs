//! What people have said of claims: which give a figure for the same thing, and which do not. That counts more than
//! any evidence; of two corrections that cannot both hold, the later does.

use rustc_hash::{FxHashMap, FxHashSet};

use super::alignment::Edge;
use super::profile::Profile;
use super::rates::Rates;
use super::weighed::Aligned;
use crate::claim::Claim;
use crate::fingerprint::{Fingerprint, fingerprints};

/// Corrections of the alignment, the latest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections(pub Vec<Correction>);

/// One correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// These claims give a figure for the same thing.
    Join(Vec<Fingerprint>),
    /// The claims of one side do not give a figure for the same thing as those of the other; where the other is empty,
    /// no two of them do.
    Separate(Vec<Fingerprint>, Vec<Fingerprint>),
}

/// Log-odds of claims that are joined: more than any evidence.
pub(crate) const SURE: f32 = 100.0;

/// The corrections of an input as pairs of claims, the smaller first, sorted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Corrected {
    /// One thing, with all pairs that follow: if a is b and b is c, then a is c.
    pub(crate) together: Vec<(usize, usize)>,
    /// Two things.
    pub(crate) apart: Vec<(usize, usize)>,
}

impl Corrections {
    /// The pairs of `claims` that the corrections speak of.
    pub(crate) fn pairs(&self, claims: &[Claim]) -> Corrected {
        if self.0.is_empty() {
            return Corrected::default();
        }
        let known: FxHashSet<Fingerprint> = self.0.iter().flat_map(Correction::all).copied().collect();
        let mut claims_of: FxHashMap<Fingerprint, Vec<usize>> = FxHashMap::default();
        for (claim, print) in fingerprints(claims).into_iter().enumerate() {
            if known.contains(&print) {
                claims_of.entry(print).or_default().push(claim);
            }
        }
        let found = |prints: &[Fingerprint]| -> Vec<usize> {
            prints.iter().filter_map(|print| claims_of.get(print)).flatten().copied().collect()
        };
        let mut people = People::default();
        for correction in self.0.iter().rev() {
            match correction {
                Correction::Join(prints) => {
                    found(prints).windows(2).for_each(|pair| people.join(pair[0], pair[1]));
                }
                Correction::Separate(some, others) if others.is_empty() => {
                    for (n, a) in some.iter().enumerate() {
                        let pairs = found(&[*a])
                            .into_iter()
                            .flat_map(|a| found(&some[n + 1..]).into_iter().map(move |b| (a, b)));
                        pairs.for_each(|(a, b)| people.separate(a, b));
                    }
                }
                Correction::Separate(some, others) => {
                    let others = found(others);
                    let crossed = found(some).into_iter().flat_map(|a| others.iter().map(move |b| (a, *b)));
                    crossed.for_each(|(a, b)| people.separate(a, b));
                }
            }
        }
        people.pairs()
    }
}

impl Correction {
    fn all(&self) -> impl Iterator<Item = &Fingerprint> {
        let (some, others): (&[Fingerprint], &[Fingerprint]) = match self {
            Correction::Join(prints) => (prints, &[]),
            Correction::Separate(some, others) => (some, others),
        };
        some.iter().chain(others)
    }
}

/// What has been said so far, the latest first; what contradicts it is not heard.
#[derive(Default)]
struct People {
    /// By claim: the group of claims about one thing.
    group: FxHashMap<usize, usize>,
    apart: FxHashSet<(usize, usize)>,
}

impl People {
    fn group(&self, claim: usize) -> usize {
        self.group.get(&claim).copied().unwrap_or(claim)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.group(a), self.group(b));
        let between = |pair: &(usize, usize)| {
            let (x, y) = (self.group(pair.0), self.group(pair.1));
            (x, y) == (a, b) || (x, y) == (b, a)
        };
        if a == b || self.apart.iter().any(between) {
            return;
        }
        // The group has the number of its first claim, which stands for itself elsewhere.
        self.group.values_mut().filter(|group| **group == b).for_each(|group| *group = a);
        self.group.insert(b, a);
        self.group.insert(a, a);
    }

    fn separate(&mut self, a: usize, b: usize) {
        if self.group(a) != self.group(b) {
            self.apart.insert((a.min(b), a.max(b)));
        }
    }

    fn pairs(self) -> Corrected {
        let mut groups: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (claim, group) in &self.group {
            groups.entry(*group).or_default().push(*claim);
        }
        let mut together = Vec::new();
        for mut group in groups.into_values() {
            group.sort_unstable();
            for (n, a) in group.iter().enumerate() {
                together.extend(group[n + 1..].iter().map(|b| (*a, *b)));
            }
        }
        together.sort_unstable();
        let mut apart: Vec<(usize, usize)> = self.apart.into_iter().collect();
        apart.sort_unstable();
        Corrected { together, apart }
    }
}

impl Corrected {
    pub(crate) fn is_empty(&self) -> bool {
        self.together.is_empty() && self.apart.is_empty()
    }

    /// Whether the two claims were joined.
    pub(crate) fn joins(&self, a: usize, b: usize) -> bool {
        self.together.binary_search(&(a.min(b), a.max(b))).is_ok()
    }

    /// Whether the two claims were separated.
    pub(crate) fn separates(&self, a: usize, b: usize) -> bool {
        self.apart.binary_search(&(a.min(b), a.max(b))).is_ok()
    }

    /// `edges` between the claims of `profiles` with what people have said; pairs that were never looked at come
    /// behind the others.
    pub(crate) fn edges(&self, mut edges: Vec<Edge>, profiles: &[Profile]) -> Vec<Edge> {
        if self.is_empty() {
            return edges;
        }
        let node_of: FxHashMap<usize, u32> =
            (0u32..).zip(profiles).map(|(node, profile)| (profile.claim, node)).collect();
        let mut place: FxHashMap<(u32, u32), usize> =
            edges.iter().enumerate().map(|(i, edge)| ((edge.a.min(edge.b), edge.a.max(edge.b)), i)).collect();
        let said = self.together.iter().map(|pair| (pair, true));
        let said = said.chain(self.apart.iter().map(|pair| (pair, false)));
        for ((a, b), together) in said {
            let (Some(a), Some(b)) = (node_of.get(a), node_of.get(b)) else { continue };
            let (a, b) = (*a.min(b), *a.max(b));
            let at = *place.entry((a, b)).or_insert_with(|| {
                edges.push(Edge { a, b, score: 0.0, conflict: false, veto: false });
                edges.len() - 1
            });
            let edge = &mut edges[at];
            match together {
                true => *edge = Edge { score: SURE, conflict: false, veto: false, ..*edge },
                false => edge.veto = true,
            }
        }
        edges
    }

    /// `groups` of articles, of which those whose claims were joined are one; `docs` is by claim its article.
    pub(crate) fn with_joined(&self, mut groups: Vec<Vec<usize>>, docs: &[usize]) -> Vec<Vec<usize>> {
        for (a, b) in &self.together {
            let of = |claim: usize| groups.iter().position(|group| group.contains(&docs[claim]));
            let (Some(x), Some(y)) = (of(*a), of(*b)) else { continue };
            if x != y {
                let moved = std::mem::take(&mut groups[x.max(y)]);
                groups[x.min(y)].extend(moved);
            }
        }
        groups.retain(|group| !group.is_empty());
        groups.iter_mut().for_each(|group| group.sort_unstable());
        groups
    }
}

impl Corrected {
    /// Makes one fact of the groups of two events whose claims were joined; its event is that of the first.
    pub(super) fn join_across_events(&self, aligned: &mut [Aligned]) {
        for (a, b) in &self.together {
            let event_of = |claim: &usize| aligned.iter().position(|event| event.claims.contains(claim));
            let (Some(x), Some(y)) = (event_of(a), event_of(b)) else { continue };
            let [x, y, a, b] = if x <= y { [x, y, *a, *b] } else { [y, x, *b, *a] };
            if x != y {
                let (own, confidence) = aligned[x].take(a);
                let fits = |claim: &usize| !own.iter().any(|other| self.separates(*claim, *other));
                let moved = aligned[y].give(b, fits);
                aligned[x].receive((own, confidence), moved);
            }
        }
    }
}

/// What moves from one event to another.
struct Moved {
    claims: Vec<usize>,
    confidence: Option<f64>,
    conversions: FxHashSet<(usize, usize)>,
    rates: Rates,
}

impl Aligned {
    /// Takes out the group of a claim, with its confidence; the claim alone where it is in none.
    fn take(&mut self, claim: usize) -> (Vec<usize>, Option<f64>) {
        match self.groups.iter().position(|(claims, _)| claims.contains(&claim)) {
            Some(at) => {
                let (claims, confidence) = self.groups.remove(at);
                (claims, Some(confidence))
            }
            None => (vec![claim], None),
        }
    }

    /// Gives the group of a claim away, but for those that do not fit where it goes.
    fn give(&mut self, claim: usize, fits: impl Fn(&usize) -> bool) -> Moved {
        let (group, confidence) = self.take(claim);
        let (claims, kept): (Vec<usize>, Vec<usize>) =
            group.into_iter().partition(|member| *member == claim || fits(member));
        self.claims.retain(|member| !claims.contains(member));
        if kept.len() > 1 {
            self.groups.extend(confidence.map(|confidence| (kept, confidence)));
        }
        Moved { claims, confidence, conversions: self.conversions.clone(), rates: self.rates.clone() }
    }

    /// Puts what was moved to a group of its own.
    fn receive(&mut self, (mut group, confidence): (Vec<usize>, Option<f64>), moved: Moved) {
        group.extend(&moved.claims);
        group.sort_unstable();
        self.claims.extend(moved.claims);
        // A claim that stood alone says nothing of how sure the others are.
        let sure = confidence.into_iter().chain(moved.confidence).reduce(f64::min).unwrap_or(1.0);
        self.groups.push((group, sure));
        self.conversions.extend(moved.conversions);
        self.rates.learn(&moved.rates);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(said: &[(char, usize, usize)]) -> Corrected {
        let mut people = People::default();
        for (what, a, b) in said.iter().rev() {
            match what {
                '=' => people.join(*a, *b),
                _ => people.separate(*a, *b),
            }
        }
        people.pairs()
    }

    #[test]
    fn the_later_of_two_contradicting_corrections_holds() {
        let joined = people(&[('/', 1, 2), ('=', 1, 2)]);
        assert_eq!((joined.together, joined.apart), (vec![(1, 2)], vec![]));
        let separated = people(&[('=', 1, 2), ('/', 1, 2)]);
        assert_eq!((separated.together, separated.apart), (vec![], vec![(1, 2)]));
    }

    #[test]
    fn what_follows_from_later_corrections_holds_as_well() {
        let joined = people(&[('/', 1, 3), ('=', 1, 2), ('=', 2, 3)]);
        assert_eq!((joined.together, joined.apart), (vec![(1, 2), (1, 3), (2, 3)], vec![]));
        let separated = people(&[('=', 1, 2), ('=', 2, 3), ('/', 1, 3)]);
        assert_eq!((separated.together, separated.apart), (vec![(2, 3)], vec![(1, 3)]));
    }
}
