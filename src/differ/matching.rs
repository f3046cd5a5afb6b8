//! Which claim of the new version is which of the old one: by the words of their sentences and what they give a
//! figure for, and by their order where that leaves it open.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::Claim;
use crate::comparator::listed::meet;
pub(super) use crate::comparator::words;
use crate::comparator::{classes, cues};

/// A claim of the old version and the one that it became.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// Index into the old claims.
    pub old: usize,
    /// Index into the new claims.
    pub new: usize,
    /// Whether more than the figures of its sentence was changed.
    pub reworded: bool,
}

/// What two claims need to be the same one in two versions.
const ENOUGH: f32 = 2.2;
/// What each kind of likeness adds: the words of the sentence, those beside the figure, those for what is measured.
const SENTENCE: f32 = 3.0;
const BESIDE: f32 = 0.8;
const SUBJECT: f32 = 0.6;
/// The same figure, unit, and standard word; the last two count against where both are known and differ.
const FIGURE: f32 = 1.2;
const UNIT: f32 = 0.6;
const ASPECT: f32 = 0.6;
const OTHER_UNIT: f32 = -0.5;
const OTHER_ASPECT: f32 = -0.5;
const OTHER_DIMENSION: f32 = -1.2;
/// Its neighbour on one side is the neighbour of the other, too.
const NEIGHBOUR: f32 = 0.3;
/// Words on each side of a figure that stand beside it.
const NEAR: usize = 4;
/// A word that more claims than this have finds no pairs.
const POSTINGS: usize = 120;

/// The pairs, by old claim. Each claim is in one pair at most.
pub(super) fn pairs(old: (&str, &[Claim]), new: (&str, &[Claim])) -> Vec<Pair> {
    let [old, new] = [old, new].map(|(text, claims)| Side::read(text, claims));
    let mut matching = Matching::new(old.claims.len(), new.claims.len());
    matching.equal(&old, &new, |side, claim| side.whole(claim));
    matching.equal(&old, &new, |side, claim| side.frame(claim));
    // Twice: what was found first says which are neighbours.
    matching.alike(&old, &new);
    matching.alike(&old, &new);
    let mut pairs: Vec<Pair> = matching
        .of_old
        .iter()
        .enumerate()
        .filter_map(|(old_claim, new_claim)| {
            let new_claim = (*new_claim)?;
            let reworded = old.frame(old_claim) != new.frame(new_claim);
            Some(Pair { old: old_claim, new: new_claim, reworded })
        })
        .collect();
    pairs.sort_by_key(|pair| pair.old);
    pairs
}

/// The claims of one version with their words.
struct Side<'a> {
    claims: &'a [Claim],
    /// By claim: the words of its sentence with a gap for each figure, and the place of its own gap.
    frames: Vec<(String, usize)>,
    /// By claim: its sentence with its figures.
    sentences: Vec<String>,
    /// By claim: the words of its sentence, of what stands beside it, of its subject.
    all: Vec<FxHashSet<String>>,
    beside: Vec<FxHashSet<String>>,
    subject: Vec<FxHashSet<String>>,
}

impl<'a> Side<'a> {
    fn read(text: &str, claims: &'a [Claim]) -> Self {
        let mut side = Side {
            claims,
            frames: Vec::new(),
            sentences: Vec::new(),
            all: Vec::new(),
            beside: Vec::new(),
            subject: Vec::new(),
        };
        for group in claims.chunk_by(|a, b| a.sentence == b.sentence) {
            let frame = frame(text, group);
            let all: FxHashSet<String> = keys(&frame).into_iter().collect();
            let sentence = text.get(group[0].sentence.start..group[0].sentence.end).unwrap_or_default();
            for (place, claim) in group.iter().enumerate() {
                let before = text.get(claim.sentence.start..claim.number_span.start).unwrap_or_default();
                let after = text.get(claim.number_span.end..claim.sentence.end).unwrap_or_default();
                let (before, after) = (keys(before), keys(after));
                let near = before.into_iter().rev().take(NEAR).chain(after.into_iter().take(NEAR));
                side.frames.push((frame.clone(), place));
                side.sentences.push(plain(sentence));
                side.all.push(all.clone());
                side.beside.push(near.collect());
                side.subject.push(keys(&claim.subject).into_iter().collect());
            }
        }
        side
    }

