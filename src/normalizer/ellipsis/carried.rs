//! Bare figures that go on with what an earlier figure counts or measures, where the words beside them show that:
//! "police said 1,200", "against eight before", "the official tally is 48", "Two managed to get out".

use super::{Bare, Found};
use crate::lexicon::{WordId, id_sets, is_be, word_sets};
use crate::normalizer::mention::{Mention, MentionUnit};
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag};

id_sets! { "ellipsis.tsv":
    /// Verbs of those who give a figure.
    SAID = "said";
}
word_sets! { "ellipsis.tsv":
    /// What sets a figure against the one before it.
    AGAINST = "against";
    /// Nouns for the figure of a count.
    TALLIES = "tally";
    /// Nouns for what a measure must not pass.
    LIMITS = "limit";
    /// What an election gives.
    BALLOTS = "ballot";
    /// Verbs of those who get it.
    WON = "won";
    /// Verbs of sale.
    SOLD = "sold";
}

/// How many sentences a count holds for a figure that begins a sentence ("Two managed to get out").
const HOLDS: usize = 4;

pub(super) fn of(bare: &Bare) -> Option<Found> {
    said(bare)
        .or_else(|| set_against(bare))
        .or_else(|| same_amount(bare))
        .or_else(|| goes_on(bare))
        .or_else(|| begins(bare))
        .or_else(|| there_are(bare))
        .or_else(|| remaining(bare))
        .or_else(|| sum(bare))
}

impl Bare<'_, '_> {
    /// The last mention before the figure that `wanted` takes, in its sentence, else in `sentences` before it.
    fn last(&self, sentences: usize, wanted: impl Fn(&Mention) -> bool) -> Option<&Mention> {
        let near = self.before.iter().rev().take_while(|(at, _)| self.m.sentence - at <= sentences);
        let earlier = near.flat_map(|(_, mentions)| mentions.iter().rev());
        self.left.iter().rev().chain(earlier).find(|m| wanted(m))
    }

    fn last_count(&self, sentences: usize) -> Option<Found> {
        self.last(sentences, is_count).map(|m| Found::of(m.unit.clone()))
    }
}

fn is_count(m: &Mention) -> bool {
    m.unit.dimension == "count" && !m.unit.is_none() && m.unit.unit.name != "time"
}

/// "Police said 1,200", "12,000, said the police": somebody's figure for what was counted or asked before.
fn said(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let begins = bare.lead == bare.s.start || matches!(bare.back(1), ";" | ":");
    let behind = begins
        && doc.is(bare.end(), ",")
        && (SAID.has(doc.id(bare.end() + 1))
            || doc.phrase_at(bare.end() + 1, "according to").is_some()
            || says_so(bare));
    let before = SAID.contains(bare.back(1))
        && bare.closes()
        && matches!(doc.tag(bare.lead - 1), Tag::Past | Tag::VerbS | Tag::Verb | Tag::Participle);
    if !(behind || before) {
        return None;
    }
    how_many(bare).or_else(|| bare.last_count(1))
}

/// "Twenty, my neighbour said.": a short subject and its verb close the sentence.
fn says_so(bare: &Bare) -> bool {
    let last = (bare.end() + 2..bare.s.end.min(bare.end() + 6)).find(|&k| SAID.has(bare.doc.id(k)));
    last.is_some_and(|k| k + 1 >= bare.s.end || bare.doc.is(k + 1, "."))
}

/// "How many souls were aboard?": what a question in one of the two sentences before asks the number of.
fn how_many(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    if bare.left.iter().any(is_count) {
        return None;
    }
    let asked = (bare.m.sentence.saturating_sub(2)..bare.m.sentence).rev().find_map(|at| {
        let s = doc.sentences[at].tokens.clone();
        let noun = doc.phrase_at(s.start, "how many")?;
        (doc.is(s.end - 1, "?")).then(|| counted::after(doc, noun, s.end, false)).flatten()
    })?;
    Some(Found::of(MentionUnit::count(&asked.head, &asked.phrase)))
}

/// "14 hours, against eight for the old one", "about 150, rather than the 71 that are admitted".
fn set_against(bare: &Bare) -> Option<Found> {
    let link =
        AGAINST.iter().any(|link| bare.doc.phrase_before(bare.lead, link).is_some_and(|k| k > bare.s.start));
    if !link {
        return None;
    }
    let unit = bare.left.iter().rev().find(|m| !m.unit.is_none() && m.unit.dimension != "age")?;
    let near = bare.m.tokens.start - unit.tokens.end <= 12;
    near.then(|| Found::of(unit.unit.clone()))
}

/// "The official tally is 48", "it will be 23" behind a percentage, "now sells for 200" behind a price.
fn same_amount(bare: &Bare) -> Option<Found> {
    if !bare.ends_phrase() {
        return None;
    }
    if is_be(WordId::of(bare.back(1))) && TALLIES.contains(bare.back(2)) {
        return bare.last_count(2);
    }
    if is_be(WordId::of(bare.back(1))) && LIMITS.contains(bare.back(2)) {
        // "96 mg in 100 millilitres": what something is in is not what is limited
        let within =
            |m: &Mention| m.tokens.start > 0 && matches!(bare.doc.lower(m.tokens.start - 1), "in" | "per");
        let measured =
            |m: &Mention| !matches!(m.unit.dimension, "count" | "duration" | "age" | "ratio") && !within(m);
        return bare.last(1, measured).map(|m| Found::of(m.unit.clone()));
    }
    let of = |dimension: &str| {
        let same = |m: &&Mention| m.unit.dimension == dimension && m.unit.unit.code != "1";
        bare.left.iter().rev().find(same).map(|m| Found { per: m.per.clone(), ..Found::of(m.unit.clone()) })
    };
    if matches!(bare.back(1), "be" | "is" | "was")
        && bare.closes()
        && !bare.left.iter().any(|m| m.unit.dimension == "age")
    {
        return of("percent");
    }
    let sold = matches!(bare.back(1), "for" | "at") && SOLD.contains(bare.back(2));
    if sold { of("money") } else { None }
}

