//! Closed classes of function words that several readers of a sentence ask for.

use super::WordId;
use super::rows::id_sets;

id_sets! { "grammar.tsv":
    /// Forms of "be".
    BE = "be";
    /// Finite forms of "be" and "have".
    AUXILIARY = "auxiliary";
}

/// Whether the word is a form of "be".
#[inline]
pub(crate) fn is_be(word: WordId) -> bool {
    BE.has(word)
}

/// Whether the word is a finite form of "be" or "have".
#[inline]
pub(crate) fn is_auxiliary(word: WordId) -> bool {
    AUXILIARY.has(word)
}
