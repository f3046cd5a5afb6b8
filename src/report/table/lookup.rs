//! Claims and articles by their ids, and how tables name them.

use rustc_hash::FxHashMap;

use crate::article::ArticleSummary;
use crate::claim::{Attribution, Claim, Modality};
use crate::fact::{Fact, Figure};
use crate::report::visible;

/// A claim with its article.
pub(in crate::report) type Placed<'a> = (&'a Claim, Option<&'a ArticleSummary>);

/// Claims and articles by their ids.
pub(in crate::report) struct Lookup<'a> {
    claims: FxHashMap<&'a str, &'a Claim>,
    articles: FxHashMap<&'a str, &'a ArticleSummary>,
}

impl<'a> Lookup<'a> {
    pub fn new(articles: &'a [ArticleSummary], claims: &'a [Claim]) -> Self {
        Lookup {
            claims: claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            articles: articles.iter().map(|article| (article.id.as_str(), article)).collect(),
        }
    }

    pub fn article(&self, id: &str) -> Option<&'a ArticleSummary> {
        self.articles.get(id).copied()
    }

    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    pub fn of_figure(&self, figure: &Figure) -> Vec<Placed<'a>> {
        let claims = figure.claims.iter().filter_map(|id| self.claims.get(id.as_str()).copied());
        claims.map(|claim| (claim, self.article(&claim.article))).collect()
    }

    pub fn of_fact(&self, fact: &Fact) -> Vec<Placed<'a>> {
        fact.figures.iter().flat_map(|figure| self.of_figure(figure)).collect()
    }
}

/// The outlet of a claim, or the id of its article when no outlet is known.
pub(in crate::report) fn outlet((claim, article): &Placed<'_>) -> String {
    let name = article.and_then(|article| article.outlet.as_deref()).unwrap_or(&claim.article);
    visible::line(name).into_owned()
}

/// `path:line:column`, or the page where there are pages; the article's id when it came from no file.
pub(in crate::report) fn place((claim, article): &Placed<'_>) -> String {
    let path = article.and_then(|article| article.path.as_deref()).unwrap_or(&claim.article);
    let path = visible::line(path);
    match claim.page {
        // Lines of what was extracted are nowhere to be found on a printed page.
        Some(page) => format!("{path}, page {page}"),
        None => format!("{path}:{}:{}", claim.line, claim.column),
    }
}

/// Who says it: "Bild", "sources via Zaman Al-Wasl", "unattributed" where the article speaks in its own voice.
pub(in crate::report) fn speaker(attribution: Option<&Attribution>) -> String {
    match attribution {
        None => "unattributed".into(),
        Some(Attribution { speaker, via: None, .. }) => visible::line(speaker).into_owned(),
        Some(Attribution { speaker, via: Some(via), .. }) => {
            format!("{} via {}", visible::line(speaker), visible::line(via))
        }
    }
}

/// "planned", "denied", ...; nothing for what is simply stated.
pub(in crate::report) fn modality(modality: Modality) -> Option<&'static str> {
    match modality {
        Modality::Asserted => None,
        Modality::Hedged => Some("hedged"),
        Modality::Planned => Some("planned"),
        Modality::Conditional => Some("conditional"),
        Modality::Denied => Some("denied"),
    }
}

/// `items` without repetitions, in their order.
pub(in crate::report) fn distinct(items: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut seen = rustc_hash::FxHashSet::default();
    for item in items {
        if seen.insert(item.clone()) {
            kept.push(item);
        }
    }
    kept
}

/// `names` in one line; from the fifth on they are counted, unless `full`.
pub(in crate::report) fn listed(names: &[String], separator: &str, full: bool) -> String {
    const SHOWN: usize = 4;
    if full || names.len() <= SHOWN + 1 {
        return names.join(separator);
    }
    format!("{}{separator}{} more", names[..SHOWN].join(separator), names.len() - SHOWN)
}
