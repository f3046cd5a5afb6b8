//! Who a reporting verb has for its subject: the noun phrase before it, or after it when the two are inverted.

use std::ops::Range;

use crate::normalizer::attribution::cues::{Role, role};
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
    doc.word(i) == ","
}

/// Whether token `i` is a finite verb.
pub(crate) fn is_finite(doc: &Document, i: usize) -> bool {
    matches!(doc.tag(i), Tag::Verb | Tag::VerbS | Tag::Past | Tag::Modal) || role(doc.lower(i)).is(Role::BE)
}

fn is_nominal(doc: &Document, i: usize) -> bool {
    doc.tag(i).is_noun() && doc.kind(i) == Kind::Word && !role(doc.lower(i)).is(Role::CALENDAR)
}

/// Dots of initials and abbreviations ("U . S .", "Maj . Gen ."), as they stand inside a name.
fn is_inner_dot(doc: &Document, i: usize) -> bool {
    doc.word(i) == "." && !doc.spaced(i) && i > 0 && doc.word(i - 1).len() <= 4 && doc.is_capitalised(i - 1)
}

/// A dash between two words of a name or compound.
fn is_inner_dash(doc: &Document, i: usize) -> bool {
    doc.kind(i) == Kind::Dash
        && doc.word(i).chars().count() == 1
        && (doc.spaced(i) == doc.spaced(i + 1))
        && !(doc.spaced(i)
            && !(doc.is_capitalised(i + 1) && i > 0 && doc.is_capitalised(i - 1)
                || doc.word(i - 1).len() <= 3))
}

/// Whether token `i` can stand inside a noun phrase (in front of its last word).
fn is_inner(doc: &Document, i: usize) -> bool {
    match doc.kind(i) {
        Kind::Word => {
            matches!(doc.tag(i), Tag::Adjective | Tag::Noun | Tag::Plural | Tag::Proper | Tag::Number)
                && !role(doc.lower(i)).is(Role::CALENDAR)
                || doc.is_capitalised(i) && doc.tag(i) == Tag::Participle
        }
        Kind::Number | Kind::Possessive => true,
        Kind::Dash => is_inner_dash(doc, i),
        Kind::Symbol => doc.word(i) == "&",
        Kind::Punct => is_inner_dot(doc, i),
        Kind::Quote => doc.word(i).len() == 1 && !doc.spaced(i), // possessive of a plural: "forces'"
    }
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
        if is_inner(doc, i) {
            start = i;
        } else if matches!(doc.tag(i), Tag::Determiner | Tag::PossessivePronoun) && doc.kind(i) == Kind::Word
        {
            start = i;
            if doc.tag(start.wrapping_sub(1)) != Tag::Determiner {
                break;
            }
        } else if i > from
            && matches!(doc.lower(i), "and" | "of" | "for" | "al" | "de" | "bin")
            && doc.tag(i - 1) == Tag::Proper
            && doc.tag(start) == Tag::Proper
            && doc.tag(i) != Tag::Preposition
        {
            start = i;
        } else {
            break;
        }
    }
    while start < end
        && (doc.kind(start) != Kind::Word
            && doc.kind(start) != Kind::Quote
            && doc.kind(start) != Kind::Number
            || doc.word(start) == ".")
    {
        start += 1;
    }
    start
}

/// "( BMG )" just before `end`.
fn is_closing_bracket_group(doc: &Document, from: usize, end: usize) -> bool {
    end >= from + 4 && doc.word(end - 1) == ")" && doc.word(end - 3) == "("
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
        if is_comma(doc, i) || doc.kind(i) == Kind::Quote || matches!(doc.lower(i), "but" | ";") {
            return None;
        }
        if matches!(doc.lower(i), "who" | "which") && is_nominal(doc, i - 1) {
            return Some(i);
        }
        if role(doc.lower(i)).is(Role::SAY) {
            return None;
        }
    }
    None
}

/// "officials and witnesses": the start of the first one, when the two open their clause.
fn with_first_of_pair(doc: &Document, from: usize, start: usize) -> usize {
    if start < from + 2 || doc.lower(start - 1) != "and" {
        return start;
    }
    let first = phrase_start(doc, from, start - 1);
    let opens = first == from
        || is_comma(doc, first - 1)
        || matches!(doc.lower(first - 1), "that" | "but" | "while")
        || doc.kind(first - 1) == Kind::Quote;
    if first < start - 1 && opens && is_nominal(doc, start - 2) { first } else { start }
}

/// The subject of the verb at `verb`, looking no further left than `from`.
pub(crate) fn before_verb(doc: &Document, from: usize, verb: usize) -> Option<Phrase> {
    let end = skip_auxiliaries(doc, from, verb);
    let last = end.checked_sub(1).filter(|&l| l >= from)?;
    if matches!(doc.tag(last), Tag::Pronoun) {
        return Some(Phrase { head: last..end, whole: last..end });
    }
    if matches!(doc.lower(last), "who" | "which" | "whom") {
        return before_relative(doc, from, last);
    }
    if is_comma(doc, last) {
        return before_apposition(doc, from, last);
    }
    let phrase = phrase_before(doc, from, end)?;
    // "The governor of Unity state, Taban Deng said": the name alone is enough
    Some(phrase)
}

/// Skips what stands between a subject and its verb: "has also", "later", "on Thursday".
fn skip_auxiliaries(doc: &Document, from: usize, verb: usize) -> usize {
    let mut end = verb;
    while end > from {
        let i = end - 1;
        let r = role(doc.lower(i));
        let helps = doc.kind(i) == Kind::Word
            && (doc.tag(i) == Tag::Adverb || r.is(Role::AUXILIARY) || r.is(Role::CALENDAR));
        let dates =
            matches!(doc.lower(i), "on" | "in") && end < verb && role(doc.lower(end)).is(Role::CALENDAR);
        if !helps && !dates {
            break;
        }
        end = i;
    }
    end
}

