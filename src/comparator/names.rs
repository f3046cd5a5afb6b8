//! One name in several spellings (Haftar, Hifter): found by consonants, confirmed by likeness.

use rustc_hash::FxHashMap;
use strsim::jaro_winkler;

/// Likeness from which two spellings are one name.
const ALIKE: f64 = 0.79;
/// Shorter names are told apart by single letters.
const SHORTEST: usize = 5;

/// For each stem the stem that its name is known by: itself, or the first in the alphabet of its spellings.
pub(crate) fn spellings(stems: &[String], name: &[bool]) -> Vec<u32> {
    let mut known: Vec<u32> = (0..stems.len() as u32).collect();
    let mut by_skeleton: FxHashMap<String, Vec<u32>> = FxHashMap::default();
    for (id, stem) in (0u32..).zip(stems) {
        if !name[id as usize] || stem.len() < SHORTEST {
            continue;
        }
        let same = by_skeleton.entry(skeleton(stem)).or_default();
        let like = same.iter().find(|other| jaro_winkler(&stems[**other as usize], stem) >= ALIKE);
        match like {
            Some(other) => known[id as usize] = *other,
            None => same.push(id),
        }
    }
    known
}

/// The consonants of a name, doubled letters once, y left out: what transcriptions agree on.
fn skeleton(name: &str) -> String {
    let mut bones = String::new();
    for (i, c) in name.chars().enumerate() {
        let vowel = i > 0 && matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | 'w');
        if !vowel && !bones.ends_with(c) {
            bones.push(c);
        }
    }
    bones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        let stems: Vec<String> =
            ["haftar", "hifter", "jabalia", "jabaliya", "paris", "salahaddin", "salahuddin"]
                .map(String::from)
                .to_vec();
        let known = spellings(&stems, &[true; 7]);
        assert_eq!(known, vec![0, 0, 2, 2, 4, 5, 5]);
    }
}
