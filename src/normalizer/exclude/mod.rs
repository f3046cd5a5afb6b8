//! What is a number but no claim: dates, years, clock times, names, scores, list numbers, phone numbers.

mod name;
mod pronoun;
mod time;

use std::ops::Range;

use crate::exclusion::Reason;
use crate::lexicon::{id_sets, is_currency_code, is_number_word, word_sets};
use crate::normalizer::ellipsis::is_parent_compound;
use crate::normalizer::number::{magnitude_at, parse_digits};
use crate::normalizer::unit::{counted, measure, money};
use crate::text::{Document, Kind, Tag};

id_sets! { "exclusions.tsv":
    /// Nouns whose number identifies, and does not count.
    LABELS = "label";
    /// Words that end the name of a street.
    STREETS = "street";
    /// Words beside a score.
    SCORE_CUES = "score_cue";
    /// Words between hyphens inside a compound that ends with a number word.
    COMPOUND_LINKS = "compound_link";
}
word_sets! { "exclusions.tsv":
    /// Words behind a number that is part of a name.
    NAMED = "named";
    /// Numbers that people dial in an emergency.
    EMERGENCY = "emergency";
    /// Nouns before which an emergency number is a name.
    DIALLED = "dialled";
    /// Words that a dash ties to a figure without making a name of the two.
    DASHED_FIGURE = "dashed_figure";
}

/// Whether token `i`, where a figure could start, is no claim; gives the reason and the token to go on at.
pub(crate) fn exclude(doc: &Document, sentence: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if doc.kind(i) == Kind::Number { digits(doc, sentence, i) } else { words(doc, sentence, i) }
}

fn digits(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let money = money::before(doc, s.start, i).is_some();
    if money {
        return None;
    }
    glued(doc, s, i)
        .or_else(|| time::clock(doc, s, i))
        .or_else(|| time::date(doc, s, i))
        .or_else(|| time::year(doc, s, i))
        .or_else(|| dashed(doc, s, i))
        .or_else(|| label(doc, s, i))
        .or_else(|| known_number(doc, i))
        .or_else(|| address(doc, s, i))
        .or_else(|| name::behind_name(doc, s, i))
        .or_else(|| list_number(doc, s, i))
}

/// Numbers written on to something that makes them an identifier: "AK-47", "5G", "2nd", "1990s", "#3", "/42".
fn glued(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let on_to = i > s.start && !doc.spaced(i);
    let before = if on_to { behind_dash(doc, s, i).or_else(|| behind_mark(doc, s, i)) } else { None };
    before
        .or_else(|| behind_plus(doc, s, i))
        .or_else(|| {
            let sign = i > s.start && doc.is_any(i - 1, ["#", "§", "№"]);
            sign.then_some((Reason::Label, i + 1)) // "# 3"
        })
        .or_else(|| before_letters(doc, s, i))
}

/// "AK-47", "Covid-19", also "COVID -19".
fn behind_dash(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if doc.kind(i - 1) != Kind::Dash || i - 1 <= s.start || doc.kind(i - 2) != Kind::Word {
        return None;
    }
    let name = if doc.spaced(i - 1) {
        // "EUR -64 million": a sum below zero
        doc.word(i - 2).chars().all(char::is_uppercase) && !is_currency_code(doc.word(i - 2))
    } else if is_parent_compound(doc, i) {
        false // "dad-of-3"
    } else {
        let word = doc.lower(i - 2);
        !is_number_word(word) && !DASHED_FIGURE.contains(word)
    };
    name.then_some((Reason::Name, i + 1))
}

/// "#3", "/42", "'08".
fn behind_mark(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mark = doc.word(i - 1);
    match doc.kind(i - 1) {
        Kind::Word => return Some((Reason::Label, i + 1)),
        _ if matches!(mark, "#" | "_" | "@" | "№" | "§") => return Some((Reason::Label, i + 1)),
        Kind::Quote if matches!(mark, "'" | "’" | "‘") && doc.word(i).len() == 2 && !counts(doc, s, i) => {
            return Some((Reason::Year, i + 1)); // '08, '90s
        }
        _ => {}
    }
    let in_path = mark == "/" && i - 1 > s.start && !doc.spaced(i - 1) && doc.kind(i - 2) != Kind::Symbol;
    // a path, 9/11, 24/7
    (in_path && measure::after(doc, i + 1, s.end).is_none()).then_some((Reason::Address, i + 1))
}

