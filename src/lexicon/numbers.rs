//! Number words and vague quantifiers.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::rows::{alternatives, rows};
use super::table::WordMap;

/// What a number word is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// Zero to nineteen.
    Unit(Decimal),
    /// Twenty to ninety.
    Ten(Decimal),
    /// "hundred"
    Hundred,
    /// "thousand" and up.
    Scale(Decimal),
    /// "dozen", "couple".
    Group(Decimal),
    /// "k", "m", "b" written on to digits.
    Suffix(Decimal),
    /// "half", "third".
    Fraction(Decimal),
    /// "twice", "double".
    Multiple(Decimal),
}

static WORDS: LazyLock<WordMap<NumberWord>> = LazyLock::new(|| {
    rows(include_str!("en/numbers.tsv"))
        .filter_map(|row| {
            let [kind, value, words] = row[..] else { return None };
            let entry = entry(kind, value.parse().ok()?);
            Some(alternatives(words).map(move |w| (w, entry)))
        })
        .flatten()
        .collect()
});

fn entry(kind: &str, value: Decimal) -> NumberWord {
    match kind {
        "unit" => NumberWord::Unit(value),
        "ten" => NumberWord::Ten(value),
        "hundred" => NumberWord::Hundred,
        "scale" => NumberWord::Scale(value),
        "group" => NumberWord::Group(value),
        "suffix" => NumberWord::Suffix(value),
        "multiple" => NumberWord::Multiple(value),
        _ => NumberWord::Fraction(value),
    }
}

static VAGUE: LazyLock<WordMap<Decimal>> = LazyLock::new(|| vague_words("bare"));
static VAGUE_AFTER_ARTICLE: LazyLock<WordMap<Decimal>> = LazyLock::new(|| vague_words("article"));

fn vague_words(position: &str) -> WordMap<Decimal> {
    rows(include_str!("en/vague.tsv"))
        .filter(|row| row.first() == Some(&position))
        .filter_map(|row| Some((*row.get(2)?, row.get(1)?.parse().ok()?)))
        .collect()
}

/// The number word that `word` (lower case) is.
pub(crate) fn number_word(word: &str) -> Option<NumberWord> {
    WORDS.get(word)
}

/// Whether `word` (lower case) is a cardinal by itself: "two", "twenty", "hundred", "million", "dozen".
pub(crate) fn is_number_word(word: &str) -> bool {
    matches!(
        number_word(word),
        Some(NumberWord::Unit(_) | NumberWord::Ten(_) | NumberWord::Hundred | NumberWord::Scale(_))
    ) || word == "dozen"
}

/// The words for which [`is_number_word`] holds, in no particular order.
pub(crate) fn cardinals() -> impl Iterator<Item = &'static str> {
    WORDS.words().filter(|word| is_number_word(word))
}

/// The words that are multiples by themselves ("twice"), in no particular order.
pub(crate) fn multiples() -> impl Iterator<Item = &'static str> {
    WORDS.words().filter(|word| matches!(number_word(word), Some(NumberWord::Multiple(_))))
}

/// The words for which [`vague_low`] has a figure, in no particular order.
pub(crate) fn vague_quantifiers() -> impl Iterator<Item = &'static str> {
    VAGUE.words()
}

/// The least that a vague quantifier of one word ("dozens", "several") allows.
pub(crate) fn vague_low(word: &str) -> Option<Decimal> {
    VAGUE.get(word)
}

/// The least that a word allows which is a vague quantifier behind "a" ("few", "handful").
pub(crate) fn vague_after_article(word: &str) -> Option<Decimal> {
    VAGUE_AFTER_ARTICLE.get(word)
}
