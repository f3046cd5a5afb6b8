//! Small words beside a figure that tell it from another figure for a like thing: "another", "of them", dates, ranks.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::marks::Mark;
use super::words::{Corpus, Word, rows, stem};
use crate::claim::Claim;

/// The table of cues.
pub(crate) const TABLE: &str = include_str!("../lexicon/en/contrasts.tsv");

static BY_KIND: LazyLock<FxHashMap<&'static str, FxHashSet<&'static str>>> =
    LazyLock::new(|| rows(TABLE).map(|(kind, words)| (kind, words.split('|').collect())).collect());

/// What the words beside a figure say.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    /// Years and months of the sentence.
    pub(crate) dates: Vec<u32>,
    pub(crate) days: Vec<u32>,
    /// Names that stand where a place does.
    pub(crate) places: Vec<u32>,
    pub(crate) other: bool,
    pub(crate) part: bool,
    pub(crate) subset: bool,
    pub(crate) ago: bool,
    pub(crate) asked: bool,
    pub(crate) overnight: bool,
    /// "But later 100 youths": of another time than the sentences before.
    pub(crate) later: bool,
    /// "230,000 in a dozen countries": of many countries.
    pub(crate) wide: bool,
    pub(crate) earlier: bool,
    pub(crate) generic: bool,
    /// Numbers of the rank lines.
    pub(crate) rank: Vec<u32>,
}

/// Words off at which "ago" still tells the time of a figure.
const AGO: usize = 12;

/// Words off at which "can" and "usually" still say that a figure is so in general.
const GENERIC: usize = 8;

/// Words before a figure within which "demanded" has it as its object.
const ASKING: usize = 6;
/// Words with which a sentence opens.
const OPENING: usize = 3;
/// Words behind a figure in which the countries stand that it is for.
const WIDE_REACH: usize = 14;
/// Words off at which "overnight" still tells the time of a figure.
const NIGHT: usize = 6;

/// Whether a lowercase word is a cue of this kind.
pub(crate) fn is(kind: &str, word: &str) -> bool {
    BY_KIND.get(kind).is_some_and(|words| words.contains(word))
}

/// Whether a word in any case is a cue of this kind.
pub(crate) fn is_in_any_case(kind: &str, word: &str) -> bool {
    let mut lower = [0; 24];
    match lower.get_mut(..word.len()) {
        Some(lower) if word.is_ascii() => {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).is_ok_and(|word| is(kind, word))
        }
        _ => is(kind, &word.to_lowercase()),
    }
}

/// The words of this kind, in no particular order.
pub(crate) fn of_kind(kind: &str) -> impl Iterator<Item = &'static str> {
    BY_KIND.get(kind).into_iter().flatten().copied()
}

static RANKS: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
    let lines = rows(TABLE).filter(|(kind, _)| kind.starts_with("rank ")).zip(0u32..);
    lines.flat_map(|((_, words), line)| words.split('|').map(move |word| (stem(word), line))).collect()
});

/// Reads the cues of a claim's sentence; `figure` is the range of its words that the figure covers, `before` are the
/// words of the text before the sentence.
pub(crate) fn around(
    corpus: &Corpus,
    before: &[Word],
    sentence: &[Word],
    figure: (usize, usize),
    claim: &Claim,
) -> Cues {
    let mut cues = Cues::default();
    let stem_of = |word: &Word| corpus.stems[word.id as usize].as_str();
    let marks = |word: &Word| corpus.marks[word.id as usize];
    // "It killed 612 people": when and where stands in the sentence before.
    if sentence.first().is_some_and(|word| marks(word).has(Mark::Pronoun)) {
        let start = before.iter().rposition(|word| word.pause == 3).unwrap_or(0);
        anchors(corpus, &before[start..], (0, 0), &mut cues);
    }
    anchors(corpus, sentence, figure, &mut cues);
    let (from, to) = figure;
    let beside = |left: usize, right: usize| {
        let range = from.saturating_sub(left)..to.saturating_add(right).min(sentence.len());
        &sentence[range.start.min(range.end)..range.end]
    };
    let any = |words: &[Word], mark: Mark| words.iter().any(|word| marks(word).has(mark));
    let group = claim.scope.group.as_deref().unwrap_or("").to_lowercase();
    // "more than 40" is a bound, not a further 40.
    let more_than = || beside(2, 0).iter().any(|word| stem_of(word) == "than");
    cues.other = any(beside(2, 3), Mark::Other) && !more_than()
        || group.split_whitespace().any(|word| is("other", word));
    let of_them = |words: &[Word]| {
        words.windows(2).any(|pair| marks(&pair[1]).has(Mark::Part) && stem_of(&pair[0]) == "of")
    };
    cues.part = of_them(beside(0, 3)) || of_them(beside(3, 0));
    let of_the = match beside(0, 2).get(to - from..) {
        Some([of, article]) => {
            stem_of(of) == "of" && matches!(stem_of(article), "the" | "his" | "her" | "its" | "their")
        }
        _ => false,
    };
    let of_the = of_the && claim.quantity.dimension == "count"; // "7 percent of the market" is no part of another share
    cues.subset = of_the || any(beside(3, 0), Mark::Subset);
    // The time itself is no figure of that time.
    cues.ago = claim.quantity.dimension != "duration" && any(beside(AGO, AGO), Mark::Ago);
    cues.generic = any(beside(GENERIC, GENERIC), Mark::Generic);
    cues.later = any(&sentence[..OPENING.min(from).min(sentence.len())], Mark::Later);
    cues.wide = claim.quantity.dimension == "count"
        && sentence.iter().skip(to).take(WIDE_REACH).any(|word| marks(word).has(Mark::Wide));
    cues.asked = any(beside(ASKING, 3), Mark::Asked);
    cues.overnight = any(beside(NIGHT, NIGHT), Mark::Overnight);
    cues.rank = beside(3, 3).iter().filter_map(|word| RANKS.get(stem_of(word)).copied()).collect();
    for list in [&mut cues.rank, &mut cues.dates, &mut cues.days, &mut cues.places] {
        list.sort_unstable();
        list.dedup();
    }
    cues
}

