//! Where quoted speech begins and ends.

use std::ops::Range;

use crate::text::{Document, Kind};

/// What a quotation mark does, as far as its shape and the blanks around it tell.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Opens,
    Closes,
    Either,
}

/// A quotation longer than this has lost its closing mark.
const LONGEST: usize = 600;

/// Quoted words, from mark to mark.
#[derive(Debug, Clone)]
pub(crate) struct Quotation {
    /// With the marks.
    pub tokens: Range<usize>,
    /// Whether the closing mark is there.
    pub closed: bool,
}

/// The quotations of the text in order; they do not overlap.
pub(crate) fn quotations(doc: &Document) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut s = 0;
    let marks = doc.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Quote);
    for (i, _) in marks {
        let Some(mut mark) = mark(doc, i) else { continue };
        s += doc.sentences[s..].iter().take_while(|sentence| sentence.tokens.end <= i).count();
        if open.is_some_and(|(from, _)| from + 1 < i)
            && mark == Mark::Opens
            && doc.is(i - 1, ",")
            && doc.spaced(i + 1)
        {
            mark = Mark::Closes; // an opening mark typed for a closing one
        }
        open = match (open, mark) {
            (None, Mark::Opens | Mark::Either) => Some((i, s)),
            (None, Mark::Closes) => None,
            (Some((from, _)), Mark::Closes | Mark::Either) if i - from <= LONGEST => {
                found.push(Quotation { tokens: from..i + 1, closed: true });
                None
            }
            (Some((from, at)), _) => {
                found.push(Quotation { tokens: from..unclosed_end(doc, at, s, from), closed: false });
                (mark != Mark::Closes).then_some((i, s))
            }
        };
    }
    if let Some((from, at)) = open {
        found.push(Quotation { tokens: from..unclosed_end(doc, at, at, from), closed: false });
    }
    found
}

/// Where a quotation without a closing mark ends: with its paragraph when the next one opens with a mark again (as
/// speech of several paragraphs does), otherwise with its sentence.
fn unclosed_end(doc: &Document, sentence: usize, next: usize, from: usize) -> usize {
    let this = &doc.sentences[sentence];
    let starts_paragraph = next > sentence
        && doc.sentences[next].paragraph == this.paragraph + 1
        && doc.sentences[next - 1].paragraph == this.paragraph;
    let end = if starts_paragraph { doc.sentences[next - 1].tokens.end } else { this.tokens.end };
    end.min(from + LONGEST)
}

fn mark(doc: &Document, i: usize) -> Option<Mark> {
    let after = doc.spaced(i + 1);
    Some(match doc.word(i) {
        "“" | "„" | "«" => Mark::Opens,
        "”" | "»" => Mark::Closes,
        "\"" | "＂" | "‟" => match (doc.spaced(i), after) {
            (true, false) => Mark::Opens,
            (false, true) => Mark::Closes,
            _ => Mark::Either,
        },
        // two single marks for a double one
        "''" | "``" => Mark::Either,
        _ => return None,
    })
}
