//! From mentions to claims: identity, place, text, and everything that the words around the figure say.

use crate::article::Article;
use crate::claim::{Claim, Modality, Scope};
use crate::exclusion::Exclusion;
use crate::lexicon::Lexicon;
use crate::normalizer::aspect::{aspect, share_aspects};
use crate::normalizer::attribution::Voices;
use crate::normalizer::mention::Mention;
use crate::normalizer::modality::modality;
use crate::normalizer::quantity::{figure, quantity};
use crate::normalizer::scan::scan;
use crate::normalizer::scope::scope_of;
use crate::normalizer::setaside::Aside;
use crate::normalizer::subject::subject;
use crate::normalizer::unit::counted::is_calendar;
use crate::span::Span;
use crate::text::{Document, Tag, lower_in_place, one_line};

/// Longest context of a claim, in bytes.
const CONTEXT: usize = 400;

/// All claims of an article, in the order of their figures.
pub fn extract(article: &Article) -> Vec<Claim> {
    extract_with(article, &Lexicon::default())
}

/// Like [`extract`], with words of one's own.
pub fn extract_with(article: &Article, lexicon: &Lexicon) -> Vec<Claim> {
    let lower = lower_in_place(&article.text);
    read(article, &lower, lexicon, &mut Aside::ignored()).0
}

/// All claims of an article and all numbers in it that are none, both in the order of the text.
pub fn extract_all(article: &Article) -> (Vec<Claim>, Vec<Exclusion>) {
    extract_all_with(article, &Lexicon::default())
}

/// Like [`extract_all`], with words of one's own.
pub fn extract_all_with(article: &Article, lexicon: &Lexicon) -> (Vec<Claim>, Vec<Exclusion>) {
    let mut aside = Aside::kept();
    let lower = lower_in_place(&article.text);
    let (claims, doc) = read(article, &lower, lexicon, &mut aside);
    (claims, aside.into_exclusions(&article.id, &doc))
}

/// The claims, with the document that the token ranges in `aside` belong to.
fn read<'a>(
    article: &'a Article,
    lower: &'a str,
    lexicon: &'a Lexicon,
    aside: &mut Aside,
) -> (Vec<Claim>, Document<'a>) {
    let doc = Document::new(&article.text, lower, article.body, lexicon);
    let claims = claims(article, &doc, aside);
    (claims, doc)
}

fn claims(article: &Article, doc: &Document, aside: &mut Aside) -> Vec<Claim> {
    let mut all: Vec<(usize, Vec<Mention>)> = Vec::with_capacity(doc.sentences.len());
    for sentence in 0..doc.sentences.len() {
        let found = scan(doc, sentence, &all, aside);
        if !found.is_empty() {
            all.push((sentence, found));
        }
    }
    let Some(&(last, _)) = all.last() else { return Vec::new() };
    let voices = Voices::read(doc, last);
    let mut claims = Vec::with_capacity(all.iter().map(|(_, found)| found.len()).sum());
    // one question after the other, each of all mentions: the code of one fits into the nearest memory, that of all
    // does not
    let mentions = || all.iter().flat_map(|(_, found)| found);
    claims.extend(mentions().map(|m| claim(article, doc, m)));
    claims.iter_mut().zip(mentions()).for_each(|(claim, m)| claim.scope = scope_of(doc, m));
    claims.iter_mut().zip(mentions()).for_each(|(claim, m)| claim.modality = modality(doc, m));
    for (claim, m) in claims.iter_mut().zip(mentions()) {
        claim.attribution = voices.speaker_of(doc, m.sentence, m.at());
    }
    let mut rest = &mut claims[..];
    let mut place: Option<(usize, String)> = None;
    for (sentence, found) in &all {
        let (own, behind) = rest.split_at_mut(found.len());
        rest = behind;
        let mut aspects: Vec<_> = found.iter().map(|m| aspect(doc, m, found)).collect();
        share_aspects(doc, found, &mut aspects);
        for ((claim, m), aspect) in own.iter_mut().zip(found).zip(aspects) {
            claim.aspect = aspect.map(str::to_owned);
            claim.subject = subject(doc, m, found);
        }
        carry_place(doc, *sentence, own, &mut place);
    }
    // last, since a mention gives away what it has
    for (claim, m) in claims.iter_mut().zip(all.iter_mut().flat_map(|(_, found)| found)) {
        claim.quantity = quantity(m);
    }
    claims
}

