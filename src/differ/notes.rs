//! Correction notes: what a version says itself of the one before.

use crate::claim::Claim;
use crate::comparator::words::rows;

const TABLE: &str = include_str!("../lexicon/en/corrections.tsv");

/// Whether a claim stands in a correction note: behind such words in their paragraph, or in their sentence.
pub(super) fn is_in_note(text: &str, claim: &Claim) -> bool {
    let before = text.get(..claim.sentence.start).unwrap_or_default();
    let start = before.rfind("\n\n").map_or(0, |at| at + 2);
    let paragraph = text.get(start..claim.sentence.end).unwrap_or_default();
    let paragraph = paragraph.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let phrases = |place: &'static str| {
        rows(TABLE).filter(move |(kind, _)| *kind == place).flat_map(|(_, phrases)| phrases.split('|'))
    };
    let begins = |word: &str| {
        let rest = paragraph.strip_prefix(word).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with([':', '–', '—', '-']))
    };
    phrases("start").any(begins) || phrases("anywhere").any(|phrase| paragraph.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::normalizer::extract;

    #[test]
    fn notes_begin_where_they_say_so() {
        let noted = |text: &str| -> Vec<bool> {
            let article = Article::new("a", text);
            extract(&article).iter().map(|claim| is_in_note(text, claim)).collect()
        };
        assert_eq!(
            noted(
                "The flood killed 16 people.\n\nCORRECTION: The first report put the toll too low. It killed 16 \
                 people, not\n14 people."
            ),
            [false, true, true]
        );
        assert_eq!(
            noted(
                "The flood killed 16 people. An earlier version of this article said that it killed 14 people."
            ),
            [false, true]
        );
        assert_eq!(noted("The correction of the river took 14 years and moved 3 villages."), [false, false]);
    }
}
