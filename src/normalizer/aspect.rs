//! The standard word for what a figure says: killed, injured, salary, price, distance, ...
//!
//! Each aspect has trigger words in the lexicon. The nearest trigger beside the figure gives the aspect; how far a
//! trigger reaches follows the clause: rightwards up to punctuation or a conjunction, leftwards over a list
//! ("killing four people, two soldiers and a child").

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::rows;
use crate::normalizer::mention::Mention;
use crate::text::{Document, Kind, Tag};

/// One aspect's trigger: the words behind the first, the aspect, and the dimensions that it goes with.
struct Trigger {
    rest: Vec<&'static str>,
    aspect: &'static str,
    dimensions: &'static str,
}

/// Triggers under every form of their first word.
static TRIGGERS: LazyLock<FxHashMap<String, Vec<Trigger>>> = LazyLock::new(|| {
    let mut table: FxHashMap<String, Vec<Trigger>> = FxHashMap::default();
    for row in rows(include_str!("../lexicon/en/aspects.tsv")) {
        let [aspect, dimensions, words, ..] = row[..] else { continue };
        for phrase in words.split('|').filter(|p| !p.is_empty()) {
            let mut parts = phrase.split(' ');
            let Some(first) = parts.next() else { continue };
            let rest: Vec<&'static str> = parts.collect();
            for form in forms(first) {
                let trigger = Trigger { rest: rest.clone(), aspect, dimensions };
                table.entry(form).or_default().push(trigger);
            }
        }
    }
    for list in table.values_mut() {
        list.sort_by_key(|t| std::cmp::Reverse(t.rest.len()));
    }
    table
});

/// The regular inflections of a word: plural, third person, past, -ing.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned()];
    let stem = word.strip_suffix('e');
    let consonant_y = word.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    if let Some(base) = consonant_y {
        forms.extend([format!("{base}ies"), format!("{base}ied"), format!("{word}ing")]);
        return forms;
    }
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|e| word.ends_with(e));
    forms.push(format!("{word}{}", if sibilant { "es" } else { "s" }));
    match stem {
        Some(stem) => forms.extend([format!("{word}d"), format!("{stem}ing")]),
        None => forms.extend([format!("{word}ed"), format!("{word}ing")]),
    }
    // stop, stopped: a single vowel before one consonant doubles it
    let mut tail = word.chars().rev();
    if let (Some(last), Some(vowel), Some(before)) = (tail.next(), tail.next(), tail.next())
        && !"aeiouwxy".contains(last)
        && "aeiou".contains(vowel)
        && !"aeiou".contains(before)
    {
        forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
    }
    forms
}

/// The aspect triggered at token `i`, if it goes with `dimension`.
fn trigger_at(doc: &Document, i: usize, dimension: &str) -> Option<&'static str> {
    if doc.kind(i) != Kind::Word {
        return None;
    }
    let fits = |t: &&Trigger| {
        (t.dimensions == "*" || t.dimensions.split('|').any(|d| d == dimension))
            && t.rest.iter().enumerate().all(|(k, w)| doc.lower(i + 1 + k) == *w)
    };
    TRIGGERS.get(doc.lower(i))?.iter().find(fits).map(|t| t.aspect)
}

/// How far a trigger may stand from the figure, in tokens.
const REACH: usize = 12;

/// The aspect of `mention`; `others` are the mentions of its sentence. What is paid by the hour, day, week or month
/// is pay, whatever verb says so.
pub(crate) fn aspect(doc: &Document, mention: &Mention, others: &[Mention]) -> Option<&'static str> {
    let found = triggered(doc, mention, others);
    match found {
        None | Some("price" | "cost") => default_aspect(doc, mention).or(found),
        _ => found,
    }
}

