//! A text with its sentences and tagged tokens.

use std::borrow::Cow;
use std::ops::Range;

use crate::span::Span;
use crate::text::{Kind, LineIndex, Sentence, Tag, Token, sentence, tagger, token};

/// A text with its sentences and tagged tokens; everything else in the normalizer reads it through this view.
pub(crate) struct Document<'a> {
    /// The whole text, front matter included.
    pub text: &'a str,
    /// `text` in lower case, byte for byte at the same offsets.
    pub lower: String,
    /// All tokens of the body.
    pub tokens: Vec<Token>,
    /// The sentences of the body, in order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// Line starts of the whole text.
    pub lines: LineIndex,
}

impl<'a> Document<'a> {
    /// Reads `text[body]`.
    pub(crate) fn new(text: &'a str, body: Span) -> Self {
        let lower = lower_in_place(text);
        let mut tokens = token::tokenize(text, body.start, body.end);
        let sentences = sentence::split(text, &lower, body, &tokens);
        for s in &sentences {
            tagger::tag(text, &lower, &mut tokens[s.tokens.clone()]);
        }
        Document { text, lower, tokens, sentences, lines: LineIndex::new(text) }
    }

    /// The text of token `i` as written; empty when there is no such token.
    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The text of token `i` in lower case; empty when there is no such token.
    pub(crate) fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| &self.lower[t.start as usize..t.end as usize])
    }

    /// The tag of token `i`; punctuation when there is no such token.
    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.tokens.get(i).map_or(Tag::Punct, |t| t.tag)
    }

    /// The kind of token `i`; punctuation when there is no such token.
    pub(crate) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Punct, |t| t.kind)
    }

    /// Whether white space stands before token `i`.
    pub(crate) fn spaced(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.spaced)
    }

    /// The bytes from the first to the last of `tokens`.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), self.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                Span::new(first.start as usize, last.end as usize)
            }
            _ => Span::default(),
        }
    }

    /// The text from the first to the last of `tokens`.
    pub(crate) fn slice(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// As [`Document::slice`], with an ordinary blank for each white space: a line may be wrapped inside "sq km".
    pub(crate) fn on_one_line(&self, tokens: Range<usize>) -> Cow<'a, str> {
        let written = self.slice(tokens);
        if written.chars().any(|c| c.is_whitespace() && c != ' ') {
            Cow::Owned(written.split_whitespace().collect::<Vec<_>>().join(" "))
        } else {
            Cow::Borrowed(written)
        }
    }

    /// Whether token `i` starts with a capital letter.
    pub(crate) fn is_capitalised(&self, i: usize) -> bool {
        self.word(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether token `i` is a dash that is written on to what stands before it ("20-", "20-year").
    pub(crate) fn is_dash_on(&self, i: usize) -> bool {
        self.kind(i) == Kind::Dash && !self.spaced(i)
    }

    /// Whether token `i` is a dash that is written on to what stands before and behind it ("20-year").
    pub(crate) fn is_hyphen(&self, i: usize) -> bool {
        self.is_dash_on(i) && !self.spaced(i + 1)
    }

    /// The token behind a hyphen at `i`, else `i`.
    pub(crate) fn behind_hyphen(&self, i: usize) -> usize {
        if self.is_hyphen(i) { i + 1 } else { i }
    }

    /// The token behind a dash at `i` that is written on to what stands before it, else `i`.
    pub(crate) fn behind_dash(&self, i: usize) -> usize {
        if self.is_dash_on(i) { i + 1 } else { i }
    }

    /// The token behind the short bracket that opens or closes at token `i`, looking no further than `end`; else `i`.
    pub(crate) fn behind_bracket(&self, i: usize, end: usize) -> usize {
        match self.word(i) {
            ")" => i + 1,
            "(" => (i..end.min(i + 8)).find(|&k| self.word(k) == ")").map_or(i, |k| k + 1),
            _ => i,
        }
    }

    /// Whether the lower-case words of `phrase` (split at blanks) stand at token `i`; gives the end of the match.
    pub(crate) fn phrase_at(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for word in phrase.split(' ') {
            if self.lower(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// Whether the lower-case words of `phrase` end just before token `end`; gives the start of the match.
    pub(crate) fn phrase_before(&self, end: usize, phrase: &str) -> Option<usize> {
        let mut at = end;
        for word in phrase.rsplit(' ') {
            at = at.checked_sub(1)?;
            if self.lower(at) != word {
                return None;
            }
        }
        Some(at)
    }
}

/// Lower case of the same length: a character whose lower case has another length in UTF-8 stays as it is.
fn lower_in_place(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(s), None) if s.len_utf8() == c.len_utf8() => lower.push(s),
            _ => lower.push(c),
        }
    }
    lower
}
