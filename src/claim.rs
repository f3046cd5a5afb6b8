//! A claim: one figure of one article, with everything that is needed to compare it and to find it again.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// One quantitative claim, as the normalizer reads it from an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// `ARTICLE#BYTE`, the byte where the figure starts.
    pub id: String,
    /// The id of the article that makes the claim.
    pub article: String,
    /// The figure with its modifiers, unit or counted noun.
    pub span: Span,
    /// The figure alone ("800", "13.9 billion", "dozens").
    pub number_span: Span,
    /// The sentence that the figure stands in.
    pub sentence: Span,
    /// Line of the figure, from 1.
    pub line: usize,
    /// Column of the figure in characters, from 1.
    pub column: usize,
    /// Page of the figure, from 1; only for formats that have pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<usize>,
    /// Exactly the article's bytes at `span`.
    pub text: String,
    /// The text around the figure, at most 400 bytes, cut at words.
    pub context: String,
    /// What is claimed.
    pub quantity: Quantity,
    /// What is measured, in the article's words.
    pub subject: String,
    /// The standard word for what is said of it ("killed", "salary", "distance").
    pub aspect: Option<String>,
    /// What the figure is limited to, as the text has it.
    pub scope: Scope,
    /// Who says so; `None` when the article says it in its own voice.
    pub attribution: Option<Attribution>,
    /// Whether the figure is stated as true, as planned, as denied.
    pub modality: Modality,
}

/// A figure as written, its unit, and the range that it allows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity {
    /// Kind of quantity, in snake case: `count`, `money`, `percent`, `length`, `duration`, `age`, `magnitude`, ...
    pub dimension: String,
    /// Which side of the figure is open.
    pub bound: Bound,
    /// About, some, nearly, an estimated ...
    pub approximate: bool,
    /// Lower end as written, in `unit`; `None` when that side is open.
    #[serde(with = "optional_number")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<Decimal>,
    /// Upper end as written, in `unit`; `None` when that side is open.
    #[serde(with = "optional_number")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<Decimal>,
    /// The unit of the figure.
    pub unit: Unit,
    /// Denominators of a rate ("a month", "each").
    pub per: Vec<Unit>,
    /// The range that the claim allows, in the base unit; verdicts use nothing else.
    pub base: BaseRange,
    /// Set when the figure is a change ("rose 5 percent").
    pub trend: Option<Trend>,
}

/// A unit of measure, a currency, or a counted noun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct Unit {
    /// ISO 4217 for money, `%`, UCUM for measures, `{noun}` for counted things, empty for a bare number.
    pub code: String,
    /// Singular English name; for counts the lemma of the head noun.
    pub name: String,
    /// Counts only: the lemmatised noun phrase as it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<String>,
}

/// The range that a claim allows after bound, hedge, rounding and conversion to the base unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema, Default)]
pub struct BaseRange {
    /// Lower end, in `unit`; `None` when open.
    #[serde(with = "optional_number")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<Decimal>,
    /// Upper end, in `unit`; `None` when open.
    #[serde(with = "optional_number")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<Decimal>,
    /// Code of the base unit (m, kg, s, K, the currency itself, `{noun}`).
    pub unit: String,
}

/// Which side of a figure is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// "40"
    Exact,
    /// "at least 40"
    AtLeast,
    /// "more than 40"
    MoreThan,
    /// "up to 40"
    AtMost,
    /// "under 40"
    LessThan,
    /// "30 to 40"
    Between,
}

/// Direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// "rose by 5"
    Up,
    /// "fell by 5"
    Down,
}

/// What a figure is limited to, as the text has it; `None` where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct Scope {
    /// "West Papua"
    pub place: Option<String>,
    /// "Jan. 4"
    pub time: Option<String>,
    /// "other", "civilians", "in the school"
    pub group: Option<String>,
}

/// Who states a figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// "UN"
    pub speaker: String,
    /// The source through which the speaker is quoted.
    pub via: Option<String>,
    /// The words that give the attribution away ("according to").
    pub cue: String,
}

/// How a figure is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Stated as true.
    Asserted,
    /// "reportedly", "estimated", "may have"
    Hedged,
    /// "will be", "to be sent"
    Planned,
    /// "if injured"
    Conditional,
    /// "denied that 300", "not 40 but 14"
    Denied,
}

/// A decimal as it leaves for JSON: whole ones as integers, others as the nearest double.
pub(crate) fn number(value: Option<Decimal>) -> impl Serialize {
    #[derive(Serialize)]
    struct Number(#[serde(with = "optional_number")] Option<Decimal>);
    Number(value)
}

/// Decimals leave for JSON as numbers: whole ones as integers, others as the nearest double.
pub(crate) mod optional_number {
    use super::*;
    use serde::{Deserializer, Serializer};

    /// Powers of ten, all of them exact.
    const POWERS: [f64; 10] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    /// Floats up to here are whole numbers of 64 bits, if they are whole.
    const EXACT: f64 = 9e18;

    pub fn serialize<S: Serializer>(value: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
        match value {
            None => out.serialize_none(),
            // Most figures are counts and need no arithmetic.
            Some(d) if d.scale() == 0 && i64::try_from(d.mantissa()).is_ok() => {
                out.serialize_i64(d.mantissa() as i64)
            }
            Some(d) => match d.is_integer().then(|| d.to_i64()).flatten() {
                Some(i) => out.serialize_i64(i),
                None => {
                    // The nearest float, so that what is read back and written again is the same: by one division
                    // where digits and power are floats themselves (Clinger 1990), else by way of its digits.
                    let by_division = i32::try_from(d.mantissa()).ok().zip(POWERS.get(d.scale() as usize));
                    let nearest = match by_division {
                        Some((digits, power)) => f64::from(digits) / power,
                        None => d.to_string().parse().unwrap_or(0.0),
                    };
                    match nearest.fract() == 0.0 && nearest.abs() < EXACT {
                        true => out.serialize_i64(nearest as i64),
                        false => out.serialize_f64(nearest),
                    }
                }
            },
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Decimal>, D::Error> {
        let number: Option<serde_json::Number> = Option::deserialize(input)?;
        number
            .map(|n| parse(&n.to_string()).ok_or_else(|| serde::de::Error::custom("number out of range")))
            .transpose()
    }

    fn parse(text: &str) -> Option<Decimal> {
        Decimal::from_str_exact(text).ok().or_else(|| Decimal::from_scientific(text).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_float_is_written() {
        for digits in [1, 7, 25, 123_457, 2_147_483_647, -76, -2_147_483_648, 2_147_483_648, 99_999_999_999] {
            for scale in 0..20 {
                let value = Decimal::new(digits, scale);
                let written = serde_json::to_string(&number(Some(value))).expect("JSON");
                assert_eq!(written.parse(), value.to_string().parse::<f64>(), "{value}");
            }
        }
    }
}
