//! Abbreviations whose dot does not end a sentence.

use std::sync::LazyLock;

use crate::lexicon::{WordMap, lines, words_of};

/// How sure the dot of an abbreviation is not the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name or figure follows always ("Mr.", "No.", "Jan.").
    Before,
    /// May stand last in a sentence ("Inc.", "U.S.", "p.m.").
    Anywhere,
}

static TABLE: LazyLock<WordMap<Abbreviation>> = LazyLock::new(|| {
    let lines = lines(include_str!("../lexicon/en/abbreviations.tsv"));
    let kinds = lines.filter_map(|line| line.split_once('\t')).map(|(kind, words)| {
        (if kind == "before" { Abbreviation::Before } else { Abbreviation::Anywhere }, words)
    });
    kinds.flat_map(|(kind, words)| words_of(words).map(move |word| (word, kind))).collect()
});

/// What kind of abbreviation `word` is, written in lower case and without its last dot.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    TABLE.get(word)
}