    /// The claim with its whole sentence: equal where nothing was changed.
    fn whole(&self, claim: usize) -> (&str, usize) {
        (&self.sentences[claim], self.frames[claim].1)
    }

    /// The claim with its sentence but for the figures: equal where nothing else was changed.
    fn frame(&self, claim: usize) -> (&str, usize) {
        (&self.frames[claim].0, self.frames[claim].1)
    }
}

/// The words of a sentence with a gap for each of its figures.
fn frame(text: &str, group: &[Claim]) -> String {
    let mut out = String::new();
    let sentence = group[0].sentence;
    let mut from = sentence.start;
    for claim in group {
        let before = text.get(from..claim.number_span.start).unwrap_or_default();
        out.push_str(before);
        out.push_str(" \u{fffc} ");
        from = from.max(claim.number_span.end);
    }
    out.push_str(text.get(from..sentence.end).unwrap_or_default());
    plain(&out)
}

/// Text without regard to capitals, line breaks, and the form of quotes and dashes.
fn plain(text: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || matches!(c, '\u{fffc}' | '$' | '€' | '£' | '%') { c } else { ' ' }
    };
    let text: String = text.chars().map(kept).collect();
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The words that tell one sentence from another, those that stand for the same thing as one.
fn keys(text: &str) -> Vec<String> {
    let key = |stem: String| match classes::of_stem(&stem) {
        [class, ..] => format!("={class}"),
        [] => stem,
    };
    words::content_stems(text).into_iter().map(key).collect()
}

/// Who is matched with whom.
struct Matching {
    of_old: Vec<Option<usize>>,
    of_new: Vec<Option<usize>>,
}

impl Matching {
    fn new(old: usize, new: usize) -> Self {
        Matching { of_old: vec![None; old], of_new: vec![None; new] }
    }

    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.of_new[new] = Some(old);
    }

    /// Joins the claims that have the same key, in their order.
    fn equal<'s, K: Eq + std::hash::Hash>(
        &mut self,
        old: &'s Side<'_>,
        new: &'s Side<'_>,
        key: impl Fn(&'s Side<'_>, usize) -> K,
    ) {
        let mut waiting: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        for claim in (0..new.claims.len()).rev().filter(|claim| self.of_new[*claim].is_none()) {
            waiting.entry(key(new, claim)).or_default().push(claim);
        }
        for claim in 0..old.claims.len() {
            if self.of_old[claim].is_none()
                && let Some(found) = waiting.get_mut(&key(old, claim)).and_then(Vec::pop)
            {
                self.join(claim, found);
            }
        }
    }

    /// Joins what is left by likeness, the likest first.
    fn alike(&mut self, old: &Side<'_>, new: &Side<'_>) {
        let rarity = Rarity::count(old, new);
        let (around_old, around_new) = (Neighbours::of(&self.of_old), Neighbours::of(&self.of_new));
        // What the matches found so far around two claims say for them.
        let neighbours = |a: usize, b: usize| {
            let same =
                |old: Option<usize>, new: Option<usize>| old.map(|old| self.of_old[old]) == new.map(Some);
            let both = [
                same(around_old.before[a], around_new.before[b]),
                same(around_old.after[a], around_new.after[b]),
            ];
            both.into_iter().filter(|same| *same).count() as f32 * NEIGHBOUR
        };
        let mut scored: Vec<(f32, usize, usize)> = self
            .candidates(old, new)
            .into_iter()
            .map(|(a, b)| (likeness(old, a, new, b, &rarity) + neighbours(a, b), a, b))
            .filter(|(score, _, _)| *score >= ENOUGH)
            .collect();
        let order = |&(_, a, b): &(f32, usize, usize)| (a.abs_diff(b), a, b);
        scored.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| order(x).cmp(&order(y))));
        for (_, a, b) in scored {
            if self.of_old[a].is_none() && self.of_new[b].is_none() {
                self.join(a, b);
            }
        }
    }

    /// Pairs of unmatched claims that have a word or a figure in common.
    fn candidates(&self, old: &Side<'_>, new: &Side<'_>) -> Vec<(usize, usize)> {
        let marks = |side: &Side<'_>, claim: usize| -> Vec<String> {
            let quantity = &side.claims[claim].quantity;
            let figure = quantity.low.or(quantity.high).unwrap_or_default().normalize();
            let mut marks: Vec<String> = side.all[claim].iter().cloned().collect();
            marks.push(format!("#{} {figure}", quantity.dimension));
            marks
        };
        let mut index: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for claim in (0..new.claims.len()).filter(|claim| self.of_new[*claim].is_none()) {
            marks(new, claim).into_iter().for_each(|mark| index.entry(mark).or_default().push(claim));
        }
        let mut pairs = FxHashSet::default();
        for claim in (0..old.claims.len()).filter(|claim| self.of_old[*claim].is_none()) {
            let lists = marks(old, claim).into_iter().filter_map(|mark| index.get(&mark));
            let found = lists.filter(|list| list.len() <= POSTINGS).flatten();
            pairs.extend(found.map(|other| (claim, *other)));
        }
        let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        pairs
    }
}

