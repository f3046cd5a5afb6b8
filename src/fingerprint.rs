//! What a claim is recognised by when articles come and go: the words around its figure, not its place or its article.

use std::fmt;
use std::str::FromStr;

use rustc_hash::FxHashMap;

use crate::claim::{Bound, Claim, Quantity};
use crate::comparator::hash_bytes;
use crate::span::Span;

/// A hash of the words of a claim's sentence and of the figure in it. It stays when an article is renamed or something
/// is put in above; it changes when the sentence does. The same sentence in two articles has one fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fingerprint(u64);

/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 12;

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0DIGITS$x}", self.0)
    }
}

/// Why a text is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a fingerprint of a claim has 12 digits from 0 to 9 and a to f")]
pub struct FingerprintError;

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() != DIGITS || !text.bytes().all(digit) {
            return Err(FingerprintError);
        }
        u64::from_str_radix(text, 16).map(Fingerprint).map_err(|_| FingerprintError)
    }
}

/// The fingerprints of `claims`, in their order. The claims of one article stand together, in the order of its text.
pub fn fingerprints(claims: &[Claim]) -> Vec<Fingerprint> {
    let mut before: FxHashMap<(&str, Span, &str), usize> = FxHashMap::default();
    let of = |claim| {
        let figure = number(claim);
        let times = before.entry((&claim.article, claim.sentence, figure)).or_default();
        *times += 1;
        fingerprint(&claim.context, figure, *times)
    };
    claims.iter().map(of).collect()
}

/// `times`: which of the places of the sentence that have this figure.
fn fingerprint(sentence: &str, figure: &str, times: usize) -> Fingerprint {
    let words = [words(sentence), words(figure), times.to_string()].join("\n");
    Fingerprint(hash_bytes(words.bytes()) >> (64 - 4 * DIGITS))
}

/// The words in lower case with one blank between them.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The figure without its noun and its hedge.
fn number(claim: &Claim) -> &str {
    let inside = |at: usize| at.checked_sub(claim.span.start);
    let range = inside(claim.number_span.start).zip(inside(claim.number_span.end));
    range.and_then(|(start, end)| claim.text.get(start..end)).unwrap_or(&claim.text)
}

/// A figure in its strength, whatever it counts, in a form that is the same in every run: "600", ">900", "~500",
/// "20..45 a", "1000 USD/mo".
pub fn figure_key(quantity: &Quantity) -> String {
    let number = |value: Option<rust_decimal::Decimal>| {
        value.map(|value| value.normalize().to_string()).unwrap_or_default()
    };
    let (low, high) = (number(quantity.low), number(quantity.high));
    let figure = match quantity.bound {
        Bound::Exact if low == high => low,
        Bound::AtLeast => format!(">={low}"),
        Bound::MoreThan => format!(">{low}"),
        Bound::AtMost => format!("<={high}"),
        Bound::LessThan => format!("<{high}"),
        Bound::Exact | Bound::Between => format!("{low}..{high}"),
    };
    let about = if quantity.approximate { "~" } else { "" };
    // Whether people are called fighters or men does not make it another figure.
    let unit = match quantity.unit.code.as_str() {
        "" => String::new(),
        code if code.starts_with('{') => String::new(),
        code => format!(" {code}"),
    };
    let per: String = quantity.per.iter().map(|unit| format!("/{}", unit.code)).collect();
    format!("{about}{figure}{unit}{per}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::normalizer::extract;

    fn of(id: &str, text: &str) -> Vec<(String, String)> {
        let claims = extract(&Article::new(id, text));
        let prints = fingerprints(&claims);
        let key = |claim: &Claim| figure_key(&claim.quantity);
        prints.iter().zip(&claims).map(|(print, claim)| (print.to_string(), key(claim))).collect()
    }

    #[test]
    fn neither_the_place_nor_the_article_nor_blanks_matter() {
        let one = of("a", "The flood in Kelmara killed 14 people and injured 14 others on Tuesday.");
        let moved =
            of("b", "A headline\n\nThe flood in Kelmara killed 14 people  and injured 14 others on Tuesday.");
        assert_eq!(one.len(), 2);
        assert_ne!(one[0].0, one[1].0, "the same figure twice in a sentence");
        assert_eq!(one, moved);
    }

    #[test]
    fn another_figure_or_another_sentence_is_another_claim() {
        let of = |text| of("a", text).remove(0).0;
        let one = of("The flood in Kelmara killed 14 people.");
        assert_ne!(one, of("The flood in Kelmara killed 15 people."));
        assert_ne!(one, of("On Tuesday the flood in Kelmara killed 14 people."));
    }

    #[test]
    fn figures_have_a_name_in_which_their_strength_shows() {
        for (text, key) in [
            ("The flood killed 14 people.", "14"),
            ("The flood killed at least 14 people.", ">=14"),
            ("The flood killed more than 14 villagers.", ">14"),
            ("The flood killed about 14 villagers.", "~14"),
            ("The flood killed 14 to 16 villagers.", "14..16"),
            ("The men get a salary of $1,000 a month.", "1000 USD/mo"),
            ("The bridge is 2.50 km long.", "2.5 km"),
        ] {
            assert_eq!(of("a", text)[0].1, key, "{text}");
        }
    }

    #[test]
    fn what_is_written_can_be_read_again() {
        let print = fingerprint("a", "b", 1);
        assert_eq!(print.to_string().parse(), Ok(print));
        for text in ["", "12345678901", "1234567890123", "12345678901g", "ABCDEF123456", "+12345678901"] {
            assert_eq!(text.parse::<Fingerprint>(), Err(FingerprintError), "{text}");
        }
    }
}
