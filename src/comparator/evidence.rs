//! What speaks for and against two claims giving a figure for the same thing.

use rayon::prelude::*;
use rust_decimal::Decimal;

use super::candidates::{speakers_differ, terms_differ};
use super::classes;
use super::companions::Companions;
use super::features::{self, Feature, Values, Weights};
use super::listed::meet;
use super::pair_features::PairFeatures;
use super::profile::{Profile, Vector};
use super::rates::Rates;
use super::rivals;
use super::roles;
use super::siblings::Siblings;
use super::spread::{Alike, Spread};
use super::verdict::{Footing, Measured, footing_of, verdict_on};
use super::words::Corpus;
use crate::claim::{Claim, Modality, Quantity};
use crate::fact::Verdict;

/// Evidence for and against two claims giving a figure for the same thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// The sum of the weights: log-odds that the two claims give a figure for the same thing.
    pub score: f32,
    /// Name of each feature that holds, what it adds, and its strength, strongest first.
    pub items: Vec<(&'static str, f32, String)>,
}

/// How telling each word is within one event: 0 for a word of every sentence, 1 for one of a single sentence.
#[derive(Debug, Default)]
pub(crate) struct Telling {
    /// By number of the word; one that no sentence has may be missing.
    by_word: Vec<f32>,
    unseen: f32,
}

impl Telling {
    /// Counts the words of the sentences of an event.
    pub(crate) fn count<'a>(sentences: impl Iterator<Item = &'a Vector>) -> Telling {
        let mut seen: Vec<f32> = Vec::new();
        let mut all = 0.0_f32;
        for sentence in sentences {
            all += 1.0;
            // The words of a sentence are sorted.
            let words = sentence.last().map_or(0, |(word, _)| *word as usize + 1);
            seen.resize(seen.len().max(words), 0.0);
            sentence.iter().for_each(|(word, _)| seen[*word as usize] += 1.0);
        }
        let scale = (1.0 + all).ln().max(1.0);
        let weigh = |n: f32| (((all + 1.0) / (n + 0.5)).ln() / scale).clamp(0.05, 1.0);
        let weigh_seen = |n: f32| if n > 0.0 { weigh(n) } else { 1.0 };
        Telling { by_word: seen.into_iter().map(weigh_seen).collect(), unseen: 1.0 }
    }

    pub(crate) fn of(&self, word: u32) -> f32 {
        self.by_word.get(word as usize).copied().unwrap_or(self.unseen)
    }

    /// Weighs a vector and scales it to length 1.
    pub(crate) fn weigh(&self, vector: &mut Vector) {
        vector.iter_mut().for_each(|(word, weight)| *weight *= self.of(*word));
        let length = vector.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            vector.iter_mut().for_each(|(_, w)| *w /= length);
        }
    }
}

/// Pairs that one thread weighs at a time.
const PORTION: usize = 4096;

/// What all pairs of an event share.
pub(crate) struct Ground<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) claims: &'a [Claim],
    pub(crate) telling: &'a Telling,
    pub(crate) rates: &'a Rates,
    pub(crate) weights: &'a Weights,
}

