//! Which words of a noun phrase are the name of a speaker, and what stands beside the name.

use std::ops::Range;

use crate::lexicon::id_sets;
use crate::normalizer::attribution::cues::{Role, is_particle, role_at, title};
use crate::normalizer::attribution::phrase::Phrase;
use crate::text::{Document, Kind, Tag};

id_sets! { "cues.tsv":
    /// Words in front of a speaker that are no part of what he is called.
    QUANTIFIERS = "quantifier";
}

/// How far back the full form of a bare surname is looked for, in tokens.
const LOOK_BACK: usize = 3000;

/// Cuts "the", "a", "some", "several", numbers and the like off the front.
pub(crate) fn without_determiner(doc: &Document, head: Range<usize>) -> Range<usize> {
    let start = head
        .clone()
        .find(|&i| {
            !(matches!(doc.tag(i), Tag::Determiner | Tag::PossessivePronoun | Tag::Number)
                || doc.kind(i) == Kind::Possessive
                || QUANTIFIERS.has(doc.id(i)))
        })
        .unwrap_or(head.end);
    start..head.end
}

/// The run of proper names at the end of `head`, without titles in front of it.
pub(crate) fn name_at_end(doc: &Document, head: &Range<usize>) -> Option<Range<usize>> {
    let mut end = head.end;
    while end > head.start && doc.kind(end - 1) == Kind::Quote {
        end -= 1;
    }
    let mut start = end;
    while start > head.start && belongs_to_name(doc, start - 1, start < end) {
        start -= 1;
    }
    while start < end && !(doc.is_capitalised(start)) {
        start += 1;
    }
    let mut start = without_titles(doc, without_owner(doc, start..end)..end);
    let word_before = start.checked_sub(1).filter(|&b| b >= head.start && doc.kind(b) == Kind::Word);
    if end == start + 1 && is_acronym(doc.word(start)) && word_before.is_some_and(|b| is_plain_noun(doc, b)) {
        start = head.start; // "state TV"
    }
    // "Sources said": a capital at the start of the sentence makes no name of a common noun
    let common = Role(Role::SOURCES.0 | Role::TITLE.0 | Role::BODY.0 | Role::HEADLINE.0 | Role::DOCUMENT.0);
    let opens = start == 0 || doc.kind(start - 1) != Kind::Word;
    if end == start + 1 && opens && role_at(doc, start).is(common) && !is_acronym(doc.word(start)) {
        return None;
    }
    let proper = (start..end).any(|i| doc.tag(i) == Tag::Proper || doc.is(i, ")"));
    (start < end && proper).then_some(start..end)
}

/// "Head of the agency Captain Manrosan": the name at the end of a role, with its title.
pub(crate) fn name_behind_role(doc: &Document, phrase: &Phrase) -> Option<Range<usize>> {
    let last = phrase.head.end.checked_sub(1)?;
    if phrase.whole.end == phrase.head.end || !role_at(doc, last).is(Role::TITLE) {
        return None;
    }
    let name = name_at_end(doc, &(phrase.head.end..phrase.whole.end))?;
    title_of(doc, &phrase.whole, &name).map(|_| name)
}

/// "the Observatory for Human Rights", "the Bank of England": the name of a body with what it is for.
pub(crate) fn with_field(doc: &Document, phrase: &Phrase, name: Range<usize>) -> Range<usize> {
    let mut end = name.end;
    if !is_body_name(doc, name.clone()) || end != phrase.head.end {
        return name;
    }
    while end < phrase.whole.end && doc.is_any(end, ["for", "of", "on", "and"]) {
        let rest = end + 1 + usize::from(doc.is(end + 1, "the"));
        let stop = (rest..phrase.whole.end).find(|&i| doc.tag(i) != Tag::Proper).unwrap_or(phrase.whole.end);
        if stop == rest {
            break;
        }
        end = stop;
    }
    name.start..end
}

/// "The agency and the survey": two speakers in one phrase.
pub(crate) fn is_pair(doc: &Document, head: &Range<usize>) -> bool {
    head.clone()
        .any(|i| doc.is(i, "and") && matches!(doc.tag(i + 1), Tag::Determiner | Tag::PossessivePronoun))
}

/// "the BBC's Frances Harrison": the person, not the house; "Indonesia's National Agency" stays whole.
fn without_owner(doc: &Document, name: Range<usize>) -> usize {
    let Some(mark) = name.clone().rev().find(|&i| doc.kind(i) == Kind::Possessive) else { return name.start };
    let rest = mark + 1..name.end;
    let person =
        rest.len() >= 2 && rest.clone().all(|i| doc.is_capitalised(i)) && !is_body_name(doc, rest.clone());
    if person { rest.start } else { name.start }
}

