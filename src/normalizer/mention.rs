//! A mention: a figure found in a sentence, with its bound, unit and noun, as token ranges; the step before a claim.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::claim::{Bound, Trend, Unit};

/// A figure with the words that belong to it. All ranges are indices into the document's tokens.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The figure alone; from the first to the second one in a range.
    pub figure: Range<usize>,
    /// The figure with its modifiers, unit or counted noun.
    pub tokens: Range<usize>,
    /// Which side is open.
    pub bound: Bound,
    /// Whether a hedge says that the figure is not exact.
    pub approximate: bool,
    /// Lower end as written.
    pub low: Option<Decimal>,
    /// Upper end as written.
    pub high: Option<Decimal>,
    /// Place value of the last digit written, for the lower and the upper end.
    pub step: (Decimal, Decimal),
    /// Whether the figure has a magnitude word or a decimal point, so that it stands for what rounds to it.
    pub rounded: bool,
    /// What it is a figure of.
    pub unit: MentionUnit,
    /// Denominators of a rate.
    pub per: Vec<Unit>,
    /// Direction, when the figure is a change.
    pub trend: Option<Trend>,
    /// The counted noun phrase, without the figure.
    pub noun: Option<Range<usize>>,
    /// Words that limit the figure: "another", "others", "of them".
    pub group: Option<Range<usize>>,
}

/// The unit of a mention, with what is needed to convert it.
#[derive(Debug, Clone)]
pub(crate) struct MentionUnit {
    /// Kind of quantity in snake case.
    pub dimension: &'static str,
    /// The unit as the contract gives it.
    pub unit: Unit,
    /// base = value * factor + offset
    pub factor: Decimal,
    /// See `factor`.
    pub offset: Decimal,
    /// Code of the base unit.
    pub base: String,
}

impl Mention {
    /// The token at which the figure starts.
    pub(crate) fn at(&self) -> usize {
        self.figure.start
    }
}