/// Dates and places of a sentence.
fn anchors(corpus: &Corpus, sentence: &[Word], figure: (usize, usize), cues: &mut Cues) {
    for (i, word) in sentence.iter().enumerate() {
        let stem = || corpus.stems[word.id as usize].as_str();
        let marks = corpus.marks[word.id as usize];
        // "may" is a month only with a capital that does not open the sentence.
        if marks.has(Mark::Month) && word.capital && (i > 0 || stem() != "may") {
            cues.dates.push(word.id);
        }
        if marks.has(Mark::Day) {
            cues.days.push(word.id);
        }
        if word.number && is_year(stem()) && !(figure.0..figure.1).contains(&i) {
            cues.dates.push(word.id);
        }
        let last = || i > 0 && corpus.stems[sentence[i - 1].id as usize] == "last";
        cues.earlier |= marks.has(Mark::Earlier) || marks.has(Mark::Span) && last();
        if i > 0 && is_place(corpus, sentence, i) {
            cues.places.push(corpus.spelling[word.id as usize]);
        }
    }
}

/// A name after a locative word, or after another name after one ("in West Papua").
fn is_place(corpus: &Corpus, sentence: &[Word], i: usize) -> bool {
    let named = |word: &Word| corpus.is_name(word) && !corpus.marks[word.id as usize].has_date();
    let back = (0..i).rev().take(3).find(|j| !named(&sentence[*j]));
    let locative = |j: usize| corpus.marks[sentence[j].id as usize].has(Mark::Locative);
    // "in Indonesia, Sri Lanka and India": a list of places.
    if named(&sentence[i]) && sentence[i].pause == 1 && i > 1 && named(&sentence[i - 1]) {
        return is_place(corpus, sentence, i - 1);
    }
    // "in eastern China": one word may stand between.
    named(&sentence[i])
        && sentence[i].pause == 0
        && back.is_some_and(|j| locative(j) || j > 0 && locative(j - 1))
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

/// Whether a figure is given by a vague word ("dozens", "several").
pub(crate) fn is_vague(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| is_in_any_case("vague", word))
}

/// The lines of this kind that a word stands in.
pub(crate) fn lines(kind: &str, word: &str) -> &'static [u32] {
    LINES.get(kind).and_then(|words| words.get(word)).map_or(&[], Vec::as_slice)
}

/// By kind and word: the lines that the word stands in.
static LINES: LazyLock<FxHashMap<&'static str, FxHashMap<&'static str, Vec<u32>>>> = LazyLock::new(|| {
    let mut lines: FxHashMap<_, FxHashMap<_, Vec<u32>>> = FxHashMap::default();
    for ((kind, words), line) in rows(TABLE).zip(0..) {
        let of_kind = lines.entry(kind).or_default();
        words.split('|').for_each(|word| of_kind.entry(word).or_default().push(line));
    }
    lines
});

/// The further words of the line of this kind that begins with `first`.
pub(crate) fn line_of(kind: &str, first: &str) -> Option<impl Iterator<Item = &'static str>> {
    rows(TABLE).filter(|(name, _)| *name == kind).find_map(|(_, words)| {
        let mut words = words.split('|');
        (words.next() == Some(first)).then_some(words)
    })
}
