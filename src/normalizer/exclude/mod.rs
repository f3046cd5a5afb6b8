//! What is a number but no claim: dates, years, clock times, names, scores, list numbers, phone numbers.

mod name;
mod pronoun;

use std::ops::Range;
use std::sync::LazyLock;

use crate::exclusion::Reason;
use crate::lexicon::{WordSet, word_set};
use crate::normalizer::number::parse_digits;
use crate::normalizer::unit::{counted, measure, money};
use crate::text::{Document, Kind, Tag};

macro_rules! set {
    ($name:ident, $group:literal, $doc:literal) => {
        #[doc = $doc]
        static $name: LazyLock<WordSet> =
            LazyLock::new(|| word_set(include_str!("../../lexicon/en/exclusions.tsv"), $group));
    };
}
set!(MONTHS, "month", "Month names and their abbreviations.");
set!(YEAR_CUES, "year_cue", "Words before a year.");
set!(CLOCK_AFTER, "clock_after", "Words behind a clock time.");
set!(LABELS, "label", "Nouns whose number identifies, and does not count.");
set!(NAMED, "named", "Words behind a number that is part of a name.");
set!(EMERGENCY, "emergency", "Numbers that people dial in an emergency.");
set!(DIALLED, "dialled", "Nouns before which an emergency number is a name.");
set!(STREETS, "street", "Words that end the name of a street.");
set!(DECADES, "decade", "Decades in words.");
set!(CLOCK_VERBS, "clock_verb", "Verbs whose \"at\" gives a time of day.");
set!(SCORE_CUES, "score_cue", "Words beside a score.");

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
        .or_else(|| clock(doc, s, i))
        .or_else(|| date(doc, s, i))
        .or_else(|| year(doc, s, i))
        .or_else(|| dashed(doc, s, i))
        .or_else(|| label(doc, s, i))
        .or_else(|| known_number(doc, i))
        .or_else(|| address(doc, s, i))
        .or_else(|| name::behind_name(doc, s, i))
        .or_else(|| list_number(doc, s, i))
}

/// Numbers written on to something that makes them an identifier: "AK-47", "5G", "2nd", "1990s", "#3", "/42".
fn glued(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if i > s.start && !doc.spaced(i) {
        let before = doc.kind(i - 1);
        let word_before_dash =
            before == Kind::Dash && i - 1 > s.start && !doc.spaced(i - 1) && doc.kind(i - 2) == Kind::Word;
        if word_before_dash
            && !crate::lexicon::is_number_word(doc.lower(i - 2))
            && !matches!(doc.lower(i - 2), "to" | "sub" | "now" | "minus" | "plus")
        {
            return Some((Reason::Name, i + 1)); // AK-47, Covid-19
        }
        if before == Kind::Dash
            && i - 1 > s.start
            && doc.spaced(i - 1)
            && doc.kind(i - 2) == Kind::Word
            && doc.word(i - 2).chars().all(char::is_uppercase)
        {
            return Some((Reason::Name, i + 1)); // COVID -19
        }
        if matches!(doc.word(i - 1), "#" | "_" | "@" | "№" | "§") || before == Kind::Word {
            return Some((Reason::Label, i + 1));
        }
        if doc.word(i - 1) == "/"
            && i - 1 > s.start
            && !doc.spaced(i - 1)
            && !matches!(doc.kind(i - 2), Kind::Symbol)
            && measure::after(doc, i + 1, s.end).is_none()
        {
            return Some((Reason::Address, i + 1)); // a path, 9/11, 24/7
        }
        if before == Kind::Quote
            && matches!(doc.word(i - 1), "'" | "’" | "‘")
            && doc.word(i).len() == 2
            && !counts(doc, s, i)
        {
            return Some((Reason::Year, i + 1)); // '08, '90s
        }
    }
    if let Some(found) = behind_plus(doc, s, i) {
        return Some(found);
    }
    if matches!(doc.word(i.wrapping_sub(1)), "#" | "§" | "№") && i > s.start {
        return Some((Reason::Label, i + 1));
    }
    let next = i + 1;
    if next < s.end && !doc.spaced(next) && doc.kind(next) == Kind::Word {
        let letter = doc.word(next).len() == 1 && doc.is_capitalised(next);
        if letter && i > s.start && LABELS.contains(doc.lower(i - 1)) {
            return Some((Reason::Label, next + 1)); // apartment 3B
        }
        return match doc.lower(next) {
            "st" | "nd" | "rd" | "th" => Some((Reason::Ordinal, next + 1)),
            "s" => Some((Reason::Year, next + 1)),
            _ if crate::normalizer::number::magnitude_at(doc, next, s.end, true).is_some() => None,
            "am" | "pm" | "a.m." | "p.m." => Some((Reason::ClockTime, next + 1)),
            _ if money::after(doc, next, s.end).is_some() => None,
            _ if measure::after(doc, next, s.end).is_some() && !is_generation(doc, next) => None,
            _ => Some((Reason::Name, next + 1)), // 5G, 4x4, 9AB8
        };
    }
    None
}

