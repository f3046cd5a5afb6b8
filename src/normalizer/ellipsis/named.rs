//! Bare figures whose noun a word beside them gives: "a mother of two", "the number of dead rose to seven", "cases pass
//! 150", "room for 430", "the other was 15".

use rust_decimal::Decimal;

use super::{Bare, Found};
use crate::lexicon::{WordId, id_sets, is_be, word_sets};
use crate::normalizer::mention::MentionUnit;
use crate::normalizer::unit::counted;
use crate::text::{Document, Tag};

id_sets! { "ellipsis.tsv":
    /// What people gather for.
    GATHERINGS = "gathering";
    /// Verbs whose plural subject is what the figure counts.
    LEVEL_VERBS = "level_verb";
    /// Plurals that such verbs count.
    TALLIED = "tallied";
    /// Nouns of number before "of" and what is counted.
    NUMBER_NOUNS = "number_noun";
    /// Nouns for a number of people.
    CROWDS = "crowd";
    /// What is said of people behind "of those".
    OF_THOSE = "of_those";
}
word_sets! { "ellipsis.tsv":
    /// Words for somebody who has children.
    PARENTS = "parent";
    /// Ranks among children.
    SIBLINGS = "sibling";
    /// Words for somebody who has grandchildren.
    GRANDPARENTS = "grandparent";
    /// What stands for a person whose age follows that of another.
    ONE_OF_TWO = "one_of_two";
    /// Nouns for somebody who is "of" an age.
    PERSONS_OF = "person_of";
    /// Pronouns between "make" and an age.
    MADE_AGE = "made_age";
    /// Forms of "make".
    MAKE = "make";
    /// Words right before a figure that an amount comes to.
    LEVEL = "level";
    /// Verbs whose figure counts the people who are held.
    HELD = "held";
    /// Verbs whose figure is the size of a group.
    NUMBERED = "numbered";
    /// What there is "for" people.
    ROOM = "room";
    /// Nouns of those who are so many people.
    BODIES = "people_of";
    /// What people do at a gathering.
    TAKE_PART = "take_part";
    /// What people are made.
    MADE_PEOPLE = "made_people";
    /// Phrases that say where people are, or how.
    CONDITIONS = "condition";
    /// Verbs before such a phrase.
    REMAIN = "remain";
    /// Vague numbers that count people when they do something.
    MANY = "many";
    /// Phrases behind the number of all of something.
    IN_ALL = "in_all";
}

/// How far before a figure, in tokens, the noun of number that it belongs to may stand.
const REACH: usize = 24;

pub(super) fn of(bare: &Bare) -> Option<Found> {
    children(bare)
        .or_else(|| age(bare))
        .or_else(|| number_of(bare))
        .or_else(|| subject_of_level(bare))
        .or_else(|| is_of_people(bare).then(Found::people))
        .or_else(|| among(bare))
        .or_else(|| in_all(bare))
        .or_else(|| of_whole(bare))
}

/// Whether the number at token `i` is that of somebody's children: "a mother of one", "a dad-of-one".
pub(crate) fn is_of_parent(doc: &Document, i: usize) -> bool {
    let apart = i >= 2 && doc.is(i - 1, "of") && parent(doc.lower(i - 2)).is_some();
    (apart || is_parent_compound(doc, i)) && !doc.is(i + 1, "of")
}

/// Whether the number word at token `i` belongs to a parent ("dad-of-three"), and is no part of a name.
pub(crate) fn is_parent_compound(doc: &Document, i: usize) -> bool {
    i >= 4
        && doc.is_hyphen(i - 1)
        && doc.is(i - 2, "of")
        && doc.is_hyphen(i - 3)
        && parent(doc.lower(i - 4)).is_some()
}

/// "A mother of two", "the eldest of five".
fn children(bare: &Bare) -> Option<Found> {
    let hyphen = usize::from(bare.doc.is_hyphen(bare.lead.wrapping_sub(1)));
    let few = bare.m.low.or(bare.m.high).is_some_and(|v| v.is_integer() && v <= Decimal::from(30));
    let of = bare.back(1 + hyphen) == "of" && bare.m.tokens.start == bare.lead;
    if !(few && of) || matches!(bare.doc.lower(bare.end()), "of" | "the") {
        return None;
    }
    let noun = parent(bare.back(2 + 2 * hyphen))?;
    Some(Found::of(MentionUnit::count(noun, noun)))
}

