//! Noun phrases: where the one before or behind a token begins and ends, and what it is attached to.

use std::ops::Range;

use crate::normalizer::attribution::cues::{Role, is_particle, role_at};
use crate::text::{Document, Kind, Tag};

/// A noun phrase that may name a speaker.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Phrase {
    /// The phrase around the head, without what is attached by prepositions.
    pub head: Range<usize>,
    /// The head with its attachments.
    pub whole: Range<usize>,
}

/// Whether token `i` is a comma.
pub(crate) fn is_comma(doc: &Document, i: usize) -> bool {
    doc.is(i, ",")
}

/// Whether token `i` is a finite verb.
pub(crate) fn is_finite(doc: &Document, i: usize) -> bool {
    matches!(doc.tag(i), Tag::Verb | Tag::VerbS | Tag::Past | Tag::Modal) || role_at(doc, i).is(Role::BE)
}

fn is_nominal(doc: &Document, i: usize) -> bool {
    doc.tag(i).is_noun() && doc.kind(i) == Kind::Word && !role_at(doc, i).is(Role::CALENDAR)
}

/// Dots of initials and abbreviations ("U . S .", "Maj . Gen ."), as they stand inside a name.
pub(crate) fn is_inner_dot(doc: &Document, i: usize) -> bool {
    doc.is(i, ".") && !doc.spaced(i) && i > 0 && doc.word(i - 1).len() <= 4 && doc.is_capitalised(i - 1)
}

/// A dash between two words of a name or compound; with blanks around it only in "Al - Hilu".
pub(crate) fn is_inner_dash(doc: &Document, i: usize) -> bool {
    if doc.kind(i) != Kind::Dash
        || i == 0
        || doc.word(i).chars().count() > 1
        || doc.spaced(i) != doc.spaced(i + 1)
    {
        return false;
    }
    !doc.spaced(i) || doc.word(i - 1).len() <= 3 || doc.is_capitalised(i - 1) && doc.is_capitalised(i + 1)
}

/// Whether token `i` can stand inside a noun phrase (in front of its last word).
fn is_inner(doc: &Document, i: usize) -> bool {
    if doc.tag(i) == Tag::Number {
        return i == 0 || !doc.tag(i - 1).is_noun(); // "the 12 villages", not "the agency 12 villages"
    }
    match doc.kind(i) {
        Kind::Word => is_inner_word(doc, i),
        Kind::Possessive | Kind::Number => true,
        Kind::Dash => is_inner_dash(doc, i),
        Kind::Symbol => doc.is(i, "&"),
        Kind::Punct => is_inner_dot(doc, i),
        // possessive of a plural: "forces'", also typed as "forces '"
        Kind::Quote => {
            let of_plural = i > 0 && (!doc.spaced(i) || doc.lower(i - 1).ends_with('s'));
            doc.word(i).len() == 1 && of_plural && doc.spaced(i + 1)
        }
    }
}

fn is_inner_word(doc: &Document, i: usize) -> bool {
    let nominal = matches!(doc.tag(i), Tag::Adjective | Tag::Noun | Tag::Plural | Tag::Proper);
    let initial = doc.word(i).len() == 1 && doc.is(i + 1, ".");
    nominal && !role_at(doc, i).is(Role::CALENDAR)
        || doc.is_capitalised(i) && (doc.tag(i) == Tag::Participle || initial)
}

/// Start of the noun phrase that ends before `end`; `end` itself when there is none.
fn phrase_start(doc: &Document, from: usize, end: usize) -> usize {
    let mut start = end;
    if end > from && is_closing_bracket_group(doc, from, end) {
        start = end - 3; // "the agency (BMG)"
    }
    if let Some(name) = quoted_name(doc, from, end) {
        start = name;
    }
    while start > from {
        let i = start - 1;
        if doc.tag(i) == Tag::Number && doc.tag(start) == Tag::Proper {
            break; // "it would cost $5 million John Smith said"
        }
        if is_inner(doc, i) {
            start = i;
        } else if matches!(doc.tag(i), Tag::Determiner | Tag::PossessivePronoun) && doc.kind(i) == Kind::Word
        {
            start = i;
            if doc.tag(start.wrapping_sub(1)) != Tag::Determiner {
                break;
            }
        } else if i > from
            && (doc.is_any(i, ["and", "of", "for"]) || is_particle(doc.lower(i)))
            && doc.tag(i - 1) == Tag::Proper
            && doc.tag(start) == Tag::Proper
            && doc.tag(i) != Tag::Preposition
        {
            start = i;
        } else {
            break;
        }
    }
    let opens = |i: usize| matches!(doc.kind(i), Kind::Word | Kind::Quote | Kind::Number);
    while start < end && !opens(start) {
        start += 1;
    }
    start
}

