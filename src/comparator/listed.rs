//! What the tables of cues say of a claim by itself: looked up once a claim and not once a pair.

use super::cues;
use crate::claim::Claim;

/// What the tables of cues say of a claim.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    /// The figure is given by a vague word ("dozens").
    pub(crate) vague: bool,
    /// The standard word is one of tolls.
    pub(crate) toll: bool,
    /// The standard word is one of figures that only grow.
    pub(crate) grows: bool,
    /// The standard word is one of what changes from day to day.
    pub(crate) moving: bool,
    /// The counted noun is one of which an event has many ("people", "days").
    pub(crate) loose: bool,
    /// What people are paid, by the month or a head.
    pub(crate) pay: bool,
    /// The lines of nouns that the counted noun stands in.
    pub(crate) nouns: &'static [u32],
    /// The lines of standard words that the standard word stands in.
    pub(crate) aspects: &'static [u32],
}

impl Listed {
    /// Looks a claim up.
    pub(crate) fn of(claim: &Claim) -> Listed {
        let name = claim.quantity.unit.name.as_str();
        let aspect = claim.aspect.as_deref();
        let is = |kind: &str| aspect.is_some_and(|aspect| cues::is(kind, aspect));
        Listed {
            vague: cues::is_vague(&claim.text),
            toll: is("toll"),
            grows: is("grows"),
            moving: is("moving"),
            loose: cues::is("loose", name),
            pay: is_pay(claim),
            nouns: cues::lines("nouns", name),
            aspects: aspect.map_or(&[], |aspect| cues::lines("aspects", aspect)),
        }
    }
}

/// Whether two lists of lines have one in common.
pub(crate) fn meet(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|line| b.contains(line))
}

fn is_pay(claim: &Claim) -> bool {
    let each = claim.quantity.per.iter().any(|unit| cues::is("anyone", &unit.name));
    let rate = each || claim.quantity.per.iter().any(|unit| cues::is("payday", &unit.name));
    let aspect = claim.aspect.as_deref();
    rate && (aspect == Some("salary") || each && aspect.is_none_or(|aspect| cues::is("pay", aspect)))
}