/// What "of" and a figure behind `word` count.
fn parent(word: &str) -> Option<&'static str> {
    if PARENTS.contains(word) || SIBLINGS.contains(word) {
        Some("child")
    } else {
        GRANDPARENTS.contains(word).then_some("grandchild")
    }
}

/// "One was 14 years old, the other was 15", "that makes her 31".
fn age(bare: &Bare) -> Option<Found> {
    let years = || Found::of(MentionUnit::age("a", "year", Decimal::ONE));
    let possible = bare.m.low.is_some_and(|v| v.is_integer() && v > Decimal::ZERO && v <= Decimal::from(120));
    if possible && bare.back(1) == "of" && PERSONS_OF.contains(bare.back(2)) {
        return Some(years()); // "a boy of two"
    }
    if !possible || !bare.ends_phrase() {
        return None;
    }
    if MADE_AGE.contains(bare.back(1)) && MAKE.contains(bare.back(2)) && bare.closes() {
        return Some(years());
    }
    let of_age = |m: &crate::normalizer::mention::Mention| m.unit.dimension == "age";
    let after_age = bare.left.iter().any(of_age);
    let other = is_be(WordId::of(bare.back(1))) && ONE_OF_TWO.contains(bare.back(2));
    (after_age && other).then(years)
}

/// "Bringing the number of dead to seven", "the toll of the sinking off the island climbed to nine".
fn number_of(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    if !LEVEL.contains(bare.back(1)) {
        return None;
    }
    let before = bare.lead - 1;
    for k in (bare.s.start..before).rev().take(REACH) {
        if matches!(doc.sign(k), b';' | b':')
            || bare.left.iter().any(|m| m.tokens.contains(&k) && m.unit.dimension == "count")
        {
            return None;
        }
        let number = NUMBER_NOUNS.has(doc.id(k));
        let gathered = number && doc.is_any(k + 1, ["at", "in", "on"]) && GATHERINGS.has(doc.id(k + 3));
        let its = usize::from(doc.tag(k + 2) == Tag::PossessivePronoun);
        if number
            && doc.is(k + 1, "of")
            && let Some(noun) = counted::after(doc, k + 2 + its, before, false)
        {
            return Some(Found {
                noun: Some(noun.tokens),
                ..Found::of(MentionUnit::count(&noun.head, &noun.phrase))
            });
        }
        if (gathered || CROWDS.has(doc.id(k))) && bare.ends_phrase() {
            return Some(Found::people());
        }
    }
    None
}

/// "Deaths pass 150", "arrests rose to 40": the plural before a verb that says how many there are now.
fn subject_of_level(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let mut k = bare.m.tokens.start;
    let mut verb = (k..bare.m.figure.start).any(|k| LEVEL_VERBS.has(doc.id(k))); // "cases topped 40"
    while k > bare.s.start {
        let before = k - 1;
        let is_level = LEVEL_VERBS.has(doc.id(before));
        let light = matches!(doc.lower(before), "to" | "at" | "has" | "have" | "had")
            || matches!(doc.tag(before), Tag::Adverb | Tag::Modal);
        if !is_level && !light {
            break;
        }
        verb |= is_level;
        k = before;
    }
    let noun = k.checked_sub(1).filter(|&n| verb && n >= bare.s.start && TALLIED.has(doc.id(n)))?;
    let head = doc.lexicon.singular(doc.lower(noun));
    Some(Found { noun: Some(noun..noun + 1), ..Found::of(MentionUnit::count(&head, &head)) })
}

