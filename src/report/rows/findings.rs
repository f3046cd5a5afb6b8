//! One row a figure of a draft: what the sources say of it, and who says so.

use std::borrow::Cow;

use super::{Cell, Column, Row, denominators, word};
#[cfg(feature = "xlsx")]
use crate::checker::Status;
use crate::checker::{Check, Finding};
use crate::claim::Claim;
#[cfg(feature = "xlsx")]
use crate::report::style::Style;
use crate::report::table::lookup::{self, Lookup, Placed};

/// A finding with the claims that it names.
pub(in crate::report) struct FindingRow<'a> {
    finding: &'a Finding,
    own: Option<Placed<'a>>,
    supported: Vec<Placed<'a>>,
    contradicted: Vec<Placed<'a>>,
    told: Vec<Placed<'a>>,
}

/// The findings, in the order of the draft.
pub(in crate::report) fn findings(check: &Check) -> impl Iterator<Item = FindingRow<'_>> {
    let lookup = Lookup::new(&check.articles, &check.claims);
    check.findings.iter().map(move |finding| {
        let placed = |ids: &'_ [String]| -> Vec<Placed<'_>> {
            let claims = ids.iter().filter_map(|id| lookup.claim(id));
            claims.map(|claim| (claim, lookup.article(&claim.article))).collect()
        };
        FindingRow {
            finding,
            own: placed(std::slice::from_ref(&finding.claim)).into_iter().next(),
            supported: placed(&finding.supported_by),
            contradicted: placed(&finding.contradicted_by),
            told: placed(&finding.told),
        }
    })
}

impl<'a> Row<'a> for FindingRow<'a> {
    fn columns() -> Vec<Column<'a, Self>> {
        vec![
            // The name by which spreadsheets know what to colour.
            column("verdict", |row| word(row.finding.status)),
            column("disputed", |row| Cell::Flag(row.finding.is_disputed())),
            column("text", |row| own(row, |claim| Cell::text(&claim.text))),
            column("explanation", |row| Cell::text(&row.finding.explanation)),
            column("supported_by", |row| named(&row.supported)),
            column("contradicted_by", |row| named(&row.contradicted)),
            column("told", |row| named(&row.told)),
            column("line", |row| own(row, |claim| Cell::count(claim.line))),
            column("column", |row| own(row, |claim| Cell::count(claim.column))),
            column("low", |row| own(row, |claim| Cell::number(claim.quantity.low))),
            column("high", |row| own(row, |claim| Cell::number(claim.quantity.high))),
            column("unit", |row| own(row, |claim| Cell::text(&claim.quantity.unit.code))),
            column("per", |row| own(row, |claim| denominators(&claim.quantity.per))),
            column("aspect", |row| own(row, |claim| Cell::optional(claim.aspect.as_deref()))),
            column("claim", |row| Cell::text(&row.finding.claim)),
            column("fact", |row| Cell::optional(row.finding.fact.as_deref())),
            column("supporting_claims", |row| ids(&row.finding.supported_by)),
            column("contradicting_claims", |row| ids(&row.finding.contradicted_by)),
            column("supporting_places", |row| places(&row.supported)),
            column("contradicting_places", |row| places(&row.contradicted)),
            column("context", |row| own(row, |claim| Cell::text(&claim.context))),
        ]
    }

    #[cfg(feature = "xlsx")]
    fn style(&self) -> Option<Style> {
        match self.finding.status {
            Status::Contradicted => Some(Style::Conflict),
            Status::Outdated => Some(Style::Explained),
            Status::Unsupported => None,
            _ if self.finding.is_disputed() => Some(Style::Explained),
            Status::Supported => Some(Style::Agree),
            Status::SupportedWithinRounding => Some(Style::Compatible),
        }
    }
}

fn column<'a>(name: &str, cell: fn(&FindingRow<'a>) -> Cell<'a>) -> Column<'a, FindingRow<'a>> {
    Column::new(name, cell)
}

fn own<'a>(row: &FindingRow<'a>, cell: fn(&'a Claim) -> Cell<'a>) -> Cell<'a> {
    row.own.map_or(Cell::Empty, |(claim, _)| cell(claim))
}

/// "Reuters: 300", each once.
fn named<'a>(placed: &[Placed<'_>]) -> Cell<'a> {
    let name = |placed: &Placed<'_>| {
        let outlet = placed.1.and_then(|article| article.outlet.as_ref()).unwrap_or(&placed.0.article);
        format!("{outlet}: {}", placed.0.text)
    };
    listed(placed.iter().map(name))
}

fn places<'a>(placed: &[Placed<'_>]) -> Cell<'a> {
    listed(placed.iter().map(lookup::place))
}

fn listed<'a>(items: impl Iterator<Item = String>) -> Cell<'a> {
    Cell::List(lookup::distinct(items).into_iter().map(Cow::Owned).collect())
}

fn ids(ids: &[String]) -> Cell<'_> {
    Cell::List(ids.iter().map(|id| Cow::Borrowed(id.as_str())).collect())
}