/// "UTC+3", "+44 20 7946 0958".
fn behind_plus(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    if i == s.start || doc.spaced(i) || doc.word(i - 1) != "+" {
        return None;
    }
    if i >= s.start + 2 && !doc.spaced(i - 1) && CLOCK_AFTER.contains(doc.lower(i - 2)) {
        return Some((Reason::ClockTime, i + 1));
    }
    let groups = (i + 1..s.end).take_while(|&k| doc.kind(k) == Kind::Number).count();
    (groups >= 2).then_some((Reason::Address, i + 1 + groups))
}

/// "5G", "4G": a capital G on to a single digit names a generation of networks.
fn is_generation(doc: &Document, suffix: usize) -> bool {
    doc.word(suffix) == "G" && doc.word(suffix - 1).len() == 1
}

fn clock(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mut next = i + 1;
    // 7:48, 7:48:30
    while doc.word(next) == ":"
        && !doc.spaced(next)
        && !doc.spaced(next + 1)
        && doc.kind(next + 1) == Kind::Number
        && next + 1 < s.end
    {
        next += 2;
    }
    if next > i + 1 {
        let after = next + usize::from(CLOCK_AFTER.contains(doc.lower(next)));
        return Some((Reason::ClockTime, after));
    }
    let cue = doc.lower(next);
    if next < s.end && CLOCK_AFTER.contains(cue) {
        // "1530 hours" is a time, "30 hours" a duration
        if cue != "hours" || doc.kind(i) == Kind::Number && is_four_digits(doc.word(i)) {
            return Some((Reason::ClockTime, next + 1));
        }
    }
    if matches!(cue, "a" | "p") && doc.word(next + 1) == "." && doc.lower(next + 2) == "m" {
        return Some((Reason::ClockTime, next + 3)); // "3 p. m."
    }
    if doc.lower(next) == "o" && doc.lower(next + 2) == "clock"
        || doc.lower(next).starts_with("o'clock")
        || doc.lower(next).starts_with("o’clock")
    {
        return Some((Reason::ClockTime, next + 1));
    }
    // "at 1353 (1023 GMT)", "at 0430 local time"
    let digits = doc.word(i);
    let military = digits.len() == 4
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits < "2400"
        && &digits[2..] < "60";
    if military
        && i > s.start
        && doc.lower(i - 1) == "at"
        && matches!(doc.lower(next), "(" | "local" | "on" | "hours")
    {
        return Some((Reason::ClockTime, next));
    }
    // "starts at 20.45"
    let begins = i >= s.start + 2 && doc.lower(i - 1) == "at" && CLOCK_VERBS.contains(doc.lower(i - 2));
    if begins && is_hour_and_minute(doc.word(i)) {
        return Some((Reason::ClockTime, next));
    }
    // "at 7 in the morning", "by 10 on Monday night"
    let before = if i > s.start { doc.lower(i - 1) } else { "" };
    if matches!(before, "at" | "by" | "until" | "till" | "from")
        && doc.phrase_at(next, "in the").is_some()
        && matches!(doc.lower(next + 2), "morning" | "afternoon" | "evening")
    {
        return Some((Reason::ClockTime, next + 3));
    }
    None
}

