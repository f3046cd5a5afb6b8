//! The standard word for what a figure says: killed, injured, salary, price, distance, ...
//!
//! Each aspect has trigger words in the lexicon. The nearest trigger beside the figure gives the aspect; how far a
//! trigger reaches follows the clause: rightwards up to punctuation or a conjunction, leftwards over a list
//! ("killing four people, two soldiers and a child").

mod list;
mod trigger;

use std::ops::Range;

pub(crate) use list::share_aspects;
use trigger::{Dimension, trigger_at};

use crate::lexicon::{id_sets, is_be, word_sets};
use crate::normalizer::mention::Mention;
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag};

id_sets! { "aspect_rules.tsv":
    /// Words behind which another clause starts.
    CLAUSE_OPENS = "clause_opens";
    /// Conjunctions before a figure behind which it has a verb of its own.
    OWN_VERB = "own_verb";
    /// Conjunctions behind which a new clause may start.
    JOINS = "joins";
    /// Finite verbs that have no figure for their object.
    WITHOUT_OBJECT = "without_object";
    /// What is done to lives that end.
    LIFE_TAKEN = "life_taken";
    /// Words behind a figure and its noun that end their clause.
    CLAUSE_ENDS = "clause_ends";
}
word_sets! { "aspect_rules.tsv":
    /// Aspects that a transitive verb gives to its object, not to its agent.
    DONE = "done_to_object";
    /// Words behind a length of time that say how long ago something was.
    ELAPSED = "elapsed_after";
    /// Words before a length of time that say how long something took.
    LASTING = "lasting_before";
    /// Verbs whose number of people is how many there is room for.
    CAPACITY = "capacity_verb";
}

/// How far a trigger may stand from the figure, in tokens.
const REACH: usize = 12;

/// The aspect of `mention`; `others` are the mentions of its sentence. What is paid by the hour, day, week or month
/// is pay, whatever verb says so.
pub(crate) fn aspect(doc: &Document, mention: &Mention, others: &[Mention]) -> Option<&'static str> {
    let duration = mention.unit.dimension == "duration";
    let end = doc.lower(mention.tokens.end);
    let before = mention.tokens.start.checked_sub(1).map_or("", |k| doc.lower(k));
    if duration && ELAPSED.contains(end) {
        return Some("elapsed"); // "two days ago", "a week later": the word right behind the figure decides alone
    }
    let found = triggered(doc, mention, others);
    let behind = mention.noun.as_ref().map_or(mention.tokens.end, |noun| noun.end.max(mention.tokens.end));
    match found {
        // "shot three people to death", not "sentenced 11 to death"
        Some("shot" | "attacked" | "burned") | None if doc.phrase_at(behind, "to death").is_some() => {
            Some("killed")
        }
        Some("elapsed") => lasting(doc, mention).then_some("duration"),
        // "the arena seats 18,500", "holds 400": not the seats of a parliament
        Some("seats") | None if mention.unit.unit.name == "person" && CAPACITY.contains(before) => {
            Some("capacity")
        }
        _ if mention.unit.unit.name == "life" && is_taken(doc, mention) => Some("killed"),
        // "was paid $2 million": what somebody gets, not what a thing costs
        Some("price") if before == "paid" && is_passive(doc, 0, mention.tokens.start - 1) => Some("salary"),
        Some("bombed") if mention.trend.is_some() => None, // "dropped 267 points"
        Some("sales") if mention.unit.dimension == "money" && before == "for" => Some("price"), // "sold it for $5"
        None if mention.unit.dimension == "money" && doc.is(mention.tokens.end, "of") => Some("value"),
        None if is_dimension(doc, mention) => Some("length"),
        None | Some("price" | "cost") => default_aspect(doc, mention).or(found),
        _ => found,
    }
}

/// "Claimed 27 lives", "27 lives were lost".
fn is_taken(doc: &Document, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let before = mention.tokens.start.checked_sub(1);
    before.into_iter().chain(end..end + 3).any(|k| LIFE_TAKEN.has(doc.id(k)))
}

/// "Five days of rioting", "for four days", "over 29 hours": how long something took.
fn lasting(doc: &Document, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1).map_or("", |k| doc.lower(k));
    doc.is(mention.tokens.end, "of") || LASTING.contains(before)
}

/// "A 10-metre dhow", "a 24- to 30-foot boat": how long a thing is.
fn is_dimension(doc: &Document, mention: &Mention) -> bool {
    let end = mention.tokens.end;
    let hyphen = mention.tokens.clone().any(|k| doc.kind(k) == Kind::Dash);
    mention.unit.dimension == "length" && hyphen && matches!(doc.tag(end), Tag::Noun | Tag::Plural)
}