impl Ground<'_> {
    /// The features of all pairs, with what the other claims of their articles say of them.
    pub(crate) fn all_features(&self, profiles: &[Profile], pairs: &[(u32, u32)]) -> PairFeatures {
        let siblings = Siblings::read(self.corpus, profiles, self.claims);
        let companions = Companions::read(profiles, self.claims);
        let portion = |pairs: &[(u32, u32)]| {
            let mut features = PairFeatures::with_capacity(pairs.len());
            let mut fits = Vec::with_capacity(pairs.len());
            let (mut spread, mut values) = (Spread::default(), [0.0; features::COUNT]);
            for &(a, b) in pairs {
                let alike = spread.alike(profiles, (a, b));
                self.mark(&profiles[a as usize], &profiles[b as usize], alike, &mut values);
                siblings.mark(profiles, self.claims, (a, b), &mut values);
                companions.mark(profiles, (a, b), &mut values);
                features.push(&values);
                fits.push(rivals::fit(&values));
            }
            (features, fits)
        };
        let portions: Vec<(PairFeatures, Vec<f32>)> = pairs.par_chunks(PORTION).map(portion).collect();
        let (mut features, mut fits) = (PairFeatures::default(), Vec::with_capacity(pairs.len()));
        for (portion, of_portion) in portions {
            features.append(portion);
            fits.extend(of_portion);
        }
        let marks = rivals::marks(profiles, self.claims, pairs, &fits);
        for (pair, mark) in marks.into_iter().enumerate().filter_map(|(i, mark)| Some((i, mark?))) {
            let best = [mark.best == 2, mark.best == 0].map(f32::from);
            features.set_later(pair, [best[0], best[1], f32::from(mark.counterparts)]);
        }
        features
    }

    /// Sets `values` to the features of a pair; symmetric.
    fn mark(&self, a: &Profile, b: &Profile, alike: Alike, values: &mut Values) {
        values.fill(0.0);
        let mut pair = Pair { values };
        let (claim_a, claim_b) = (&self.claims[a.claim], &self.claims[b.claim]);
        pair.set(Feature::bias, 1.0);
        let conflict = self.figures(&mut pair, a, b);
        units(&mut pair, a, b, &claim_a.quantity, &claim_b.quantity);
        let kin = meet(a.listed.aspects, b.listed.aspects);
        aspects(&mut pair, claim_a.aspect.as_deref(), claim_b.aspect.as_deref(), kin);
        self.words(&mut pair, (a, b, alike), conflict);
        self.names(&mut pair, a, b);
        scopes(&mut pair, a, b);
        dates(&mut pair, a, b);
        nearest_names(&mut pair, a, b, &claim_a.quantity.dimension);
        if a.holder.is_empty() != b.holder.is_empty() {
            let telling = a.holder.iter().chain(&b.holder).map(|id| self.telling.of(*id));
            pair.set(Feature::holder_one_side, telling.fold(0.0, f32::max));
        }
        small_words(&mut pair, a, b);
        places_in_text(&mut pair, a, b, claim_a, claim_b, conflict);
        roles::mark(pair.values, (a, claim_a), (b, claim_b));
    }

    /// The features of a pair with their weights, for people to read.
    pub(crate) fn explain(&self, values: &Values) -> Evidence {
        let mut items: Vec<(&'static str, f32, String)> = (0..features::COUNT)
            .filter(|i| values[*i] != 0.0 && self.weights.of(*i, values) != 0.0)
            .map(|i| {
                (features::NAMES[i], values[i] * self.weights.of(i, values), format!("{:.2}", values[i]))
            })
            .collect();
        items.sort_by(|x, y| y.1.abs().total_cmp(&x.1.abs()).then(x.0.cmp(y.0)));
        Evidence { score: self.weights.score(values), items }
    }

    fn figures(&self, pair: &mut Pair, a: &Profile, b: &Profile) -> bool {
        let (qa, qb) = (&self.claims[a.claim].quantity, &self.claims[b.claim].quantity);
        let kind = match qa.dimension.as_str() {
            "count" => None,
            "age" => Some((Feature::is_age, Feature::conflict_age)),
            "duration" => Some((Feature::is_duration, Feature::conflict_duration)),
            "money" => Some((Feature::is_money, Feature::conflict_money)),
            "percent" => Some((Feature::is_percent, Feature::conflict_percent)),
            _ => Some((Feature::is_measure, Feature::conflict_measure)),
        };
        let footing = footing_of(
            &Measured { quantity: qa, side: a.side },
            &Measured { quantity: qb, side: b.side },
            self.rates,
        );
        let conflict = verdict_on(&footing, qa, qb) == Verdict::Conflict;
        if let Some((is, conflicts)) = kind {
            pair.set(is, 1.0);
            pair.set(conflicts, f32::from(conflict));
        }
        let small = |q: &Quantity| q.low.or(q.high).is_some_and(|v| v < Decimal::from(4));
        if conflict {
            let gap = gap(&footing);
            pair.set(Feature::conflict, 1.0);
            pair.set(Feature::conflict_gap, gap);
            pair.set(Feature::conflict_near, f32::from(gap < 0.27));
            pair.set(Feature::conflict_small, f32::from(small(qa) && small(qb)));
            let zero = |q: &Quantity| q.high.is_some_and(|v| v.is_zero());
            pair.set(Feature::conflict_zero, f32::from(zero(qa) != zero(qb)));
            let aspect = |p: &Profile| self.claims[p.claim].aspect.as_deref().unwrap_or("");
            pair.set(Feature::conflict_toll, f32::from(a.listed.grows && b.listed.grows));
            pair.set(Feature::conflict_change, f32::from(qa.trend.is_some() && qb.trend.is_some()));
            pair.set(Feature::conflict_moving, f32::from(a.listed.moving && b.listed.moving));
            pair.set(Feature::conflict_vague, f32::from(a.listed.vague || b.listed.vague));
            let elapsed = aspect(a) == "elapsed" || aspect(b) == "elapsed";
            let holder = common(&a.holder, &b.holder).next().is_some();
            pair.set(Feature::conflict_elapsed, f32::from(elapsed && !holder));
        } else if same_number(qa, qb) || equal_figures(&footing) {
            pair.set(Feature::equal, 1.0);
            pair.set(Feature::equal_telling, a.telling.min(b.telling));
        } else {
            pair.set(Feature::compatible, 1.0);
        }
        pair.set(Feature::bound_differs, f32::from(qa.bound != qb.bound));
        conflict
    }

    fn words(&self, pair: &mut Pair, (a, b, alike): (&Profile, &Profile, Alike), conflict: bool) {
        let Alike { near, around } = alike;
        pair.set(Feature::near_words, near);
        pair.set(Feature::near_high, (near - 0.35).max(0.0));
        pair.set(Feature::around_words, around);
        if conflict {
            pair.set(Feature::near_conflict, near);
            pair.set(Feature::around_conflict, around);
        }
        let subject = self.overlap(&a.subject, &b.subject);
        pair.set(Feature::subject_words, subject);
        let others = subject == 0.0 && !a.subject.is_empty() && !b.subject.is_empty();
        let lasts = self.claims[a.claim].quantity.dimension == "duration";
        pair.set(Feature::subject_differs, f32::from(others));
        pair.set(Feature::duration_subject_differs, f32::from(others && lasts));
        let [before, after] = [0, 1].map(|i| {
            let same = |x: u32, y: u32| x == y || self.same_class(x, y);
            a.next_to[i].zip(b.next_to[i]).is_some_and(|(x, y)| same(x, y))
        });
        pair.set(Feature::next_before_same, f32::from(before));
        pair.set(Feature::next_after_same, f32::from(after));
    }

    fn same_class(&self, a: u32, b: u32) -> bool {
        let class = |id: u32| self.corpus.classes[id as usize];
        class(a).iter().any(|c| class(b).contains(c))
    }

    /// Share of two word lists that is common, the words weighed by how telling they are.
    fn overlap(&self, a: &[u32], b: &[u32]) -> f32 {
        let weight = |ids: &[u32]| ids.iter().map(|id| self.telling.of(*id)).sum::<f32>();
        let matched = |from: &[u32], to: &[u32]| {
            from.iter()
                .filter(|x| to.iter().any(|y| *x == y || self.same_class(**x, *y)))
                .map(|id| self.telling.of(*id))
                .sum::<f32>()
        };
        let all = weight(a) + weight(b);
        if all > 0.0 { (matched(a, b) + matched(b, a)) / all } else { 0.0 }
    }

    fn names(&self, pair: &mut Pair, a: &Profile, b: &Profile) {
        let shared: f32 = common(&a.names, &b.names).map(|id| self.telling.of(id)).sum();
        pair.set(Feature::names_shared, shared.min(2.0));
        let none = shared == 0.0 && !a.names.is_empty() && !b.names.is_empty();
        pair.set(Feature::names_none_shared, f32::from(none));
        if !a.names_near.is_empty() && !b.names_near.is_empty() {
            let near: f32 = common(&a.names_near, &b.names_near).map(|id| self.telling.of(id)).sum();
            pair.set(Feature::name_near_same, near.min(2.0));
            pair.set(Feature::name_near_differs, f32::from(near == 0.0));
        }
    }
}

