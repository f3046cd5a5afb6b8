//! One row a pair of figures of one fact that do not agree: both sides, why, and what could explain it.

use std::borrow::Cow;

use super::{Cell, Column, Row, denominators, word};
use crate::comparison::Comparison;
use crate::fact::{Discrepancy, Fact, Figure, Hypothesis};
use crate::report::filter::rank;
#[cfg(feature = "xlsx")]
use crate::report::style::Style;
use crate::report::table::fact::{is_explained, kind, ordered};
use crate::report::table::lookup::{self, Lookup, Placed};

/// A pair with its fact.
pub(in crate::report) struct PairRow<'a> {
    pub fact: &'a Fact,
    pub pair: &'a Discrepancy,
    a: Side<'a>,
    b: Side<'a>,
}

/// One of the two figures, with the claims that state it.
struct Side<'a> {
    figure: Option<&'a Figure>,
    claims: Vec<Placed<'a>>,
}

/// The pairs as the discrepancy table has them: conflicts, explained ones, compatible ones; the worst first.
pub(in crate::report) fn pairs(comparison: &Comparison) -> impl Iterator<Item = PairRow<'_>> {
    let lookup = Lookup::new(&comparison.articles, &comparison.claims);
    let mut facts: Vec<&Fact> = comparison.facts.iter().collect();
    facts.sort_by_key(|fact| rank(fact));
    let pairs = facts.into_iter().flat_map(|fact| ordered(fact).into_iter().map(move |pair| (fact, pair)));
    pairs.map(move |(fact, pair)| {
        let side = |id: &str| {
            let figure = fact.figures.iter().find(|figure| figure.id == id);
            Side { figure, claims: figure.map(|figure| lookup.of_figure(figure)).unwrap_or_default() }
        };
        PairRow { fact, pair, a: side(&pair.a), b: side(&pair.b) }
    })
}

impl<'a> Row<'a> for PairRow<'a> {
    fn columns() -> Vec<Column<'a, Self>> {
        let mut columns = vec![
            column("fact", |row| Cell::text(&row.fact.id)),
            column("label", |row| Cell::text(&row.fact.label)),
            column("verdict", |row| word(row.pair.verdict)),
            column("explained", |row| Cell::Flag(is_explained(row.pair))),
        ];
        columns.extend(sides(&TELLING));
        columns.extend([
            column("ratio", |row| row.pair.ratio.map_or(Cell::Empty, Cell::Real)),
            column("explanation", |row| Cell::text(&row.pair.explanation)),
            column("hypotheses", |row| Cell::List(row.pair.hypotheses.iter().map(hypothesis).collect())),
            column("dimension", |row| Cell::text(&row.fact.dimension)),
            column("aspect", |row| Cell::optional(row.fact.aspect.as_deref())),
            column("confidence", |row| Cell::Real(row.fact.confidence)),
            column("severity", |row| Cell::Real(row.fact.severity)),
        ]);
        columns.extend(sides(&DETAILS));
        columns
    }

    #[cfg(feature = "xlsx")]
    fn style(&self) -> Option<Style> {
        Some(Style::of_verdict(self.pair.verdict, is_explained(self.pair)))
    }
}

fn column<'a>(name: &str, cell: fn(&PairRow<'a>) -> Cell<'a>) -> Column<'a, PairRow<'a>> {
    Column::new(name, cell)
}

/// The name of a column that both sides have, and its cell.
type SideColumn = (&'static str, for<'a> fn(&Side<'a>) -> Cell<'a>);

/// What tells the sides apart at a glance.
const TELLING: [SideColumn; 4] = [
    ("text", |side| side.figure.map_or(Cell::Empty, |figure| Cell::text(&figure.text))),
    ("outlets", |side| listed(side.claims.iter().map(outlet))),
    ("speakers", |side| listed(side.claims.iter().filter_map(speaker))),
    ("published", |side| {
        let published = |placed: &Placed<'_>| placed.1?.published.clone();
        listed(side.claims.iter().filter_map(published))
    }),
];

/// What is needed for a calculation, or to find the figure again.
const DETAILS: [SideColumn; 12] = [
    ("figure", |side| side.figure.map_or(Cell::Empty, |figure| Cell::text(&figure.id))),
    ("low", |side| Cell::number(side.figure.and_then(|figure| figure.low))),
    ("high", |side| Cell::number(side.figure.and_then(|figure| figure.high))),
    ("unit", |side| first(side, |(claim, _)| Cell::text(&claim.quantity.unit.code))),
    ("per", |side| first(side, |(claim, _)| denominators(&claim.quantity.per))),
    ("base_low", |side| first(side, |(claim, _)| Cell::number(claim.quantity.base.low))),
    ("base_high", |side| first(side, |(claim, _)| Cell::number(claim.quantity.base.high))),
    ("base_unit", |side| first(side, |(claim, _)| Cell::text(&claim.quantity.base.unit))),
    ("origins", |side| side.figure.map_or(Cell::Empty, |figure| Cell::count(figure.origins))),
    ("claims", |side| listed(side.claims.iter().map(|(claim, _)| claim.id.clone()))),
    ("places", |side| listed(side.claims.iter().map(place))),
    ("context", |side| first(side, |(claim, _)| Cell::text(&claim.context))),
];

/// The columns of both sides: "a_text", ..., "b_text", ...
fn sides<'a>(columns: &'static [SideColumn]) -> impl Iterator<Item = Column<'a, PairRow<'a>>> {
    let a =
        columns.iter().map(|(name, cell)| Column::new(format!("a_{name}"), |row: &PairRow<'a>| cell(&row.a)));
    let b =
        columns.iter().map(|(name, cell)| Column::new(format!("b_{name}"), |row: &PairRow<'a>| cell(&row.b)));
    a.chain(b)
}

/// "rate × time: three months at $1,000 are $3,000".
fn hypothesis(hypothesis: &Hypothesis) -> Cow<'_, str> {
    format!("{}: {}", kind(hypothesis.kind), hypothesis.explanation).into()
}

fn first<'a>(side: &Side<'a>, cell: fn(&Placed<'a>) -> Cell<'a>) -> Cell<'a> {
    side.claims.first().map_or(Cell::Empty, cell)
}

fn listed<'a>(items: impl Iterator<Item = String>) -> Cell<'a> {
    Cell::List(lookup::distinct(items).into_iter().map(Cow::Owned).collect())
}

/// The outlet, or the article's id where none is known.
fn outlet((claim, article): &Placed<'_>) -> String {
    article.and_then(|article| article.outlet.as_ref()).unwrap_or(&claim.article).clone()
}

fn speaker((claim, _): &Placed<'_>) -> Option<String> {
    claim.attribution.as_ref().map(|said| said.speaker.clone())
}

fn place((claim, article): &Placed<'_>) -> String {
    let path = article.and_then(|article| article.path.as_ref()).unwrap_or(&claim.article);
    format!("{path}:{}:{}", claim.line, claim.column)
}