/// "2nd", "1990s", "7pm", "5G", "4x4", "apartment 3B".
fn before_letters(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let next = i + 1;
    if next >= s.end || doc.spaced(next) || doc.kind(next) != Kind::Word {
        return None;
    }
    let letter = doc.word(next).len() == 1 && doc.is_capitalised(next);
    if letter && i > s.start && LABELS.has(doc.id(i - 1)) {
        return Some((Reason::Label, next + 1)); // apartment 3B
    }
    match doc.lower(next) {
        "st" | "nd" | "rd" | "th" => Some((Reason::Ordinal, next + 1)),
        "s" => Some((Reason::Year, next + 1)),
        _ if magnitude_at(doc, next, s.end, true).is_some() => None,
        "am" | "pm" | "a.m." | "p.m." => Some((Reason::ClockTime, next + 1)),
        _ if money::after(doc, next, s.end).is_some() => None,
        _ if measure::after(doc, next, s.end).is_some() && !is_generation(doc, next) => None,
        _ => Some((Reason::Name, next + 1)), // 5G, 4x4, 9AB8
    }
}

/// "UTC+3", "+44 20 7946 0958".
fn behind_plus(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if i == s.start || doc.spaced(i) || !doc.is(i - 1, "+") {
        return None;
    }
    if i >= s.start + 2 && !doc.spaced(i - 1) && time::is_of_clock(doc, i - 2) {
        return Some((Reason::ClockTime, i + 1));
    }
    let groups = (i + 1..s.end).take_while(|&k| doc.kind(k) == Kind::Number).count();
    (groups >= 2).then_some((Reason::Address, i + 1 + groups))
}

/// "5G", "4G": a capital G on to a single digit names a generation of networks.
fn is_generation(doc: &Document, suffix: usize) -> bool {
    doc.word(suffix) == "G" && doc.word(suffix - 1).len() == 1
}

/// Figures joined by dashes: phone numbers and dates (three or more), scores, records.
fn dashed(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mut next = i + 1;
    let mut parts = 1;
    while next + 1 < s.end
        && (doc.kind(next) == Kind::Dash || doc.is(next, "/"))
        && !doc.spaced(next)
        && !doc.spaced(next + 1)
        && doc.kind(next + 1) == Kind::Number
    {
        parts += 1;
        next += 2;
    }
    if parts >= 3 {
        return Some((Reason::Address, next));
    }
    if parts == 2 && doc.kind(i + 1) == Kind::Dash {
        let (a, b) = (parse_digits(doc.word(i))?.0, parse_digits(doc.word(i + 2))?.0);
        let small = a < 200.into() && b < 200.into();
        let before = if i > s.start { doc.lower(i - 1) } else { "" };
        let unit = measure::after(doc, next, s.end).is_some() || money::after(doc, next, s.end).is_some();
        let cue = SCORE_CUES.contains(before) || SCORE_CUES.has(doc.id(next));
        if small && !unit && (a >= b || cue) && doc.kind(next) != Kind::Dash {
            return Some((Reason::Score, next)); // 3-1, a 2-5 loss
        }
        if small && !unit && !counts(doc, s, i + 2) && !doc.word(i).contains('.') {
            return Some((Reason::Score, next));
        }
        if !small && doc.word(i).len() == 3 && doc.word(i + 2).len() == 4 {
            return Some((Reason::Address, next)); // 555-0123
        }
    }
    None
}

/// "Channel 4", "Section 3", "page 12", "No. 5", "Flight 370", "version 2.0".
fn label(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if i == s.start {
        return None;
    }
    let mut k = i - 1;
    if doc.is(k, ".") && k > s.start {
        k -= 1;
    }
    let word = doc.lower(k);
    if !LABELS.contains(word) {
        return None;
    }
    let measured = measure::after(doc, i + 1, s.end).is_some()
        || money::after(doc, i + 1, s.end).is_some()
        || magnitude_at(doc, i + 1, s.end, false).is_some(); // "release 650 million"
    let plural_follows = doc.tag(i + 1) == Tag::Plural && doc.spaced(i + 1) && !is_verb_form(doc, s, i + 1);
    // "Phase 3 trials", "the Formula 1 teams": a name that a capital or the start of the sentence shows
    let named = doc.is_capitalised(k) && doc.tag(k).is_noun() && doc.word(i).len() <= 2;
    (!measured && (!plural_follows || named)).then_some((Reason::Label, i + 1))
}

