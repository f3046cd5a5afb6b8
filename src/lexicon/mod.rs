//! Linguistic knowledge as data files, one folder a language, compiled in and read once.

mod currencies;
mod grammar;
mod measures;
mod nouns;
mod numbers;
mod table;

pub(crate) use currencies::{Currency, currency_by_symbol, currency_by_words, is_currency_code};
pub(crate) use grammar::{is_auxiliary, is_be};
pub(crate) use measures::{
    Measure, begins_measure, begins_measure_symbol, measure_by_symbol, measure_by_words,
};
pub(crate) use nouns::{is_plural, singular};
pub(crate) use numbers::{
    NumberWord, cardinals, is_number_word, multiples, number_word, vague_after_article, vague_low,
    vague_quantifiers,
};
pub(crate) use table::{WordMap, WordSet, rows, word_set, word_sets};
