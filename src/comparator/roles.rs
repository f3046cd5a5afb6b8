//! Roles that a figure plays in a report of an event, whatever the words around it: its toll, a place's population, a
//! distance from a landmark, one of several things of a kind.

use super::features::{Feature, Values};
use super::listed::meet;
use super::profile::Profile;
use crate::claim::Claim;

/// Natural logarithm of the largest ratio of two figures that reports give for one distance.
const LENGTH_GAP: f32 = 0.47;
/// The same for things that are counted.
const COUNT_GAP: f32 = 1.1;
/// The same for magnitudes: 6.4 and 6.8 may be two institutes, 6.1 and 7.3 are two quakes.
const MAGNITUDE_GAP: f32 = 0.075;

/// Adds the roles of a pair to its features.
pub(crate) fn mark(values: &mut Values, a: (&Profile, &Claim), b: (&Profile, &Claim)) {
    let dimension = a.1.quantity.dimension.as_str();
    slot(values, a.0, b.0, dimension);
    let gap = values[Feature::conflict_gap as usize];
    if dimension == "money" {
        return pay(values, a.0, b.0);
    }
    let mut set = |feature: Feature, holds: bool| values[feature as usize] = f32::from(holds);
    match dimension {
        "count" => {
            toll(&mut set, a, b);
            population(&mut set, a, b);
        }
        "magnitude" => {
            set(Feature::magnitude_far, gap > MAGNITUDE_GAP);
            values[Feature::magnitude_gap as usize] = 20.0 * gap.min(0.1);
        }
        "length" => set(Feature::length_far, gap > LENGTH_GAP),
        _ => {}
    }
    if again(values, a.0, b.0) {
        values[Feature::again as usize] = 1.0;
        // One speaker may be named here and another there.
        values[Feature::duration_holder_differs as usize] = 0.0;
        values[Feature::money_holder_differs as usize] = 0.0;
    }
    if dimension == "count" {
        noun(values, a.0, b.0, gap);
    }
}

/// What people are paid, by the month or a head: one role in a report, whoever promises it.
fn pay(values: &mut Values, p: &Profile, q: &Profile) {
    if !p.listed.pay || !q.listed.pay {
        return;
    }
    let mut set = |feature: Feature, value: f32| values[feature as usize] = value;
    set(Feature::pay_same, 1.0);
    for against in [
        Feature::aspect_differs,
        Feature::money_holder_differs,
        Feature::holder_differs,
        Feature::per_differs,
    ] {
        set(against, 0.0);
    }
}

/// The first figure that each of two articles gives under one standard word, for the event itself.
fn slot(values: &mut Values, p: &Profile, q: &Profile, dimension: &str) {
    let of = |feature: Feature| values[feature as usize] > 0.0;
    let noun = [Feature::unit_same_word, Feature::unit_same_class, Feature::unit_generic];
    let alike = dimension != "count" || noun.into_iter().any(of);
    let slot = of(Feature::aspect_same) && alike && p.part == q.part && p.other == q.other;
    let (main, only) = (slot && of(Feature::both_first), slot && of(Feature::both_only));
    let anchored = [anchored(p), anchored(q)];
    values[Feature::main_slot as usize] = f32::from(main && anchored == [false, false]);
    values[Feature::only_slot as usize] = f32::from(only && anchored == [false, false]);
    values[Feature::anchored_one_side as usize] = f32::from(anchored[0] != anchored[1]);
}

/// A year or place other than the event's own tells another event.
fn anchored(profile: &Profile) -> bool {
    !profile.dates.is_empty() || !profile.places.is_empty() || profile.earlier
}

/// A report has one toll of its event; earlier events are told by their years and places.
fn toll(set: &mut impl FnMut(Feature, bool), (p, x): (&Profile, &Claim), (q, y): (&Profile, &Claim)) {
    let (Some(aspect), Some(other)) = (x.aspect.as_deref(), y.aspect.as_deref()) else { return };
    let same = aspect == other || meet(p.listed.aspects, q.listed.aspects);
    // "22 fishermen" and "23 pirates" are two tolls, "23 men" and "23 pirates" one.
    let role = p.head_classes.iter().any(|class| q.head_classes.contains(class));
    let one_role = p.is_people() && q.is_people() && (role || p.anyone || q.anyone);
    if !same || !p.listed.toll || !q.listed.toll || !one_role {
        return;
    }
    let whole = |p: &Profile| !p.part && !p.generic && !p.other;
    if !whole(p) || !whole(q) {
        return;
    }
    let shared = |a: &[u32], b: &[u32]| a.iter().any(|id| b.contains(id));
    set(Feature::main_toll, !anchored(p) && !anchored(q));
    // "In Aceh" is not "in Indonesia, Sri Lanka, India and Thailand".
    let mostly = |a: &[u32], b: &[u32]| {
        let both = a.iter().filter(|id| b.contains(id)).count();
        both > 0 && 2 * both >= a.len() && 2 * both >= b.len()
    };
    let same_time = shared(&p.dates, &q.dates) && (p.places.is_empty() || q.places.is_empty());
    set(Feature::past_toll, same_time || mostly(&p.places, &q.places));
}

/// A population belongs to the place that is named beside it.
fn population(set: &mut impl FnMut(Feature, bool), (p, x): (&Profile, &Claim), (q, y): (&Profile, &Claim)) {
    let is = |claim: &Claim| claim.aspect.as_deref() == Some("population");
    if !is(x) || !is(y) {
        return;
    }
    let near = |p: &Profile| match p.described {
        true => p.name_before.clone(),
        false => [p.name_before.as_slice(), &p.name_after, &p.names_near].concat(),
    };
    let (a, b) = (near(p), near(q));
    let shared = a.iter().any(|id| b.contains(id));
    set(Feature::population_same, shared || a.is_empty() || b.is_empty());
    set(Feature::population_differs, !shared && !a.is_empty() && !b.is_empty());
}

/// The same number of the same noun, or under the same standard word, twice in one article is mostly the same thing.
fn again(values: &Values, p: &Profile, q: &Profile) -> bool {
    let of = |feature: Feature| values[feature as usize] > 0.0;
    of(Feature::same_article_equal)
        && (of(Feature::unit_same_word) || p.head.is_none() && of(Feature::aspect_same))
        && !of(Feature::same_sentence)
        && p.other == q.other
        && p.part == q.part
}

/// Rifles, banks and bridges of one event are mostly the same ones; countries, people and days are not.
fn noun(values: &mut Values, p: &Profile, q: &Profile, gap: f32) {
    let of = |feature: Feature| values[feature as usize] > 0.0;
    let alike = of(Feature::unit_same_word) || of(Feature::unit_same_kin);
    let clear = !of(Feature::aspect_differs)
        && !of(Feature::modifier_differs)
        && p.other == q.other
        && p.part == q.part
        && p.generic == q.generic;
    let same_aspect = of(Feature::aspect_same) || of(Feature::aspect_kin);
    let specific = alike && clear && !p.listed.loose && !q.listed.loose && gap < COUNT_GAP;
    let again = again(values, p, q);
    let generic = (p.listed.loose || q.listed.loose) && !same_aspect && !again;
    values[Feature::noun_specific as usize] = f32::from(specific);
    values[Feature::noun_generic as usize] = f32::from(generic);
}
