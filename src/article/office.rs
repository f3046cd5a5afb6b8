//! Drafts of Word (DOCX) and LibreOffice (ODT): paragraphs, lists and tables of the document as it reads now, without
//! what was deleted from it, notes and comments.

use super::document::{Drafts, Refusal};
use super::draft::Draft;
use super::format::Format;
use super::metadata::{Field, Metadata};
use super::tabular::{self, Cell};
use super::xml::{Piece, Pieces};

/// Names of the elements that matter, without their prefixes.
struct Names {
    /// Each begins and ends a paragraph.
    paragraphs: &'static [&'static str],
    /// Text counts only in these; empty if it counts wherever it stands in a paragraph.
    text: &'static str,
    /// Their text is no part of the document as it reads now.
    skipped: &'static [&'static str],
    tab: &'static str,
    line_break: &'static [&'static str],
    table: &'static str,
    row: &'static str,
    cells: &'static [&'static str],
}

/// Office Open XML. Deleted text stands in elements of its own; what newer versions of Word draw is repeated for older
/// ones in `Fallback`.
const DOCX: Names = Names {
    paragraphs: &["p"],
    text: "t",
    skipped: &["pPr", "rPr", "sectPr", "tblPr", "tcPr", "trPr", "del", "moveFrom", "Fallback", "instrText"],
    tab: "tab",
    line_break: &["br", "cr"],
    table: "tbl",
    row: "tr",
    cells: &["tc"],
};

/// OpenDocument.
const ODT: Names = Names {
    paragraphs: &["p", "h"],
    text: "",
    skipped: &[
        "annotation",
        "note",
        "tracked-changes",
        "automatic-styles",
        "styles",
        "forms",
        "desc",
        "title",
    ],
    tab: "tab",
    line_break: &["line-break"],
    table: "table",
    row: "table-row",
    cells: &["table-cell", "covered-table-cell"],
};

/// Reads a document from its main part and the part that says something about it.
pub(super) fn read(format: Format, text: &str, about: &str, depth: usize) -> Drafts {
    let names = if format == Format::Docx { &DOCX } else { &ODT };
    let mut writer = Writer::new(names);
    let mut pieces = Pieces::new(text, depth);
    while let Some(piece) = pieces.next()? {
        writer.take(piece);
    }
    if pieces.is_cut_off() {
        return Err(Refusal::Malformed("a document that is cut off".into()));
    }
    writer.flush();
    // What stands about a document is a convenience; that it is broken takes nothing from the text.
    let metadata = described(about, depth).unwrap_or_default();
    Ok(vec![Draft::new(writer.out, metadata)])
}

/// Title, author and language. When a draft was written is not when it was published.
fn described(about: &str, depth: usize) -> Result<Metadata, Refusal> {
    let mut metadata = Metadata::default();
    let mut pieces = Pieces::new(about, depth);
    let mut text = String::new();
    while let Some(piece) = pieces.next()? {
        match piece {
            Piece::Start(..) => text.clear(),
            Piece::Text(more) => text.push_str(&more),
            Piece::End(name) => {
                let field = match name.as_str() {
                    "title" => Some(Field::Title),
                    "creator" | "initial-creator" => Some(Field::Author),
                    "language" => Some(Field::Language),
                    _ => None,
                };
                if let Some(field) = field {
                    metadata.set(field, std::mem::take(&mut text));
                }
            }
        }
    }
    Ok(metadata)
}

/// Puts paragraphs together.
struct Writer<'a> {
    names: &'a Names,
    out: String,
    paragraph: String,
    /// How many skipped elements are open around this place.
    skipped: usize,
    /// How many elements are open in which text counts.
    open: usize,
    tables: Vec<Table>,
}

/// A table that is open.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    cell: Vec<String>,
    column: usize,
}

