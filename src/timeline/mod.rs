//! Facts over time: each figure by date, who states it, and what has changed since the last.
//!
//! A figure stands on the day on which its article was published, or on its own day where the figures of a fact are
//! told apart by days of their own ("on 3 May", "on 4 May"). Counts that only grow, such as tolls, are watched: a rise
//! is an update, a fall is flagged.

mod date;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::article::{ArticleSummary, published};
use crate::claim::{Claim, Quantity};
use crate::comparator::{Rates, is_above, only_grows, verdict};
use crate::comparison::{Comparison, Generator, SCHEMA_VERSION};
use crate::fact::{Fact, Verdict};
use date::{Moment, own_days};

/// What `claimdiff timeline --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timeline {
    /// Version of the JSON contract.
    pub schema_version: u32,
    /// The program that wrote it.
    pub generator: Generator,
    /// The articles, in the order of the input.
    pub articles: Vec<ArticleSummary>,
    /// Their claims, by article and place.
    pub claims: Vec<Claim>,
    /// The facts: those with a flagged figure first, then the worst first.
    pub facts: Vec<History>,
    /// Counts of all of these.
    pub summary: TimelineSummary,
}

/// A fact over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct History {
    /// The fact.
    pub fact: Fact,
    /// Whether its figure can only grow, as a toll does.
    pub only_grows: bool,
    /// Its figures by date; those of which the day is not known come last.
    pub entries: Vec<Entry>,
}

/// A figure on a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// The day, or the day and time; `null` where it is not known.
    pub date: Option<String>,
    /// Where the date comes from; `null` where there is none.
    pub dated_by: Option<DatedBy>,
    /// Id of the figure within its fact.
    pub figure: String,
    /// The figure as written in the first of the claims.
    pub text: String,
    /// Ids of the claims that state it then.
    pub claims: Vec<String>,
    /// What has changed since the last figure of an earlier date.
    pub movement: Movement,
    /// The last figure of an earlier date, as written; `null` where there is none.
    pub since: Option<String>,
    /// A count that can only grow has fallen: the earlier figure was too high, or this one is out of date.
    pub flagged: bool,
}

/// Where the date of a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DatedBy {
    /// The publication of its article.
    Publication,
    /// The text, which says on which day the figure held.
    Text,
}

/// What has changed since the last figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// There is no earlier figure.
    First,
    /// The figure is the same.
    Same,
    /// It is another, but both can be right.
    Compatible,
    /// It is higher.
    Up,
    /// It is lower.
    Down,
    /// It is another that can be set neither above nor below the last (other currencies, open bounds).
    Other,
    /// Its date is not known.
    Undated,
}

/// Counts over a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct TimelineSummary {
    /// Articles read.
    pub articles: usize,
    /// Those of them whose day of publication is not known.
    pub undated: usize,
    /// Facts with two or more claims.
    pub facts: usize,
    /// Facts whose figure has changed over time.
    pub changing: usize,
    /// Figures that are flagged: a count that can only grow has fallen.
    pub flagged: usize,
}

impl History {
    /// Whether the figure is not the same on all days.
    pub fn changes(&self) -> bool {
        use Movement::{Compatible, Down, Other, Up};
        self.entries.iter().any(|entry| matches!(entry.movement, Compatible | Up | Down | Other))
    }

    /// Whether anyone gives another figure than the others, on whatever day.
    pub fn differs(&self) -> bool {
        self.fact.figures.len() > 1
    }

    /// The figures that are flagged.
    pub fn flagged(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.flagged)
    }
}

