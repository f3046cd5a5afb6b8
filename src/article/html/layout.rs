//! Elements to text: a paragraph for each block, list item and table row, with an empty line between them.

use super::super::tabular::{self, Cell};
use super::furniture;
use super::tree::{NodeId, Tree};

/// Elements that go on in the line; all others begin and end a paragraph.
const INLINE: [&str; 35] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// A paragraph of which more than this share is links to other pages leads to them.
const MOST_LINKS: f64 = 0.8;

/// The text of `root`, without the nodes that `skipped` names.
pub(super) fn text(tree: &Tree, root: NodeId, skipped: &dyn Fn(NodeId) -> bool) -> String {
    let mut writer = Writer { tree, skipped, out: String::new(), paragraph: Paragraph::default() };
    writer.node(root, Within::default());
    writer.flush();
    writer.out
}

/// Whether an element goes on in the line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether a link leads to another page: not to a place on this one.
pub(super) fn leads_elsewhere(tree: &Tree, link: NodeId) -> bool {
    tree.name(link) == "a"
        && tree.attribute(link, "href").is_some_and(|href| !href.trim_start().starts_with('#'))
}

/// What is around a piece of text, as far as it matters.
#[derive(Debug, Clone, Copy, Default)]
struct Within {
    link: bool,
    time: bool,
    raised: bool,
}

/// A paragraph that is being put together.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// Whether white space stands between what is there and what comes.
    spaced: bool,
    letters: usize,
    linked: usize,
    timed: usize,
}

struct Writer<'a> {
    tree: &'a Tree,
    skipped: &'a dyn Fn(NodeId) -> bool,
    out: String,
    paragraph: Paragraph,
}

impl Writer<'_> {
    fn node(&mut self, node: NodeId, within: Within) {
        if let Some(text) = self.tree.text(node) {
            return self.paragraph.push(text, within);
        }
        if (self.skipped)(node) {
            return;
        }
        match self.tree.name(node) {
            "head" | "script" | "style" | "title" => {}
            "br" => self.paragraph.break_line(),
            "table" => self.table(node),
            "sup" | "sub" if is_note(self.tree, node) => {}
            "sup" => self.children(node, Within { raised: true, ..within }),
            "a" => self.children(node, Within { link: leads_elsewhere(self.tree, node), ..within }),
            "time" => self.children(node, Within { time: true, ..within }),
            "q" => {
                self.paragraph.push("\u{201c}", within);
                self.children(node, within);
                self.paragraph.push("\u{201d}", within);
            }
            "" => self.children(node, within),
            name if is_inline(name) => self.children(node, within),
            _ => {
                self.flush();
                self.children(node, within);
                self.flush();
            }
        }
        if self.paragraph.text.ends_with("\n\n") {
            self.flush();
        }
    }

    fn children(&mut self, node: NodeId, within: Within) {
        for child in self.tree.children(node) {
            self.node(child, within);
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.text.trim();
        if text.is_empty() || paragraph.leads_elsewhere() || furniture::leads_away(text) {
            return;
        }
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text);
    }

    /// A table: each row a paragraph, each cell with the name of its column or row before it. A table of one column,
    /// or with blocks in its cells, only lays out a page.
    fn table(&mut self, table: NodeId) {
        self.flush();
        let rows: Vec<Vec<Cell>> = rows(self.tree, table)
            .into_iter()
            .filter(|row| !(self.skipped)(*row))
            .map(|row| self.cells(row))
            .filter(|row| !row.is_empty())
            .collect();
        let caption = self.tree.children(table).find(|node| self.tree.name(*node) == "caption");
        if let Some(caption) = caption {
            self.node(caption, Within::default());
            self.flush();
        }
        let lays_out = rows.iter().flatten().any(|cell| cell.text.contains("\n\n"));
        let lines = if lays_out {
            rows.into_iter().flatten().map(|cell| cell.text).collect()
        } else {
            tabular::sentences(&rows)
        };
        lines.iter().for_each(|line| self.add(line));
    }

    /// The cells of a row that hold something, each as its text.
    fn cells(&self, row: NodeId) -> Vec<Cell> {
        let mut column = 0;
        let mut cells = Vec::new();
        for node in self.tree.children(row).filter(|node| ["td", "th"].contains(&self.tree.name(*node))) {
            let width = self.tree.attribute(node, "colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
            if !(self.skipped)(node) {
                let mut inner = Writer {
                    tree: self.tree,
                    skipped: self.skipped,
                    out: String::new(),
                    paragraph: Paragraph::default(),
                };
                inner.children(node, Within::default());
                inner.flush_cell();
                if !inner.out.is_empty() {
                    cells.push(Cell { text: inner.out, heads: self.tree.name(node) == "th", column });
                }
            }
            column += usize::clamp(width, 1, 100);
        }
        cells
    }

    /// Ends the last paragraph of a cell, which may well be nothing but a link.
    fn flush_cell(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let text = paragraph.text.trim();
        if !text.is_empty() {
            self.add(text);
        }
    }
}

