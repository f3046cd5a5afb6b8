//! What is known of a claim when it is held against another: its words by nearness, its names, its dates, its cues.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::listed::Listed;
use super::verdict::Side;
use super::words::{Corpus, Word};
use super::{classes, cues};
use crate::article::Article;
use crate::claim::{Claim, Quantity};
use crate::span::Span;

/// Words with weights, sorted by word.
pub(crate) type Vector = Vec<(u32, f32)>;

/// A claim as the comparator sees it.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    /// Index of the claim.
    pub(crate) claim: usize,
    /// Index of its article.
    pub(crate) doc: usize,
    /// Counts: stem of the counted noun.
    pub(crate) head: Option<u32>,
    /// Classes of the counted noun.
    pub(crate) head_classes: Vec<u32>,
    /// Counts: a noun that any people may be called.
    pub(crate) anyone: bool,
    /// Counts: the other words of the noun phrase.
    pub(crate) modifiers: Vec<u32>,
    /// Counts: the noun phrase has a name or a code in it ("AK-47").
    pub(crate) named: bool,
    /// Words of the sentence, heavier the nearer they stand to the figure.
    pub(crate) near: Vector,
    /// Words of the sentence and, lighter, of the text before it.
    pub(crate) around: Vector,
    /// Words of the subject.
    pub(crate) subject: Vec<u32>,
    /// Names close to the figure.
    pub(crate) names_near: Vec<u32>,
    /// Names of the sentence.
    pub(crate) names: Vec<u32>,
    /// Content words next to the figure with its unit.
    pub(crate) next_to: [Option<u32>; 2],
    /// Names in the clause before and after the figure, the nearest only.
    pub(crate) name_before: Vec<u32>,
    /// The name before stands so near that the words between describe it ("Bandar Abbas, a city of 500,000").
    pub(crate) described: bool,
    pub(crate) name_after: Vec<u32>,
    /// Ages: the name that stands beside the figure ("Smith, 24,"), else the names before and after it.
    pub(crate) age_of: Vec<u32>,
    /// A count of some of those that an earlier figure of its sentence counts ("four robbers, two dressed as women").
    pub(crate) some: bool,
    /// Years and months in the sentence, and weekdays.
    pub(crate) dates: Vec<u32>,
    pub(crate) days: Vec<u32>,
    /// Names that stand where a place does.
    pub(crate) places: Vec<u32>,
    /// "last year", "two decades ago".
    pub(crate) earlier: bool,
    /// Place in a list of figures for like things ("7.6 and 7.4").
    pub(crate) in_list: Option<usize>,
    /// The term that the figure is given for ("for three months").
    pub(crate) term: Option<String>,
    /// The only figure of its kind in its article.
    pub(crate) only: bool,
    /// "can", "usually": what is so in general.
    pub(crate) generic: bool,
    /// Who or what the figure belongs to: the names of the subject, else the name before the figure.
    pub(crate) holder: Vec<u32>,
    /// The first claim of its kind in its article.
    pub(crate) first: bool,
    /// "another 19", "500 others".
    pub(crate) other: bool,
    /// "two of them", "of whom".
    pub(crate) part: bool,
    /// "including two children", "two of the dead".
    pub(crate) subset: bool,
    /// "two years ago", said of another figure than the time itself.
    pub(crate) ago: bool,
    /// "demanded $6 million", "needs 76 votes": not what was paid or given.
    pub(crate) asked: bool,
    /// "But later 100 youths": of another time than the sentences before.
    pub(crate) later: bool,
    /// "230,000 in a dozen countries": of many countries.
    pub(crate) wide: bool,
    /// "27 arrests overnight": of one night, not of all so far.
    pub(crate) overnight: bool,
    /// Kinds of "worst", "first", "second" and the like beside the figure.
    pub(crate) rank: Vec<u32>,
    /// Within the first lines of the article.
    pub(crate) lead: bool,
    /// Place, time and group of the claim's scope.
    pub(crate) scope: [Vec<u32>; 3],
    /// Words of the speaker's name.
    pub(crate) speaker: Vec<u32>,
    /// How unlikely it is that two figures are equal by chance, 0 to 1.
    pub(crate) telling: f32,
    /// What the tables of cues say of the claim.
    pub(crate) listed: Listed,
    /// The figure on its own scale.
    pub(crate) side: Option<Side>,
}

