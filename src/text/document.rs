//! A text with its sentences and tagged tokens.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use crate::lexicon::{Currency, Lexicon, Measure, WordId};
use crate::span::Span;
use crate::text::recent::Recent;
use crate::text::whitespace::has_break;
use crate::text::{Kind, LineIndex, Sentence, Tag, Token, bytes, sentence, tagger, token};

/// A text with its sentences and tokens; everything else in the normalizer reads it through this view.
///
/// A sentence is tagged when the first of its tags is asked for: most sentences of news have no figure and nobody who
/// speaks, and nobody asks.
pub(crate) struct Document<'a> {
    /// The whole text, front matter included.
    pub text: &'a str,
    /// `text` in lower case, byte for byte at the same offsets.
    pub lower: &'a str,
    /// All tokens of the body.
    pub tokens: Vec<Token>,
    /// The sentences of the body, in order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// Line starts of the whole text.
    pub lines: LineIndex,
    /// The words that are known.
    pub lexicon: &'a Lexicon,
    /// By token: its word class; `None` as long as its sentence is not tagged.
    tags: Vec<Cell<Option<Tag>>>,
    /// The units of measure behind figures.
    pub measures: Recent<Option<(Measure<'a>, usize)>>,
    /// The currencies behind figures.
    pub currencies: Recent<Option<(Currency, usize)>>,
    /// The nouns behind figures of more than one thing.
    pub nouns: Recent<Option<usize>>,
}

impl<'a> Document<'a> {
    /// Reads `text[body]`; `lower` is what [`lower_in_place`] makes of the text.
    pub(crate) fn new(text: &'a str, lower: &'a str, body: Span, lexicon: &'a Lexicon) -> Self {
        let tokens = token::tokenize(text, lower, body.start, body.end);
        let tags = vec![Cell::new(None); tokens.len()];
        let mut document = Document {
            text,
            lower,
            tokens,
            sentences: Vec::new(),
            lines: LineIndex::new(text),
            lexicon,
            tags,
            measures: Recent::new(),
            currencies: Recent::new(),
            nouns: Recent::new(),
        };
        document.sentences = sentence::split(&document, body);
        document
    }

