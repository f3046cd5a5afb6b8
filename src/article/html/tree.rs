//! A web page as a tree of elements and text, built by html5ever into one list of nodes.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, ParseOpts, QualName};

/// Bytes that are parsed between two looks at how deep and how large the tree has become.
const CHUNK: usize = 4096;
/// Nodes that a page may have beyond one for each of its bytes: unclosed elements of formatting are made anew in each
/// paragraph, so that a small page can be made to grow without bounds.
const FREE_NODES: usize = 100_000;

/// A node of the tree, by its place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

impl NodeId {
    /// The document itself.
    pub const ROOT: NodeId = NodeId(0);

    /// Its place in lists that hold one thing for each node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug)]
enum Content {
    /// The document, comments and the like.
    Other,
    /// An element: its name and attributes.
    Element(LocalName, Vec<(LocalName, StrTendril)>),
    /// Text.
    Text(StrTendril),
}

#[derive(Debug)]
struct Node {
    content: Content,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    depth: u32,
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// Why a page is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooDeep;

impl Tree {
    /// Parses a page whose elements lie no more than `depth` deep in one another.
    ///
    /// # Errors
    /// They lie deeper, or the page grows out of proportion to its size.
    pub fn parse(html: &str, depth: usize) -> Result<Tree, TooDeep> {
        let builder = Builder::default();
        let (deepest, count) = (Rc::clone(&builder.deepest), Rc::clone(&builder.count));
        let mut parser = html5ever::parse_document(builder, ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let mut end = rest.len().min(CHUNK);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            parser.process(StrTendril::from_slice(&rest[..end]));
            rest = &rest[end..];
            if deepest.get() as usize > depth || count.get() > html.len() + FREE_NODES {
                return Err(TooDeep);
            }
        }
        Ok(parser.finish())
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The name of an element; empty for text and others.
    pub fn name(&self, node: NodeId) -> &str {
        match &self.nodes[node.index()].content {
            Content::Element(name, _) => name,
            _ => "",
        }
    }

    /// The text of a text node.
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes[node.index()].content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        match &self.nodes[node.index()].content {
            Content::Element(_, attributes) => {
                attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| &**value)
            }
            _ => None,
        }
    }

    /// The node around a node.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].parent
    }

    /// The node behind a node.
    pub fn next(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].next
    }

    /// The nodes right inside a node.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[node.index()].first, |child| self.next(*child))
    }

    /// The nodes around a node, the nearest first.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.parent(node), |parent| self.parent(*parent))
    }

    /// A node and all inside it, in the order of the page.
    pub fn subtree(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(node), move |at| {
            self.nodes[at.index()].first.or_else(|| {
                let mut up = *at;
                while up != node {
                    match self.next(up) {
                        Some(next) => return Some(next),
                        None => up = self.parent(up)?,
                    }
                }
                None
            })
        })
    }

    /// All text inside a node, blanks as they stand in the source.
    pub fn inner_text(&self, node: NodeId) -> String {
        self.subtree(node).filter_map(|node| self.text(node)).collect()
    }

    fn detach(&mut self, node: NodeId) {
        let Node { parent, previous, next, .. } = self.nodes[node.index()];
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => self.nodes[previous.index()].next = next,
            None => self.nodes[parent.index()].first = next,
        }
        match next {
            Some(next) => self.nodes[next.index()].previous = previous,
            None => self.nodes[parent.index()].last = previous,
        }
        let own = &mut self.nodes[node.index()];
        (own.parent, own.previous, own.next) = (None, None, None);
    }

    fn append(&mut self, parent: NodeId, child: NodeId) {
        self.detach(child);
        let last = self.nodes[parent.index()].last.replace(child);
        match last {
            Some(last) => self.nodes[last.index()].next = Some(child),
            None => self.nodes[parent.index()].first = Some(child),
        }
        let depth = self.nodes[parent.index()].depth + 1;
        let own = &mut self.nodes[child.index()];
        (own.parent, own.previous, own.depth) = (Some(parent), last, depth);
    }

    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let Some(parent) = self.parent(sibling) else { return };
        self.detach(child);
        let previous = self.nodes[sibling.index()].previous.replace(child);
        match previous {
            Some(previous) => self.nodes[previous.index()].next = Some(child),
            None => self.nodes[parent.index()].first = Some(child),
        }
        let depth = self.nodes[parent.index()].depth + 1;
        let own = &mut self.nodes[child.index()];
        (own.parent, own.previous, own.next, own.depth) = (Some(parent), previous, Some(sibling), depth);
    }
}