/// "( BMG )" just before `end`.
fn is_closing_bracket_group(doc: &Document, from: usize, end: usize) -> bool {
    end >= from + 4 && doc.is(end - 1, ")") && doc.is(end - 3, "(")
}

/// A name in quotation marks just before `end` ('The newspaper "Bild"'); gives its opening mark.
fn quoted_name(doc: &Document, from: usize, end: usize) -> Option<usize> {
    if end < from + 3 || doc.kind(end - 1) != Kind::Quote {
        return None;
    }
    let mut i = end - 2;
    while i > from && end - i <= 5 && doc.is_capitalised(i) {
        i -= 1;
    }
    (doc.kind(i) == Kind::Quote && i + 1 < end - 1 && i > from && is_inner(doc, i - 1)).then_some(i)
}

/// The noun phrase whose last token stands before `end`, with the phrase that it is attached to: for "aid workers in
/// the camp" the head is "aid workers".
pub(crate) fn phrase_before(doc: &Document, from: usize, end: usize) -> Option<Phrase> {
    let whole_end = end;
    let mut end = end;
    loop {
        let start = phrase_start(doc, from, end);
        if start == end || !(start..end).any(|i| doc.tag(i).is_noun() || doc.tag(i) == Tag::Adjective) {
            return None;
        }
        match attached_to(doc, from, start) {
            Some(host_end) => end = host_end,
            None => {
                let start = with_first_of_pair(doc, from, start);
                return Some(Phrase { head: start..end, whole: start..whole_end });
            }
        }
    }
}

/// The end of the noun phrase that the phrase starting at `start` is attached to.
fn attached_to(doc: &Document, from: usize, start: usize) -> Option<usize> {
    let before = start.checked_sub(1).filter(|&b| b > from)?;
    let is_host =
        |i: usize| is_nominal(doc, i) || (doc.tag(i) == Tag::Adjective && i > from && is_nominal(doc, i - 1));
    if matches!(doc.tag(before), Tag::Preposition | Tag::To) {
        if is_host(before - 1) {
            return Some(before);
        }
        // "analysts contacted by X", "people living in X"
        if before >= from + 2
            && matches!(doc.tag(before - 1), Tag::Participle | Tag::Past | Tag::Gerund)
            && is_nominal(doc, before - 2)
        {
            return Some(before - 1);
        }
    }
    if !(doc.tag(before).is_verb() || matches!(doc.tag(before), Tag::Preposition | Tag::To | Tag::Adverb)) {
        return None;
    }
    // a relative clause: its host stands before "who", "which"
    for i in (from + 1..=before).rev().take(25) {
        if is_comma(doc, i) || doc.kind(i) == Kind::Quote || doc.is_any(i, ["but", ";"]) {
            return None;
        }
        if doc.is_any(i, ["who", "which"]) && (is_nominal(doc, i - 1) || doc.is(i - 1, ")")) {
            return Some(i);
        }
        if role_at(doc, i).is(Role::SAY) {
            return None;
        }
    }
    None
}

/// "officials and witnesses": the start of the first one, when the two open their clause.
fn with_first_of_pair(doc: &Document, from: usize, start: usize) -> usize {
    if start < from + 2 || !doc.is(start - 1, "and") {
        return start;
    }
    let first = phrase_start(doc, from, start - 1);
    let opens = first == from
        || is_comma(doc, first - 1)
        || doc.is_any(first - 1, ["that", "but", "while"])
        || doc.kind(first - 1) == Kind::Quote;
    if first < start - 1 && opens && is_nominal(doc, start - 2) { first } else { start }
}

