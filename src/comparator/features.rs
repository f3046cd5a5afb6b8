//! The named features of a pair of claims, and their weights.

use std::sync::LazyLock;

macro_rules! features {
    ($($name:ident),* $(,)?) => {
        /// A feature of a pair of claims; what each means stands beside its weight in the data file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(non_camel_case_types)]
        pub(crate) enum Feature { $($name),* }

        /// The features' names as in the data file, in the order of [`Feature`].
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// How many features there are.
        pub(crate) const COUNT: usize = NAMES.len();
    };
}

features! {
    bias,
    equal, equal_telling, compatible, conflict, conflict_gap, conflict_near,
    conflict_age, conflict_duration, conflict_measure, conflict_money, conflict_percent, conflict_small,
    unit_same_word, unit_same_class, unit_generic, unit_people, unit_differs, unit_unlisted,
    measure_unit_differs, currency_differs,
    per_same, per_differs, per_one_side,
    modifier_same, modifier_differs, modifier_one_side,
    aspect_same, aspect_differs, aspect_one_side,
    subject_words, near_words, near_high, around_words, near_conflict, around_conflict,
    names_shared, names_none_shared, name_near_same, name_near_differs,
    next_before_same, next_after_same,
    place_same, place_differs, time_same, time_differs, group_same, group_differs, group_one_side,
    date_same, date_differs, date_one_side, day_same, day_differs, earlier_one_side,
    foreign_same, foreign_differs, foreign_one_side,
    name_after_same, name_after_differs, name_before_same, name_before_differs,
    length_ref_same, length_ref_differs, age_name_same, age_name_differs,
    both_first, first_one_side,
    other_same, other_one_side, part_one_side, rank_same, rank_differs, rank_one_side,
    same_article, same_article_conflict, same_sentence,
    same_speaker, other_speaker,
    both_lead, lead_one_side,
    modality_differs, bound_differs,
    is_age, is_duration, is_money, is_percent, is_measure,
}

/// Values of all features of one pair.
pub(crate) type Values = [f32; COUNT];

const WEIGHTS: &str = include_str!("../lexicon/en/weights.tsv");

/// Weights of the evidence; the default ones are compiled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    values: Values,
}

static DEFAULT: LazyLock<Weights> = LazyLock::new(|| Weights::parse(WEIGHTS));

impl Default for Weights {
    fn default() -> Self {
        DEFAULT.clone()
    }
}

impl Weights {
    /// Reads `feature<TAB>weight<TAB>meaning` lines; a feature that is not listed weighs nothing.
    pub fn parse(table: &str) -> Self {
        let mut values = [0.0; COUNT];
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let at = cells.next().and_then(|name| NAMES.iter().position(|n| *n == name));
            let value = cells.next().and_then(|value| value.parse().ok());
            if let (Some(at), Some(value)) = (at, value) {
                values[at] = value;
            }
        }
        Weights { values }
    }

    /// The weight of one feature.
    pub(crate) fn of(&self, feature: usize) -> f32 {
        self.values[feature]
    }

    /// The weighted sum: log-odds that the two claims give a figure for the same thing.
    pub(crate) fn score(&self, values: &Values) -> f32 {
        values.iter().zip(&self.values).map(|(v, w)| v * w).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comparator::words::rows;

    #[test]
    fn every_feature_has_a_weight_and_every_weight_a_feature() {
        let listed: Vec<&str> = rows(WEIGHTS).map(|(name, _)| name).collect();
        let missing: Vec<_> = NAMES.iter().filter(|n| !listed.contains(n)).collect();
        let unknown: Vec<_> = listed.iter().filter(|n| !NAMES.contains(n)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "missing {missing:?}, unknown {unknown:?}");
    }
}
