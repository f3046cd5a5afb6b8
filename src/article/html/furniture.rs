//! What on a page is no part of an article: by the element, its role, its classes, and the headings of its parts.

use super::tree::{NodeId, Tree};
use crate::lexicon::word_sets;

word_sets! {
    "furniture.tsv":
    /// Elements whose text is never read.
    ELEMENTS = "elements";
    /// Roles of ARIA of the same.
    ROLES = "roles";
    /// Words in classes of what is no article.
    CLASSES = "classes";
    /// Pairs of words in classes, joined by a hyphen.
    PAIRS = "pairs";
    /// First words of classes that say something about the page around.
    FLAGS = "flags";
    /// Words in classes of boxes that belong to the article.
    KEEP = "keep";
    /// Headings of parts that are no article.
    HEADINGS = "headings";
    /// How such headings begin.
    HEADING_STARTS = "heading_starts";
    /// How paragraphs begin that lead away.
    LEADS = "leads";
}

/// Longest heading that is looked up, in bytes; a paragraph in bold is none.
const LONGEST_HEADING: usize = 60;

/// Whether `node` is furniture as its own name, attributes or style say.
pub(super) fn is_furniture(tree: &Tree, node: NodeId) -> bool {
    let name = tree.name(node);
    if name.is_empty() {
        return false;
    }
    if is_hidden(tree, node) {
        return true;
    }
    let kept = ["aside", "div", "section"].contains(&name) && has_class(tree, node, is_kept_class);
    if kept {
        return false;
    }
    ELEMENTS.contains(name)
        || tree.attribute(node, "role").is_some_and(|role| ROLES.contains(&role.to_ascii_lowercase()))
        || (name != "body" && name != "html" && has_class(tree, node, is_furniture_class))
}

/// Whether a browser would not show it.
fn is_hidden(tree: &Tree, node: NodeId) -> bool {
    let is =
        |name, value: &str| tree.attribute(node, name).is_some_and(|own| own.eq_ignore_ascii_case(value));
    tree.attribute(node, "hidden").is_some_and(|how| how != "until-found")
        || is("aria-hidden", "true")
        || tree.attribute(node, "style").is_some_and(|style| {
            let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether a class or the id of `node` is one of those that `is` knows.
fn has_class(tree: &Tree, node: NodeId, is: fn(&[String]) -> bool) -> bool {
    ["class", "id", "data-component", "data-testid"].iter().any(|name| {
        let classes = tree.attribute(node, name).unwrap_or_default();
        classes.split_whitespace().any(|class| is(&words(class)))
    })
}

/// The words of a class, in lower case.
fn words(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in class.chars() {
        if !c.is_alphanumeric() || (c.is_uppercase() && after_small) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        after_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_furniture_class(words: &[String]) -> bool {
    if words.first().is_none_or(|first| FLAGS.contains(first)) {
        return false;
    }
    let pair = |two: &[String]| PAIRS.contains(&two.join("-"));
    words.iter().any(|word| CLASSES.contains(word)) || words.windows(2).any(pair)
}

fn is_kept_class(words: &[String]) -> bool {
    let pair = |two: &[String]| KEEP.contains(&two.concat());
    words.iter().any(|word| KEEP.contains(word)) || words.windows(2).any(pair)
}

/// Whether a heading with this text begins a part that is no article; what is no heading by its element has to be one
/// of the known ones as a whole.
pub(super) fn begins_furniture(heading: &str, is_heading: bool) -> bool {
    let heading = plain(heading);
    !heading.is_empty()
        && heading.len() <= LONGEST_HEADING
        && (HEADINGS.contains(heading.trim_end_matches([':', '…', '.']).trim())
            || (is_heading && HEADING_STARTS.iter().any(|start| heading.starts_with(start))))
}

/// Whether a paragraph leads to another story or sells something.
pub(super) fn leads_away(paragraph: &str) -> bool {
    let start: String = paragraph.chars().take(40).collect();
    let start = plain(&start);
    LEADS.iter().any(|lead| start.starts_with(lead))
}

/// In lower case on one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn furniture(html: &str) -> bool {
        let tree = Tree::parse(html, 100).expect("a page");
        let body = tree.subtree(NodeId::ROOT).find(|node| tree.name(*node) == "body").expect("a body");
        let first = tree.children(body).next().expect("an element");
        is_furniture(&tree, first)
    }

    #[test]
    fn classes_are_read_by_their_words() {
        for (html, expected) in [
            ("<div class='c-related__list'>", true),
            ("<div class='storyRelated'>", true),
            ("<div id=comments>", true),
            ("<div class='most-read'>", true),
            ("<div class='has-sidebar'>", false),
            ("<div class='article-body'>", false),
            ("<div class='readable'>", false),
            ("<aside>", true),
            ("<aside class='fact-box'>", false),
            ("<nav>", true),
            ("<p style='display: none'>", true),
            ("<div role=complementary>", true),
            ("<p>", false),
        ] {
            assert_eq!(furniture(html), expected, "{html}");
        }
    }

    #[test]
    fn headings_and_leads_are_known() {
        assert!(begins_furniture(" Related\n Stories ", false));
        assert!(begins_furniture("More from Kelmara", true));
        assert!(!begins_furniture("More from Kelmara", false));
        assert!(!begins_furniture("More than 40 killed", true));
        assert!(leads_away("READ MORE: Flood kills 12"));
        assert!(!leads_away("Readers wrote 40 letters"));
    }
}
