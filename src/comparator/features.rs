//! The named features of a pair of claims, and their weights.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::rows;

macro_rules! features {
    ($(#[$doc:meta])* $type:ident, $names:ident, $count:ident: $($name:ident),* $(,)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(non_camel_case_types)]
        pub(crate) enum $type { $($name),* }

        /// The features' names as in the data file, in the order of the type.
        pub(crate) const $names: &[&str] = &[$(stringify!($name)),*];

        /// How many features there are.
        pub(crate) const $count: usize = $names.len();
    };
}

features! {
    /// A feature of a pair of claims; what each means stands beside its weight in the data file.
    Feature, NAMES, COUNT:
    bias,
    equal, equal_telling, compatible, conflict, conflict_gap, conflict_near,
    conflict_age, conflict_duration, conflict_measure, conflict_money, conflict_percent, conflict_small, conflict_zero, conflict_toll, conflict_elapsed, conflict_change, conflict_vague,
    unit_same_word, unit_same_class, unit_same_kin, unit_generic, unit_people, unit_differs, unit_unlisted,
    measure_unit_differs, currency_differs,
    per_same, per_differs, per_one_side,
    modifier_same, modifier_differs, modifier_one_side, modifier_named,
    aspect_same, aspect_kin, aspect_differs, aspect_one_side,
    subject_words, near_words, near_high, around_words, near_conflict, around_conflict,
    names_shared, names_none_shared, name_near_same, name_near_differs,
    next_before_same, next_after_same,
    place_same, place_differs, time_same, time_differs, group_same, group_differs, group_one_side,
    date_same, date_differs, date_one_side, day_same, day_differs, earlier_one_side,
    foreign_same, foreign_differs, foreign_one_side,
    name_after_same, name_after_differs, name_before_same, name_before_differs,
    length_ref_same, length_ref_differs, age_name_same, age_name_differs,
    both_first, first_one_side, generic_one_side, holder_same, holder_differs, money_holder_same, money_holder_differs,
    duration_holder_same, duration_holder_differs,
    other_same, other_one_side, part_one_side, rank_same, rank_differs, rank_one_side,
    terms_differ, pay_same,
    same_article, same_article_conflict, same_article_equal, same_sentence,
    same_speaker, other_speaker,
    both_lead, lead_one_side,
    best_both, best_neither, counterpart, both_only,
    again, main_slot, only_slot, anchored_one_side, main_toll, past_toll, population_same, population_differs, noun_specific, noun_generic, magnitude_gap, magnitude_far, length_far,
    list_same, list_differs,
    part_of_total, noun_lone, measure_lone, holders_known, subset_same, subset_one_side, ago_one_side, conflict_moving,
    companion_same, companion_differs, clock_same, clock_differs, asked_one_side, overnight_one_side, later_one_side, wide_one_side, holder_one_side,
    some_one_side, subject_differs, duration_subject_differs,
    modality_differs, bound_differs,
    is_age, is_duration, is_money, is_percent, is_measure,
}

features! {
    /// A feature of a pair of groups of claims.
    GroupFeature, GROUP_NAMES, GROUP_COUNT:
    groups_bias, groups_mean, groups_best, groups_meet, groups_contrast, groups_vetoed, groups_rivals,
    groups_only_two, groups_best_both, groups_best_one, groups_crowd, groups_small, groups_first, groups_lead,
    groups_gap, groups_noun, groups_other_noun, groups_aspect, groups_other_aspect, groups_near, groups_subject,
    groups_counterpart, groups_part, groups_other, groups_foreign, groups_other_place, groups_date, groups_elapsed,
    groups_change, groups_generic, groups_list, groups_same_list, groups_people, groups_holder, groups_day, groups_rank,
    groups_modifier, groups_named_modifier, groups_vague, groups_speakers, groups_planned,
    groups_pay, groups_again, groups_main_slot, groups_only_slot, groups_anchored, groups_main_toll, groups_past_toll, groups_population, groups_other_population, groups_specific, groups_no_specific,
    groups_magnitude_gap, groups_magnitude_far, groups_length_far, groups_landmark, groups_other_landmark, groups_aspect_kin,
    groups_part_of_total, groups_noun_lone, groups_measure_lone, groups_holders_known, groups_subset, groups_ago, groups_moving,
    groups_companion, groups_other_companion, groups_clock, groups_other_clock, groups_asked, groups_overnight, groups_later, groups_wide, groups_lone_holder, groups_some, groups_other_subject,
}

/// Features that have a bit in one integer.
pub(crate) const WORD: usize = u64::BITS as usize;

/// A bit for each of up to [`WORD`] values, set for those that are not zero: no branch for each, since which are is a
/// guess for a processor.
#[inline]
pub(crate) fn not_zero(values: &[f32]) -> u64 {
    const BITS: [u32; 8] = [1, 2, 4, 8, 16, 32, 64, 128];
    let parts = values.chunks(BITS.len()).map(|part| {
        let bits = part.iter().zip(BITS).map(|(value, bit)| if *value == 0.0 { 0 } else { bit });
        u64::from(bits.fold(0, |all, bit| all | bit))
    });
    parts.enumerate().fold(0, |all, (part, bits)| all | bits << (BITS.len() * part))
}

/// The places of the bits that are set, ascending.
#[inline]
pub(crate) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < WORD).then_some(place)
    })
}