/// End of the noun phrase that starts at `start`.
fn phrase_end(doc: &Document, start: usize, end: usize) -> usize {
    let mut i = start;
    while i < end && goes_on(doc, start, i, end) {
        i += 1;
    }
    while i > start && matches!(doc.kind(i - 1), Kind::Dash | Kind::Symbol) {
        i -= 1;
    }
    let bracket = i > start && i + 3 <= end && doc.is(i, "(") && doc.is(i + 2, ")");
    if bracket { i + 3 } else { i }
}

/// Whether token `i` belongs to the noun phrase that started at `start`.
fn goes_on(doc: &Document, start: usize, i: usize, end: usize) -> bool {
    let before = |tag: Tag| i > start && doc.tag(i - 1) == tag;
    if doc.kind(i) == Kind::Quote {
        // the newspaper "Bild"
        let opens = doc.is_capitalised(i + 1) && doc.kind(i + 2) == Kind::Quote;
        return opens || i >= start + 2 && doc.kind(i - 2) == Kind::Quote;
    }
    if is_inner(doc, i) {
        return !doc.is(i, ".") || i + 1 < end;
    }
    match doc.tag(i) {
        Tag::Determiner | Tag::PossessivePronoun | Tag::Gerund => i == start || before(Tag::Determiner),
        Tag::Participle => doc.tag(i + 1).is_noun(),
        _ => {
            (doc.is(i, "and") || is_particle(doc.lower(i)))
                && before(Tag::Proper)
                && doc.tag(i + 1) == Tag::Proper
        }
    }
}

/// The noun phrase that starts at `start`, with its attachments; a name in apposition to a role takes its place.
pub(crate) fn phrase_after(doc: &Document, start: usize, end: usize) -> Option<Phrase> {
    if doc.tag(start) == Tag::Pronoun && start < end {
        return Some(Phrase { head: start..start + 1, whole: start..start + 1 });
    }
    let head_end = phrase_end(doc, start, end);
    let has_noun = |end: usize| (start..end).any(|i| doc.tag(i).is_noun() || doc.tag(i) == Tag::Adjective);
    if head_end == start || !has_noun(head_end) && !doc.is(head_end, "of") {
        return None;
    }
    let mut whole_end = head_end;
    while whole_end < end && doc.tag(whole_end) == Tag::Preposition && whole_end - start < 16 {
        let next = phrase_end(doc, whole_end + 1, end);
        if next == whole_end + 1 || role_at(doc, whole_end + 1).is(Role::CALENDAR) {
            break;
        }
        whole_end = next;
    }
    if !has_noun(whole_end) {
        return None;
    }
    if doc.is(whole_end, "and") && whole_end < end {
        let next = phrase_end(doc, whole_end + 1, end);
        if next > whole_end + 1 && !is_finite(doc, next) {
            whole_end = next;
        }
    }
    let named = doc.tag(head_end - 1) == Tag::Proper;
    if !named && is_comma(doc, whole_end) && whole_end < end {
        let name_end = (whole_end + 1..end)
            .find(|&i| is_comma(doc, i) || doc.is(i, ".") && !is_inner_dot(doc, i))
            .unwrap_or(end);
        let name = whole_end + 1..name_end;
        if !name.is_empty() && doc.tag(name.start) == Tag::Proper && is_all_name(doc, name.clone()) {
            return Some(Phrase { head: name.clone(), whole: name });
        }
    }
    Some(Phrase { head: start..head_end, whole: start..whole_end })
}

/// Whether every token of `range` can stand in a proper name.
pub(crate) fn is_all_name(doc: &Document, range: Range<usize>) -> bool {
    range.len() <= 6
        && range.clone().all(|i| {
            doc.is_capitalised(i) && doc.kind(i) == Kind::Word
                || matches!(doc.kind(i), Kind::Dash)
                || is_inner_dot(doc, i)
                || is_particle(doc.word(i))
        })
}
