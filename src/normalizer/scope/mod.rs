//! What a figure is limited to: the place, the time and the group that the words around it name.
//!
//! Places and times are looked for in the figure's own sentence only, nearest first: behind the figure in its clause,
//! before it, then at the start of the sentence. What stands with "said" is the time and place of speaking.

mod time;

use std::ops::Range;
use std::sync::LazyLock;

use crate::claim::Scope;
use crate::lexicon::{IdSet, PhraseIndex, group, id_sets};
use crate::normalizer::Mention;
use crate::normalizer::attribution::{Role, role_at};
use crate::normalizer::bound;
use crate::text::{Document, Kind, Tag, one_line};
use time::{is_ago, is_of_time, time_at, words_of_time};

id_sets! { "places.tsv":
    /// Nouns of places.
    PLACE_NOUNS = "noun";
    /// Prepositions before a place.
    PLACE_PREPOSITIONS = "in";
    /// Prepositions that give a length its bearing ("30 km from Sorong").
    BEARING = "bearing";
    /// Prepositions behind which only a noun of places makes a place of a name.
    WEAK = "weak";
    /// Names that are no places.
    NO_PLACES = "not";
}
id_sets! { "times.tsv":
    /// Adjectives before a time.
    BEFORE_TIME = "before_time";
}
id_sets! { "cues.tsv":
    /// Words that open another clause.
    CLAUSES = "clause";
    /// Words that open what happened at another time.
    BACKGROUND = "background";
    /// Words that set a group off from another one.
    GROUP = "group";
    /// The same behind a figure.
    GROUP_AFTER = "group_after";
}

/// Phrases that do the same ("of them").
static GROUP_PHRASES: LazyLock<PhraseIndex<()>> =
    LazyLock::new(|| PhraseIndex::of_group(include_str!("../../lexicon/en/cues.tsv"), "group_phrase"));

/// Most tokens between two figures of one list.
const LIST: usize = 8;

/// How many tokens around a figure are looked at.
const REACH: usize = 80;

/// What the figure of `mention` is limited to. Nothing is carried from sentence to sentence: a place that was named
/// before says too little about a later figure.
pub(crate) fn scope_of(doc: &Document, mention: &Mention) -> Scope {
    let Some(sentence) = doc.sentences.get(mention.sentence) else { return Scope::default() };
    let around = Surroundings::of(sentence.tokens.clone(), mention);
    let far = mention.unit.dimension == "length";
    let text = |r: Range<usize>| one_line(doc.slice(r)).into_owned();
    let place = |i: usize, end: usize| place_at(doc, i, end).filter(|_| !(far && BEARING.has(doc.id(i))));
    let nearest = around.nearest(doc, place);
    Scope {
        place: nearest.place.map(text),
        time: nearest.time.filter(|t| !around.is_outside(doc, t)).map(text),
        group: group_of(doc, mention, sentence.tokens.end),
    }
}

/// A figure in its sentence, as far as that is looked at.
struct Surroundings {
    sentence: Range<usize>,
    mention: Range<usize>,
}

impl Surroundings {
    fn of(sentence: Range<usize>, mention: &Mention) -> Surroundings {
        let near = mention.figure.start.saturating_sub(REACH)..mention.figure.end + REACH;
        let sentence = sentence.start.max(near.start)..sentence.end.min(near.end);
        let from = mention.tokens.start.min(mention.figure.start).max(sentence.start);
        let to = mention.tokens.end.max(mention.figure.end).min(sentence.end);
        Surroundings { sentence, mention: from..to }
    }

    /// Where the clause begins that token `i`, before the figure, stands in.
    fn start(&self, doc: &Document, i: usize) -> usize {
        let before = (self.sentence.start..i).rev().find(|&k| is_clause_break(doc, k));
        before.map_or(self.sentence.start, |k| k + 1)
    }

    /// Where the clause ends that token `i`, behind the figure, stands in.
    fn end(&self, doc: &Document, i: usize) -> usize {
        (i..self.sentence.end).find(|&k| is_clause_break(doc, k)).unwrap_or(self.sentence.end)
    }

    /// Whether `time` stands before the relative clause that holds the figure: "closed in May, where she had worked for
    /// 15 years".
    fn is_outside(&self, doc: &Document, time: &Range<usize>) -> bool {
        let relative = |k: usize| doc.is(k, ",") && doc.tag(k + 1) == Tag::Wh && !doc.is(k + 1, "when");
        let open = (time.end..self.mention.start).find(|&k| relative(k));
        open.is_some_and(|open| !(open + 1..self.mention.start).any(|k| doc.is(k, ",")))
    }

