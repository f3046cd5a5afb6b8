//! Where a figure could start: digits, number words, and "a" before a word that counts.

use crate::lexicon::{NumberWord, number_word, vague_low, word_sets};
use crate::normalizer::number::words;
use crate::text::{Document, Kind, Tag};

word_sets! { "figures.tsv":
    /// Words that make a figure with "a" before them.
    AFTER_ARTICLE = "after_article";
}

/// Whether a figure could start at token `i`.
pub(crate) fn could_start(doc: &Document, i: usize) -> bool {
    match doc.kind(i) {
        Kind::Number => true,
        Kind::Symbol => matches!(doc.word(i), "½" | "⅓" | "⅔" | "¼" | "¾" | "⅕" | "⅛" | "⅜" | "⅝" | "⅞"),
        Kind::Word => doc.tag(i) == Tag::Number || word_starts(doc, i),
        _ => false,
    }
}

fn word_starts(doc: &Document, i: usize) -> bool {
    match doc.lower(i) {
        "a" | "an" => AFTER_ARTICLE.contains(doc.lower(i + 1)) || words::is_stretch(doc, i),
        "half" => true,
        word => vague_low(word).is_some() || matches!(number_word(word), Some(NumberWord::Multiple(_))),
    }
}
