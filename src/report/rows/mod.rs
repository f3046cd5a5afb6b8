//! Rows for spreadsheets and data frames: what has one row, the columns that it has, and what a cell can hold.
//!
//! CSV, JSON Lines and XLSX write the same rows with the same columns; they differ in how a cell is written only.

#[cfg(feature = "xlsx")]
mod articles;
mod changes;
mod claims;
mod entries;
#[cfg(feature = "xlsx")]
mod exclusions;
mod findings;
mod pairs;

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::claim::Unit;
use crate::comparison::is_resolved;
use crate::fact::{Fact, Verdict};

#[cfg(feature = "xlsx")]
pub(super) use articles::placed_articles;
pub(super) use changes::changes;
pub(super) use claims::placed_claims;
pub(super) use entries::entries;
pub(super) use findings::findings;
pub(super) use pairs::pairs;

/// What has one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// Each claim, with the fact that it belongs to if there is one.
    #[default]
    Claims,
    /// Each pair of figures of one fact that do not agree.
    Pairs,
}

/// A kind of row, made of what lives for `'a`.
pub(super) trait Row<'a>: Sized {
    /// The columns, in their order.
    fn columns() -> Vec<Column<'a, Self>>;

    /// What its verdict is for the eye, if it has one.
    #[cfg(feature = "xlsx")]
    fn style(&self) -> Option<super::style::Style> {
        None
    }
}

/// What makes the cell of a row.
type Make<'a, R> = Box<dyn Fn(&R) -> Cell<'a> + 'a>;

/// One column.
pub(super) struct Column<'a, R> {
    /// Its name, in snake case.
    pub name: String,
    /// The cell that a row has there.
    pub cell: Make<'a, R>,
}

impl<'a, R> Column<'a, R> {
    fn new(name: impl Into<String>, cell: impl Fn(&R) -> Cell<'a> + 'a) -> Self {
        Column { name: name.into(), cell: Box::new(cell) }
    }
}

/// What stands in one place of a table. Text is that of the article; each format makes it safe in its own way.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(Cow<'a, str>),
    /// Several of one kind.
    List(Vec<Cow<'a, str>>),
    /// A figure of an article.
    Number(Decimal),
    /// A figure that claimdiff has calculated.
    Real(f64),
    /// Yes or no.
    Flag(bool),
}

impl<'a> Cell<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Cell::Text(text.into())
    }

    fn optional(text: Option<&'a str>) -> Self {
        text.map_or(Cell::Empty, Cell::text)
    }

    fn number(number: Option<Decimal>) -> Self {
        number.map_or(Cell::Empty, |number| Cell::Number(number.normalize()))
    }

    fn count(count: usize) -> Self {
        Cell::Number(count.into())
    }
}

/// The codes of the denominators of a rate.
fn denominators(per: &[Unit]) -> Cell<'_> {
    Cell::List(per.iter().map(|unit| Cow::Borrowed(unit.code.as_str())).collect())
}

/// The name that JSON has for a value of the contract: "at_least", "conflict".
fn word<T: serde::Serialize>(value: T) -> Cell<'static> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Cell::text(name),
        _ => Cell::Empty,
    }
}

/// Whether a hypothesis resolves each conflict of the fact; empty where there is none.
fn explained(fact: &Fact) -> Cell<'static> {
    match fact.verdict {
        Verdict::Conflict => Cell::Flag(is_resolved(fact)),
        _ => Cell::Empty,
    }
}
