//! The words that trigger an aspect, in all their forms.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{WordMap, forms, rows};
use crate::text::{Document, Kind};

/// One aspect's trigger: the words behind the first, the aspect, and the dimensions that it goes with.
pub(super) struct Trigger {
    /// The words behind the first.
    rest: Vec<&'static str>,
    aspect: &'static str,
    /// None for those that go with all.
    dimensions: Option<Vec<&'static str>>,
}

/// Triggers under every form of their first word.
static TRIGGERS: LazyLock<WordMap<Vec<Trigger>>> = LazyLock::new(|| {
    let mut table: FxHashMap<String, Vec<Trigger>> = FxHashMap::default();
    for row in rows(include_str!("../../lexicon/en/aspects.tsv")) {
        let [aspect, dimensions, words, ..] = row[..] else { continue };
        let dimensions: Option<Vec<_>> = (dimensions != "*").then(|| dimensions.split('|').collect());
        for phrase in words.split('|').filter(|p| !p.is_empty()) {
            let mut parts = phrase.split(' ');
            let Some(first) = parts.next() else { continue };
            let rest: Vec<&'static str> = parts.collect();
            for form in forms(first) {
                let trigger = Trigger { rest: rest.clone(), aspect, dimensions: dimensions.clone() };
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

/// The aspect triggered at token `i`, if it goes with `dimension`.
pub(super) fn trigger_at(doc: &Document, i: usize, dimension: &str) -> Option<&'static str> {
    if doc.kind(i) != Kind::Word {
        return None;
    }
    let fits = |t: &&Trigger| {
        t.dimensions.as_ref().is_none_or(|dimensions| dimensions.contains(&dimension))
            && t.rest.iter().enumerate().all(|(k, w)| doc.lower(i + 1 + k) == *w)
    };
    if let Some(aspect) = doc.lexicon.aspect(|k| doc.lower(i + k), dimension) {
        return Some(aspect);
    }
    TRIGGERS.find(doc.lower(i))?.iter().find(fits).map(|t| t.aspect)
}