/// "357 Magnum", "the 1600 block", "a 911 call", "the 9-11 attacks".
fn known_number(doc: &Document, i: usize) -> Option<(Reason, usize)> {
    let next = doc.lower(i + 1);
    let dialled = EMERGENCY.contains(doc.word(i)) && DIALLED.contains(next);
    let block = next != "block" || doc.is(i + 2, "of");
    if dialled || NAMED.contains(next) && block {
        return Some((Reason::Name, i + 1));
    }
    let september =
        doc.is(i, "9") && doc.kind(i + 1) == Kind::Dash && doc.is(i + 2, "11") && !doc.spaced(i + 1);
    september.then_some((Reason::Date, i + 3))
}

/// "575 Wilbraham Road".
fn address(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mut k = i + 1;
    let part = |k: usize| {
        let ordinal = doc.kind(k) == Kind::Number && !doc.spaced(k + 1)
            || doc.kind(k - 1) == Kind::Number && !doc.spaced(k);
        k > i + 1 && ordinal || doc.kind(k) == Kind::Word && doc.is_capitalised(k)
    };
    while k < s.end && k < i + 6 && part(k) {
        if STREETS.has(doc.id(k)) && k > i + 1 {
            return Some((Reason::Address, k + 1));
        }
        k += 1;
    }
    None
}

/// Whether a unit, a currency or a noun follows token `i`.
fn counts(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    let next = i + 1;
    measure::after(doc, next, s.end).is_some()
        || money::after(doc, next, s.end).is_some()
        || magnitude_at(doc, next, s.end, false).is_some()
        || (doc.spaced(next) || doc.kind(next) == Kind::Dash) && counted::follows(doc, next, s.end, false)
}

/// "1." or "2)" at the start of a line, "(3)".
fn list_number(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let alone =
        i == s.start && (i + 1 == s.end || i + 2 == s.end && matches!(doc.sign(i + 1), b'.' | b')' | b':'));
    let marked = i == s.start && doc.is(i + 1, ")");
    let bracketed =
        i > s.start && i == s.start + 1 && doc.is(i - 1, "(") && doc.is(i + 1, ")") && doc.word(i).len() <= 2;
    (alone || marked || bracketed).then_some((Reason::Label, i + 1))
}

fn words(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let word = doc.lower(i);
    let before = if i > s.start { doc.lower(i - 1) } else { "" };
    let parent = i >= s.start + 4 && is_parent_compound(doc, i);
    if i >= s.start + 2 && doc.is_hyphen(i - 1) && is_chain_link(doc, i - 2) && !parent {
        return Some((Reason::Name, i + 1)); // "all-in-one"
    }
    let labelled = LABELS.contains(before) && (doc.tag(i + 1) != Tag::Plural || is_verb_form(doc, s, i + 1));
    if word == "one" {
        let named = labelled && doc.is_capitalised(i) && doc.is_capitalised(i - 1); // Formula One
        return if named { Some((Reason::Label, i + 1)) } else { pronoun::one(doc, s, i, before) };
    }
    // "Group of Seven", "Big Ten", "Channel Four", "9/11" in words: a capital inside the sentence is a name
    if i > s.start && doc.is_capitalised(i) && doc.tag(i) == Tag::Number && name::in_name(doc, s, i) {
        return Some((Reason::Name, i + 1));
    }
    if labelled && doc.tag(i) == Tag::Number {
        return Some((Reason::Label, i + 1));
    }
    if doc.kind(i + 1) == Kind::Dash && time::is_decade(doc.lower(i + 2)) {
        return Some((Reason::Year, i + 3)); // nineteen-sixties
    }
    time::clock(doc, s, i)
}

/// Whether the word at token `i`, with a hyphen behind it, makes a compound of the number word that follows.
fn is_chain_link(doc: &Document, i: usize) -> bool {
    doc.kind(i) == Kind::Word && COMPOUND_LINKS.has(doc.id(i))
}

/// Whether token `i`, a plural in sentence `s`, is rather the third person of a verb ("crosses", "returns"): the
/// lexicon knows it as one, or the sentence has no other verb.
fn is_verb_form(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    let word = doc.lower(i);
    crate::text::known_word(word) == Some(Tag::VerbS)
        || word.ends_with('s') && doc.tag(i) == Tag::Plural && !s.clone().any(|k| doc.tag(k).is_verb())
}
