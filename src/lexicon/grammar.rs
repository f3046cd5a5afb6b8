//! Closed classes of function words that several readers of a sentence ask for.

use super::rows::word_sets;

word_sets! { "grammar.tsv":
    /// Forms of "be".
    BE = "be";
    /// Finite forms of "be" and "have".
    AUXILIARY = "auxiliary";
}

/// Whether the lower-case word is a form of "be".
pub(crate) fn is_be(word: &str) -> bool {
    BE.contains(word)
}

/// Whether the lower-case word is a finite form of "be" or "have".
pub(crate) fn is_auxiliary(word: &str) -> bool {
    AUXILIARY.contains(word)
}
