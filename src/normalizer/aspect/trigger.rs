//! The words that trigger an aspect, in all their forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{WordMap, rows};
use crate::text::{Document, Kind};

/// One aspect's trigger: the words behind the first, the aspect, and the dimensions that it goes with.
pub(super) struct Trigger {
    /// The words behind the first.
    rest: Vec<&'static str>,
    aspect: &'static str,
    dimensions: &'static str,
}

/// Triggers under every form of their first word.
static TRIGGERS: LazyLock<WordMap<Vec<Trigger>>> = LazyLock::new(|| {
    let mut table: FxHashMap<String, Vec<Trigger>> = FxHashMap::default();
    let irregular = irregular_forms();
    for row in rows(include_str!("../../lexicon/en/aspects.tsv")) {
        let [aspect, dimensions, words, ..] = row[..] else { continue };
        for phrase in words.split('|').filter(|p| !p.is_empty()) {
            let mut parts = phrase.split(' ');
            let Some(first) = parts.next() else { continue };
            let rest: Vec<&'static str> = parts.collect();
            for form in forms(first).into_iter().chain(irregular.get(first).into_iter().flatten().cloned()) {
                let trigger = Trigger { rest: rest.clone(), aspect, dimensions };
                table.entry(form).or_default().push(trigger);
            }
        }
    }
    for list in table.values_mut() {
        list.sort_by_key(|t| std::cmp::Reverse(t.rest.len()));
    }
    // The table lives as long as the program, and so may its words.
    table.into_iter().map(|(form, list)| (&*form.leak(), list)).collect()
});

/// The forms of irregular verbs besides the regular ones, by their base form.
fn irregular_forms() -> FxHashMap<&'static str, Vec<String>> {
    rows(include_str!("../../lexicon/en/verbs.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.split('|').map(str::to_owned).collect())))
        .collect()
}

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
pub(super) fn trigger_at(doc: &Document, i: usize, dimension: &str) -> Option<&'static str> {
    if doc.kind(i) != Kind::Word {
        return None;
    }
    let fits = |t: &&Trigger| {
        (t.dimensions == "*" || t.dimensions.split('|').any(|d| d == dimension))
            && t.rest.iter().enumerate().all(|(k, w)| doc.lower(i + 1 + k) == *w)
    };
    TRIGGERS.find(doc.lower(i))?.iter().find(fits).map(|t| t.aspect)
}
