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
pub(crate) use token::{Kind, Token};
pub(crate) use whitespace::one_line;
