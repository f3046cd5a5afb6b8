//! Who a reporting verb has for its subject: the noun phrase before it, or after it when the two are inverted.

use std::ops::Range;

use crate::normalizer::attribution::cues::{Role, role_at};
use crate::normalizer::attribution::phrase::{
    Phrase, is_all_name, is_comma, is_finite, is_inner_dash, is_inner_dot, phrase_after, phrase_before,
};
use crate::text::{Document, Kind, Tag};

/// The subject of the verb at `verb`, looking no further left than `from`.
pub(crate) fn before_verb(doc: &Document, from: usize, verb: usize) -> Option<Phrase> {
    let end = skip_auxiliaries(doc, from, verb);
    let last = end.checked_sub(1).filter(|&l| l >= from)?;
    if matches!(doc.tag(last), Tag::Pronoun) {
        return Some(Phrase { head: last..end, whole: last..end });
    }
    if doc.is_any(last, ["who", "which", "whom"]) {
        return before_relative(doc, from, last);
    }
    if is_comma(doc, last) {
        return before_apposition(doc, from, last);
    }
    phrase_before(doc, from, end)
}

/// Skips what stands between a subject and its verb: "has also", "later", "on Thursday".
fn skip_auxiliaries(doc: &Document, from: usize, verb: usize) -> usize {
    let mut end = verb;
    let progressive = doc.lower(verb).ends_with("ing"); // "is reporting"
    while end > from {
        let i = end - 1;
        let r = role_at(doc, i);
        let adverbial = doc.tag(i) == Tag::Adverb || r.is(Role(Role::AUXILIARY.0 | Role::CALENDAR.0));
        let on_day = doc.is_any(i, ["on", "in"]) && role_at(doc, end).is(Role::CALENDAR);
        let skip = doc.kind(i) == Kind::Word && (adverbial || on_day || progressive && r.is(Role::BE));
        if !skip {
            break;
        }
        end = i;
    }
    end
}

/// The host of a relative pronoun at `at`: "the department, which", "workers, all of whom".
fn before_relative(doc: &Document, from: usize, at: usize) -> Option<Phrase> {
    let mut end = at;
    if end >= from + 2 && doc.is(end - 1, "of") {
        end -= 2; // "all of whom"
    }
    if end > from && is_comma(doc, end - 1) {
        end -= 1;
    }
    phrase_before(doc, from, end)
}

/// The subject before an apposition or relative clause that ends with the comma at `comma`.
fn before_apposition(doc: &Document, from: usize, comma: usize) -> Option<Phrase> {
    let mut right = comma; // end of the segment that may be an apposition
    for _ in 0..4 {
        let Some(left) = (from..right).rev().find(|&i| is_comma(doc, i) || doc.kind(i) == Kind::Quote) else {
            return before_open_relative(doc, from, right);
        };
        if !is_comma(doc, left) {
            return None;
        }
        let opening = segment_start(doc, from, left);
        if is_clause(doc, opening, left) {
            // no apposition: "..., Henri Sembiring a local official, said"
            return leading_name(doc, left + 1, right);
        }
        let apposition = left + 1..right;
        if is_rest_of_place(doc, left, apposition.clone()) {
            return phrase_before(doc, opening, left);
        }
        if is_all_name(doc, apposition.clone()) && !ends_in_name(doc, opening, left) {
            return Some(Phrase { head: apposition.clone(), whole: apposition });
        }
        let loose = matches!(doc.kind(opening), Kind::Number) && left - opening == 1
            || doc.is_any(opening, ["who", "which", "of", "including"]);
        if !loose {
            return phrase_before(doc, opening, left);
        }
        right = left;
    }
    None
}

/// "The manager of the shop that was damaged, says": the phrase at the start of a segment with a relative clause.
fn before_open_relative(doc: &Document, from: usize, end: usize) -> Option<Phrase> {
    let phrase = phrase_after(doc, from, end)?;
    let relative = (phrase.head.end..end).any(|i| doc.is_any(i, ["who", "which", "that", "whose"]));
    relative.then_some(phrase)
}

/// First token of the segment between commas that ends before `end`.
fn segment_start(doc: &Document, from: usize, end: usize) -> usize {
    (from..end)
        .rev()
        .find(|&i| is_comma(doc, i) || doc.is(i, ";") || doc.kind(i) == Kind::Quote)
        .map_or(from, |i| i + 1)
}

/// Whether `from..end` holds a finite verb that belongs to no relative clause.
pub(crate) fn is_clause(doc: &Document, from: usize, end: usize) -> bool {
    for i in from..end {
        if doc.tag(i) == Tag::Wh && i > from {
            return false;
        }
        if is_finite(doc, i) && i > from {
            return true;
        }
    }
    false
}

/// "the survey in Golden, Colo., said": the second half of a place.
fn is_rest_of_place(doc: &Document, comma: usize, rest: Range<usize>) -> bool {
    let mut name = comma;
    while name > 0 && doc.tag(name - 1) == Tag::Proper {
        name -= 1;
    }
    let in_place = name < comma && name > 0 && doc.is_any(name - 1, ["in", "at", "near", "from"]);
    let words = rest.clone().filter(|&i| doc.kind(i) == Kind::Word).count();
    in_place && words == 1 && is_all_name(doc, rest)
}

/// Whether a segment ends in a name of its own: "the spokesman John Smith", not "the spokesman for Sudan".
fn ends_in_name(doc: &Document, from: usize, end: usize) -> bool {
    let mut name = end;
    while name > from && doc.tag(name - 1) == Tag::Proper {
        name -= 1;
    }
    let governed = name > 0 && matches!(doc.tag(name - 1), Tag::Preposition | Tag::To);
    let article = name > from && doc.tag(name - 1) == Tag::Determiner;
    name < end && !governed && !article && doc.kind(end - 1) != Kind::Possessive
}

/// The capitalised words at the start of a segment.
fn leading_name(doc: &Document, from: usize, end: usize) -> Option<Phrase> {
    let stop = (from..end)
        .find(|&i| !(doc.tag(i) == Tag::Proper || is_inner_dot(doc, i) || is_inner_dash(doc, i)))
        .unwrap_or(end);
    if stop == from {
        return phrase_before(doc, from, end);
    }
    Some(Phrase { head: from..stop, whole: from..stop })
}
