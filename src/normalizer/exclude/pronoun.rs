//! "One" as a pronoun, and in phrases that count nothing.

use std::ops::Range;
use std::sync::LazyLock;

use crate::exclusion::Reason;
use crate::lexicon::{WordSet, word_set};
use crate::normalizer::unit::{counted, measure, money};
use crate::text::{Document, Kind, Tag};

/// Words before a pronoun "one".
static ONE_BEFORE: LazyLock<WordSet> =
    LazyLock::new(|| word_set(include_str!("../../lexicon/en/exclusions.tsv"), "one_before"));
/// Phrases with "one" that count nothing.
static ONE_IDIOMS: LazyLock<WordSet> =
    LazyLock::new(|| word_set(include_str!("../../lexicon/en/exclusions.tsv"), "one_idiom"));

/// Whether the "one" at token `i` stands in a phrase that counts nothing.
fn is_idiom(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    ONE_IDIOMS.iter().any(|phrase| {
        let before = phrase.split(' ').take_while(|word| *word != "one").count();
        i >= s.start + before && doc.phrase_at(i - before, phrase).is_some_and(|end| end <= s.end)
    })
}

/// "one" is a figure only before a noun, or where people are counted ("killed one and injured two").
pub(super) fn one(doc: &Document, s: &Range<usize>, i: usize, before: &str) -> Option<(Reason, usize)> {
    let next = i + 1;
    let pronoun = Some((Reason::Pronoun, next));
    let after = doc.lower(next);
    if is_idiom(doc, s, i) {
        return pronoun;
    }
    let noun_follows = doc.tag(next).is_noun() && before == "that";
    if doc.kind(next) == Kind::Possessive || ONE_BEFORE.contains(before) && !noun_follows {
        return pronoun;
    }
    if matches!(after, "of" | "another" | "by" | "day" | "else") && doc.phrase_at(next, "of which").is_none()
    {
        let day_counted = after == "day"
            && (matches!(before, "in" | "just" | "only" | "than" | "least" | "for")
                || matches!(doc.lower(next + 1), "after" | "before" | "later" | "earlier" | "ago"));
        return if day_counted { None } else { pronoun };
    }
    if doc.kind(next) == Kind::Dash && doc.spaced(next) {
        return pronoun;
    }
    let scale = crate::normalizer::number::magnitude_at(doc, next, s.end, false).is_some();
    let unit = measure::after(doc, next, s.end).is_some() || money::after(doc, next, s.end).is_some();
    if scale || unit || doc.kind(next) == Kind::Dash {
        return None;
    }
    let copula = matches!(after, "was" | "were" | "is" | "has" | "had" | "remains");
    if counted::is_state(after) || copula && (next + 1..next + 4).any(|k| counted::is_state(doc.lower(k))) {
        return None;
    }
    // "two bombs fell on an airstrip, one hit a school": one of those counted before
    let counted_before = (s.start..i).any(|k| doc.tag(k) == Tag::Number && doc.tag(k + 1) == Tag::Plural);
    if counted_before && matches!(doc.tag(next), Tag::Past | Tag::Participle) {
        return None;
    }
    let casualty = matches!(
        before,
        "killing"
            | "killed"
            | "injuring"
            | "injured"
            | "wounding"
            | "wounded"
            | "least"
            | "leaving"
            | "arrested"
            | "arresting"
            | "hurting"
    );
    if casualty && doc.tag(next) != Tag::Noun {
        return None;
    }
    match crate::lexicon::number_word(after) {
        Some(crate::lexicon::NumberWord::Fraction(_)) => return None,
        _ if after == "in" && doc.tag(next + 1) == Tag::Number => return None,
        _ if after == "out" && doc.tag(next + 2) == Tag::Number => return None,
        _ if after == "and" && doc.phrase_at(next, "and a half").is_some() => return None,
        _ if after == "or" && doc.tag(next + 1) == Tag::Number => return None,
        _ => {}
    }
    let noun = counted::after(doc, next, s.end, true);
    let common = noun.as_ref().is_some_and(|n| !doc.is_capitalised(n.tokens.end - 1));
    if common && doc.tag(next) == Tag::Proper {
        return None; // "one US soldier"
    }
    if noun.is_some()
        && !matches!(doc.tag(next), Tag::Proper | Tag::Participle | Tag::Past | Tag::Gerund | Tag::VerbS)
    {
        return None;
    }
    if noun.is_some() && matches!(doc.tag(next), Tag::Participle | Tag::Gerund) && doc.tag(next + 1).is_noun()
    {
        return None;
    }
    pronoun
}
