//! Counted nouns: the noun phrase behind a figure, its head, and the words that limit it ("other", "of them").

use std::ops::Range;

use crate::lexicon::{WordId, id_sets, is_plural};
use crate::text::{Document, Kind, Tag};

id_sets! { "counted.tsv":
    /// Words that say that a figure comes on top of others.
    MORE = "more";
    /// Words that say when ("2.1 last year").
    WHEN = "when";
    /// Nouns that never are what is counted behind a bare figure.
    NEVER = "never";
    /// Adjectives of nationality, which count people by themselves ("12 Somali and 11 Yemeni").
    NATIONALITY = "nationality";
    /// States that count people when no noun stands behind the figure ("350 injured", "19 were treated").
    STATES = "state";
    /// Calendar words: they end a noun phrase ("one person Sunday").
    CALENDAR = "calendar";
    /// Stretches of the calendar behind them.
    PERIODS = "period";
    /// Verbs that are done to people.
    DONE_TO_PEOPLE = "done_to_people";
    /// Nouns that are a number of people by themselves.
    HEAD_COUNT = "head_count";
    /// Participles that make a compound with the noun before them, of one thing too.
    COMPOUND_PARTICIPLES = "compound_participle";
}

/// The noun phrase that a figure counts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Counted {
    /// From the token behind the figure to the head.
    pub tokens: Range<usize>,
    /// Lemma of the head noun.
    pub head: String,
    /// The lemmatised phrase.
    pub phrase: String,
    /// "more", "other": words that limit the figure.
    pub group: Option<Range<usize>>,
}

/// Whether the word is the name of a month or a day, or "today" and the like.
#[inline]
pub(crate) fn is_calendar(word: WordId) -> bool {
    CALENDAR.has(word)
}

/// Whether the word is a state that counts people ("injured", "dead").
#[inline]
pub(crate) fn is_state(word: WordId) -> bool {
    STATES.has(word)
}

/// Whether token `k` begins a phrase that says when: "last year", "next Friday", "past week".
pub(crate) fn says_when(doc: &Document, k: usize) -> bool {
    let next = doc.id(k + 1);
    WHEN.has(doc.id(k)) && (CALENDAR.has(next) || PERIODS.has(next))
}

/// Whether the word stands with times of day ("a.m.").
#[inline]
pub(crate) fn is_clock(word: WordId) -> bool {
    NEVER.has(word)
}

/// Whether the word is an adjective of nationality.
#[inline]
pub(crate) fn is_nationality(word: WordId) -> bool {
    NATIONALITY.has(word)
}

/// Whether the verb is done to people ("killing", "arrested"), so that a bare figure behind it counts them.
#[inline]
pub(crate) fn is_done_to_people(word: WordId) -> bool {
    DONE_TO_PEOPLE.has(word)
}

/// Whether the noun is a number of people by itself ("toll", "population").
#[inline]
pub(crate) fn is_head_count(word: WordId) -> bool {
    HEAD_COUNT.has(word)
}

/// Reads the noun phrase from token `at`, looking no further than `end`. `one`: the figure is one, so that the head
/// is a singular.
pub(crate) fn after(doc: &Document, at: usize, end: usize, one: bool) -> Option<Counted> {
    let start = at;
    let first = behind_more(doc, at, end);
    let group = (first > start).then_some(start..first);
    if doc.is(first.wrapping_sub(1), "others") && first > start {
        return Some(people(start..first, group));
    }
    // "others injured", "more dead"
    let head = head_of(doc, first, end, one);
    match head {
        Some(last) if is_state(doc.id(last)) => Some(people(start..last + 1, group)),
        Some(last)
            if last + 2 < end
                && doc.kind(last + 1) == Kind::Dash
                && doc.kind(last + 2) == Kind::Number
                && !doc.spaced(last + 2) =>
        {
            // "seven AK-47s": the model is what is counted
            let plural = last + 3 < end && doc.is(last + 3, "s") && !doc.spaced(last + 3);
            let head = doc.span(last..last + 3).of(doc.lower).to_owned();
            let tokens = start..last + 3 + usize::from(plural);
            Some(Counted { tokens, phrase: head.clone(), head, group })
        }
        Some(last) if last + 2 < end && is_model(doc, last + 1) => {
            let text = |from: usize| doc.on_one_line(from..last + 2).to_lowercase();
            let (head, phrase) = (text(last), text(first));
            Some(Counted { tokens: start..last + 3, head, phrase, group })
        }
        Some(last) => {
            let head = doc.lexicon.singular(doc.lower(last));
            let phrase = phrase(doc, first, last, &head);
            Some(Counted { tokens: start..last + 1, head, phrase, group })
        }
        None if first > start && doc.lower(first - 1).starts_with("other") && doc.tag(first).is_verb() => {
            Some(people(start..first, group)) // "261 other got minor injuries"
        }
        None if first < end && (is_state(doc.id(first)) || NATIONALITY.has(doc.id(first))) => {
            Some(people(start..first + 1, group))
        }
        None => None,
    }
}

