//! A fact: two or more claims that give a figure for the same thing, and what their figures say of each other.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Claims that give a figure for the same thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fact {
    /// `f-` and a short hash of the content of its claims.
    pub id: String,
    /// What the fact is about, in the articles' own words.
    pub label: String,
    /// Kind of quantity that its claims share.
    pub dimension: String,
    /// Standard word that its claims share.
    pub aspect: Option<String>,
    /// The distinct figures, each once.
    pub figures: Vec<Figure>,
    /// The worst verdict of its pairs.
    pub verdict: Verdict,
    /// Probability that these claims give a figure for the same thing, 0 to 1.
    pub confidence: f64,
    /// How much an editor should care, 0 to 1.
    pub severity: f64,
    /// Pairs of figures that do not agree.
    pub discrepancies: Vec<Discrepancy>,
    /// What was decided about it, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<FactDecision>,
}

impl Fact {
    /// Whether a decision about it holds.
    pub fn is_decided(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.in_force)
    }
}

/// What was decided about a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactDecision {
    /// What was decided.
    pub outcome: DecisionOutcome,
    /// Whether it holds: not when figures have come in that it does not cover.
    pub in_force: bool,
    /// The accepted figure, as it was written then.
    pub figure: Option<String>,
    /// Id of the figure that is the accepted one now.
    pub accepted: Option<String>,
    /// Ids of the figures that the decision does not cover.
    pub new: Vec<String>,
    /// When, as a time of RFC 3339 in UTC.
    pub date: String,
    /// By whom.
    pub by: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// What can be decided about a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionOutcome {
    /// One of its figures is used.
    Accepted,
    /// It needs no further look.
    Dismissed,
}

/// Claims that state the same figure in the same strength.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// `a`, `b`, ... within its fact.
    pub id: String,
    /// The figure as written in one of the claims.
    pub text: String,
    /// Lower end as written.
    #[serde(with = "crate::claim::optional_number")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<Decimal>,
    /// Upper end as written.
    #[serde(with = "crate::claim::optional_number")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<Decimal>,
    /// Ids of the claims that state it.
    pub claims: Vec<String>,
    /// Number of independent sources among them.
    pub origins: usize,
}

/// What two figures of one fact say of each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Discrepancy {
    /// Id of one figure.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// `compatible` or `conflict`.
    pub verdict: Verdict,
    /// The verdict's reason in words.
    pub explanation: String,
    /// Larger over smaller nearest bound; `None` when undefined.
    pub ratio: Option<f64>,
    /// Ways in which both could still be right.
    pub hypotheses: Vec<Hypothesis>,
}

/// Whether two figures can both be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Equal as written, after conversion of units.
    Agree,
    /// Not equal, but the ranges that they allow meet.
    Compatible,
    /// The ranges that they allow do not meet.
    Conflict,
}

/// A way in which two conflicting figures could both be right, by calculation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hypothesis {
    /// Which kind of explanation.
    pub kind: HypothesisKind,
    /// The explanation with its arithmetic, in words.
    pub explanation: String,
    /// Ids of the claims that the arithmetic uses.
    pub claims: Vec<String>,
    /// Whether it resolves the conflict exactly.
    pub resolves: bool,
}

/// The kinds of hypothesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum HypothesisKind {
    /// $1,000 a month for three months is $3,000.
    RateTimesDuration,
    /// The later report has the newer figure.
    LaterUpdate,
    /// 350 and 500 are parts of 850.
    PartOfTotal,
    /// The same digits in another unit.
    UnitConfusion,
    /// A factor of 10, 100, 1,000.
    ScaleSlip,
    /// 135 against 153.
    TransposedDigits,
    /// One figure is the other, rounded.
    Rounding,
    /// One currency at a known rate is the other.
    CurrencyConversion,
    /// The figures are given for different conditions.
    DifferentScope,
}
