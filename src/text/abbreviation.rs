//! Abbreviations whose dot does not end a sentence.

use std::sync::LazyLock;

use crate::lexicon::WordMap;

/// How sure the dot of an abbreviation is not the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// A name or figure follows always ("Mr.", "No.", "Jan.").
    Before,
    /// May stand last in a sentence ("Inc.", "U.S.", "p.m.").
    Anywhere,
}

static TABLE: LazyLock<WordMap<Abbreviation>> = LazyLock::new(|| {
    let mut table = Vec::new();
    for line in include_str!("../lexicon/en/abbreviations.tsv").lines().filter(|l| !l.starts_with('#')) {
        if let Some((kind, words)) = line.split_once('\t') {
            let kind = if kind == "before" { Abbreviation::Before } else { Abbreviation::Anywhere };
            table.extend(words.split(' ').map(|w| (w, kind)));
        }
    }
    table.into_iter().collect()
});

/// What kind of abbreviation `word` is, written in lower case and without its last dot.
pub(crate) fn abbreviation(word: &str) -> Option<Abbreviation> {
    TABLE.get(word)
}
