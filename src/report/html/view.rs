//! What the page shows and in which order: outlets with their letters, facts with their figures, articles.

use std::cmp::Ordering;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::article::{Article, ArticleSummary};
use crate::claim::{Claim, Quantity};
use crate::comparison::{Comparison, is_resolved};
use crate::fact::{Discrepancy, Fact, Figure, Verdict};
use crate::report::range::Display;
use crate::report::table::fact as order;
use crate::report::table::lookup::{self, Lookup};
use crate::report::visible;

/// Colours that the style sheet has for outlets; further outlets take them again, with other letters.
const COLORS: usize = 8;

/// Everything that the page is made of.
pub(super) struct View<'a> {
    pub comparison: &'a Comparison,
    /// By name.
    pub outlets: Vec<Outlet>,
    /// Whether any article says which outlet published it.
    pub named: bool,
    /// In the order of the input.
    pub articles: Vec<Source<'a>>,
    /// Worst first.
    pub facts: Vec<Shown<'a>>,
    /// For each claim its article, by index into `articles`.
    article_of: Vec<Option<usize>>,
    /// For each claim its outlet, by index into `outlets`.
    outlet_of: Vec<usize>,
    /// For each claim whether it is in a fact.
    in_fact: Vec<bool>,
}

/// An outlet, or an article whose outlet is not known.
pub(super) struct Outlet {
    pub name: String,
    /// "A", "B", ..., "Z", "AA".
    pub letter: String,
    /// Class of its colour.
    pub color: String,
}

/// An article with its claims.
pub(super) struct Source<'a> {
    pub summary: &'a ArticleSummary,
    /// `None` when only the comparison is at hand.
    pub article: Option<&'a Article>,
    pub outlet: usize,
    /// By index into the comparison's claims.
    pub claims: Vec<usize>,
}

/// A fact as it is shown.
pub(super) struct Shown<'a> {
    pub fact: &'a Fact,
    /// The id of its element; unique on the page.
    pub anchor: String,
    pub standing: Standing,
    /// Lone dissenters before the crowd.
    pub figures: Vec<Stated<'a>>,
    /// Worst first.
    pub pairs: Vec<&'a Discrepancy>,
    /// The unit that its figures share where they can.
    pub display: Option<Display<'a>>,
    /// Outlets that state one of its figures.
    pub outlets: Vec<usize>,
}

/// A figure with who states it.
pub(super) struct Stated<'a> {
    pub figure: &'a Figure,
    pub quantity: Option<&'a Quantity>,
    /// By index into the comparison's claims.
    pub claims: Vec<usize>,
    pub outlets: Vec<usize>,
}

/// The verdict as it is shown: a conflict that is explained is a kind of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Conflict,
    Explained,
    Compatible,
    Agree,
    Decided,
}

impl Standing {
    /// All of them, the worst first.
    pub const ALL: [Standing; 5] =
        [Standing::Conflict, Standing::Explained, Standing::Compatible, Standing::Agree, Standing::Decided];

    fn of(fact: &Fact) -> Self {
        match fact.verdict {
            _ if fact.is_decided() => Standing::Decided,
            Verdict::Conflict if is_resolved(fact) => Standing::Explained,
            Verdict::Conflict => Standing::Conflict,
            Verdict::Compatible => Standing::Compatible,
            Verdict::Agree => Standing::Agree,
        }
    }

    /// The word on its badge.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Conflict => "Conflict",
            Standing::Explained => "Explained",
            Standing::Compatible => "Compatible",
            Standing::Agree => "Agree",
            Standing::Decided => "Decided",
        }
    }

    /// The word as a class and in links to a view.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Conflict => "conflict",
            Standing::Explained => "explained",
            Standing::Compatible => "compatible",
            Standing::Agree => "agree",
            Standing::Decided => "decided",
        }
    }

    /// The sign before its word.
    pub fn sign(self) -> &'static str {
        match self {
            Standing::Conflict | Standing::Explained => "≠",
            Standing::Compatible => "≈",
            Standing::Agree => "=",
            Standing::Decided => "✓",
        }
    }

    /// What it means, for someone who never heard of claimdiff.
    pub fn meaning(self) -> &'static str {
        match self {
            Standing::Conflict => "cannot both be right",
            Standing::Explained => "a calculation resolves it",
            Standing::Compatible => "differ, but can both be right",
            Standing::Agree => "say the same",
            Standing::Decided => "somebody has decided them",
        }
    }
}

