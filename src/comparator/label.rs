//! What a fact is about, in the articles' own words.

use std::collections::BTreeMap;

use super::verdict::plural;
use crate::claim::Claim;

/// "people killed, West Papua": what is counted, what is said of it, and where.
pub(crate) fn label(claims: &[&Claim]) -> String {
    let Some(first) = claims.first() else { return String::new() };
    // standard words are written with an underscore ("contract_duration"), labels are for readers
    let aspect = most(claims.iter().filter_map(|c| c.aspect.as_deref())).map(|word| word.replace('_', " "));
    let aspect = aspect.as_deref();
    let subject = subject(claims);
    let what = if first.quantity.dimension == "count" {
        let noun = most(claims.iter().filter_map(|c| noun(c)));
        let fallback = plural(&first.quantity.unit.name);
        counted(noun.unwrap_or(&fallback), aspect, subject)
    } else {
        measured(&first.quantity.dimension, aspect, subject)
    };
    match place(claims) {
        Some(place) if !what.to_lowercase().contains(&place.to_lowercase()) => format!("{what}, {place}"),
        _ => what,
    }
}

/// The counted noun with its modifiers, as the article has it.
fn noun(claim: &Claim) -> Option<&str> {
    let after = claim.number_span.end.checked_sub(claim.span.start)?;
    let noun = claim.text.get(after..)?.trim_matches(|c: char| !c.is_alphanumeric());
    let noun = noun.strip_prefix("of ").unwrap_or(noun);
    (noun.len() > 2 && noun.len() <= 50).then_some(noun)
}

fn counted(noun: &str, aspect: Option<&str>, subject: Option<&str>) -> String {
    let noun = if noun.is_empty() { "people" } else { noun };
    match (aspect, subject) {
        (Some(aspect), _) if !noun.contains(aspect) => format!("{noun} {aspect}"),
        (None, Some(subject)) if subject.len() > noun.len() && subject.len() <= 60 => subject.to_string(),
        _ => noun.to_string(),
    }
}

fn measured(dimension: &str, aspect: Option<&str>, subject: Option<&str>) -> String {
    let dimension = dimension.replace('_', " ");
    let aspect = aspect.unwrap_or(&dimension);
    match subject.filter(|s| s.len() <= 60) {
        Some(subject) if subject.to_lowercase().contains(aspect) => subject.to_string(),
        Some(subject) => format!("{aspect}: {subject}"),
        None => aspect.to_string(),
    }
}

fn subject<'a>(claims: &[&'a Claim]) -> Option<&'a str> {
    most(claims.iter().map(|c| c.subject.trim()).filter(|s| !s.is_empty()))
}

fn place<'a>(claims: &[&'a Claim]) -> Option<&'a str> {
    most(claims.iter().filter_map(|c| c.scope.place.as_deref()))
}

/// The most frequent text; of equally frequent ones the shortest, then the first in the alphabet.
fn most<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    texts.for_each(|text| *count.entry(text).or_default() += 1);
    count
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then(b.0.len().cmp(&a.0.len())).then(b.0.cmp(a.0)))
        .map(|(text, _)| text)
}
