//! What a page says about its article: JSON-LD first, then OpenGraph and other meta elements, then what it shows.

use serde_json::Value;

use super::super::metadata::{Metadata, words};
use super::tree::{NodeId, Tree};

/// What a page says about its article.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Title, outlet and the rest.
    pub metadata: Metadata,
    /// The text, where the page gives it to search engines.
    pub body: Option<String>,
}

/// Reads the head and the visible marks of a page.
pub(super) fn read(tree: &Tree) -> About {
    let mut about = linked_data(tree);
    let metadata = std::mem::take(&mut about.metadata);
    about.metadata = metadata.or(meta_elements(tree)).or(visible(tree));
    about
}

/// From JSON-LD: the first object that is an article of some kind.
fn linked_data(tree: &Tree) -> About {
    let is_data = |node: &NodeId| {
        tree.name(*node) == "script"
            && tree
                .attribute(*node, "type")
                .is_some_and(|kind| kind.trim().starts_with("application/ld+json"))
    };
    let data = tree.subtree(NodeId::ROOT).filter(is_data);
    let values = data.filter_map(|node| serde_json::from_str::<Value>(tree.inner_text(node).trim()).ok());
    let article = values.into_iter().find_map(article_object);
    article.map_or_else(About::default, |article| from_object(&article))
}

/// The article in a value, in a list, or in a graph.
fn article_object(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article_object),
        Value::Object(mut object) => {
            if object.get("@type").is_some_and(is_article_type) {
                return Some(Value::Object(object));
            }
            ["@graph", "mainEntity"].iter().find_map(|key| article_object(object.remove(*key)?))
        }
        _ => None,
    }
}

fn is_article_type(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(is_article_type),
        _ => false,
    }
}

fn from_object(article: &Value) -> About {
    let get = |key: &str| article.get(key).and_then(words);
    let body = get("articleBody").filter(|body| !body.trim().is_empty());
    let address = |key: &str| get(key).filter(|url| url.starts_with("http"));
    let metadata = Metadata {
        id: None,
        title: get("headline").or_else(|| get("name")),
        outlet: get("publisher").or_else(|| get("sourceOrganization")),
        author: get("author").or_else(|| get("creator")),
        published: get("datePublished").or_else(|| get("dateCreated")),
        url: address("url").or_else(|| address("mainEntityOfPage")),
        language: get("inLanguage"),
    };
    About { metadata, body }
}

/// Names of meta elements, the likeliest first.
const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "dcterms.title"];
const OUTLETS: [&str; 4] = ["og:site_name", "dc.publisher", "publisher", "application-name"];
const AUTHORS: [&str; 5] = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author"];
const DATES: [&str; 11] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
];

fn meta_elements(tree: &Tree) -> Metadata {
    let metas: Vec<(String, &str)> = tree
        .subtree(NodeId::ROOT)
        .filter(|node| tree.name(*node) == "meta")
        .filter_map(|node| {
            let name = ["property", "name", "itemprop"].iter().find_map(|key| tree.attribute(node, key))?;
            let content = tree.attribute(node, "content").filter(|content| !content.trim().is_empty())?;
            Some((name.to_ascii_lowercase(), content))
        })
        .collect();
    let find = |names: &[&str]| {
        let one =
            |name: &&str| metas.iter().find(|(own, _)| own == name).map(|(_, content)| (*content).to_owned());
        names.iter().find_map(one)
    };
    Metadata {
        id: None,
        title: find(&TITLES),
        outlet: find(&OUTLETS),
        // Some set the address of a profile where the name should be.
        author: find(&AUTHORS).filter(|author| !author.starts_with("http")),
        published: find(&DATES),
        url: canonical(tree).or_else(|| find(&["og:url"])),
        language: find(&["og:locale", "dc.language", "content-language"]),
    }
}

fn canonical(tree: &Tree) -> Option<String> {
    let is = |node: &NodeId| tree.name(*node) == "link" && tree.attribute(*node, "rel") == Some("canonical");
    let link = tree.subtree(NodeId::ROOT).find(is)?;
    tree.attribute(link, "href").filter(|href| href.starts_with("http")).map(str::to_owned)
}

/// From what a reader sees: the headline, the first date, the name of the page.
fn visible(tree: &Tree) -> Metadata {
    let first = |name: &'static str| tree.subtree(NodeId::ROOT).find(move |node| tree.name(*node) == name);
    let text = |node: NodeId| Some(tree.inner_text(node)).filter(|text| !text.trim().is_empty());
    let time = tree
        .subtree(NodeId::ROOT)
        .filter(|node| tree.name(*node) == "time")
        .find_map(|node| tree.attribute(node, "datetime").filter(|when| when.len() >= 8));
    Metadata {
        title: first("h1").and_then(text).or_else(|| first("title").and_then(text)),
        published: time.map(str::to_owned),
        language: first("html").and_then(|html| tree.attribute(html, "lang")).map(str::to_owned),
        ..Metadata::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about(html: &str) -> About {
        read(&Tree::parse(html, 100).expect("a page"))
    }

    #[test]
    fn linked_data_comes_first() {
        let page = r#"<html lang="en-GB"><head><title>Quake - The Mail</title><meta property="og:title" content="OG">
            <meta property="og:site_name" content="The Mail">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "no"},
            {"@type": ["NewsArticle"], "headline": "Quake kills 40", "datePublished": "2024-03-12T06:30:00Z",
             "author": [{"@type": "Person", "name": "A. Writer"}, {"name": "B. Writer"}],
             "mainEntityOfPage": {"@id": "https://mail.example/quake"}}]}</script></head><body><h1>Seen</h1></body>"#;
        let Metadata { title, outlet, author, published, url, language, .. } = about(page).metadata;
        assert_eq!(title.as_deref(), Some("Quake kills 40"));
        assert_eq!(outlet.as_deref(), Some("The Mail"));
        assert_eq!(author.as_deref(), Some("A. Writer, B. Writer"));
        assert_eq!(published.as_deref(), Some("2024-03-12T06:30:00Z"));
        assert_eq!(url.as_deref(), Some("https://mail.example/quake"));
        assert_eq!(language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn what_is_shown_comes_last() {
        let page = "<title>T</title><link rel=canonical href=https://x.example/a><h1>Head <b>line</b></h1>
            <time datetime=2024-03-12>12 March</time><meta name=author content='A. Writer'>";
        let Metadata { title, outlet, author, published, url, .. } = about(page).metadata;
        assert_eq!(title.as_deref(), Some("Head line"));
        assert_eq!((outlet, author.as_deref()), (None, Some("A. Writer")));
        assert_eq!((published.as_deref(), url.as_deref()), (Some("2024-03-12"), Some("https://x.example/a")));
    }
}
