//! The words of the articles, reduced to stems and numbered, with what evidence needs to know of each: capital, pause.

use std::cell::RefCell;
use std::sync::LazyLock;

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

use super::classes;
use super::marks::Marks;
use super::names::spellings;
use crate::article::Article;
use crate::span::Span;
use crate::text::hard_breaks;

/// A word of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Number of its stem in [`Corpus::stems`].
    pub(crate) id: u32,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// How strongly punctuation separates it from the word before: 0 none, 1 comma, 2 bracket or dash, 3 full stop.
    pub(crate) pause: u8,
    /// Starts with a capital letter.
    pub(crate) capital: bool,
    /// Holds a digit.
    pub(crate) number: bool,
    /// A function word.
    pub(crate) stop: bool,
}

/// The words of all articles.
#[derive(Debug, Default)]
pub(crate) struct Corpus {
    /// By article: its words.
    pub(crate) docs: Vec<Vec<Word>>,
    /// The stems in alphabetical order, so that their numbers do not depend on the order of the articles.
    pub(crate) stems: Vec<String>,
    /// By stem: written with a capital inside sentences more often than without.
    pub(crate) name: Vec<bool>,
    /// By stem: the stem that the name is known by, when it is a name in another spelling.
    pub(crate) spelling: Vec<u32>,
    /// By stem: how telling the word is in news at large, 0 (everywhere) to 1 (seldom).
    pub(crate) rarity: Vec<f32>,
    /// By stem: its word classes.
    pub(crate) classes: Vec<&'static [u32]>,
    /// By stem: what it is a cue of.
    pub(crate) marks: Vec<Marks>,
    /// By word as written, in the articles or in what their claims hold.
    forms: FxHashMap<Box<str>, Form>,
}

/// What is known of a word as written.
#[derive(Debug, Clone, Copy)]
struct Form {
    /// Number of its stem.
    id: u32,
    /// A function word.
    stop: bool,
}

const STOPWORDS: &str = include_str!("../lexicon/en/stopwords.tsv");
const COMMON: &str = include_str!("../lexicon/en/common.tsv");

static STOP: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(STOPWORDS).flat_map(|(_, words)| words.split('|')).collect());

/// Stems that occur in many unrelated topics, with the share of topics that have them.
static TOPICS: LazyLock<FxHashMap<&'static str, f32>> =
    LazyLock::new(|| rows(COMMON).filter_map(|(stem, share)| Some((stem, share.parse().ok()?))).collect());

/// The rows `key<TAB>value` of a data file; `#` starts a comment line.
pub(crate) fn rows(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// Whether a lowercase word is a function word.
pub(crate) fn is_stop(word: &str) -> bool {
    STOP.contains(word)
}

/// Stems that a thread remembers.
const REMEMBERED: usize = 1 << 15;

thread_local! {
    /// Stems by their words in lower case: all news is made of the same words, and to stem one takes longer than
    /// anything else that is done with it.
    static STEMS: RefCell<FxHashMap<Box<str>, Box<str>>> = RefCell::default();
}

/// The stem of a word in any case.
pub(crate) fn stem(word: &str) -> String {
    let lower = word.to_lowercase();
    if !lower.is_ascii() || lower.len() < 3 || lower.bytes().any(|b| b.is_ascii_digit()) {
        return lower;
    }
    STEMS.with_borrow_mut(|stems| {
        if let Some(stem) = stems.get(lower.as_str()) {
            return stem.to_string();
        }
        if stems.len() >= REMEMBERED {
            stems.clear();
        }
        let stem = Stemmer::create(Algorithm::English).stem(&lower).into_owned();
        stems.insert(lower.into(), stem.as_str().into());
        stem
    })
}

/// The content stems of a short text, in order, function words and numbers left out.
pub(crate) fn content_stems(text: &str) -> Vec<String> {
    split(text, 0, &[])
        .filter(|raw| !raw.number && !is_stop(&raw.text.to_lowercase()))
        .map(|raw| stem(raw.text))
        .collect()
}

struct Raw<'a> {
    text: &'a str,
    start: usize,
    pause: u8,
    capital: bool,
    number: bool,
}

impl Raw<'_> {
    fn word(&self, form: Form) -> Word {
        Word {
            id: form.id,
            start: self.start,
            end: self.start + self.text.len(),
            pause: self.pause,
            capital: self.capital,
            number: self.number,
            stop: form.stop,
        }
    }
}