struct Pair<'v> {
    values: &'v mut Values,
}

impl Pair<'_> {
    fn set(&mut self, feature: Feature, value: f32) {
        self.values[feature as usize] = value;
    }

    /// Two lists: sharing a word is equal, one may be empty.
    fn lists(&mut self, a: &[u32], b: &[u32], same: Feature, differs: Feature, one: Option<Feature>) {
        if a.is_empty() && b.is_empty() {
            return;
        }
        if a.is_empty() || b.is_empty() {
            if let Some(one) = one {
                self.set(one, 1.0);
            }
        } else if common(a, b).next().is_some() {
            self.set(same, 1.0);
        } else {
            self.set(differs, 1.0);
        }
    }
}

/// Standard words: the same, confused by reports (damaged, destroyed; `kin`), different, or one missing.
fn aspects(pair: &mut Pair, a: Option<&str>, b: Option<&str>, kin: bool) {
    let feature = match (a, b) {
        (Some(a), Some(b)) if a == b => Feature::aspect_same,
        (Some(_), Some(_)) if kin => Feature::aspect_kin,
        (Some(_), Some(_)) => Feature::aspect_differs,
        (None, None) => return,
        _ => Feature::aspect_one_side,
    };
    pair.set(feature, 1.0);
}

fn units(pair: &mut Pair, a: &Profile, b: &Profile, qa: &Quantity, qb: &Quantity) {
    if qa.dimension == "count" {
        let words = meet(a.listed.nouns, b.listed.nouns);
        nouns(pair, a, b, words);
        pair.set(Feature::modifier_named, f32::from(a.named != b.named));
        pair.lists(
            &a.modifiers,
            &b.modifiers,
            Feature::modifier_same,
            Feature::modifier_differs,
            Some(Feature::modifier_one_side),
        );
    } else if qa.unit.code != qb.unit.code {
        let money = qa.dimension == "money";
        pair.set(if money { Feature::currency_differs } else { Feature::measure_unit_differs }, 1.0);
    }
    let same = || qa.per.iter().map(|u| &u.code).eq(qb.per.iter().map(|u| &u.code));
    let feature = match (qa.per.is_empty(), qb.per.is_empty()) {
        (true, true) => return,
        (false, false) if same() => Feature::per_same,
        (false, false) => Feature::per_differs,
        _ => Feature::per_one_side,
    };
    pair.set(feature, 1.0);
}

