//! What a speaker answers for: how far the words of an attribution reach.

use std::ops::Range;

use crate::lexicon::id_sets;
use crate::normalizer::attribution::Voice;
use crate::normalizer::attribution::cues::{Role, role_at};
use crate::normalizer::attribution::phrase::{is_comma, is_finite};
use crate::text::{Document, Kind, Sentence, Tag};

id_sets! { "cues.tsv":
    /// Lengths of time.
    SPANS = "span";
}

/// Whether the words from `from` are what is said ("said [that] 40 died"), not a circumstance of saying it ("said on
/// Monday", "said in a statement").
pub(crate) fn is_content(doc: &Document, from: usize, end: usize) -> bool {
    let mut i = from;
    while i < end
        && doc.kind(i) == Kind::Word
        && (doc.tag(i) == Tag::Adverb || role_at(doc, i).is(Role::CALENDAR))
    {
        i += 1;
    }
    if i >= end {
        return false;
    }
    if doc.is_any(i, ["that", ":", "there"])
        || matches!(doc.kind(i), Kind::Quote | Kind::Number | Kind::Symbol)
    {
        return true;
    }
    match doc.tag(i) {
        Tag::Determiner
        | Tag::Noun
        | Tag::Plural
        | Tag::Proper
        | Tag::Number
        | Tag::Pronoun
        | Tag::PossessivePronoun
        | Tag::Adjective
        | Tag::Past
        | Tag::VerbS
        | Tag::Modal
        | Tag::Gerund
        | Tag::Wh
        | Tag::Other => true,
        Tag::Preposition | Tag::To => {
            let stop = (i..end).find(|&k| is_comma(doc, k)).unwrap_or(end);
            (i..stop).any(|k| doc.is(k, "that"))
                || (i..stop).any(|k| is_finite(doc, k) && !is_reduced(doc, k))
                || (stop < end && doc.is(stop + 1, "that"))
        }
        _ => is_comma(doc, i) && (doc.is(i + 1, "that") || doc.kind(i + 1) == Kind::Quote),
    }
}

/// "a report published on Tuesday": a participle in the dress of a past tense.
fn is_reduced(doc: &Document, i: usize) -> bool {
    doc.tag(i) == Tag::Past
        && (matches!(doc.tag(i + 1), Tag::Preposition | Tag::Punct) || role_at(doc, i + 1).is(Role::CALENDAR))
}

/// Whether what stands before a subject is a statement of its own, so that "X said" comes after what was said.
pub(crate) fn statement_before(doc: &Document, from: usize, subject: usize) -> bool {
    let mut start = from;
    for i in from..=subject {
        if i == subject || is_comma(doc, i) || doc.kind(i) == Kind::Quote {
            let subordinate = role_at(doc, start).is(Role::SUBORDINATOR);
            let has_verb = (start..i).any(|k| is_finite(doc, k) || doc.tag(k) == Tag::Participle);
            if has_verb && !subordinate || i < subject && doc.kind(i) == Kind::Quote {
                return true;
            }
            start = i + 1;
        }
    }
    false
}

/// Whether the statement goes on behind the attribution inside it: not with a circumstance or relative clause.
pub(crate) fn goes_on_after(doc: &Document, from: usize, end: usize) -> bool {
    from < end && !matches!(doc.tag(from), Tag::Wh) && !doc.is_any(from, ["who", "which", "where", "when"])
}

/// Where a statement that ends before `end` begins: behind the last cue that is not its own, at its own clause.
pub(crate) fn statement_start(
    doc: &Document,
    sentence: Range<usize>,
    last_cue: Option<usize>,
    end: usize,
) -> usize {
    let Some(cue) = last_cue else { return sentence.start };
    (cue..end)
        .rev()
        .find(|&i| {
            doc.is(i, ";") || is_comma(doc, i) && doc.is_any(i + 1, ["and", "but", "while", "although"])
        })
        .unwrap_or(cue)
}

/// Whether the figure at `at` is only background to what the voice says: the writer's gloss inside somebody's words.
pub(crate) fn is_background(doc: &Document, voice: &Voice, sentence: &Sentence, at: usize) -> bool {
    if !voice.covers.contains(&at) {
        return false; // a quotation is the speaker's to the last word
    }
    is_gloss_after_dash(doc, voice, at)
        || voice.behind && is_gloss_between_dashes(doc, sentence, at)
        || voice.behind && (is_population(doc, sentence, at) || is_days_after(doc, sentence, at))
        || is_known_price(doc, at)
}

/// "said it will offer 3 billion - which comes to $40 for each share"
fn is_gloss_after_dash(doc: &Document, voice: &Voice, at: usize) -> bool {
    (voice.words.end..at).any(|i| {
        doc.kind(i) == Kind::Dash && doc.spaced(i) && doc.spaced(i + 1) && doc.is_any(i + 1, ["a", "an"])
    })
}

/// "Officials were on alert -- where thousands live in tents -- but no damage was reported, X said"
fn is_gloss_between_dashes(doc: &Document, sentence: &Sentence, at: usize) -> bool {
    let is_dash = |i: usize| doc.kind(i) == Kind::Dash && doc.spaced(i) && doc.spaced(i + 1);
    let opens = (sentence.tokens.start..at).rev().find(|&i| is_dash(i));
    opens.is_some_and(|o| doc.tag(o + 1) == Tag::Wh) && (at..sentence.tokens.end).any(is_dash)
}

/// "Dorenna, a town of 160,000 people, ...", "the city of population 167,000"
fn is_population(doc: &Document, sentence: &Sentence, at: usize) -> bool {
    let near = at.saturating_sub(4).max(sentence.tokens.start)..(at + 4).min(sentence.tokens.end);
    if near.clone().any(|i| doc.is_any(i, ["population", "inhabitants"])) {
        return true;
    }
    let of = (near.start..at).rev().find(|&i| doc.is_any(i, ["of", "to"]));
    let Some(of) = of.filter(|&o| o >= sentence.tokens.start + 3) else { return false };
    let opens =
        (sentence.tokens.start..of).rev().take(6).find(|&i| is_comma(doc, i) || doc.kind(i) == Kind::Dash);
    opens.is_some_and(|c| doc.is_any(c + 1, ["a", "an", "home"]) && !(c + 1..at).any(|i| is_finite(doc, i)))
}

/// "rattled the province just days after a quake killed one person, the survey said": a figure of the older event.
fn is_days_after(doc: &Document, sentence: &Sentence, at: usize) -> bool {
    (sentence.tokens.start..at).any(|i| doc.is(i + 1, "after") && SPANS.has(doc.id(i)))
}

/// "said the $13 billion acquisition will help": a sum in front of a noun that everybody knows of.
fn is_known_price(doc: &Document, at: usize) -> bool {
    let mut start = at;
    while start > 0 && doc.kind(start - 1) == Kind::Symbol {
        start -= 1;
    }
    let mut end = at + 1;
    while doc.tag(end) == Tag::Number {
        end += 1;
    }
    if start == at || !matches!(doc.tag(end), Tag::Noun) {
        return false;
    }
    let mut before = start;
    while before > 0 && doc.tag(before - 1) == Tag::Adjective {
        before -= 1;
    }
    before > 0
        && (doc.kind(before - 1) == Kind::Possessive || doc.is_any(before - 1, ["the", "its", "their"]))
}
