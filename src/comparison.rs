//! The two JSON documents that claimdiff prints: an extraction (articles and claims) and a comparison (with facts).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::ArticleSummary;
use crate::claim::Claim;
use crate::fact::Fact;

/// Version of the JSON contract; it changes when a field changes its name or meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// The program that wrote a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `claimdiff`
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for Generator {
    fn default() -> Self {
        Generator { name: env!("CARGO_PKG_NAME").into(), version: env!("CARGO_PKG_VERSION").into() }
    }
}

/// What `claimdiff extract --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Extraction {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// The articles, in the order of the input.
    pub articles: Vec<ArticleSummary>,
    /// Their claims, by article and place.
    pub claims: Vec<Claim>,
}

/// What `claimdiff compare --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// [`SCHEMA_VERSION`]
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// The articles, in the order of the input.
    pub articles: Vec<ArticleSummary>,
    /// Their claims, by article and place.
    pub claims: Vec<Claim>,
    /// The facts, worst first.
    pub facts: Vec<Fact>,
    /// Counts of all of these.
    pub summary: Summary,
}

/// Counts over a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct Summary {
    /// Articles read.
    pub articles: usize,
    /// Claims found in them.
    pub claims: usize,
    /// Facts with two or more claims.
    pub facts: usize,
    /// Facts whose verdict is `conflict`.
    pub conflicts: usize,
    /// Those among the conflicts that a hypothesis resolves.
    pub resolved: usize,
    /// Facts whose verdict is `compatible`.
    pub compatible: usize,
    /// Facts whose verdict is `agree`.
    pub agreements: usize,
}