/// The counted nouns; `words` when the table lists both in one line.
fn nouns(pair: &mut Pair, a: &Profile, b: &Profile, words: bool) {
    let feature = match (a.head, b.head) {
        (Some(x), Some(y)) if x == y => Feature::unit_same_word,
        (Some(_), Some(_)) => {
            let shared = a.head_classes.iter().any(|c| b.head_classes.contains(c));
            if shared {
                Feature::unit_same_class
            } else if words || classes::are_kin(&a.head_classes, &b.head_classes) {
                Feature::unit_same_kin
            } else if (a.anyone || b.anyone) && a.is_people() && b.is_people() {
                Feature::unit_generic
            } else if a.is_people() && b.is_people() {
                Feature::unit_people
            } else {
                Feature::unit_differs
            }
        }
        _ if a.anyone && b.anyone => Feature::unit_generic,
        _ => Feature::unit_unlisted,
    };
    pair.set(feature, 1.0);
}

fn scopes(pair: &mut Pair, a: &Profile, b: &Profile) {
    pair.lists(&a.scope[0], &b.scope[0], Feature::place_same, Feature::place_differs, None);
    pair.lists(&a.scope[1], &b.scope[1], Feature::time_same, Feature::time_differs, None);
    let one = Some(Feature::group_one_side);
    pair.lists(&a.scope[2], &b.scope[2], Feature::group_same, Feature::group_differs, one);
}

fn dates(pair: &mut Pair, a: &Profile, b: &Profile) {
    let one = Some(Feature::date_one_side);
    pair.lists(&a.dates, &b.dates, Feature::date_same, Feature::date_differs, one);
    pair.set(Feature::day_differs, f32::from(apart(&a.days, &b.days)));
    pair.set(Feature::day_same, f32::from(common(&a.days, &b.days).next().is_some()));
    pair.set(Feature::earlier_one_side, f32::from(a.earlier != b.earlier));
    let one = Some(Feature::foreign_one_side);
    pair.lists(&a.places, &b.places, Feature::foreign_same, Feature::foreign_differs, one);
}

/// The name beside the figure: whose age, how far from where.
fn nearest_names(pair: &mut Pair, a: &Profile, b: &Profile, dimension: &str) {
    pair.lists(&a.name_after, &b.name_after, Feature::name_after_same, Feature::name_after_differs, None);
    pair.lists(&a.name_before, &b.name_before, Feature::name_before_same, Feature::name_before_differs, None);
    pair.lists(&a.holder, &b.holder, Feature::holder_same, Feature::holder_differs, None);
    match dimension {
        "length" => {
            let (same, differs) = (Feature::length_ref_same, Feature::length_ref_differs);
            pair.lists(&a.name_after, &b.name_after, same, differs, None);
        }
        "money" | "percent" => {
            let (same, differs) = (Feature::money_holder_same, Feature::money_holder_differs);
            pair.lists(&a.holder, &b.holder, same, differs, None);
        }
        "duration" => {
            let (same, differs) = (Feature::duration_holder_same, Feature::duration_holder_differs);
            pair.lists(&a.holder, &b.holder, same, differs, None);
        }
        "age" => {
            let (same, differs) = (Feature::age_name_same, Feature::age_name_differs);
            pair.lists(&a.age_of, &b.age_of, same, differs, None);
        }
        _ => {}
    }
}

