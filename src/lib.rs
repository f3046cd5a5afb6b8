//! Compare what a set of articles claims in numbers.
//!
//! The stages are [`article::read`], [`extract`], [`compare`] and the renderers in [`report`], each a function of the
//! one before. What follows is the README, whose example runs as a test.
//!
#![doc = include_str!("../README.md")]

pub mod article;
pub mod checker;
pub mod claim;
pub mod comparator;
pub mod comparison;
pub mod differ;
pub mod error;
pub mod exclusion;
pub mod fact;
pub(crate) mod lexicon;
pub mod normalizer;
pub mod report;
pub mod span;
pub(crate) mod text;
pub mod timeline;

pub use article::Article;
pub use claim::Claim;
pub use comparator::compare;
pub use comparison::{Comparison, Extraction};
pub use exclusion::Exclusion;
pub use fact::Fact;
pub use normalizer::{extract, extract_all};