/// The rows of a table, not those of tables inside it.
fn rows(tree: &Tree, table: NodeId) -> Vec<NodeId> {
    let mut rows = Vec::new();
    for child in tree.children(table) {
        match tree.name(child) {
            "tr" => rows.push(child),
            "thead" | "tbody" | "tfoot" => {
                rows.extend(tree.children(child).filter(|row| tree.name(*row) == "tr"))
            }
            _ => {}
        }
    }
    rows
}

/// Whether a raised sign points to a note: "[1]".
fn is_note(tree: &Tree, node: NodeId) -> bool {
    let text = tree.inner_text(node);
    text.trim_start().starts_with('[') || tree.subtree(node).any(|inside| tree.name(inside) == "a")
}

/// Raised figures as characters of their own: "km²" is no "km2".
fn raised(c: char) -> char {
    match c {
        '2' => '²',
        '3' => '³',
        _ => c,
    }
}

impl Paragraph {
    /// Adds text, with one blank for all white space in it.
    fn push(&mut self, text: &str, within: Within) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                self.spaced = true;
                continue;
            }
            if matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                continue;
            }
            if self.spaced && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.spaced = false;
            self.text.push(if within.raised { raised(c) } else { c });
            self.letters += 1;
            self.linked += usize::from(within.link);
            self.timed += usize::from(within.time);
        }
    }

    /// A line break; two of them end the paragraph.
    fn break_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.spaced = false;
    }

    /// Whether it is made of links to other pages, or is nothing but a date.
    fn leads_elsewhere(&self) -> bool {
        self.timed == self.letters || self.linked as f64 > MOST_LINKS * self.letters as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(html: &str) -> String {
        let tree = Tree::parse(html, 100).expect("a page");
        text(&tree, NodeId::ROOT, &|_| false)
    }

    #[test]
    fn blocks_are_paragraphs_and_blanks_are_one() {
        for (html, expected) in [
            ("<p>One\n  two</p><p>Three</p>", "One two\n\nThree"),
            ("<div>One<div>two</div>three</div>", "One\n\ntwo\n\nthree"),
            ("<ul><li>40 killed<li>200 hurt</ul>", "40 killed\n\n200 hurt"),
            ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
            ("<p>At <b>least</b> 40<i>!</i></p>", "At least 40!"),
            ("<p>40 km<sup>2</sup><sup><a href='#n1'>[1]</a></sup></p>", "40 km²"),
            ("<p>He said <q>40</q>.</p>", "He said “40”."),
            ("<p>1&shy;000</p>", "1000"),
        ] {
            assert_eq!(rendered(html), expected, "{html}");
        }
    }

    #[test]
    fn rows_of_tables_are_sentences() {
        for (html, expected) in [
            ("<table><tr><th>Deaths<td>41<tr><th>Injured:<td>200</table>", "Deaths: 41\n\nInjured: 200"),
            (
                "<table><tr><th>Region<th>Killed<th>Hurt<tr><td>North<td>12<td>40<tr><td>South<td>29<td>160</table>",
                "North: Killed: 12; Hurt: 40\n\nSouth: Killed: 29; Hurt: 160",
            ),
            ("<table><tr><td><p>One</p><p>Two</p></table>", "One\n\nTwo"),
        ] {
            assert_eq!(rendered(html), expected, "{html}");
        }
    }

    #[test]
    fn links_to_other_stories_are_left_out_and_links_in_sentences_stay() {
        assert_eq!(
            rendered("<p><a href=/x>Flood kills 12</a></p><p>Forty <a href=/y>died</a> here."),
            "Forty died here."
        );
        assert_eq!(rendered("<h3><a href='#p1'>14 dead</a></h3>"), "14 dead");
        assert_eq!(rendered("<p>Read more: <a href=/x>Flood kills 12</a></p><p>x"), "x");
        assert_eq!(rendered("<p><time>10:42</time></p><p>x"), "x");
    }
}
