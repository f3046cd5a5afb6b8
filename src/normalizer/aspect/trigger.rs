//! The words that trigger an aspect, in all their forms.

use std::sync::LazyLock;

use crate::lexicon::{Behind, IdSet, Phrases, add_forms, alternatives, rows, words_of};
use crate::text::{Document, Kind};

/// What words trigger.
struct Triggered {
    aspect: &'static str,
    /// The dimensions that the aspect goes with; none where it goes with all.
    dimensions: Option<Vec<&'static str>>,
}

/// What is triggered, by the place of its row, under every form of the first word.
struct Triggers {
    rows: Vec<Triggered>,
    /// The first words that have numbers: most words of a text have one and are none of these.
    first: IdSet,
    words: Phrases<u32>,
}

static TRIGGERS: LazyLock<Triggers> = LazyLock::new(|| {
    let (mut triggered, mut phrases, mut behind) = (Vec::new(), Vec::with_capacity(2048), Vec::new());
    for row in rows(include_str!("../../lexicon/en/aspects.tsv")) {
        let [aspect, dimensions, words, ..] = row[..] else { continue };
        for phrase in alternatives(words).filter(|p| !p.is_empty()) {
            let mut parts = words_of(phrase);
            let Some(first) = parts.next() else { continue };
            phrases.push((first, (Behind::add(&mut behind, parts), triggered.len() as u32)));
        }
        let dimensions = (dimensions != "*").then(|| alternatives(dimensions).collect());
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
    let mut forms: Vec<&'static str> = Vec::with_capacity(ends.len());
    let by_first = ends.into_iter().map(|(end, phrase)| {
        let form = &text[start..end as usize];
        start = end as usize;
        forms.push(form);
        (form, phrase)
    });
    let words = Phrases::of_parts(by_first, behind);
    Triggers { rows: triggered, first: IdSet::of_known(forms), words }
});

/// The aspect triggered at token `i`, if it goes with `dimension`.
pub(super) fn trigger_at(doc: &Document, i: usize, dimension: &str) -> Option<&'static str> {
    if doc.kind(i) != Kind::Word {
        return None;
    }
    if let Some(aspect) = doc.lexicon.aspect(|k| doc.lower(i + k), dimension) {
        return Some(aspect);
    }
    let word = doc.id(i);
    if word.is_known() && !TRIGGERS.first.has(word) {
        return None;
    }
    let goes = |row: u32| {
        let dimensions = &TRIGGERS.rows[row as usize].dimensions;
        dimensions.as_ref().is_none_or(|dimensions| dimensions.contains(&dimension))
    };
    let (row, _) = TRIGGERS.words.longest_of(|k| doc.lower(i + k), goes)?;
    Some(TRIGGERS.rows[row as usize].aspect)
}
