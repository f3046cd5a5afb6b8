//! Web pages: the text of the article on them, and what they say about it.

mod content;
mod furniture;
mod layout;
mod metadata;
mod tree;

use super::document::{Drafts, Refusal};
use super::draft::Draft;
use super::limits::Limit;
use super::metadata::Metadata;
use tree::{NodeId, Tree};

/// How deep a fragment in a field of a feed or an export may be; it is text with some markup.
const FRAGMENT_DEPTH: usize = 512;

/// Reads a page whose elements lie no more than `depth` deep in one another, and that came from `url`.
pub(super) fn read(html: &str, depth: usize, url: Option<&str>) -> Drafts {
    let tree = Tree::parse(html, depth).map_err(|_| Refusal::Limit(Limit::Depth(depth)))?;
    let mut page = metadata::read(&tree);
    let mut text = content::article(&tree, page.metadata.title.as_deref());
    // Where scripts fill the page, or a wall hides the rest, the description for search engines may have it all.
    if let Some(body) = page.body.take().filter(|body| body.len() > 2 * text.len()) {
        text = if is_markup(&body) { fragment(&body) } else { body };
    }
    let fetched = Metadata { url: url.map(str::to_owned), ..Metadata::default() };
    Ok(vec![Draft::new(text, page.metadata.or(fetched))])
}

/// The text of a piece of HTML: all of it, without looking for an article in it.
pub(super) fn fragment(html: &str) -> String {
    match Tree::parse(html, FRAGMENT_DEPTH) {
        Ok(tree) => layout::text(&tree, NodeId::ROOT, &|_| false),
        Err(_) => html.to_owned(),
    }
}

/// Whether the text of a field is HTML: it has an element that only HTML has.
pub(super) fn is_markup(text: &str) -> bool {
    const TELLING: [&str; 8] = ["</p>", "<p>", "<br", "</div>", "</a>", "</li>", "</em>", "</strong>"];
    memchr::memchr(b'<', text.as_bytes()).is_some() && TELLING.iter().any(|tag| text.contains(tag))
}
