//! Figures in one list share the verb of the list: "damaged 42 offices, 2 roads and 14 hotels".

use super::trigger::{Dimension, trigger_at};
use crate::normalizer::mention::Mention;
use crate::text::{Document, Kind, Tag};

/// Most tokens between two members of a list, the noun of the first included.
const APART: usize = 14;

/// Gives members of a list that have no aspect that of their neighbour: rightwards from an active verb ("seized seven
/// rifles, three pistols"), leftwards from a passive behind the list ("nine rifles and two boats were seized").
pub(crate) fn share_aspects(doc: &Document, found: &[Mention], aspects: &mut [Option<&'static str>]) {
    let count = found.len().min(aspects.len());
    // "eight employees and three customers": what the noun itself says is not said of its neighbour
    let shared = |m: &Mention, aspect: Option<&'static str>| {
        let last = m.noun.as_ref().and_then(|noun| noun.clone().next_back());
        let own = last.and_then(|k| trigger_at(doc, k, Dimension::of("count")));
        aspect.filter(|_| own != aspect)
    };
    for k in 1..count {
        if aspects[k].is_none()
            && shared(&found[k - 1], aspects[k - 1]).is_some()
            && listed(doc, &found[k - 1], &found[k])
        {
            aspects[k] = aspects[k - 1];
        }
    }
    for k in (1..count).rev() {
        if aspects[k - 1].is_none()
            && shared(&found[k], aspects[k]).is_some()
            && listed(doc, &found[k - 1], &found[k])
        {
            aspects[k - 1] = aspects[k];
        }
    }
}

/// Whether two counts are members of one list: only noun phrases, commas and "and" between them, and no verb.
fn listed(doc: &Document, a: &Mention, b: &Mention) -> bool {
    let between = a.tokens.end..b.tokens.start;
    let counts = a.unit.dimension == "count" && b.unit.dimension == "count";
    if !counts
        || between.is_empty()
        || between.len() > APART
        || a.group.is_some() && a.unit.unit == b.unit.unit
    {
        return false;
    }
    let mut joined = false;
    for k in between {
        joined |= doc.is(k, ",") || doc.is_any(k, ["and", "or"]);
        let word = matches!(
            doc.tag(k),
            Tag::Noun
                | Tag::Plural
                | Tag::Proper
                | Tag::Adjective
                | Tag::Conjunction
                | Tag::Determiner
                | Tag::Number
        ) || doc.is_any(k, ["of", "including"]);
        if !(word || doc.is(k, ",") || doc.kind(k) == Kind::Dash) {
            return false;
        }
    }
    joined
}