/// Whether what stands beside the figure is said of people only.
fn is_of_people(bare: &Bare) -> bool {
    let (doc, end) = (bare.doc, bare.end());
    let behind = doc.lower(end);
    let counted = bare.left.iter().any(|m| m.unit.dimension == "count" && !m.unit.is_none());
    if behind == "who" || doc.is(end, ",") && doc.phrase_at(end + 1, "of whom").is_some() {
        return true; // "the three who broke ranks", "nine, of whom six survived"
    }
    if (MAKE.contains(bare.back(1)) || matches!(bare.back(1), "leaves" | "left" | "leaving"))
        && MADE_PEOPLE.contains(behind)
    {
        return true;
    }
    let mut k = end + 1;
    if REMAIN.contains(behind) && !counted {
        while k < bare.s.end && (doc.tag(k) == Tag::Adverb || doc.is(k, "still")) {
            k += 1;
        }
        if CONDITIONS.iter().any(|phrase| doc.phrase_at(k, phrase).is_some()) {
            return true; // "the other three are still at large"
        }
    }
    let many = doc.lower(bare.m.figure.end - 1);
    if MANY.contains(many) && bare.lead == bare.s.start && matches!(doc.tag(end), Tag::Past | Tag::Verb) {
        return true; // "Thousands marched"
    }
    let article = usize::from(doc.tag(end + 1) == Tag::Determiner);
    if MANY.contains(many)
        && bare.lead == bare.s.start
        && (matches!(behind, "at" | "in" | "on") && GATHERINGS.has(doc.id(end + 1 + article))
            || CONDITIONS.iter().any(|phrase| doc.phrase_at(end, phrase).is_some()))
    {
        return true; // "Thousands at funeral of boy", "Dozens in hospital after blast"
    }
    let those = doc.phrase_at(end, "of those").filter(|_| bare.m.group.is_some());
    if those.is_some_and(|k| OF_THOSE.has(doc.id(k))) {
        return true; // "two of those held"
    }
    if behind == "strong" && (is_be(WordId::of(bare.back(1))) || doc.tag(bare.lead.wrapping_sub(1)).is_noun())
    {
        return true; // "the team was 11 strong"
    }
    let mut does = end;
    while does < bare.s.end && doc.is_any(does, ["had", "have", "has"]) {
        does += 1;
    }
    if TAKE_PART.iter().any(|phrase| doc.phrase_at(does, phrase).is_some()) {
        return true; // "20,000 had taken part"
    }
    let verb = doc.tag(end).is_verb(); // "a crew of 24 was aboard"
    if bare.back(1) == "of"
        && BODIES.contains(bare.back(2))
        && !doc.is_capitalised(bare.m.figure.start)
        && (verb || bare.ends_phrase())
    {
        return true;
    }
    if !bare.ends_phrase() {
        return false;
    }
    let body = matches!(bare.back(1), "are" | "were") && BODIES.contains(bare.back(2)); // "the crew are 17"
    body || NUMBERED.contains(bare.back(1))
        || HELD.contains(bare.back(1))
        || bare.back(1) == "for" && ROOM.contains(bare.back(2))
}

/// "A plant among four to close": one of several of its kind.
fn among(bare: &Bare) -> Option<Found> {
    let at = bare.lead.checked_sub(2).filter(|&k| k >= bare.s.start && bare.back(1) == "among")?;
    let kind = bare.doc.tag(at) == Tag::Noun && matches!(bare.doc.lower(bare.end()), "to" | "that" | "which");
    let head = bare.doc.lexicon.singular(bare.doc.lower(at));
    kind.then(|| Found::of(MentionUnit::count(&head, &head)))
}

/// "The tents, four in all, were gone": the plural before the comma.
fn in_all(bare: &Bare) -> Option<Found> {
    let doc = bare.doc;
    let noun = bare.lead.checked_sub(2).filter(|&k| k >= bare.s.start && bare.back(1) == ",")?;
    let all = IN_ALL.iter().any(|phrase| doc.phrase_at(bare.end(), phrase).is_some());
    let counted = all && doc.tag(noun) == Tag::Plural && !counted::is_calendar(doc.id(noun));
    let head = doc.lexicon.singular(doc.lower(noun));
    counted.then(|| Found { noun: Some(noun..noun + 1), ..Found::of(MentionUnit::count(&head, &head)) })
}

/// "Of the crew, 12 of them were freed": what the sentence begins with.
fn of_whole(bare: &Bare) -> Option<Found> {
    let (doc, s) = (bare.doc, bare.s.start);
    if bare.back(1) != "," || bare.m.group.is_none() || doc.phrase_at(s, "of the").is_none() {
        return None;
    }
    let whole =
        counted::after(doc, s + 2, bare.lead, false).filter(|noun| noun.tokens.end + 1 == bare.lead)?;
    Some(Found { noun: Some(whole.tokens), ..Found::of(MentionUnit::count(&whole.head, &whole.phrase)) })
}
