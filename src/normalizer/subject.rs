//! What is counted or measured, in the article's words.
//!
//! Two parts, as far as the sentence has them: the thing itself (the counted noun with its state, the role word beside
//! a measure) and the holder (the grammatical subject of the clause).

use std::borrow::Cow;
use std::ops::Range;

use crate::lexicon::{id_sets, is_auxiliary, word_sets};
use crate::normalizer::mention::Mention;
use crate::normalizer::unit::counted;
use crate::text::{Document, Kind, Tag, one_line};

id_sets! { "grammar.tsv":
    /// Prepositions that tie a count to the noun before them.
    COMPLEMENT = "complement";
    /// Prepositions inside a noun phrase.
    INNER = "inner";
    /// Auxiliaries between a counted noun and its state.
    STATE_LINK = "state_link";
}
word_sets! { "grammar.tsv":
    /// Words and marks between a role word and its figure.
    ROLE_LINK = "role_link";
}

/// Most tokens that a holder's noun phrase takes.
const HOLDER: usize = 10;

/// The subject of `mention`; `others` are the mentions of its sentence.
pub(crate) fn subject(doc: &Document, mention: &Mention, others: &[Mention]) -> String {
    let s = doc.sentences[mention.sentence].tokens.clone();
    let thing = thing(doc, &s, mention);
    if let Some(bracket) = bracketed(doc, mention, others) {
        // an amount in brackets measures what the amount before it does
        let inherited = subject(doc, bracket, &[]);
        if thing.is_none() {
            return inherited;
        }
    }
    let governing = governing(doc, &s, mention);
    let apart = |holder: &Range<usize>| {
        let mut known = thing.iter().chain(&governing);
        !known.any(|part| part.start < holder.end && holder.start < part.end)
    };
    let holder = holder(doc, &s, mention).filter(apart);
    let said = |part: &Range<usize>| !says_when(doc, part) && !is_unit_of(part, others);
    let mut parts = [thing, governing, holder].map(|part| part.filter(said));
    if parts.iter().all(Option::is_none) && mention.unit.dimension == "length" {
        parts[0] = apposed(doc, &s, mention); // "the camp, less than 25 km from the border"
    }
    let mut words: [Cow<str>; 3] = Default::default();
    let mut count = 0;
    for part in parts.into_iter().flatten().map(|p| trimmed(doc, p)) {
        if !part.is_empty() && !words[..count].iter().any(|w| w.contains(&*part)) {
            words[count] = part;
            count += 1;
        }
    }
    words[..count].join(", ")
}

/// "yesterday", "Tuesday", "past year": a phrase that says when, not what.
fn says_when(doc: &Document, part: &Range<usize>) -> bool {
    let calendar = |k: usize| {
        counted::is_calendar(doc.id(k)) && (doc.is_capitalised(k) || doc.word(k).len() > 3)
            || counted::is_clock(doc.id(k))
    };
    part.clone().all(|k| calendar(k) || doc.tag(k) == Tag::Determiner || doc.is(k, "."))
        || counted::says_when(doc, part.start) && part.len() == 2
}

/// Whether a phrase lies within a measure or a sum of money ("26 cents").
fn is_unit_of(part: &Range<usize>, others: &[Mention]) -> bool {
    others
        .iter()
        .any(|m| m.unit.dimension != "count" && m.tokens.start <= part.start && part.end <= m.tokens.end)
}

/// "Tanya Wilson, 47": the name before the comma that an age stands behind.
fn person_before(doc: &Document, s: &Range<usize>, m: &Mention) -> Option<Range<usize>> {
    let whole = apposed(doc, s, m)?;
    let named = |k: usize| {
        matches!(doc.tag(k), Tag::Noun | Tag::Proper | Tag::PossessivePronoun)
            || doc.is(k, ".") && !doc.spaced(k)
            || doc.word(k).len() == 1 && doc.is_capitalised(k)
            || doc.is_dash_on(k)
    };
    let start = whole.clone().rev().take_while(|&k| named(k)).last()?;
    Some(start..whole.end)
}

/// The noun phrase before the comma that a figure stands behind.
fn apposed(doc: &Document, s: &Range<usize>, m: &Mention) -> Option<Range<usize>> {
    let comma = m.tokens.start.checked_sub(1).filter(|&k| k > s.start && doc.is(k, ","))?;
    doc.tag(comma - 1).is_noun().then(|| phrase_before(doc, s, comma)).filter(|p| !p.is_empty())
}

/// The mention right before the bracket that `mention` stands in.
fn bracketed<'m>(doc: &Document, mention: &Mention, others: &'m [Mention]) -> Option<&'m Mention> {
    let before = mention.tokens.start.checked_sub(1)?;
    if !matches!(doc.sign(before), b'(' | b'/') {
        return None;
    }
    others.iter().rev().find(|m| m.tokens.end <= before && m.tokens.end + 2 >= before)
}

