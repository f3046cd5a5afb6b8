//! Lines of a key and a value, as in reports on a situation: "Fatalities: 7", "Homes destroyed: 86; damaged: 19".

use std::ops::Range;

use super::{Bare, Found};
use crate::lexicon::{id_sets, is_plural, word_sets};
use crate::normalizer::mention::MentionUnit;
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag};

id_sets! { "ellipsis.tsv":
    /// Words that are counted though they are no plurals.
    MASS = "label_mass";
    /// Participles that stand for people by themselves.
    PEOPLE = "label_people";
    /// Nouns of number before "of" and what is counted.
    NUMBER_NOUNS = "number_noun";
}
word_sets! { "ellipsis.tsv":
    /// Plurals before a colon that count nothing.
    NEVER = "label_never";
    /// Nouns that are a number of people.
    SIZES = "label_size";
}

/// Most tokens that a label takes.
const LONGEST: usize = 7;

/// What the label right before the figure counts.
pub(super) fn of(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    if bare.back(1) != ":" {
        // "Staff: 31,000 and 5,200": one label for both
        let first = bare.left.last().filter(|a| a.unit.dimension == "count" && !a.unit.is_none())?;
        let labelled = first.tokens.start.checked_sub(1).is_some_and(|k| k >= bare.s.start && doc.is(k, ":"));
        let joined = first.tokens.end + 1 == bare.m.tokens.start && doc.is(first.tokens.end, "and");
        return (labelled && joined)
            .then(|| Found { noun: first.noun.clone(), ..Found::of(first.unit.clone()) });
    }
    let words = label_before(doc, &bare.s, bare.lead - 1)?;
    let last = words.end - 1;
    if words.len() == 1 && is_done(doc, last) {
        let earlier = bare.left.last().filter(|a| a.unit.dimension == "count" && !a.unit.is_none());
        let unit = match earlier {
            Some(a) if doc.is(words.start - 1, ";") => a.unit.clone(), // "Homes destroyed: 86; damaged: 19"
            _ if PEOPLE.has(doc.id(last)) => MentionUnit::count("person", "person"),
            _ => return None,
        };
        return Some(Found { noun: Some(words), ..Found::of(unit) });
    }
    let unit = counted_by(doc, &words)?;
    Some(Found { noun: Some(words), ..Found::of(unit) })
}

/// Whether the words before the colon at token `colon` are a label whose head is one of `heads`.
pub(crate) fn is_label_of(
    doc: &Document,
    s: &Range<usize>,
    colon: usize,
    head: impl Fn(&str) -> bool,
) -> bool {
    doc.is(colon, ":") && label_before(doc, s, colon).is_some_and(|words| head(doc.lower(words.end - 1)))
}

/// The label that ends at the colon: from the start of the line, or from a mark that ends the entry before it.
fn label_before(doc: &Document, s: &Range<usize>, colon: usize) -> Option<Range<usize>> {
    let starts =
        |k: usize| matches!(doc.word(k), ";" | "." | "(" | "•" | "*" | ",") || doc.kind(k) == Kind::Dash;
    let first =
        (s.start..colon).rev().take(LONGEST + 1).take_while(|&k| !starts(k) || doc.is_hyphen(k)).last()?;
    let whole = first == s.start || starts(first - 1);
    let nominal = (first..colon).all(|k| {
        doc.kind(k) != Kind::Number && !matches!(doc.tag(k), Tag::VerbS | Tag::Pronoun | Tag::Modal)
    });
    (whole && nominal && colon - first <= LONGEST).then_some(first..colon)
}

/// What the label with the tokens `words` counts: the plural that heads it, with what was done to it behind it.
fn counted_by(doc: &Document, words: &Range<usize>) -> Option<MentionUnit> {
    let mut start = words.start;
    if let Some(k) = words.clone().find(|&k| NUMBER_NOUNS.has(doc.id(k)) && doc.is(k + 1, "of")) {
        start = k + 2; // "Number of deaths"
    }
    let stop = (start..words.end)
        .find(|&k| matches!(doc.tag(k), Tag::Preposition | Tag::To | Tag::Punct))
        .unwrap_or(words.end);
    let mut head = stop.checked_sub(1).filter(|&k| k >= start)?;
    while head > start && is_done(doc, head) && !MASS.has(doc.id(head)) {
        head -= 1;
    }
    let word = doc.lower(head);
    if SIZES.contains(word) {
        return Some(MentionUnit::count("person", "person"));
    }
    if word == "acreage" {
        let acre = doc.lexicon.measure_by_words(|k| if k == 0 { "acre" } else { "" });
        return acre.map(|(m, _)| MentionUnit::measure(m));
    }
    let plural = doc.lexicon.added_noun(word).unwrap_or_else(|| is_plural(word));
    let counts =
        plural && doc.kind(head) == Kind::Word && !counted::is_calendar(doc.id(head)) || MASS.contains(word);
    if !counts || NEVER.contains(word) || word.len() < 4 {
        return None;
    }
    let head_word = doc.lexicon.singular(word);
    let phrase = doc.on_one_line(start..head).to_lowercase();
    let phrase = if phrase.is_empty() { head_word.clone() } else { format!("{phrase} {head_word}") };
    Some(MentionUnit::count(&head_word, &phrase))
}

/// What was done to what a label counts: a participle or a state.
fn is_done(doc: &Document, k: usize) -> bool {
    matches!(doc.tag(k), Tag::Participle | Tag::Past)
        || PEOPLE.has(doc.id(k))
        || counted::is_state(doc.id(k))
        || doc.lower(k).len() > 4 && doc.lower(k).ends_with("ed")
}