/// The aspect that a word beside the figure triggers; `others` are the mentions of its sentence.
fn triggered(doc: &Document, mention: &Mention, others: &[Mention]) -> Option<&'static str> {
    match mention.unit.dimension {
        "magnitude" => return Some("magnitude"),
        "age" => return Some("age"),
        _ => {}
    }
    let s = doc.sentences[mention.sentence].tokens.clone();
    let noun = mention.noun.clone().unwrap_or(mention.tokens.end..mention.tokens.end);
    let dimension = mention.unit.dimension;
    let inside = noun.clone().next_back().and_then(|k| trigger_at(doc, k, dimension));
    if mention.high.is_some_and(|v| v.is_zero()) && inside.is_some() {
        return inside; // "no casualties"
    }
    if noun.len() == 1
        && crate::normalizer::unit::counted::is_state(doc.lower(noun.start))
        && inside.is_some()
    {
        return inside; // "20 wounded"
    }
    let right = rightwards(doc, noun.end.max(mention.tokens.end), s.end, dimension);
    let left = leftwards(doc, mention.tokens.start, &s, dimension, others);
    match (left, right) {
        (Some((l, a)), Some((r, b))) => {
            // a passive behind the noun ("people were killed") outweighs a verb before it at some distance
            Some(if l <= r { a } else { b })
        }
        (Some((l, a)), None) if inside.is_none() || l <= 2 => Some(a),
        (None, Some((r, b))) if inside.is_none() || r <= 3 => Some(b),
        _ => inside.or(left.map(|(_, a)| a)).or(right.map(|(_, b)| b)),
    }
}

/// Money by the hour, day, week or month, with no word beside it that says what for, is pay.
fn default_aspect(doc: &Document, mention: &Mention) -> Option<&'static str> {
    let timed = |code: &str| matches!(code, "h" | "d" | "wk" | "mo");
    let to_people = matches!(doc.lower(mention.tokens.end.saturating_sub(1)), "them" | "us")
        && mention.per.iter().any(|p| p.code == "{person}"); // "$3,000 for each of them"
    let rate = to_people || mention.per.iter().any(|p| timed(&p.code));
    (mention.unit.dimension == "money" && rate).then_some("salary")
}

/// The first trigger behind the figure, up to the end of its clause; gives its distance.
fn rightwards(doc: &Document, from: usize, end: usize, dimension: &str) -> Option<(usize, &'static str)> {
    for (distance, k) in (from..end.min(from + REACH)).enumerate() {
        if matches!(doc.word(k), "," | ";" | ":" | "(" | ")" | "." | "--") || doc.kind(k) == Kind::Quote {
            return None;
        }
        if matches!(doc.lower(k), "and" | "but" | "while" | "when" | "after" | "before") && distance > 0 {
            return None;
        }
        if doc.kind(k) == Kind::Number {
            return None;
        }
        if let Some(aspect) = trigger_at(doc, k, dimension) {
            return Some((distance, aspect));
        }
    }
    None
}

/// The first trigger before the figure; commas and other figures on the way count as distance.
fn leftwards(
    doc: &Document,
    start: usize,
    s: &Range<usize>,
    dimension: &str,
    others: &[Mention],
) -> Option<(usize, &'static str)> {
    let mut distance = 0;
    let mut k = start;
    while k > s.start && distance < REACH {
        k -= 1;
        if matches!(doc.word(k), ";" | ":") {
            return None;
        }
        if let Some(other) = others.iter().find(|m| m.tokens.contains(&k)) {
            // inside another figure's phrase: its noun is not what this one is about
            k = other.tokens.start;
            distance += 2;
            continue;
        }
        if let Some(aspect) = trigger_at(doc, k, dimension) {
            // a noun of the clause before ("... were killed and 20 ...") reaches over "and" only as a verb
            return Some((distance, aspect));
        }
        // "... was killed and dozens were injured": behind "and" a new clause may start
        let joins = matches!(doc.lower(k), "and" | "but" | "while");
        distance += if doc.word(k) == "," || joins { 3 } else { 1 };
        if doc.tag(k) == Tag::Wh {
            distance += 3;
        }
    }
    None
}
