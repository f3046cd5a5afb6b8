//! Compare what a set of articles claims in numbers.
//!
//! Each stage is a function of the one before:
//!
//! | Stage | Takes | Gives |
//! |---|---|---|
//! | [`Article::new`], [`article::read`] | a text; files and folders | [`Article`]s |
//! | [`extract`] | an article | its [`Claim`]s |
//! | [`compare`], [`compare_with`] | articles and their claims | their [`Fact`]s |
//! | [`check`] | the same, and which article is the draft | a [`Check`] of its figures |
//! | [`decisions::Decisions`] | a comparison and what was decided before | the comparison, marked |
//! | [`Report`] | a comparison | text in a [`Format`] |
//!
//! [`Comparison::of`] is the first of these steps in one. What the stages give is plain data that `serde` reads and
//! writes. There is no global state, nothing is printed, no connection is opened, and the same input gives the same
//! output with any number of threads. `examples/` has a program for each use, `docs/stability.md` says what stays as it
//! is from version to version. What follows is the README, whose example runs as a test.
//!
#![doc = include_str!("../README.md")]

pub mod article;
pub mod cache;
pub mod checker;
pub mod claim;
pub mod comparator;
pub mod comparison;
pub mod decisions;
pub mod differ;
pub mod error;
pub mod exclusion;
pub mod fact;
pub mod fingerprint;
pub(crate) mod lexicon;
pub mod normalizer;
pub mod report;
pub mod span;
pub(crate) mod text;
pub mod timeline;

pub use article::Article;
pub use checker::{Check, check};
pub use claim::Claim;
pub use comparator::{Options, compare, compare_with};
pub use comparison::{Comparison, Extraction};
pub use exclusion::Exclusion;
pub use fact::Fact;
pub use lexicon::{AddedUnit, Lexicon, LexiconError};
pub use normalizer::{extract, extract_all, extract_all_with, extract_with};
pub use report::{Format, Report};
