//! Units of measure behind a figure: "km", "square miles", "-hour", "long years".

use crate::lexicon::{Measure, id_sets, word_sets};
use crate::text::{Document, Kind, Tag, one_line};

id_sets! { "unit_words.tsv":
    /// Words between a figure and its unit.
    BEFORE_UNIT = "before_unit";
    /// What "m" as a metre stands before.
    BEHIND_METRES = "behind_metres";
    /// What "foot" as a length stands before.
    BEHIND_FOOT = "behind_foot";
}
word_sets! { "unit_words.tsv":
    /// What "stone" as a weight stands before.
    BEHIND_STONE = "behind_stone";
}

/// Most tokens that one written symbol takes ("sq", ".", "ft", ".").
const MOST_TOKENS: usize = 5;

/// How far back, in tokens, the mark that opens a quotation is looked for.
const QUOTED: usize = 60;

/// The unit that starts at token `at`, behind a figure that ends there; gives its end.
pub(crate) fn after<'d>(doc: &Document<'d>, at: usize, end: usize) -> Option<(Measure<'d>, usize)> {
    if at >= end {
        return None;
    }
    doc.measures.get(at, end, || {
        let first = doc.behind_hyphen(at);
        by_symbol(doc, first, end)
            .or_else(|| by_words(doc, first, end))
            .or_else(|| behind_adjectives(doc, first, end))
            .or_else(|| on_the_scale(doc, first, end))
    })
}

fn by_words<'d>(doc: &Document<'d>, first: usize, end: usize) -> Option<(Measure<'d>, usize)> {
    if !doc.lexicon.begins_measure(doc.lower(first)) {
        return None;
    }
    // hyphens inside the unit ("foot-pounds", "square-mile") are passed over
    let mut tokens = [first; 6];
    let mut at = first;
    for slot in &mut tokens {
        *slot = at;
        at = doc.behind_hyphen(at + 1);
    }
    let word = |k: usize| tokens.get(k).filter(|&&t| t < end).map_or("", |&t| doc.lower(t));
    let (measure, words) = doc.lexicon.measure_by_words(word)?;
    let last = tokens[words - 1] + 1;
    is_measure_here(doc, measure, first, last).then_some((measure, last))
}

/// Words that are units in one place and nouns in another.
fn is_measure_here(doc: &Document, measure: Measure<'_>, first: usize, last: usize) -> bool {
    match doc.lower(first) {
        // "second" behind a figure is a unit only in the plural or with a hyphen ("30-second")
        "second" => {
            doc.kind(first - 1) == Kind::Dash
                || doc.kind(first - 1) == Kind::Number && doc.word(first - 1).contains('.')
        }
        // "two yards" measures, "two feet" may stand, "two degrees from Yale" is rare; "5 points" is counted
        "stone" | "stones" => BEHIND_STONE.contains(doc.lower(last)),
        "bar" | "bars" => measure.dimension != "pressure",
        "foot" if doc.kind(first - 1) != Kind::Dash => BEHIND_FOOT.has(doc.id(last)),
        _ => true,
    }
}

/// "70 on the GPa scale".
fn on_the_scale<'d>(doc: &Document<'d>, first: usize, end: usize) -> Option<(Measure<'d>, usize)> {
    let at = doc.phrase_at(first, "on the")?;
    let scale = (at + 1..end.min(at + 4)).find(|&k| doc.is(k, "scale"))?;
    let (measure, last) = by_symbol(doc, at, scale).or_else(|| by_words(doc, at, scale))?;
    (last == scale).then_some((measure, scale + 1))
}

/// "30 consecutive days", "two long years": one or two adjectives before a unit of time.
fn behind_adjectives<'d>(doc: &Document<'d>, first: usize, end: usize) -> Option<(Measure<'d>, usize)> {
    let mut at = first;
    if BEFORE_UNIT.has(doc.id(at)) {
        return by_words(doc, at + 1, end); // "one US pint", "517 rushing yards"
    }
    while at < end
        && at < first + 2
        && doc.tag(at) == Tag::Adjective
        && doc.spaced(at)
        && !doc.is_any(at, ["last", "next", "early", "late"])
    {
        at += 1;
        if let Some((measure, last)) = by_words(doc, at, end).filter(|(m, _)| m.dimension == "duration") {
            return Some((measure, last));
        }
    }
    None
}

/// A symbol such as "km", "km/h", "sq. ft.", "°C", "%". Ambiguous ones only where they are written on to the figure
/// or nothing but the end of the phrase follows.
fn by_symbol<'d>(doc: &Document<'d>, first: usize, end: usize) -> Option<(Measure<'d>, usize)> {
    if !doc.lexicon.begins_measure_symbol(doc.word(first)) {
        return None;
    }
    // as many tokens as can be the beginning of a symbol
    let mut most = first + 1;
    while most < (first + MOST_TOKENS).min(end)
        && doc.lexicon.begins_measure_symbol(&one_line(doc.slice(first..most + 1)))
    {
        most += 1;
    }
    for last in (first + 1..=most.min(end)).rev() {
        let written = doc.on_one_line(first..last);
        if written.len() > 12 {
            continue;
        }
        let Some(measure) = doc.lexicon.measure_by_symbol(&written) else { continue };
        if written.starts_with(['"', '”']) && closes_quote(doc, first) {
            continue;
        }
        let stop = last == end && last > first + 1 && doc.is(last - 1, ".");
        if stop && doc.lexicon.measure_by_symbol(&doc.on_one_line(first..last - 1)).is_some() {
            continue; // the full stop of the sentence
        }
        if last < end && !doc.spaced(last) && matches!(doc.kind(last), Kind::Word | Kind::Number) {
            continue;
        }
        let glued = first > 0 && !doc.spaced(first);
        let capital = matches!(&*written, "W" | "V" | "C" | "F" | "A") && !doc.is(last, ".");
        let capital = capital && doc.kind(first - 1) == Kind::Number;
        if measure.ambiguous && !(glued || capital || written == "m" && is_metre(doc, first)) {
            continue;
        }
        return Some((measure, last));
    }
    None
}

/// "68 m of tunnel", "at 3,750 m,": an "m" apart from its digits is a metre where no noun follows that there could be
/// millions of.
fn is_metre(doc: &Document, at: usize) -> bool {
    let next = at + 1;
    doc.kind(at.wrapping_sub(1)) == Kind::Number
        && (matches!(doc.kind(next), Kind::Punct | Kind::Symbol)
            || doc.tag(next) == Tag::Preposition
            || BEHIND_METRES.has(doc.id(next)))
}

/// Whether the quotation mark at token `at` closes what one before it opened ("wrote \"Saw 5\"").
fn closes_quote(doc: &Document, at: usize) -> bool {
    let marks = |k: &usize| matches!(doc.word(*k), "\"" | "“" | "”" | "„");
    (at.saturating_sub(QUOTED)..at).filter(marks).count() % 2 == 1
}