/// The nearest matched claim before and after each claim of one side; `None` at the ends of the text.
struct Neighbours {
    before: Vec<Option<usize>>,
    after: Vec<Option<usize>>,
}

impl Neighbours {
    fn of(partners: &[Option<usize>]) -> Self {
        let mut around = Neighbours { before: vec![None; partners.len()], after: vec![None; partners.len()] };
        let mut last = None;
        for (claim, partner) in partners.iter().enumerate() {
            around.before[claim] = last;
            last = partner.map(|_| claim).or(last);
        }
        last = None;
        for (claim, partner) in partners.iter().enumerate().rev() {
            around.after[claim] = last;
            last = partner.map(|_| claim).or(last);
        }
        around
    }
}

/// How telling each word is: a word of every sentence tells none from another.
struct Rarity {
    weights: FxHashMap<String, f32>,
}

impl Rarity {
    fn count(old: &Side<'_>, new: &Side<'_>) -> Self {
        let mut counts: FxHashMap<String, f32> = FxHashMap::default();
        for word in old.all.iter().chain(&new.all).flatten() {
            *counts.entry(word.clone()).or_default() += 1.0;
        }
        let total = (old.all.len() + new.all.len()) as f32;
        let weight = |count: f32| 0.3 + (total / count).ln();
        Rarity { weights: counts.into_iter().map(|(word, count)| (word, weight(count))).collect() }
    }

    /// The share of the words that both have, by weight (Dice).
    fn shared(&self, a: &FxHashSet<String>, b: &FxHashSet<String>) -> f32 {
        let weight = |word: &String| self.weights.get(word).copied().unwrap_or(1.0);
        let sum = |words: &FxHashSet<String>| {
            let mut weights: Vec<f32> = words.iter().map(weight).collect();
            // Sums of floats depend on their order, that of a set is none.
            weights.sort_by(f32::total_cmp);
            weights.into_iter().sum::<f32>()
        };
        let both: FxHashSet<String> = a.intersection(b).cloned().collect();
        let all = sum(a) + sum(b);
        if all > 0.0 { 2.0 * sum(&both) / all } else { 0.0 }
    }
}

