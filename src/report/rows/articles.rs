//! One row an article.

use rustc_hash::FxHashMap;

use super::{Cell, Column, Row};
use crate::article::ArticleSummary;
use crate::claim::Claim;

/// An article, and how many claims it makes.
pub(in crate::report) struct ArticleRow<'a> {
    pub article: &'a ArticleSummary,
    pub claims: usize,
}

/// The rows of `articles`, in their order.
pub(in crate::report) fn placed_articles<'a>(
    articles: &'a [ArticleSummary],
    claims: &[Claim],
) -> impl Iterator<Item = ArticleRow<'a>> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for claim in claims {
        *counts.entry(&claim.article).or_default() += 1;
    }
    articles.iter().map(move |article| ArticleRow {
        article,
        claims: counts.get(article.id.as_str()).copied().unwrap_or_default(),
    })
}

impl<'a> Row<'a> for ArticleRow<'a> {
    fn columns() -> Vec<Column<'a, Self>> {
        fn column<'a>(name: &str, cell: fn(&'a ArticleSummary) -> Cell<'a>) -> Column<'a, ArticleRow<'a>> {
            Column::new(name, move |row: &ArticleRow<'a>| cell(row.article))
        }
        vec![
            column("article", |article| Cell::text(&article.id)),
            column("outlet", |article| Cell::optional(article.outlet.as_deref())),
            column("published", |article| Cell::optional(article.published.as_deref())),
            column("title", |article| Cell::optional(article.title.as_deref())),
            Column::new("claims", |row: &ArticleRow<'a>| Cell::count(row.claims)),
            column("duplicate_of", |article| Cell::optional(article.duplicate_of.as_deref())),
            column("url", |article| Cell::optional(article.url.as_deref())),
            column("path", |article| Cell::optional(article.path.as_deref())),
            column("language", |article| Cell::text(&article.language)),
            column("bytes", |article| Cell::count(article.bytes)),
        ]
    }
}