impl<'a> View<'a> {
    pub fn new(comparison: &'a Comparison, articles: &'a [Article]) -> Self {
        let texts: FxHashMap<&str, &Article> = articles.iter().map(|a| (a.id.as_str(), a)).collect();
        let index: FxHashMap<&str, usize> =
            comparison.articles.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
        let article_of: Vec<Option<usize>> =
            comparison.claims.iter().map(|claim| index.get(claim.article.as_str()).copied()).collect();
        let published_by = |article: &ArticleSummary| name(article.outlet.as_deref().unwrap_or(&article.id));
        let outlets = outlets(
            comparison.articles.iter().map(published_by).chain(
                comparison
                    .claims
                    .iter()
                    .zip(&article_of)
                    .filter(|(_, a)| a.is_none())
                    .map(|(c, _)| name(&c.article)),
            ),
        );
        let number: FxHashMap<&str, usize> =
            outlets.iter().enumerate().map(|(i, outlet)| (outlet.name.as_str(), i)).collect();
        let number = |name: &str| number.get(name).copied().unwrap_or_default();
        let mut sources: Vec<Source<'a>> = comparison
            .articles
            .iter()
            .map(|summary| Source {
                summary,
                article: texts.get(summary.id.as_str()).copied(),
                outlet: number(&published_by(summary)),
                claims: Vec::new(),
            })
            .collect();
        let mut outlet_of = Vec::with_capacity(comparison.claims.len());
        for (claim, article) in article_of.iter().enumerate() {
            match article.and_then(|article| sources.get_mut(article)) {
                Some(source) => {
                    source.claims.push(claim);
                    outlet_of.push(source.outlet);
                }
                None => outlet_of.push(number(&name(&comparison.claims[claim].article))),
            }
        }
        let named = comparison.articles.iter().any(|article| article.outlet.is_some());
        let mut view = View {
            comparison,
            outlets,
            named,
            articles: sources,
            facts: Vec::new(),
            article_of,
            outlet_of,
            in_fact: vec![false; comparison.claims.len()],
        };
        view.facts = view.shown();
        for claim in view.facts.iter().flat_map(|shown| &shown.figures).flat_map(|stated| &stated.claims) {
            view.in_fact[*claim] = true;
        }
        view
    }