/// How much speaks for two claims being one in two versions.
fn likeness(old: &Side<'_>, a: usize, new: &Side<'_>, b: usize, rarity: &Rarity) -> f32 {
    let (x, y) = (&old.claims[a], &new.claims[b]);
    let words = SENTENCE * rarity.shared(&old.all[a], &new.all[b])
        + BESIDE * rarity.shared(&old.beside[a], &new.beside[b])
        + SUBJECT * rarity.shared(&old.subject[a], &new.subject[b]);
    let (p, q) = (&x.quantity, &y.quantity);
    let unit = match (p.dimension == q.dimension, p.unit.code == q.unit.code) {
        (false, _) => OTHER_DIMENSION,
        (true, true) => UNIT,
        // A noun may have been left out: "14 people", "14".
        (true, false) if p.unit.name.is_empty() || q.unit.name.is_empty() => 0.0,
        (true, false) => OTHER_UNIT,
    };
    let aspect = match (x.aspect.as_deref(), y.aspect.as_deref()) {
        (Some(a), Some(b)) if a == b => ASPECT,
        (Some(a), Some(b)) if meet(cues::lines("aspects", a), cues::lines("aspects", b)) => 0.0,
        (Some(_), Some(_)) => OTHER_ASPECT,
        _ => 0.0,
    };
    let figure =
        if (p.low, p.high) == (q.low, q.high) || p.low.or(p.high) == q.low.or(q.high) { FIGURE } else { 0.0 };
    words + unit + aspect + figure
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::normalizer::extract;

    /// The pairs as "OLD > NEW", with "~" where the sentence was reworded, and what is in no pair.
    #[track_caller]
    fn check(old: &str, new: &str, expected: &[&str]) {
        let claims = |text: &str| extract(&Article::new("a", text));
        let (a, b) = (claims(old), claims(new));
        let found: Vec<String> = pairs((old, &a), (new, &b))
            .iter()
            .map(|pair| {
                let sign = if pair.reworded { "~" } else { ">" };
                format!("{} {sign} {}", a[pair.old].text, b[pair.new].text)
            })
            .collect();
        assert_eq!(found, expected, "{old}\n{new}");
    }

    #[test]
    fn the_same_sentence_is_matched_wherever_it_stands() {
        check(
            "The flood killed 14 people.\n\nThe dam is 40 metres high.",
            "The dam is 40 metres\nhigh.\n\nThe flood killed 14 people.",
            &["14 people > 14 people", "40 metres > 40 metres"],
        );
    }

    #[test]
    fn another_figure_in_the_same_words_is_the_same_claim() {
        check(
            "The flood killed 14 people. It injured 30 people in Dorenna and 14 in Kelmara.",
            "The flood killed 16 people. It injured 32 people in Dorenna and 15 in Kelmara.",
            &["14 people > 16 people", "30 people > 32 people", "14 > 15"],
        );
    }

    #[test]
    fn reworded_sentences_are_matched_by_what_they_are_about() {
        check(
            "At least 14 people died in the flood, the mayor said. Some 200 houses were destroyed.",
            "The flood in Kelmara killed 16 people, according to the mayor. It destroyed 220 homes.",
            &["At least 14 people ~ 16 people", "Some 200 houses ~ 220 homes"],
        );
    }

    #[test]
    fn a_figure_that_goes_does_not_shift_the_others() {
        check(
            "The flood killed 14 people, injured 50 and left 6 missing.",
            "The flood killed 15 people and left 6 missing.",
            &["14 people ~ 15 people", "6 missing ~ 6 missing"],
        );
        check(
            "Police counted 14 dead in the north. Police counted 3 dead in the south.",
            "Police counted 3 dead in the south.",
            &["3 dead > 3 dead"],
        );
    }

    #[test]
    fn figures_of_different_things_are_not_matched() {
        check("The flood killed 14 people.", "The bridge cost $2 million when it opened.", &[]);
        check("The flood killed 14 people.", "The new stadium holds 20,000 spectators.", &[]);
    }
}