/// The aspect that a word beside the figure triggers; `others` are the mentions of its sentence.
fn triggered(doc: &Document, mention: &Mention, others: &[Mention]) -> Option<&'static str> {
    match mention.unit.dimension {
        "magnitude" => return Some("magnitude"),
        "age" => return Some("age"),
        _ => {}
    }
    let s = doc.sentences[mention.sentence].tokens.clone();
    let noun = mention.noun.clone().unwrap_or(mention.tokens.end..mention.tokens.end);
    let dimension = Dimension::of(mention.unit.dimension);
    let inside = noun.clone().next_back().and_then(|k| trigger_at(doc, k, dimension)).or_else(|| {
        // "441 dead civilians", "18 stolen cars": not "two rescue helicopters"
        let state = |k: &usize| matches!(doc.tag(*k), Tag::Adjective | Tag::Past | Tag::Participle);
        noun.clone().filter(state).find_map(|k| trigger_at(doc, k, dimension))
    });
    if mention.high.is_some_and(|v| v.is_zero()) && inside.is_some() {
        return inside; // "no casualties"
    }
    if inside
        .is_some_and(|a| a.starts_with(mention.unit.unit.name.as_str()) && !mention.unit.unit.name.is_empty())
    {
        return inside; // "842 aftershocks" are aftershocks, whatever they did
    }
    let of_whole = mention.group.as_ref().is_some_and(|group| doc.is(group.start, "of"));
    if noun.len() == 1 && counted::is_state(doc.id(noun.start)) && inside.is_some() && !of_whole {
        return inside; // "20 wounded", but "four of the wounded died"
    }
    let right = rightwards(doc, noun.end.max(mention.tokens.end), s.end, dimension, others);
    let left = leftwards(doc, mention.tokens.start, &s, dimension, others);
    match (left, right) {
        (Some((l, a)), Some((r, b))) => {
            // a passive behind the noun ("people were killed") outweighs a verb before it at some distance
            Some(if l <= r { a } else { b })
        }
        (Some((l, a)), None) if inside.is_none() || l <= 2 => Some(a),
        (None, Some((r, b))) if inside.is_none() || r <= 3 => Some(b),
        _ => inside.or(left.map(|(_, a)| a)).or(right.map(|(_, b)| b)),
    }
}

/// Money by the hour, day, week or month, with no word beside it that says what for, is pay.
fn default_aspect(doc: &Document, mention: &Mention) -> Option<&'static str> {
    let timed = |code: &str| matches!(code, "h" | "d" | "wk" | "mo");
    let to_people = doc.is_any(mention.tokens.end.saturating_sub(1), ["them", "us"])
        && mention.per.iter().any(|p| p.code == "{person}"); // "$3,000 for each of them"
    let rate = to_people || mention.per.iter().any(|p| timed(&p.code));
    (mention.unit.dimension == "money" && rate).then_some("salary")
}

/// The first trigger behind the figure, up to the end of its clause; gives its distance. A conversion in brackets is
/// passed over ("50 km (30 miles) from the border").
fn rightwards(
    doc: &Document,
    from: usize,
    end: usize,
    dimension: Dimension,
    others: &[Mention],
) -> Option<(usize, &'static str)> {
    let from = doc.behind_bracket(from, end);
    for (distance, k) in (from..end.min(from + REACH)).enumerate() {
        let stops = matches!(doc.sign(k), b',' | b';' | b':' | b'(' | b')' | b'.');
        if stops || doc.kind(k) == Kind::Quote || doc.is(k, "--") {
            return None;
        }
        if distance > 0 && CLAUSE_ENDS.has(doc.id(k)) {
            return None;
        }
        // "240 cases and seven dead": what follows another figure is said of that one
        if doc.kind(k) == Kind::Number || others.iter().any(|other| other.tokens.contains(&k)) {
            return None;
        }
        let Some(aspect) = trigger_at(doc, k, dimension).filter(|_| !is_attribute(doc, k)) else { continue };
        let noun = doc.tag(k).is_noun() || doc.is_any(k.wrapping_sub(1), ["the", "of"]);
        if dimension.name == "count" && distance > 0 && noun && !doc.is(k + 1, "to") {
            continue; // "officers involved in the shooting": a noun of another phrase
        }
        if DONE.contains(aspect) && is_agent(doc, from, k) {
            return None; // "two earthquakes flattened buildings"
        }
        return Some((distance, aspect));
    }
    None
}