    /// The claim of this index.
    pub fn claim(&self, index: usize) -> &'a Claim {
        &self.comparison.claims[index]
    }

    /// Who states the claim.
    pub fn outlet_of(&self, claim: usize) -> &Outlet {
        &self.outlets[self.outlet_of[claim]]
    }

    /// Where the claim stands.
    pub fn source_of(&self, claim: usize) -> Option<&Source<'a>> {
        self.articles.get(self.article_of[claim]?)
    }

    /// Whether the claim is in a fact, so that there is a row to lead to.
    pub fn is_in_fact(&self, claim: usize) -> bool {
        self.in_fact[claim]
    }

    /// Says that there is a row for the claim, though it is in no fact.
    pub fn cite(&mut self, claim: usize) {
        self.in_fact[claim] = true;
    }

    /// When the claim was published, as given.
    pub fn published(&self, claim: usize) -> Option<&'a str> {
        self.source_of(claim)?.summary.published.as_deref()
    }

    fn shown(&self) -> Vec<Shown<'a>> {
        let lookup = Lookup::new(&self.comparison.articles, &self.comparison.claims);
        let claims: FxHashMap<&str, usize> =
            self.comparison.claims.iter().enumerate().map(|(i, claim)| (claim.id.as_str(), i)).collect();
        let mut anchors = FxHashSet::default();
        let mut facts: Vec<Shown<'a>> = self
            .comparison
            .facts
            .iter()
            .enumerate()
            .map(|(place, fact)| {
                // Two facts could have one hash, two elements must not; and a link must need no quoting.
                let plain = fact.id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
                let unique = anchors.insert(fact.id.as_str());
                let anchor = if plain && unique { fact.id.clone() } else { format!("fact-{place}") };
                self.fact(fact, anchor, &lookup, &claims)
            })
            .collect();
        facts.sort_by_key(|shown| Standing::ALL.iter().position(|standing| *standing == shown.standing));
        facts
    }

    fn fact(
        &self,
        fact: &'a Fact,
        anchor: String,
        lookup: &Lookup<'a>,
        claims: &FxHashMap<&str, usize>,
    ) -> Shown<'a> {
        let figures: Vec<Stated<'a>> = order::rows(fact, lookup)
            .into_iter()
            .map(|row| {
                let claims: Vec<usize> = row
                    .claims
                    .iter()
                    .filter_map(|(claim, _)| claims.get(claim.id.as_str()).copied())
                    .collect();
                Stated {
                    figure: row.figure,
                    quantity: row.claims.first().map(|(claim, _)| &claim.quantity),
                    outlets: distinct(claims.iter().map(|claim| self.outlet_of[*claim])),
                    claims,
                }
            })
            .collect();
        let quantities: Vec<&'a Quantity> = figures.iter().filter_map(|figure| figure.quantity).collect();
        Shown {
            fact,
            anchor,
            standing: Standing::of(fact),
            pairs: order::ordered(fact),
            display: Display::common(&quantities),
            outlets: distinct(figures.iter().flat_map(|figure| figure.outlets.iter().copied())),
            figures,
        }
    }
}

impl Shown<'_> {
    /// Whether its figures count things, of which there are no halves.
    pub fn is_counted(&self) -> bool {
        self.fact.dimension == "count"
    }

    /// Whether an outlet is the only one with this figure while others give another.
    pub fn stands_alone(&self, figure: &Stated<'_>) -> bool {
        figure.outlets.len() == 1 && self.outlets.len() > 2 && self.figures.len() > 1
    }
}

/// "a factor of 2.5", where the figures of a conflict are that far apart.
pub(super) fn factor(pair: &Discrepancy) -> Option<String> {
    order::factor(pair).strip_prefix(", ").map(str::to_owned)
}

/// Who says it, and how it is put.
pub(super) fn says(claim: &Claim) -> String {
    order::says(claim)
}

/// `items` in ascending order, each once.
fn distinct(items: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut items: Vec<usize> = items.collect();
    items.sort_unstable();
    items.dedup();
    items
}

fn name(name: &str) -> String {
    visible::line(name).into_owned()
}

/// The outlets by name, each once.
fn outlets(names: impl Iterator<Item = String>) -> Vec<Outlet> {
    let mut names = lookup::distinct(names);
    names.sort_by(|a, b| by_name(a, b));
    let outlet =
        |(index, name)| Outlet { name, letter: letter(index), color: format!("o{}", index % COLORS) };
    names.into_iter().enumerate().map(outlet).collect()
}

/// "A" to "Z", then "AA", "AB", ...
fn letter(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            return letters.into_iter().rev().collect();
        }
        index = index / 26 - 1;
    }
}

/// The order of a reader: upper and lower case alike, "report 2" before "report 10".
fn by_name(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b)).then_with(|| a.cmp(b))
}

/// `name` in lower case with its numbers in equal width.
fn key(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut digits = String::new();
    for character in name.chars().flat_map(char::to_lowercase).chain(['\0']) {
        if character.is_ascii_digit() {
            digits.push(character);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>12}"));
            digits.clear();
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].map(letter).into();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn names_are_in_a_readers_order() {
        let mut names = ["b", "report 10", "A", "Report 2", "a"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(names, ["A", "a", "b", "Report 2", "report 10"]);
    }
}
