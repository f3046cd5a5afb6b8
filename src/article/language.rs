//! The language of an article: set by a person, else detected, else declared, else English.

use super::draft::Draft;
#[cfg(feature = "language")]
use crate::lexicon::{Counts, Glance, SmallWords};
#[cfg(feature = "language")]
use crate::text::{bytes::short_word, is_general_punctuation};

/// The language of a text that says nothing about itself.
pub(super) const ASSUMED: &str = "en";
/// Letters that a detection needs: with fewer, names of places and people decide it.
#[cfg(feature = "language")]
const LEAST: usize = 200;
/// Letters that a detection looks at: more change nothing.
#[cfg(feature = "language")]
const MOST: usize = 2000;
/// Where the small words counted so far make English of so many words as are hardly ever in [`MOST`] letters, the rest is
/// not looked at.
#[cfg(feature = "language")]
const MOST_WORDS: u32 = 480;

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
    let text = text.trim_start();
    if is_english_at_a_glance(text) {
        return Some((ASSUMED, "English"));
    }
    let sample = Sample::of(text)?;
    if sample.is_plainly_english() {
        return Some((ASSUMED, "English"));
    }
    let info = whatlang::detect(sample.text).filter(whatlang::Info::is_reliable)?;
    let lang = info.lang();
    Some(if lang == whatlang::Lang::Eng { (ASSUMED, "English") } else { (lang.code(), lang.eng_name()) })
}

/// Whether a [`Sample`] of `text` would be plainly English, told without taking it. Most texts that are read show it.
#[cfg(feature = "language")]
fn is_english_at_a_glance(text: &str) -> bool {
    let are_enough = |glance: &Glance, words| {
        glance.letters >= LEAST && are_english(glance.articles, glance.others, words)
    };
    // what follows may bring as many words as are asked for at most
    let in_any_text = |glance: &Glance| are_enough(glance, glance.most_words().max(MOST_WORDS as usize));
    let glance = Glance::at(text.as_bytes(), MOST, in_any_text);
    in_any_text(&glance) || glance.bytes == text.len() && are_enough(&glance, glance.most_words())
}

/// Whether so many articles and other small words of English show that most of so many words are English. "The" stands
/// in no other language that is written like English; in English news it is every twentieth word.
#[cfg(feature = "language")]
#[inline]
fn are_english(articles: usize, others: usize, words: usize) -> bool {
    (articles * 33 >= words) & (others * 20 >= words) & (articles > 2)
}

/// The beginning of a text, with how often some words stand in it.
#[cfg(feature = "language")]
struct Sample<'a> {
    /// The first [`MOST`] letters with all between them; the whole text where that many were not needed.
    text: &'a str,
    words: u32,
    /// The small words among them.
    small: Counts,
}