/// Whether the participle at `k` describes the noun behind it ("with a stolen shotgun"): it says nothing of a figure.
fn is_attribute(doc: &Document, k: usize) -> bool {
    k > 0
        && matches!(doc.tag(k), Tag::Past | Tag::Participle | Tag::Adjective)
        && doc.lower(k).ends_with(['d', 'n'])
        && matches!(doc.tag(k - 1), Tag::Determiner | Tag::PossessivePronoun)
        && matches!(doc.tag(k + 1), Tag::Noun | Tag::Plural)
}

/// Whether the noun before the verb at `verb` does it: an object follows, and no form of "be" stands before.
fn is_agent(doc: &Document, from: usize, verb: usize) -> bool {
    let passive = (from..verb).any(|k| is_be(doc.id(k)) || doc.is(k, "got"));
    let object = matches!(
        doc.tag(verb + 1),
        Tag::Determiner
            | Tag::Noun
            | Tag::Plural
            | Tag::Proper
            | Tag::Number
            | Tag::Adjective
            | Tag::PossessivePronoun
    ) && doc.kind(verb + 1) != Kind::Possessive
        || doc.kind(verb + 1) == Kind::Symbol; // "snatched £24 million"
    let life = doc.is_any(verb + 2, ["life", "lives"]); // "lost their lives" is done by nobody
    doc.tag(verb).is_verb() && !passive && object && !life && !counted::is_calendar(doc.id(verb + 1))
}

/// Whether a form of "be" stands right before the participle at `verb`, adverbs aside.
fn is_passive(doc: &Document, start: usize, verb: usize) -> bool {
    let mut k = verb;
    while k > start && doc.tag(k - 1) == Tag::Adverb {
        k -= 1;
    }
    k > start && matches!(doc.lower(k - 1), "was" | "were" | "been" | "being" | "is" | "are" | "be")
}

/// The first trigger before the figure; commas and other figures on the way count as distance.
fn leftwards(
    doc: &Document,
    start: usize,
    s: &Range<usize>,
    dimension: Dimension,
    others: &[Mention],
) -> Option<(usize, &'static str)> {
    let counts = dimension.name == "count";
    let (mut comma, mut governed) = (false, false);
    let mut distance = 0;
    let mut k = start;
    while k > s.start && distance < REACH {
        k -= 1;
        if matches!(doc.sign(k), b';' | b':') {
            return None;
        }
        if let Some(other) = others.iter().find(|m| m.tokens.contains(&k) || is_noun_of(m, k)) {
            // inside another figure's phrase: its noun is not what this one is about
            k = other.tokens.start;
            distance += 2;
            continue;
        }
        if let Some(aspect) = trigger_at(doc, k, dimension).filter(|_| !is_attribute(doc, k)) {
            // "fatally shot": the phrase begins with the adverb
            let adverb = k > s.start && doc.tag(k - 1) == Tag::Adverb;
            let aspect = adverb.then(|| trigger_at(doc, k - 1, dimension)).flatten().unwrap_or(aspect);
            // "As aid arrived, hundreds of aftershocks": a noun before a comma is of another phrase; and "was killed in
            // a clash with 30 youths": a passive is done to what stands before it
            let passive = DONE.contains(aspect) && is_passive(doc, s.start, k);
            if !(counts && (comma && doc.tag(k).is_noun() || passive)) {
                return Some((distance, aspect));
            }
        }
        if counts && CLAUSE_OPENS.has(doc.id(k)) {
            return None; // "was dispatched after two quakes"
        }
        let at_comma = doc.is(k, ",");
        comma |= at_comma;
        // "smashed six cases and took 70 pieces": the figure has a verb of its own
        if counts && governed && (at_comma || OWN_VERB.has(doc.id(k))) {
            return None;
        }
        governed |= is_finite(doc, k);
        // "... was killed and dozens were injured": behind "and" a new clause may start
        distance += if at_comma || JOINS.has(doc.id(k)) { 3 } else { 1 };
        if doc.tag(k) == Tag::Wh {
            distance += 3;
        }
    }
    None
}

/// Whether token `k` belongs to the noun that `mention` counts.
fn is_noun_of(mention: &Mention, k: usize) -> bool {
    mention.noun.as_ref().is_some_and(|noun| noun.contains(&k)) && mention.tokens.end <= k
}

/// Whether the verb at `k` has what follows it as its object: no form of "be" or "have", and nobody's saying.
fn is_finite(doc: &Document, k: usize) -> bool {
    matches!(doc.tag(k), Tag::Past | Tag::VerbS) && !is_be(doc.id(k)) && !WITHOUT_OBJECT.has(doc.id(k))
}