/// A figure and its place; its unit and what the words around it say of it are still open.
fn claim(article: &Article, doc: &Document, m: &Mention) -> Claim {
    let span = doc.span(m.tokens.clone());
    let number_span = doc.span(m.figure.clone());
    let sentence = doc.sentences[m.sentence].span;
    let (line, column) = doc.lines.position(doc.text, number_span.start);
    Claim {
        id: [&article.id, "#", itoa::Buffer::new().format(number_span.start)].concat(),
        article: article.id.clone(),
        span,
        number_span,
        sentence,
        line,
        column,
        page: article.page(number_span.start),
        text: span.of(doc.text).to_owned(),
        context: context(doc.text, sentence, span),
        quantity: figure(m),
        subject: String::new(),
        aspect: None,
        scope: Scope::default(),
        attribution: None,
        modality: Modality::Asserted,
    }
}

/// How many sentences a place holds for those that name none.
const PLACE_HOLDS: usize = 3;

/// Gives claims of a sentence that names nothing the place that a sentence shortly before it set.
fn carry_place(doc: &Document, sentence: usize, claims: &mut [Claim], last: &mut Option<(usize, String)>) {
    if let Some(own) = claims.iter().rev().find_map(|c| c.scope.place.clone()) {
        *last = Some((sentence, own));
        return;
    }
    let tokens = doc.sentences[sentence].tokens.clone();
    let names = tokens.skip(1).any(|k| doc.tag(k) == Tag::Proper && !is_calendar(doc.id(k)));
    let Some((at, held)) = last.as_ref().filter(|(at, _)| sentence - at <= PLACE_HOLDS) else { return };
    let same_paragraphs = doc.sentences[sentence].paragraph - doc.sentences[*at].paragraph <= 1;
    if !names && same_paragraphs {
        claims.iter_mut().for_each(|c| c.scope.place = Some(held.clone()));
    }
}

/// The sentence, or as much of it around the figure as fits, cut at words; line breaks become blanks.
fn context(text: &str, sentence: Span, figure: Span) -> String {
    let whole = sentence.of(text);
    let cut = if whole.len() <= CONTEXT {
        whole
    } else {
        let room = CONTEXT.saturating_sub(figure.len()) / 2;
        let from = word_start(text, figure.start.saturating_sub(room).max(sentence.start), figure.start);
        let to = word_end(text, (figure.end + room).min(sentence.end).min(from + CONTEXT), figure.end);
        text.get(from..to.max(from)).unwrap_or("")
    };
    one_line(cut).into_owned()
}

/// The first start of a word from `at` up to `figure`; a word longer than that is cut.
fn word_start(text: &str, at: usize, figure: usize) -> usize {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at += 1;
    }
    if at == 0 || text[..at].ends_with(char::is_whitespace) {
        return at;
    }
    let before = text.get(at..figure).unwrap_or_default();
    before.char_indices().find(|(_, c)| c.is_whitespace()).map_or(at, |(i, c)| at + i + c.len_utf8())
}

/// The last end of a word from `at` back to `figure`; a word longer than that is cut.
fn word_end(text: &str, at: usize, figure: usize) -> usize {
    let mut at = at;
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if at == text.len() || text[at..].starts_with(char::is_whitespace) {
        return at;
    }
    text.get(figure..at).and_then(|behind| behind.rfind(char::is_whitespace)).map_or(at, |i| figure + i)
}