    /// The nearest place and the nearest time, each behind the figure in its clause, before it in its clause, or at the
    /// sentence's start; `place_at` is asked for the place that begins at a token and ends before another.
    fn nearest(&self, doc: &Document, place_at: impl Fn(usize, usize) -> Option<Range<usize>>) -> Nearest {
        let mut found = Nearest::default();
        let stated = |i: usize| !belongs_to_speaking(doc, self.sentence.start, i);
        let telling = &*TELLING;
        // the bounds of the clause are looked for when they are first needed: most words are passed over
        let mut i = self.mention.end;
        let mut clause_end = None;
        while i < clause_end.unwrap_or(self.sentence.end) && !found.is_complete() {
            if !tells(telling, doc, i) {
                i += 1;
                continue;
            }
            let end = *clause_end.get_or_insert_with(|| self.end(doc, i));
            if i >= end {
                break;
            }
            let date = time_at(doc, i, end);
            found.add(|| place_at(i, end), || date.clone(), || stated(i));
            // what follows another figure limits that one; a relative clause speaks of something else
            let other = doc.tag(i) == Tag::Number && i > self.mention.end && date.is_none();
            if other && !shares_its_end(doc, self.mention.end, i)
                || doc.is(i, ",") && doc.tag(i + 1) == Tag::Wh
            {
                break;
            }
            i = date.map_or(i + 1, |d| d.end.max(i + 1));
        }
        let mut background = false;
        let mut i = self.mention.start;
        let mut clause_start = None;
        while i > clause_start.unwrap_or(self.sentence.start) && !found.is_complete() {
            i -= 1;
            if !tells(telling, doc, i) {
                continue;
            }
            let start = *clause_start.get_or_insert_with(|| self.start(doc, i + 1));
            if i < start {
                break;
            }
            if let Some(open) = relative_before(doc, start, i) {
                i = open; // "the ministry, which met on Monday, said 40"
                continue;
            }
            let end = self.mention.start;
            found.add(|| place_at(i, end), || time_at(doc, i, end), || stated(i));
            if BACKGROUND.has(doc.id(i)) && i > start {
                background = true;
                break;
            }
        }
        let first = self.sentence.start;
        let openings = first..(first + 2).min(self.mention.start);
        // "Thursday's shooting came weeks after a driver shot eight": only what a comma sets off holds for all
        let holds = |opening: &Range<usize>| !background || doc.is(opening.end, ",");
        let opening =
            |at: &dyn Fn(usize) -> Option<Range<usize>>| openings.clone().find_map(at).filter(holds);
        found.place = found.place.or_else(|| opening(&|i| place_at(i, self.mention.start)));
        found.time = found.time.or_else(|| opening(&|i| time_at(doc, i, self.mention.start)));
        found
    }
}

/// Words that begin a place, a time or another clause, or open what is told besides.
static TELLING: LazyLock<IdSet> = LazyLock::new(|| {
    let places = group(include_str!("../../lexicon/en/places.tsv"), "in");
    let openings = ["background", "clause"].into_iter();
    let openings = openings.flat_map(|name| group(include_str!("../../lexicon/en/cues.tsv"), name));
    IdSet::of_words(places.chain(openings).chain(words_of_time()))
});

/// Whether token `i` is any of what the search for a place and a time looks at, with the words in `telling`; most
/// tokens are not.
#[inline(always)]
fn tells(telling: &IdSet, doc: &Document, i: usize) -> bool {
    telling.has(doc.id(i))
        || is_ago(doc, i + 2)
        || matches!(doc.sign(i), b',' | b';')
        || doc.tag(i) == Tag::Number
}

/// The place and the time that are nearest to a figure.
#[derive(Default)]
struct Nearest {
    place: Option<Range<usize>>,
    time: Option<Range<usize>>,
}

impl Nearest {
    /// Whether there is nothing left to look for.
    fn is_complete(&self) -> bool {
        self.place.is_some() && self.time.is_some()
    }

    /// Takes the place and the time at a token where none was found nearer, and where `stated` holds.
    fn add(
        &mut self,
        place: impl FnOnce() -> Option<Range<usize>>,
        time: impl FnOnce() -> Option<Range<usize>>,
        stated: impl Fn() -> bool,
    ) {
        if self.place.is_none() {
            self.place = place().filter(|_| stated());
        }
        if self.time.is_none() {
            self.time = time().filter(|_| stated());
        }
    }
}