/// The facts of `comparison` over time. `rates` between currencies say which of two sums is higher.
pub fn timeline(comparison: Comparison, rates: &Rates) -> Timeline {
    let read = Reader::new(&comparison, rates);
    let mut facts: Vec<History> = comparison.facts.iter().map(|fact| read.history(fact)).collect();
    facts.sort_by_key(|history| history.flagged().next().is_none());
    let Comparison { articles, claims, .. } = comparison;
    let dated = |article: &&ArticleSummary| article.published.as_deref().and_then(published::day).is_some();
    let summary = TimelineSummary {
        articles: articles.len(),
        undated: articles.len() - articles.iter().filter(dated).count(),
        facts: facts.len(),
        changing: facts.iter().filter(|history| history.changes()).count(),
        flagged: facts.iter().map(|history| history.flagged().count()).sum(),
    };
    Timeline {
        schema_version: SCHEMA_VERSION,
        generator: Generator::default(),
        articles,
        claims,
        facts,
        summary,
    }
}

/// Reads the history of facts.
pub(crate) struct Reader<'a> {
    claims: FxHashMap<&'a str, &'a Claim>,
    published: FxHashMap<&'a str, &'a str>,
    rates: &'a Rates,
}

/// Claims with the same figure at the same time.
struct Group<'a> {
    moment: Option<Moment>,
    figure: &'a str,
    claims: Vec<&'a Claim>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(comparison: &'a Comparison, rates: &'a Rates) -> Self {
        let published =
            |article: &'a ArticleSummary| Some((article.id.as_str(), article.published.as_deref()?));
        Reader {
            claims: comparison.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            published: comparison.articles.iter().filter_map(published).collect(),
            rates,
        }
    }

    pub(crate) fn history(&self, fact: &Fact) -> History {
        let groups = self.groups(fact);
        let grows = groups.iter().flat_map(|group| &group.claims).all(|claim| only_grows(claim));
        let mut entries: Vec<Entry> = Vec::new();
        for (i, group) in groups.iter().enumerate() {
            let earlier = |other: &&Group<'_>| matches!((&other.moment, &group.moment), (Some(other), Some(own)) if other.is_before(own));
            let last = groups[..i].iter().rev().find(earlier);
            let movement = match (&group.moment, last) {
                (None, _) => Movement::Undated,
                (_, None) => Movement::First,
                (_, Some(last)) => self.movement(quantity(last), quantity(group)),
            };
            entries.push(Entry {
                date: group.moment.as_ref().map(Moment::written),
                dated_by: group.moment.as_ref().map(|moment| moment.dated_by),
                figure: group.figure.to_owned(),
                text: group.claims.first().map(|claim| claim.text.clone()).unwrap_or_default(),
                claims: group.claims.iter().map(|claim| claim.id.clone()).collect(),
                movement,
                since: last.and_then(|last| last.claims.first()).map(|claim| claim.text.clone()),
                flagged: grows && movement == Movement::Down,
            });
        }
        History { fact: fact.clone(), only_grows: grows, entries }
    }

    /// The claims of a fact by time and figure, the earliest first; of one time the lowest first.
    fn groups(&self, fact: &'a Fact) -> Vec<Group<'a>> {
        let of_figure =
            |claims: &'a [String]| claims.iter().filter_map(|id| self.claims.get(id.as_str()).copied());
        let claims: Vec<&Claim> = fact.figures.iter().flat_map(|figure| of_figure(&figure.claims)).collect();
        let own = own_days(claims.iter().map(|claim| (*claim, self.published(claim))));
        let mut groups: BTreeMap<(Option<String>, usize), Group<'a>> = BTreeMap::new();
        for (place, figure) in fact.figures.iter().enumerate() {
            for claim in of_figure(&figure.claims) {
                let moment = own
                    .get(claim.id.as_str())
                    .map(|day| Moment::stated(*day))
                    .or_else(|| self.published(claim).and_then(Moment::published));
                let key = (moment.as_ref().map(Moment::written), place);
                let group = groups.entry(key).or_insert_with(|| Group {
                    moment,
                    figure: &figure.id,
                    claims: Vec::new(),
                });
                group.claims.push(claim);
            }
        }
        let mut groups: Vec<Group<'a>> = groups.into_values().collect();
        groups.sort_by(|a, b| {
            let undated = |group: &Group<'_>| group.moment.is_none();
            let order = |group: &Group<'_>| group.moment.as_ref().map(Moment::written);
            (undated(a), order(a)).cmp(&(undated(b), order(b))).then_with(|| height(a).cmp(&height(b)))
        });
        groups
    }

    fn published(&self, claim: &Claim) -> Option<&'a str> {
        self.published.get(claim.article.as_str()).copied()
    }

    fn movement(&self, last: Option<&Quantity>, own: Option<&Quantity>) -> Movement {
        let (Some(last), Some(own)) = (last, own) else { return Movement::Other };
        match verdict(last, own, self.rates) {
            Verdict::Agree => Movement::Same,
            Verdict::Compatible => Movement::Compatible,
            Verdict::Conflict if is_above(own, last, self.rates) => Movement::Up,
            Verdict::Conflict if is_above(last, own, self.rates) => Movement::Down,
            Verdict::Conflict => Movement::Other,
        }
    }
}

