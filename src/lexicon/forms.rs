//! The forms of a word: plural, third person, past, -ing, and those that no rule gives.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::rows;

/// The forms of irregular verbs besides the regular ones, by their base form.
static IRREGULAR: LazyLock<FxHashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    rows(include_str!("en/verbs.tsv"))
        .filter_map(|row| Some((*row.first()?, row.get(1)?.split('|').collect())))
        .collect()
});

/// All forms of a lower-case word, itself included.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let irregular = IRREGULAR.get(word).into_iter().flatten().map(|form| (*form).to_owned());
    regular(word).into_iter().chain(irregular).collect()
}

/// The regular inflections of a word: plural, third person, past, -ing.
fn regular(word: &str) -> Vec<String> {
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