/// The text of a phrase on one line, without leading determiners.
fn trimmed<'a>(doc: &Document<'a>, range: Range<usize>) -> Cow<'a, str> {
    let mut start = range.start;
    while start < range.end
        && matches!(
            doc.tag(start),
            Tag::Determiner | Tag::PossessivePronoun | Tag::Conjunction | Tag::Pronoun
        )
    {
        start += 1;
    }
    one_line(doc.slice(start..range.end.max(start)))
}

/// The noun that a count belongs to through a preposition: "a survey of seven countries", "the brains of 13 people".
fn governing(doc: &Document, s: &Range<usize>, m: &Mention) -> Option<Range<usize>> {
    let k = m.tokens.start.checked_sub(1).filter(|&k| k > s.start)?;
    let links = COMPLEMENT.has(doc.id(k));
    if !(links && m.unit.dimension != "age" && doc.tag(k - 1).is_noun())
        || m.noun.is_none() && doc.is(k, "of")
    {
        return None;
    }
    let found = phrase_before(doc, s, k);
    (!found.is_empty()).then_some(found)
}

/// The thing counted or measured.
fn thing(doc: &Document, s: &Range<usize>, m: &Mention) -> Option<Range<usize>> {
    if let Some(noun) = &m.noun {
        let after = noun.end.max(m.tokens.end);
        return Some(noun.start..with_state(doc, s, noun.end, after));
    }
    // behind a conversion in brackets: "8 miles (13 kilometers) of tunnels"
    let after = doc.behind_bracket(m.tokens.end, s.end);
    let dimension = m.unit.dimension;
    // "$5 million worth of diamonds"
    let after = if doc.phrase_at(after, "worth of").is_some() { after + 1 } else { after };
    // "450 Nm of torque", "25 percent of adults", "$2 million in aid", "a 25% tax on imports"
    if after < s.end && doc.is_any(after, ["of", "in"]) {
        let phrase = noun_phrase(doc, after + 1, s.end);
        if !phrase.is_empty() && !counted::is_calendar(doc.id(phrase.start)) {
            return Some(with_complement(doc, s, phrase));
        }
    }
    let adjacent = noun_phrase(doc, doc.behind_dash(after), s.end);
    if !adjacent.is_empty() && dimension != "count" && !counted::is_calendar(doc.id(adjacent.start)) {
        return Some(with_complement(doc, s, adjacent));
    }
    if counted::is_state(doc.id(after)) {
        return Some(after..after + 1);
    }
    // "a depth of 35 km", "salary of $1,000", "priced at $10", "magnitude 7.6"
    before(doc, s, m.tokens.start)
}

/// "homes destroyed", "people were killed", "people living in tents": the noun with what is said of it right behind.
fn with_state(doc: &Document, s: &Range<usize>, noun_end: usize, at: usize) -> usize {
    let mut k = at;
    while k < s.end && (doc.tag(k) == Tag::Adverb || STATE_LINK.has(doc.id(k))) {
        k += 1;
    }
    let participle = k < s.end
        && (matches!(doc.tag(k), Tag::Participle | Tag::Past | Tag::Gerund) || counted::is_state(doc.id(k)));
    if participle { k + 1 } else { noun_end }
}

/// Adjectives and nouns from token `at` on.
fn noun_phrase(doc: &Document, at: usize, end: usize) -> Range<usize> {
    let mut start = at;
    while start < end && matches!(doc.tag(start), Tag::Determiner | Tag::PossessivePronoun) {
        start += 1;
    }
    let mut k = start;
    let mut last = start;
    while k < end && k < start + 7 {
        match doc.tag(k) {
            _ if counted::says_when(doc, k) => break, // "revenue last year"
            Tag::Noun | Tag::Plural | Tag::Proper => last = k + 1,
            Tag::Adjective | Tag::Number => {}
            Tag::Gerund | Tag::Participle if last == start => {}
            Tag::PossessivePronoun if doc.kind(k) == Kind::Possessive => {}
            _ if doc.is_dash_on(k) && k > start => {}
            _ => break,
        }
        k += 1;
    }
    start..last
}

/// A noun phrase with one complement: "tax on imported vehicles", "members of the staff".
fn with_complement(doc: &Document, s: &Range<usize>, phrase: Range<usize>) -> Range<usize> {
    if doc.is_any(phrase.end, ["of", "on", "for", "in"]) {
        let more = noun_phrase(doc, phrase.end + 1, s.end);
        if !more.is_empty() && !counted::is_calendar(doc.id(more.start)) && doc.tag(more.start) != Tag::Number
        {
            return phrase.start..more.end;
        }
    }
    phrase
}