/// Splits at everything that is no letter or digit, but keeps "7.6", "1,300" and "U.S" in one piece. `text` starts at
/// `base`; a sentence ends at the line feeds in `hard`, and at no other.
fn split<'t>(text: &'t str, base: usize, hard: &[(usize, bool)]) -> impl Iterator<Item = Raw<'t>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut pause = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let c = text[at..].chars().next()?;
            if c.is_alphanumeric() {
                let end = word_end(text, at);
                let raw = Raw {
                    text: &text[at..end],
                    start: base + at,
                    pause,
                    capital: c.is_uppercase(),
                    number: text[at..end].bytes().any(|b| b.is_ascii_digit()),
                };
                at = end;
                pause = 0;
                return Some(raw);
            }
            pause = pause.max(match c {
                ',' => 1,
                '(' | ')' | '[' | ']' | ';' | ':' | '–' | '—' => 2,
                '.' | '!' | '?' => 3,
                '\n' if hard.binary_search_by_key(&(base + at), |(feed, _)| *feed).is_ok() => 3,
                _ => 0,
            });
            at += c.len_utf8();
        }
        None
    })
}

fn word_end(text: &str, start: usize) -> usize {
    let bytes = &text.as_bytes()[start..];
    let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match bytes.get(plain) {
        None => return start + plain,
        // Most words are of ASCII letters alone, and nothing like "1,300".
        Some(byte) if byte.is_ascii() => {
            let digit = plain > 0 && bytes[plain - 1].is_ascii_digit();
            if !digit || !matches!(byte, b'.' | b',') {
                return start + plain;
            }
        }
        Some(_) => {}
    }
    let mut end = start;
    let mut chars = text[start..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next_alnum = chars.peek().is_some_and(|(_, n)| n.is_alphanumeric());
        let digit_before = text[start..start + i].ends_with(|p: char| p.is_ascii_digit());
        let digit_after = chars.peek().is_some_and(|(_, n)| n.is_ascii_digit());
        let inside = match c {
            c if c.is_alphanumeric() => true,
            '.' | ',' => next_alnum && digit_before && digit_after,
            _ => false,
        };
        if !inside {
            break;
        }
        end = start + i + c.len_utf8();
    }
    end
}

/// Words as written, each once, in the order in which they are first seen.
#[derive(Default)]
struct Written<'a> {
    numbers: FxHashMap<&'a str, u32>,
    words: Vec<&'a str>,
}

impl<'a> Written<'a> {
    fn number(&mut self, word: &'a str) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.words.push(word);
        }
        number
    }
}

/// Words that are stemmed by one thread at the least.
const STEMMED_TOGETHER: usize = 512;

impl Corpus {
    /// Whether a word stands as a name: with a capital, and mostly so inside sentences.
    pub(crate) fn is_name(&self, word: &Word) -> bool {
        word.capital && !word.stop && !word.number && self.name[word.id as usize]
    }

