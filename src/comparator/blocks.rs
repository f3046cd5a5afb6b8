//! A large archive in blocks: articles that share what is rare in the archive, so that each block is compared by itself.
//!
//! That keeps time and memory in step with the number of articles, and makes the facts of an event the same whether it
//! is compared alone or among a hundred thousand other articles: everything that is counted is counted in the block.

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::events::{self, Days, Likeness, Vector};
use super::origins::hash_bytes;
use super::words;
use crate::article::Article;
use crate::article::published::day;
use crate::text::bytes;

/// Up to this many articles are one block: the more text, the better names are told from other words.
const TOGETHER: usize = 200;

/// How alike the articles of a block are. A name of a country is in very many blocks and finds none.
const LIKENESS: Likeness = Likeness { join: 0.25, merge: 0.35, far: 0.5, postings: 64 };

/// Words shorter than this are left out.
const SHORTEST: usize = 3;
/// What a name weighs beside another word that is as rare.
const NAME: f32 = 2.5;

/// The blocks of the articles, each by index and sorted, in the order of their first article.
pub(crate) fn blocks(articles: &[Article]) -> Vec<Vec<usize>> {
    if articles.len() <= TOGETHER {
        return vec![(0..articles.len()).collect()];
    }
    let terms = Terms::read(articles);
    let vectors: Vec<Vector> = articles.par_iter().map(|article| terms.vector(article)).collect();
    let hashes: Vec<u64> = articles.par_iter().map(|article| hash_bytes(article.text.bytes())).collect();
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|i| (hashes[*i], &articles[*i].id));
    let days: Vec<Option<Days>> = articles.iter().map(days).collect();
    events::cluster(&vectors, &days, &order, LIKENESS)
}

/// The day that an article was published on.
fn days(article: &Article) -> Option<Days> {
    let date = day(article.published.as_deref()?)?;
    let days = date.since(jiff::civil::Date::constant(2000, 1, 1)).ok()?.get_days();
    Some((days, days))
}

/// What is known of a word of the archive.
#[derive(Debug, Clone, Copy, Default)]
struct Term {
    /// Articles that have it.
    articles: u32,
    /// Articles that write it with a capital inside a sentence.
    capital: u32,
    /// How telling it is in news at large, 0 to 1.
    rarity: f32,
    /// Its number.
    id: u32,
}

/// The words of an archive by the hash of their lower case.
struct Terms {
    terms: FxHashMap<u64, Term>,
    articles: usize,
}

impl Terms {
    fn read(articles: &[Article]) -> Terms {
        let terms = articles.par_iter().fold(FxHashMap::default, counted).reduce(FxHashMap::default, joined);
        let mut terms: FxHashMap<u64, Term> = terms;
        let mut hashes: Vec<u64> = terms.keys().copied().collect();
        hashes.sort_unstable();
        for (id, hash) in (0..).zip(hashes) {
            if let Some(term) = terms.get_mut(&hash) {
                term.id = id;
            }
        }
        Terms { terms, articles: articles.len() }
    }

    /// What an article is known by: its rare words, names above all.
    fn vector(&self, article: &Article) -> Vector {
        let words = words_of(article);
        let weigh = |(hash, word): (&u64, &Word)| {
            let term = self.terms.get(hash).filter(|term| term.articles > 1)?;
            let name = if 3 * term.capital >= 2 * term.articles { NAME } else { 1.0 };
            // One more, so that in an archive about one event its words still weigh something.
            let rare = 1.0 + (self.articles as f32 / term.articles as f32).ln();
            let weight = (1.0 + (word.count as f32).ln()) * term.rarity * rare * name;
            (weight > 0.0).then_some((term.id, weight))
        };
        events::top(words.iter().filter_map(weigh).collect())
    }
}

/// A word of an article.
struct Word<'a> {
    text: &'a str,
    count: u32,
    capital: bool,
}

/// Different words of an article, roughly.
const DIFFERENT: usize = 400;