#[cfg(feature = "language")]
impl<'a> Sample<'a> {
    /// What `text` begins with, if it has [`LEAST`] letters.
    fn of(text: &'a str) -> Option<Sample<'a>> {
        let mut sample = Sample { text, words: 0, small: Counts::default() };
        let known = SmallWords::get();
        let bytes = text.as_bytes();
        let (mut at, mut word, mut letters) = (0, 0, 0);
        let enough = |sample: &Sample, letters| {
            letters >= LEAST && sample.is_english_among(sample.words.max(MOST_WORDS))
        };
        while at < bytes.len() && letters < MOST && !enough(&sample, letters) {
            // most words are short, and end with a blank or a mark
            if let Some(short) = short_word(&bytes[at..])
                && letters + short.letters < MOST
                && short.behind.is_ascii()
                && !short.behind.is_ascii_digit()
            {
                let end = at + short.letters;
                if word == at {
                    sample.add(short.letters > 0, known.count_short(short.written, short.lower));
                } else {
                    sample.count(known, &bytes[word..end]);
                }
                (at, letters, word) = (end + 1, letters + short.letters, end + 1);
                continue;
            }
            let run = crate::text::bytes::letters(&bytes[at..]).min(MOST - letters);
            (at, letters) = (at + run, letters + run);
            if letters == MOST {
                break;
            }
            let Some(byte) = bytes.get(at) else { break };
            if byte.is_ascii() {
                at += 1;
                if !byte.is_ascii_digit() {
                    sample.count(known, &bytes[word..at - 1]);
                    word = at;
                }
                continue;
            }
            let Some(c) = text[at..].chars().next() else { break };
            // most others are
            let mark = is_general_punctuation(c);
            if mark || !c.is_alphanumeric() {
                sample.count(known, &bytes[word..at]);
                word = at + c.len_utf8();
            }
            letters += usize::from(!mark && c.is_alphabetic());
            at += c.len_utf8();
        }
        sample.count(known, &bytes[word..at]);
        sample.text = if letters == MOST { &text[..at] } else { text };
        (letters >= LEAST).then_some(sample)
    }

    /// Counts a word.
    #[inline]
    fn count(&mut self, known: &SmallWords, word: &[u8]) {
        self.add(!word.is_empty(), known.count(word));
    }

    /// Adds a word, if there is one, and what it counts as.
    #[inline]
    fn add(&mut self, is_word: bool, counts: Counts) {
        self.words += u32::from(is_word);
        self.small += counts;
    }

    /// Whether so many words are small words of English that no detection is needed: it takes longer than all the rest.
    fn is_plainly_english(&self) -> bool {
        self.is_english_among(self.words)
    }

    /// Whether the small words show that most of a text of `words` words is English.
    #[inline]
    fn is_english_among(&self, words: u32) -> bool {
        let (articles, others, own) = (self.small.articles(), self.small.others(), self.small.own());
        let plainly = are_english(articles as usize, others as usize, words as usize);
        // headlines and speech have fewer articles than reports
        plainly | (own * 8 >= words) & (own > 5)
    }
}

#[cfg(not(feature = "language"))]
fn detected(_: &str) -> Option<(&'static str, &'static str)> {
    None
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
    fn what_follows_a_beginning_in_english_counts() {
        let language = |english: usize, german: usize| {
            let text = ENGLISH.repeat(english) + &GERMAN.repeat(german);
            foreign(&mut draft(&text, None, false))
        };
        assert_eq!(language(1, 8).as_deref(), Some("German"));
        assert_eq!(language(2, 8).as_deref(), Some("German"));
        // 2,000 letters are English
        assert_eq!(language(10, 8), None);
    }

    #[test]
    fn a_glance_says_no_more_than_the_words_do() {
        let mut glances = 0;
        for (english, german) in (0..12).flat_map(|english| (0..12).map(move |german| (english, german))) {
            let text = ENGLISH.repeat(english) + &GERMAN.repeat(german);
            let glance = is_english_at_a_glance(&text);
            glances += usize::from(glance);
            assert!(!glance || Sample::of(&text).is_some_and(|sample| sample.is_plainly_english()), "{text}");
        }
        assert!(glances > 70, "{glances}");
        let russian = "Правительство сообщило, что пострадавших было много. ".repeat(60);
        for text in [russian + &" the".repeat(210) + &" of".repeat(330), "the of of ".repeat(60) + "."] {
            let plainly = Sample::of(&text).is_some_and(|sample| sample.is_plainly_english());
            assert_eq!(is_english_at_a_glance(&text), plainly, "{text}");
        }
        assert!(is_english_at_a_glance(ENGLISH));
    }

    #[test]
    fn a_text_full_of_figures_is_looked_at_no_further() {
        let text = "Sales of units: 1.2, 3.4, 5.6, 7.8, 9.1, 2.3, 4.5, 6.7, 8.9, 1.1, 2.2, 3.3, 4.4, 5.5 to 9.9 in the \
            quarter. "
            .repeat(500);
        let sample = Sample::of(&text).expect("enough letters");
        assert!(sample.words > MOST_WORDS && sample.text.len() < 12_000, "{}", sample.text.len());
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
