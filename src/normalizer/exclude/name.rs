//! Numbers in names: "Boeing 737", "S&P 500", "Group of Seven", "the Six-Day War".

use std::ops::Range;

use super::{counts, is_verb_form};
use crate::exclusion::Reason;
use crate::normalizer::bound;
use crate::normalizer::number::magnitude_at;
use crate::normalizer::unit::{counted, measure, money};
use crate::text::{Document, Kind, Tag};

/// "Boeing 737", "iPhone 12", "S&P 500", "Formula 1": a name right before a plain number.
pub(super) fn behind_name(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if i == s.start || !doc.spaced(i) || doc.kind(i - 1) != Kind::Word || doc.word(i).contains(',') {
        return None;
    }
    if doc.tag(i - 1) == Tag::Noun
        && i == s.start + 2
        && doc.tag(s.start) == Tag::Determiner
        && is_verb_form(doc, s, i + 1)
    {
        return Some((Reason::Name, i + 1)); // "The show 24 returns"
    }
    if bound::before(doc, s.start, i).tokens.start < i {
        return None; // "Roughly 500", with the capital of the sentence
    }
    if doc.tag(i - 1) != Tag::Proper || counted::is_calendar(doc.id(i - 1)) {
        return None;
    }
    if counts(doc, s, i) {
        // "In Iraq 12 people died", "Boeing 737 jets": a place behind a preposition takes a count
        let first = (s.start..i).rev().take_while(|&k| doc.tag(k) == Tag::Proper).last().unwrap_or(i - 1);
        let after_preposition = first > s.start && matches!(doc.tag(first - 1), Tag::Preposition | Tag::To);
        let unit = measure::after(doc, i + 1, s.end).is_some()
            || money::after(doc, i + 1, s.end).is_some()
            || magnitude_at(doc, i + 1, s.end, false).is_some(); // "lend Greece 7.5 billion"
        let headline = doc.tag(i - 1) == Tag::Proper
            && doc.tag(i + 1) == Tag::Plural
            && doc.word(i).len() <= 2
            && !doc.word(i - 1).chars().any(char::is_numeric);
        return (!(after_preposition || unit || headline)).then_some((Reason::Name, i + 1));
    }
    if is_gapped(doc, s, i) {
        return None;
    }
    let person_age = doc.is(i - 1, ","); // "Smith, 24," has a comma and never comes here
    let verb_like = doc.lower(i - 1).ends_with("ed")
        && crate::text::known_word(doc.lower(i - 1)).is_some_and(Tag::is_verb);
    (!person_age && !verb_like).then_some((Reason::Name, i + 1))
}

/// "61 seats and the Farmers 20": behind another figure, "and the" and a name in the plural, a figure that ends its phrase
/// counts what that one does.
fn is_gapped(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    let first = (s.start..i).rev().take_while(|&k| doc.tag(k) == Tag::Proper).last().unwrap_or(i);
    let plural = doc.lower(i - 1).ends_with('s') && doc.is(first.wrapping_sub(1), "the");
    let and = first.checked_sub(2).filter(|&k| plural && k > s.start && doc.is(k, "and"));
    let closes = i + 1 >= s.end || matches!(doc.sign(i + 1), b'.' | b',' | b';');
    closes && and.is_some_and(|k| (s.start.max(k.saturating_sub(4))..k).any(|n| doc.kind(n) == Kind::Number))
}

/// A capitalised number word beside another capitalised word, in a sentence that is no headline.
pub(super) fn in_name(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    let beside = |k: usize| doc.tag(k) == Tag::Proper;
    let lower_words = s.clone().filter(|&k| doc.kind(k) == Kind::Word && !doc.is_capitalised(k)).count();
    let group_of = i >= 2 && doc.is(i - 1, "of") && doc.is_capitalised(i - 2);
    // "the Three Gorges Dam", "the Six-Day War"
    let next = if doc.kind(i + 1) == Kind::Dash { i + 2 } else { i + 1 };
    let the = doc.is(i - 1, "the") && next < s.end && doc.is_capitalised(next);
    if the && s.clone().any(|k| is_content(doc, k)) {
        return true;
    }
    lower_words > 4 && (group_of || beside(i - 1) || beside(i + 1))
}

/// A word in lower case that a headline would write with a capital.
fn is_content(doc: &Document, k: usize) -> bool {
    let tag = doc.tag(k);
    doc.kind(k) == Kind::Word
        && !doc.is_capitalised(k)
        && (tag.is_verb() || tag.is_noun() || matches!(tag, Tag::Adjective | Tag::Adverb))
}
