//! One row a claim: where it stands, what it says, which fact it belongs to.

use rustc_hash::FxHashMap;

use super::{Cell, Column, Row, denominators, explained, word};
use crate::article::ArticleSummary;
use crate::claim::Claim;
use crate::fact::{Fact, Figure};
#[cfg(feature = "xlsx")]
use crate::report::style::Style;
use crate::report::table::lookup::Lookup;

/// A claim with what is known of it.
pub(in crate::report) struct ClaimRow<'a> {
    pub claim: &'a Claim,
    pub article: Option<&'a ArticleSummary>,
    pub fact: Option<(&'a Fact, &'a Figure)>,
}

/// The rows of `claims`, in their order.
pub(in crate::report) fn placed_claims<'a>(
    articles: &'a [ArticleSummary],
    claims: &'a [Claim],
    facts: &'a [Fact],
) -> impl Iterator<Item = ClaimRow<'a>> {
    let lookup = Lookup::new(articles, &[]);
    let mut of_claim: FxHashMap<&str, (&Fact, &Figure)> = FxHashMap::default();
    for fact in facts {
        for figure in &fact.figures {
            of_claim.extend(figure.claims.iter().map(|claim| (claim.as_str(), (fact, figure))));
        }
    }
    claims.iter().map(move |claim| ClaimRow {
        claim,
        article: lookup.article(&claim.article),
        fact: of_claim.get(claim.id.as_str()).copied(),
    })
}

impl<'a> Row<'a> for ClaimRow<'a> {
    fn columns() -> Vec<Column<'a, Self>> {
        [source(), figure(), meaning(), fact()].into_iter().flatten().collect()
    }

    #[cfg(feature = "xlsx")]
    fn style(&self) -> Option<Style> {
        self.fact.map(|(fact, _)| Style::of(fact))
    }
}

type Columns<'a> = Vec<Column<'a, ClaimRow<'a>>>;

fn column<'a>(name: &str, cell: fn(&ClaimRow<'a>) -> Cell<'a>) -> Column<'a, ClaimRow<'a>> {
    Column::new(name, cell)
}

fn source<'a>() -> Columns<'a> {
    fn about<'a>(row: &ClaimRow<'a>, what: fn(&'a ArticleSummary) -> Option<&'a str>) -> Cell<'a> {
        Cell::optional(row.article.and_then(what))
    }
    vec![
        column("claim", |row| Cell::text(&row.claim.id)),
        column("article", |row| Cell::text(&row.claim.article)),
        column("outlet", |row| about(row, |article| article.outlet.as_deref())),
        column("published", |row| about(row, |article| article.published.as_deref())),
        column("title", |row| about(row, |article| article.title.as_deref())),
        column("url", |row| about(row, |article| article.url.as_deref())),
        column("path", |row| about(row, |article| article.path.as_deref())),
        column("line", |row| Cell::count(row.claim.line)),
        column("column", |row| Cell::count(row.claim.column)),
        column("start", |row| Cell::count(row.claim.span.start)),
        column("end", |row| Cell::count(row.claim.span.end)),
        column("duplicate_of", |row| about(row, |article| article.duplicate_of.as_deref())),
    ]
}

fn figure<'a>() -> Columns<'a> {
    vec![
        column("text", |row| Cell::text(&row.claim.text)),
        column("dimension", |row| Cell::text(&row.claim.quantity.dimension)),
        column("bound", |row| word(row.claim.quantity.bound)),
        column("approximate", |row| Cell::Flag(row.claim.quantity.approximate)),
        column("low", |row| Cell::number(row.claim.quantity.low)),
        column("high", |row| Cell::number(row.claim.quantity.high)),
        column("unit", |row| Cell::text(&row.claim.quantity.unit.code)),
        column("unit_name", |row| Cell::text(&row.claim.quantity.unit.name)),
        column("unit_phrase", |row| Cell::optional(row.claim.quantity.unit.phrase.as_deref())),
        column("per", |row| denominators(&row.claim.quantity.per)),
        column("base_low", |row| Cell::number(row.claim.quantity.base.low)),
        column("base_high", |row| Cell::number(row.claim.quantity.base.high)),
        column("base_unit", |row| Cell::text(&row.claim.quantity.base.unit)),
        column("trend", |row| row.claim.quantity.trend.map_or(Cell::Empty, word)),
    ]
}

fn meaning<'a>() -> Columns<'a> {
    vec![
        column("subject", |row| Cell::text(&row.claim.subject)),
        column("aspect", |row| Cell::optional(row.claim.aspect.as_deref())),
        column("place", |row| Cell::optional(row.claim.scope.place.as_deref())),
        column("time", |row| Cell::optional(row.claim.scope.time.as_deref())),
        column("group", |row| Cell::optional(row.claim.scope.group.as_deref())),
        column("speaker", |row| {
            Cell::optional(row.claim.attribution.as_ref().map(|said| said.speaker.as_str()))
        }),
        column("via", |row| {
            Cell::optional(row.claim.attribution.as_ref().and_then(|said| said.via.as_deref()))
        }),
        column("cue", |row| Cell::optional(row.claim.attribution.as_ref().map(|said| said.cue.as_str()))),
        column("modality", |row| word(row.claim.modality)),
        column("context", |row| Cell::text(&row.claim.context)),
    ]
}

fn fact<'a>() -> Columns<'a> {
    fn of_fact<'a>(row: &ClaimRow<'a>, what: fn(&'a Fact) -> Cell<'a>) -> Cell<'a> {
        row.fact.map_or(Cell::Empty, |(fact, _)| what(fact))
    }
    vec![
        column("fact", |row| of_fact(row, |fact| Cell::text(&fact.id))),
        column("label", |row| of_fact(row, |fact| Cell::text(&fact.label))),
        column("figure", |row| row.fact.map_or(Cell::Empty, |(_, figure)| Cell::text(&figure.id))),
        column("verdict", |row| of_fact(row, |fact| word(fact.verdict))),
        column("explained", |row| of_fact(row, explained)),
        column("confidence", |row| of_fact(row, |fact| Cell::Real(fact.confidence))),
        column("severity", |row| of_fact(row, |fact| Cell::Real(fact.severity))),
    ]
}
