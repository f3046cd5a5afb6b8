//! Where on a page the article stands, and what inside it is not part of it.

use super::furniture;
use super::layout;
use super::tree::{NodeId, Tree};

/// Fewest characters of a text that counts for where the article stands; labels and names are shorter.
const LEAST_TEXT: usize = 25;
/// A part with more than this share of the page's text is not dropped for its class or a heading in it.
const DOMINANT: f64 = 0.5;
/// A part with so much of the text is where the article stands.
const NEARLY_ALL: f64 = 0.95;
/// How far around a linked headline its teaser is looked for.
const TEASER_REACH: usize = 4;

/// The text of the article on a page whose headline is `title`.
pub(super) fn article(tree: &Tree, title: Option<&str>) -> String {
    let page = Page::new(tree);
    let root = page.root();
    let is_title =
        |node: NodeId| tree.name(node) == "h1" && title.is_some_and(|title| is_same(tree, node, title));
    layout::text(tree, root, &|node| page.dropped[node.index()] || is_title(node))
}

/// Whether a headline says what the title says, which may have the name of the outlet behind it.
fn is_same(tree: &Tree, node: NodeId, title: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let (own, title) = (letters(&tree.inner_text(node)), letters(title));
    !own.is_empty() && (title.starts_with(&own) || own.starts_with(&title))
}