/// "20.45"
fn is_hour_and_minute(token: &str) -> bool {
    let Some((hour, minute)) = token.split_once('.') else { return false };
    let below = |part: &str, limit: u32| part.len() <= 2 && part.parse::<u32>().is_ok_and(|n| n < limit);
    below(hour, 24) && minute.len() == 2 && below(minute, 60)
}

fn date(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let is_day = day(doc.word(i)).is_some();
    let month_before = (i > s.start).then(|| month_before(doc, s, i)).flatten();
    if is_day && month_before.is_some() {
        let mut next = i + 1;
        // "Jan. 4-7", "Oct. 10, 2002", "May 3 and 4"
        if matches!(doc.kind(next), Kind::Dash) && day(doc.word(next + 1)).is_some() {
            next += 2;
        }
        if doc.word(next) == "," && year_value(doc.word(next + 1)).is_some() {
            next += 2;
        } else if year_value(doc.word(next)).is_some() {
            next += 1;
        }
        return Some((Reason::Date, next));
    }
    if month_before.is_some() && year_value(doc.word(i)).is_some() {
        return Some((Reason::Date, i + 1));
    }
    // "4 January", "9 and 10 May", "9-10 May"
    let mut next = i + 1;
    for _ in 0..2 {
        if is_day
            && (doc.kind(next) == Kind::Dash || matches!(doc.lower(next), "and" | "or" | "to"))
            && day(doc.word(next + 1)).is_some()
        {
            next += 2;
        }
    }
    let month_after = next < s.end && MONTHS.contains(doc.lower(next)) && doc.is_capitalised(next);
    if is_day && month_after && (doc.lower(next) != "may" || !doc.tag(next + 1).is_verb()) {
        let year = usize::from(year_value(doc.word(next + 1)).is_some());
        return Some((Reason::Date, (next + 1 + year).min(s.end)));
    }
    None
}

/// The month right before token `i`, over an abbreviation's dot.
fn month_before(doc: &Document, s: &Range<usize>, i: usize) -> Option<usize> {
    let mut k = i - 1;
    if doc.word(k) == "." && k > s.start {
        k -= 1;
    }
    (doc.is_capitalised(k) && MONTHS.contains(doc.lower(k))).then_some(k)
}

fn day(token: &str) -> Option<u32> {
    let value = (token.len() <= 2).then(|| token.parse::<u32>().ok()).flatten()?;
    (1..=31).contains(&value).then_some(value)
}

fn year_value(token: &str) -> Option<u32> {
    let value = (token.len() == 4).then(|| token.parse::<u32>().ok()).flatten()?;
    (1400..=2199).contains(&value).then_some(value)
}

/// A four-digit number without comma between 1400 and 2199 is a year, unless a unit or a plural noun follows and
/// nothing before it points to a year.
fn year(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    year_value(doc.word(i))?;
    let mut next = i + 1;
    // 1983-2005, 2011-12, 1998/99
    if (doc.kind(next) == Kind::Dash || doc.word(next) == "/")
        && doc.kind(next + 1) == Kind::Number
        && next + 1 < s.end
    {
        let second = doc.word(next + 1);
        if year_value(second).is_some() || second.len() == 2 && !doc.spaced(next + 1) {
            next += 2;
        }
    }
    let before = if i > s.start { doc.lower(i - 1) } else { "" };
    let cued = YEAR_CUES.contains(before) || MONTHS.contains(before);
    let sharp = matches!(
        before,
        "in" | "since"
            | "until"
            | "during"
            | "by"
            | "before"
            | "after"
            | "of"
            | "from"
            | "early"
            | "late"
            | "mid"
    );
    let measured = measure::after(doc, i + 1, s.end).filter(|(m, _)| m.dimension != "duration" || !cued);
    if measured.is_some_and(|_| !sharp) || money::after(doc, i + 1, s.end).is_some() {
        return None;
    }
    let counts_things =
        doc.tag(next) == Tag::Plural || doc.tag(next) == Tag::Adjective && doc.tag(next + 1) == Tag::Plural;
    let hedged = matches!(
        before,
        "than"
            | "about"
            | "some"
            | "least"
            | "around"
            | "nearly"
            | "almost"
            | "over"
            | "approximately"
            | "estimated"
            | "roughly"
            | "many"
    );
    if (counts_things && !cued || hedged) && next == i + 1 {
        return None;
    }
    Some((Reason::Year, next))
}