/// The words of an article by the hash of their lower case.
fn words_of(article: &Article) -> FxHashMap<u64, Word<'_>> {
    let mut words: FxHashMap<u64, Word> = FxHashMap::with_capacity_and_hasher(DIFFERENT, FxBuildHasher);
    let mut rest = article.body.of(&article.text);
    let mut inside = false;
    while !rest.is_empty() {
        let (letters, end) = word_end(rest);
        let (word, behind) = rest.split_at(end);
        let sign = behind.chars().next();
        rest = &behind[sign.map_or(0, char::len_utf8)..];
        if word.len() >= SHORTEST && (letters || !word.bytes().any(|byte| byte.is_ascii_digit())) {
            let capital = inside && word.starts_with(char::is_uppercase);
            let entry =
                words.entry(lower_hash(word)).or_insert(Word { text: word, count: 0, capital: false });
            entry.count += 1;
            entry.capital |= capital;
        }
        // A capital at the start of a sentence says nothing.
        let stop = sign.is_some_and(|sign| matches!(sign, '.' | '!' | '?' | '\n' | ':' | '"' | '“'));
        inside = !stop && (inside || !word.is_empty());
    }
    words
}

/// Where the letters and digits that `text` begins with end, and whether all of them are ASCII letters.
fn word_end(text: &str) -> (bool, usize) {
    let letters = bytes::letters(text.as_bytes());
    match text.as_bytes().get(letters) {
        Some(byte) if !byte.is_ascii() || byte.is_ascii_digit() => {
            let behind = text[letters..].find(|c: char| !c.is_alphanumeric());
            (false, behind.map_or(text.len(), |at| letters + at))
        }
        _ => (true, letters),
    }
}

fn lower_hash(word: &str) -> u64 {
    if word.is_ascii() {
        hash_bytes(word.bytes().map(|byte| byte.to_ascii_lowercase()))
    } else {
        hash_bytes(word.to_lowercase().bytes())
    }
}

fn counted(mut terms: FxHashMap<u64, Term>, article: &Article) -> FxHashMap<u64, Term> {
    for (hash, word) in words_of(article) {
        let term = terms
            .entry(hash)
            .or_insert_with(|| Term { rarity: words::rarity(&words::stem(word.text)), ..Term::default() });
        term.articles += 1;
        term.capital += u32::from(word.capital);
    }
    terms
}

fn joined(one: FxHashMap<u64, Term>, other: FxHashMap<u64, Term>) -> FxHashMap<u64, Term> {
    let (mut all, rest) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    for (hash, term) in rest {
        let known = all.entry(hash).or_insert(Term { rarity: term.rarity, ..Term::default() });
        known.articles += term.articles;
        known.capital += term.capital;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reports about one of `events` storms each, which differ in nothing but names.
    fn archive(articles: usize, events: usize) -> Vec<Article> {
        let name = |n: usize| {
            ["Kel", "Dor", "Mar", "Tav", "Bren", "Sol", "Ash"][n % 7].to_owned()
                + ["burg", "vik", "rova", "holm", "bay"][n / 7 % 5]
        };
        let report = |i: usize| {
            let event = i % events;
            let (town, river) = (name(event), name(event + 35 / 2) + "ava");
            let text = format!(
                "A storm hit the town of {town} and the valley of the {river} at night. The mayor of {town} said \
                 that roofs were lost. Boats on the {river} broke loose. Number {i} of these reports came later."
            );
            Article { published: Some("2024-05-01".into()), ..Article::new(format!("a{i}"), text) }
        };
        (0..articles).map(report).collect()
    }

    #[test]
    fn few_articles_are_one_block() {
        assert_eq!(blocks(&archive(TOGETHER, 20)), vec![(0..TOGETHER).collect::<Vec<_>>()]);
        assert_eq!(blocks(&[]), vec![Vec::<usize>::new()]);
    }

    #[test]
    fn many_articles_are_parted_by_the_names_that_they_share() {
        let found = blocks(&archive(2 * TOGETHER, 20));
        assert_eq!(found.len(), 20);
        assert!(found.iter().all(|block| block.iter().all(|doc| doc % 20 == block[0] % 20)));
    }

    #[test]
    fn an_archive_about_one_event_is_one_block() {
        assert_eq!(blocks(&archive(2 * TOGETHER, 1)).len(), 1);
    }
}
