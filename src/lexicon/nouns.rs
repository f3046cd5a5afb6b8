//! Plural and singular forms of English nouns.

use std::sync::LazyLock;

use super::rows::pairs;
use super::table::WordMap;

static SINGULARS: LazyLock<WordMap<&'static str>> =
    LazyLock::new(|| pairs(include_str!("en/nouns.tsv")).collect());

/// Whether a lower-case noun is a plural by the table or by its form. Forms that are both ("series") count as plural.
pub(crate) fn is_plural(word: &str) -> bool {
    match SINGULARS.get(word) {
        Some(singular) => singular != word || !word.ends_with('s') || matches!(word, "series" | "species"),
        None => {
            word.len() > 3 && word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e))
        }
    }
}

/// The singular of a lower-case noun; the word itself when it is no plural.
pub(crate) fn singular(word: &str) -> String {
    if let Some(s) = SINGULARS.get(word) {
        return s.to_owned();
    }
    if !is_plural(word) {
        return word.to_owned();
    }
    let cut = |n: usize| word[..word.len() - n].to_owned();
    if word.ends_with("ies") && word.len() > 4 {
        cut(3) + "y"
    } else if ["sses", "ches", "shes", "xes", "zzes"].iter().any(|e| word.ends_with(e)) {
        cut(2)
    } else {
        cut(1)
    }
}