/// What html5ever builds the tree with.
struct Builder {
    tree: RefCell<Tree>,
    deepest: Rc<Cell<u32>>,
    count: Rc<Cell<usize>>,
    /// The name of what is no element.
    nameless: Rc<QualName>,
}

/// A node for html5ever, with the name that it asks for at every step.
#[derive(Clone)]
struct Handle {
    id: NodeId,
    name: Rc<QualName>,
}

impl Default for Builder {
    fn default() -> Self {
        let builder = Builder {
            tree: RefCell::new(Tree { nodes: Vec::new() }),
            deepest: Rc::default(),
            count: Rc::default(),
            nameless: Rc::new(QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))),
        };
        builder.create(Content::Other);
        builder
    }
}

impl Builder {
    fn create(&self, content: Content) -> NodeId {
        let nodes = &mut self.tree.borrow_mut().nodes;
        // A page has no more bytes than fit into memory, and no more nodes than bytes.
        let id = NodeId(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
        nodes.push(Node {
            content,
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
            depth: 0,
        });
        self.count.set(nodes.len());
        id
    }

    fn deepened(&self, node: NodeId) {
        let depth = self.tree.borrow().nodes[node.index()].depth;
        self.deepest.set(self.deepest.get().max(depth));
    }

    /// Adds text to the text node `at`, if it is one.
    fn extended(&self, at: Option<NodeId>, text: &StrTendril) -> bool {
        let mut tree = self.tree.borrow_mut();
        match at.map(|at| &mut tree.nodes[at.index()].content) {
            Some(Content::Text(own)) => {
                own.push_tendril(text);
                true
            }
            _ => false,
        }
    }
}

impl TreeSink for Builder {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: NodeId::ROOT, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let attributes = attributes.into_iter().map(|own| (own.name.local, own.value)).collect();
        let id = self.create(Content::Element(name.local.clone(), attributes));
        Handle { id, name: Rc::new(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { id: self.create(Content::Other), name: Rc::clone(&self.nameless) }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { id: self.create(Content::Other), name: Rc::clone(&self.nameless) }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => {
                let last = self.tree.borrow().nodes[parent.id.index()].last;
                if self.extended(last, &text) {
                    return;
                }
                self.create(Content::Text(text))
            }
        };
        self.tree.borrow_mut().append(parent.id, child);
        self.deepened(child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.tree.borrow().parent(element.id).is_some();
        if has_parent { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => {
                let previous = self.tree.borrow().nodes[sibling.id.index()].previous;
                if self.extended(previous, &text) {
                    return;
                }
                self.create(Content::Text(text))
            }
        };
        self.tree.borrow_mut().insert_before(sibling.id, child);
        self.deepened(child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        if let Content::Element(_, own) = &mut tree.nodes[target.id.index()].content {
            for new in attributes {
                if !own.iter().any(|(name, _)| *name == new.name.local) {
                    own.push((new.name.local, new.value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.tree.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.nodes[node.id.index()].first {
            tree.append(new_parent.id, child);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_tree() {
        let tree = Tree::parse("<p id=a>one <b>two</b><p>three", 100).expect("a page");
        let names: Vec<_> = tree.subtree(NodeId::ROOT).map(|node| tree.name(node)).collect();
        assert_eq!(names, ["", "html", "head", "body", "p", "", "b", "", "p", ""]);
        assert_eq!(tree.inner_text(NodeId::ROOT), "one twothree");
        let p = tree.subtree(NodeId::ROOT).find(|node| tree.name(*node) == "p").expect("a paragraph");
        assert_eq!((tree.attribute(p, "id"), tree.attribute(p, "class")), (Some("a"), None));
    }

    #[test]
    fn misplaced_content_of_tables_stays() {
        let tree = Tree::parse("<table>out<tr><td>in</table>", 100).expect("a page");
        assert_eq!(tree.inner_text(NodeId::ROOT), "outin");
    }

    #[test]
    fn pages_that_are_too_deep_or_grow_too_large_are_refused() {
        assert_eq!(Tree::parse(&"<div>".repeat(100_000), 512).err(), Some(TooDeep));
        let fonts: String = (0..400).map(|n| format!("<font color=c{n}>")).collect();
        assert_eq!(Tree::parse(&format!("<p>{fonts}{}", "<p>x".repeat(20_000)), 512).err(), Some(TooDeep));
    }
}
