//! Numbers that say when: clock times, dates, years.

use std::ops::Range;

use crate::exclusion::Reason;
use crate::lexicon::{id_sets, word_sets};
use crate::normalizer::unit::{measure, money};
use crate::text::{Document, Kind, Tag};

id_sets! { "exclusions.tsv":
    /// Words behind a clock time.
    CLOCK_AFTER = "clock_after";
    /// Month names and their abbreviations.
    MONTHS = "month";
    /// Verbs whose "at" gives a time of day.
    CLOCK_VERBS = "clock_verb";
}
word_sets! { "exclusions.tsv":
    /// Words before a year.
    YEAR_CUES = "year_cue";
    /// Those behind which a year stays one before a unit.
    YEAR_SHARP = "year_sharp";
    /// Hedges, which no year has.
    YEAR_NEVER = "year_never";
    /// Prepositions before "7 in the morning".
    CLOCK_BEFORE = "clock_before";
    /// Decades in words.
    DECADES = "decade";
}

/// Whether the word at token `i` stands with clock times ("pm", "GMT").
pub(super) fn is_of_clock(doc: &Document, i: usize) -> bool {
    CLOCK_AFTER.has(doc.id(i))
}

/// Whether the lower-case word is a decade ("sixties").
pub(super) fn is_decade(word: &str) -> bool {
    DECADES.contains(word)
}

/// A time of day, by its form or by the words around it.
pub(super) fn clock(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let mut next = i + 1;
    // 7:48, 7:48:30
    while doc.is(next, ":")
        && !doc.spaced(next)
        && !doc.spaced(next + 1)
        && doc.kind(next + 1) == Kind::Number
        && next + 1 < s.end
    {
        next += 2;
    }
    // "07: 35GMT": the blank of a tokeniser
    if next == i + 1
        && doc.is(next, ":")
        && !doc.spaced(next)
        && doc.word(next + 1).len() == 2
        && is_of_clock(doc, next + 2)
    {
        return Some((Reason::ClockTime, next + 3));
    }
    if next > i + 1 {
        let after = next + usize::from(is_of_clock(doc, next));
        return Some((Reason::ClockTime, after));
    }
    clock_word_behind(doc, s, i)
        .or_else(|| clock_word_before(doc, s, i))
        .map(|after| (Reason::ClockTime, after))
}

/// "7 pm", "1530 hours", "3 p. m.", "7 o'clock"; gives the end of it.
fn clock_word_behind(doc: &Document, s: &Range<usize>, i: usize) -> Option<usize> {
    let next = i + 1;
    let word = doc.lower(next);
    if next < s.end && is_of_clock(doc, next) {
        // "1530 hours" is a time, "30 hours" a duration
        let measures = matches!(word, "hours" | "hrs");
        if !measures || doc.kind(i) == Kind::Number && is_four_digits(doc.word(i)) {
            let zone = measures && next + 1 < s.end && is_of_clock(doc, next + 1);
            return Some(next + 1 + usize::from(zone)); // "1100 hrs IST"
        }
    }
    if matches!(word, "a" | "p") && doc.is(next + 1, ".") && doc.is(next + 2, "m") {
        return Some(next + 3);
    }
    let o_clock = word == "o" && doc.is(next + 2, "clock")
        || word.starts_with("o'clock")
        || word.starts_with("o’clock");
    o_clock.then_some(next + 1)
}

/// "at 1353 (1023 GMT)", "starts at 20.45", "by 10 in the morning"; gives the end of it.
fn clock_word_before(doc: &Document, s: &Range<usize>, i: usize) -> Option<usize> {
    let next = i + 1;
    let before = if i > s.start { doc.lower(i - 1) } else { "" };
    // "at 1353 (1023 GMT)", "at 0430 local time"
    if before == "at" && is_military(doc.word(i)) && doc.is_any(next, ["(", "local", "on", "hours"]) {
        return Some(next);
    }
    // "starts at 20.45"
    let begins = i >= s.start + 2 && before == "at" && CLOCK_VERBS.has(doc.id(i - 2));
    if begins && is_hour_and_minute(doc.word(i)) {
        return Some(next);
    }
    // "at 7 in the morning"
    let daytime =
        doc.phrase_at(next, "in the").is_some() && doc.is_any(next + 2, ["morning", "afternoon", "evening"]);
    (daytime && CLOCK_BEFORE.contains(before)).then_some(next + 3)
}

/// "0430", "1353"
fn is_military(token: &str) -> bool {
    is_four_digits(token) && token < "2400" && &token[2..] < "60"
}

/// "20.45"
fn is_hour_and_minute(token: &str) -> bool {
    let Some((hour, minute)) = token.split_once('.') else { return false };
    let below = |part: &str, limit: u32| part.len() <= 2 && part.parse::<u32>().is_ok_and(|n| n < limit);
    below(hour, 24) && minute.len() == 2 && below(minute, 60)
}

fn is_four_digits(token: &str) -> bool {
    token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit())
}

/// "May 3", "Oct. 10, 2002", "9-10 May": a day of a month, with its year.
pub(super) fn date(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    let is_day = day(doc.word(i)).is_some();
    let month_before = (i > s.start).then(|| month_before(doc, s, i)).flatten();
    if is_day && month_before.is_some() {
        let mut next = i + 1;
        // "Jan. 4-7", "Oct. 10, 2002", "May 3 and 4"
        if matches!(doc.kind(next), Kind::Dash) && day(doc.word(next + 1)).is_some() {
            next += 2;
        }
        if doc.is(next, ",") && year_value(doc.word(next + 1)).is_some() {
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
            && (doc.kind(next) == Kind::Dash || doc.is_any(next, ["and", "or", "to"]))
            && day(doc.word(next + 1)).is_some()
        {
            next += 2;
        }
    }
    let month_after = next < s.end && MONTHS.has(doc.id(next)) && doc.is_capitalised(next);
    if is_day && month_after && (!doc.is(next, "may") || !doc.tag(next + 1).is_verb()) {
        let year = usize::from(year_value(doc.word(next + 1)).is_some());
        return Some((Reason::Date, (next + 1 + year).min(s.end)));
    }
    None
}

/// The month right before token `i`, over an abbreviation's dot.
fn month_before(doc: &Document, s: &Range<usize>, i: usize) -> Option<usize> {
    let mut k = i - 1;
    if doc.is(k, ".") && k > s.start {
        k -= 1;
    }
    (doc.is_capitalised(k) && MONTHS.has(doc.id(k))).then_some(k)
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
pub(super) fn year(doc: &Document, s: &Range<usize>, i: usize) -> Option<(Reason, usize)> {
    year_value(doc.word(i))?;
    let mut next = i + 1;
    // 1983-2005, 2011-12, 1998/99
    if (doc.kind(next) == Kind::Dash || doc.is(next, "/"))
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
    let sharp = YEAR_SHARP.contains(before);
    let measured = measure::after(doc, i + 1, s.end).filter(|(m, _)| m.dimension != "duration" || !cued);
    if measured.is_some_and(|_| !sharp) || money::after(doc, i + 1, s.end).is_some() {
        return None;
    }
    let counts_things =
        doc.tag(next) == Tag::Plural || doc.tag(next) == Tag::Adjective && doc.tag(next + 1) == Tag::Plural;
    let hedged = YEAR_NEVER.contains(before);
    if (counts_things && !cued || hedged) && next == i + 1 {
        return None;
    }
    Some((Reason::Year, next))
}
