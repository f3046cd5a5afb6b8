//! Where sentences end.
//!
//! A sentence ends at `.`, `!` or `?` that no abbreviation explains, and at a hard line break. A line break is hard
//! at a blank line, and where the first word of the next line would still have fitted on the line: whoever wrapped
//! the text would not have broken it there. Lines longer than [`LONGEST_WRAPPED`] are not wrapped at all. What goes on
//! for more than [`MOST_TOKENS`] is no prose, and is cut there, so that reading takes time linear in the text.

use std::ops::Range;

use crate::lexicon::id_sets;
use crate::span::Span;
use crate::text::abbreviation::{Abbreviation, abbreviation};
use crate::text::token::Kind;
use crate::text::{Document, Token};

id_sets! { "grammar.tsv":
    /// Words with which sentences begin and names do not.
    OPENERS = "sentence_opener";
}

/// A longer line than this, in bytes, shows that a paragraph stands on one line.
const LONGEST_WRAPPED: usize = 130;

/// Few texts have lines of fewer bytes than this on average.
const SHORT_LINE: usize = 64;

/// Few texts have sentences of fewer tokens than this on average.
const SHORT: usize = 16;

/// A sentence of more tokens than this is cut.
const MOST_TOKENS: usize = 250;

/// A sentence: its place, and its tokens by index into the document's tokens.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    /// From the first to the last token.
    pub span: Span,
    /// Indices into the document's tokens.
    pub tokens: Range<usize>,
    /// Number of the paragraph (blocks between blank lines), from 0.
    pub paragraph: u32,
}

/// Splits the tokens of `body` into sentences; those that the document has do not count.
pub(crate) fn split(doc: &Document, body: Span) -> Vec<Sentence> {
    let tokens = &doc.tokens[..];
    let breaks = hard_breaks(doc.text, body);
    let mut next_break = breaks.iter().copied().peekable();
    let mut sentences = Vec::with_capacity(tokens.len() / SHORT + breaks.len() + 1);
    let mut paragraph = 0;
    let mut start = 0;
    let mut at_break = next_break.peek().map_or(usize::MAX, |(at, _)| *at);
    let mut at = 0;
    while at < tokens.len() {
        // few tokens can be the last of their sentence
        let most = tokens.len().min(start + MOST_TOKENS);
        let i = next_end(tokens, at..most, at_break);
        at = i + 1;
        let after = tokens.get(at).map_or(body.end, |t| t.start as usize);
        let mut hard = false;
        while let Some((_, blank)) = next_break.next_if(|&(at, _)| at < after) {
            hard = true;
            if blank && at > start {
                push(&mut sentences, tokens, start..at, paragraph);
                start = at;
                paragraph += 1;
            }
        }
        at_break = next_break.peek().map_or(usize::MAX, |(at, _)| *at);
        if start < at && (hard || at == most || ends_here(doc, start, i)) {
            push(&mut sentences, tokens, start..at, paragraph);
            start = at;
        }
    }
    sentences
}

/// The first of `range` that could be the last of its sentence: by what it is, or since the next token stands behind the
/// byte `at_break`; else the last one.
fn next_end(tokens: &[Token], range: Range<usize>, at_break: usize) -> usize {
    let last = range.end - 1;
    let inner = tokens[range.start..=last].windows(2);
    let could_end = |pair: &[Token]| may_end(&pair[0]) | (pair[1].start as usize > at_break);
    inner.into_iter().position(could_end).map_or(last, |within| range.start + within)
}

fn push(sentences: &mut Vec<Sentence>, tokens: &[Token], range: Range<usize>, paragraph: u32) {
    let span = Span::new(tokens[range.start].start as usize, tokens[range.end - 1].end as usize);
    sentences.push(Sentence { span, tokens: range, paragraph });
}

/// Byte offsets of hard line feeds, each with whether a blank line follows.
pub(crate) fn hard_breaks(text: &str, body: Span) -> Vec<(usize, bool)> {
    let lines = lines(text, body);
    let mut breaks = Vec::with_capacity(lines.len());
    let mut block = 0;
    while block < lines.len() {
        let end = block + lines[block..].iter().take_while(|l| !l.blank).count();
        let width = lines[block..end].iter().map(|l| l.span.len()).max().unwrap_or(0);
        for pair in lines[block..end].windows(2) {
            if width > LONGEST_WRAPPED || pair[0].has_room_for_the_first_word_of(&pair[1], text, width) {
                breaks.push((pair[0].span.end, false));
            }
        }
        let next = end + lines[end..].iter().take_while(|l| l.blank).count();
        if next < lines.len() && end > block {
            breaks.push((lines[end].span.start.saturating_sub(1), true));
        }
        block = next.max(block + 1);
    }
    breaks
}

