//! Ways in which two conflicting figures could both be right, each by calculation from claims of the same event.

mod currency;
mod digits;
mod parts;
mod product;
mod scope;
mod time;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::rates::Rates;
use super::words::Corpus;
use crate::article::Article;
use crate::claim::{Claim, Quantity};
use crate::fact::Hypothesis;
use crate::span::Span;
pub(crate) use time::only_grows;

/// Claims that an explanation names at most, a side.
const NAMED: usize = 3;

/// The claims of one event and what is known about them.
pub(crate) struct Context<'a> {
    /// The words of the articles.
    pub(crate) corpus: &'a Corpus,
    /// By article: the day that it was published on.
    pub(crate) days: &'a [Option<Date>],
    pub(crate) articles: &'a [Article],
    pub(crate) claims: &'a [Claim],
    /// By claim: what is found out about it once.
    pub(crate) known: &'a [Known],
    /// By claim: index of its article.
    pub(crate) docs: &'a [usize],
    /// By article: the range of its claims.
    pub(crate) ranges: &'a [std::ops::Range<usize>],
    pub(crate) rates: &'a Rates,
    /// By outlet, in lower case: the house that it belongs to.
    pub(crate) outlet_groups: &'a BTreeMap<String, String>,
}

/// What the pairs of figures that a claim is in ask again and again.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Where in its sentence the word stands that shows that figures change.
    update: OnceLock<Option<Span>>,
    /// Other figures of the article for the same kind of thing.
    likes: OnceLock<Vec<(usize, Decimal)>>,
}

impl<'a> Context<'a> {
    /// The claims of the article that a claim stands in.
    fn of_article(&self, claim: usize) -> impl Iterator<Item = usize> + use<'a> {
        self.ranges[self.docs[claim]].clone()
    }

    pub(crate) fn quantity(&self, claim: usize) -> &'a Quantity {
        &self.claims[claim].quantity
    }

    pub(crate) fn sentence(&self, claim: usize) -> &'a str {
        self.claims[claim].sentence.of(&self.articles[self.docs[claim]].text)
    }

    fn text_after(&self, claim: usize, bytes: usize) -> &'a str {
        let text = &self.articles[self.docs[claim]].text;
        let start = self.claims[claim].span.end;
        let mut end = start.saturating_add(bytes).min(self.claims[claim].sentence.end).min(text.len());
        while end > start && !text.is_char_boundary(end) {
            end -= 1;
        }
        Span { start: start.min(end), end }.of(text)
    }

    fn ids(&self, claims: &[usize]) -> Vec<String> {
        claims.iter().map(|claim| self.claims[*claim].id.clone()).collect()
    }
}

/// Two figures of one fact: the claims that state each.
pub(crate) struct Sides<'a> {
    pub(crate) a: &'a [usize],
    pub(crate) b: &'a [usize],
}

impl Sides<'_> {
    fn each(&self) -> [(&[usize], &[usize]); 2] {
        [(self.a, self.b), (self.b, self.a)]
    }
}

/// All ways that hold, those by exact calculation first.
pub(crate) fn find(context: &Context, sides: &Sides) -> Vec<Hypothesis> {
    let mut found = Vec::new();
    found.extend(product::rate_times_duration(context, sides));
    found.extend(parts::part_of_total(context, sides));
    found.extend(currency::currency_conversion(context, sides));
    found.extend(scope::different_scope(context, sides));
    found.extend(time::later_update(context, sides));
    found.extend(digits::all(context, sides));
    found.sort_by_key(|hypothesis| !hypothesis.resolves);
    found
}

/// The figure itself: the value of an exact one, the named end of a bounded one.
fn figure(quantity: &Quantity) -> Option<Decimal> {
    match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low != high => None,
        (low, high) => low.or(high),
    }
}
