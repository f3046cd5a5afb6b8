//! Units: currencies, measures, counted nouns, rates.

pub(crate) mod counted;
pub(crate) mod measure;
pub(crate) mod money;
pub(crate) mod rate;

use rust_decimal::Decimal;

use crate::claim::Unit;
use crate::lexicon::{Currency, Measure};
use crate::normalizer::mention::MentionUnit;

impl MentionUnit {
    /// A sum of money.
    pub(crate) fn money(currency: Currency) -> Self {
        MentionUnit {
            dimension: "money",
            unit: Unit { code: currency.unit_code(), name: currency.name.into(), phrase: None },
            factor: currency.factor,
            offset: Decimal::ZERO,
            base: currency.code.into(),
        }
    }

    /// A measure.
    pub(crate) fn measure(measure: Measure<'_>) -> Self {
        MentionUnit {
            dimension: measure.dimension,
            unit: Unit { code: measure.code.into(), name: measure.name.into(), phrase: None },
            factor: measure.factor,
            offset: measure.offset,
            base: measure.base.into(),
        }
    }

    /// A counted noun; `phrase` is the whole noun phrase in its lemmas.
    pub(crate) fn count(head: &str, phrase: &str) -> Self {
        let code = ["{", head, "}"].concat();
        MentionUnit {
            dimension: "count",
            base: code.clone(),
            unit: Unit { code, name: head.into(), phrase: Some(phrase.into()) },
            factor: Decimal::ONE,
            offset: Decimal::ZERO,
        }
    }

    /// A unit that needs no conversion.
    pub(crate) fn plain(dimension: &'static str, code: &str, name: &str, base: &str) -> Self {
        MentionUnit {
            dimension,
            unit: Unit { code: code.into(), name: name.into(), phrase: None },
            factor: Decimal::ONE,
            offset: Decimal::ZERO,
            base: base.into(),
        }
    }

    /// Years of age.
    pub(crate) fn age(code: &str, name: &str, in_years: Decimal) -> Self {
        MentionUnit { factor: in_years, ..MentionUnit::plain("age", code, name, "a") }
    }

    /// A part of one, in the base of percentages.
    pub(crate) fn fraction() -> Self {
        MentionUnit::plain("percent", "1", "", "1")
    }

    /// How many times an amount.
    pub(crate) fn ratio() -> Self {
        MentionUnit::plain("ratio", "1", "time", "1")
    }

    /// A bare number.
    pub(crate) fn none() -> Self {
        MentionUnit::plain("count", "", "", "")
    }

    /// Whether no unit has been found.
    pub(crate) fn is_none(&self) -> bool {
        self.unit.code.is_empty() && self.dimension == "count"
    }
}
