//! One row a figure of a fact on a day.

use std::borrow::Cow;

use super::{Cell, Column, Row, word};
#[cfg(feature = "xlsx")]
use crate::report::style::Style;
use crate::report::table::lookup::{self, Lookup, Placed};
use crate::timeline::{Entry, History, Timeline};

/// A figure on a day with its fact and its claims.
pub(in crate::report) struct EntryRow<'a> {
    history: &'a History,
    entry: &'a Entry,
    claims: Vec<Placed<'a>>,
}

/// The figures of all facts, by fact and date.
pub(in crate::report) fn entries(timeline: &Timeline) -> impl Iterator<Item = EntryRow<'_>> {
    let lookup = Lookup::new(&timeline.articles, &timeline.claims);
    let all =
        timeline.facts.iter().flat_map(|history| history.entries.iter().map(move |entry| (history, entry)));
    all.map(move |(history, entry)| {
        let claims = entry.claims.iter().filter_map(|id| lookup.claim(id));
        let claims = claims.map(|claim| (claim, lookup.article(&claim.article))).collect();
        EntryRow { history, entry, claims }
    })
}

impl<'a> Row<'a> for EntryRow<'a> {
    fn columns() -> Vec<Column<'a, Self>> {
        vec![
            column("fact", |row| Cell::text(&row.history.fact.id)),
            column("label", |row| Cell::text(&row.history.fact.label)),
            column("dimension", |row| Cell::text(&row.history.fact.dimension)),
            column("aspect", |row| Cell::optional(row.history.fact.aspect.as_deref())),
            column("confidence", |row| Cell::Real(row.history.fact.confidence)),
            column("only_grows", |row| Cell::Flag(row.history.only_grows)),
            column("date", |row| Cell::optional(row.entry.date.as_deref())),
            column("dated_by", |row| row.entry.dated_by.map_or(Cell::Empty, word)),
            column("text", |row| Cell::text(&row.entry.text)),
            column("movement", |row| word(row.entry.movement)),
            column("since", |row| Cell::optional(row.entry.since.as_deref())),
            column("flagged", |row| Cell::Flag(row.entry.flagged)),
            column("low", |row| first(row, |(claim, _)| Cell::number(claim.quantity.low))),
            column("high", |row| first(row, |(claim, _)| Cell::number(claim.quantity.high))),
            column("unit", |row| first(row, |(claim, _)| Cell::text(&claim.quantity.unit.code))),
            column("base_low", |row| first(row, |(claim, _)| Cell::number(claim.quantity.base.low))),
            column("base_high", |row| first(row, |(claim, _)| Cell::number(claim.quantity.base.high))),
            column("base_unit", |row| first(row, |(claim, _)| Cell::text(&claim.quantity.base.unit))),
            column("outlets", |row| listed(row.claims.iter().map(outlet))),
            column("speakers", |row| {
                let speaker = |(claim, _): &Placed<'_>| Some(claim.attribution.as_ref()?.speaker.clone());
                listed(row.claims.iter().filter_map(speaker))
            }),
            column("claims", |row| listed(row.entry.claims.iter().cloned())),
            column("places", |row| listed(row.claims.iter().map(lookup::place))),
        ]
    }

    #[cfg(feature = "xlsx")]
    fn style(&self) -> Option<Style> {
        self.entry.flagged.then_some(Style::Conflict)
    }
}

fn column<'a>(name: &str, cell: fn(&EntryRow<'a>) -> Cell<'a>) -> Column<'a, EntryRow<'a>> {
    Column::new(name, cell)
}

fn first<'a>(row: &EntryRow<'a>, cell: fn(&Placed<'a>) -> Cell<'a>) -> Cell<'a> {
    row.claims.first().map_or(Cell::Empty, cell)
}

/// The outlet, or the article's id where none is known.
fn outlet((claim, article): &Placed<'_>) -> String {
    article.and_then(|article| article.outlet.as_ref()).unwrap_or(&claim.article).clone()
}

fn listed<'a>(items: impl Iterator<Item = String>) -> Cell<'a> {
    Cell::List(lookup::distinct(items).into_iter().map(Cow::Owned).collect())
}