/// "Lorenz, with 480", "nine shots to the visitors' 17", "61 seats and the Farmers 20", "It got 78".
fn goes_on(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    if !bare.closes() {
        return None;
    }
    if bare.back(1) == "with"
        && matches!(bare.back(2), "," | "and")
        && doc.kind(bare.m.figure.start) == Kind::Number
    {
        // whoever makes so much a week is not that much
        let steady = |m: &Mention| is_count(m) && m.per.is_empty() && !m.rounded;
        return bare.last(1, steady).map(|m| Found::of(m.unit.clone())).or_else(|| bare.last_count(1));
    }
    let earlier = bare.left.last().filter(|m| is_count(m) && m.noun.is_some());
    if let Some(earlier) = earlier {
        let between =
            earlier.noun.as_ref().map_or(earlier.tokens.end, |n| n.end.max(earlier.tokens.end))..bare.lead;
        let owned = between.len() >= 2
            && is_possessive(doc, between.end - 1)
            && doc.is_any(between.start, ["to", "against", "and", "from"]);
        let named = (2..=5).contains(&between.len())
            && doc.is(between.start, "and")
            && (between.start + 1..between.end)
                .all(|k| matches!(doc.tag(k), Tag::Determiner | Tag::Proper | Tag::Plural))
            && doc.tag(between.end - 1) != Tag::Determiner;
        if owned || named {
            return Some(Found::of(earlier.unit.clone()));
        }
    }
    if WON.contains(bare.back(1)) {
        let ballot = bare.last(1, is_count).filter(|m| BALLOTS.contains(m.unit.unit.name.as_str()))?;
        return Some(Found::of(ballot.unit.clone()));
    }
    if bare.back(1) == "makes" && matches!(bare.back(2), "that" | "this" | "which" | "it") {
        return bare.last_count(1);
    }
    None
}

/// The "'s" of "Ulm's", the "'" of "the visitors'".
fn is_possessive(doc: &Document, k: usize) -> bool {
    doc.kind(k) == Kind::Possessive || doc.is_any(k, ["'", "’"]) && !doc.spaced(k)
}

/// "Now there are three": what was counted shortly before, counted again.
fn there_are(bare: &Bare) -> Option<Found> {
    let adverb = usize::from(bare.doc.tag(bare.lead.wrapping_sub(1)) == Tag::Adverb);
    let there = is_be(WordId::of(bare.back(1 + adverb))) && bare.back(2 + adverb) == "there";
    if there && bare.doc.phrase_at(bare.end(), "of us").is_some() {
        return Some(Found::people());
    }
    if there && bare.closes() { bare.last_count(HOLDS) } else { None }
}

/// "Worth 28 million euros ($37 million), raising an estimate of 20 million": behind a sum of money and nothing else, a
/// figure with a magnitude is one, too, in the currency of the sum that is no conversion.
fn sum(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let scale = bare.m.rounded && doc.kind(bare.m.figure.end - 1) == Kind::Word;
    if !scale || !bare.closes() || bare.left.iter().any(|m| m.unit.dimension != "money") {
        return None;
    }
    let converts = |m: &Mention| m.tokens.start > 0 && matches!(doc.sign(m.tokens.start - 1), b'(' | b'/');
    let sum = bare.left.iter().rev().find(|m| !converts(m))?;
    Some(Found::of(sum.unit.clone()))
}

/// "Searches go on for the remaining six": the rest of those who were counted before.
fn remaining(bare: &Bare) -> Option<Found> {
    let rest = matches!(bare.back(1), "remaining" | "other") && bare.back(2) == "the"
        || bare.doc.slice(bare.m.tokens.clone()).starts_with("the other");
    if rest && bare.closes() { bare.last_count(1) } else { None }
}

/// "Two managed to get out", "The five, all conscious, were carried", "Of the 12, five were rated critical": a figure that
/// begins a sentence, of those that were counted shortly before.
fn begins(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let s = bare.s.start;
    let of_the = bare.lead == s + 1 && doc.is(s, "of") && doc.is(s + 1, "the") && doc.is(bare.end(), ",");
    if bare.lead != s && !of_the {
        return None;
    }
    let end = bare.end();
    let verb = matches!(doc.tag(end), Tag::Past | Tag::Verb | Tag::Modal)
        || doc.tag(end) == Tag::Adverb && doc.tag(end + 1).is_verb();
    let definite = doc.is(s, "the") && doc.is(end, ",");
    let of_them = bare.m.group.is_some();
    let word = doc.kind(bare.m.figure.start) == Kind::Word;
    if !(of_the || definite || (verb || of_them) && word) {
        return None;
    }
    bare.last_count(HOLDS)
}
