//! Denominators of a rate: "a month", "per share", "each", "apiece", "/day", "-a-month", "monthly".

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::claim::Unit;
use crate::lexicon::{Measure, id_sets, rows, word_sets};
use crate::text::{Document, Kind, Tag};

/// Words behind a figure that make it a rate by themselves ("monthly", "apiece"): word, code, name.
static ADVERBS: LazyLock<FxHashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    rows(include_str!("../../lexicon/en/rates.tsv"))
        .filter(|r| r[0] == "adverb")
        .filter_map(|r| Some((*r.get(1)?, (*r.get(2)?, *r.get(3)?))))
        .collect()
});

id_sets! { "rates.tsv":
    /// Nouns that stand as a denominator behind "a" or "an" ("$40 a barrel"), apart from units of time.
    NOUNS = "noun";
}
word_sets! { "rates.tsv":
    /// Words behind "a year" that make it say when.
    WHEN = "when";
}

/// The denominators that start at token `at`, looking no further than `end`; gives their end.
pub(crate) fn after(doc: &Document, at: usize, end: usize) -> (Vec<Unit>, usize) {
    let mut units = Vec::new();
    let mut next = at;
    while let Some((unit, after)) = one(doc, next, end) {
        units.push(unit);
        next = after;
        if units.len() == 3 {
            break;
        }
    }
    (units, next)
}

fn one(doc: &Document, at: usize, end: usize) -> Option<(Unit, usize)> {
    if at >= end {
        return None;
    }
    let first = doc.behind_hyphen(at);
    if let Some((code, name)) = ADVERBS.get(doc.lower(first)) {
        if doc.is(first, "each") && doc.is(first + 1, "other") {
            return None;
        }
        if doc.is(first, "each")
            && let Some((period, words)) = doc
                .lexicon
                .measure_by_words(|k| if first + 1 + k < end { doc.lower(first + 1 + k) } else { "" })
            && period.dimension == "duration"
        {
            return Some((unit(period.code, period.name), first + 1 + words));
        }
        let person = doc.is(first, "each") || doc.is(first, "apiece");
        let after = if person && doc.is(first + 1, "of") { skip_of_them(doc, first + 1) } else { first + 1 };
        return Some((unit(code, name), after));
    }
    match doc.lower(first) {
        // "$54 billion-per-year"
        "per" | "every" | "/" => denominator(doc, doc.behind_hyphen(first + 1), end, true),
        "a" | "an" => denominator(
            doc,
            if doc.kind(first + 1) == Kind::Dash { first + 2 } else { first + 1 },
            end,
            false,
        ),
        "for" if doc.is_any(first + 1, ["each", "every"]) => {
            let after = skip_of_them(doc, first + 2);
            if after > first + 2 {
                return Some((unit("{person}", "person"), after));
            }
            denominator(doc, first + 2, end, true).or_else(|| Some((unit("{person}", "person"), first + 2)))
        }
        _ => None,
    }
}

/// Behind "each": "of them", "of the men".
fn skip_of_them(doc: &Document, at: usize) -> usize {
    if doc.is(at, "of") && doc.is_any(at + 1, ["them", "us", "you"]) { at + 2 } else { at }
}

/// The noun or unit of a denominator at token `at`; behind "per" any noun, behind "a" only usual ones.
fn denominator(doc: &Document, at: usize, end: usize, any: bool) -> Option<(Unit, usize)> {
    if at >= end {
        return None;
    }
    if any && doc.is(at, "capita") {
        return Some((unit("{person}", "person"), at + 1));
    }
    let word = |k: usize| if at + k < end { doc.lower(at + k) } else { "" };
    if WHEN.contains(word(1)) {
        return None; // "$6 billion a year earlier" says when
    }
    if let Some((m, words)) = doc.lexicon.measure_by_words(word)
        && (any || matches!(m.dimension, "duration") || NOUNS.has(doc.id(at)))
    {
        return Some((unit(m.code, m.name), at + words));
    }
    if any
        && doc.kind(at) == Kind::Word
        && let Some((m, after)) = by_symbol(doc, at, end)
    {
        return Some((unit(m.code, m.name), after));
    }
    let noun = doc.lower(at);
    if NOUNS.contains(noun) || any && matches!(doc.tag(at), Tag::Noun) {
        let name = doc.lexicon.singular(noun);
        return Some((unit(&format!("{{{name}}}"), &name), at + 1));
    }
    None
}

/// The unit that one to three tokens from `at` on write as a symbol ("sq m", "kg").
fn by_symbol<'d>(doc: &Document<'d>, at: usize, end: usize) -> Option<(Measure<'d>, usize)> {
    (at + 1..=(at + 3).min(end))
        .rev()
        .find_map(|after| Some((doc.lexicon.measure_by_symbol(&doc.on_one_line(at..after))?, after)))
}

fn unit(code: &str, name: &str) -> Unit {
    Unit { code: code.into(), name: name.into(), phrase: None }
}