/// The host of a relative pronoun at `at`: "the department, which", "workers, all of whom".
fn before_relative(doc: &Document, from: usize, at: usize) -> Option<Phrase> {
    let mut end = at;
    if end >= from + 2 && doc.lower(end - 1) == "of" {
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
        let left = (from..right).rev().find(|&i| is_comma(doc, i) || doc.kind(i) == Kind::Quote)?;
        if !is_comma(doc, left) {
            return None;
        }
        let opening = segment_start(doc, from, left);
        if is_clause(doc, opening, left) {
            // no apposition: "..., Henri Sembiring a local official, said"
            return leading_name(doc, left + 1, right);
        }
        let apposition = left + 1..right;
        if is_all_name(doc, apposition.clone()) && !ends_in_name(doc, opening, left) {
            return Some(Phrase { head: apposition.clone(), whole: apposition });
        }
        let loose = matches!(doc.kind(opening), Kind::Number) && left - opening == 1
            || matches!(doc.lower(opening), "who" | "which" | "of" | "including");
        if !loose {
            return phrase_before(doc, opening, left);
        }
        right = left;
    }
    None
}

/// First token of the segment between commas that ends before `end`.
fn segment_start(doc: &Document, from: usize, end: usize) -> usize {
    (from..end)
        .rev()
        .find(|&i| is_comma(doc, i) || doc.word(i) == ";" || doc.kind(i) == Kind::Quote)
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

fn is_all_name(doc: &Document, range: Range<usize>) -> bool {
    range.len() <= 6
        && range.clone().all(|i| {
            doc.is_capitalised(i) && doc.kind(i) == Kind::Word
                || matches!(doc.kind(i), Kind::Dash)
                || is_inner_dot(doc, i)
                || matches!(doc.word(i), "al" | "de" | "bin" | "van" | "von")
        })
}

fn ends_in_name(doc: &Document, from: usize, end: usize) -> bool {
    // "spokesman for Sudan" ends in a name, but not in the name of the spokesman
    let mut i = end;
    while i > from && doc.tag(i - 1) == Tag::Proper {
        i -= 1;
    }
    i < end
        && !matches!(doc.tag(i.wrapping_sub(1)), Tag::Preposition | Tag::To)
        && !(i > from && doc.tag(i - 1) == Tag::Determiner)
        && doc.kind(end - 1) != Kind::Possessive
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

/// End of the noun phrase that starts at `start`.
fn phrase_end(doc: &Document, start: usize, end: usize) -> usize {
    let mut i = start;
    while i < end {
        let inside = is_inner(doc, i) && !(doc.word(i) == "." && i + 1 == end)
            || (i == start || doc.tag(i - 1) == Tag::Determiner)
                && matches!(doc.tag(i), Tag::Determiner | Tag::PossessivePronoun | Tag::Gerund)
            || doc.tag(i) == Tag::Participle && doc.tag(i + 1).is_noun()
            || matches!(doc.lower(i), "and" | "al" | "de" | "bin")
                && doc.tag(i + 1) == Tag::Proper
                && i > start
                && doc.tag(i - 1) == Tag::Proper
            || doc.kind(i) == Kind::Quote
                && (doc.is_capitalised(i + 1) && doc.kind(i + 2) == Kind::Quote
                    || i >= start + 2 && doc.kind(i - 2) == Kind::Quote);
        if !inside
            || (doc.kind(i) == Kind::Quote
                && !doc.is_capitalised(i + 1)
                && !(i >= start + 2 && doc.kind(i - 2) == Kind::Quote))
        {
            break;
        }
        i += 1;
    }
    while i > start && matches!(doc.kind(i - 1), Kind::Dash | Kind::Symbol) {
        i -= 1;
    }
    if i > start && i < end && doc.word(i) == "(" && doc.word(i + 2) == ")" {
        i += 3;
    }
    i
}

/// The noun phrase that starts at `start`, with its attachments; a name in apposition to a role takes its place.
pub(crate) fn phrase_after(doc: &Document, start: usize, end: usize) -> Option<Phrase> {
    if doc.tag(start) == Tag::Pronoun && start < end {
        return Some(Phrase { head: start..start + 1, whole: start..start + 1 });
    }
    let head_end = phrase_end(doc, start, end);
    if head_end == start || !(start..head_end).any(|i| doc.tag(i).is_noun() || doc.tag(i) == Tag::Adjective) {
        return None;
    }
    let mut whole_end = head_end;
    while whole_end < end && doc.tag(whole_end) == Tag::Preposition && whole_end - start < 16 {
        let next = phrase_end(doc, whole_end + 1, end);
        if next == whole_end + 1 || role(doc.lower(whole_end + 1)).is(Role::CALENDAR) {
            break;
        }
        whole_end = next;
    }
    if doc.lower(whole_end) == "and" && whole_end < end {
        let next = phrase_end(doc, whole_end + 1, end);
        if next > whole_end + 1 && !is_finite(doc, next) {
            whole_end = next;
        }
    }
    let named = doc.tag(head_end - 1) == Tag::Proper;
    if !named && is_comma(doc, whole_end) && whole_end < end {
        let name_end = (whole_end + 1..end)
            .find(|&i| is_comma(doc, i) || doc.word(i) == "." && !is_inner_dot(doc, i))
            .unwrap_or(end);
        let name = whole_end + 1..name_end;
        if !name.is_empty() && doc.tag(name.start) == Tag::Proper && is_all_name(doc, name.clone()) {
            return Some(Phrase { head: name.clone(), whole: name });
        }
    }
    Some(Phrase { head: start..head_end, whole: start..whole_end })
}
