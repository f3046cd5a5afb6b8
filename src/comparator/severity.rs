//! How much an editor should care: the size of the gap, who stands on each side, and what is at stake.

use crate::claim::Claim;
use crate::fact::{Discrepancy, Figure, Verdict};

/// What is at stake: deaths before distances.
fn stake(dimension: &str, aspect: Option<&str>) -> f64 {
    match (dimension, aspect) {
        (_, Some("killed" | "dead" | "died")) => 1.0,
        (_, Some("injured" | "missing" | "abducted")) => 0.9,
        (_, Some("displaced" | "arrested" | "recruited" | "deployed" | "salary" | "compensation")) => 0.8,
        ("money", _) => 0.8,
        ("percent", _) => 0.65,
        ("count", _) => 0.7,
        ("magnitude", _) => 0.6,
        ("age", _) => 0.45,
        ("length" | "duration" | "area" | "mass", _) => 0.45,
        _ => 0.4,
    }
}

/// The severity of a fact, 0 to 1. What a hypothesis resolves does not raise it.
pub(crate) fn severity(claims: &[&Claim], figures: &[Figure], discrepancies: &[Discrepancy]) -> f64 {
    let Some(first) = claims.first() else { return 0.0 };
    let aspect = claims.iter().find_map(|c| c.aspect.as_deref());
    let worst = discrepancies.iter().map(|d| weight(d, figures)).fold(0.0, f64::max);
    let value = stake(&first.quantity.dimension, aspect) * worst;
    (value * 100.0).round() / 100.0
}

fn weight(discrepancy: &Discrepancy, figures: &[Figure]) -> f64 {
    let sources = |id: &str| figures.iter().find(|f| f.id == id).map_or(1, |f| f.origins);
    let (a, b) = (sources(&discrepancy.a), sources(&discrepancy.b));
    // Several sources on both sides weigh more than one dissenter, who may have mistyped.
    let backing =
        0.7 + 0.3 * (1.0 - 1.0 / a.min(b).max(1) as f64).max(0.0) + 0.05 * (a.max(b).min(4) as f64 - 1.0);
    let gap = discrepancy.ratio.map_or(1.0, |ratio| 1.0 - 1.0 / ratio.max(1.0));
    let kind = match discrepancy.verdict {
        Verdict::Conflict if discrepancy.hypotheses.iter().any(|h| h.resolves) => 0.15,
        Verdict::Conflict => 0.65 + 0.35 * gap,
        Verdict::Compatible => 0.1,
        Verdict::Agree => 0.0,
    };
    (kind * backing).min(1.0)
}
