//! What a desk has decided about figures: which one it uses, which difference needs no look, which claims give a
//! figure for the same thing.
//!
//! Decisions are kept as plain text, one table each, in which new ones only ever come at the end. Facts and claims are
//! recognised again by the words of their sentences ([`crate::fingerprint`]). A decision holds for a fact that has one
//! of its claims; of several the latest does: the one with the later date, or further down in the text. It covers the
//! figures that it has seen; when the fact gets another, it is open again.

mod apply;
mod read;
mod write;

use crate::claim::Claim;
use crate::comparator::{Correction, Corrections};
use crate::comparison::Comparison;
use crate::fact::Fact;
use crate::fingerprint::{Fingerprint, figure_key, fingerprints};

/// All decisions, the latest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    list: Vec<Decision>,
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub action: Action,
    /// What the fact is about; for readers of the file.
    pub fact: Option<String>,
    /// When, as a time of RFC 3339 in UTC.
    pub date: String,
    /// By whom.
    pub by: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// The claims that it speaks of: those with the accepted figure, all of a fact that is dismissed or opened again,
    /// those that are separated or joined.
    pub claims: Vec<DecidedClaim>,
    /// The other claims of the fact: those with other figures than the accepted one, those that some are separated from.
    pub others: Vec<DecidedClaim>,
}

/// What can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// This figure is used, the others of the fact are not.
    Accept {
        /// The figure as an article writes it.
        figure: String,
    },
    /// The figures of the fact need no further look.
    Dismiss,
    /// What was decided about the fact no longer holds.
    Reopen,
    /// Some claims do not give a figure for the same thing as the others; where there are no others, each of them
    /// stands for itself.
    Separate,
    /// The claims give a figure for the same thing.
    Join,
}

/// A claim as a decision remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedClaim {
    /// What it is recognised by.
    pub fingerprint: Fingerprint,
    /// Its figure, as [`figure_key`] names it.
    pub figure: String,
    /// Its words; for readers of the file.
    pub text: String,
}

/// Something that is wrong in a text of decisions.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{line}: {message}")]
pub struct DecisionError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there, and what would be right.
    pub message: String,
}

impl Action {
    /// The word for it, on the command line and in the file.
    pub fn word(&self) -> &'static str {
        match self {
            Action::Accept { .. } => "accept",
            Action::Dismiss => "dismiss",
            Action::Reopen => "reopen",
            Action::Separate => "separate",
            Action::Join => "join",
        }
    }
}

impl Decisions {
    /// The decisions in a text, or all that is wrong with it.
    ///
    /// # Errors
    /// Each with its line: TOML that is broken, names that are not known, claims or dates that are missing.
    pub fn parse(text: &str) -> Result<Self, Vec<DecisionError>> {
        read::read(text)
    }

    /// The decisions in order, the latest last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Decision> {
        self.list.iter()
    }

    /// What they say of the alignment, for [`Options`](crate::comparator::Options).
    pub fn corrections(&self) -> Corrections {
        let prints = |claims: &[DecidedClaim]| claims.iter().map(|claim| claim.fingerprint).collect();
        let correction = |decision: &Decision| match decision.action {
            Action::Join => Some(Correction::Join(prints(&decision.claims))),
            Action::Separate => {
                Some(Correction::Separate(prints(&decision.claims), prints(&decision.others)))
            }
            Action::Accept { .. } | Action::Dismiss | Action::Reopen => None,
        };
        Corrections(self.list.iter().filter_map(correction).collect())
    }

    /// Marks the facts that were decided, puts those whose decision holds behind the others, and counts them.
    pub fn apply(&self, comparison: &mut Comparison) {
        apply::apply(self, comparison);
    }
}

impl Decision {
    /// A decision of now on `fact` of `comparison`: `claims` are the ids of those that it speaks of, the others of the
    /// fact are its others. A decision on no fact has no others.
    pub fn new(comparison: &Comparison, action: Action, fact: Option<&Fact>, claims: &[&str]) -> Self {
        let of_fact: Vec<&str> = fact
            .iter()
            .flat_map(|fact| &fact.figures)
            .flat_map(|f| f.claims.iter().map(String::as_str))
            .collect();
        let others: Vec<&str> = of_fact.into_iter().filter(|id| !claims.contains(id)).collect();
        let claims = decided(&comparison.claims, claims);
        let mut others = decided(&comparison.claims, &others);
        // The same words in another article are the same claim.
        others.retain(|other| !claims.iter().any(|claim| claim.fingerprint == other.fingerprint));
        Decision {
            action,
            fact: fact.map(|fact| fact.label.clone()),
            date: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            by: None,
            note: None,
            claims,
            others,
        }
    }

    /// The decision as a table of the file, with a blank line in front. `known` is the text of the file so far: the
    /// name of the table is one that it does not have.
    pub fn to_toml(&self, known: &str) -> String {
        write::table(self, known)
    }
}

/// The claims with these ids, as decisions remember them.
fn decided(claims: &[Claim], ids: &[&str]) -> Vec<DecidedClaim> {
    let prints = fingerprints(claims);
    let wanted = claims.iter().zip(prints).filter(|(claim, _)| ids.contains(&claim.id.as_str()));
    let mut decided: Vec<DecidedClaim> = wanted
        .map(|(claim, fingerprint)| DecidedClaim {
            fingerprint,
            figure: figure_key(&claim.quantity),
            text: claim.text.clone(),
        })
        .collect();
    decided.sort_by_key(|claim| claim.fingerprint);
    decided.dedup_by_key(|claim| claim.fingerprint);
    decided
}