impl Profile {
    /// Whether what is counted are people.
    pub(crate) fn is_people(&self) -> bool {
        self.anyone || self.head_classes.iter().any(|class| classes::is_people(*class))
    }
}

/// Words farther off than this say little about the figure.
const REACH: f32 = 40.0;
/// Names this many words off belong to the figure.
const NAME_REACH: usize = 7;
/// The nearest name on one side is looked for so many words off.
const HOLDER_REACH: usize = 12;
/// Most words between a name and a figure that describes it: "Qeshm island, home to 120,000", "Kerch, a town of 90,000".
const DESCRIBED: usize = 3;
/// Words of the longest dateline.
const DATELINE: usize = 12;
/// Words before the sentence that may tell what it is about.
const BEFORE: usize = 25;
/// Bytes of an article that are its head.
const LEAD: usize = 350;

/// All texts of a claim whose words the corpus must know besides those of its article.
pub(crate) fn fields(claim: &Claim) -> impl Iterator<Item = &str> {
    let unit = &claim.quantity.unit;
    let scope = [&claim.scope.place, &claim.scope.time, &claim.scope.group];
    [Some(claim.subject.as_str()), Some(unit.name.as_str()), unit.phrase.as_deref(), claim.aspect.as_deref()]
        .into_iter()
        .chain(scope.into_iter().map(Option::as_deref))
        .chain([claim.attribution.as_ref().map(|a| a.speaker.as_str())])
        .flatten()
}

/// Reads the profile of a claim.
pub(crate) fn read(corpus: &Corpus, article: &Article, doc: usize, index: usize, claim: &Claim) -> Profile {
    let ids = |text: Option<&str>| ids(corpus, text.unwrap_or(""));
    let quantity = &claim.quantity;
    let head = (quantity.dimension == "count").then(|| head(corpus, quantity)).flatten();
    let mut modifiers = ids(quantity.unit.phrase.as_deref());
    modifiers.retain(|id| Some(*id) != head);
    let sentence = corpus.within(doc, claim.sentence);
    let figure = figure_words(sentence, claim.number_span);
    let opening = dateline(corpus, sentence).min(figure.0);
    let before = sentence[opening..figure.0.min(sentence.len())].iter().rev();
    let to_name = before.clone().position(|word| corpus.is_name(word));
    let name_before = run(corpus, before);
    let name_after = run(corpus, sentence[figure.1.min(sentence.len())..].iter());
    let cues =
        cues::around(corpus, corpus.before(doc, claim.sentence.start, BEFORE), sentence, figure, claim);
    Profile {
        claim: index,
        doc,
        head,
        head_classes: head.map(|h| corpus.classes[h as usize].to_vec()).unwrap_or_default(),
        anyone: quantity.dimension == "count" && is_anyone(claim),
        modifiers,
        named: named(&claim.text),
        near: near(corpus, sentence, figure),
        around: around(corpus, doc, sentence, claim.sentence.start),
        subject: ids(Some(&claim.subject)),
        names_near: names(corpus, &sentence[window(figure, sentence.len())]),
        names: names(corpus, sentence),
        next_to: next_to(sentence, claim.span),
        holder: holder(corpus, claim, &name_before),
        age_of: match quantity.dimension.as_str() {
            "age" => age_of(corpus, sentence, figure, &name_before, &name_after),
            _ => Vec::new(),
        },
        some: false,
        described: to_name.is_some_and(|words| words <= DESCRIBED),
        name_before,
        name_after,
        dates: cues.dates,
        days: cues.days,
        places: cues.places,
        earlier: cues.earlier,
        generic: cues.generic,
        first: false,
        only: false,
        term: cues::term(after(article, claim)),
        in_list: None,
        other: cues.other,
        part: cues.part,
        subset: cues.subset,
        ago: cues.ago,
        asked: cues.asked,
        overnight: cues.overnight,
        later: cues.later,
        wide: cues.wide,
        rank: cues.rank,
        lead: claim.number_span.start < article.body.start.saturating_add(LEAD),
        scope: [
            ids(claim.scope.place.as_deref()),
            ids(claim.scope.time.as_deref()),
            ids(claim.scope.group.as_deref()),
        ],
        speaker: ids(claim.attribution.as_ref().map(|a| a.speaker.as_str())),
        telling: telling(quantity),
        listed: Listed::of(claim),
        side: Side::new(quantity, Decimal::ONE),
    }
}

