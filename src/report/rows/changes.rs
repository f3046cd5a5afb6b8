//! One row a change between two versions: what happened to a figure, and how each version has it.

use std::borrow::Cow;

use super::{Cell, Column, Row, denominators, word};
use crate::article::ArticleSummary;
use crate::claim::Claim;
use crate::differ::{Change, Diff, Versions};
#[cfg(feature = "xlsx")]
use crate::report::style::Style;
use crate::report::table::lookup;

/// A change with the versions that it lies between.
pub(in crate::report) struct ChangeRow<'a> {
    change: &'a Change,
    versions: &'a Versions,
}

/// The changes of all articles, in their order.
pub(in crate::report) fn changes(diff: &Diff) -> impl Iterator<Item = ChangeRow<'_>> {
    let of = |versions| move |change| ChangeRow { change, versions };
    diff.articles.iter().flat_map(move |versions| versions.changes.iter().map(of(versions)))
}

impl<'a> Row<'a> for ChangeRow<'a> {
    fn columns() -> Vec<Column<'a, Self>> {
        let mut columns = vec![
            column("kind", |row| word(row.change.kind)),
            column("parts", |row| {
                Cell::List(row.change.parts.iter().map(|part| Cow::Borrowed(part.word())).collect())
            }),
            column("verdict", |row| row.change.verdict.map_or(Cell::Empty, word)),
            column("noted", |row| Cell::Flag(row.change.noted)),
            column("explanation", |row| Cell::text(&row.change.explanation)),
        ];
        for (name, cell) in SIDE {
            columns.push(Column::new(format!("old_{name}"), move |row: &Self| {
                row.change.old.as_ref().map_or(Cell::Empty, |claim| cell(&(claim, &row.versions.old)))
            }));
            columns.push(Column::new(format!("new_{name}"), move |row: &Self| {
                row.change.new.as_ref().map_or(Cell::Empty, |claim| cell(&(claim, &row.versions.new)))
            }));
        }
        columns
    }

    #[cfg(feature = "xlsx")]
    fn style(&self) -> Option<Style> {
        self.change.verdict.map(|verdict| Style::of_verdict(verdict, false))
    }
}

fn column<'a>(name: &str, cell: fn(&ChangeRow<'a>) -> Cell<'a>) -> Column<'a, ChangeRow<'a>> {
    Column::new(name, cell)
}

/// A claim with its version of the article.
type Side<'a> = (&'a Claim, &'a ArticleSummary);

/// The name of a column that both versions have, and its cell.
type SideColumn = (&'static str, for<'a> fn(&Side<'a>) -> Cell<'a>);

/// What both versions have a column for.
const SIDE: [SideColumn; 12] = [
    ("text", |(claim, _)| Cell::text(&claim.text)),
    ("place", |(claim, article)| Cell::text(lookup::place(&(claim, Some(article))))),
    ("bound", |(claim, _)| word(claim.quantity.bound)),
    ("approximate", |(claim, _)| Cell::Flag(claim.quantity.approximate)),
    ("low", |(claim, _)| Cell::number(claim.quantity.low)),
    ("high", |(claim, _)| Cell::number(claim.quantity.high)),
    ("unit", |(claim, _)| Cell::text(&claim.quantity.unit.code)),
    ("per", |(claim, _)| denominators(&claim.quantity.per)),
    ("speaker", |(claim, _)| Cell::optional(claim.attribution.as_ref().map(|said| said.speaker.as_str()))),
    ("modality", |(claim, _)| word(claim.modality)),
    ("claim", |(claim, _)| Cell::text(&claim.id)),
    ("context", |(claim, _)| Cell::text(&claim.context)),
];
