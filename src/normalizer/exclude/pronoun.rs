//! "One" as a pronoun, and in phrases that count nothing.

use std::ops::Range;

use crate::exclusion::Reason;
use crate::lexicon::{NumberWord, id_sets, number_word, word_sets};
use crate::normalizer::ellipsis::is_of_parent;
use crate::normalizer::number::magnitude_at;
use crate::normalizer::unit::{counted, measure, money};
use crate::text::{Document, Kind, Tag};

id_sets! { "exclusions.tsv":
    /// Words behind "one day" as a length of time.
    DAY_AFTER = "day_after";
    /// Verbs between "one" and what became of that person.
    ONE_COPULAS = "one_copula";
}
word_sets! { "exclusions.tsv":
    /// Words before a pronoun "one".
    ONE_BEFORE = "one_before";
    /// Words behind a pronoun "one".
    ONE_AFTER = "one_after";
    /// Phrases with "one" that count nothing.
    ONE_IDIOMS = "one_idiom";
    /// Words before "one day" as a length of time.
    DAY_CUES = "day_cue";
    /// Words before a "one" that counts people.
    ONE_VICTIM = "one_victim";
}

/// "one" is a figure only before a noun, or where people are counted ("killed one and injured two").
pub(super) fn one(doc: &Document, s: &Range<usize>, i: usize, before: &str) -> Option<(Reason, usize)> {
    let counts = match shown_by_neighbours(doc, s, i, before) {
        Some(counts) => counts,
        None => counts_person(doc, s, i, before) || counts_on(doc, i + 1) || counts_noun(doc, i + 1, s.end),
    };
    (!counts).then_some((Reason::Pronoun, i + 1))
}

/// Whether the "one" at token `i` counts, where the words right beside it decide that.
fn shown_by_neighbours(doc: &Document, s: &Range<usize>, i: usize, before: &str) -> Option<bool> {
    let next = i + 1;
    let after = doc.lower(next);
    if is_idiom(doc, s, i) {
        return Some(false);
    }
    if doc.is_hyphen(next) && measure::after(doc, next, s.end).is_some() {
        return Some(true); // "the one-day trial"
    }
    if is_of_parent(doc, i) {
        return Some(true); // "a mother of one"
    }
    let noun_follows = doc.tag(next).is_noun() && before == "that";
    if doc.kind(next) == Kind::Possessive || ONE_BEFORE.contains(before) && !noun_follows {
        return Some(false);
    }
    if ONE_AFTER.contains(after) && doc.phrase_at(next, "of which").is_none() {
        let counted = DAY_CUES.contains(before) || DAY_AFTER.has(doc.id(next + 1));
        return Some(after == "day" && counted);
    }
    if doc.kind(next) == Kind::Dash {
        return Some(!doc.spaced(next));
    }
    let scale = magnitude_at(doc, next, s.end, false).is_some();
    let unit = measure::after(doc, next, s.end).is_some() || money::after(doc, next, s.end).is_some();
    (scale || unit).then_some(true)
}

/// Whether the "one" at token `i` stands in a phrase that counts nothing.
fn is_idiom(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    ONE_IDIOMS.iter().any(|phrase| {
        let before = phrase.split(' ').take_while(|word| *word != "one").count();
        i >= s.start + before && doc.phrase_at(i - before, phrase).is_some_and(|end| end <= s.end)
    })
}

/// "One was killed", "killing one": a person, whom no noun names.
fn counts_person(doc: &Document, s: &Range<usize>, i: usize, before: &str) -> bool {
    let next = i + 1;
    let copula = ONE_COPULAS.has(doc.id(next));
    if counted::is_state(doc.id(next)) || copula && (next + 1..next + 4).any(|k| counted::is_state(doc.id(k)))
    {
        return true;
    }
    // "two shells fell on a field, one hit a barn": one of those counted before
    // and "two of them fell on a field, and one hit a barn"
    let counted_before = (s.start..i).any(|k| {
        doc.tag(k) == Tag::Number
            && (doc.tag(k + 1) == Tag::Plural || doc.phrase_at(k + 1, "of them").is_some())
    });
    counted_before && matches!(doc.tag(next), Tag::Past | Tag::Participle)
        || ONE_VICTIM.contains(before) && doc.tag(next) != Tag::Noun
}

/// "One third", "one in five", "one out of five", "one and a half", "one or two": the figure goes on at token `next`.
fn counts_on(doc: &Document, next: usize) -> bool {
    match doc.lower(next) {
        "in" | "or" => doc.tag(next + 1) == Tag::Number,
        "out" => doc.tag(next + 2) == Tag::Number,
        "and" => doc.phrase_at(next, "and a half").is_some(),
        word => matches!(number_word(word), Some(NumberWord::Fraction(_))),
    }
}

/// "One soldier", "one US soldier", "one wounded soldier": a noun phrase that "one" can count starts at token `next`.
fn counts_noun(doc: &Document, next: usize, end: usize) -> bool {
    let Some(noun) = counted::after(doc, next, end, true) else { return false };
    match doc.tag(next) {
        Tag::Proper => !doc.is_capitalised(noun.tokens.end - 1), // "one US soldier"
        Tag::Participle | Tag::Gerund => doc.tag(next + 1).is_noun(),
        tag => !matches!(tag, Tag::Past | Tag::VerbS),
    }
}
