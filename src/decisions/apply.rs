//! Decisions on the facts of a comparison: which hold, and what has come in since.

use rustc_hash::FxHashMap;

use super::{Action, Decision, Decisions};
use crate::claim::Claim;
use crate::comparison::Comparison;
use crate::fact::{DecisionOutcome, Fact, FactDecision, Figure, Verdict};
use crate::fingerprint::{Fingerprint, figure_key, fingerprints};

/// A claim with what it is recognised by.
type Known<'a> = FxHashMap<&'a str, (&'a Claim, Fingerprint)>;

pub(super) fn apply(decisions: &Decisions, comparison: &mut Comparison) {
    let rulings: Vec<&Decision> = decisions.iter().filter(|decision| is_ruling(decision)).collect();
    if rulings.is_empty() {
        return;
    }
    // By fingerprint: the latest decision on the claim.
    let mut latest: FxHashMap<Fingerprint, usize> = FxHashMap::default();
    for (i, decision) in rulings.iter().enumerate() {
        let claims = decision.claims.iter().chain(&decision.others);
        latest.extend(claims.map(|claim| (claim.fingerprint, i)));
    }
    let prints = fingerprints(&comparison.claims);
    let known: Known<'_> = comparison
        .claims
        .iter()
        .zip(prints)
        .map(|(claim, print)| (claim.id.as_str(), (claim, print)))
        .collect();
    for fact in &mut comparison.facts {
        let claims = fact.figures.iter().flat_map(|figure| &figure.claims);
        let decisions = claims.filter_map(|id| latest.get(&known.get(id.as_str())?.1));
        fact.decision = decisions.max().and_then(|i| standing(rulings[*i], fact, &known));
    }
    comparison.facts.sort_by_key(Fact::is_decided);
    let decided = |fact: &&Fact| fact.is_decided() && fact.verdict == Verdict::Conflict;
    comparison.summary.decided = comparison.facts.iter().filter(decided).count();
}

fn is_ruling(decision: &Decision) -> bool {
    matches!(decision.action, Action::Accept { .. } | Action::Dismiss | Action::Reopen)
}

/// What the decision says of the fact now; nothing where the fact was opened again.
fn standing(decision: &Decision, fact: &Fact, known: &Known<'_>) -> Option<FactDecision> {
    let (outcome, figure) = match &decision.action {
        Action::Accept { figure } => (DecisionOutcome::Accepted, Some(figure.clone())),
        Action::Dismiss => (DecisionOutcome::Dismissed, None),
        Action::Reopen | Action::Separate | Action::Join => return None,
    };
    let states = |figure: &Figure, decided: &[super::DecidedClaim]| {
        let claims = figure.claims.iter().filter_map(|id| known.get(id.as_str()));
        claims.into_iter().any(|(claim, print)| {
            let key = figure_key(&claim.quantity);
            decided.iter().any(|decided| decided.fingerprint == *print || decided.figure == key)
        })
    };
    let accepted =
        |figure: &&Figure| outcome == DecisionOutcome::Accepted && states(figure, &decision.claims);
    let is_new = |figure: &&Figure| !states(figure, &decision.claims) && !states(figure, &decision.others);
    let new: Vec<String> = fact.figures.iter().filter(is_new).map(|figure| figure.id.clone()).collect();
    Some(FactDecision {
        outcome,
        in_force: new.is_empty(),
        figure,
        accepted: fact.figures.iter().find(accepted).map(|figure| figure.id.clone()),
        new,
        date: decision.date.clone(),
        by: decision.by.clone(),
        note: decision.note.clone(),
    })
}
