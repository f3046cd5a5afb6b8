//! Bare figures of a clause that leaves out what the clause before it said: "banned for 60 games and the coach for 20",
//! "fifteen games for Smith, ten for Jones", "won 35 of 38 fights, 28 by knockout".

use std::ops::Range;

use super::{Bare, Found};
use crate::lexicon::id_sets;
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag};

id_sets! { "ellipsis.tsv":
    /// Prepositions that both figures have.
    LINKS = "gap_link";
}

/// Most tokens from the noun of the first figure to the second.
const APART: usize = 12;

pub(super) fn of(bare: &Bare) -> Option<Found> {
    link_before(bare).or_else(|| link_behind(bare)).or_else(|| part(bare)).or_else(|| noun_behind(bare))
}

/// The token behind a mention and its noun.
fn end_of(m: &Mention) -> usize {
    m.noun.as_ref().map_or(m.tokens.end, |noun| noun.end.max(m.tokens.end))
}

fn as_before(m: &Mention) -> Found {
    Found { per: m.per.clone(), noun: m.noun.clone(), ..Found::of(m.unit.clone()) }
}

/// Whether a verb that could be that of a clause stands among the tokens.
fn has_verb(doc: &Document, mut tokens: Range<usize>) -> bool {
    tokens.any(|k| matches!(doc.tag(k), Tag::Past | Tag::Verb | Tag::VerbS | Tag::Modal))
}

/// "Banned for 60 games, and the coach for 20": the same preposition before both, and no verb before the second.
fn link_before(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let link = bare.back(1);
    if !bare.ends_phrase() || !LINKS.contains(link) {
        return None;
    }
    let first = bare.left.last().filter(|m| !m.unit.is_none() && m.unit.dimension != "age")?;
    let mut lead = first.tokens.start;
    while lead > bare.s.start && matches!(doc.tag(lead - 1), Tag::Determiner | Tag::Adjective) {
        lead -= 1;
    }
    let between = end_of(first)..bare.lead - 1;
    let subject = (2..=APART).contains(&between.len())
        && (doc.is(between.start, ",") || doc.is_any(between.start, ["and", "but", "while"]))
        && between.clone().all(|k| !matches!(doc.sign(k), b';' | b':' | b'('))
        && doc.tag(between.end - 1).is_noun();
    let same = lead > bare.s.start && doc.lower(lead - 1) == link;
    (same && subject && !has_verb(doc, between)).then(|| as_before(first))
}

/// "Fifteen games for Smith, ten for Jones": the same preposition behind both.
fn link_behind(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let link = bare.end() + usize::from(doc.is_any(bare.end(), ["apiece", "each"]));
    if !matches!(bare.back(1), "," | ";" | "and") || !LINKS.has(doc.id(link)) {
        return None;
    }
    let first = bare.left.last().filter(|m| !m.unit.is_none() && m.unit.dimension != "age")?;
    let after = end_of(first);
    let between = after..bare.lead;
    let same = doc.lower(after) == doc.lower(link) && (2..=APART).contains(&between.len());
    (same && !has_verb(doc, between)).then(|| as_before(first))
}

/// "Won 35 of his 38 fights, 28 by knockout": behind the comma after a count, a smaller number and a phrase that says
/// which of them.
fn part(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let first = bare.left.last().filter(|m| m.unit.dimension == "count" && m.noun.is_some())?;
    let adjacent = bare.back(1) == "," && end_of(first) + 1 == bare.lead;
    let smaller = bare.m.high.zip(first.low).is_some_and(|(part, whole)| part < whole);
    let rest = bare.end()..bare.s.end;
    let mark = rest.clone().find(|&k| matches!(doc.sign(k), b',' | b';' | b'.')).unwrap_or(rest.end);
    let stated = has_verb(doc, bare.s.start..first.tokens.start);
    let phrase = LINKS.has(doc.id(bare.end())) && !has_verb(doc, rest.start..mark);
    (adjacent && smaller && phrase && stated).then(|| as_before(first))
}

/// "Has won 35 and lost three of his bouts": two verbs with one object, whose noun comes with the second.
fn noun_behind(bare: &Bare) -> Option<Found> {
    let (doc, and) = (bare.doc, bare.end());
    let verb = |k: usize| matches!(doc.tag(k), Tag::Past | Tag::Participle);
    let number = doc.kind(and + 2) == Kind::Number || doc.tag(and + 2) == Tag::Number;
    let whole = doc.is(and + 3, "of") && doc.tag(and + 4) == Tag::PossessivePronoun;
    let both = bare.lead > bare.s.start && verb(bare.lead - 1) && doc.is(and, "and") && verb(and + 1);
    if !(both && number && whole) {
        return None;
    }
    let noun = counted::after(doc, and + 5, bare.s.end, false)?;
    let unit = MentionUnit::count(&noun.head, &noun.phrase);
    Some(Found { noun: Some(noun.tokens), ..Found::of(unit) })
}
