//! Where a figure could start: digits, number words, and "a" before a word that counts.

use crate::normalizer::number::words;
use crate::text::{Document, Kind, Tag};

/// Whether a figure could start at token `i`.
pub(crate) fn could_start(doc: &Document, i: usize) -> bool {
    match doc.kind(i) {
        Kind::Number => true,
        Kind::Symbol => matches!(doc.word(i), "½" | "⅓" | "⅔" | "¼" | "¾" | "⅕" | "⅛" | "⅜" | "⅝" | "⅞"),
        Kind::Word => {
            doc.tag(i) == Tag::Number
                || matches!(
                    doc.lower(i),
                    "dozens"
                        | "scores"
                        | "tens"
                        | "hundreds"
                        | "thousands"
                        | "millions"
                        | "billions"
                        | "trillions"
                        | "several"
                        | "half"
                        | "lakhs"
                        | "crores"
                )
                || matches!(doc.lower(i), "a" | "an")
                    && (starts_after_article(doc.lower(i + 1)) || words::is_stretch(doc, i))
        }
        _ => false,
    }
}

/// Words that make a figure with "a" before them.
fn starts_after_article(word: &str) -> bool {
    matches!(
        word,
        "hundred"
            | "thousand"
            | "million"
            | "billion"
            | "trillion"
            | "dozen"
            | "couple"
            | "pair"
            | "few"
            | "handful"
            | "single"
            | "half"
            | "third"
            | "quarter"
            | "fifth"
            | "score"
            | "tenth"
            | "lakh"
            | "crore"
    )
}