impl<'a> Writer<'a> {
    fn new(names: &'a Names) -> Self {
        Writer {
            names,
            out: String::new(),
            paragraph: String::new(),
            skipped: 0,
            open: 0,
            tables: Vec::new(),
        }
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(name, _) if self.skips(&name) => self.skipped += 1,
            Piece::End(name) if self.skips(&name) => self.skipped = self.skipped.saturating_sub(1),
            _ if self.skipped > 0 => {}
            Piece::Start(name, attributes) => self.start(&name, &attributes),
            Piece::End(name) => self.end(&name),
            Piece::Text(text) if self.open > 0 => self.paragraph.push_str(&text),
            Piece::Text(_) => {}
        }
    }

    fn skips(&self, name: &str) -> bool {
        self.names.skipped.contains(&name)
    }

    fn counts_text(&self, name: &str) -> bool {
        if self.names.text.is_empty() { self.is_paragraph(name) } else { name == self.names.text }
    }

    fn is_paragraph(&self, name: &str) -> bool {
        self.names.paragraphs.contains(&name)
    }

    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        if self.is_paragraph(name) {
            self.flush();
        }
        if self.counts_text(name) {
            self.open += 1;
        } else if name == self.names.tab {
            self.paragraph.push('\t');
        } else if self.names.line_break.contains(&name) {
            self.paragraph.push('\n');
        } else if name == "s" && self.names.text.is_empty() {
            let count =
                attributes.iter().find(|(key, _)| key == "c").and_then(|(_, count)| count.parse().ok());
            let blanks = usize::clamp(count.unwrap_or(1), 1, 100);
            self.paragraph.extend(std::iter::repeat_n(' ', blanks));
        } else if name == self.names.table {
            self.flush();
            self.tables.push(Table::default());
        } else if name == self.names.row
            && let Some(table) = self.tables.last_mut()
        {
            table.rows.push(Vec::new());
            table.column = 0;
        }
    }

    fn end(&mut self, name: &str) {
        if self.counts_text(name) {
            self.open = self.open.saturating_sub(1);
        }
        if self.is_paragraph(name) {
            self.flush();
        } else if self.names.cells.contains(&name) {
            self.end_cell();
        } else if name == self.names.table {
            self.end_table();
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.tables.last_mut() else { return };
        let text = std::mem::take(&mut table.cell).join("\n");
        if let Some(row) = table.rows.last_mut().filter(|_| !text.is_empty()) {
            row.push(Cell { text, heads: false, column: table.column });
        }
        table.column += 1;
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.tables.pop() else { return };
        tabular::guess_header(&mut table.rows);
        for line in tabular::sentences(&table.rows) {
            self.add(&line);
        }
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.add(paragraph.trim());
    }

    /// Adds a paragraph to the open cell or to the text.
    fn add(&mut self, paragraph: &str) {
        if paragraph.is_empty() {
            return;
        }
        if let Some(table) = self.tables.last_mut() {
            return table.cell.push(paragraph.to_owned());
        }
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(paragraph);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(format: Format, xml: &str) -> String {
        read(format, xml, "", 100).expect("a document").remove(0).text
    }

    #[test]
    fn word_is_read_as_it_reads_now() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>At least </w:t></w:r>
            <w:del><w:r><w:delText>14</w:delText></w:r></w:del><w:ins><w:r><w:t>40</w:t></w:r></w:ins><w:r><w:t xml:space='preserve'> killed &amp; hurt</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Deaths</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>41</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t></w:r></w:p></w:body></w:document>";
        assert_eq!(text(Format::Docx, xml), "At least 40 killed & hurt\n\nDeaths: 41\n\nOne\ntwo");
    }

    #[test]
    fn open_document_is_read_as_it_reads_now() {
        let xml = "<office:document-content><office:text><text:tracked-changes><text:p>14</text:p></text:tracked-changes>
            <text:h>Quake</text:h><text:p>At<text:s text:c='1'/>least <text:span>40</text:span> killed<text:note><text:p>no</text:p></text:note>.</text:p>
            <text:list><text:list-item><text:p>200 hurt</text:p></text:list-item></text:list></office:text></office:document-content>";
        assert_eq!(text(Format::Odt, xml), "Quake\n\nAt least 40 killed.\n\n200 hurt");
    }

    #[test]
    fn what_is_known_about_a_document_is_read() {
        let about = "<cp:coreProperties><dc:title>Quake</dc:title><dc:creator>A. Writer</dc:creator></cp:coreProperties>";
        let draft = read(Format::Docx, "<w:document/>", about, 100).expect("a document").remove(0);
        assert_eq!(
            (draft.metadata.title.as_deref(), draft.metadata.author.as_deref()),
            (Some("Quake"), Some("A. Writer"))
        );
    }

    #[test]
    fn a_document_that_is_cut_off_is_refused() {
        assert!(matches!(read(Format::Docx, "<w:document><w:p>", "", 100), Err(Refusal::Malformed(_))));
    }
}