fn is_four_digits(token: &str) -> bool {
    token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit())
}

/// Figures joined by dashes: phone numbers and dates (three or more), scores, records.
fn dashed(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mut next = i + 1;
    let mut parts = 1;
    while next + 1 < s.end
        && (doc.kind(next) == Kind::Dash || doc.word(next) == "/")
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
        let cue = SCORE_CUES.contains(before) || SCORE_CUES.contains(doc.lower(next));
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
    if doc.word(k) == "." && k > s.start {
        k -= 1;
    }
    let word = doc.lower(k);
    if !LABELS.contains(word) {
        return None;
    }
    let measured = measure::after(doc, i + 1, s.end).is_some() || money::after(doc, i + 1, s.end).is_some();
    let plural_follows = doc.tag(i + 1) == Tag::Plural && doc.spaced(i + 1) && !is_verb_form(doc, s, i + 1);
    // "Phase 3 trials", "the Formula 1 teams": a name that a capital or the start of the sentence shows
    let named = doc.is_capitalised(k) && doc.tag(k).is_noun() && doc.word(i).len() <= 2;
    (!measured && (!plural_follows || named)).then_some((Reason::Label, i + 1))
}

/// "357 Magnum", "the 1600 block", "a 911 call", "the 9-11 attacks".
fn known_number(doc: &Document, i: usize) -> Option<(Reason, usize)> {
    let next = doc.lower(i + 1);
    let dialled = EMERGENCY.contains(doc.word(i)) && DIALLED.contains(next);
    let block = next != "block" || doc.lower(i + 2) == "of";
    if dialled || NAMED.contains(next) && block {
        return Some((Reason::Name, i + 1));
    }
    let september =
        doc.word(i) == "9" && doc.kind(i + 1) == Kind::Dash && doc.word(i + 2) == "11" && !doc.spaced(i + 1);
    september.then_some((Reason::Date, i + 3))
}

/// "575 Wilbraham Road".
fn address(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mut k = i + 1;
    while k < s.end && k < i + 5 && doc.kind(k) == Kind::Word && doc.is_capitalised(k) {
        if STREETS.contains(doc.lower(k)) && k > i + 1 {
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
        || crate::normalizer::number::magnitude_at(doc, next, s.end, false).is_some()
        || (doc.spaced(next) || doc.kind(next) == Kind::Dash)
            && counted::after(doc, next, s.end, false).is_some()
}

/// "1." or "2)" at the start of a line, "(3)".
fn list_number(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let alone =
        i == s.start && (i + 1 == s.end || i + 2 == s.end && matches!(doc.word(i + 1), "." | ")" | ":"));
    let marked = i == s.start && doc.word(i + 1) == ")";
    let bracketed = i > s.start
        && i == s.start + 1
        && doc.word(i - 1) == "("
        && doc.word(i + 1) == ")"
        && doc.word(i).len() <= 2;
    (alone || marked || bracketed).then_some((Reason::Label, i + 1))
}

fn words(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let word = doc.lower(i);
    let before = if i > s.start { doc.lower(i - 1) } else { "" };
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
    if doc.kind(i + 1) == Kind::Dash && DECADES.contains(doc.lower(i + 2)) {
        return Some((Reason::Year, i + 3)); // nineteen-sixties
    }
    clock(doc, s, i)
}

/// Whether token `i`, a plural in sentence `s`, is rather the third person of a verb ("crosses", "returns"): the
/// lexicon knows it as one, or the sentence has no other verb.
fn is_verb_form(doc: &Document, s: &Range<usize>, i: usize) -> bool {
    let word = doc.lower(i);
    crate::text::known_word(word) == Some(Tag::VerbS)
        || word.ends_with('s') && doc.tag(i) == Tag::Plural && !s.clone().any(|k| doc.tag(k).is_verb())
}
