//! XML read as a stream: names without prefixes, text with its entities resolved, and a limit of depth.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::document::Refusal;
use super::limits::Limit;

/// A piece of a document.
#[derive(Debug)]
pub(super) enum Piece {
    /// An element begins: its name without prefix, and its attributes, named likewise.
    Start(String, Vec<(String, String)>),
    /// An element ends.
    End(String),
    /// Text between elements.
    Text(String),
}

/// A document as a series of pieces. Entities that a document declares itself are never expanded: a few lines of
/// them can stand for more text than fits into any memory.
pub(super) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    allowed: usize,
    /// The end of an element that is empty, to be given next.
    pending: Option<String>,
}

impl<'a> Pieces<'a> {
    /// The pieces of `xml`, whose elements may lie `depth` deep in one another.
    pub fn new(xml: &'a str, depth: usize) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        Pieces { reader, depth: 0, allowed: depth, pending: None }
    }

    /// The next piece, or nothing at the end.
    ///
    /// # Errors
    /// The document is no XML, or too deep.
    pub fn next(&mut self) -> Result<Option<Piece>, Refusal> {
        if let Some(name) = self.pending.take() {
            return Ok(Some(Piece::End(name)));
        }
        loop {
            let event = self.reader.read_event();
            let event = event.map_err(|error| {
                let at = self.reader.error_position();
                Refusal::Malformed(format!("broken XML at byte {at}: {error}"))
            })?;
            match event {
                Event::Eof => return Ok(None),
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > self.allowed {
                        return Err(Refusal::Limit(Limit::Depth(self.allowed)));
                    }
                    return Ok(Some(begin(&start)));
                }
                Event::Empty(start) => {
                    self.pending = Some(start.local_name().as_ref().to_owned());
                    return Ok(Some(begin(&start)));
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Piece::End(end.local_name().as_ref().to_owned())));
                }
                Event::Text(text) => return Ok(Some(Piece::Text(text.to_string()))),
                Event::CData(text) => return Ok(Some(Piece::Text(text.to_string()))),
                Event::GeneralRef(entity) => return Ok(Some(Piece::Text(resolved(&entity)))),
                _ => {}
            }
        }
    }

    /// Whether elements are still open: a document that ends like this was cut off.
    pub fn is_cut_off(&self) -> bool {
        self.depth > 0
    }
}

fn begin(start: &BytesStart) -> Piece {
    let mut attributes = start.attributes();
    // That a name stands twice is no reason to refuse a document.
    let attributes = attributes.with_checks(false).flatten().map(|own| {
        let value = quick_xml::escape::unescape(&own.value);
        let value = value.map_or_else(|_| own.value.to_string(), |plain| plain.into_owned());
        (own.key.local_name().as_ref().to_owned(), value)
    });
    Piece::Start(start.local_name().as_ref().to_owned(), attributes.collect())
}

/// The text of an entity: a character by its number, or one of those that XML and HTML have in common use.
fn resolved(entity: &BytesRef) -> String {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return c.to_string();
    }
    let name: &str = entity;
    if let Some(text) = resolve_predefined_entity(name) {
        return text.to_owned();
    }
    let known = match name {
        "nbsp" => "\u{a0}",
        "ndash" => "–",
        "mdash" => "—",
        "lsquo" => "‘",
        "rsquo" => "’",
        "ldquo" => "“",
        "rdquo" => "”",
        "hellip" => "…",
        "pound" => "£",
        "euro" => "€",
        "copy" => "©",
        _ => " ",
    };
    known.to_owned()
}