/// The numbers of the content words of a text, sorted.
fn ids(corpus: &Corpus, text: &str) -> Vec<u32> {
    let mut ids: Vec<u32> = corpus.content_ids(text).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn head(corpus: &Corpus, quantity: &Quantity) -> Option<u32> {
    let last = quantity.unit.name.split_whitespace().next_back()?;
    corpus.id_of(last)
}

/// The range of words, within the sentence, that the figure covers.
fn figure_words(sentence: &[Word], span: Span) -> (usize, usize) {
    let from = sentence.partition_point(|w| w.end <= span.start);
    let to = sentence.partition_point(|w| w.start < span.end);
    (from, to.max(from))
}

fn window((from, to): (usize, usize), len: usize) -> std::ops::Range<usize> {
    from.saturating_sub(NAME_REACH).min(len)..to.saturating_add(NAME_REACH).min(len)
}

/// Words by nearness to the figure; punctuation between them makes the way longer.
fn near(corpus: &Corpus, sentence: &[Word], (from, to): (usize, usize)) -> Vector {
    let mut vector = Vector::new();
    let mut distance = 0.0;
    for word in sentence.iter().skip(to) {
        distance += step(word.pause);
        push(corpus, &mut vector, word, closeness(distance));
    }
    distance = 0.0;
    for i in (0..from.min(sentence.len())).rev() {
        distance += step(sentence.get(i + 1).map_or(0, |w| w.pause));
        push(corpus, &mut vector, &sentence[i], closeness(distance));
    }
    merge(vector)
}

fn step(pause: u8) -> f32 {
    1.0 + [0.0, 3.0, 4.0, 6.0][usize::from(pause.min(3))]
}

fn closeness(distance: f32) -> f32 {
    if distance > REACH { 0.0 } else { 1.0 / (1.0 + distance / 4.0) }
}

fn around(corpus: &Corpus, doc: usize, sentence: &[Word], start: usize) -> Vector {
    let mut vector = Vector::new();
    sentence.iter().for_each(|word| push(corpus, &mut vector, word, 1.0));
    corpus.before(doc, start, BEFORE).iter().for_each(|word| push(corpus, &mut vector, word, 0.3));
    merge(vector)
}

/// Adds a word under its stem and, so that synonyms meet, under its class.
fn push(corpus: &Corpus, vector: &mut Vector, word: &Word, weight: f32) {
    if word.stop || word.number || weight <= 0.0 {
        return;
    }
    vector.push((word.id, weight));
    if let Some(class) = corpus.classes[word.id as usize].first() {
        vector.push((corpus.stems.len() as u32 + class, weight));
    }
}

/// Sorts by word and keeps the heaviest weight of each.
fn merge(mut vector: Vector) -> Vector {
    vector.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    vector.dedup_by_key(|entry| entry.0);
    vector
}

fn names(corpus: &Corpus, words: &[Word]) -> Vec<u32> {
    let mut ids: Vec<u32> = words
        .iter()
        .filter(|w| corpus.is_name(w))
        .map(|w| corpus.spelling[w.id as usize])
        .filter(|id| !corpus.marks[*id as usize].has_date())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The text of the sentence after the figure, a few words of it.
fn after<'a>(article: &'a Article, claim: &Claim) -> &'a str {
    let text = &article.text;
    let start = claim.span.end.min(text.len());
    let mut end = start.saturating_add(48).min(claim.sentence.end).min(text.len());
    while end > start && !text.is_char_boundary(end) {
        end -= 1;
    }
    Span { start: start.min(end), end }.of(text)
}

/// People without a role; "the death toll rose to 23" counts them without a noun.
fn is_anyone(claim: &Claim) -> bool {
    let name = claim.quantity.unit.name.as_str();
    let toll = claim.aspect.as_deref().is_some_and(|aspect| cues::is("toll", aspect));
    cues::is("anyone", name) || name.is_empty() && toll
}

/// A word with a capital or a digit inside the noun phrase, after the figure itself.
fn named(text: &str) -> bool {
    text.split_whitespace().skip(1).any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && !letters.as_str().is_empty()
            && (word.bytes().any(|b| b.is_ascii_digit()) || letters.all(char::is_uppercase))
    })
}

