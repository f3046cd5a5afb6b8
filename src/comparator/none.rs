//! "No casualties" says of the dead and of the injured that there are none: it stands against both tolls.

use rustc_hash::FxHashMap;

use super::alignment::Edge;
use super::cues;
use super::features::Feature;
use super::pair_features::PairFeatures;
use super::profile::Profile;
use crate::claim::Claim;

/// What the claims of an event are weighed by.
pub(crate) struct Weighing<'a> {
    pub(crate) profiles: &'a [Profile],
    pub(crate) claims: &'a [Claim],
    /// The pairs that were looked at, with their evidence.
    pub(crate) edges: &'a [Edge],
    /// Their features, in the same order; pairs behind them have none.
    pub(crate) values: &'a PairFeatures,
}

/// For each group the claims that say there is none of several things, of which what the group counts is one, and that
/// are in another group.
pub(crate) fn shared(groups: &[Vec<u32>], weighing: &Weighing) -> Vec<Vec<u32>> {
    let mut shared = vec![Vec::new(); groups.len()];
    let says_none = |node: &u32| weighing.is_none(*node) && covered(weighing.aspect(*node)).next().is_some();
    let nones: Vec<u32> = (0u32..).take(weighing.profiles.len()).filter(says_none).collect();
    if nones.is_empty() {
        return shared;
    }
    let at: FxHashMap<(u32, u32), usize> =
        weighing.edges.iter().enumerate().map(|(i, e)| ((e.a.min(e.b), e.a.max(e.b)), i)).collect();
    for none in nones {
        for aspect in covered(weighing.aspect(none)) {
            let own = |group: &[u32]| group.contains(&none);
            let stands = |group: &[u32]| weighing.counts(group, aspect);
            if groups.iter().any(|group| own(group) && stands(group)) {
                continue;
            }
            let fits = groups.iter().enumerate().filter(|(_, group)| !own(group) && stands(group));
            let best = fits
                .filter_map(|(i, group)| Some((i, weighing.fit(none, group, &at)?)))
                .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
            if let Some((group, _)) = best {
                shared[group].push(none);
            }
        }
    }
    shared
}

/// The standard words of which none is left when there is none of this one.
fn covered(aspect: &str) -> impl Iterator<Item = &'static str> {
    cues::line_of("covers", aspect).into_iter().flatten()
}

impl Weighing<'_> {
    fn aspect(&self, node: u32) -> &str {
        self.claim(node).aspect.as_deref().unwrap_or_default()
    }

    fn claim(&self, node: u32) -> &Claim {
        &self.claims[self.profiles[node as usize].claim]
    }

    fn is_none(&self, node: u32) -> bool {
        self.claim(node).quantity.high.is_some_and(|high| high.is_zero())
    }

    /// Most claims of the group that are not zero stand under this standard word.
    fn counts(&self, group: &[u32], aspect: &str) -> bool {
        let some: Vec<&u32> = group.iter().filter(|node| !self.is_none(**node)).collect();
        2 * some.iter().filter(|node| self.aspect(***node) == aspect).count() > some.len()
    }

    /// Mean evidence between a claim and the tolls of a group; `None` when it does not speak for them.
    fn fit(&self, none: u32, group: &[u32], at: &FxHashMap<(u32, u32), usize>) -> Option<f32> {
        let tolls: Vec<usize> = group
            .iter()
            .filter(|node| !self.is_none(**node))
            .filter_map(|node| at.get(&(none.min(*node), none.max(*node))).copied())
            // Pairs that were joined without having been looked at have no features.
            .filter(|i| !self.edges[*i].veto && self.values.value(*i, Feature::main_toll) > 0.0)
            .collect();
        let mean = tolls.iter().map(|i| self.edges[*i].score).sum::<f32>() / tolls.len() as f32;
        (mean > 0.0).then_some(mean)
    }
}