/// Values of all features of a pair of groups.
pub(crate) type GroupValues = [f32; GROUP_COUNT];

/// Values of all features of one pair.
pub(crate) type Values = [f32; COUNT];

const WEIGHTS: &str = include_str!("../lexicon/en/weights.tsv");

/// Weights of the evidence; the default ones are compiled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// For figures that can both be right.
    agree: Values,
    /// For figures that conflict.
    conflict: Values,
    groups: GroupValues,
}

static DEFAULT: LazyLock<Weights> = LazyLock::new(|| Weights::parse(WEIGHTS));

impl Default for Weights {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Weights {
    /// Reads `feature<TAB>weight<TAB>weight in a conflict<TAB>...` lines; a feature that is not listed weighs nothing.
    pub fn parse(table: &str) -> Self {
        let mut weights = Weights { agree: [0.0; COUNT], conflict: [0.0; COUNT], groups: [0.0; GROUP_COUNT] };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or_default();
            let at = NAMES.iter().position(|n| *n == name);
            let group = GROUP_NAMES.iter().position(|n| *n == name);
            let mut value = || cells.next().and_then(|value| value.parse().ok());
            let (Some(first), Some(second)) = (value(), value()) else { continue };
            if let Some(at) = at {
                weights.agree[at] = first;
                weights.conflict[at] = second;
            }
            if let Some(at) = group {
                weights.groups[at] = first;
            }
        }
        weights
    }

    /// The weight of one feature in a pair of these values.
    pub(crate) fn of(&self, feature: usize, values: &Values) -> f32 {
        self.fitting(values)[feature]
    }

    /// What each feature of a pair adds: (value, value times weight), in the order of the type.
    pub(crate) fn contributions(&self, values: &Values) -> Vec<(f32, f32)> {
        values.iter().zip(self.fitting(values)).map(|(v, w)| (*v, v * w)).collect()
    }

    /// What each feature of a pair of groups adds: (value, value times weight), in the order of the type.
    pub(crate) fn group_contributions(&self, values: &GroupValues) -> Vec<(f32, f32)> {
        values.iter().zip(&self.groups).map(|(v, w)| (*v, v * w)).collect()
    }

    /// What a feature means, in words, as its row of the table says; empty for a name that it does not list.
    pub(crate) fn meaning(feature: &str) -> &'static str {
        static MEANINGS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
            rows(WEIGHTS).filter_map(|(name, rest)| Some((name, rest.rsplit_once('\t')?.1))).collect()
        });
        MEANINGS.get(feature).copied().unwrap_or_default()
    }

    /// The weighted sum of a pair of groups.
    pub(crate) fn score_groups(&self, values: &GroupValues) -> f32 {
        // each sum waits for the one before: most values are zero, and add nothing
        let words = values.chunks(WORD).zip(self.groups.chunks(WORD));
        words.flat_map(|(v, w)| places(not_zero(v)).map(|at| v[at] * w[at])).sum()
    }

    /// The weights for figures that conflict, or that do not.
    fn fitting(&self, values: &Values) -> &Values {
        if values[Feature::conflict as usize] > 0.0 { &self.conflict } else { &self.agree }
    }

    /// Like [`Weights::score`], from the features that are not zero, in ascending order.
    pub(crate) fn score_of(&self, features: impl Iterator<Item = (usize, f32)> + Clone) -> f32 {
        let mut first = features.clone().skip_while(|(feature, _)| *feature < Feature::conflict as usize);
        let conflict = first.next().is_some_and(|(f, value)| f == Feature::conflict as usize && value > 0.0);
        let weights = if conflict { &self.conflict } else { &self.agree };
        features.map(|(feature, value)| value * weights[feature]).sum()
    }

    /// The weighted sum: log-odds that the two claims give a figure for the same thing.
    pub(crate) fn score(&self, values: &Values) -> f32 {
        values.iter().zip(self.fitting(values)).map(|(v, w)| v * w).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_not_zero_are_found_in_order() {
        let mut values = [0.0; WORD];
        assert_eq!(places(not_zero(&values)).count(), 0);
        for at in [0, 7, 8, 40, 63] {
            (values[at], values[at.saturating_sub(1)]) = (-0.5, -0.0);
        }
        values[7] = f32::MIN_POSITIVE;
        assert_eq!(places(not_zero(&values)).collect::<Vec<_>>(), [7, 8, 40, 63]);
        assert_eq!(places(not_zero(&values[..17])).collect::<Vec<_>>(), [7, 8]);
    }

    #[test]
    fn every_feature_has_a_weight_and_every_weight_a_feature() {
        let listed: Vec<&str> = rows(WEIGHTS).map(|(name, _)| name).collect();
        let missing: Vec<_> = NAMES.iter().chain(GROUP_NAMES).filter(|n| !listed.contains(n)).collect();
        let unknown: Vec<_> =
            listed.iter().filter(|n| !NAMES.contains(n) && !GROUP_NAMES.contains(n)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
    }
}
