//! Linguistic knowledge as data files, one folder a language, compiled in and read once; and the words that are added to it.

mod added;
mod currencies;
mod forms;
#[cfg(feature = "language")]
mod glance;
mod grammar;
mod key;
mod measures;
mod nouns;
mod numbers;
mod phrase_index;
mod phrases;
mod rows;
#[cfg(feature = "language")]
mod small_words;
mod table;
mod vocabulary;

pub use added::{AddedUnit, Lexicon, LexiconError};
pub(crate) use currencies::{
    Currency, LONGEST_SYMBOL, currency_by_symbol, currency_by_words, ends_currency_symbol, is_currency_code,
};
pub(crate) use forms::{add_forms, forms};
#[cfg(feature = "language")]
pub(crate) use glance::Glance;
pub(crate) use grammar::{is_auxiliary, is_be};
pub(crate) use measures::Measure;
pub(crate) use nouns::{is_plural, singular};
pub(crate) use numbers::{
    NumberWord, cardinals, is_number_word, multiples, number_word, vague_after_article, vague_low,
    vague_quantifiers,
};
pub(crate) use phrase_index::PhraseIndex;
pub(crate) use phrases::{Behind, Phrases, Place};
pub(crate) use rows::{alternatives, group, id_sets, lines, rows, word_set, word_sets, words_of};
#[cfg(feature = "language")]
pub(crate) use small_words::{Counts, SmallWords};
pub(crate) use table::{WordMap, WordSet};
pub(crate) use vocabulary::{ById, IdSet, WordId};