/// The role word before the figure, over prepositions and forms of "be": "a depth of", "the price was".
fn before(doc: &Document, s: &Range<usize>, start: usize) -> Option<Range<usize>> {
    let mut k = start;
    let mut steps = 0;
    while k > s.start && steps < 3 {
        let before = k - 1;
        let light = matches!(doc.tag(before), Tag::Preposition | Tag::Determiner | Tag::To)
            || ROLE_LINK.contains(doc.lower(before));
        if !light {
            break;
        }
        k = before;
        steps += 1;
    }
    if k == s.start || !doc.tag(k - 1).is_noun() {
        return None;
    }
    Some(phrase_before(doc, s, k))
}

/// The noun phrase that ends right before token `end`, with its "of" complements.
fn phrase_before(doc: &Document, s: &Range<usize>, end: usize) -> Range<usize> {
    let mut start = end;
    while start > s.start && end - start < HOLDER {
        let k = start - 1;
        let goes_on = match doc.tag(k) {
            Tag::Noun | Tag::Plural | Tag::Proper | Tag::Adjective | Tag::Number | Tag::Gerund => true,
            Tag::Participle => start < end,
            Tag::Determiner | Tag::PossessivePronoun => start < end,
            Tag::Preposition => {
                start < end && k > s.start && INNER.has(doc.id(k)) && doc.tag(k - 1).is_noun()
            }
            Tag::Conjunction => start < end && k > s.start && doc.is(k, "and") && doc.tag(k - 1).is_noun(),
            _ => matches!(doc.sign(k), b'&' | b'.' | b'/') && !doc.spaced(k) || doc.is_dash_on(k),
        };
        if !goes_on {
            break;
        }
        start = k;
    }
    while start < end && (doc.tag(start) == Tag::Preposition || doc.kind(start) != Kind::Word) {
        start += 1;
    }
    start..end
}

/// The grammatical subject of the clause: the noun phrase before the nearest finite verb on the left; behind the
/// figure where the figure itself is the subject, nothing.
fn holder(doc: &Document, s: &Range<usize>, m: &Mention) -> Option<Range<usize>> {
    let before = m.tokens.start.wrapping_sub(1);
    if m.unit.dimension == "age"
        && let Some(person) = person_before(doc, s, m)
    {
        return Some(person);
    }
    if m.tokens.start > s.start + 1 && doc.is(before, "(") && doc.tag(before - 1).is_noun() {
        return Some(phrase_before(doc, s, before)); // "John Gant (0.5 WAR)"
    }
    let moved = doc.is_any(before, ["up", "down"]);
    if moved && before > s.start + 1 && doc.is(before - 1, ",") && doc.tag(before - 2).is_noun() {
        return Some(phrase_before(doc, s, before - 1)); // "JD Sports, down 1.95 percent"
    }
    let mut k = m.tokens.start;
    while k > s.start {
        k -= 1;
        if matches!(doc.tag(k), Tag::Past | Tag::VerbS | Tag::Modal | Tag::Verb)
            || is_auxiliary(doc.id(k))
            || doc.is_any(k, ["up", "down"])
        {
            let mut verb = k;
            while verb > s.start
                && (doc.tag(verb - 1).is_verb()
                    || doc.tag(verb - 1) == Tag::Adverb
                    || doc.tag(verb - 1) == Tag::To
                    || doc.is_any(verb - 1, ["also", "not"]))
            {
                verb -= 1;
            }
            if let Some(found) = subject_before(doc, s, verb) {
                return Some(found);
            }
            k = verb;
        }
    }
    // no verb on the left: the first noun phrase of the sentence, where it stands before the figure
    let first = noun_phrase(doc, s.start, m.tokens.start);
    (!first.is_empty() && first.end <= m.tokens.start)
        .then(|| with_complement(doc, s, first))
        .filter(|r| r.end <= m.tokens.start)
}

/// The noun phrase that is the subject of the verb at `verb`; behind a relative pronoun its antecedent.
fn subject_before(doc: &Document, s: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let mut end = verb;
    if end > s.start && (doc.tag(end - 1) == Tag::Wh || doc.is(end - 1, "that")) {
        end -= 1;
        if end > s.start && matches!(doc.sign(end - 1), b',') {
            end -= 1;
        }
    }
    if end > s.start && doc.is(end - 1, ")") {
        // "Ford (F) has": the bracket belongs to the name
        let open = (s.start..end).rev().take(6).find(|&k| doc.is(k, "("))?;
        let inner = phrase_before(doc, s, open);
        return (!inner.is_empty()).then_some(inner);
    }
    if end > s.start && doc.is(end - 1, ",") {
        // an apposition between commas: the phrase before it
        let open = (s.start..end - 1).rev().take(14).find(|&k| doc.is(k, ","));
        end = open.unwrap_or(end - 1);
    }
    if end == s.start || !doc.tag(end - 1).is_noun() {
        return None;
    }
    let found = phrase_before(doc, s, end);
    (!found.is_empty()).then_some(found)
}
