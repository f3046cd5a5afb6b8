//! The language of an article: set by a person, else detected, else declared, else English.

use super::draft::Draft;

/// The language of a text that says nothing about itself.
pub(super) const ASSUMED: &str = "en";
/// Letters that a detection needs: with fewer, names of places and people decide it.
#[cfg(feature = "language")]
const LEAST: usize = 200;
/// Letters that a detection looks at: more change nothing.
#[cfg(feature = "language")]
const MOST: usize = 2000;

/// The name or tag of the language of `draft`, if it is one that the normalizer does not know.
pub(super) fn foreign(draft: &mut Draft) -> Option<String> {
    if !draft.language_is_set
        && let Some((tag, name)) = detected(draft.body.of(&draft.text))
    {
        draft.metadata.language =
            (tag == ASSUMED).then(|| declared_english(draft)).flatten().or(Some(tag.into()));
        return (tag != ASSUMED).then(|| name.to_owned());
    }
    draft.metadata.language.clone().filter(|tag| !is_english(tag))
}

/// The declared tag, if it is one of English: it may say more than the detection.
fn declared_english(draft: &Draft) -> Option<String> {
    draft.metadata.language.clone().filter(|tag| is_english(tag))
}

/// Whether a language tag means English.
fn is_english(tag: &str) -> bool {
    let main = tag.trim().split(['-', '_']).next().unwrap_or_default();
    ["", "en", "eng", "english"].iter().any(|name| main.eq_ignore_ascii_case(name))
}

/// Tag and name of the language of `text`, when there is enough of it and it is clear.
#[cfg(feature = "language")]
fn detected(text: &str) -> Option<(&'static str, &'static str)> {
    let sample = sample(text)?;
    if is_plainly_english(sample) {
        return Some((ASSUMED, "English"));
    }
    let info = whatlang::detect(sample).filter(whatlang::Info::is_reliable)?;
    let lang = info.lang();
    Some(if lang == whatlang::Lang::Eng { (ASSUMED, "English") } else { (lang.code(), lang.eng_name()) })
}

/// Whether so many words are small words of English that no detection is needed: it takes longer than all the rest.
#[cfg(feature = "language")]
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut articles, mut others) = (0, 0, 0);
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        articles += usize::from(matches!(word, "the" | "The"));
        others += usize::from(matches!(word, "and" | "of" | "to" | "that" | "with" | "for" | "by" | "from"));
    }
    // "The" stands in no other language that is written like English; in English news it is every twentieth word.
    articles * 33 >= words && others * 20 >= words && articles > 2
}

#[cfg(not(feature = "language"))]
fn detected(_: &str) -> Option<(&'static str, &'static str)> {
    None
}

/// The first [`MOST`] letters with all between them, if there are [`LEAST`].
#[cfg(feature = "language")]
fn sample(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let mut letters = text.char_indices().filter(|(_, c)| c.is_alphabetic()).map(|(at, c)| at + c.len_utf8());
    letters.nth(LEAST - 1)?;
    let end = letters.nth(MOST - LEAST - 1).unwrap_or(text.len());
    Some(&text[..end])
}

#[cfg(all(test, feature = "language"))]
mod tests {
    use super::*;
    use crate::article::metadata::Metadata;

    const GERMAN: &str = "Bei dem Erdbeben im Norden des Landes sind nach Angaben der Regierung mindestens vierzig \
        Menschen ums Leben gekommen. Die Rettungskräfte suchten auch am Mittwoch noch nach Verschütteten, während die \
        Bewohner der Dörfer auf Decken, Zelte und Wasser warteten. Der Präsident sprach den Familien sein Beileid aus.";
    const ENGLISH: &str = "At least forty people were killed in the earthquake in the north of the country, the \
        government said. Rescue workers were still looking for people under the rubble on Wednesday, while those who \
        live in the villages waited for blankets, tents and water. The president sent his condolences to the families.";

    fn draft(text: &str, language: Option<&str>, set: bool) -> Draft {
        let metadata = Metadata { language: language.map(str::to_owned), ..Metadata::default() };
        Draft { language_is_set: set, ..Draft::new(text.into(), metadata) }
    }

    #[test]
    fn the_text_decides_unless_a_person_did() {
        for (text, declared, set, expected, tag) in [
            (GERMAN, None, false, Some("German"), Some("deu")),
            (GERMAN, Some("en"), false, Some("German"), Some("deu")),
            (GERMAN, Some("en"), true, None, Some("en")),
            (ENGLISH, None, false, None, Some("en")),
            (ENGLISH, Some("de"), false, None, Some("en")),
            (ENGLISH, Some("en-GB"), false, None, Some("en-GB")),
            (ENGLISH, Some("de"), true, Some("de"), Some("de")),
            ("Vierzig Menschen starben.", None, false, None, None),
            ("Vierzig Menschen starben.", Some("de"), false, Some("de"), Some("de")),
        ] {
            let mut draft = draft(text, declared, set);
            assert_eq!(foreign(&mut draft).as_deref(), expected, "{declared:?} {set} {text}");
            assert_eq!(draft.metadata.language.as_deref(), tag, "{declared:?} {set} {text}");
        }
    }
}