/// Whether the figure at token `i` goes on with a list that began with a figure before token `from`, so that what
/// follows limits both: "killed 10 people and injured 20 in Gaza", not "12 people died and 20 were hurt in Gaza".
fn shares_its_end(doc: &Document, from: usize, i: usize) -> bool {
    let start = bound::before(doc, from, i).tokens.start;
    let listed = |k: usize| {
        matches!(
            doc.tag(k),
            Tag::Noun
                | Tag::Plural
                | Tag::Proper
                | Tag::Adjective
                | Tag::Adverb
                | Tag::Conjunction
                | Tag::Determiner
                | Tag::Number
                | Tag::Past
                | Tag::Participle
                | Tag::Gerund
        ) || matches!(doc.word(k), "," | "of")
            || doc.kind(k) == Kind::Dash
    };
    let joined = (from..start).any(|k| doc.is(k, ",") || doc.is(k, "and"));
    joined
        && start - from <= LIST
        && (from..start).all(listed)
        && !doc.tag(i + 1).is_verb()
        && !doc.is(i + 1, "of")
}

/// The start of the relative clause that the comma at token `i` closes.
fn relative_before(doc: &Document, start: usize, i: usize) -> Option<usize> {
    if !doc.is(i, ",") || doc.tag(i + 1) == Tag::Wh {
        return None;
    }
    let open = (start + 1..i).rev().find(|&k| doc.is(k, ","))?;
    (doc.tag(open + 1) == Tag::Wh).then_some(open)
}

/// Where another clause begins: a semicolon, a comma before a conjunction and a new subject, or a word that opens one.
#[inline(always)]
fn is_clause_break(doc: &Document, i: usize) -> bool {
    match doc.sign(i) {
        b';' => true,
        b',' => doc.is_any(i + 1, ["and", "but", "while"]) && has_verb_soon(doc, i + 2),
        _ => CLAUSES.has(doc.id(i)),
    }
}

/// Whether a finite verb follows before the next punctuation: "and 20 were wounded".
fn has_verb_soon(doc: &Document, from: usize) -> bool {
    (from..from + 8)
        .take_while(|&i| doc.kind(i) != Kind::Punct)
        .any(|i| matches!(doc.tag(i), Tag::Past | Tag::VerbS | Tag::Modal) || role_at(doc, i).is(Role::BE))
}

/// Whether the words at `i` say when or where somebody spoke: "said on Monday", "told reporters in Geneva".
fn belongs_to_speaking(doc: &Document, start: usize, i: usize) -> bool {
    for k in (start.max(i.saturating_sub(7))..i).rev() {
        if doc.is(k, ",") || doc.is(k, "that") || doc.tag(k) == Tag::Number {
            return false;
        }
        if role_at(doc, k).is(Role::SAY) {
            return true;
        }
        if (doc.tag(k) == Tag::Past || doc.tag(k) == Tag::VerbS) && !role_at(doc, k).is(Role::REPORT) {
            return false;
        }
        if role_at(doc, k).is(Role::REPORT) && doc.tag(k).is_verb() {
            return true;
        }
    }
    false
}

/// The place that a prepositional phrase at token `i` names: "in West Papua", "near the Yida camp", "in the town of
/// Sorong".
fn place_at(doc: &Document, i: usize, end: usize) -> Option<Range<usize>> {
    // few words are such prepositions
    if !PLACE_PREPOSITIONS.has(doc.id(i)) || doc.kind(i) != Kind::Word {
        return None;
    }
    if matches!(doc.tag(i), Tag::Determiner | Tag::Plural | Tag::Number) || doc.tag(i).is_verb() {
        return None;
    }
    let start = name_start(doc, i + 1, end)?;
    let mut stop = start;
    while stop < end && is_in_name(doc, start, stop) {
        stop += 1;
    }
    let noun = stop < end && PLACE_NOUNS.has(doc.id(stop));
    let proper = (start..stop).find(|&k| doc.tag(k) == Tag::Proper)?;
    if !noun {
        // "on an Ethiopian vessel", "in Reuters' report"
        let modifies = matches!(doc.tag(stop), Tag::Noun | Tag::Plural | Tag::Adjective)
            && stop < end
            && !is_of_time(doc, stop)
            && !BEFORE_TIME.has(doc.id(stop));
        if modifies || doc.kind(stop) == Kind::Possessive && stop < end {
            return None;
        }
    } else if stop + 1 < end && doc.tag(stop + 1) == Tag::Noun && !is_of_time(doc, stop + 1) {
        return None; // "in HP's market value"
    }
    if !is_place_name(doc, proper..stop, noun, WEAK.has(doc.id(i))) {
        return None;
    }
    let mut stop = if noun { stop + 1 } else { stop };
    if noun && doc.is(stop, "of") && doc.tag(stop + 1) == Tag::Proper && stop + 1 < end {
        stop += 2;
        while stop < end && is_in_name(doc, start, stop) {
            stop += 1;
        }
    }
    Some(start..stop)
}