/// A page with what is known about each node.
struct Page<'a> {
    tree: &'a Tree,
    /// Whether a node is no part of the article.
    dropped: Vec<bool>,
    /// Characters of running text in a node, without links and what is dropped.
    mass: Vec<usize>,
    /// Whether a node holds the headline or what the page calls its main part.
    core: Vec<bool>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree) -> Self {
        let mut page = Page {
            tree,
            dropped: vec![false; tree.len()],
            mass: vec![0; tree.len()],
            core: vec![false; tree.len()],
        };
        page.find_core();
        page.drop_furniture();
        page.weigh();
        page.drop_parts();
        page.drop_teasers();
        page.weigh();
        page
    }

    fn elements(&self, name: &str) -> Vec<NodeId> {
        self.tree.subtree(NodeId::ROOT).filter(|node| self.tree.name(*node) == name).collect()
    }

    /// Marks what holds the headline, the main element or the body of the article.
    fn find_core(&mut self) {
        let is_core = |node: NodeId| {
            ["h1", "main"].contains(&self.tree.name(node))
                || self.tree.attribute(node, "role") == Some("main")
                || self.tree.attribute(node, "itemprop").is_some_and(|prop| prop.contains("articleBody"))
        };
        let found: Vec<_> = self.tree.subtree(NodeId::ROOT).filter(|node| is_core(*node)).collect();
        for node in found {
            // A site may set its own name as a headline, in its header.
            let in_header = || self.tree.ancestors(node).any(|around| is_site_header(self.tree, around));
            if self.tree.name(node) == "h1" && in_header() {
                continue;
            }
            self.core[node.index()] = true;
            for around in self.tree.ancestors(node) {
                self.core[around.index()] = true;
            }
        }
    }

    /// Drops what its own name or class calls furniture, unless the headline or the main part is in it.
    fn drop_furniture(&mut self) {
        for node in self.tree.subtree(NodeId::ROOT) {
            let furniture = furniture::is_furniture(self.tree, node)
                || is_site_header(self.tree, node) && !self.core[node.index()];
            self.dropped[node.index()] = furniture && !self.core[node.index()];
        }
    }

    /// Counts the running text of each node.
    fn weigh(&mut self) {
        self.mass.fill(0);
        let mut stack = vec![(NodeId::ROOT, false)];
        while let Some((node, linked)) = stack.pop() {
            if self.dropped[node.index()] {
                continue;
            }
            if let Some(text) = self.tree.text(node) {
                let length = text.trim().chars().count();
                if !linked && length >= LEAST_TEXT {
                    self.mass[node.index()] += length;
                    for around in self.tree.ancestors(node) {
                        self.mass[around.index()] += length;
                    }
                }
                continue;
            }
            let linked = linked || layout::leads_elsewhere(self.tree, node);
            if !["script", "style", "head"].contains(&self.tree.name(node)) {
                stack.extend(self.tree.children(node).map(|child| (child, linked)));
            }
        }
    }

    /// The share of the page's running text that stands in `node`.
    fn share(&self, node: NodeId) -> f64 {
        self.mass[node.index()] as f64 / self.mass[NodeId::ROOT.index()].max(1) as f64
    }

    fn may_drop(&self, node: NodeId) -> bool {
        !self.core[node.index()] && self.share(node) <= DOMINANT
    }

    /// Drops the parts that headings such as "Related stories" begin.
    fn drop_parts(&mut self) {
        let labels: Vec<_> = self.tree.subtree(NodeId::ROOT).filter(|node| self.is_label(*node)).collect();
        for label in labels {
            let Some(parent) = self.tree.parent(label) else { continue };
            let first = self.tree.children(parent).find(|child| !self.is_blank(*child));
            if first == Some(label) && self.may_drop(parent) {
                self.dropped[parent.index()] = true;
                continue;
            }
            let rank = rank(self.tree.name(label));
            self.dropped[label.index()] = true;
            let behind: Vec<_> =
                std::iter::successors(self.tree.next(label), |node| self.tree.next(*node)).collect();
            for node in behind {
                let name = self.tree.name(node);
                let ends = rank.is_some_and(|own| self::rank(name).is_some_and(|other| other <= own));
                // Paragraphs behind a label that is no heading are the article again.
                if ends
                    || !self.may_drop(node)
                    || (rank.is_none() && name == "p" && self.mass[node.index()] > 0)
                {
                    break;
                }
                self.dropped[node.index()] = true;
            }
        }
    }

    /// Whether a heading, or a line in bold, begins a part that is no article.
    fn is_label(&self, node: NodeId) -> bool {
        let name = self.tree.name(node);
        let line = ["p", "div", "span", "strong", "b", "summary", "header"].contains(&name);
        if !(rank(name).is_some() || line) || self.dropped[node.index()] {
            return false;
        }
        let text = short_text(self.tree, node);
        // A bold word in a sentence is no label.
        let alone = rank(name).is_some()
            || self.tree.parent(node).is_none_or(|parent| {
                !layout::is_inline(name) || short_text(self.tree, parent).as_deref() == text.as_deref()
            });
        alone && text.is_some_and(|text| furniture::begins_furniture(&text, rank(name).is_some()))
    }

    fn is_blank(&self, node: NodeId) -> bool {
        let text = self.tree.text(node);
        text.is_some_and(|text| text.trim().is_empty()) || (text.is_none() && self.tree.name(node).is_empty())
    }

    /// Drops teasers: headlines that are links to other pages, with what stands around each.
    fn drop_teasers(&mut self) {
        let headlines: Vec<_> =
            self.tree.subtree(NodeId::ROOT).filter(|node| self.is_linked_headline(*node)).collect();
        for headline in headlines {
            let own = self.mass[headline.index()];
            let mut teaser = headline;
            for around in self.tree.ancestors(headline).take(TEASER_REACH) {
                if !self.may_drop(around) || self.has_headings(around) {
                    break;
                }
                teaser = around;
                if self.mass[around.index()] > own {
                    break;
                }
            }
            self.dropped[teaser.index()] = true;
        }
    }

    /// Whether more than one heading stands in `node`.
    fn has_headings(&self, node: NodeId) -> bool {
        let is_heading = |inside: &NodeId| matches!(rank(self.tree.name(*inside)), Some(1..=5));
        self.tree.subtree(node).filter(is_heading).nth(1).is_some()
    }

    fn is_linked_headline(&self, node: NodeId) -> bool {
        if !matches!(rank(self.tree.name(node)), Some(2..)) || self.dropped[node.index()] {
            return false;
        }
        let link = self
            .tree
            .subtree(node)
            .chain(self.tree.parent(node))
            .find(|near| layout::leads_elsewhere(self.tree, *near));
        let whole = |link: NodeId| {
            let letters = |node| self.tree.inner_text(node).chars().filter(|c| c.is_alphanumeric()).count();
            letters(link) >= letters(node)
        };
        link.is_some_and(whole)
    }

    /// The node that holds the article and as little else as possible.
    fn root(&self) -> NodeId {
        let marked = self.marked_root();
        let mut root = marked.unwrap_or(NodeId::ROOT);
        // Further in, as long as nearly all the text goes along, or the headline and most of the text.
        'inward: loop {
            for child in self.tree.children(root) {
                let share = self.mass[child.index()] as f64 / self.mass[root.index()].max(1) as f64;
                let heads = marked.is_none() && self.core[child.index()] && share > DOMINANT;
                if !self.dropped[child.index()]
                    && (share >= NEARLY_ALL || heads)
                    && self.tree.text(child).is_none()
                {
                    root = child;
                    continue 'inward;
                }
            }
            return self.outward(root);
        }
    }

    /// From a paragraph or the like to what is around it: the article is never less than a block.
    fn outward(&self, root: NodeId) -> NodeId {
        let block = |node: &NodeId| {
            ["div", "section", "article", "main", "body", "td", "html", ""].contains(&self.tree.name(*node))
        };
        std::iter::once(root).chain(self.tree.ancestors(root)).find(block).unwrap_or(root)
    }

    /// The article element with most of the text, or what is around several of like weight, or the main element.
    fn marked_root(&self) -> Option<NodeId> {
        let is_outer = |node: &NodeId| {
            let around = self.tree.ancestors(*node);
            !around
                .into_iter()
                .any(|around| self.tree.name(around) == "article" || self.dropped[around.index()])
        };
        let articles: Vec<_> = self.elements("article").into_iter().filter(is_outer).collect();
        let articles: Vec<_> = articles
            .into_iter()
            .filter(|node| !self.dropped[node.index()] && self.mass[node.index()] > 0)
            .collect();
        let all: usize = articles.iter().map(|node| self.mass[node.index()]).sum();
        let largest = articles.iter().copied().max_by_key(|node| self.mass[node.index()]);
        if let Some(largest) = largest.filter(|node| self.mass[node.index()] as f64 > DOMINANT * all as f64) {
            if self.share(largest) > 0.3 {
                return Some(largest);
            }
        } else if let Some(around) = largest.and_then(|node| self.tree.parent(node)) {
            // A live blog: posts beside one another, and what stands above them.
            let main = self.tree.ancestors(around).find(|node| self.tree.name(*node) == "main");
            return Some(main.unwrap_or(around));
        }
        let main = |node: &NodeId| {
            self.tree.name(*node) == "main" || self.tree.attribute(*node, "role") == Some("main")
        };
        let main = self.tree.subtree(NodeId::ROOT).find(main).filter(|node| self.share(*node) > DOMINANT);
        main.filter(|node| !self.dropped[node.index()])
    }
}

/// A header that is not the header of an article.
fn is_site_header(tree: &Tree, node: NodeId) -> bool {
    tree.name(node) == "header"
        && !tree.ancestors(node).any(|around| ["article", "main", "section"].contains(&tree.name(around)))
}

/// 1 to 6 for headings.
fn rank(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// The text of a node, if it is short enough for a label.
fn short_text(tree: &Tree, node: NodeId) -> Option<String> {
    let mut text = String::new();
    for part in tree.subtree(node).filter_map(|node| tree.text(node)) {
        text.push_str(part);
        if text.trim().len() > 80 {
            return None;
        }
    }
    Some(text.trim().to_owned())
}
