//! Currencies before and behind a figure: "$", "US$", "Rs", "USD", "dollars", "Danish crowns".

use rust_decimal::Decimal;

use crate::lexicon::{Currency, LONGEST_SYMBOL, currency_by_symbol, currency_by_words, ends_currency_symbol};
use crate::text::{Document, Kind, Tag};

/// Most tokens that one written currency takes ("US", "$").
const MOST_TOKENS: usize = 3;

/// The currency written right before token `figure`, not before `start`; gives its first token.
pub(crate) fn before(doc: &Document, start: usize, figure: usize) -> Option<(Currency, usize)> {
    // most figures stand behind another word
    if figure <= start || !ends_currency_symbol(doc.word(figure - 1)) {
        return None;
    }
    let first_possible = figure.saturating_sub(MOST_TOKENS).max(start);
    let mut best = None;
    for first in (first_possible..figure).rev() {
        let kind = doc.kind(first);
        if !matches!(kind, Kind::Word | Kind::Symbol) && !doc.is(first, ".") {
            break;
        }
        if kind == Kind::Word
            && doc.spaced(figure)
            && doc.word(first).len() > 3
            && doc.kind(figure - 1) != Kind::Symbol
        {
            break;
        }
        if let Some(currency) = symbol(doc, first, figure) {
            best = Some((currency, first));
        }
    }
    best
}

/// The currency whose symbol the tokens from `first` up to `figure` write, blanks left out.
fn symbol(doc: &Document, first: usize, figure: usize) -> Option<Currency> {
    if first > 0 && !doc.spaced(first) && doc.kind(first - 1) == Kind::Word {
        return None;
    }
    let mut written = [0; LONGEST_SYMBOL];
    let mut length = 0;
    for word in (first..figure).map(|k| doc.word(k).as_bytes()) {
        written.get_mut(length..length + word.len())?.copy_from_slice(word);
        length += word.len();
    }
    let found = currency_by_symbol(std::str::from_utf8(&written[..length]).ok()?);
    found.filter(|c| c.factor == Decimal::ONE) // cents and pence are written behind the figure
}

/// How far from a sum without a currency, in tokens, one is looked for.
const NEAR: usize = 400;

/// The currency of the sum nearest to token `at` that has one written before it: that of a sum in slang ("five grand").
pub(crate) fn nearest(doc: &Document, at: usize) -> Option<Currency> {
    let of = |k: usize| {
        (doc.kind(k) == Kind::Number).then(|| before(doc, k.saturating_sub(MOST_TOKENS), k)).flatten()
    };
    let around = (1..NEAR).flat_map(|n| [at.checked_sub(n), Some(at + n)]).flatten();
    around.filter_map(of).map(|(currency, _)| currency).next()
}

/// The currency named at token `at`, behind a figure: "dollars", "US dollars", "USD", "€", "-euro"; gives its end.
pub(crate) fn after(doc: &Document, at: usize, end: usize) -> Option<(Currency, usize)> {
    doc.currencies.get(at, end, || named_at(doc, at, end))
}

fn named_at(doc: &Document, at: usize, end: usize) -> Option<(Currency, usize)> {
    let first = doc.behind_hyphen(at);
    if first >= end {
        return None;
    }
    let word = |k: usize| if first + k < end { doc.lower(first + k) } else { "" };
    if let Some((currency, words)) = currency_by_words(word) {
        let last = first + words;
        if doc.kind(last) == Kind::Symbol && currency_by_symbol(doc.word(last)).is_some() {
            return Some((currency, last));
        }
        // "3 real friends", "40 pound bags" go to the measures and nouns
        let adjective = doc.tag(first) == Tag::Adjective && words == 1 && doc.tag(last) == Tag::Plural;
        return (!adjective).then_some((currency, last));
    }
    let written = doc.word(first);
    let is_symbol = doc.kind(first) == Kind::Symbol
        || written.len() == 3 && written.bytes().all(|b| b.is_ascii_uppercase());
    let pence = matches!(written, "p" | "c") && !doc.spaced(first);
    // "150 kn", "500 kr": before a noun the letters are rather a name
    let letters = doc.kind(first) == Kind::Word && written.len() > 1 && !doc.tag(first + 1).is_noun();
    let is_symbol = is_symbol || pence || letters;
    let is_symbol = is_symbol && doc.kind(first + 1) != Kind::Number; // that would be the next figure's sign
    if is_symbol && let Some(currency) = currency_by_symbol(written) {
        return Some((currency, first + 1));
    }
    None
}
