//! Text to claims: finds the figures of an article and reads the words around them.

mod aspect;
mod attribution;
mod bound;
mod claims;
mod ellipsis;
mod exclude;
mod mention;
mod modality;
mod number;
mod occasions;
mod or_two;
mod quantity;
mod range;
mod scan;
mod scope;
mod setaside;
mod share;
mod special;
mod start;
mod subject;
mod trend;
mod unit;
mod zero;

pub use claims::{extract, extract_all, extract_all_with, extract_with};
pub(crate) use mention::Mention;

#[cfg(test)]
mod framing_tests;
