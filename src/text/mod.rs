//! Sentences, tokens, word classes: borrowed views with byte offsets into the article's text.

mod abbreviation;
pub(crate) mod bytes;
mod document;
mod lines;
mod recent;
mod sentence;
mod tag;
mod tagger;
mod token;
mod whitespace;

pub(crate) use document::{Document, lower_in_place};
pub(crate) use lines::LineIndex;
pub(crate) use sentence::{Sentence, hard_breaks};
pub(crate) use tag::Tag;
pub(crate) use tagger::{known as known_word, known_tag};
#[cfg(feature = "language")]
pub(crate) use token::is_general_punctuation;
pub(crate) use token::{Kind, Token};
pub(crate) use whitespace::one_line;
