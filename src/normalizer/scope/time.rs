//! Expressions of time: "since 2004", "last week", "two days ago".

use std::ops::Range;
use std::sync::LazyLock;

use crate::lexicon::{ById, WordId, alternatives, id_sets, rows, singular};
use crate::text::{Document, Kind, Tag};

id_sets! { "times.tsv":
    /// Behind how long something is past.
    AGO = "ago";
}

/// What the words of time do.
static TIMES: LazyLock<ById<Option<Time>>> =
    LazyLock::new(|| times().map(|(word, part)| (word, Some(part))).collect());

/// The words of time with what they do.
fn times() -> impl Iterator<Item = (&'static str, Time)> {
    let rows = rows(include_str!("../../lexicon/en/times.tsv"));
    let words = rows.filter_map(|row| {
        let [group, words] = row[..] else { return None };
        let part = Time::of_group(group)?;
        Some(alternatives(words).map(move |word| (word, part)))
    });
    words.flatten()
}

/// All words that an expression of time can begin with, but figures and articles before "ago".
pub(super) fn words_of_time() -> impl Iterator<Item = &'static str> {
    times().map(|(word, _)| word)
}

/// The part of a word in an expression of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Time {
    /// "Sunday"
    Weekday,
    /// "Jan"
    Month,
    /// "yesterday"
    Deictic,
    /// "week", "morning"
    Period,
    /// "last", "this"
    Which,
    /// "so far"
    So,
    /// "since May", "until Friday"
    Since,
    /// "in 2004"
    In,
}

impl Time {
    fn of_group(group: &str) -> Option<Time> {
        Some(match group {
            "weekday" => Time::Weekday,
            "month" => Time::Month,
            "deictic" => Time::Deictic,
            "period" => Time::Period,
            "which" => Time::Which,
            "so" => Time::So,
            "since" => Time::Since,
            "in" => Time::In,
            _ => return None,
        })
    }
}

/// Whether the word at token `i` can be part of an expression of time.
pub(super) fn is_of_time(doc: &Document, i: usize) -> bool {
    TIMES.get(doc.id(i)).is_some()
}

/// The expression of time at token `i`, with the preposition that belongs to its sense ("since 2004", "in May").
pub(super) fn time_at(doc: &Document, i: usize, end: usize) -> Option<Range<usize>> {
    // few words are any of time: the others are told by their number
    let possible = is_of_time(doc, i) || is_ago(doc, i + 2);
    if possible { read_time(doc, i, end) } else { None }
}

fn read_time(doc: &Document, i: usize, end: usize) -> Option<Range<usize>> {
    if let Some(range) = ago(doc, i, end) {
        return Some(range);
    }
    if doc.kind(i) != Kind::Word {
        return None;
    }
    let time = TIMES.get(doc.id(i))?;
    let next = || TIMES.get(doc.id(i + 1));
    match time {
        Time::Weekday if doc.is_capitalised(i) => {
            Some(i..i + 1 + usize::from(next() == Some(Time::Period) && i + 1 < end))
        }
        Time::Month if doc.is_capitalised(i) => month_end(doc, i, end).map(|e| i..e),
        Time::Deictic => Some(i..i + 1),
        Time::Which => {
            let points = matches!(next(), Some(Time::Period | Time::Weekday | Time::Month | Time::Deictic));
            points.then_some(i..i + 2)
        }
        Time::So if doc.is(i + 1, "far") => {
            let more = time_at(doc, i + 2, end);
            Some(i..more.map_or(i + 2, |r| r.end))
        }
        Time::Since => {
            let stop =
                if is_year(doc, i + 1) { Some(i + 2) } else { time_at(doc, i + 1, end).map(|r| r.end) };
            stop.map(|e| i..e)
        }
        Time::In if is_year(doc, i + 1) => Some(i + 1..i + 2),
        _ => None,
    }
}

/// Whether token `i` is "ago".
#[inline]
pub(super) fn is_ago(doc: &Document, i: usize) -> bool {
    AGO.has(doc.id(i))
}

/// "two years ago", "a week ago", "10 days ago".
fn ago(doc: &Document, i: usize, end: usize) -> Option<Range<usize>> {
    let number = doc.tag(i) == Tag::Number || doc.is_any(i, ["a", "an"]);
    let stretch = |k: usize| TIMES.get(WordId::of(&singular(doc.lower(k)))) == Some(Time::Period);
    // the word that is seldom there comes first
    (number && i + 3 <= end && is_ago(doc, i + 2) && stretch(i + 1)).then_some(i..i + 3)
}

/// End of a date that begins with a month; `None` for "may" and "march" that are no months.
fn month_end(doc: &Document, i: usize, end: usize) -> Option<usize> {
    let mut stop = i + 1;
    let short = doc.word(i).len() <= 4 && !doc.is_any(i, ["may", "june", "july"]);
    if short && doc.is(stop, ".") && !doc.spaced(stop) {
        stop += 1;
    }
    let is_day = |k: usize| doc.kind(k) == Kind::Number && doc.word(k).len() <= 2;
    let mut sure = !doc.is_any(i, ["may", "march"]) || i > 0 && doc.tag(i - 1) == Tag::Preposition;
    if stop < end && is_day(stop) {
        stop += 1;
        sure = true;
    }
    let comma = usize::from(doc.is(stop, ","));
    if is_year(doc, stop + comma) {
        stop += comma + 1;
        sure = true;
    }
    sure.then_some(stop)
}

fn is_year(doc: &Document, i: usize) -> bool {
    let w = doc.word(i);
    w.len() == 4
        && doc.kind(i) == Kind::Number
        && (w.starts_with("19") || w.starts_with("20"))
        && w.bytes().all(|b| b.is_ascii_digit())
}