/// The names of the subject, else the nearest name before the figure.
fn holder(corpus: &Corpus, claim: &Claim, before: &[u32]) -> Vec<u32> {
    let capital = |w: &&str| w.starts_with(char::is_uppercase);
    let words = claim.subject.split(|c: char| !c.is_alphanumeric()).filter(capital);
    let ids = words.filter_map(|w| corpus.id_of(w)).filter(|id| corpus.name[*id as usize]);
    let mut ids: Vec<u32> = ids
        .map(|id| corpus.spelling[id as usize])
        .filter(|id| !corpus.marks[*id as usize].has_date())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() { before.to_vec() } else { ids }
}

/// The nearest name on one side of a figure, all its words: within reach and not past the end of a sentence.
fn run<'a>(corpus: &Corpus, words: impl Iterator<Item = &'a Word>) -> Vec<u32> {
    let mut ids: Vec<u32> = words
        .take(HOLDER_REACH)
        .take_while(|w| w.pause < 3)
        .skip_while(|w| !corpus.is_name(w) || corpus.marks[w.id as usize].has_date())
        .take_while(|w| corpus.is_name(w))
        .map(|w| corpus.spelling[w.id as usize])
        .collect();
    ids.sort_unstable();
    ids
}

/// How many words are the dateline of a sentence ("VALMERE, Jan 12 (Agence Littoral) - Four men ..."): where a report
/// was written says nothing of whom its figures belong to.
fn dateline(corpus: &Corpus, sentence: &[Word]) -> usize {
    let opens = |w: &Word| w.capital || w.number || corpus.marks[w.id as usize].has_date();
    let head = sentence.iter().take(DATELINE).take_while(|w| opens(w)).count();
    let dash = (1..=head.min(sentence.len().saturating_sub(1))).rev().find(|i| sentence[*i].pause == 2);
    dash.unwrap_or(0)
}

/// Whose age it is: the name right before the figure ("Smith, 24") or behind "old" ("the 24-year-old Smith"), else the
/// nearest names on both sides.
fn age_of(
    corpus: &Corpus,
    sentence: &[Word],
    (from, to): (usize, usize),
    before: &[u32],
    after: &[u32],
) -> Vec<u32> {
    let beside = sentence.get(..from.min(sentence.len())).and_then(<[Word]>::last);
    if beside.is_some_and(|w| corpus.is_name(w) && before.contains(&corpus.spelling[w.id as usize])) {
        return before.to_vec();
    }
    let behind = sentence.get(to.min(sentence.len())..).unwrap_or_default();
    let old = behind.iter().take(3).position(|w| corpus.stems[w.id as usize] == "old");
    if old.and_then(|old| behind.get(old + 1)).is_some_and(|w| corpus.is_name(w) && w.pause == 0) {
        return after.to_vec();
    }
    [before, after].concat()
}

fn next_to(sentence: &[Word], span: Span) -> [Option<u32>; 2] {
    let content = |w: &&Word| !w.stop && !w.number;
    let before = sentence.iter().rev().filter(|w| w.end <= span.start).find(content);
    let after = sentence.iter().filter(|w| w.start >= span.end).find(content);
    [before.map(|w| w.id), after.map(|w| w.id)]
}

/// Many digits are seldom equal by chance; one, two and three often are.
fn telling(quantity: &Quantity) -> f32 {
    let Some(value) = quantity.low.or(quantity.high) else { return 0.0 };
    let digits = significant_digits(value) as f32;
    let size = value.abs().to_f32().unwrap_or(1.0).max(1.0).log10();
    (((digits - 1.0) * 0.35) + (size * 0.12)).clamp(0.0, 1.0)
}

/// Digits of a figure without leading and trailing zeros.
pub(crate) fn significant_digits(value: Decimal) -> usize {
    let text = value.abs().normalize().to_string();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').len().max(1)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_named_thing_has_capitals_or_a_digit_in_any_alphabet() {
        for text in ["40 T-72 tanks", "12 HIMARS", "9 ΑΒΓ sets", "3 É2 cars"] {
            assert!(named(text), "{text}");
        }
        for text in ["40 tanks", "350 Österreicher", "2 Λάμδα", "5 A", "7 É"] {
            assert!(!named(text), "{text}");
        }
    }
}