/// Whether [`after`] finds a noun phrase.
pub(crate) fn follows(doc: &Document, at: usize, end: usize, one: bool) -> bool {
    let first = behind_more(doc, at, end);
    first > at && doc.is(first - 1, "others")
        || head_of(doc, first, end, one).is_some()
        || first > at && doc.lower(first - 1).starts_with("other") && doc.tag(first).is_verb()
        || first < end && (is_state(doc.id(first)) || NATIONALITY.has(doc.id(first)))
}

/// The token behind "more", "other" and the like from token `at` on.
fn behind_more(doc: &Document, at: usize, end: usize) -> usize {
    let mut first = at;
    while first < end && MORE.has(doc.id(first)) && doc.kind(first) == Kind::Word {
        first += 1;
    }
    first
}

/// People that no noun names.
fn people(tokens: Range<usize>, group: Option<Range<usize>>) -> Counted {
    Counted { tokens, head: "person".into(), phrase: "person".into(), group }
}

/// The token of the head noun of the phrase that starts at token `first`.
fn head_of(doc: &Document, first: usize, end: usize, one: bool) -> Option<usize> {
    if one {
        head_at(doc, first, end, true)
    } else {
        doc.nouns.get(first, end, || head_at(doc, first, end, false))
    }
}

fn head_at(doc: &Document, first: usize, end: usize, one: bool) -> Option<usize> {
    let mut head = None;
    let mut at = first;
    while at < end && at < first + 9 {
        let next = at + 1;
        let goes_on = match doc.kind(at) {
            Kind::Dash => {
                // "first-team players", "AK-47 rifles", also "COVID -19 tests"
                let name = doc.kind(next) == Kind::Number && at > first && doc.tag(at - 1) == Tag::Proper;
                (!doc.spaced(at) || name)
                    && !doc.spaced(next)
                    && matches!(doc.kind(next), Kind::Word | Kind::Number)
            }
            Kind::Punct => {
                doc.is(at, ".") && at > first && is_initial(doc, at - 1) && doc.is_capitalised(next)
            }
            Kind::Word => word_goes_on(doc, first, at, end, one, &mut head),
            Kind::Possessive => {
                // "two of the world's biggest foundries": the possessor is not what is counted
                let owned = next < end && matches!(doc.tag(next), Tag::Adjective | Tag::Noun | Tag::Plural);
                head = if owned { None } else { head };
                owned
            }
            Kind::Number => {
                // "two three-story hotels", "four 737 Max jets"
                // and the number of a model behind its letters ("seven AK-47 rifles", "seven AK-47s")
                doc.kind(at - 1) == Kind::Dash && !doc.spaced(at) && head.is_some()
                    || doc.tag(at - 1) == Tag::Proper
                        && head.is_some()
                        && matches!(doc.tag(next), Tag::Plural | Tag::Noun)
                    || head.is_none() && (doc.is_dash_on(next) || doc.tag(next) == Tag::Proper)
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        at = next;
    }
    head.filter(|&h| acceptable(doc, h, one))
}

/// "Model 3s", "Boeing 737s": the number of a model at token `at`, in the plural.
fn is_model(doc: &Document, at: usize) -> bool {
    doc.kind(at) == Kind::Number
        && doc.spaced(at)
        && doc.tag(at - 1) == Tag::Proper
        && !doc.word(at).contains(['.', ','])
        && doc.is(at + 1, "s")
        && !doc.spaced(at + 1)
}

/// A single capital letter: the dot behind it belongs to an initial ("two U. N. aircraft").
fn is_initial(doc: &Document, at: usize) -> bool {
    doc.word(at).len() == 1 && doc.is_capitalised(at)
}

/// Whether the noun phrase goes on behind the word at `at`; notes it as the head so far when it is a noun.
fn word_goes_on(
    doc: &Document,
    first: usize,
    at: usize,
    end: usize,
    one: bool,
    head: &mut Option<usize>,
) -> bool {
    let word = doc.lower(at);
    let next = if at + 1 < end { doc.tag(at + 1) } else { Tag::Punct };
    let nounlike =
        |t: Tag| t.is_noun() || matches!(t, Tag::Adjective | Tag::Participle | Tag::Gerund | Tag::Number);
    let hyphen_next = doc.is_dash_on(at + 1);
    if matches!(word, "had" | "has" | "have") {
        return false; // "20,000 had taken part"
    }
    if WHEN.has(doc.id(at)) {
        return false; // "2.1 last year", "one point last year"
    }
    if CALENDAR.has(doc.id(at)) && (head.is_some() || !nounlike(next)) {
        return false;
    }
    match doc.tag(at) {
        Tag::Plural => {
            *head = Some(at);
            hyphen_next || matches!(next, Tag::Plural) && !one && !NEVER.has(doc.id(at + 1))
        }
        Tag::Noun | Tag::Proper => {
            let plural = is_plural(word) && !one;
            *head = Some(at);
            !plural || hyphen_next || next == Tag::Plural
        }
        Tag::Adjective => {
            let complete = !one && head.is_some_and(|h| is_plural(doc.lower(h)));
            // "five dead", "12 missing": a state, no modifier
            !complete && (nounlike(next) || head.is_none() && !is_state(doc.id(at)))
        }
        // "84 burnt-out cars": the second half of a compound
        Tag::Preposition | Tag::Adverb | Tag::Other
            if at > first && head.is_none() && doc.is_hyphen(at - 1) && nounlike(next) =>
        {
            true
        }
        Tag::Participle | Tag::Gerund | Tag::Past => {
            // "four rocket propelled grenades", "two state-owned banks": a noun that several cannot be counted of yet
            let several = !one || COMPOUND_PARTICIPLES.has(doc.id(at));
            let compound = several && at > first && head.is_some_and(|h| !is_plural(doc.lower(h)));
            (head.is_none() || compound) && (nounlike(next) || hyphen_next)
        }
        Tag::Adverb => head.is_none() && matches!(next, Tag::Adjective | Tag::Participle),
        Tag::Conjunction => {
            at > first
                && head.is_none_or(|h| matches!(doc.tag(h), Tag::Noun | Tag::Proper))
                && !one
                && word == "and"
                && plural_soon(doc, at + 1, end)
        }
        Tag::Number | Tag::Verb | Tag::VerbS | Tag::Preposition | Tag::Other => hyphen_next && head.is_none(),
        _ => false,
    }
}

/// "government and private buildings": behind "and", adjectives and nouns up to a plural within three words.
fn plural_soon(doc: &Document, at: usize, end: usize) -> bool {
    for k in at..(at + 3).min(end) {
        match doc.tag(k) {
            Tag::Plural => return k > at,
            Tag::Adjective | Tag::Noun | Tag::Proper => {}
            _ => return false,
        }
    }
    false
}

/// A head that can be counted: for more than one a plural form, a mass or collective noun, or a name in the plural.
fn acceptable(doc: &Document, head: usize, one: bool) -> bool {
    let word = doc.lower(head);
    if NEVER.has(doc.id(head)) || word.chars().count() < 2 {
        return false;
    }
    if NATIONALITY.has(doc.id(head)) && !is_plural(word) {
        return false; // people, by nationality
    }
    if doc.tag(head) == Tag::Proper && !one {
        let model = doc.kind(head + 1) == Kind::Dash && doc.kind(head + 2) == Kind::Number;
        return model
            || is_model(doc, head + 1)
            || doc.kind(head.wrapping_sub(1)) == Kind::Number && !doc.spaced(head)
            || is_plural(word)
            || word.ends_with("ese")
            || word.ends_with("ish")
            || known_common(word);
    }
    true
}

fn known_common(word: &str) -> bool {
    crate::text::known_word(word).is_some_and(|t| matches!(t, Tag::Plural))
}

/// The phrase in lower case with its head in the singular.
fn phrase(doc: &Document, first: usize, last: usize, head: &str) -> String {
    let mut phrase = String::with_capacity(doc.span(first..last + 1).len() + head.len());
    for k in first..=last {
        // "recorded songs" are songs, "government and private buildings" a government private building
        if k < last
            && (matches!(doc.tag(k), Tag::Participle | Tag::Past)
                && doc.kind(k + 1) != Kind::Dash
                && (k == first || doc.kind(k - 1) != Kind::Dash)
                || doc.tag(k) == Tag::Conjunction
                || k == first && doc.tag(k) == Tag::Adverb)
        {
            continue;
        }
        if !phrase.is_empty() && doc.spaced(k) {
            phrase.push(' ');
        }
        phrase.push_str(if k == last { head } else { doc.lower(k) });
    }
    phrase
}