/// Start of the name behind a preposition: past determiners, adjectives, and "the port town of".
fn name_start(doc: &Document, from: usize, end: usize) -> Option<usize> {
    let mut start = from;
    let mut named = from;
    while start < end.min(from + 6) && doc.tag(start) != Tag::Proper {
        match doc.tag(start) {
            Tag::Determiner => named = start + 1,
            Tag::Adjective | Tag::Noun => {}
            Tag::Preposition if doc.is(start, "of") && PLACE_NOUNS.has(doc.id(start - 1)) => {
                named = start + 1
            }
            _ => return None,
        }
        start += 1;
    }
    if start >= end || doc.tag(start) != Tag::Proper {
        return None;
    }
    // "northern Australia" is the name, "the busy Gulf" is not; a bare noun before the name is no place ("in town X")
    let direction = start > named && PLACE_NOUNS.contains(doc.lower(start - 1).trim_end_matches("ern"));
    if (named..start).any(|k| doc.tag(k) == Tag::Noun && !PLACE_NOUNS.has(doc.id(k))) {
        return None;
    }
    Some(if direction && doc.tag(start - 1) == Tag::Adjective { start - 1 } else { start })
}

/// Whether token `i` goes on with the name that began at `start`.
fn is_in_name(doc: &Document, start: usize, i: usize) -> bool {
    match doc.kind(i) {
        Kind::Word if doc.tag(i) == Tag::Proper => i == start || !NO_PLACES.has(doc.id(i)),
        Kind::Word if i == start => true, // "northern"
        Kind::Word if doc.is_hyphen(i - 1) => doc.is_capitalised(i),
        // "Gulf of Aden"
        Kind::Word => {
            i > start && doc.is(i, "of") && doc.tag(i + 1) == Tag::Proper && PLACE_NOUNS.has(doc.id(i - 1))
        }
        Kind::Dash => i > start && doc.is_hyphen(i) && doc.is_capitalised(i + 1), // "Champs-Elysees"
        Kind::Possessive => doc.tag(i + 1) == Tag::Proper || PLACE_NOUNS.has(doc.id(i + 1)),
        Kind::Punct => {
            doc.is(i, ".") && !doc.spaced(i) && doc.word(i - 1).len() <= 2 && doc.tag(i + 1) == Tag::Proper
        }
        _ => false,
    }
}

fn is_place_name(doc: &Document, name: Range<usize>, noun_follows: bool, weak: bool) -> bool {
    if name.is_empty() || NO_PLACES.has(doc.id(name.start)) {
        return false;
    }
    if noun_follows || PLACE_NOUNS.has(doc.id(name.end - 1)) {
        return true;
    }
    !weak && !name.clone().any(|i| role_at(doc, i).is(Role::ORGANISATION))
}

/// The words that set the figure's group off from another one.
fn group_of(doc: &Document, mention: &Mention, end: usize) -> Option<String> {
    if let Some(range) = mention.group.clone().filter(|r| !r.is_empty()) {
        return Some(doc.slice(range).to_owned());
    }
    let first = mention.tokens.start.min(mention.figure.start);
    let before = first.checked_sub(1).filter(|&b| GROUP.has(doc.id(b)) && doc.tag(b) != Tag::Proper);
    let word = before.or_else(|| {
        let inside = (first..mention.figure.start).find(|&i| GROUP.has(doc.id(i)));
        inside.or_else(|| {
            (mention.figure.end..mention.tokens.end.max(mention.figure.end + 1).min(end)).take(4).find(|&i| {
                GROUP.has(doc.id(i)) && !doc.is(i, "new")
                    || GROUP_AFTER.has(doc.id(i)) && !doc.is(i + 1, "than")
            })
        })
    });
    if let Some(i) = word {
        return Some(doc.slice(i..i + 1).to_lowercase());
    }
    let near = mention.tokens.end.max(mention.figure.end);
    let starts = (mention.figure.end..(near + 2).min(end)).chain(first.checked_sub(2));
    for i in starts {
        let mut phrases = GROUP_PHRASES.under(doc.id(i)).iter();
        if let Some(phrase) = phrases.find(|p| doc.goes_on(i + 1, p.rest).is_some_and(|e| e <= end)) {
            return Some(phrase.whole.to_owned());
        }
    }
    None
}
