//! The forms of a word: plural, third person, past, -ing, and those that no rule gives.

use std::sync::LazyLock;

use super::rows::{alternatives, pairs};
use super::table::WordMap;

/// The forms of irregular verbs besides the regular ones, by their base form; separated by `|`.
static IRREGULAR: LazyLock<WordMap<&'static str>> =
    LazyLock::new(|| pairs(include_str!("en/verbs.tsv")).collect());

/// All forms of a lower-case word, itself included.
pub(crate) fn forms(word: &str) -> Vec<String> {
    let mut forms = Vec::new();
    let (mut text, mut start) = (String::new(), 0);
    add_forms(word, &mut text, |text| {
        forms.push(text[start..].to_owned());
        start = text.len();
    });
    forms
}

/// Puts all forms of a lower-case word behind each other at the end of `text`; `ended` is called at the end of each.
pub(crate) fn add_forms(word: &str, text: &mut String, mut ended: impl FnMut(&str)) {
    let mut add = |parts: &[&str]| {
        parts.iter().for_each(|part| text.push_str(part));
        ended(text);
    };
    regular(word, &mut add);
    for form in IRREGULAR.get(word).into_iter().flat_map(alternatives) {
        add(&[form]);
    }
}

/// The regular inflections of a word, each in parts: plural, third person, past, -ing.
fn regular(word: &str, mut add: impl FnMut(&[&str])) {
    add(&[word]);
    let consonant_y = word.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    if let Some(base) = consonant_y {
        add(&[base, "ies"]);
        add(&[base, "ied"]);
        add(&[word, "ing"]);
        return;
    }
    let sibilant = matches!(word.as_bytes(), [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h']);
    add(&[word, if sibilant { "es" } else { "s" }]);
    match word.strip_suffix('e') {
        Some(stem) => {
            add(&[word, "d"]);
            add(&[stem, "ing"]);
        }
        None => {
            add(&[word, "ed"]);
            add(&[word, "ing"]);
        }
    }
    // stop, stopped: a single vowel before one consonant doubles it
    let mut tail = word.char_indices().rev();
    if let (Some((at, last)), Some((_, vowel)), Some((_, before))) = (tail.next(), tail.next(), tail.next())
        && !"aeiouwxy".contains(last)
        && "aeiou".contains(vowel)
        && !"aeiou".contains(before)
    {
        add(&[word, &word[at..], "ed"]);
        add(&[word, &word[at..], "ing"]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_all_its_forms() {
        for (word, all) in [
            ("kill", "kill kills killed killing"),
            ("carry", "carry carries carried carrying"),
            ("injure", "injure injures injured injuring"),
            ("crash", "crash crashes crashed crashing"),
            ("stop", "stop stops stoped stoping stopped stopping"),
        ] {
            assert_eq!(forms(word).join(" "), all);
        }
    }
}
