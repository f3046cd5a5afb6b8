//! What of a figure was changed between two versions, and the change in words.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ChangeKind;
use super::matching::words;
use crate::claim::{Bound, Claim, Modality, Quantity};
use crate::comparator::listed::meet;
use crate::comparator::{classes, cues, describe};

/// What of a figure was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The number.
    Figure,
    /// "At least", "up to", "between", or none of these.
    Bound,
    /// "About", "some", "nearly", or none of these.
    Hedge,
    /// The currency, the unit of measure, or what is counted.
    Unit,
    /// What a rate is for: "a month", "each".
    Rate,
    /// Whether it is a change or a level.
    Trend,
    /// What it says of its subject: killed, injured, ...
    Aspect,
    /// The place that it is limited to.
    Place,
    /// Who says so.
    Attribution,
    /// Whether it is stated as done, planned, possible, denied.
    Modality,
}

impl Part {
    /// The word for it in tables and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Part::Figure => "figure",
            Part::Bound => "bound",
            Part::Hedge => "hedge",
            Part::Unit => "unit",
            Part::Rate => "rate",
            Part::Trend => "trend",
            Part::Aspect => "aspect",
            Part::Place => "place",
            Part::Attribution => "attribution",
            Part::Modality => "modality",
        }
    }
}

/// The parts that differ, and how, in words. What an article says around a figure counts only where the sentence was
/// `reworded`: otherwise it has changed elsewhere.
pub(super) fn changed(old: &Claim, new: &Claim, reworded: bool) -> (Vec<Part>, String) {
    let mut parts = quantity(&old.quantity, &new.quantity);
    let mut words = Vec::new();
    if !parts.is_empty() {
        let nouns = parts.contains(&Part::Unit);
        words.push(format!("{} became {}", figure(old, nouns), figure(new, nouns)));
    }
    if reworded {
        for (part, said) in [
            (Part::Aspect, aspect(old, new)),
            (Part::Place, place(old, new)),
            (Part::Attribution, attribution(old, new)),
            (Part::Modality, modality(old, new)),
        ] {
            if let Some(said) = said {
                parts.push(part);
                words.push(said);
            }
        }
    }
    (parts, words.join("; "))
}

/// Whether both claims give the same number in the same unit.
pub(super) fn is_same_figure(a: &Claim, b: &Claim) -> bool {
    let (p, q) = (&a.quantity, &b.quantity);
    p.dimension == q.dimension
        && numbers(p) == numbers(q)
        && (p.dimension == "count" || p.unit.code == q.unit.code)
}

/// A figure that only one version has, in words.
pub(super) fn lone(kind: ChangeKind, claim: &Claim) -> String {
    let figure = figure(claim, true);
    match kind {
        ChangeKind::Removed => format!("{figure} is no longer stated"),
        _ => format!("{figure} was not stated before"),
    }
}

/// "Exactly 14": a quantity in words; as the article has it where what is counted matters.
fn figure(claim: &Claim, with_noun: bool) -> String {
    match claim.quantity.dimension == "count" && with_noun {
        true => format!("“{}”", claim.text),
        false => describe(&claim.quantity),
    }
}

fn quantity(old: &Quantity, new: &Quantity) -> Vec<Part> {
    let codes = |quantity: &Quantity| {
        let mut codes: Vec<String> = quantity.per.iter().map(|unit| unit.code.clone()).collect();
        codes.sort_unstable();
        codes
    };
    // "$14 million" and "$14,000,000" are one sum; exact to another place, but no other figure.
    let same_number = numbers(old) == numbers(new);
    [
        (Part::Figure, !same_number),
        (Part::Bound, side(old.bound) != side(new.bound)),
        (Part::Hedge, old.approximate != new.approximate),
        (Part::Unit, unit(old, new)),
        (Part::Rate, codes(old) != codes(new)),
        (Part::Trend, old.trend != new.trend),
    ]
    .into_iter()
    .filter_map(|(part, differs)| differs.then_some(part))
    .collect()
}

/// The numbers that a figure names, one or two.
fn numbers(quantity: &Quantity) -> Vec<Decimal> {
    let mut numbers: Vec<Decimal> = [quantity.low, quantity.high].into_iter().flatten().collect();
    numbers.dedup();
    numbers
}

/// "14" and "14 to 18" differ in their figures, "14" and "at least 14" in their bounds.
fn side(bound: Bound) -> Bound {
    if bound == Bound::Between { Bound::Exact } else { bound }
}

/// Whether the units are others; of counted things, whether the nouns are, and neither is a word for anyone.
fn unit(old: &Quantity, new: &Quantity) -> bool {
    if old.dimension != new.dimension {
        return true;
    }
    if old.dimension != "count" {
        return old.unit.code != new.unit.code;
    }
    let (a, b) = (old.unit.name.as_str(), new.unit.name.as_str());
    let anyone = |noun: &str| noun.is_empty() || cues::is("anyone", noun);
    if a == b || anyone(a) || anyone(b) {
        return false;
    }
    let classes = |noun: &str| classes::of_stem(&words::stem(noun));
    !classes(a).iter().any(|class| classes(b).contains(class))
        && !meet(cues::lines("nouns", a), cues::lines("nouns", b))
}

fn aspect(old: &Claim, new: &Claim) -> Option<String> {
    let (a, b) = (old.aspect.as_deref()?, new.aspect.as_deref()?);
    (a != b && !meet(cues::lines("aspects", a), cues::lines("aspects", b))).then(|| format!("{a} became {b}"))
}

fn place(old: &Claim, new: &Claim) -> Option<String> {
    let (a, b) = (old.scope.place.as_deref()?, new.scope.place.as_deref()?);
    (!share_a_word(a, b)).then(|| format!("{a} became {b}"))
}

fn attribution(old: &Claim, new: &Claim) -> Option<String> {
    let speaker = |claim: &'_ Claim| claim.attribution.as_ref().map(|said| said.speaker.clone());
    match (speaker(old), speaker(new)) {
        (Some(a), Some(b)) if !share_a_word(&a, &b) => Some(format!("said by {a} before, now by {b}")),
        (Some(a), None) => Some(format!("no longer attributed to {a}")),
        (None, Some(b)) => Some(format!("now attributed to {b}")),
        _ => None,
    }
}

fn modality(old: &Claim, new: &Claim) -> Option<String> {
    let word = |modality: Modality| match modality {
        Modality::Asserted => "stated as a fact",
        Modality::Hedged => "hedged",
        Modality::Planned => "planned",
        Modality::Conditional => "conditional",
        Modality::Denied => "denied",
    };
    (old.modality != new.modality).then(|| format!("{} became {}", word(old.modality), word(new.modality)))
}

/// "Mayor Lena Orsk" and "the mayor" are the same person in other words.
fn share_a_word(a: &str, b: &str) -> bool {
    let b = words::content_stems(b);
    let a = words::content_stems(a);
    a.is_empty() || b.is_empty() || a.iter().any(|word| b.contains(word))
}
