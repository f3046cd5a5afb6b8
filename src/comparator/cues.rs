//! Small words beside a figure that tell it from another figure for a like thing: "another", "of them", dates, ranks.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Corpus, Word, rows, stem};
use crate::claim::Claim;

const CUES: &str = include_str!("../lexicon/en/cues.tsv");

static BY_KIND: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> =
    LazyLock::new(|| rows(CUES).map(|(kind, words)| (kind, words.split('|').collect())).collect());

static DATES: LazyLock<FxHashMap<String, Date>> = LazyLock::new(|| {
    let kinds = [("month", Date::Month), ("day", Date::Day)];
    kinds
        .into_iter()
        .flat_map(|(kind, date)| BY_KIND[kind].iter().map(move |word| (stem(word), date)))
        .collect()
});

#[derive(Clone, Copy, PartialEq)]
enum Date {
    Month,
    Day,
}

/// What the words beside a figure say.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    pub(crate) years: Vec<u32>,
    pub(crate) months: Vec<u32>,
    pub(crate) days: Vec<u32>,
    pub(crate) other: bool,
    pub(crate) part: bool,
    pub(crate) rank: Vec<u32>,
}

/// Whether a lowercase word is a cue of this kind.
pub(crate) fn is(kind: &str, word: &str) -> bool {
    BY_KIND.get(kind).is_some_and(|words| words.contains(word))
}

/// Whether a stem is the name of a month or a day.
pub(crate) fn is_date(stem: &str) -> bool {
    DATES.contains_key(stem)
}

/// Reads the cues of a claim's sentence; `figure` is the range of its words that the figure covers.
pub(crate) fn around(corpus: &Corpus, sentence: &[Word], figure: (usize, usize), claim: &Claim) -> Cues {
    let mut cues = Cues::default();
    for (i, word) in sentence.iter().enumerate() {
        let stem = corpus.stems[word.id as usize].as_str();
        match DATES.get(stem) {
            // "may" is a month only with a capital and a number beside it, or not at the start of the sentence.
            Some(Date::Month) if word.capital && (stem != "may" || i > 0) => cues.months.push(word.id),
            Some(Date::Day) => cues.days.push(word.id),
            _ => {}
        }
        if is_year(stem) && !(figure.0..figure.1).contains(&i) {
            cues.years.push(word.id);
        }
    }
    let (from, to) = figure;
    let beside = |left: usize, right: usize| {
        let range = from.saturating_sub(left)..to.saturating_add(right).min(sentence.len());
        sentence[range.start.min(range.end)..range.end]
            .iter()
            .map(|w| corpus.stems[w.id as usize].as_str())
            .collect::<Vec<_>>()
    };
    let group = claim.scope.group.as_deref().unwrap_or("").to_lowercase();
    cues.other = beside(2, 3).iter().any(|stem| OTHER.contains(*stem)) && !more_than(&beside(2, 0))
        || group.split_whitespace().any(|word| is("other", word));
    let after = beside(0, 3);
    cues.part = after.windows(2).any(|pair| pair[0] == "of" && is("part", pair[1]));
    cues.rank = beside(4, 4).iter().filter(|s| RANK.contains(**s)).filter_map(|s| corpus.id(s)).collect();
    cues.rank.sort_unstable();
    cues.rank.dedup();
    cues
}

static OTHER: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| BY_KIND["other"].iter().map(|w| stem(w)).collect());
static RANK: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| BY_KIND["rank"].iter().map(|w| stem(w)).collect());

/// "more than 40" is a bound, not a further 40.
fn more_than(before: &[&str]) -> bool {
    before.contains(&"than")
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && (word.starts_with("19") || word.starts_with("20"))
}

/// The term that a figure is given for, in the text after it: "a month for three months or ..." has "three".
pub(crate) fn term(after: &str) -> Option<String> {
    let mut words =
        after.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
    words.by_ref().take(6).find(|word| word == "for")?;
    let number = words.next()?;
    let stands = number.bytes().all(|b| b.is_ascii_digit()) || is("numeral", &number);
    // "for each" and "for the fighters" are no terms.
    stands.then_some(number)
}