/// Start of a name behind the titles and roles in front of it ("Hewlett-Packard CEO Mark Hurd" is "Mark Hurd").
fn without_titles(doc: &Document, name: Range<usize>) -> usize {
    let last_title = name.clone().rev().find(|&i| role_at(doc, i).is(Role::TITLE));
    let Some(title) = last_title else { return name.start };
    let mut start = title + 1;
    while start < name.end && matches!(doc.sign(start), b'.' | b',') {
        start += 1;
    }
    let rest = name.end - start;
    // "the President" is all there is; "General Motors" is no person
    if rest == 0 || doc.is(title, "general") && rest == 1 || !doc.is_capitalised(start) {
        return name.start;
    }
    start
}

/// Whether token `i` can stand in a proper name; `inside` when a part of the name follows it.
fn belongs_to_name(doc: &Document, i: usize, inside: bool) -> bool {
    match doc.kind(i) {
        Kind::Word => {
            doc.is_capitalised(i)
                || inside && (doc.is_any(i, ["and", "of", "for", "the"]) || is_particle(doc.lower(i)))
        }
        Kind::Possessive | Kind::Dash => inside,
        Kind::Symbol => inside && doc.is(i, "&"),
        Kind::Number => true,
        Kind::Punct => matches!(doc.sign(i), b'.' | b'(' | b')'),
        Kind::Quote => false,
    }
}

/// The title or role that stands just before a name.
pub(crate) fn title_of(doc: &Document, head: &Range<usize>, name: &Range<usize>) -> Option<&'static str> {
    let mut i = name.start;
    while i > head.start {
        i -= 1;
        if let Some(t) = title(doc.lower(i)) {
            return Some(t);
        }
        if !doc.is(i, ".") {
            return None;
        }
    }
    None
}

/// The word that says what the bearer of a name is in the apposition behind it: "director" in "X, a hospital director,".
pub(crate) fn apposed_role<'d>(doc: &'d Document, after: usize) -> &'d str {
    if !doc.is(after, ",") {
        return "";
    }
    let end = (after + 1..after + 9).find(|&i| !is_nominal_part(doc, i)).unwrap_or(after + 9);
    if end > after + 1 && doc.tag(end - 1) != Tag::Proper { doc.lower(end - 1) } else { "" }
}

fn is_nominal_part(doc: &Document, i: usize) -> bool {
    doc.tag(i).is_noun() || matches!(doc.tag(i), Tag::Determiner | Tag::Adjective | Tag::PossessivePronoun)
}

/// Whether a name is that of a body: a word like "agency" in it, an acronym, or "the" before it.
pub(crate) fn is_body_name(doc: &Document, name: Range<usize>) -> bool {
    name.clone().any(|i| role_at(doc, i).is(Role::ORGANISATION))
        || name.len() == 1 && is_acronym(doc.word(name.start))
        || doc.tag(name.start.wrapping_sub(1)) == Tag::Determiner
        || doc.kind(name.end) == Kind::Possessive
}

/// A noun that is neither a role nor a kind of body in front of a name.
fn is_plain_noun(doc: &Document, i: usize) -> bool {
    let role = role_at(doc, i);
    matches!(doc.tag(i), Tag::Noun | Tag::Adjective)
        && !role.is(Role(Role::TITLE.0 | Role::BODY.0 | Role::OUTLET.0))
}

fn is_acronym(word: &str) -> bool {
    word.len() >= 2 && word.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The full name of which the bare surname at token `at` is the end, if the article gave it before.
pub(crate) fn full_name(doc: &Document, at: usize) -> Option<Range<usize>> {
    let surname = doc.word(at);
    for i in (at.saturating_sub(LOOK_BACK).max(1)..at).rev() {
        // most words have another number or another length
        let token = &doc.tokens[i];
        let could_be = token.id == doc.id(at) && token.len() == surname.len() && token.kind == Kind::Word;
        if !could_be || doc.word(i) != surname {
            continue;
        }
        let mut start = i;
        while start > 0
            && i - start < 4
            && doc.tag(start - 1) == Tag::Proper
            && doc.is_capitalised(start - 1)
            && !role_at(doc, start - 1).is(Role::TITLE)
        {
            start -= 1;
        }
        if start < i {
            return Some(start..i + 1);
        }
    }
    None
}
