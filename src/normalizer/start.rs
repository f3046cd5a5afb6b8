//! Where a figure could start: digits, number words, and "a" before a word that counts.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{
    IdSet, NumberWord, cardinals, id_sets, is_number_word, multiples, number_word, vague_low,
    vague_quantifiers,
};
use crate::normalizer::number::words;
use crate::normalizer::{occasions, or_two, zero};
use crate::text::{Document, Kind, Token};

id_sets! { "figures.tsv":
    /// Words that make a figure with "a" before them.
    AFTER_ARTICLE = "after_article";
}

/// The words that a figure or an explicit zero could start with: one look-up rules most words out.
static STARTERS: LazyLock<IdSet> = LazyLock::new(|| {
    let few = ["a", "an", "half"]
        .into_iter()
        .chain(zero::STARTERS)
        .chain(or_two::STARTERS)
        .chain(occasions::STARTERS);
    IdSet::of_words(few.chain(cardinals()).chain(multiples()).chain(vague_quantifiers()))
});

/// The first of `tokens` that need be looked at: neither a figure nor an explicit zero starts at any other.
pub(crate) fn next_starter(doc: &Document, tokens: Range<usize>) -> Option<usize> {
    let starters = &*STARTERS;
    // other tokens than words and symbols have no number
    let starts = |token: &Token| starters.has(token.id) | matches!(token.kind, Kind::Number | Kind::Symbol);
    doc.tokens.get(tokens.clone())?.iter().position(starts).map(|at| tokens.start + at)
}

/// Whether a figure could start at token `i`.
pub(crate) fn could_start(doc: &Document, i: usize) -> bool {
    match doc.kind(i) {
        Kind::Number => true,
        Kind::Symbol => matches!(doc.word(i), "½" | "⅓" | "⅔" | "¼" | "¾" | "⅕" | "⅛" | "⅜" | "⅝" | "⅞"),
        Kind::Word => word_starts(doc, i),
        _ => false,
    }
}

fn word_starts(doc: &Document, i: usize) -> bool {
    match doc.lower(i) {
        "a" | "an" => AFTER_ARTICLE.has(doc.id(i + 1)) || words::is_stretch(doc, i),
        "half" => true,
        word => {
            is_number_word(word)
                || vague_low(word).is_some()
                || matches!(number_word(word), Some(NumberWord::Multiple(_)))
        }
    }
}