fn small_words(pair: &mut Pair, a: &Profile, b: &Profile) {
    pair.set(Feature::generic_one_side, f32::from(a.generic != b.generic));
    pair.set(Feature::other_same, f32::from(a.other && b.other));
    pair.set(Feature::other_one_side, f32::from(a.other != b.other));
    pair.set(Feature::part_one_side, f32::from(a.part != b.part));
    pair.set(Feature::subset_same, f32::from(a.subset && b.subset));
    pair.set(Feature::subset_one_side, f32::from(a.subset != b.subset));
    pair.set(Feature::ago_one_side, f32::from(a.ago != b.ago));
    pair.set(Feature::some_one_side, f32::from(a.some != b.some));
    pair.set(Feature::asked_one_side, f32::from(a.asked != b.asked));
    pair.set(Feature::later_one_side, f32::from(a.later != b.later));
    pair.set(Feature::wide_one_side, f32::from(a.wide != b.wide));
    pair.set(Feature::overnight_one_side, f32::from(a.overnight != b.overnight));
    let one = Some(Feature::rank_one_side);
    pair.lists(&a.rank, &b.rank, Feature::rank_same, Feature::rank_differs, one);
}

fn places_in_text(pair: &mut Pair, a: &Profile, b: &Profile, x: &Claim, y: &Claim, conflict: bool) {
    let same_article = a.doc == b.doc;
    pair.set(Feature::same_article, f32::from(same_article));
    let speakers = speakers_differ(a, b);
    let terms = terms_differ(a, b);
    pair.set(Feature::terms_differ, f32::from(terms));
    // Two sources set against each other, or two terms, are no two things.
    pair.set(Feature::same_article_conflict, f32::from(same_article && conflict && !speakers && !terms));
    let equal = pair.values[Feature::equal as usize] > 0.0;
    let of = |feature: Feature| pair.values[feature as usize] > 0.0;
    let kind = of(Feature::aspect_same) || of(Feature::unit_same_word);
    pair.set(
        Feature::same_article_equal,
        if same_article && equal { 1.0 + 1.5 * f32::from(kind) } else { 0.0 },
    );
    pair.set(Feature::same_sentence, f32::from(same_article && x.sentence == y.sentence && !terms));
    pair.lists(&a.speaker, &b.speaker, Feature::same_speaker, Feature::other_speaker, None);
    pair.set(Feature::both_first, f32::from(a.first && b.first && !same_article));
    // A figure that stands alone is the main one, as the first of a list is.
    if a.in_list.is_some() || b.in_list.is_some() {
        let same = a.in_list.unwrap_or(0) == b.in_list.unwrap_or(0);
        // Two seconds of two lists are told by their place alone.
        let both = if a.in_list.is_some() && b.in_list.is_some() { 2.0 } else { 1.0 };
        pair.set(if same { Feature::list_same } else { Feature::list_differs }, both);
    }
    pair.set(Feature::both_only, f32::from(a.only && b.only && !same_article));
    pair.set(Feature::first_one_side, f32::from(a.first != b.first));
    pair.set(Feature::both_lead, f32::from(a.lead && b.lead && !same_article));
    pair.set(Feature::lead_one_side, f32::from(a.lead != b.lead));
    let open = |c: &Claim| matches!(c.modality, Modality::Planned | Modality::Conditional);
    pair.set(Feature::modality_differs, f32::from(open(x) != open(y)));
}

/// The same number, whatever its bound: "more than 6" and "6".
fn same_number(a: &Quantity, b: &Quantity) -> bool {
    let number = |q: &Quantity| if q.low == q.high { q.low } else { q.low.xor(q.high) };
    let same_unit = a.dimension == "count" || a.unit.code == b.unit.code;
    same_unit && (a.low == b.low && a.high == b.high || number(a).is_some() && number(a) == number(b))
}

fn equal_figures(footing: &Footing) -> bool {
    match footing {
        Footing::Same { a, b, .. } => a.written_low == b.written_low && a.written_high == b.written_high,
        Footing::None => false,
    }
}

/// Natural logarithm of the ratio of the nearest figures, at most 3.
fn gap(footing: &Footing) -> f32 {
    use rust_decimal::prelude::ToPrimitive;
    let Footing::Same { a, b, .. } = footing else { return 0.0 };
    let Some((small, large)) = a.gap(b) else { return 0.0 };
    let ratio = large.to_f32().unwrap_or(1.0) / small.to_f32().unwrap_or(0.0).max(1e-6);
    if small.is_zero() { 0.0 } else { ratio.max(1.0).ln().min(3.0) }
}

fn apart(a: &[u32], b: &[u32]) -> bool {
    !a.is_empty() && !b.is_empty() && common(a, b).next().is_none()
}

fn common<'a>(a: &'a [u32], b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    a.iter().copied().filter(|x| b.contains(x))
}
