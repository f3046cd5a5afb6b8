//! Which facts and claims a table shows. JSON is never filtered.

use crate::article::ArticleSummary;
use crate::claim::Claim;
use crate::comparison::is_resolved;
use crate::fact::{Fact, Verdict};

/// Which part of a comparison a table shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Facts in conflict.
    Conflicts,
    /// Facts in conflict and facts whose figures differ but can both be right.
    #[default]
    Differences,
    /// All facts.
    All,
    /// What is in no fact: figures that stand alone, articles without figures, what was not compared.
    Unmatched,
}

/// What narrows a table down; all of it must hold.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filter {
    /// Which part is shown.
    pub show: Show,
    /// Words that must all stand in the label, the aspect, a figure or the sentence around one.
    pub about: Vec<String>,
    /// Aspects, one of which must be that of the fact.
    pub aspects: Vec<String>,
    /// Outlets, one of which must state a figure of the fact.
    pub outlets: Vec<String>,
    /// The least confidence that the claims are about one thing.
    pub min_confidence: f64,
}

impl Filter {
    /// Whether anything but [`Filter::show`] narrows the table down.
    pub(super) fn narrows(&self) -> bool {
        !self.about.is_empty()
            || !self.aspects.is_empty()
            || !self.outlets.is_empty()
            || self.min_confidence > 0.0
    }

    /// Whether facts of this verdict are shown.
    pub(super) fn shows(&self, verdict: Verdict) -> bool {
        match self.show {
            Show::Conflicts => verdict == Verdict::Conflict,
            Show::Differences => verdict != Verdict::Agree,
            Show::All => true,
            Show::Unmatched => false,
        }
    }

    /// Whether the fact is shown, were it not for its verdict.
    pub(super) fn admits_fact(&self, fact: &Fact, claims: &[(&Claim, Option<&ArticleSummary>)]) -> bool {
        fact.confidence >= self.min_confidence
            && self.admits_aspect(fact.aspect.as_deref())
            && self.admits_outlet(claims.iter().filter_map(|(_, article)| *article))
            && self.about.iter().all(|word| {
                holds(&fact.label, word)
                    || fact.aspect.as_ref().is_some_and(|aspect| holds(aspect, word))
                    || claims.iter().any(|(claim, _)| mentions(claim, word))
            })
    }

    /// Whether a claim that is in no fact is shown.
    pub(super) fn admits_claim(&self, claim: &Claim, article: Option<&ArticleSummary>) -> bool {
        self.admits_aspect(claim.aspect.as_deref())
            && self.admits_outlet(article)
            && self.about.iter().all(|word| mentions(claim, word))
    }

    fn admits_aspect(&self, aspect: Option<&str>) -> bool {
        self.aspects.is_empty()
            || aspect
                .is_some_and(|aspect| self.aspects.iter().any(|wanted| wanted.eq_ignore_ascii_case(aspect)))
    }

    /// Whether one of the articles is of an outlet that is asked for.
    pub(super) fn admits_outlet<'a>(&self, articles: impl IntoIterator<Item = &'a ArticleSummary>) -> bool {
        self.outlets.is_empty()
            || articles.into_iter().any(|article| {
                let name = article.outlet.as_ref().unwrap_or(&article.id);
                self.outlets.iter().any(|wanted| holds(name, wanted))
            })
    }
}

/// The order in which a table shows facts of this kind: conflicts, explained ones, compatible, agreeing, decided.
pub(super) fn rank(fact: &Fact) -> u8 {
    match fact.verdict {
        _ if fact.is_decided() => 4,
        Verdict::Conflict if !is_resolved(fact) => 0,
        Verdict::Conflict => 1,
        Verdict::Compatible => 2,
        Verdict::Agree => 3,
    }
}

fn mentions(claim: &Claim, word: &str) -> bool {
    holds(&claim.context, word)
        || holds(&claim.text, word)
        || holds(&claim.subject, word)
        || claim.aspect.as_ref().is_some_and(|aspect| holds(aspect, word))
}

fn holds(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}
