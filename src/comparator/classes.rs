//! Word classes: words that can stand for the same thing (quake, temblor), by stem.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::cues;
use super::words::{rows, stem};

const CLASSES: &str = include_str!("../lexicon/en/classes.tsv");

/// Class names in the order of the file.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut names: Vec<&str> = rows(CLASSES).map(|(class, _)| class).collect();
    names.sort_unstable();
    names.dedup();
    names
});

static BY_STEM: LazyLock<FxHashMap<String, Vec<u32>>> = LazyLock::new(|| {
    let mut found: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (class, words) in rows(CLASSES) {
        let Ok(class) = NAMES.binary_search(&class) else { continue };
        // A phrase is known by its last word only when that is told from others by being a phrase: left out here.
        for word in words.split('|').filter(|word| !word.contains(' ')) {
            let classes = found.entry(stem(word)).or_default();
            if !classes.contains(&(class as u32)) {
                classes.push(class as u32);
            }
        }
    }
    found
});

/// The classes of a stem.
pub(crate) fn of_stem(stem: &str) -> &'static [u32] {
    BY_STEM.get(stem).map_or(&[], Vec::as_slice)
}

/// Lines of classes that news confuses: a dhow may be a boat to one and a ship to the other.
static KIN: LazyLock<Vec<Vec<u32>>> = LazyLock::new(|| {
    let lines = rows(cues::TABLE).filter(|(kind, _)| *kind == "kin");
    let number = |name: &str| NAMES.binary_search(&name).ok().map(|i| i as u32);
    lines.map(|(_, names)| names.split('|').filter_map(number).collect()).collect()
});

/// Whether two nouns are of classes that news confuses.
pub(crate) fn are_kin(a: &[u32], b: &[u32]) -> bool {
    KIN.iter().any(|kin| a.iter().any(|c| kin.contains(c)) && b.iter().any(|c| kin.contains(c)))
}

/// By class: whether it is one of people.
static PEOPLE: LazyLock<Vec<bool>> =
    LazyLock::new(|| NAMES.iter().map(|name| cues::is("people", name)).collect());

/// Whether a class is one of people.
pub(crate) fn is_people(class: u32) -> bool {
    PEOPLE.get(class as usize).is_some_and(|people| *people)
}
