//! An exclusion: a number of an article that is no claim, with the reason why it was left out.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A number that is no claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Exclusion {
    /// The id of the article that the number stands in.
    pub article: String,
    /// The number with the words that show what it is ("7:48 a.m.", "4 January").
    pub span: Span,
    /// Line of the number, from 1.
    pub line: usize,
    /// Column of the number in characters, from 1.
    pub column: usize,
    /// Exactly the article's bytes at `span`.
    pub text: String,
    /// Why it was left out.
    pub reason: Reason,
}

/// Why a number is no claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A day of a month.
    Date,
    /// A year, a span of years, a decade.
    Year,
    /// A clock time or a time zone.
    ClockTime,
    /// Part of a name, a model, a version, an identifier.
    Name,
    /// The number of a section, page, list item.
    Label,
    /// A score or a record of games.
    Score,
    /// An ordinal or a rank.
    Ordinal,
    /// A phone number, an address, a postcode, a URL.
    Address,
    /// "one" as a pronoun, "one of the ...".
    Pronoun,
    /// An idiom that measures nothing ("a few minutes", "several years").
    Vague,
    /// A bare figure without unit or noun.
    NoUnit,
}

impl Reason {
    /// What the number is, in a few words for people.
    pub fn describe(self) -> &'static str {
        match self {
            Reason::Date => "date",
            Reason::Year => "year",
            Reason::ClockTime => "time of day",
            Reason::Name => "part of a name",
            Reason::Label => "number of a label",
            Reason::Score => "score",
            Reason::Ordinal => "ordinal",
            Reason::Address => "address or phone number",
            Reason::Pronoun => "pronoun",
            Reason::Vague => "vague",
            Reason::NoUnit => "no unit or noun",
        }
    }
}