    /// Reads the words of all articles.
    ///
    /// `fields` are texts whose content words need a number though no article has them: lemmas ("person" for "people").
    pub(crate) fn read<'a>(articles: &'a [Article], fields: impl Iterator<Item = &'a str>) -> Corpus {
        let raw: Vec<Vec<Raw>> = articles
            .par_iter()
            .map(|article| {
                let hard = hard_breaks(&article.text, article.body);
                split(article.body.of(&article.text), article.body.start, &hard).collect()
            })
            .collect();
        // News repeats its words: each is stemmed once.
        let mut written = Written::default();
        let numbers: Vec<Vec<u32>> =
            raw.iter().map(|doc| doc.iter().map(|raw| written.number(raw.text)).collect()).collect();
        let of_articles = written.words.len();
        for raw in fields.flat_map(|text| split(text, 0, &[])).filter(|raw| !raw.number) {
            written.number(raw.text);
        }
        let read = |(i, word): (usize, &&str)| {
            let stop = is_stop(&word.to_lowercase());
            // Function words that only the fields have are in no list.
            (!stop || i < of_articles).then(|| (stem(word), stop))
        };
        let known: Vec<Option<(String, bool)>> =
            written.words.par_iter().enumerate().with_min_len(STEMMED_TOGETHER).map(read).collect();
        let mut stems: Vec<String> = known.iter().flatten().map(|(stem, _)| stem.clone()).collect();
        stems.sort_unstable();
        stems.dedup();
        let by_stem: FxHashMap<&str, u32> = stems.iter().map(String::as_str).zip(0..).collect();
        let form = |known: &Option<(String, bool)>| {
            known.as_ref().map(|(stem, stop)| Form { id: by_stem[stem.as_str()], stop: *stop })
        };
        let known: Vec<Option<Form>> = known.iter().map(form).collect();
        let docs: Vec<Vec<Word>> = raw
            .iter()
            .zip(&numbers)
            .map(|(doc, numbers)| {
                let forms = numbers.iter().map(|number| known[*number as usize]);
                doc.iter().zip(forms).filter_map(|(raw, form)| Some(raw.word(form?))).collect()
            })
            .collect();
        let forms =
            written.words.iter().zip(&known).filter_map(|(word, form)| Some(((*word).into(), (*form)?)));
        let forms = forms.collect();
        let name = names(&docs, stems.len());
        let rarity = stems.iter().map(|stem| rarity(stem)).collect();
        let classes = stems.iter().map(|stem| classes::of_stem(stem)).collect();
        let marks = stems.iter().map(|stem| Marks::of(stem)).collect();
        let spelling = spellings(&stems, &name);
        Corpus { docs, stems, name, spelling, rarity, classes, marks, forms }
    }

    /// The number of a word's stem, if any article or field has it.
    pub(crate) fn id_of(&self, word: &str) -> Option<u32> {
        match self.forms.get(word) {
            Some(form) => Some(form.id),
            None => self.id(&stem(word)),
        }
    }

    /// The numbers of the content words of a text, in order, as far as an article or field has them.
    pub(crate) fn content_ids<'a>(&'a self, text: &'a str) -> impl Iterator<Item = u32> + 'a {
        split(text, 0, &[]).filter(|raw| !raw.number).filter_map(|raw| match self.forms.get(raw.text) {
            Some(form) => (!form.stop).then_some(form.id),
            None if is_stop(&raw.text.to_lowercase()) => None,
            None => self.id(&stem(raw.text)),
        })
    }

    /// The number of a stem, if any article has it.
    pub(crate) fn id(&self, stem: &str) -> Option<u32> {
        self.stems.binary_search_by(|s| s.as_str().cmp(stem)).ok().map(|i| i as u32)
    }

    /// The words of an article that start inside `span`.
    pub(crate) fn within(&self, doc: usize, span: Span) -> &[Word] {
        let words = &self.docs[doc];
        let from = words.partition_point(|w| w.start < span.start);
        let to = words.partition_point(|w| w.start < span.end);
        &words[from..to.max(from)]
    }

    /// The words of an article just before `byte`, at most `count`.
    pub(crate) fn before(&self, doc: usize, byte: usize, count: usize) -> &[Word] {
        let words = &self.docs[doc];
        let to = words.partition_point(|w| w.start < byte);
        &words[to.saturating_sub(count)..to]
    }
}

/// Stems that are written with a capital within sentences at least twice as often as without.
fn names(docs: &[Vec<Word>], stems: usize) -> Vec<bool> {
    let mut capital = vec![0u32; stems];
    let mut plain = vec![0u32; stems];
    for doc in docs {
        for (i, word) in doc.iter().enumerate() {
            // A capital at the start of a sentence, or in a headline of capitals, says nothing.
            let after_capital = i > 0 && doc[i - 1].capital && doc[i - 1].pause < 3;
            if !word.capital {
                plain[word.id as usize] += 1;
            } else if i > 0 && word.pause < 3 && !(after_capital && word.stop) {
                capital[word.id as usize] += 1;
            }
        }
    }
    let is_name = |(c, p): (&u32, &u32)| *c > 0 && *c >= 2 * *p;
    capital.iter().zip(&plain).map(is_name).collect()
}

/// How telling a stem is in news at large, 0 (everywhere) to 1 (seldom).
pub(crate) fn rarity(stem: &str) -> f32 {
    if is_stop(stem) || stem.bytes().any(|b| b.is_ascii_digit()) {
        return 0.0;
    }
    // A word of every topic weighs nothing, one of a tenth of the topics still half.
    TOPICS.get(stem).map_or(1.0, |share| (1.0 - share).max(0.0).powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words_and_keeps_numbers_whole() {
        let texts: Vec<&str> =
            split("The 6.1-magnitude quake, 1,300 km away (U.S.).", 0, &[]).map(|r| r.text).collect();
        assert_eq!(texts, ["The", "6.1", "magnitude", "quake", "1,300", "km", "away", "U", "S"]);
    }

    #[test]
    fn stems_do_not_depend_on_the_order_of_the_articles() {
        let a = Article::new("a", "Pirates seized ships near Aden.");
        let b = Article::new("b", "Troops of Yemen freed two ships.");
        let one = Corpus::read(&[a.clone(), b.clone()], std::iter::empty());
        let two = Corpus::read(&[b, a], std::iter::empty());
        assert_eq!(one.stems, two.stems);
        assert_eq!(one.name, two.name);
        assert!(one.id("aden").is_some_and(|id| one.name[id as usize]));
    }
}