    /// The text of token `i` as written; empty when there is no such token.
    #[inline]
    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.text.get(t.bytes())).unwrap_or_default()
    }

    /// The text of token `i` in lower case; empty when there is no such token.
    #[inline]
    pub(crate) fn lower(&self, i: usize) -> &'a str {
        self.tokens.get(i).and_then(|t| self.lower.get(t.bytes())).unwrap_or_default()
    }

    /// The bytes of token `i` in lower case.
    #[inline]
    fn bytes(&self, i: usize) -> Option<&'a [u8]> {
        self.lower.as_bytes().get(self.tokens.get(i)?.bytes())
    }

    /// Whether token `i` is `word` in lower case.
    #[inline(always)]
    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        match word.as_bytes() {
            // where `word` is written in the code this is decided when it is compiled
            [sign] if !sign.is_ascii_alphabetic() => self.sign(i) == *sign,
            word => self.bytes(i) == Some(word),
        }
    }

    /// As [`Document::is`], for one of a few words.
    #[inline(always)]
    pub(crate) fn is_any<const N: usize>(&self, i: usize, words: [&str; N]) -> bool {
        words.into_iter().any(|word| self.is(i, word))
    }

    /// The sign that token `i` is, where it is a single byte; else 0.
    #[inline]
    pub(crate) fn sign(&self, i: usize) -> u8 {
        self.tokens.get(i).map_or(0, |t| t.sign)
    }

    /// The word of the vocabulary that token `i` is.
    #[inline]
    pub(crate) fn id(&self, i: usize) -> WordId {
        self.tokens.get(i).map_or(WordId::default(), |t| t.id)
    }

    /// The tag of token `i`; punctuation when there is no such token.
    #[inline]
    pub(crate) fn tag(&self, i: usize) -> Tag {
        match self.tags.get(i) {
            Some(tag) => tag.get().unwrap_or_else(|| self.tagged(i)),
            None => Tag::Punct,
        }
    }

    /// The tag of token `i`, whose sentence is tagged for it.
    #[cold]
    fn tagged(&self, i: usize) -> Tag {
        let sentence = self.sentences.partition_point(|s| s.tokens.end <= i);
        if let Some(sentence) = self.sentences.get(sentence) {
            let tokens = sentence.tokens.clone();
            tagger::tag(self, tokens.clone(), &self.tags[tokens.clone()]);
            if self.lexicon.has_nouns() {
                self.tag_added_nouns(tokens);
            }
        }
        self.tags[i].get().unwrap_or(Tag::Other)
    }

    /// Nouns that were added are nouns wherever they stand.
    fn tag_added_nouns(&self, tokens: Range<usize>) {
        for i in tokens {
            match self.lexicon.added_noun(self.lower(i)) {
                Some(true) => self.tags[i].set(Some(Tag::Plural)),
                Some(false) => self.tags[i].set(Some(Tag::Noun)),
                None => {}
            }
        }
    }

    /// The kind of token `i`; punctuation when there is no such token.
    #[inline]
    pub(crate) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Punct, |t| t.kind)
    }

    /// Whether white space stands before token `i`.
    #[inline]
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
        if has_break(written) {
            Cow::Owned(written.split_whitespace().collect::<Vec<_>>().join(" "))
        } else {
            Cow::Borrowed(written)
        }
    }

    /// Whether token `i` starts with a capital letter.
    #[inline]
    pub(crate) fn is_capitalised(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.capital)
    }

    /// Whether token `i` is a dash that is written on to what stands before it ("20-", "20-year").
    #[inline]
    pub(crate) fn is_dash_on(&self, i: usize) -> bool {
        self.kind(i) == Kind::Dash && !self.spaced(i)
    }

    /// Whether token `i` is a dash that is written on to what stands before and behind it ("20-year").
    #[inline]
    pub(crate) fn is_hyphen(&self, i: usize) -> bool {
        self.is_dash_on(i) && !self.spaced(i + 1)
    }

    /// The token behind a hyphen at `i`, else `i`.
    #[inline]
    pub(crate) fn behind_hyphen(&self, i: usize) -> usize {
        if self.is_hyphen(i) { i + 1 } else { i }
    }

    /// The token behind a dash at `i` that is written on to what stands before it, else `i`.
    #[inline]
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
        let mut rest = phrase.as_bytes();
        let mut at = i;
        loop {
            let word = self.bytes(at)?;
            // most phrases fail at the first letter of their first word
            if word.first() != rest.first() {
                return None;
            }
            rest = rest.strip_prefix(word)?;
            at += 1;
            match rest {
                [] => return Some(at),
                [b' ', next @ ..] => rest = next,
                _ => return None,
            }
        }
    }

    /// As [`Document::phrase_at`], where an empty phrase stands at every token.
    #[inline]
    pub(crate) fn goes_on(&self, i: usize, rest: &str) -> Option<usize> {
        if rest.is_empty() { Some(i) } else { self.phrase_at(i, rest) }
    }

    /// Whether the lower-case words of `phrase` end just before token `end`; gives the start of the match.
    pub(crate) fn phrase_before(&self, end: usize, phrase: &str) -> Option<usize> {
        let mut rest = phrase.as_bytes();
        let mut at = end;
        loop {
            at = at.checked_sub(1)?;
            let word = self.bytes(at)?;
            if word.last() != rest.last() {
                return None;
            }
            rest = rest.strip_suffix(word)?;
            match rest {
                [] => return Some(at),
                [next @ .., b' '] => rest = next,
                _ => return None,
            }
        }
    }

    /// As [`Document::phrase_before`], where an empty phrase stands before every token.
    #[inline]
    pub(crate) fn goes_back(&self, end: usize, rest: &str) -> Option<usize> {
        if rest.is_empty() { Some(end) } else { self.phrase_before(end, rest) }
    }
}

/// Lower case of the same length: a character whose lower case has another length in UTF-8 stays as it is.
pub(crate) fn lower_in_place(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let wide = |byte: u8| !byte.is_ascii();
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = bytes::find(rest.as_bytes(), wide) {
        lower.push_str(&rest[..at]);
        let Some(c) = rest[at..].chars().next() else { break };
        let mut small = c.to_lowercase();
        lower.push(match (small.next(), small.next()) {
            (Some(s), None) if s.len_utf8() == c.len_utf8() => s,
            _ => c,
        });
        rest = &rest[at + c.len_utf8()..];
    }
    lower.push_str(rest);
    lower.make_ascii_lowercase();
    lower
}