fn quantity<'a>(group: &Group<'a>) -> Option<&'a Quantity> {
    group.claims.first().map(|claim| &claim.quantity)
}

/// What figures of one time are sorted by.
fn height(group: &Group<'_>) -> Option<rust_decimal::Decimal> {
    let base = &quantity(group)?.base;
    base.low.or(base.high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::comparator::compare;
    use crate::normalizer::extract;

    /// The entries of the facts of articles, given as (published, text), as "DATE FIGURE MOVEMENT".
    fn entries(articles: &[(&str, &str)]) -> Vec<String> {
        let article = |(i, (published, text)): (usize, &(&str, &str))| Article {
            published: (!published.is_empty()).then(|| (*published).to_owned()),
            ..Article::new(format!("a{i}"), *text)
        };
        let articles: Vec<Article> = articles.iter().enumerate().map(article).collect();
        let claims: Vec<Claim> = articles.iter().flat_map(extract).collect();
        let alignment = compare(&articles, &claims);
        let timeline = timeline(Comparison::new(&articles, claims, alignment), &Rates::new());
        let line = |entry: &Entry| {
            let flag = if entry.flagged { "!" } else { "" };
            format!("{} {} {:?}{flag}", entry.date.as_deref().unwrap_or("-"), entry.text, entry.movement)
        };
        timeline.facts.iter().flat_map(|history| &history.entries).map(line).collect()
    }

    #[test]
    fn a_toll_that_rises_is_updated_and_one_that_falls_is_flagged() {
        let flood =
            |figure: &str| format!("A flood in Kelmara killed {figure} people on Thursday, the mayor said.");
        let found = entries(&[
            ("2024-05-04", &flood("16")),
            ("2024-05-03", &flood("14")),
            ("2024-05-06", &flood("15")),
            ("2024-05-05", &flood("16")),
            ("", &flood("12")),
        ]);
        assert_eq!(
            found,
            [
                "2024-05-03 14 people First",
                "2024-05-04 16 people Up",
                "2024-05-05 16 people Same",
                "2024-05-06 15 people Down!",
                "- 12 people Undated",
            ]
        );
    }

    #[test]
    fn other_figures_may_fall() {
        let price =
            |figure: &str| format!("A barrel of crude oil in Dorenna cost {figure} at the close of trading.");
        let found = entries(&[("2024-05-03", &price("$84")), ("2024-05-04", &price("$81"))]);
        assert_eq!(found, ["2024-05-03 $84 First", "2024-05-04 $81 Down"]);
    }

    #[test]
    fn figures_of_one_day_are_not_set_against_each_other() {
        let flood =
            |figure: &str| format!("A flood in Kelmara killed {figure} people on Thursday, the mayor said.");
        let found = entries(&[
            ("2024-05-03", &flood("14")),
            ("2024-05-03", &flood("13")),
            ("2024-05-03T08:00:00Z", &flood("12")),
        ]);
        assert!(found.iter().all(|entry| entry.ends_with("First")), "{found:?}");
    }
}
