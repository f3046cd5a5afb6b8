//! Units and nouns that figures share: "7.6 and 7.4 magnitude", "350 men were bused, 500 more will follow".

use crate::normalizer::mention::{Mention, MentionUnit};
use crate::text::{Document, Kind, Tag};

/// Gives figures without unit that of the list they stand in, else the noun of the count before them.
pub(crate) fn share_units(doc: &Document, found: &mut Vec<Mention>, before: &[Mention]) {
    for k in (0..found.len().saturating_sub(1)).rev() {
        if found[k].unit.is_none() && in_list(doc, &found[k], &found[k + 1]) && shareable(&found[k + 1]) {
            found[k].unit = found[k + 1].unit.clone();
            found[k].per = found[k + 1].per.clone();
            found[k].noun = found[k + 1].noun.clone();
            found[k].trend = found[k].trend.or(found[k + 1].trend);
        }
    }
    for k in 1..found.len() {
        if found[k].unit.is_none()
            && found[k - 1].unit.dimension != "count"
            && in_list(doc, &found[k - 1], &found[k])
        {
            found[k].unit = found[k - 1].unit.clone();
        }
    }
    for k in 0..found.len() {
        if found[k].unit.is_none() {
            let (left, right) = found.split_at_mut(k);
            right[0].unit = taken_over(doc, &right[0], left, before).unwrap_or_else(MentionUnit::none);
        }
    }
    found.retain(|m| !m.unit.is_none() || stands_alone(doc, m));
}

fn shareable(m: &Mention) -> bool {
    !m.unit.is_none()
}

/// Whether only "and", "or", commas, dashes stand between two figures.
fn in_list(doc: &Document, a: &Mention, b: &Mention) -> bool {
    let between = a.tokens.end..b.tokens.start;
    between.len() <= 3
        && between.clone().all(|k| {
            matches!(doc.word(k), "," | "/")
                || matches!(doc.lower(k), "and" | "or" | "to" | "then")
                || doc.kind(k) == Kind::Dash
        })
        && !between.is_empty()
}

/// The noun of the last count before a figure that has none, where a verb or "of them" shows that one is left out.
fn taken_over(doc: &Document, m: &Mention, left: &[Mention], before: &[Mention]) -> Option<MentionUnit> {
    let next = m.tokens.end;
    let left_out = m.group.is_some()
        || doc.tag(next).is_verb()
        || matches!(doc.lower(next), "others" | "more")
        || doc.tag(next) == Tag::Adverb && doc.tag(next + 1).is_verb();
    let previous = left
        .iter()
        .rev()
        .chain(before.iter().rev())
        .find(|p| p.unit.dimension == "count" && !p.unit.is_none());
    if left_out {
        return previous.map(|p| p.unit.clone());
    }
    None
}

/// A bare figure worth keeping: with a decimal point or a magnitude it measures something, and so it does behind a
/// modifier or a preposition of amount.
fn stands_alone(doc: &Document, m: &Mention) -> bool {
    let first = m.figure.start;
    let before = first.checked_sub(1).map_or("", |k| doc.lower(k));
    m.rounded
        || m.tokens.start < m.figure.start
        || m.trend.is_some()
        || matches!(before, "by" | "of" | "to" | "from") && doc.kind(first) == Kind::Number
}