/// A line of a text.
struct Line {
    /// From its first byte to the line feed.
    span: Span,
    /// Whether there is nothing but white space on it.
    blank: bool,
}

impl Line {
    fn new(span: Span, text: &str) -> Line {
        Line { span, blank: span.of(text).chars().all(char::is_whitespace) }
    }

    /// Whether the first word of the next line would have fitted on this one, where lines are up to `width` bytes long.
    fn has_room_for_the_first_word_of(&self, next: &Line, text: &str, width: usize) -> bool {
        let first_word = next.span.of(text).split_whitespace().next().map_or(0, str::len);
        self.span.of(text).trim_end().len() + 1 + first_word <= width
    }
}

fn lines(text: &str, body: Span) -> Vec<Line> {
    let mut at = body.start;
    let feeds = memchr::memchr_iter(b'\n', body.of(text).as_bytes()).map(|i| body.start + i);
    let ends = feeds.chain(std::iter::once(body.end));
    let mut lines = Vec::with_capacity(body.len() / SHORT_LINE + 1);
    lines.extend(ends.map(|end| Line::new(Span::new(std::mem::replace(&mut at, end + 1), end), text)));
    lines
}

/// Whether the sentence that starts at token `start` ends with token `i`.
fn ends_here(doc: &Document, start: usize, i: usize) -> bool {
    let tokens = &doc.tokens[..];
    let Some(next) = tokens.get(i + 1) else { return true };
    if !may_end(&tokens[i]) {
        return false;
    }
    if closes(doc, i + 1) {
        return false; // a quote or bracket closes after the full stop: the sentence ends behind it
    }
    let mut end = i;
    while end > start && (tokens[end].kind == Kind::Quote || matches!(tokens[end].sign, b')' | b']')) {
        end -= 1;
    }
    let mark = doc.word(end);
    let dotted_word = tokens[end].dotted;
    if !matches!(mark, "." | "!" | "?" | "…") && !dotted_word || !next.spaced {
        return false;
    }
    let opener = next.kind == Kind::Quote || matches!(next.sign, b'(' | b'[');
    let first = if opener && i + 2 < tokens.len() { i + 2 } else { i + 1 };
    let starts_anew = doc.word(first).chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
        || matches!(doc.kind(first), Kind::Symbol | Kind::Dash);
    if !starts_anew {
        return false;
    }
    if matches!(mark, "!" | "?" | "…") {
        return true;
    }
    let before = if dotted_word { end } else { end.saturating_sub(1) };
    if before < start || tokens[before].kind != Kind::Word {
        return true;
    }
    let stem = doc.lower(before).trim_end_matches('.');
    let single_letter =
        stem.chars().count() == 1 && doc.word(before).chars().all(|c| c.is_uppercase() || c == '.');
    match abbreviation(stem) {
        Some(Abbreviation::Before) => false,
        Some(Abbreviation::Anywhere) => OPENERS.has(doc.id(first)),
        None if single_letter || dotted_word => OPENERS.has(doc.id(first)),
        None => true,
    }
}

/// Whether a token could be the last of a sentence: few could, and these are looked at.
#[inline]
fn may_end(t: &Token) -> bool {
    // without a branch for each: most tokens are asked for nothing else
    // 0: a mark that is not ASCII
    let mark = (t.kind == Kind::Punct) & matches!(t.sign, b'.' | b'!' | b'?' | b')' | b']' | 0);
    mark | (t.kind == Kind::Quote) | (t.kind == Kind::Word) & t.dotted
}

/// Whether token `i` closes a quotation or bracket that belongs to what stands before it.
fn closes(doc: &Document, i: usize) -> bool {
    let Some(t) = doc.tokens.get(i) else { return false };
    doc.is_any(i, [")", "]", "”", "»"]) || (t.kind == Kind::Quote && !t.spaced && doc.spaced(i + 1))
}
