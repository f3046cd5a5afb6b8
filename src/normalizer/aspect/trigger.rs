//! The words that trigger an aspect, in all their forms.

use std::sync::LazyLock;

use crate::lexicon::{Behind, ById, IdSet, Phrases, Place, WordId, add_forms, alternatives, rows, words_of};
use crate::text::{Document, Kind};

/// What words trigger.
struct Triggered {
    aspect: &'static str,
    /// The dimensions that the aspect goes with, a bit for each; all where it goes with all.
    dimensions: u64,
}

/// The dimension of a figure for which an aspect is looked for.
#[derive(Clone, Copy)]
pub(super) struct Dimension<'a> {
    pub(super) name: &'a str,
    /// Its bit among the dimensions of the data file; the last one where that has it not.
    bit: u64,
}

impl<'a> Dimension<'a> {
    pub(super) fn of(name: &'a str) -> Dimension<'a> {
        let at = TRIGGERS.dimensions.iter().position(|known| *known == name);
        Dimension { name, bit: bit(at.unwrap_or(UNKNOWN)) }
    }
}

/// The number of all dimensions that the data file has not.
const UNKNOWN: usize = 63;

fn bit(at: usize) -> u64 {
    1 << at
}

/// What is triggered, by the place of its row, under every form of the first word.
struct Triggers {
    rows: Vec<Triggered>,
    /// The dimensions that aspects go with.
    dimensions: Vec<&'static str>,
    /// The first words that have numbers: most words of a text have one and are none of these.
    first: IdSet,
    /// Where their phrases are.
    places: ById<Place>,
    words: Phrases<u32>,
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let (mut triggered, mut phrases, mut behind) = (Vec::new(), Vec::with_capacity(2048), Vec::new());
    let mut known: Vec<&'static str> = Vec::new();
    for row in rows(include_str!("../../lexicon/en/aspects.tsv")) {
        let [aspect, dimensions, words, ..] = row[..] else { continue };
        for phrase in alternatives(words).filter(|p| !p.is_empty()) {
            let mut parts = words_of(phrase);
            let Some(first) = parts.next() else { continue };
            phrases.push((first, (Behind::add(&mut behind, parts), triggered.len() as u32)));
        }
        let numbered = alternatives(dimensions).map(|name| {
            bit(known.iter().position(|known| *known == name).unwrap_or_else(|| {
                known.push(name);
                known.len() - 1
            }))
        });
        let dimensions = if dimensions == "*" { u64::MAX } else { numbered.fold(0, |all, bit| all | bit) };
        triggered.push(Triggered { aspect, dimensions });
    }
    // all forms in one text, and the end of each
    let (mut text, mut ends) = (String::with_capacity(1 << 16), Vec::with_capacity(1 << 13));
    for (first, phrase) in phrases {
        add_forms(first, &mut text, |text| ends.push((text.len() as u32, phrase)));
    }
    // The table lives as long as the program, and so may its words.
    let text: &'static str = text.leak();
    let mut start = 0;
    let by_first = ends.into_iter().map(|(end, phrase)| {
        let form = &text[start..end as usize];
        start = end as usize;
        (form, phrase)
    });
    let words = Phrases::of_parts(by_first, behind);
    let numbered = words.firsts().map(|(form, place)| (WordId::of(form), place));
    let numbered: Vec<(WordId, Place)> = numbered.filter(|(id, _)| id.is_known()).collect();
    let first = IdSet::of_ids(numbered.iter().map(|(id, _)| *id));
    let places = ById::of_ids(numbered);
    debug_assert!(known.len() < UNKNOWN, "more dimensions than bits");
    Triggers { rows: triggered, dimensions: known, first, places, words }
});

/// The aspect triggered at token `i`, if it goes with `dimension`.
pub(super) fn trigger_at(doc: &Document, i: usize, dimension: Dimension) -> Option<&'static str> {
    if doc.kind(i) != Kind::Word {
        return None;
    }
    if let Some(aspect) = doc.lexicon.aspect(|k| doc.lower(i + k), dimension.name) {
        return Some(aspect);
    }
    let word = doc.id(i);
    if word.is_known() && !TRIGGERS.first.has(word) {
        return None;
    }
    let place = if word.is_known() { TRIGGERS.places.get(word) } else { TRIGGERS.words.place(doc.lower(i)) };
    let goes = |row: u32| TRIGGERS.rows[row as usize].dimensions & dimension.bit != 0;
    let (row, _) = TRIGGERS.words.longest_at(place, |k| doc.lower(i + k), goes)?;
    Some(TRIGGERS.rows[row as usize].aspect)
}
